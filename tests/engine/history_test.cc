// Since when an item has its rung, and when it falls if nothing new arrives.

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "absl/status/status.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

// Minimum: an NDA of at most 100 days. Full: also an appraisal, ever.
constexpr const char* kFreshNda = R"yaml(
populations:
  staff: {of: person, where: person.in_scope && person.start <= as_of}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Item
        link: minimum_limits_full
        each: staff
        levels:
          minimum:
            due: as_of - person.start > 30
            require: "person.ndas.exists(n, as_of - n.date <= 100)"
          full:
            due: as_of - person.start > 30
            require: "person.appraisals.exists(a, a.security_section)"
waivers: {max_days: 365}
)yaml";

constexpr const char* kSeries = R"yaml(
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Item
        levels:
          minimum:
            org: "as_of - org.ndas.filter(n, n.references_security_policy).map(n, n.date).max() <= 60"
)yaml";

Date Day(const std::string& text) { return *Date::Parse(text); }

std::string Nda(const std::string& id, const std::string& person, const std::string& date) {
  return Evidence(id, "nda", date, R"("person":")" + person + R"(","references_security_policy":true)");
}

std::string Appraisal(const std::string& id, const std::string& person, const std::string& date) {
  return Evidence(id, "appraisal", date,
                  R"("person":")" + person + R"(","by":"p1","security_section":true,"training_reviewed":true)");
}

const ItemResult& OnlyItem(const Assessment& assessment) { return assessment.controls.at(0).items.at(0); }

ItemResult WithHistory(const std::string& pack_text, const SmallFacts& parts, std::int32_t months = 24) {
  const CompiledPack pack = MakePack(pack_text);
  const Facts facts = MakeFacts(parts, pack);
  AssessOptions options;
  options.history_months = months;
  const Assessment assessment = MustAssess(pack, facts, options);
  EXPECT_EQ(assessment.history_months, months);
  return OnlyItem(assessment);
}

SmallFacts Of(const std::string& people, const std::string& evidence) {
  SmallFacts facts;
  facts.people = "[" + people + "]";
  facts.evidence = "[" + evidence + "]";
  return facts;
}

TEST(History, SaysSinceWhenAndUntilWhenAndByWhichRecord) {
  const ItemResult item = WithHistory(kFreshNda, Of(Employee("p1"), Nda("e1", "p1", "2026-01-01")));
  EXPECT_EQ(item.rung, Rung::minimum);
  EXPECT_EQ(item.since, Day("2026-01-01"));
  ASSERT_TRUE(item.lapse.has_value());
  EXPECT_EQ(item.lapse->on, Day("2026-04-12"));  // The hundredth day still counts.
  EXPECT_EQ(item.lapse->to, Rung::not_satisfied);
  EXPECT_EQ(item.lapse->level, Level::minimum);
  EXPECT_EQ(item.lapse->record, "e1");
  EXPECT_EQ(item.lapse->subject, "p1");
  EXPECT_EQ(item.lapse->why, "no_longer_counts");
}

TEST(History, IsNotLookedForUnlessAsked) {
  const CompiledPack pack = MakePack(kFreshNda);
  const Assessment assessment =
      MustAssess(pack, MakeFacts(Of(Employee("p1"), Nda("e1", "p1", "2026-01-01")), pack));
  EXPECT_EQ(assessment.history_months, 0);
  EXPECT_FALSE(OnlyItem(assessment).since.has_value());
  EXPECT_FALSE(OnlyItem(assessment).lapse.has_value());
}

// The rung came, went and came again: only the present stretch counts.
TEST(History, AssumesNothingToBeMonotone) {
  const ItemResult item = WithHistory(
      kFreshNda, Of(Employee("p1"), Nda("e1", "p1", "2025-01-01") + "," + Nda("e2", "p1", "2026-02-01")));
  EXPECT_EQ(item.since, Day("2026-02-01"));
  EXPECT_EQ(item.lapse->record, "e2");
}

TEST(History, IsUnbrokenWhereOneRecordTakesOverFromAnother) {
  const ItemResult item = WithHistory(
      kFreshNda, Of(Employee("p1"), Nda("e1", "p1", "2025-11-01") + "," + Nda("e2", "p1", "2026-01-01")));
  EXPECT_EQ(item.since, Day("2025-11-01"));
}

