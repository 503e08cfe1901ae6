/* Packs: what they have before anything is assessed, packs that use others, tailored packs, and what the host is told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

static void Definitions(void) {
  assay_pack* pack = SmallPack();
  const assay_control_definition* control = assay_pack_control_at(pack, 0);
  const assay_item_definition* item = assay_control_definition_item_at(control, 0);
  const assay_trap_definition* trap = assay_pack_trap_at(pack, 0);
  const assay_check_definition* check = assay_pack_check_at(pack, 0);
  const assay_parameter* share = assay_pack_parameter_at(pack, 0);
  const assay_parameter* divisor = assay_pack_parameter_at(pack, 1);
  size_t at;
  int has_person = 0;
  CHECK_TEXT(assay_pack_title(pack), "Small");
  CHECK(assay_pack_function_count(pack) == 0);
  for (at = 0; at < assay_pack_record_type_count(pack); ++at) {
    has_person = has_person || Equals(assay_pack_record_type_at(pack, at), "person");
  }
  CHECK(has_person);
  CHECK_TEXT(assay_pack_record_type_at(pack, at), "");

  CHECK_TEXT(assay_parameter_default(share), "100");
  CHECK(assay_parameter_has_minimum(share) && assay_parameter_minimum(share) == 0);
  CHECK(assay_parameter_has_maximum(share) && assay_parameter_maximum(share) == 100);
  CHECK_TEXT(assay_parameter_default(divisor), "0");
  CHECK(!assay_parameter_has_minimum(divisor) && assay_parameter_minimum(divisor) == 0);
  CHECK(!assay_parameter_has_maximum(divisor) && assay_parameter_maximum(divisor) == 0);

  CHECK(assay_pack_control_count(pack) == 2);
  CHECK(assay_pack_control_at(pack, 2) == NULL);
  CHECK_TEXT(assay_control_definition_id(control), "C1");
  CHECK_TEXT(assay_control_definition_title(control), "Agreements");
  CHECK_TEXT(assay_control_definition_objective(control), "");
  CHECK(assay_control_definition_item_count(control) == 2);
  CHECK(assay_control_definition_item_at(control, 2) == NULL);
  CHECK_TEXT(assay_item_definition_id(item), "SIGNED");
  CHECK_TEXT(assay_item_definition_title(item), "Everyone signed");
  CHECK_TEXT(assay_item_definition_asks(item), "");
  CHECK(assay_item_definition_is_enabled(item));
  CHECK(assay_item_definition_weight(item).coefficient == 1 && assay_item_definition_weight(item).scale == 0);

  CHECK(assay_pack_trap_count(pack) == 1);
  CHECK(assay_pack_trap_at(pack, 1) == NULL);
  CHECK_TEXT(assay_trap_definition_id(trap), "T1");
  CHECK_TEXT(assay_trap_definition_title(trap), "nobody is there");
  CHECK_TEXT(assay_trap_definition_asks(trap), "");
  CHECK(assay_trap_definition_item_count(trap) == 1);
  CHECK_TEXT(assay_trap_definition_item_at(trap, 0), "CHANNEL");
  CHECK_TEXT(assay_trap_definition_item_at(trap, 1), "");

  CHECK(assay_pack_check_count(pack) == 1);
  CHECK(assay_pack_check_at(pack, 1) == NULL);
  CHECK_TEXT(assay_check_definition_id(check), "RC1");
  CHECK_TEXT(assay_check_definition_item(check), "CHANNEL");
  CHECK_TEXT(assay_check_definition_asks(check), "Where would you look for a message?");
  CHECK(assay_check_definition_is_interview(check));
  CHECK_TEXT(assay_check_definition_population(check), "staff");
  assay_pack_delete(pack);
}

/* Written and read again it is the same pack. */
static void Written(void) {
  assay_pack* pack = SmallPack();
  assay_pack* again = NULL;
  assay_string* text = NULL;
  CHECK_OK(assay_pack_write(pack, &text));
  CHECK(Contains(assay_string_text(text), "id: small"));
  CHECK_OK(assay_pack_load(assay_string_text(text).data, assay_string_text(text).size, NULL, 0, &again));
  CHECK(memcmp(assay_pack_digest(pack).data, assay_pack_digest(again).data, 7 + 64) == 0);
  assay_string_delete(text);
  assay_pack_delete(again);

  text = NULL;
  CHECK_OK(assay_pack_json_schema(&text));
  CHECK(Contains(assay_string_text(text), "https://json-schema.org/draft/2020-12/schema"));
  assay_string_delete(text);
  CHECK_OK(assay_facts_json_schema(pack, &text));
  CHECK(Contains(assay_string_text(text), "https://json-schema.org/draft/2020-12/schema"));
  CHECK(Contains(assay_string_text(text), "\"people\""));
  assay_string_delete(text);
  CHECK_OK(assay_assessment_json_schema(&text));
  CHECK(Contains(assay_string_text(text), "major_nonconformity"));
  assay_string_delete(text);
  assay_pack_delete(pack);
}

