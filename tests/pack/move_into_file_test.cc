// From a place inside a rule to its place in the file.

#include <string>

#include <gtest/gtest.h>

#include "tests/pack/small_pack.h"

namespace assay {
namespace {

struct MoveCase {
  const char* name;
  std::string body;  // Of the function `f`, on line 8 from column 3 ("  f(): ").
  std::uint32_t line;
  std::uint32_t column;
  std::uint32_t length;
  Place want;  // Line, column and length.
  std::string want_line;
};

class MoveIntoFileTest : public testing::TestWithParam<MoveCase> {};

TEST_P(MoveIntoFileTest, FindsThePlace) {
  const MoveCase& c = GetParam();
  const ReadResult result = Read(std::string(kHeading) + "functions:\n  f(): " + c.body);
  ASSERT_TRUE(result.pack.ok()) << Render(result.problems);
  Diagnostic diagnostic;
  diagnostic.source_line = "as the parser saw it";
  diagnostic.place.line = c.line;
  diagnostic.place.column = c.column;
  diagnostic.place.length = c.length;
  MoveIntoFile(result.pack->definition().functions[0].body, result.pack->source(), &diagnostic);
  EXPECT_EQ(diagnostic.place.file, "acme/pack.yaml");
  EXPECT_EQ(diagnostic.place.line, c.want.line);
  EXPECT_EQ(diagnostic.place.column, c.want.column);
  EXPECT_EQ(diagnostic.place.length, c.want.length);
  EXPECT_EQ(diagnostic.source_line, c.want_line);
  EXPECT_TRUE(diagnostic.place.pointer.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Pack, MoveIntoFileTest,
    testing::Values(
        MoveCase{"plain", "abc == def\n", 1, 8, 3, {"", 8, 15, 3, ""}, "  f(): abc == def"},
        MoveCase{"quoted", "'abc == def'\n", 1, 8, 3, {"", 8, 16, 3, ""}, "  f(): 'abc == def'"},
        MoveCase{"beyond_ascii",
                 "x == 'ü' && def\n",
                 1,
                 13,
                 3,
                 {"", 8, 20, 3, ""},
                 "  f(): x == 'ü' && def"},
        MoveCase{"literal_first_line",
                 "|\n    abc\n      + def\n",
                 1,
                 1,
                 3,
                 {"", 9, 5, 3, ""},
                 "    abc"},
        MoveCase{"literal_second_line",
                 "|\n    abc\n      + def\n",
                 2,
                 5,
                 3,
                 {"", 10, 9, 3, ""},
                 "      + def"},
        MoveCase{"literal_after_a_blank_line",
                 "|\n    abc\n\n    + def\n",
                 3,
                 3,
                 3,
                 {"", 11, 7, 3, ""},
                 "    + def"},
        MoveCase{"folded_second_line",
                 ">\n    abc\n    + def\n",
                 1,
                 7,
                 3,
                 {"", 10, 7, 3, ""},
                 "    + def"},
        MoveCase{"plain_that_runs_on", "abc\n    + def\n", 1, 7, 3, {"", 9, 7, 3, ""}, "    + def"},
        MoveCase{"underline_ends_with_the_line",
                 ">\n    abc\n    + def\n",
                 1,
                 1,
                 9,
                 {"", 9, 5, 3, ""},
                 "    abc"},
        MoveCase{"end_of_the_text", "|\n    abc\n", 2, 1, 1, {"", 9, 8, 1, ""}, "    abc"},
        MoveCase{"escapes_give_the_start",
                 "\"a\\u0062c == def\"\n",
                 1,
                 8,
                 3,
                 {"", 8, 9, 0, ""},
                 "  f(): \"a\\u0062c == def\""}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(MoveIntoFile, FindsExpressionsInsideTexts) {
  const ReadResult result = Read(std::string(kHeading) + std::string(kItem) + std::string(kRule) +
                                 "        finding: >-\n"
                                 "          all of {{them}} but\n"
                                 "          { params.x +\n"
                                 "            params.y } fail\n");
  ASSERT_TRUE(result.pack.ok()) << Render(result.problems);
  const Template& text = result.pack->definition().controls[0].items[0].finding.In("en");
  ASSERT_EQ(text.segments.size(), 3u);
  const RuleText& rule = text.segments[1].expression;
  Diagnostic diagnostic;
  diagnostic.place.line = 1;
  diagnostic.place.column = static_cast<std::uint32_t>(rule.text.find("params.x") + 1);
  MoveIntoFile(rule, result.pack->source(), &diagnostic);
  EXPECT_EQ(diagnostic.place.line, 16u);
  EXPECT_EQ(diagnostic.place.column, 13u);
}

TEST(MoveIntoFile, OfAPackWithoutTextSaysWhereInTheDocument) {
  RuleText rule;
  rule.text = "a && b";
  rule.origin.pointer = "/functions/f()";
  Diagnostic diagnostic;
  diagnostic.place.line = 1;
  diagnostic.place.column = 6;
  MoveIntoFile(rule, "", &diagnostic);
  EXPECT_EQ(diagnostic.place.pointer, "/functions/f()");
  EXPECT_EQ(diagnostic.place.column, 6u);
}

}  // namespace
}  // namespace assay
