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
       "  - {id: T1, title: a, items: [B02], caps: none, when: verdict.B02.minimum == 'satisifed'}\n",
       {"2:79 expr.no-such-value: `satisifed` is not a verdict | did you mean `satisfied`?"}},
      {"word_that_is_near_no_verdict",
       "nonconformity:\n  major: verdict.B02.full != 'passed'\n",
       {"2:30 expr.no-such-value: `passed` is not a verdict | one of: satisfied, not_satisfied, unknown, "
        "not_applicable, waived, error"}},
      {"item_of_a_verdict",
       "nonconformity:\n  major: verdict.B99.minimum == 'satisfied' || has(verdict.GOV)\n",
       {"2:18 pack.no-such-item: there is no item `B99`", "2:60 pack.no-such-item: there is no item `GOV`"}},
      {"item_that_is_nearly_one",
       "nonconformity:\n  major: verdict.B002.minimum == 'satisfied'\n",
       {"2:18 pack.no-such-item: there is no item `B002` | did you mean `B02`?"}},
      {"item_that_is_not_enabled",
       "nonconformity:\n  major: verdict['B03'].minimum == 'satisfied'\n",
       {"2:18 pack.no-such-item: item `B03` has no verdict | it is not enabled, so it is not assessed"}},
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
      {"words_behind_variables",
       "nonconformity:\n"
       "  major: |\n"
       "    verdict.exists(id, item, item.minimum == 'a')\n"
       "    || cel.bind(full, verdict.B02.full, full == 'b')\n"
       "    || ['c', verdict.B02.full].size() > 2\n"
       "    || [verdict.B02.minimum, verdict.B02.full].exists(word, word == 'd')\n"
       "    || 'e' in verdict.map(id, verdict[id].minimum)\n"
       "    || 'B04' in verdict\n",
       {"3:46 expr.no-such-value: `a` is not a verdict | one of: satisfied, not_satisfied, unknown, "
        "not_applicable, waived, error",
        "4:49 expr.no-such-value: `b` is not a verdict | one of: satisfied, not_satisfied, unknown, "
        "not_applicable, waived, error",
        "6:69 expr.no-such-value: `d` is not a verdict | one of: satisfied, not_satisfied, unknown, "
        "not_applicable, waived, error",
        "7:8 expr.no-such-value: `e` is not a verdict | one of: satisfied, not_satisfied, unknown, "
        "not_applicable, waived, error",
        "8:8 pack.no-such-item: there is no item `B04` | did you mean `B01`?"}},
  };
}
INSTANTIATE_TEST_SUITE_P(Verdicts, CompilePackRefuses, testing::ValuesIn(OfVerdicts()),
                         [](const auto& info) { return std::string(info.param.name); });

// What is sound is not refused: the names that exist, and what only run time can know.
TEST(CompilePack, TakesWhatVerdictsHave) {
  for (const char* major : {
           "verdict.B02.minimum == 'satisfied' && verdict.B02.full in ['not_satisfied', 'unknown', 'waived']",
           "verdict.filter(item, verdict[item].minimum == 'not_applicable').size() >= 3",
           "verdict.exists(id, item, 'minimum' in item && id.startsWith('B') && item.minimum == 'error')",
           "['x', 'y'].exists(verdict, verdict == 'x')",
       }) {
    const Diagnostics problems = ProblemsOf(absl::StrCat("nonconformity:\n  major: \"", major, "\"\n"));
    EXPECT_TRUE(problems.empty()) << Render(problems);
  }
}

}  // namespace
}  // namespace assay
