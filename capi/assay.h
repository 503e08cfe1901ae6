/* assay: tests an organisation's facts against the rules of a pack. The C interface; this page is its manual.
 *
 *   assay_pack* pack = NULL;
 *   assay_facts* facts = NULL;
 *   assay_assessment* result = NULL;
 *   assay_error* error = assay_pack_shipped("iso27001-2022-a5.4", 18, &pack);
 *   if (error == NULL) error = assay_facts_read_json(pack, text, size, NULL, &facts);
 *   if (error == NULL) error = assay_assess(pack, facts, NULL, &result);
 *   if (error != NULL) { show(assay_error_rendered(error)); assay_error_delete(error); }
 *   else if (assay_level_verdict(assay_item_level(assay_assessment_item(result, "I05", 3), ASSAY_LEVEL_FULL))
 *            != ASSAY_VERDICT_SATISFIED) { ... }
 *   assay_assessment_delete(result);
 *   assay_facts_delete(facts);
 *   assay_pack_delete(pack);
 *
 * Rules that hold for every function
 *
 *  - A function that can fail returns assay_error*: NULL is success, anything else is the caller's to delete. Out
 *    parameters come last and are left untouched on failure.
 *  - What an out parameter receives belongs to the caller: assay_X_delete ends it and accepts NULL. Everything else that
 *    is returned is borrowed and lives as long as the handle it came from.
 *  - Handles may be deleted in any order: facts keep what they need of their pack, an assessment stands alone.
 *  - Text is UTF-8 as pointer and byte count. It need not end in NUL, and what is returned does not promise to.
 *    NULL with 0 bytes is the empty text. What is handed in is not kept: it may be freed when the call returns.
 *  - A list is X_count(handle) and X_at(handle, index). Past the end X_at gives nothing (NULL, or empty text).
 *  - const handle: any number of threads may call at once. A delete must be the last call.
 *  - A struct of options begins with its own size and may be NULL: that, and every member left zero, is the default.
 *        assay_assess_options options = {sizeof options};
 *  - NULL for a handle never crashes: a function that can fail says so, any other gives nothing (0, NULL, empty text,
 *    and where a state is asked for, the one numbered 0, which is never a pass).
 *  - Nothing here reads a clock, the environment, a locale or a file. The same inputs give the same bytes.
 *
 * Functions and members are only ever added, numbers never change their meaning: a program built with this header runs
 * with every later library of the same soname. assay_abi() says how much a library has; ASSAY_ABI, how much this header.
 */

#ifndef ASSAY_H_
#define ASSAY_H_

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ASSAY_API __attribute__((visibility("default")))
#else
#define ASSAY_API
#endif

/* Counts the additions to this interface, from 1. */
#define ASSAY_ABI 1

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Text, numbers, versions ------------------------------------------------------------------------------------- */

typedef struct assay_text {
  const char* data; /* NULL only if size is 0. */
  size_t size;      /* Bytes. */
} assay_text;

/* An exact number in lowest terms. Denominator 0: there is no number (nothing was counted). */
typedef struct assay_fraction {
  int64_t numerator;
  int64_t denominator;
} assay_fraction;

/* Text that the caller owns. */
typedef struct assay_string assay_string;
typedef struct assay_error assay_error;

ASSAY_API assay_text assay_string_text(const assay_string* string);
ASSAY_API void assay_string_delete(assay_string* string);

/* The version of the library, "0.1.0". Valid for ever. */
ASSAY_API assay_text assay_version(void);
/* ASSAY_ABI as the library was built with it. */
ASSAY_API int32_t assay_abi(void);

/* With two decimals, halves away from zero, as reports print it: 191/2 is "95.50". A fraction without a positive
 * denominator is ASSAY_ERROR_INVALID_ARGUMENT. */
ASSAY_API assay_error* assay_fraction_text(assay_fraction fraction, assay_string** out);

/* ---- Errors ------------------------------------------------------------------------------------------------------ */

