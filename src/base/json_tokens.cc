#include "src/base/json_tokens.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "src/base/json_fault.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::string_view kWordEnd = " \t\r\n,:[]{}\"'";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// What a string consists of for the most part.
bool IsPlain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

// The value of a hexadecimal digit, or -1.
int HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsLeadingSurrogate(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsTrailingSurrogate(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// What to do about a word that JSON does not have.
std::string HintForWord(std::string_view word) {
  if (word == "True" || word == "TRUE") return "write `true`";
  if (word == "False" || word == "FALSE") return "write `false`";
  if (word == "None" || word == "NULL" || word == "Null" || word == "nil" || word == "undefined") {
    return "write `null`";
  }
  if (word == "NaN" || word == "Infinity" || word == "-Infinity") {
    return "JSON has no such number: write `null`, or leave the member out";
  }
  return "a text stands in double quotes";
}

}  // namespace

std::string QuotedPiece(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLongest = 40;
  std::string_view piece = text.substr(begin, end - begin);
  const bool cut = piece.size() > kLongest;
  if (cut) {
    std::size_t size = 0;
    while (size < kLongest) size += DecodeUtf8(piece.substr(size)).bytes;
    piece = piece.substr(0, size);
  }
  std::string quoted = "`";
  quoted.append(piece).append(cut ? "…`" : "`");
  return quoted;
}

bool JsonTokens::Fail(std::string code, std::size_t offset, std::size_t bytes, std::string message,
                      std::string hint) {
  fault_ = {std::move(code), std::move(message), std::move(hint), offset, bytes};
  return false;
}

std::optional<JsonToken> JsonTokens::Take(JsonTokenKind kind, std::size_t end) {
  const JsonToken token{kind, at_, end};
  at_ = end;
  return token;
}

std::optional<JsonToken> JsonTokens::Next() {
  at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
  if (at_ == text_.size()) return Take(JsonTokenKind::kEnd, at_);
  switch (text_[at_]) {
    case '{':
      return Take(JsonTokenKind::kBeginObject, at_ + 1);
    case '}':
      return Take(JsonTokenKind::kEndObject, at_ + 1);
    case '[':
      return Take(JsonTokenKind::kBeginArray, at_ + 1);
    case ']':
      return Take(JsonTokenKind::kEndArray, at_ + 1);
    case ':':
      return Take(JsonTokenKind::kColon, at_ + 1);
    case ',':
      return Take(JsonTokenKind::kComma, at_ + 1);
    case '"':
      return String();
    default:
      break;
  }
  if (text_[at_] == '-' || IsDigit(text_[at_])) return Number();
  const char c = text_[at_];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? Word() : Stray();
}

std::optional<JsonToken> JsonTokens::String() {
  std::size_t at = at_ + 1;
  for (;;) {
    while (at < text_.size() && IsPlain(text_[at])) ++at;
    if (at == text_.size()) break;
    const char c = text_[at];
    if (c == '"') return Take(JsonTokenKind::kString, at + 1);
    if (c == '\\') {
      if (!Escape(&at)) return std::nullopt;
      continue;
    }
    const CodePoint next = DecodeUtf8(text_.substr(at));
    if (!next.valid) {
      Fail("json.utf8", at, 1, "this byte is not UTF-8", "save the text as UTF-8");
      return std::nullopt;
    }
    if (next.value < 0x20) {
      const bool line_end = c == '\n' || c == '\r';
      Fail("json.syntax", line_end ? at_ : at, 1,
           line_end ? "the string does not end on its line" : "a control character in a string",
           line_end    ? "close it with `\"`; a line end inside is written `\\n`"
           : c == '\t' ? "a tab is written `\\t`"
                       : "write it as `\\u00` and two digits");
      return std::nullopt;
    }
    at += next.bytes;
  }
  Fail("json.syntax", at_, 1, "the text ends inside a string", "close it with `\"`");
  return std::nullopt;
}

// The four hexadecimal digits of `\uXXXX` whose `\` stands at `at`.
bool JsonTokens::CodeUnit(std::size_t at, unsigned* unit) {
  *unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = i < text_.size() ? HexDigit(text_[i]) : -1;
    if (digit < 0) {
      return Fail("json.syntax", at, std::min(i, text_.size()) - at,
                  "`\\u` is not followed by four hexadecimal digits",
                  "a backslash itself is written `\\\\`");
    }
    *unit = *unit * 16 + static_cast<unsigned>(digit);
  }
  return true;
}

// Steps over the escape at `*at`.
bool JsonTokens::Escape(std::size_t* at) {
  const std::size_t begin = *at;
  const char c = begin + 1 < text_.size() ? text_[begin + 1] : '\0';
  if (c != 'u') {
    if (c != '\0' && std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) {
      *at = begin + 2;
      return true;
    }
    return Fail("json.syntax", begin, 2, "a backslash that begins no escape",
                "a backslash itself is written `\\\\`");
  }
  unsigned first = 0;
  if (!CodeUnit(begin, &first)) return false;
  *at = begin + 6;
  if (!IsLeadingSurrogate(first) && !IsTrailingSurrogate(first)) return true;
  unsigned second = 0;
  const bool pair_follows = text_.substr(*at, 2) == "\\u";
  if (IsLeadingSurrogate(first) && pair_follows) {
    if (!CodeUnit(*at, &second)) return false;
    if (IsTrailingSurrogate(second)) {
      *at += 6;
      return true;
    }
  }
  return Fail("json.syntax", begin, 6, "half of a surrogate pair, which is no character",
              "write both halves, or the character itself");
}