// In force on the last day, by a record of which that day knew nothing: dated later.
TEST(History, DoesNotKnowLaterRecordsOnEarlierDays) {
  const ItemResult item = WithHistory(
      kFreshNda, Of(Employee("p1"), Nda("e1", "p1", "2026-01-01") + "," + Appraisal("e2", "p1", "2026-03-10")));
  EXPECT_EQ(item.rung, Rung::full);
  EXPECT_EQ(item.since, Day("2026-03-10"));
}

TEST(History, SaysNothingBeyondHowFarItLooks) {
  const SmallFacts facts = Of(Employee("p1"), Nda("e1", "p1", "2026-01-01"));
  const ItemResult far = WithHistory(kFreshNda, facts, 3);
  EXPECT_TRUE(far.since.has_value());
  const ItemResult near = WithHistory(kFreshNda, facts, 2);
  EXPECT_FALSE(near.since.has_value());
  EXPECT_TRUE(near.lapse.has_value());
}

TEST(History, LetsNobodyFallFromTheGround) {
  const ItemResult item = WithHistory(kFreshNda, Of(Employee("p1"), ""));
  EXPECT_EQ(item.rung, Rung::not_satisfied);
  EXPECT_FALSE(item.lapse.has_value());
}

TEST(History, NamesWhoFallsDueWithoutAnyRecord) {
  const std::string joiner =
      R"({"id":"p2","engagement":"employee","start":"2026-03-10","assignments":[{"role":"r-dev","from":"2026-03-10"}]})";
  const ItemResult item =
      WithHistory(kFreshNda, Of(Employee("p1") + "," + joiner, Nda("e1", "p1", "2026-03-01")));
  ASSERT_TRUE(item.lapse.has_value());
  EXPECT_EQ(item.lapse->on, Day("2026-04-10"));
  EXPECT_EQ(item.lapse->subject, "p2");
  EXPECT_EQ(item.lapse->record, "");
  EXPECT_EQ(item.lapse->why, "falls_due");
}

TEST(History, NamesTheLatestRecordWhereNoneDropsOut) {
  const ItemResult item = WithHistory(
      kSeries, Of(Employee("p1"), Nda("e2", "p1", "2026-02-01") + "," + Nda("e1", "p1", "2026-03-01")));
  EXPECT_EQ(item.rung, Rung::full);  // One level stands for both.
  ASSERT_TRUE(item.lapse.has_value());
  EXPECT_EQ(item.lapse->on, Day("2026-05-01"));
  EXPECT_EQ(item.lapse->record, "e1");
  EXPECT_EQ(item.lapse->why, "nothing_newer");
}

TEST(History, EndsWithTheWaiver) {
  SmallFacts facts = Of(Employee("p1"), "");
  facts.more =
      R"(,"exceptions":[{"id":"w1","item":"N","levels":["minimum","full"],"approved_on":"2026-02-10",)"
      R"("expires_on":"2026-06-30","approved_by":"p1","requested_by":"p2","rationale":"r"}])";
  facts.people = "[" + Employee("p1") + "," + Employee("p2") + "]";
  const ItemResult item = WithHistory(kFreshNda, facts);
  EXPECT_EQ(item.rung, Rung::waived);
  EXPECT_EQ(item.waivers.at(0).id, "w1");
  EXPECT_EQ(item.waivers.at(0).expires_on, Day("2026-06-30"));
  EXPECT_EQ(item.since, Day("2026-02-10"));
  ASSERT_TRUE(item.lapse.has_value());
  EXPECT_EQ(item.lapse->on, Day("2026-07-01"));
  EXPECT_EQ(item.lapse->record, "w1");
  EXPECT_EQ(item.lapse->why, "waiver_ends");
}

TEST(History, NamesTheTrapThatComesDown) {
  const std::string pack = std::string(kFreshNda) + R"yaml(
traps:
  - {id: T1, title: old papers, items: [N], caps: full, when: "org.appraisals.exists(a, as_of - a.date > 50)"}
)yaml";
  const ItemResult item = WithHistory(
      pack, Of(Employee("p1"), Nda("e1", "p1", "2026-03-20") + "," + Appraisal("e2", "p1", "2026-03-01")));
  ASSERT_EQ(item.rung, Rung::full);
  EXPECT_EQ(item.lapse->on, Day("2026-04-21"));
  EXPECT_EQ(item.lapse->to, Rung::minimum);
  EXPECT_EQ(item.lapse->record, "T1");
  EXPECT_EQ(item.lapse->why, "trap");
}

