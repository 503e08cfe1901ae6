#include "src/pack/read_tree.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace assay {

Notation NotationOf(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool has_brace = first != std::string_view::npos && text[first] == '{';
  return has_brace ? Notation::kJson : Notation::kYaml;
}

bool ReadTree(std::string_view text, std::string_view file, const TreeLimits& limits, Document* document,
              Diagnostics* problems) {
  const auto read = NotationOf(text) == Notation::kJson ? ReadJson : ReadYaml;
  return read(text, file, limits, document, problems);
}

bool IsWhole(const Diagnostics& problems, std::size_t from) {
  for (std::size_t k = from; k < problems.size(); ++k) {
    const std::string& code = problems[k].code;
    const bool goes_on = code == "yaml.anchor" || code == "yaml.tag" || code == "yaml.duplicate-key" ||
                         code == "yaml.directive" || code == "json.duplicate-key";
    if (!goes_on) return false;
  }
  return true;
}

bool HasFormat(const Document& document, std::string_view format, std::string_view what, PackFaults* faults) {
  const Node& root = document.root;
  if (!root.is_mapping()) {
    faults->Report({root.mark, 1}, "pack.wrong-type", absl::StrCat(std::string(what), " must be a mapping"),
                   absl::StrCat("it begins with `format: ", std::string(format), "`"));
    return false;
  }
  const Node* found = root.Find("format");
  if (found == nullptr || !found->is_scalar() || found->text == format) return true;
  faults->Report(faults->Value(*found), "pack.format", absl::StrCat("`format` cannot be `", found->text, "`"),
                 absl::StrCat("this reader knows ", std::string(format)));
  return false;
}

void RenameCodes(std::string_view room, Diagnostics* found) {
  constexpr std::string_view kPack = "pack.";
  for (Diagnostic& diagnostic : *found) {
    if (diagnostic.code.rfind(kPack, 0) == 0) {
      diagnostic.code.replace(0, kPack.size(), std::string(room) + ".");
    }
  }
}

}  // namespace assay
