// Interviews and traps where something is not known or errs: nothing of it may count in somebody's favour.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;

std::string AskingPack(const std::string& interviews) {
  return "interviews: {" + interviews + "}" + R"yaml(
populations:
  staff: {of: person, where: person.in_scope && person.start <= as_of}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {require: "true"}}}]}
reality_checks:
  - {id: RC1, item: N, kind: interview, population: staff, asks: What are your duties?}
)yaml";
}

std::string Interview(const std::string& id, const std::string& person, const char* result, const std::string& more) {
  return Evidence(id, "interview", "2026-03-01",
                  absl::StrCat(R"("check":"RC1","result":")", result, R"(","person":")", person, "\"", more));
}

CheckResult Asked(const CompiledPack& pack, const SmallFacts& facts) {
  return MustAssess(pack, MakeFacts(facts, pack)).controls.at(0).items.at(0).checks.at(0);
}

// Whoever asked may be he himself: a pass shows nothing, and a fail is no less one.
TEST(Interviews, WithoutAnAskerOnlyFail) {
  const CompiledPack pack = MakePack(AskingPack("tolerable_pct: 10, confidence_pct: 90"));
  SmallFacts facts;
  facts.people = "[" + Employee("ann") + "," + Employee("bob") + "]";
  const auto state_of = [&](const std::string& first, const std::string& second) {
    facts.evidence = "[" + first + "," + second + "]";
    return Asked(pack, facts).state;
  };
  const std::string known = R"(,"asked_by":"auditor")";
  const std::string ann = Interview("i1", "ann", "pass", known);
  EXPECT_EQ(state_of(ann, Interview("i2", "bob", "pass", known)), CheckState::confirmed);
  EXPECT_EQ(state_of(ann, Interview("i2", "bob", "pass", "")), CheckState::inconclusive);
  EXPECT_EQ(state_of(ann, Interview("i2", "bob", "pass", R"(,"asked_by":"bob")")), CheckState::inconclusive);
  EXPECT_EQ(state_of(ann, Interview("i2", "bob", "fail", "")), CheckState::refuted);
  facts.evidence = "[" + Interview("i1", "ann", "pass", "") + "," + Interview("i2", "bob", "pass", "") + "]";
  EXPECT_EQ(Asked(pack, facts).state, CheckState::not_performed);
}

// 8 of 12 are enough by the hypergeometric bound, but not of 12 and perhaps some more.
TEST(Interviews, OfAPopulationThatIsNotKnownAreBoundWithoutIt) {
  const CompiledPack pack =
      MakePack(AskingPack("tolerable_pct: 10, confidence_pct: 90, bound: hypergeometric"));
  SmallFacts facts;
  std::string people;
  for (int k = 0; k < 12; ++k) absl::StrAppend(&people, k == 0 ? "" : ",", Employee(absl::StrCat("p", k)));
  facts.evidence = "[";
  for (int k = 0; k < 8; ++k) {
    absl::StrAppend(&facts.evidence, k == 0 ? "" : ",",
                    Interview(absl::StrCat("i", k), absl::StrCat("p", k), "pass", R"(,"asked_by":"auditor")"));
  }
  facts.evidence += "]";
  facts.people = "[" + people + "]";
  EXPECT_EQ(Asked(pack, facts).state, CheckState::confirmed);
  for (int k = 0; k < 80; ++k) {
    absl::StrAppend(&people, ",", Employee(absl::StrCat("q", k), R"(,"in_scope":null)"));
  }
  facts.people = "[" + people + "]";
  EXPECT_EQ(Asked(pack, facts).state, CheckState::inconclusive);
}

struct Setting {
  const char* name;
  const char* interviews;
};

class InterviewSettings : public testing::TestWithParam<Setting> {};

// `tolerable_pct` of 0 or of 100 would both be a number; what is none decides nothing.
TEST_P(InterviewSettings, ThatAreNoNumberDecideNothing) {
  const CompiledPack pack = MakePack(AskingPack(GetParam().interviews));
  SmallFacts facts;
  facts.people = "[" + Employee("ann") + "]";
  facts.evidence = "[" + Interview("i1", "ann", "pass", R"(,"asked_by":"auditor")") + "]";
  facts.collected = R"([{"type":"contract","complete":false}])";
  EXPECT_EQ(Asked(pack, facts).state, CheckState::inconclusive);
}

INSTANTIATE_TEST_SUITE_P(
    All, InterviewSettings,
    testing::Values(Setting{"rate_in_error", "tolerable_pct: 10 / (10 - 10), confidence_pct: 90"},
                    Setting{"rate_unknown", "tolerable_pct: 10 + org.contracts.size(), confidence_pct: 90"},
                    Setting{"confidence_in_error", "tolerable_pct: 10, confidence_pct: 90 / (1 - 1)"},
                    Setting{"months_in_error", "tolerable_pct: 10, confidence_pct: 90, within_months: 12 / (1 - 1)"},
                    Setting{"tolerance_in_error",
                            "tolerable_pct: 10, confidence_pct: 90, tolerance_days: 12 / (1 - 1)"}),
    [](const auto& row) { return std::string(row.param.name); });

