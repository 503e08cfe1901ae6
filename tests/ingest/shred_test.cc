#include "assay/ingest/shred.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/domain/records.h"
#include "assay/ingest/described_json.h"
#include "assay/ingest/described_schema.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "tests/ingest/random_records.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

domain::Organization Firm() {
  domain::Organization organization;
  organization.id = "o";
  organization.time_zone = "+02:00";
  organization.isms_start = Date::FromCivil(2024, 1, 1).value();
  return organization;
}

domain::Person Somebody(const std::string& id) {
  domain::Person person;
  person.id = id;
  person.engagement = domain::Engagement::employee;
  person.start = Date::FromCivil(2024, 2, 1).value();
  return person;
}

class ShredderTest : public testing::Test {
 protected:
  absl::StatusOr<Facts> Seal(bool lenient = false) {
    return std::move(builder_).Seal({.lenient = lenient}, &problems_);
  }

  const Schema schema_ = ShippedSchema();
  FactsBuilder builder_{schema_};
  Shredder shredder_{schema_, &builder_};
  Diagnostics problems_;
};

TEST_F(ShredderTest, FillsTables) {
  domain::Person person = Somebody("p");
  person.assignments = {{.role = "r", .from = Date::FromCivil(2024, 2, 1).value()}};
  domain::Role role;
  role.id = "r";
  role.management_level = domain::ManagementLevel::line_manager;
  domain::Contract contract;
  contract.id = "c";
  contract.occurred_at = domain::OnDay(Date::FromCivil(2024, 2, 1).value());
  contract.person = "p";
  builder_.SetCollected({{.type = "*"}});
  shredder_.Add(Firm());
  shredder_.Add(person);
  shredder_.Add(role);
  shredder_.Add(contract);
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  const RecordTypeId assignment = schema_.FindRecord("assignment");
  ASSERT_EQ(facts->table(assignment).row_count(), 1u);
  EXPECT_EQ(facts->table(assignment).parent(0), 0u);
  const RecordTypeId type = schema_.FindRecord("contract");
  const FieldId clauses = schema_.FindField(type, "clauses");
  EXPECT_EQ(facts->table(type).column(clauses).state(0), CellState::kUnknown);
  const FieldId attestation = schema_.FindField(type, "attestation");
  EXPECT_EQ(facts->table(type).column(attestation).cell(0), 1);
}

// What was not set is reported, never taken for 1970 or the first of its words.
TEST_F(ShredderTest, ReportsWhatMustBeWritten) {
  domain::Person nobody;
  domain::Person somebody = Somebody("p");
  somebody.assignments.emplace_back();
  shredder_.Add(Firm());
  shredder_.Add(somebody);
  shredder_.Add(nobody);
  EXPECT_FALSE(Seal().ok());
  std::vector<std::string> found;
  for (const Diagnostic& problem : problems_) {
    found.push_back(absl::StrCat(problem.code, " ", problem.place.pointer));
  }
  EXPECT_THAT(found, ElementsAre("facts.missing-field /people/0/assignments/0",
                                 "facts.missing-field /people/0/assignments/0",
                                 "facts.missing-field /people/1", "facts.missing-field /people/1",
                                 "facts.missing-field /people/1"));
}

// Evidence is numbered through, whatever its type, as it would stand in a document.
TEST_F(ShredderTest, PointsToRecordsByTheirOrder) {
  shredder_.Add(Firm());
  domain::Communication message;
  message.id = "m";
  message.occurred_at = domain::OnDay(Date::FromCivil(2024, 2, 1).value());
  shredder_.Add(message);
  shredder_.Add(domain::Invoice());
  builder_.SetCollected({{.type = "*"}});
  EXPECT_FALSE(Seal().ok());
  ASSERT_FALSE(problems_.empty());
  EXPECT_EQ(problems_[0].place.pointer, "/evidence/1");
}

// A program's own struct, described as ours are.
struct BadgeScan : domain::PersonEvidence {
  domain::Required<std::string> door;
  domain::Reported<bool> granted;

  bool operator==(const BadgeScan&) const = default;
};
BOOST_DESCRIBE_STRUCT(BadgeScan, (domain::PersonEvidence), (door, granted))

}  // namespace

template <>
struct domain::Description<BadgeScan> {
  static constexpr RecordDescription record{.name = "badge_scan",
                                            .plural = "badge_scans",
                                            .place = RecordPlace::evidence,
                                            .documentation = "Somebody's badge at a door.",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {{"door", "The door."},
                                                  {"granted", "Whether it opened."}};
};

namespace {

TEST(Shredder, TakesStructsOfTheProgramItself) {
  const Schema shipped = ShippedSchema();
  SchemaBuilder schema_builder(shipped);
  SchemaDescriber describer(&schema_builder, &shipped);
  describer.Add<BadgeScan>();
  Diagnostics problems;
  const std::optional<Schema> schema = schema_builder.Build(&problems);
  ASSERT_TRUE(schema.has_value()) << Render(problems);

  FactsBuilder builder(*schema);
  Shredder shredder(*schema, &builder);
  BadgeScan scan;
  scan.id = "s";
  scan.occurred_at = domain::AtInstant(*Instant::Parse("2026-03-31T07:59:00+02:00"));
  scan.person = "p";
  scan.door = "north";
  shredder.Add(Firm());
  shredder.Add(Somebody("p"));
  shredder.Add(scan);
  const absl::StatusOr<Facts> facts = std::move(builder).Seal({}, &problems);
  ASSERT_TRUE(facts.ok()) << Render(problems);
  const std::optional<std::uint16_t> inverse =
      schema->FindInverse(schema->FindRecord("person"), "badge_scans");
  ASSERT_TRUE(inverse.has_value());
  EXPECT_EQ(facts->referrers(*inverse, 0).size(), 1u);
}

// Structs through columns, and the same structs through JSON: one meaning, one digest.
TEST(Shredder, AgreesWithTheJsonReader) {
  const Schema schema = ShippedSchema();
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    FactsBuilder builder(schema);
    Shredder shredder(schema, &builder);
    builder.SetCollected({{.type = "*"}});
    shredder.Add(Firm());
    RandomRecords random(seed);
    std::string text = absl::StrCat(R"({"organization": )", ToJson(Firm()),
                                    R"(, "collected": ["*"], "evidence": [)");
    int count = 0;
    using Tags = boost::mp11::mp_transform<boost::mp11::mp_identity, domain::EvidenceRecords>;
    boost::mp11::mp_for_each<Tags>([&](auto tag) {
      auto record = random.Make<typename decltype(tag)::type>();
      record.id = absl::StrCat("e", count);
      // A version is named within its document only.
      if constexpr (requires { record.document_version; }) record.document_version.reset();
      absl::StrAppend(&text, count++ == 0 ? "" : ",\n", ToJson(record));
      shredder.Add(record);
    });
    text += "]}";
    Diagnostics problems;
    const absl::StatusOr<Facts> shredded = std::move(builder).Seal({.lenient = true}, &problems);
    ASSERT_TRUE(shredded.ok()) << Render(problems);
    const absl::StatusOr<Facts> read = ReadFactsJson(text, schema, {.lenient = true}, &problems);
    ASSERT_TRUE(read.ok()) << "seed " << seed << "\n" << text << "\n" << Render(problems);
    EXPECT_EQ(ToHex(shredded->digest()), ToHex(read->digest())) << "seed " << seed << "\n" << text;
    EXPECT_EQ(shredded->flags().size(), read->flags().size());
  }
}

}  // namespace
}  // namespace assay
