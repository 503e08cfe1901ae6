// Arrow's types, read from the format strings of a schema.

#ifndef ASSAY_SRC_INGEST_ARROW_TYPE_H_
#define ASSAY_SRC_INGEST_ARROW_TYPE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "assay/base/arrow_abi.h"

namespace assay {

enum class ArrowKind : std::uint8_t {
  kNull,
  kBool,
  kInt,
  kFloat,
  kDecimal,
  kText,
  kLargeText,
  kTextView,
  kDate32,
  kDate64,
  kTimestamp,
  kList,
  kLargeList,
  kListView,
  kLargeListView,
  kFixedList,
  kStruct,
  kOther,  // Of the specification, but no field takes it: binary, time, duration, map, union, ...
};

// A type with all within it. Owns what it holds: the schema may be released.
struct ArrowType {
  ArrowKind kind = ArrowKind::kOther;
  int width = 0;                // Bytes of a cell that is a number.
  bool is_signed = false;       // Of ints.
  int scale = 0;                // Of decimals; may be negative.
  std::int64_t per_second = 1;  // Of timestamps: ticks.
  bool has_zone = false;        // Of timestamps.
  std::int64_t list_size = 0;   // Of fixed-size lists.
  std::string name;             // Of the column.
  std::string format;
  std::vector<ArrowType> children;
  std::unique_ptr<ArrowType> dictionary;  // Of the values; this type is then that of the indices.
};

// False, and `*why`, if `schema` is not what the specification allows, or is nested deeper than 64.
bool ReadArrowType(const ArrowSchema& schema, ArrowType* type, std::string* why);

// The type of the cells: that of the values where there is a dictionary.
const ArrowType& ValueType(const ArrowType& type);

// "utf8", "timestamp without a zone": for messages.
std::string NameOf(const ArrowType& type);

inline bool IsTextKind(ArrowKind kind) {
  return kind == ArrowKind::kText || kind == ArrowKind::kLargeText || kind == ArrowKind::kTextView;
}
inline bool IsListKind(ArrowKind kind) {
  return kind == ArrowKind::kList || kind == ArrowKind::kLargeList ||
         kind == ArrowKind::kListView || kind == ArrowKind::kLargeListView ||
         kind == ArrowKind::kFixedList;
}

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_TYPE_H_
