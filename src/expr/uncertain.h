// What can be said of values that are not wholly known.
//
// Everything here is sound: an answer that is not "unknown" is the answer under every completion.
// A completion that would make the evaluation fail (an overflow, say) is no counterexample.

#ifndef ASSAY_SRC_EXPR_UNCERTAIN_H_
#define ASSAY_SRC_EXPR_UNCERTAIN_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "assay/base/truth.h"
#include "assay/expr/value.h"
#include "assay/facts/schema.h"

namespace assay {

// The least cause of the unknowns in `value`, however deep; the greatest cause there is if none.
UnknownCause LeastCause(const Value& value);

// Collects why an answer is not known. The least cause wins, so the order does not matter.
class Doubt {
 public:
  void Add(const Value& value);
  void Add(const MaybeItem& item);
  bool exists() const { return exists_; }
  // An unknown of the least cause.
  Value ToUnknown() const { return ToUnknown(UnknownBounds()); }
  Value ToUnknown(UnknownBounds bounds) const;

 private:
  bool exists_ = false;
  UnknownCause cause_;
};

// The error with the lowest place of several. An error without a place comes first: its place will
// be that of the call.
const Value* LeastError(std::span<const Value> values);

// Keeps the error with the lowest place in `*least` (null at first); of one place the first.
void KeepLeastError(Value error, Value* least);

// Whether evaluation has to stop: the budget is spent.
bool IsLimitError(const Value& value);

// What a strict function answers if not all arguments are definite: an error if there is one, else
// an unknown; nothing if all are definite.
std::optional<Value> StrictAnswer(std::span<const Value> arguments);

// The same for a function that looks into lists and maps itself: those that merely hold unknowns, or
// may hold more, are let through.
std::optional<Value> StrictAnswerButParts(std::span<const Value> arguments);

// A whole number or day of which only bounds may be known. The extremes stand for "no bound".
struct Interval {
  static constexpr std::int64_t kNoLowest = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kNoHighest = std::numeric_limits<std::int64_t>::max();
  std::int64_t lowest = kNoLowest;
  std::int64_t highest = kNoHighest;

  bool is_point() const { return lowest == highest; }
  bool operator==(const Interval&) const = default;
};

// Of an int, a date (days), a duration of whole seconds, or an unknown of one of these.
std::optional<Interval> IntervalOf(const Value& value);

Interval Sum(Interval left, Interval right);
Interval Difference(Interval left, Interval right);
// Unbounded unless one side is a point or all ends are bounds.
Interval Product(Interval left, Interval right);
Interval Join(Interval left, Interval right);  // The least that covers both.

// left < right and left <= right.
Truth Less(Interval left, Interval right);
Truth LessOrEqual(Interval left, Interval right);

// Whether two values are equal, as far as that is known. `schema` gives the words of enums and may
// be null. Errors are not allowed.
Truth EqualTruth(const Value& left, const Value& right, const Schema* schema);

// Whether `list` (kList or unknown) has an element equal to `value`.
Truth ContainsTruth(const Value& list, const Value& value, const Schema* schema);

// A truth as a value; kUnknown takes its cause from `left` and `right`.
Value TruthValue(Truth truth, const Value& left, const Value& right);

// What covers both `left` and `right`, which `condition`, an unknown, would choose between. None of
// them is an error. A definite value if it is the same one either way.
Value JoinOf(const Value& condition, const Value& left, const Value& right);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_UNCERTAIN_H_
