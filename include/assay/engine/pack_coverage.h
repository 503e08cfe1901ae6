// What the tests of a pack have shown of its rules. A rule that was never seen to fail may be one
// that cannot fail, so a pack's tests show every rule pass, fail, stay unknown and not apply.

#ifndef ASSAY_ENGINE_PACK_COVERAGE_H_
#define ASSAY_ENGINE_PACK_COVERAGE_H_

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/engine/pack_tests.h"
#include "assay/pack/pack.h"

namespace assay {

class PackCoverage {
 public:
  enum class Kind : std::uint8_t {
    kLevel,
    kPart,  // A rule of a level that has a name.
    kTrap,
    kCheck,
    kObservation,
    kNonconformity,  // What the pack calls major.
  };
  struct Row {
    Kind kind = Kind::kLevel;
    std::string id;  // Of the item, trap, check or observation.
    Level level = Level::minimum;
    std::string part;
    std::set<std::string> shown;  // Verdicts or states, as words.
    // The words that tests have to show before the rule counts as tried: of a level satisfied,
    // not_satisfied, unknown and not_applicable; of a rule that has a name the first three, for
    // that it does not apply shows in its level; of a trap not_detected and triggered; of a check
    // not_performed and confirmed; of an observation and of what is major true and false.
    std::vector<std::string> wanted;

    // Those of `wanted` that were not shown, in that order.
    std::vector<std::string> Lacking() const;
  };

  // A row for every level, trap, check and observation of the items that `pack` assesses, in its
  // order: a level is followed by its rules that have a name. Then one for what is major, if the
  // pack calls anything so.
  explicit PackCoverage(const PackDefinition& pack);

  // Counts what `test` expected and got. What merely came along was not expected by anybody and
  // shows nothing.
  void Add(const PackTestCase& test, const PackTestResult& result);

  std::span<const Row> rows() const { return rows_; }
  bool is_complete() const;

 private:
  std::vector<Row> rows_;
};

}  // namespace assay

#endif  // ASSAY_ENGINE_PACK_COVERAGE_H_
