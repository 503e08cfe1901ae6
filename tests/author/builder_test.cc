// Packs written in C++: they compile, assess as their YAML does, and are at fault at the line of
// C++ that is.

#include "assay/author/builder.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/domain/organization.h"
#include "assay/engine/assess.h"
#include "assay/engine/compile.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/ingest/shred.h"
#include "assay/pack/write.h"
#include "assay/report/report.h"
#include "tests/author/badge_scan.h"

namespace assay::author {
namespace {

using domain::Person;
using doors::BadgeScan;
using doors::Door;
using doors::DoorKind;
using testing::ElementsAre;
using testing::HasSubstr;

const Schema& Shipped() {
  static const Schema* const schema = new Schema(ShippedSchema());
  return *schema;
}

// Everything that the builder has a word for.
PackBuilder Doors() {
  PackBuilder pack("acme-doors", "1.2.0", "Doors");
  pack.Add<Door>().Add<BadgeScan>();
  const auto grace = pack.Parameter<std::int64_t>("grace_days", 30, "no badge is needed so early");
  const auto share = pack.Parameter<std::int64_t>("badge_pct", 50, "share of people with a badge");
  pack.Parameter<domain::Attestation>("weakest", domain::Attestation::documented, "weakest record");
  pack.definition().hygiene.min_attestation = RuleOf(Cel<std::string>("params.weakest"));
  const auto covers = pack.Function<bool(Date, Maybe<Date>)>(
      "covers", {"from", "to"},
      [](auto from, auto to) { return from <= AsOf() && (to == kNone || AsOf() <= to.value()); });
  const auto is_new = pack.Method<Person, bool(std::int64_t)>(
      "is_new", {"days"},
      [](auto self, auto days) { return AsOf() - self[&Person::start] <= days; });
  const auto doors_used = pack.Derive<Person>("doors_used", [](auto self) {
    return self.template Referrers<BadgeScan>(&BadgeScan::person).CountDistinct([](auto scan) {
      return scan[&BadgeScan::door];
    });
  });
  const auto workforce = pack.Population<Person>("workforce", [&](auto person) {
    return person[&Person::in_scope] && covers(person[&Person::start], person[&Person::end]);
  });
  const auto doors = pack.Population<Door>("doors");
  const auto settled =
      pack.Narrow("settled", workforce, [&](auto person) { return !is_new(person, grace); });
  const auto idle =
      pack.Tally("idle", settled, [&](auto person) { return person[doors_used] == 0; });
  pack.Control("DOORS", "Doors")
      .Item("D01", "Everybody uses a badge")
      .Minimum(Each(workforce, [&](auto person) { return person[doors_used] > 0; })
                   .Due([&](auto person) { return settled.Contains(person); })
                   .Coverage(share))
      .Full(Each(workforce,
                 [](const Cells<Person>& person) -> Answer<bool> {
                   const auto scans = person.Referrers<BadgeScan>(&BadgeScan::person);
                   for (const Cells<BadgeScan>& scan : scans.known()) {
                     const Cell<bool> late = scan[&BadgeScan::after_hours];
                     if (late.is_unknown()) return kUnknown;
                     if (late.is_value() && late.value()) return false;
                   }
                   if (scans.is_unknown()) return kUnknown;
                   return true;
                 })
                .Due([&](auto person) { return settled.Contains(person); }))
      .Link(LevelLink::kMinimumLimitsFull)
      .Finding("{failing} of {due} without a badge; {idle} idle: {subjects}")
      .Show("idle", idle)
      .Remediation("facility manager", "Hand out badges.")
      .Item("D02", "Doors are owned")
      .Minimum({Each(doors, [](auto door) { return Has(door[&Door::owner]); })
                    .Per([](auto door) { return door[&Door::kind]; })
                    .Named("owned"),
                Organisation(idle < 2).Named("few_idle")});
  pack.Trap("T1", "Nobody moves", {"D01"}, idle > 3).caps_full = true;
  return pack;
}

BuiltPack Built(PackBuilder pack) {
  Diagnostics problems;
  absl::StatusOr<BuiltPack> built = std::move(pack).Build(&problems);
  EXPECT_TRUE(built.ok()) << Render(problems);
  return *std::move(built);
}

CompiledPack Compiled(Pack pack, const NativeLibrary& natives) {
  Diagnostics problems;
  absl::StatusOr<CompiledPack> compiled =
      CompilePack(std::move(pack), Shipped(), {.natives = natives}, &problems);
  EXPECT_TRUE(compiled.ok()) << Render(problems);
  EXPECT_TRUE(problems.empty()) << Render(problems);
  return *std::move(compiled);
}

Date Day(std::string_view text) { return *Date::Parse(text); }

Person Somebody(std::string id) {
  Person person;
  person.id = std::move(id);
  person.engagement = domain::Engagement::employee;
  person.start = Day("2024-01-01");
  return person;
}

BadgeScan ScanOf(std::string id, std::string person, std::optional<bool> after_hours) {
  BadgeScan scan;
  scan.id = std::move(id);
  scan.occurred_at = domain::OnDay(Day("2026-03-01"));
  scan.source = "reader";
  scan.person = person;
  scan.door = "front";
  if (after_hours.has_value()) scan.after_hours = *after_hours;
  return scan;
}

// `ann` by day, `bob` at night, `cid` nobody knows when, `dan` not at all.
Facts DoorFacts(const CompiledPack& pack) {
  FactsBuilder builder(pack.schema());
  builder.SetAsOf(Day("2026-03-31"));
  CollectedEntry all;
  all.type = "*";
  builder.SetCollected({all});
  Shredder shredder(pack.schema(), &builder);
  domain::Organization organization;
  organization.id = "o";
  organization.name = "O";
  organization.time_zone = "UTC";
  organization.isms_start = Day("2020-01-01");
  organization.primary_channel = "chat";
  shredder.Add(organization);
  for (const char* id : {"ann", "bob", "cid", "dan"}) shredder.Add(Somebody(id));
  Door front{.id = "front", .owner = domain::Ref<Person>("ann")};
  front.kind = DoorKind::outer;
  shredder.Add(front);
  shredder.Add(ScanOf("s1", "ann", false));
  shredder.Add(ScanOf("s2", "bob", true));
  shredder.Add(ScanOf("s3", "cid", std::nullopt));
  Diagnostics problems;
  absl::StatusOr<Facts> facts = std::move(builder).Seal({}, &problems);
  EXPECT_TRUE(facts.ok()) << Render(problems);
  return *std::move(facts);
}

std::string Assessed(const CompiledPack& pack) {
  Diagnostics problems;
  const absl::StatusOr<Assessment> assessment = Assess(pack, DoorFacts(pack), {}, &problems);
  EXPECT_TRUE(assessment.ok()) << Render(problems);
  return AssessmentJson(*assessment);
}

std::string FileText(const std::string& path) {
  std::ifstream file(std::string(ASSAY_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(PackBuilder, WritesThePackThatItsFileIs) {
  EXPECT_EQ(WritePack(Built(Doors()).pack), FileText("tests/author/doors.yaml"));
}

TEST(PackBuilder, AssessesAsItsFileDoes) {
  BuiltPack built = Built(Doors());
  Diagnostics problems;
  absl::StatusOr<Pack> read =
      ReadPack(FileText("tests/author/doors.yaml"), "doors.yaml", {}, &problems);
  ASSERT_TRUE(read.ok()) << Render(problems);
  EXPECT_EQ(read->digest(), built.pack.digest());
  const std::string from_file = Assessed(Compiled(*std::move(read), built.natives));
  EXPECT_EQ(Assessed(Compiled(std::move(built.pack), built.natives)), from_file);
}

TEST(PackBuilder, RulesAndFunctionsDecideSubjectBySubject) {
  BuiltPack built = Built(Doors());
  const CompiledPack pack = Compiled(std::move(built.pack), built.natives);
  const Facts facts = DoorFacts(pack);
  Diagnostics problems;
  const absl::StatusOr<Assessment> assessment = Assess(pack, facts, {}, &problems);
  ASSERT_TRUE(assessment.ok());
  const ItemResult& badges = assessment->controls[0].items[0];
  EXPECT_EQ(badges.level(Level::minimum).verdict, Verdict::satisfied);
  EXPECT_THAT(badges.level(Level::minimum).parts[0].failing, ElementsAre("dan"));
  const PartResult& full = badges.level(Level::full).parts[0];
  EXPECT_THAT(full.failing, ElementsAre("bob"));
  EXPECT_THAT(full.unknown, ElementsAre("cid"));
  EXPECT_THAT(assessment->natives, ElementsAre(NativeResult{"acme_doors.D01_full", "1.2.0"}));
  EXPECT_EQ(assessment->controls[0].items[1].level(Level::minimum).verdict, Verdict::satisfied);
}

TEST(PackBuilder, FunctionsThatThrowOrDoNotAskAreErrors) {
  const auto verdict_of = [](auto rule) {
    PackBuilder pack("acme-doors", "1.0.0", "Doors");
    pack.Add<Door>().Add<BadgeScan>();
    const auto people = pack.Population<Person>("people");
    pack.Control("C", "C").Item("D1", "D").Minimum(Each(people, rule));
    BuiltPack built = Built(std::move(pack));
    const CompiledPack compiled = Compiled(std::move(built.pack), built.natives);
    Diagnostics problems;
    const Facts facts = DoorFacts(compiled);
    return Assess(compiled, facts, {}, &problems)
        ->controls[0]
        .items[0]
        .level(Level::minimum)
        .parts[0]
        .error;
  };
  EXPECT_THAT(
      verdict_of([](const Cells<Person>&) -> bool { throw std::runtime_error("no licence"); }),
      HasSubstr("`acme_doors.D1_minimum` failed: no licence"));
  EXPECT_THAT(verdict_of([](const Cells<Person>& person) -> bool {
                return person[&Person::start].value() < Day("2025-01-01");
              }),
              HasSubstr("the value of `start` was read before its state was asked for"));
}

TEST(PackBuilder, NativeFunctionsAreCalledFromRules) {
  PackBuilder pack("acme-doors", "1.0.0", "Doors");
  const auto seniority = pack.Native<std::int64_t(Person, Date)>(
      "acme.seniority", [](const Cells<Person>& person, Date day) -> Answer<std::int64_t> {
        const Cell<Date> start = person[&Person::start];
        if (!start.is_value()) return kUnknown;
        return DaysBetween(start.value(), day);
      });
  const auto people = pack.Population<Person>("people");
  pack.Control("C", "C").Item("D1", "D").Minimum(
      Each(people, [&](auto person) { return seniority(person, AsOf()) >= 820; }));
  pack.Add<Door>().Add<BadgeScan>();
  BuiltPack built = Built(std::move(pack));
  EXPECT_EQ(built.pack.definition().controls[0].items[0].minimum.parts[0].require.text,
            "acme.seniority(person, as_of) >= 820");
  const CompiledPack compiled = Compiled(std::move(built.pack), built.natives);
  Diagnostics problems;
  const Facts facts = DoorFacts(compiled);
  EXPECT_EQ(
      Assess(compiled, facts, {}, &problems)->controls[0].items[0].level(Level::minimum).verdict,
      Verdict::satisfied);
}

// "line code: message" with lines counted from `first`.
std::vector<std::string> Told(const Diagnostics& problems, std::uint32_t first) {
  std::vector<std::string> told;
  for (const Diagnostic& problem : problems) {
    EXPECT_THAT(problem.place.file, HasSubstr("builder_test.cc"));
    told.push_back(std::to_string(problem.place.line - first) + " " + problem.code + ": " +
                   problem.message);
  }
  return told;
}

TEST(PackBuilder, FaultsAreAtTheirLineOfCode) {
  PackBuilder pack("acme-doors", "1.0.0", "Doors");
  const std::uint32_t here = Location::current().line;
  pack.Parameter<std::int64_t>("share_pct", 101, "too much");
  pack.Parameter<bool>("a b", true, "no name");
  const auto people = pack.Population<Person>("people");
  auto control = pack.Control("C", "C");
  control.Item("D1", "D").Minimum(
      Each(people, [](auto) { return Cel<bool>("params.share_pct > 1"); }));
  control.Item("D2", "no levels");
  control.Item("D3", "{open");
  pack.Native<bool()>("alone", [] { return true; });
  Diagnostics problems;
  EXPECT_FALSE(std::move(pack).Build(&problems).ok());
  EXPECT_THAT(
      Told(problems, here),
      ElementsAre(
          "1 pack.default-range: the default of `share_pct` is above 100",
          "2 pack.bad-id: `a b` is not a name",
          "2 pack.unused-parameter: no rule or text names `params.a b`",
          "7 pack.no-rules: item `D2` has no rules",
          "8 pack.text-braces: the braces of `{open` do not match",
          "8 pack.no-rules: item `D3` has no rules",
          "9 pack.native: native function `alone`: a name is words joined by dots, the first "
          "of them yours: `acme.risk_score`"));
}

TEST(PackBuilder, FaultsOfRulesAreAtTheirLineOfCode) {
  PackBuilder pack("acme-doors", "1.0.0", "Doors");
  const auto people = pack.Population<Person>("people");
  const std::uint32_t here = Location::current().line + 1;
  const auto late =
      pack.Derive<Person>("late", [](auto) { return Cel<bool>("self.strat < as_of"); });
  pack.Control("C", "C").Item("D1", "D").Minimum(
      Each(people, [&](auto person) { return person[late]; }).Due([](auto person) {
        return person[&Person::end].value() < AsOf();
      }));
  BuiltPack built = Built(std::move(pack));
  Diagnostics problems;
  EXPECT_FALSE(
      CompilePack(std::move(built.pack), Shipped(), {.natives = built.natives}, &problems).ok());
  EXPECT_THAT(Told(problems, here),
              ElementsAre("1 expr.no-such-field: `strat` is not a field of person",
                          "3 expr.maybe-none: `person.end` may be none"));
  EXPECT_THAT(Render(problems), HasSubstr("| self.strat < as_of\n"));
}

}  // namespace
}  // namespace assay::author
