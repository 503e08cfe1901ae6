// Reality checks: whether what is on paper is what people do.

#ifndef ASSAY_SRC_ENGINE_CHECKS_H_
#define ASSAY_SRC_ENGINE_CHECKS_H_

#include "assay/assessment/assessment.h"
#include "src/engine/run.h"

namespace assay {

// How interviews are judged, evaluated once per assessment.
struct InterviewRules {
  std::int64_t within_months = 12;
  std::int64_t tolerance_days = 0;
  int tolerable_pct = 10;
  int confidence_pct = 90;
  bool hypergeometric = false;
  bool is_definite = true;  // Else an interview that was held decides nothing.
};
InterviewRules ReadInterviewRules(Run& run);

// An evidence check is confirmed when its rule holds and otherwise not performed; only interviews
// refute. With an empty scope nothing was performed.
CheckResult JudgeCheck(Run& run, const CompiledCheck& check, const InterviewRules& rules);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_CHECKS_H_
