/* Functions of the host: what they read, what they give, what becomes of their mistakes, and when they end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

static assay_text Text(const char* text) {
  assay_text result;
  result.data = text;
  result.size = strlen(text);
  return result;
}

/* Each does one thing in every row. */
typedef void (*Row)(assay_call* call, size_t row, const assay_cell* argument);

static const assay_cell* Field(const assay_cell* cell, const char* name) {
  return assay_cell_field(cell, name, strlen(name));
}
/* A field of a record whose state has been asked for. */
static const assay_cell* Asked(const assay_cell* record, const char* name) {
  const assay_cell* field;
  CHECK(assay_cell_state(record) == ASSAY_CELL_VALUE);
  field = Field(record, name);
  CHECK(assay_cell_state(field) == ASSAY_CELL_VALUE);
  return field;
}

static void Whole(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  assay_call_set_int(call, row, 41);
  assay_call_set_int(call, row, 42);
}
static void Flag(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  assay_call_set_bool(call, row, 7);
}
static void Share(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  assay_call_set_double(call, row, 0.5);
}
static void Price(assay_call* call, size_t row, const assay_cell* person) {
  const assay_decimal price = {150, 2};
  (void)person;
  assay_call_set_decimal(call, row, price);
}
static void Label(assay_call* call, size_t row, const assay_cell* person) {
  assay_text id;
  CHECK(assay_cell_state(person) == ASSAY_CELL_VALUE);
  id = assay_cell_text(person);
  assay_call_set_text(call, row, id.data, id.size);
}
static void Since(assay_call* call, size_t row, const assay_cell* person) {
  assay_call_set_date(call, row, assay_cell_date(Asked(person, "start")));
}
static void None(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  assay_call_set_none(call, row);
}
static void Unknown(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  assay_call_set_unknown(call, row);
}
static void Word(assay_call* call, size_t row, const assay_cell* person) {
  assay_call_set_bool(call, row, Equals(assay_cell_text(Asked(person, "engagement")), "employee"));
}
/* Embedded records, what a reference leads to, and what refers to the person. */
static void Elements(assay_call* call, size_t row, const assay_cell* person) {
  const assay_cell* assignments = Asked(person, "assignments");
  const assay_cell* first = assay_cell_element_at(assignments, 0);
  const assay_cell* role;
  CHECK(assay_cell_element_count(assignments) == 1);
  CHECK(assay_cell_element_at(assignments, 1) == NULL);
  role = Asked(first, "role");
  CHECK(Equals(assay_cell_text(Asked(role, "department")), "eng"));
  CHECK(!assay_cell_bool(Asked(role, "top_executive")));
  assay_call_set_int(call, row, (int64_t)assay_cell_element_count(assignments));
}
/* What was not collected is no answer. */
static void Signed(assay_call* call, size_t row, const assay_cell* person) {
  const assay_cell* ndas = Asked(person, "ndas");
  const assay_cell* nda = assay_cell_element_at(ndas, 0);
  const assay_cell* references;
  const assay_cell* day;
  if (nda == NULL) {
    assay_call_set_bool(call, row, 0);
    return;
  }
  CHECK(assay_cell_state(nda) == ASSAY_CELL_VALUE);
  references = Field(nda, "references_security_policy");
  day = Asked(nda, "occurred_at");
  CHECK(assay_cell_kind(nda) == ASSAY_CELL_KIND_RECORD && assay_cell_kind(day) == ASSAY_CELL_KIND_WHEN);
  CHECK(!assay_cell_has_time(day));
  CHECK(assay_cell_date(day).year == 2024 && assay_cell_date(day).month == 5 && assay_cell_date(day).day == 1);
  if (assay_cell_state(references) == ASSAY_CELL_VALUE) {
    assay_call_set_bool(call, row, assay_cell_bool(references));
  } else {
    assay_call_set_unknown(call, row);
  }
}
static void Ended(assay_call* call, size_t row, const assay_cell* person) {
  CHECK(assay_cell_state(person) == ASSAY_CELL_VALUE);
  assay_call_set_bool(call, row, assay_cell_state(Field(person, "end")) == ASSAY_CELL_NONE);
}

