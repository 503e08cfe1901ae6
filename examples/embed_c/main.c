/* Assesses facts against the pack for ISO/IEC 27001 A.5.4 and writes the assessment as JSON:
 *
 *   embed_c facts.json > assessment.json
 */
#include <assay.h>
#include <stdio.h>
#include <string.h>

static char text[1 << 24];

int main(int argc, char** argv) {
  FILE* file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  size_t size = file != NULL ? fread(text, 1, sizeof text, file) : 0;
  const char* name = "iso27001-2022-a5.4";
  assay_pack* pack = NULL;
  assay_facts* facts = NULL;
  assay_assessment* assessment = NULL;
  assay_string* json = NULL;
  assay_error* error = assay_pack_shipped(name, strlen(name), &pack);
  if (error == NULL) error = assay_facts_read_json(pack, text, size, NULL, &facts);
  if (error == NULL) error = assay_assess(pack, facts, NULL, &assessment);
  if (error == NULL) error = assay_assessment_render(assessment, "json", 4, &json);
  assay_text out = error == NULL ? assay_string_text(json) : assay_error_rendered(error);
  fwrite(out.data, 1, out.size, error == NULL ? stdout : stderr);
  int status = error == NULL ? 0 : 1;
  assay_error_delete(error); /* What is NULL still is no trouble to any of these. */
  assay_string_delete(json);
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
  return status;
}
