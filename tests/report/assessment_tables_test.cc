#include "assay/report/arrow.h"

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/table_reader.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Date Day(int year, int month, int day) { return *Date::FromCivil(year, month, day); }

// An assessment with something of everything.
Assessment Whole() {
  Assessment assessment;
  assessment.as_of = Day(2026, 3, 31);
  assessment.pack_id = "p";
  assessment.facts_digest = "sha256:00";
  assessment.score.with_waivers = {Fraction(655, 8), Fraction(191, 2)};
  assessment.score.known_pct = Fraction(2, 3);
  assessment.fact_counts = {{"person", 7}};
  assessment.parameters = {
      {.name = "days", .values = {{ParameterResult::Scalar::Kind::kNumber, "365"}}},
      {.name = "words", .is_list = true, .values = {{ParameterResult::Scalar::Kind::kText, "a"},
                                                    {ParameterResult::Scalar::Kind::kText, "b"}}},
      {.name = "none", .is_list = true}};
  assessment.tailoring = {.id = "t", .approved_by = "ciso", .approved_on = Day(2026, 1, 1),
                          .parameters = {{"days", ""}}, .left_out = {{"I2", "we have none"}}};
  assessment.assumed_fields = {"acknowledgement.words"};
  assessment.ineffective = {{"exception", "x-2", "expired on 2026-01-31"}};
  assessment.natives = {{"risk", "1.2"}, {"geo", ""}};
  ItemResult item;
  item.id = "I1";
  item.title = "One";
  item.rung = Rung::minimum;
  item.operation = Operation::effective;
  item.maturity = 2;
  item.score = ScoreRange{Fraction(1, 2), Fraction(1, 2)};
  item.since = Day(2025, 12, 1);
  item.lapse = LapseResult{.on = Day(2026, 6, 1), .to = Rung::not_satisfied, .level = Level::minimum,
                           .record = "e1", .why = "no_longer_counts"};
  LevelResult& minimum = item.levels[0];
  minimum.is_given = true;
  minimum.verdict = Verdict::satisfied;
  minimum.by_rules = Verdict::not_satisfied;
  minimum.reasons = {"waiver:x", "feed:contract"};
  PartResult part;
  part.verdict = Verdict::not_satisfied;
  part.population = "staff";
  part.tally = {.population = 9, .met = 4, .failed = 2, .unknown = 1, .errors = 1, .maybe_met = 1};
  part.failing = {"p1", "p2"};
  part.unknown = {"p3"};
  part.erring = {"p4"};
  part.error = "1 / 0";
  part.groups = {{"eng", Verdict::satisfied, {.population = 5, .met = 5}}};
  minimum.parts = {part, {.name = "board", .verdict = Verdict::satisfied, .is_organisation = true,
                          .evidence_used = {"e9"}}};
  item.traps = {{.id = "T1", .title = "Trap", .state = TrapState::cannot_rule_out, .caps_full = true,
                 .signal = {{"clicks", 3, 3, false}, {"seconds", 1, 0, true}}}};
  item.checks = {{.id = "RC1", .asks = "Why?", .state = CheckState::confirmed, .is_interview = true,
                  .is_census = true, .population = 9, .n = 9, .deviations = 1, .upper_bound = 0.25,
                  .sample = {"p1", "p2"}},
                 {.id = "RC2", .state = CheckState::refuted}};
  FindingResult finding;
  finding.statement = "2 of 8";
  finding.subjects = {"p1", "p2"};
  finding.evidence = {{.subject = "p1", .used = {"e1"}, .rejected = {{"e2", "hygiene: revoked"}},
                       .nearest = NearestEvidence{.record = "e2"}},
                      {.part = "board", .used = {"e9"}}};
  item.findings = {{.level = Level::full, .verdict = Verdict::unknown, .statement = "?"}, finding};
  item.remediation = {{.owner_role = "hr", .text = "Ask.", .subjects = {"p1"}, .due = Day(2026, 5, 1)},
                      {.owner_role = "it", .text = "Do."}};
  item.waivers = {{.id = "x", .levels = {Level::minimum, Level::full}, .expires_on = Day(2026, 4, 1)}};
  item.crosswalk = {{"nist", "subset", {"PL-4", "PS-6"}, true}};
  ItemResult bare;
  bare.id = "I2";
  bare.rung = Rung::not_applicable;
  assessment.controls = {{.id = "C", .title = "Control", .items = {item, bare}},
                         {.id = "D", .applicable = false, .exclusion = "no offices"}};
  assessment.observations = {{.id = "O1", .item = "I1", .text = "Odd.", .subjects = {"p1"}}};
  assessment.data_quality = {{"duplicate", "e7", ""}, {"future_dated", "", "\xff"}};
  return assessment;
}

