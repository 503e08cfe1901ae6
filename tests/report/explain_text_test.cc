// Explanations, from assessments typed by hand: what is told, what is left out, and in which words.

#include "assay/report/explain.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr TextOptions kPlain = {.color = false, .unicode = false, .width = 100};

PartResult PeoplePart() {
  PartResult part;
  part.verdict = Verdict::not_satisfied;
  part.population = "staff";
  part.threshold_pct = 90;
  part.tally.met = 7;
  part.tally.failed = 2;
  part.tally.unknown = 1;
  part.failing = {"p1", "p2"};
  part.unknown = {"p3"};
  return part;
}

ItemResult FailingItem() {
  ItemResult item;
  item.id = "N";
  item.title = "Everybody signs";
  item.asks = "Who signed?";
  item.rung = Rung::not_satisfied;
  item.maturity = 1;
  item.score = ScoreRange{};
  LevelResult& minimum = item.levels[0];
  minimum.is_given = true;
  minimum.verdict = minimum.by_rules = Verdict::not_satisfied;
  minimum.parts = {PeoplePart()};
  FindingResult finding;
  finding.level = Level::minimum;
  finding.statement = "2 of 10 did not sign";
  finding.subjects = {"p1", "p2"};
  item.findings = {finding};
  return item;
}

Assessment With(std::vector<ItemResult> items) {
  Assessment assessment;
  assessment.controls.emplace_back();
  assessment.controls.back().items = std::move(items);
  return assessment;
}

std::string TextOf(const ItemResult& item, ExplainedPart part = {}) {
  return ExplanationText(With({item}), part, kPlain);
}

TEST(ExplanationText, TellsStandingCountsAndWhatAnAuditorWouldAsk) {
  EXPECT_EQ(TextOf(FailingItem()),
            "N  Everybody signs\n"
            "  not satisfied, score 0.00, maturity 1 of 5\n"
            "  minimum not satisfied\n"
            "    2 of 10 did not sign\n"
            "    7 of 10 due met, 90 % needed, 2 missing, 1 unknown\n"
            "  An auditor would ask\n"
            "    Who signed?\n");
}

TEST(ExplanationText, WithoutAnItemTellsThoseWithFindings) {
  ItemResult fine;
  fine.id = "Fine";
  fine.rung = Rung::full;
  EXPECT_THAT(ExplanationText(With({fine, FailingItem()}), {}, kPlain), Not(HasSubstr("Fine")));
  EXPECT_THAT(ExplanationText(With({fine}), {.item = "Fine"}, kPlain), HasSubstr("Fine\n  full\n"));
  EXPECT_EQ(ExplanationText(With({fine}), {.item = "N"}, kPlain), "");
}

TEST(ExplanationText, OfALevelLeavesOutTheOther) {
  ItemResult item = FailingItem();
  item.levels[1] = item.levels[0];
  item.levels[1].verdict = Verdict::unknown;
  EXPECT_THAT(TextOf(item), HasSubstr("  full unknown\n"));
  EXPECT_THAT(TextOf(item, {.item = "N", .level = Level::minimum}), Not(HasSubstr("  full unknown\n")));
}

struct ReasonCase {
  const char* name;
  const char* reason;
  const char* text;
};

constexpr ReasonCase kReasons[] = {
    {"trap", "trap:T1", "capped by trap T1"},
    {"check", "ineffective:RC1", "capped by reality check RC1, which was refuted"},
    {"waiver", "waiver:x-1", "waived by x-1"},
    {"lifted", "link:full", "met because the full level is"},
    {"limited", "link:minimum", "limited by the minimum level"},
    {"left_out", "left_out", "the tailoring leaves it out"},
    {"excluded", "excluded", "the control is excluded"},
    {"nobody", "empty_scope", "nobody is in scope"},
    {"feed", "feed:contract", "the records of type `contract` were not collected in whole"},
    {"cell", "cell:contract.clauses", "`contract.clauses` was not collected everywhere"},
};

class ExplanationOfReason : public testing::TestWithParam<ReasonCase> {};

TEST_P(ExplanationOfReason, IsInWords) {
  ItemResult item = FailingItem();
  item.levels[0].reasons = {GetParam().reason};
  EXPECT_THAT(TextOf(item), HasSubstr(std::string("    ") + GetParam().text + "\n"));
}

