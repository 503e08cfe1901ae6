#include "assay/ingest/arrow.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/domain/records.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/ingest/shred.h"
#include "src/ingest/arrow_array.h"
#include "src/ingest/arrow_type.h"
#include "tests/ingest/arrow_tables.h"
#include "tests/ingest/made_array.h"
#include "tests/ingest/random_records.h"
#include "tests/ingest/scenario_files.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const char kDocument[] =
    R"({"organization": {"id": "o", "time_zone": "+02:00", "isms_start": "2024-01-01"},
        "collected": ["*"],
        "roles": [{"id": "r-dev", "management_level": "none"}],
        "training_modules": [{"id": "m1"}]})";

std::int64_t Day(int year, int month, int day) {
  return Date::FromCivil(year, month, day)->days_since_epoch();
}

// Two people, `p1` and `p2`.
std::vector<MadeArray> PeopleColumns() {
  return {MakeTexts("id", "u", {"p1", "p2"}),
          MakeDictionary("engagement", "c", "u", {"employee", "employee"}),
          MakeInts("start", "tdD", 4, {Day(2024, 2, 1), Day(2024, 3, 1)})};
}
MadeArray People() { return MakeStruct("", 2, PeopleColumns()); }

// `count` pieces of evidence of whatever has a person and a module, with `further` columns.
MadeArray Completions(std::vector<MadeArray> further, std::int64_t count = 2) {
  MadeTexts ids;
  for (std::int64_t i = 0; i < count; ++i) ids.emplace_back(absl::StrCat("e", i));
  const auto of = [&](const char* text) {
    return MadeTexts(static_cast<std::size_t>(count), std::string(text));
  };
  std::vector<MadeArray> columns = {
      MakeTexts("id", "u", ids), MakeTexts("person", "u", of("p1")),
      MakeTexts("module", "u", of("m1")), MakeTexts("occurred_at", "u", of("2025-01-01"))};
  for (MadeArray& column : further) {
    const auto same = std::find_if(columns.begin(), columns.end(), [&](const MadeArray& other) {
      return other.name == column.name;
    });
    if (same != columns.end()) columns.erase(same);
    columns.push_back(std::move(column));
  }
  return MakeStruct("", count, std::move(columns));
}

class FactsTablesTest : public testing::Test {
 protected:
  FactsTablesTest() { tables_.SetDocument(kDocument, "org.json"); }
  ~FactsTablesTest() override { EXPECT_EQ(LiveExports(), 0) << "released once each"; }

  void Add(std::string_view table, MadeStream made, std::string_view name = "") {
    ArrowArrayStream stream;
    ExportStream(std::move(made), &stream);
    tables_.AddStream(table, name, &stream);
    EXPECT_EQ(stream.release, nullptr) << "moved from";
  }
  void Add(std::string_view table, MadeArray batch) {
    MadeStream made;
    made.batches.push_back(std::move(batch));
    Add(table, std::move(made));
  }
  // To be called first, if at all.
  void SetOptions(const FactsTablesOptions& options) {
    tables_ = FactsTables(schema_, options);
    tables_.SetDocument(kDocument, "org.json");
  }
  absl::StatusOr<Facts> Seal() { return std::move(tables_).Seal(&problems_); }
  // "code pointer" of every fault.
  std::vector<std::string> Faults() {
    EXPECT_EQ(Seal().status().code(), absl::StatusCode::kInvalidArgument);
    std::vector<std::string> faults;
    for (const Diagnostic& problem : problems_) {
      faults.push_back(absl::StrCat(problem.code, " ", problem.place.pointer));
    }
    return faults;
  }

  const Schema schema_ = ShippedSchema();
  FactsTables tables_{schema_, {}};
  Diagnostics problems_;
};

TEST_F(FactsTablesTest, ReadsTablesAndTheDocument) {
  Add("people", People());
  Add("assignment", MakeStruct("", 2, {MakeTexts("person_id", "vu", {"p2", "p2"}),
                                       MakeTexts("role", "U", {"r-dev", "r-dev"}),
                                       MakeInts("from", "tdD", 4, {Day(2024, 3, 1), Day(2025, 3, 1)})}));
  Add("training_completion", Completions({MakeBools("passed", {1, std::nullopt})}));
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  const RecordTypeId person = schema_.FindRecord("person");
  const FieldId assignments = schema_.FindField(person, "assignments");
  EXPECT_EQ(facts->table(person).row_count(), 2u);
  EXPECT_EQ(facts->children(person, assignments, 0).last, 0u);
  EXPECT_EQ(facts->children(person, assignments, 1).last, 2u);
  const RecordTypeId completion = schema_.FindRecord("training_completion");
  const Column& passed = facts->table(completion).column(schema_.FindField(completion, "passed"));
  EXPECT_EQ(passed.state(0), CellState::kValue);
  EXPECT_EQ(passed.state(1), CellState::kUnknown);
}

TEST_F(FactsTablesTest, TakesNoMoreThanItNeedsFromTheDocument) {
  tables_.SetDocument(R"({"collected": ["*"]})", "");
  Add("organization", MakeStruct("", 1, {MakeTexts("id", "u", {"o"}),
                                         MakeTexts("time_zone", "u", {"UTC"}),
                                         MakeInts("isms_start", "tdD", 4, {Day(2024, 1, 1)})}));
  EXPECT_TRUE(Seal().ok()) << Render(problems_);
}

TEST_F(FactsTablesTest, AsksForWhatNoStreamHas) {
  FactsTables tables(schema_, {});
  EXPECT_FALSE(std::move(tables).Seal(&problems_).ok());
  ASSERT_THAT(problems_, SizeIs(2));
  EXPECT_EQ(problems_[0].code, "facts.missing-member");
  EXPECT_EQ(problems_[1].code, "facts.missing-member");
}

// -------------------------------------------------------------------------------------------------
// The same as JSON

// Without what counts the rows that share a fault.
std::string Bare(std::string message) {
  const std::size_t comma = message.rfind(", in ");
  if (comma != std::string::npos && message.size() > 5 &&
      message.substr(message.size() - 5) == " rows") {
    message.resize(comma);
  }
  return message;
}

std::set<std::string> FaultsWithoutPlaces(const Diagnostics& problems) {
  std::set<std::string> faults;
  for (const Diagnostic& problem : problems) {
    faults.insert(absl::StrCat(problem.code, ": ", Bare(problem.message)));
  }
  return faults;
}

