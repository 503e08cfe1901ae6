/* Every function of assay.h, from C99: what it gives, what it refuses, and what it leaves alone when it does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

/* What an out parameter must still hold after a failure. */
static char untouched;
#define UNTOUCHED ((void*)&untouched)

static assay_text Text(const char* text) {
  assay_text result;
  result.data = text;
  result.size = strlen(text);
  return result;
}

static void Versions(void) {
  CHECK_TEXT(assay_version(), ASSAY_TEST_VERSION);
  CHECK(assay_abi() == ASSAY_ABI);
}

static void Words(void) {
  CHECK_TEXT(assay_verdict_name(ASSAY_VERDICT_ERROR), "error");
  CHECK_TEXT(assay_verdict_name(ASSAY_VERDICT_UNKNOWN), "unknown");
  CHECK_TEXT(assay_verdict_name(ASSAY_VERDICT_NOT_SATISFIED), "not_satisfied");
  CHECK_TEXT(assay_verdict_name(ASSAY_VERDICT_SATISFIED), "satisfied");
  CHECK_TEXT(assay_verdict_name(ASSAY_VERDICT_NOT_APPLICABLE), "not_applicable");
  CHECK_TEXT(assay_verdict_name(ASSAY_VERDICT_WAIVED), "waived");
  CHECK_TEXT(assay_verdict_name(6), "");
  CHECK_TEXT(assay_verdict_name(-1), "");
  CHECK_TEXT(assay_rung_name(ASSAY_RUNG_ERROR), "error");
  CHECK_TEXT(assay_rung_name(ASSAY_RUNG_UNKNOWN), "unknown");
  CHECK_TEXT(assay_rung_name(ASSAY_RUNG_NOT_SATISFIED), "not_satisfied");
  CHECK_TEXT(assay_rung_name(ASSAY_RUNG_MINIMUM), "minimum");
  CHECK_TEXT(assay_rung_name(ASSAY_RUNG_FULL), "full");
  CHECK_TEXT(assay_rung_name(ASSAY_RUNG_EFFECTIVE), "effective");
  CHECK_TEXT(assay_rung_name(ASSAY_RUNG_NOT_APPLICABLE), "not_applicable");
  CHECK_TEXT(assay_rung_name(ASSAY_RUNG_WAIVED), "waived");
  CHECK_TEXT(assay_rung_name(8), "");
  CHECK_TEXT(assay_operation_name(ASSAY_OPERATION_NOT_TESTED), "not_tested");
  CHECK_TEXT(assay_operation_name(ASSAY_OPERATION_INEFFECTIVE), "ineffective");
  CHECK_TEXT(assay_operation_name(ASSAY_OPERATION_EFFECTIVE), "effective");
  CHECK_TEXT(assay_operation_name(3), "");
  CHECK_TEXT(assay_level_name(ASSAY_LEVEL_MINIMUM), "minimum");
  CHECK_TEXT(assay_level_name(ASSAY_LEVEL_FULL), "full");
  CHECK_TEXT(assay_level_name(2), "");
  CHECK_TEXT(assay_trap_state_name(ASSAY_TRAP_ERROR), "error");
  CHECK_TEXT(assay_trap_state_name(ASSAY_TRAP_CANNOT_RULE_OUT), "cannot_rule_out");
  CHECK_TEXT(assay_trap_state_name(ASSAY_TRAP_TRIGGERED), "triggered");
  CHECK_TEXT(assay_trap_state_name(ASSAY_TRAP_CLEARED), "cleared");
  CHECK_TEXT(assay_trap_state_name(ASSAY_TRAP_NOT_DETECTED), "not_detected");
  CHECK_TEXT(assay_trap_state_name(5), "");
  CHECK_TEXT(assay_check_state_name(ASSAY_CHECK_NOT_PERFORMED), "not_performed");
  CHECK_TEXT(assay_check_state_name(ASSAY_CHECK_INCONCLUSIVE), "inconclusive");
  CHECK_TEXT(assay_check_state_name(ASSAY_CHECK_REFUTED), "refuted");
  CHECK_TEXT(assay_check_state_name(ASSAY_CHECK_CONFIRMED), "confirmed");
  CHECK_TEXT(assay_check_state_name(4), "");
  CHECK_TEXT(assay_error_name(ASSAY_ERROR_INVALID_ARGUMENT), "invalid_argument");
  CHECK_TEXT(assay_error_name(ASSAY_ERROR_NOT_FOUND), "not_found");
  CHECK_TEXT(assay_error_name(ASSAY_ERROR_LIMIT), "limit");
  CHECK_TEXT(assay_error_name(ASSAY_ERROR_CANCELLED), "cancelled");
  CHECK_TEXT(assay_error_name(ASSAY_ERROR_OUT_OF_MEMORY), "out_of_memory");
  CHECK_TEXT(assay_error_name(ASSAY_ERROR_INTERNAL), "internal");
  CHECK_TEXT(assay_error_name(0), "");
}