/* Who can mend it decides the code. */
typedef int32_t assay_error_kind;
enum {
  ASSAY_ERROR_INVALID_ARGUMENT = 1, /* The caller, or the author of the text: see the diagnostics. */
  ASSAY_ERROR_NOT_FOUND = 2,        /* There is nothing of that name. */
  ASSAY_ERROR_LIMIT = 3,            /* A limit was reached; the message names it. */
  ASSAY_ERROR_CANCELLED = 4,        /* The caller's own is_cancelled said so. */
  ASSAY_ERROR_OUT_OF_MEMORY = 5,    /* Nothing was changed; try again with more. */
  ASSAY_ERROR_INTERNAL = 6          /* A fault of this library; please report it. */
};

/* One fault in a text that somebody wrote: a pack, a rule in it, facts, a parameter. */
typedef struct assay_diagnostic assay_diagnostic;

typedef int32_t assay_severity;
enum { ASSAY_SEVERITY_ERROR = 0, ASSAY_SEVERITY_WARNING = 1 };

ASSAY_API assay_error_kind assay_error_code(const assay_error* error);
/* One line, lower case, no full stop. */
ASSAY_API assay_text assay_error_message(const assay_error* error);
/* For people: every diagnostic with its place, the line it is in and what to do, then the message; several lines. */
ASSAY_API assay_text assay_error_rendered(const assay_error* error);
/* Every fault that was found, in the order of the text; none unless the code is ASSAY_ERROR_INVALID_ARGUMENT. */
ASSAY_API size_t assay_error_diagnostic_count(const assay_error* error);
ASSAY_API const assay_diagnostic* assay_error_diagnostic_at(const assay_error* error, size_t index);
ASSAY_API void assay_error_delete(assay_error* error);

/* Stable, "<room>.<what>": "json.duplicate-key", "expr.no-such-field". Decide by this, never by the message. */
ASSAY_API assay_text assay_diagnostic_code(const assay_diagnostic* diagnostic);
ASSAY_API assay_severity assay_diagnostic_severity(const assay_diagnostic* diagnostic);
ASSAY_API assay_text assay_diagnostic_message(const assay_diagnostic* diagnostic);
/* The name under which the text was handed in. */
ASSAY_API assay_text assay_diagnostic_file(const assay_diagnostic* diagnostic);
/* Line and column, both from 1, the column and the length to underline in code points. 0 = not known. */
ASSAY_API uint32_t assay_diagnostic_line(const assay_diagnostic* diagnostic);
ASSAY_API uint32_t assay_diagnostic_column(const assay_diagnostic* diagnostic);
ASSAY_API uint32_t assay_diagnostic_length(const assay_diagnostic* diagnostic);
/* JSON pointer (RFC 6901) into a JSON document; empty for its root, and for a pack, which has lines. */
ASSAY_API assay_text assay_diagnostic_pointer(const assay_diagnostic* diagnostic);
/* What to do, or empty. */
ASSAY_API assay_text assay_diagnostic_hint(const assay_diagnostic* diagnostic);

/* ---- Packs: the rules of a framework ----------------------------------------------------------------------------- */

/* A pack whose every rule has been checked. One serves any number of organisations and threads at once. */
typedef struct assay_pack assay_pack;
/* One of a pack's parameters: what it may be run with. */
typedef struct assay_parameter assay_parameter;

/* The packs that are built into the library, by name, ascending. Valid for ever. */
ASSAY_API size_t assay_shipped_pack_count(void);
ASSAY_API assay_text assay_shipped_pack_name_at(size_t index);

/* Makes a shipped pack ready. ASSAY_ERROR_NOT_FOUND if there is none of that name. */
ASSAY_API assay_error* assay_pack_shipped(const char* name, size_t name_size, assay_pack** out);
/* Reads a pack from YAML or JSON text and checks it whole; `file` is what diagnostics call it and may be empty. Of packs
 * that it uses, the shipped ones are found. */
ASSAY_API assay_error* assay_pack_load(const char* text, size_t text_size, const char* file, size_t file_size,
                                       assay_pack** out);