constexpr const char* kErringTrap = R"yaml(
populations:
  staff: {of: person}
controls:
  - id: C
    title: C
    items:
      - {id: B, title: Both, link: minimum_limits_full, each: staff, levels: {minimum: {require: "true"}, full: {require: "true"}}}
      - {id: O, title: One, each: staff, levels: {minimum: {require: "true"}}}
      - {id: W, title: Warned, link: minimum_limits_full, each: staff, levels: {minimum: {require: "true"}, full: {require: "true"}}}
traps:
  - {id: T, title: odd, items: [B, O], caps: full, when: 1 / (as_of.getFullYear() - as_of.getFullYear()) > 0}
  - {id: U, title: odd as well, items: [W], caps: none, when: 1 / (as_of.getFullYear() - as_of.getFullYear()) > 0}
)yaml";

TEST(Traps, InErrorCapNoPass) {
  const CompiledPack pack = MakePack(kErringTrap);
  SmallFacts facts;
  facts.people = "[" + Employee("ann") + "]";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  const auto& items = assessment.controls.at(0).items;
  EXPECT_EQ(items.at(0).traps.at(0).state, TrapState::error);
  EXPECT_EQ(items.at(0).level(Level::full).verdict, Verdict::error);
  EXPECT_THAT(items.at(0).level(Level::full).reasons, ElementsAre("trap:T"));
  EXPECT_EQ(items.at(0).rung, Rung::minimum);
  EXPECT_EQ(items.at(0).findings.at(0).statement, "Perhaps kept from full by trap T (odd), which is in error: division by zero");
  EXPECT_EQ(items.at(1).level(Level::minimum).verdict, Verdict::satisfied);
  EXPECT_EQ(items.at(1).rung, Rung::minimum) << "of one level, the item is held";
  EXPECT_EQ(items.at(2).rung, Rung::full) << "a trap that only warns";
}

struct Hygiene {
  const char* name;
  const char* setting;
  const char* message;
};

class HygieneSettings : public testing::TestWithParam<Hygiene> {};

TEST_P(HygieneSettings, ThatAreUndecidedRefuseTheAssessment) {
  const CompiledPack pack = MakePack(absl::StrCat("hygiene: {", GetParam().setting, "}", R"yaml(
populations:
  staff: {of: person}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {require: "true"}}}]}
)yaml"));
  SmallFacts facts;
  facts.people = "[" + Employee("ann") + "]";
  facts.collected = R"([{"type":"contract","complete":false}])";
  Diagnostics problems;
  const absl::StatusOr<Assessment> assessment = Assess(pack, MakeFacts(facts, pack), {}, &problems);
  EXPECT_EQ(assessment.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(assessment.status().message(), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, HygieneSettings,
    testing::Values(
        Hygiene{"attestation_unknown", "min_attestation: \"org.contracts.size() > 0 ? 'tested' : 'documented'\"",
                "hygiene.min_attestation is not known, so that no record can be admitted or left out by it"},
        Hygiene{"days_in_error", "before_engagement_days: 180 / (1 - 1)",
                "hygiene.before_engagement_days is in error: division by zero, so that no record can be admitted "
                "or left out by it"}),
    [](const auto& row) { return std::string(row.param.name); });

// Somebody misspelt of whom it is: it may be anybody's, while everybody is there.
TEST(Lenient, ReferencesThatLeadNowhereMayBeAnybodys) {
  const CompiledPack pack = MakePack(R"yaml(
populations:
  staff: {of: person}
controls:
  - id: C
    title: C
    items:
      - {id: N, title: No fail, each: staff, levels: {full: {require: "!person.interviews.exists(i, i.result == 'fail')"}}}
)yaml");
  const auto verdict_of = [&](const char* person) {
    const std::string text = absl::StrCat(
        R"({"format":"assay.facts/1","as_of":"2026-03-31","organization":{"id":"o","time_zone":"UTC",)",
        R"("isms_start":"2024-01-01"},"collected":["*"],"people":[)", Employee("ann"), R"(],"roles":)",
        SmallFacts{}.roles, R"(,"evidence":[)", Interview("i1", person, "fail", ""), "]}");
    Diagnostics problems;
    absl::StatusOr<Facts> facts = ReadFactsJson(text, pack.schema(), {.lenient = true}, &problems);
    EXPECT_TRUE(facts.ok()) << Render(problems);
    return MustAssess(pack, *facts).controls.at(0).items.at(0).level(Level::full).verdict;
  };
  EXPECT_EQ(verdict_of("ann"), Verdict::not_satisfied);
  EXPECT_EQ(verdict_of("anne"), Verdict::unknown);
}

}  // namespace
}  // namespace assay
