// Values of the rule language at run time.
//
// Beside CEL's values there are three that make compliance honest:
//   null     a cell that is none: known not to exist
//   unknown  not collected; may still be bounded ("a date before June", "at least 3")
//   error    a fault, with the expression that caused it; errors are values, never thrown
// and lists may be open: besides their items they carry `maybe` elements, which stand for what a
// feed that was not collected might still bring.
//
// What holds values holds them at most 250 deep (kDeepestValue): a list, map or optional that would
// be deeper is made an error (kLimit) instead, so that no walk over a value exhausts the stack.
//
// A Value is small, cheap to copy and immutable; what does not fit inline is shared and counted
// atomically, so values may cross threads. Texts and records point into the Facts (or the program)
// that they came from, which must outlive them unless made owned.

#ifndef ASSAY_EXPR_VALUE_H_
#define ASSAY_EXPR_VALUE_H_

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/expr/ast.h"
#include "assay/expr/type.h"
#include "assay/facts/column.h"
#include "assay/facts/schema.h"

namespace assay {

enum class ValueKind : std::uint8_t {
  kNull, kBool, kInt, kUint, kDouble, kString, kBytes, kTimestamp, kDuration,
  kList, kMap, kOptional, kType, kDate, kWhen, kDecimal, kIp, kCidr, kRecord,
  kUnknown, kError,
};

// Where an unknown comes from, for explanations. Of several, the least is kept.
struct UnknownCause {
  RecordTypeId record = kNoId;  // kNoId: a binding of the caller's, or nothing to say.
  FieldId field = kNoId;        // kNoId: the feed of `record` was not collected (or only in part).
  Row row = kNoRow;             // Whose cell; kNoRow with a feed.

  auto operator<=>(const UnknownCause&) const = default;
};

// What is known of an unknown. The completions of an unknown are all values of its type within.
struct UnknownBounds {
  RecordTypeId record = kNoId;  // It is some record of this type (possibly of rows not known).
  // Of an int, a date (days), a duration (whole seconds) or a record (days of its occurred_at; of
  // an embedded record those of the record of a feed that embeds it): inclusive. The extremes of
  // the type stand for "no bound".
  std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  // Of an enum or a record with a feed per kind: bit k = value k of the enum is possible.
  std::uint64_t words = ~std::uint64_t{0};
  EnumId enumeration = kNoId;
  bool is_new = false;         // Of a record: it is none of the rows that are known.
  RecordTypeId id_of = kNoId;  // Of a text: the id of a record of this type that is_new.
  UnknownCause cause;

  bool operator==(const UnknownBounds&) const = default;
};

// Why an evaluation failed. Codes are stable; they appear in reports.
enum class ErrorCode : std::uint8_t {
  kNoSuchField, kNoSuchKey, kNoSuchOverload, kNone, kDivideByZero, kOverflow, kIndexOutOfBounds,
  kInvalidArgument, kDuplicateKey, kNoValue, kUndeclared, kLimit, kHost,
};
std::string_view ErrorCodeName(ErrorCode code);  // "no_such_field", ...

inline constexpr std::uint16_t kDeepestValue = 250;

class Value;
struct MaybeItem;
struct TimestampParts {  // CEL timestamps have nanoseconds: 0001-01-01 to 9999-12-31.
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;  // 0 to 999,999,999
  auto operator<=>(const TimestampParts&) const = default;
};
struct DurationParts {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;  // Same sign as seconds.
  auto operator<=>(const DurationParts&) const = default;
};
struct IpAddress {
  bool is_v6 = false;
  std::uint8_t bytes[16] = {};
  bool operator==(const IpAddress&) const = default;
};
struct CidrBlock {
  IpAddress address;
  int prefix_length = 0;
  bool operator==(const CidrBlock&) const = default;
};

class Value {
 public:
  Value() = default;  // null
  Value(const Value& other) noexcept;
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other) noexcept;
  Value& operator=(Value&& other) noexcept;
  ~Value();

  static Value Null();
  static Value Bool(bool value);
  static Value Int(std::int64_t value);
  static Value Uint(std::uint64_t value);
  static Value Double(double value);
  static Value String(std::string text);                // Owned.
  static Value BorrowedString(std::string_view text);   // Not copied.
  static Value Bytes(std::string bytes);
  static Value Timestamp(TimestampParts parts);
  static Value Duration(DurationParts parts);
  static Value DateOf(Date date);
  static Value WhenOf(Date date, bool has_instant, Instant instant);
  static Value DecimalOf(Decimal decimal);
  static Value Ip(const IpAddress& address);
  static Value Cidr(const CidrBlock& block);
  static Value TypeOf(Type type);
  static Value List(std::vector<Value> items);
  static Value OpenList(std::vector<Value> items, std::vector<MaybeItem> maybe);
  // Keys are bool, int, uint or string and distinct; the order is kept for iteration.
  static Value Map(std::vector<std::pair<Value, Value>> entries);
  static Value OptionalOf(Value value);
  static Value OptionalNone();
  static Value Record(RecordTypeId type, Row row);
  static Value Unknown(UnknownBounds bounds = {});
  static Value Error(ErrorCode code, std::string message, ExprId where = kNoExpr);

  ValueKind kind() const { return kind_; }
  bool is_unknown() const { return kind() == ValueKind::kUnknown; }
  bool is_error() const { return kind() == ValueKind::kError; }
  bool is_null() const { return kind() == ValueKind::kNull; }
  // Whether nothing in it is unknown: neither itself, nor an element, nor what an open list may hold.
  bool is_definite() const { return kind_ != ValueKind::kUnknown && (flags_ & kPartial) == 0; }

