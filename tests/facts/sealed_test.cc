// What sealed facts say: cells in their three states, rows, names, children, inverses.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/facts/facts.h"
#include "tests/facts/facts_in_words.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SealedTest : public testing::Test {
 protected:
  Row Find(std::string_view record, std::string_view key) const {
    return facts_.FindRow(small_.type(record), key);
  }
  std::string Cell(std::string_view record, Row row, std::string_view field) const {
    return Say(facts_, small_.type(record), small_.field(record, field), row);
  }
  std::string Cell(std::string_view record, std::string_view key, std::string_view field) const {
    return Cell(record, Find(record, key), field);
  }
  std::vector<std::string> Names(std::string_view record) const {
    std::vector<std::string> names;
    for (Row row = 0; row < facts_.table(small_.type(record)).row_count(); ++row) {
      names.push_back(facts_.RecordName(small_.type(record), row));
    }
    return names;
  }
  std::vector<std::string> Referrers(std::string_view target, std::string_view key,
                                     std::string_view inverse) const {
    const auto id = small_.schema.FindInverse(small_.type(target), inverse);
    std::vector<std::string> names;
    for (const Row row : facts_.referrers(id.value(), Find(target, key))) {
      names.push_back(facts_.RecordName(small_.schema.inverses()[*id].source, row));
    }
    return names;
  }

  SmallSchema small_;
  Facts facts_ = SealWords(small_.schema, SmallFacts());
};

TEST_F(SealedTest, CellsOfEveryKindSayWhatWasSet) {
  EXPECT_EQ(Cell("role", "r-dev", "privileged"), "false");
  EXPECT_EQ(Cell("role", "r-dev", "title"), "Developer");
  EXPECT_EQ(Cell("person", "p3", "engagement"), "contractor");
  EXPECT_EQ(Cell("person", "p3", "start"), "2024-02-29");
  EXPECT_EQ(Cell("person", "p2", "manager"), "p1");
  EXPECT_EQ(Cell("completion", "e4", "score"), "90");
  EXPECT_EQ(Cell("module", "m-basic", "fee"), "12.5");
  EXPECT_EQ(Cell("module", "m-basic", "topics"), "[phishing passwords]");
  EXPECT_EQ(Cell("briefing", "e6", "tags"), "[b a]");
  EXPECT_EQ(Cell("briefing", "e6", "attendees"), "[p3 p1]");
  EXPECT_EQ(Cell("briefing", "e6", "follows"), "[e5 e4]") << "evidence that refers to evidence";
}

TEST_F(SealedTest, AbsentCellsAreWhatTheirSchemaSays) {
  EXPECT_EQ(Cell("person", "p1", "end"), "<none>") << "explicit null";
  EXPECT_EQ(Cell("person", "p2", "end"), "<none>");
  EXPECT_EQ(Cell("person", "p3", "end"), "2025-02-28");
  EXPECT_EQ(Cell("role", "r-cto", "privileged"), "<unknown>");
  EXPECT_EQ(Cell("completion", "e5", "score"), "<unknown>");
  EXPECT_EQ(Cell("completion", "e5", "module"), "<unknown>");
  EXPECT_EQ(Cell("organization", "org", "founded"), "<none>") << "nobody set the field";
}

TEST_F(SealedTest, DefaultsFillAbsentCells) {
  EXPECT_EQ(Cell("person", "p1", "in_scope"), "true");
  EXPECT_EQ(Cell("person", "p3", "in_scope"), "false");
  EXPECT_EQ(Cell("acknowledgement", "e3", "attestation"), "documented");
  EXPECT_EQ(Cell("acknowledgement", "e2", "attestation"), "observed");
  EXPECT_EQ(Cell("acknowledgement", "e3", "source"), "export");
  EXPECT_EQ(Cell("acknowledgement", "e1", "source"), "portal");
  EXPECT_EQ(Cell("completion", "e4", "source"), "export") << "nobody set the field";
}

