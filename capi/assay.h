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
 *  - Handles may be deleted in any order: facts keep what they need of their pack, a pack what it needs of its loader; an
 *    assessment, an account and a sample stand alone.
 *  - Text is UTF-8 as pointer and byte count. It need not end in NUL, and what is returned does not promise to.
 *    NULL with 0 bytes is the empty text. A name or another short text that is not UTF-8 is an invalid argument; in a
 *    document it is a diagnostic, and what is quoted of it has U+FFFD for each bad byte. What is handed in is not kept: it may be freed when the call returns.
 *  - A list is X_count(handle) and X_at(handle, index). Past the end X_at gives nothing (NULL, or empty text).
 *  - const handle: any number of threads may call at once. Without const: one thread at a time. A delete must be the last
 *    call. A handle that was deleted, or is none, cannot be told from one that is: to hand it in is undefined.
 *  - A struct of options begins with its own size and may be NULL: that, and every member left zero, is the default.
 *        assay_assess_options options = {sizeof options};
 *  - A day that is handed in is text, "2026-03-31"; one that comes out is assay_date. An empty text is no day.
 *  - A callback runs on the thread that made the call, before the call returns, unless it says otherwise. It may call any
 *    function here on handles that are const to the call, and must return: no exception, no longjmp.
 *  - NULL for a handle never crashes: a function that can fail says so, any other gives nothing (0, NULL, empty text,
 *    and where a state is asked for, the one numbered 0, which is never a pass).
 *  - When memory runs out a call fails with ASSAY_ERROR_OUT_OF_MEMORY, and what it was given is as it was and can be used
 *    again; a facts builder may be spent. (Regular expressions in rules are the exception: RE2, which runs them, ends the
 *    program when an allocation fails. What it may take is capped.)
 *  - Nothing here reads a clock, the environment, a locale or a file, and nothing is kept between calls but in handles. The
 *    same inputs give the same bytes.
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

/* A day of the Gregorian calendar. Year 0: there is no day. */
typedef struct assay_date {
  int32_t year;
  int32_t month; /* 1 to 12 */
  int32_t day;   /* 1 to 31 */
} assay_date;

/* coefficient divided by 10 to the power of scale, in lowest form: 1.50 is {15, 1}. */
typedef struct assay_decimal {
  int64_t coefficient;
  int32_t scale; /* 0 to 18 */
} assay_decimal;

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
/* One line, lower case, no full stop. In names that it quotes, line ends and what else would not be one line of text are
 * shown as `?`. */
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

/* ---- Telling the host -------------------------------------------------------------------------------------------- */

typedef int32_t assay_log_level;
enum {
  ASSAY_LOG_WARNING = 1, /* What may be a mistake of somebody's and stopped nothing: a warning of a pack, a record flagged. */
  ASSAY_LOG_INFO = 2     /* What was done: a pack loaded, facts sealed, an assessment made; with digests and counts. */
};

/* One line without a line end; for people, so not to be taken apart: all that it says can be asked for. There is no
 * time in it, because nothing here reads a clock. A call that fails says so in its error and not here. */
typedef void (*assay_log)(void* user, assay_log_level level, assay_text message);

/* The C stream interface of Apache Arrow (arrow.apache.org/docs/format/CStreamInterface.html), which every Arrow
 * library and data frame speaks. Include one of their headers, or copy the three structs from there, to make one. */
struct ArrowArrayStream;

/* ---- Packs: the rules of a framework ----------------------------------------------------------------------------- */

/* A pack whose every rule has been checked. One serves any number of organisations and threads at once. */
typedef struct assay_pack assay_pack;
/* What packs are loaded with, where text alone does not do: packs that they use, functions of the host, a log. */
typedef struct assay_loader assay_loader;
/* One of a pack's parameters: what it may be run with. */
typedef struct assay_parameter assay_parameter;

/* The packs that are built into the library, by name, ascending. Valid for ever. */
ASSAY_API size_t assay_shipped_pack_count(void);
ASSAY_API assay_text assay_shipped_pack_name_at(size_t index);

/* Makes a shipped pack ready. ASSAY_ERROR_NOT_FOUND if there is none of that name. */
ASSAY_API assay_error* assay_pack_shipped(const char* name, size_t name_size, assay_pack** out);
/* Reads a pack from YAML or JSON text and checks it whole; `file` is what diagnostics call it and may be empty. Of
 * packs that it uses, the shipped ones are found. */
ASSAY_API assay_error* assay_pack_load(const char* text, size_t text_size, const char* file, size_t file_size,
                                       assay_pack** out);
ASSAY_API void assay_pack_delete(assay_pack* pack);

/* The same with more at hand. */
ASSAY_API assay_error* assay_loader_new(assay_loader** out);
ASSAY_API void assay_loader_delete(assay_loader* loader);
/* Adds a pack that others may name under `uses`, by its id and version. It is read here; that its rules are right shows
 * when a pack that uses it is loaded. */
ASSAY_API assay_error* assay_loader_add_pack(assay_loader* loader, const char* text, size_t text_size, const char* file,
                                             size_t file_size);
/* Adds the texts of a pack in another language, in the format assay.texts/1: packs that are loaded from now on have them
 * too, where assay_assess_options.language asks for them. They name one pack; others cannot be loaded then. They are read,
 * and their faults are told, when a pack is loaded. A shipped pack brings its own. */
ASSAY_API assay_error* assay_loader_add_texts(assay_loader* loader, const char* text, size_t text_size,
                                              const char* file, size_t file_size);
/* What an organisation changes of packs that are not its own, in the format assay.tailoring/1: packs that are loaded from
 * now on are tailored so. It names one pack; others cannot be loaded then. Another text takes its place, an empty one ends
 * it. It is read, and its faults are told, when a pack is loaded. */
ASSAY_API assay_error* assay_loader_set_tailoring(assay_loader* loader, const char* text, size_t text_size,
                                                  const char* file, size_t file_size);
/* What a pack may be at the most. 0 is the usual limit; one above its ceiling is taken for the ceiling. */
typedef struct assay_pack_limits {
  size_t struct_size;
  int64_t bytes;                  /* Of a file. Usually 1 MiB; the ceiling is 64 MiB. */
  int64_t rules;                  /* Expressions, those in texts included. 10,000; a million. */
  int64_t diagnostics;            /* That are told of it. 100; 10,000. */
  int64_t expression_code_points; /* 100,000; 10 million. */
  int64_t expression_depth;       /* Nesting of anything in it. 250; 1,000. */
  int64_t comprehension_depth;    /* Comprehensions within bodies of comprehensions. 4; 16. */
  int64_t pattern_bytes;          /* Memory of a regular expression, about. 8 MiB; 64 MiB. */
} assay_pack_limits;

