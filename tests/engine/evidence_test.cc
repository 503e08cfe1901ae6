// What findings rest on: records used, records rejected and why, and the one that came nearest.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A pack of one item whose minimum is `rule`, about `staff` or the organisation.
std::string PackOf(const std::string& rule, const std::string& before = "") {
  return before + R"(
populations:
  staff: {of: person, where: person.in_scope}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Item
        levels:
          minimum:
            )" + rule + R"(
        finding: seen
)";
}

std::string Each(const std::string& require) { return "{each: staff, require: \"" + require + "\"}"; }
std::string Org(const std::string& require) { return "{org: \"" + require + "\"}"; }

Assessment AssessOf(const std::string& pack_text, const SmallFacts& facts, const AssessOptions& options = {}) {
  const CompiledPack pack = MakePack(pack_text);
  return MustAssess(pack, MakeFacts(facts, pack), options);
}

const ItemResult& OnlyItem(const Assessment& assessment) { return assessment.controls.at(0).items.at(0); }
const FindingResult& OnlyFinding(const Assessment& assessment) { return OnlyItem(assessment).findings.at(0); }
const NearestEvidence& NearestOf(const FindingResult& finding) {
  return *finding.evidence.at(finding.nearest.value()).nearest;
}

std::string Nda(const std::string& id, const std::string& person, const std::string& date, const std::string& more) {
  return Evidence(id, "nda", date, R"("person":")" + person + R"(",)" + more);
}

SmallFacts Of(const std::vector<std::string>& people, const std::vector<std::string>& evidence) {
  const auto listed = [](const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
    return "[" + text + "]";
  };
  SmallFacts facts;
  facts.people = listed(people);
  facts.evidence = listed(evidence);
  return facts;
}

constexpr const char* kCites = R"("references_security_policy":true)";
constexpr const char* kCitesNot = R"("references_security_policy":false)";
constexpr const char* kSignedRecently =
    "person.ndas.exists(n, n.references_security_policy && n.date >= as_of - days(100))";

TEST(Nearest, IsTheRecordWithMostConditionsThatHeld) {
  const Assessment assessment = AssessOf(
      PackOf(Each(kSignedRecently)),
      Of({Employee("p1")}, {Nda("e1", "p1", "2020-01-01", kCitesNot), Nda("e2", "p1", "2025-01-01", kCites)}));
  const FindingResult& finding = OnlyFinding(assessment);
  const NearestEvidence& nearest = NearestOf(finding);
  EXPECT_EQ(nearest.record, "e2");
  EXPECT_EQ(nearest.type, "nda");
  EXPECT_EQ(nearest.met, 1);
  EXPECT_EQ(nearest.of, 2);
  ASSERT_EQ(nearest.failed.size(), 1u);
  EXPECT_EQ(nearest.failed[0].rule, "n.date >= as_of - days(100)");
  EXPECT_EQ(nearest.failed[0].state, "false");
  EXPECT_EQ(nearest.failed[0].shortfall, (Shortfall{Decimal::FromInteger(354), "days"}));
  EXPECT_THAT(nearest.failed[0].values,
              ElementsAre(FailedCondition::Reading{"n.date", "2025-01-01"}, FailedCondition::Reading{"as_of", "2026-03-31"}));
  EXPECT_THAT(finding.evidence_rejected,
              ElementsAre(RejectedEvidence{"e1", "`n.references_security_policy` is false"},
                          RejectedEvidence{"e2", "`n.date >= as_of - days(100)` is false"}));
  EXPECT_THAT(finding.evidence_used, IsEmpty());
}

TEST(Nearest, IsTheLeastShortThenTheLowestId) {
  const Assessment assessment =
      AssessOf(PackOf(Each(kSignedRecently)),
               Of({Employee("p1")}, {Nda("e1", "p1", "2024-01-01", kCites), Nda("e3", "p1", "2025-12-01", kCites),
                                     Nda("e2", "p1", "2025-12-01", kCites)}));
  const NearestEvidence& nearest = NearestOf(OnlyFinding(assessment));
  EXPECT_EQ(nearest.record, "e2");
  EXPECT_EQ(nearest.failed.at(0).shortfall, (Shortfall{Decimal::FromInteger(20), "days"}));
}

