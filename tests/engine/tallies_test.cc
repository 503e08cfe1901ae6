// Tallies, grouped fields, traps, waivers and exclusions, on small packs.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/engine/inspect.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kClicksPack = R"(
parameters:
  hollow_share_pct: {default: 20, doc: trap above this}
derive:
  acknowledgement:
    together:
      where: self.method == 'click' && has(self.instant)
      group_by: [self.instant]
      count_distinct: self.person
    burst:
      where: self.method == 'click' && has(self.instant)
      group_by: [self.person]
      window: {along: self.instant, seconds: 120}
      count_distinct: [self.subject, self.word_count]
populations:
  staff: {of: person}
  clicks: {of: acknowledgement, as: ack, where: ack.method == 'click'}
tallies:
  clicks: {over: clicks}
  crowded: {over: clicks, where: ack.together >= 2}
  hasty: {over: clicks, where: ack.burst >= 3}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Clicked
        link: minimum_limits_full
        each: staff
        levels:
          minimum: {require: person.acknowledgements.size() >= 0}
          full: {require: person.acknowledgements.size() >= 0}
traps:
  - {id: T, title: crowd, items: [N], caps: full, when: tally.crowded * 100 > params.hollow_share_pct * tally.clicks}
  - {id: U, title: haste, items: [N], caps: none, when: tally.hasty > 0}
)";

std::string Click(const std::string& id, const std::string& person, const std::string& at, int words) {
  return Evidence(id, "acknowledgement", at,
                  R"("person":")" + person + R"(","subject":"policy","method":"click","word_count":)" +
                      std::to_string(words));
}

// Whether a click may belong to a crowd or to a burst with others, where the feed is whole on some
// days only.
struct HiddenCase {
  const char* name;
  const char* feed;  // `from` or `to` of the feed.
  const char* at;
  const char* crowd;  // `false`: certainly alone; `unknown`: others may be missing.
  const char* burst;
};

constexpr HiddenCase kHidden[] = {
    {"well_inside", R"("from":"2026-01-01")", "2026-02-02T10:00:00Z", "false", "false"},
    {"first_day_at_noon", R"("from":"2026-02-02")", "2026-02-02T12:00:00Z", "false", "false"},
    {"first_day_within_the_window", R"("from":"2026-02-02")", "2026-02-02T00:01:59Z", "false", "unknown"},
    {"first_day_at_the_windows_end", R"("from":"2026-02-02")", "2026-02-02T00:02:00Z", "false", "false"},
    {"last_day_within_the_window", R"("to":"2026-02-02")", "2026-02-02T23:58:00Z", "false", "unknown"},
    {"last_day_before_the_window", R"("to":"2026-02-02")", "2026-02-02T23:57:59Z", "false", "false"},
    {"before_the_feed_began", R"("from":"2026-02-03")", "2026-02-02T12:00:00Z", "unknown", "unknown"},
    {"what_is_missing_would_lie_ahead", R"("to":"2026-03-31")", "2026-03-31T23:59:00Z", "false", "false"},
};

class HiddenNeighbours : public testing::TestWithParam<HiddenCase> {};

TEST_P(HiddenNeighbours, AreOfDaysThatWereNotCollected) {
  const CompiledPack pack = MakePack(R"(
derive:
  acknowledgement:
    together: {group_by: [self.instant], count_distinct: self.person}
    burst: {group_by: [self.person], window: {along: self.instant, seconds: 120}, count_distinct: [self.word_count]}
controls:
  - {id: C, title: C, items: [{id: N, title: N, levels: {full: {org: "true"}}}]}
)");
  SmallFacts parts;
  parts.people = "[" + Employee("p1") + "]";
  parts.evidence = "[" + Click("e1", "p1", GetParam().at, 7) + "]";
  parts.collected = std::string(R"(["*",{"type":"acknowledgement","complete":true,)") + GetParam().feed + "}]";
  const Facts facts = MakeFacts(parts, pack);
  const auto value_of = [&](const char* expression) {
    Diagnostics problems;
    InspectOptions options;
    options.each = "acknowledgement";
    const auto values = Inspect(pack, facts, expression, options, &problems);
    EXPECT_TRUE(values.ok()) << Render(problems);
    return values->at(0).value;
  };
  EXPECT_EQ(value_of("acknowledgement.together >= 2"), GetParam().crowd);
  EXPECT_EQ(value_of("acknowledgement.burst >= 3"), GetParam().burst);
}

