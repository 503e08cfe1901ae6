// What a pack defines and nothing needs is warned of; what anything needs, through others too, is not.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

// One item over all people, on the lines 6 to 11. `@` stands for further populations, and further
// sections begin on line 12.
constexpr std::string_view kItem = R"yaml(populations: {staff: {of: person}@}
controls:
  - id: C
    title: Rules
    items:
      - {id: C1, title: One, each: staff, levels: {minimum: {require: person.in_scope}}}
)yaml";

Diagnostics Compile(Pack pack) {
  Diagnostics problems;
  CompilePack(std::move(pack), BaseSchema(), &problems).status().IgnoreError();
  return problems;
}

Pack Read(const std::string& text, const char* file) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(text, file, PackLimits{}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  return *std::move(pack);
}

std::vector<std::string> WarningsOf(const std::string& text) {
  std::vector<std::string> found;
  for (const Diagnostic& problem : Compile(Read(text, "small.yaml"))) {
    EXPECT_EQ(problem.severity, DiagnosticSeverity::kWarning) << problem.message;
    EXPECT_FALSE(problem.hint.empty());
    found.push_back(absl::StrCat(problem.place.line, ":", problem.place.column, " ", problem.code,
                                 ": ", problem.message));
  }
  return found;
}

struct Unused {
  const char* name;
  const char* populations;
  const char* sections;
  std::vector<std::string> want;
};

class UnusedTest : public testing::TestWithParam<Unused> {};

TEST_P(UnusedTest, IsWarnedOf) {
  std::string text = PackHead() + std::string(kItem) + GetParam().sections;
  text.replace(text.find('@'), 1, GetParam().populations);
  EXPECT_THAT(WarningsOf(text), ElementsAreArray(GetParam().want));
}

INSTANTIATE_TEST_SUITE_P(
    Warns, UnusedTest,
    testing::Values(
        Unused{"function",
               "",
               "functions: {late(on date): on < as_of}\n",
               {"12:13 pack.unused-function: no rule or text calls `late()`"}},
        Unused{"field",
               "",
               "derive: {person: {twin: self.id}}\n",
               {"12:19 pack.unused-field: no rule or text reads `person.twin`"}},
        Unused{"grouped_field",
               "",
               "derive: {person: {peers: {group_by: [self.engagement], count: true}}}\n",
               {"12:19 pack.unused-field: no rule or text reads `person.peers`"}},
        Unused{"tally",
               "",
               "tallies: {heads: {over: staff}}\n",
               {"12:11 pack.unused-tally: no rule or text reads `tally.heads`"}},
        Unused{"population",
               ", insiders: {of: staff, where: person.in_scope}",
               "",
               {"6:36 pack.unused-population: no rule or text names population `insiders`"}},
        Unused{"population_and_its_label",
               ", insiders: {of: staff, label: '{called(person)}'}",
               "functions: {called(p person): p.id}\n",
               {"6:36 pack.unused-population: no rule or text names population `insiders`",
                "12:13 pack.unused-function: only `populations.insiders` calls `called()`, and "
                "nothing needs that"}},
        Unused{"population_of_an_unused_tally",
               ", insiders: {of: staff}",
               "tallies: {heads: {over: insiders}}\n",
               {"6:36 pack.unused-population: only `tally.heads` names population `insiders`, and "
                "nothing needs that",
                "12:11 pack.unused-tally: no rule or text reads `tally.heads`"}},
        Unused{"what_only_unused_things_need",
               "",
               "functions:\n"
               "  inner(): true\n"
               "  outer(): inner()\n",
               {"13:3 pack.unused-function: only `outer()` calls `inner()`, and nothing needs that",
                "14:3 pack.unused-function: no rule or text calls `outer()`"}}),
    [](const auto& info) { return std::string(info.param.name); });