static void Fails(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  assay_call_set_error(call, row, "it is down", 10);
}
static void FailsMutely(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  assay_call_set_error(call, row, NULL, 0);
}
static void Unset(assay_call* call, size_t row, const assay_cell* person) {
  (void)call;
  (void)row;
  (void)person;
}
static void Past(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  CHECK(assay_call_argument(call, row, 1) == NULL);
  CHECK(assay_call_argument(call, 1000000, 0) == NULL);
  CHECK(assay_call_argument_count(call) == 1);
  assay_call_set_bool(call, row, 1);
  assay_call_set_bool(call, 1000000, 1);
}
static void Unasked(assay_call* call, size_t row, const assay_cell* person) {
  assay_call_set_bool(call, row, assay_cell_date(Field(person, "start")).year == 0);
}
static void Misread(assay_call* call, size_t row, const assay_cell* person) {
  CHECK(assay_cell_int(Asked(person, "engagement")) == 0);
  assay_call_set_bool(call, row, 1);
}
static void NoRecord(assay_call* call, size_t row, const assay_cell* person) {
  CHECK(Field(Asked(person, "engagement"), "id") == NULL);
  assay_call_set_bool(call, row, 1);
}
static void NoField(assay_call* call, size_t row, const assay_cell* person) {
  CHECK(assay_cell_state(person) == ASSAY_CELL_VALUE);
  CHECK(Field(person, "shoe_size") == NULL);
  assay_call_set_bool(call, row, 1);
}
static void NoTime(assay_call* call, size_t row, const assay_cell* person) {
  CHECK(assay_cell_micros(Asked(person, "start")) == 0);
  assay_call_set_bool(call, row, 1);
}
static void NoDay(assay_call* call, size_t row, const assay_cell* person) {
  const assay_date day = {2026, 2, 30};
  (void)person;
  assay_call_set_date(call, row, day);
}
static void NoDecimal(assay_call* call, size_t row, const assay_cell* person) {
  const assay_decimal decimal = {1, 19};
  (void)person;
  assay_call_set_decimal(call, row, decimal);
}
static void NoText(assay_call* call, size_t row, const assay_cell* person) {
  (void)person;
  assay_call_set_text(call, row, NULL, 3);
}

static const struct {
  const char* name;
  const char* result;
  Row compute;
  const char* rule;
  assay_verdict verdict;
  const char* error; /* What the rule's error says. */
} kFunctions[] = {
    {"whole", "int", Whole, "acme.whole(person) == 42", ASSAY_VERDICT_SATISFIED, ""},
    {"flag", "bool", Flag, "acme.flag(person)", ASSAY_VERDICT_SATISFIED, ""},
    {"share", "double", Share, "acme.share(person) == 0.5", ASSAY_VERDICT_SATISFIED, ""},
    {"price", "decimal", Price, "acme.price(person) == params.amount", ASSAY_VERDICT_SATISFIED, ""},
    {"label", "string", Label, "acme.label(person) == person.id", ASSAY_VERDICT_SATISFIED, ""},
    {"since", "date", Since, "acme.since(person) == person.start", ASSAY_VERDICT_SATISFIED, ""},
    {"none", "int?", None, "acme.none(person) == null", ASSAY_VERDICT_SATISFIED, ""},
    {"word", "bool", Word, "acme.word(person)", ASSAY_VERDICT_SATISFIED, ""},
    {"elements", "int", Elements, "acme.elements(person) == 1", ASSAY_VERDICT_SATISFIED, ""},
    {"ended", "bool", Ended, "acme.ended(person)", ASSAY_VERDICT_SATISFIED, ""},
    {"unknown", "bool", Unknown, "acme.unknown(person)", ASSAY_VERDICT_UNKNOWN, ""},
    {"signed", "bool", Signed, "acme.signed(person)", ASSAY_VERDICT_NOT_SATISFIED, ""},
    {"fails", "bool", Fails, "acme.fails(person)", ASSAY_VERDICT_ERROR, "it is down"},
    {"mute", "bool", FailsMutely, "acme.mute(person)", ASSAY_VERDICT_ERROR, "does not say why"},
    {"unset", "bool", Unset, "acme.unset(person)", ASSAY_VERDICT_ERROR, "gave no result"},
    {"typed", "bool", Whole, "acme.typed(person)", ASSAY_VERDICT_ERROR, "which is no bool"},
    {"sure", "int", None, "acme.sure(person) == 1", ASSAY_VERDICT_ERROR, "which is no int"},
    {"past", "bool", Past, "acme.past(person)", ASSAY_VERDICT_ERROR, "set row 1000000"},
    {"unasked", "bool", Unasked, "acme.unasked(person)", ASSAY_VERDICT_ERROR, "before its state was asked for"},
    {"misread", "bool", Misread, "acme.misread(person)", ASSAY_VERDICT_ERROR, "is read as an int, which it is not"},
    {"record", "bool", NoRecord, "acme.record(person)", ASSAY_VERDICT_ERROR, "is read as a record"},
    {"field", "bool", NoField, "acme.field(person)", ASSAY_VERDICT_ERROR, "`shoe_size` is not a field of person"},
    {"time", "bool", NoTime, "acme.time(person)", ASSAY_VERDICT_ERROR, "is read as an instant"},
    {"day", "date", NoDay, "acme.day(person) == as_of", ASSAY_VERDICT_ERROR, "2026-2-30"},
    {"decimal", "decimal", NoDecimal, "acme.decimal(person) > params.amount", ASSAY_VERDICT_ERROR, "scale 19"},
    {"text", "string", NoText, "acme.text(person) == ''", ASSAY_VERDICT_ERROR, "NULL or impossible"},
    {"declared", "bool", NULL, "acme.declared(person)", ASSAY_VERDICT_ERROR, "nothing computes it"},
};
enum { kFunctionCount = sizeof kFunctions / sizeof kFunctions[0] };

