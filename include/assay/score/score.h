// Score: pure arithmetic from counts to verdicts to numbers. No facts, no rules, no pack; every
// function here can be tested with numbers typed by hand.

#ifndef ASSAY_SCORE_SCORE_H_
#define ASSAY_SCORE_SCORE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/assessment/tally.h"
#include "assay/base/fraction.h"

namespace assay {

// The verdict of a rule over subjects whose met share must reach `threshold_pct`.
//   nobody due, dueness known    not_applicable
//   lower >= threshold           satisfied       lower = met / (due + f + u)
//   upper <  threshold           not_satisfied   upper = (met + unknown + p + u) / (due + p + u)
//   otherwise                    unknown; error if an error kept it open
// where p, f, u are those of unknown dueness who met, failed or are unknown. An error counts like an
// unknown for the bounds; the result is error instead of unknown when any subject erred, unless
// every completion gives one verdict. `open`: the population may have further members: the lower
// bound is then 0, and only a known failure at 100 % decides.
Verdict CoverageVerdict(const Tally& tally, std::int64_t threshold_pct, bool open);

// All parts of a level: any not_satisfied decides; else error, else unknown; else satisfied if any
// part is (not_applicable parts are ignored); else not_applicable. No part at all: not_applicable.
Verdict Conjunction(std::span<const Verdict> parts);

// The two level links. Both keep the law: full satisfied implies minimum satisfied.
// Minimum := minimum or full (satisfied if either; n/a if minimum is; error, unknown if either is).
Verdict LiftMinimum(Verdict minimum, Verdict full);
// Full := full where minimum holds; not_satisfied, error or unknown if either is.
Verdict LimitFull(Verdict minimum, Verdict full);

Rung RungOf(Verdict minimum, Verdict full, Operation operation);

// Operation from the states of an item's linked checks: any refuted ineffective; all (and at least
// one) confirmed effective; otherwise not tested.
Operation OperationOf(std::span<const CheckState> checks);

// Points per rung, each 0 to 1 with at most four digits after the point, rising.
struct LadderPoints {
  Fraction effective{1, 1};
  Fraction full{17, 20};
  Fraction minimum{1, 2};
};

// What an item is worth, or nothing when it stands outside (minimum waived or not applicable).
// `has_checks`: without a linked check full alone earns the points of effective.
std::optional<ScoreRange> LadderScore(Verdict minimum, Verdict full, Operation operation,
                                      bool has_checks, const LadderPoints& points);

struct WeightedScore {
  Fraction weight;                  // Above zero.
  std::optional<ScoreRange> score;  // Nothing = not counted.
};
// Sum of weight times score over sum of weight, in percent; nothing when nothing is counted.
std::optional<ScoreRange> Mean(std::span<const WeightedScore> items);
// The share of the counted weight whose score is known (low equals high), in percent.
std::optional<Fraction> KnownShare(std::span<const WeightedScore> items);

// XCCDF 1.2's four scoring models over the levels' results as rules.
// Source: NIST IR 7275 revision 4 (XCCDF 1.2), section 7.3.
enum class XccdfModel : std::uint8_t { kDefault, kFlat, kFlatUnweighted, kAbsolute };
struct XccdfRule {
  Verdict verdict = Verdict::unknown;
  Fraction weight{1, 1};
  // Unknown because a feed was not collected: XCCDF's notchecked, which is not counted.
  bool not_checked = false;
};
struct XccdfGroup {
  Fraction weight{1, 1};
  std::vector<XccdfRule> rules;
  std::vector<XccdfGroup> groups;
};
struct XccdfScore {
  Fraction score;
  Fraction maximum;

  bool operator==(const XccdfScore&) const = default;
};
// Nothing when nothing was counted ("not scored").
std::optional<XccdfScore> XccdfScoreOf(const XccdfGroup& root, XccdfModel model);

}  // namespace assay

#endif  // ASSAY_SCORE_SCORE_H_
