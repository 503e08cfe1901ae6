#include "src/base/yaml_syntax.h"

namespace assay {
namespace {

struct Rule {
  std::string_view contains;  // A part of libfyaml's message. The first rule that fits decides.
  std::string_view message;
  std::string_view hint;
};

constexpr Rule kRules[] = {
    {"nested block mapping on the same line", "a second `: ` on one line",
     "if it belongs to the text, put the text in double quotes"},
    {"plain scalar cannot start with", "a plain text may not begin with this character",
     "put the text in double quotes"},
    {"double-quoted scalar without closing quote", "the text in double quotes does not end",
     "close it with `\"`"},
    {"single-quoted scalar without closing quote", "the text in single quotes does not end",
     "close it with `'`; inside, a single quote is written twice: `''`"},
    {"trailing content after single-quoted scalar", "more text behind a closing single quote",
     "inside single quotes a single quote is written twice: `''`"},
    {"trailing content after double-quoted scalar", "more text behind a closing double quote",
     "inside double quotes a double quote is written `\\\"`"},
    {"invalid escape", "an escape that does not exist",
     "in double quotes a backslash is written `\\\\`; a `|` block takes it as it is"},
    {"sequence without a closing bracket", "a `[` that is not closed", "close it with `]`"},
    {"mapping without a closing brace", "a `{` that is not closed", "close it with `}`"},
    {"mismatched flow sequence end", "a `]` that closes no `[`", "look for the bracket before it"},
    {"mismatched flow mapping end", "a `}` that closes no `{`", "look for the bracket before it"},
    {"did not find expected node content", "nothing where a value should be",
     "take out the comma, or write the value"},
    {"invalid multiline plain key", "a key that runs over several lines",
     "check the indentation of the line below; longer texts are best written as a `|` block"},
    {"invalid value after mapping", "a line that is not `key: value`",
     "check its indentation, and that a `: ` follows the key"},
    {"at the end of block sequence", "a line that is no `- item` of the list above",
     "check its indentation"},
};

}  // namespace

YamlWording WordYamlFault(std::string_view libfyaml_message) {
  const bool tab = libfyaml_message.find(" tab ") != std::string_view::npos ||
                   libfyaml_message.substr(0, 4) == "tab ";
  if (tab) return {"yaml.tab", "a tab in the indentation", "indent with spaces"};
  for (const Rule& rule : kRules) {
    if (libfyaml_message.find(rule.contains) == std::string_view::npos) continue;
    return {"yaml.syntax", std::string(rule.message), std::string(rule.hint)};
  }
  return {"yaml.syntax", std::string(libfyaml_message), ""};
}

}  // namespace assay
