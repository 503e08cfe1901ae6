// What CompilePack refuses although ReadPack took it: each fault with its code, place and wording.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAreArray;

// Systems and their restore tests. What is laid over it begins a line of its own.
constexpr std::string_view kBackups = R"yaml(parameters:
  restore_pct: {default: 95, doc: share of systems that must be restored}
enums:
  restore_result: {values: [failed, complete], doc: How much came back.}
records:
  types:
    system:
      plural: systems
      role: table
      doc: A service that we run.
      fields:
        id: {type: text, key: true, doc: Its name.}
        owner: {type: person, missing: none, doc: Who answers for it.}
    restore_test:
      plural: restore_tests
      role: evidence
      doc: A backup was restored.
      fields:
        system: {type: system, inverse: restore_tests, doc: What was restored.}
        result: {type: restore_result, doc: How much came back.}
        seconds: {type: int, missing: unknown, doc: How long it took.}
populations: {systems: {of: system}}
controls:
  - id: BK-1
    title: Backups
    items:
      - {id: B01, title: Owned, each: systems, levels: {minimum: {require: has(system.owner)}}}
      - id: B02
        title: Restored
        link: minimum_limits_full
        each: systems
        coverage_pct: params.restore_pct
        levels: {minimum: {require: system.restore_tests.size() > 0}, full: {require: system.restore_tests.size() > 1}}
      - {id: B03, title: Off, enabled: false, levels: {minimum: {org: 'true'}}}
)yaml";
constexpr std::uint32_t kLinesBefore = 5 + 34;  // With the head.

Diagnostics ProblemsOf(std::string_view body) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(PackHead() + std::string(kBackups) + std::string(body),
                                       "acme/pack.yaml", PackLimits{}, &problems);
  if (pack.ok()) CompilePack(*std::move(pack), BaseSchema(), &problems).status().IgnoreError();
  return problems;
}

struct Broken {
  const char* name;
  const char* body;
  // "line:column code: message | hint", the lines counted from the body's first.
  std::vector<std::string> want;
};

class CompilePackRefuses : public testing::TestWithParam<Broken> {};

TEST_P(CompilePackRefuses, WithCodePlaceAndHint) {
  const Diagnostics problems = ProblemsOf(GetParam().body);
  std::vector<std::string> found;
  for (const Diagnostic& problem : problems) {
    found.push_back(absl::StrCat(static_cast<std::int64_t>(problem.place.line) - kLinesBefore, ":",
                                 problem.place.column, " ", problem.code, ": ", problem.message,
                                 problem.hint.empty() ? "" : " | ", problem.hint));
    EXPECT_EQ(problem.place.file, "acme/pack.yaml");
    EXPECT_FALSE(problem.source_line.empty());
  }
  EXPECT_THAT(found, ElementsAreArray(GetParam().want)) << Render(problems);
}