INSTANTIATE_TEST_SUITE_P(Grouped, HiddenNeighbours, testing::ValuesIn(kHidden),
                         [](const auto& info) { return std::string(info.param.name); });

const ItemResult& OnlyItem(const Assessment& assessment) { return assessment.controls.at(0).items.at(0); }

TEST(Grouped, CountsWhoSharesAnInstantAndBurstsWithinAWindow) {
  const CompiledPack pack = MakePack(kClicksPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "," + Employee("p2") + "]";
  facts.evidence = "[" + Click("a", "p1", "2026-01-05T10:00:00Z", 1) + "," +
                   Click("b", "p2", "2026-01-05T11:00:00+01:00", 1) + "," +  // The same instant as `a`.
                   Click("c", "p1", "2026-01-05T10:01:00Z", 2) + "," +
                   Click("d", "p1", "2026-01-05T10:02:00Z", 3) + "," +  // 120 s after `a`: both ends count.
                   Click("e", "p1", "2026-01-06", 4) + "]";               // A day has no instant.
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  const TrapResult& crowd = OnlyItem(assessment).traps.at(0);
  EXPECT_EQ(crowd.state, TrapState::triggered);
  EXPECT_EQ(crowd.signal.at(0).low, 2);
  EXPECT_EQ(crowd.signal.at(1).low, 5);
  EXPECT_EQ(OnlyItem(assessment).traps.at(1).signal.at(0).low, 3);
  EXPECT_EQ(OnlyItem(assessment).level(Level::full).verdict, Verdict::not_satisfied);
  EXPECT_THAT(OnlyItem(assessment).level(Level::full).reasons, ElementsAre("trap:T"));
  EXPECT_EQ(OnlyItem(assessment).level(Level::minimum).verdict, Verdict::satisfied);
}

TEST(Grouped, NeighboursThatMayBeMissingMakeARange) {
  const CompiledPack pack = MakePack(kClicksPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "]";
  facts.evidence = "[" + Click("a", "p1", "2026-01-05T10:00:00Z", 1) + "]";
  facts.collected = R"([{"type":"acknowledgement","complete":false}])";
  const Assessment open = MustAssess(pack, MakeFacts(facts, pack));
  EXPECT_EQ(OnlyItem(open).traps.at(0).state, TrapState::cannot_rule_out);
  EXPECT_TRUE(OnlyItem(open).traps.at(0).signal.at(0).high_is_open);
  // The feed is whole around the click, so nothing is missing next to it.
  facts.collected = R"([{"type":"acknowledgement","from":"2025-06-01"}])";
  const Assessment partial = MustAssess(pack, MakeFacts(facts, pack));
  EXPECT_EQ(OnlyItem(partial).level(Level::full).verdict, Verdict::satisfied);
}

// However many job descriptions are missing, they are of no more roles than there are.
TEST(Tallies, CountNoMoreDifferentRecordsThanThereAre) {
  const CompiledPack pack = MakePack(R"(
populations:
  staff: {of: person}
derive:
  person:
    latest: self.job_descriptions.latest(j, true, j.date)
tallies:
  roles: {over: staff, where: has(person.latest), count_distinct: person.?latest.?role}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {require: "true"}}}]}
