// math.*: the math extension of CEL.

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/expr/library.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

// ---------------------------------------------------------------- greatest, least

enum class Extreme { kGreatest, kLeast };

bool IsNumber(const Value& value) {
  return value.kind() == ValueKind::kInt || value.kind() == ValueKind::kUint ||
         value.kind() == ValueKind::kDouble || value.kind() == ValueKind::kDecimal;
}

// Of definite numbers: the first of those that no other goes beyond. NaN is compared by nobody, so
// it is the answer only where it comes first.
template <Extreme kWhich>
Value ExtremeOf(Arguments numbers) {
  const Value* best = nullptr;
  for (const Value& number : numbers) {
    if (!IsNumber(number)) {
      return Value::Error(ErrorCode::kNoSuchOverload, "math.greatest and math.least take numbers");
    }
    if (best == nullptr) {
      best = &number;
      continue;
    }
    const std::optional<std::partial_ordering> order = Compare(number, *best);
    if (!order.has_value()) continue;
    if (kWhich == Extreme::kGreatest ? *order > 0 : *order < 0) best = &number;
  }
  return *best;
}

// The bounds of the answer follow from those of the arguments: the greatest of 5 and at least 7 is
// at least 7. Nothing if an argument is not a whole number.
template <Extreme kWhich>
std::optional<Interval> ExtremeBounds(Arguments numbers) {
  std::optional<Interval> result;
  for (const Value& number : numbers) {
    if (!number.is_unknown() && number.kind() != ValueKind::kInt) return std::nullopt;
    const std::optional<Interval> bounds = IntervalOf(number);
    if (!bounds.has_value()) return std::nullopt;
    if (!result.has_value()) {
      result = bounds;
    } else if (kWhich == Extreme::kGreatest) {
      result = Interval{std::max(result->lowest, bounds->lowest),
                        std::max(result->highest, bounds->highest)};
    } else {
      result = Interval{std::min(result->lowest, bounds->lowest),
                        std::min(result->highest, bounds->highest)};
    }
  }
  return result;
}

bool IsPoint(const std::optional<Interval>& bounds) {
  return bounds.has_value() && bounds->is_point() && bounds->lowest != Interval::kNoLowest &&
         bounds->highest != Interval::kNoHighest;
}

// An unknown within `bounds`, or the one whole number that they leave.
Value WithinBounds(const Doubt& doubt, const std::optional<Interval>& bounds) {
  if (IsPoint(bounds)) return Value::Int(bounds->lowest);
  UnknownBounds limits;
  if (bounds.has_value()) {
    limits.lowest = bounds->lowest;
    limits.highest = bounds->highest;
  }
  return doubt.ToUnknown(limits);
}

// math.greatest(a, b, ...). `kAreInts`: the checker knows that every argument is an int, so that
// the bounds of an unknown one mean something.
template <Extreme kWhich, bool kAreInts>
Value ExtremeOfArguments(const CallContext&, Arguments arguments) {
  if (const Value* error = LeastError(arguments)) return *error;
  Doubt doubt;
  for (const Value& argument : arguments) {
    if (argument.is_unknown()) doubt.Add(argument);
  }
  if (!doubt.exists()) return ExtremeOf<kWhich>(arguments);
  if (!kAreInts) return doubt.ToUnknown();
  return WithinBounds(doubt, ExtremeBounds<kWhich>(arguments));
}

// math.greatest([a, b, ...]).
template <Extreme kWhich, bool kAreInts>
Value ExtremeOfList(const CallContext&, Arguments arguments) {
  if (std::optional<Value> answer = StrictAnswerButParts(arguments)) return *std::move(answer);
  const Value& list = arguments[0];
  const Arguments items = list.items();
  if (const Value* error = LeastError(items)) return *error;
  Doubt doubt;
  for (const Value& item : items) {
    if (item.is_unknown()) doubt.Add(item);
  }
  for (const MaybeItem& item : list.maybe_items()) doubt.Add(item);
  if (items.empty() && !doubt.exists()) {
    return Value::Error(ErrorCode::kInvalidArgument, "the list has no element");
  }
  if (!doubt.exists()) return ExtremeOf<kWhich>(items);
  if (!kAreInts || items.empty()) return doubt.ToUnknown();
  // What the list may still hold can only push the answer outwards.
  std::optional<Interval> bounds = ExtremeBounds<kWhich>(items);
  for (const MaybeItem& item : list.maybe_items()) {
    const std::optional<Interval> more = IntervalOf(item.value);
    if (!bounds.has_value() || !more.has_value()) return doubt.ToUnknown();
    if (kWhich == Extreme::kGreatest) {
      bounds->highest = std::max(bounds->highest, more->highest);
    } else {
      bounds->lowest = std::min(bounds->lowest, more->lowest);
    }
  }
  return WithinBounds(doubt, bounds);
}

