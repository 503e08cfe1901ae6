// From rules to verdicts: the parts of a level, the level, and the link between the two levels of
// an item.

#ifndef ASSAY_SRC_ENGINE_LEVELS_H_
#define ASSAY_SRC_ENGINE_LEVELS_H_

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "src/engine/run.h"

namespace assay {

// One subject's standing under a part, for those who must explain it.
struct SubjectTruth {
  Truth due = Truth::kPass;
  Truth require = Truth::kFail;
  std::string cause;  // Of the unknown among them: "feed:contract"; empty if there is none.
  std::string error;
};

// The first of those who keep a rule from being satisfied, with where they are: failing, then in
// error, then not known; by name within each.
struct NamedSubject {
  std::string name;
  Row row = kNoRow;
};
using NamedSubjects = std::array<std::vector<std::vector<NamedSubject>>, 2>;  // By Level, then part.

// The rules of one item, run over everybody they concern. Fills in each level's parts and verdict
// by rules, links them, and notes why. `named`, if not null, gets at most `most_named` a part.
void JudgeLevels(Run& run, const CompiledItem& item, std::size_t most_named, ItemResult* result,
                 NamedSubjects* named);

// What is bound while `unit`, a rule of `level`, is run for `subject` (null: the organisation).
std::vector<Value> LocalsOf(Run& run, const CompiledItem& item, Level level, const Unit& unit,
                            const Value* subject);

// A single subject under a part: `row` of its population.
SubjectTruth JudgeSubject(Run& run, const CompiledItem& item, Level level, const CompiledPart& part, Row row);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_LEVELS_H_