static void Fractions(void) {
  static const struct {
    int64_t numerator, denominator;
    const char* text;
  } cases[] = {{191, 2, "95.50"}, {655, 8, "81.88"}, {0, 1, "0.00"}, {-1, 8, "-0.13"}};
  const assay_fraction nothing = {0, 0};
  const assay_fraction negative = {1, -2};
  assay_fraction fraction;
  assay_string* string = UNTOUCHED;
  size_t at;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_fraction_text(nothing, &string));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_fraction_text(negative, &string));
  CHECK(string == UNTOUCHED);
  for (at = 0; at < sizeof cases / sizeof cases[0]; ++at) {
    fraction.numerator = cases[at].numerator;
    fraction.denominator = cases[at].denominator;
    string = NULL;
    CHECK_OK(assay_fraction_text(fraction, &string));
    CHECK_TEXT(assay_string_text(string), cases[at].text);
    assay_string_delete(string);
  }
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_fraction_text(fraction, NULL));
}

static void Packs(void) {
  size_t at;
  assay_pack* pack = UNTOUCHED;
  const assay_parameter* parameter;
  CHECK(assay_shipped_pack_count() > 0);
  CHECK(assay_shipped_pack_name_at(assay_shipped_pack_count()).size == 0);
  CHECK_FAILS(ASSAY_ERROR_NOT_FOUND, assay_pack_shipped("no-such-pack", 12, &pack));
  CHECK_FAILS(ASSAY_ERROR_NOT_FOUND, assay_pack_shipped(NULL, 0, &pack));
  CHECK(pack == UNTOUCHED);
  for (at = 0; at < assay_shipped_pack_count(); ++at) {
    const assay_text name = assay_shipped_pack_name_at(at);
    pack = NULL;
    CHECK_OK(assay_pack_shipped(name.data, name.size, &pack));
    CHECK(assay_pack_id(pack).size == name.size && memcmp(assay_pack_id(pack).data, name.data, name.size) == 0);
    CHECK(assay_pack_warning_count(pack) == 0);
    CHECK(assay_pack_warning_at(pack, 0) == NULL);
    assay_pack_delete(pack);
  }

  pack = SmallPack();
  CHECK_TEXT(assay_pack_id(pack), "small");
  CHECK_TEXT(assay_pack_version(pack), "1.2.3");
  CHECK(assay_pack_digest(pack).size == 7 + 64 && Contains(assay_pack_digest(pack), "sha256:"));
  CHECK(assay_pack_parameter_count(pack) == 2);
  parameter = assay_pack_parameter_at(pack, 0);
  CHECK_TEXT(assay_parameter_name(parameter), "nda_coverage_pct");
  CHECK_TEXT(assay_parameter_type(parameter), "int");
  CHECK_TEXT(assay_parameter_unit(parameter), "percent");
  CHECK_TEXT(assay_parameter_documentation(parameter), "share of the staff who must have signed");
  CHECK_TEXT(assay_parameter_name(assay_pack_parameter_at(pack, 1)), "divisor");
  CHECK(assay_pack_parameter_at(pack, 2) == NULL);
  assay_pack_delete(pack);
}