void ExpectTheSame(const std::string& text, const Schema& schema, std::uint32_t seed, bool lenient) {
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  ArrowTables made = TablesOf(text, schema, seed);
  FactsTables tables(schema, {.lenient = lenient, .max_diagnostics = 10000});
  tables.SetDocument(made.document, "");
  for (ArrowTables::Table& table : made.tables) {
    ArrowArrayStream stream;
    ExportStream(std::move(table.stream), &stream);
    tables.AddStream(table.name, "", &stream);
  }
  Diagnostics of_tables;
  const absl::StatusOr<Facts> from_tables =
      std::move(tables).Seal(&of_tables);
  Diagnostics of_json;
  const absl::StatusOr<Facts> from_json =
      ReadFactsJson(text, schema, {.lenient = lenient, .max_diagnostics = 10000}, &of_json);
  std::set<std::string> expected = FaultsWithoutPlaces(of_json);
  std::set<std::string> told = FaultsWithoutPlaces(of_tables);
  // Of one column not all are told that differ: then those that are told are among the others.
  const auto is_count = [](const std::string& fault) {
    return fault.find(" of this kind here") != std::string::npos;
  };
  if (std::erase_if(told, is_count) > 0) {
    EXPECT_TRUE(std::ranges::includes(expected, told)) << text;
  } else {
    EXPECT_EQ(told, expected) << text;
  }
  ASSERT_EQ(from_tables.ok(), from_json.ok());
  if (!from_json.ok()) return;
  EXPECT_EQ(from_tables->digest(), from_json->digest());
  EXPECT_EQ(FactsToJson(*from_tables), FactsToJson(*from_json));
  EXPECT_TRUE(std::ranges::equal(from_tables->flags(), from_json->flags()));
}

TEST(ArrowAndJson, GiveTheSameOrganisation) {
  const Schema schema = ShippedSchema();
  const std::string text = ReadFile(ASSAY_SOURCE_DIR "/examples/organisation/facts.json");
  ASSERT_FALSE(text.empty());
  for (std::uint32_t seed = 0; seed < 4; ++seed) ExpectTheSame(text, schema, seed, false);
  EXPECT_EQ(LiveExports(), 0);
}

TEST(ArrowAndJson, GiveTheSameScenarios) {
  const Schema schema = ShippedSchema();
  if (ScenarioFiles().empty()) GTEST_SKIP() << "no scenarios beside the repository";
  for (const std::filesystem::path& path : ScenarioFiles()) {
    SCOPED_TRACE(path.string());
    const std::string text = FactsOfScenario(ReadFile(path));
    for (std::uint32_t seed = 0; seed < 3; ++seed) ExpectTheSame(text, schema, seed, false);
  }
}

// One of every record type with anything in it, as the text of a document.
std::string RandomDocument(const Schema& schema, std::uint32_t seed) {
  RandomRecords random(seed);
  FactsBuilder builder(schema);
  Shredder shredder(schema, &builder);
  domain::Organization organization;
  organization.id = "o";
  organization.time_zone = "+02:00";
  organization.isms_start = *Date::FromCivil(2024, 1, 1);
  shredder.Add(organization);
  builder.SetCollected({{.type = "*"}});
  int serial = 0;
  const auto add = [&](auto record) {
    for (int i = 0; i < 3; ++i) {
      auto one = random.Make<decltype(record)>();
      if constexpr (requires { one.id; }) one.id = absl::StrCat("x", ++serial);
      if constexpr (requires { one.versions; }) {
        for (auto& version : one.versions) version.version = absl::StrCat("v", ++serial);
      }
      if constexpr (requires { one.control; }) one.control = absl::StrCat("c", ++serial);
      shredder.Add(one);
    }
  };
  add(domain::Person());
  add(domain::Role());
  add(domain::Document());
  add(domain::TrainingModule());
  add(domain::Contract());
  add(domain::Briefing());
  add(domain::Budget());
  add(domain::Invoice());
  add(domain::Minutes());
  add(domain::TrainingCompletion());
  add(domain::Acknowledgement());
  Diagnostics problems;
  absl::StatusOr<Facts> facts = std::move(builder).Seal({.lenient = true}, &problems);
  if (!facts.ok()) return Render(problems);
  return FactsToJson(*facts);
}

TEST(ArrowAndJson, GiveTheSameRandomFacts) {
  const Schema schema = ShippedSchema();
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    const std::string text = RandomDocument(schema, seed);
    ASSERT_EQ(text.substr(0, 1), "{") << text;
    ExpectTheSame(text, schema, seed, true);
    ExpectTheSame(text, schema, seed, false);  // References lead nowhere: the same faults.
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_EQ(LiveExports(), 0);
}

TEST(ArrowAndJson, GiveTheSameFaults) {
  const Schema schema = ShippedSchema();
  const std::string text = R"({
    "organization": {"id": "o", "time_zone": "Europe/Nowhere", "isms_start": "2024-01-01"},
    "collected": ["*", "nothing"],
    "people": [{"id": "p1", "engagement": "emploee", "start": "2024-01-01",
                "leaves": [{"kind": "parental", "start": "2024-02-30"}]},
               {"engagement": "employee", "start": "2024-01-01"},
               {"id": "p3", "engagement": "employee", "start": "yesterday", "manager": "p9"},
               {"id": "p4", "engagement": "employee", "start": "2024-01-01"},
               {"id": "p4", "engagement": "contractor", "start": "2024-01-01"}],
    "training_modules": [{"id": "m", "duration_minutes": -3, "topics": ["a", null]}],
    "evidence": [{"type": "invoice", "id": "i", "occurred_at": "2024-13-01", "category": "c",
                  "amount": "1.2.3", "currency": "EUR"},
                 {"type": "minutes", "id": "n", "occurred_at": "2024-01-01", "kind": "bored",
                  "attendees": ["p1", "nobody"], "decisions": [{"kind": "k"}, {"text": "t"}]}]})";
  for (std::uint32_t seed = 0; seed < 60; ++seed) ExpectTheSame(text, schema, seed, false);
}

// -------------------------------------------------------------------------------------------------
// Types

