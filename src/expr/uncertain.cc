#include "src/expr/uncertain.h"

#include <algorithm>
#include <cassert>

namespace assay {
namespace {

UnknownCause Least(UnknownCause left, UnknownCause right) { return right < left ? right : left; }

// The greatest cause: nothing to say.
UnknownCause NoCause() { return UnknownCause(); }

Truth IntervalsEqual(Interval left, Interval right) {
  if (left.highest < right.lowest || right.highest < left.lowest) return Truth::kFail;
  return left.is_point() && left == right ? Truth::kPass : Truth::kUnknown;
}

// The possible words of an unknown enum, or of a word: a mask over `type`.
std::optional<std::uint64_t> WordsOf(const Value& value, EnumId id, const EnumType& type) {
  if (value.is_unknown()) {
    if (value.unknown().enumeration != id) return std::nullopt;
    const std::size_t count = type.values.size();
    const std::uint64_t all = count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    return value.unknown().words & all;
  }
  if (value.kind() != ValueKind::kString) return std::nullopt;
  for (std::size_t index = 0; index < type.values.size(); ++index) {
    if (type.values[index] == value.as_string()) return std::uint64_t{1} << index;
  }
  return 0;
}

Truth WordsEqual(const Value& left, const Value& right, const Schema* schema) {
  if (schema == nullptr) return Truth::kUnknown;
  const EnumId id = left.is_unknown() && left.unknown().enumeration != kNoId
                        ? left.unknown().enumeration
                        : (right.is_unknown() ? right.unknown().enumeration : EnumId{kNoId});
  if (id == kNoId) return Truth::kUnknown;
  const EnumType& type = schema->enums()[id];
  const std::optional<std::uint64_t> left_words = WordsOf(left, id, type);
  const std::optional<std::uint64_t> right_words = WordsOf(right, id, type);
  if (!left_words || !right_words) return Truth::kUnknown;
  if ((*left_words & *right_words) == 0) return Truth::kFail;
  const bool is_one_word = (*left_words & (*left_words - 1)) == 0;
  return is_one_word && *left_words == *right_words ? Truth::kPass : Truth::kUnknown;
}

bool IsNewRecord(const Value& value) { return value.is_unknown() && value.unknown().is_new; }

// Bounds of an unknown record are about its feed: records are never equal for them, but may differ.
Truth UnknownRecordsEqual(const Value& left, const Value& right, const Schema* schema) {
  if (!left.is_unknown() || !right.is_unknown()) {
    return IsNewRecord(left) || IsNewRecord(right) ? Truth::kFail : Truth::kUnknown;
  }
  if (left.unknown().record != right.unknown().record) return Truth::kUnknown;
  const Truth dates = IntervalsEqual(*IntervalOf(left), *IntervalOf(right));
  const bool differs = dates == Truth::kFail || WordsEqual(left, right, schema) == Truth::kFail;
  return differs ? Truth::kFail : Truth::kUnknown;
}

// At least one side is an unknown.
Truth UnknownsEqual(const Value& left, const Value& right, const Schema* schema) {
  const auto is_record = [](const Value& value) {
    return value.is_unknown() && value.unknown().record != kNoId;
  };
  if (is_record(left) || is_record(right)) return UnknownRecordsEqual(left, right, schema);
  const std::optional<Interval> left_interval = IntervalOf(left);
  const std::optional<Interval> right_interval = IntervalOf(right);
  if (left_interval && right_interval) {
    const Truth truth = IntervalsEqual(*left_interval, *right_interval);
    if (truth != Truth::kUnknown) return truth;
  }
  return WordsEqual(left, right, schema);
}

bool IsOpen(const Value& list) { return !list.maybe_items().empty(); }

// An open list has no known positions: it can only be told apart by what it certainly holds.
Truth OpenListsEqual(const Value& left, const Value& right, const Schema* schema) {
  if (!IsOpen(right) && left.items().size() > right.items().size()) return Truth::kFail;
  if (!IsOpen(left) && right.items().size() > left.items().size()) return Truth::kFail;
  for (const Value& item : left.items()) {
    if (ContainsTruth(right, item, schema) == Truth::kFail) return Truth::kFail;
  }
  for (const Value& item : right.items()) {
    if (ContainsTruth(left, item, schema) == Truth::kFail) return Truth::kFail;
  }
  return Truth::kUnknown;
}

Truth ListsEqual(const Value& left, const Value& right, const Schema* schema) {
  if (IsOpen(left) || IsOpen(right)) return OpenListsEqual(left, right, schema);
  if (left.items().size() != right.items().size()) return Truth::kFail;
  Truth all = Truth::kPass;
  for (std::size_t index = 0; index < left.items().size() && all != Truth::kFail; ++index) {
    all = And(all, EqualTruth(left.items()[index], right.items()[index], schema));
  }
  return all;
}

Truth MapsEqual(const Value& left, const Value& right, const Schema* schema) {
  if (left.entries().size() != right.entries().size()) return Truth::kFail;
  Truth all = Truth::kPass;
  for (const auto& [key, value] : left.entries()) {
    const Value* other = right.FindEntry(key);
    if (other == nullptr) return Truth::kFail;
    all = And(all, EqualTruth(value, *other, schema));
  }
  return all;
}

std::int64_t Saturated(bool overflowed, std::int64_t result, std::int64_t otherwise) {
  return overflowed ? otherwise : result;
}

std::int64_t AddEnds(std::int64_t left, std::int64_t right, std::int64_t none) {
  if (left == none || right == none) return none;
  std::int64_t sum = 0;
  const bool overflowed = __builtin_add_overflow(left, right, &sum);
  return Saturated(overflowed, sum, none);
}

std::int64_t Negated(std::int64_t end) {
  if (end == Interval::kNoLowest) return Interval::kNoHighest;
  if (end == Interval::kNoHighest) return Interval::kNoLowest;
  return -end;
}

bool IsBounded(Interval interval) {
  return interval.lowest != Interval::kNoLowest && interval.highest != Interval::kNoHighest;
}

Interval Scaled(Interval interval, std::int64_t factor) {
  if (factor == 0) return {0, 0};
  if (factor < 0) std::swap(interval.lowest, interval.highest);
  const auto scale = [factor](std::int64_t end, std::int64_t none) {
    if (end == Interval::kNoLowest || end == Interval::kNoHighest) return none;
    std::int64_t product = 0;
    const bool overflowed = __builtin_mul_overflow(end, factor, &product);
    return Saturated(overflowed, product, none);
  };
  return {scale(interval.lowest, Interval::kNoLowest), scale(interval.highest, Interval::kNoHighest)};
}

}  // namespace

UnknownCause LeastCause(const Value& value) {
  if (value.is_unknown()) return value.unknown().cause;
  UnknownCause cause = NoCause();
  if (value.is_definite()) return cause;
  switch (value.kind()) {
    case ValueKind::kList:
      for (const Value& item : value.items()) cause = Least(cause, LeastCause(item));
      for (const MaybeItem& item : value.maybe_items()) {
        cause = Least(cause, Least(item.cause, LeastCause(item.value)));
      }
      return cause;
    case ValueKind::kMap:
      for (const auto& entry : value.entries()) cause = Least(cause, LeastCause(entry.second));
      return cause;
    case ValueKind::kOptional:
      return LeastCause(value.optional_value());
    default:
      return cause;
  }
}

void Doubt::Add(const Value& value) {
  cause_ = Least(cause_, LeastCause(value));
  exists_ = true;
}

void Doubt::Add(const MaybeItem& item) {
  cause_ = Least(cause_, item.cause);
  Add(item.value);
}

Value Doubt::ToUnknown(UnknownBounds bounds) const {
  bounds.cause = cause_;
  return Value::Unknown(bounds);
}

const Value* LeastError(std::span<const Value> values) {
  const Value* least = nullptr;
  for (const Value& value : values) {
    if (!value.is_error()) continue;
    // kNoExpr is the greatest number, hence the step that makes it the least.
    if (least == nullptr || value.error_where() + 1 < least->error_where() + 1) least = &value;
  }
  return least;
}

void KeepLeastError(Value error, Value* least) {
  if (!least->is_error() || error.error_where() + 1 < least->error_where() + 1) {
    *least = std::move(error);
  }
}

bool IsLimitError(const Value& value) {
  return value.is_error() && value.error_code() == ErrorCode::kLimit;
}

std::optional<Value> StrictAnswer(std::span<const Value> arguments) {
  const Value* error = LeastError(arguments);
  if (error != nullptr) return *error;
  Doubt doubt;
  for (const Value& argument : arguments) {
    if (!argument.is_definite()) doubt.Add(argument);
  }
  if (!doubt.exists()) return std::nullopt;
  return doubt.ToUnknown();
}

std::optional<Value> StrictAnswerButParts(std::span<const Value> arguments) {
  if (const Value* error = LeastError(arguments)) return *error;
  Doubt doubt;
  for (const Value& argument : arguments) {
    if (argument.is_unknown()) doubt.Add(argument);
  }
  if (!doubt.exists()) return std::nullopt;
  return doubt.ToUnknown();
}

std::optional<Interval> IntervalOf(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kInt:
      return Interval{value.as_int(), value.as_int()};
    case ValueKind::kDate: {
      const std::int64_t days = value.as_date().days_since_epoch();
      return Interval{days, days};
    }
    case ValueKind::kDuration: {
      const DurationParts parts = value.as_duration();
      if (parts.nanos != 0) return std::nullopt;
      return Interval{parts.seconds, parts.seconds};
    }
    case ValueKind::kUnknown:
      return Interval{value.unknown().lowest, value.unknown().highest};
    default:
      return std::nullopt;
  }
}