/* Every diagnostic of a pack that is no pack, and of one with a rule that is none. */
static void PackErrors(void) {
  static const char kText[] =
      "format: assay.pack/1\nid: p\ntitle: P\nversion: 1.0.0\nlanguage: assay-cel/1\n"
      "controls:\n"
      "  - id: C\n    title: C\n    items:\n"
      "      - id: N\n        title: N\n        link: full_lifts_minimum\n        levels:\n"
      "          minimum:\n            org: org.nmae == 'x'\n"
      "          full:\n            org: 1 + \n";
  assay_pack* pack = UNTOUCHED;
  assay_error* error = assay_pack_load(kText, sizeof kText - 1, "p.yaml", 6, &pack);
  const assay_diagnostic* diagnostic = assay_error_diagnostic_at(error, 0);
  CHECK(pack == UNTOUCHED);
  CHECK(assay_error_code(error) == ASSAY_ERROR_INVALID_ARGUMENT);
  CHECK(assay_error_diagnostic_count(error) >= 2);
  CHECK(assay_error_diagnostic_at(error, assay_error_diagnostic_count(error)) == NULL);
  CHECK_TEXT(assay_diagnostic_code(diagnostic), "expr.no-such-field");
  CHECK(assay_diagnostic_severity(diagnostic) == ASSAY_SEVERITY_ERROR);
  CHECK(Contains(assay_diagnostic_message(diagnostic), "nmae"));
  CHECK_TEXT(assay_diagnostic_file(diagnostic), "p.yaml");
  CHECK(assay_diagnostic_line(diagnostic) == 15);
  CHECK(assay_diagnostic_column(diagnostic) == 22);
  CHECK(assay_diagnostic_length(diagnostic) == 4);
  CHECK_TEXT(assay_diagnostic_pointer(diagnostic), "");
  CHECK(Contains(assay_diagnostic_hint(diagnostic), "name"));
  CHECK(Contains(assay_error_rendered(error), "p.yaml:15:22: error[expr.no-such-field]"));
  assay_error_delete(error);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_pack_load("", 0, "", 0, &pack));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_pack_load("\xff\xfe", 2, NULL, 0, &pack));
  CHECK(pack == UNTOUCHED);
}

static void Facts(void) {
  static const char kDangling[] =
      "{\"format\":\"assay.facts/1\",\"as_of\":\"2026-03-31\",\"organization\":{\"id\":\"o\",\"name\":\"O\","
      "\"time_zone\":\"UTC\",\"isms_start\":\"2024-01-01\",\"primary_channel\":\"chat\"},\"collected\":[\"*\"],"
      "\"roles\":[],\"people\":[],\"evidence\":["
      "{\"id\":\"e\",\"type\":\"nda\",\"person\":\"nobody\",\"occurred_at\":\"2024-05-01\",\"source\":\"hr\"},"
      "{\"id\":\"f\",\"type\":\"nda\",\"person\":\"nobody\",\"occurred_at\":\"2024-05-01\",\"source\":\"hr\"}]}";
  assay_pack* pack = SmallPack();
  assay_facts* facts = SmallFacts(pack);
  assay_facts_options options = {sizeof options, 0, 0, {NULL, 0}};
  struct {
    assay_facts_options known;
    int64_t later;
  } newer;
  assay_error* error;
  CHECK(assay_facts_digest(facts).size == 7 + 64);
  assay_facts_delete(facts);

  facts = UNTOUCHED;
  options.file = Text("facts.json");
  error = assay_facts_read_json(pack, kDangling, sizeof kDangling - 1, &options, &facts);
  CHECK(facts == UNTOUCHED);
  CHECK(assay_error_diagnostic_count(error) == 2);
  CHECK_TEXT(assay_diagnostic_file(assay_error_diagnostic_at(error, 0)), "facts.json");
  CHECK(Contains(assay_diagnostic_pointer(assay_error_diagnostic_at(error, 1)), "/evidence/1"));
  CHECK_TEXT(assay_diagnostic_pointer(assay_error_diagnostic_at(error, 2)), "");
  assay_error_delete(error);
  options.diagnostics = 1;
  error = assay_facts_read_json(pack, kDangling, sizeof kDangling - 1, &options, &facts);
  CHECK(assay_error_diagnostic_count(error) == 2);
  CHECK(assay_diagnostic_severity(assay_error_diagnostic_at(error, 0)) == ASSAY_SEVERITY_ERROR);
  CHECK_TEXT(assay_diagnostic_code(assay_error_diagnostic_at(error, 1)), "facts.too-many");
  CHECK(assay_diagnostic_severity(assay_error_diagnostic_at(error, 1)) == ASSAY_SEVERITY_WARNING);
  assay_error_delete(error);
  options.lenient = 1;
  facts = NULL;
  CHECK_OK(assay_facts_read_json(pack, kDangling, sizeof kDangling - 1, &options, &facts));
  assay_facts_delete(facts);

  facts = UNTOUCHED;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_read_json(pack, "{", 1, NULL, &facts));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_read_json(pack, NULL, 1, NULL, &facts));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_read_json(pack, "{}", (size_t)-1, NULL, &facts));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_read_json(pack, "{}", 2, NULL, NULL));
  options.file.data = NULL;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_read_json(pack, "{}", 2, &options, &facts));

  /* Options of a size that was never set, of an older caller, and of a newer one. */
  options.struct_size = 0;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_read_json(pack, "{}", 2, &options, &facts));
  options.struct_size = (size_t)-1;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_read_json(pack, "{}", 2, &options, &facts));
  CHECK(facts == UNTOUCHED);
  facts = NULL;
  options.struct_size = offsetof(assay_facts_options, file); /* The bad file is no longer looked at. */
  CHECK_OK(assay_facts_read_json(pack, kDangling, sizeof kDangling - 1, &options, &facts));
  assay_facts_delete(facts);
  memset(&newer, 0, sizeof newer);
  newer.known.struct_size = sizeof newer;
  newer.known.lenient = 1;
  facts = NULL;
  CHECK_OK(assay_facts_read_json(pack, kDangling, sizeof kDangling - 1, &newer.known, &facts));
  assay_facts_delete(facts);
  newer.later = 1;
  facts = UNTOUCHED;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT,
              assay_facts_read_json(pack, kDangling, sizeof kDangling - 1, &newer.known, &facts));
  CHECK(facts == UNTOUCHED);
  assay_pack_delete(pack);
}