typedef struct Host {
  Row compute;
  int calls;
  int ends;
} Host;

static void Compute(void* user, assay_call* call) {
  Host* host = user;
  size_t row;
  ++host->calls;
  CHECK(assay_call_row_count(call) >= 1);
  for (row = 0; row < assay_call_row_count(call); ++row) host->compute(call, row, assay_call_argument(call, row, 0));
}
static void End(void* user) {
  Host* host = user;
  ++host->ends;
}

static assay_function Function(const char* signature, Host* host) {
  assay_function function;
  memset(&function, 0, sizeof function);
  function.struct_size = sizeof function;
  function.signature = Text(signature);
  function.version = Text("3");
  function.compute = host->compute == NULL ? NULL : Compute;
  function.user = host;
  function.destroy = End;
  return function;
}

static char pack_text[1 << 16];

/* An item for each function. */
static void WritePack(void) {
  size_t at;
  char* end = pack_text;
  end += sprintf(end, "format: assay.pack/1\nid: acme\ntitle: Acme\nversion: 1.0.0\nlanguage: assay-cel/1\nnative: [");
  for (at = 0; at < kFunctionCount; ++at) end += sprintf(end, "%sacme.%s", at == 0 ? "" : ", ", kFunctions[at].name);
  end += sprintf(end, "]\nparameters:\n  amount: {type: decimal, default: 1.5, doc: an amount}\npopulations:\n  staff: {of: person, where: person.engagement == 'employee'}\n"
                      "controls:\n  - id: C\n    title: C\n    items:\n");
  for (at = 0; at < kFunctionCount; ++at) {
    end += sprintf(end, "      - id: %s\n        title: T\n        each: staff\n        levels:\n          minimum:\n"
                        "            require: \"%s\"\n", kFunctions[at].name, kFunctions[at].rule);
  }
}

static void Compare(const assay_assessment* assessment) {
  size_t at;
  for (at = 0; at < kFunctionCount; ++at) {
    const char* name = kFunctions[at].name;
    const assay_item* item = assay_assessment_item(assessment, name, strlen(name));
    const assay_level* level = assay_item_level(item, ASSAY_LEVEL_MINIMUM);
    const assay_part* part = assay_level_part_at(level, 0);
    CheckThat(assay_level_verdict(level) == kFunctions[at].verdict, kFunctions[at].rule, __FILE__, __LINE__);
    CheckThat(Contains(assay_part_error(part), kFunctions[at].error), kFunctions[at].rule, __FILE__, __LINE__);
    if (kFunctions[at].error[0] == '\0') CHECK_TEXT(assay_part_error(part), "");
  }
}