template <Extreme kWhich>
Function ExtremeFunction(const std::string& name, std::string documentation) {
  const std::string id = "math_" + name;
  const auto of_values = [&](const std::string& type, Implementation implementation) {
    return Declare(absl::StrCat(id, "_", type),
                   absl::StrCat("(", type, "...) -> ", type), implementation,
                   Strictness::kLenient);
  };
  const auto of_list = [&](const std::string& type, Implementation implementation) {
    return Declare(absl::StrCat(id, "_list_", type), absl::StrCat("(list(", type, ")) -> ", type),
                   implementation, Strictness::kLenient);
  };
  Function function;
  function.name = absl::StrCat("math.", name);
  function.documentation = std::move(documentation);
  // Lists first: a list would do as a dyn.
  function.overloads = {
      of_list("int", ExtremeOfList<kWhich, true>),
      of_list("uint", ExtremeOfList<kWhich, false>),
      of_list("double", ExtremeOfList<kWhich, false>),
      of_list("decimal", ExtremeOfList<kWhich, false>),
      of_list("dyn", ExtremeOfList<kWhich, false>),
      of_values("int", ExtremeOfArguments<kWhich, true>),
      of_values("uint", ExtremeOfArguments<kWhich, false>),
      of_values("double", ExtremeOfArguments<kWhich, false>),
      of_values("decimal", ExtremeOfArguments<kWhich, false>),
      of_values("dyn", ExtremeOfArguments<kWhich, false>),
  };
  for (Overload& overload : function.overloads) overload.numeric = true;
  return function;
}

// ---------------------------------------------------------------- rounding and signs

template <double (*kFunction)(double)>
Value OfDouble(const CallContext&, Arguments arguments) {
  return Value::Double(kFunction(arguments[0].as_double()));
}

double Ceil(double value) { return std::ceil(value); }
double Floor(double value) { return std::floor(value); }
double Round(double value) { return std::round(value); }  // Halves away from zero.
double Trunc(double value) { return std::trunc(value); }
double SquareRoot(double value) { return std::sqrt(value); }

Value SquareRootOfInt(const CallContext&, Arguments arguments) {
  return Value::Double(std::sqrt(static_cast<double>(arguments[0].as_int())));
}

Value SquareRootOfUint(const CallContext&, Arguments arguments) {
  return Value::Double(std::sqrt(static_cast<double>(arguments[0].as_uint())));
}

Value AbsoluteInt(const CallContext&, Arguments arguments) {
  const std::int64_t value = arguments[0].as_int();
  if (value == std::numeric_limits<std::int64_t>::min()) {
    return Value::Error(ErrorCode::kOverflow, "integer overflow");
  }
  return Value::Int(value < 0 ? -value : value);
}

Value AbsoluteDouble(const CallContext&, Arguments arguments) {
  return Value::Double(std::fabs(arguments[0].as_double()));
}

Value Itself(const CallContext&, Arguments arguments) { return arguments[0]; }

Value SignOfInt(const CallContext&, Arguments arguments) {
  const std::int64_t value = arguments[0].as_int();
  return Value::Int((value > 0) - (value < 0));
}

Value SignOfUint(const CallContext&, Arguments arguments) {
  return Value::Uint(arguments[0].as_uint() > 0 ? 1 : 0);
}

Value SignOfDouble(const CallContext&, Arguments arguments) {
  const double value = arguments[0].as_double();
  if (std::isnan(value) || value == 0) return arguments[0];
  return Value::Double(value > 0 ? 1.0 : -1.0);
}

Value IsNaN(const CallContext&, Arguments arguments) {
  return Value::Bool(std::isnan(arguments[0].as_double()));
}

Value IsInfinite(const CallContext&, Arguments arguments) {
  return Value::Bool(std::isinf(arguments[0].as_double()));
}

Value IsFinite(const CallContext&, Arguments arguments) {
  return Value::Bool(std::isfinite(arguments[0].as_double()));
}

// ---------------------------------------------------------------- bits

std::uint64_t And(std::uint64_t left, std::uint64_t right) { return left & right; }
std::uint64_t Or(std::uint64_t left, std::uint64_t right) { return left | right; }
std::uint64_t Xor(std::uint64_t left, std::uint64_t right) { return left ^ right; }
std::uint64_t ShiftLeft(std::uint64_t bits, std::uint64_t count) {
  return count < 64 ? bits << count : 0;
}
// Of an int too: its bits move, its sign is not copied.
std::uint64_t ShiftRight(std::uint64_t bits, std::uint64_t count) {
  return count < 64 ? bits >> count : 0;
}

using BitFunction = std::uint64_t (*)(std::uint64_t, std::uint64_t);

Value IntOfBits(std::uint64_t bits) { return Value::Int(static_cast<std::int64_t>(bits)); }
std::uint64_t BitsOf(const Value& value) { return static_cast<std::uint64_t>(value.as_int()); }

template <BitFunction kFunction>
Value OfIntBits(const CallContext&, Arguments arguments) {
  return IntOfBits(kFunction(BitsOf(arguments[0]), BitsOf(arguments[1])));
}

template <BitFunction kFunction>
Value OfUintBits(const CallContext&, Arguments arguments) {
  return Value::Uint(kFunction(arguments[0].as_uint(), arguments[1].as_uint()));
}