static int32_t CountDown(void* user) {
  int* left = user;
  return --*left < 0;
}

static void AssessOptions(void) {
  assay_pack* pack = SmallPack();
  assay_facts* facts = SmallFacts(pack);
  assay_assess_options options = {sizeof options, {NULL, 0}, NULL, 0, {NULL, 0}, 0, NULL, NULL};
  assay_setting settings[2];
  assay_assessment* assessment = NULL;
  assay_error* error;
  int questions = 0;

  /* As the facts say, and as the options say. */
  CHECK_OK(assay_assess(pack, facts, &options, &assessment));
  CHECK_TEXT(assay_assessment_as_of(assessment), "2026-03-31");
  assay_assessment_delete(assessment);
  options.as_of = Text("2027-06-30");
  CHECK_OK(assay_assess(pack, facts, &options, &assessment));
  CHECK_TEXT(assay_assessment_as_of(assessment), "2027-06-30");
  CHECK(assay_assessment_flag_count(assessment) == 0); /* The record from the future is not any more. */
  assay_assessment_delete(assessment);
  assessment = UNTOUCHED;
  options.as_of = Text("2026-02-30");
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.as_of.data = NULL;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.as_of.size = 0;

  /* Parameters: every fault of them at once. */
  settings[0].name = Text("no_such_parameter");
  settings[0].value = Text("1");
  settings[1].name = Text("nda_coverage_pct");
  settings[1].value = Text("101");
  options.settings = settings;
  options.setting_count = 2;
  error = assay_assess(pack, facts, &options, &assessment);
  CHECK(assay_error_code(error) == ASSAY_ERROR_INVALID_ARGUMENT);
  CHECK(assay_error_diagnostic_count(error) == 2);
  assay_error_delete(error);
  settings[0].name.data = NULL;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.settings = NULL;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  CHECK(assessment == UNTOUCHED);
  options.settings = &settings[1];
  options.setting_count = 1;
  settings[1].value = Text("30");
  CHECK_OK(assay_assess(pack, facts, &options, &assessment));
  CHECK(assay_level_verdict(assay_item_level(assay_assessment_item(assessment, "SIGNED", 6), ASSAY_LEVEL_MINIMUM)) ==
        ASSAY_VERDICT_SATISFIED);
  assay_assessment_delete(assessment);
  options.setting_count = 0;

  /* Limits and cancellation. */
  assessment = UNTOUCHED;
  options.threads = 257;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.threads = 256;
  options.step_budget = -1;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.step_budget = 1;
  CHECK_FAILS(ASSAY_ERROR_LIMIT, assay_assess(pack, facts, &options, &assessment));
  options.step_budget = 0;
  options.is_cancelled = CountDown;
  options.user = &questions;
  CHECK_FAILS(ASSAY_ERROR_CANCELLED, assay_assess(pack, facts, &options, &assessment));
  CHECK(assessment == UNTOUCHED);
  questions = 1000000;
  CHECK_OK(assay_assess(pack, facts, &options, &assessment));
  CHECK(questions < 1000000); /* It was asked. */
  assay_assessment_delete(assessment);

  assessment = UNTOUCHED;
  options.struct_size = 1;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, NULL, NULL, &assessment));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, NULL, NULL));
  CHECK(assessment == UNTOUCHED);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
}

