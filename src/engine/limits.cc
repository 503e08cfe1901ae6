#include "src/engine/limits.h"

#include <algorithm>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "assay/expr/cost.h"

namespace assay {
namespace {

// Where a rule stands: `pack.yaml:41:7`, or its pointer where it was not read from a file.
std::string PlaceOfRule(const Unit* unit) {
  if (unit == nullptr || unit->source == nullptr) return {};
  const TextOrigin& origin = unit->source->origin;
  if (origin.lines.empty() || origin.lines.front().line == 0) {
    return absl::StrCat(" in the rule at ", origin.file, origin.pointer);
  }
  const TextOrigin::Line& start = origin.lines.front();
  return absl::StrCat(" in the rule at ", origin.file, origin.file.empty() ? "" : ":", start.line, ":",
                      start.column);
}

std::int64_t StepBudgetOf(const AssessOptions& options) { return std::min(options.step_budget, kMostSteps); }

std::int64_t MemoryLimitOf(const AssessOptions& options) {
  return std::min(options.memory_limit_bytes, kMostMemoryBytes);
}

}  // namespace

RunLimits LimitsOf(const AssessOptions& options) {
  return {StepBudgetOf(options), MemoryLimitOf(options), options.is_cancelled ? &options.is_cancelled : nullptr};
}

absl::Status StillAllowed(const Run& run, const AssessOptions& options) {
  const StepBudget& budget = run.budget();
  if (budget.was_cancelled || (options.is_cancelled && options.is_cancelled())) {
    return absl::CancelledError("cancelled");
  }
  if (!budget.is_spent()) return absl::OkStatus();
  if (budget.bytes < 0) {
    return absl::ResourceExhaustedError(absl::StrCat("the memory limit of ", MemoryLimitOf(options),
                                                     " bytes is used up", PlaceOfRule(run.spent_in())));
  }
  return absl::ResourceExhaustedError(
      absl::StrCat("the step budget of ", StepBudgetOf(options), " is used up", PlaceOfRule(run.spent_in())));
}

void LeastSteps::Add(const CompiledItem& item) {
  for (const CompiledLevel& level : item.levels) {
    for (const CompiledPart& part : level.parts) {
      if (part.population < 0) continue;
      const Members& members = run_.MembersOf(part.population);
      const auto count = static_cast<std::int64_t>(members.sure.size());
      AddRule(part.due, count);
      AddRule(part.require, count);
    }
  }
}

void LeastSteps::AddRule(const Unit* rule, std::int64_t members) {
  if (rule == nullptr || members == 0) return;
  // The least that a rule takes does not depend on the facts, whose columns need not be walked for it.
  const std::int64_t each = EstimateCost(rule->program(), {.host = &run_, .local_count = rule->options.locals.size()}).least_steps;
  // Less than the greatest number there is, so that nothing overflows.
  const std::int64_t steps = std::min(each, std::numeric_limits<std::int64_t>::max() / 4 / members) * members;
  steps_ = std::min(steps_, std::numeric_limits<std::int64_t>::max() / 2) + steps;
  if (steps > dearest_.steps) dearest_ = {rule, steps, members};
}

absl::Status CannotSuffice(const LeastSteps& least, const AssessOptions& options) {
  const LeastSteps::Dearest& dearest = least.dearest();
  return absl::ResourceExhaustedError(
      absl::StrCat("the step budget of ", StepBudgetOf(options), " cannot suffice: the rules take ", least.steps(),
                   " steps at least, ", dearest.steps, " of them", PlaceOfRule(dearest.rule), ", asked of ",
                   dearest.members));
}

}  // namespace assay
