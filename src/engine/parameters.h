// The parameters of one assessment: the pack's defaults and the caller's overrides.

#ifndef ASSAY_SRC_ENGINE_PARAMETERS_H_
#define ASSAY_SRC_ENGINE_PARAMETERS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/base/diagnostic.h"
#include "assay/expr/value.h"
#include "src/engine/compiled.h"

namespace assay {

struct EffectiveParameters {
  std::vector<Value> values;              // By the pack's order.
  std::vector<ParameterResult> reported;  // Likewise, for the assessment.
};

// Nothing when an override is at fault; every fault is in `*problems` (`assess.no-such-parameter`,
// `assess.parameter-type`, `assess.parameter-range`, `assess.parameter-twice`).
std::optional<EffectiveParameters> ReadParameters(
    const CompiledPack::Rep& pack, const std::vector<std::pair<std::string, std::string>>& overrides,
    Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_PARAMETERS_H_
