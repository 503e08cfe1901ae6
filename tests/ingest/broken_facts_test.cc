// Every fault is found, with its code and its pointer, and worded as the golden file has it.

#include "tests/ingest/broken_facts.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "tests/ingest/scenario_files.h"

namespace assay {
namespace {

using ::testing::ElementsAreArray;

class BrokenFactsTest : public testing::TestWithParam<BrokenFacts> {};

TEST_P(BrokenFactsTest, ReportsEveryFault) {
  const Schema schema = ShippedSchema();
  Diagnostics problems;
  const absl::StatusOr<Facts> facts =
      ReadFactsJson(GetParam().text, schema, {.file = "facts.json"}, &problems);
  EXPECT_EQ(facts.status().code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> found;
  for (const Diagnostic& problem : problems) {
    found.push_back(absl::StrCat(problem.code, " ", problem.place.pointer));
    EXPECT_GT(problem.place.line, 0u) << problem.code;
    EXPECT_GT(problem.place.column, 0u) << problem.code;
    EXPECT_EQ(problem.place.file, "facts.json");
  }
  EXPECT_THAT(found, ElementsAreArray(GetParam().want)) << Render(problems);
}

INSTANTIATE_TEST_SUITE_P(Facts, BrokenFactsTest, testing::ValuesIn(AllBrokenFacts()),
                         [](const auto& info) { return info.param.name; });

// To accept a new wording, copy what this test wrote over the golden file.
TEST(FactsDiagnostics, AreWordedAsTheGoldenFileHasThem) {
  const Schema schema = ShippedSchema();
  std::string rendered;
  int count = 0;
  for (const BrokenFacts& row : AllBrokenFacts()) {
    if (!row.is_golden) continue;
    ++count;
    Diagnostics problems;
    EXPECT_FALSE(ReadFactsJson(row.text, schema, {.file = row.name + ".json"}, &problems).ok());
    absl::StrAppend(&rendered, "== ", row.name, "\n", Render(problems), "\n");
  }
  EXPECT_GE(count, 20);
  const std::string golden_file = ASSAY_SOURCE_DIR "/tests/golden/facts_diagnostics.txt";
  if (ReadFile(golden_file) == rendered) return;
  const std::string written = testing::TempDir() + "facts_diagnostics.txt";
  std::ofstream(written, std::ios::binary) << rendered;
  FAIL() << "differs from tests/golden/facts_diagnostics.txt; what was found is in " << written;
}

}  // namespace
}  // namespace assay