// As some libraries export arrays of nulls: with one buffer, which is a null pointer.
MadeArray WithBuffer(MadeArray nulls) {
  nulls.buffers.emplace_back();
  return nulls;
}

struct TypeCase {
  std::string name;
  MadeArray column;
  std::string json;  // Of both cells, as FactsToJson writes them; or the code of the fault.
};

class ArrowTypes : public testing::TestWithParam<TypeCase> {};

std::vector<TypeCase> TypeCases() {
  const std::int64_t midnight = Day(2025, 2, 1) * 86400;
  const auto when = [](std::string format, std::int64_t tick) {
    return MakeInts("revoked_at", std::move(format), 8, {tick, std::nullopt});
  };
  return {
      {"bool", MakeBools("automated", {1, 0}), R"("automated":true)"},
      {"uint8", MakeInts("viewed_seconds", "C", 1, {100, std::nullopt}), R"("viewed_seconds":100)"},
      {"int16", MakeInts("viewed_seconds", "s", 2, {100, 7}), R"("viewed_seconds":7)"},
      {"uint64", MakeInts("viewed_seconds", "L", 8, {5, 6}), R"("viewed_seconds":6)"},
      {"uint64_beyond", MakeInts("viewed_seconds", "L", 8, {-1, 6}), "facts.bad-number"},
      {"float_whole", MakeDoubles("viewed_seconds", {80.0, std::nullopt}), R"("viewed_seconds":80)"},
      {"float_not_whole", MakeDoubles("viewed_seconds", {80.5, 1.0}), "facts.bad-number"},
      {"float_nan", MakeDoubles("viewed_seconds", {std::nan(""), 1.0}), "facts.bad-number"},
      {"float_infinite", MakeDoubles("viewed_seconds", {HUGE_VAL, 1.0}), "facts.bad-number"},
      {"float_too_large", MakeDoubles("viewed_seconds", {0x1p63, 1.0}), "facts.bad-number"},
      {"decimal_whole", MakeInts("viewed_seconds", "d:5,2", 16, {8000, 100}), R"("viewed_seconds":80)"},
      {"decimal_not_whole", MakeInts("viewed_seconds", "d:5,2", 16, {8010, 100}), "facts.bad-number"},
      {"out_of_range", MakeInts("score_pct", "c", 1, {101, 100}), "facts.out-of-range"},
      {"int_as_text", MakeTexts("viewed_seconds", "u", {"80", "81"}), "arrow.wrong-type"},
      {"text_as_int", MakeInts("source", "l", 8, {1, 2}), "arrow.wrong-type"},
      {"text_as_binary", MakeTexts("source", "z", {"a", "b"}), "arrow.wrong-type"},
      {"text_of_nulls", MakeNulls("source", 2), R"("id":"e1")"},
      {"text_of_nulls_with_a_buffer", WithBuffer(MakeNulls("source", 2)), R"("id":"e1")"},
      {"int_of_nulls_with_a_buffer", WithBuffer(MakeNulls("viewed_seconds", 2)), R"("id":"e1")"},
      {"when_of_nulls_with_a_buffer", WithBuffer(MakeNulls("revoked_at", 2)), R"("id":"e1")"},
      {"nulls_with_two_buffers", WithBuffer(WithBuffer(MakeNulls("source", 2))), "arrow.bad-array"},
      {"type_of_nulls", WithBuffer(MakeNulls("type", 2)), "facts.missing-field"},
      {"text_view_long",
       MakeTexts("source", "vu", {"short", "somewhat longer than a view can hold"}),
       R"("source":"somewhat longer than a view can hold")"},
      {"enum_of_dictionary", MakeDictionary("attestation", "C", "vu", {"tested", "observed"}),
       R"("attestation":"observed")"},
      {"enum_unknown", MakeDictionary("attestation", "C", "u", {"tasted", "observed"}),
       "facts.unknown-value"},
      {"when_date32", MakeInts("revoked_at", "tdD", 4, {Day(2025, 2, 1), std::nullopt}),
       R"("revoked_at":"2025-02-01")"},
      {"when_date64", when("tdm", midnight * 1000), R"("revoked_at":"2025-02-01")"},
      {"when_date64_broken", when("tdm", midnight * 1000 + 1), "facts.bad-date"},
      {"when_seconds", when("tss:UTC", midnight + 3600), R"("revoked_at":"2025-02-01T01:00:00Z")"},
      {"when_millis", when("tsm:+01:00", midnight * 1000 + 5),
       R"("revoked_at":"2025-02-01T00:00:00.005Z")"},
      {"when_nanos", when("tsn:UTC", midnight * 1000000000 + 5000),
       R"("revoked_at":"2025-02-01T00:00:00.000005Z")"},
      {"when_too_fine", when("tsn:UTC", midnight * 1000000000 + 5001), "facts.bad-date"},
      {"when_too_far", when("tss:UTC", 1'000'000'000'000), "facts.bad-date"},
      {"when_wall_midnight", when("tsn:", midnight * 1000000000), R"("revoked_at":"2025-02-01")"},
      {"when_wall_time", when("tss:", midnight + 1), "arrow.no-zone"},
      {"when_before_1970", when("tss:UTC", -1), R"("revoked_at":"1969-12-31T23:59:59Z")"},
      {"when_text", MakeTexts("revoked_at", "u", {"2025-02-01T00:00:00+02:00", std::nullopt}),
       R"("revoked_at":"2025-02-01T00:00:00+02:00")"},
      {"when_text_bad", MakeTexts("revoked_at", "u", {"2025-02-01 00:00", std::nullopt}),
       "facts.bad-date"},
      {"not_utf8", MakeTexts("source", "u", {"\xff", "b"}), "arrow.utf8"},
      {"time_of_day", MakeInts("revoked_at", "ttm", 4, {1, 2}), "arrow.wrong-type"},
      {"unknown", MakeTexts("scroe", "u", {"1", "2"}), "arrow.unknown-column"},
      {"required_null", MakeTexts("person", "u", {"p1", std::nullopt}), "facts.missing-field"},
      {"required_nulls", MakeNulls("person", 2), "facts.missing-field"},
      {"required_of_wrong_type", MakeBools("person", {1, 0}), "arrow.wrong-type"},
      {"key_of_wrong_type", MakeInts("id", "l", 8, {1, 2}), "arrow.wrong-type"},
      {"type_of_stream", MakeTexts("type", "u", {"training_completion", "training_completion"}),
       R"("id":"e1")"},
      {"type_of_another", MakeTexts("type", "u", {"training_completion", "contract"}),
       "facts.unknown-type"},
      {"no_name", MakeTexts("", "u", {"1", "2"}), "arrow.unknown-column"},
  };
}