static void Signed(const assay_item* item) {
  const assay_level* level = assay_item_level(item, ASSAY_LEVEL_MINIMUM);
  const assay_part* part = assay_level_part_at(level, 0);
  const assay_finding* finding = assay_item_finding_at(item, 0);
  CHECK_TEXT(assay_item_id(item), "SIGNED");
  CHECK_TEXT(assay_item_title(item), "Everyone signed");
  CHECK(assay_item_rung(item) == ASSAY_RUNG_NOT_SATISFIED);
  CHECK(assay_item_operation(item) == ASSAY_OPERATION_NOT_TESTED);
  CHECK(assay_item_score_low(item).numerator == 0 && assay_item_score_low(item).denominator == 1);
  CHECK(assay_item_score_high(item).numerator == 0 && assay_item_score_high(item).denominator == 1);
  CHECK(assay_item_level(item, 2) == NULL);
  CHECK(!assay_level_is_given(assay_item_level(item, ASSAY_LEVEL_FULL)));
  CHECK(assay_level_is_given(level));
  CHECK(assay_level_verdict(level) == ASSAY_VERDICT_NOT_SATISFIED);
  CHECK(assay_level_verdict_by_rules(level) == ASSAY_VERDICT_NOT_SATISFIED);
  CHECK(assay_level_reason_count(level) == 0);
  CHECK_TEXT(assay_level_reason_at(level, 0), "");
  CHECK(assay_level_part_count(level) == 1);
  CHECK(assay_level_part_at(level, 1) == NULL);
  CHECK_TEXT(assay_part_name(part), "");
  CHECK(assay_part_verdict(part) == ASSAY_VERDICT_NOT_SATISFIED);
  CHECK(!assay_part_is_organisation(part));
  CHECK_TEXT(assay_part_population(part), "staff");
  CHECK(assay_part_threshold_pct(part) == 100);
  CHECK(!assay_part_population_is_open(part));
  CHECK(assay_part_tally(part, ASSAY_TALLY_POPULATION) == 3);
  CHECK(assay_part_tally(part, ASSAY_TALLY_DUE) == 3);
  CHECK(assay_part_tally(part, ASSAY_TALLY_MET) == 1);
  CHECK(assay_part_tally(part, ASSAY_TALLY_FAILED) == 1);
  CHECK(assay_part_tally(part, ASSAY_TALLY_UNKNOWN) == 1);
  CHECK(assay_part_tally(part, ASSAY_TALLY_ERRORS) == 0);
  CHECK(assay_part_tally(part, ASSAY_TALLY_MAYBE_MET) == 0);
  CHECK(assay_part_tally(part, ASSAY_TALLY_MAYBE_FAILED) == 0);
  CHECK(assay_part_tally(part, ASSAY_TALLY_MAYBE_UNKNOWN) == 0);
  CHECK(assay_part_tally(part, ASSAY_TALLY_MAYBE_ERRORS) == 0);
  CHECK(assay_part_tally(part, 10) == -1);
  CHECK(assay_part_subject_count(part, ASSAY_SUBJECTS_FAILING) == 1);
  CHECK_TEXT(assay_part_subject_at(part, ASSAY_SUBJECTS_FAILING, 0), "p2");
  CHECK_TEXT(assay_part_subject_at(part, ASSAY_SUBJECTS_FAILING, 1), "");
  CHECK(assay_part_subject_count(part, ASSAY_SUBJECTS_UNKNOWN) == 1);
  CHECK_TEXT(assay_part_subject_at(part, ASSAY_SUBJECTS_UNKNOWN, 0), "p3");
  CHECK(assay_part_subject_count(part, ASSAY_SUBJECTS_ERRING) == 0);
  CHECK(assay_part_subject_count(part, 3) == 0);
  CHECK_TEXT(assay_part_subject_at(part, -1, 0), "");
  CHECK_TEXT(assay_part_error(part), "");
  CHECK(assay_item_finding_count(item) == 1);
  CHECK(assay_item_finding_at(item, 1) == NULL);
  CHECK(assay_finding_level(finding) == ASSAY_LEVEL_MINIMUM);
  CHECK(assay_finding_verdict(finding) == ASSAY_VERDICT_NOT_SATISFIED);
  CHECK(Contains(assay_finding_statement(finding), "1 of 3 have not signed: p2"));
  CHECK(assay_finding_subject_count(finding) > 0);
  CHECK_TEXT(assay_finding_subject_at(finding, 0), "p2");
  CHECK_TEXT(assay_finding_subject_at(finding, assay_finding_subject_count(finding)), "");
  CHECK(assay_item_trap_count(item) == 0);
  CHECK(assay_item_check_count(item) == 0);
}

static void Guests(const assay_item* item) {
  const assay_part* part = assay_level_part_at(assay_item_level(item, ASSAY_LEVEL_MINIMUM), 0);
  CHECK(assay_item_rung(item) == ASSAY_RUNG_ERROR);
  CHECK(assay_part_verdict(part) == ASSAY_VERDICT_ERROR);
  CHECK(assay_part_tally(part, ASSAY_TALLY_ERRORS) == 1);
  CHECK(assay_part_subject_count(part, ASSAY_SUBJECTS_ERRING) == 1);
  CHECK_TEXT(assay_part_subject_at(part, ASSAY_SUBJECTS_ERRING, 0), "g1");
  CHECK(Contains(assay_part_error(part), "1 / params.divisor"));
}