TEST_F(SealedTest, StatesAreKeptOnlyWhereNeeded) {
  const Table& people = facts_.table(small_.type("person"));
  EXPECT_TRUE(people.column(small_.field("person", "start")).all_values());
  EXPECT_FALSE(people.column(small_.field("person", "end")).all_values());
  EXPECT_EQ(people.column(small_.field("person", "end")).narrow().size(), 3u)
      << "a kernel finds a whole array";
}

TEST_F(SealedTest, InstantsBecomeDaysOfTheOrganisationsZone) {
  EXPECT_EQ(Cell("acknowledgement", "e1", "occurred_at"),
            "2026-03-31T23:30:00Z on 2026-04-01 at 2026-03-31T23:30:00Z");
  EXPECT_EQ(Cell("acknowledgement", "e3", "occurred_at"), "2025-03-01 on 2025-03-01 at <none>");
  EXPECT_EQ(Cell("viewing", 1, "at"),
            "2025-11-21T10:00:00+01:00 on 2025-11-21 at 2025-11-21T09:00:00Z");
  EXPECT_EQ(facts_.time_zone().name(), TimeZone::Load("+13:00")->name());
}

TEST_F(SealedTest, TablesAreInTheOrderOfTheirKeys) {
  EXPECT_THAT(Names("person"), ElementsAre("p1", "p2", "p3"));
  EXPECT_THAT(Names("document"), ElementsAre("d-hb", "d-pol"));
}

TEST_F(SealedTest, EvidenceLiesBesideItsPersonOldestFirst) {
  EXPECT_THAT(Names("acknowledgement"), ElementsAre("e1", "e2", "e3"));
  const auto inverse = *small_.schema.FindInverse(small_.type("person"), "acknowledgements");
  EXPECT_TRUE(facts_.is_contiguous(inverse));
  EXPECT_THAT(facts_.referrer_offsets(inverse), ElementsAre(0, 1, 3, 3));
  EXPECT_THAT(facts_.referrer_rows(inverse), ElementsAre(0, 1, 2));
}

TEST_F(SealedTest, EmbeddedRowsLieBesideTheirParent) {
  EXPECT_THAT(Names("assignment"),
              ElementsAre("p1/assignments/0", "p2/assignments/0", "p2/assignments/1"));
  const Table::RowRange range = facts_.children(
      small_.type("person"), small_.field("person", "assignments"), Find("person", "p2"));
  EXPECT_EQ(range.first, 1u);
  EXPECT_EQ(range.last, 3u);
  EXPECT_EQ(Cell("assignment", range.first, "to"), "2022-01-31");
  EXPECT_EQ(facts_.table(small_.type("assignment")).parent(range.first), Find("person", "p2"));
  const Table::RowRange nobodys = facts_.children(
      small_.type("person"), small_.field("person", "assignments"), Find("person", "p3"));
  EXPECT_EQ(nobodys.first, nobodys.last);
}

TEST_F(SealedTest, SingleEmbeddedRecordIsACell) {
  const RecordTypeId version = small_.type("document_version");
  const Row with = facts_.FindRow(version, "2", Find("document", "d-hb"));
  EXPECT_EQ(Cell("document_version", with, "procedure"), "d-hb/versions/2/procedure");
  EXPECT_EQ(Cell("procedure", 0, "steps"), "[travel phishing]");
  const Row without = facts_.FindRow(version, "1", Find("document", "d-hb"));
  EXPECT_EQ(Cell("document_version", without, "procedure"), "<none>");
}

TEST_F(SealedTest, ScopedReferencesLeadIntoTheirScope) {
  EXPECT_EQ(Cell("acknowledgement", "e3", "document_version"), "d-hb/versions/2");
  EXPECT_EQ(Cell("acknowledgement", "e1", "document_version"), "d-pol/versions/2")
      << "version 2 of the other document";
}

TEST_F(SealedTest, InversesListReferrers) {
  EXPECT_THAT(Referrers("person", "p1", "reports"), ElementsAre("p2", "p3"));
  EXPECT_THAT(Referrers("person", "p3", "reports"), IsEmpty());
  EXPECT_THAT(Referrers("person", "p3", "briefings_attended"), ElementsAre("e6"))
      << "through a list";
  EXPECT_THAT(Referrers("person", "p2", "viewings"), ElementsAre("e6/viewings/0", "e6/viewings/1"))
      << "of embedded records";
  EXPECT_THAT(Referrers("role", "r-cto", "holders"),
              ElementsAre("p1/assignments/0", "p2/assignments/1"));
  EXPECT_THAT(Referrers("module", "m-basic", "completions"), ElementsAre("e4"));
}