TEST_P(ArrowTypes, AreReadOrRefused) {
  const Schema schema = ShippedSchema();
  const TypeCase& row = GetParam();
  FactsTables tables(schema, {});
  tables.SetDocument(kDocument, "");
  const auto add = [&](std::string_view table, MadeArray batch) {
    ArrowArrayStream stream;
    MadeStream made;
    made.batches.push_back(std::move(batch));
    ExportStream(std::move(made), &stream);
    tables.AddStream(table, "", &stream);
  };
  add("people", People());
  add("training_completion", Completions({row.column}));
  Diagnostics problems;
  const absl::StatusOr<Facts> facts = std::move(tables).Seal(&problems);
  EXPECT_EQ(LiveExports(), 0);
  if (row.json.find(':') != std::string::npos) {
    ASSERT_TRUE(facts.ok()) << Render(problems);
    std::string written = FactsToJson(*facts);
    std::erase(written, ' ');
    std::string wanted = row.json;
    std::erase(wanted, ' ');
    EXPECT_THAT(written, HasSubstr(wanted));
    return;
  }
  ASSERT_FALSE(facts.ok());
  ASSERT_THAT(problems, SizeIs(1)) << Render(problems);
  EXPECT_EQ(problems[0].code, row.json);
  EXPECT_THAT(problems[0].place.pointer, HasSubstr("/training_completion"));
}

INSTANTIATE_TEST_SUITE_P(Rows, ArrowTypes, testing::ValuesIn(TypeCases()),
                         [](const auto& row) { return row.param.name; });

TEST_F(FactsTablesTest, ReadsMoney) {
  const auto invoice = [](MadeArray amount) {
    return MakeStruct("", 1, {MakeTexts("id", "u", {"i"}), MakeTexts("category", "u", {"c"}),
                              MakeTexts("occurred_at", "u", {"2025-01-01"}),
                              MakeTexts("currency", "u", {"EUR"}), std::move(amount)});
  };
  const std::vector<std::pair<MadeArray, std::string>> rows = {
      {MakeInts("amount", "d:38,4", 16, {-125000}), "-12.5"},
      {MakeInts("amount", "d:9,0,32", 4, {7}), "7"},
      {MakeInts("amount", "d:76,-2,256", 32, {-7}), "-700"},
      {MakeInts("amount", "l", 8, {99}), "99"},
      {MakeTexts("amount", "u", {"0.10"}), "0.1"},
      {MakeDoubles("amount", {12.5}), "12.5"},
      {MakeDoubles("amount", {0.1}), ""},
      {MakeDoubles("amount", {1e17}), "100000000000000000"},
      {MakeDoubles("amount", {1e300}), ""},
      {MakeDoubles("amount", {5e-324}), ""},
      {MakeInts("amount", "l", 8, {1000000000000000000}), ""},
  };
  for (const auto& [amount, text] : rows) {
    FactsTables tables(schema_, {});
    tables.SetDocument(kDocument, "");
    ArrowArrayStream stream;
    MadeStream made;
    made.batches.push_back(invoice(amount));
    ExportStream(std::move(made), &stream);
    tables.AddStream("invoice", "", &stream);
    Diagnostics problems;
    const absl::StatusOr<Facts> facts = std::move(tables).Seal(&problems);
    ASSERT_EQ(facts.ok(), !text.empty()) << amount.format << Render(problems);
    if (!facts.ok()) {
      EXPECT_EQ(problems[0].code, "facts.bad-number");
      continue;
    }
    const RecordTypeId type = schema_.FindRecord("invoice");
    const Column& cells = facts->table(type).column(schema_.FindField(type, "amount"));
    EXPECT_EQ(facts->decimal(cells.cell(0)).ToString(), text) << amount.format;
  }
}

TEST_F(FactsTablesTest, ReadsFixedSizeListsAndDottedColumns) {
  Add("document", MakeStruct("", 1, {MakeTexts("id", "u", {"d"}), MakeTexts("kind", "u", {"handbook"})}));
  Add("document_version",
      MakeStruct("", 2,
                 {MakeTexts("document_id", "u", {"d", "d"}), MakeTexts("version", "u", {"1", "2"}),
                  MakeInts("effective_from", "tdD", 4, {Day(2024, 1, 1), Day(2025, 1, 1)}),
                  MakeList("disciplinary_procedure.steps", "+w:2", {std::nullopt, 2},
                           MakeTexts("item", "u", {"suspension", "demotion", "verbal_warning", "termination"}))}));
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  const RecordTypeId procedure = schema_.FindRecord("disciplinary_procedure");
  ASSERT_EQ(facts->table(procedure).row_count(), 1u);
  EXPECT_EQ(facts->table(procedure).parent(0), 1u);
  EXPECT_THAT(FactsToJson(*facts), HasSubstr("[\"verbal_warning\",\"termination\"]"));
}

// -------------------------------------------------------------------------------------------------
// Faults

