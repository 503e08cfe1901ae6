// Rules over people and over the organisation: counts, unknowns, errors, links.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kNdaPack = R"(
parameters:
  nda_coverage_pct: {default: 100, doc: share of people}
populations:
  staff:
    of: person
    where: person.in_scope && person.start <= as_of
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Everyone signed
        each: staff
        coverage_pct: params.nda_coverage_pct
        levels:
          minimum:
            require: person.ndas.exists(n, n.references_security_policy)
        finding: "{failing} of {due} have not signed: {subjects}"
        remediation: {owner: HR, text: "ask {subjects}", due_in_days: 30}
)";

const ItemResult& OnlyItem(const Assessment& assessment) { return assessment.controls.at(0).items.at(0); }

std::string Nda(const std::string& id, const std::string& person, const std::string& policy = "true") {
  return Evidence(id, "nda", "2024-05-01", R"("person":")" + person + R"(","references_security_policy":)" + policy);
}

TEST(Each, CountsWhoMetAndNamesWhoDidNot) {
  const CompiledPack pack = MakePack(kNdaPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p2") + "," + Employee("p1") + "," + Employee("p3") + "]";
  facts.evidence = "[" + Nda("e1", "p1") + "," + Nda("e2", "p3", "false") + "]";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  const ItemResult& item = OnlyItem(assessment);
  const PartResult& part = item.level(Level::minimum).parts.at(0);
  EXPECT_EQ(item.level(Level::minimum).verdict, Verdict::not_satisfied);
  EXPECT_EQ(part.tally, (Tally{.population = 3, .met = 1, .failed = 2}));
  EXPECT_THAT(part.failing, ElementsAre("p2", "p3"));
  EXPECT_EQ(item.rung, Rung::not_satisfied);
  EXPECT_EQ(item.findings.at(0).statement, "2 of 3 have not signed: p2, p3");
  EXPECT_EQ(item.remediation.at(0).text, "ask p2, p3");
  EXPECT_EQ(item.remediation.at(0).due->ToString(), "2026-04-30");
}

// The pack's sentence would read "0 of 1 have not signed: nobody".
TEST(Findings, SayWhatIsNotKnown) {
  const CompiledPack pack = MakePack(kNdaPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "," + Employee("p2") + "]";
  facts.evidence = "[" + Nda("e1", "p1") + "]";
  facts.collected = R"([{"type":"nda","complete":false}])";
  EXPECT_EQ(OnlyItem(MustAssess(pack, MakeFacts(facts, pack))).findings.at(0).statement,
            "Not known of 1 of 2; not collected: the feed nda");
}

TEST(Findings, SayWhatKeepsAnItemFromFull) {
  const std::string trap = R"(
traps:
  - {id: T, title: too good, items: [N], caps: full, when: org.ndas.size() > 0}
)";
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "]";
  facts.evidence = "[" + Nda("e1", "p1") + "]";
  std::string both(kNdaPack);
  both.replace(both.find("          minimum:"), 0, "          full: {require: person.ndas.size() > 0}\n");
  both.replace(both.find("        each: staff"), 0, "        link: minimum_limits_full\n");
  const CompiledPack pack = MakePack(both + trap);
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  EXPECT_EQ(OnlyItem(assessment).rung, Rung::minimum);
  EXPECT_EQ(OnlyItem(assessment).findings.at(0).statement, "Kept from full by trap T (too good)");
}

// With one level there is no other to be thrown back to, but the item is not full by it.
TEST(Caps, KeepAnItemWithOneLevelFromFull) {
  for (const char* level : {"minimum", "full"}) {
    std::string text(kNdaPack);
    text.replace(text.find("minimum:"), 7, level);
    const CompiledPack pack = MakePack(text + R"(
traps:
  - {id: T, title: too good, items: [N], caps: full, when: org.ndas.size() > 0}
)");
    SmallFacts facts;
    facts.people = "[" + Employee("p1") + "]";
    facts.evidence = "[" + Nda("e1", "p1") + "]";
    const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
    const ItemResult& item = OnlyItem(assessment);
    const LevelResult& only = item.level(std::string_view(level) == "full" ? Level::full : Level::minimum);
    EXPECT_EQ(item.rung, Rung::minimum) << level;
    EXPECT_EQ(only.verdict, Verdict::satisfied) << level;
    EXPECT_THAT(only.reasons, ElementsAre("trap:T")) << level;
    EXPECT_EQ(assessment.score.with_waivers->low, Fraction(50, 1)) << level;
  }
}

