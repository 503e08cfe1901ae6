#include "src/base/tree.h"

#include <algorithm>
#include <utility>

#include "src/base/source_text.h"
#include "src/base/utf8.h"

namespace assay {

const Node* Node::Find(std::string_view key) const {
  for (const NodeMember& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::string_view Document::Line(std::uint32_t line) const { return LineOf(text, line); }

Diagnostic Document::At(Mark mark, std::uint32_t length, std::string code, std::string message,
                        std::string hint) const {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.place.file = file;
  diagnostic.place.line = mark.line;
  diagnostic.place.column = mark.column;
  diagnostic.place.length = length;
  if (mark.line != 0) QuoteLine(Line(mark.line), &diagnostic);
  return diagnostic;
}

Mark Document::Inside(const Node& node, std::size_t byte_offset) const {
  if (node.has_escapes) return node.mark;
  const std::string_view text = node.text;
  const std::size_t last = text.find_last_not_of('\n');
  const std::size_t end = last == std::string_view::npos ? 0 : last + 1;
  byte_offset = std::min(byte_offset, end);
  TextRun run{0, node.mark};
  for (const TextRun& next : node.runs) {
    if (next.offset > byte_offset) break;
    run = next;
  }
  Mark mark = run.mark;
  mark.column += static_cast<std::uint32_t>(
      CountCodePoints(text.substr(run.offset, byte_offset - run.offset)));
  return mark;
}

}  // namespace assay
