// The slow JSON scanner: every event with its bytes, and every fault with a place and a hint. For
// messages, and for small files that want a place on every node. It accepts exactly what the fast
// parser (json_parser.h) accepts; a fuzz target looks for a text on which they disagree.

#ifndef ASSAY_SRC_BASE_JSON_SCAN_H_
#define ASSAY_SRC_BASE_JSON_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

enum class JsonTokenKind : std::uint8_t {
  kBeginObject,
  kEndObject,
  kBeginArray,
  kEndArray,
  kColon,
  kComma,
  kString,
  kNumber,
  kTrue,
  kFalse,
  kNull,
  kEnd,
};

// Bytes [begin, end) of the text; of a string, with its quotes.
struct JsonToken {
  JsonTokenKind kind = JsonTokenKind::kEnd;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The first fault of a text. Codes: json.syntax, json.utf8, json.depth, json.number, json.trailing.
struct JsonFault {
  std::string code;
  std::string message;
  std::string hint;
  std::size_t offset = 0;
  std::size_t bytes = 1;
};

// Receives the events of a document in order.
class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;
  virtual void Key(const JsonToken& key) = 0;
  virtual void Begin(const JsonToken& bracket) = 0;  // kBeginObject or kBeginArray.
  virtual void End(const JsonToken& bracket) = 0;    // kEndObject or kEndArray.
  virtual void Scalar(const JsonToken& value) = 0;
};

// Scans `text` up to its first fault, which is returned. Does not recurse.
std::optional<JsonFault> ScanJson(std::string_view text, std::size_t max_depth,
                                  JsonVisitor* visitor);

// What a string token says: `quoted` with its quotes, as the scanner accepted it.
std::string DecodeJsonString(std::string_view quoted);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_JSON_SCAN_H_
