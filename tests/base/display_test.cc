// What people are shown of text that somebody else wrote.

#include "assay/base/display.h"

#include <string>

#include <gtest/gtest.h>

#include "src/base/utf8.h"

namespace assay {
namespace {

struct Case {
  const char* name;
  std::string text;
  std::string shown;
};

class ForDisplayOf : public testing::TestWithParam<Case> {};

TEST_P(ForDisplayOf, IsOneLineThatSteersNothing) { EXPECT_EQ(ForDisplay(GetParam().text), GetParam().shown); }

INSTANTIATE_TEST_SUITE_P(
    Texts, ForDisplayOf,
    testing::Values(Case{"Plain", "p05 & Zoë 日本", "p05 & Zoë 日本"}, Case{"Nothing", "", ""},
                    Case{"LineEnds", "a\nb\r\nc", "a?b??c"}, Case{"Tab", "a\tb", "a b"},
                    Case{"Escapes", "\x1b[2J\x07\x7f", "?[2J??"}, Case{"Nul", std::string("a\0b", 3), "a?b"},
                    Case{"UpperControls", "\xC2\x85\xC2\x9B" "1m", "??1m"},
                    Case{"Separators", "a\xE2\x80\xA8" "b\xE2\x80\xA9", "a?b?"},
                    Case{"Directions", "\xE2\x80\xAE" "a\xE2\x81\xA6" "b\xE2\x80\x8F\xD8\x9C", "?a?b??"},
                    Case{"Invisible", "p\xE2\x80\x8B" "0\xEF\xBB\xBF" "5\xF3\xA0\x81\x81", "p?0?5?"},
                    Case{"Joiners", "\xE2\x80\x8C\xE2\x80\x8D", "\xE2\x80\x8C\xE2\x80\x8D"},
                    Case{"NotUtf8", "a\xFF\xC3", "a\xEF\xBF\xBD\xEF\xBF\xBD"}),
    [](const auto& info) { return std::string(info.param.name); });

// Columns are counted before and after.
TEST(ForDisplay, HasAsManyCodePointsAsTheText) {
  std::string all;
  for (char32_t point = 0; point < 0x3000; ++point) AppendUtf8(point, &all);
  EXPECT_EQ(CountCodePoints(ForDisplay(all)), CountCodePoints(all));
}

TEST(MessageForDisplay, CutsWhatItQuotes) {
  std::string hundred;
  for (int k = 0; k < 50; ++k) hundred += "aé";
  EXPECT_EQ(MessageForDisplay("no `" + hundred + "` or `x`\n"), "no `" + hundred + "` or `x`?");
  EXPECT_EQ(MessageForDisplay("no `" + hundred + "bc` or `" + hundred + "`"), "no `" + hundred + "…` or `" + hundred + "`");
  const std::string words(300, 'w');
  EXPECT_EQ(MessageForDisplay(words + " `x`"), words + " `x`");
}

TEST(HintForDisplay, KeepsWhatIsThereToBeCopied) {
  const std::string list(500, 'w');
  EXPECT_EQ(HintForDisplay("write `" + list + "`"), "write `" + list + "`");
  EXPECT_EQ(CountCodePoints(HintForDisplay(std::string(100000, 'w'))), 2001u);
}

TEST(MessageForDisplay, IsBoundedWhateverIsInIt) {
  const std::string ticks = MessageForDisplay("no `" + std::string(100000, '`') + "a`b`" + std::string(5000, 'c'));
  EXPECT_LE(CountCodePoints(ticks), 2001u);
  EXPECT_LE(CountCodePoints(MessageForDisplay(std::string(100000, 'w'))), 2001u);
}

TEST(ValidUtf8, ReplacesNothingButBadBytes) {
  EXPECT_EQ(ValidUtf8("a\n\x1b Zoë"), "a\n\x1b Zoë");
  EXPECT_EQ(ValidUtf8("\xFF" "a\xC3\xC3\xA9\xED\xA0\x80"), "\xEF\xBF\xBD" "a\xEF\xBF\xBD\xC3\xA9" "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(ValidUtf8(""), "");
}

}  // namespace
}  // namespace assay