/* The limits of packs that are loaded from now on; NULL = the usual ones. A limit below 0 is
 * ASSAY_ERROR_INVALID_ARGUMENT. A pack beyond a limit is not loaded, and a diagnostic names the limit. */
ASSAY_API assay_error* assay_loader_set_limits(assay_loader* loader, const assay_pack_limits* limits);
/* Who is told of packs that are loaded from now on. NULL ends it. */
ASSAY_API assay_error* assay_loader_set_log(assay_loader* loader, assay_log log, void* user);
/* As assay_pack_load and assay_pack_shipped. The packs added here come before shipped ones of the same id and
 * version. */
ASSAY_API assay_error* assay_loader_load(const assay_loader* loader, const char* text, size_t text_size,
                                         const char* file, size_t file_size, assay_pack** out);
ASSAY_API assay_error* assay_loader_shipped(const assay_loader* loader, const char* name, size_t name_size,
                                            assay_pack** out);

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
/* The value it has unless a setting says otherwise, as JSON: 12, "observed", ["employee"]. */
ASSAY_API assay_text assay_parameter_default(const assay_parameter* parameter);
/* The bounds of an int, both included; 0 where there is none. */
ASSAY_API int32_t assay_parameter_has_minimum(const assay_parameter* parameter);
ASSAY_API int64_t assay_parameter_minimum(const assay_parameter* parameter);
ASSAY_API int32_t assay_parameter_has_maximum(const assay_parameter* parameter);
ASSAY_API int64_t assay_parameter_maximum(const assay_parameter* parameter);

/* What a pack has, before anything is assessed. Each is borrowed from the pack. */
typedef struct assay_control_definition assay_control_definition;
typedef struct assay_item_definition assay_item_definition;
typedef struct assay_trap_definition assay_trap_definition;
typedef struct assay_check_definition assay_check_definition;

/* In the pack's main language, like every text of a pack here; what stands in braces in it is shown as it is
 * written. */
ASSAY_API assay_text assay_pack_title(const assay_pack* pack);
/* Names of the record types that facts for this pack may have, shipped and its own. */
ASSAY_API size_t assay_pack_record_type_count(const assay_pack* pack);
ASSAY_API assay_text assay_pack_record_type_at(const assay_pack* pack, size_t index);
/* Names of the host's functions that it needs. */
ASSAY_API size_t assay_pack_function_count(const assay_pack* pack);
ASSAY_API assay_text assay_pack_function_at(const assay_pack* pack, size_t index);
/* In the order of the pack. */
ASSAY_API size_t assay_pack_control_count(const assay_pack* pack);
ASSAY_API const assay_control_definition* assay_pack_control_at(const assay_pack* pack, size_t index);
ASSAY_API size_t assay_pack_trap_count(const assay_pack* pack);
ASSAY_API const assay_trap_definition* assay_pack_trap_at(const assay_pack* pack, size_t index);
ASSAY_API size_t assay_pack_check_count(const assay_pack* pack);
ASSAY_API const assay_check_definition* assay_pack_check_at(const assay_pack* pack, size_t index);

ASSAY_API assay_text assay_control_definition_id(const assay_control_definition* control);
ASSAY_API assay_text assay_control_definition_title(const assay_control_definition* control);
ASSAY_API assay_text assay_control_definition_objective(const assay_control_definition* control);
ASSAY_API size_t assay_control_definition_item_count(const assay_control_definition* control);
ASSAY_API const assay_item_definition* assay_control_definition_item_at(const assay_control_definition* control,
                                                                        size_t index);

ASSAY_API assay_text assay_item_definition_id(const assay_item_definition* item);
ASSAY_API assay_text assay_item_definition_title(const assay_item_definition* item);
/* What an auditor would ask; may be empty. */
ASSAY_API assay_text assay_item_definition_asks(const assay_item_definition* item);
/* 0: the pack has switched it off; assessments do not have it. */
ASSAY_API int32_t assay_item_definition_is_enabled(const assay_item_definition* item);
ASSAY_API assay_decimal assay_item_definition_weight(const assay_item_definition* item);

ASSAY_API assay_text assay_trap_definition_id(const assay_trap_definition* trap);
ASSAY_API assay_text assay_trap_definition_title(const assay_trap_definition* trap);
ASSAY_API assay_text assay_trap_definition_asks(const assay_trap_definition* trap);
/* Ids of the items that it belongs to. */
ASSAY_API size_t assay_trap_definition_item_count(const assay_trap_definition* trap);
ASSAY_API assay_text assay_trap_definition_item_at(const assay_trap_definition* trap, size_t index);

ASSAY_API assay_text assay_check_definition_id(const assay_check_definition* check);
ASSAY_API assay_text assay_check_definition_item(const assay_check_definition* check);
ASSAY_API assay_text assay_check_definition_asks(const assay_check_definition* check);
/* Not 0: people are asked, and a sample can be drawn for it; else it looks at evidence. */
ASSAY_API int32_t assay_check_definition_is_interview(const assay_check_definition* check);
/* Who may be asked: a population of the pack; empty where nobody is. */
ASSAY_API assay_text assay_check_definition_population(const assay_check_definition* check);

/* The pack as YAML in the one form that the library writes, to be read again by assay_pack_load: comments are gone, the
 * digest is the same. A pack that uses others is written as one that brings all it needs of them, whose digest is its
 * own. */
ASSAY_API assay_error* assay_pack_write(const assay_pack* pack, assay_string** out);
/* The JSON Schemas (2020-12) of packs, and of facts for this pack with the record types it declares. */
ASSAY_API assay_error* assay_pack_json_schema(assay_string** out);
ASSAY_API assay_error* assay_facts_json_schema(const assay_pack* pack, assay_string** out);

/* ---- Functions of the host, called by rules ---------------------------------------------------------------------- */

/* A rule may ask what only the host can compute. The pack lists the function under `native` and calls it by name; the host
 * adds it to the loader with which it loads the pack:
 *
 *   static void risk_score(void* user, assay_call* call) {
 *     for (size_t row = 0; row < assay_call_row_count(call); ++row) {
 *       const assay_cell* vendor = assay_call_argument(call, row, 0);
 *       const assay_cell* country = assay_cell_field(vendor, "country", 7);
 *       if (assay_cell_state(country) == ASSAY_CELL_VALUE) {
 *         assay_call_set_int(call, row, score_of(user, assay_cell_text(country)));
 *       } else {
 *         assay_call_set_unknown(call, row);
 *       }
 *     }
 *   }
 *
 *   assay_function function = {sizeof function};
 *   function.signature = ...;                       // "acme.risk_score(vendor) -> int"
 *   function.compute = risk_score;
 *   error = assay_loader_add_function(loader, &function);
 *
 * A function must be pure: the same arguments and records give the same result, whenever, however often and on however
 * many threads it is called. An assessment is reproducible only as far as its functions are. */

