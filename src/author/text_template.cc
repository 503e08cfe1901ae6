#include "src/author/text_template.h"

#include <cstddef>
#include <string>
#include <utility>

#include "src/pack/rule_scan.h"

namespace assay::author {
namespace {

// Where the brace closes that opened before `begin`; npos if it does not.
std::size_t FindClosingBrace(std::string_view text, std::size_t begin) {
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

}  // namespace

std::optional<Template> TemplateOf(std::string_view text, const TextOrigin& origin) {
  Template parsed;
  std::string literal;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    const bool is_twice = (c == '{' || c == '}') && text.substr(at + 1, 1) == text.substr(at, 1);
    if (is_twice || (c != '{' && c != '}')) {
      literal += c;
      at += is_twice ? 2 : 1;
      continue;
    }
    const std::size_t close = c == '}' ? std::string_view::npos : FindClosingBrace(text, at + 1);
    if (close == std::string_view::npos || close == at + 1) return std::nullopt;
    if (!literal.empty()) parsed.segments.push_back({std::move(literal), {}});
    literal.clear();
    parsed.segments.push_back({{}, {std::string(text.substr(at + 1, close - at - 1)), origin}});
    at = close + 1;
  }
  if (!literal.empty()) parsed.segments.push_back({std::move(literal), {}});
  return parsed;
}

}  // namespace assay::author
