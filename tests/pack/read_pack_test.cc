// What ReadPack makes of packs that are in order.

#include <fstream>
#include <sstream>
#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/pack/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string FileText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

PackDefinition DefinitionOf(const std::string& text) {
  ReadResult result = Read(text);
  EXPECT_TRUE(result.pack.ok()) << Render(result.problems);
  return result.pack.ok() ? result.pack->definition() : PackDefinition();
}

// A pack with one item, whose members are `members`.
ItemDefinition ItemOf(const std::string& members) {
  const PackDefinition pack = DefinitionOf(std::string(kHeading) + std::string(kItem) + members);
  if (pack.controls.empty()) return {};
  return pack.controls[0].items[0];
}

TEST(ReadPack, TakesTheShippedPackWithoutARemark) {
  Diagnostics problems;
  const std::string path = ASSAY_SOURCE_DIR "/packs/iso27001-2022-a5.4/pack.yaml";
  const absl::StatusOr<Pack> pack = ReadPack(FileText(path), path, {}, &problems);
  ASSERT_TRUE(pack.ok()) << Render(problems);
  EXPECT_THAT(problems, IsEmpty()) << Render(problems);
  const PackDefinition& definition = pack->definition();
  EXPECT_EQ(definition.scope, "workforce");
  ASSERT_EQ(definition.controls.size(), 1u);
  EXPECT_EQ(definition.controls[0].items.size(), 10u);
  EXPECT_EQ(definition.traps.size(), 8u);
  EXPECT_EQ(definition.reality_checks.size(), 8u);
  for (const ItemDefinition& item : definition.controls[0].items) {
    EXPECT_TRUE(item.minimum.is_given && item.full.is_given) << item.id;
    EXPECT_NE(item.link, LevelLink::kNone) << item.id;
    EXPECT_FALSE(item.remediation.empty()) << item.id;
    EXPECT_FALSE(item.finding.is_empty()) << item.id;
    EXPECT_FALSE(item.crosswalk.empty()) << item.id;
  }
}

TEST(ReadPack, TakesTheDraftWithoutARemark) {
  const std::string path = ASSAY_SHARED_DIR "/design/a54-pack-draft.yaml";
  const std::string text = FileText(path);
  if (text.empty()) GTEST_SKIP() << "no draft at " << path;
  Diagnostics problems;
  EXPECT_TRUE(ReadPack(text, path, {}, &problems).ok());
  EXPECT_THAT(problems, IsEmpty()) << Render(problems);
}

TEST(ReadPack, TypesParametersByNameAndSchema) {
  const PackDefinition pack = DefinitionOf(
      std::string(kHeading) +
      "parameters:\n"
      "  part_pct: {default: 90}\n"
      "  grace_days: {default: 14, min: 1}\n"
      "  window_seconds: {default: 120}\n"
      "  strict: {type: bool, default: true}\n"
      "  word: {type: string, default: no}\n"
      "  rate: {type: decimal, default: 0.25}\n"
      "  since: {type: date, default: 2026-03-31}\n"
      "  least: {type: attestation, default: documented}\n"
      "  who: {type: list(engagement), default: [employee, intern]}\n"
      "functions:\n"
      "  f(): '[params.part_pct, params.grace_days, params.window_seconds, params.strict,\n"
      "    params.word, params.rate, params.since, params.least, params.who]'\n");
  ASSERT_EQ(pack.parameters.size(), 9u);
  const Parameter& part = pack.parameters[0];
  EXPECT_EQ(part.type, "int");
  EXPECT_EQ(part.unit, "percent");
  EXPECT_EQ(part.minimum, 0);
  EXPECT_EQ(part.maximum, 100);
  EXPECT_EQ(std::get<std::int64_t>(part.default_value), 90);
  EXPECT_EQ(pack.parameters[1].unit, "days");
  EXPECT_EQ(pack.parameters[1].minimum, 1);
  EXPECT_EQ(pack.parameters[1].maximum, std::nullopt);
  EXPECT_EQ(pack.parameters[2].unit, "seconds");
  EXPECT_EQ(std::get<bool>(pack.parameters[3].default_value), true);
  EXPECT_EQ(std::get<std::string>(pack.parameters[4].default_value), "no");
  EXPECT_EQ(std::get<Decimal>(pack.parameters[5].default_value), *Decimal::Parse("0.25"));
  EXPECT_EQ(std::get<Date>(pack.parameters[6].default_value), *Date::FromCivil(2026, 3, 31));
  EXPECT_EQ(std::get<std::string>(pack.parameters[7].default_value), "documented");
  const auto& who = std::get<std::vector<ParameterScalar>>(pack.parameters[8].default_value);
  EXPECT_THAT(who, ElementsAre(ParameterScalar("employee"), ParameterScalar("intern")));
}

