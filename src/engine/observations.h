// What is worth a remark and changes no verdict.

#ifndef ASSAY_SRC_ENGINE_OBSERVATIONS_H_
#define ASSAY_SRC_ENGINE_OBSERVATIONS_H_

#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "src/engine/run.h"

namespace assay {

// The observations that hold, for somebody or of the organisation, and those that erred; in the
// pack's order. One that is not known to hold is not made.
std::vector<ObservationResult> Observe(Run& run, const std::string& language);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_OBSERVATIONS_H_