TEST(Nearest, NamesTheSubjectItIsOf) {
  const Assessment assessment = AssessOf(
      PackOf(Each(kSignedRecently)),
      Of({Employee("p1"), Employee("p2")},
         {Nda("e1", "p1", "2024-01-01", kCites), Nda("e2", "p2", "2025-12-01", kCites)}));
  const FindingResult& finding = OnlyFinding(assessment);
  ASSERT_EQ(finding.evidence.size(), 2u);
  EXPECT_EQ(finding.evidence[0].subject, "p1");
  EXPECT_EQ(finding.evidence[0].nearest->record, "e1");
  EXPECT_EQ(finding.evidence[finding.nearest.value()].subject, "p2");
}

TEST(Nearest, IsNothingWhereThereIsNoRecord) {
  const Assessment assessment = AssessOf(PackOf(Each(kSignedRecently)), Of({Employee("p1")}, {}));
  EXPECT_FALSE(OnlyFinding(assessment).nearest.has_value());
  EXPECT_EQ(OnlyFinding(assessment).evidence.at(0).rejected_count, 0);
}

TEST(Nearest, IsUnknownByACellThatWasNotCollected) {
  SmallFacts facts = Of({Employee("p1")}, {Evidence("e1", "contract", "2025-01-01", R"("person":"p1")")});
  const Assessment assessment =
      AssessOf(PackOf(Each("person.contracts.exists(c, 'confidentiality' in c.clauses)")), facts);
  const FailedCondition& failed = NearestOf(OnlyFinding(assessment)).failed.at(0);
  EXPECT_EQ(failed.state, "unknown");
  EXPECT_FALSE(failed.shortfall.has_value());
  EXPECT_THAT(failed.values, ElementsAre(FailedCondition::Reading{"c.clauses", "unknown"}));
}

TEST(Nearest, FollowsFunctionsAndFieldsOfThePack) {
  constexpr const char* kDefinitions = R"(
parameters:
  nda_days: {default: 100, doc: how long an NDA counts}
functions:
  young(on date): as_of - on <= params.nda_days
derive:
  nda:
    good: self.references_security_policy && young(self.date)
)";
  const Assessment assessment = AssessOf(PackOf(Each("person.ndas.exists(n, n.good)"), kDefinitions),
                                         Of({Employee("p1")}, {Nda("e1", "p1", "2025-12-01", kCites)}));
  const NearestEvidence& nearest = NearestOf(OnlyFinding(assessment));
  EXPECT_EQ(nearest.met, 1);
  EXPECT_EQ(nearest.of, 2);  // The field stands for the conditions that it is defined by.
  ASSERT_EQ(nearest.failed.size(), 1u);
  EXPECT_EQ(nearest.failed[0].rule, "young(self.date)");
  EXPECT_THAT(nearest.failed[0].because, ElementsAre("as_of - on <= params.nda_days"));
  EXPECT_EQ(nearest.failed[0].shortfall, (Shortfall{Decimal::FromInteger(20), "days"}));
}

TEST(Nearest, LeavesOutErrorsBehindAGuardThatFailed) {
  const Assessment assessment = AssessOf(
      PackOf(Each("person.ndas.exists(n, n.expires != null && n.expires > as_of)")),
      Of({Employee("p1")}, {Nda("e1", "p1", "2025-12-01", kCites)}));
  const NearestEvidence& nearest = NearestOf(OnlyFinding(assessment));
  EXPECT_EQ(nearest.of, 2);
  ASSERT_EQ(nearest.failed.size(), 1u);
  EXPECT_EQ(nearest.failed[0].rule, "n.expires != null");
}

std::string Contractor(const std::string& id, const std::string& end) {
  return R"({"id":")" + id + R"(","engagement":"contractor","start":"2020-01-01","end":")" + end + R"("})";
}

const EvidenceOfSubject& OnlyLook(const Assessment& assessment) { return OnlyFinding(assessment).evidence.at(0); }

