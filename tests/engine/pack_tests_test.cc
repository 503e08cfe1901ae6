// Tests of packs, run: the layers of facts, what is compared, and what counts as shown.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/engine/pack_coverage.h"
#include "tests/engine/tested_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Facts FactsOf(const PackTestCase& test) {
  Diagnostics problems;
  absl::StatusOr<Facts> facts = ReadFactsJson(test.facts, TestedPack().schema(), {}, &problems);
  EXPECT_TRUE(facts.ok()) << Render(problems) << test.facts;
  return *std::move(facts);
}

PackTestResult ResultOf(const PackTests& tests, const PackTestCase& test) {
  Diagnostics problems;
  absl::StatusOr<PackTestResult> result =
      RunPackTest(TestedPack(), tests, test, FactsOf(test), &problems);
  EXPECT_TRUE(result.ok()) << result.status() << Render(problems);
  return *std::move(result);
}

// "N full: unknown (feed:contract)" for each mismatch of the cases.
std::vector<std::string> MismatchesOf(const std::vector<PackTestFile>& files) {
  const TestsRead read = ReadTests(files);
  EXPECT_TRUE(read.tests.ok()) << Render(read.problems);
  std::vector<std::string> found;
  for (const PackTestCase& test : read.tests->cases()) {
    for (const Mismatch& mismatch : ResultOf(*read.tests, test).mismatches) {
      std::string got;
      for (const std::string& word : mismatch.got)
        absl::StrAppend(&got, got.empty() ? "" : ", ", word);
      found.push_back(absl::StrCat(ExpectationName(test.expectations[mismatch.expectation]), ": ",
                                   got,
                                   mismatch.because.empty() ? "" : " (" + mismatch.because + ")"));
    }
  }
  return found;
}

std::vector<std::string> MismatchesOf(const std::string& cases) {
  return MismatchesOf({WithBase(cases)});
}

TEST(RunPackTest, PassesWhereEverythingIsAsExpected) {
  EXPECT_THAT(MismatchesOf(R"(
  - name: all
    facts:
      evidence: [{id: word, type: announcement, occurred_at: 2026-01-01, author: ann, automated: true}]
    expect:
      items:
        N: {minimum: {verdict: satisfied, failing: [], unknown: [], reasons: []},
            full: {verdict: not_satisfied, reasons: ["trap:T"]}, rung: minimum}
        M: {minimum: {verdict: satisfied, parts: {told: satisfied, by_ann: satisfied}, finding: []}}
      traps: {T: triggered}
      checks: {RC: not_performed}
      observations: {O: false, Machine: true, Share: true}
      nonconformity: false
      data_quality: {word: []}
      score: 75
)"),
              IsEmpty());
}

TEST(RunPackTest, SaysOfEachKindWhatCameInstead) {
  EXPECT_THAT(
      MismatchesOf(R"(
  - name: all
    without: [ann-nda]
    facts: {collected: [nda]}
    expect:
      items:
        N: {minimum: {verdict: satisfied, failing: [], unknown: [ann], reasons: ["trap:T"]}, full: unknown,
            rung: full}
        M: {minimum: satisfied}
      traps: {T: not_detected}
      checks: {RC: confirmed}
      score: none
)"),
      ElementsAre(
          "N minimum: not_satisfied (failing ann)", "N minimum, failing: ann (failing ann)",
          "N minimum, unknown:  (failing ann)",
          "N minimum, reasons: ", "N full: not_satisfied (link:minimum)",
          "N rung: not_satisfied (minimum not_satisfied, full not_satisfied, operation not_tested)",
          "M minimum: unknown (feed:announcement; told unknown; by_ann unknown)", "trap T: cannot_rule_out",
          "check RC: not_performed", "score: 0.00 to 50.00"));
}

TEST(RunPackTest, ComparesRulesTextsObservationsAndFlags) {
  EXPECT_THAT(MismatchesOf(R"(
  - name: all but one
    without: [ann-nda]
    facts:
      people: [{id: bob, engagement: employee, start: 2020-01-01}]
      evidence: [{id: late, type: nda, occurred_at: 2026-04-01, person: ann}]
    expect:
      items:
        N:
          minimum: {verdict: not_satisfied, finding: ["2 without", ann]}
          remediation: [ask, Have ann]
        M: {minimum: {verdict: not_satisfied, parts: {told: not_satisfied}}}
      observations: {O: [bob, ann]}
      nonconformity: true
      data_quality: {late: [future_dated], ann-contract: []}
)"),
              ElementsAre("N remediation: Have ann, bob sign., Ask them why."));
  EXPECT_THAT(MismatchesOf(R"(
  - name: wrong
    without: [ann-nda]
    facts: {evidence: [{id: late, type: nda, occurred_at: 2026-04-01, person: ann}]}
    expect:
      items:
        N: {minimum: {verdict: not_satisfied, finding: []}, remediation: []}
        M: {minimum: {verdict: not_satisfied, parts: {told: satisfied, by_ann: unknown}}}
      observations: {O: false, Machine: true, Share: false}
      nonconformity: unknown
      data_quality: {late: [], ann-nda: [], ann-contract: [revoked, future_dated]}
  - name: wrong subjects
    expect: {observations: {O: [ann]}}
)"),
              ElementsAre("N minimum, finding: 1 without an NDA: ann",
                          "N remediation: Have ann sign., Ask them why.",
                          "M minimum told: not_satisfied", "M minimum by_ann: not_satisfied",
                          "observation O: true (ann)", "observation Machine: false",
                          "observation Share: error (division by zero)", "nonconformity: true", "data quality of late: future_dated",
                          "data quality of ann-nda: no such record",
                          "data quality of ann-contract: ", "observation O, subjects: "));
}

