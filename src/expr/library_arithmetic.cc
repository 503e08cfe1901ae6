// Arithmetic: numbers, texts and lists, timestamps, durations and dates.
//
// What does not fit its type is an error, never wrapped. Ints, dates and durations of whole seconds
// of which only bounds are known give bounds.

#include "src/expr/library_arithmetic.h"

#include <cmath>
#include <string>

#include "src/expr/bounded_call.h"
#include "src/expr/library.h"
#include "src/expr/time_text.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

Value Overflow() { return Value::Error(ErrorCode::kOverflow, "the result is out of range"); }
Value DivideByZero() { return Value::Error(ErrorCode::kDivideByZero, "division by zero"); }

Value IntOr(bool overflowed, std::int64_t value) { return overflowed ? Overflow() : Value::Int(value); }
Value UintOr(bool overflowed, std::uint64_t value) { return overflowed ? Overflow() : Value::Uint(value); }

Value DecimalOr(const std::optional<Decimal>& decimal) {
  return decimal.has_value() ? Value::DecimalOf(*decimal) : Overflow();
}

Value DateOr(const std::optional<Date>& date) {
  return date.has_value() ? Value::DateOf(*date) : Overflow();
}

Value TimestampOr(__int128 nanos) {
  const std::optional<TimestampParts> parts = TimestampFromNanos(nanos);
  return parts.has_value() ? Value::Timestamp(*parts) : Overflow();
}

Value DurationOr(__int128 nanos) {
  const std::optional<DurationParts> parts = DurationFromNanos(nanos);
  return parts.has_value() ? Value::Duration(*parts) : Overflow();
}

// ------------------------------------------------------------------------------------------------
// Ints and uints.

Value AddInts(const CallContext&, Arguments a) {
  std::int64_t sum = 0;
  const bool overflowed = __builtin_add_overflow(a[0].as_int(), a[1].as_int(), &sum);
  return IntOr(overflowed, sum);
}

Value SubtractInts(const CallContext&, Arguments a) {
  std::int64_t difference = 0;
  const bool overflowed = __builtin_sub_overflow(a[0].as_int(), a[1].as_int(), &difference);
  return IntOr(overflowed, difference);
}

Value MultiplyInts(const CallContext&, Arguments a) {
  std::int64_t product = 0;
  const bool overflowed = __builtin_mul_overflow(a[0].as_int(), a[1].as_int(), &product);
  return IntOr(overflowed, product);
}

Value DivideInts(const CallContext&, Arguments a) {
  if (a[1].as_int() == 0) return DivideByZero();
  if (a[0].as_int() == Interval::kNoLowest && a[1].as_int() == -1) return Overflow();
  return Value::Int(a[0].as_int() / a[1].as_int());
}

Value RemainderOfInts(const CallContext&, Arguments a) {
  if (a[1].as_int() == 0) return DivideByZero();
  if (a[1].as_int() == -1) return Value::Int(0);
  return Value::Int(a[0].as_int() % a[1].as_int());
}

Value NegateInt(const CallContext&, Arguments a) {
  std::int64_t negated = 0;
  const bool overflowed = __builtin_sub_overflow(std::int64_t{0}, a[0].as_int(), &negated);
  return IntOr(overflowed, negated);
}

// Truncation keeps the order, so the ends of the quotient are the quotients of the ends.
Interval Quotient(Interval left, Interval right) {
  if (!right.is_point() || right.lowest == 0) return Interval();
  const std::int64_t divisor = right.lowest;
  const auto divide = [divisor](std::int64_t end, std::int64_t none) {
    const bool is_end = end != Interval::kNoLowest && end != Interval::kNoHighest;
    return is_end ? end / divisor : none;
  };
  if (divisor < 0) std::swap(left.lowest, left.highest);
  return {divide(left.lowest, Interval::kNoLowest), divide(left.highest, Interval::kNoHighest)};
}

Interval Negative(Interval value) { return Difference({0, 0}, value); }

Value AddUints(const CallContext&, Arguments a) {
  std::uint64_t sum = 0;
  const bool overflowed = __builtin_add_overflow(a[0].as_uint(), a[1].as_uint(), &sum);
  return UintOr(overflowed, sum);
}

Value SubtractUints(const CallContext&, Arguments a) {
  std::uint64_t difference = 0;
  const bool overflowed = __builtin_sub_overflow(a[0].as_uint(), a[1].as_uint(), &difference);
  return UintOr(overflowed, difference);
}

Value MultiplyUints(const CallContext&, Arguments a) {
  std::uint64_t product = 0;
  const bool overflowed = __builtin_mul_overflow(a[0].as_uint(), a[1].as_uint(), &product);
  return UintOr(overflowed, product);
}

Value DivideUints(const CallContext&, Arguments a) {
  return a[1].as_uint() == 0 ? DivideByZero() : Value::Uint(a[0].as_uint() / a[1].as_uint());
}

Value RemainderOfUints(const CallContext&, Arguments a) {
  return a[1].as_uint() == 0 ? DivideByZero() : Value::Uint(a[0].as_uint() % a[1].as_uint());
}

