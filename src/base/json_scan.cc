#include "src/base/json_scan.h"

#include <cassert>
#include <utility>
#include <vector>

#include "src/base/json_tokens.h"

namespace assay {
namespace {

// The grammar, as a machine with a stack of open brackets instead of recursion.
class Scan {
 public:
  Scan(std::string_view text, std::size_t max_depth, JsonVisitor* visitor)
      : text_(text), max_depth_(max_depth), visitor_(visitor), tokens_(text) {}

  std::optional<JsonFault> Run() {
    while (Step()) {
    }
    return std::move(fault_);
  }

 private:
  // What may come next.
  enum class Expect { kValue, kValueOrEnd, kName, kNameOrEnd, kColon, kCommaOrEnd, kNothing };

  // Takes one token; false at the end or at a fault.
  bool Step() {
    const std::optional<JsonToken> token = tokens_.Next();
    if (!token.has_value()) {
      if (expect_ == Expect::kNothing) return Trailing(tokens_.fault().offset);
      fault_ = tokens_.fault();
      ExplainName();
      return false;
    }
    switch (expect_) {
      case Expect::kValue:
      case Expect::kValueOrEnd:
        return Value(*token);
      case Expect::kName:
      case Expect::kNameOrEnd:
        return Name(*token);
      case Expect::kColon:
        return Colon(*token);
      case Expect::kCommaOrEnd:
        return CommaOrEnd(*token);
      case Expect::kNothing:
        return token->kind == JsonTokenKind::kEnd ? false : Trailing(token->begin);
    }
    return false;
  }

  bool Value(const JsonToken& token) {
    switch (token.kind) {
      case JsonTokenKind::kBeginObject:
      case JsonTokenKind::kBeginArray:
        return Open(token);
      case JsonTokenKind::kString:
      case JsonTokenKind::kNumber:
      case JsonTokenKind::kTrue:
      case JsonTokenKind::kFalse:
      case JsonTokenKind::kNull:
        visitor_->Scalar(token);
        AfterValue();
        return true;
      case JsonTokenKind::kEndArray:
        if (expect_ == Expect::kValueOrEnd) return Close(token);
        break;
      default:
        break;
    }
    const bool after_comma = token.kind == JsonTokenKind::kEndArray && !open_.empty() && IsArray();
    return Unexpected(token, "a value",
                      after_comma ? "take out the comma before it: JSON allows none there" : "");
  }

  bool Name(const JsonToken& token) {
    if (token.kind == JsonTokenKind::kString) {
      visitor_->Key(token);
      expect_ = Expect::kColon;
      return true;
    }
    const bool ends = token.kind == JsonTokenKind::kEndObject;
    if (ends && expect_ == Expect::kNameOrEnd) return Close(token);
    return Unexpected(token, "a member name in double quotes",
                      ends ? "take out the comma before it: JSON allows none there" : "");
  }

  bool Colon(const JsonToken& token) {
    if (token.kind != JsonTokenKind::kColon) {
      return Unexpected(token, "`:` after the member name", "");
    }
    expect_ = Expect::kValue;
    return true;
  }

  bool CommaOrEnd(const JsonToken& token) {
    if (token.kind == JsonTokenKind::kComma) {
      expect_ = IsArray() ? Expect::kValue : Expect::kName;
      return true;
    }
    const JsonTokenKind end = IsArray() ? JsonTokenKind::kEndArray : JsonTokenKind::kEndObject;
    if (token.kind == end) return Close(token);
    const bool value_follows = token.kind == JsonTokenKind::kString && !IsArray();
    return Unexpected(token, IsArray() ? "`,` or `]`" : "`,` or `}`",
                      value_follows ? "members are separated by `,`" : "");
  }

  bool Open(const JsonToken& token) {
    if (open_.size() == max_depth_) {
      return Fail("json.depth", token,
                  "nested deeper than " + std::to_string(max_depth_) + " levels",
                  "no facts or packs need this; look for a bracket that is not closed");
    }
    open_.push_back(token);
    visitor_->Begin(token);
    expect_ = IsArray() ? Expect::kValueOrEnd : Expect::kNameOrEnd;
    return true;
  }

  bool Close(const JsonToken& token) {
    open_.pop_back();
    visitor_->End(token);
    AfterValue();
    return true;
  }

  void AfterValue() { expect_ = open_.empty() ? Expect::kNothing : Expect::kCommaOrEnd; }

  bool IsArray() const { return open_.back().kind == JsonTokenKind::kBeginArray; }

  bool Unexpected(const JsonToken& token, std::string_view wanted, std::string hint) {
    if (token.kind == JsonTokenKind::kEnd) return EndsTooSoon(token, wanted);
    std::string message = "expected ";
    message.append(wanted).append(", found ");
    message.append(QuotedPiece(text_, token.begin, token.end));
    return Fail("json.syntax", token, std::move(message), std::move(hint));
  }

  bool EndsTooSoon(const JsonToken& token, std::string_view wanted) {
    if (open_.empty()) return Fail("json.syntax", token, "there is nothing in this text", "");
    const std::string what = IsArray() ? "array" : "object";
    Fail("json.syntax", token, "the text ends inside an " + what, "");
    fault_->hint.append("expected ").append(wanted);
    return false;
  }

  // Everything behind the first value is refused alike, whatever it is.
  bool Trailing(std::size_t offset) {
    const JsonToken rest{JsonTokenKind::kEnd, offset, offset + 1};
    return Fail("json.trailing", rest, "there is more after the end of the document",
                "one file holds one JSON value");
  }

  bool Fail(std::string code, const JsonToken& token, std::string message, std::string hint) {
    fault_ = JsonFault{std::move(code), std::move(message), std::move(hint), token.begin,
                       token.end - token.begin};
    return false;
  }

  // A word where a name belongs is most often a name without quotes.
  void ExplainName() {
    const bool name = expect_ == Expect::kName || expect_ == Expect::kNameOrEnd;
    const bool word = fault_->hint == "a text stands in double quotes";
    if (name && word) fault_->hint = "member names stand in double quotes";
  }

  std::string_view text_;
  std::size_t max_depth_;
  JsonVisitor* visitor_;
  JsonTokens tokens_;
  Expect expect_ = Expect::kValue;
  std::vector<JsonToken> open_;
  std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> ScanJson(std::string_view text, std::size_t max_depth,
                                  JsonVisitor* visitor) {
  return Scan(text, max_depth, visitor).Run();
}

}  // namespace assay