std::vector<Broken> OfVerdicts() {
  return {
      {"word_of_a_verdict",
       "traps:\n"
       "  - {id: T1, title: a, items: [B02], caps: none, when: verdict.B02.minimum == "
       "'satisifed'}\n",
       {"2:79 expr.no-such-value: `satisifed` is not a verdict | did you mean `satisfied`?"}},
      {"word_that_is_near_no_verdict",
       "nonconformity:\n  major: verdict.B02.full != 'passed'\n",
       {"2:30 expr.no-such-value: `passed` is not a verdict | one of: satisfied, not_satisfied, "
        "not_applicable, waived, error"}},
      {"item_of_a_verdict",
       "nonconformity:\n  major: verdict.B99.minimum == 'satisfied' || has(verdict.GOV)\n",
       {"2:18 pack.no-such-item: there is no item `B99`",
        "2:60 pack.no-such-item: there is no item `GOV`"}},
      {"item_that_is_nearly_one",
       "nonconformity:\n  major: verdict.B002.minimum == 'satisfied'\n",
       {"2:18 pack.no-such-item: there is no item `B002` | did you mean `B02`?"}},
      {"item_that_is_not_enabled",
       "nonconformity:\n  major: verdict['B03'].minimum == 'satisfied'\n",
       {"2:18 pack.no-such-item: item `B03` has no verdict | it is not enabled, so it is not "
        "assessed"}},
      {"level_that_the_item_lacks",
       "nonconformity:\n  major: verdict.B01.full == 'satisfied'\n",
       {"2:22 pack.no-such-level: item `B01` has no level `full` | it has only `minimum`"}},
      {"level_that_none_has",
       "nonconformity:\n  major: verdict.exists(item, verdict[item].minimun == 'error')\n",
       {"2:45 pack.no-such-level: there is no level `minimun` | did you mean `minimum`?"}},
      {"words_of_a_list_and_a_choice",
       "nonconformity:\n"
       "  major: |\n"
       "    verdict.B02.full in ['eror', 'waived']\n"
       "    || verdict.?B02.?full.orValue('eror') == (tally.none == 0 ? 'eror' : 'error')\n"
       "tallies: {none: {over: systems}}\n",
       {"3:26 expr.no-such-value: `eror` is not a verdict | did you mean `error`?",
        "4:35 expr.no-such-value: `eror` is not a verdict | did you mean `error`?",
        "4:65 expr.no-such-value: `eror` is not a verdict | did you mean `error`?"}},
      {"what_no_verdict_equals",
       "traps:\n"
       "  - {id: T1, title: a, items: [B02], caps: none, when: verdict.B02.minimum != 'unknown'}\n"
       "nonconformity:\n  major: verdict.B02.full in ['error', 'unknown']\n",
       {"2:79 pack.never-true: no verdict that a rule reads equals `unknown` | a verdict that is "
        "unknown makes the rule unknown by itself: leave this out",
        "4:40 pack.never-true: no verdict that a rule reads equals `unknown` | a verdict that is "
        "unknown makes the rule unknown by itself: leave this out"}},
      {"words_behind_variables",
       "nonconformity:\n"
       "  major: |\n"
       "    verdict.exists(id, item, item.minimum == 'a')\n"
       "    || cel.bind(full, verdict.B02.full, full == 'b')\n"
       "    || ['c', verdict.B02.full].size() > 2\n"
       "    || [verdict.B02.minimum, verdict.B02.full].exists(word, word == 'd')\n"
       "    || 'e' in verdict.map(id, verdict[id].minimum)\n"
       "    || 'B04' in verdict\n",
       {"3:46 expr.no-such-value: `a` is not a verdict | one of: satisfied, not_satisfied, "
        "not_applicable, waived, error",
        "4:49 expr.no-such-value: `b` is not a verdict | one of: satisfied, not_satisfied, "
        "not_applicable, waived, error",
        "6:69 expr.no-such-value: `d` is not a verdict | one of: satisfied, not_satisfied, "
        "not_applicable, waived, error",
        "7:8 expr.no-such-value: `e` is not a verdict | one of: satisfied, not_satisfied, "
        "not_applicable, waived, error",
        "8:8 pack.no-such-item: there is no item `B04` | did you mean `B01`?"}},
  };
}
INSTANTIATE_TEST_SUITE_P(Verdicts, CompilePackRefuses, testing::ValuesIn(OfVerdicts()),
                         [](const auto& info) { return std::string(info.param.name); });

