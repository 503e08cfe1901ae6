#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/domain/records.h"
#include "assay/ingest/described_json.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "tests/ingest/random_records.h"
#include "tests/ingest/scenario_files.h"

namespace assay {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kOrganization =
    R"("organization": {"id": "o", "time_zone": "+02:00", "isms_start": "2024-01-01"})";

class FactsToJsonTest : public testing::Test {
 protected:
  Facts Read(std::string_view text, bool lenient = false) {
    Diagnostics problems;
    absl::StatusOr<Facts> facts = ReadFactsJson(text, schema_, {.lenient = lenient}, &problems);
    EXPECT_TRUE(facts.ok()) << text << "\n" << Render(problems);
    return *std::move(facts);
  }

  // What is written means the same, and is written the same again. Returns it.
  std::string ExpectRoundTrip(std::string_view text, bool lenient = false) {
    const Facts facts = Read(text, lenient);
    const std::string written = FactsToJson(facts);
    const Facts again = Read(written, lenient);
    EXPECT_EQ(ToHex(again.digest()), ToHex(facts.digest())) << written;
    EXPECT_EQ(FactsToJson(again), written);
    for (std::size_t type = 0; type < schema_.records().size(); ++type) {
      const auto id = static_cast<RecordTypeId>(type);
      EXPECT_EQ(again.table(id).feed(), facts.table(id).feed()) << schema_.record(id).name;
    }
    return written;
  }

  const Schema schema_ = ShippedSchema();
};

TEST_F(FactsToJsonTest, KeepsEveryScenario) {
  const auto files = ScenarioFiles();
  if (files.empty()) GTEST_SKIP() << "no scenarios beside the repository";
  for (const auto& file : files) ExpectRoundTrip(FactsOfScenario(ReadFile(file)));
}

TEST_F(FactsToJsonTest, WritesOneRecordALine) {
  const std::string written = ExpectRoundTrip(
      absl::StrCat("{", kOrganization, R"(, "as_of": "2026-03-31", "collected": ["nda"], "people": [
        {"start": "2024-01-01", "id": "p", "end": null, "in_scope": true, "engagement": "employee"},
        {"engagement": "intern", "id": "a", "start": "2024-01-02", "in_scope": false}]})"));
  EXPECT_EQ(written, R"({
"format": "assay.facts/1",
"as_of": "2026-03-31",
"organization": {"id":"o","time_zone":"+02:00","isms_start":"2024-01-01"},
"collected": [
  "nda"],
"people": [
  {"id":"a","engagement":"intern","start":"2024-01-02","in_scope":false},
  {"id":"p","engagement":"employee","start":"2024-01-01"}]
}
)");
}

TEST_F(FactsToJsonTest, IsTheSameForEveryOrder) {
  const char* first = R"({"id": "a", "type": "nda", "occurred_at": "2025-01-01", "person": "p"})";
  const char* second = R"({"id": "b", "type": "nda", "occurred_at": "2024-01-01", "person": "p"})";
  const auto document = [](const char* one, const char* other) {
    return absl::StrCat("{", kOrganization,
                        R"(, "collected": ["*"], "people":
        [{"id": "p", "engagement": "employee", "start": "2024-01-01"}], "evidence": [)",
                        one, ",", other, "]}");
  };
  EXPECT_EQ(FactsToJson(Read(document(first, second))), FactsToJson(Read(document(second, first))));
}

TEST_F(FactsToJsonTest, KeepsWhatWasCollected) {
  for (const char* collected :
       {R"([])", R"(["*"])", R"(["documents", "assignments"])",
        R"(["handbook", "security_policy"])", R"([{"type": "document", "complete": false}])",
        R"([{"type": "handbook", "complete": false}])",
        R"(["*", {"type": "handbook", "complete": false}, {"type": "nda", "complete": false}])",
        R"([{"type": "contract", "from": "2025-01-01"}, {"type": "nda", "to": "2025-01-01"},
            {"type": "invoice", "from": "2025-01-01", "to": "2025-02-01"},
            {"type": "invoice", "from": "2025-06-01", "to": "2025-07-01"}])"}) {
    ExpectRoundTrip(absl::StrCat("{", kOrganization, R"(, "collected": )", collected,
                                 R"(, "documents": [{"id": "d", "kind": "procedure"}]})"));
  }
}

// The record it leads to is not here, because its feed is not complete; its key is kept all the
// same.
TEST_F(FactsToJsonTest, KeepsReferencesIntoFeedsThatAreNotComplete) {
  const std::string written = ExpectRoundTrip(
      absl::StrCat("{", kOrganization, R"(, "collected": ["acknowledgement", "minutes"], "people":
      [{"id": "p", "engagement": "employee", "start": "2024-01-01"}], "evidence": [
        {"id": "a", "type": "acknowledgement", "occurred_at": "2025-01-01", "person": "p",
         "subject": "policy", "document": "elsewhere", "document_version": "7"},
        {"id": "m", "type": "minutes", "occurred_at": "2025-01-01", "kind": "board",
         "reports": ["r1", "r2"]}]})"));
  EXPECT_THAT(written, HasSubstr(R"("document":"elsewhere","document_version":"7")"));
  EXPECT_THAT(written, HasSubstr(R"("reports":["r1","r2"])"));
}

TEST_F(FactsToJsonTest, KeepsDanglingReferencesOfALenientReading) {
  const std::string written =
      ExpectRoundTrip(absl::StrCat("{", kOrganization, R"(, "collected": ["*"], "people":
      [{"id": "p", "engagement": "employee", "start": "2024-01-01", "manager": "gone"}]})"),
                      /*lenient=*/true);
  EXPECT_THAT(written, HasSubstr(R"("manager":"gone")"));
}

TEST_F(FactsToJsonTest, KeepsEmptyAndUnknownListsApart) {
  const std::string written =
      ExpectRoundTrip(absl::StrCat("{", kOrganization, R"(, "collected": ["*"], "people":
      [{"id": "p", "engagement": "employee", "start": "2024-01-01"}], "evidence": [
        {"id": "a", "type": "contract", "occurred_at": "2025-01-01", "person": "p", "clauses": []},
        {"id": "b", "type": "contract", "occurred_at": "2025-01-01", "person": "p"}]})"));
  EXPECT_THAT(written,
              HasSubstr(R"("id":"a","occurred_at":"2025-01-01","person":"p","clauses":[])"));
  EXPECT_THAT(written, Not(HasSubstr(R"("id":"b","occurred_at":"2025-01-01","person":"p",)")));
}

// Records of every type, with texts that need escapes and references that lead nowhere.
TEST_F(FactsToJsonTest, KeepsRandomRecords) {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    RandomRecords random(seed);
    std::string text = absl::StrCat("{", kOrganization, R"(, "collected": ["*"], "evidence": [)");
    int count = 0;
    using Tags = boost::mp11::mp_transform<boost::mp11::mp_identity, domain::EvidenceRecords>;
    boost::mp11::mp_for_each<Tags>([&](auto tag) {
      auto record = random.Make<typename decltype(tag)::type>();
      record.id = absl::StrCat("e", count);
      if constexpr (requires { record.document_version; }) record.document_version.reset();
      absl::StrAppend(&text, count++ == 0 ? "" : ",\n", ToJson(record));
    });
    SCOPED_TRACE(seed);
    ExpectRoundTrip(text + "]}", /*lenient=*/true);
  }
}

}  // namespace
}  // namespace assay
