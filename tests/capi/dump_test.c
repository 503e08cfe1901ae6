/* Rebuilds the JSON report from what the functions of assay.h give, value for value: what the report says and what a
 * program in C reads is then the same. Writes both, one after the other with a form feed between, for compare_dump.py.
 *
 *   dump_test <pack.yaml or the name of a shipped pack> <facts.json> <history months> [<tailoring.yaml>]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

static int is_first = 1;

static void Comma(void) {
  if (!is_first) putchar(',');
  is_first = 0;
}
static void Quote(assay_text text) {
  size_t at;
  putchar('"');
  for (at = 0; at < text.size; ++at) {
    const unsigned char byte = (unsigned char)text.data[at];
    if (byte == '"' || byte == '\\') {
      printf("\\%c", byte);
    } else if (byte < 0x20) {
      printf("\\u%04x", byte);
    } else {
      putchar(byte);
    }
  }
  putchar('"');
}
static void Key(const char* key) {
  assay_text text;
  if (key == NULL) {
    Comma();
    return;
  }
  text.data = key;
  text.size = strlen(key);
  Comma();
  Quote(text);
  putchar(':');
  is_first = 1;
}
/* Values come with their key, or with NULL in a list. */
static void Begin(const char* key, char bracket) {
  Key(key);
  putchar(bracket);
  is_first = 1;
}
static void End(char bracket) {
  putchar(bracket);
  is_first = 0;
}
static void Text(const char* key, assay_text text) {
  Key(key);
  Quote(text);
  is_first = 0;
}
static void Word(const char* key, const char* word) {
  assay_text text;
  text.data = word;
  text.size = strlen(word);
  Text(key, text);
}
static void Raw(const char* key, assay_text text) {
  Key(key);
  printf("%.*s", (int)text.size, text.data);
  is_first = 0;
}
static void Null(const char* key) {
  Key(key);
  printf("null");
  is_first = 0;
}
static void Integer(const char* key, int64_t value) {
  Key(key);
  printf("%lld", (long long)value);
  is_first = 0;
}
static void Bool(const char* key, int32_t value) {
  Key(key);
  printf(value ? "true" : "false");
  is_first = 0;
}
static void TextUnlessEmpty(const char* key, assay_text text) {
  if (text.size != 0) Text(key, text);
}
static void TextOrNull(const char* key, assay_text text) {
  if (text.size != 0) {
    Text(key, text);
  } else {
    Null(key);
  }
}
static void Day(const char* key, assay_date day) {
  char text[16];
  if (day.year == 0) {
    Null(key);
    return;
  }
  snprintf(text, sizeof text, "%04d-%02d-%02d", day.year % 10000, day.month % 100, day.day % 100);
  Word(key, text);
}
static void Decimals(const char* key, assay_fraction fraction) {
  assay_string* text = NULL;
  CHECK_OK(assay_fraction_text(fraction, &text));
  Raw(key, assay_string_text(text));
  assay_string_delete(text);
}
static void Exact(const char* key, assay_fraction fraction) {
  char text[64];
  snprintf(text, sizeof text, "%lld/%lld", (long long)fraction.numerator, (long long)fraction.denominator);
  Word(key, text);
}
static void RangeMembers(assay_fraction low, assay_fraction high) {
  Decimals("low", low);
  Decimals("high", high);
  Begin("exact", '{');
  Exact("low", low);
  Exact("high", high);
  End('}');
}
static void Range(const char* key, assay_fraction low, assay_fraction high) {
  if (low.denominator == 0) {
    Null(key);
    return;
  }
  Begin(key, '{');
  RangeMembers(low, high);
  End('}');
}

