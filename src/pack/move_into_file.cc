// From a place inside a rule to its place in the pack file.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "assay/pack/pack.h"
#include "src/base/source_text.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

// The byte of `text` at a line and column from 1; its end if there is no such place.
std::size_t OffsetOf(std::string_view text, std::uint32_t line, std::uint32_t column) {
  std::size_t at = 0;
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;
  }
  for (; column > 1 && at < text.size() && text[at] != '\n'; --column)
    at += DecodeUtf8(text.substr(at)).bytes;
  return at;
}

// What is underlined ends with the line.
std::uint32_t Clipped(std::uint32_t length, std::string_view line, std::uint32_t column) {
  const std::size_t points = CountCodePoints(line);
  const std::size_t left = points >= column ? points - column + 1 : 1;
  return static_cast<std::uint32_t>(std::min<std::size_t>(length, left));
}

}  // namespace

void MoveIntoFile(const RuleText& rule, std::string_view source, Diagnostic* diagnostic) {
  const TextOrigin& origin = rule.origin;
  Place& place = diagnostic->place;
  const std::uint32_t inside = place.line;
  place.file = origin.file;
  if (origin.lines.empty()) {
    place.pointer = origin.pointer;
    return;
  }
  TextOrigin::Line run = origin.lines.front();
  if (!origin.is_exact) {
    place.length = 0;
  } else {
    const std::size_t last = rule.text.find_last_not_of('\n');
    const std::size_t end = last == std::string::npos ? 0 : last + 1;
    const std::size_t offset = std::min(OffsetOf(rule.text, place.line, place.column), end);
    for (const TextOrigin::Line& next : origin.lines) {
      if (next.offset <= offset) run = next;
    }
    const std::string_view before =
        std::string_view(rule.text).substr(run.offset, offset - run.offset);
    run.column += static_cast<std::uint32_t>(CountCodePoints(before));
  }
  place.line = run.line;
  place.column = run.column;
  if (place.line == 0) return;
  if (place.column == 0) {
    // Written by a program: its file is not at hand, so the rule itself is shown.
    place.length = 0;
    diagnostic->source_line_from = 0;
    return QuoteLine(LineOf(rule.text, inside), diagnostic);
  }
  const std::string_view line = LineOf(source, place.line);
  place.length = Clipped(place.length, line, place.column);
  diagnostic->source_line_from = 0;
  QuoteLine(line, diagnostic);
}

}  // namespace assay
