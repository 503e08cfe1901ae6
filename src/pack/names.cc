#include "src/pack/names.h"

#include <algorithm>
#include <cstddef>

namespace assay {
namespace {

// <cctype> follows the locale; these do not.
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsLetterOrDigit(char c) { return IsLetter(c) || IsDigit(c); }

// Takes what stands before the first `separator` off the front of `text`; the rest if there is
// none.
std::string_view TakeUntil(char separator, std::string_view* text) {
  const std::size_t end = std::min(text->find(separator), text->size());
  const std::string_view taken = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return taken;
}

bool IsNumberWithoutLeadingZero(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit) &&
         (text.size() == 1 || text[0] != '0');
}

// The dotted words of a pre-release or of build metadata.
bool AreVersionWords(std::string_view text, bool zeros_may_lead) {
  bool at_end = false;
  while (!at_end) {
    at_end = text.find('.') == std::string_view::npos;
    const std::string_view word = TakeUntil('.', &text);
    const bool is_word = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
      return IsLetterOrDigit(c) || c == '-';
    });
    if (!is_word) return false;
    const bool is_number = std::all_of(word.begin(), word.end(), IsDigit);
    if (is_number && !zeros_may_lead && !IsNumberWithoutLeadingZero(word)) return false;
  }
  return true;
}

}  // namespace

bool IsIdentifier(std::string_view text) {
  return !text.empty() && !IsDigit(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return IsLetterOrDigit(c) || c == '_';
  });
}

bool IsDottedName(std::string_view text) {
  if (text.find('.') == std::string_view::npos || text.back() == '.') return false;
  while (!text.empty()) {
    const std::string_view name = TakeUntil('.', &text);
    if (!IsIdentifier(name) || IsLanguageKeyword(name)) return false;
  }
  return true;
}

bool IsLanguageKeyword(std::string_view text) {
  static constexpr std::string_view kReserved[] = {
      "as",     "break",  "const", "continue", "else", "false",     "for",  "function",
      "if",     "import", "in",    "let",      "loop", "namespace", "null", "package",
      "return", "self",   "true",  "var",      "void", "while"};
  return std::find(std::begin(kReserved), std::end(kReserved), text) != std::end(kReserved);
}

bool IsId(std::string_view text) {
  constexpr std::string_view kMarks = "._-()/:";
  return !text.empty() && text.size() <= 128 && IsLetterOrDigit(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return IsLetterOrDigit(c) || kMarks.find(c) != std::string_view::npos;
         });
}

bool IsSemanticVersion(std::string_view text) {
  if (const std::size_t plus = text.find('+'); plus != std::string_view::npos) {
    if (!AreVersionWords(text.substr(plus + 1), true)) return false;
    text = text.substr(0, plus);
  }
  if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
    if (!AreVersionWords(text.substr(dash + 1), false)) return false;
    text = text.substr(0, dash);
  }
  if (std::count(text.begin(), text.end(), '.') != 2) return false;
  const std::string_view major = TakeUntil('.', &text);
  const std::string_view minor = TakeUntil('.', &text);
  return IsNumberWithoutLeadingZero(major) && IsNumberWithoutLeadingZero(minor) &&
         IsNumberWithoutLeadingZero(text);
}

bool IsLanguageTag(std::string_view text) {
  const std::string_view language = text.substr(0, std::min(text.find('-'), text.size()));
  if (language.size() < 2 || language.size() > 3 || text.back() == '-') return false;
  if (!std::all_of(language.begin(), language.end(), IsLetter)) return false;
  std::string_view rest = text.substr(std::min(language.size() + 1, text.size()));
  while (!rest.empty()) {
    const std::string_view part = TakeUntil('-', &rest);
    if (part.empty() || part.size() > 8) return false;
    if (!std::all_of(part.begin(), part.end(), IsLetterOrDigit)) return false;
  }
  return true;
}

}  // namespace assay