// ------------------------------------------------------------------------------------------------
// Doubles and decimals.

Value AddDoubles(const CallContext&, Arguments a) {
  return Value::Double(a[0].as_double() + a[1].as_double());
}
Value SubtractDoubles(const CallContext&, Arguments a) {
  return Value::Double(a[0].as_double() - a[1].as_double());
}
Value MultiplyDoubles(const CallContext&, Arguments a) {
  return Value::Double(a[0].as_double() * a[1].as_double());
}
Value DivideDoubles(const CallContext&, Arguments a) {
  return Value::Double(a[0].as_double() / a[1].as_double());
}
Value NegateDouble(const CallContext&, Arguments a) { return Value::Double(-a[0].as_double()); }

// A decimal, or an int as one.
Decimal AsDecimal(const Value& value) {
  return value.kind() == ValueKind::kInt ? Decimal::FromInteger(value.as_int()) : value.as_decimal();
}

std::optional<Decimal> Negated(const Decimal& decimal) {
  return Multiply(decimal, Decimal::FromInteger(-1));
}

Value AddDecimals(const CallContext&, Arguments a) {
  return DecimalOr(Add(AsDecimal(a[0]), AsDecimal(a[1])));
}
Value SubtractDecimals(const CallContext&, Arguments a) {
  const std::optional<Decimal> negated = Negated(AsDecimal(a[1]));
  return negated.has_value() ? DecimalOr(Add(AsDecimal(a[0]), *negated)) : Overflow();
}
Value MultiplyDecimals(const CallContext&, Arguments a) {
  return DecimalOr(Multiply(AsDecimal(a[0]), AsDecimal(a[1])));
}
Value NegateDecimal(const CallContext&, Arguments a) { return DecimalOr(Negated(a[0].as_decimal())); }

// ------------------------------------------------------------------------------------------------
// Texts and lists.

Value ConcatenateTexts(const CallContext&, Arguments a) {
  std::string text(a[0].as_string());
  text += a[1].as_string();
  return a[0].kind() == ValueKind::kString ? Value::String(std::move(text)) : Value::Bytes(std::move(text));
}

// Lenient: what is not known of either list is not known of both together.
Value ConcatenateLists(const CallContext&, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  if (a[0].is_unknown() || a[1].is_unknown()) return *StrictAnswer(a);
  std::vector<Value> items(a[0].items().begin(), a[0].items().end());
  items.insert(items.end(), a[1].items().begin(), a[1].items().end());
  std::vector<MaybeItem> maybe(a[0].maybe_items().begin(), a[0].maybe_items().end());
  maybe.insert(maybe.end(), a[1].maybe_items().begin(), a[1].maybe_items().end());
  return Value::OpenList(std::move(items), std::move(maybe));
}

// ------------------------------------------------------------------------------------------------
// Timestamps, durations and dates.

Value AddDurations(const CallContext&, Arguments a) {
  return DurationOr(NanosOf(a[0].as_duration()) + NanosOf(a[1].as_duration()));
}
Value SubtractDurations(const CallContext&, Arguments a) {
  return DurationOr(NanosOf(a[0].as_duration()) - NanosOf(a[1].as_duration()));
}
Value AddDurationToTimestamp(const CallContext&, Arguments a) {
  return TimestampOr(NanosOf(a[0].as_timestamp()) + NanosOf(a[1].as_duration()));
}
Value AddTimestampToDuration(const CallContext&, Arguments a) {
  return TimestampOr(NanosOf(a[0].as_duration()) + NanosOf(a[1].as_timestamp()));
}
Value SubtractDurationFromTimestamp(const CallContext&, Arguments a) {
  return TimestampOr(NanosOf(a[0].as_timestamp()) - NanosOf(a[1].as_duration()));
}
Value SubtractTimestamps(const CallContext&, Arguments a) {
  return DurationOr(NanosOf(a[0].as_timestamp()) - NanosOf(a[1].as_timestamp()));
}

Value SubtractDates(const CallContext&, Arguments a) {
  return Value::Int(DaysBetween(a[1].as_date(), a[0].as_date()));
}

// A date has no hours to move by.
Value MoveDate(Date date, DurationParts by, int sign) {
  if (by.nanos != 0 || by.seconds % kSecondsPerDay != 0) {
    return Value::Error(ErrorCode::kInvalidArgument, "a date moves by whole days");
  }
  return DateOr(AddDays(date, sign * (by.seconds / kSecondsPerDay)));
}

Value AddDurationToDate(const CallContext&, Arguments a) {
  return MoveDate(a[0].as_date(), a[1].as_duration(), 1);
}
Value AddDateToDuration(const CallContext&, Arguments a) {
  return MoveDate(a[1].as_date(), a[0].as_duration(), 1);
}
Value SubtractDurationFromDate(const CallContext&, Arguments a) {
  return MoveDate(a[0].as_date(), a[1].as_duration(), -1);
}