static void Functions(void) {
  static Host hosts[kFunctionCount];
  const File facts_text = ReadFile("small_facts.json");
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  assay_facts* facts = NULL;
  assay_assessment* assessment = NULL;
  char signature[128];
  size_t at;
  WritePack();
  CHECK_OK(assay_loader_new(&loader));
  for (at = 0; at < kFunctionCount; ++at) {
    assay_function function;
    hosts[at].compute = kFunctions[at].compute;
    snprintf(signature, sizeof signature, "acme.%s(person) -> %s", kFunctions[at].name, kFunctions[at].result);
    function = Function(signature, &hosts[at]);
    CHECK_OK(assay_loader_add_function(loader, &function));
  }
  CHECK_OK(assay_loader_load(loader, pack_text, strlen(pack_text), "acme.yaml", 9, &pack));
  CHECK(assay_pack_function_count(pack) == kFunctionCount);
  CHECK_TEXT(assay_pack_function_at(pack, 0), "acme.whole");
  CHECK_TEXT(assay_pack_function_at(pack, kFunctionCount), "");
  assay_loader_delete(loader); /* The pack keeps what it needs. */
  CHECK_OK(assay_facts_read_json(pack, facts_text.data, facts_text.size, NULL, &facts));
  CHECK_OK(assay_assess(pack, facts, NULL, &assessment));
  CHECK(assay_assessment_function_count(assessment) == kFunctionCount);
  CHECK_TEXT(assay_assessment_function_name_at(assessment, 0), "acme.whole");
  CHECK_TEXT(assay_assessment_function_version_at(assessment, 0), "3");
  CHECK_TEXT(assay_assessment_function_name_at(assessment, kFunctionCount), "");
  CHECK_TEXT(assay_assessment_function_version_at(assessment, kFunctionCount), "");
  Compare(assessment);
  for (at = 0; at < kFunctionCount; ++at) CHECK((hosts[at].calls > 0) == (hosts[at].compute != NULL));
  assay_assessment_delete(assessment);
  assay_pack_delete(pack);
  for (at = 0; at < kFunctionCount; ++at) CHECK(hosts[at].ends == (hosts[at].compute == NULL));
  assay_facts_delete(facts); /* The last that knew the pack. */
  for (at = 0; at < kFunctionCount; ++at) CHECK(hosts[at].ends == 1);
  free(facts_text.data);
}

/* Arguments of every type. */
static void Arguments(void* user, assay_call* call) {
  size_t row;
  (void)user;
  for (row = 0; row < assay_call_row_count(call); ++row) {
    const assay_cell* cell[8];
    assay_decimal decimal;
    int64_t micros;
    size_t at;
    for (at = 0; at < 8; ++at) {
      cell[at] = assay_call_argument(call, row, at);
      CHECK(assay_cell_state(cell[at]) == (at == 5 ? ASSAY_CELL_NONE : ASSAY_CELL_VALUE));
    }
    CHECK(assay_cell_kind(cell[0]) == ASSAY_CELL_KIND_INT && assay_cell_kind(cell[1]) == ASSAY_CELL_KIND_TEXT);
    CHECK(assay_cell_kind(cell[2]) == ASSAY_CELL_KIND_DATE && assay_cell_kind(cell[3]) == ASSAY_CELL_KIND_BOOL);
    CHECK(assay_cell_kind(cell[4]) == ASSAY_CELL_KIND_DOUBLE && assay_cell_kind(cell[5]) == ASSAY_CELL_KIND_NONE);
    CHECK(assay_cell_kind(cell[6]) == ASSAY_CELL_KIND_DECIMAL && assay_cell_kind(NULL) == ASSAY_CELL_KIND_NONE);
    CHECK(assay_cell_int(cell[0]) == 7);
    CHECK_TEXT(assay_cell_text(cell[1]), "word");
    CHECK(assay_cell_date(cell[2]).year == 2026 && assay_cell_date(cell[2]).day == 31);
    CHECK(assay_cell_bool(cell[3]) == 1);
    CHECK(assay_cell_double(cell[4]) > 0.49 && assay_cell_double(cell[4]) < 0.51);
    decimal = assay_cell_decimal(cell[6]);
    CHECK(decimal.coefficient == 15 && decimal.scale == 1);
    CHECK(assay_cell_has_time(cell[7]));
    micros = assay_cell_micros(cell[7]);
    CHECK(micros == 1774944000000000);
    assay_call_set_bool(call, row, 1);
  }
}