ReadTable Table(const Assessment& assessment, std::string_view name) {
  ArrowArrayStream stream;
  const absl::Status status = AssessmentTable(assessment, name, &stream);
  EXPECT_TRUE(status.ok()) << status;
  return TableReader::Read(&stream);
}
ReadTable Table(std::string_view name) { return Table(Whole(), name); }

TEST(AssessmentTables, TellsItems) {
  const ReadTable table = Table("items");
  EXPECT_THAT(table.columns,
              ElementsAre("control u", "item u", "title u", "asks u?", "rung c=u", "operation c=u",
                          "maturity l?", "score_low g?", "score_low_exact u?", "score_high g?",
                          "score_high_exact u?", "since tdD?", "lapses_on tdD?", "lapses_to c=u?",
                          "lapse_level c=u?", "lapse_record u?", "lapse_subject u?", "lapse_why u?"));
  EXPECT_THAT(table.cells.at("control"), ElementsAre("C", "C"));
  EXPECT_THAT(table.cells.at("item"), ElementsAre("I1", "I2"));
  EXPECT_THAT(table.cells.at("asks"), ElementsAre("null", "null"));
  EXPECT_THAT(table.cells.at("rung"), ElementsAre("minimum", "not_applicable"));
  EXPECT_THAT(table.cells.at("operation"), ElementsAre("effective", "not_tested"));
  EXPECT_THAT(table.cells.at("maturity"), ElementsAre("2", "null"));
  EXPECT_THAT(table.cells.at("score_low"), ElementsAre("0.5", "null"));
  EXPECT_THAT(table.cells.at("score_high_exact"), ElementsAre("1/2", "null"));
  EXPECT_THAT(table.cells.at("since"), ElementsAre("2025-12-01", "null"));
  EXPECT_THAT(table.cells.at("lapses_on"), ElementsAre("2026-06-01", "null"));
  EXPECT_THAT(table.cells.at("lapses_to"), ElementsAre("not_satisfied", "null"));
  EXPECT_THAT(table.cells.at("lapse_level"), ElementsAre("minimum", "null"));
  EXPECT_THAT(table.cells.at("lapse_record"), ElementsAre("e1", "null"));
  EXPECT_THAT(table.cells.at("lapse_why"), ElementsAre("no_longer_counts", "null"));
}

TEST(AssessmentTables, TellsTheWhole) {
  const ReadTable table = Table("assessment");
  EXPECT_EQ(table.rows, 1);
  EXPECT_THAT(table.cells.at("as_of"), ElementsAre("2026-03-31"));
  EXPECT_THAT(table.cells.at("score_low"), ElementsAre("81.88")) << "as the JSON has it";
  EXPECT_THAT(table.cells.at("score_low_exact"), ElementsAre("655/8"));
  EXPECT_THAT(table.cells.at("without_waivers_high"), ElementsAre("null"));
  EXPECT_THAT(table.cells.at("known_pct"), ElementsAre("0.67"));
  EXPECT_THAT(table.cells.at("major_nonconformity"), ElementsAre("false"));
  EXPECT_THAT(table.cells.at("assumes"), ElementsAre("[acknowledgement.words]"));
  Assessment open = Whole();
  open.is_major_nonconformity.reset();
  EXPECT_THAT(Table(open, "assessment").cells.at("major_nonconformity"), ElementsAre("null"));
}

TEST(AssessmentTables, TellsControls) {
  const ReadTable table = Table("controls");
  EXPECT_THAT(table.cells.at("control"), ElementsAre("C", "D"));
  EXPECT_THAT(table.cells.at("applicable"), ElementsAre("true", "false"));
  EXPECT_THAT(table.cells.at("exclusion"), ElementsAre("null", "no offices"));
}

