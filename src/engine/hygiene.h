// Hygiene: which records rules may see on the day, and why the others are left out.

#ifndef ASSAY_SRC_ENGINE_HYGIENE_H_
#define ASSAY_SRC_ENGINE_HYGIENE_H_

#include <vector>

#include "absl/status/status.h"
#include "assay/assessment/assessment.h"
#include "src/engine/run.h"

namespace assay {

// Judges every evidence record, in this order, the first that applies: duplicate, future_dated,
// revoked, asserted_only, after_end, before_engagement, and tells the run which it may see. Appends a
// flag for each record left out, by record id. A record type for which the pack switched a rule off
// keeps what that rule would reject.
//
// InvalidArgument where a setting of the pack's hygiene errs or is not known: whatever it were taken
// for, records would be admitted or left out by guess.
absl::Status JudgeHygiene(Run& run, std::vector<QualityFlag>* flags);

// Which of these the pack has for a record type.
HygieneRules HygieneRulesOf(const PackDefinition& pack, const std::string& record);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_HYGIENE_H_
