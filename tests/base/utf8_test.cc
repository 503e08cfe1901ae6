#include "src/base/utf8.h"

#include <string>

#include <gtest/gtest.h>

namespace assay {
namespace {

// Every scalar value there is, written and read back.
TEST(Utf8Test, EveryCodePointRoundTrips) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(value, &text);
    const CodePoint read = DecodeUtf8(text + "x");
    ASSERT_TRUE(read.valid) << static_cast<unsigned>(value);
    ASSERT_EQ(read.value, value);
    ASSERT_EQ(read.bytes, text.size());
    ASSERT_EQ(FindInvalidUtf8(text), std::string_view::npos);
    // Every proper prefix is broken, at its first byte.
    for (std::size_t size = 1; size < text.size(); ++size) {
      ASSERT_EQ(FindInvalidUtf8(text.substr(0, size)), 0U) << static_cast<unsigned>(value);
    }
  }
}

struct BadBytes {
  const char* name;
  std::string text;
  std::size_t at;
};

class BadUtf8Test : public testing::TestWithParam<BadBytes> {};

TEST_P(BadUtf8Test, IsFoundWhereItBegins) {
  EXPECT_EQ(FindInvalidUtf8(GetParam().text), GetParam().at);
  const std::string padded = std::string(64, 'a') + GetParam().text;
  EXPECT_EQ(FindInvalidUtf8(padded), GetParam().at + 64);
}

INSTANTIATE_TEST_SUITE_P(Cases, BadUtf8Test,
                         testing::Values(BadBytes{"LoneContinuation", "ab\x80", 2},
                                         BadBytes{"Overlong2", "\xC0\xAF", 0},
                                         BadBytes{"Overlong3", "a\xE0\x80\xAF", 1},
                                         BadBytes{"Overlong4", "\xF0\x80\x80\xAF", 0},
                                         BadBytes{"Surrogate", "\xED\xA0\x80", 0},
                                         BadBytes{"TooHigh", "\xF4\x90\x80\x80", 0},
                                         BadBytes{"Never", "abc\xFF", 3},
                                         BadBytes{"CutShort", "Zo\xC3", 2},
                                         BadBytes{"CutByAscii",
                                                  "\xE2\x82"
                                                  "a",
                                                  0}),
                         [](const auto& info) { return info.param.name; });

TEST(Utf8Test, CountsCodePoints) {
  EXPECT_EQ(CountCodePoints(""), 0U);
  EXPECT_EQ(CountCodePoints("Zoë €"), 5U);
  EXPECT_EQ(CountCodePoints("a\xFF\xC3"), 3U);
}

}  // namespace
}  // namespace assay