std::vector<std::string> FailedRules(const EvidenceOfSubject& evidence) {
  std::vector<std::string> rules;
  for (const FailedCondition& failed : evidence.failed) rules.push_back(failed.rule);
  return rules;
}

// The record of the subject is right there: no evidence is looked for.
TEST(Failed, SaysWhatTheCellsOfTheSubjectLack) {
  const Assessment assessment =
      AssessOf(PackOf(Each("person.in_scope && has(person.end) && person.late_days(person.end) <= 3"),
                      "functions: {person.late_days(on date): as_of - on}\n"),
               Of({Contractor("p1", "2026-03-22")}, {}));
  const EvidenceOfSubject& seen = OnlyLook(assessment);
  ASSERT_EQ(seen.failed.size(), 1u);
  EXPECT_EQ(seen.failed[0].rule, "person.late_days(person.end) <= 3");
  EXPECT_EQ(seen.failed[0].state, "false");
  EXPECT_EQ(seen.failed[0].shortfall, (Shortfall{Decimal::FromInteger(6), "days"}));
  EXPECT_THAT(seen.failed[0].values,
              ElementsAre(FailedCondition::Reading{"person.late_days(person.end)", "9"},
                          FailedCondition::Reading{"person.end", "2026-03-22"}));
  EXPECT_FALSE(seen.nearest.has_value());
}

TEST(Failed, LeavesEvidenceToTheRecordThatCameNear) {
  const std::string rule = "person.start > as_of && person.ndas.exists(n, n.references_security_policy)";
  const Assessment near = AssessOf(PackOf(Each(rule)), Of({Employee("p1")}, {Nda("e1", "p1", "2026-01-01", kCitesNot)}));
  EXPECT_THAT(FailedRules(OnlyLook(near)), ElementsAre("person.start > as_of"));
  EXPECT_EQ(OnlyLook(near).nearest->record, "e1");
  // Where there is none, its condition stands beside the others.
  const Assessment none = AssessOf(PackOf(Each(rule)), Of({Employee("p1")}, {}));
  EXPECT_THAT(FailedRules(OnlyLook(none)),
              ElementsAre("person.start > as_of", "person.ndas.exists(n, n.references_security_policy)"));
  const Assessment only = AssessOf(PackOf(Each("person.ndas.exists(n, n.references_security_policy)")), Of({Employee("p1")}, {}));
  EXPECT_THAT(OnlyLook(only).failed, IsEmpty());
}

TEST(Failed, SaysBothSidesOfAnAlternative) {
  const Assessment assessment = AssessOf(
      PackOf(Each("person.start > as_of || person.ndas.exists(n, n.references_security_policy)")),
      Of({Employee("p1")}, {}));
  ASSERT_EQ(OnlyLook(assessment).failed.size(), 1u);
  EXPECT_THAT(OnlyLook(assessment).failed[0].because,
              ElementsAre("person.start > as_of", "person.ndas.exists(n, n.references_security_policy)"));
}

TEST(Failed, NamesTheElementForWhichAllDoesNotHold) {
  const Assessment assessment = AssessOf(
      PackOf(Each("person.ndas.all(n, n.references_security_policy)")),
      Of({Employee("p1")}, {Nda("e1", "p1", "2026-01-01", kCites), Nda("e2", "p1", "2026-01-02", kCitesNot)}));
  EXPECT_THAT(OnlyLook(assessment).failed.at(0).values,
              ElementsAre(FailedCondition::Reading{"n", "nda e2"},
                          FailedCondition::Reading{"n.references_security_policy", "false"}));
}

TEST(Failed, LeavesOutErrorsBehindAGuardThatFailed) {
  const Assessment assessment = AssessOf(PackOf(Each("has(person.end) && person.end > as_of")), Of({Employee("p1")}, {}));
  EXPECT_THAT(FailedRules(OnlyLook(assessment)), ElementsAre("has(person.end)"));
}

TEST(Failed, IsAboutTheOrganisationToo) {
  const Assessment assessment = AssessOf(PackOf(Org("org.isms_start > as_of")), Of({Employee("p1")}, {}));
  EXPECT_THAT(FailedRules(OnlyLook(assessment)), ElementsAre("org.isms_start > as_of"));
}

