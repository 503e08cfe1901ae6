// The lexical half of the JSON scanner.

#ifndef ASSAY_SRC_BASE_JSON_TOKENS_H_
#define ASSAY_SRC_BASE_JSON_TOKENS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "src/base/json_scan.h"

namespace assay {

// Cuts a text into tokens. Keeps a view of it.
class JsonTokens {
 public:
  explicit JsonTokens(std::string_view text) : text_(text) {}

  // The next token; nothing at a fault, which is then in fault().
  std::optional<JsonToken> Next();
  const JsonFault& fault() const { return fault_; }

 private:
  std::optional<JsonToken> String();
  std::optional<JsonToken> Number();
  std::optional<JsonToken> Word();
  std::optional<JsonToken> Stray();
  bool Escape(std::size_t* at);
  bool CodeUnit(std::size_t at, unsigned* unit);
  std::optional<JsonToken> Take(JsonTokenKind kind, std::size_t end);
  bool Fail(std::string code, std::size_t offset, std::size_t bytes, std::string message,
            std::string hint);

  std::string_view text_;
  std::size_t at_ = 0;
  JsonFault fault_;
};

// `text[begin, end)` in backticks for a message, cut when it is long.
std::string QuotedPiece(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_JSON_TOKENS_H_
