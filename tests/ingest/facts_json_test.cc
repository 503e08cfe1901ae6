#include "assay/ingest/facts_json.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/ingest/shipped_schema.h"
#include "tests/ingest/scenario_files.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kOrganization =
    R"("organization": {"id": "o", "time_zone": "+02:00", "isms_start": "2024-01-01"})";

std::string Document(std::string_view members) {
  return absl::StrCat("{", kOrganization, R"(, "collected": ["*"])", members.empty() ? "" : ", ",
                      std::string(members), "}");
}

class FactsJsonTest : public testing::Test {
 protected:
  absl::StatusOr<Facts> Read(std::string_view text, const FactsJsonOptions& options = {}) {
    problems_.clear();
    return ReadFactsJson(text, schema_, options, &problems_);
  }

  Facts MustRead(std::string_view text, const FactsJsonOptions& options = {}) {
    absl::StatusOr<Facts> facts = Read(text, options);
    EXPECT_TRUE(facts.ok()) << Render(problems_);
    return *std::move(facts);
  }

  const Table& TableOf(const Facts& facts, std::string_view record) {
    return facts.table(schema_.FindRecord(record));
  }
  const Column& ColumnOf(const Facts& facts, std::string_view record, std::string_view field) {
    const RecordTypeId type = schema_.FindRecord(record);
    return facts.table(type).column(schema_.FindField(type, field));
  }

  const Schema schema_ = ShippedSchema();
  Diagnostics problems_;
};

TEST_F(FactsJsonTest, ReadsEveryScenario) {
  const auto files = ScenarioFiles();
  if (files.empty()) GTEST_SKIP() << "no scenarios beside the repository";
  for (const auto& file : files) {
    const std::string text = FactsOfScenario(ReadFile(file));
    ASSERT_FALSE(text.empty()) << file;
    const absl::StatusOr<Facts> facts = Read(text, {.file = file.filename().string()});
    EXPECT_TRUE(facts.ok()) << Render(problems_);
    EXPECT_THAT(problems_, IsEmpty());
    if (!facts.ok()) continue;
    EXPECT_GT(TableOf(*facts, "person").row_count(), 0u);
  }
}

TEST_F(FactsJsonTest, ReadsTheLeastDocument) {
  const Facts facts = MustRead(Document(""));
  EXPECT_EQ(TableOf(facts, "organization").row_count(), 1u);
  EXPECT_EQ(TableOf(facts, "person").row_count(), 0u);
  EXPECT_FALSE(facts.as_of().has_value());
  EXPECT_EQ(facts.time_zone().name(), "+02:00");
}

TEST_F(FactsJsonTest, ReadsMembersOfTheDocumentInAnyOrder) {
  const Facts first =
      MustRead(absl::StrCat(R"({"evidence": [], "people": [], "collected": ["*"], )", kOrganization,
                            R"(, "as_of": "2026-03-31"})"));
  const Facts second = MustRead(Document(R"("as_of": "2026-03-31", "format": "assay.facts/1")"));
  EXPECT_EQ(first.as_of(), Date::FromCivil(2026, 3, 31));
  EXPECT_EQ(first.digest(), second.digest());
}

// The type may come last, and what stands before it may be nested.
TEST_F(FactsJsonTest, ReadsEvidenceWhereverItsTypeStands) {
  const char* records[] = {
      R"({"type": "minutes", "id": "m", "occurred_at": "2026-01-13", "source": "s", "kind": "board",
          "agenda": [{"topic": "security", "raised_by": null}], "challenges": 1})",
      R"({"id": "m", "type": "minutes", "occurred_at": "2026-01-13", "source": "s", "kind": "board",
          "agenda": [{"topic": "security", "raised_by": null}], "challenges": 1})",
      R"({"agenda": [{"topic": "security", "raised_by": null}], "challenges": 1, "id": "m",
          "occurred_at": "2026-01-13", "source": "s", "kind": "board", "type": "minutes"})"};
  std::vector<Sha256> digests;
  for (const char* record : records) {
    const Facts facts = MustRead(Document(absl::StrCat(R"("evidence": [)", record, "]")));
    EXPECT_EQ(TableOf(facts, "agenda_item").row_count(), 1u);
    digests.push_back(facts.digest());
  }
  EXPECT_EQ(digests[0], digests[1]);
  EXPECT_EQ(digests[0], digests[2]);
}