// Numbers beyond what a decimal may have are told as they are, sign and all.
TEST_F(FactsTablesTest, TellsNumbersOfAnyWidth) {
  struct Row {
    std::string format;
    std::uint64_t words[4];  // The lowest first.
    std::string told;
  };
  const std::vector<Row> rows = {
      {"76,0", {0x1000000000000000, 0xd762422c946590d9, 0x4f2726179a224501, 0x9f}, "`1000000000000000000000000000000000000000000000000000000000000`"},
      {"76,0", {0xf000000000000000, 0x289dbdd36b9a6f26, 0xb0d8d9e865ddbafe, 0xffffffffffffff60}, "`-1000000000000000000000000000000000000000000000000000000000000`"},
      {"76,3", {0, 0x8000000000000000, 0, 0}, "`170141183460469231731687303715884105728e-3`"},
      {"76,-2", {0xffffffffffffffff, 0x7fffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff}, "`-170141183460469231731687303715884105729e2`"},
      {"76,0", {0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff, 0x7fffffffffffffff}, "`57896044618658097711785492504343953926634992332820282019728792003956564819967`"},
      {"76,1", {0, 0, 0, 0x8000000000000000}, "`-57896044618658097711785492504343953926634992332820282019728792003956564819968e-1`"},
      {"76,0", {0, 0x1, 0, 0}, "`18446744073709551616`"},
      {"38,0", {0, 0x8000000000000000, 0, 0}, "`-170141183460469231731687303715884105728`"},
      {"18,0,64", {0x8000000000000000, 0, 0, 0}, "`-9223372036854775808`"},
  };
  for (const Row& row : rows) {
    SetOptions({});
    problems_.clear();
    const bool is_widest = row.format.rfind("76", 0) == 0;
    const int width = is_widest ? 32 : row.format == "38,0" ? 16 : 8;
    MadeArray amount = MakeInts("amount", absl::StrCat("d:", row.format, is_widest ? ",256" : ""), width, {0});
    std::memcpy(amount.buffers.back().data(), row.words, static_cast<std::size_t>(width));
    Add("invoice", MakeStruct("", 1, {MakeTexts("id", "u", {"i"}), MakeTexts("category", "u", {"c"}),
                                      MakeTexts("occurred_at", "u", {"2025-01-01"}),
                                      MakeTexts("currency", "u", {"EUR"}), std::move(amount)}));
    EXPECT_THAT(Faults(), ElementsAre("facts.bad-number /invoice/0/amount")) << row.told;
    ASSERT_THAT(problems_, SizeIs(1));
    EXPECT_THAT(problems_[0].message, HasSubstr(row.told + " is not an exact number"));
  }
}

TEST_F(FactsTablesTest, TellsManyRowsWithOneFaultOnce) {
  SetOptions({.max_diagnostics = 1000});
  Add("people", People());
  MadeTexts persons(1000, "p1");
  MadeTexts grades(1000, "tested");
  MadeTexts days(1000, "2025-01-01");
  for (std::size_t i = 10; i < 500; ++i) {
    grades[i] = "tasted";
    persons[i] = "p7";
    days[i] = absl::StrCat("day ", i);
  }
  Add("training_completion",
      Completions({MakeTexts("attestation", "u", grades), MakeTexts("person", "u", persons),
                   MakeTexts("revoked_at", "u", days)},
                  1000));
  EXPECT_FALSE(Seal().ok());
  ASSERT_THAT(problems_, SizeIs(7));
  EXPECT_EQ(problems_[0].place.pointer, "/training_completion/10/attestation");
  EXPECT_THAT(problems_[0].message, HasSubstr(", in 490 rows"));
  EXPECT_EQ(problems_[1].code, "facts.bad-date");
  EXPECT_EQ(problems_[2].code, "facts.dangling-reference");
  EXPECT_THAT(problems_[2].message, HasSubstr("`p7`, in 490 rows"));
  EXPECT_THAT(problems_[6].message, HasSubstr("486 more faults"));
}

// Sealing tells the first faults only; then the number of rows is no more than that.
TEST_F(FactsTablesTest, SaysWhereNotAllRowsAreCounted) {
  SetOptions({.max_diagnostics = 10});
  Add("people", People());
  Add("training_completion", Completions({MakeTexts("person", "u", MadeTexts(300, "p7"))}, 300));
  EXPECT_FALSE(Seal().ok());
  ASSERT_THAT(problems_, SizeIs(2));
  EXPECT_THAT(problems_[0].message, HasSubstr("`p7`, in at least 10 rows"));
  EXPECT_EQ(problems_[1].code, "facts.too-many");
  EXPECT_THAT(problems_[1].message, HasSubstr("290"));
}

TEST_F(FactsTablesTest, CallsStreamsByTheirNames) {
  MadeStream made;
  made.batches = {People(), MakeStruct("", 2, PeopleColumns())};
  made.batches[1].children[1] = MakeDictionary("engagement", "c", "u", {"employee", "nobody"});
  Add("people", std::move(made), "hr.parquet");
  EXPECT_FALSE(Seal().ok());
  ASSERT_FALSE(problems_.empty());
  EXPECT_EQ(problems_[0].place.file, "hr.parquet");
  EXPECT_EQ(problems_[0].place.pointer, "/people/3/engagement") << "rows count over all batches";
}

TEST_F(FactsTablesTest, PlacesFaultsOfTheDocumentInItsText) {
  tables_.SetDocument(std::string(kDocument).insert(1, "\n\"nobody\": 1, "), "org.json");
  Add("people", People());
  EXPECT_THAT(Faults(), ElementsAre("facts.unknown-member /nobody"));
  EXPECT_EQ(problems_[0].place.line, 2u);
  EXPECT_EQ(problems_[0].place.file, "org.json");
}

TEST_F(FactsTablesTest, ReadsStreamsOfABrokenDocumentForTheirFaults) {
  tables_.SetDocument(R"({"organization": {"id": )", "");
  Add("peeple", People());
  EXPECT_THAT(Faults(), ElementsAre("json.syntax ", "arrow.unknown-table /peeple"));
  EXPECT_EQ(problems_[1].hint, "did you mean `people`?");
}

// The unreadable ids of the two are not taken for one.
TEST_F(FactsTablesTest, TellsUnreadableIdsOfTheDocumentFromThoseOfStreams) {
  const std::string person = R"("people": [{"id": 1, "engagement": "employee", "start": "2024-01-01"}], )";
  tables_.SetDocument(std::string(kDocument).insert(1, person), "");
  std::vector<MadeArray> columns = PeopleColumns();
  columns[0] = MakeInts("id", "l", 8, {1, 2});
  Add("people", MakeStruct("", 2, std::move(columns)));
  EXPECT_THAT(Faults(), ElementsAre("facts.wrong-type /people/0/id", "arrow.wrong-type /people/id"));
}

TEST_F(FactsTablesTest, TellsTwoRecordsOfOneIdByStream) {
  Add("people", People());
  std::vector<MadeArray> columns = PeopleColumns();
  columns[2] = MakeInts("start", "tdD", 4, {Day(2024, 2, 2), Day(2024, 3, 1)});
  Add("people", MakeStruct("", 2, std::move(columns)));
  EXPECT_THAT(Faults(), ElementsAre("facts.duplicate-id /people/0/id"));
  EXPECT_EQ(problems_[0].hint, "the other is at /people/0");
}

