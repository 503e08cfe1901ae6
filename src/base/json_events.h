// Strict JSON as a stream of events, straight from the bytes to whoever fills columns: no document
// is built. On top of Boost.JSON's basic_parser, which checks syntax, UTF-8 and depth.
//
// The fast path carries no positions. A fault is reported by the JSON pointer of its value; only
// then does a second, slow scan find the line and column (PlaceOfPointer).

#ifndef ASSAY_SRC_BASE_JSON_EVENTS_H_
#define ASSAY_SRC_BASE_JSON_EVENTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/diagnostic.h"
#include "src/base/json_fault.h"   // kDeepestJson
#include "src/base/source_text.h"  // LineOf

namespace assay {

// Receives the events of one document in order. Views live for the call only. Returning false
// stops the parse (for a consumer that has hit its limit of faults).
class JsonConsumer {
 public:
  virtual ~JsonConsumer() = default;
  virtual bool BeginObject() = 0;
  virtual bool EndObject() = 0;
  virtual bool BeginArray() = 0;
  virtual bool EndArray() = 0;
  virtual bool Key(std::string_view key) = 0;
  virtual bool String(std::string_view text) = 0;
  virtual bool Number(std::string_view text) = 0;  // As written; no double has touched it.
  virtual bool Bool(bool value) = 0;
  virtual bool Null() = 0;
};

// Parses the whole of `text`. True if it was one JSON value and the consumer never stopped.
// Otherwise at most one diagnostic is appended, with place, quoted line and what to do
// (`json.syntax`, `json.utf8`, `json.depth`, `json.number`, `json.trailing`); none when the
// consumer stopped. Arrays and objects nested deeper than `max_depth` (at most kDeepestJson) are
// refused. Duplicate keys are the consumer's to refuse: only it knows which keys it has seen.
//
// Every event costs a virtual call; json_parser.h has the same without.
bool ParseJson(std::string_view text, std::string_view file, std::size_t max_depth,
               JsonConsumer* consumer, Diagnostics* problems);

// The place of the value at `pointer` (RFC 6901) in a valid (or until there valid) JSON text; of
// the key instead when `of_key`. Where a key occurs `occurrence` times, that one (from 0).
// Linear in the text; meant for messages.
std::optional<Place> PlaceOfPointer(std::string_view text, std::string_view pointer, bool of_key,
                                    std::size_t occurrence);

// Many places in one scan, for files with many faults: result[i] belongs to pointers[i].
struct PointerQuery {
  std::string pointer;
  bool of_key = false;
  std::size_t occurrence = 0;
};
std::vector<std::optional<Place>> PlacesOfPointers(std::string_view text,
                                                   const std::vector<PointerQuery>& queries);

// Gives diagnostics[i] the place of queries[i], and the quoted line, in one scan: how a reader that
// knows pointers only turns them into messages. One whose query is not found keeps what it has.
void PlaceDiagnostics(std::string_view text, const std::vector<PointerQuery>& queries,
                      Diagnostics* diagnostics);

// `text` as a JSON string with its quotes; control characters as \u00xx, everything else as UTF-8.
// A byte that is not UTF-8 becomes U+FFFD: what is written is always JSON.
void AppendJsonString(std::string_view text, std::string* out);

// One step of a JSON pointer, with `~` and `/` escaped.
void AppendPointerStep(std::string_view key, std::string* pointer);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_JSON_EVENTS_H_