/* A list of texts of `handle`, by its two functions. */
#define TEXTS(key, handle, name)                                                       \
  {                                                                                    \
    size_t each;                                                                       \
    Begin(key, '[');                                                                   \
    for (each = 0; each < assay_##name##_count(handle); ++each) {                      \
      Text(NULL, assay_##name##_at(handle, each));                                     \
    }                                                                                  \
    CHECK(assay_##name##_at(handle, each).size == 0);                                  \
    End(']');                                                                          \
  }
#define SUBJECTS(key, part, which)                                                     \
  {                                                                                    \
    size_t each;                                                                       \
    Begin(key, '[');                                                                   \
    for (each = 0; each < assay_part_subject_count(part, which); ++each) {             \
      Text(NULL, assay_part_subject_at(part, which, each));                            \
    }                                                                                  \
    End(']');                                                                          \
  }
/* A list of handles, each written by `write`. */
#define LIST(key, handle, name, write)                                                 \
  {                                                                                    \
    size_t each;                                                                       \
    Begin(key, '[');                                                                   \
    for (each = 0; each < assay_##name##_count(handle); ++each) {                      \
      write(assay_##name##_at(handle, each));                                          \
    }                                                                                  \
    CHECK(assay_##name##_at(handle, each) == NULL);                                    \
    End(']');                                                                          \
  }

/* The numbers of a part or of a group: `counts` by assay_tally. */
static void Numbers(const int64_t* counts) {
  static const char* const kNames[] = {"population", "due", "met", "failed", "unknown", "errors"};
  int64_t maybe = 0;
  int kind;
  for (kind = ASSAY_TALLY_POPULATION; kind <= ASSAY_TALLY_ERRORS; ++kind) Integer(kNames[kind], counts[kind]);
  for (kind = ASSAY_TALLY_MAYBE_MET; kind <= ASSAY_TALLY_MAYBE_ERRORS; ++kind) maybe += counts[kind];
  if (maybe == 0) return;
  Begin("dueness_unknown", '{');
  for (kind = ASSAY_TALLY_MAYBE_MET; kind <= ASSAY_TALLY_MAYBE_ERRORS; ++kind) Integer(kNames[kind - 4], counts[kind]);
  End('}');
}

static void Group(const assay_group* group) {
  int64_t counts[10];
  int kind;
  for (kind = 0; kind < 10; ++kind) counts[kind] = assay_group_tally(group, kind);
  CHECK(assay_group_tally(group, 10) == -1);
  Begin(NULL, '{');
  Text("name", assay_group_name(group));
  Text("verdict", assay_verdict_name(assay_group_verdict(group)));
  Numbers(counts);
  End('}');
}

static void Counts(const assay_part* part) {
  int64_t counts[10];
  int kind;
  for (kind = 0; kind < 10; ++kind) counts[kind] = assay_part_tally(part, kind);
  Numbers(counts);
  if (assay_part_population_is_open(part)) Bool("population_is_open", 1);
  if (assay_part_group_count(part) != 0) LIST("groups", part, part_group, Group)
  Integer("threshold", assay_part_threshold_pct(part));
}

static void Part(const assay_part* part) {
  Begin(NULL, '{');
  Text("name", assay_part_name(part));
  Text("verdict", assay_verdict_name(assay_part_verdict(part)));
  if (!assay_part_is_organisation(part)) {
    Text("of", assay_part_population(part));
    Counts(part);
    SUBJECTS("failing", part, ASSAY_SUBJECTS_FAILING)
    SUBJECTS("unknown_subjects", part, ASSAY_SUBJECTS_UNKNOWN)
    SUBJECTS("erring", part, ASSAY_SUBJECTS_ERRING)
  } else {
    TEXTS("evidence_used", part, part_used)
  }
  TextUnlessEmpty("error", assay_part_error(part));
  End('}');
}

static void Level(const assay_item* item, assay_level_kind kind) {
  const assay_level* level = assay_item_level(item, kind);
  const assay_part* first = assay_level_part_at(level, 0);
  if (!assay_level_is_given(level)) return;
  Begin(assay_level_name(kind).data, '{');
  Text("verdict", assay_verdict_name(assay_level_verdict(level)));
  Text("by_rules", assay_verdict_name(assay_level_verdict_by_rules(level)));
  if (assay_level_part_count(level) == 1 && !assay_part_is_organisation(first)) Counts(first);
  TEXTS("reasons", level, level_reason)
  LIST("parts", level, level_part, Part)
  End('}');
}

static void Signal(const assay_signal* signal) {
  char name[256];
  const assay_text text = assay_signal_name(signal);
  snprintf(name, sizeof name, "%.*s", (int)text.size, text.data);
  if (assay_signal_low(signal) == assay_signal_high(signal)) {
    Integer(name, assay_signal_low(signal));
    return;
  }
  Begin(name, '{');
  Integer("low", assay_signal_low(signal));
  if (assay_signal_high_is_open(signal)) {
    Null("high");
  } else {
    Integer("high", assay_signal_high(signal));
  }
  End('}');
}

static void Trap(const assay_trap* trap) {
  size_t each;
  Begin(NULL, '{');
  Text("id", assay_trap_id(trap));
  TextUnlessEmpty("title", assay_trap_title(trap));
  TextUnlessEmpty("asks", assay_trap_asks(trap));
  Text("state", assay_trap_state_name(assay_trap_state(trap)));
  Begin("signal", '{');
  for (each = 0; each < assay_trap_signal_count(trap); ++each) Signal(assay_trap_signal_at(trap, each));
  CHECK(assay_trap_signal_at(trap, each) == NULL);
  End('}');
  TextUnlessEmpty("error", assay_trap_error(trap));
  End('}');
}

static void RealityCheck(const assay_check* check) {
  char digits[32];
  Begin(NULL, '{');
  Text("id", assay_check_id(check));
  Word("kind", assay_check_is_interview(check) ? "interview" : "evidence");
  TextUnlessEmpty("asks", assay_check_asks(check));
  Text("state", assay_check_state_name(assay_check_state(check)));
  if (assay_check_is_interview(check)) {
    Integer("population", assay_check_population(check));
    Integer("n", assay_check_asked(check));
    Integer("deviations", assay_check_deviations(check));
    if (assay_check_upper_bound(check) < 0) {
      Null("upper_bound");
    } else {
      assay_text text;
      snprintf(digits, sizeof digits, "%.6f", assay_check_upper_bound(check));
      text.data = digits;
      text.size = strlen(digits);
      Raw("upper_bound", text);
    }
    Bool("census", assay_check_is_census(check));
    TEXTS("sample", check, check_person)
  }
  End('}');
}

static void Reading(const assay_reading* reading) {
  Begin(NULL, '{');
  Text("expression", assay_reading_expression(reading));
  Text("value", assay_reading_value(reading));
  End('}');
}

static void Condition(const assay_condition* condition) {
  const assay_decimal shortfall = assay_condition_shortfall(condition);
  Begin(NULL, '{');
  Text("rule", assay_condition_rule(condition));
  Text("state", assay_condition_state(condition));
  TEXTS("because", condition, condition_because)
  LIST("values", condition, condition_reading, Reading)
  if (shortfall.coefficient == 0) {
    Null("shortfall");
  } else {
    CHECK(shortfall.scale == 0); /* Those of the data here are whole. */
    Begin("shortfall", '{');
    Integer("amount", shortfall.coefficient);
    Text("unit", assay_condition_shortfall_unit(condition));
    End('}');
  }
  End('}');
}

static void Nearest(const assay_evidence* evidence) {
  const assay_nearest* nearest = assay_evidence_nearest(evidence);
  if (nearest == NULL) {
    Null("nearest");
    return;
  }
  Begin("nearest", '{');
  Text("id", assay_nearest_record(nearest));
  Text("type", assay_nearest_record_type(nearest));
  TextOrNull("subject", assay_evidence_subject(evidence));
  Text("part", assay_evidence_part(evidence));
  Integer("conditions_met", assay_nearest_met(nearest));
  Integer("conditions", assay_nearest_of(nearest));
  LIST("failed", nearest, nearest_condition, Condition)
  End('}');
}

static void Evidence(const assay_evidence* evidence) {
  size_t each;
  Begin(NULL, '{');
  TextOrNull("subject", assay_evidence_subject(evidence));
  Text("part", assay_evidence_part(evidence));
  Integer("used_count", assay_evidence_used_total(evidence));
  TEXTS("used", evidence, evidence_used)
  Integer("rejected_count", assay_evidence_rejected_total(evidence));
  /* Their reasons stand in the finding; here it is enough that all are there. */
  CHECK((int64_t)assay_evidence_rejected_count(evidence) == assay_evidence_rejected_total(evidence));
  for (each = 0; each < assay_evidence_rejected_count(evidence); ++each) {
    CHECK(assay_rejected_why(assay_evidence_rejected_at(evidence, each)).size > 0);
  }
  CHECK(assay_evidence_rejected_at(evidence, each) == NULL);
  Nearest(evidence);
  LIST("failed", evidence, evidence_condition, Condition)
  End('}');
}

static void Rejected(const assay_rejected* rejected) {
  Begin(NULL, '{');
  Text("id", assay_rejected_id(rejected));
  Text("why", assay_rejected_why(rejected));
  End('}');
}

static void Finding(const assay_finding* finding) {
  Begin(NULL, '{');
  Text("level", assay_level_name(assay_finding_level(finding)));
  Text("verdict", assay_verdict_name(assay_finding_verdict(finding)));
  Text("statement", assay_finding_statement(finding));
  TEXTS("subjects", finding, finding_subject)
  TEXTS("evidence_used", finding, finding_used)
  LIST("evidence_rejected", finding, finding_rejected, Rejected)
  Nearest(assay_finding_nearest(finding));
  LIST("evidence", finding, finding_evidence, Evidence)
  End('}');
}

static void Remediation(const assay_remediation* remediation) {
  Begin(NULL, '{');
  Text("owner_role", assay_remediation_owner_role(remediation));
  Text("text", assay_remediation_text(remediation));
  TEXTS("subjects", remediation, remediation_subject)
  Day("due", assay_remediation_due(remediation));
  End('}');
}

static void Waiver(const assay_waiver* waiver) {
  size_t each;
  Begin(NULL, '{');
  Text("id", assay_waiver_id(waiver));
  Begin("levels", '[');
  for (each = 0; each < assay_waiver_level_count(waiver); ++each) {
    Text(NULL, assay_level_name(assay_waiver_level_at(waiver, each)));
  }
  CHECK(assay_waiver_level_at(waiver, each) == ASSAY_LEVEL_ANY);
  End(']');
  Day("expires_on", assay_waiver_expires_on(waiver));
  End('}');
}

static void Crosswalk(const assay_crosswalk* crosswalk) {
  Begin(NULL, '{');
  Text("framework", assay_crosswalk_framework(crosswalk));
  Text("relation", assay_crosswalk_relation(crosswalk));
  TEXTS("references", crosswalk, crosswalk_reference)
  Bool("verified", assay_crosswalk_is_verified(crosswalk));
  End('}');
}

static void Lapse(const assay_lapse* lapse) {
  Day("lapses_on", assay_lapse_on(lapse));
  if (lapse == NULL) return;
  Begin("lapse", '{');
  Text("to", assay_rung_name(assay_lapse_to(lapse)));
  TextOrNull("level", assay_level_name(assay_lapse_level(lapse)));
  TextOrNull("record", assay_lapse_record(lapse));
  TextOrNull("subject", assay_lapse_subject(lapse));
  TextOrNull("why", assay_lapse_why(lapse));
  End('}');
}

static void Item(const assay_item* item) {
  Begin(NULL, '{');
  Text("id", assay_item_id(item));
  Text("title", assay_item_title(item));
  TextUnlessEmpty("asks", assay_item_asks(item));
  Text("rung", assay_rung_name(assay_item_rung(item)));
  Day("since", assay_item_since(item));
  Lapse(assay_item_lapse(item));
  Text("operation", assay_operation_name(assay_item_operation(item)));
  if (assay_item_maturity(item) < 0) {
    Null("maturity");
  } else {
    Integer("maturity", assay_item_maturity(item));
  }
  Range("score", assay_item_score_low(item), assay_item_score_high(item));
  Begin("levels", '{');
  Level(item, ASSAY_LEVEL_MINIMUM);
  Level(item, ASSAY_LEVEL_FULL);
  End('}');
  LIST("traps", item, item_trap, Trap)
  LIST("reality_checks", item, item_check, RealityCheck)
  LIST("findings", item, item_finding, Finding)
  LIST("remediation", item, item_remediation, Remediation)
  LIST("waivers", item, item_waiver, Waiver)
  LIST("crosswalk", item, item_crosswalk, Crosswalk)
  End('}');
}

static void Control(const assay_control* control) {
  Begin(NULL, '{');
  Text("id", assay_control_id(control));
  Text("title", assay_control_title(control));
  Bool("applicable", assay_control_is_applicable(control));
  if (!assay_control_is_applicable(control)) Text("exclusion", assay_control_exclusion(control));
  LIST("items", control, control_item, Item)
  End('}');
}

static void Observation(const assay_observation* observation) {
  Begin(NULL, '{');
  Text("id", assay_observation_id(observation));
  Text("item", assay_observation_item(observation));
  Text("text", assay_observation_text(observation));
  TEXTS("subjects", observation, observation_subject)
  TextUnlessEmpty("error", assay_observation_error(observation));
  End('}');
}

static void Ineffective(const assay_ineffective* record) {
  Begin(NULL, '{');
  Text("type", assay_ineffective_type(record));
  Text("record", assay_ineffective_record(record));
  Text("why", assay_ineffective_why(record));
  End('}');
}

static void Flag(const assay_flag* flag) {
  Begin(NULL, '{');
  Text("flag", assay_flag_name(flag));
  TextOrNull("record", assay_flag_record(flag));
  TextUnlessEmpty("detail", assay_flag_detail(flag));
  End('}');
}

static void Parameter(const assay_parameter_value* parameter) {
  char name[256];
  size_t each;
  const assay_text text = assay_parameter_value_name(parameter);
  snprintf(name, sizeof name, "%.*s", (int)text.size, text.data);
  if (assay_parameter_value_is_list(parameter)) Begin(name, '[');
  for (each = 0; each < assay_parameter_value_count(parameter); ++each) {
    const char* key = assay_parameter_value_is_list(parameter) ? NULL : name;
    const assay_text value = assay_parameter_value_at(parameter, each);
    switch (assay_parameter_value_kind_at(parameter, each)) {
      case ASSAY_VALUE_TEXT: Text(key, value); break;
      case ASSAY_VALUE_BOOL: Bool(key, Equals(value, "true")); break;
      default: Raw(key, value);
    }
  }
  CHECK(assay_parameter_value_at(parameter, each).size == 0);
  if (assay_parameter_value_is_list(parameter)) End(']');
}

static void Model(const assay_model* model) {
  Begin(NULL, '{');
  Text("model", assay_model_name(model));
  RangeMembers(assay_model_low(model), assay_model_high(model));
  Decimals("maximum", assay_model_maximum(model));
  End('}');
}

static void Score(const assay_assessment* assessment) {
  const assay_fraction low = assay_assessment_score_low(assessment, ASSAY_SCORE_WITH_WAIVERS);
  const assay_fraction known = assay_assessment_known_pct(assessment);
  Begin("score", '{');
  if (low.denominator != 0) {
    RangeMembers(low, assay_assessment_score_high(assessment, ASSAY_SCORE_WITH_WAIVERS));
  } else {
    Null("low");
    Null("high");
    Null("exact");
  }
  Range("without_waivers", assay_assessment_score_low(assessment, ASSAY_SCORE_WITHOUT_WAIVERS),
        assay_assessment_score_high(assessment, ASSAY_SCORE_WITHOUT_WAIVERS));
  if (known.denominator != 0) {
    Decimals("known_pct", known);
  } else {
    Null("known_pct");
  }
  Text("model", assay_assessment_score_model(assessment));
  LIST("xccdf", assessment, assessment_model, Model)
  End('}');
}

static void Change(const assay_change* change) {
  Begin(NULL, '{');
  Text("name", assay_change_name(change));
  TextUnlessEmpty("why", assay_change_why(change));
  End('}');
}

static void Tailoring(const assay_tailoring* tailoring) {
  if (tailoring == NULL) return;
  Begin("tailoring", '{');
  Text("id", assay_tailoring_id(tailoring));
  Text("digest", assay_tailoring_digest(tailoring));
  Text("approved_by", assay_tailoring_approved_by(tailoring));
  Day("approved_on", assay_tailoring_approved_on(tailoring));
  Text("rationale", assay_tailoring_rationale(tailoring));
  LIST("parameters", tailoring, tailoring_parameter, Change)
  LIST("left_out", tailoring, tailoring_left_out, Change)
  End('}');
}

static void Inputs(const assay_assessment* assessment) {
  char name[256];
  size_t each;
  Begin("engine", '{');
  Text("version", assay_assessment_engine_version(assessment));
  Text("language", assay_assessment_language(assessment));
  Text("tzdata", assay_assessment_tzdata(assessment));
  End('}');
  Begin("pack", '{');
  Text("id", assay_assessment_pack_id(assessment));
  Text("version", assay_assessment_pack_version(assessment));
  Text("digest", assay_assessment_pack_digest(assessment));
  Tailoring(assay_assessment_tailoring(assessment));
  if (assay_assessment_function_count(assessment) != 0) {
    Begin("native", '[');
    for (each = 0; each < assay_assessment_function_count(assessment); ++each) {
      Begin(NULL, '{');
      Text("name", assay_assessment_function_name_at(assessment, each));
      TextUnlessEmpty("version", assay_assessment_function_version_at(assessment, each));
      End('}');
    }
    End(']');
  }
  if (assay_assessment_assumed_count(assessment) != 0) TEXTS("assumes", assessment, assessment_assumed)
  End('}');
  Begin("facts", '{');
  Text("digest", assay_assessment_facts_digest(assessment));
  Begin("counts", '{');
  for (each = 0; each < assay_assessment_table_count(assessment); ++each) {
    const assay_text table = assay_assessment_table_name_at(assessment, each);
    snprintf(name, sizeof name, "%.*s", (int)table.size, table.data);
    Integer(name, assay_assessment_table_rows_at(assessment, each));
  }
  End('}');
  End('}');
  Begin("parameters", '{');
  for (each = 0; each < assay_assessment_parameter_count(assessment); ++each) {
    Parameter(assay_assessment_parameter_at(assessment, each));
  }
  CHECK(assay_assessment_parameter_at(assessment, each) == NULL);
  End('}');
}

static void Assessment(const assay_assessment* assessment) {
  Begin(NULL, '{');
  Word("format", "assay.assessment/1");
  Text("as_of", assay_assessment_as_of(assessment));
  Inputs(assessment);
  Score(assessment);
  if (assay_assessment_is_major_nonconformity(assessment) < 0) {
    Null("major_nonconformity");
  } else {
    Bool("major_nonconformity", assay_assessment_is_major_nonconformity(assessment));
  }
  Integer("history_months", assay_assessment_history_months(assessment));
  LIST("controls", assessment, assessment_control, Control)
  LIST("observations", assessment, assessment_observation, Observation)
  LIST("ineffective", assessment, assessment_ineffective, Ineffective)
  LIST("data_quality", assessment, assessment_flag, Flag)
  End('}');
}

int main(int argc, char** argv) {
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  assay_facts* facts = NULL;
  assay_assessment* assessment = NULL;
  assay_string* json = NULL;
  assay_assess_options options = {sizeof options};
  File text;
  if (argc != 4 && argc != 5) return 2;
  CHECK_OK(assay_loader_new(&loader));
  if (argc == 5) {
    text = ReadFile(argv[4]);
    CHECK_OK(assay_loader_set_tailoring(loader, text.data, text.size, argv[4], strlen(argv[4])));
    free(text.data);
  }
  if (strchr(argv[1], '/') == NULL) {
    CHECK_OK(assay_loader_shipped(loader, argv[1], strlen(argv[1]), &pack));
  } else {
    text = ReadFile(argv[1]);
    CHECK_OK(assay_loader_load(loader, text.data, text.size, argv[1], strlen(argv[1]), &pack));
    free(text.data);
  }
  assay_loader_delete(loader);
  text = ReadFile(argv[2]);
  CHECK_OK(assay_facts_read_json(pack, text.data, text.size, NULL, &facts));
  free(text.data);
  options.history_months = atoi(argv[3]);
  CHECK_OK(assay_assess(pack, facts, &options, &assessment));
  CHECK_OK(assay_assessment_render(assessment, "json", 4, &json));
  Assessment(assessment);
  printf("\n\f\n%.*s", (int)assay_string_text(json).size, assay_string_text(json).data);
  assay_string_delete(json);
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
  return FailedChecks() == 0 ? 0 : 1;
}