TEST(RunPackTest, SaysWhenItIsNotKnownWhetherItIsMajor) {
  EXPECT_THAT(MismatchesOf(R"(
  - name: not known
    without: [ann-nda]
    facts: {collected: ["*", {type: nda, complete: false}]}
    expect: {nonconformity: unknown, observations: {Share: error, O: false}}
)"),
              IsEmpty());
}

TEST(RunPackTest, UsesTheDayAndTheParametersOfTheCase) {
  EXPECT_THAT(MismatchesOf(R"(
  - name: before ann came
    as_of: 2019-12-31
    expect: {items: {N: {minimum: not_applicable}}}
  - name: half of them suffice
    params: {nda_pct: 50}
    facts: {people: [{id: bob, engagement: employee, start: 2020-01-01}]}
    expect: {items: {N: {minimum: satisfied}}}
)"),
              IsEmpty());
}

TEST(RunPackTest, PlacesAFaultOfTheParameters) {
  const TestsRead read =
      ReadTests({WithBase("  - name: one\n    params: {nda_pct: 101}\n    expect: {score: 1}\n")});
  ASSERT_TRUE(read.tests.ok()) << Render(read.problems);
  const PackTestCase& test = read.tests->cases().front();
  Diagnostics problems;
  EXPECT_EQ(RunPackTest(TestedPack(), *read.tests, test, FactsOf(test), &problems).status().code(),
            absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].code, "assess.parameter-range");
  EXPECT_EQ(problems[0].place.file, "tests/a.yaml");
  EXPECT_EQ(problems[0].place.line, 13u);
  EXPECT_EQ(problems[0].source_line, "    params: {nda_pct: 101}");
}

TEST(RunPackTest, NeedsADay) {
  const TestsRead read = ReadTests({WithBase(
      "  - {name: one, facts: {as_of: null}, expect: {score: 1}}\n"
      "  - {name: two, facts: {as_of: null}, as_of: 2026-03-31, expect: {score: 100}}\n")});
  ASSERT_TRUE(read.tests.ok()) << Render(read.problems);
  const PackTestCase& test = read.tests->cases().front();
  Diagnostics problems;
  EXPECT_EQ(RunPackTest(TestedPack(), *read.tests, test, FactsOf(test), &problems).status().code(),
            absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].code, "tests.no-day");
  EXPECT_EQ(problems[0].place.line, 12u);
  ResultOf(*read.tests, read.tests->cases().back());  // Fails the test if it cannot be run.
}

std::string FactsText(const std::vector<PackTestFile>& files) {
  const TestsRead read = ReadTests(files);
  EXPECT_TRUE(read.tests.ok()) << Render(read.problems);
  return read.tests.ok() ? read.tests->cases().back().facts : "";
}

