// What is looked at before libfyaml sees a text: whether the bytes are text at all, and shapes that
// it would need quadratic time for.

#ifndef ASSAY_SRC_BASE_YAML_GUARD_H_
#define ASSAY_SRC_BASE_YAML_GUARD_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// A fault at bytes [offset, offset + bytes) of a text.
struct YamlFault {
  std::string code;
  std::string message;
  std::string hint;
  std::size_t offset = 0;
  std::size_t bytes = 1;
};

// libfyaml's time for a block scalar grows with the square of the blank lines in a row.
inline constexpr std::size_t kMostBlankLines = 100;
// And, mildly, with the square of open brackets, which it counts ahead of its events.
inline constexpr std::size_t kMostOpenBrackets = 4096;

// The faults that forbid parsing `text` (yaml.utf8, yaml.syntax, yaml.depth): at most one.
std::vector<YamlFault> FindHostileShape(std::string_view text);

// Directives before the document (yaml.directive).
std::vector<YamlFault> FindDirectives(std::string_view text);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_YAML_GUARD_H_
