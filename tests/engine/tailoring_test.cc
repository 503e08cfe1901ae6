// What a tailoring does to an assessment.

#include "assay/pack/tailoring.h"

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/engine/explain.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;

// Half of the staff is in scope. T speaks against both items, and reads the verdict of A.
constexpr const char* kPack = R"yaml(
parameters: {share_pct: {default: 100}, engagements: {type: list(engagement), default: [employee]}}
populations: {staff: {of: person, where: person.engagement in params.engagements}}
controls:
  - id: C
    title: C
    items:
      - {id: A, title: A, each: staff, levels: {full: {require: person.in_scope, coverage_pct: params.share_pct}}}
      - {id: B, title: B, each: staff, levels: {full: {require: "true"}}}
traps:
  - {id: T, title: T, items: [A, B], caps: full, when: "verdict.A.full == 'not_satisfied'"}
reality_checks:
  - {id: RC, item: A, kind: evidence, require: "true"}
)yaml";

std::string Changes(const std::string& changes) {
  return absl::StrCat(
      "format: assay.tailoring/1\nid: t\npack: {id: small, version: 1.0.0}\napproved_by: board\n"
      "approved_on: 2026-03-31\nrationale: r\n",
      changes);
}

absl::StatusOr<CompiledPack> Compile(const std::string& changes, Diagnostics* problems) {
  absl::StatusOr<Pack> pack = ReadPack(PackHead() + kPack, "small.yaml", {}, problems);
  pack = TailorPack(*std::move(pack), Changes(changes), "tailoring.yaml", problems);
  if (!pack.ok()) return pack.status();
  return CompilePack(*std::move(pack), BaseSchema(), problems);
}

CompiledPack MustCompile(const std::string& changes) {
  Diagnostics problems;
  absl::StatusOr<CompiledPack> pack = Compile(changes, &problems);
  EXPECT_TRUE(pack.ok()) << pack.status() << Render(problems);
  return *std::move(pack);
}

Facts TwoPeople(const CompiledPack& pack) {
  SmallFacts parts;
  parts.people = absl::StrCat("[", Employee("p0"), ",", Employee("p1", R"(,"in_scope":false)"), "]");
  return MakeFacts(parts, pack);
}

Assessment AssessWith(const std::string& changes) {
  const CompiledPack pack = MustCompile(changes);
  return MustAssess(pack, TwoPeople(pack));
}

const ItemResult& Item(const Assessment& assessment, std::size_t number) {
  return assessment.controls.at(0).items.at(number);
}

TEST(Tailoring, IsNamedInTheAssessment) {
  const Assessment assessment =
      AssessWith("parameters: {share_pct: {value: 50, why: enough}}\nleave_out: [{item: B, why: elsewhere}]\n");
  ASSERT_TRUE(assessment.tailoring.has_value());
  EXPECT_EQ(assessment.tailoring->id, "t");
  EXPECT_EQ(assessment.tailoring->approved_by, "board");
  EXPECT_EQ(assessment.tailoring->parameters.at(0).name, "share_pct");
  EXPECT_EQ(assessment.tailoring->parameters.at(0).why, "enough");
  EXPECT_EQ(assessment.tailoring->left_out.at(0).name, "B");
  EXPECT_EQ(assessment.tailoring->left_out.at(0).why, "elsewhere");
  EXPECT_NE(assessment.tailoring->digest, assessment.pack_digest);
}

TEST(Tailoring, ChangesTheParametersThatAreInForce) {
  EXPECT_EQ(Item(AssessWith("parameters: {share_pct: 51}\n"), 0).level(Level::full).verdict, Verdict::not_satisfied);
  const Assessment loosened = AssessWith("parameters: {share_pct: 50}\n");
  EXPECT_EQ(Item(loosened, 0).level(Level::full).verdict, Verdict::satisfied);
  EXPECT_EQ(loosened.parameters.at(0).values.at(0).text, "50");
}

TEST(Tailoring, LeavesOutWithoutPassing) {
  const Assessment assessment = AssessWith("leave_out: [{item: A, why: elsewhere}]\n");
  const ItemResult& out = Item(assessment, 0);
  EXPECT_EQ(out.rung, Rung::not_applicable);
  EXPECT_EQ(out.level(Level::full).verdict, Verdict::not_applicable);
  EXPECT_THAT(out.level(Level::full).reasons, ElementsAre("left_out"));
  EXPECT_FALSE(out.level(Level::minimum).is_given);
  EXPECT_EQ(out.score, std::nullopt);
  EXPECT_TRUE(out.traps.empty());
  EXPECT_TRUE(out.checks.empty());
  EXPECT_TRUE(out.findings.empty());
  // What others say of it reads that it is not applicable.
  EXPECT_EQ(Item(assessment, 1).traps.at(0).state, TrapState::not_detected);
  EXPECT_EQ(Item(assessment, 1).rung, Rung::full);
}

TEST(Tailoring, KeepsSilentAboutItemsLeftOutInAccounts) {
  const CompiledPack pack = MustCompile("leave_out: [{item: A, why: elsewhere}]\n");
  Diagnostics problems;
  const absl::StatusOr<SubjectAccount> account = ExplainSubject(pack, TwoPeople(pack), "p1", {}, &problems);
  ASSERT_TRUE(account.ok()) << account.status();
  ASSERT_EQ(account->entries.size(), 1);
  EXPECT_EQ(account->entries[0].item, "B");
}

TEST(Tailoring, DoesNotReachBackBeforeItsApproval) {
  const CompiledPack pack = MustCompile("parameters: {share_pct: 50}\n");
  const Facts facts = TwoPeople(pack);
  Diagnostics problems;
  AssessOptions options;
  options.as_of = Date::FromCivil(2026, 3, 30);
  const absl::Status status = Assess(pack, facts, options, &problems).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "tailoring `t` was approved on 2026-03-31, after the day that is judged, 2026-03-30");
}

TEST(Tailoring, HasItsFaultsAtTheirPlaces) {
  Diagnostics problems;
  EXPECT_FALSE(Compile("parameters: {engagements: [freelancer]}\nwaivers: {approver: waver.approved_by}\n", &problems).ok());
  ASSERT_EQ(problems.size(), 2) << Render(problems);
  for (const Diagnostic& problem : problems) EXPECT_EQ(problem.place.file, "tailoring.yaml") << Render(problems);
  EXPECT_EQ(problems[0].place.line, 7u);
  EXPECT_EQ(problems[1].code, "expr.no-such-name");
  EXPECT_EQ(problems[1].place.line, 8u);
}

}  // namespace
}  // namespace assay
