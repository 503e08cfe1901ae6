// Sorts texts by their bytes, eight at a time.
//
// A comparison of two texts costs two cache misses; so the next eight bytes of each are copied
// beside its number first, and only texts that share all eight go into another round. Ids such as
// "e0000017" are sorted in one or two rounds.

#include <algorithm>
#include <cstring>

#include "src/facts/text_table.h"

namespace assay {
namespace {

struct Entry {
  std::uint64_t head = 0;  // The eight bytes, the first in the top; zeros after the end.
  std::uint32_t rest = 0;  // How many bytes there are from here on; 9 stands for more than 8.
  std::uint32_t id = 0;
};

bool Less(const Entry& a, const Entry& b) {
  return a.head != b.head ? a.head < b.head : a.rest < b.rest;
}

bool Equal(const Entry& a, const Entry& b) { return a.head == b.head && a.rest == b.rest; }

void FillHead(std::string_view text, std::size_t depth, Entry* entry) {
  const std::size_t rest = text.size() - depth;
  unsigned char bytes[8] = {};
  std::memcpy(bytes, text.data() + depth, std::min<std::size_t>(rest, 8));
  entry->head = 0;
  for (const unsigned char byte : bytes) entry->head = entry->head << 8 | byte;
  entry->rest = static_cast<std::uint32_t>(std::min<std::size_t>(rest, 9));
}

// Entries first..last share their first `depth` bytes.
struct Group {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t depth = 0;
};

}  // namespace

std::vector<std::uint32_t> SortTexts(const Interner& texts) {
  std::vector<Entry> entries(texts.size());
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].id = static_cast<std::uint32_t>(i);
  // A list of work, not recursion: the depth is the length of the longest common prefix.
  std::vector<Group> work = {{0, entries.size(), 0}};
  while (!work.empty()) {
    const Group group = work.back();
    work.pop_back();
    const auto first = entries.begin() + static_cast<std::ptrdiff_t>(group.first);
    const auto last = entries.begin() + static_cast<std::ptrdiff_t>(group.last);
    for (auto at = first; at != last; ++at) FillHead(texts.text(at->id), group.depth, &*at);
    // Exports mostly come in the order of their ids.
    if (!std::is_sorted(first, last, Less)) std::sort(first, last, Less);
    for (auto at = first; at != last;) {
      auto next = at + 1;
      while (next != last && Equal(*at, *next)) ++next;
      // Texts that end within these eight bytes and are equal would be one text.
      if (next - at > 1) {
        work.push_back({static_cast<std::size_t>(at - entries.begin()),
                        static_cast<std::size_t>(next - entries.begin()), group.depth + 8});
      }
      at = next;
    }
  }
  std::vector<std::uint32_t> sorted(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) sorted[i] = entries[i].id;
  return sorted;
}

}  // namespace assay