TEST(AssessmentTables, TellsLevelsAndParts) {
  const ReadTable levels = Table("levels");
  EXPECT_THAT(levels.cells.at("level"), ElementsAre("minimum"));
  EXPECT_THAT(levels.cells.at("verdict"), ElementsAre("satisfied"));
  EXPECT_THAT(levels.cells.at("by_rules"), ElementsAre("not_satisfied"));
  EXPECT_THAT(levels.cells.at("reasons"), ElementsAre("[waiver:x, feed:contract]"));
  const ReadTable parts = Table("parts");
  EXPECT_THAT(parts.cells.at("part"), ElementsAre("", "board"));
  EXPECT_THAT(parts.cells.at("population"), ElementsAre("staff", "null"));
  EXPECT_THAT(parts.cells.at("population_count"), ElementsAre("9", "null"));
  EXPECT_THAT(parts.cells.at("due"), ElementsAre("8", "null"));
  EXPECT_THAT(parts.cells.at("met"), ElementsAre("4", "null"));
  EXPECT_THAT(parts.cells.at("failed"), ElementsAre("2", "null"));
  EXPECT_THAT(parts.cells.at("unknown"), ElementsAre("1", "null"));
  EXPECT_THAT(parts.cells.at("errors"), ElementsAre("1", "null"));
  EXPECT_THAT(parts.cells.at("maybe_met"), ElementsAre("1", "null"));
  EXPECT_THAT(parts.cells.at("maybe_errors"), ElementsAre("0", "null"));
  EXPECT_THAT(parts.cells.at("threshold_pct"), ElementsAre("100", "null"));
  EXPECT_THAT(parts.cells.at("evidence_used"), ElementsAre("[]", "[e9]"));
  EXPECT_THAT(parts.cells.at("error"), ElementsAre("1 / 0", "null"));
  const ReadTable groups = Table("groups");
  EXPECT_THAT(groups.cells.at("group"), ElementsAre("eng"));
  EXPECT_THAT(groups.cells.at("verdict"), ElementsAre("satisfied"));
  EXPECT_THAT(groups.cells.at("due"), ElementsAre("5"));
}

TEST(AssessmentTables, TellsSubjects) {
  const ReadTable table = Table("subjects");
  EXPECT_THAT(table.cells.at("subject"), ElementsAre("p1", "p2", "p3", "p4"));
  EXPECT_THAT(table.cells.at("state"), ElementsAre("failing", "failing", "unknown", "erring"));
  EXPECT_THAT(table.cells.at("population"), ElementsAre("staff", "staff", "staff", "staff"));
}

TEST(AssessmentTables, TellsFindingsAndTheirEvidence) {
  const ReadTable findings = Table("findings");
  EXPECT_THAT(findings.cells.at("finding"), ElementsAre("0", "1"));
  EXPECT_THAT(findings.cells.at("level"), ElementsAre("full", "minimum"));
  EXPECT_THAT(findings.cells.at("verdict"), ElementsAre("unknown", "not_satisfied"));
  EXPECT_THAT(findings.cells.at("subjects"), ElementsAre("[]", "[p1, p2]"));
  const ReadTable evidence = Table("evidence");
  EXPECT_THAT(evidence.cells.at("finding"), ElementsAre("1", "1", "1"));
  EXPECT_THAT(evidence.cells.at("record"), ElementsAre("e1", "e2", "e9"));
  EXPECT_THAT(evidence.cells.at("subject"), ElementsAre("p1", "p1", "null"));
  EXPECT_THAT(evidence.cells.at("part"), ElementsAre("", "", "board"));
  EXPECT_THAT(evidence.cells.at("state"), ElementsAre("used", "rejected", "used"));
  EXPECT_THAT(evidence.cells.at("why"), ElementsAre("null", "hygiene: revoked", "null"));
  EXPECT_THAT(evidence.cells.at("nearest"), ElementsAre("false", "true", "false"));
}

TEST(AssessmentTables, TellsTrapsAndChecks) {
  const ReadTable traps = Table("traps");
  EXPECT_THAT(traps.cells.at("state"), ElementsAre("cannot_rule_out"));
  EXPECT_THAT(traps.cells.at("caps_full"), ElementsAre("true"));
  EXPECT_THAT(traps.cells.at("asks"), ElementsAre("null"));
  const ReadTable signals = Table("trap_signals");
  EXPECT_THAT(signals.cells.at("signal"), ElementsAre("clicks", "seconds"));
  EXPECT_THAT(signals.cells.at("low"), ElementsAre("3", "1"));
  EXPECT_THAT(signals.cells.at("high"), ElementsAre("3", "null"));
  const ReadTable checks = Table("reality_checks");
  EXPECT_THAT(checks.cells.at("kind"), ElementsAre("interview", "evidence"));
  EXPECT_THAT(checks.cells.at("state"), ElementsAre("confirmed", "refuted"));
  EXPECT_THAT(checks.cells.at("n"), ElementsAre("9", "null"));
  EXPECT_THAT(checks.cells.at("upper_bound"), ElementsAre("0.25", "null"));
  EXPECT_THAT(checks.cells.at("census"), ElementsAre("true", "null"));
  EXPECT_THAT(checks.cells.at("sample"), ElementsAre("[p1, p2]", "[]"));
}