INSTANTIATE_TEST_SUITE_P(Reasons, ExplanationOfReason, testing::ValuesIn(kReasons),
                         [](const auto& info) { return std::string(info.param.name); });

EvidenceOfSubject NearMiss() {
  EvidenceOfSubject evidence;
  evidence.subject = "p1";
  evidence.rejected = {{"e9", "hygiene: revoked"}};
  evidence.rejected_count = 1;
  FailedCondition condition;
  condition.rule = "e.score >= 70";
  condition.state = "false";
  condition.values = {{"e.score", "64"}};
  condition.shortfall = Shortfall{*Decimal::Parse("6"), "percent"};
  evidence.nearest = NearestEvidence{"e1", "training_completion", 1, 2, {condition}};
  return evidence;
}

TEST(ExplanationText, TellsTheNearestRecordAndByHowMuchItFellShort) {
  ItemResult item = FailingItem();
  item.findings[0].evidence = {NearMiss()};
  EXPECT_THAT(TextOf(item), HasSubstr("      p1: nearest is e1 (training completion): 1 of 2 conditions holds\n"
                                      "        `e.score >= 70` is false, short by 6 percent\n"
                                      "          e.score = 64\n"
                                      "      and 2 more\n"));
}

TEST(ExplanationText, WithoutANearestRecordSaysWhatThereWas) {
  ItemResult item = FailingItem();
  EvidenceOfSubject rejected = NearMiss();
  rejected.nearest.reset();
  EvidenceOfSubject found;
  found.subject = "p2";
  found.used_count = 2;
  EvidenceOfSubject nothing;
  nothing.subject = "p3";
  item.findings[0].evidence = {rejected, found, nothing};
  EXPECT_THAT(TextOf(item), HasSubstr("      p1: 1 record, none admissible (e9: hygiene: revoked)\n"
                                      "      p2: 2 records found, not enough\n"
                                      "      p3: no record of it\n"));
}

TEST(ExplanationText, TellsWhatTheSubjectItselfLacks) {
  ItemResult item = FailingItem();
  EvidenceOfSubject own;
  own.subject = "p1";
  own.failed = NearMiss().nearest->failed;
  EvidenceOfSubject both = NearMiss();
  both.subject = "p2";
  both.failed = own.failed;
  item.findings[0].evidence = {own, both};
  EXPECT_THAT(TextOf(item), HasSubstr("      p1:\n"
                                      "        `e.score >= 70` is false, short by 6 percent\n"
                                      "          e.score = 64\n"
                                      "      p2:\n"
                                      "        `e.score >= 70` is false, short by 6 percent\n"
                                      "          e.score = 64\n"
                                      "        nearest is e1 (training completion): 1 of 2 conditions holds\n"));
}

TEST(ExplanationText, TellsTrapsThatSpeakAndChecksThatWereMade) {
  ItemResult item = FailingItem();
  TrapResult quiet;
  quiet.id = "T0";
  TrapResult trap;
  trap.id = "T1";
  trap.title = "copies";
  trap.asks = "Who wrote it?";
  trap.state = TrapState::cannot_rule_out;
  trap.signal = {{"copied_pages", 3, 5, false}, {"all_pages", 9, 9, false}, {"open_pages", 1, 0, true}};
  item.traps = {quiet, trap};
  CheckResult check;
  check.id = "RC1";
  check.state = CheckState::refuted;
  check.is_interview = true;
  check.population = 40;
  check.n = 14;
  check.deviations = 3;
  item.checks = {check};
  const std::string text = TextOf(item);
  EXPECT_THAT(text, HasSubstr("  trap T1, copies: cannot rule out, copied pages 3 to 5, all pages 9, open pages 1 to ?\n"
                              "    Who wrote it?\n"
                              "  reality check RC1: refuted, 3 of 14 failed, of 40 people\n"));
  EXPECT_THAT(text, Not(HasSubstr("T0")));
}

