// Implementations that give bounds where they cannot give a value.

#ifndef ASSAY_SRC_EXPR_BOUNDED_CALL_H_
#define ASSAY_SRC_EXPR_BOUNDED_CALL_H_

#include <span>

#include "assay/expr/environment.h"
#include "assay/expr/evaluate.h"
#include "src/expr/uncertain.h"

namespace assay {

using BoundsOfTwo = Interval (*)(Interval, Interval);
using BoundsOfOne = Interval (*)(Interval);

// A lenient implementation of two arguments out of a strict one and what becomes of bounds.
template <Implementation kExact, BoundsOfTwo kBounds>
Value Bounded(const CallContext& context, std::span<const Value> arguments) {
  std::optional<Value> answer = StrictAnswer(arguments);
  if (!answer.has_value()) return kExact(context, arguments);
  if (answer->is_error()) return *std::move(answer);
  const std::optional<Interval> left = IntervalOf(arguments[0]);
  const std::optional<Interval> right = IntervalOf(arguments[1]);
  if (!left || !right) return *std::move(answer);
  const Interval bounds = kBounds(*left, *right);
  return Value::Unknown(
      {.lowest = bounds.lowest, .highest = bounds.highest, .cause = answer->unknown().cause});
}

// The same of one argument.
template <Implementation kExact, BoundsOfOne kBounds>
Value Bounded(const CallContext& context, std::span<const Value> arguments) {
  if (!arguments[0].is_unknown()) return arguments[0].is_error() ? arguments[0] : kExact(context, arguments);
  const UnknownBounds& unknown = arguments[0].unknown();
  const Interval bounds = kBounds({unknown.lowest, unknown.highest});
  return Value::Unknown({.lowest = bounds.lowest, .highest = bounds.highest, .cause = unknown.cause});
}

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_BOUNDED_CALL_H_