std::vector<Broken> OfNumbersAndPolicies() {
  return {
      {"word_of_an_attestation",
       "hygiene:\n  min_attestation: \"'documentd'\"\n",
       {"2:21 expr.no-such-value: `documentd` is not a word of attestation | did you mean "
        "`documented`?"}},
      {"number_for_an_attestation",
       "hygiene: {min_attestation: 3, before_engagement_days: \"'x'\"}\n",
       {"1:28 expr.type: expected attestation, found int",
        "1:56 expr.type: expected int, found string"}},
      {"share_above_everybody",
       "  - id: BK-2\n"
       "    title: More\n"
       "    items:\n"
       "      - id: B04\n"
       "        title: Shares\n"
       "        link: minimum_limits_full\n"
       "        each: systems\n"
       "        coverage_pct: 150\n"
       "        levels:\n"
       "          minimum: {require: 'true'}\n"
       "          full: {require: has(system.owner), coverage_pct: -1}\n",
       {"8:23 pack.percent: a share that must be reached cannot be 150 | 0 to 100",
        "11:60 pack.percent: a share that must be reached cannot be -1 | 0 to 100"}},
      {"interviews_beyond_certainty",
       "interviews: {tolerable_pct: 101, confidence_pct: 190, within_months: -1, tolerance_days: "
       "-2}\n",
       {"1:29 pack.percent: a rate that is tolerable cannot be 101 | 0 to 100",
        "1:50 pack.percent: a confidence cannot be 190 | 1 to 99",
        "1:70 pack.days: the months for which an answer counts cannot be -1 | it is at least 0",
        "1:90 pack.days: days of tolerance cannot be -2 | it is at least 0"}},
      {"share_that_both_levels_inherit_is_told_once",
       "  - id: BK-2\n"
       "    title: More\n"
       "    items:\n"
       "      - id: B04\n"
       "        title: Shares\n"
       "        link: minimum_limits_full\n"
       "        each: systems\n"
       "        coverage_pct: \"'all'\"\n"
       "        levels: {minimum: {require: 'true'}, full: {require: has(system.owner)}}\n",
       {"8:24 expr.type: expected int, found string"}},
      {"certainty_of_an_interview",
       "interviews: {tolerable_pct: 10, confidence_pct: 100}\n",
       {"1:49 pack.percent: a confidence cannot be 100 | 1 to 99"}},
      {"spans_below_nothing",
       "hygiene: {before_engagement_days: -1}\n"
       "waivers: {max_days: -30}\n",
       {"1:35 pack.days: days before the engagement cannot be -1 | it is at least 0",
        "2:21 pack.days: the days of a waiver cannot be -30 | it is at least 0"}},
      {"hygiene_of_no_record_type",
       "hygiene:\n  records:\n    restore_tst: {after_end: false}\n",
       {"3:5 pack.no-such-record: `restore_tst` is not a record type | did you mean "
        "`restore_test`?"}},
      {"hygiene_of_what_is_no_evidence",
       "hygiene: {records: {system: {after_end: false}}}\n",
       {"1:21 pack.not-evidence: `system` is not evidence | hygiene looks at evidence only"}},
      {"interview_of_systems",
       "interviews: {tolerable_pct: 10, confidence_pct: 90}\n"
       "reality_checks:\n"
       "  - {id: RC, item: B02, kind: interview, population: systems, asks: Why?}\n",
       {"3:5 pack.not-people: interview `RC` asks `systems`, a population of system | only people "
        "have "
        "answers: name a population of person"}},
  };
}
INSTANTIATE_TEST_SUITE_P(Policies, CompilePackRefuses, testing::ValuesIn(OfNumbersAndPolicies()),
                         [](const auto& info) { return std::string(info.param.name); });

std::vector<Broken> OfNames() {
  return {
      {"function_of_the_language",
       "functions:\n  days(x int): x\n  first(x int): x\n  system.size(): 1\n",
       {"2:3 pack.name-taken: `days` is a function of the language | choose another name"}},
      {"macros",
       "functions:\n  has(x int): x\n  exists(x int): x\n  system.filter(x int): x\n  latest(x "
       "int): x\n",
       {"2:3 pack.name-taken: `has` is a macro of the language | choose another name",
        "3:3 pack.name-taken: `exists` is a macro of the language | choose another name",
        "4:3 pack.name-taken: `filter` is a macro of the language | choose another name",
        "5:3 pack.name-taken: `latest` is a macro of the language | choose another name"}},
      {"argument_that_hides_the_organisation",
       "functions:\n  f(org int, cal int): org + cal\n",
       {"2:3 pack.name-taken: argument `org` of `f` has a name that rules know already | choose "
        "another name",
        "2:3 pack.name-taken: argument `cal` of `f` has a name that rules know already | choose "
        "another name"}},
      {"shown_under_a_name_that_texts_know",
       "  - id: BK-2\n"
       "    title: More\n"
       "    items:\n"
       "      - id: B04\n"
       "        title: Shown\n"
       "        levels: {minimum: {org: 'true'}}\n"
       "        show: {as_of: org.isms_start, due: as_of, due_date: as_of}\n",
       {"7:23 pack.name-taken: what is shown cannot be called `as_of`, a name that rules know "
        "already | "
        "choose another name",
        "7:44 pack.name-taken: texts know `{due}` already | show the value under another name",
        "7:61 pack.name-taken: texts know `{due_date}` already | show the value under another "
        "name"}},
  };
}
INSTANTIATE_TEST_SUITE_P(Names, CompilePackRefuses, testing::ValuesIn(OfNames()),
                         [](const auto& info) { return std::string(info.param.name); });

