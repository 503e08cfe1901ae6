/* Facts from tables, and assessments as tables: the same records are the same facts whichever way they come, and streams
 * are released once, whatever becomes of them. */
#include <stdlib.h>
#include <string.h>

#include "arrow_rows.h"
#include "check.h"

static const char kDocument[] =
    "{\"as_of\": \"2020-01-01\","
    "\"organization\": {\"id\": \"o\", \"name\": \"O\", \"time_zone\": \"UTC\", \"isms_start\": \"2024-01-01\","
    "\"primary_channel\": \"chat\"}, \"collected\": [\"*\"],"
    "\"roles\": [{\"id\": \"r\", \"title\": \"Developer\", \"department\": \"eng\", \"management_level\": \"none\","
    "\"top_executive\": false}],"
    "\"evidence\": ["
    "{\"id\": \"e1\", \"type\": \"nda\", \"person\": \"p1\", \"occurred_at\": \"2024-05-01\", \"source\": \"hr\","
    "\"references_security_policy\": true},"
    "{\"id\": \"e2\", \"type\": \"nda\", \"person\": \"p2\", \"occurred_at\": \"2027-05-01\", \"source\": \"hr\","
    "\"references_security_policy\": true},"
    "{\"id\": \"e3\", \"type\": \"nda\", \"person\": \"p3\", \"occurred_at\": \"2024-05-01\", \"source\": \"hr\"}]}";

static const char* const kPeopleColumns[] = {"id", "engagement", "start"};
static const char* const kPeople[] = {"g1", "contractor", "2020-01-01", "p3", "employee", "2020-01-01",
                                      "p1", "employee",   "2020-01-01", "p2", "employee", "2020-01-01"};
static const char* const kAssignmentColumns[] = {"person_id", "role", "from"};
static const char* const kAssignments[] = {"p1", "r", "2020-01-01", "p2", "r", "2020-01-01",
                                           "p3", "r", "2020-01-01", "g1", "r", "2020-01-01"};

static void AddTables(assay_facts_builder* builder, int* releases) {
  struct ArrowArrayStream stream;
  MakeStream(3, kPeopleColumns, 4, kPeople, releases, &stream);
  CHECK_OK(assay_facts_builder_add_arrow(builder, "people", 6, "hr", 2, &stream));
  CHECK(stream.release == NULL);
  MakeStream(3, kAssignmentColumns, 4, kAssignments, releases, &stream);
  CHECK_OK(assay_facts_builder_add_arrow(builder, "assignment", 10, NULL, 0, &stream));
  CHECK(stream.release == NULL);
}

static void Count(void* user, assay_log_level level, assay_text message) {
  int* lines = user;
  CHECK(level == ASSAY_LOG_INFO);
  CHECK(Contains(message, "sealed facts sha256:"));
  CHECK(Contains(message, "4 person"));
  ++*lines;
}

static void SameFacts(void) {
  assay_pack* pack = SmallPack();
  assay_facts* from_json = SmallFacts(pack);
  assay_facts* facts = NULL;
  assay_facts_builder* builder = NULL;
  assay_facts_options options = {sizeof options};
  assay_string* text = NULL;
  assay_string* other = NULL;
  int releases = 0;
  int lines = 0;
  size_t at;
  options.log = Count;
  options.user = &lines;
  CHECK_OK(assay_facts_builder_new(pack, &options, &builder));
  CHECK_OK(assay_facts_builder_set_json(builder, "{", 1, NULL, 0)); /* Replaced before it is read. */
  CHECK_OK(assay_facts_builder_set_json(builder, kDocument, sizeof kDocument - 1, "org.json", 8));
  CHECK_OK(assay_facts_builder_set_as_of(builder, "2026-03-31", 10));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_builder_set_as_of(builder, "2026-02-30", 10));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_builder_set_as_of(builder, "", 0));
  AddTables(builder, &releases);
  CHECK_OK(assay_facts_builder_seal(builder, &facts));
  CHECK(releases == 2);
  CHECK(lines == 1);
  CHECK(assay_facts_digest(facts).size == 7 + 64);
  CHECK(memcmp(assay_facts_digest(facts).data, assay_facts_digest(from_json).data, 7 + 64) == 0);
  CHECK(assay_facts_as_of(facts).year == 2026 && assay_facts_as_of(facts).month == 3 && assay_facts_as_of(facts).day == 31);
  CHECK_OK(assay_facts_write_json(facts, &text));
  CHECK_OK(assay_facts_write_json(from_json, &other));
  CHECK(assay_string_text(text).size == assay_string_text(other).size);
  CHECK(memcmp(assay_string_text(text).data, assay_string_text(other).data, assay_string_text(text).size) == 0);
  CHECK(assay_facts_table_count(facts) == assay_pack_record_type_count(pack));
  for (at = 0; at < assay_facts_table_count(facts); ++at) {
    const assay_text name = assay_facts_table_name_at(facts, at);
    CHECK(name.size == assay_pack_record_type_at(pack, at).size);
    if (Equals(name, "person")) CHECK(assay_facts_table_rows_at(facts, at) == 4);
    if (Equals(name, "nda")) CHECK(assay_facts_table_rows_at(facts, at) == 3);
  }
  CHECK(assay_facts_table_name_at(facts, at).size == 0);
  CHECK(assay_facts_table_rows_at(facts, at) == 0);
  assay_string_delete(other);
  assay_string_delete(text);

  /* A builder that was sealed takes nothing but its end. */
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_builder_set_json(builder, "{}", 2, NULL, 0));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_builder_set_as_of(builder, "2026-03-31", 10));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_builder_seal(builder, &facts));
  assay_facts_builder_delete(builder);
  assay_facts_delete(facts);
  assay_facts_delete(from_json);
  assay_pack_delete(pack);
}