TEST(Rejected, SaysWhichHygieneLeftARecordOut) {
  const Assessment assessment = AssessOf(
      PackOf(Each("person.ndas.exists(n, n.references_security_policy)")),
      Of({Employee("p1")}, {Nda("e1", "p1", "2026-05-01", kCites),
                            Nda("e2", "p1", "2025-05-01", std::string(kCites) + R"(,"revoked_at":"2025-06-01")")}));
  const FindingResult& finding = OnlyFinding(assessment);
  EXPECT_THAT(finding.evidence_rejected, ElementsAre(RejectedEvidence{"e1", "hygiene: future_dated"},
                                                     RejectedEvidence{"e2", "hygiene: revoked"}));
  EXPECT_FALSE(finding.nearest.has_value());  // Rules never see them, so they come near nothing.
}

TEST(Rejected, IsBoundedAndCounted) {
  std::vector<std::string> evidence;
  for (int k = 0; k < 60; ++k) {
    evidence.push_back(Nda(absl::StrCat("e", 10 + k), "p1", k == 0 ? "2025-12-01" : "2020-01-01", kCites));
  }
  const Assessment assessment = AssessOf(PackOf(Each(kSignedRecently)), Of({Employee("p1")}, evidence));
  const EvidenceOfSubject& seen = OnlyFinding(assessment).evidence.at(0);
  EXPECT_EQ(seen.rejected_count, 60);
  EXPECT_EQ(static_cast<std::int64_t>(seen.rejected.size()), kMostEvidence);
  EXPECT_EQ(seen.rejected.front().id, "e10");
  EXPECT_EQ(seen.nearest->record, "e10");
}

TEST(Used, IsWhatMetTheOtherHalfOfARule) {
  const Assessment assessment = AssessOf(
      PackOf(Each("person.ndas.exists(n, n.references_security_policy) && person.appraisals.exists(a, a.security_section)")),
      Of({Employee("p1")},
         {Nda("e1", "p1", "2025-05-01", kCites), Nda("e2", "p1", "2025-05-01", kCitesNot),
          Evidence("e3", "appraisal", "2025-05-01", R"("person":"p1","by":"p1","security_section":false,"training_reviewed":true)")}));
  const FindingResult& finding = OnlyFinding(assessment);
  EXPECT_THAT(finding.evidence_used, ElementsAre("e1"));
  // What was found is sought no further: e2 is no reason.
  EXPECT_THAT(finding.evidence_rejected, ElementsAre(RejectedEvidence{"e3", "`a.security_section` is false"}));
}

TEST(Used, IsWhatARuleThatForbidsFound) {
  const Assessment assessment =
      AssessOf(PackOf(Each("!person.ndas.exists(n, !n.references_security_policy)")),
               Of({Employee("p1")}, {Nda("e1", "p1", "2025-05-01", kCitesNot), Nda("e2", "p1", "2025-05-01", kCites)}));
  const FindingResult& finding = OnlyFinding(assessment);
  EXPECT_THAT(finding.evidence_used, ElementsAre("e1"));
  EXPECT_THAT(finding.evidence_rejected, IsEmpty());
  EXPECT_FALSE(finding.nearest.has_value());
}

TEST(Used, IsNamedOfTheOrganisationWhateverTheVerdict) {
  const std::string pack = PackOf(Org("org.ndas.filter(n, n.references_security_policy).size() >= 2"));
  const Assessment passed = AssessOf(
      pack, Of({Employee("p1")}, {Nda("e1", "p1", "2025-05-01", kCites), Nda("e2", "p1", "2025-05-02", kCites)}));
  EXPECT_THAT(OnlyItem(passed).level(Level::minimum).parts.at(0).evidence_used, ElementsAre("e1", "e2"));
  EXPECT_THAT(OnlyItem(passed).findings, IsEmpty());
  const Assessment failed = AssessOf(
      pack, Of({Employee("p1")}, {Nda("e1", "p1", "2025-05-01", kCites), Nda("e2", "p1", "2025-05-02", kCitesNot)}));
  EXPECT_THAT(OnlyFinding(failed).evidence_used, ElementsAre("e1"));
  EXPECT_EQ(NearestOf(OnlyFinding(failed)).record, "e2");
  EXPECT_EQ(OnlyFinding(failed).evidence.at(0).subject, "");
}

