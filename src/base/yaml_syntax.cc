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
    {"mismatched flow sequence end", "a `]` that closes no `[`", "look for the bracket before it"},
    {"mismatched flow mapping end", "a `}` that closes no `{`", "look for the bracket before it"},
    {"did not find expected node content", "nothing where a value should be",
     "take out the comma, or write the value"},
    {"wrongly indented double-quoted scalar", "the text in double quotes does not end on this line",
     "close it with `\"`, or indent the lines it goes on over"},
    {"wrongly indented single-quoted scalar", "the text in single quotes does not end on this line",
     "close it with `'`, or indent the lines it goes on over"},
    {"invalid extra comma", "nothing between two commas", "take out the comma, or write the value"},
    {"comma in the beginning", "a comma before the first value", "take it out"},
    {"missing comma in flow", "a comma is missing", "put a `,` between the two values"},
    {"invalid extra closing", "a bracket that closes nothing", "look for the bracket before it"},
    {"could not find expected ':'", "a key that no `: ` follows",
     "check its indentation, and that the line has the form `key: value`"},
    {"missing mapping value", "a key that no `: ` follows", "write `key: value`"},
    {"did not find expected key", "a line that is indented like no line above it",
     "check its indentation"},
    {"did not find expected '-' indicator", "a line that is no `- item` of the list above",
     "check its indentation"},
    {"invalid indentation in mapping", "a line that is indented like no line above it",
     "check its indentation"},
    {"sequence on the same line as a mapping key", "a list that begins on the line of its key",
     "begin it on the next line, or write it in `[ ]`"},
    {"invalid mapping in plain multiline", "a `: ` inside a text over several lines",
     "put the text in quotes, or write it as a `|` block"},
    {"scalar used as key", "a key over several lines", "a key stands on one line"},
    {"without whitespace", "a `#` right behind a text",
     "put a space before a comment, or the text in quotes"},
    {"wrongly indented line after spaces only",
     "a blank line with more spaces than the block's text", "take its spaces out"},
    {"content after document end marker", "more text on the line of the `...`", "take it out"},
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