static const char kBase[] =
    "format: assay.pack/1\nid: base\ntitle: Base\nversion: 2.0.0\nlanguage: assay-cel/1\n"
    "functions:\n  is_chat(channel string): channel == 'chat'\n"
    "controls:\n  - id: B\n    title: B\n    items:\n      - id: B1\n        title: B1\n        levels:\n"
    "          minimum:\n            org: is_chat('chat')\n";
static const char kUser[] =
    "format: assay.pack/1\nid: user\ntitle: User\nversion: 1.0.0\nlanguage: assay-cel/1\n"
    "uses:\n  - {id: base, version: 2.0.0}\n"
    "controls:\n  - id: C\n    title: C\n    items:\n      - id: C1\n        title: C1\n        levels:\n"
    "          minimum:\n            org: is_chat('mail')\n";
/* A parameter that nothing names, which is odd and not wrong. */
static const char kOdd[] =
    "format: assay.pack/1\nid: odd\ntitle: Odd\nversion: 1.0.0\nlanguage: assay-cel/1\n"
    "parameters:\n  left_over: {type: int, default: 1, doc: nothing}\n"
    "controls:\n  - id: C\n    title: C\n    items:\n      - id: C1\n        title: C1\n        levels:\n"
    "          minimum:\n            org: 1 / (as_of - as_of) == 1\n";

static void Uses(void) {
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  assay_facts* facts = NULL;
  assay_assessment* assessment = NULL;
  assay_error* error;
  CHECK_OK(assay_loader_new(&loader));
  error = assay_loader_load(loader, kUser, sizeof kUser - 1, "user.yaml", 9, &pack);
  CHECK_TEXT(assay_diagnostic_code(assay_error_diagnostic_at(error, 0)), "pack.no-such-pack");
  assay_error_delete(error);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_pack(loader, "nothing", 7, NULL, 0));
  CHECK_OK(assay_loader_add_pack(loader, kBase, sizeof kBase - 1, "base.yaml", 9));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_pack(loader, kBase, sizeof kBase - 1, "base.yaml", 9));
  CHECK_OK(assay_loader_load(loader, kUser, sizeof kUser - 1, "user.yaml", 9, &pack));
  assay_loader_delete(loader);
  facts = SmallFacts(pack);
  CHECK_OK(assay_assess(pack, facts, NULL, &assessment));
  CHECK(assay_item_rung(assay_assessment_item(assessment, "C1", 2)) == ASSAY_RUNG_NOT_SATISFIED);
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
}

static const char kGermanTexts[] =
    "format: assay.texts/1\npack: user\nlanguage: de\ntitle: Nutzer\n"
    "items:\n  C1: {title: Es geht}\n";

