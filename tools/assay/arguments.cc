#include "tools/assay/arguments.h"

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/base/diagnostic.h"
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

bool NamesAVerb(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2 || argv[1][0] == '-') return true;
  const std::string wrong = argv[1];
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (verb->get_name() == wrong) return true;
    names.push_back(verb->get_name());
  }
  const std::string_view near = NearestName(wrong, {names.begin(), names.end()});
  std::string known;
  for (const std::string& name : names) absl::StrAppend(&known, known.empty() ? "" : ", ", name);
  Complain(absl::StrCat("there is no verb `", wrong, "`; ",
                        near.empty() ? "there are: " + known : absl::StrCat("did you mean `", std::string(near), "`?")));
  return false;
}

CLI::Validator WholeNumber(std::int64_t least, std::int64_t most) {
  const auto check = [least, most](std::string& text) -> std::string {
    const bool is_decimal = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (is_decimal && error == std::errc() && number >= least && number <= most) {
      text = absl::StrCat(number);  // Without zeros before it, which would make it octal.
      return {};
    }
    return absl::StrCat("`", text, "` is not a whole number from ", least, " to ", most);
  };
  return CLI::Validator(check, absl::StrCat("[", least, " to ", most, "]"));
}

}  // namespace assay::tool
