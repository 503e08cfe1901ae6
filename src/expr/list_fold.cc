#include "src/expr/list_fold.h"

#include <algorithm>
#include <numeric>

#include "src/expr/time_text.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

Value Overflow() { return Value::Error(ErrorCode::kOverflow, "the sum is too large"); }

Value NoOrder() {
  return Value::Error(ErrorCode::kNoSuchOverload, "the elements have no order among each other");
}

Value ZeroOf(TypeKind element) {
  switch (element) {
    case TypeKind::kUint: return Value::Uint(0);
    case TypeKind::kDouble: return Value::Double(0);
    case TypeKind::kDecimal: return Value::DecimalOf(Decimal());
    case TypeKind::kDuration: return Value::Duration({});
    default: return Value::Int(0);
  }
}

Value ZeroLike(const Value& number) {
  switch (number.kind()) {
    case ValueKind::kUint: return Value::Uint(0);
    case ValueKind::kDouble: return Value::Double(0);
    case ValueKind::kDecimal: return Value::DecimalOf(Decimal());
    case ValueKind::kDuration: return Value::Duration({});
    default: return Value::Int(0);
  }
}

Value PlusInt(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(left, right, &sum) ? Overflow() : Value::Int(sum);
}

Value PlusUint(std::uint64_t left, std::uint64_t right) {
  std::uint64_t sum = 0;
  return __builtin_add_overflow(left, right, &sum) ? Overflow() : Value::Uint(sum);
}

Value PlusDecimal(const Decimal& left, const Decimal& right) {
  const std::optional<Decimal> sum = Add(left, right);
  return sum.has_value() ? Value::DecimalOf(*sum) : Overflow();
}

Value PlusDuration(DurationParts left, DurationParts right) {
  const std::optional<DurationParts> sum = DurationFromNanos(NanosOf(left) + NanosOf(right));
  return sum.has_value() ? Value::Duration(*sum) : Overflow();
}

// Of two numbers of one kind.
Value Plus(const Value& left, const Value& right) {
  if (left.is_error()) return left;
  if (left.kind() != right.kind()) {
    return Value::Error(ErrorCode::kNoSuchOverload, "only numbers of one kind have a sum");
  }
  switch (left.kind()) {
    case ValueKind::kInt: return PlusInt(left.as_int(), right.as_int());
    case ValueKind::kUint: return PlusUint(left.as_uint(), right.as_uint());
    case ValueKind::kDouble: return Value::Double(left.as_double() + right.as_double());
    case ValueKind::kDecimal: return PlusDecimal(left.as_decimal(), right.as_decimal());
    case ValueKind::kDuration: return PlusDuration(left.as_duration(), right.as_duration());
    default: return Value::Error(ErrorCode::kNoSuchOverload, "only numbers have a sum");
  }
}

// What an element that may be missing adds to a sum.
Interval MaybeTerm(const MaybeItem& item) {
  Interval term = IntervalOf(item.value).value_or(Interval());
  term = Join(term, {0, 0});
  if (!item.repeated) return term;
  if (term.lowest < 0) term.lowest = Interval::kNoLowest;
  if (term.highest > 0) term.highest = Interval::kNoHighest;
  return term;
}

Value UncertainSum(const Value& list, TypeKind element) {
  Doubt doubt;
  doubt.Add(list);
  if (element != TypeKind::kInt && element != TypeKind::kDyn) return doubt.ToUnknown();
  Interval sum = {0, 0};
  for (const Value& item : list.items()) {
    const std::optional<Interval> term = IntervalOf(item);
    if (!term || item.kind() == ValueKind::kDuration) return doubt.ToUnknown();
    sum = Sum(sum, *term);
  }
  for (const MaybeItem& item : list.maybe_items()) sum = Sum(sum, MaybeTerm(item));
  return doubt.ToUnknown({.lowest = sum.lowest, .highest = sum.highest});
}

// Whether `left` takes the place of `right` as the extreme.
std::optional<bool> IsBeyond(const Value& left, const Value& right, Extreme which) {
  const std::optional<std::partial_ordering> order = Compare(left, right);
  if (!order.has_value()) return std::nullopt;
  return which == Extreme::kGreatest ? *order == std::partial_ordering::greater
                                     : *order == std::partial_ordering::less;
}

