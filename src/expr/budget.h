// What evaluations have left, for functions that make much out of little.

#ifndef ASSAY_SRC_EXPR_BUDGET_H_
#define ASSAY_SRC_EXPR_BUDGET_H_

#include <cstddef>
#include <limits>

#include "assay/expr/evaluate.h"
#include "assay/expr/value.h"

namespace assay {

inline constexpr const char* kStepsSpent = "the budget of steps is spent";
inline constexpr const char* kBytesSpent = "the budget of memory is spent";

// How many bytes a function may still make. It gives `OutOfRoom` where it would make more; what it
// did make is taken from the budget by its caller.
inline std::size_t RoomOf(const CallContext& context) {
  if (context.budget == nullptr) return std::numeric_limits<std::size_t>::max();
  return context.budget->bytes < 0 ? 0 : static_cast<std::size_t>(context.budget->bytes);
}

inline Value OutOfRoom(const CallContext& context) {
  context.budget->bytes = -1;
  return Value::Error(ErrorCode::kLimit, kBytesSpent);
}

// Takes steps for `work`, or false.
inline bool TakeSteps(const CallContext& context, std::uint64_t work) {
  return context.budget == nullptr || context.budget->TakeSteps(work);
}

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_BUDGET_H_
