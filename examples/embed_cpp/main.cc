// Assesses facts against the pack for ISO/IEC 27001 A.5.4 and writes the assessment as JSON:
//
//   embed_cpp facts.json > assessment.json

#include <assay/engine/assess.h>
#include <assay/ingest/facts_json.h>
#include <assay/ingest/shipped_schema.h>
#include <assay/pack/texts.h>
#include <assay/report/report.h>

#include <fstream>
#include <iostream>
#include <iterator>

// What was refused, and why: every fault with its place.
int Refuse(const assay::Diagnostics& problems, const absl::Status& status) {
  std::cerr << assay::Render(problems) << status << "\n";
  return 1;
}

int main(int argc, char** argv) {
  std::ifstream file(argc == 2 ? argv[1] : "", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const assay::ShippedPack* shipped = assay::FindShippedPack("iso27001-2022-a5.4");
  const assay::Schema schema = assay::ShippedSchema();
  assay::Diagnostics problems;
  auto pack = assay::ReadShippedPack(*shipped, &problems);
  if (!pack.ok()) return Refuse(problems, pack.status());
  auto compiled = assay::CompilePack(*std::move(pack), schema, &problems);
  if (!compiled.ok()) return Refuse(problems, compiled.status());
  auto facts = assay::ReadFactsJson(text, compiled->schema(), {}, &problems);
  if (!facts.ok()) return Refuse(problems, facts.status());
  auto assessment = assay::Assess(*compiled, *facts, {}, &problems);
  if (!assessment.ok()) return Refuse(problems, assessment.status());
  std::cout << assay::AssessmentJson(*assessment);
  return 0;
}