static void Channel(const assay_item* item) {
  const assay_level* full = assay_item_level(item, ASSAY_LEVEL_FULL);
  const assay_trap* trap = assay_item_trap_at(item, 0);
  const assay_check* check = assay_item_check_at(item, 0);
  CHECK(assay_item_rung(item) == ASSAY_RUNG_FULL);
  CHECK(assay_item_score_low(item).denominator > 0);
  CHECK(assay_level_verdict(full) == ASSAY_VERDICT_SATISFIED);
  CHECK(assay_level_part_count(full) == 2);
  CHECK_TEXT(assay_part_name(assay_level_part_at(full, 0)), "channel");
  CHECK(assay_part_is_organisation(assay_level_part_at(full, 0)));
  CHECK_TEXT(assay_part_name(assay_level_part_at(full, 1)), "veterans");
  CHECK(assay_part_tally(assay_level_part_at(full, 1), ASSAY_TALLY_MET) == 3);
  CHECK(assay_item_trap_count(item) == 1);
  CHECK(assay_item_trap_at(item, 1) == NULL);
  CHECK_TEXT(assay_trap_id(trap), "T1");
  CHECK(assay_trap_state(trap) == ASSAY_TRAP_NOT_DETECTED);
  CHECK(assay_trap_caps_full(trap));
  CHECK(assay_item_check_count(item) == 1);
  CHECK(assay_item_check_at(item, 1) == NULL);
  CHECK_TEXT(assay_check_id(check), "RC1");
  CHECK(assay_check_state(check) == ASSAY_CHECK_NOT_PERFORMED);
  CHECK(assay_item_finding_count(item) == 0);
}

static void Assessment(void) {
  assay_pack* pack = SmallPack();
  assay_facts* facts = SmallFacts(pack);
  assay_assessment* assessment = NULL;
  const assay_control* control;
  assay_fraction low;
  CHECK_OK(assay_assess(pack, facts, NULL, &assessment));
  CHECK_TEXT(assay_assessment_pack_id(assessment), "small");
  CHECK_TEXT(assay_assessment_pack_version(assessment), "1.2.3");
  CHECK(Equals(assay_assessment_pack_digest(assessment), "") == 0);
  CHECK(memcmp(assay_assessment_pack_digest(assessment).data, assay_pack_digest(pack).data, 7 + 64) == 0);
  CHECK(memcmp(assay_assessment_facts_digest(assessment).data, assay_facts_digest(facts).data, 7 + 64) == 0);

  /* In another order than they were made: the facts keep what they need, the assessment needs nobody. */
  assay_pack_delete(pack);
  assay_facts_delete(facts);

  CHECK(assay_assessment_control_count(assessment) == 2);
  CHECK(assay_assessment_control_at(assessment, 2) == NULL);
  control = assay_assessment_control_at(assessment, 0);
  CHECK_TEXT(assay_control_id(control), "C1");
  CHECK_TEXT(assay_control_title(control), "Agreements");
  CHECK(assay_control_is_applicable(control));
  CHECK_TEXT(assay_control_exclusion(control), "");
  CHECK(assay_control_item_count(control) == 2);
  CHECK(assay_control_item_at(control, 2) == NULL);
  CHECK(assay_assessment_item(assessment, "GUESTS", 6) == assay_control_item_at(control, 1));
  CHECK(assay_assessment_item(assessment, "GUEST", 5) == NULL);
  CHECK(assay_assessment_item(assessment, NULL, 0) == NULL);
  Signed(assay_control_item_at(control, 0));
  Guests(assay_control_item_at(control, 1));
  Channel(assay_assessment_item(assessment, "CHANNEL", 7));

  low = assay_assessment_score_low(assessment, ASSAY_SCORE_WITH_WAIVERS);
  CHECK(low.denominator > 0 && low.numerator > 0);
  CHECK(low.numerator == assay_assessment_score_low(assessment, ASSAY_SCORE_WITHOUT_WAIVERS).numerator);
  CHECK(assay_assessment_score_high(assessment, ASSAY_SCORE_WITH_WAIVERS).denominator > 0);
  CHECK(assay_assessment_score_low(assessment, 2).denominator == 0);
  CHECK(assay_assessment_score_high(assessment, -1).denominator == 0);
  CHECK(assay_assessment_known_pct(assessment).denominator > 0);

  CHECK(assay_assessment_flag_count(assessment) == 1);
  CHECK_TEXT(assay_flag_name(assay_assessment_flag_at(assessment, 0)), "future_dated");
  CHECK_TEXT(assay_flag_record(assay_assessment_flag_at(assessment, 0)), "e2");
  CHECK(assay_flag_detail(assay_assessment_flag_at(assessment, 0)).data != NULL);
  CHECK(assay_assessment_flag_at(assessment, 1) == NULL);
  assay_assessment_delete(assessment);
}