  // What there is to walk in it, about: each element of a list or map and what is in that, as often
  // as it occurs; 64 bytes of a text are one part. Zero for what is small. Saturates. Constant time.
  std::uint64_t parts() const;
  // What it takes in memory, about, without what is in its elements. Zero where nothing is allocated.
  std::size_t bytes() const;

  // Each asserts its kind. Views and spans live as long as the value (or what it borrows from).
  bool as_bool() const;
  std::int64_t as_int() const;
  std::uint64_t as_uint() const;
  double as_double() const;
  std::string_view as_string() const;  // kString, kBytes
  TimestampParts as_timestamp() const;
  DurationParts as_duration() const;
  Date as_date() const;                // kDate, kWhen (its local date)
  bool when_has_instant() const;
  Instant when_instant() const;
  Decimal as_decimal() const;
  const IpAddress& as_ip() const;
  const CidrBlock& as_cidr() const;
  const Type& as_type() const;
  std::span<const Value> items() const;              // kList
  std::span<const MaybeItem> maybe_items() const;    // kList; empty = closed
  std::span<const std::pair<Value, Value>> entries() const;  // kMap
  const Value* FindEntry(const Value& key) const;    // kMap; null if absent. 1, 1u and 1.0 are one key.
  bool has_optional_value() const;
  const Value& optional_value() const;
  RecordTypeId record_type() const;
  Row row() const;
  const UnknownBounds& unknown() const;
  ErrorCode error_code() const;
  std::string_view error_message() const;
  ExprId error_where() const;

 private:
  // Representation: a tag and eight bytes inline, or one counted pointer (src/expr/value.cc).
  static constexpr std::uint8_t kShared = 1;      // payload_.pointer is counted.
  static constexpr std::uint8_t kPartial = 2;     // Something inside is unknown.
  static constexpr std::uint8_t kHasInstant = 4;  // Of kWhen.

  explicit Value(ValueKind kind) : kind_(kind) {}
  void Retain() const noexcept;
  void Release() noexcept;  // The last one destroys the payload.
  std::uint64_t SharedParts() const;
  std::size_t SharedBytes() const;
  std::uint16_t nesting() const;  // Of a scalar 0, of a list of scalars 1.

  ValueKind kind_ = ValueKind::kNull;
  std::uint8_t flags_ = 0;
  std::uint16_t small_ = 0;  // RecordTypeId, scale of a decimal.
  std::uint32_t word_ = 0;   // Row, length of a borrowed text, nanoseconds, days of a kWhen.
  union {
    std::int64_t number;
    double real;
    const void* pointer;
  } payload_ = {0};
};

inline Value::Value(const Value& other) noexcept
    : kind_(other.kind_), flags_(other.flags_), small_(other.small_), word_(other.word_),
      payload_(other.payload_) {
  if ((flags_ & kShared) != 0) Retain();
}

inline Value::Value(Value&& other) noexcept
    : kind_(other.kind_), flags_(other.flags_), small_(other.small_), word_(other.word_),
      payload_(other.payload_) {
  other.kind_ = ValueKind::kNull;
  other.flags_ = 0;
}

inline Value& Value::operator=(const Value& other) noexcept {
  Value copy(other);
  return *this = std::move(copy);
}

inline Value& Value::operator=(Value&& other) noexcept {
  std::swap(kind_, other.kind_);
  std::swap(flags_, other.flags_);
  std::swap(small_, other.small_);
  std::swap(word_, other.word_);
  std::swap(payload_, other.payload_);
  return *this;
}

inline Value::~Value() {
  if ((flags_ & kShared) != 0) Release();
}

inline std::uint64_t Value::parts() const {
  if ((flags_ & kShared) != 0) return SharedParts();
  return kind_ == ValueKind::kString ? word_ / 64 : 0;
}

inline std::size_t Value::bytes() const { return (flags_ & kShared) != 0 ? SharedBytes() : 0; }

inline Value Value::Null() { return Value(); }

inline Value Value::Bool(bool value) {
  Value result(ValueKind::kBool);
  result.payload_.number = value ? 1 : 0;
  return result;
}

inline Value Value::Int(std::int64_t value) {
  Value result(ValueKind::kInt);
  result.payload_.number = value;
  return result;
}

inline Value Value::DateOf(Date date) {
  Value result(ValueKind::kDate);
  result.payload_.number = date.days_since_epoch();
  return result;
}

inline Value Value::Record(RecordTypeId type, Row row) {
  Value result(ValueKind::kRecord);
  result.small_ = type;
  result.word_ = row;
  return result;
}

// An element that may be in a list: once or not at all, or (repeated) any number of times, each
// time with any completion of `value`.
struct MaybeItem {
  Value value;
  bool repeated = true;
  UnknownCause cause;  // Why it may be missing.
};

// The language's equality, of definite values: numbers compare across int, uint, double and
// decimal (exactly, but all meet a double as the nearest double, so that 0.1 is 0.1); lists and maps
// element by element; records by identity; kinds that differ are unequal.
// For values that hold unknowns use the `_==_` of the library.
bool Equal(const Value& left, const Value& right);

// The order of `<` between two definite values of comparable kinds. Nothing if they have none.
std::optional<std::partial_ordering> Compare(const Value& left, const Value& right);

// For people and golden files: `1`, `'a'`, `person p01`, `unknown`, `unknown[5, 9]`. An open list
// ends with what it may hold: `[1, 'a'?, ...]` holds 1, perhaps 'a' once, and anything any number of
// times (`unknown[5, 9]...` if that is bounded). Records have names only where `facts` is not null.
class Facts;
std::string DebugString(const Value& value, const Facts* facts);

// As text: what string(x) gives; dates, decimals and enums as they are written. Nothing for values
// that have no such form.
std::optional<std::string> ToText(const Value& value, const Facts* facts);

}  // namespace assay

#endif  // ASSAY_EXPR_VALUE_H_