/* Calls of one function that are computed together, and one argument or field of them. Valid until compute returns. */
typedef struct assay_call assay_call;
typedef struct assay_cell assay_cell;

typedef struct assay_function {
  size_t struct_size;
  /* "acme.risk_score(vendor, date?) -> int": a name of at least two words joined by dots, the first for the one who
   * provides it; types as packs write them. */
  assay_text signature;
  assay_text version;  /* What assessments say was used; to be raised with every change. May be empty. */
  /* Fills in every row. Called by the thread that assesses, so by several at once if the host assesses in several, but
   * by none that the library created. NULL: only declared, calls are errors. */
  void (*compute)(void* user, assay_call* call);
  void* user;
  /* Called once with `user` when nothing can call the function any more: after the loader, every pack loaded with it and
   * all facts read for those are deleted, by whatever thread deletes the last; and before assay_loader_add_function
   * returns if that fails, or if there is nothing to compute. May be NULL. */
  void (*destroy)(void* user);
} assay_function;

ASSAY_API assay_error* assay_loader_add_function(assay_loader* loader, const assay_function* function);

/* At least 1. How many rows come together is the library's affair and changes no result. */
ASSAY_API size_t assay_call_row_count(const assay_call* call);
ASSAY_API size_t assay_call_argument_count(const assay_call* call);
/* NULL past the end. */
ASSAY_API const assay_cell* assay_call_argument(assay_call* call, size_t row, size_t argument);

/* The last setting of a row counts. A row that nothing is set for is an error, and so is one whose result is of another
 * type than the signature's, or none where that has no `?`. To set a row past the end makes every row an error. */
ASSAY_API void assay_call_set_bool(assay_call* call, size_t row, int32_t value);
ASSAY_API void assay_call_set_int(assay_call* call, size_t row, int64_t value);
ASSAY_API void assay_call_set_double(assay_call* call, size_t row, double value);
ASSAY_API void assay_call_set_decimal(assay_call* call, size_t row, assay_decimal value);
ASSAY_API void assay_call_set_text(assay_call* call, size_t row, const char* text, size_t text_size);
ASSAY_API void assay_call_set_date(assay_call* call, size_t row, assay_date value);
ASSAY_API void assay_call_set_none(assay_call* call, size_t row);
ASSAY_API void assay_call_set_unknown(assay_call* call, size_t row);
/* The row is an error that says this: one line, lower case. */
ASSAY_API void assay_call_set_error(assay_call* call, size_t row, const char* message, size_t message_size);

typedef int32_t assay_cell_state_kind;
enum {
  ASSAY_CELL_UNKNOWN = 0, /* Not collected. Never an argument itself: its row is then unknown without a call. */
  ASSAY_CELL_NONE = 1,    /* Known not to exist. */
  ASSAY_CELL_VALUE = 2
};

/* What a value is, for hosts that do not know it from the signature. */
typedef int32_t assay_cell_kind_of_value;
enum {
  ASSAY_CELL_KIND_NONE = 0, /* There is no value; or one of a type that cannot be read here. */
  ASSAY_CELL_KIND_BOOL = 1,
  ASSAY_CELL_KIND_INT = 2,
  ASSAY_CELL_KIND_DOUBLE = 3,
  ASSAY_CELL_KIND_DECIMAL = 4,
  ASSAY_CELL_KIND_TEXT = 5, /* A string, or a word of an enumeration. */
  ASSAY_CELL_KIND_DATE = 6,
  ASSAY_CELL_KIND_WHEN = 7, /* A day with or without its time. */
  ASSAY_CELL_KIND_RECORD = 8,
  ASSAY_CELL_KIND_LIST = 9
};

/* To be asked before the value is read. A value that is read without, or of a cell that has none, or as what it is not,
 * is 0 or empty and makes the row an error: a cell that was not collected can never be taken for an answer. */
ASSAY_API assay_cell_state_kind assay_cell_state(const assay_cell* cell);
/* May be asked at any time. */
ASSAY_API assay_cell_kind_of_value assay_cell_kind(const assay_cell* cell);
ASSAY_API int32_t assay_cell_bool(const assay_cell* cell);
ASSAY_API int64_t assay_cell_int(const assay_cell* cell);
ASSAY_API double assay_cell_double(const assay_cell* cell);
ASSAY_API assay_decimal assay_cell_decimal(const assay_cell* cell);
/* Of a string, a word of an enumeration, or a record: its id. */
ASSAY_API assay_text assay_cell_text(const assay_cell* cell);
/* Of a date, or of a day with or without its time: the local date. */
ASSAY_API assay_date assay_cell_date(const assay_cell* cell);
/* Not 0: the time is known too, and can be read as microseconds since 1970-01-01 UTC. */
ASSAY_API int32_t assay_cell_has_time(const assay_cell* cell);
ASSAY_API int64_t assay_cell_micros(const assay_cell* cell);
/* A field of a record, by the name it has in rules: its own, embedded records, the lists of those that refer to it.
 * NULL, and the row is an error, if there is none of that name. */
ASSAY_API const assay_cell* assay_cell_field(const assay_cell* cell, const char* name, size_t name_size);
/* Elements of a list. One that may have more than is known is ASSAY_CELL_UNKNOWN; the elements it is sure to have can
 * be read nevertheless. */
ASSAY_API size_t assay_cell_element_count(const assay_cell* cell);
ASSAY_API const assay_cell* assay_cell_element_at(const assay_cell* cell, size_t index);

/* ---- Facts: what is known of one organisation -------------------------------------------------------------------- */

/* Sealed columns, read for one pack. */
typedef struct assay_facts assay_facts;

typedef struct assay_facts_options {
  size_t struct_size;
  int32_t lenient;        /* Not 0: unknown members and dangling references become data-quality flags. */
  uint32_t diagnostics;   /* At most so many faults are reported, and then a warning facts.too-many; 0 = 100. */
  assay_text file;        /* What diagnostics call the text. */
  assay_log log;          /* Told what was sealed; may be NULL. */
  void* user;             /* Handed to log. */
} assay_facts_options;

/* Reads a document of the format assay.facts/1, with the record types that `pack` declares. Unless it is faultless it
 * is refused, with every fault in the diagnostics. The facts serve this pack, and every other that declares no record
 * types if this one declares none. */
