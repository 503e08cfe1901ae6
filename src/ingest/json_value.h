// Single values of JSON, and what they say: shared by the readers of facts and of described
// structs.

#ifndef ASSAY_SRC_INGEST_JSON_VALUE_H_
#define ASSAY_SRC_INGEST_JSON_VALUE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/facts/schema.h"

namespace assay {

enum class JsonKind : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

// A value without parts; arrays and objects only by their kind.
struct JsonValue {
  JsonKind kind = JsonKind::kNull;
  bool truth = false;
  std::string_view text = {};  // Of strings, decoded; of numbers, as written.
};

// What is wrong with a value: everything of a diagnostic but its place.
struct ValueFault {
  std::string code;
  std::string message;
  std::string hint;
};

// A day, or a point in time, as written.
struct WhenValue {
  std::optional<Date> date;        // Of a day.
  std::optional<Instant> instant;  // Of a point in time.
};

// Each gives the value, or nothing and `*fault`. `name` is the member's, for the message.
std::optional<bool> ReadBool(const JsonValue& value, std::string_view name, ValueFault* fault);
std::optional<std::int64_t> ReadInteger(const JsonValue& value, std::string_view name,
                                        ValueFault* fault);
// Exactly the number that is written, bare or as a string.
std::optional<Decimal> ReadDecimal(const JsonValue& value, std::string_view name,
                                   ValueFault* fault);
std::optional<Date> ReadDate(const JsonValue& value, std::string_view name, ValueFault* fault);
std::optional<WhenValue> ReadWhen(const JsonValue& value, std::string_view name, ValueFault* fault);

// A value of another kind than `expected` says, such as "a text". `subject` as it begins the
// message.
ValueFault WrongKind(std::string_view subject, std::string_view expected, JsonKind found);
// The member `name` of such a kind.
ValueFault WrongType(std::string_view name, std::string_view expected, JsonKind found);
// An element of the array `name`.
ValueFault WrongElement(std::string_view name, std::string_view expected, JsonKind found);
// A word that an enumeration called `enumeration` does not have.
ValueFault UnknownWord(std::string_view word, std::string_view enumeration,
                       const std::vector<std::string_view>& words);

// "did you mean `nearest`?", or nothing.
std::string NearestHint(std::string_view wrong, const std::vector<std::string_view>& candidates);

// `text` in backticks, cut where it is longer than anybody wants to read in a message.
std::string Quoted(std::string_view text);

// What the values of a field are called: "a text", "true or false", "an array of texts".
std::string_view ExpectedValue(FieldKind kind, bool is_list);

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_JSON_VALUE_H_
