#include "assay/base/diagnostic.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "src/base/edit_distance.h"

namespace assay {
namespace {

Diagnostic NoSuchField() {
  Diagnostic diagnostic;
  diagnostic.code = "expr.no-such-field";
  diagnostic.message = "`module_id` is not a field of training_completion";
  diagnostic.place.file = "acme/pack.yaml";
  diagnostic.place.line = 41;
  diagnostic.place.column = 9;
  diagnostic.place.length = 9;
  diagnostic.hint = "did you mean `module`?";
  diagnostic.source_line = "      e.module_id == params.basic && e.passed";
  return diagnostic;
}

TEST(RenderTest, ShowsPlaceLineCaretAndHint) {
  EXPECT_EQ(Render(NoSuchField()),
            "acme/pack.yaml:41:9: error[expr.no-such-field] `module_id` is not a field of "
            "training_completion\n"
            "   41 |       e.module_id == params.basic && e.passed\n"
            "      |         ^^^^^^^^^ did you mean `module`?\n");
}

TEST(RenderTest, LeavesOutWhatIsNotKnown) {
  Diagnostic bare;
  bare.code = "facts.bad-date";
  bare.message = "`2025-02-29` is not a day";
  bare.severity = DiagnosticSeverity::kWarning;
  EXPECT_EQ(Render(bare), "warning[facts.bad-date] `2025-02-29` is not a day\n");
  bare.place.pointer = "/people/3/start";
  bare.hint = "use YYYY-MM-DD";
  EXPECT_EQ(Render(bare),
            "warning[facts.bad-date] `2025-02-29` is not a day (at /people/3/start)\n"
            "  hint: use YYYY-MM-DD\n");
  bare.place.file = "facts.json";
  bare.hint.clear();
  EXPECT_EQ(Render(bare),
            "facts.json: warning[facts.bad-date] `2025-02-29` is not a day (at /people/3/start)\n");
}

TEST(RenderTest, LineWithoutColumnOrHintHasNoSecondLine) {
  Diagnostic diagnostic = NoSuchField();
  diagnostic.place.column = 0;
  diagnostic.hint.clear();
  EXPECT_EQ(Render(diagnostic),
            "acme/pack.yaml:41: error[expr.no-such-field] `module_id` is not a field of "
            "training_completion\n"
            "   41 |       e.module_id == params.basic && e.passed\n");
}

TEST(RenderTest, CountsCodePointsAndShowsTabsAsOneSpace) {
  Diagnostic diagnostic = NoSuchField();
  diagnostic.source_line = "\tname: Zoë \xE2\x82\xAC x";
  diagnostic.place.column = 14;
  diagnostic.place.length = 1;
  const std::string text = Render(diagnostic);
  EXPECT_NE(text.find("   41 |  name: Zoë \xE2\x82\xAC x\n"
                      "      |              ^ did"),
            std::string::npos)
      << text;
}

TEST(RenderTest, NeverSendsControlCharactersToATerminal) {
  Diagnostic diagnostic = NoSuchField();
  const std::string evil =
      "a\x1B[2Jb\rc\nd\x7F\xC2\x9B"
      "e\xE2\x80\xAE"
      "f\xFFg" +
      std::string(1, '\0');
  diagnostic.message = diagnostic.hint = diagnostic.source_line = evil;
  diagnostic.place.file = diagnostic.place.pointer = evil;
  const std::string text = Render(diagnostic);
  for (const char c : text) EXPECT_TRUE(c == '\n' || (c >= 0x20 && c != 0x7F) || c < 0) << int{c};
  EXPECT_NE(text.find("a?[2Jb?c?d??e?f\xEF\xBF\xBDg?"), std::string::npos) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(RenderTest, CutsLongLinesAroundTheColumn) {
  Diagnostic diagnostic = NoSuchField();
  diagnostic.place.column = 501;
  diagnostic.place.length = 3;
  diagnostic.source_line = std::string(500, 'a') + "BCD" + std::string(500, 'e');
  const std::string text = Render(diagnostic);
  const std::string shown =
      "   41 | …" + std::string(80, 'a') + "BCD" + std::string(77, 'e') + "…\n";
  EXPECT_NE(text.find(shown), std::string::npos) << text;
  EXPECT_NE(text.find("\n      |  " + std::string(80, ' ') + "^^^ did"), std::string::npos) << text;
}

TEST(RenderTest, UnderlineStaysInsideTheLine) {
  Diagnostic diagnostic = NoSuchField();
  diagnostic.hint.clear();
  diagnostic.source_line = "abc";
  diagnostic.place.column = 3;
  diagnostic.place.length = 4'000'000'000;
  EXPECT_NE(Render(diagnostic).find("|   ^\n"), std::string::npos);
  diagnostic.place.column = 4'000'000'000;  // Behind the end: one mark after it.
  EXPECT_NE(Render(diagnostic).find("|    ^\n"), std::string::npos);
}

TEST(RenderTest, AllOfThemAreCounted) {
  Diagnostic warning = NoSuchField();
  warning.severity = DiagnosticSeverity::kWarning;
  const std::string one = Render(NoSuchField());
  EXPECT_EQ(Render(Diagnostics{}), "");
  EXPECT_EQ(Render(Diagnostics{NoSuchField()}), one + "1 error\n");
  EXPECT_EQ(Render(Diagnostics{NoSuchField(), warning, NoSuchField()}),
            one + Render(warning) + one + "2 errors, 1 warning\n");
  EXPECT_EQ(Render(Diagnostics{warning, warning}),
            Render(warning) + Render(warning) + "2 warnings\n");
  EXPECT_EQ(ErrorCount({NoSuchField(), warning, NoSuchField()}), 2U);
}

struct DistanceCase {
  const char* name;
  const char* left;
  const char* right;
  std::size_t distance;
};

class EditDistanceTest : public testing::TestWithParam<DistanceCase> {};

TEST_P(EditDistanceTest, IsCountedBothWays) {
  const DistanceCase& row = GetParam();
  EXPECT_EQ(EditDistance(row.left, row.right, 100), row.distance);
  EXPECT_EQ(EditDistance(row.right, row.left, 100), row.distance);
  EXPECT_EQ(EditDistance(row.left, row.right, row.distance), row.distance);
  if (row.distance > 0) {
    EXPECT_GT(EditDistance(row.left, row.right, row.distance - 1), row.distance - 1);
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, EditDistanceTest,
                         testing::Values(DistanceCase{"Same", "module", "module", 0},
                                         DistanceCase{"Empty", "", "abc", 3},
                                         DistanceCase{"Insert", "modle", "module", 1},
                                         DistanceCase{"Replace", "modula", "module", 1},
                                         DistanceCase{"Swap", "moduel", "module", 1},
                                         DistanceCase{"SwapAtTheStart", "omdule", "module", 1},
                                         DistanceCase{"TwoSwaps", "omduel", "module", 2},
                                         DistanceCase{"NoPlaceTwice", "ca", "abc", 3},
                                         DistanceCase{"Kitten", "kitten", "sitting", 3}),
                         [](const auto& info) { return info.param.name; });

TEST(NearestNameTest, TakesTheNearestAndOfEqualsTheFirst) {
  const std::vector<std::string_view> fields = {"person", "module", "passed", "modulo",
                                                "score_pct"};
  EXPECT_EQ(NearestName("modul", fields), "module");
  EXPECT_EQ(NearestName("modulo_", fields), "modulo");
  EXPECT_EQ(NearestName("persn", fields), "person");
  EXPECT_EQ(NearestName("score_pc", fields), "score_pct");
}

TEST(NearestNameTest, SaysNothingWhenNoneIsNear) {
  EXPECT_EQ(NearestName("module_id", {"module"}), "module");  // Three of nine: just near enough.
  EXPECT_EQ(NearestName("module_ids", {"module"}), "");
  EXPECT_EQ(NearestName("x", {"y"}), "");
  EXPECT_EQ(NearestName("", {"a"}), "");
  EXPECT_EQ(NearestName("anything", {}), "");
  const std::string long_name(10'000, 'a');
  EXPECT_EQ(NearestName(long_name, {long_name}), "");
}

}  // namespace
}  // namespace assay
