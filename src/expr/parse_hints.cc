#include "src/expr/parse_hints.h"

namespace assay {
namespace {

struct WordHint {
  std::string_view word;
  std::string_view hint;
};

constexpr std::string_view kLoopHint =
    "for every element of a list use list.all(e, ...), exists, filter or map";
constexpr std::string_view kNameHint = "to name a value use cel.bind(name, value, expression)";

constexpr WordHint kReservedHints[] = {
    {"if", "a choice is written: condition ? value : other"},
    {"else", "a choice is written: condition ? value : other"},
    {"for", kLoopHint},
    {"while", kLoopHint},
    {"loop", kLoopHint},
    {"break", kLoopHint},
    {"continue", kLoopHint},
    {"let", kNameHint},
    {"var", kNameHint},
    {"const", kNameHint},
    {"return", "leave it out: an expression is its value"},
};

constexpr WordHint kOperatorHints[] = {
    {"is", "to compare, use `==`"},
    {"equals", "to compare, use `==`"},
    {"eq", "to compare, use `==`"},
    {"between", "write a <= x && x <= b"},
    {"contains", "write text.contains('part'), or element in list"},
    {"like", "write text.matches('pattern')"},
    {"matches", "write text.matches('pattern')"},
    {"xor", "of two bools, use `!=`"},
    {"mod", "use `%`"},
    {"div", "use `/`"},
    {"then", "a choice is written: condition ? value : other"},
    {"else", "a choice is written: condition ? value : other"},
    {"if", "a choice is written: condition ? value : other"},
};

}  // namespace

std::string_view HintForOperatorWord(std::string_view word) {
  for (const WordHint& entry : kOperatorHints) {
    if (entry.word == word) return entry.hint;
  }
  return {};
}

std::string_view HintForReservedWord(std::string_view word) {
  for (const WordHint& entry : kReservedHints) {
    if (entry.word == word) return entry.hint;
  }
  return "choose another name; as a field it may stand behind a dot";
}

}  // namespace assay