// The extreme of the definite elements: null if there are none, an error if two have no order.
Value ExtremeOfKnown(const Value& list, Extreme which) {
  Value best;
  for (const Value& item : list.items()) {
    if (!item.is_definite()) continue;
    if (best.is_null()) {
      best = item;
      continue;
    }
    const std::optional<bool> is_beyond = IsBeyond(item, best, which);
    if (!is_beyond.has_value()) return NoOrder();
    if (*is_beyond) best = item;
  }
  return best;
}

// Whether an element of which only `value` is known can take the place of `best`.
bool CanBeBeyond(const Value& value, const Value& best, Extreme which) {
  if (best.is_null()) return true;
  if (value.is_definite()) return IsBeyond(value, best, which).value_or(true);
  const std::optional<Interval> interval = IntervalOf(value);
  const std::optional<Interval> limit = IntervalOf(best);
  if (!interval || !limit) return true;
  return which == Extreme::kGreatest ? interval->highest > limit->highest
                                     : interval->lowest < limit->lowest;
}

// Bounds of the extreme: the elements that are there push it one way, those that may be both.
Interval BoundsOfExtreme(const Value& list, Extreme which) {
  std::optional<Interval> bounds;
  for (const Value& item : list.items()) {
    const Interval interval = IntervalOf(item).value_or(Interval());
    if (!bounds) {
      bounds = interval;
    } else if (which == Extreme::kGreatest) {
      *bounds = {std::max(bounds->lowest, interval.lowest), std::max(bounds->highest, interval.highest)};
    } else {
      *bounds = {std::min(bounds->lowest, interval.lowest), std::min(bounds->highest, interval.highest)};
    }
  }
  const bool is_never_empty = bounds.has_value();
  for (const MaybeItem& item : list.maybe_items()) {
    const Interval interval = IntervalOf(item.value).value_or(Interval());
    if (!bounds) bounds = interval;
    if (!is_never_empty) {
      *bounds = Join(*bounds, interval);
    } else if (which == Extreme::kGreatest) {
      bounds->highest = std::max(bounds->highest, interval.highest);
    } else {
      bounds->lowest = std::min(bounds->lowest, interval.lowest);
    }
  }
  return bounds.value_or(Interval());
}

}  // namespace

Value SumOfList(const Value& list, TypeKind element) {
  if (!list.is_definite()) return UncertainSum(list, element);
  if (list.items().empty()) return ZeroOf(element);
  Value sum = ZeroLike(list.items()[0]);
  for (const Value& item : list.items()) sum = Plus(sum, item);
  return sum;
}

Value ExtremeOfList(const Value& list, Extreme which) {
  if (list.items().empty() && list.maybe_items().empty()) {
    return Value::Error(ErrorCode::kInvalidArgument, "an empty list has no least and no greatest element");
  }
  const Value best = ExtremeOfKnown(list, which);
  if (best.is_error()) return best;
  Doubt doubt;
  for (const Value& item : list.items()) {
    if (!item.is_definite() && CanBeBeyond(item, best, which)) doubt.Add(item);
  }
  for (const MaybeItem& item : list.maybe_items()) {
    if (CanBeBeyond(item.value, best, which)) doubt.Add(item);
  }
  if (!doubt.exists()) return best;
  const Interval bounds = BoundsOfExtreme(list, which);
  return doubt.ToUnknown({.lowest = bounds.lowest, .highest = bounds.highest});
}

Value SizeOfList(const Value& list) {
  const auto size = static_cast<std::int64_t>(list.items().size());
  if (list.maybe_items().empty()) return Value::Int(size);
  Doubt doubt;
  UnknownBounds bounds{.lowest = size, .highest = size};
  for (const MaybeItem& item : list.maybe_items()) {
    doubt.Add(item);
    if (item.repeated) bounds.highest = Interval::kNoHighest;
    if (bounds.highest != Interval::kNoHighest) ++bounds.highest;
  }
  return doubt.ToUnknown(bounds);
}

Value SortedBy(std::vector<Value> items, const std::vector<Value>& keys) {
  for (std::size_t index = 1; index < keys.size(); ++index) {
    if (!Compare(keys[0], keys[index]).has_value()) return NoOrder();
  }
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&keys](std::size_t left, std::size_t right) {
    return Compare(keys[left], keys[right]) == std::partial_ordering::less;
  });
  std::vector<Value> sorted;
  sorted.reserve(items.size());
  for (const std::size_t index : order) sorted.push_back(std::move(items[index]));
  return Value::List(std::move(sorted));
}

}  // namespace assay
