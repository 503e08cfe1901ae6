#include "assay/engine/sample.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::string AskingPack(const std::string& bound) {
  return "interviews: {tolerable_pct: 10, confidence_pct: 90, bound: " + bound + "}" + R"yaml(
populations:
  staff: {of: person, where: person.in_scope}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {require: "true"}}}]}
reality_checks:
  - {id: RC1, item: N, kind: interview, population: staff, asks: What are your duties?}
  - {id: RC2, item: N, kind: evidence, require: "true", asks: Show me.}
)yaml";
}

SmallFacts People(int count) {
  SmallFacts facts;
  facts.people = "[";
  for (int k = 0; k < count; ++k) {
    absl::StrAppend(&facts.people, k == 0 ? "" : ",", Employee(absl::StrCat("p", k)));
  }
  facts.people += "]";
  return facts;
}

absl::StatusOr<domain::AuditPlan> Draw(const CompiledPack& pack, const SmallFacts& facts, const SampleOptions& options) {
  Diagnostics problems;
  return DrawSample(pack, MakeFacts(facts, pack), options, &problems);
}

TEST(DrawSample, TakesAsManyAsConfirmByTheBoundOfThePack) {
  const CompiledPack pack = MakePack(AskingPack("clopper_pearson"));
  EXPECT_EQ(*Draw(pack, People(100), {.check = "RC1", .seed = "s"})->n, 22) << "0 of 22 fail: at most 9.94 %";
  EXPECT_EQ(*Draw(pack, People(12), {.check = "RC1", .seed = "s"})->n, 12) << "everybody";
  const CompiledPack exact = MakePack(AskingPack("hypergeometric"));
  EXPECT_EQ(*Draw(exact, People(12), {.check = "RC1", .seed = "s"})->n, 8);
  EXPECT_EQ(*Draw(exact, People(100), {.check = "RC1", .seed = "s"})->n, 18);
}

// As many as are planned do confirm, and one fewer does not.
TEST(DrawSample, DrawsEnoughToConfirm) {
  const CompiledPack pack = MakePack(AskingPack("clopper_pearson"));
  SmallFacts facts = People(60);
  const std::vector<std::string> drawn = Draw(pack, facts, {.check = "RC1", .seed = "s"})->drawn_ids;
  const auto state_with = [&](std::size_t asked) {
    facts.evidence = "[";
    for (std::size_t k = 0; k < asked; ++k) {
      absl::StrAppend(&facts.evidence, k == 0 ? "" : ",",
                      Evidence(absl::StrCat("i", k), "interview", "2026-03-01",
                               absl::StrCat(R"("check":"RC1","asked_by":"x","result":"pass","person":")", drawn[k],
                                            "\"")));
    }
    facts.evidence += "]";
    return MustAssess(pack, MakeFacts(facts, pack)).controls.at(0).items.at(0).checks.at(0).state;
  };
  EXPECT_EQ(state_with(drawn.size()), CheckState::confirmed);
  EXPECT_EQ(state_with(drawn.size() - 1), CheckState::inconclusive);
}

TEST(DrawSample, BeginsWithTheSmallerOneInTheSameOrder) {
  const CompiledPack pack = MakePack(AskingPack("clopper_pearson"));
  const auto of = [&](std::int64_t size, const char* seed) {
    return Draw(pack, People(40), {.check = "RC1", .seed = seed, .size = size})->drawn_ids;
  };
  const std::vector<std::string> many = of(30, "2026");
  EXPECT_EQ(std::vector<std::string>(many.begin(), many.begin() + 10), of(10, "2026"));
  EXPECT_NE(of(10, "2026"), of(10, "2027"));
  EXPECT_EQ(of(99, "2026").size(), 40u) << "everybody";
}

TEST(DrawSample, DrawsOnlyThoseOfThePopulation) {
  const CompiledPack pack = MakePack(AskingPack("clopper_pearson"));
  SmallFacts facts;
  facts.people = absl::StrCat("[", Employee("p1"), ",", Employee("p2", R"(,"in_scope":false)"), ",", Employee("p3"), "]");
  const absl::StatusOr<domain::AuditPlan> plan = Draw(pack, facts, {.check = "RC1", .seed = "s"});
  EXPECT_THAT(plan->drawn_ids, UnorderedElementsAre("p1", "p3"));
  EXPECT_EQ(plan->id, "RC1-2026-03-31");
  EXPECT_EQ(*plan->population_rule, "staff: person.in_scope");
}

TEST(DrawSample, RefusesAConfidenceThatNothingReaches) {
  const CompiledPack pack = MakePack(R"yaml(
parameters: {sureness: {type: int, default: 90, doc: how sure}}
interviews: {tolerable_pct: 10, confidence_pct: params.sureness}
populations:
  staff: {of: person}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {require: "true"}}}]}
reality_checks:
  - {id: RC1, item: N, kind: interview, population: staff, asks: What are your duties?}
)yaml");
  SampleOptions options = {.check = "RC1", .seed = "s"};
  EXPECT_TRUE(Draw(pack, People(3), options).ok());
  options.parameters = {{"sureness", "200"}};
  EXPECT_EQ(Draw(pack, People(3), options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(DrawSample, RefusesWhatCannotBeDrawn) {
  const CompiledPack pack = MakePack(AskingPack("clopper_pearson"));
  const absl::Status unknown = Draw(pack, People(3), {.check = "RC9", .seed = "s"}).status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(unknown.message()), HasSubstr("it has RC1"));
  EXPECT_EQ(Draw(pack, People(3), {.check = "RC2", .seed = "s"}).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Draw(pack, People(3), {.check = "RC1"}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Draw(pack, People(3), {.check = "RC1", .seed = "s", .size = 0}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace assay