/* Texts in another language are read when a pack is loaded, and asked for when one is assessed. */
static void Translated(void) {
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  assay_facts* facts = NULL;
  assay_assessment* assessment = NULL;
  assay_assess_options options;
  assay_error* error;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.language.data = "de";
  options.language.size = 2;
  CHECK_OK(assay_loader_new(&loader));
  CHECK_OK(assay_loader_add_pack(loader, kBase, sizeof kBase - 1, "base.yaml", 9));
  CHECK_OK(assay_loader_add_texts(loader, kGermanTexts, sizeof kGermanTexts - 1, "texts.de.yaml", 13));
  CHECK_OK(assay_loader_load(loader, kUser, sizeof kUser - 1, "user.yaml", 9, &pack));
  facts = SmallFacts(pack);
  CHECK_OK(assay_assess(pack, facts, &options, &assessment));
  CHECK_TEXT(assay_item_title(assay_assessment_item(assessment, "C1", 2)), "Es geht");
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
  pack = NULL;
  error = assay_loader_load(loader, kOdd, sizeof kOdd - 1, NULL, 0, &pack); /* They are those of another pack. */
  CHECK(pack == NULL);
  CHECK_TEXT(assay_diagnostic_code(assay_error_diagnostic_at(error, assay_error_diagnostic_count(error) - 1)),
             "texts.other-pack");
  assay_error_delete(error);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_texts(NULL, kGermanTexts, 1, NULL, 0));
  assay_loader_delete(loader);
}

/* A pack is refused by a limit that is set, and again taken without. */
static void Limited(void) {
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  assay_pack_limits limits;
  assay_error* error;
  CHECK_OK(assay_loader_new(&loader));
  memset(&limits, 0, sizeof limits);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_set_limits(loader, &limits)); /* It has no size. */
  limits.struct_size = sizeof limits;
  limits.pattern_bytes = -1;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_set_limits(loader, &limits));
  limits.pattern_bytes = INT64_MAX; /* Taken for its ceiling. */
  limits.bytes = sizeof kOdd - 2;
  CHECK_OK(assay_loader_set_limits(loader, &limits));
  error = assay_loader_load(loader, kOdd, sizeof kOdd - 1, NULL, 0, &pack);
  CHECK(pack == NULL);
  CHECK_TEXT(assay_diagnostic_code(assay_error_diagnostic_at(error, 0)), "yaml.too-large");
  assay_error_delete(error);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_pack(loader, kOdd, sizeof kOdd - 1, NULL, 0));
  limits.bytes = 0;
  limits.expression_code_points = 3;
  CHECK_OK(assay_loader_set_limits(loader, &limits));
  error = assay_loader_load(loader, kOdd, sizeof kOdd - 1, NULL, 0, &pack);
  CHECK(pack == NULL);
  CHECK_TEXT(assay_diagnostic_code(assay_error_diagnostic_at(error, assay_error_diagnostic_count(error) - 1)),
             "expr.limit-size");
  assay_error_delete(error);
  CHECK_OK(assay_loader_set_limits(loader, NULL));
  CHECK_OK(assay_loader_load(loader, kOdd, sizeof kOdd - 1, NULL, 0, &pack));
  assay_pack_delete(pack);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_set_limits(NULL, NULL));
  assay_loader_delete(loader);
}

static void Tailored(void) {
  const File text = ReadFile("small_pack.yaml");
  const File tailoring = ReadFile("small_tailoring.yaml");
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  assay_error* error;
  CHECK_OK(assay_loader_new(&loader));
  CHECK_OK(assay_loader_set_tailoring(loader, tailoring.data, tailoring.size, "acme.yaml", 9));
  CHECK_OK(assay_loader_load(loader, text.data, text.size, NULL, 0, &pack));
  CHECK_TEXT(assay_parameter_default(assay_pack_parameter_at(pack, 0)), "95");
  assay_pack_delete(pack);
  pack = NULL;
  error = assay_loader_load(loader, kOdd, sizeof kOdd - 1, NULL, 0, &pack); /* It is about another pack. */
  CHECK(pack == NULL);
  CHECK(assay_error_diagnostic_count(error) > 0);
  assay_error_delete(error);
  CHECK_OK(assay_loader_set_tailoring(loader, NULL, 0, NULL, 0));
  CHECK_OK(assay_loader_load(loader, text.data, text.size, NULL, 0, &pack));
  CHECK_TEXT(assay_parameter_default(assay_pack_parameter_at(pack, 0)), "100");
  assay_pack_delete(pack);
  assay_loader_delete(loader);
  free(text.data);
  free(tailoring.data);
}

typedef struct Lines {
  int warnings;
  int infos;
  char last_warning[512];
  char last_info[512];
} Lines;

