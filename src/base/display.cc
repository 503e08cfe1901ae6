#include "assay/base/display.h"

#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD.

struct Range {
  char32_t first;
  char32_t last;
};

// What a terminal does not show as one character where it stands.
constexpr Range kSteering[] = {
    {0x00, 0x1F},        // Controls, line ends among them.
    {0x7F, 0x9F},        // Delete and the controls of the upper half.
    {0x61C, 0x61C},      // The mark that what follows is Arabic.
    {0x180E, 0x180E},    // A space of no width.
    {0x200B, 0x200B},    // Another.
    {0x200E, 0x200F},    // The marks of direction.
    {0x2028, 0x202E},    // Separators of lines and paragraphs, then embeddings and overrides of direction.
    {0x2060, 0x206F},    // Joiners of no width, isolates, and what was once for shaping.
    {0xFEFF, 0xFEFF},    // The byte order mark.
    {0xFFF9, 0xFFFB},    // Marks of annotations.
    {0xE0000, 0xE007F},  // Tags.
};

bool Steers(char32_t point) {
  for (const Range& range : kSteering) {
    if (point >= range.first && point <= range.last) return true;
  }
  return false;
}

constexpr std::size_t kLongestQuoted = 100;
constexpr std::size_t kLongestMessage = 2000;

// The first `longest` code points of `text`, and a mark if there are more.
std::string CutTo(std::string_view text, std::size_t longest) {
  std::size_t end = 0;
  for (std::size_t count = 0; end < text.size(); ++count) {
    if (count == longest) return std::string(text.substr(0, end)).append("…");
    end += DecodeUtf8(text.substr(end)).bytes;
  }
  return std::string(text);
}

}  // namespace

std::string ForDisplay(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = DecodeUtf8(text);
    if (!next.valid) {
      shown.append(kReplacement);
    } else if (next.value == U'\t') {
      shown.push_back(' ');
    } else if (Steers(next.value)) {
      shown.push_back('?');
    } else {
      shown.append(text.substr(0, next.bytes));
    }
    text.remove_prefix(next.bytes);
  }
  return shown;
}

std::string MessageForDisplay(std::string_view message) {
  const std::string shown = ForDisplay(message);
  if (shown.size() <= kLongestQuoted) return shown;
  std::string_view rest = shown;
  std::string cut;
  while (!rest.empty()) {
    const std::size_t open = rest.find('`');
    const std::size_t close = open == std::string_view::npos ? open : rest.find('`', open + 1);
    if (close == std::string_view::npos) break;
    cut.append(rest.substr(0, open + 1)).append(CutTo(rest.substr(open + 1, close - open - 1), kLongestQuoted)).append("`");
    rest.remove_prefix(close + 1);
  }
  return CutTo(cut.append(rest), kLongestMessage);
}

std::string HintForDisplay(std::string_view hint) { return CutTo(ForDisplay(hint), kLongestMessage); }

std::string ValidUtf8(std::string_view text) {
  std::string valid;
  for (std::size_t bad = FindInvalidUtf8(text); bad != std::string_view::npos; bad = FindInvalidUtf8(text)) {
    valid.append(text.substr(0, bad)).append(kReplacement);
    text.remove_prefix(bad + 1);
  }
  return valid.append(text);
}

}  // namespace assay