traps:
  - {id: T, title: t, items: [N], caps: none, when: tally.roles >= 3}
)");
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "," + Employee("p2") + "," + Employee("p3") + "]";
  facts.collected = "[]";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  EXPECT_EQ(OnlyItem(assessment).traps.at(0).signal.at(0).high, 2);
  EXPECT_EQ(OnlyItem(assessment).traps.at(0).state, TrapState::not_detected);
}

// Contracts before 2025 were not collected. Nobody who came in 2026 can have one that counts.
TEST(Hygiene, AppliesToWhatMayBeMissingAsWell) {
  const CompiledPack pack = MakePack(R"(
hygiene: {before_engagement_days: 90}
populations:
  staff: {of: person}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {require: person.contracts.size() > 0}}}]}
)");
  SmallFacts facts;
  facts.collected = R"([{"type":"contract","from":"2025-01-01"}])";
  const auto verdict_of = [&](const char* start) {
    facts.people = absl::StrCat(R"([{"id":"p","engagement":"employee","start":")", start, R"("}])");
    return OnlyItem(MustAssess(pack, MakeFacts(facts, pack))).level(Level::full).verdict;
  };
  EXPECT_EQ(verdict_of("2025-03-31"), Verdict::unknown);
  EXPECT_EQ(verdict_of("2025-04-01"), Verdict::not_satisfied) << "ninety days before is 2025-01-01";
}

constexpr const char* kTwoItems = R"yaml(
populations:
  staff: {of: person}
controls:
  - id: C
    title: C
    items:
      - {id: A, title: A, weight: 3, each: staff, levels: {full: {require: "true"}}}
      - {id: B, title: B, each: staff, levels: {full: {require: person.start > as_of}}}
      - {id: U, title: U, each: staff, levels: {full: {require: "person.contracts.exists(c, c.clauses.size() > 0)"}}}
)yaml";

struct ModelCase {
  const char* model;
  const char* low;
  const char* high;
};

class Models : public testing::TestWithParam<ModelCase> {};

// One passes (weight 3), one fails, of one the cell that decides is unknown.
TEST_P(Models, ScoreByTheirFormulas) {
  const CompiledPack pack = MakePack(std::string("scoring: {model: ") + GetParam().model + "}\n" + kTwoItems);
  SmallFacts facts;
  facts.people = "[" + Employee("p") + "]";
  facts.evidence = "[" + Evidence("e", "contract", "2025-01-01", R"("person":"p")") + "]";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  EXPECT_EQ(assessment.score.model, GetParam().model);
  EXPECT_EQ(assessment.score.with_waivers->low.ToString(), GetParam().low);
  EXPECT_EQ(assessment.score.with_waivers->high.ToString(), GetParam().high);
  EXPECT_EQ(assessment.score.xccdf.size(), 4u);
}

INSTANTIATE_TEST_SUITE_P(Scoring, Models,
                         testing::Values(ModelCase{"ladder", "60/1", "80/1"}, ModelCase{"default", "60/1", "80/1"},
                                         ModelCase{"flat", "60/1", "80/1"},
                                         ModelCase{"flat_unweighted", "100/3", "200/3"},
                                         ModelCase{"absolute", "0/1", "0/1"}),
                         [](const auto& row) { return std::string(row.param.model); });

constexpr const char* kAssumingPack = R"yaml(
populations:
  staff: {of: person}
derive:
  contract:
    kinds: {value: self.clauses.size(), assume: 2}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {
      require: "person.contracts.exists(c, c.kinds == 2)"}}}]}
)yaml";

// What is assumed is assumed of records that are there, and only where nothing is known.
TEST(Derived, AssumesOfRecordsThatAreThere) {
  const CompiledPack pack = MakePack(kAssumingPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p") + "]";
  const auto verdict_of = [&](const std::string& evidence) {
    facts.evidence = "[" + evidence + "]";
    return OnlyItem(MustAssess(pack, MakeFacts(facts, pack))).level(Level::full).verdict;
  };
  EXPECT_EQ(verdict_of(Evidence("e", "contract", "2025-01-01", R"("person":"p")")), Verdict::satisfied);
  EXPECT_EQ(verdict_of(Evidence("e", "contract", "2025-01-01", R"("person":"p","clauses":["a"])")),
            Verdict::not_satisfied);
  facts.collected = R"([{"type":"contract","complete":false}])";
  EXPECT_EQ(verdict_of(""), Verdict::unknown);
}

