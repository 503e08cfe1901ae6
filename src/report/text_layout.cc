#include "src/report/text_layout.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"

namespace assay {
namespace {

bool StartsCodePoint(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

}  // namespace

std::size_t ColumnsOf(std::string_view text) {
  std::size_t columns = 0;
  for (const char byte : text) columns += StartsCodePoint(byte) ? 1 : 0;
  return columns;
}

std::string PadRight(std::string_view text, std::size_t columns) {
  std::string padded(text);
  const std::size_t used = ColumnsOf(text);
  if (used < columns) padded.append(columns - used, ' ');
  return padded;
}

std::string PadLeft(std::string_view text, std::size_t columns) {
  const std::size_t used = ColumnsOf(text);
  return std::string(used < columns ? columns - used : 0, ' ').append(text);
}

std::string CutTo(std::string_view text, std::size_t columns, bool unicode) {
  if (ColumnsOf(text) <= columns) return std::string(text);
  const std::string_view mark = unicode ? "…" : "...";
  const std::size_t room = columns - ColumnsOf(mark);
  std::size_t end = 0;
  for (std::size_t taken = 0; end < text.size(); ++end) {
    if (!StartsCodePoint(text[end])) continue;
    if (taken++ == room) break;
  }
  return std::string(text.substr(0, end)).append(mark);
}

std::vector<std::string> Wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!line.empty() && ColumnsOf(line) + 1 + ColumnsOf(word) > columns) {
      lines.push_back(line);
      line.clear();
    }
    if (!word.empty()) absl::StrAppend(&line, line.empty() ? "" : " ", std::string(word));
    if (end == text.size()) break;
    if (text[end] == '\n') {
      lines.push_back(line);
      line.clear();
    }
    at = end + 1;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string ListNames(const std::vector<std::string>& names, std::size_t columns, const char* more_sentence) {
  std::string list;
  for (std::size_t k = 0; k < names.size(); ++k) {
    const std::string name = Printable(names[k]);
    const std::size_t left = names.size() - k;
    const std::string more = absl::StrCat(" ", absl::Substitute(more_sentence, left));
    const std::size_t needed = ColumnsOf(list) + 2 + ColumnsOf(name) + (left > 1 ? ColumnsOf(more) : 0);
    if (k > 0 && needed > columns) return list + more;
    absl::StrAppend(&list, k == 0 ? "" : ", ", name);
  }
  return list;
}

std::string Printable(std::string_view text) {
  std::string shown;
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    const bool steers = (code < 0x20 && byte != '\n') || code == 0x7f;
    shown.push_back(steers ? '?' : byte);
  }
  // C1 controls are two bytes in UTF-8: c2 80 to c2 9f.
  for (std::size_t k = 0; k + 1 < shown.size(); ++k) {
    if (static_cast<unsigned char>(shown[k]) != 0xc2) continue;
    const auto second = static_cast<unsigned char>(shown[k + 1]);
    if (second >= 0x80 && second <= 0x9f) shown.replace(k, 2, "?");
  }
  return shown;
}

}  // namespace assay
