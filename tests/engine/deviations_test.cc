// What management decided, and what is said of decisions that do not hold.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kPack = R"yaml(
parameters: {longest_days: {default: 30}}
populations: {staff: {of: person}}
controls:
  - id: C
    title: C
    items:
      - id: N
        title: N
        each: staff
        link: minimum_limits_full
        levels: {minimum: {require: person.in_scope}, full: {require: "false"}}
        remediation: {owner: somebody, text: "Do it."}
waivers: {max_days: params.longest_days, approver: waiver.approved_by.id != 'p9'}
exclusions: {approver: entry.approved_by.id == 'p1'}
)yaml";

Assessment AssessWith(const std::string& more, const std::string& pack_text = kPack) {
  const CompiledPack pack = MakePack(pack_text);
  SmallFacts parts;
  parts.people = absl::StrCat("[", Employee("p0", R"(,"in_scope":false)"), ",", Employee("p1"), ",", Employee("p9"), "]");
  parts.more = more;
  return MustAssess(pack, MakeFacts(parts, pack));
}

struct WaiverCase {
  const char* name;
  const char* members;
  const char* why;
};

constexpr WaiverCase kWaivers[] = {
    {"other_item", R"("item":"M")", "the pack has no item `M`"},
    {"no_level", R"("levels":[])", "it covers no level"},
    {"later", R"("approved_on":"2026-04-01")", "approved on 2026-04-01, after the day that is judged"},
    {"expired", R"("expires_on":"2026-03-30")", "expired on 2026-03-30"},
    {"by_requester", R"("requested_by":"p1")", "whoever requested it approved it"},
    {"too_long", R"("expires_on":"2026-05-01")", "it holds for 31 days, longer than 30"},
    {"may_not", R"("approved_by":"p9")", "whoever approved it may not, or that is not known"},
};

// A waiver that holds, but for `members`.
std::string Waiver(std::string_view members) {
  const std::vector<std::pair<std::string, std::string>> usual = {
      {"item", R"("N")"},          {"levels", R"(["minimum"])"},     {"approved_on", R"("2026-03-31")"},
      {"expires_on", R"("2026-04-30")"}, {"approved_by", R"("p1")"}, {"requested_by", R"("p0")"}};
  std::string text = R"({"id":"w1","rationale":"r")";
  for (const auto& [name, value] : usual) {
    const bool is_given = members.find(absl::StrCat("\"", name, "\"")) != std::string_view::npos;
    if (!is_given) absl::StrAppend(&text, ",\"", name, "\":", value);
  }
  absl::StrAppend(&text, members.empty() ? "" : ",", std::string(members), "}");
  return absl::StrCat(R"(,"exceptions":[)", text, "]");
}

TEST(Waivers, ThatHoldAreNotCalledIneffective) {
  const Assessment assessment = AssessWith(Waiver(""));
  EXPECT_THAT(assessment.ineffective, IsEmpty());
  const ItemResult& item = assessment.controls.at(0).items.at(0);
  EXPECT_EQ(item.level(Level::minimum).verdict, Verdict::waived);
  ASSERT_EQ(item.waivers.size(), 1);
  EXPECT_EQ(item.waivers[0].id, "w1");
}

class WaiversThatDoNotHold : public testing::TestWithParam<WaiverCase> {};

TEST_P(WaiversThatDoNotHold, AreNamedWithTheReason) {
  const Assessment assessment = AssessWith(Waiver(GetParam().members));
  EXPECT_THAT(assessment.ineffective, ElementsAre(IneffectiveRecord{"exception", "w1", GetParam().why}));
  const ItemResult& item = assessment.controls.at(0).items.at(0);
  EXPECT_EQ(item.level(Level::minimum).verdict, Verdict::not_satisfied);
  EXPECT_THAT(item.waivers, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Waivers, WaiversThatDoNotHold, testing::ValuesIn(kWaivers),
                         [](const auto& info) { return std::string(info.param.name); });

std::string Exclusion(std::string_view approver, std::string_view justification) {
  return absl::StrCat(R"(,"soa":[{"control":"C","applicable":false,"approved_on":"2026-01-01","approved_by":")",
                      std::string(approver), R"(","justification":")", std::string(justification), R"("}])");
}

