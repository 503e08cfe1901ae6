#include "assay/ingest/described_json.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/domain/records.h"
#include "tests/ingest/random_records.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

template <typename T>
class RoundTripTest : public testing::Test {};

template <typename... Records>
testing::Types<Records...> TypesOf(boost::mp11::mp_list<Records...>);
using AllRecords = boost::mp11::mp_append<domain::FactRecords, domain::OtherRecords>;
using AllTypes = decltype(TypesOf(AllRecords()));

struct RecordNames {
  template <typename T>
  static std::string GetName(int) {
    return std::string(domain::Description<T>::record.name);
  }
};
TYPED_TEST_SUITE(RoundTripTest, AllTypes, RecordNames);

TYPED_TEST(RoundTripTest, ReadsWhatItWrites) {
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    const TypeParam record = RandomRecords(seed).template Make<TypeParam>();
    const std::string text = ToJson(record);
    Diagnostics problems;
    const absl::StatusOr<TypeParam> again = FromJson<TypeParam>(text, {}, &problems);
    ASSERT_TRUE(again.ok()) << "seed " << seed << "\n" << text << "\n" << Render(problems);
    ASSERT_TRUE(*again == record) << "seed " << seed << "\n" << text << "\n" << ToJson(*again);
  }
}

TEST(ToJson, IsTheFormOfTheFactsFormat) {
  domain::Contract contract;
  contract.id = "e1";
  contract.occurred_at = domain::OnDay(*Date::FromCivil(2025, 1, 31));
  contract.person = "p01";
  contract.clauses = {domain::ContractClause::confidentiality, "no_side_jobs"};
  EXPECT_EQ(ToJson(contract),
            R"({"type":"contract","id":"e1","occurred_at":"2025-01-31","person":"p01",)"
            R"("clauses":["confidentiality","no_side_jobs"]})");
}

TEST(ToJson, WritesDefaultsOnlyWhereTheyDoNotHold) {
  domain::Person person;
  person.id = "p";
  EXPECT_EQ(ToJson(person), R"({"id":"p"})");
  person.in_scope = false;
  EXPECT_EQ(ToJson(person), R"({"id":"p","in_scope":false})");
}

// An empty list that was collected is not a list that nobody extracted.
TEST(ToJson, KeepsEmptyAndUnknownListsApart) {
  domain::Contract contract;
  EXPECT_EQ(ToJson(contract), R"({"type":"contract"})");
  contract.clauses = std::vector<domain::Word<domain::ContractClause>>{};
  EXPECT_EQ(ToJson(contract), R"({"type":"contract","clauses":[]})");
}

struct BadRecord {
  const char* name;
  const char* text;
  std::vector<std::string> want;
};

class FromJsonTest : public testing::TestWithParam<BadRecord> {};

TEST_P(FromJsonTest, ReportsEveryFault) {
  Diagnostics problems;
  EXPECT_EQ(FromJson<domain::Contract>(GetParam().text, {}, &problems).status().code(),
            absl::StatusCode::kInvalidArgument);
  std::vector<std::string> found;
  for (const Diagnostic& problem : problems) {
    found.push_back(absl::StrCat(problem.code, " ", problem.place.pointer));
    EXPECT_GT(problem.place.line, 0u) << problem.code;
  }
  EXPECT_THAT(found, ElementsAreArray(GetParam().want));
}

INSTANTIATE_TEST_SUITE_P(
    Contract, FromJsonTest,
    testing::Values(
        BadRecord{"not_json", "{", {"json.syntax "}},
        BadRecord{"repeated_key", R"({"id": "a", "id": "b"})", {"json.duplicate-key "}},
        BadRecord{"array", "[]", {"facts.wrong-type "}},
        BadRecord{"nothing",
                  "{}",
                  {"facts.missing-type ", "facts.missing-field ", "facts.missing-field ",
                   "facts.missing-field "}},
        BadRecord{"other_type",
                  R"({"type": "nda", "id": "a", "occurred_at": "2025-01-01", "person": "p"})",
                  {"facts.unknown-type /type"}},
        BadRecord{"many",
                  R"({"type": "contract", "id": 1, "occurred_at": "x", "person": "p", "cluases": [],
                      "clauses": [2], "viewed_seconds": -1, "attestation": "sworn",
                      "automated": 0, "expires": "2025-02-30"})",
                  {"facts.unknown-member /cluases", "facts.wrong-type /id",
                   "facts.bad-date /occurred_at", "facts.unknown-value /attestation",
                   "facts.wrong-type /automated", "facts.out-of-range /viewed_seconds",
                   "facts.wrong-type /clauses/0", "facts.bad-date /expires"}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(FromJson, ReadsEmbeddedRecordsWithTheirPlaces) {
  Diagnostics problems;
  EXPECT_FALSE(FromJson<domain::Person>(
                   R"({"id": "p", "engagement": "employee", "start": "2024-01-01",
                       "leaves": [{"kind": "medical", "start": "2024-02-01"}, {"kind": "sick"}]})",
                   {}, &problems)
                   .ok());
  std::vector<std::string> found;
  for (const Diagnostic& problem : problems) {
    found.push_back(absl::StrCat(problem.code, " ", problem.place.pointer));
  }
  EXPECT_THAT(found,
              ElementsAre("facts.unknown-value /leaves/1/kind", "facts.missing-field /leaves/1"));
}

TEST(FromJson, DatesInstantsInTheGivenZone) {
  Diagnostics problems;
  const char* text =
      R"({"type": "nda", "id": "n", "occurred_at": "2026-03-31T23:30:00Z", "person": "p"})";
  const auto utc = FromJson<domain::Nda>(text, {}, &problems);
  const auto east =
      FromJson<domain::Nda>(text, {.time_zone = *TimeZone::Load("+01:00")}, &problems);
  ASSERT_TRUE(utc.ok() && east.ok()) << Render(problems);
  EXPECT_EQ(utc->occurred_at->date, Date::FromCivil(2026, 3, 31));
  EXPECT_EQ(east->occurred_at->date, Date::FromCivil(2026, 4, 1));
  EXPECT_EQ(utc->occurred_at->text, east->occurred_at->text);
}

}  // namespace
}  // namespace assay
