// The pieces of docs/cpp-packs.md, compiled and run. The page shows them line by line.

#include <optional>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/author/builder.h"
#include "assay/domain/organization.h"
#include "assay/engine/assess.h"
#include "assay/engine/compile.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/ingest/shred.h"
#include "examples/cpp_pack/doors.h"

namespace {

using assay::Date;
using testing::HasSubstr;

TEST(CppPackManual, Rules) {
  const Term<Person> person(tree::Ident("person"));
  // The page begins here.
  const auto scans = person.Referrers<BadgeScan>(&BadgeScan::person);
  const Term<bool> rule =
      person[&Person::in_scope] && scans.size() > 0 &&
      scans.All([](Term<BadgeScan> scan) { return scan.day() >= AsOf() - Days(90); });
  EXPECT_EQ(rule.cel(),
            "person.in_scope && person.badge_scans.size() > 0 && "
            "person.badge_scans.all(b, b.date >= as_of - days(90))");
  // It ends.
}

TEST(CppPackManual, None) {
  const Term<Person> person(tree::Ident("person"));
  // The page begins here.
  const Term<Maybe<Date>> end = person[&Person::end];  // A std::optional<Date> in the struct.
  EXPECT_EQ((end == kNone || end.value() >= AsOf()).cel(),
            "person.end == null || person.end >= as_of");
  EXPECT_EQ((end.Or(AsOf()) >= AsOf()).cel(), "person.?end.orValue(as_of) >= as_of");
  // `end >= AsOf()` does not compile.
  // It ends.
}

TEST(CppPackManual, Definitions) {
  // The page begins here.
  PackBuilder pack("acme-staff", "1.0.0", "Staff");
  pack.Add<BadgeScan>();
  const auto grace =
      pack.Parameter<std::int64_t>("grace_days", 30, "New people need no badge so early.");
  const auto covers = pack.Function<bool(Date, Maybe<Date>)>(
      "covers", {"from", "to"}, [](Term<Date> from, Term<Maybe<Date>> to) {
        return from <= AsOf() && (to == kNone || AsOf() <= to.value());
      });
  const auto doors_used = pack.Derive<Person>("doors_used", [](Term<Person> self) {
    return self.Referrers<BadgeScan>(&BadgeScan::person).CountDistinct([](Term<BadgeScan> scan) {
      return scan[&BadgeScan::door];
    });
  });
  const auto staff = pack.Population<Person>("staff", [&](Term<Person> person) {
    return covers(person[&Person::start], person[&Person::end]);
  });
  const auto idle =
      pack.Tally("idle", staff, [&](Term<Person> person) { return person[doors_used] == 0; });
  pack.Control("C-1", "Badges")
      .Item("I1", "Everybody uses a badge")
      .Minimum(
          Each(staff, [&](Term<Person> person) { return person[doors_used] > 0; })
              .Due([&](Term<Person> person) { return AsOf() - person[&Person::start] > grace; })
              .Coverage(95))
      .Item("I2", "Hardly anybody has none")
      .Minimum(Organisation(idle < 3));
  pack.definition().waivers.max_days = RuleOf(Term<std::int64_t>(90));
  // It ends.
  assay::Diagnostics problems;
  const auto built = std::move(pack).Build(&problems);
  ASSERT_TRUE(built.ok()) << assay::Render(problems);
  const assay::PackDefinition& definition = built->pack.definition();
  EXPECT_EQ(definition.controls[0].items[0].minimum.parts[0].require.text, "person.doors_used > 0");
  EXPECT_EQ(definition.waivers.max_days.text, "90");
}

TEST(CppPackManual, Faults) {
  PackBuilder pack("acme-staff", "1.0.0", "Staff");
  const int line = static_cast<int>(Location::current().line) + 2;
  const auto staff =
      pack.Population<Person>("staff", [](auto) { return Cel<bool>("person.in_scop"); });
  pack.Control("C-1", "C").Item("I1", "I").Minimum(Each(staff, [](auto) {
    return Term<bool>(true);
  }));
  assay::Diagnostics problems;
  auto built = std::move(pack).Build(&problems);
  ASSERT_TRUE(built.ok()) << assay::Render(problems);
  const assay::Schema schema = assay::ShippedSchema();
  EXPECT_FALSE(
      assay::CompilePack(std::move(built->pack), schema, {.natives = built->natives}, &problems)
          .ok());
  EXPECT_THAT(assay::Render(problems),
              HasSubstr("manual_test.cc:" + std::to_string(line) +
                        ": error[expr.no-such-field] `in_scop` is not a field of person"));
}

TEST(CppPackManual, NativeFunctions) {
  // The page begins here.
  assay::NativeLibrary natives;
  const absl::Status status =
      natives.Add({.name = "acme.risk_score",
                   .parameters = {"person"},
                   .result = "int",
                   .version = "2.1",
                   .compute = assay::RowByRow([](const assay::NativeRow& row) {
                     const auto person = row.cell<assay::RecordCells>(0);
                     if (!person.is_value()) return assay::Value::Unknown();
                     const auto engagement = person.value().Get<std::string_view>("engagement");
                     if (!engagement.is_value()) return assay::Value::Unknown();
                     return assay::Value::Int(engagement.value() == "employee" ? 10 : 60);
                   })});
  // It ends.
  ASSERT_TRUE(status.ok());
  const std::string text =
      "format: assay.pack/1\nid: r\ntitle: R\nversion: 1.0.0\nlanguage: assay-cel/1\n"
      "native: [acme.risk_score]\npopulations: {staff: {of: person, where: acme.risk_score(person) "
      "> 50}}\n";
  assay::Diagnostics problems;
  auto pack = assay::ReadPack(text, "r.yaml", {}, &problems);
  const assay::Schema schema = assay::ShippedSchema();
  // The page begins here.
  auto compiled = assay::CompilePack(*std::move(pack), schema, {.natives = natives}, &problems);
  // It ends.
  EXPECT_TRUE(compiled.ok()) << assay::Render(problems);
}

TEST(CppPackManual, FactsOfTheSameStructs) {
  assay::Diagnostics problems;
  auto built = Doors().Build(&problems);
  const assay::Schema schema = assay::ShippedSchema();
  const auto compiled =
      assay::CompilePack(std::move(built->pack), schema, {.natives = built->natives}, &problems);
  assay::domain::Organization organization;
  organization.id = "acme";
  organization.name = "Acme";
  organization.time_zone = "UTC";
  organization.isms_start = *Date::Parse("2024-01-01");
  organization.primary_channel = "chat";
  Person ann;
  ann.id = "ann";
  ann.engagement = assay::domain::Engagement::employee;
  ann.start = *Date::Parse("2024-01-01");
  // The page begins here.
  BadgeScan scan;
  scan.id = "s1";
  scan.person = "ann";
  scan.occurred_at = assay::domain::OnDay(*Date::Parse("2026-03-02"));
  scan.source = "reader";
  scan.door = "front";
  scan.minutes = 480;  // `after_hours` was not recorded, so it is unknown.

  assay::FactsBuilder builder(compiled->schema());
  assay::Shredder shredder(compiled->schema(), &builder);
  shredder.Add(organization);
  shredder.Add(ann);
  shredder.Add(scan);
  const auto facts = std::move(builder).Seal({}, &problems);
  // It ends.
  ASSERT_TRUE(facts.ok()) << assay::Render(problems);
  const auto assessment =
      assay::Assess(*compiled, *facts, {.as_of = Date::Parse("2026-03-31")}, &problems);
  ASSERT_TRUE(assessment.ok());
  EXPECT_EQ(assessment->controls[0].items[1].level(assay::Level::minimum).verdict,
            assay::Verdict::unknown);
}

}  // namespace