TEST(Derived, AssumesWhatIsOfTheTypeOfTheField) {
  EXPECT_THAT(FaultsOf(R"(
populations: {staff: {of: person}}
derive:
  contract:
    kinds: {value: self.clauses.size(), assume: "'none'"}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {require: "true"}}}]}
)"), ElementsAre("expr.type"));
}

constexpr const char* kFailingPack = R"yaml(
populations:
  staff: {of: person}
waivers: {max_days: 100, approver: "waiver.approved_by.assignments.exists(a, a.role.management_level == 'top')"}
exclusions: {approver: "entry.approved_by.assignments.exists(a, a.role.management_level == 'top')"}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Never met
        each: staff
        levels:
          minimum: {require: "false"}
)yaml";

SmallFacts TwoPeople(const std::string& more) {
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + R"(,{"id":"boss","engagement":"employee","start":"2020-01-01",)" +
                 R"("assignments":[{"role":"r-top","from":"2020-01-01"}]}])";
  facts.more = more;
  return facts;
}

std::string WaiverJson(const std::string& approved, const std::string& expires, const std::string& by) {
  return R"(,"exceptions":[{"id":"x","item":"N","levels":["minimum"],"approved_on":")" + approved +
         R"(","expires_on":")" + expires + R"(","approved_by":")" + by +
         R"(","requested_by":"p1","rationale":"r","compensating":[]}])";
}

struct WaiverCase {
  const char* name;
  const char* approved;
  const char* expires;
  const char* by;
  Verdict want;
};

class Waivers : public testing::TestWithParam<WaiverCase> {};

TEST_P(Waivers, HoldOnlyWithinTheirTerms) {
  const CompiledPack pack = MakePack(kFailingPack);
  const Facts facts =
      MakeFacts(TwoPeople(WaiverJson(GetParam().approved, GetParam().expires, GetParam().by)), pack);
  const Assessment assessment = MustAssess(pack, facts);
  EXPECT_EQ(OnlyItem(assessment).level(Level::minimum).verdict, GetParam().want);
  EXPECT_EQ(OnlyItem(assessment).level(Level::minimum).by_rules, Verdict::not_satisfied);
  EXPECT_EQ(assessment.score.with_waivers.has_value(), GetParam().want != Verdict::waived);
  EXPECT_EQ(assessment.score.without_waivers->high.ToFixed2(), "0.00");
}

INSTANTIATE_TEST_SUITE_P(
    Engine, Waivers,
    testing::Values(WaiverCase{"in_force", "2026-01-01", "2026-04-01", "boss", Verdict::waived},
                    WaiverCase{"last_day", "2026-01-01", "2026-03-31", "boss", Verdict::waived},
                    WaiverCase{"first_day", "2026-03-31", "2026-04-01", "boss", Verdict::waived},
                    WaiverCase{"expired", "2026-01-01", "2026-03-30", "boss", Verdict::not_satisfied},
                    WaiverCase{"not_yet", "2026-04-01", "2026-05-01", "boss", Verdict::not_satisfied},
                    WaiverCase{"too_long", "2026-01-01", "2026-04-12", "boss", Verdict::not_satisfied},
                    WaiverCase{"longest", "2026-01-01", "2026-04-11", "boss", Verdict::waived},
                    WaiverCase{"by_the_requester", "2026-01-01", "2026-04-01", "p1", Verdict::not_satisfied}),
    [](const auto& info) { return std::string(info.param.name); });