TEST_F(FactsTablesTest, FlagsInsteadWhenLenient) {
  SetOptions({.lenient = true});
  std::vector<MadeArray> columns = PeopleColumns();
  columns.push_back(MakeTexts("nickname", "u", {"a", "b"}));
  Add("people", MakeStruct("", 2, std::move(columns)));
  Add("assignment", MakeStruct("", 1, {MakeTexts("person_id", "u", {"p7"}),
                                       MakeTexts("role", "u", {"r-dev"}),
                                       MakeInts("from", "tdD", 4, {Day(2024, 3, 1)})}));
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  ASSERT_EQ(facts->flags().size(), 2u);
  EXPECT_EQ(facts->flags()[0].flag, "dangling_reference");
  EXPECT_EQ(facts->flags()[0].detail, "person_id: p7");
  EXPECT_EQ(facts->flags()[1].flag, "unknown_member");
  EXPECT_EQ(facts->flags()[1].detail, "people/nickname");
}

TEST_F(FactsTablesTest, RefusesEmbeddedRecordsWithoutTheirParent) {
  Add("people", People());
  Add("assignment", MakeStruct("", 3, {MakeTexts("person_id", "u", {"p1", "p7", std::nullopt}),
                                       MakeTexts("role", "u", {"r-dev", "r-dev", "r-dev"}),
                                       MakeInts("from", "tdD", 4, {1, 2, 3})}));
  EXPECT_THAT(Faults(), ElementsAre("arrow.no-parent /assignment/1/person_id",
                                    "facts.missing-field /assignment/2/person_id"));
}

TEST_F(FactsTablesTest, RefusesEmbeddedRecordsThatComeTwice) {
  std::vector<MadeArray> columns = PeopleColumns();
  columns.push_back(MakeList("assignments", "+l", {0, 0}, MakeStruct("item", 0, {})));
  Add("people", MakeStruct("", 2, std::move(columns)));
  Add("assignment", MakeStruct("", 0, {MakeTexts("person_id", "u", {}), MakeTexts("role", "u", {}),
                                       MakeInts("from", "tdD", 4, {})}));
  EXPECT_THAT(Faults(), testing::Contains("arrow.duplicate-column /people/assignments"));
}

TEST_F(FactsTablesTest, RefusesEmbeddedRecordsOfWhatHasNoId) {
  Add("disciplinary_procedure", MakeStruct("", 0, {}));
  EXPECT_THAT(Faults(), ElementsAre("arrow.unknown-table /disciplinary_procedure"));
}

TEST_F(FactsTablesTest, TellsMissingAndDoubleColumns) {
  Add("people", MakeStruct("", 2, {MakeTexts("id", "u", {"p1", "p2"}), MakeTexts("id", "u", {"a", "b"}),
                                   MakeInts("start", "tdD", 4, {1, 2})}));
  EXPECT_THAT(Faults(), ElementsAre("arrow.duplicate-column /people/id",
                                    "arrow.missing-column /people/engagement"));
}

// Whoever makes a column of lists that are all empty knows no type of what is in them.
TEST_F(FactsTablesTest, ReadsListsOfNulls) {
  for (const char* format : {"+l", "+L", "+vl", "+vL", "+w:0"}) {
    for (const bool has_buffer : {false, true}) {
      SetOptions({});
      const MadeArray nulls = MakeNulls("item", 0);
      const MadeArray elements = has_buffer ? WithBuffer(nulls) : nulls;
      const auto lists = [&](const char* name) {
        return MakeList(name, format, {0, std::nullopt}, elements);
      };
      std::vector<MadeArray> columns = PeopleColumns();
      columns.push_back(lists("leaves"));
      columns.push_back(lists("assignments"));
      Add("people", MakeStruct("", 2, std::move(columns)));
      Add("briefing", MakeStruct("", 2, {MakeTexts("id", "u", {"b1", "b2"}),
                                         MakeTexts("occurred_at", "u", {"2025-01-01", "2025-01-02"}),
                                         lists("topics")}));
      const absl::StatusOr<Facts> facts = Seal();
      ASSERT_TRUE(facts.ok()) << format << "\n" << Render(problems_);
      const RecordTypeId person = schema_.FindRecord("person");
      for (const char* field : {"leaves", "assignments"}) {
        EXPECT_EQ(facts->children(person, schema_.FindField(person, field), 1).last, 0u);
      }
    }
  }
}

TEST_F(FactsTablesTest, RefusesNullsInLists) {
  std::vector<MadeArray> columns = PeopleColumns();
  columns.push_back(MakeList("leaves", "+l", {0, 2}, WithBuffer(MakeNulls("item", 2))));
  Add("people", MakeStruct("", 2, std::move(columns)));
  EXPECT_THAT(Faults(), ElementsAre("facts.wrong-type /people/1/leaves/0"));  // Of a kind, one.
}

TEST_F(FactsTablesTest, ReadsTablesWithoutRowsWhoseColumnsAreNulls) {
  Add("people", People());
  Add("assignment", MakeStruct("", 0, {WithBuffer(MakeNulls("person_id", 0)), MakeNulls("role", 0),
                                       MakeNulls("from", 0)}));
  EXPECT_TRUE(Seal().ok()) << Render(problems_);
}

TEST_F(FactsTablesTest, TellsNullsWhereARecordSaysWhoseItIs) {
  Add("people", People());
  Add("assignment", MakeStruct("", 1, {MakeNulls("person_id", 1), MakeTexts("role", "u", {"r-dev"}),
                                       MakeInts("from", "tdD", 4, {1})}));
  EXPECT_THAT(Faults(), ElementsAre("facts.missing-field /assignment/0/person_id"));
}

// However many rows there are: the other columns have buffers for all of them.
TEST_F(FactsTablesTest, ReadsNullsBesideMoreRowsThanMayBeWithoutBuffers) {
  const std::int64_t count = kMostWithoutBuffers + 1;
  MadeArray ids = MakeInts("id", "i", 4, MadeInts(static_cast<std::size_t>(count), 7));
  const MadeArray rows = MakeStruct("", count, {std::move(ids), WithBuffer(MakeNulls("end", count)),
                                                MakeStruct("x", count, {MakeNulls("y", count)})});
  MadeStream made;
  made.batches.push_back(rows);
  ArrowArrayStream stream;
  ExportStream(std::move(made), &stream);
  ArrowSchema schema;
  ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
  ArrowArray array;
  ASSERT_EQ(stream.get_next(&stream, &array), 0);
  ArrowType type;
  ArrowCells cells;
  std::string why;
  EXPECT_TRUE(ReadArrowType(schema, &type, &why)) << why;
  EXPECT_TRUE(OpenArray(type, array, 0, &cells, &why)) << why;
  array.release(&array);
  schema.release(&schema);
  stream.release(&stream);
}