TEST_F(SealedTest, FindsRowsByKey) {
  for (const char* record : {"person", "role", "document", "acknowledgement", "completion"}) {
    for (const std::string& name : Names(record)) {
      EXPECT_EQ(facts_.RecordName(small_.type(record), Find(record, name)), name);
    }
  }
  EXPECT_EQ(Find("person", "p4"), kNoRow);
  EXPECT_EQ(Find("person", "e1"), kNoRow) << "a key of another type";
  EXPECT_EQ(Find("document_version", "2"), kNoRow) << "no scope given";
  EXPECT_EQ(facts_.FindRow(small_.type("document_version"), "3", Find("document", "d-hb")), kNoRow);
  EXPECT_EQ(Find("assignment", "p1"), kNoRow) << "no key at all";
}

TEST_F(SealedTest, TextsAreNumberedInByteOrder) {
  for (TextId id = 1; id < facts_.text_count(); ++id) {
    EXPECT_LT(facts_.text(id - 1), facts_.text(id));
  }
  EXPECT_EQ(facts_.text(facts_.FindText("r-dev").value()), "r-dev");
  EXPECT_FALSE(facts_.FindText("r-de").has_value());
}

TEST(Sealed, KeysFindEvidenceThatIsNotInTheirOrder) {
  const SmallSchema small;
  WordFacts words = SmallFacts();
  words.records.push_back(
      {"completion", {{"id", "e0"}, {"occurred_at", "2025-05-01"}, {"person", "p3"}}});
  words.records.push_back(
      {"completion", {{"id", "e9"}, {"occurred_at", "2025-01-01"}, {"person", "p1"}}});
  const Facts facts = SealWords(small.schema, words);
  const RecordTypeId type = small.type("completion");
  std::vector<std::string> names;
  for (Row row = 0; row < facts.table(type).row_count(); ++row) {
    names.push_back(facts.RecordName(type, row));
    EXPECT_EQ(facts.FindRow(type, names.back()), row);
  }
  EXPECT_THAT(names, ElementsAre("e9", "e4", "e5", "e0"));
  EXPECT_EQ(Say(facts, small.type("briefing"), small.field("briefing", "follows"), 0), "[e5 e4]");
}

TEST(Sealed, ListThatNamesARecordTwiceIsListedOnce) {
  const SmallSchema small;
  WordFacts words = SmallFacts();
  words.records.push_back(
      {"briefing",
       {{"id", "e7"}, {"occurred_at", "2025-12-12"}, List("attendees", {"p2", "p2", "p3", "p2"})}});
  const Facts facts = SealWords(small.schema, words);
  const auto inverse = *small.schema.FindInverse(small.type("person"), "briefings_attended");
  EXPECT_THAT(facts.referrers(inverse, facts.FindRow(small.type("person"), "p2")), ElementsAre(1));
  EXPECT_FALSE(facts.is_contiguous(inverse));
}

TEST(Sealed, RecordsWithoutAKeyAreOrderedByWhatTheySay) {
  const SmallSchema small;
  WordFacts words = SmallFacts();
  words.records.push_back({"waiver", {{"item", "I02"}, {"cost", "7"}}});
  words.records.push_back({"waiver", {{"item", "I01"}, {"cost", "10"}, {"approved_by", "p1"}}});
  words.records.push_back({"waiver", {{"item", "I01"}, {"cost", "9.5"}}});
  const Facts facts = SealWords(small.schema, words);
  const RecordTypeId type = small.type("waiver");
  std::vector<std::string> costs;
  for (Row row = 0; row < 3; ++row) {
    costs.push_back(Say(facts, type, small.field("waiver", "cost"), row));
  }
  EXPECT_THAT(costs, ElementsAre("9.5", "10", "7"));
  EXPECT_EQ(facts.RecordName(type, 1), "waiver/1");
}

