// When each item came to its rung, and when it falls if nothing new arrives.
//
// Every day from the day judged outwards is judged anew, backwards until the rung differs, forwards
// until it falls, and no further than so many months. Nothing is assumed of how rules depend on the
// day: a rung may come and go, and the first change is the one that is told.
//
// A day is judged by the facts of today. Hygiene leaves out evidence that is dated after the day;
// evidence of an earlier date counts from that date, whenever it was collected.

#ifndef ASSAY_SRC_ENGINE_HISTORY_H_
#define ASSAY_SRC_ENGINE_HISTORY_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "assay/assessment/assessment.h"
#include "src/engine/run.h"

namespace assay {

// Which items matter: by their order in the pack, controls after one another.
using ItemSet = std::vector<bool>;

// The controls as they stand on a day, with the items of the set judged and the others left out.
using JudgeDay = std::function<absl::StatusOr<std::vector<ControlResult>>(Date day, const ItemSet& items)>;

// A run on another day, with its hygiene done.
using RunOn = std::function<std::unique_ptr<Run>(Date day)>;

// `wanted`, with the items whose verdicts their traps read.
ItemSet WithWhatTrapsRead(const CompiledPack::Rep& pack, const ItemSet& wanted);

// Fills in `since` and `lapse` of the items named (none named: of all), looking at most `months`
// each way.
absl::Status AddHistory(const CompiledPack::Rep& pack, const JudgeDay& judge, const RunOn& run_on,
                        std::int32_t months, std::span<const std::string> named, Assessment* assessment);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_HISTORY_H_