Interval Sum(Interval left, Interval right) {
  return {AddEnds(left.lowest, right.lowest, Interval::kNoLowest),
          AddEnds(left.highest, right.highest, Interval::kNoHighest)};
}

Interval Difference(Interval left, Interval right) {
  return Sum(left, {Negated(right.highest), Negated(right.lowest)});
}

Interval Product(Interval left, Interval right) {
  if (right.is_point()) return Scaled(left, right.lowest);
  if (left.is_point()) return Scaled(right, left.lowest);
  if (!IsBounded(left) || !IsBounded(right)) {
    const bool is_positive = left.lowest >= 0 && right.lowest >= 0;
    if (!is_positive) return Interval();
    return {Scaled({left.lowest, left.lowest}, right.lowest).lowest, Interval::kNoHighest};
  }
  return Join(Scaled(left, right.lowest), Scaled(left, right.highest));
}

Interval Join(Interval left, Interval right) {
  return {std::min(left.lowest, right.lowest), std::max(left.highest, right.highest)};
}

Truth Less(Interval left, Interval right) {
  if (left.highest < right.lowest) return Truth::kPass;
  return left.lowest >= right.highest ? Truth::kFail : Truth::kUnknown;
}

Truth LessOrEqual(Interval left, Interval right) { return Not(Less(right, left)); }