TEST(Sealed, NothingAtAllIsFacts) {
  const SmallSchema small;
  const Facts facts = SealWords(small.schema, {});
  EXPECT_EQ(facts.table(small.type("person")).row_count(), 0u);
  EXPECT_EQ(facts.time_zone().name(), TimeZone().name());
  EXPECT_FALSE(facts.as_of().has_value());
  EXPECT_EQ(facts.text_count(), 0u);
  EXPECT_EQ(facts.FindRow(small.type("person"), "p1"), kNoRow);
}

TEST(Sealed, UnknownInstantsWhereTheTimeItselfIsUnknown) {
  SchemaBuilder builder = SmallSchemaBuilder();
  builder.AddRecord(Record("check", "checks", RecordRole::kEvidence,
                           {KeyField("id"), PlainField("at", FieldKind::kWhen, Missing::kUnknown),
                            PlainField("again", FieldKind::kWhen, Missing::kNone),
                            PlainField("never", FieldKind::kWhen, Missing::kUnknown)}));
  Diagnostics problems;
  const Schema schema = builder.Build(&problems).value();
  WordFacts words;
  words.records = {{"check", {{"id", "c1"}}},
                   {"check", {{"id", "c2"}, {"at", "2025-01-01T00:00:00Z"}}},
                   {"check", {{"id", "c3"}, {"at", "2025-01-02"}, {"again", "2025-01-03"}}},
                   {"check", {{"id", "c4"}}}};
  const Facts facts = SealWords(schema, words);
  const RecordTypeId type = schema.FindRecord("check");
  const auto say = [&](const char* field, Row row) {
    return Say(facts, type, schema.FindField(type, field), row);
  };
  EXPECT_EQ(say("at", 0), "<unknown> on <unknown> at <unknown>");
  EXPECT_EQ(say("at", 1), "2025-01-01T00:00:00Z on 2025-01-01 at 2025-01-01T00:00:00Z");
  EXPECT_EQ(say("at", 2), "2025-01-02 on 2025-01-02 at <none>");
  EXPECT_EQ(say("at", 3), "<unknown> on <unknown> at <unknown>");
  EXPECT_EQ(say("again", 0), "<none> on <none> at <none>");
  EXPECT_EQ(say("never", 2), "<unknown> on <unknown> at <unknown>");
}

struct ZoneCase {
  const char* name;
  const char* zone;
  const char* instant;
  const char* want;
};

class LocalDay : public testing::TestWithParam<ZoneCase> {};

TEST_P(LocalDay, IsOfTheOrganisationsZone) {
  const SmallSchema small;
  WordFacts words = SmallFacts();
  words.records[0].cells[1].word = GetParam().zone;
  words.records.push_back(
      {"completion", {{"id", "x"}, {"occurred_at", GetParam().instant}, {"person", "p3"}}});
  const Facts facts = SealWords(small.schema, words);
  const RecordTypeId type = small.type("completion");
  const Column& dates = facts.table(type).date_column(small.field("completion", "occurred_at"));
  const std::int64_t day = dates.cell(facts.FindRow(type, "x"));
  EXPECT_EQ(Date::FromDays(static_cast<std::int32_t>(day)).ToString(), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Zones, LocalDay,
    testing::Values(
        ZoneCase{"ahead", "+13:00", "2026-03-31T23:30:00Z", "2026-04-01"},
        ZoneCase{"utc", "UTC", "2026-03-31T23:30:00Z", "2026-03-31"},
        ZoneCase{"behind", "-05:00", "2026-03-31T03:00:00Z", "2026-03-30"},
        ZoneCase{"offset_of_the_text", "UTC", "2026-03-31T23:30:00-02:00", "2026-04-01"},
        ZoneCase{"paris_in_winter", "Europe/Paris", "2026-01-31T23:30:00Z", "2026-02-01"},
        ZoneCase{"paris_in_summer", "Europe/Paris", "2026-06-30T21:59:59Z", "2026-06-30"},
        ZoneCase{"paris_in_summer_next", "Europe/Paris", "2026-06-30T22:00:00Z", "2026-07-01"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace assay
