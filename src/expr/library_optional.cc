// Optionals: a value, or known to be none.
//
// All are lenient: an optional may hold something unknown, and what a default would be does not
// matter where there is a value.

#include "assay/expr/evaluate.h"
#include "src/expr/library.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

Value OptionalFrom(const CallContext&, Arguments a) {
  return a[0].is_error() ? a[0] : Value::OptionalOf(a[0]);
}

Value NoOptional(const CallContext&, Arguments) { return Value::OptionalNone(); }

bool IsZero(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull: return true;
    case ValueKind::kBool: return !value.as_bool();
    case ValueKind::kInt: return value.as_int() == 0;
    case ValueKind::kUint: return value.as_uint() == 0;
    case ValueKind::kDouble: return value.as_double() == 0;
    case ValueKind::kDecimal: return value.as_decimal() == Decimal();
    case ValueKind::kString:
    case ValueKind::kBytes: return value.as_string().empty();
    case ValueKind::kList: return value.items().empty() && value.maybe_items().empty();
    case ValueKind::kMap: return value.entries().empty();
    case ValueKind::kOptional: return !value.has_optional_value();
    case ValueKind::kDuration: return value.as_duration() == DurationParts{};
    case ValueKind::kTimestamp: return value.as_timestamp() == TimestampParts{};
    default: return false;
  }
}

Value OptionalOfNonZero(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  const bool may_be_empty =
      a[0].kind() == ValueKind::kList && a[0].items().empty() && !a[0].maybe_items().empty();
  if (a[0].is_unknown() || may_be_empty) return *StrictAnswer(a);
  return IsZero(a[0]) ? Value::OptionalNone() : Value::OptionalOf(a[0]);
}

Value HasValue(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return *StrictAnswer(a);
  return Value::Bool(a[0].has_optional_value());
}

Value ValueOf(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return *StrictAnswer(a);
  if (a[0].has_optional_value()) return a[0].optional_value();
  return Value::Error(ErrorCode::kNoValue, "the optional has no value");
}

// What `or` and `orValue` give of an optional that is not known: any value, or the other.
Value UnknownChoice(Arguments a) {
  Doubt doubt;
  for (const Value& argument : a) {
    if (!argument.is_definite()) doubt.Add(argument);
  }
  return doubt.ToUnknown();
}

Value Or(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return UnknownChoice(a);
  return a[0].has_optional_value() ? a[0] : a[1];
}

Value OrValue(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return UnknownChoice(a);
  return a[0].has_optional_value() ? a[0].optional_value() : a[1];
}

// The values of those optionals that have one.
Value Unwrapped(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return *StrictAnswer(a);
  std::vector<Value> items;
  std::vector<MaybeItem> maybe;
  for (const Value& item : a[0].items()) {
    if (item.is_unknown()) {
      maybe.push_back({Value::Unknown({.cause = LeastCause(item)}), false, LeastCause(item)});
    } else if (item.has_optional_value()) {
      items.push_back(item.optional_value());
    }
  }
  for (const MaybeItem& item : a[0].maybe_items()) {
    if (item.value.is_unknown()) {
      maybe.push_back({Value::Unknown({.cause = item.cause}), item.repeated, item.cause});
    } else if (item.value.has_optional_value()) {
      maybe.push_back({item.value.optional_value(), item.repeated, item.cause});
    }
  }
  return Value::OpenList(std::move(items), std::move(maybe));
}

}  // namespace

std::vector<Function> OptionalLibrary() {
  constexpr Strictness kLenient = Strictness::kLenient;
  return {
      Glancing({"optional.of", {Declare("optional_of", "(A) -> optional(A)", OptionalFrom, kLenient)},
                "an optional that has the value"}),
      Glancing({"optional.none", {Declare("optional_none", "() -> optional(A)", NoOptional)},
                "an optional without a value"}),
      {"optional.ofNonZeroValue",
       {Declare("optional_ofNonZeroValue", "(A) -> optional(A)", OptionalOfNonZero, kLenient)},
       "the value, unless it is zero, empty or none"},
      {"optional.unwrap", {Declare("optional_unwrap", "(list(optional(A))) -> list(A)", Unwrapped, kLenient)},
       "the values of those optionals that have one"},
      {"unwrapOpt", {Declare("optional_unwrapOpt", "list(optional(A)).() -> list(A)", Unwrapped, kLenient)},
       "the values of those optionals that have one"},
      Glancing({"hasValue", {Declare("optional_hasValue", "optional(A).() -> bool", HasValue, kLenient)},
                "whether there is a value"}),
      Glancing({"value", {Declare("optional_value", "optional(A).() -> A", ValueOf, kLenient)},
                "the value; an error if there is none"}),
      Glancing({"or", {Declare("optional_or_optional", "optional(A).(optional(A)) -> optional(A)", Or, kLenient)},
                "this optional, or the other if it has no value"}),
      Glancing({"orValue", {Declare("optional_orValue_value", "optional(A).(A) -> A", OrValue, kLenient)},
                "the value, or the other if there is none"}),
  };
}

}  // namespace assay