TEST(History, NamesTheCheckThatAges) {
  const std::string pack = std::string(kFreshNda) + R"yaml(
reality_checks:
  - {id: RC1, item: N, kind: evidence, require: "org.appraisals.exists(a, as_of - a.date <= 50)"}
)yaml";
  const ItemResult item = WithHistory(
      pack, Of(Employee("p1"), Nda("e1", "p1", "2026-03-20") + "," + Appraisal("e2", "p1", "2026-03-01")));
  ASSERT_EQ(item.rung, Rung::effective);
  EXPECT_EQ(item.lapse->on, Day("2026-04-21"));
  EXPECT_EQ(item.lapse->to, Rung::full);
  EXPECT_FALSE(item.lapse->level.has_value());
  EXPECT_EQ(item.lapse->record, "RC1");
  EXPECT_EQ(item.lapse->why, "check");
}

TEST(History, LooksOnlyForTheItemsNamed) {
  const CompiledPack pack = MakePack(kFreshNda);
  const Facts facts = MakeFacts(Of(Employee("p1"), Nda("e1", "p1", "2026-01-01")), pack);
  AssessOptions options;
  options.history_months = 24;
  options.history_items = {"another"};
  EXPECT_FALSE(OnlyItem(MustAssess(pack, facts, options)).since.has_value());
  options.history_items = {"N"};
  EXPECT_TRUE(OnlyItem(MustAssess(pack, facts, options)).since.has_value());
}

TEST(History, RefusesMoreThanItLooksAt) {
  const CompiledPack pack = MakePack(kFreshNda);
  const Facts facts = MakeFacts(Of(Employee("p1"), ""), pack);
  for (const std::int32_t months : {-1, kMostHistoryMonths + 1}) {
    AssessOptions options;
    options.history_months = months;
    Diagnostics problems;
    EXPECT_EQ(Assess(pack, facts, options, &problems).status().code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST(History, KeepsToTheStepBudget) {
  const CompiledPack pack = MakePack(kFreshNda);
  const Facts facts = MakeFacts(Of(Employee("p1"), Nda("e1", "p1", "2026-01-01")), pack);
  AssessOptions options;
  options.step_budget = 2000;  // Ample for one day.
  Diagnostics problems;
  EXPECT_TRUE(Assess(pack, facts, options, &problems).ok());
  options.history_months = 24;
  EXPECT_EQ(Assess(pack, facts, options, &problems).status().code(), absl::StatusCode::kResourceExhausted);
}

Rung RungOn(const CompiledPack& pack, const Facts& facts, Date day) {
  AssessOptions options;
  options.as_of = day;
  return OnlyItem(MustAssess(pack, facts, options)).rung;
}

// The same by assessing each day on its own, over facts of every pattern of records.
TEST(History, AgreesWithAssessingEachDay) {
  const CompiledPack pack = MakePack(kFreshNda);
  const char* dates[] = {"2025-10-20", "2025-12-24", "2026-02-14", "2026-03-30"};
  const Date today = Day("2026-03-31");
  for (int pattern = 0; pattern < 16; ++pattern) {
    std::string evidence = Appraisal("a1", "p1", "2026-01-15");
    for (int k = 0; k < 4; ++k) {
      if ((pattern >> k & 1) != 0) evidence += "," + Nda("e" + std::to_string(k), "p1", dates[k]);
    }
    const Facts facts = MakeFacts(Of(Employee("p1"), evidence), pack);
    AssessOptions options;
    options.history_months = 6;
    const ItemResult item = OnlyItem(MustAssess(pack, facts, options));
    std::optional<Date> since;
    for (Date day = today; day > *AddMonths(today, -6) && !since; day = *AddDays(day, -1)) {
      if (RungOn(pack, facts, *AddDays(day, -1)) != item.rung) since = day;
    }
    EXPECT_EQ(item.since, since) << "pattern " << pattern;
    std::optional<Date> falls;
    for (Date day = *AddDays(today, 1); day <= *AddMonths(today, 6) && !falls; day = *AddDays(day, 1)) {
      if (item.rung >= Rung::minimum && RungOn(pack, facts, day) < item.rung) falls = day;
    }
    EXPECT_EQ(item.lapse ? std::optional(item.lapse->on) : std::nullopt, falls) << "pattern " << pattern;
  }
}

}  // namespace
}  // namespace assay
