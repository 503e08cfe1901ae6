// Tallies: the integers that verdicts over many subjects follow from.
//
// A tally is a commutative monoid: the tallies of any split of the subjects merge to the same
// numbers, so that threads and machines cannot change a verdict. Percentages are compared in
// integers; nothing is ever rounded.

#ifndef ASSAY_ASSESSMENT_TALLY_H_
#define ASSAY_ASSESSMENT_TALLY_H_

#include <cstdint>

namespace assay {

// Counts of subjects. `due_*` are certainly due; `maybe_*` are of unknown dueness.
struct Tally {
  std::int64_t population = 0;  // All members, due or not.
  std::int64_t met = 0;         // Due, requirement met.
  std::int64_t failed = 0;
  std::int64_t unknown = 0;
  std::int64_t errors = 0;      // Due, and the rule erred.
  std::int64_t maybe_met = 0;
  std::int64_t maybe_failed = 0;
  std::int64_t maybe_unknown = 0;
  std::int64_t maybe_errors = 0;  // The rule erred for them, or their dueness itself did.

  std::int64_t due() const { return met + failed + unknown + errors; }
  bool dueness_is_known() const { return maybe_met + maybe_failed + maybe_unknown + maybe_errors == 0; }

  Tally& operator+=(const Tally& other) {
    population += other.population;
    met += other.met;
    failed += other.failed;
    unknown += other.unknown;
    errors += other.errors;
    maybe_met += other.maybe_met;
    maybe_failed += other.maybe_failed;
    maybe_unknown += other.maybe_unknown;
    maybe_errors += other.maybe_errors;
    return *this;
  }
  bool operator==(const Tally&) const = default;
};

}  // namespace assay

#endif  // ASSAY_ASSESSMENT_TALLY_H_