Value NotOfInt(const CallContext&, Arguments arguments) {
  return Value::Int(~arguments[0].as_int());
}

Value NotOfUint(const CallContext&, Arguments arguments) {
  return Value::Uint(~arguments[0].as_uint());
}

template <BitFunction kFunction, bool kIsUint>
Value Shift(const CallContext&, Arguments arguments) {
  if (arguments[1].as_int() < 0) {
    return Value::Error(ErrorCode::kInvalidArgument,
                        absl::StrCat("negative offset: ", arguments[1].as_int()));
  }
  const std::uint64_t count = BitsOf(arguments[1]);
  if (kIsUint) return Value::Uint(kFunction(arguments[0].as_uint(), count));
  return IntOfBits(kFunction(BitsOf(arguments[0]), count));
}

Function DoubleFunction(const std::string& name, Implementation implementation,
                        std::string documentation) {
  return {absl::StrCat("math.", name),
          {Declare(absl::StrCat("math_", name), "(double) -> double", implementation)},
          std::move(documentation)};
}

Function DoublePredicate(const std::string& name, Implementation implementation,
                         std::string documentation) {
  return {absl::StrCat("math.", name),
          {Declare(absl::StrCat("math_", name), "(double) -> bool", implementation)},
          std::move(documentation)};
}

template <BitFunction kFunction>
Function BitsFunction(const std::string& name, std::string documentation) {
  return {absl::StrCat("math.", name),
          {Declare(absl::StrCat("math_", name, "_int"), "(int, int) -> int", OfIntBits<kFunction>),
           Declare(absl::StrCat("math_", name, "_uint"), "(uint, uint) -> uint",
                   OfUintBits<kFunction>)},
          std::move(documentation)};
}

template <BitFunction kFunction>
Function ShiftFunction(const std::string& name, std::string documentation) {
  return {absl::StrCat("math.", name),
          {Declare(absl::StrCat("math_", name, "_int"), "(int, int) -> int",
                   Shift<kFunction, false>),
           Declare(absl::StrCat("math_", name, "_uint"), "(uint, int) -> uint",
                   Shift<kFunction, true>)},
          std::move(documentation)};
}

}  // namespace

std::vector<Function> MathLibrary() {
  return {
      ExtremeFunction<Extreme::kGreatest>("greatest",
                                          "math.greatest(a, b, ...): the greatest of the numbers"),
      ExtremeFunction<Extreme::kLeast>("least", "math.least(a, b, ...): the least of the numbers"),
      DoubleFunction("ceil", OfDouble<Ceil>, "math.ceil(x): the next whole number above"),
      DoubleFunction("floor", OfDouble<Floor>, "math.floor(x): the next whole number below"),
      DoubleFunction("round", OfDouble<Round>, "math.round(x): halves go away from zero"),
      DoubleFunction("trunc", OfDouble<Trunc>, "math.trunc(x): without its fraction"),
      {"math.sqrt",
       {Declare("math_sqrt_double", "(double) -> double", OfDouble<SquareRoot>),
        Declare("math_sqrt_int", "(int) -> double", SquareRootOfInt),
        Declare("math_sqrt_uint", "(uint) -> double", SquareRootOfUint)},
       "math.sqrt(x): the square root; NaN below zero"},
      {"math.abs",
       {Declare("math_abs_int", "(int) -> int", AbsoluteInt),
        Declare("math_abs_uint", "(uint) -> uint", Itself),
        Declare("math_abs_double", "(double) -> double", AbsoluteDouble)},
       "math.abs(x): without its sign"},
      {"math.sign",
       {Declare("math_sign_int", "(int) -> int", SignOfInt),
        Declare("math_sign_uint", "(uint) -> uint", SignOfUint),
        Declare("math_sign_double", "(double) -> double", SignOfDouble)},
       "math.sign(x): -1, 0 or 1"},
      DoublePredicate("isNaN", IsNaN, "math.isNaN(x): whether it is no number"),
      DoublePredicate("isInf", IsInfinite, "math.isInf(x): whether it is infinite"),
      DoublePredicate("isFinite", IsFinite, "math.isFinite(x): neither infinite nor NaN"),
      BitsFunction<And>("bitAnd", "math.bitAnd(a, b): the bits set in both"),
      BitsFunction<Or>("bitOr", "math.bitOr(a, b): the bits set in either"),
      BitsFunction<Xor>("bitXor", "math.bitXor(a, b): the bits set in one only"),
      {"math.bitNot",
       {Declare("math_bitNot_int", "(int) -> int", NotOfInt),
        Declare("math_bitNot_uint", "(uint) -> uint", NotOfUint)},
       "math.bitNot(a): every bit turned round"},
      ShiftFunction<ShiftLeft>("bitShiftLeft", "math.bitShiftLeft(a, n): by n bits"),
      ShiftFunction<ShiftRight>("bitShiftRight",
                                "math.bitShiftRight(a, n): by n bits, filled with zeros"),
  };
}

}  // namespace assay