TEST(Each, AnItemWithOneLevelReachesFullByIt) {
  const CompiledPack pack = MakePack(kNdaPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "]";
  facts.evidence = "[" + Nda("e1", "p1") + "]";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  EXPECT_EQ(OnlyItem(assessment).rung, Rung::full);
  EXPECT_EQ(assessment.score.with_waivers->low.ToFixed2(), "100.00");
}

TEST(Each, AMissingFeedIsUnknownAndSaysWhich) {
  const CompiledPack pack = MakePack(kNdaPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "]";
  facts.collected = R"(["contract"])";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  const LevelResult& level = OnlyItem(assessment).level(Level::minimum);
  EXPECT_EQ(level.verdict, Verdict::unknown);
  EXPECT_THAT(level.reasons, Contains("feed:nda"));
  EXPECT_EQ(assessment.score.with_waivers->low.ToFixed2(), "0.00");
  EXPECT_EQ(assessment.score.with_waivers->high.ToFixed2(), "100.00");
}

TEST(Each, NobodyThereIsNotApplicable) {
  const CompiledPack pack = MakePack(kNdaPack);
  const Assessment assessment = MustAssess(pack, MakeFacts({}, pack));
  EXPECT_EQ(OnlyItem(assessment).level(Level::minimum).verdict, Verdict::not_applicable);
  EXPECT_FALSE(assessment.score.with_waivers.has_value());
}

TEST(Each, AnErrorInOneSubjectIsAnErrorOfTheLevel) {
  const CompiledPack pack = MakePack(R"(
populations:
  staff: {of: person}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Divides
        each: staff
        levels:
          minimum:
            require: 10 / (person.leaves.size() - 1) != 0
)");
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "," +
                 Employee("p2", R"(,"leaves":[{"kind":"medical","start":"2025-01-01","end":"2025-01-05"}])") + "]";
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack));
  const LevelResult& level = OnlyItem(assessment).level(Level::minimum);
  EXPECT_EQ(level.verdict, Verdict::error);
  EXPECT_THAT(level.parts.at(0).erring, ElementsAre("p2"));
  EXPECT_NE(level.parts.at(0).error.find("10 / (person.leaves.size() - 1)"), std::string::npos);
  EXPECT_EQ(assessment.score.with_waivers->high.ToFixed2(), "0.00");
}