static void Keep(void* user, assay_log_level level, assay_text message) {
  Lines* lines = user;
  char* last = level == ASSAY_LOG_WARNING ? lines->last_warning : lines->last_info;
  CHECK(level == ASSAY_LOG_WARNING || level == ASSAY_LOG_INFO);
  CHECK(message.size > 0 && !Contains(message, "\n"));
  ++*(level == ASSAY_LOG_WARNING ? &lines->warnings : &lines->infos);
  snprintf(last, sizeof lines->last_info, "%.*s", (int)message.size, message.data);
}

static assay_text Text(const char* text) {
  assay_text result;
  result.data = text;
  result.size = strlen(text);
  return result;
}

static void Told(void) {
  static const char kFlagged[] =
      "{\"as_of\":\"2026-03-31\",\"shoes\":1,\"organization\":{\"id\":\"o\",\"name\":\"O\",\"time_zone\":\"UTC\","
      "\"isms_start\":\"2024-01-01\",\"primary_channel\":\"chat\"},\"collected\":[\"*\"],\"roles\":[],\"people\":[],"
      "\"evidence\":[{\"id\":\"e\",\"type\":\"nda\",\"person\":\"nobody\",\"occurred_at\":\"2024-05-01\",\"source\":\"hr\"},"
      "{\"id\":\"f\",\"type\":\"nda\",\"person\":\"nobody\",\"occurred_at\":\"2024-05-02\",\"source\":\"hr\"}]}";
  Lines lines = {0, 0, "", ""};
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  assay_facts* facts = NULL;
  assay_assessment* assessment = NULL;
  assay_facts_options reading = {sizeof reading};
  assay_assess_options assessing = {sizeof assessing};
  CHECK_OK(assay_loader_new(&loader));
  CHECK_OK(assay_loader_set_log(loader, Keep, &lines));
  CHECK_OK(assay_loader_load(loader, kOdd, sizeof kOdd - 1, "odd.yaml", 8, &pack));
  CHECK(lines.warnings == 1 && lines.infos == 1);
  CHECK(Contains(Text(lines.last_warning), "odd.yaml:7:3: ") && Contains(Text(lines.last_warning), "[pack.unused-parameter]"));
  CHECK(Contains(Text(lines.last_info), "loaded pack odd 1.0.0 (sha256:"));
  CHECK(assay_pack_warning_count(pack) == 1);
  CHECK_TEXT(assay_diagnostic_code(assay_pack_warning_at(pack, 0)), "pack.unused-parameter");
  CHECK_OK(assay_loader_set_log(loader, NULL, NULL));
  assay_pack_delete(pack);
  CHECK_OK(assay_loader_load(loader, kOdd, sizeof kOdd - 1, "odd.yaml", 8, &pack));
  CHECK(lines.infos == 1);
  assay_loader_delete(loader);

  reading.lenient = 1;
  reading.log = Keep;
  reading.user = &lines;
  CHECK_OK(assay_facts_read_json(pack, kFlagged, sizeof kFlagged - 1, &reading, &facts));
  CHECK(lines.infos == 2 && Contains(Text(lines.last_info), "sealed facts sha256:"));
  CHECK(lines.warnings >= 2 && Contains(Text(lines.last_warning), "flagged"));

  assessing.log = Keep;
  assessing.user = &lines;
  lines.warnings = 0;
  CHECK_OK(assay_assess(pack, facts, &assessing, &assessment));
  CHECK(lines.infos == 3 && Contains(Text(lines.last_info), "assessed pack odd 1.0.0 as of 2026-03-31"));
  CHECK(lines.warnings == 1 && Contains(Text(lines.last_warning), "a rule of C1 at level minimum erred: "));
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
}

static void Shipped(void) {
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  const assay_text name = assay_shipped_pack_name_at(0);
  CHECK_OK(assay_loader_new(&loader));
  CHECK_FAILS(ASSAY_ERROR_NOT_FOUND, assay_loader_shipped(loader, "no-such-pack", 12, &pack));
  CHECK_OK(assay_loader_shipped(loader, name.data, name.size, &pack));
  CHECK(assay_pack_control_count(pack) > 0);
  assay_pack_delete(pack);
  assay_loader_delete(loader);
}

int main(void) {
  Definitions();
  Written();
  Uses();
  Tailored();
  Translated();
  Limited();
  Told();
  Shipped();
  return FailedChecks() == 0 ? 0 : 1;
}
