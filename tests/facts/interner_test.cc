#include "src/facts/interner.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "src/facts/text_table.h"

namespace assay {
namespace {

// Texts that share prefixes, end inside words, hold zero bytes and bytes above 127.
std::vector<std::string> AwkwardTexts(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  constexpr char kLetters[] = {'\0', 'a', 'b', '\x7f', '\x80', '\xff'};
  std::vector<std::string> texts = {"",
                                    std::string(1, '\0'),
                                    std::string(8, '\0'),
                                    std::string(9, '\0'),
                                    std::string(5000, 'x'),
                                    std::string(5000, 'x') + "y",
                                    std::string(4999, 'x')};
  while (texts.size() < count) {
    std::string text = random() % 2 == 0 ? std::string(random() % 3 * 8, 'p') : "";
    const std::size_t length = random() % 20;
    for (std::size_t i = 0; i < length; ++i) text += kLetters[random() % sizeof kLetters];
    texts.push_back(std::move(text));
  }
  return texts;
}

TEST(Interner, GivesEqualTextsOneNumberAndKeepsThem) {
  Interner interner;
  std::map<std::string, std::uint32_t> numbers;
  for (const std::string& text : AwkwardTexts(20'000, 1)) {
    const std::uint32_t id = interner.Intern(text);
    const auto [known, is_new] = numbers.emplace(text, id);
    EXPECT_EQ(known->second, id);
    if (is_new) {
      EXPECT_EQ(id, numbers.size() - 1) << "numbers are dense";
    }
  }
  EXPECT_EQ(interner.size(), numbers.size());
  for (const auto& [text, id] : numbers) EXPECT_EQ(interner.text(id), text);
}

TEST(SortTexts, IsTheOrderOfTheBytes) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    Interner interner;
    for (const std::string& text : AwkwardTexts(3000, seed)) interner.Intern(text);
    const std::vector<std::uint32_t> sorted = SortTexts(interner);
    ASSERT_EQ(sorted.size(), interner.size());
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      ASSERT_LT(interner.text(sorted[i - 1]), interner.text(sorted[i])) << "seed " << seed;
    }
  }
}

TEST(TextTable, FindsWhatItHasAndNothingElse) {
  Interner interner;
  for (const std::string& text : AwkwardTexts(500, 7)) interner.Intern(text);
  const TextTable table(interner, SortTexts(interner));
  for (std::uint32_t id = 0; id < table.size(); ++id) {
    EXPECT_EQ(table.Find(table.text(id)), id);
    EXPECT_FALSE(table.Find(std::string(table.text(id)) + "!").has_value());
  }
  EXPECT_FALSE(TextTable().Find("a").has_value());
}

}  // namespace
}  // namespace assay