// The pack's own populations are given already, so what members are called is put in their place.
// What a member is known to have needs no guard in the rules over members, nor what `where` asks of
// rows in their groups. What the population calls otherwise is not recognised.
TEST(CompilePack, TakesPopulationsForGuards) {
  const auto warnings = [](std::string_view body) {
    Diagnostics problems;
    absl::StatusOr<Pack> pack =
        ReadPack(PackHead() + std::string(body), "small.yaml", PackLimits{}, &problems);
    EXPECT_TRUE(pack.ok()) << Render(problems);
    EXPECT_TRUE(CompilePack(*std::move(pack), BaseSchema(), &problems).ok()) << Render(problems);
    return std::count_if(problems.begin(), problems.end(), [](const Diagnostic& problem) {
      return problem.code == "expr.maybe-none";
    });
  };
  constexpr std::string_view kOver = R"yaml(
tallies: {early: {over: late, where: person.end < as_of, group_by: person.end, take: max}}
observations: [{id: O, item: I, each: late, when: person.end > as_of, text: Late}]
controls:
  - id: C
    title: Control
    items:
      - id: I
        title: Item
        each: late
        levels: {minimum: {due: person.end < as_of, require: person.end > person.start, per: person.end}}
)yaml";
  EXPECT_EQ(warnings(std::string("populations: {leavers: {of: person, where: has(person.end)}, "
                                 "late: {of: leavers, where: person.end > as_of}}") +
                     std::string(kOver)),
            0);
  EXPECT_GT(warnings(std::string("populations: {leavers: {of: person, as: gone, where: has(gone.end)}, "
                                 "late: {of: leavers}}") +
                     std::string(kOver)),
            0);
  EXPECT_EQ(warnings("derive:\n  person:\n    alike: {where: has(self.end), group_by: "
                     "[self.end > as_of], max: self.end - self.start}\n"),
            0);
  EXPECT_GT(warnings("derive:\n  person:\n    alike: {group_by: [self.end > as_of], count: true}\n"), 0u);
}

// `of: person` would mean the population itself, for it and for every other.
TEST(CompilePack, RefusesPopulationsCalledLikeRecordTypes) {
  EXPECT_THAT(FaultsOf("populations: {person: {of: person}, staff: {of: person}}\n"),
              testing::ElementsAre("pack.name-taken"));
  EXPECT_THAT(FaultsOf("populations: {a: {of: b}, b: {of: a}}\n"),
              testing::ElementsAre("pack.circle", "pack.circle"));
}

TEST(CompilePack, RefusesMembersThatHideWhatRulesKnow) {
  for (const char* name :
       {"as_of", "org", "populations", "params", "verdict", "satisfies_full", "math"}) {
    std::string backups(kBackups);
    const std::string given = "populations: {systems: {of: system}}";
    backups.replace(
        backups.find(given), given.size(),
        absl::StrCat("populations: {systems: {of: system}, a: {of: system, as: ", name, "}}"));
    Diagnostics problems;
    absl::StatusOr<Pack> pack =
        ReadPack(PackHead() + backups, "acme/pack.yaml", PackLimits{}, &problems);
    ASSERT_TRUE(pack.ok()) << Render(problems);
    EXPECT_FALSE(CompilePack(*std::move(pack), BaseSchema(), &problems).ok()) << name;
    ASSERT_EQ(problems.size(), 1u) << Render(problems);
    EXPECT_EQ(problems[0].code, "pack.name-taken");
    EXPECT_EQ(problems[0].place.column, 38u);
    EXPECT_EQ(problems[0].message, absl::StrCat("a member of `a` cannot be called `", name,
                                                "`, a name that rules know already"));
  }
}