TEST(Exclusions, ThatDoNotHoldAreNamedWithTheReason) {
  EXPECT_FALSE(AssessWith(Exclusion("p1", "none here")).controls.at(0).applicable);
  EXPECT_THAT(AssessWith(Exclusion("p1", "none here")).ineffective, IsEmpty());
  EXPECT_THAT(AssessWith(Exclusion("p1", " ")).ineffective,
              ElementsAre(IneffectiveRecord{"soa_entry", "C", "it gives no justification"}));
  EXPECT_THAT(AssessWith(Exclusion("p0", "none here")).ineffective,
              ElementsAre(IneffectiveRecord{"soa_entry", "C", "whoever approved it may not, or that is not known"}));
}

TEST(Remediation, IsNotAskedForWhatIsWaived) {
  EXPECT_EQ(AssessWith("").controls.at(0).items.at(0).remediation.size(), 1);
  // Full still fails, and there is something to do for it.
  EXPECT_EQ(AssessWith(Waiver("")).controls.at(0).items.at(0).remediation.size(), 1);
  const Assessment whole = AssessWith(Waiver(R"("levels":["minimum","full"])"));
  EXPECT_EQ(whole.controls.at(0).items.at(0).rung, Rung::waived);
  EXPECT_THAT(whole.controls.at(0).items.at(0).remediation, IsEmpty());
  EXPECT_EQ(whole.controls.at(0).items.at(0).findings.size(), 2);
}

std::optional<bool> MajorBy(const std::string& rule) {
  return AssessWith("", absl::StrCat(kPack, "nonconformity: {major: \"", rule, "\"}\n")).is_major_nonconformity;
}

TEST(MajorNonconformity, IsNotDeniedWhereItIsNotKnown) {
  EXPECT_EQ(AssessWith("").is_major_nonconformity, false);
  EXPECT_EQ(MajorBy("verdict.N.minimum == 'not_satisfied'"), true);
  EXPECT_EQ(MajorBy("verdict.N.minimum == 'satisfied'"), false);
  EXPECT_EQ(MajorBy("['M'].exists(i, verdict[i].minimum == 'not_satisfied')"), std::nullopt);
  EXPECT_EQ(MajorBy("1 / (as_of - as_of) > 0"), std::nullopt);
}

TEST(Observations, ThatErrAreNotSilent) {
  const Assessment assessment = AssessWith("", absl::StrCat(kPack, R"yaml(observations:
  - {id: O1, item: N, when: "1 / (as_of - as_of) > 0", text: nothing}
  - {id: O2, item: N, each: staff, when: "1 / (person.in_scope ? 1 : 0) > 0", text: "{subjects}"}
  - {id: O3, item: N, when: "false", text: nothing}
)yaml"));
  ASSERT_EQ(assessment.observations.size(), 2);
  EXPECT_EQ(assessment.observations[0].id, "O1");
  EXPECT_EQ(assessment.observations[0].text, "");
  EXPECT_NE(assessment.observations[0].error, "");
  EXPECT_EQ(assessment.observations[1].text, "p1, p9");
  EXPECT_NE(assessment.observations[1].error, "");
}

TEST(AssumedFields, AreNamed) {
  const Assessment assessment = AssessWith("", absl::StrCat(kPack, R"yaml(derive:
  person:
    signed: {value: "self.ndas.exists(n, true)", assume: "false"}
    tenure: as_of - self.start
)yaml"));
  EXPECT_THAT(assessment.assumed_fields, ElementsAre("person.signed"));
}

}  // namespace
}  // namespace assay