TEST(ReadPack, TakesSignaturesApart) {
  const PackDefinition pack =
      DefinitionOf(std::string(kHeading) +
                   "functions:\n"
                   "  now(): as_of\n"
                   "  covers(from date, to date?, days list(date)): 'true'\n"
                   "  person?.on(day date): self != null\n");
  ASSERT_EQ(pack.functions.size(), 3u);
  EXPECT_THAT(pack.functions[0].parameters, IsEmpty());
  EXPECT_EQ(pack.functions[0].body.text, "as_of");
  EXPECT_THAT(pack.functions[1].parameters,
              ElementsAre(std::pair<std::string, std::string>("from", "date"),
                          std::pair<std::string, std::string>("to", "date?"),
                          std::pair<std::string, std::string>("days", "list(date)")));
  EXPECT_EQ(pack.functions[2].receiver, "person");
  EXPECT_EQ(pack.functions[2].name, "on");
  EXPECT_TRUE(pack.functions[2].receiver_maybe_none);
}

TEST(ReadPack, TakesTheThreeFormsOfADerivedField) {
  const PackDefinition pack =
      DefinitionOf(std::string(kHeading) +
                   "derive:\n"
                   "  person:\n"
                   "    age: as_of - self.start\n"
                   "    post: {value: self.posts.latest(), missing: unknown}\n"
                   "    burst:\n"
                   "      where: has(self.at)\n"
                   "      group_by: [self.at, self.kind]\n"
                   "      window: {along: self.at, seconds: '120'}\n"
                   "      count_distinct: [self.a, self.b]\n"
                   "    peers: {group_by: [self.team], count: true}\n"
                   "    most: {group_by: [self.team], max: self.age}\n");
  ASSERT_EQ(pack.derived.size(), 5u);
  EXPECT_EQ(pack.derived[0].value.text, "as_of - self.start");
  EXPECT_EQ(pack.derived[0].missing, std::nullopt);
  EXPECT_EQ(pack.derived[1].missing, Missing::kUnknown);
  const DerivedDefinition& burst = pack.derived[2];
  EXPECT_TRUE(burst.is_grouped);
  EXPECT_EQ(burst.group_by.size(), 2u);
  EXPECT_EQ(burst.window_along.text, "self.at");
  EXPECT_EQ(burst.window_seconds.text, "120");
  EXPECT_EQ(burst.aggregate, Aggregate::kCountDistinct);
  EXPECT_EQ(burst.operands.size(), 2u);
  EXPECT_EQ(pack.derived[3].aggregate, Aggregate::kCount);
  EXPECT_THAT(pack.derived[3].operands, IsEmpty());
  EXPECT_EQ(pack.derived[4].aggregate, Aggregate::kMax);
  EXPECT_EQ(pack.derived[4].operands[0].text, "self.age");
}

