// From bytes to places: line, column and the quoted line of an offset in a text.

#ifndef ASSAY_SRC_BASE_SOURCE_TEXT_H_
#define ASSAY_SRC_BASE_SOURCE_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "assay/base/diagnostic.h"

namespace assay {

struct SourcePosition {
  std::uint32_t line = 1;      // From 1. Lines end at LF (or CR LF).
  std::uint32_t column = 1;    // From 1, in code points.
  std::size_t line_begin = 0;  // Byte offset of the line's first byte.
};

// Remembers where it last looked: offsets asked in ascending order cost one scan of the text
// altogether. Keeps a view of the text.
class SourceText {
 public:
  explicit SourceText(std::string_view text) : text_(text) {}

  // `offset` may be the end of the text.
  SourcePosition Locate(std::size_t offset);

  // Sets line, column, length and quoted line of `diagnostic` to the bytes from `offset` on;
  // `bytes` that reach over the line's end underline only as far as that.
  void Place(std::size_t offset, std::size_t bytes, Diagnostic* diagnostic);

 private:
  std::string_view text_;
  std::size_t offset_ = 0;  // What `position_` is the place of.
  SourcePosition position_;
};

// Sets the quoted line of `diagnostic`, whose place has a line, from the text that begins at the
// line's first byte. Of a very long line (a whole export on one line) only the part around the
// column is kept; source_line_from then says how much was left out.
void QuoteLine(std::string_view line_onwards, Diagnostic* diagnostic);

// The line that begins at the start of `text`, without its end.
std::string_view FirstLineOf(std::string_view text);

// The text of the line `line` (from 1), without its end; empty if there is none. Linear.
std::string_view LineOf(std::string_view text, std::uint32_t line);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_SOURCE_TEXT_H_