TEST(ExplanationText, TellsHowOtherFrameworksAsk) {
  ItemResult item = FailingItem();
  item.crosswalk = {{"soc2", "equal", {"CC1.1", "CC1.2"}, true},
                    {"nis2", "subset", {"20(1)"}, true},
                    {"dora", "superset", {"5(2)"}, false},
                    {"iso27001-2022", "intersects", {"7.3"}, true}};
  EXPECT_THAT(TextOf(item), HasSubstr("  Where other frameworks ask for it\n"
                                      "    soc2 (the same): CC1.1, CC1.2\n"
                                      "    nis2 (asks for more): 20(1)\n"
                                      "    dora (asks for less, not verified): 5(2)\n"
                                      "    iso27001-2022 (in part): 7.3\n"));
}

TEST(ExplanationText, TellsSinceWhenUntilWhenAndByWhichWaiver) {
  ItemResult item = FailingItem();
  item.since = *Date::FromCivil(2026, 1, 12);
  item.lapse = LapseResult{*Date::FromCivil(2026, 6, 11), Rung::unknown, Level::full, "e7", "p1", "no_longer_counts"};
  item.waivers = {{"x-1", {Level::minimum, Level::full}, *Date::FromCivil(2026, 12, 31)}};
  EXPECT_THAT(TextOf(item), HasSubstr("  not satisfied since 2026-01-12, score 0.00, maturity 1 of 5\n"
                                      "  if nothing new arrives, falls to unknown on 2026-06-11: e7 no longer counts for p1\n"
                                      "  waiver x-1 covers minimum and full until 2026-12-31\n"));
}

AccountEntry Entry(const char* item, Truth due, Truth met) {
  AccountEntry entry;
  entry.item = item;
  entry.title = "Title";
  entry.population = "long_servers";
  entry.due = due;
  entry.met = met;
  entry.evidence.subject = "p1";
  return entry;
}

SubjectAccount Account(std::vector<AccountEntry> entries) {
  return {*Date::FromCivil(2026, 3, 31), "p1", "person", std::move(entries)};
}

TEST(AccountText, SaysOfEachRuleHowTheSubjectStands) {
  AccountEntry stranger = Entry("A", Truth::kPass, Truth::kPass);
  stranger.is_member = Truth::kFail;
  AccountEntry good = Entry("D", Truth::kPass, Truth::kPass);
  good.level = Level::full;
  good.evidence.used = {"e1", "e2"};
  AccountEntry unknown = Entry("E", Truth::kUnknown, Truth::kUnknown);
  unknown.cause = "feed:nda";
  AccountEntry erring = Entry("F", Truth::kPass, Truth::kError);
  erring.error = "division by zero";
  const SubjectAccount account =
      Account({stranger, Entry("B", Truth::kFail, Truth::kFail), Entry("C", Truth::kPass, Truth::kFail), good, unknown, erring});
  EXPECT_EQ(AccountText(account, "", kPlain),
            "p1  person  as of 2026-03-31\n"
            "\nA  Title\n  minimum: not one of long servers\n"
            "\nB  Title\n  minimum: nothing due\n"
            "\nC  Title\n  minimum: not met\n    no record of it\n"
            "\nD  Title\n  full: met\n    evidence: e1, e2\n"
            "\nE  Title\n  minimum: unknown, and whether it is due is unknown\n"
            "    the records of type `nda` were not collected in whole\n    no record of it\n"
            "\nF  Title\n  minimum: in error\n    division by zero\n    no record of it\n");
}

TEST(AccountText, OfOneItemLeavesOutTheRest) {
  const SubjectAccount account = Account({Entry("A", Truth::kPass, Truth::kPass), Entry("B", Truth::kPass, Truth::kPass)});
  EXPECT_EQ(AccountText(account, "B", kPlain), "p1  person  as of 2026-03-31\n\nB  Title\n  minimum: met\n");
  EXPECT_EQ(AccountText(account, "Z", kPlain), "p1  person  as of 2026-03-31\n  no rule of this item is about it\n");
}

TEST(AccountText, NamesTheRecordOfTheSubjectThatARuleIsAbout) {
  AccountEntry move = Entry("A", Truth::kPass, Truth::kFail);
  move.evidence.subject = "p1 to r-dev on 2026-02-01";
  move.evidence.part = "handed_over";
  EXPECT_THAT(AccountText(Account({move}), "", kPlain),
              HasSubstr("  minimum handed_over (p1 to r-dev on 2026-02-01): not met\n"));
}

}  // namespace
}  // namespace assay