TEST(LayeredFacts, MembersAreReplacedRecordsAddedAndListsReplaced) {
  EXPECT_EQ(FactsText({{"a.yaml", R"(
format: assay.tests/1
base:
  as_of: 2026-03-31
  organization: {id: o, name: O}
  collected: ['*']
  people: [{id: ann, leaves: [{kind: other}]}, {id: bob, start: 2020-01-01}]
  soa: [{control: A}]
cases:
  - name: one
    without: [bob]
    facts:
      as_of: 2026-04-01
      organization: {name: P}
      collected: [nda]
      people: [{id: ann, leaves: [], manager: null}, {id: cid}]
      soa: [{control: A}]
    expect: {score: 1}
)"}}),
            R"({"as_of":"2026-04-01","organization":{"id":"o","name":"P"},"collected":["nda"],)"
            R"("people":[{"id":"ann","leaves":[],"manager":null},{"id":"cid"}],)"
            R"("soa":[{"control":"A"},{"control":"A"}]})");
}

TEST(LayeredFacts, AFileBuildsOnAnotherWhichMayComeLater) {
  EXPECT_EQ(
      FactsText(
          {{"tests/a.yaml",
            "format: assay.tests/1\nfrom: z.yaml\nwithout: [bob]\n"
            "base: {people: [{id: ann, start: 2021-01-01}]}\n"
            "cases: [{name: one, expect: {score: 1}}]\n"},
           {"tests/z.yaml",
            "format: assay.tests/1\nbase: {people: [{id: ann, start: 2020-01-01}, {id: bob}]}\n"}}),
      R"({"people":[{"id":"ann","start":"2021-01-01"}]})");
}

// Layers of one case do not leak into the next.
TEST(LayeredFacts, CasesDoNotSeeEachOther) {
  EXPECT_THAT(MismatchesOf(R"(
  - {name: without, without: [ann-nda], expect: {items: {N: {minimum: not_satisfied}}}}
  - {name: with, expect: {items: {N: {minimum: satisfied}}}}
)"),
              IsEmpty());
}

TEST(LayeredFacts, PlainScalarsAreTypedAsInJson) {
  EXPECT_EQ(
      FactsText(
          {{"a.yaml",
            "format: assay.tests/1\nbase:\n  a: {i: 12, d: -1.5e3, t: true, n: null, e: , no: no,\n"
            "      q: '12', z: 007, day: 2026-03-31}\n"
            "cases: [{name: one, expect: {score: 1}}]\n"}}),
      R"({"a":{"i":12,"d":-1.5e3,"t":true,"n":null,"e":null,"no":"no","q":"12","z":"007","day":"2026-03-31"}})");
}

TEST(ReadPackTests, TakesJsonToo) {
  const TestsRead read = ReadTests(
      {{"a.json",
        R"({"format": "assay.tests/1", "cases": [{"name": "one", "expect": {"score": {"low": 0, "high": 33.3}}}]})"}});
  ASSERT_TRUE(read.tests.ok()) << Render(read.problems);
  const PackTestCase& test = read.tests->cases().front();
  EXPECT_EQ(test.id, "a/one");
  EXPECT_THAT(test.expectations.at(0).want, ElementsAre("0.00 to 33.30"));
}

TEST(PackCoverage, CountsWhatWasExpectedAndCame) {
  const TestsRead read = ReadTests({WithBase(R"(
  - {name: right, expect: {items: {N: {minimum: satisfied}}, traps: {T: not_detected}, checks: {RC: not_performed}}}
  - {name: parts, expect: {items: {M: {minimum: {verdict: not_satisfied, parts: {told: not_satisfied, by_ann: unknown}}}}}}
  - {name: whom, without: [ann-nda], expect: {observations: {O: [ann], Machine: false}, nonconformity: true}}
  - {name: wrong, expect: {items: {N: {minimum: unknown, full: satisfied}}}}
)")});
  ASSERT_TRUE(read.tests.ok()) << Render(read.problems);
  PackCoverage coverage(TestedPack().pack().definition());
  for (const PackTestCase& test : read.tests->cases())
    coverage.Add(test, ResultOf(*read.tests, test));
  std::vector<std::string> rows;
  for (const PackCoverage::Row& row : coverage.rows()) {
    std::string text = absl::StrCat(
        row.id, " ", row.kind <= PackCoverage::Kind::kPart ? LevelName(row.level) : "", " ",
        row.part, ":");
    for (const std::string& word : row.shown) absl::StrAppend(&text, " ", word);
    absl::StrAppend(&text, " |");
    for (const std::string& word : row.Lacking()) absl::StrAppend(&text, " ", word);
    rows.push_back(text);
  }
  EXPECT_THAT(rows, ElementsAre("N minimum : satisfied | not_satisfied unknown not_applicable",
                                "N full : satisfied | not_satisfied unknown not_applicable",
                                "M minimum : not_satisfied | satisfied unknown not_applicable",
                                "M minimum told: not_satisfied | satisfied unknown",
                                "M minimum by_ann: | satisfied not_satisfied unknown",
                                "T  : not_detected | triggered",
                                "RC  : not_performed | confirmed", "O  : true | false",
                                "Machine  : false | true", "Share  : | true false", "  : true | false"));
  EXPECT_FALSE(coverage.is_complete());
}

TEST(PackCoverage, IsCompleteWhenNothingIsWanting) {
  PackDefinition definition;
  EXPECT_TRUE(PackCoverage(definition).is_complete());
  ItemDefinition item;
  item.id = "N";
  item.minimum.is_given = true;
  definition.controls.emplace_back().items.push_back(item);
  PackCoverage coverage(definition);
  PackTestCase test;
  for (const char* word : {"satisfied", "not_satisfied", "unknown", "not_applicable"}) {
    EXPECT_FALSE(coverage.is_complete());
    Expectation expectation;
    expectation.id = "N";
    expectation.want = {word};
    test.expectations = {expectation};
    coverage.Add(test, PackTestResult{});
  }
  EXPECT_TRUE(coverage.is_complete());
}

}  // namespace
}  // namespace assay
