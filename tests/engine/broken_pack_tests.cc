#include "tests/engine/broken_pack_tests.h"

#include "tests/engine/tested_pack.h"

namespace assay {
namespace {

std::vector<PackTestFile> Alone(const std::string& text) { return {{"tests/a.yaml", text}}; }
std::vector<PackTestFile> Cases(const std::string& cases) { return {WithBase(cases)}; }
// On line 12, a case that is whole but for what follows it on line 13.
std::vector<PackTestFile> Case(const std::string& member) {
  return Cases("  - name: one\n    expect: {items: {N: {minimum: satisfied}}}\n    " + member +
               "\n");
}
// What is expected is on line 13, from column 13 on.
std::vector<PackTestFile> Expect(const std::string& expect) {
  return Cases("  - name: one\n    expect: " + expect + "\n");
}

}  // namespace

const std::vector<BrokenPackTests>& AllBrokenPackTests() {
  static const std::vector<BrokenPackTests> kTests = {
      // The file.
      {"no_files", {}, {"tests.no-cases@:0:0"}, true},
      {"not_yaml", Alone("format: [\n"), {"yaml.syntax@tests/a.yaml:1:9"}},
      {"not_a_mapping", Alone("- a\n"), {"tests.wrong-type@tests/a.yaml:1:1"}, true},
      {"another_format",
       Alone("format: assay.tests/2\nunheard: of\n"),
       {"tests.format@tests/a.yaml:1:9"},
       true},
      {"no_format",
       Alone("cases: [{name: a, expect: {score: 1}}]\n"),
       {"tests.missing-member@tests/a.yaml:1:1"}},
      {"misspelt_member",
       Alone("format: assay.tests/1\ncaess: []\ncases: [{name: a, expect: {score: 1}}]\n"),
       {"tests.unknown-member@tests/a.yaml:2:1"},
       true},
      {"no_cases",
       Alone("format: assay.tests/1\nbase: {}\n"),
       {"tests.no-cases@tests/a.yaml:1:1"},
       true},
      {"empty_cases",
       Alone("format: assay.tests/1\ncases: []\n"),
       {"tests.empty@tests/a.yaml:2:1"}},
      {"key_twice",
       Alone("format: assay.tests/1\nformat: assay.tests/1\ncases: []\n"),
       {"yaml.duplicate-key@tests/a.yaml:2:1"}},
      {"base_that_is_a_list",
       Alone("format: assay.tests/1\nbase: []\ncases: [{name: a, expect: {score: 1}}]\n"),
       {"tests.wrong-type@tests/a.yaml:2:7"}},

      // One file on another.
      {"from_nowhere",
       Alone("format: assay.tests/1\nfrom: b.yaml\ncases: [{name: a, expect: {score: 1}}]\n"),
       {"tests.no-such-file@tests/a.yaml:2:7"},
       true},
      {"from_a_misspelt_file",
       {{"tests/a.yaml",
         "format: assay.tests/1\nfrom: compny.yaml\ncases: [{name: a, expect: {score: 1}}]\n"},
        {"tests/company.yaml", "format: assay.tests/1\ncases: [{name: a, expect: {score: 1}}]\n"}},
       {"tests.no-such-file@tests/a.yaml:2:7"},
       true},
      {"circle",
       {{"tests/a.yaml",
         "format: assay.tests/1\nfrom: b.yaml\ncases: [{name: a, expect: {score: 1}}]\n"},
        {"tests/b.yaml", "format: assay.tests/1\nfrom: a.yaml\n"}},
       {"tests.circle@tests/b.yaml:2:7"},
       true},
      {"from_itself",
       Alone("format: assay.tests/1\nfrom: a.yaml\ncases: [{name: a, expect: {score: 1}}]\n"),
       {"tests.circle@tests/a.yaml:2:7"}},
      {"one_name_for_two_files",
       {{"tests/a.yaml", "format: assay.tests/1\ncases: [{name: a, expect: {score: 1}}]\n"},
        {"more/a.yaml", "format: assay.tests/1\ncases: [{name: a, expect: {score: 1}}]\n"}},
       {"tests.duplicate-file@more/a.yaml:1:1"}},
      {"base_that_nobody_builds_on",
       {{"tests/a.yaml", "format: assay.tests/1\ncases: [{name: a, expect: {score: 1}}]\n"},
        {"tests/b.yaml", "format: assay.tests/1\nbase: {}\n"}},
       {"tests.no-cases@tests/b.yaml:1:1"}},

      // Cases.
      {"case_without_a_name",
       Cases("  - expect: {score: 1}\n"),
       {"tests.missing-member@tests/a.yaml:12:5"}},
      {"case_without_expectations",
       Cases("  - name: one\n"),
       {"tests.missing-member@tests/a.yaml:12:5"},
       true},
      {"case_that_expects_nothing",
       Expect("{}"),
       {"tests.no-expectation@tests/a.yaml:13:13"},
       true},
      {"item_of_which_nothing_is_expected",
       Expect("{items: {N: {}}}"),
       {"tests.no-expectation@tests/a.yaml:13:13"}},
      {"name_twice",
       Cases("  - {name: one, expect: {score: 1}}\n  - {name: one, expect: {score: 2}}\n"),
       {"tests.duplicate-name@tests/a.yaml:13:12"},
       true},
      {"misspelt_member_of_a_case",
       Case("witout: [ann-nda]"),
       {"tests.unknown-member@tests/a.yaml:14:5"},
       true},
      {"no_such_day", Case("as_of: 2026-02-30"), {"tests.bad-date@tests/a.yaml:14:12"}, true},
      {"unheard_of_parameter",
       Case("params: {nda_pc: 90}"),
       {"tests.no-such-parameter@tests/a.yaml:14:14"},
       true},
      {"parameter_that_is_a_mapping",
       Case("params: {nda_pct: {}}"),
       {"tests.wrong-type@tests/a.yaml:14:23"}},
      {"facts_that_are_text", Case("facts: none"), {"tests.wrong-type@tests/a.yaml:14:12"}},

      // Layers of facts.
      {"record_to_take_away_is_not_there",
       Case("without: [ann-nad]"),
       {"tests.no-such-record@tests/a.yaml:14:15"},
       true},
      {"record_taken_away_twice",
       Case("without: [ann-nda, ann-nda]"),
       {"tests.no-such-record@tests/a.yaml:14:24"}},
      {"one_id_in_two_lists",
       Alone("format: assay.tests/1\nbase: {roles: [{id: x}], people: [{id: x}]}\n"
             "cases: [{name: a, without: [x], expect: {score: 1}}]\n"),
       {"tests.ambiguous-record@tests/a.yaml:3:29"},
       true},
      {"one_id_twice_in_a_layer",
       Case("facts: {people: [{id: bob}, {id: bob}]}"),
       {"tests.duplicate-id@tests/a.yaml:14:38"},
       true},
      {"record_of_another_type",
       Case("facts: {evidence: [{id: ann-nda, type: contract}]}"),
       {"tests.other-type@tests/a.yaml:14:44"},
       true},

      // Expectations.
      {"unheard_of_item",
       Expect("{items: {X: {minimum: satisfied}}}"),
       {"tests.no-such-item@tests/a.yaml:13:22"},
       true},
      {"item_that_is_not_assessed",
       Expect("{items: {Off: {minimum: satisfied}}}"),
       {"tests.no-such-item@tests/a.yaml:13:22"}},
      {"level_that_the_item_has_not",
       Expect("{items: {M: {full: satisfied}}}"),
       {"tests.no-such-level@tests/a.yaml:13:26"},
       true},
      {"no_verdict",
       Expect("{items: {N: {minimum: satisifed, full: passed, rung: top}}}"),
       {"tests.bad-word@tests/a.yaml:13:35", "tests.bad-word@tests/a.yaml:13:52",
        "tests.bad-word@tests/a.yaml:13:66"},
       true},
      {"level_without_a_verdict",
       Expect("{items: {N: {minimum: {failing: [ann]}}}}"),
       {"tests.missing-member@tests/a.yaml:13:26"}},
      {"unheard_of_trap_and_check",
       Expect("{traps: {T1: triggered}, checks: {RC1: confirmed}}"),
       {"tests.no-such-trap@tests/a.yaml:13:22", "tests.no-such-check@tests/a.yaml:13:47"},
       true},
      {"state_of_a_check_for_a_trap",
       Expect("{traps: {T: refuted}}"),
       {"tests.bad-word@tests/a.yaml:13:25"},
       true},
      {"scores_that_are_none",
       Expect("{score: 101}"),
       {"tests.bad-score@tests/a.yaml:13:21"},
       true},
      {"score_of_three_digits", Expect("{score: 33.335}"), {"tests.bad-score@tests/a.yaml:13:21"}},
      {"score_in_words", Expect("{score: good}"), {"tests.bad-score@tests/a.yaml:13:21"}},
      {"score_upside_down",
       Expect("{score: {low: 80, high: 20}}"),
       {"tests.bad-score@tests/a.yaml:13:37"},
       true},
      {"id_with_a_space",
       Expect("{items: {'N 1': {minimum: satisfied}}}"),
       {"tests.bad-id@tests/a.yaml:13:23", "tests.no-such-item@tests/a.yaml:13:23"}},

      // All faults of all files at once.
      {"many",
       {WithBase("  - name: one\n    expect: {items: {N: {ful: unknown}}}\n    without: [bob]\n"),
        {"tests/b.yaml",
         "format: assay.tests/1\nfrom: a.yaml\ncases:\n  - {name: x, expect: {traps: {T: on}}}\n"}},
       {"tests.unknown-member@tests/a.yaml:13:26", "tests.no-such-record@tests/a.yaml:14:15",
        "tests.bad-word@tests/b.yaml:4:35"},
       true},
  };
  return kTests;
}

}  // namespace assay