Interval DaysOf(Interval seconds) { return Quotient(seconds, {kSecondsPerDay, kSecondsPerDay}); }
Interval DatePlus(Interval date, Interval seconds) { return Sum(date, DaysOf(seconds)); }
Interval PlusDate(Interval seconds, Interval date) { return Sum(date, DaysOf(seconds)); }
Interval DateMinus(Interval date, Interval seconds) { return Difference(date, DaysOf(seconds)); }

constexpr Strictness kLenient = Strictness::kLenient;

Function Addition() {
  return {"_+_",
          {Declare("add_int64", "(int, int) -> int", Bounded<AddInts, Sum>, kLenient),
           Declare("add_uint64", "(uint, uint) -> uint", AddUints),
           Declare("add_double", "(double, double) -> double", AddDoubles),
           Declare("add_decimal", "(decimal, decimal) -> decimal", AddDecimals),
           Declare("add_decimal_int64", "(decimal, int) -> decimal", AddDecimals),
           Declare("add_int64_decimal", "(int, decimal) -> decimal", AddDecimals),
           Declare("add_string", "(string, string) -> string", ConcatenateTexts),
           Declare("add_bytes", "(bytes, bytes) -> bytes", ConcatenateTexts),
           Declare("add_list", "(list(A), list(A)) -> list(A)", ConcatenateLists, kLenient),
           Declare("add_timestamp_duration", "(timestamp, duration) -> timestamp", AddDurationToTimestamp),
           Declare("add_duration_timestamp", "(duration, timestamp) -> timestamp", AddTimestampToDuration),
           Declare("add_duration_duration", "(duration, duration) -> duration",
                   Bounded<AddDurations, Sum>, kLenient),
           Declare("add_date_duration", "(date, duration) -> date",
                   Bounded<AddDurationToDate, DatePlus>, kLenient),
           Declare("add_duration_date", "(duration, date) -> date",
                   Bounded<AddDateToDuration, PlusDate>, kLenient)},
          "sum; texts and lists one after the other; a date moved by whole days"};
}

Function Subtraction() {
  return {"_-_",
          {Declare("subtract_int64", "(int, int) -> int", Bounded<SubtractInts, Difference>, kLenient),
           Declare("subtract_uint64", "(uint, uint) -> uint", SubtractUints),
           Declare("subtract_double", "(double, double) -> double", SubtractDoubles),
           Declare("subtract_decimal", "(decimal, decimal) -> decimal", SubtractDecimals),
           Declare("subtract_decimal_int64", "(decimal, int) -> decimal", SubtractDecimals),
           Declare("subtract_int64_decimal", "(int, decimal) -> decimal", SubtractDecimals),
           Declare("subtract_timestamp_timestamp", "(timestamp, timestamp) -> duration", SubtractTimestamps),
           Declare("subtract_timestamp_duration", "(timestamp, duration) -> timestamp",
                   SubtractDurationFromTimestamp),
           Declare("subtract_duration_duration", "(duration, duration) -> duration",
                   Bounded<SubtractDurations, Difference>, kLenient),
           Declare("subtract_date_date", "(date, date) -> int", Bounded<SubtractDates, Difference>, kLenient),
           Declare("subtract_date_duration", "(date, duration) -> date",
                   Bounded<SubtractDurationFromDate, DateMinus>, kLenient)},
          "difference; of two dates the days between them"};
}

Function Multiplication() {
  return {"_*_",
          {Declare("multiply_int64", "(int, int) -> int", Bounded<MultiplyInts, Product>, kLenient),
           Declare("multiply_uint64", "(uint, uint) -> uint", MultiplyUints),
           Declare("multiply_double", "(double, double) -> double", MultiplyDoubles),
           Declare("multiply_decimal", "(decimal, decimal) -> decimal", MultiplyDecimals),
           Declare("multiply_decimal_int64", "(decimal, int) -> decimal", MultiplyDecimals),
           Declare("multiply_int64_decimal", "(int, decimal) -> decimal", MultiplyDecimals)},
          "product"};
}

}  // namespace

std::vector<Function> ArithmeticFunctions() {
  return {
      Addition(),
      Subtraction(),
      Multiplication(),
      {"_/_",
       {Declare("divide_int64", "(int, int) -> int", Bounded<DivideInts, Quotient>, kLenient),
        Declare("divide_uint64", "(uint, uint) -> uint", DivideUints),
        Declare("divide_double", "(double, double) -> double", DivideDoubles)},
       "quotient; of whole numbers cut off towards zero"},
      {"_%_",
       {Declare("modulo_int64", "(int, int) -> int", RemainderOfInts),
        Declare("modulo_uint64", "(uint, uint) -> uint", RemainderOfUints)},
       "remainder, with the sign of the dividend"},
      {"-_",
       {Declare("negate_int64", "(int) -> int", Bounded<NegateInt, Negative>, kLenient),
        Declare("negate_double", "(double) -> double", NegateDouble),
        Declare("negate_decimal", "(decimal) -> decimal", NegateDecimal)},
       "the number with the other sign"},
  };
}

}  // namespace assay
