// Laying out lines for a terminal: padding, wrapping and cutting, by code points.

#ifndef ASSAY_SRC_REPORT_TEXT_LAYOUT_H_
#define ASSAY_SRC_REPORT_TEXT_LAYOUT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// Code points, which is what a terminal's columns come to for the scripts that reports are in.
std::size_t ColumnsOf(std::string_view text);

// `text` with spaces up to `columns`; unchanged if it is as long already.
std::string PadRight(std::string_view text, std::size_t columns);
std::string PadLeft(std::string_view text, std::size_t columns);

// Cut to `columns` with `…` (or `...`) at its end where it is longer.
std::string CutTo(std::string_view text, std::size_t columns, bool unicode);

// Broken at spaces into lines of at most `columns`; a longer word stands alone. Line ends in the
// text stay.
std::vector<std::string> Wrap(std::string_view text, std::size_t columns);

// As many names as fit in `columns`, then "and 12 more". Never a cut name.
std::string ListNames(const std::vector<std::string>& names, std::size_t columns, const char* more_sentence);

// Without characters that steer a terminal: they are shown as `?`.
std::string Printable(std::string_view text);

}  // namespace assay

#endif  // ASSAY_SRC_REPORT_TEXT_LAYOUT_H_
