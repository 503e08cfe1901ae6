// What an expression costs to evaluate, told from the text and from the facts at hand before it runs.
//
//   assay::CostEstimate cost = assay::EstimateCost(program, {.facts = &facts});
//   // cost.least_steps <= what one evaluation takes <= cost.most_steps
//
// The lists that an expression walks are as long as the facts make them: `org.people` has as many
// elements as the table has rows, `person.trainings` at most as many as the person with the most
// trainings has. No worst cases of the language are assumed where the facts say more.

#ifndef ASSAY_EXPR_COST_H_
#define ASSAY_EXPR_COST_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "assay/expr/check.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/value.h"
#include "assay/facts/facts.h"

namespace assay {

inline constexpr std::int64_t kUnboundedSteps = std::numeric_limits<std::int64_t>::max();

// Steps, as StepBudget counts them.
struct CostEstimate {
  // No evaluation takes fewer, whatever is admitted, missing or decided early. Unless it is ended by
  // a limit, that is.
  std::int64_t least_steps = 0;
  // No evaluation takes more, or kUnboundedSteps where neither text nor facts bound it: what the host
  // works out (derived fields, members of namespaces, membership of populations) is one step each,
  // as it is once they are known, and texts are taken for short.
  std::int64_t most_steps = 0;

  bool operator==(const CostEstimate&) const = default;
};

// What the estimate may look at; each may be missing.
struct CostSources {
  const Facts* facts = nullptr;
  Host* host = nullptr;              // For the bodies of defined functions only.
  std::span<const Value> variables;  // By slot: lists that are bound are as long as they are.
  std::size_t local_count = 0;       // Of CheckOptions::locals.
};

// Linear in the expression, the bodies of defined functions as often as they are called; the
// lengths of lists in the facts are found by looking at their columns.
CostEstimate EstimateCost(const CheckedExpr& expr, const CostSources& sources);

}  // namespace assay

#endif  // ASSAY_EXPR_COST_H_
