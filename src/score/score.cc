// From verdicts to numbers, in exact fractions.

#include "assay/score/score.h"

#include <optional>

namespace assay {

std::optional<ScoreRange> LadderScore(Verdict minimum, Verdict full, Operation operation,
                                      bool has_checks, const LadderPoints& points) {
  const Fraction nothing;
  switch (minimum) {
    case Verdict::waived:
    case Verdict::not_applicable: return std::nullopt;
    case Verdict::error:
    case Verdict::not_satisfied: return ScoreRange{nothing, nothing};
    case Verdict::unknown: return ScoreRange{nothing, Fraction(1, 1)};
    case Verdict::satisfied: break;
  }
  switch (full) {
    case Verdict::satisfied: {
      const bool is_proved = !has_checks || operation == Operation::effective;
      const Fraction earned = is_proved ? points.effective : points.full;
      return ScoreRange{earned, earned};
    }
    case Verdict::unknown: return ScoreRange{points.minimum, points.full};
    default: return ScoreRange{points.minimum, points.minimum};
  }
}

std::optional<ScoreRange> Mean(std::span<const WeightedScore> items) {
  Fraction weight;
  ScoreRange sum;
  for (const WeightedScore& item : items) {
    if (!item.score) continue;
    weight = weight + item.weight;
    sum.low = sum.low + item.weight * item.score->low;
    sum.high = sum.high + item.weight * item.score->high;
  }
  if (weight == Fraction()) return std::nullopt;
  const Fraction percent(100, 1);
  return ScoreRange{sum.low / weight * percent, sum.high / weight * percent};
}

std::optional<Fraction> KnownShare(std::span<const WeightedScore> items) {
  Fraction weight;
  Fraction known;
  for (const WeightedScore& item : items) {
    if (!item.score) continue;
    weight = weight + item.weight;
    if (item.score->low == item.score->high) known = known + item.weight;
  }
  if (weight == Fraction()) return std::nullopt;
  return known / weight * Fraction(100, 1);
}

}  // namespace assay
