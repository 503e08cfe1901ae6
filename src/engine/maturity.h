// How mature an item is, 0 to 5: the rung, whether there is evidence at all below the minimum, and
// above the ladder whether the item was kept up.

#ifndef ASSAY_SRC_ENGINE_MATURITY_H_
#define ASSAY_SRC_ENGINE_MATURITY_H_

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "assay/assessment/assessment.h"
#include "src/engine/history.h"
#include "src/engine/run.h"

namespace assay {

inline constexpr std::int32_t kEffectiveMaturity = 4;
inline constexpr std::int32_t kHighestMaturity = 5;

// Of an item whose rung is known: 0 to 4, nothing outside the ladder.
std::optional<std::int32_t> MaturityOf(const Run& run, const CompiledItem& rules, Rung rung);

// Raises the items that were effective as long ago as the pack's policy asks, if it asks and what
// it demands besides holds. Judges that earlier day only if an item may be raised.
absl::Status RaiseMaturity(Run& run, const JudgeDay& judge, Assessment* assessment);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_MATURITY_H_
