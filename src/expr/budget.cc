// What is left of steps and bytes.

#include "src/expr/budget.h"

#include <algorithm>

namespace assay {

bool StepBudget::Refill() {
  while (steps < 0) {
    if (was_cancelled || steps_in_reserve <= 0) return false;
    if (is_cancelled != nullptr && is_cancelled(host)) {
      was_cancelled = true;
      return false;
    }
    const std::int64_t more = std::min(steps_in_reserve, kStepsBetweenQuestions);
    steps += more;
    steps_in_reserve -= more;
  }
  return true;
}

bool StepBudget::TakeSteps(std::uint64_t wanted) {
  if (steps < 0 && !Refill()) return false;
  const auto left = static_cast<std::uint64_t>(std::max<std::int64_t>(steps_left(), 0));
  if (wanted > left) {
    steps = -1;
    steps_in_reserve = 0;
    return false;
  }
  const auto taken = static_cast<std::int64_t>(wanted);
  // A large piece of work is taken from the reserve at once.
  const std::int64_t from_reserve = taken > steps ? std::min(steps_in_reserve, taken - steps) : 0;
  steps_in_reserve -= from_reserve;
  steps -= taken - from_reserve;
  return true;
}

bool StepBudget::TakeBytes(std::uint64_t wanted) {
  if (bytes < 0 || wanted > static_cast<std::uint64_t>(bytes)) {
    bytes = -1;
    return false;
  }
  bytes -= static_cast<std::int64_t>(wanted);
  return true;
}

}  // namespace assay
