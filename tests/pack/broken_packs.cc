#include "tests/pack/broken_packs.h"

#include "tests/pack/small_pack.h"

namespace assay {
namespace {

std::string Headed(const std::string& text) { return std::string(kHeading) + text; }
std::string Item(const std::string& text) { return Headed(std::string(kItem) + text); }
std::string WholeItem(const std::string& text) { return Item(std::string(kRule) + text); }

}  // namespace

const std::vector<BrokenPack>& BrokenPacks() {
  static const std::vector<BrokenPack> kPacks = {
      // The heading.
      {"not_a_mapping", "- a\n- b\n", {"pack.wrong-type@1:1"}},
      {"empty_mapping_in_json",
       "{}",
       {"pack.missing-member@1:1", "pack.missing-member@1:1", "pack.missing-member@1:1",
        "pack.missing-member@1:1", "pack.missing-member@1:1", "pack.no-rules@1:1"}},
      {"another_format", "format: assay.pack/2\nunheard: of\n", {"pack.format@1:9"}, true},
      {"another_language",
       "format: assay.pack/1\nid: a\ntitle: A\nversion: 1.0.0\nlanguage: rego\nfunctions: {f(): "
       "'true'}\n",
       {"pack.language@5:11"},
       true},
      {"two_numbers_are_no_version",
       "format: assay.pack/1\nid: a\ntitle: A\nversion: 1.0\nlanguage: assay-cel/1\nfunctions: "
       "{f(): 'true'}\n",
       {"pack.bad-version@4:10"},
       true},
      {"no_rules",
       "format: assay.pack/1\nid: a\ntitle: A\nversion: 1.0.0\nlanguage: assay-cel/1\n",
       {"pack.no-rules@1:1"}},
      {"misspelt_section", Headed("contrls: []\n"), {"pack.unknown-member@7:1"}, true},
      {"unheard_of_section", Headed("miscellany: []\n"), {"pack.unknown-member@7:1"}},
      {"section_with_nothing_in_it", Headed("parameters:\n"), {"pack.wrong-type@7:1"}, true},
      {"id_with_a_space",
       "format: assay.pack/1\nid: our pack\ntitle: A\nversion: 1.0.0\nlanguage: "
       "assay-cel/1\nfunctions: {f(): 'true'}\n",
       {"pack.bad-id@2:5"}},
      {"language_tag_in_words",
       "format: assay.pack/1\nid: a\ntitle: {english: A}\nversion: 1.0.0\nlanguage: "
       "assay-cel/1\nfunctions: {f(): 'true'}\n",
       {"pack.bad-language-tag@3:9"},
       true},
      {"empty_text", Headed("sources: [{document: ''}]\n"), {"pack.empty@7:23"}},
      {"bare_number_for_text_in_json",
       "{\"format\": \"assay.pack/1\", \"id\": 7, \"title\": \"A\", \"version\": \"1.0.0\",\n"
       " \"language\": \"assay-cel/1\", \"functions\": {\"f()\": true}}",
       {"pack.wrong-type@1:34"},
       true},
      {"import_of_a_range_of_versions",
       Headed("uses: [{id: base, version: ^1.0}]\n"),
       {"pack.bad-version@7:28"}},
      {"scope_that_is_no_population",
       Headed("scope: peple\n"),
       {"pack.no-such-population@7:8"},
       true},

      // Parameters.
      {"parameter_without_type",
       Headed("parameters:\n  most: {default: 3}\nnative: []\n"),
       {"pack.missing-member@8:3", "pack.unused-parameter@8:3"},
       true},
      {"text_for_a_number",
       Headed("parameters:\n  grace_days: {default: two weeks}\ntallies: {t: {over: people, where: "
              "params.grace_days > 1}}\n"),
       {"pack.default-type@8:25"},
       true},
      {"quoted_number_in_json",
       "{\"format\": \"assay.pack/1\", \"id\": \"a\", \"title\": \"A\", \"version\": \"1.0.0\",\n"
       " \"language\": \"assay-cel/1\", \"functions\": {\"f()\": \"params.grace_days\"},\n"
       " \"parameters\": {\"grace_days\": {\"default\": \"14\"}}}",
       {"pack.default-type@3:44"}},
      {"share_above_the_whole",
       Headed("parameters:\n  part_pct: {default: 120}\ntallies: {t: {over: people, where: "
              "params.part_pct > 1}}\n"),
       {"pack.default-range@8:23"},
       true},
      {"negative_days",
       Headed("parameters:\n  grace_days: {default: -1}\ntallies: {t: {over: people, where: "
              "params.grace_days > 1}}\n"),
       {"pack.default-range@8:25"}},
      {"bounds_beyond_the_suffix",
       Headed("parameters:\n  part_pct: {default: 50, max: 200}\ntallies: {t: {over: people, "
              "where: params.part_pct > 1}}\n"),
       {"pack.bad-bounds@8:32"}},
      {"bounds_of_a_text",
       Headed("parameters:\n  word: {type: string, default: a, min: 1}\ntallies: {t: {over: "
              "people, where: params.word == 'a'}}\n"),
       {"pack.bad-bounds@8:41"}},
      {"bounds_in_the_wrong_order",
       Headed("parameters:\n  steps: {type: int, default: 3, min: 3, max: 1}\ntallies: {t: {over: "
              "people, where: params.steps > 1}}\n"),
       {"pack.bad-bounds@8:47"}},
      {"list_for_one_value",
       Headed("parameters:\n  grace_days: {default: [1]}\ntallies: {t: {over: people, where: "
              "params.grace_days > 1}}\n"),
       {"pack.default-type@8:25"}},
      {"one_value_for_a_list",
       Headed("parameters:\n  who: {type: list(engagement), default: employee}\ntallies: {t: "
              "{over: people, where: person.engagement in params.who}}\n"),
       {"pack.default-type@8:42"},
       true},
      {"list_of_lists",
       Headed("parameters:\n  who: {type: list(list(int)), default: []}\ntallies: {t: {over: "
              "people, where: params.who.size() > 0}}\n"),
       {"pack.bad-type@8:15"}},
      {"no_such_day",
       Headed("parameters:\n  since: {type: date, default: 2026-02-30}\ntallies: {t: {over: "
              "people, where: person.start < params.since}}\n"),
       {"pack.default-type@8:32"}},
      {"parameter_named_in_a_comment_only",
       Headed("parameters:\n  grace_days: {default: 1}\ntallies:\n  t:\n    over: people\n    "
              "where: |\n      true // params.grace_days\n"),
       {"pack.unused-parameter@8:3"},
       true},
      {"parameter_that_is_a_reserved_word",
       Headed("parameters:\n  in: {type: int, default: 1}\ntallies: {t: {over: people, where: "
              "params.in > 1}}\n"),
       {"pack.bad-id@8:3"}},

      // Functions.
      {"signature_without_parentheses",
       Headed("functions:\n  fresh: 'true'\n"),
       {"pack.bad-signature@8:3"},
       true},
      {"argument_without_type",
       Headed("functions:\n  fresh(on date, months): 'true'\n"),
       {"pack.bad-signature@8:18"},
       true},
      {"argument_twice",
       Headed("functions:\n  fresh(on date, on int): 'true'\n"),
       {"pack.bad-signature@8:18"}},
      {"receiver_that_is_no_name",
       Headed("functions:\n  a-b.fresh(): 'true'\n"),
       {"pack.bad-signature@8:3"}},
      {"type_that_is_not_closed",
       Headed("functions:\n  fresh(on list(date): 'true'\n"),
       {"pack.bad-signature@8:9"}},
      {"function_twice",
       Headed("functions:\n  f(a int): a\n  f(a int, b int): a\n"),
       {"pack.duplicate-id@9:3"}},
      {"window_of_a_sum",
       Headed("derive:\n  nda:\n    total: {group_by: [self.person], sum: self.viewed_seconds,\n"
              "            window: {along: self.instant, seconds: 5}}\n"),
       {"pack.two-forms@10:13"},
       true},
      {"rule_that_begins_with_a_mark_of_yaml",
       Headed("tallies:\n  owned: {over: people, where: !has(person.end)}\n  rest:\n    over: "
              "people\n    where:\n      "
              "!has(person.end)\n"),
       {"yaml.tag@8:32", "yaml.tag@12:7"},
       true},
      {"folded_comment",
       Headed("functions:\n  f(a int): >\n    a > 1 // enough\n    && a < 9\n"),
       {"pack.folded-comment@9:11"},
       true},
      {"comment_in_a_plain_text_that_runs_on",
       Headed("functions:\n  f(a int): a > 1 // enough\n    && a < 9\n"),
       {"pack.folded-comment@8:19"}},
      {"body_that_is_a_list", Headed("functions:\n  f(a int): [a]\n"), {"pack.wrong-type@8:13"}},

      // Derived fields, populations, tallies.
      {"value_and_groups",
       Headed("derive:\n  person:\n    n: {value: self.id, group_by: [self.id], count: true}\n"),
       {"pack.two-forms@9:9"},
       true},
      {"groups_without_a_number",
       Headed("derive:\n  person:\n    n: {group_by: [self.id]}\n"),
       {"pack.missing-member@9:5"}},
      {"two_numbers_of_a_group",
       Headed("derive:\n  person:\n    n: {group_by: [self.id], count: true, sum: self.age}\n"),
       {"pack.two-forms@9:43"}},
      {"number_without_groups",
       Headed("derive:\n  person:\n    n: {count: true}\n"),
       {"pack.missing-member@9:5"}},
      {"nothing_but_missing",
       Headed("derive:\n  person:\n    n: {missing: unknown}\n"),
       {"pack.missing-member@9:5"}},
      {"missing_that_is_a_fault",
       Headed("derive:\n  person:\n    n: {value: self.id, missing: required}\n"),
       {"pack.bad-word@9:34"}},
      {"window_without_length",
       Headed("derive:\n  person:\n    n: {group_by: [self.id], count: true, window: {along: "
              "self.at}}\n"),
       {"pack.missing-member@9:43"}},
      {"comma_in_a_flow_mapping",
       Headed("tallies:\n  t: {over: people, where: covers(a, b)}\n"),
       {"yaml.flow-comma@8:38"},
       true},
      {"tally_over_nobody",
       Headed("tallies: {t: {over: peopl}}\n"),
       {"pack.no-such-population@7:21"},
       true},
      {"groups_without_take",
       Headed("tallies:\n  t: {over: people, group_by: person.id}\n"),
       {"pack.missing-member@8:3"},
       true},
      {"label_with_an_open_brace",
       "format: assay.pack/1\nid: a\ntitle: A\nversion: 1.0.0\nlanguage: assay-cel/1\n"
       "populations:\n  moves:\n    of: assignment\n    label: \"{move.id to nowhere\"\n",
       {"pack.text-braces@9:13"},
       true},

      // Items and their rules.
      {"item_without_levels", Item("        weight: 1\n"), {"pack.missing-member@11:9"}},
      {"levels_without_rules", Item("        levels: {}\n"), {"pack.no-rules@11:9"}},
      {"level_without_a_rule",
       Item("        levels: {full: {each: people}}\n"),
       {"pack.no-rules@13:18"},
       true},
      {"org_and_each",
       Item(
           "        levels:\n          full:\n            each: people\n            org: 'true'\n"),
       {"pack.two-forms@15:13"},
       true},
      {"all_and_require",
       Item("        levels:\n          full:\n            each: people\n            require: "
            "'true'\n"
            "            all: [{name: a, require: 'true'}]\n"),
       {"pack.two-forms@16:13"}},
      {"rule_over_nobody_in_particular",
       Item("        levels: {full: {require: 'true'}}\n"),
       {"pack.missing-member@13:18"},
       true},
      {"population_misspelt",
       Item("        each: peoples\n        levels: {full: {require: 'true'}}\n"),
       {"pack.no-such-population@13:15"}},
      {"two_levels_without_link",
       Item("        each: people\n        levels: {minimum: {require: 'true'}, full: {require: "
            "'true'}}\n"),
       {"pack.missing-member@11:9"},
       true},
      {"link_of_one_level",
       WholeItem("        link: full_lifts_minimum\n"),
       {"pack.one-level@14:15"}},
      {"link_of_another_kind",
       Item("        link: both\n        each: people\n        levels: {minimum: {require: "
            "'true'}, full: {require: 'true'}}\n"),
       {"pack.bad-word@13:15"}},
      {"two_parts_of_a_name",
       Item("        each: people\n        levels:\n          full:\n            all:\n"
            "              - {name: a, require: 'true'}\n              - {name: a, require: "
            "'false'}\n"),
       {"pack.duplicate-id@18:24"}},
      {"empty_all", Item("        levels: {full: {all: []}}\n"), {"pack.empty@13:25"}},
      {"weight_of_nothing", WholeItem("        weight: 0\n"), {"pack.weight@14:17"}, true},
      {"weight_too_fine", WholeItem("        weight: 0.00001\n"), {"pack.weight@14:17"}},
      {"weight_in_words", WholeItem("        weight: heavy\n"), {"pack.wrong-type@14:17"}, true},
      {"enabled_in_the_old_way",
       WholeItem("        enabled: no\n"),
       {"pack.wrong-type@14:18"},
       true},
      {"two_items_of_an_id",
       WholeItem("      - id: I1\n        title: Again\n        levels: {full: {org: 'true'}}\n"),
       {"pack.duplicate-id@14:13"},
       true},
      {"part_that_is_not_there",
       WholeItem("        finding: \"missing: {reached.subjects}\"\n"),
       {"pack.no-such-part@14:29"},
       true},
      {"brace_that_closes_nothing",
       WholeItem("        finding: \"all of } them\"\n"),
       {"pack.text-braces@14:26"},
       true},
      {"nothing_between_braces",
       WholeItem("        finding: \"all of {} them\"\n"),
       {"pack.text-braces@14:26"}},
      {"remediation_of_two_forms",
       WholeItem("        remediation: {owner: HR, text: a, per_subject: b}\n"),
       {"pack.two-forms@14:22"}},
      {"remediation_of_none",
       WholeItem("        remediation: [{owner: HR}]\n"),
       {"pack.missing-member@14:23"}},
      {"remediation_in_the_past",
       WholeItem("        remediation: {owner: HR, text: a, due_in_days: -3}\n"),
       {"pack.days@14:56"}},
      {"framework_verified_and_not_named",
       WholeItem("        crosswalk: {equal: {nis2: [20(1)]}, verified: [nis]}\n"),
       {"pack.no-such-framework@14:56"},
       true},
      {"relation_unheard_of",
       WholeItem("        crosswalk: {similar: {nis2: [20(1)]}}\n"),
       {"pack.unknown-member@14:21"}},

      // Traps, checks, observations, policies.
      {"trap_on_the_minimum",
       WholeItem("traps:\n  - {id: T1, title: Trap, items: [I1], caps: minimum, when: 'true'}\n"),
       {"pack.trap-caps@15:46"},
       true},
      {"trap_on_no_item",
       WholeItem("traps:\n  - {id: T1, title: Trap, items: [I2], caps: full, when: 'true'}\n"),
       {"pack.no-such-item@15:35"}},
      {"trap_cleared_by_nothing",
       WholeItem("traps:\n  - {id: T1, title: Trap, items: [I1], caps: full, when: 'true', "
                 "clears_with: RC1}\n"),
       {"pack.no-such-check@15:79"},
       true},
      {"interview_without_a_question",
       WholeItem("interviews: {tolerable_pct: 10, confidence_pct: 90}\n"
                 "reality_checks:\n  - {id: RC1, item: I1, kind: interview, population: people}\n"),
       {"pack.missing-member@16:5"}},
      {"interview_without_a_policy",
       WholeItem("reality_checks:\n  - {id: RC1, item: I1, kind: interview, population: people, "
                 "asks: What?}\n"),
       {"pack.missing-member@15:5"},
       true},
      {"evidence_check_with_a_population",
       WholeItem("reality_checks:\n  - {id: RC1, item: I1, kind: evidence, population: people, "
                 "require: 'true'}\n"),
       {"pack.two-forms@15:41"}},
      {"observation_of_no_item",
       WholeItem("observations:\n  - {id: O1, item: I9, when: 'true', text: Hm}\n"),
       {"pack.no-such-item@15:20"}},
      {"hygiene_flag_misspelt",
       Headed("hygiene:\n  records:\n    contract: {after_ende: false}\n"),
       {"pack.unknown-member@9:16"}},
      {"points_above_one",
       Headed("scoring: {model: ladder, points: {effective: 2, full: 1, minimum: 0}}\n"),
       {"pack.points@7:46"},
       true},
      {"points_that_rise",
       Headed("scoring: {model: ladder, points: {effective: 1, full: 0.5, minimum: 0.8}}\n"),
       {"pack.points@7:26"}},
      {"points_of_another_model",
       Headed("scoring: {model: flat, points: {effective: 1, full: 1, minimum: 0}}\n"),
       {"pack.points@7:24"}},

      {"trap_and_check_of_one_id",
       WholeItem("traps:\n  - {id: X1, title: Trap, items: [I1], caps: full, when: 'true'}\n"
                 "reality_checks:\n  - {id: X1, item: I1, kind: evidence, require: 'true'}\n"),
       {"pack.duplicate-id@17:10"},
       true},
      {"trap_that_the_check_of_another_item_clears",
       WholeItem("      - {id: I2, title: Two, levels: {minimum: {each: people, require: 'true'}}}\n"
                 "traps:\n  - {id: T1, title: Trap, items: [I1], caps: full, clears_with: RC1, "
                 "when: 'true'}\n"
                 "reality_checks:\n  - {id: RC1, item: I2, kind: evidence, require: 'true'}\n"),
       {"pack.other-item@16:65"},
       true},
      {"one_language_in_two_spellings",
       WholeItem("        asks: {en: Why, EN: Why not}\n"),
       {"pack.duplicate-id@14:25"},
       true},

      // Declared records.
      {"field_of_no_type",
       Headed("records:\n  fields:\n    person:\n      badge: {type: list(int), doc: Badges}\n"),
       {"pack.bad-type@10:21"},
       true},
      {"field_without_doc",
       Headed("records:\n  fields:\n    person:\n      badge: {type: text}\n"),
       {"pack.missing-member@10:7"}},
      {"default_and_missing",
       Headed("records:\n  fields:\n    person:\n      badge: {type: bool, missing: none, default: "
              "true, doc: Badge}\n"),
       {"pack.two-forms@10:7"}},
      {"default_in_quotes",
       Headed("records:\n  fields:\n    person:\n      badge: {type: bool, default: 'true', doc: "
              "Badge}\n"),
       {"pack.default-type@10:37"}},
      {"enumeration_new_and_old",
       Headed("enums:\n  clearance: {values: [low], add: [high], doc: How far}\n"),
       {"pack.two-forms@8:3"}},
      {"enumeration_of_nothing",
       Headed("enums:\n  clearance: {doc: How far}\n"),
       {"pack.missing-member@8:3"}},

      {"evidence_that_is_no_feed",
       Headed("records:\n  types:\n    visit:\n      plural: visits\n      role: evidence\n"
              "      feed: false\n      doc: A visit\n      fields: {}\n"),
       {"pack.bad-feed@12:13"},
       true},
      {"kinds_that_are_no_feed",
       Headed("records:\n  types:\n    door:\n      plural: doors\n      role: table\n"
              "      feed: false\n      feed_by: kind\n      doc: A door\n      fields: {}\n"),
       {"pack.bad-feed@12:13"},
       true},

      // Several at once, in the order of the file.
      {"several",
       Item("        each: peple\n        weigth: 2\n        levels: {minimum: {require: 'true'}}\n"
            "traps:\n  - {id: T1, items: [I1], caps: full, when: 'true'}\n"),
       {"pack.no-such-population@13:15", "pack.unknown-member@14:9", "pack.missing-member@17:5"},
       true},
      {"faults_of_yaml_and_of_the_pack",
       Headed("parameters: &all\n  grace_days: {default: soon}\nfunctions: {f(): "
              "params.grace_days}\n"),
       {"yaml.anchor@7:13", "pack.default-type@8:25"},
       true},
      {"yaml_that_ends_the_reading", Headed("functions: [\n"), {"yaml.syntax@7:12"}},
  };
  return kPacks;
}

}  // namespace assay