TEST_F(FactsTablesTest, RefusesNullRows) {
  Add("people", MakeStruct("", 2, PeopleColumns(), {false, true}));
  EXPECT_THAT(Faults(), ElementsAre("arrow.null-row /people/1"));
}

TEST_F(FactsTablesTest, RefusesEvidenceAsOneTable) {
  Add("evidence", Completions({}));
  EXPECT_THAT(Faults(), ElementsAre("arrow.unknown-table /evidence"));
}

TEST_F(FactsTablesTest, RepeatsTheWordsOfAStreamThatFails) {
  MadeStream made;
  made.batches = {People()};
  made.error = "connection\n  lost \xff";
  Add("people", std::move(made));
  MadeStream other;
  other.batches = {People()};
  other.schema_fails = true;
  Add("person", std::move(other));
  EXPECT_THAT(Faults(), ElementsAre("arrow.stream /people", "arrow.stream /person"));
  EXPECT_THAT(problems_[0].message, HasSubstr("(error 5): connection lost ?"));
}

TEST_F(FactsTablesTest, RefusesStreamsThatAreReleased) {
  ArrowArrayStream stream = {};
  tables_.AddStream("people", "", &stream);
  tables_.AddStream("roles", "", nullptr);
  EXPECT_THAT(Faults(), ElementsAre("arrow.stream /people", "arrow.stream /roles"));
}

TEST_F(FactsTablesTest, ReleasesWhatIsNeverSealed) {
  Add("people", People());
  Add("assignment", People());
  EXPECT_GT(LiveExports(), 0) << "their batches are kept";
  tables_ = FactsTables(schema_, {});
  EXPECT_EQ(LiveExports(), 0);
}

TEST_F(FactsTablesTest, TellsAtMostAsManyAsAreAskedFor) {
  SetOptions({.max_diagnostics = 4});
  std::vector<MadeArray> columns = PeopleColumns();
  for (int i = 0; i < 10; ++i) columns.push_back(MakeTexts(absl::StrCat("c", i), "u", {"a", "b"}));
  Add("people", MakeStruct("", 2, std::move(columns)));
  EXPECT_FALSE(Seal().ok());
  ASSERT_THAT(problems_, SizeIs(5));
  EXPECT_EQ(problems_[4].code, "facts.too-many");
  EXPECT_THAT(problems_[4].message, HasSubstr("6"));
}

// -------------------------------------------------------------------------------------------------
// What contradicts itself

struct BentCase {
  std::string name;
  std::function<void(MadeArray*)> bend;  // Of a batch of people, see Bent.
  std::string code;
};

// People with a list of structs, a view, a large text and a dictionary, so that there is
// something of everything to bend.
MadeArray Bent() {
  std::vector<MadeArray> columns = PeopleColumns();
  columns.push_back(MakeTexts("manager", "vu", {"p2", std::nullopt}));
  columns.push_back(MakeList(
      "leaves", "+l", {1, 1},
      MakeStruct("item", 2, {MakeTexts("kind", "U", {"parental", "medical"}),
                             MakeInts("start", "tdD", 4, {Day(2024, 4, 1), Day(2024, 5, 1)})})));
  columns.push_back(MakeList("assignments", "+vl", {0, 1},
                             MakeStruct("item", 1, {MakeTexts("role", "u", {"r-dev"}),
                                                    MakeInts("from", "tdD", 4, {Day(2024, 4, 1)})})));
  return MakeStruct("", 2, std::move(columns));
}

void Put(MadeArray* array, std::size_t buffer, std::size_t at, std::int64_t value, int width) {
  for (int i = 0; i < width; ++i) {
    array->buffers[buffer].data()[at + static_cast<std::size_t>(i)] =
        static_cast<unsigned char>(value >> (8 * i));
  }
}

constexpr std::int64_t kHuge = std::int64_t{1} << 62;