TEST(Parameters, ChangeTheVerdictAndAreReported) {
  const CompiledPack pack = MakePack(kNdaPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "," + Employee("p2") + "]";
  facts.evidence = "[" + Nda("e1", "p1") + "]";
  AssessOptions half;
  half.parameters = {{"nda_coverage_pct", "50"}};
  const Assessment assessment = MustAssess(pack, MakeFacts(facts, pack), half);
  EXPECT_EQ(OnlyItem(assessment).rung, Rung::full);
  EXPECT_EQ(assessment.parameters.at(0).values.at(0).text, "50");
}

TEST(Parameters, WrongOnesAreAllRefused) {
  const CompiledPack pack = MakePack(kNdaPack);
  const Facts facts = MakeFacts({}, pack);
  AssessOptions options;
  options.parameters = {{"nda_coverage_pct", "101"}, {"nda_coverge_pct", "1"}, {"nda_coverage_pct", "1"}};
  Diagnostics problems;
  EXPECT_EQ(Assess(pack, facts, options, &problems).status().code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> codes;
  for (const Diagnostic& problem : problems) codes.push_back(problem.code);
  EXPECT_THAT(codes, ElementsAre("assess.parameter-range", "assess.no-such-parameter", "assess.parameter-twice"));
}

// A list that somebody wrote as shells and YAML have it is told as JSON.
TEST(Parameters, SayHowAListIsWritten) {
  const CompiledPack pack = MakePack(
      "parameters:\n"
      "  who: {type: list(engagement), default: [employee]}\n"
      "  steps: {type: list(int), default: [1]}\n"
      "  days: {type: list(date), default: []}\n"
      "populations:\n"
      "  staff: {of: person, where: person.engagement in params.who && params.steps.size() > params.days.size()}\n");
  AssessOptions options;
  options.parameters = {{"who", "[employee, intern]"}, {"steps", "3"}, {"days", "2026-03-31,2026-04-01"}};
  Diagnostics problems;
  EXPECT_FALSE(Assess(pack, MakeFacts({}, pack), options, &problems).ok());
  std::vector<std::string> hints;
  for (const Diagnostic& problem : problems) hints.push_back(problem.hint);
  EXPECT_THAT(hints, ElementsAre("write it as `[\"employee\", \"intern\"]`", "write it as `[3]`",
                                 "write it as `[\"2026-03-31\", \"2026-04-01\"]`"));

  // Of what holds no element: an empty list would switch off what the parameter asks for.
  options.parameters = {{"who", "{\"a\": 1}"}, {"steps", ""}, {"days", "{}"}};
  problems.clear();
  EXPECT_FALSE(Assess(pack, MakeFacts({}, pack), options, &problems).ok());
  hints.clear();
  for (const Diagnostic& problem : problems) hints.push_back(problem.hint);
  EXPECT_THAT(hints, ElementsAre(testing::MatchesRegex("write it as `\\[\"[a-z_]+\", \"[a-z_]+\"\\]`"), "write it as `[1, 2]`",
                                 "write it as `[\"2026-03-31\", \"2026-04-01\"]`"));
}

constexpr const char* kLinkedPack = R"(
populations:
  staff: {of: person}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Bound
        link: minimum_limits_full
        each: staff
        levels:
          minimum:
            require: satisfies_full || person.ndas.size() > 0
          full:
            all:
              - {name: contracts, require: person.contracts.size() > 0}
              - {name: ndas, require: person.ndas.size() > 0}
)";

TEST(Levels, MinimumMayAskForAllPartsOfFull) {
  const CompiledPack pack = MakePack(kLinkedPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "]";
  facts.evidence = "[" + Evidence("c1", "contract", "2024-05-01", R"("person":"p1","clauses":[])") + "]";
  // The contract alone does not meet full, which has two parts, so it does not lift minimum.
  EXPECT_EQ(OnlyItem(MustAssess(pack, MakeFacts(facts, pack))).level(Level::minimum).verdict,
            Verdict::not_satisfied);
}

TEST(Compile, RefusesCirclesAndForeignSubjects) {
  EXPECT_THAT(FaultsOf(R"(
functions:
  first(n int): second(n)
  second(n int): first(n)
)"),
              ElementsAre("pack.circle"));
  EXPECT_THAT(FaultsOf(R"(
derive:
  person:
    one: self.two + 1
    two: self.one + 1
)"),
              ElementsAre("pack.circle"));
  EXPECT_THAT(FaultsOf(R"(
populations:
  staff: {of: person}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Both ask
        link: minimum_limits_full
        each: staff
        levels:
          minimum: {require: satisfies_full}
          full: {require: satisfies_minimum}
)"),
              ElementsAre("pack.circle"));
  EXPECT_THAT(FaultsOf(R"(
populations:
  staff: {of: person}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: The organisation is not a person
        link: minimum_limits_full
        levels:
          minimum: {org: satisfies_full}
          full: {each: staff, require: person.in_scope}
)"),
              ElementsAre("pack.other-subjects"));
}

TEST(Groups, AreToldEachByItself) {
  const CompiledPack pack = MakePack(R"(
populations: {staff: {of: person}}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Item
        levels:
          full:
            each: staff
            require: person.ndas.exists(n, true)
            coverage_pct: 50
            per: person.engagement
)");
  const auto person = [](const std::string& id, const std::string& engagement) {
    return R"({"id":")" + id + R"(","engagement":")" + engagement + R"(","start":"2020-01-01"})";
  };
  SmallFacts facts;
  facts.people = "[" + person("p1", "employee") + "," + person("p2", "employee") + "," + person("p3", "contractor") + "]";
  facts.evidence = "[" + Evidence("e1", "nda", "2026-01-01", R"("person":"p1","references_security_policy":true)") + "]";
  const PartResult part =
      MustAssess(pack, MakeFacts(facts, pack)).controls.at(0).items.at(0).level(Level::full).parts.at(0);
  EXPECT_EQ(part.verdict, Verdict::not_satisfied);
  EXPECT_EQ(part.tally.met, 1);
  EXPECT_EQ(part.tally.due(), 3);
  ASSERT_EQ(part.groups.size(), 2);
  EXPECT_EQ(part.groups[0].name, "contractor");
  EXPECT_EQ(part.groups[0].verdict, Verdict::not_satisfied);
  EXPECT_EQ(part.groups[0].tally.population, 1);
  EXPECT_EQ(part.groups[0].tally.due(), 1);
  EXPECT_EQ(part.groups[1].name, "employee");
  EXPECT_EQ(part.groups[1].verdict, Verdict::satisfied);
  EXPECT_EQ(part.groups[1].tally.met, 1);
}

TEST(Limits, AreErrorsAndNothingPartialIsReturned) {
  const CompiledPack pack = MakePack(kNdaPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p1") + "," + Employee("p2") + "]";
  const Facts sealed = MakeFacts(facts, pack);
  Diagnostics problems;
  AssessOptions options;
  options.step_budget = 3;
  EXPECT_EQ(Assess(pack, sealed, options, &problems).status().code(), absl::StatusCode::kResourceExhausted);
  AssessOptions cramped;
  cramped.memory_limit_bytes = 8;
  const absl::Status out_of_memory = Assess(pack, sealed, cramped, &problems).status();
  EXPECT_EQ(out_of_memory.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(out_of_memory.message()), HasSubstr("memory limit of 8 bytes"));
  AssessOptions cancelled;
  cancelled.is_cancelled = [] { return true; };
  EXPECT_EQ(Assess(pack, sealed, cancelled, &problems).status().code(), absl::StatusCode::kCancelled);
}

// Steps that cannot suffice for the members there are are not begun with, and the rule is named.
TEST(Limits, RefuseBeforehandWhatCannotSuffice) {
  const CompiledPack pack = MakePack(kNdaPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p0");
  for (int k = 1; k < 500; ++k) facts.people += "," + Employee("p" + std::to_string(k));
  facts.people += "]";
  const Facts sealed = MakeFacts(facts, pack);
  Diagnostics problems;
  AssessOptions options;
  ASSERT_TRUE(Assess(pack, sealed, options, &problems).ok());
  std::int64_t suffices = 1;
  std::int64_t refused_beforehand = 0;
  std::int64_t spent = 0;
  for (bool is_enough = false; !is_enough; suffices *= 2) {
    options.step_budget = suffices;
    const absl::Status status = Assess(pack, sealed, options, &problems).status();
    is_enough = status.ok();
    if (is_enough) break;
    const std::string said(status.message());
    EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
    EXPECT_THAT(said, HasSubstr("the step budget of " + std::to_string(suffices))) << said;
    if (said.find("cannot suffice") != std::string::npos) {
      EXPECT_THAT(said, HasSubstr(" in the rule at "));
      ++refused_beforehand;
    } else {
      ++spent;
    }
  }
  EXPECT_GT(refused_beforehand, 0);
  EXPECT_GT(spent, 0);
}

// A host is asked within rules, not only between items.
TEST(Limits, AskTheHostNowAndThen) {
  const CompiledPack pack = MakePack(kNdaPack);
  SmallFacts facts;
  facts.people = "[" + Employee("p0");
  for (int k = 1; k < 20'000; ++k) facts.people += "," + Employee("p" + std::to_string(k));
  facts.people += "]";
  const Facts sealed = MakeFacts(facts, pack);
  Diagnostics problems;
  AssessOptions options;
  int asked = 0;
  options.is_cancelled = [&asked] {
    ++asked;
    return false;
  };
  ASSERT_TRUE(Assess(pack, sealed, options, &problems).ok());
  const int in_all = asked;
  for (int enough = 1; enough < in_all; ++enough) {
    asked = 0;
    options.is_cancelled = [&asked, enough] { return ++asked >= enough; };
    EXPECT_EQ(Assess(pack, sealed, options, &problems).status().code(), absl::StatusCode::kCancelled);
    EXPECT_LE(asked, enough + 1);
  }
}

}  // namespace
}  // namespace assay