std::vector<Broken> OfTypesAndTexts() {
  return {
      {"window_along_a_text",
       "derive:\n"
       "  restore_test:\n"
       "    burst: {group_by: [self.system], window: {along: self.id, seconds: -5}, count: true}\n",
       {"3:54 expr.type: expected an instant or a date, found string",
        "3:72 pack.days: the seconds of a window cannot be -5 | it is at least 0"}},
      {"window_along_either",
       "derive:\n"
       "  restore_test:\n"
       "    burst: {group_by: [self.system], window: {along: self.occurred_at, seconds: 5}, count: "
       "true}\n",
       {"3:54 expr.type: expected an instant or a date, found when | select its `.date` or "
        "`.instant`"}},
      {"greatest_of_records",
       "derive: {restore_test: {last: {group_by: [self.date], max: self.system}}}\n",
       {"1:60 expr.type: expected what has an order, found system"}},
      {"sum_of_texts",
       "derive: {restore_test: {sum: {group_by: [self.date], sum: self.id}}}\n",
       {"1:59 expr.type: expected int, found string"}},
      {"text_that_selects_what_is_not_shown",
       "  - id: BK-2\n"
       "    title: More\n"
       "    items:\n"
       "      - id: B04\n"
       "        title: Shown\n"
       "        levels: {minimum: {org: 'true'}}\n"
       "        show: {gap: 'cal.longest_gap([], as_of, as_of)'}\n"
       "        finding: \"{gap.days} from {gap.form}\"\n",
       {"8:40 expr.no-such-field: `form` is not a field of gap | did you mean `from`?"}},
      {"objective_that_names_nothing",
       "  - id: BK-2\n"
       "    title: \"More {nothing.x}\"\n"
       "    objective: \"{nonsense.x}\"\n"
       "    items: [{id: B04, title: Shown, levels: {minimum: {org: 'true'}}}]\n",
       {"2:19 expr.no-such-name: there is no name `nothing`",
        "3:18 expr.no-such-name: there is no name `nonsense`"}},
  };
}
INSTANTIATE_TEST_SUITE_P(Types, CompilePackRefuses, testing::ValuesIn(OfTypesAndTexts()),
                         [](const auto& info) { return std::string(info.param.name); });

// What stands before the items is put in the place of a line that is there.
struct Replaced {
  const char* name;
  const char* old_text;
  const char* new_text;
  std::string want;
};
class CompilePackRefusesIn : public testing::TestWithParam<Replaced> {};
TEST_P(CompilePackRefusesIn, PlaceOfALine) {
  std::string backups(kBackups);
  const std::string old_text = GetParam().old_text;
  backups.replace(backups.find(old_text), old_text.size(), GetParam().new_text);
  Diagnostics problems;
  absl::StatusOr<Pack> pack =
      ReadPack(PackHead() + backups, "acme/pack.yaml", PackLimits{}, &problems);
  ASSERT_TRUE(pack.ok()) << Render(problems);
  EXPECT_FALSE(CompilePack(*std::move(pack), BaseSchema(), &problems).ok());
  std::string found;
  for (const Diagnostic& problem : problems) {
    if (problem.severity == DiagnosticSeverity::kWarning) continue;
    absl::StrAppend(&found, problem.place.file, ":", problem.place.line, ":", problem.place.column,
                    " ", problem.code, ": ", problem.message, problem.hint.empty() ? "" : " | ",
                    problem.hint, "\n");
  }
  EXPECT_EQ(found, GetParam().want);
}
INSTANTIATE_TEST_SUITE_P(
    Declarations, CompilePackRefusesIn,
    testing::Values(
        Replaced{"default_of_a_parameter", "enums:\n",
                 "  least: {type: restore_result, default: complet, doc: the least that counts}\n"
                 "  all: {type: list(restore_result), default: [failed, x], doc: all that "
                 "counts}\nenums:\n",
                 "acme/pack.yaml:8:3 pack.default-type: the default `complet` of `least` is not a "
                 "word of "
                 "restore_result | did you mean `complete`?\n"
                 "acme/pack.yaml:9:3 pack.default-type: the default `x` of `all` is not a word of "
                 "restore_result\n"},
        Replaced{"parameter_that_is_a_record", "enums:\n",
                 "  who: {type: person, default: p1, doc: somebody}\n"
                 "functions:\n  f(p person): p == params.who\nenums:\n",
                 "acme/pack.yaml:8:3 pack.parameter-type: `person` is not a type a parameter can have | "
                 "int, decimal, bool, string, date, an enumeration, or list(...) of one of them\n"},
        Replaced{"default_of_a_field", "result: {type: restore_result,",
                 "result: {type: restore_result, default: x,",
                 "acme/pack.yaml:25:9 schema.bad-default: `restore_test.result` cannot have the "
                 "default `\"x\"`\n"},
        Replaced{"word_that_is_there", "enums:\n",
                 "enums:\n  engagement: {add: [employee, volunteer, volunteer]}\n",
                 "acme/pack.yaml:9:3 schema.duplicate-name: enumeration `engagement` has the word "
                 "`employee` "
                 "already | take it out\n"
                 "acme/pack.yaml:9:3 schema.duplicate-name: enumeration `engagement` has the word "
                 "`volunteer` "
                 "already | take it out\n"}),
    [](const auto& info) { return std::string(info.param.name); });