std::vector<BentCase> BentCases() {
  const std::string bad = "arrow.bad-array";
  const std::string schema = "arrow.bad-schema";
  return {
      {"length_negative", [](MadeArray* a) { a->length = -1; }, bad},
      {"length_beyond_children", [](MadeArray* a) { a->length = 3; }, bad},
      {"length_huge", [](MadeArray* a) { a->length = kHuge; }, bad},
      {"offset_negative", [](MadeArray* a) { a->offset = -1; }, bad},
      {"offset_huge", [](MadeArray* a) { a->offset = kHuge; }, bad},
      {"offset_of_child_negative", [](MadeArray* a) { a->children[0].offset = -8; }, bad},
      {"length_of_child_short", [](MadeArray* a) { a->children[0].length = 1; }, bad},
      {"null_count_negative", [](MadeArray* a) { a->null_count = -2; }, bad},
      {"null_count_beyond", [](MadeArray* a) { a->children[2].null_count = 3; }, bad},
      {"nulls_without_bitmap", [](MadeArray* a) { a->children[2].null_count = 1; }, bad},
      {"buffers_too_few", [](MadeArray* a) { a->children[0].claimed_buffers = 2; }, bad},
      {"buffers_too_many", [](MadeArray* a) { a->children[0].claimed_buffers = 1000; }, bad},
      {"buffers_negative", [](MadeArray* a) { a->children[0].claimed_buffers = -1; }, bad},
      {"buffers_null", [](MadeArray* a) { a->children[0].buffers_are_null = true; }, bad},
      {"cells_null", [](MadeArray* a) { a->children[2].buffers[1] = ExactBuffer(); }, bad},
      {"texts_null", [](MadeArray* a) { a->children[0].buffers[2] = ExactBuffer(); }, bad},
      {"sizes_null", [](MadeArray* a) { a->children[3].buffers[3] = ExactBuffer(); }, bad},
      {"children_too_few", [](MadeArray* a) { a->claimed_children = 1; }, bad},
      {"children_null", [](MadeArray* a) { a->children_are_null = true; }, schema},
      {"child_null", [](MadeArray* a) { a->a_child_is_null = true; }, schema},
      {"children_negative", [](MadeArray* a) { a->claimed_schema_children = -1; }, schema},
      {"children_absurd", [](MadeArray* a) { a->claimed_schema_children = kHuge; }, schema},
      {"format_null", [](MadeArray* a) { a->children[0].format_is_null = true; }, schema},
      {"format_empty", [](MadeArray* a) { a->children[0].format = ""; }, schema},
      {"format_unknown", [](MadeArray* a) { a->children[0].format = "+q"; }, schema},
      {"format_of_list_without_child", [](MadeArray* a) { a->children[0].format = "+l"; }, schema},
      {"format_of_decimal", [](MadeArray* a) { a->children[0].format = "d:x,2"; }, schema},
      {"format_of_bits", [](MadeArray* a) { a->children[0].format = "d:3,2,24"; }, schema},
      {"format_of_size", [](MadeArray* a) { a->children[4].format = "+w:-1"; }, schema},
      {"format_of_top", [](MadeArray* a) { *a = MakeTexts("", "u", {"a"}); }, schema},
      {"name_null", [](MadeArray* a) { a->children[3].has_name = false; }, "arrow.unknown-column"},
      {"name_not_utf8", [](MadeArray* a) { a->children[3].name = "\xFF\xFE"; }, schema},
      {"text_backwards", [](MadeArray* a) { Put(&a->children[0], 1, 4, 100, 4); }, bad},
      {"text_negative", [](MadeArray* a) { Put(&a->children[0], 1, 0, -4, 4); }, bad},
      {"list_beyond", [](MadeArray* a) { Put(&a->children[4], 1, 8, 3, 4); }, bad},
      {"list_backwards", [](MadeArray* a) { Put(&a->children[4], 1, 4, -1, 4); }, bad},
      {"list_view_beyond", [](MadeArray* a) { Put(&a->children[5], 1, 4, 1, 4); }, bad},
      {"list_view_negative", [](MadeArray* a) { Put(&a->children[5], 1, 4, -1, 4); }, bad},
      {"list_view_overlapping", [](MadeArray* a) { Put(&a->children[5], 2, 0, 1, 4); }, bad},
      {"list_size_huge",
       [](MadeArray* a) {
         a->children[4] = MakeList("leaves", "+w:4611686018427387904", {1, 1},
                                   std::move(a->children[4].children[0]));
       },
       bad},
      {"list_of_nothing",
       [](MadeArray* a) {
         MadeArray nothing = MakeStruct("item", 0, {});
         nothing.length = kHuge / 32;
         a->children[4] = MakeList("leaves", "+L", {1, kHuge / 64}, nothing);
       },
       bad},
      {"rows_of_nothing",
       [](MadeArray* a) {
         *a = MakeStruct("", 0, {MakeNulls("id", kHuge / 32)});
         a->length = kHuge / 32;
       },
       bad},
      {"index_beyond", [](MadeArray* a) { Put(&a->children[1], 1, 0, 9, 1); }, bad},
      {"index_negative", [](MadeArray* a) { Put(&a->children[1], 1, 0, -1, 1); }, bad},
      {"dictionary_negative", [](MadeArray* a) { a->children[1].dictionary->length = -1; }, bad},
      {"dictionary_of_text", [](MadeArray* a) {
         a->children[0].dictionary = std::make_shared<MadeArray>(MakeTexts("", "u", {}));
       }, schema},
      {"view_size_negative", [](MadeArray* a) { Put(&a->children[3], 1, 0, -1, 4); }, bad},
      {"view_of_no_buffer", [](MadeArray* a) {
         Put(&a->children[3], 1, 0, 13, 4);
         Put(&a->children[3], 1, 8, 7, 4);
       }, bad},
      {"view_beyond_buffer", [](MadeArray* a) {
         Put(&a->children[3], 1, 0, 13, 4);
         Put(&a->children[3], 1, 8, 0, 4);
         Put(&a->children[3], 1, 12, 1 << 30, 4);
       }, bad},
  };
}

class BentArrays : public testing::TestWithParam<BentCase> {};

TEST_P(BentArrays, AreRefused) {
  const Schema schema = ShippedSchema();
  FactsTables tables(schema, {});
  tables.SetDocument(kDocument, "");
  MadeArray batch = Bent();
  GetParam().bend(&batch);
  MadeStream made;
  made.batches.push_back(std::move(batch));
  ArrowArrayStream stream;
  ExportStream(std::move(made), &stream);
  tables.AddStream("people", "", &stream);
  Diagnostics problems;
  EXPECT_FALSE(std::move(tables).Seal(&problems).ok());
  std::vector<std::string> codes;
  for (const Diagnostic& problem : problems) codes.push_back(problem.code);
  EXPECT_THAT(codes, testing::Contains(GetParam().code)) << Render(problems);
  EXPECT_EQ(LiveExports(), 0);
}

INSTANTIATE_TEST_SUITE_P(Rows, BentArrays, testing::ValuesIn(BentCases()),
                         [](const auto& row) { return row.param.name; });

TEST_F(FactsTablesTest, ReadsWhatTheBentArraysWereBentFrom) {
  Add("people", Bent());
  EXPECT_TRUE(Seal().ok()) << Render(problems_);
}

TEST_F(FactsTablesTest, ReadsEmptyArraysWithoutBuffers) {
  MadeStream made;
  MadeArray empty = Bent().Sliced(2);
  for (MadeArray& column : empty.children) {
    for (ExactBuffer& buffer : column.buffers) buffer = ExactBuffer();
    column.length = 0;
    column.null_count = 0;
  }
  empty.offset = 0;
  made.batches = {empty, Bent(), empty};
  Add("people", std::move(made));
  EXPECT_TRUE(Seal().ok()) << Render(problems_);
}

TEST_F(FactsTablesTest, RefusesSchemasNestedWithoutEnd) {
  MadeArray deep = MakeTexts("item", "u", {});
  for (int i = 0; i < 100; ++i) deep = MakeList("leaves", "+l", {}, std::move(deep));
  Add("people", MakeStruct("", 0, {std::move(deep)}));
  EXPECT_THAT(Faults(), ElementsAre("arrow.bad-schema /people"));
}

}  // namespace
}  // namespace assay
