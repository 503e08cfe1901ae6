// That assessments keep to the schema is tested over real ones (test_assessment_schema.py); here, that
// schemas/ holds the schema that the library writes.

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "assay/report/report.h"

namespace assay {
namespace {

TEST(AssessmentSchema, IsTheOneInTheFile) {
  std::ifstream file(ASSAY_SOURCE_DIR "/schemas/assessment.schema.json");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_EQ(text, AssessmentJsonSchema())
      << "schemas/assessment.schema.json is out of date; assay schema assessment > schemas/assessment.schema.json";
}

}  // namespace
}  // namespace assay