Truth EqualTruth(const Value& left, const Value& right, const Schema* schema) {
  if (left.is_definite() && right.is_definite()) return FromBool(Equal(left, right));
  if (left.is_unknown() || right.is_unknown()) return UnknownsEqual(left, right, schema);
  if (left.kind() != right.kind()) return Truth::kFail;
  switch (left.kind()) {
    case ValueKind::kList:
      return ListsEqual(left, right, schema);
    case ValueKind::kMap:
      return MapsEqual(left, right, schema);
    case ValueKind::kOptional:
      if (left.has_optional_value() != right.has_optional_value()) return Truth::kFail;
      if (!left.has_optional_value()) return Truth::kPass;
      return EqualTruth(left.optional_value(), right.optional_value(), schema);
    default:
      assert(false && "only containers hold unknowns");
      return Truth::kUnknown;
  }
}

Truth ContainsTruth(const Value& list, const Value& value, const Schema* schema) {
  if (list.is_unknown()) return Truth::kUnknown;
  Truth found = Truth::kFail;
  for (const Value& item : list.items()) {
    found = Or(found, EqualTruth(item, value, schema));
    if (found == Truth::kPass) return found;
  }
  for (const MaybeItem& item : list.maybe_items()) {
    if (EqualTruth(item.value, value, schema) != Truth::kFail) found = Or(found, Truth::kUnknown);
  }
  if (found != Truth::kUnknown || !value.is_unknown() || value.unknown().enumeration == kNoId ||
      schema == nullptr) {
    return found;
  }
  // Every word that the value may be stands in the list.
  const EnumType& type = schema->enums()[value.unknown().enumeration];
  std::uint64_t listed = 0;
  for (const Value& item : list.items()) {
    if (item.kind() == ValueKind::kString) {
      listed |= WordsOf(item, value.unknown().enumeration, type).value_or(0);
    }
  }
  const std::optional<std::uint64_t> words = WordsOf(value, value.unknown().enumeration, type);
  return (*words & ~listed) == 0 ? Truth::kPass : Truth::kUnknown;
}

Value TruthValue(Truth truth, const Value& left, const Value& right) {
  if (truth == Truth::kPass || truth == Truth::kFail) return Value::Bool(truth == Truth::kPass);
  Doubt doubt;
  if (!left.is_definite()) doubt.Add(left);
  if (!right.is_definite()) doubt.Add(right);
  return doubt.ToUnknown();
}

Value JoinOf(const Value& condition, const Value& left, const Value& right) {
  const bool is_same_kind = left.kind() == right.kind();
  if (left.is_definite() && right.is_definite() && is_same_kind && Equal(left, right)) return left;
  Doubt doubt;
  doubt.Add(condition);
  if (!left.is_definite()) doubt.Add(left);
  if (!right.is_definite()) doubt.Add(right);
  const auto record_of = [](const Value& value) {
    return value.is_unknown() ? value.unknown().record : RecordTypeId{kNoId};
  };
  UnknownBounds bounds;
  const std::optional<Interval> left_interval = IntervalOf(left);
  const std::optional<Interval> right_interval = IntervalOf(right);
  const bool are_alike = is_same_kind || left.is_unknown() || right.is_unknown();
  if (are_alike && left_interval && right_interval && record_of(left) == record_of(right)) {
    const Interval joined = Join(*left_interval, *right_interval);
    bounds.record = record_of(left);
    bounds.lowest = joined.lowest;
    bounds.highest = joined.highest;
  }
  return doubt.ToUnknown(bounds);
}

}  // namespace assay