std::optional<JsonToken> JsonTokens::Number() {
  std::size_t at = text_[at_] == '-' ? at_ + 1 : at_;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text_.size() && IsDigit(text_[at])) ++at;
    return at - begin;
  };
  const auto refuse = [&](std::string message, std::string hint) {
    const std::size_t end = std::min(text_.find_first_of(kWordEnd, at_), text_.size());
    Fail("json.syntax", at_, std::max(end, at_ + 1) - at_, std::move(message), std::move(hint));
    return std::nullopt;
  };
  const bool leads_with_zero = at < text_.size() && text_[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0) {
    if (at < text_.size() && text_[at] == 'I') return Word();
    return refuse("a `-` that no digit follows", "");
  }
  if (leads_with_zero && whole > 1) {
    return refuse("a number with a leading zero",
                  "leave the zero out; an identifier stands in double quotes");
  }
  if (at < text_.size() && text_[at] == '.') {
    ++at;
    if (digits() == 0)
      return refuse("a decimal point that no digit follows", "write a `0` after it");
  }
  if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
    ++at;
    if (at < text_.size() && (text_[at] == '+' || text_[at] == '-')) ++at;
    if (digits() == 0) return refuse("an exponent without digits", "");
    if (HasHugeExponent(text_.substr(at_, at - at_))) {
      Fail("json.number", at_, at - at_, "the exponent of this number is too large", "");
      return std::nullopt;
    }
  }
  return Take(JsonTokenKind::kNumber, at);
}

std::optional<JsonToken> JsonTokens::Word() {
  constexpr std::pair<std::string_view, JsonTokenKind> kWords[] = {{"true", JsonTokenKind::kTrue},
                                                                   {"false", JsonTokenKind::kFalse},
                                                                   {"null", JsonTokenKind::kNull}};
  for (const auto& [word, kind] : kWords) {
    if (text_.substr(at_, word.size()) == word) return Take(kind, at_ + word.size());
  }
  const std::size_t end = std::min(text_.find_first_of(kWordEnd, at_), text_.size());
  const std::string_view word = text_.substr(at_, end - at_);
  Fail("json.syntax", at_, end - at_, QuotedPiece(text_, at_, end) + " is not JSON",
       HintForWord(word));
  return std::nullopt;
}

// A character that begins nothing in JSON.
std::optional<JsonToken> JsonTokens::Stray() {
  const CodePoint c = DecodeUtf8(text_.substr(at_));
  const std::string_view two = text_.substr(at_, 2);
  if (!c.valid) {
    Fail("json.utf8", at_, 1, "this byte is not UTF-8", "save the text as UTF-8");
  } else if (c.value == 0xFEFF && at_ == 0) {
    Fail("json.syntax", 0, 3, "the text begins with a byte order mark",
         "save it as UTF-8 without a byte order mark");
  } else if (two == "//" || two == "/*" || two[0] == '#') {
    Fail("json.syntax", at_, two[0] == '#' ? 1 : 2, "JSON has no comments", "take the comment out");
  } else if (c.value == U'\'') {
    Fail("json.syntax", at_, 1, "a text in single quotes", "use double quotes");
  } else if (c.value == U'\u201C' || c.value == U'\u201D' || c.value == U'\u201E') {
    Fail("json.syntax", at_, c.bytes, "a typographic quote", "use the plain `\"`");
  } else if (c.value == U'\u00A0') {
    Fail("json.syntax", at_, c.bytes, "a no-break space outside a string",
         "replace it by an ordinary space");
  } else {
    std::string message = QuotedPiece(text_, at_, at_ + c.bytes) + " is not JSON";
    if (c.value < 0x20 || c.value == 0x7F) message = "a control character outside a string";
    const bool plus = c.value == U'+';
    const bool point = c.value == U'.';
    Fail("json.syntax", at_, c.bytes, std::move(message),
         plus    ? "leave the `+` out"
         : point ? "a number begins with a digit: write `0.`"
                 : "");
  }
  return std::nullopt;
}

std::string DecodeJsonString(std::string_view quoted) {
  assert(quoted.size() >= 2 && quoted.front() == '"' && quoted.back() == '"');
  const std::string_view text = quoted.substr(1, quoted.size() - 2);
  const auto unit_at = [text](std::size_t at) {
    char32_t unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      unit = unit * 16 + static_cast<char32_t>(HexDigit(text[i]));
    }
    return unit;
  };
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      const std::size_t end = std::min(text.find('\\', at), text.size());
      decoded.append(text, at, end - at);
      at = end;
    } else if (text[at + 1] != 'u') {
      constexpr std::string_view kNames = "bfnrt";
      const std::size_t name = kNames.find(text[at + 1]);
      decoded.push_back(name == std::string_view::npos ? text[at + 1] : "\b\f\n\r\t"[name]);
      at += 2;
    } else {
      char32_t value = unit_at(at);
      at += 6;
      if (IsLeadingSurrogate(value)) {
        value = 0x10000 + ((value - 0xD800) << 10) + (unit_at(at) - 0xDC00);
        at += 6;
      }
      AppendUtf8(value, &decoded);
    }
  }
  return decoded;
}

}  // namespace assay
