// What assay says itself: every language has every sentence, and each takes what the English one takes.

#include "src/assessment/sentences.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <gtest/gtest.h>

namespace assay {
namespace {

template <typename Struct, typename Visit>
void ForEachMember(const Struct& value, Visit visit) {
  boost::mp11::mp_for_each<boost::describe::describe_members<Struct, boost::describe::mod_public>>(
      [&](auto member) { visit(std::string(member.name), value.*member.pointer); });
}

// "lapse.falls" and its text, in the order of the header.
std::vector<std::pair<std::string, const char*>> Flattened(const Sentences& sentences) {
  std::vector<std::pair<std::string, const char*>> all;
  ForEachMember(sentences, [&](const std::string& group, const auto& members) {
    ForEachMember(members, [&](const std::string& name, const char* text) { all.emplace_back(group + "." + name, text); });
  });
  return all;
}

std::set<char> PlacesIn(const std::string& sentence) {
  std::set<char> places;
  for (std::size_t k = 0; k + 1 < sentence.size(); ++k) {
    if (sentence[k] == '$') places.insert(sentence[k + 1]);
  }
  return places;
}

// A member that is not described would be left out of every comparison below.
TEST(Sentences, AreAllDescribed) {
  EXPECT_EQ(sizeof(Sentences), (Flattened(kEnglish).size() + 1) * sizeof(const char*));
}

TEST(Sentences, AreCompleteInEveryLanguage) {
  const auto english = Flattened(kEnglish);
  for (const Sentences* sentences : AllSentences()) {
    const auto other = Flattened(*sentences);
    ASSERT_EQ(other.size(), english.size());
    for (std::size_t k = 0; k < other.size(); ++k) {
      const std::string where = std::string(sentences->language) + " " + other[k].first;
      ASSERT_NE(other[k].second, nullptr) << where;
      EXPECT_STRNE(other[k].second, "") << where;
      EXPECT_EQ(PlacesIn(other[k].second), PlacesIn(english[k].second)) << where;
      if (sentences == &kEnglish) continue;
      EXPECT_STRNE(other[k].second, english[k].second) << where << " is not translated";
    }
  }
}

// Parts of lines bring their own blanks and commas; those of one language are those of the others.
TEST(Sentences, BeginAndEndAlike) {
  const std::string kJoints = " ,;:";
  const auto joint = [&](char c) { return kJoints.find(c) == std::string::npos ? '.' : c; };
  const auto english = Flattened(kEnglish);
  const auto german = Flattened(kGerman);
  for (std::size_t k = 0; k < english.size(); ++k) {
    const std::string left = english[k].second;
    const std::string right = german[k].second;
    EXPECT_EQ(joint(left.front()), joint(right.front())) << english[k].first;
    EXPECT_EQ(left.back() == ' ', right.back() == ' ') << english[k].first;
  }
}

TEST(SentencesIn, TakesTheTagAsItIsWritten) {
  EXPECT_EQ(&SentencesIn("en"), &kEnglish);
  EXPECT_EQ(&SentencesIn("de"), &kGerman);
  for (const char* other : {"", "DE", "de-AT", "fr", "d"}) EXPECT_EQ(&SentencesIn(other), &kEnglish) << other;
}

TEST(WordFor, IsTheWordOrTheNameWithoutUnderscores) {
  EXPECT_EQ(WordFor("not_satisfied", kEnglish), "not satisfied");
  EXPECT_EQ(WordFor("not_satisfied", kGerman), "nicht erfüllt");
  EXPECT_EQ(WordFor("false", kGerman), "falsch");
  EXPECT_EQ(WordFor("access_review", kGerman), "access review");
}

}  // namespace
}  // namespace assay