static void ArgumentsOfEveryType(void) {
  static const char kPack[] =
      "format: assay.pack/1\nid: acme\ntitle: Acme\nversion: 1.0.0\nlanguage: assay-cel/1\nnative: [acme.every]\n"
      "parameters:\n  amount: {type: decimal, default: 1.5, doc: an amount}\n"
      "controls:\n  - id: C\n    title: C\n    items:\n      - id: I\n        title: T\n        levels:\n"
      "          minimum:\n            org: \"acme.every(7, 'word', as_of, true, 0.5, null, params.amount, "
      "timestamp('2026-03-31T08:00:00Z'))\"\n";
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  assay_facts* facts = NULL;
  assay_assessment* assessment = NULL;
  assay_function function = {sizeof function};
  function.signature = Text("acme.every(int, string, date, bool, double, int?, decimal, timestamp) -> bool");
  function.compute = Arguments;
  CHECK_OK(assay_loader_new(&loader));
  CHECK_OK(assay_loader_add_function(loader, &function));
  CHECK_OK(assay_loader_load(loader, kPack, sizeof kPack - 1, NULL, 0, &pack));
  facts = SmallFacts(pack);
  CHECK_OK(assay_assess(pack, facts, NULL, &assessment));
  CHECK(assay_level_verdict(assay_item_level(assay_assessment_item(assessment, "I", 1), ASSAY_LEVEL_MINIMUM)) ==
        ASSAY_VERDICT_SATISFIED);
  CHECK_TEXT(assay_part_error(assay_level_part_at(
                 assay_item_level(assay_assessment_item(assessment, "I", 1), ASSAY_LEVEL_MINIMUM), 0)), "");
  CHECK_TEXT(assay_assessment_function_version_at(assessment, 0), "");
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
  assay_loader_delete(loader);
}

/* Whatever refuses a function ends it, once. */
static void Refusals(void) {
  static const char* const kBad[] = {"", "acme.f", "f(person) -> int", "cal.f(person) -> int", "acme.f(person) ->",
                                     "acme.f(,) -> int"};
  Host host;
  assay_function function;
  struct {
    assay_function known;
    int64_t later;
  } newer;
  assay_loader* loader = NULL;
  assay_pack* pack = NULL;
  size_t at;
  memset(&host, 0, sizeof host);
  host.compute = Flag;
  CHECK_OK(assay_loader_new(&loader));
  for (at = 0; at < sizeof kBad / sizeof kBad[0]; ++at) {
    function = Function(kBad[at], &host);
    CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_function(loader, &function));
    CHECK(host.ends == (int)at + 1);
  }
  host.ends = 0;
  function = Function("acme.f(person) -> bool", &host);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_function(NULL, &function));
  CHECK(host.ends == 1);
  function.version.data = NULL;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_function(loader, &function));
  CHECK(host.ends == 2);
  memset(&newer, 0, sizeof newer);
  newer.known = Function("acme.f(person) -> bool", &host);
  newer.known.struct_size = sizeof newer;
  newer.later = 1; /* What the function needs this library does not have. */
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_function(loader, &newer.known));
  CHECK(host.ends == 3);
  host.ends = 0;
  function = Function("acme.f(person) -> bool", &host);
  CHECK_OK(assay_loader_add_function(loader, &function));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_loader_add_function(loader, &function)); /* There is one already. */
  CHECK(host.ends == 1);
  assay_loader_delete(loader);
  CHECK(host.ends == 2);

  /* A pack whose function nobody has. */
  WritePack();
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_pack_load(pack_text, strlen(pack_text), NULL, 0, &pack));
  CHECK(pack == NULL);
}

int main(void) {
  Functions();
  ArgumentsOfEveryType();
  Refusals();
  return FailedChecks() == 0 ? 0 : 1;
}
