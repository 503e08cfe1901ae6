// What ReadPackTests refuses: code and place of every fault, and the wording of most.

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/broken_pack_tests.h"
#include "tests/engine/tested_pack.h"

namespace assay {
namespace {

using testing::ElementsAreArray;

std::string TextOf(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(ASSAY_SOURCE_DIR "/" + path).rdbuf();
  return text.str();
}

class ReadPackTestsRefuses : public testing::TestWithParam<BrokenPackTests> {};

TEST_P(ReadPackTestsRefuses, WithCodeAndPlace) {
  const TestsRead read = ReadTests(GetParam().files);
  std::vector<std::string> found;
  for (const Diagnostic& problem : read.problems) {
    found.push_back(absl::StrCat(problem.code, "@", problem.place.file, ":", problem.place.line,
                                 ":", problem.place.column));
  }
  EXPECT_THAT(found, ElementsAreArray(GetParam().want)) << Render(read.problems);
  EXPECT_EQ(read.tests.status().code(), absl::StatusCode::kInvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(Engine, ReadPackTestsRefuses, testing::ValuesIn(AllBrokenPackTests()),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(PackTestsDiagnostics, ReadAsInTheGoldenFile) {
  std::string rendered;
  for (const BrokenPackTests& broken : AllBrokenPackTests()) {
    if (!broken.is_golden) continue;
    absl::StrAppend(&rendered, "-- ", broken.name, "\n", Render(ReadTests(broken.files).problems),
                    "\n");
  }
  // To accept new wording, write what the failure prints to the file and read the difference.
  EXPECT_EQ(rendered, TextOf("tests/golden/tests_diagnostics.txt"));
}

// Every code is shown by a broken file, promised in the header and explained in the manual.
TEST(PackTestsDiagnostics, AreShownPromisedAndExplained) {
  const std::string header = TextOf("include/assay/engine/pack_tests.h");
  const std::string manual = TextOf("docs/diagnostics.md");
  std::set<std::string> shown = {"tests.no-day"};  // Of a run; RunPackTest has its own test.
  for (const BrokenPackTests& broken : AllBrokenPackTests()) {
    for (const std::string& want : broken.want) shown.insert(want.substr(0, want.find('@')));
  }
  for (const std::string& code : shown) {
    if (code.rfind("tests.", 0) != 0) continue;
    EXPECT_NE(header.find(code), std::string::npos) << code;
    EXPECT_NE(manual.find("\n## " + code + "\n"), std::string::npos) << code;
  }
  for (std::size_t at = manual.find("\n## tests."); at != std::string::npos;
       at = manual.find("\n## tests.", at + 1)) {
    const std::string code = manual.substr(at + 4, manual.find('\n', at + 1) - at - 4);
    EXPECT_EQ(shown.count(code), 1u) << code;
  }
}

TEST(ReadPackTests, SaysHowManyFaultsThereAreAndTellsAtMostAsManyAsAllowed) {
  std::string cases;
  for (int k = 0; k < 30; ++k)
    absl::StrAppend(&cases, "  - {name: c", k, ", expect: {score: no}}\n");
  PackTestLimits limits;
  limits.diagnostics = 10;
  const TestsRead read = ReadTests({WithBase(cases)}, limits);
  EXPECT_EQ(read.problems.size(), 10u);
  EXPECT_EQ(read.tests.status().message(), "the tests have 30 faults");
}

TEST(ReadPackTests, RefusesMoreBytesThanAllowed) {
  PackTestLimits limits;
  limits.bytes = 10;
  const TestsRead read = ReadTests({WithBase("  - {name: a, expect: {score: 1}}\n")}, limits);
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_EQ(read.problems[0].code, "yaml.too-large");
}

// A fault of the facts is told where it was written, whichever layer that is.
struct MisplacedFact {
  const char* name;
  std::string cases;
  std::vector<std::string> want;  // "code@line:column pointer"
};

class FaultsOfFacts : public testing::TestWithParam<MisplacedFact> {};

TEST_P(FaultsOfFacts, AreToldWhereTheyAreWritten) {
  const TestsRead read = ReadTests({WithBase(GetParam().cases)});
  ASSERT_TRUE(read.tests.ok()) << Render(read.problems);
  const PackTestCase& test = read.tests->cases().back();
  Diagnostics faults;
  EXPECT_FALSE(ReadFactsJson(test.facts, TestedPack().schema(), {}, &faults).ok());
  std::vector<std::string> found;
  for (Diagnostic& fault : faults) {
    read.tests->MoveIntoFile(test, &fault);
    EXPECT_EQ(fault.place.file, "tests/a.yaml");
    EXPECT_FALSE(fault.source_line.empty());
    found.push_back(absl::StrCat(fault.code, "@", fault.place.line, ":", fault.place.column, " ",
                                 fault.place.pointer));
  }
  EXPECT_THAT(found, ElementsAreArray(GetParam().want)) << Render(faults);
}

// On line 13; the facts begin in column 12.
std::string CaseWith(const std::string& facts) {
  return "  - name: one\n    facts: " + facts + "\n    expect: {score: 1}\n";
}

INSTANTIATE_TEST_SUITE_P(
    Engine, FaultsOfFacts,
    testing::Values(
        MisplacedFact{"in_the_case",
                      CaseWith("{people: [{id: bob, engagement: emploee, start: 2020-01-01}]}"),
                      {"facts.unknown-value@13:44 /people/1/engagement"}},
        MisplacedFact{"in_a_list_of_the_case",
                      CaseWith("{evidence: [{id: ann-contract, clauses: [confidentiality, 7]}]}"),
                      {"facts.wrong-type@13:70 /evidence/1/clauses/1"}},
        MisplacedFact{"member_that_the_record_has_not",
                      CaseWith("{people: [{id: ann, strat: 2020-01-01}]}"),
                      {"facts.unknown-member@13:32 /people/0/strat"}},
        MisplacedFact{"null_for_what_must_be_there",
                      CaseWith("{people: [{id: ann, start: null}]}"),
                      {"facts.missing-field@7:7 /people/0"}},
        // The reference in the base dangles because of what the case takes away.
        MisplacedFact{"in_the_base",
                      "  - name: one\n    without: [ann]\n    expect: {score: 1}\n",
                      {"facts.dangling-reference@9:65 /evidence/0/person",
                       "facts.dangling-reference@10:75 /evidence/1/person"}},
        MisplacedFact{"nowhere", CaseWith("{collected: null}"), {"facts.missing-member@12:11 "}}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace assay