// What is sound is not refused: the names that exist, and what only run time can know.
TEST(CompilePack, TakesWhatVerdictsHave) {
  for (const char* major : {
           "verdict.B02.minimum == 'satisfied' && verdict.B02.full in ['not_satisfied', "
           "'waived']",
           "verdict.filter(item, verdict[item].minimum == 'not_applicable').size() >= 3",
           "verdict.exists(id, item, 'minimum' in item && id.startsWith('B') && item.minimum == "
           "'error')",
           "['x', 'y'].exists(verdict, verdict == 'x')",
       }) {
    const Diagnostics problems =
        ProblemsOf(absl::StrCat("nonconformity:\n  major: \"", major, "\"\n"));
    EXPECT_TRUE(problems.empty()) << Render(problems);
  }
}

// What is computed or set is known at run time only, and never makes a rule easier.
constexpr std::string_view kSetShares = R"yaml(parameters:
  share: {type: int, default: 50, doc: share of the staff}
  rate: {type: int, default: 10, doc: tolerable rate}
  sure: {type: int, default: 90, doc: confidence}
populations: {staff: {of: person}}
controls:
  - {id: C, title: C, items: [{id: N, title: N, each: staff, levels: {full: {require: person.in_scope,
     coverage_pct: params.share}}}]}
interviews: {tolerable_pct: params.rate, confidence_pct: params.sure}
reality_checks:
  - {id: RC, item: N, kind: interview, population: staff, asks: What are your duties?}
)yaml";

TEST(SharesOutOfBounds, NeverMakeARuleEasier) {
  const CompiledPack pack = MakePack(kSetShares);
  SmallFacts parts;
  parts.people =
      absl::StrCat("[", Employee("p0"), ",", Employee("p1", R"(,"in_scope":false)"), "]");
  const Facts facts = MakeFacts(parts, pack);
  const auto level_with = [&](const char* share) {
    AssessOptions options;
    options.parameters = {{"share", share}};
    return MustAssess(pack, facts, options).controls.at(0).items.at(0).level(Level::full);
  };
  EXPECT_EQ(level_with("50").verdict, Verdict::satisfied);
  EXPECT_EQ(level_with("51").verdict, Verdict::not_satisfied);
  for (const char* number : {"-5", "150"}) {
    const LevelResult level = level_with(number);
    EXPECT_EQ(level.verdict, Verdict::error);
    EXPECT_EQ(level.parts.at(0).error,
              absl::StrCat("the share that must be reached is ", number, ", not 0 to 100"));
  }
}

