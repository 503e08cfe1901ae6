// Text that somebody else wrote, as people are shown it: on a terminal it may write no lines of its own, clear
// nothing and turn nothing around. Data keep what was written; only texts for people go through this.

#ifndef ASSAY_BASE_DISPLAY_H_
#define ASSAY_BASE_DISPLAY_H_

#include <string>
#include <string_view>

namespace assay {

// One line of UTF-8 with as many code points as `text` has. A tab is shown as a space; control characters and line
// ends, marks that turn the direction of writing, separators and characters that are invisible, as `?`; a byte that
// is not UTF-8 as U+FFFD. Those that join letters (U+200C, U+200D) are kept: scripts need them.
std::string ForDisplay(std::string_view text);

// The same of a message: a text in backticks that is longer than 100 code points is cut there and ends in `…`, the
// whole behind 2000. An id of megabytes is no less wrong for being told by its beginning.
std::string MessageForDisplay(std::string_view message);
// The same of what to do instead, in which no quoted text is cut: it may be there to be copied.
std::string HintForDisplay(std::string_view hint);

// For data that leave as text: `text`, with U+FFFD for every byte that is not UTF-8.
std::string ValidUtf8(std::string_view text);

}  // namespace assay

#endif  // ASSAY_BASE_DISPLAY_H_
