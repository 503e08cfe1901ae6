// Writes the generated files of schemas/. Run by the build target assay_write_schemas.
//
//   write_schemas <folder>

#include <cstdio>
#include <fstream>
#include <string>

#include "assay/ingest/json_schema.h"
#include "assay/ingest/shipped_schema.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_schemas <folder>\n");
    return 2;
  }
  const std::string path = std::string(argv[1]) + "/facts.schema.json";
  std::ofstream file(path, std::ios::binary);
  file << assay::FactsJsonSchema(assay::ShippedSchema());
  file.close();
  if (!file) {
    std::fprintf(stderr, "%s cannot be written\n", path.c_str());
    return 1;
  }
  std::printf("%s\n", path.c_str());
  return 0;
}
