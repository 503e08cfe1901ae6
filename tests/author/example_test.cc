// examples/cpp_pack: in C++ and as YAML it is one pack, and its assessments are the same bytes.

#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "assay/engine/assess.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/write.h"
#include "assay/report/report.h"
#include "examples/cpp_pack/doors.h"

namespace {

std::string ExampleText(const std::string& name) {
  std::ifstream file(std::string(ASSAY_SOURCE_DIR) + "/examples/cpp_pack/" + name,
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

assay::Assessment AssessedBy(assay::Pack pack, const assay::NativeLibrary& natives) {
  const assay::Schema schema = assay::ShippedSchema();
  assay::Diagnostics problems;
  const auto compiled =
      assay::CompilePack(std::move(pack), schema, {.natives = natives}, &problems);
  EXPECT_TRUE(compiled.ok()) << assay::Render(problems);
  const auto facts =
      assay::ReadFactsJson(ExampleText("facts.json"), compiled->schema(), {}, &problems);
  EXPECT_TRUE(facts.ok()) << assay::Render(problems);
  return *assay::Assess(*compiled, *facts, {}, &problems);
}

TEST(CppPackExample, IsThePackBesideIt) {
  assay::Diagnostics problems;
  auto built = Doors().Build(&problems);
  ASSERT_TRUE(built.ok()) << assay::Render(problems);
  EXPECT_EQ(assay::WritePack(built->pack), ExampleText("pack.yaml"));
  auto read = assay::ReadPack(ExampleText("pack.yaml"), "pack.yaml", {}, &problems);
  ASSERT_TRUE(read.ok()) << assay::Render(problems);
  EXPECT_EQ(read->digest(), built->pack.digest());
  const assay::Assessment in_cpp = AssessedBy(std::move(built->pack), built->natives);
  const assay::Assessment in_yaml = AssessedBy(*std::move(read), built->natives);
  EXPECT_EQ(assay::AssessmentJson(in_cpp), assay::AssessmentJson(in_yaml));
  EXPECT_EQ(assay::AssessmentText(in_cpp, {}), ExampleText("assessment.txt"));
}

}  // namespace