static void Reports(void) {
  assay_pack* pack = SmallPack();
  assay_facts* facts = SmallFacts(pack);
  assay_assessment* assessment = NULL;
  assay_string* string = UNTOUCHED;
  size_t at;
  CHECK_OK(assay_assess(pack, facts, NULL, &assessment));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assessment_render(assessment, "papyrus", 7, &string));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assessment_render(assessment, NULL, 4, &string));
  CHECK(string == UNTOUCHED);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assessment_render(assessment, "json", 4, NULL));
  CHECK(assay_format_count() >= 2);
  CHECK(assay_format_name_at(assay_format_count()).size == 0);
  for (at = 0; at < assay_format_count(); ++at) {
    const assay_text format = assay_format_name_at(at);
    string = NULL;
    CHECK_OK(assay_assessment_render(assessment, format.data, format.size, &string));
    CHECK(Contains(assay_string_text(string), "SIGNED"));
    if (Equals(format, "json")) CHECK(Contains(assay_string_text(string), "\"assay.assessment/1\""));
    assay_string_delete(string);
  }
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
}

/* Facts outlive the pack they were read for, and serve another that declares no record types either. */
static void Lifetimes(void) {
  assay_pack* first = SmallPack();
  assay_facts* facts = SmallFacts(first);
  assay_pack* second = SmallPack();
  assay_assessment* assessment = NULL;
  assay_pack_delete(first);
  CHECK_OK(assay_assess(second, facts, NULL, &assessment));
  assay_pack_delete(second);
  CHECK(assay_facts_digest(facts).size == 7 + 64);
  assay_facts_delete(facts);
  CHECK_TEXT(assay_assessment_pack_id(assessment), "small");
  assay_assessment_delete(assessment);
}

static void CheckOneLine(void* user, assay_log_level level, assay_text line) {
  int* lines = user;
  size_t at;
  (void)level;
  for (at = 0; at < line.size; ++at) CHECK((unsigned char)line.data[at] >= 0x20);
  ++*lines;
}

/* Names with line ends and escapes: messages and lines of a log stay one line, data stay as they are. */
static void Lines(void) {
  static const char kEvil[] = "p\n1\033[2J\342\200\256";
  assay_pack* pack = SmallPack();
  assay_facts* facts = SmallFacts(pack);
  assay_assess_options options = {sizeof options, {NULL, 0}, NULL, 0, {NULL, 0}, 0, NULL, NULL};
  assay_account* account = UNTOUCHED;
  assay_error* error = assay_explain(pack, facts, kEvil, sizeof kEvil - 1, &options, &account);
  int lines = 0;
  CHECK(Contains(assay_error_message(error), "`p?1?[2J?`"));
  CHECK(Contains(assay_error_rendered(error), "`p?1?[2J?`"));
  assay_error_delete(error);
  assay_facts_delete(facts);
  {
    static const char kFacts[] =
        "{\"format\":\"assay.facts/1\",\"as_of\":\"2026-03-31\",\"organization\":{\"id\":\"o\",\"name\":\"O\","
        "\"time_zone\":\"UTC\",\"isms_start\":\"2024-01-01\",\"primary_channel\":\"chat\"},\"collected\":[\"*\"],"
        "\"roles\":[],\"people\":[],\"evidence\":["
        "{\"id\":\"e\\n1\",\"type\":\"nda\",\"person\":\"no\\nbody\",\"occurred_at\":\"2024-05-01\",\"source\":\"hr\"}]}";
    assay_facts_options reading;
    memset(&reading, 0, sizeof reading);
    reading.struct_size = sizeof reading;
    reading.lenient = 1;
    reading.log = CheckOneLine;
    reading.user = &lines;
    facts = NULL;
    CHECK_OK(assay_facts_read_json(pack, kFacts, sizeof kFacts - 1, &reading, &facts));
    CHECK(lines >= 2);
    assay_facts_delete(facts);
  }
  assay_pack_delete(pack);
}