TEST(SharesNotKnown, LeaveTheVerdictOpenUnlessAnyShareGivesIt) {
  const CompiledPack pack = MakePack(R"yaml(populations: {staff: {of: person}}
controls:
  - {id: C, title: C, items: [
      {id: N, title: N, each: staff, levels: {full: {require: person.in_scope,
        coverage_pct: "org.announcements.exists(a, true) ? 50 : 100"}}},
      {id: O, title: O, each: staff, levels: {full: {require: "true",
        coverage_pct: "org.announcements.exists(a, true) ? 50 : 100"}}}]}
)yaml");
  SmallFacts parts;
  parts.collected = R"(["assignments"])";
  parts.people =
      absl::StrCat("[", Employee("p0"), ",", Employee("p1", R"(,"in_scope":false)"), "]");
  const Assessment assessment = MustAssess(pack, MakeFacts(parts, pack), {});
  const auto& items = assessment.controls.at(0).items;
  EXPECT_EQ(items.at(0).level(Level::full).verdict, Verdict::unknown);
  EXPECT_THAT(items.at(0).level(Level::full).reasons, testing::Contains("feed:announcement"));
  EXPECT_EQ(items.at(1).level(Level::full).verdict, Verdict::satisfied);
}

TEST(SharesOutOfBounds, ConfirmNoInterview) {
  const CompiledPack pack = MakePack(kSetShares);
  SmallFacts parts;
  parts.people = "[";
  parts.evidence = "[";
  for (int k = 0; k < 60; ++k) {
    absl::StrAppend(&parts.people, k == 0 ? "" : ",", Employee(absl::StrCat("p", k)));
    if (k >= 30) continue;
    absl::StrAppend(
        &parts.evidence, k == 0 ? "" : ",",
        Evidence(
            absl::StrCat("i", k), "interview", "2026-03-01",
            absl::StrCat(R"("check":"RC","asked_by":"x","result":"pass","person":"p)", k, "\"")));
  }
  parts.people += "]";
  parts.evidence += "]";
  const Facts facts = MakeFacts(parts, pack);
  const auto state_with = [&](const char* name, const char* value) {
    AssessOptions options;
    options.parameters = {{name, value}};
    return MustAssess(pack, facts, options).controls.at(0).items.at(0).checks.at(0).state;
  };
  EXPECT_EQ(state_with("rate", "10"), CheckState::confirmed);
  EXPECT_EQ(state_with("rate", "150"), CheckState::inconclusive);
  EXPECT_EQ(state_with("rate", "-1"), CheckState::inconclusive);
  EXPECT_EQ(state_with("sure", "0"), CheckState::inconclusive);
  EXPECT_EQ(state_with("sure", "100"), CheckState::inconclusive);
  EXPECT_EQ(state_with("sure", "190"), CheckState::inconclusive);
}

// An expression is too long for the caller, not for others.
TEST(CompileOptionsTest, LimitsOfExpressionsAreTheCallers) {
  const auto codes_with = [](const ParseLimits& limits, std::int64_t pattern_bytes = kUsualPatternBytes) {
    Diagnostics problems;
    absl::StatusOr<Pack> pack = ReadPack(
        PackHead() + std::string(kBackups) + "functions: {is_server(name string): \"name.matches('^(srv|host)-[0-9]{1,40}$')\"}\n"
            "observations: [{id: O, item: B02, each: systems, when: is_server(system.id), text: A server}]\n",
        "acme/pack.yaml", PackLimits{}, &problems);
    EXPECT_TRUE(pack.ok()) << Render(problems);
    const CompileOptions options = {.expression = limits, .pattern_bytes = pattern_bytes};
    const absl::StatusOr<CompiledPack> compiled =
        CompilePack(*std::move(pack), BaseSchema(), options, &problems);
    EXPECT_EQ(compiled.ok(), problems.empty()) << Render(problems);
    std::vector<std::string> codes;
    for (const Diagnostic& problem : problems) codes.push_back(problem.code);
    return codes;
  };
  EXPECT_THAT(codes_with({}), testing::ElementsAre());
  EXPECT_THAT(codes_with({.code_points = 30}),
              testing::ElementsAre("expr.limit-size", "expr.limit-size", "expr.limit-size"));
  EXPECT_THAT(codes_with({.depth = 2}), testing::Contains("expr.limit-depth"));
  EXPECT_THAT(codes_with({}, 1000), testing::ElementsAre("expr.bad-regex"));
}

}  // namespace
}  // namespace assay