ASSAY_API assay_error* assay_facts_read_json(const assay_pack* pack, const char* text, size_t text_size,
                                             const assay_facts_options* options, assay_facts** out);
ASSAY_API void assay_facts_delete(assay_facts* facts);

/* Facts from several places: tables of people and trainings as Arrow, the organisation as JSON.
 *
 *   error = assay_facts_builder_new(pack, NULL, &builder);
 *   if (error == NULL) error = assay_facts_builder_set_json(builder, text, size, "org.json", 8);
 *   if (error == NULL) error = assay_facts_builder_add_arrow(builder, "training_completion", 19, "lms", 3, stream);
 *   if (error == NULL) error = assay_facts_builder_seal(builder, &facts);
 *   assay_facts_builder_delete(builder);
 *
 * In which order and by which way a record comes changes nothing: the same records are the same facts, with the same
 * digest. What is wrong with any of them is told when the builder is sealed, all at once. */
typedef struct assay_facts_builder assay_facts_builder;

ASSAY_API assay_error* assay_facts_builder_new(const assay_pack* pack, const assay_facts_options* options,
                                               assay_facts_builder** out);
ASSAY_API void assay_facts_builder_delete(assay_facts_builder* builder);
/* What the tables do not hold: a document as assay_facts_read_json takes it, of which `organization` may be absent if it
 * comes as a table. `file` is what diagnostics call it. Another one takes its place. */
ASSAY_API assay_error* assay_facts_builder_set_json(assay_facts_builder* builder, const char* text, size_t text_size,
                                                    const char* file, size_t file_size);
/* Adds a stream of records of one type: "person", "people", "training_completion". A column has the name of a field; one
 * that is absent or null says what an absent member of JSON says. Embedded records are nested columns, or a table of their
 * own with the id of what embeds them ("person_id" in "assignment"). Of any of these, dictionary-encoded too:
 *
 *   bool                     bool
 *   int                      ints of every width; floats and decimals that are whole
 *   decimal                  ints, decimals, floats that are a decimal to the last bit; texts that hold a number
 *   text, word, reference    utf8, large utf8, utf8 view
 *   date                     date32, date64; timestamps without a zone at midnight; texts "2026-03-31"
 *   date or instant          the same; timestamps with a zone; texts as in JSON
 *   list                     lists of texts
 *
 * `name` is what diagnostics call the stream and may be empty; their pointer is table, row from 0, and column:
 * "/training_completion/17/passed". `*stream` is moved from, read to its end and released, whatever is returned. Out of
 * memory in the middle of it, the builder is spent. What a stream says of the size of its buffers must be true; nobody can
 * check that. */
ASSAY_API assay_error* assay_facts_builder_add_arrow(assay_facts_builder* builder, const char* table, size_t table_size,
                                                     const char* name, size_t name_size,
                                                     struct ArrowArrayStream* stream);
/* The day that an assessment judges unless its options say another; comes before that of the document. */
ASSAY_API assay_error* assay_facts_builder_set_as_of(assay_facts_builder* builder, const char* day, size_t day_size);
/* Reads and checks everything and gives the facts, or every fault in the diagnostics. The builder is spent then, whatever
 * is returned: all that it still takes is its deletion. */
ASSAY_API assay_error* assay_facts_builder_seal(assay_facts_builder* builder, assay_facts** out);

/* "sha256:..." of what the records say, in whatever order they came. */
ASSAY_API assay_text assay_facts_digest(const assay_facts* facts);
/* Their own day; none if they have none. */
ASSAY_API assay_date assay_facts_as_of(const assay_facts* facts);
/* Record types and how many there are of each, in the order of assay_pack_record_type_at. */
ASSAY_API size_t assay_facts_table_count(const assay_facts* facts);
ASSAY_API assay_text assay_facts_table_name_at(const assay_facts* facts, size_t index);
ASSAY_API int64_t assay_facts_table_rows_at(const assay_facts* facts, size_t index);
/* The facts as a document of the format assay.facts/1: one record a line, the same text for whatever order they came
 * in. */
ASSAY_API assay_error* assay_facts_write_json(const assay_facts* facts, assay_string** out);

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
  assay_text language;            /* Of texts, "de"; empty = "en". Where a pack lacks it, its own; of assay's own, "en". */
  int64_t step_budget;            /* Steps of evaluation until ASSAY_ERROR_LIMIT; 0 = 100 billion. */
  int32_t (*is_cancelled)(void* user); /* Asked now and then by the calling thread; not 0 ends in ASSAY_ERROR_CANCELLED. */
  void* user;                     /* Handed to is_cancelled, progress and log. */
  int32_t history_months;         /* Look for since and lapse of items so far back and ahead; 0 = do not, at most 24. It
                                     costs up to some hundred assessments. */
  uint32_t threads;               /* At most so many at once, the calling one among them, up to 256; 0 = as many as there
                                     are processors for the process. Further ones exist only while an organisation is
                                     assessed of which some table has 50,000 records. Neither the result nor whether a
                                     limit is hit depends on it. Callbacks and functions of the host's are called by the
                                     calling thread all the same. */
  const assay_text* history_items; /* Ids of the items to look for; none = all. */
  size_t history_item_count;
  int64_t explained_subjects;     /* Of so many subjects a rule findings have evidence; 0 = 10, below 0 = of none. */
  void (*progress)(void* user, size_t done, size_t total); /* Told after each item that is judged, by the calling thread;
                                                              looking for history comes after. May be NULL. */
  assay_log log;                  /* Told what was assessed; may be NULL. */
  int64_t memory_limit_bytes;     /* What evaluation may hold at a time, about, until ASSAY_ERROR_LIMIT; 0 = the usual, 4 GiB.
                                     Facts and assessment are not counted. */
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
/* The JSON Schema (2020-12) of the format "json". */
ASSAY_API assay_error* assay_assessment_json_schema(assay_string** out);

/* Gives a table of the assessment as an Arrow stream. `out` is overwritten; the caller releases it, before or after the
 * assessment is deleted. `table` is one of those below; any other is ASSAY_ERROR_INVALID_ARGUMENT. */
ASSAY_API assay_error* assay_assessment_arrow(const assay_assessment* assessment, const char* table, size_t table_size,
                                              struct ArrowArrayStream* out);
