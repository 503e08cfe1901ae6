// From rules to verdicts: the parts of a level, the level, and the link between the two levels of
// an item.

#ifndef ASSAY_SRC_ENGINE_LEVELS_H_
#define ASSAY_SRC_ENGINE_LEVELS_H_

#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "src/engine/run.h"

namespace assay {

// One subject's standing under a part, for those who must explain it.
struct SubjectTruth {
  Truth due = Truth::kPass;
  Truth require = Truth::kFail;
};

// The rules of one item, run over everybody they concern. Fills in each level's parts and verdict
// by rules, links them, and notes why.
void JudgeLevels(Run& run, const CompiledItem& item, ItemResult* result);

// A single subject under a part: `row` of its population.
SubjectTruth JudgeSubject(Run& run, const CompiledItem& item, Level level, const CompiledPart& part, Row row);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_LEVELS_H_