static void CheckUtf8(assay_text text, int line) {
  size_t at;
  size_t left = 0;
  for (at = 0; at < text.size; ++at) {
    const unsigned char byte = (unsigned char)text.data[at];
    const int continues = (byte & 0xc0) == 0x80;
    CheckThat(continues == (left > 0) && byte != 0xff && byte != 0xfe, "is UTF-8", __FILE__, line);
    left = continues ? left - 1 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
  }
  CheckThat(left == 0, "is UTF-8", __FILE__, line);
}

/* The error must be of an invalid argument, and every text of it UTF-8. */
static void CheckRefusedInUtf8(assay_error* error, int line) {
  size_t at;
  CheckThat(assay_error_code(error) == ASSAY_ERROR_INVALID_ARGUMENT, "is refused", __FILE__, line);
  CheckUtf8(assay_error_message(error), line);
  CheckUtf8(assay_error_rendered(error), line);
  for (at = 0; at < assay_error_diagnostic_count(error); ++at) {
    const assay_diagnostic* diagnostic = assay_error_diagnostic_at(error, at);
    CheckUtf8(assay_diagnostic_message(diagnostic), line);
    CheckUtf8(assay_diagnostic_file(diagnostic), line);
    CheckUtf8(assay_diagnostic_pointer(diagnostic), line);
    CheckUtf8(assay_diagnostic_hint(diagnostic), line);
  }
  assay_error_delete(error);
}
#define REFUSED(error) CheckRefusedInUtf8((error), __LINE__)
#define BAD "\xff\xfe", 2

/* Bytes that are not UTF-8, wherever a text is taken. */
static void BadBytes(void) {
  static const char kKey[] = "{\"\xff\":1}";
  static const char kValue[] = "{\"as_of\":\"\xff\"}";
  assay_pack* pack = SmallPack();
  assay_facts* facts = SmallFacts(pack);
  assay_assess_options options = {sizeof options, {NULL, 0}, NULL, 0, {NULL, 0}, 0, NULL, NULL};
  assay_facts_options reading;
  assay_setting setting = {{"divisor", 7}, {BAD}};
  assay_pack* other = UNTOUCHED;
  assay_facts* none = UNTOUCHED;
  assay_assessment* assessment = UNTOUCHED;
  assay_account* account = UNTOUCHED;
  assay_sample* sample = UNTOUCHED;
  memset(&reading, 0, sizeof reading);
  reading.struct_size = sizeof reading;
  reading.file = Text("\xff\xfe");
  REFUSED(assay_pack_shipped(BAD, &other));
  REFUSED(assay_pack_load(BAD, NULL, 0, &other));
  REFUSED(assay_pack_load("x: 1", 4, BAD, &other));
  REFUSED(assay_facts_read_json(pack, "{", 1, &reading, &none));
  REFUSED(assay_facts_read_json(pack, BAD, NULL, &none));
  REFUSED(assay_facts_read_json(pack, kKey, sizeof kKey - 1, NULL, &none));
  REFUSED(assay_facts_read_json(pack, kValue, sizeof kValue - 1, NULL, &none));
  REFUSED(assay_explain(pack, facts, BAD, &options, &account));
  REFUSED(assay_sample_draw(pack, facts, BAD, "s", 1, NULL, &sample));
  REFUSED(assay_sample_draw(pack, facts, "RC1", 3, BAD, NULL, &sample));
  options.language = Text("\xff\xfe");
  REFUSED(assay_assess(pack, facts, &options, &assessment));
  options.language = Text("");
  options.settings = &setting;
  options.setting_count = 1;
  REFUSED(assay_assess(pack, facts, &options, &assessment));
  CHECK(other == UNTOUCHED && none == UNTOUCHED && assessment == UNTOUCHED && account == UNTOUCHED &&
        sample == UNTOUCHED);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
}

static const struct {
  const char* name;
  void (*run)(void);
} kCases[] = {
    {"versions", Versions}, {"words", Words},           {"fractions", Fractions},
    {"packs", Packs},       {"pack_errors", PackErrors},
    {"facts", Facts},       {"options", AssessOptions}, {"assessment", Assessment},
    {"reports", Reports},   {"lifetimes", Lifetimes},
    {"lines", Lines},       {"bad_bytes", BadBytes},
};

int main(int argc, char** argv) {
  size_t at;
  for (at = 0; at < sizeof kCases / sizeof kCases[0]; ++at) {
    if (argc == 2 && strcmp(argv[1], kCases[at].name) == 0) {
      kCases[at].run();
      return FailedChecks() == 0 ? 0 : 1;
    }
  }
  fprintf(stderr, "which case?\n");
  return 2;
}