TEST_F(FactsJsonTest, TellsNoneUnknownAndDefaultsApart) {
  const Facts facts = MustRead(Document(
      R"("people": [{"id": "p", "engagement": "employee", "start": "2024-01-01"}],
         "evidence": [
           {"id": "a", "type": "contract", "occurred_at": "2024-01-01", "person": "p"},
           {"id": "b", "type": "contract", "occurred_at": "2024-01-02", "person": "p", "clauses": []}])"));
  EXPECT_EQ(ColumnOf(facts, "person", "end").state(0), CellState::kNone);
  EXPECT_EQ(ColumnOf(facts, "person", "in_scope").state(0), CellState::kValue);
  EXPECT_EQ(ColumnOf(facts, "person", "in_scope").cell(0), 1);
  const Column& clauses = ColumnOf(facts, "contract", "clauses");
  EXPECT_EQ(clauses.state(0), CellState::kUnknown);
  EXPECT_EQ(clauses.state(1), CellState::kValue);
  EXPECT_TRUE(clauses.list(1).empty());
}

TEST_F(FactsJsonTest, NullIsAbsence) {
  const char* written = R"("people": [{"id": "p", "engagement": "employee", "start": "2024-01-01",
      "end": null, "manager": null, "in_scope": null, "leaves": null, "assignments": null}],
      "documents": null, "evidence": null, "as_of": null)";
  const char* absent =
      R"("people": [{"id": "p", "engagement": "employee", "start": "2024-01-01"}])";
  EXPECT_EQ(MustRead(Document(written)).digest(), MustRead(Document(absent)).digest());
}

TEST_F(FactsJsonTest, TakesTheDateOfAnInstantInTheZoneOfTheOrganisation) {
  const Facts facts = MustRead(Document(
      R"("evidence": [{"id": "a", "type": "communication", "occurred_at": "2026-03-31T23:30:00Z"}])"));
  const RecordTypeId type = schema_.FindRecord("communication");
  const FieldId field = schema_.FindField(type, "occurred_at");
  EXPECT_EQ(facts.table(type).date_column(field).cell(0),
            Date::FromCivil(2026, 4, 1)->days_since_epoch());
  EXPECT_EQ(facts.text(static_cast<TextId>(facts.table(type).column(field).cell(0))),
            "2026-03-31T23:30:00Z");
}

// No double on the way: what is written is what is kept.
TEST_F(FactsJsonTest, KeepsDecimalsExact) {
  const char* lines = R"([{"category": "tools", "amount": 0.1, "currency": "EUR"},
                          {"category": "tools", "amount": "0.10", "currency": "EUR"},
                          {"category": "tools", "amount": 123456789012345.678, "currency": "EUR"},
                          {"category": "tools", "amount": 1.2e3, "currency": "EUR"}])";
  const Facts facts = MustRead(Document(absl::StrCat(
      R"("evidence": [{"id": "b", "type": "budget", "occurred_at": "2026-01-01",
          "period_from": "2026-01-01", "period_to": "2026-12-31", "lines": )",
      lines, "}]")));
  const Column& amounts = ColumnOf(facts, "budget_line", "amount");
  std::vector<std::string> texts;
  for (Row row = 0; row < amounts.size(); ++row) {
    texts.push_back(facts.decimal(amounts.cell(row)).ToString());
  }
  EXPECT_THAT(texts, ElementsAre("0.1", "0.1", "123456789012345.678", "1200"));
}

TEST_F(FactsJsonTest, ReadsCollectedEntries) {
  const Facts facts = MustRead(absl::StrCat(
      "{", kOrganization,
      R"(, "collected": ["contract", {"type": "communication", "from": "2025-06-01", "to": null},
          {"type": "nda", "complete": false}, "handbook", "assignments"]})"));
  EXPECT_FALSE(TableOf(facts, "contract").feed().is_open());
  EXPECT_THAT(TableOf(facts, "communication").feed().gaps,
              ElementsAre(DateRange{kFirstDay, Date::FromCivil(2025, 5, 31)->days_since_epoch()}));
  EXPECT_TRUE(TableOf(facts, "nda").feed().is_open());
  EXPECT_FALSE(TableOf(facts, "assignment").feed().is_open());
  EXPECT_TRUE(TableOf(facts, "document").feed().is_open());
  EXPECT_EQ(TableOf(facts, "document").feed().open_kinds & 1u, 0u);
}

TEST_F(FactsJsonTest, ReadsEscapedKeysAndTexts) {
  const Facts facts = MustRead(Document(
      R"("peopl\u0065": [{"\u0069d": "p\u00e9", "engagement": "emplo\u0079ee", "start": "2024-01-01"}])"));
  EXPECT_NE(facts.FindRow(schema_.FindRecord("person"), "p\xc3\xa9"), kNoRow);
}