TEST(Used, IsNotWhatIsAPropertyOfTheSubject) {
  const Assessment assessment = AssessOf(
      PackOf(Each("person.assignments.exists(a, a.role.id == 'r-dev') && person.ndas.exists(n, true)")),
      Of({Employee("p1")}, {}));
  EXPECT_THAT(OnlyFinding(assessment).evidence_used, IsEmpty());
}

constexpr const char* kTwoLevels = R"yaml(
populations:
  staff: {of: person, where: person.in_scope}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Item
        link: minimum_limits_full
        each: staff
        levels:
          minimum: {require: "person.ndas.exists(n, n.references_security_policy)"}
          full: {require: "satisfies_minimum && person.appraisals.exists(a, a.security_section)"}
        finding: seen
)yaml";

TEST(Used, FollowsTheOtherLevel) {
  const Assessment assessment =
      AssessOf(kTwoLevels, Of({Employee("p1")}, {Nda("e1", "p1", "2025-05-01", kCitesNot)}));
  const ItemResult& item = OnlyItem(assessment);
  ASSERT_EQ(item.findings.size(), 2u);
  EXPECT_EQ(NearestOf(item.findings[1]).record, "e1");
}

TEST(Failed, FollowsTheOtherLevel) {
  std::string pack = kTwoLevels;
  const std::string rule = "person.ndas.exists(n, n.references_security_policy)";
  pack.replace(pack.find(rule), rule.size(), "person.start > as_of");
  const Assessment assessment = AssessOf(pack, Of({Employee("p1")}, {}));
  ASSERT_EQ(OnlyItem(assessment).findings.size(), 2u);
  EXPECT_THAT(FailedRules(OnlyItem(assessment).findings[1].evidence.at(0)),
              ElementsAre("person.start > as_of"));
}

TEST(Used, IsWhatSetOffATrapThatCaps) {
  const std::string pack = std::string(kTwoLevels) + R"yaml(
traps:
  - id: T1
    title: foreign papers
    asks: Whose paper is this?
    items: [N]
    caps: full
    when: "org.ndas.exists(n, n.expires != null)"
)yaml";
  const Assessment assessment = AssessOf(
      pack, Of({Employee("p1")},
               {Nda("e1", "p1", "2025-05-01", std::string(kCites) + R"(,"expires":"2027-01-01")"),
                Evidence("e3", "appraisal", "2025-05-01", R"("person":"p1","by":"p1","security_section":true,"training_reviewed":true)")}));
  const ItemResult& item = OnlyItem(assessment);
  ASSERT_EQ(item.level(Level::full).verdict, Verdict::not_satisfied);
  EXPECT_THAT(OnlyFinding(assessment).evidence_used, ElementsAre("e1"));
  EXPECT_EQ(item.traps.at(0).title, "foreign papers");
  EXPECT_EQ(item.traps.at(0).asks, "Whose paper is this?");
}

TEST(Explained, AreTheFirstOfThoseWhoFail) {
  const CompiledPack pack = MakePack(PackOf(Each(kSignedRecently)));
  const Facts facts = MakeFacts(Of({Employee("p3"), Employee("p1"), Employee("p2")}, {}), pack);
  AssessOptions options;
  options.explained_subjects = 2;
  const Assessment two = MustAssess(pack, facts, options);
  ASSERT_EQ(OnlyFinding(two).evidence.size(), 2u);
  EXPECT_EQ(OnlyFinding(two).evidence[0].subject, "p1");
  EXPECT_EQ(OnlyFinding(two).evidence[1].subject, "p2");
  options.explained_subjects = 0;
  EXPECT_THAT(OnlyFinding(MustAssess(pack, facts, options)).evidence, IsEmpty());
}

}  // namespace
}  // namespace assay
