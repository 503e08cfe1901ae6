#include "src/base/source_text.h"

#include <algorithm>
#include <cassert>

#include "src/base/utf8.h"

namespace assay {
namespace {

// Lines up to this many bytes are kept whole.
constexpr std::size_t kLongestQuotedLine = 1024;
// Of longer ones, this many code points on either side of the column.
constexpr std::size_t kQuotedBefore = 120;
constexpr std::size_t kQuotedAfter = 240;

// The byte offset of the code point number `count` in `line`, or its end.
std::size_t OffsetOfCodePoint(std::string_view line, std::size_t count) {
  std::size_t offset = 0;
  for (; count > 0 && offset < line.size(); --count) {
    offset += DecodeUtf8(line.substr(offset)).bytes;
  }
  return offset;
}

}  // namespace

SourcePosition SourceText::Locate(std::size_t offset) {
  assert(offset <= text_.size());
  if (offset < offset_) {
    offset_ = 0;
    position_ = SourcePosition{};
  }
  const std::string_view passed = text_.substr(offset_, offset - offset_);
  const auto breaks = std::count(passed.begin(), passed.end(), '\n');
  std::size_t counted_from = offset_;
  if (breaks > 0) {
    position_.line += static_cast<std::uint32_t>(breaks);
    position_.line_begin = offset_ + passed.rfind('\n') + 1;
    position_.column = 1;
    counted_from = position_.line_begin;
  }
  position_.column += static_cast<std::uint32_t>(
      CountCodePoints(text_.substr(counted_from, offset - counted_from)));
  offset_ = offset;
  return position_;
}

void SourceText::Place(std::size_t offset, std::size_t bytes, Diagnostic* diagnostic) {
  const SourcePosition position = Locate(offset);
  diagnostic->place.line = position.line;
  diagnostic->place.column = position.column;
  const std::string_view rest = FirstLineOf(text_.substr(offset));
  diagnostic->place.length =
      static_cast<std::uint32_t>(CountCodePoints(rest.substr(0, std::min(bytes, rest.size()))));
  QuoteLine(text_.substr(position.line_begin), diagnostic);
}

void QuoteLine(std::string_view line_onwards, Diagnostic* diagnostic) {
  const std::string_view line = FirstLineOf(line_onwards);
  diagnostic->source_line_from = 0;
  if (line.size() <= kLongestQuotedLine) {
    diagnostic->source_line = line;
    return;
  }
  const std::size_t before = diagnostic->place.column == 0 ? 0 : diagnostic->place.column - 1;
  const std::size_t first = before - std::min(before, kQuotedBefore);
  const std::size_t begin = OffsetOfCodePoint(line, first);
  const std::string_view tail = line.substr(begin);
  diagnostic->source_line = tail.substr(0, OffsetOfCodePoint(tail, kQuotedBefore + kQuotedAfter));
  diagnostic->source_line_from = static_cast<std::uint32_t>(first);
}

std::string_view FirstLineOf(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

std::string_view LineOf(std::string_view text, std::uint32_t line) {
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return line == 0 ? std::string_view() : FirstLineOf(text);
}

}  // namespace assay
