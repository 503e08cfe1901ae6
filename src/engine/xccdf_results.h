// The levels of an assessment as rules of XCCDF, for its scoring models.

#ifndef ASSAY_SRC_ENGINE_XCCDF_RESULTS_H_
#define ASSAY_SRC_ENGINE_XCCDF_RESULTS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/score/score.h"

namespace assay {

// Controls are groups of equal weight, items groups of theirs, levels that the pack has rules for
// rules of their item's weight.
class XccdfResults {
 public:
  explicit XccdfResults(std::size_t controls);

  void Add(std::size_t control, Fraction weight, const std::array<LevelResult, 2>& levels);

  // By all four models, in the order of XccdfModel; empty where nothing is counted.
  std::vector<ModelScore> Scores() const;

  // The score by a model of that name, in percent of its maximum; an empty range where nothing is
  // counted. Nothing if there is no such model, as for "ladder".
  std::optional<std::optional<ScoreRange>> Percent(const std::string& model) const;

 private:
  XccdfGroup low_;   // What is unknown is unknown, which these models take for failed.
  XccdfGroup high_;  // What is unknown has passed.
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_XCCDF_RESULTS_H_
