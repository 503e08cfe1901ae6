#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed = 0;

int FailedChecks(void) { return failed; }

void CheckThat(int holds, const char* what, const char* file, int line) {
  if (holds) return;
  ++failed;
  fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
}

void CheckSuccess(assay_error* error, const char* what, const char* file, int line) {
  const assay_text said = assay_error_rendered(error);
  CheckThat(error == NULL, what, file, line);
  if (error != NULL) fprintf(stderr, "%.*s", (int)said.size, said.data);
  assay_error_delete(error);
}

void CheckFailure(assay_error_kind code, assay_error* error, const char* what, const char* file, int line) {
  CheckThat(error != NULL && assay_error_code(error) == code, what, file, line);
  CheckThat(error == NULL || assay_error_message(error).size > 0, "the error has a message", file, line);
  CheckThat(error == NULL || assay_error_rendered(error).size > 0, "the error can be shown", file, line);
  assay_error_delete(error);
}

int Equals(assay_text text, const char* wanted) {
  return text.size == strlen(wanted) && (text.size == 0 || memcmp(text.data, wanted, text.size) == 0);
}

void CheckText(assay_text text, const char* wanted, const char* what, const char* file, int line) {
  CheckThat(Equals(text, wanted), what, file, line);
  if (!Equals(text, wanted)) fprintf(stderr, "  is `%.*s`, not `%s`\n", (int)text.size, text.data, wanted);
}

int Contains(assay_text text, const char* part) {
  const size_t size = strlen(part);
  size_t at;
  for (at = 0; at + size <= text.size; ++at) {
    if (memcmp(text.data + at, part, size) == 0) return 1;
  }
  return 0;
}

File ReadFile(const char* name) {
  char path[4096];
  File result = {NULL, 0};
  FILE* file;
  snprintf(path, sizeof path, "%s%s%s", name[0] == '/' ? "" : ASSAY_TEST_DIR, name[0] == '/' ? "" : "/", name);
  file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(2);
  }
  result.size = (size_t)ftell(file);
  result.data = malloc(result.size);
  rewind(file);
  if (result.data == NULL || fread(result.data, 1, result.size, file) != result.size) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(2);
  }
  fclose(file);
  return result;
}

assay_pack* SmallPack(void) {
  const File text = ReadFile("small_pack.yaml");
  assay_pack* pack = NULL;
  CHECK_OK(assay_pack_load(text.data, text.size, "small_pack.yaml", 15, &pack));
  free(text.data);
  if (pack == NULL) exit(1);
  return pack;
}

assay_facts* SmallFacts(const assay_pack* pack) {
  const File text = ReadFile("small_facts.json");
  assay_facts* facts = NULL;
  CHECK_OK(assay_facts_read_json(pack, text.data, text.size, NULL, &facts));
  free(text.data);
  if (facts == NULL) exit(1);
  return facts;
}
