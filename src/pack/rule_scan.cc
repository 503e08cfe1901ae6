#include "src/pack/rule_scan.h"

#include <algorithm>

namespace assay {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";

bool IsNamePart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool IsQuote(char c) { return c == '"' || c == '\''; }

// The end of the literal whose opening quote is at `begin`.
std::size_t EndOfText(std::string_view rule, std::size_t begin, bool is_raw) {
  const std::string_view three = rule.substr(begin, 3);
  const bool is_long = three.size() == 3 && three[1] == three[0] && three[2] == three[0];
  const std::string_view quote = rule.substr(begin, is_long ? 3 : 1);
  std::size_t at = begin + quote.size();
  while (at < rule.size() && rule.substr(at, quote.size()) != quote) {
    at += !is_raw && rule[at] == '\\' ? 2 : 1;
  }
  return std::min(at + quote.size(), rule.size());
}

}  // namespace

RulePiece NextRulePiece(std::string_view rule, std::size_t begin) {
  const char first = rule[begin];
  if (kBlanks.find(first) != std::string_view::npos) {
    return {RulePieceKind::kSpace, begin,
            std::min(rule.find_first_not_of(kBlanks, begin), rule.size())};
  }
  if (rule.substr(begin, 2) == "//") {
    return {RulePieceKind::kComment, begin, std::min(rule.find('\n', begin), rule.size())};
  }
  if (IsQuote(first)) return {RulePieceKind::kText, begin, EndOfText(rule, begin, false)};
  if (!IsNamePart(first)) return {RulePieceKind::kOther, begin, begin + 1};
  std::size_t end = begin;
  while (end < rule.size() && IsNamePart(rule[end])) ++end;
  const std::string_view name = rule.substr(begin, end - begin);
  const bool is_prefix =
      name.size() <= 2 && name.find_first_not_of("rRbB") == std::string_view::npos;
  if (is_prefix && end < rule.size() && IsQuote(rule[end])) {
    const bool is_raw = name.find_first_of("rR") != std::string_view::npos;
    return {RulePieceKind::kText, begin, EndOfText(rule, end, is_raw)};
  }
  return {RulePieceKind::kName, begin, end};
}

std::optional<std::size_t> FindRuleComment(std::string_view rule) {
  for (std::size_t at = 0; at < rule.size();) {
    const RulePiece piece = NextRulePiece(rule, at);
    if (piece.kind == RulePieceKind::kComment) return piece.begin;
    at = piece.end;
  }
  return std::nullopt;
}

std::string WithoutLayout(std::string_view rule) {
  std::string out;
  bool has_gap = false;
  for (std::size_t at = 0; at < rule.size();) {
    const RulePiece piece = NextRulePiece(rule, at);
    at = piece.end;
    if (piece.kind == RulePieceKind::kSpace || piece.kind == RulePieceKind::kComment) {
      has_gap = true;
      continue;
    }
    if (has_gap && !out.empty()) out += ' ';
    has_gap = false;
    out += rule.substr(piece.begin, piece.end - piece.begin);
  }
  return out;
}

std::size_t ClosingBrace(std::string_view text, std::size_t begin) {
  std::size_t depth = 1;
  for (std::size_t at = begin; at < text.size();) {
    const RulePiece piece = NextRulePiece(text, at);
    at = piece.end;
    if (piece.kind != RulePieceKind::kOther) continue;
    if (text[piece.begin] == '{') ++depth;
    if (text[piece.begin] == '}' && --depth == 0) return piece.begin;
  }
  return std::string_view::npos;
}

}  // namespace assay
