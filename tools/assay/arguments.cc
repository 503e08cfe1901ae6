#include "tools/assay/arguments.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tools/assay/inputs.h"

namespace assay::tool {
namespace {

// "--as-of=" of nothing. An option that takes NAME=VALUE may well have no value: `--param kinds=`.
bool IsOptionOfNothing(std::string_view word) {
  return word.starts_with("--") && word.size() > 3 && word.find('=') == word.size() - 1;
}

}  // namespace

bool HaveNoEmptyWord(int argc, const char* const* argv) {
  for (int at = 1; at < argc; ++at) {
    const std::string_view word = argv[at];
    const std::string_view before = argv[at - 1];
    if (word == "--") continue;
    if (IsOptionOfNothing(word) && before != "--") {
      Complain(absl::StrCat("`", std::string(word.substr(0, word.size() - 1)),
                            "` is given an empty value; is a variable not set?"));
      return false;
    }
    if (!word.empty()) continue;
    const bool is_value = at > 1 && before.starts_with('-') && before.size() > 1 && before != "--";
    Complain(is_value
                 ? absl::StrCat("`", std::string(before), "` is given an empty value; is a variable not set?")
                 : std::string("an argument is empty; is a variable not set?"));
    return false;
  }
  return true;
}

}  // namespace assay::tool