static void Faults(void) {
  static const char* const kColumns[] = {"id", "engagement", "shoe_size"};
  static const char* const kRows[] = {"p1", "employee", "44", "p2", "freelance", "45"};
  assay_pack* pack = SmallPack();
  assay_facts_builder* builder = NULL;
  assay_facts* facts = NULL;
  assay_error* error;
  struct ArrowArrayStream stream;
  int releases = 0;
  int found = 0;
  size_t at;
  CHECK_OK(assay_facts_builder_new(pack, NULL, &builder));
  assay_pack_delete(pack); /* The builder keeps what it needs. */
  CHECK_OK(assay_facts_builder_set_json(builder, kDocument, sizeof kDocument - 1, "org.json", 8));
  MakeStream(3, kColumns, 2, kRows, &releases, &stream);
  CHECK_OK(assay_facts_builder_add_arrow(builder, "person", 6, "hr.parquet", 10, &stream));
  MakeStream(3, kColumns, 2, kRows, &releases, &stream);
  CHECK_OK(assay_facts_builder_add_arrow(builder, "persons", 7, "typo", 4, &stream));
  memset(&stream, 0, sizeof stream); /* Released already. */
  CHECK_OK(assay_facts_builder_add_arrow(builder, "person", 6, "empty", 5, &stream));
  error = assay_facts_builder_seal(builder, &facts);
  CHECK(facts == NULL);
  CHECK(releases == 2);
  CHECK(assay_error_code(error) == ASSAY_ERROR_INVALID_ARGUMENT);
  for (at = 0; at < assay_error_diagnostic_count(error); ++at) {
    const assay_diagnostic* diagnostic = assay_error_diagnostic_at(error, at);
    if (Equals(assay_diagnostic_code(diagnostic), "facts.unknown-value")) {
      ++found;
      CHECK_TEXT(assay_diagnostic_file(diagnostic), "hr.parquet");
      CHECK_TEXT(assay_diagnostic_pointer(diagnostic), "/person/1/engagement");
    }
    if (Equals(assay_diagnostic_code(diagnostic), "arrow.unknown-column")) ++found;
    if (Equals(assay_diagnostic_code(diagnostic), "arrow.missing-column")) ++found;
    if (Equals(assay_diagnostic_code(diagnostic), "arrow.unknown-table")) ++found;
    if (Equals(assay_diagnostic_code(diagnostic), "arrow.stream")) ++found;
  }
  CHECK(found == 5);
  assay_error_delete(error);
  assay_facts_builder_delete(builder);
}

/* Streams that nobody reads. */
static void Releases(void) {
  assay_pack* pack = SmallPack();
  assay_facts_builder* builder = NULL;
  struct ArrowArrayStream stream;
  int releases = 0;
  CHECK_OK(assay_facts_builder_new(pack, NULL, &builder));
  AddTables(builder, &releases);
  assay_facts_builder_delete(builder);
  CHECK(releases == 2);
  CHECK_OK(assay_facts_builder_new(pack, NULL, &builder));
  MakeStream(3, kPeopleColumns, 4, kPeople, &releases, &stream);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_builder_add_arrow(builder, NULL, 1, NULL, 0, &stream));
  CHECK(stream.release == NULL && releases == 3);
  MakeStream(3, kPeopleColumns, 4, kPeople, &releases, &stream);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_facts_builder_add_arrow(NULL, "person", 6, NULL, 0, &stream));
  CHECK(stream.release == NULL && releases == 4);
  assay_facts_builder_delete(builder);
  assay_pack_delete(pack);
}

static void Assessments(void) {
  assay_pack* pack = SmallPack();
  assay_facts* facts = SmallFacts(pack);
  assay_assessment* assessment = NULL;
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  size_t at;
  int has_items = 0;
  CHECK_OK(assay_assess(pack, facts, NULL, &assessment));
  memset(&stream, 0, sizeof stream);
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assessment_arrow(assessment, "papyrus", 7, &stream));
  CHECK(stream.release == NULL);
  CHECK(assay_arrow_table_count() > 0);
  CHECK(assay_arrow_table_name_at(assay_arrow_table_count()).size == 0);
  for (at = 0; at < assay_arrow_table_count(); ++at) {
    const assay_text table = assay_arrow_table_name_at(at);
    int64_t rows = 0;
    CHECK_OK(assay_assessment_arrow(assessment, table.data, table.size, &stream));
    if (at + 1 == assay_arrow_table_count()) { /* The last one outlives it. */
      assay_assessment_delete(assessment);
      assessment = NULL;
    }
    CHECK(stream.get_schema(&stream, &schema) == 0);
    CHECK(strcmp(schema.format, "+s") == 0 && schema.n_children > 0);
    schema.release(&schema);
    for (;;) {
      CHECK(stream.get_next(&stream, &batch) == 0);
      if (batch.release == NULL) break;
      rows += batch.length;
      batch.release(&batch);
    }
    if (Equals(table, "items")) {
      has_items = 1;
      CHECK(rows == 3);
    }
    stream.release(&stream);
  }
  CHECK(has_items);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
}

int main(void) {
  SameFacts();
  Faults();
  Releases();
  Assessments();
  return FailedChecks() == 0 ? 0 : 1;
}
