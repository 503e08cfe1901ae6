#include "assay/score/score.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace assay {
namespace {

constexpr Verdict kSatisfied = Verdict::satisfied;
constexpr Verdict kNot = Verdict::not_satisfied;
constexpr Verdict kUnknown = Verdict::unknown;
constexpr Verdict kNone = Verdict::not_applicable;
constexpr Verdict kError = Verdict::error;
constexpr Verdict kRules[] = {kSatisfied, kNot, kUnknown, kNone, kError};

struct CoverageCase {
  const char* name;
  Tally tally;
  std::int64_t threshold_pct;
  bool open;
  Verdict want;
};

const CoverageCase kCoverage[] = {
    {"one_missing_of_forty", {.met = 39, .failed = 1}, 100, false, kNot},
    {"one_unknown_of_forty", {.met = 39, .unknown = 1}, 100, false, kUnknown},
    {"a_share_in_integers", {.met = 39, .failed = 1}, 97, false, kSatisfied},
    {"nobody_due", {.population = 7}, 100, false, kNone},
    {"eight_of_nine_is_not_ninety", {.met = 8, .failed = 1}, 90, false, kNot},
    {"nine_of_ten_is_ninety", {.met = 9, .failed = 1}, 90, false, kSatisfied},
    {"seven_of_eight_one_unknown", {.met = 7, .unknown = 1}, 90, false, kUnknown},
    {"six_of_eight", {.met = 6, .failed = 2}, 75, false, kSatisfied},
    {"unknown_that_cannot_matter", {.met = 9, .failed = 1, .unknown = 0}, 50, false, kSatisfied},
    {"unknown_cannot_save", {.met = 1, .failed = 5, .unknown = 2}, 90, false, kNot},
    {"error_instead_of_unknown", {.met = 7, .unknown = 1, .errors = 1}, 100, false, kError},
    {"error_that_cannot_matter", {.met = 9, .errors = 1}, 90, false, kSatisfied},
    {"error_beside_a_failure", {.met = 8, .failed = 1, .errors = 1}, 100, false, kNot},
    {"only_uncertain_dueness", {.maybe_met = 3}, 100, false, kUnknown},
    {"uncertain_dueness_that_failed", {.met = 5, .maybe_failed = 1}, 100, false, kUnknown},
    {"uncertain_dueness_that_met", {.met = 5, .maybe_met = 2}, 100, false, kSatisfied},
    {"uncertain_dueness_in_error", {.maybe_errors = 1}, 100, false, kError},
    {"open_population_all_met", {.met = 5}, 100, true, kUnknown},
    {"open_population_with_a_failure", {.met = 5, .failed = 1}, 100, true, kNot},
    {"open_population_with_a_failure_below_100", {.met = 5, .failed = 1}, 90, true, kUnknown},
    {"open_and_empty", {}, 100, true, kUnknown},
};

class Coverage : public testing::TestWithParam<CoverageCase> {};

TEST_P(Coverage, GivesTheVerdict) {
  EXPECT_EQ(CoverageVerdict(GetParam().tally, GetParam().threshold_pct, GetParam().open), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Score, Coverage, testing::ValuesIn(kCoverage),
                         [](const auto& info) { return std::string(info.param.name); });

// The verdict over every completion of what is not known: what met + failed could turn out to be.
std::vector<Verdict> Completions(const Tally& tally, std::int64_t threshold_pct) {
  std::vector<Verdict> verdicts;
  const std::int64_t unknown = tally.unknown + tally.errors;
  const std::int64_t maybe_unknown = tally.maybe_unknown + tally.maybe_errors;
  for (std::int64_t met = 0; met <= unknown; ++met) {
    for (std::int64_t p = 0; p <= tally.maybe_met; ++p) {
      for (std::int64_t f = 0; f <= tally.maybe_failed; ++f) {
        for (std::int64_t up = 0; up <= maybe_unknown; ++up) {
          for (std::int64_t uf = 0; uf + up <= maybe_unknown; ++uf) {
            const std::int64_t good = tally.met + met + p + up;
            const std::int64_t due = tally.met + tally.failed + unknown + p + f + up + uf;
            if (due == 0) {
              verdicts.push_back(kNone);
            } else {
              verdicts.push_back(good * 100 >= threshold_pct * due ? kSatisfied : kNot);
            }
          }
        }
      }
    }
  }
  return verdicts;
}

// All small tallies: a definite verdict is that of every completion, and an undecided one has two.
TEST(CoverageVerdict, AgreesWithEveryCompletion) {
  for (const std::int64_t threshold : {1, 50, 67, 90, 100}) {
    for (int code = 0; code < 3 * 3 * 3 * 3 * 3 * 3 * 2; ++code) {
      int rest = code;
      const auto take = [&rest](int base) {
        const int digit = rest % base;
        rest /= base;
        return std::int64_t{digit};
      };
      Tally tally;
      tally.met = take(3);
      tally.failed = take(3);
      tally.unknown = take(3);
      tally.maybe_met = take(3);
      tally.maybe_failed = take(3);
      tally.maybe_unknown = take(3);
      tally.errors = take(2);
      const Verdict verdict = CoverageVerdict(tally, threshold, false);
      const std::vector<Verdict> completions = Completions(tally, threshold);
      const bool is_one = std::all_of(completions.begin(), completions.end(),
                                      [&](Verdict other) { return other == completions.front(); });
      if (is_one) {
        EXPECT_EQ(verdict, completions.front()) << code << " at " << threshold;
      } else {
        EXPECT_EQ(verdict, tally.errors > 0 ? kError : kUnknown) << code << " at " << threshold;
      }
    }
  }
}

TEST(Conjunction, PutsTheWorstFirst) {
  EXPECT_EQ(Conjunction({}), kNone);
  for (const Verdict a : kRules) {
    for (const Verdict b : kRules) {
      const Verdict both[] = {a, b};
      const Verdict turned[] = {b, a};
      EXPECT_EQ(Conjunction(both), Conjunction(turned));
      if (a == kNot || b == kNot) {
        EXPECT_EQ(Conjunction(both), kNot);
      }
      if (a == kNone) {
        EXPECT_EQ(Conjunction(both), b);
      }
      if (Conjunction(both) == kSatisfied) {
        EXPECT_TRUE(a == kSatisfied || b == kSatisfied);
      }
    }
  }
  const Verdict error_and_unknown[] = {kError, kUnknown};
  EXPECT_EQ(Conjunction(error_and_unknown), kError);
}

TEST(Links, KeepTheLawThatFullImpliesMinimum) {
  for (const Verdict minimum : kRules) {
    for (const Verdict full : kRules) {
      if (full == kSatisfied) {
        EXPECT_EQ(LiftMinimum(minimum, full), kSatisfied);
      } else {
        EXPECT_EQ(LiftMinimum(minimum, full) == kSatisfied, minimum == kSatisfied);
      }
      const Verdict limited = LimitFull(minimum, full);
      if (minimum == kNot) {
        EXPECT_EQ(limited, kNot);
      }
      if (limited == kSatisfied) {
        EXPECT_TRUE(minimum == kSatisfied || minimum == kNone);
      }
    }
  }
  EXPECT_EQ(LiftMinimum(kNone, kUnknown), kNone);
  EXPECT_EQ(LiftMinimum(kNot, kUnknown), kUnknown);
  EXPECT_EQ(LiftMinimum(kNot, kNone), kNot);
  EXPECT_EQ(LimitFull(kUnknown, kSatisfied), kUnknown);
  EXPECT_EQ(LimitFull(kSatisfied, kNone), kNone);
}

}  // namespace
}  // namespace assay
