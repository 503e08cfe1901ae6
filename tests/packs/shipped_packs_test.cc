// Every shipped pack compiles against the shipped schema without a remark.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "assay/engine/compile.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"
#include "src/engine/compiled.h"

namespace assay {
namespace {

std::string FileText(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(ShippedPacks, CompileWithoutARemark) {
  const Schema schema = ShippedSchema();
  std::size_t packs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ASSAY_SOURCE_DIR "/packs")) {
    const std::filesystem::path file = entry.path() / "pack.yaml";
    if (!std::filesystem::exists(file)) continue;
    ++packs;
    Diagnostics problems;
    absl::StatusOr<Pack> pack = ReadPack(FileText(file), file.string(), {}, &problems);
    ASSERT_TRUE(pack.ok()) << Render(problems);
    const absl::StatusOr<CompiledPack> compiled = CompilePack(*std::move(pack), schema, &problems);
    EXPECT_TRUE(compiled.ok());
    EXPECT_TRUE(problems.empty()) << Render(problems);
    if (!compiled.ok()) continue;
    // Every type is known before the facts are: nothing is left to be found out record by record.
    EXPECT_GT(compiled->rep().units.size(), 0u);
    for (const Unit& unit : compiled->rep().units) EXPECT_FALSE(unit.program().has_dyn) << unit.source->text;
  }
  EXPECT_GT(packs, 0u);
}

}  // namespace
}  // namespace assay