TEST(ReadPack, FillsInWhatRulesInherit) {
  const ItemDefinition item = ItemOf(
      "        link: minimum_limits_full\n"
      "        each: people\n"
      "        due: person.due\n"
      "        coverage_pct: 90\n"
      "        levels:\n"
      "          minimum: {require: person.a}\n"
      "          full:\n"
      "            due: person.later\n"
      "            all:\n"
      "              - {name: one, require: person.b}\n"
      "              - {name: two, require: person.c, coverage_pct: 75, due: person.last, per: "
      "person.team}\n"
      "              - {name: three, org: org.d}\n");
  ASSERT_EQ(item.minimum.parts.size(), 1u);
  EXPECT_EQ(item.minimum.parts[0].name, "");
  EXPECT_EQ(item.minimum.parts[0].population, "people");
  EXPECT_EQ(item.minimum.parts[0].due.text, "person.due");
  EXPECT_EQ(item.minimum.parts[0].coverage_pct.text, "90");
  ASSERT_EQ(item.full.parts.size(), 3u);
  EXPECT_EQ(item.full.parts[0].due.text, "person.later");
  EXPECT_EQ(item.full.parts[0].coverage_pct.text, "90");
  EXPECT_EQ(item.full.parts[1].due.text, "person.last");
  EXPECT_EQ(item.full.parts[1].coverage_pct.text, "75");
  EXPECT_EQ(item.full.parts[1].per.text, "person.team");
  // What is due from people is not a question about the organisation.
  EXPECT_TRUE(item.full.parts[2].is_organisation);
  EXPECT_EQ(item.full.parts[2].require.text, "org.d");
  EXPECT_TRUE(item.full.parts[2].due.is_empty());
  EXPECT_TRUE(item.full.parts[2].population.empty());
}

TEST(ReadPack, LetsOrganisationRulesInheritWhatIsDueFromTheOrganisation) {
  const ItemDefinition item = ItemOf(
      "        due: org.due\n"
      "        levels: {full: {all: [{name: one, org: org.a}, {name: two, due: org.b, org: "
      "org.c}]}}\n");
  ASSERT_EQ(item.full.parts.size(), 2u);
  EXPECT_EQ(item.full.parts[0].due.text, "org.due");
  EXPECT_EQ(item.full.parts[1].due.text, "org.b");
}

TEST(ReadPack, TakesTheOtherMembersOfAnItem) {
  const ItemDefinition item = ItemOf(
      "        enabled: false\n"
      "        weight: 2.5\n"
      "        levels: {minimum: {org: 'true'}}\n"
      "        show: {gap: org.gap}\n"
      "        asks: Why?\n"
      "        finding: {de: 'Lücke {gap}', en: 'gap {gap}'}\n"
      "        remediation:\n"
      "          - {owner: HR, text: Mend it., due_in_days: 30}\n"
      "          - {owner: IT, per_subject: 'Mend {person.id}.'}\n"
      "        crosswalk: {equal: {nis2: [20(1)]}, intersects: {dora: [5(2), 6(5)]}, verified: "
      "[dora]}\n");
  EXPECT_FALSE(item.enabled);
  EXPECT_EQ(item.weight, *Decimal::Parse("2.5"));
  EXPECT_EQ(item.link, LevelLink::kNone);
  ASSERT_EQ(item.show.size(), 1u);
  ASSERT_EQ(item.finding.translations.size(), 2u);
  EXPECT_EQ(item.finding.In("en").segments[0].literal, "gap ");
  EXPECT_EQ(item.finding.In("fr").segments[0].literal, "Lücke ");
  EXPECT_EQ(item.finding.In("fr").segments[1].expression.text, "gap");
  ASSERT_EQ(item.remediation.size(), 2u);
  EXPECT_EQ(item.remediation[0].due_in_days, 30);
  EXPECT_FALSE(item.remediation[0].per_subject);
  EXPECT_TRUE(item.remediation[1].per_subject);
  ASSERT_EQ(item.crosswalk.size(), 2u);
  EXPECT_EQ(item.crosswalk[0].relation, "equal");
  EXPECT_FALSE(item.crosswalk[0].verified);
  EXPECT_THAT(item.crosswalk[1].references, ElementsAre("5(2)", "6(5)"));
  EXPECT_TRUE(item.crosswalk[1].verified);
}

TEST(ReadPack, TakesBracesThatAreMeant) {
  const ItemDefinition item =
      ItemOf(std::string(kRule) + "        finding: \"{{a}} { {'k': '}'}['k'] }{subjects}\"\n");
  const Template& text = item.finding.In("en");
  ASSERT_EQ(text.segments.size(), 3u);
  EXPECT_EQ(text.segments[0].literal, "{a} ");
  EXPECT_EQ(text.segments[1].expression.text, "{'k': '}'}['k']");
  EXPECT_EQ(text.segments[2].expression.text, "subjects");
}

