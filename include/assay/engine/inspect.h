// Looking into a pack at work: the value of one expression over facts, for whoever writes rules.

#ifndef ASSAY_ENGINE_INSPECT_H_
#define ASSAY_ENGINE_INSPECT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/base/date.h"
#include "assay/base/diagnostic.h"
#include "assay/engine/compile.h"
#include "assay/expr/cost.h"
#include "assay/facts/facts.h"

namespace assay {

struct InspectOptions {
  std::optional<Date> as_of;  // Unless given, the facts' own.
  std::vector<std::pair<std::string, std::string>> parameters;  // As for Assess.
  // A population or a record type: the expression is evaluated for each member, which it calls as
  // the population does (or like its record type). Empty: once, about the organisation.
  std::string each;
  std::size_t max_subjects = 1000;
  bool explain = false;  // Fill in `steps`.
  bool cost = false;     // Fill in `cost`.
};

struct Inspected {
  struct Step {
    std::string text;   // The subexpression.
    std::string value;
  };
  std::string subject;  // The member's name; empty without `each`.
  std::string value;    // As the language writes it; `unknown`, `error: …` where it is that.
  std::optional<CostEstimate> cost;  // Of one evaluation, as the facts at hand bound it; of all the same.
  std::vector<Step> steps;  // Inner expressions before outer ones; those that were reached.
};

// InvalidArgument when the expression is at fault (every diagnostic in `*problems`, placed within
// the expression), or for what Assess refuses.
absl::StatusOr<std::vector<Inspected>> Inspect(const CompiledPack& pack, const Facts& facts,
                                               std::string_view expression,
                                               const InspectOptions& options, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_ENGINE_INSPECT_H_
