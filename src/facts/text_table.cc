#include "src/facts/text_table.h"

#include <cassert>
#include <limits>

namespace assay {

TextTable::TextTable(const Interner& texts, const std::vector<std::uint32_t>& sorted)
    : size_(sorted.size()) {
  assert(sorted.size() == texts.size());
  const bool is_narrow = texts.byte_count() <= std::numeric_limits<std::uint32_t>::max();
  bytes_.reserve(texts.byte_count());
  const auto add_offset = [&] {
    if (is_narrow) {
      narrow_offsets_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    } else {
      wide_offsets_.push_back(bytes_.size());
    }
  };
  if (is_narrow) {
    narrow_offsets_.reserve(size_ + 1);
  } else {
    wide_offsets_.reserve(size_ + 1);
  }
  for (const std::uint32_t id : sorted) {
    add_offset();
    const std::string_view text = texts.text(id);
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  add_offset();
}

std::uint32_t TextTable::LowerBound(std::string_view text) const {
  std::size_t first = 0;
  std::size_t last = size_;
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (this->text(static_cast<std::uint32_t>(middle)) < text) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return static_cast<std::uint32_t>(first);
}

std::optional<std::uint32_t> TextTable::Find(std::string_view text) const {
  const std::uint32_t id = LowerBound(text);
  if (id == size_ || this->text(id) != text) return std::nullopt;
  return id;
}

}  // namespace assay