std::string SoaJson(const std::string& justification, const std::string& by) {
  return R"(,"soa":[{"control":"C","applicable":false,"justification":")" + justification +
         R"(","approved_by":")" + by + R"(","approved_on":"2026-01-01"}])";
}

TEST(Exclusion, NeedsAJustificationAndItsApprover) {
  const CompiledPack pack = MakePack(kFailingPack);
  const auto verdict_with = [&](const std::string& soa) {
    return OnlyItem(MustAssess(pack, MakeFacts(TwoPeople(soa), pack))).level(Level::minimum).verdict;
  };
  EXPECT_EQ(verdict_with(SoaJson("no personnel", "boss")), Verdict::not_applicable);
  EXPECT_EQ(verdict_with(SoaJson(" ", "boss")), Verdict::not_satisfied);
  EXPECT_EQ(verdict_with(SoaJson("no personnel", "p1")), Verdict::not_satisfied);
}

TEST(Hygiene, FlagsInOrderAndLeavesOut) {
  const CompiledPack pack = MakePack(R"(
populations:
  staff: {of: person}
hygiene: {min_attestation: "'documented'", before_engagement_days: "180"}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Signed
        each: staff
        levels:
          minimum: {require: person.ndas.size() > 0}
)");
  SmallFacts facts;
  facts.people = "[" + Employee("p1", R"(,"end":"2026-06-30")") + "]";
  const std::string nda = R"("references_security_policy":true,"person":"p1")";
  facts.evidence = "[" + Evidence("b", "nda", "2026-04-01", nda + R"(,"sha256":"x")") + "," +
                   Evidence("c", "nda", "2026-04-01", nda + R"(,"sha256":"x")") + "," +
                   Evidence("d", "nda", "2025-01-01", nda + R"(,"revoked_at":"2026-03-31")") + "," +
                   Evidence("e", "nda", "2025-01-01", nda + R"(,"attestation":"asserted")") + "," +
                   Evidence("f", "nda", "2019-07-04", nda) + "]";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  EXPECT_THAT(assessment.data_quality,
              ElementsAre(QualityFlag{"future_dated", "b", ""}, QualityFlag{"duplicate", "c", ""},
                          QualityFlag{"revoked", "d", ""}, QualityFlag{"asserted_only", "e", ""},
                          QualityFlag{"before_engagement", "f", ""}));
  EXPECT_EQ(OnlyItem(assessment).level(Level::minimum).verdict, Verdict::not_satisfied);
  EXPECT_THAT(OnlyItem(assessment).level(Level::minimum).parts.at(0).unknown, IsEmpty());
}

// A flag leaves nothing out: the day itself may be right, and the verdict is what the facts say.
TEST(Hygiene, FlagsWhoEndsBeforeTheFirstDay) {
  const CompiledPack pack = MakePack(R"(
populations:
  staff: {of: person, where: "!has(person.end) || person.end >= person.start"}
controls:
  - id: C
    title: Control
    items:
      - {id: N, title: Signed, each: staff, levels: {minimum: {require: person.ndas.size() > 0}}}
)");
  SmallFacts facts;
  facts.people = "[" + Employee("p1", R"(,"end":"2019-12-31")") + "," +
                 Employee("p2", R"(,"end":"2020-01-01")") + "," + Employee("p3") + "]";
  const std::string nda = R"("references_security_policy":true,"person":)";
  facts.evidence = "[" + Evidence("a", "nda", "2020-01-01", nda + R"("p2")") + "," +
                   Evidence("b", "nda", "2021-01-01", nda + R"("p3")") + "]";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  EXPECT_THAT(assessment.data_quality,
              ElementsAre(QualityFlag{"end_before_start", "p1", "start 2020-01-01, end 2019-12-31"}));
  EXPECT_EQ(OnlyItem(assessment).level(Level::minimum).verdict, Verdict::satisfied);
}

}  // namespace
}  // namespace assay
