// From counts to a verdict, in integers: met * 100 >= threshold * due, never a rounded percentage.

#include <cstdint>

#include "assay/score/score.h"

namespace assay {
namespace {

// part / whole >= threshold / 100, with a whole above zero. 128 bits: counts are not bounded.
bool Reaches(std::int64_t part, std::int64_t whole, std::int64_t threshold_pct) {
  __extension__ using Wide = __int128;
  return Wide{part} * 100 >= Wide{threshold_pct} * whole;
}

}  // namespace

Verdict CoverageVerdict(const Tally& tally, std::int64_t threshold_pct, bool open) {
  // An error is a subject of whom nothing is known but that a rule is at fault.
  const bool has_error = tally.errors + tally.maybe_errors > 0;
  const std::int64_t unknown = tally.unknown + tally.errors;
  const std::int64_t maybe_unknown = tally.maybe_unknown + tally.maybe_errors;
  const std::int64_t due = tally.met + tally.failed + unknown;
  const Verdict undecided = has_error ? Verdict::error : Verdict::unknown;

  if (open) {
    // Any number of further subjects may exist. Met or failed, they can carry the share anywhere
    // but to 100 % past a known failure.
    return tally.failed > 0 && threshold_pct >= 100 ? Verdict::not_satisfied : undecided;
  }
  if (due == 0 && tally.dueness_is_known()) return Verdict::not_applicable;
  const std::int64_t least_whole = due + tally.maybe_failed + maybe_unknown;
  const std::int64_t most_whole = due + tally.maybe_met + maybe_unknown;
  // Nobody is certainly due: whether the rule applies at all is open.
  if (due == 0) return undecided;
  if (Reaches(tally.met, least_whole, threshold_pct)) return Verdict::satisfied;
  const std::int64_t most_met = tally.met + unknown + tally.maybe_met + maybe_unknown;
  if (!Reaches(most_met, most_whole, threshold_pct)) return Verdict::not_satisfied;
  return undecided;
}

Verdict Conjunction(std::span<const Verdict> parts) {
  bool any_satisfied = false;
  bool any_unknown = false;
  bool any_error = false;
  for (const Verdict part : parts) {
    if (part == Verdict::not_satisfied) return Verdict::not_satisfied;
    any_satisfied = any_satisfied || part == Verdict::satisfied;
    any_unknown = any_unknown || part == Verdict::unknown;
    any_error = any_error || part == Verdict::error;
  }
  if (any_error) return Verdict::error;
  if (any_unknown) return Verdict::unknown;
  return any_satisfied ? Verdict::satisfied : Verdict::not_applicable;
}

Verdict LiftMinimum(Verdict minimum, Verdict full) {
  if (minimum == Verdict::satisfied || full == Verdict::satisfied) return Verdict::satisfied;
  if (minimum == Verdict::not_applicable) return Verdict::not_applicable;
  if (minimum == Verdict::error || full == Verdict::error) return Verdict::error;
  if (minimum == Verdict::unknown || full == Verdict::unknown) return Verdict::unknown;
  return minimum;
}

Verdict LimitFull(Verdict minimum, Verdict full) {
  if (minimum == Verdict::not_satisfied || full == Verdict::not_satisfied) return Verdict::not_satisfied;
  if (minimum == Verdict::error || full == Verdict::error) return Verdict::error;
  if (minimum == Verdict::unknown || full == Verdict::unknown) return Verdict::unknown;
  return full;
}

Rung RungOf(Verdict minimum, Verdict full, Operation operation) {
  switch (minimum) {
    case Verdict::waived: return Rung::waived;
    case Verdict::not_applicable: return Rung::not_applicable;
    case Verdict::error: return Rung::error;
    case Verdict::unknown: return Rung::unknown;
    case Verdict::not_satisfied: return Rung::not_satisfied;
    case Verdict::satisfied: break;
  }
  if (full != Verdict::satisfied) return Rung::minimum;
  return operation == Operation::effective ? Rung::effective : Rung::full;
}

Operation OperationOf(std::span<const CheckState> checks) {
  bool all_confirmed = !checks.empty();
  for (const CheckState check : checks) {
    if (check == CheckState::refuted) return Operation::ineffective;
    all_confirmed = all_confirmed && check == CheckState::confirmed;
  }
  return all_confirmed ? Operation::effective : Operation::not_tested;
}

}  // namespace assay
