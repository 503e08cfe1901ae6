#include "assay/score/score.h"

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
constexpr Verdict kWaived = Verdict::waived;
constexpr Verdict kError = Verdict::error;

struct LadderCase {
  const char* name;
  Verdict minimum;
  Verdict full;
  Operation operation;
  bool has_checks;
  const char* want;  // "low high", or "none".
};

constexpr LadderCase kLadder[] = {
    {"proved", kSatisfied, kSatisfied, Operation::effective, true, "1.00 1.00"},
    {"full_without_a_check", kSatisfied, kSatisfied, Operation::not_tested, false, "1.00 1.00"},
    {"full_not_tested", kSatisfied, kSatisfied, Operation::not_tested, true, "0.85 0.85"},
    {"minimum_only", kSatisfied, kNot, Operation::effective, true, "0.50 0.50"},
    {"full_unknown", kSatisfied, kUnknown, Operation::not_tested, true, "0.50 0.85"},
    {"full_not_applicable", kSatisfied, kNone, Operation::not_tested, true, "0.50 0.50"},
    {"full_waived", kSatisfied, kWaived, Operation::not_tested, true, "0.50 0.50"},
    {"full_in_error", kSatisfied, kError, Operation::not_tested, true, "0.50 0.50"},
    {"nothing", kNot, kNot, Operation::not_tested, true, "0.00 0.00"},
    {"unknown", kUnknown, kNot, Operation::not_tested, true, "0.00 1.00"},
    {"error_is_zero_to_zero", kError, kError, Operation::not_tested, true, "0.00 0.00"},
    {"waived_stands_outside", kWaived, kNot, Operation::not_tested, true, "none"},
    {"not_applicable_stands_outside", kNone, kNone, Operation::not_tested, true, "none"},
};

class Ladder : public testing::TestWithParam<LadderCase> {};

TEST_P(Ladder, ScoresTheItem) {
  const LadderCase& row = GetParam();
  const std::optional<ScoreRange> score =
      LadderScore(row.minimum, row.full, row.operation, row.has_checks, LadderPoints{});
  const std::string seen = score ? score->low.ToFixed2() + " " + score->high.ToFixed2() : "none";
  EXPECT_EQ(seen, row.want);
}

INSTANTIATE_TEST_SUITE_P(Score, Ladder, testing::ValuesIn(kLadder),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Mean, IsExactAndLeavesOutWhatStandsOutside) {
  const Fraction one(1, 1);
  std::vector<WeightedScore> items;
  for (int k = 0; k < 7; ++k) items.push_back({one, ScoreRange{one, one}});
  items.push_back({one, ScoreRange{Fraction(17, 20), Fraction(17, 20)}});
  items.push_back({one, std::nullopt});
  const std::optional<ScoreRange> mean = Mean(items);
  ASSERT_TRUE(mean.has_value());
  EXPECT_EQ(mean->low.ToString(), "785/8");
  EXPECT_EQ(mean->low.ToFixed2(), "98.13");  // 98.125: half up.
  EXPECT_EQ(Mean({}), std::nullopt);
}

TEST(Mean, WeighsItems) {
  const WeightedScore items[] = {{Fraction(3, 1), ScoreRange{Fraction(1, 1), Fraction(1, 1)}},
                                 {Fraction(1, 1), ScoreRange{Fraction(0, 1), Fraction(1, 1)}}};
  const std::optional<ScoreRange> mean = Mean(items);
  ASSERT_TRUE(mean.has_value());
  EXPECT_EQ(mean->low, Fraction(75, 1));
  EXPECT_EQ(mean->high, Fraction(100, 1));
  EXPECT_EQ(KnownShare(items), Fraction(75, 1));
}

TEST(Rungs, FollowFromMinimumFullAndOperation) {
  EXPECT_EQ(RungOf(kSatisfied, kSatisfied, Operation::effective), Rung::effective);
  EXPECT_EQ(RungOf(kSatisfied, kSatisfied, Operation::not_tested), Rung::full);
  EXPECT_EQ(RungOf(kSatisfied, kUnknown, Operation::effective), Rung::minimum);
  EXPECT_EQ(RungOf(kNot, kSatisfied, Operation::effective), Rung::not_satisfied);
  EXPECT_EQ(RungOf(kUnknown, kSatisfied, Operation::effective), Rung::unknown);
  EXPECT_EQ(RungOf(kWaived, kSatisfied, Operation::effective), Rung::waived);
  EXPECT_EQ(RungOf(kNone, kNone, Operation::not_tested), Rung::not_applicable);
  EXPECT_EQ(RungOf(kNone, kNot, Operation::not_tested), Rung::not_applicable);
  EXPECT_EQ(RungOf(kError, kNone, Operation::not_tested), Rung::error);
}

TEST(Operations, NeedEveryCheckConfirmed) {
  const CheckState confirmed[] = {CheckState::confirmed, CheckState::confirmed};
  const CheckState partly[] = {CheckState::confirmed, CheckState::inconclusive};
  const CheckState refuted[] = {CheckState::not_performed, CheckState::refuted};
  EXPECT_EQ(OperationOf(confirmed), Operation::effective);
  EXPECT_EQ(OperationOf(partly), Operation::not_tested);
  EXPECT_EQ(OperationOf(refuted), Operation::ineffective);
  EXPECT_EQ(OperationOf({}), Operation::not_tested);
}

XccdfGroup TwoGroups() {
  XccdfGroup root;
  XccdfGroup first;
  first.weight = Fraction(2, 1);
  first.rules = {{kSatisfied, Fraction(1, 1)}, {kNot, Fraction(3, 1)}};
  XccdfGroup second;
  second.rules = {{kSatisfied, Fraction(5, 1)}, {kNone, Fraction(9, 1)}, {kWaived, Fraction(9, 1)},
                  {.verdict = kUnknown, .weight = Fraction(9, 1), .not_checked = true}};
  root.groups = {first, second};
  return root;
}

TEST(Xccdf, ModelsCountAsPublished) {
  const XccdfGroup root = TwoGroups();
  // (2 * 25 + 1 * 100) / 3
  EXPECT_EQ(XccdfScoreOf(root, XccdfModel::kDefault)->score, Fraction(50, 1));
  EXPECT_EQ(XccdfScoreOf(root, XccdfModel::kFlat)->score, Fraction(6, 1));
  EXPECT_EQ(XccdfScoreOf(root, XccdfModel::kFlat)->maximum, Fraction(9, 1));
  EXPECT_EQ(XccdfScoreOf(root, XccdfModel::kFlatUnweighted)->score, Fraction(2, 1));
  EXPECT_EQ(XccdfScoreOf(root, XccdfModel::kFlatUnweighted)->maximum, Fraction(3, 1));
  EXPECT_EQ(XccdfScoreOf(root, XccdfModel::kAbsolute)->score, Fraction(0, 1));
}

TEST(Xccdf, ErrorAndUnknownScoreNothingAndNothingCountedIsNotScored) {
  XccdfGroup root;
  root.rules = {{kError}, {kUnknown}};
  EXPECT_EQ(XccdfScoreOf(root, XccdfModel::kDefault)->score, Fraction(0, 1));
  root.rules = {{kNone}};
  for (const XccdfModel model : {XccdfModel::kDefault, XccdfModel::kFlat, XccdfModel::kFlatUnweighted,
                                 XccdfModel::kAbsolute}) {
    EXPECT_EQ(XccdfScoreOf(root, model), std::nullopt);
  }
}

}  // namespace
}  // namespace assay
