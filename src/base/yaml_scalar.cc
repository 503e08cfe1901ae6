#include "src/base/yaml_scalar.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <vector>

namespace assay {
namespace {

constexpr std::string_view kBlanks = " \t\r";

struct SourceLine {
  std::size_t offset = 0;  // In the file.
  std::string_view text;   // Without its end.
};

std::vector<SourceLine> LinesOf(std::string_view source, std::size_t begin, std::size_t end) {
  std::vector<SourceLine> lines;
  while (begin < end) {
    const std::size_t line_end = std::min(source.find('\n', begin), end);
    std::string_view text = source.substr(begin, line_end - begin);
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    lines.push_back({begin, text});
    begin = line_end + 1;
  }
  return lines;
}

Mark MarkAt(std::size_t offset, SourceText* lines) {
  const SourcePosition position = lines->Locate(offset);
  return {position.line, position.column};
}

// A literal block keeps its lines: line k of the text is the end of source line k.
bool PlaceLiteral(const std::vector<SourceLine>& source, SourceText* lines, Node* node) {
  const std::string_view text = node->text;
  std::size_t at = 0;
  for (const SourceLine& line : source) {
    if (at >= text.size()) break;  // Blank lines at the end that the text does not keep.
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view wanted = text.substr(at, end - at);
    if (line.text.size() < wanted.size()) return false;
    const std::size_t indent = line.text.size() - wanted.size();
    if (line.text.substr(indent) != wanted) return false;
    const Mark mark = MarkAt(line.offset + indent, lines);
    node->line_marks.push_back(mark);
    node->runs.push_back({at, mark});
    at = end + 1;
  }
  return at >= text.size();
}

// The others join lines with spaces or line ends: each line's words are looked for behind the
// blanks that follow the line before.
bool PlaceFolded(const std::vector<SourceLine>& source, SourceText* lines, Node* node) {
  const std::string_view text = node->text;
  std::size_t at = 0;
  for (const SourceLine& line : source) {
    const std::size_t first = line.text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) continue;
    const std::size_t last = line.text.find_last_not_of(kBlanks);
    const std::string_view words = line.text.substr(first, last + 1 - first);
    at = std::min(text.find_first_not_of(" \t\n", at), text.size());
    if (text.substr(at, words.size()) != words) return false;
    node->runs.push_back({at, MarkAt(line.offset + first, lines)});
    at += words.size();
  }
  return text.find_first_not_of(" \t\n", at) == std::string_view::npos;
}

void PlaceText(std::string_view source, const YamlEvent& event, SourceText* lines, Node* node) {
  const std::string_view written = source.substr(*event.begin, event.end - *event.begin);
  const bool block = event.style == ScalarStyle::kLiteral || event.style == ScalarStyle::kFolded;
  if (!block && written == node->text) return;
  const std::vector<SourceLine> source_lines = LinesOf(source, *event.begin, event.end);
  const bool several = block || written.find('\n') != std::string_view::npos;
  const bool placed =
      several && (event.style == ScalarStyle::kLiteral ? PlaceLiteral(source_lines, lines, node)
                                                       : PlaceFolded(source_lines, lines, node));
  if (!placed) {
    node->runs.clear();
    node->line_marks.clear();
    node->has_escapes = true;
  } else if (block && !node->runs.empty()) {
    node->mark = node->runs.front().mark;
  }
}

}  // namespace

Node ScalarNode(std::string_view source, const YamlEvent& event, SourceText* lines) {
  assert(event.begin.has_value());
  Node node;
  node.style = event.style;
  node.text = event.text;
  node.mark = MarkAt(*event.begin, lines);
  const bool plain = event.style == ScalarStyle::kPlain;
  const bool null = plain && (event.text.empty() || event.text == "null" || event.text == "~");
  node.kind = null ? NodeKind::kNull : NodeKind::kScalar;
  PlaceText(source, event, lines, &node);
  return node;
}

}  // namespace assay
