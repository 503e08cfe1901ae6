#include "src/pack/rule_scan.h"

#include <string>

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(FindRuleComment, LooksPastTexts) {
  EXPECT_EQ(FindRuleComment("a // b"), 2u);
  EXPECT_EQ(FindRuleComment("a / b"), std::nullopt);
  EXPECT_EQ(FindRuleComment("'http://x' + \"//\""), std::nullopt);
  EXPECT_EQ(FindRuleComment("'it\\'s // in' // out"), 14u);
  EXPECT_EQ(FindRuleComment("r'\\' // out"), 5u);
  EXPECT_EQ(FindRuleComment("'''a ' // ''' // out"), 14u);
  EXPECT_EQ(FindRuleComment("rather // out"), 7u);
  EXPECT_EQ(FindRuleComment(""), std::nullopt);
}

TEST(WithoutLayout, KeepsOnlyWhatCounts) {
  EXPECT_EQ(WithoutLayout("  a\n   && b // c\n"), "a && b");
  EXPECT_EQ(WithoutLayout("a // c\n&& b"), "a && b");
  EXPECT_EQ(WithoutLayout("'a  b'  ==  c"), "'a  b' == c");
  EXPECT_EQ(WithoutLayout("a&&b"), "a&&b");
  EXPECT_EQ(WithoutLayout("'never closed  "), "'never closed  ");
}

}  // namespace
}  // namespace assay