/* "items", ... Valid for ever. */
ASSAY_API size_t assay_arrow_table_count(void);
ASSAY_API assay_text assay_arrow_table_name_at(size_t index);

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
typedef struct assay_model assay_model;
typedef struct assay_observation assay_observation;
typedef struct assay_parameter_value assay_parameter_value;
typedef struct assay_tailoring assay_tailoring;
typedef struct assay_change assay_change;
typedef struct assay_ineffective assay_ineffective;
typedef struct assay_group assay_group;
typedef struct assay_lapse assay_lapse;
typedef struct assay_waiver assay_waiver;
typedef struct assay_crosswalk assay_crosswalk;
typedef struct assay_remediation assay_remediation;
typedef struct assay_signal assay_signal;
typedef struct assay_evidence assay_evidence;
typedef struct assay_rejected assay_rejected;
typedef struct assay_nearest assay_nearest;
typedef struct assay_condition assay_condition;
typedef struct assay_reading assay_reading;

ASSAY_API assay_text assay_assessment_as_of(const assay_assessment* assessment); /* "2026-03-31" */
ASSAY_API assay_text assay_assessment_pack_id(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_pack_version(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_pack_digest(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_facts_digest(const assay_assessment* assessment);
/* Of the library, of the language of rules ("assay-cel/1"), and of the time zones. */
ASSAY_API assay_text assay_assessment_engine_version(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_language(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_tzdata(const assay_assessment* assessment);
/* How far since looked back and lapse ahead; 0 = not at all. */
ASSAY_API int32_t assay_assessment_history_months(const assay_assessment* assessment);
/* 1: by the pack's own rule this is a major nonconformity. 0: it is none. -1: that is not known. */
ASSAY_API int32_t assay_assessment_is_major_nonconformity(const assay_assessment* assessment);
/* What was assessed: record types and how many there were of each. */
ASSAY_API size_t assay_assessment_table_count(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_table_name_at(const assay_assessment* assessment, size_t index);
ASSAY_API int64_t assay_assessment_table_rows_at(const assay_assessment* assessment, size_t index);
/* Fields of which the pack says what is taken where they are unknown: "acknowledgement.words". */
ASSAY_API size_t assay_assessment_assumed_count(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_assumed_at(const assay_assessment* assessment, size_t index);
/* Functions of the host that the pack needed. */
ASSAY_API size_t assay_assessment_function_count(const assay_assessment* assessment);
ASSAY_API assay_text assay_assessment_function_name_at(const assay_assessment* assessment, size_t index);
ASSAY_API assay_text assay_assessment_function_version_at(const assay_assessment* assessment, size_t index);

/* What somebody else than the pack's author changed of it, and with whose approval; NULL if nothing was. The digest of the
 * pack is that of its author's. */
ASSAY_API const assay_tailoring* assay_assessment_tailoring(const assay_assessment* assessment);
ASSAY_API assay_text assay_tailoring_id(const assay_tailoring* tailoring);
ASSAY_API assay_text assay_tailoring_digest(const assay_tailoring* tailoring);
ASSAY_API assay_text assay_tailoring_approved_by(const assay_tailoring* tailoring);
ASSAY_API assay_date assay_tailoring_approved_on(const assay_tailoring* tailoring);
ASSAY_API assay_text assay_tailoring_rationale(const assay_tailoring* tailoring);
/* Parameters whose default differs, and items that are left out. */
ASSAY_API size_t assay_tailoring_parameter_count(const assay_tailoring* tailoring);
ASSAY_API const assay_change* assay_tailoring_parameter_at(const assay_tailoring* tailoring, size_t index);
ASSAY_API size_t assay_tailoring_left_out_count(const assay_tailoring* tailoring);
ASSAY_API const assay_change* assay_tailoring_left_out_at(const assay_tailoring* tailoring, size_t index);
ASSAY_API assay_text assay_change_name(const assay_change* change);
ASSAY_API assay_text assay_change_why(const assay_change* change); /* May be empty for a parameter. */

/* The parameters in force, in the order of the pack. One value, unless it is a list. */
ASSAY_API size_t assay_assessment_parameter_count(const assay_assessment* assessment);
ASSAY_API const assay_parameter_value* assay_assessment_parameter_at(const assay_assessment* assessment, size_t index);
ASSAY_API assay_text assay_parameter_value_name(const assay_parameter_value* parameter);
ASSAY_API int32_t assay_parameter_value_is_list(const assay_parameter_value* parameter);
typedef int32_t assay_value_kind;
enum { ASSAY_VALUE_BOOL = 0, ASSAY_VALUE_NUMBER = 1, ASSAY_VALUE_TEXT = 2 };
ASSAY_API size_t assay_parameter_value_count(const assay_parameter_value* parameter);
/* "true", "0.5", "employee"; numbers as JSON writes them. */
ASSAY_API assay_text assay_parameter_value_at(const assay_parameter_value* parameter, size_t index);
ASSAY_API assay_value_kind assay_parameter_value_kind_at(const assay_parameter_value* parameter, size_t index);

typedef int32_t assay_score_kind;
enum { ASSAY_SCORE_WITH_WAIVERS = 0, ASSAY_SCORE_WITHOUT_WAIVERS = 1 };

/* The score in percent: low takes everything unknown for unmet, high for met. */
ASSAY_API assay_fraction assay_assessment_score_low(const assay_assessment* assessment, assay_score_kind kind);
ASSAY_API assay_fraction assay_assessment_score_high(const assay_assessment* assessment, assay_score_kind kind);
/* How much of the weight is certain, in percent. */
ASSAY_API assay_fraction assay_assessment_known_pct(const assay_assessment* assessment);
/* By which model the pack scores: "ladder", or one of the four of XCCDF below. */
ASSAY_API assay_text assay_assessment_score_model(const assay_assessment* assessment);
/* The same results by all four models of XCCDF 1.2; none where nothing was counted. */
ASSAY_API size_t assay_assessment_model_count(const assay_assessment* assessment);
ASSAY_API const assay_model* assay_assessment_model_at(const assay_assessment* assessment, size_t index);
ASSAY_API assay_text assay_model_name(const assay_model* model); /* "default", "flat", "flat_unweighted", "absolute" */
/* Low takes what is unknown for failed, as the model does, high for passed. */
ASSAY_API assay_fraction assay_model_low(const assay_model* model);
ASSAY_API assay_fraction assay_model_high(const assay_model* model);
ASSAY_API assay_fraction assay_model_maximum(const assay_model* model);

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

/* Waivers and exclusions that were handed in and do not hold: waivers by id, then exclusions. */
ASSAY_API size_t assay_assessment_ineffective_count(const assay_assessment* assessment);
ASSAY_API const assay_ineffective* assay_assessment_ineffective_at(const assay_assessment* assessment, size_t index);
ASSAY_API assay_text assay_ineffective_type(const assay_ineffective* ineffective); /* "exception", "soa_entry" */
/* Its id; of an entry of the statement of applicability, the control. */
ASSAY_API assay_text assay_ineffective_record(const assay_ineffective* ineffective);
ASSAY_API assay_text assay_ineffective_why(const assay_ineffective* ineffective); /* "expired on 2026-01-31" */

/* What the pack says to what was seen without judging it, and of whom: ids, ascending. */
ASSAY_API size_t assay_assessment_observation_count(const assay_assessment* assessment);
ASSAY_API const assay_observation* assay_assessment_observation_at(const assay_assessment* assessment, size_t index);
ASSAY_API assay_text assay_observation_id(const assay_observation* observation);
ASSAY_API assay_text assay_observation_item(const assay_observation* observation);
ASSAY_API assay_text assay_observation_text(const assay_observation* observation);
/* What its rule ran into; empty if it did not err. */
ASSAY_API assay_text assay_observation_error(const assay_observation* observation);
ASSAY_API size_t assay_observation_subject_count(const assay_observation* observation);
ASSAY_API assay_text assay_observation_subject_at(const assay_observation* observation, size_t index);

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
enum {
  ASSAY_LEVEL_ANY = -1, /* None in particular, or all of them. */
  ASSAY_LEVEL_MINIMUM = 0,
  ASSAY_LEVEL_FULL = 1
};

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
/* What an auditor would ask; may be empty. */
ASSAY_API assay_text assay_item_asks(const assay_item* item);
/* 0 unknown, or nothing to see; 1 there is evidence and the minimum fails; 2 minimum; 3 full; 4 effective; 5 effective
 * and kept up for as long as the pack asks; -1 when the item stands outside the ladder. */
ASSAY_API int32_t assay_item_maturity(const assay_item* item);
/* With history_months only: the first day of the present rung; none if that lies further back. */
ASSAY_API assay_date assay_item_since(const assay_item* item);
/* With history_months only: the next day on which the rung falls if nothing new arrives. NULL if it does not fall so
 * soon, or cannot fall. */
ASSAY_API const assay_lapse* assay_item_lapse(const assay_item* item);
/* By id. */
ASSAY_API size_t assay_item_waiver_count(const assay_item* item);
ASSAY_API const assay_waiver* assay_item_waiver_at(const assay_item* item, size_t index);
/* In the order of the pack. */
ASSAY_API size_t assay_item_crosswalk_count(const assay_item* item);
ASSAY_API const assay_crosswalk* assay_item_crosswalk_at(const assay_item* item, size_t index);
ASSAY_API size_t assay_item_remediation_count(const assay_item* item);
ASSAY_API const assay_remediation* assay_item_remediation_at(const assay_item* item, size_t index);

ASSAY_API assay_date assay_lapse_on(const assay_lapse* lapse);
ASSAY_API assay_rung assay_lapse_to(const assay_lapse* lapse);
/* Whose verdict changes; ASSAY_LEVEL_ANY if that of neither. */
ASSAY_API assay_level_kind assay_lapse_level(const assay_lapse* lapse);
/* The record that no longer counts then, the waiver that ends, the trap or reality check that turns; may be empty. */
ASSAY_API assay_text assay_lapse_record(const assay_lapse* lapse);
/* The first of those who no longer meet the rule; empty for the organisation. */
ASSAY_API assay_text assay_lapse_subject(const assay_lapse* lapse);
/* "no_longer_counts", "nothing_newer", "falls_due", "waiver_ends", "trap", "check" */
ASSAY_API assay_text assay_lapse_why(const assay_lapse* lapse);

/* A waiver that holds on the day. */
ASSAY_API assay_text assay_waiver_id(const assay_waiver* waiver);
ASSAY_API size_t assay_waiver_level_count(const assay_waiver* waiver);
/* ASSAY_LEVEL_ANY past the end. */
ASSAY_API assay_level_kind assay_waiver_level_at(const assay_waiver* waiver, size_t index);
ASSAY_API assay_date assay_waiver_expires_on(const assay_waiver* waiver); /* Its last day. */

/* Where another framework asks for what an item asks for. */
ASSAY_API assay_text assay_crosswalk_framework(const assay_crosswalk* crosswalk); /* "nist-800-53-r5" */
/* Of the item to it: "equal", "subset", "superset", "intersects". */
ASSAY_API assay_text assay_crosswalk_relation(const assay_crosswalk* crosswalk);
ASSAY_API size_t assay_crosswalk_reference_count(const assay_crosswalk* crosswalk);
ASSAY_API assay_text assay_crosswalk_reference_at(const assay_crosswalk* crosswalk, size_t index);
/* Not 0: the pack's author held it against the framework's own text. */
ASSAY_API int32_t assay_crosswalk_is_verified(const assay_crosswalk* crosswalk);

/* What to do, whose it is to do (a role), for whom (ids, ascending; none = the organisation), and until when. */
ASSAY_API assay_text assay_remediation_text(const assay_remediation* remediation);
ASSAY_API assay_text assay_remediation_owner_role(const assay_remediation* remediation);
ASSAY_API size_t assay_remediation_subject_count(const assay_remediation* remediation);
ASSAY_API assay_text assay_remediation_subject_at(const assay_remediation* remediation, size_t index);
ASSAY_API assay_date assay_remediation_due(const assay_remediation* remediation);

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
 * "link:full", "link:minimum", "trap:T1", "ineffective:RC1", "waiver:x-1", "excluded", "left_out", "empty_scope". What is missing
 * where it is unknown: "feed:contract", "cell:contract.clauses". */
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
/* Groups that each must meet the rule by itself, by name; none unless the rule asks for that. The tally of the rule adds
 * them up. */
ASSAY_API size_t assay_part_group_count(const assay_part* part);
ASSAY_API const assay_group* assay_part_group_at(const assay_part* part, size_t index);
ASSAY_API assay_text assay_group_name(const assay_group* group);
ASSAY_API assay_verdict assay_group_verdict(const assay_group* group);
ASSAY_API int64_t assay_group_tally(const assay_group* group, assay_tally kind);
/* Ids, ascending, complete. */
ASSAY_API size_t assay_part_subject_count(const assay_part* part, assay_subjects which);
ASSAY_API assay_text assay_part_subject_at(const assay_part* part, assay_subjects which, size_t index);
/* What the first rule that erred ran into; empty if none did. */
ASSAY_API assay_text assay_part_error(const assay_part* part);
/* Records that a rule about the organisation rests on, whatever its verdict: ids, ascending, at most 50. */
ASSAY_API size_t assay_part_used_count(const assay_part* part);
ASSAY_API assay_text assay_part_used_at(const assay_part* part, size_t index);

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
ASSAY_API assay_text assay_trap_title(const assay_trap* trap);
/* What an auditor would ask; may be empty. */
ASSAY_API assay_text assay_trap_asks(const assay_trap* trap);
ASSAY_API assay_text assay_trap_error(const assay_trap* trap);
/* The numbers that it looked at; from low to high where records are unknown. */
ASSAY_API size_t assay_trap_signal_count(const assay_trap* trap);
ASSAY_API const assay_signal* assay_trap_signal_at(const assay_trap* trap, size_t index);
ASSAY_API assay_text assay_signal_name(const assay_signal* signal);
ASSAY_API int64_t assay_signal_low(const assay_signal* signal);
ASSAY_API int64_t assay_signal_high(const assay_signal* signal);
/* Not 0: there is no upper end, and high says nothing. */
ASSAY_API int32_t assay_signal_high_is_open(const assay_signal* signal);

ASSAY_API assay_text assay_check_id(const assay_check* check);
ASSAY_API assay_check_state_kind assay_check_state(const assay_check* check);
/* The question of an interview; may be empty for evidence. */
ASSAY_API assay_text assay_check_asks(const assay_check* check);
ASSAY_API int32_t assay_check_is_interview(const assay_check* check);
/* Not 0: everybody of the population was asked. */
ASSAY_API int32_t assay_check_is_census(const assay_check* check);
ASSAY_API int64_t assay_check_population(const assay_check* check);
/* How many were asked, or for evidence 1 if it was found. */
ASSAY_API int64_t assay_check_asked(const assay_check* check);
/* Of those, how many answers were wrong. */
ASSAY_API int64_t assay_check_deviations(const assay_check* check);
/* The share that may be wrong in all of the population, from 0 to 1, as sure as the pack asks; below 0: there is none,
 * because no interview was held. */
ASSAY_API double assay_check_upper_bound(const assay_check* check);
/* Who was asked: ids, ascending. */
ASSAY_API size_t assay_check_person_count(const assay_check* check);
ASSAY_API assay_text assay_check_person_at(const assay_check* check, size_t index);

ASSAY_API assay_level_kind assay_finding_level(const assay_finding* finding);
ASSAY_API assay_verdict assay_finding_verdict(const assay_finding* finding);
/* What was required and what was seen, for people. */
ASSAY_API assay_text assay_finding_statement(const assay_finding* finding);
/* Ids, ascending. */
ASSAY_API size_t assay_finding_subject_count(const assay_finding* finding);
ASSAY_API assay_text assay_finding_subject_at(const assay_finding* finding, size_t index);
/* What the rules looked at, for the organisation and for the first subjects of each rule (explained_subjects). */
ASSAY_API size_t assay_finding_evidence_count(const assay_finding* finding);
ASSAY_API const assay_evidence* assay_finding_evidence_at(const assay_finding* finding, size_t index);
/* All of that together: ids ascending, each once; a record that one rule took is not among those rejected. */
ASSAY_API size_t assay_finding_used_count(const assay_finding* finding);
ASSAY_API assay_text assay_finding_used_at(const assay_finding* finding, size_t index);
ASSAY_API size_t assay_finding_rejected_count(const assay_finding* finding);
ASSAY_API const assay_rejected* assay_finding_rejected_at(const assay_finding* finding, size_t index);
/* Which evidence came nearest of all; NULL if nothing was looked for and not found. */
ASSAY_API const assay_evidence* assay_finding_nearest(const assay_finding* finding);

/* ---- Reading an assessment: evidence ----------------------------------------------------------------------------- */

/* Whose; empty: the organisation's. */
ASSAY_API assay_text assay_evidence_subject(const assay_evidence* evidence);
/* The rule: a part of the level; empty where the level is one rule. */
ASSAY_API assay_text assay_evidence_part(const assay_evidence* evidence);
/* Records that the rule took: ids, ascending, at most 50 of them; and how many there are. */
ASSAY_API size_t assay_evidence_used_count(const assay_evidence* evidence);
ASSAY_API assay_text assay_evidence_used_at(const assay_evidence* evidence, size_t index);
ASSAY_API int64_t assay_evidence_used_total(const assay_evidence* evidence);
/* Records that it looked at and did not take: by id; where there are more than 50, those that came nearest. */
ASSAY_API size_t assay_evidence_rejected_count(const assay_evidence* evidence);
ASSAY_API const assay_rejected* assay_evidence_rejected_at(const assay_evidence* evidence, size_t index);
ASSAY_API int64_t assay_evidence_rejected_total(const assay_evidence* evidence);
/* The record that came nearest to being taken; NULL where nothing was looked for and not found. */
ASSAY_API const assay_nearest* assay_evidence_nearest(const assay_evidence* evidence);
/* Conditions of the rule that did not hold by the cells of the subject itself, in the rule's order. One that looks for
 * evidence is among them only where no record came near. */
ASSAY_API size_t assay_evidence_condition_count(const assay_evidence* evidence);
ASSAY_API const assay_condition* assay_evidence_condition_at(const assay_evidence* evidence, size_t index);

ASSAY_API assay_text assay_rejected_id(const assay_rejected* rejected);
/* "hygiene: revoked", or the first condition that did not hold: "`a.passed` is false". */
ASSAY_API assay_text assay_rejected_why(const assay_rejected* rejected);

ASSAY_API assay_text assay_nearest_record(const assay_nearest* nearest);
ASSAY_API assay_text assay_nearest_record_type(const assay_nearest* nearest);
/* How many conditions held, of how many. */
ASSAY_API int64_t assay_nearest_met(const assay_nearest* nearest);
ASSAY_API int64_t assay_nearest_of(const assay_nearest* nearest);
/* Those that did not, in the order of the rule. */
ASSAY_API size_t assay_nearest_condition_count(const assay_nearest* nearest);
ASSAY_API const assay_condition* assay_nearest_condition_at(const assay_nearest* nearest, size_t index);

/* In the words of the rule. */
ASSAY_API assay_text assay_condition_rule(const assay_condition* condition);
ASSAY_API assay_text assay_condition_state(const assay_condition* condition); /* "false", "unknown", "error" */
/* Where it is a field or function that the pack defines: the innermost conditions in there that did not hold. */
ASSAY_API size_t assay_condition_because_count(const assay_condition* condition);
ASSAY_API assay_text assay_condition_because_at(const assay_condition* condition, size_t index);
/* What the condition, or what it comes down to, read. */
ASSAY_API size_t assay_condition_reading_count(const assay_condition* condition);
ASSAY_API const assay_reading* assay_condition_reading_at(const assay_condition* condition, size_t index);
ASSAY_API assay_text assay_reading_expression(const assay_reading* reading);
ASSAY_API assay_text assay_reading_value(const assay_reading* reading);
/* How far a comparison was from holding; 0 where that is not known. */
ASSAY_API assay_decimal assay_condition_shortfall(const assay_condition* condition);
/* "days", "months", "seconds", "percent", or empty. */
ASSAY_API assay_text assay_condition_shortfall_unit(const assay_condition* condition);

/* ---- Explaining -------------------------------------------------------------------------------------------------- */

typedef struct assay_text_options {
  size_t struct_size;
  int32_t color;  /* Not 0: with colours for a terminal. */
  int32_t ascii;  /* Not 0: without boxes and marks beyond ASCII. */
  int32_t width;  /* Columns; 0 = 100, at least 60. */
} assay_text_options;

/* Why an item has its verdicts, in plain words for a terminal: what was required, what was there instead, who is
 * missing what. Of `item`, or if that is empty of every item that has a finding; of one level, or for ASSAY_LEVEL_ANY
 * of both. ASSAY_ERROR_NOT_FOUND if the assessment has no such item. */
ASSAY_API assay_error* assay_assessment_explain(const assay_assessment* assessment, const char* item, size_t item_size,
                                                assay_level_kind level, const assay_text_options* options,
                                                assay_string** out);

/* How one person, or whatever record rules are about, stands under every rule. */
typedef struct assay_account assay_account;
typedef struct assay_account_entry assay_account_entry;

/* ASSAY_ERROR_NOT_FOUND if no rule is about a record of that id. Of the options, history is not looked at. */
ASSAY_API assay_error* assay_explain(const assay_pack* pack, const assay_facts* facts, const char* id, size_t id_size,
                                     const assay_assess_options* options, assay_account** out);
ASSAY_API void assay_account_delete(assay_account* account);
/* In plain words: under every rule or, if `item` is not empty, those of that item. */
ASSAY_API assay_error* assay_account_text(const assay_account* account, const char* item, size_t item_size,
                                          const assay_text_options* options, assay_string** out);
ASSAY_API assay_date assay_account_as_of(const assay_account* account);
ASSAY_API assay_text assay_account_subject(const assay_account* account);
ASSAY_API assay_text assay_account_record_type(const assay_account* account);
/* In the order of the pack. */
ASSAY_API size_t assay_account_entry_count(const assay_account* account);
ASSAY_API const assay_account_entry* assay_account_entry_at(const assay_account* account, size_t index);

typedef int32_t assay_truth;
enum { ASSAY_TRUTH_ERROR = 0, ASSAY_TRUTH_UNKNOWN = 1, ASSAY_TRUTH_FAIL = 2, ASSAY_TRUTH_PASS = 3 };

ASSAY_API assay_text assay_account_entry_item(const assay_account_entry* entry);
ASSAY_API assay_text assay_account_entry_title(const assay_account_entry* entry);
ASSAY_API assay_level_kind assay_account_entry_level(const assay_account_entry* entry);
/* Whose rule it is, whether the subject is one of them, whether the rule asks anything of it now, and whether it is
 * met, which says something only where it is due. */
ASSAY_API assay_text assay_account_entry_population(const assay_account_entry* entry);
ASSAY_API assay_truth assay_account_entry_is_member(const assay_account_entry* entry);
ASSAY_API assay_truth assay_account_entry_due(const assay_account_entry* entry);
ASSAY_API assay_truth assay_account_entry_met(const assay_account_entry* entry);
/* What is missing where that is unknown: "feed:contract", "cell:contract.clauses". */
ASSAY_API assay_text assay_account_entry_cause(const assay_account_entry* entry);
ASSAY_API assay_text assay_account_entry_error(const assay_account_entry* entry);
/* Never NULL of an entry. */
ASSAY_API const assay_evidence* assay_account_entry_evidence(const assay_account_entry* entry);

/* ---- Drawing a sample of people to ask --------------------------------------------------------------------------- */

/* Whom an interview of the pack is to ask, drawn so that anybody can draw them again: a record audit_plan. */
typedef struct assay_sample assay_sample;

typedef struct assay_sample_options {
  size_t struct_size;
  assay_text as_of;              /* Whose population is asked; empty = the as_of of the facts. */
  const assay_setting* settings; /* As for assay_assess. */
  size_t setting_count;
  int64_t size;                  /* How many; 0 = as many as confirm the check if nobody fails. */
} assay_sample_options;

/* `seed` is any text: the draw depends on it and the ids alone, and a larger sample begins with the smaller one.
 * ASSAY_ERROR_NOT_FOUND for a check that the pack does not have or that is no interview. */
ASSAY_API assay_error* assay_sample_draw(const assay_pack* pack, const assay_facts* facts, const char* check,
                                         size_t check_size, const char* seed, size_t seed_size,
                                         const assay_sample_options* options, assay_sample** out);
ASSAY_API void assay_sample_delete(assay_sample* sample);
ASSAY_API assay_text assay_sample_check(const assay_sample* sample);
ASSAY_API assay_text assay_sample_seed(const assay_sample* sample);
ASSAY_API assay_text assay_sample_population(const assay_sample* sample);
/* The share that may fail and how sure the check must be of it, in percent. */
ASSAY_API int64_t assay_sample_tolerable_pct(const assay_sample* sample);
ASSAY_API int64_t assay_sample_confidence_pct(const assay_sample* sample);
/* Ids, in the order of drawing. */
ASSAY_API size_t assay_sample_person_count(const assay_sample* sample);
ASSAY_API assay_text assay_sample_person_at(const assay_sample* sample, size_t index);
/* As the record audit_plan in JSON. */
ASSAY_API assay_error* assay_sample_write_json(const assay_sample* sample, assay_string** out);

/* ---- Words ------------------------------------------------------------------------------------------------------- */

/* The words that packs and reports use: "not_satisfied". Empty for a number that is none. Valid for ever. */
ASSAY_API assay_text assay_verdict_name(assay_verdict verdict);
ASSAY_API assay_text assay_rung_name(assay_rung rung);
ASSAY_API assay_text assay_operation_name(assay_operation operation);
ASSAY_API assay_text assay_level_name(assay_level_kind level);
ASSAY_API assay_text assay_trap_state_name(assay_trap_state_kind state);
ASSAY_API assay_text assay_check_state_name(assay_check_state_kind state);
ASSAY_API assay_text assay_truth_name(assay_truth truth);
ASSAY_API assay_text assay_error_name(assay_error_kind code);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* ASSAY_H_ */
