// Whom to ask: the people of a reality check, drawn so that anybody can draw them again.
//
// The members of the check's population are put into an order by the SHA-256 of the seed, a line
// feed and their id, and taken from its front: the draw does not depend on the order of the facts,
// and a larger sample begins with the smaller one.

#ifndef ASSAY_ENGINE_SAMPLE_H_
#define ASSAY_ENGINE_SAMPLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/base/date.h"
#include "assay/base/diagnostic.h"
#include "assay/domain/audit_plan.h"
#include "assay/engine/compile.h"
#include "assay/facts/facts.h"

namespace assay {

struct SampleOptions {
  std::string check;  // The id of an interview of the pack.
  std::string seed;   // Any text; chosen before the roster is known, it cannot be chosen to please.
  // How many to draw. Unless given, as many as confirm the check if nobody fails: by the bound that
  // the pack judges with, or everybody where they are no more.
  std::optional<std::int64_t> size;
  std::optional<Date> as_of;  // Unless given, the facts' own.
  std::vector<std::pair<std::string, std::string>> parameters;  // As for Assess.
};

// The plan, with the ids of those drawn in the order of drawing. Only people who certainly belong
// to the population are drawn. NotFound for a check that the pack has not or that is no interview;
// InvalidArgument for an empty seed, a size that is not positive, and for what Assess refuses.
absl::StatusOr<domain::AuditPlan> DrawSample(const CompiledPack& pack, const Facts& facts,
                                             const SampleOptions& options, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_ENGINE_SAMPLE_H_