TEST(AssessmentTables, TellsWhatToDoAndWhatHolds) {
  EXPECT_THAT(Table("remediation").cells.at("due"), ElementsAre("2026-05-01", "null"));
  EXPECT_THAT(Table("remediation").cells.at("subjects"), ElementsAre("[p1]", "[]"));
  EXPECT_THAT(Table("ineffective").cells.at("why"), ElementsAre("expired on 2026-01-31"));
  EXPECT_THAT(Table("waivers").cells.at("levels"), ElementsAre("[minimum, full]"));
  EXPECT_THAT(Table("waivers").cells.at("expires_on"), ElementsAre("2026-04-01"));
  EXPECT_THAT(Table("crosswalk").cells.at("references"), ElementsAre("[PL-4, PS-6]"));
  EXPECT_THAT(Table("crosswalk").cells.at("verified"), ElementsAre("true"));
}

TEST(AssessmentTables, TellsTheRest) {
  EXPECT_THAT(Table("observations").cells.at("text"), ElementsAre("Odd."));
  const ReadTable flags = Table("data_quality");
  EXPECT_THAT(flags.cells.at("record"), ElementsAre("e7", "null"));
  EXPECT_THAT(flags.cells.at("detail"), ElementsAre("null", "\xEF\xBF\xBD")) << "UTF-8, always";
  const ReadTable parameters = Table("parameters");
  EXPECT_THAT(parameters.cells.at("parameter"), ElementsAre("days", "words", "words"));
  EXPECT_THAT(parameters.cells.at("is_list"), ElementsAre("false", "true", "true"));
  EXPECT_THAT(parameters.cells.at("index"), ElementsAre("0", "0", "1"));
  EXPECT_THAT(parameters.cells.at("kind"), ElementsAre("number", "text", "text"));
  EXPECT_THAT(parameters.cells.at("value"), ElementsAre("365", "a", "b"));
  const ReadTable tailoring = Table("tailoring");
  EXPECT_THAT(tailoring.cells.at("change"), ElementsAre("parameter", "left_out"));
  EXPECT_THAT(tailoring.cells.at("name"), ElementsAre("days", "I2"));
  EXPECT_THAT(tailoring.cells.at("why"), ElementsAre("null", "we have none"));
  EXPECT_THAT(Table("natives").cells.at("version"), ElementsAre("1.2", "null"));
  EXPECT_THAT(Table("fact_counts").cells.at("rows"), ElementsAre("7"));
}

TEST(AssessmentTables, AreEmptyWhereThereIsNothing) {
  for (const std::string_view name : AssessmentTables()) {
    EXPECT_EQ(Table(Assessment(), name).rows, name == "assessment" ? 1 : 0) << name;
  }
}

// Enough rows that bitmaps have more than one byte.
TEST(AssessmentTables, HoldManyRows) {
  Assessment assessment;
  for (int i = 0; i < 1000; ++i) {
    assessment.data_quality.push_back({"f", i % 3 == 0 ? "" : std::to_string(i), ""});
  }
  const std::vector<std::string> records = Table(assessment, "data_quality").cells.at("record");
  for (std::size_t i = 0; i < records.size(); ++i) {
    EXPECT_EQ(records[i], i % 3 == 0 ? "null" : std::to_string(i));
  }
}

TEST(AssessmentTables, RefuseOtherNames) {
  ArrowArrayStream stream;
  const absl::Status status = AssessmentTable(Whole(), "item", &stream);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("`item`; there are: assessment, controls, items"));
  EXPECT_EQ(stream.release, nullptr);
}

TEST(AssessmentTables, AreReleasedFromAnyThreadAndUnread) {
  ArrowArrayStream unread;
  ASSERT_TRUE(AssessmentTable(Whole(), "items", &unread).ok());
  ArrowArrayStream stream;
  ASSERT_TRUE(AssessmentTable(Whole(), "items", &stream).ok());
  ArrowArray batch;
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  std::thread other([&] { batch.release(&batch); });
  unread.release(&unread);
  stream.release(&stream);
  other.join();
  EXPECT_EQ(batch.release, nullptr);
}

}  // namespace
}  // namespace assay