TEST(ReadPack, TakesPolicies) {
  const PackDefinition pack =
      DefinitionOf(std::string(kHeading) +
                   "hygiene:\n"
                   "  min_attestation: \"'documented'\"\n"
                   "  before_engagement_days: 180\n"
                   "  records: {exit_interview: {after_end: false}}\n"
                   "interviews: {within_months: 12, tolerance_days: 5, tolerable_pct: 10, "
                   "confidence_pct: 90, bound: hypergeometric}\n"
                   "waivers: {max_days: 365, approver: waiver.approved_by != null}\n"
                   "exclusions: {approver: entry.approved_by != null}\n"
                   "scoring: {model: ladder, points: {effective: 1, full: 0.9, minimum: 0.4}}\n"
                   "nonconformity: {major: 'false'}\n");
  ASSERT_EQ(pack.hygiene.records.size(), 1u);
  EXPECT_FALSE(pack.hygiene.records[0].second.after_end);
  EXPECT_TRUE(pack.hygiene.records[0].second.duplicate);
  EXPECT_EQ(pack.interviews.tolerance_days.text, "5");
  EXPECT_TRUE(pack.interviews.hypergeometric);
  EXPECT_EQ(pack.waivers.max_days.text, "365");
  EXPECT_EQ(pack.exclusions.approver.text, "entry.approved_by != null");
  EXPECT_EQ(pack.scoring.full, *Decimal::Parse("0.9"));
  EXPECT_EQ(pack.major_nonconformity.text, "false");
}

TEST(ReadPack, UsesTheShippedLadderUnlessToldOtherwise) {
  const PackDefinition pack = DefinitionOf(std::string(kHeading));
  EXPECT_EQ(pack.scoring.model, "ladder");
  EXPECT_EQ(pack.scoring.effective, *Decimal::Parse("1"));
  EXPECT_EQ(pack.scoring.full, *Decimal::Parse("0.85"));
  EXPECT_EQ(pack.scoring.minimum, *Decimal::Parse("0.5"));
}

TEST(ReadPack, LeavesPopulationsOfImportedPacksToTheirImport) {
  const PackDefinition pack = DefinitionOf(std::string(kHeading) +
                                           "uses: [{id: base, version: 1.2.0}]\n"
                                           "native: [acme.risk_of]\n"
                                           "tallies: {t: {over: theirs}}\n");
  ASSERT_EQ(pack.uses.size(), 1u);
  EXPECT_EQ(pack.uses[0].version, "1.2.0");
  ASSERT_EQ(pack.native_functions.size(), 1u);
  EXPECT_EQ(pack.native_functions[0].name, "acme.risk_of");
  EXPECT_EQ(pack.tallies[0].over, "theirs");
}

TEST(ReadPack, KeepsThePlaceOfEveryKindOfText) {
  const PackDefinition pack = DefinitionOf(std::string(kHeading) +
                                           "functions:\n"
                                           "  a(): plain text\n"
                                           "  b(): 'quoted'\n"
                                           "  c(): |\n"
                                           "    first\n"
                                           "      second\n"
                                           "  d(): >\n"
                                           "    folded\n"
                                           "    on\n"
                                           "  e(): \"with\\tescape\"\n");
  const auto lines = [&](std::size_t k) { return pack.functions[k].body.origin.lines; };
  EXPECT_EQ(lines(0)[0].line, 8u);
  EXPECT_EQ(lines(0)[0].column, 8u);
  EXPECT_EQ(lines(1)[0].column, 9u);
  ASSERT_EQ(lines(2).size(), 2u);
  EXPECT_EQ(lines(2)[1].line, 12u);
  EXPECT_EQ(lines(2)[1].offset, 6u);
  ASSERT_EQ(lines(3).size(), 2u);
  EXPECT_EQ(lines(3)[1].line, 15u);
  EXPECT_EQ(lines(3)[1].offset, 7u);
  EXPECT_FALSE(pack.functions[4].body.origin.is_exact);
  EXPECT_EQ(pack.functions[0].body.origin.pointer, "/functions/a()");
  EXPECT_EQ(pack.functions[0].body.origin.file, "acme/pack.yaml");
}

}  // namespace
}  // namespace assay
