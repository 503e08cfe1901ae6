// Wording, carets and hints of everything the tests know to be wrong with an expression.

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/expr/fault_texts.h"

namespace assay {
namespace {

std::string Worded(const std::vector<FaultText>& texts) {
  std::string worded;
  for (const FaultText& text : texts) {
    worded += "== " + text.name + "\n" + Render(text.problems) + "\n";
  }
  return worded;
}

// To accept a change, copy the file that the failure names over the golden one and read the
// difference.
TEST(FaultWording, IsTheGoldenOne) {
  const std::string actual = Worded(SyntaxFaultTexts()) + Worded(CheckFaultTexts());
  std::ifstream file(ASSAY_SOURCE_DIR "/tests/golden/expr_diagnostics.txt", std::ios::binary);
  const std::string golden{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const std::string path = testing::TempDir() + "expr_diagnostics.txt";
  if (actual != golden) std::ofstream(path, std::ios::binary) << actual;
  EXPECT_TRUE(actual == golden) << "the wording differs; what it is now: " << path;
}

}  // namespace
}  // namespace assay
