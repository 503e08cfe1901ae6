#include "src/assessment/sentences.h"

#include <algorithm>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

namespace assay {

std::vector<const Sentences*> AllSentences() { return {&kEnglish, &kGerman}; }

const Sentences& SentencesIn(std::string_view language) {
  for (const Sentences* sentences : AllSentences()) {
    if (sentences->language == language) return *sentences;
  }
  return kEnglish;
}

std::string WordFor(std::string_view name, const Sentences& sentences) {
  const char* word = nullptr;
  boost::mp11::mp_for_each<boost::describe::describe_members<StateWords, boost::describe::mod_public>>([&](auto member) {
    // A member cannot be called `false`.
    std::string_view called = member.name;
    if (called.ends_with('_')) called.remove_suffix(1);
    if (called == name) word = sentences.words.*member.pointer;
  });
  if (word != nullptr) return word;
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace assay