ASSAY_API void assay_pack_delete(assay_pack* pack);

ASSAY_API assay_text assay_pack_id(const assay_pack* pack);
ASSAY_API assay_text assay_pack_version(const assay_pack* pack);
/* "sha256:..." of what the pack says, whatever its layout and comments. */
ASSAY_API assay_text assay_pack_digest(const assay_pack* pack);
/* What is odd in the pack without being wrong. */
ASSAY_API size_t assay_pack_warning_count(const assay_pack* pack);
ASSAY_API const assay_diagnostic* assay_pack_warning_at(const assay_pack* pack, size_t index);

ASSAY_API size_t assay_pack_parameter_count(const assay_pack* pack);
ASSAY_API const assay_parameter* assay_pack_parameter_at(const assay_pack* pack, size_t index);
ASSAY_API assay_text assay_parameter_name(const assay_parameter* parameter);
/* "int", "decimal", "bool", "string", "date", the name of an enumeration, or "list(...)" of one of them. */
ASSAY_API assay_text assay_parameter_type(const assay_parameter* parameter);
/* "days", "months", "seconds", "percent", the author's own, or empty. */
ASSAY_API assay_text assay_parameter_unit(const assay_parameter* parameter);
ASSAY_API assay_text assay_parameter_documentation(const assay_parameter* parameter);

/* ---- Facts: what is known of one organisation -------------------------------------------------------------------- */

/* Sealed columns, read for one pack. */
typedef struct assay_facts assay_facts;

typedef struct assay_facts_options {
  size_t struct_size;
  int32_t lenient;        /* Not 0: unknown members and dangling references become data-quality flags. */
  uint32_t diagnostics;   /* At most so many faults are reported, and then a warning facts.too-many; 0 = 100. */
  assay_text file;        /* What diagnostics call the text. */
} assay_facts_options;

/* Reads a document of the format assay.facts/1, with the record types that `pack` declares. Unless it is faultless it
 * is refused, with every fault in the diagnostics. The facts serve this pack, and every other that declares no record
 * types if this one declares none. */
ASSAY_API assay_error* assay_facts_read_json(const assay_pack* pack, const char* text, size_t text_size,
                                             const assay_facts_options* options, assay_facts** out);
ASSAY_API void assay_facts_delete(assay_facts* facts);

/* "sha256:..." of what the records say, in whatever order they came. */
ASSAY_API assay_text assay_facts_digest(const assay_facts* facts);

/* ---- Assessing --------------------------------------------------------------------------------------------------- */

/* What the rules say of the organisation on a day. Complete in itself. */
typedef struct assay_assessment assay_assessment;

/* A value for one of the pack's parameters. */
typedef struct assay_setting {
  assay_text name;
  assay_text value; /* As JSON: 12, "observed", ["employee"]; a string may come without its quotes. */
} assay_setting;

typedef struct assay_assess_options {
  size_t struct_size;
  assay_text as_of;               /* The day that is judged, "2026-03-31"; empty = the as_of of the facts. */
  const assay_setting* settings;  /* Parameters that differ from the pack's own values. */
  size_t setting_count;
  assay_text language;            /* Of the pack's texts, "de"; empty = "en". Where a pack lacks it, its own. */
  int64_t step_budget;            /* Steps of evaluation until ASSAY_ERROR_LIMIT; 0 = no limit. */
  int32_t (*is_cancelled)(void* user); /* Asked now and then by the calling thread; not 0 ends in ASSAY_ERROR_CANCELLED. */
  void* user;                     /* Handed to is_cancelled. */
} assay_assess_options;

/* Judges every rule of the pack. A rule that errs is no failure here but a verdict of its own. Without a day in the
 * options or the facts, with a parameter that the pack does not have or that is out of its bounds, or with facts that
 * were read for a pack of other record types, ASSAY_ERROR_INVALID_ARGUMENT. */
ASSAY_API assay_error* assay_assess(const assay_pack* pack, const assay_facts* facts,
                                    const assay_assess_options* options, assay_assessment** out);