// Each of these needs what it names.
INSTANTIATE_TEST_SUITE_P(
    DoesNotWarn, UnusedTest,
    testing::Values(
        Unused{"through_another_function",
               "",
               "functions:\n"
               "  inner(p person): p.in_scope\n"
               "  outer(p person): inner(p)\n"
               "observations: [{id: O, item: C1, each: staff, when: outer(person), text: a}]\n",
               {}},
        Unused{"an_observation_about_the_organisation",
               "",
               "tallies: {heads: {over: staff}}\n"
               "observations: [{id: O, item: C1, when: tally.heads > 3, text: a}]\n",
               {}},
        Unused{"the_population_that_another_narrows",
               ", insiders: {of: staff}, chiefs: {of: insiders}",
               "observations: [{id: O, item: C1, each: chiefs, when: person.in_scope, text: a}]\n",
               {}},
        Unused{"membership",
               ", insiders: {of: staff}",
               "observations: [{id: O, item: C1, each: staff, text: a, when: person in "
               "populations.insiders}]\n",
               {}},
        Unused{"the_scope", ", insiders: {of: staff}", "scope: insiders\n", {}},
        Unused{"an_interview",
               ", insiders: {of: staff}",
               "reality_checks: [{id: RC, item: C1, kind: interview, population: insiders, asks: What?}]\n"
               "interviews: {tolerable_pct: 10, confidence_pct: 90}\n",
               {}},
        Unused{"a_text",
               "",
               "functions: {some(): '3'}\n"
               "traps: [{id: T, title: 'At most {some()}', items: [C1], caps: none, when: as_of > "
               "date('2020-01-01')}]\n",
               {}},
        Unused{"a_trap",
               "",
               "tallies: {heads: {over: staff}}\n"
               "traps: [{id: T, title: a, items: [C1], caps: none, when: tally.heads > 3}]\n",
               {}},
        Unused{"a_reality_check",
               "",
               "derive: {organization: {staffed: self.people.size() > 0}}\n"
               "reality_checks: [{id: RC, item: C1, kind: evidence, asks: a, require: org.staffed}]\n",
               {}},
        Unused{"the_label_of_a_population_in_use",
               ", everybody: {of: person, label: '{called(person)}'}",
               "functions: {called(p person): p.id}\n"
               "observations: [{id: O, item: C1, each: everybody, when: person.in_scope, text: a}]\n",
               {}},
        Unused{"the_waiver_policy",
               "",
               "functions: {chief(p person): p.in_scope}\n"
               "waivers: {approver: 'chief(waiver.approved_by)'}\n",
               {}},
        Unused{"nonconformity",
               "",
               "functions: {bad(): as_of > date('2020-01-01')}\n"
               "nonconformity: {major: bad()}\n",
               {}}),
    [](const auto& info) { return std::string(info.param.name); });

// An item that is switched off for a while does not make what it needs superfluous.
TEST(Unused, IsNotWhatAnItemNeedsThatIsNotEnabled) {
  const std::string text = PackHead() + R"yaml(populations: {staff: {of: person}, chiefs: {of: staff}}
functions: {late(on date): on < as_of, early(on date): on > as_of}
controls:
  - id: C
    title: Rules
    items:
      - {id: C1, title: One, each: staff, levels: {minimum: {require: person.in_scope}}}
      - {id: C2, title: Two, enabled: false, each: chiefs, levels: {minimum: {require: late(person.start)}}}
)yaml";
  EXPECT_THAT(WarningsOf(text),
              ElementsAre("7:40 pack.unused-function: no rule or text calls `early()`"));
}

TEST(Unused, IsNothingInAPackForOthers) {
  EXPECT_THAT(WarningsOf(PackHead() + "functions: {late(on date): on < as_of}\n"), IsEmpty());
}

TEST(Unused, IsOnlyToldWhereNothingIsAtFault) {
  const std::string text = PackHead() + "functions: {late(on date): on < as_off}\n" +
                           "populations: {staff: {of: person}}\ncontrols: [{id: C, title: a, items: "
                           "[{id: C1, title: b, each: staff, levels: {full: {require: 'true'}}}]}]\n";
  const Diagnostics problems = Compile(Read(text, "small.yaml"));
  ASSERT_EQ(problems.size(), 1u) << Render(problems);
  EXPECT_EQ(problems[0].code, "expr.no-such-name");
}

// What a pack brings is its author's; one's own function beside it is warned of.
TEST(Unused, IsNotWhatAnotherPackBrings) {
  std::vector<Pack> library;
  library.push_back(Read(
      "format: assay.pack/1\nid: base\ntitle: Base\nversion: 1.0.0\nlanguage: assay-cel/1\n"
      "functions: {early(on date): on > as_of, soon(on date): early(on)}\n"
      "populations: {everybody: {of: person}}\n",
      "base.yaml"));
  std::string text = PackHead() + std::string(kItem) +
                     "uses: [{id: base, version: 1.0.0}]\nfunctions: {late(on date): on < as_of}\n";
  text.replace(text.find('@'), 1, "");
  Diagnostics problems;
  absl::StatusOr<Pack> linked = LinkPack(Read(text, "small.yaml"), library, &problems);
  ASSERT_TRUE(linked.ok()) << Render(problems);
  problems = Compile(*std::move(linked));
  ASSERT_EQ(problems.size(), 1u) << Render(problems);
  EXPECT_EQ(problems[0].message, "no rule or text calls `late()`");
  EXPECT_EQ(problems[0].place.file, "small.yaml");
}

}  // namespace
}  // namespace assay
