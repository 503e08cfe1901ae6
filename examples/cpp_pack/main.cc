// Assesses the doors of an organisation, or writes their pack as YAML:
//
//   cpp_pack facts.json
//   cpp_pack > pack.yaml

#include <assay/engine/assess.h>
#include <assay/ingest/facts_json.h>
#include <assay/ingest/shipped_schema.h>
#include <assay/pack/write.h>
#include <assay/report/report.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "doors.h"

int main(int argc, char** argv) {
  assay::Diagnostics problems;
  const auto refuse = [&] { return std::cerr << assay::Render(problems), 1; };
  auto built = Doors().Build(&problems);
  if (!built.ok()) return refuse();
  if (argc != 2) return std::cout << assay::WritePack(built->pack), 0;
  const assay::Schema schema = assay::ShippedSchema();
  auto pack = assay::CompilePack(std::move(built->pack), schema, {.natives = built->natives}, &problems);
  if (!pack.ok()) return refuse();
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  auto facts = assay::ReadFactsJson(text, pack->schema(), {}, &problems);
  if (!facts.ok()) return refuse();
  auto assessment = assay::Assess(*pack, *facts, {}, &problems);
  if (!assessment.ok()) return std::cerr << assessment.status() << "\n", 1;
  std::cout << assay::AssessmentText(*assessment, {});
}