TEST_F(FactsJsonTest, ReadsRecordTypesThatAPackDeclares) {
  SchemaBuilder builder(schema_);
  SchemaBuilder::RecordDeclaration badge;
  badge.record.name = "badge_scan";
  badge.record.plural = "badge_scans";
  badge.record.role = RecordRole::kEvidence;
  badge.record.is_feed = true;
  badge.record.documentation = "Somebody at a door.";
  badge.occurred_field = "occurred_at";
  badge.fields.push_back({.field = {.name = "id", .is_key = true, .documentation = "Its id."}});
  badge.fields.push_back(
      {.field = {.name = "occurred_at", .kind = FieldKind::kWhen, .documentation = "When."}});
  badge.fields.push_back(
      {.field = {.name = "door", .missing = Missing::kUnknown, .documentation = "Where."}});
  builder.AddRecord(std::move(badge));
  builder.ExtendEnum("engagement", {"volunteer"}, {});
  const std::optional<Schema> schema = builder.Build(&problems_);
  ASSERT_TRUE(schema.has_value()) << Render(problems_);
  const absl::StatusOr<Facts> facts = ReadFactsJson(
      Document(R"("people": [{"id": "p", "engagement": "volunteer", "start": "2024-01-01"}],
                  "evidence": [{"id": "s", "type": "badge_scan", "occurred_at": "2026-01-01",
                                "door": "north"}])"),
      *schema, {}, &problems_);
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  EXPECT_EQ(facts->table(schema->FindRecord("badge_scan")).row_count(), 1u);
}

TEST_F(FactsJsonTest, LenientTurnsUnknownMembersIntoFlags) {
  const std::string text = Document(
      R"("people": [{"shoe_size": {"eu": [42]}, "id": "p", "engagement": "employee",
                     "start": "2024-01-01",
                     "assignments": [{"role": "r", "from": "2024-01-01", "fte": 1}]}],
         "roles": [{"id": "r", "management_level": "none"}],
         "weather": "fine")");
  EXPECT_FALSE(Read(text).ok());
  const Facts facts = MustRead(text, {.lenient = true});
  EXPECT_THAT(facts.flags(), ElementsAre(Facts::Flag{"unknown_member", "", "weather"},
                                         Facts::Flag{"unknown_member", "p", "assignments/0/fte"},
                                         Facts::Flag{"unknown_member", "p", "shoe_size"}));
}

TEST_F(FactsJsonTest, LenientTurnsDanglingReferencesIntoFlags) {
  const std::string text = Document(
      R"("people": [{"id": "p", "engagement": "employee", "start": "2024-01-01", "manager": "q"}])");
  EXPECT_FALSE(Read(text).ok());
  const Facts facts = MustRead(text, {.lenient = true});
  ASSERT_EQ(facts.flags().size(), 1u);
  EXPECT_EQ(facts.flags()[0].flag, "dangling_reference");
  EXPECT_EQ(facts.flags()[0].record, "p");
}

TEST_F(FactsJsonTest, LenientForgivesNothingElse) {
  EXPECT_FALSE(Read(Document(R"("weather": {"a": 1, "a": 2})"), {.lenient = true}).ok());
  EXPECT_FALSE(Read(Document(R"("weather": 1, "weather": 2)"), {.lenient = true}).ok());
  EXPECT_FALSE(Read(Document(R"("as_of": "yesterday")"), {.lenient = true}).ok());
  EXPECT_FALSE(
      Read(Document(R"("evidence": [{"id": "a", "type": "horoscope"}])"), {.lenient = true}).ok());
}

TEST_F(FactsJsonTest, StopsAtTheLimitOfFaults) {
  std::string people;
  for (int i = 0; i < 50; ++i) absl::StrAppend(&people, i == 0 ? "" : ",", i);
  const absl::Status status =
      Read(Document(absl::StrCat(R"("people": [)", people, "]")), {.max_diagnostics = 10}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("at least 10 faults"));
  ASSERT_EQ(problems_.size(), 11u);
  EXPECT_EQ(ErrorCount(problems_), 10u);
  EXPECT_EQ(problems_.back().code, "facts.too-many");
}

TEST_F(FactsJsonTest, RefusesWhatIsTooLong) {
  const absl::Status status = Read(Document(""), {.max_bytes = 20}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(status.message()), HasSubstr("max_bytes"));
}

TEST_F(FactsJsonTest, CountsItsFaults) {
  EXPECT_EQ(Read(Document(R"("as_of": 1)"), {.file = "f.json"}).status().message(),
            "facts `f.json` have 1 fault");
  EXPECT_EQ(Read(Document(R"("as_of": 1, "roles": 2)")).status().message(), "facts have 2 faults");
}

// A fault of the text ends the reading; the faults before it are reported all the same.
TEST_F(FactsJsonTest, ReportsFaultsBeforeASyntaxFault) {
  EXPECT_FALSE(Read(R"({"as_of": "soon", "people": [}")").ok());
  ASSERT_EQ(problems_.size(), 2u);
  EXPECT_EQ(problems_[0].code, "facts.bad-date");
  EXPECT_EQ(problems_[1].code, "json.syntax");
}

}  // namespace
}  // namespace assay
