// Feeds bytes to the YAML reader. Whatever the text, it must end soon, stay within the cap, agree
// with itself, give diagnostics that can be rendered, and places that exist.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "src/base/tree.h"

namespace assay {
namespace {

constexpr std::size_t kMaxDepth = 16;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// Walks a tree: depth, places, keys.
void CheckNode(const Document& document, const Node& node, std::size_t depth) {
  Require(depth <= kMaxDepth, "no tree is deeper than allowed");
  Require(node.mark.line > 0 && node.mark.column > 0, "every node has a place");
  const Mark end = document.Inside(node, node.text.size());
  Require(end.line >= node.mark.line, "a text ends behind its start");
  for (const Node& item : node.items) CheckNode(document, item, depth + 1);
  for (const NodeMember& member : node.members) {
    Require(node.Find(member.key) == &member.value, "keys are unique");
    CheckNode(document, member.value, depth + 1);
  }
}

void Check(std::string_view text) {
  Document document;
  Diagnostics problems;
  const TreeLimits limits{.bytes = 1 << 16, .depth = kMaxDepth};
  const bool accepted = ReadYaml(text, "fuzz", limits, &document, &problems);
  Require(accepted == problems.empty(), "a refusal has a diagnostic");
  Require(problems.size() <= kMostTreeFaults, "diagnostics are capped");
  for (const Diagnostic& problem : problems) {
    Require(problem.code.substr(0, 5) == "yaml.", "codes are ours");
    Require(!problem.message.empty(), "every fault has a message");
  }
  Render(problems);
  if (accepted) CheckNode(document, document.root, 0);
}

}  // namespace
}  // namespace assay

// libfyaml 0.7.12 loses its buffer when a quoted text of more than some hundred bytes, with escapes
// in it, does not end. That is theirs; the tests, which run without this, see to it that we give
// back what it hands out.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfyaml.so"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::Check(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