ASSAY_API void assay_assessment_delete(assay_assessment* assessment);

/* Writes a report. `format` is one of the formats below; any other is ASSAY_ERROR_INVALID_ARGUMENT. */
ASSAY_API assay_error* assay_assessment_render(const assay_assessment* assessment, const char* format,
                                               size_t format_size, assay_string** out);
/* "text", "json", ... Valid for ever. */
ASSAY_API size_t assay_format_count(void);
ASSAY_API assay_text assay_format_name_at(size_t index);

/* ---- Reading an assessment: the whole ---------------------------------------------------------------------------- */

/* What an assessment is made of; each is borrowed from it. */
typedef struct assay_control assay_control;
typedef struct assay_item assay_item;
typedef struct assay_level assay_level;
typedef struct assay_part assay_part;
typedef struct assay_trap assay_trap;
typedef struct assay_check assay_check;
typedef struct assay_finding assay_finding;
typedef struct assay_flag assay_flag;

ASSAY_API assay_text assay_assessment_as_of(const assay_assessment* assessment); /* "2026-03-31" */
ASSAY_API assay_text assay_assessment_pack_id(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_pack_version(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_pack_digest(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_facts_digest(const assay_assessment* assessment);

typedef int32_t assay_score_kind;
enum { ASSAY_SCORE_WITH_WAIVERS = 0, ASSAY_SCORE_WITHOUT_WAIVERS = 1 };

/* The score in percent: low takes everything unknown for unmet, high for met. */
ASSAY_API assay_fraction assay_assessment_score_low(const assay_assessment* assessment, assay_score_kind kind);
ASSAY_API assay_fraction assay_assessment_score_high(const assay_assessment* assessment, assay_score_kind kind);
/* How much of the weight is certain, in percent. */
ASSAY_API assay_fraction assay_assessment_known_pct(const assay_assessment* assessment);

/* In the order of the pack. */
ASSAY_API size_t assay_assessment_control_count(const assay_assessment* assessment);
ASSAY_API const assay_control* assay_assessment_control_at(const assay_assessment* assessment, size_t index);
/* The item of any control by its id; NULL if there is none. */
ASSAY_API const assay_item* assay_assessment_item(const assay_assessment* assessment, const char* id, size_t id_size);

/* Records that the rules did not see, or that are odd. */
ASSAY_API size_t assay_assessment_flag_count(const assay_assessment* assessment);
ASSAY_API const assay_flag* assay_assessment_flag_at(const assay_assessment* assessment, size_t index);
ASSAY_API assay_text assay_flag_name(const assay_flag* flag); /* "duplicate", "future_dated", ... */
/* The record's id; empty when the flag is of the whole. */
ASSAY_API assay_text assay_flag_record(const assay_flag* flag);
ASSAY_API assay_text assay_flag_detail(const assay_flag* flag);

/* ---- Reading an assessment: controls and items ------------------------------------------------------------------- */

/* How far an item got. 0 to 5 are the ladder, rising; the last two stand outside it. */
typedef int32_t assay_rung;
enum {
  ASSAY_RUNG_ERROR = 0,
  ASSAY_RUNG_UNKNOWN = 1,
  ASSAY_RUNG_NOT_SATISFIED = 2,
  ASSAY_RUNG_MINIMUM = 3,
  ASSAY_RUNG_FULL = 4,
  ASSAY_RUNG_EFFECTIVE = 5,
  ASSAY_RUNG_NOT_APPLICABLE = 6,
  ASSAY_RUNG_WAIVED = 7
};

/* Whether practice was tested, by an interview or by evidence, and what came of it. */
typedef int32_t assay_operation;
enum { ASSAY_OPERATION_NOT_TESTED = 0, ASSAY_OPERATION_INEFFECTIVE = 1, ASSAY_OPERATION_EFFECTIVE = 2 };

typedef int32_t assay_level_kind;
enum { ASSAY_LEVEL_MINIMUM = 0, ASSAY_LEVEL_FULL = 1 };

ASSAY_API assay_text assay_control_id(const assay_control* control);
ASSAY_API assay_text assay_control_title(const assay_control* control);
ASSAY_API int32_t assay_control_is_applicable(const assay_control* control);
/* Why it is not; empty if it is. */
ASSAY_API assay_text assay_control_exclusion(const assay_control* control);
ASSAY_API size_t assay_control_item_count(const assay_control* control);
ASSAY_API const assay_item* assay_control_item_at(const assay_control* control, size_t index);

ASSAY_API assay_text assay_item_id(const assay_item* item);
ASSAY_API assay_text assay_item_title(const assay_item* item);
ASSAY_API assay_rung assay_item_rung(const assay_item* item);
ASSAY_API assay_operation assay_item_operation(const assay_item* item);
/* From 0 to 1; no number when the item stands outside the score. */
ASSAY_API assay_fraction assay_item_score_low(const assay_item* item);
ASSAY_API assay_fraction assay_item_score_high(const assay_item* item);
/* NULL only for a kind that is neither. */
ASSAY_API const assay_level* assay_item_level(const assay_item* item, assay_level_kind kind);
ASSAY_API size_t assay_item_trap_count(const assay_item* item);
ASSAY_API const assay_trap* assay_item_trap_at(const assay_item* item, size_t index);
ASSAY_API size_t assay_item_check_count(const assay_item* item);
ASSAY_API const assay_check* assay_item_check_at(const assay_item* item, size_t index);
ASSAY_API size_t assay_item_finding_count(const assay_item* item);
ASSAY_API const assay_finding* assay_item_finding_at(const assay_item* item, size_t index);

/* ---- Reading an assessment: levels and their rules --------------------------------------------------------------- */

/* What is said of a level, of a rule, in a finding. */
typedef int32_t assay_verdict;
enum {
  ASSAY_VERDICT_ERROR = 0,
  ASSAY_VERDICT_UNKNOWN = 1,
  ASSAY_VERDICT_NOT_SATISFIED = 2,
  ASSAY_VERDICT_SATISFIED = 3,
  ASSAY_VERDICT_NOT_APPLICABLE = 4,
  ASSAY_VERDICT_WAIVED = 5
};

/* Counts of a rule over subjects (people, events, documents). */
typedef int32_t assay_tally;
enum {
  ASSAY_TALLY_POPULATION = 0, /* Everybody, due or not. */
  ASSAY_TALLY_DUE = 1,        /* Certainly due: the sum of the next four. */
  ASSAY_TALLY_MET = 2,
  ASSAY_TALLY_FAILED = 3,
  ASSAY_TALLY_UNKNOWN = 4,
  ASSAY_TALLY_ERRORS = 5,
  ASSAY_TALLY_MAYBE_MET = 6, /* The same of those whose being due is itself unknown. */
  ASSAY_TALLY_MAYBE_FAILED = 7,
  ASSAY_TALLY_MAYBE_UNKNOWN = 8,
  ASSAY_TALLY_MAYBE_ERRORS = 9
};

/* Which of the subjects of a rule. */
typedef int32_t assay_subjects;
enum { ASSAY_SUBJECTS_FAILING = 0, ASSAY_SUBJECTS_UNKNOWN = 1, ASSAY_SUBJECTS_ERRING = 2 };

/* Whether the pack has rules for this level at all. */
ASSAY_API int32_t assay_level_is_given(const assay_level* level);
/* Final: after level link, traps, waivers and applicability. */
ASSAY_API assay_verdict assay_level_verdict(const assay_level* level);
/* By the rules and the level link alone. */
ASSAY_API assay_verdict assay_level_verdict_by_rules(const assay_level* level);
/* Why the verdict is what it is, as stable words; none where the rules alone decided over what they saw. What moved it:
 * "link:full", "link:minimum", "trap:T1", "ineffective:RC1", "waiver:x-1", "excluded", "empty_scope". What is missing where
 * it is unknown: "feed:contract", "cell:contract.clauses". */
ASSAY_API size_t assay_level_reason_count(const assay_level* level);
ASSAY_API assay_text assay_level_reason_at(const assay_level* level, size_t index);
/* The rules of the level: one, unless the pack names several. */
ASSAY_API size_t assay_level_part_count(const assay_level* level);
ASSAY_API const assay_part* assay_level_part_at(const assay_level* level, size_t index);

/* Empty when the level is this one rule. */
ASSAY_API assay_text assay_part_name(const assay_part* part);
ASSAY_API assay_verdict assay_part_verdict(const assay_part* part);
/* Not 0: the rule is about the organisation and has no subjects. */
ASSAY_API int32_t assay_part_is_organisation(const assay_part* part);
/* Whom the rule is about: the name of a population of the pack. */
ASSAY_API assay_text assay_part_population(const assay_part* part);
/* The share of those due that must meet it, in percent. */
ASSAY_API int64_t assay_part_threshold_pct(const assay_part* part);
/* Not 0: there may be subjects that were never collected. */
ASSAY_API int32_t assay_part_population_is_open(const assay_part* part);
/* -1 for a kind that does not exist. */
ASSAY_API int64_t assay_part_tally(const assay_part* part, assay_tally kind);
/* Ids, ascending, complete. */
ASSAY_API size_t assay_part_subject_count(const assay_part* part, assay_subjects which);
ASSAY_API assay_text assay_part_subject_at(const assay_part* part, assay_subjects which, size_t index);
/* What the first rule that erred ran into; empty if none did. */
ASSAY_API assay_text assay_part_error(const assay_part* part);

/* ---- Reading an assessment: traps, checks, findings -------------------------------------------------------------- */

/* A trap looks for papers that are not lived. */
typedef int32_t assay_trap_state_kind;
enum {
  ASSAY_TRAP_ERROR = 0,
  ASSAY_TRAP_CANNOT_RULE_OUT = 1,
  ASSAY_TRAP_TRIGGERED = 2,
  ASSAY_TRAP_CLEARED = 3,
  ASSAY_TRAP_NOT_DETECTED = 4
};

/* A reality check asks people, or looks for evidence of practice. */
typedef int32_t assay_check_state_kind;
enum {
  ASSAY_CHECK_NOT_PERFORMED = 0,
  ASSAY_CHECK_INCONCLUSIVE = 1,
  ASSAY_CHECK_REFUTED = 2,
  ASSAY_CHECK_CONFIRMED = 3
};

ASSAY_API assay_text assay_trap_id(const assay_trap* trap);
ASSAY_API assay_trap_state_kind assay_trap_state(const assay_trap* trap);
/* Not 0: while triggered, the item cannot be full. */
ASSAY_API int32_t assay_trap_caps_full(const assay_trap* trap);

ASSAY_API assay_text assay_check_id(const assay_check* check);
ASSAY_API assay_check_state_kind assay_check_state(const assay_check* check);

ASSAY_API assay_level_kind assay_finding_level(const assay_finding* finding);
ASSAY_API assay_verdict assay_finding_verdict(const assay_finding* finding);
/* What was required and what was seen, for people. */
ASSAY_API assay_text assay_finding_statement(const assay_finding* finding);
/* Ids, ascending. */
ASSAY_API size_t assay_finding_subject_count(const assay_finding* finding);
ASSAY_API assay_text assay_finding_subject_at(const assay_finding* finding, size_t index);

/* The words that packs and reports use: "not_satisfied". Empty for a number that is none. Valid for ever. */
ASSAY_API assay_text assay_verdict_name(assay_verdict verdict);
ASSAY_API assay_text assay_rung_name(assay_rung rung);
ASSAY_API assay_text assay_operation_name(assay_operation operation);
ASSAY_API assay_text assay_level_name(assay_level_kind level);
ASSAY_API assay_text assay_trap_state_name(assay_trap_state_kind state);
ASSAY_API assay_text assay_check_state_name(assay_check_state_kind state);
ASSAY_API assay_text assay_error_name(assay_error_kind code);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* ASSAY_H_ */
