// The texts of sealed facts, numbered in byte order.

#ifndef ASSAY_SRC_FACTS_TEXT_TABLE_H_
#define ASSAY_SRC_FACTS_TEXT_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "src/facts/interner.h"

namespace assay {

class TextTable {
 public:
  TextTable() = default;
  // Takes the texts of `texts` in the order of `sorted`, which names each once.
  TextTable(const Interner& texts, const std::vector<std::uint32_t>& sorted);

  std::string_view text(std::uint32_t id) const {
    const std::size_t first = offset(id);
    return {bytes_.data() + first, offset(id + 1) - first};
  }
  std::size_t size() const { return size_; }
  // The number of the first text that is not less than `text`; size() if there is none.
  std::uint32_t LowerBound(std::string_view text) const;
  std::optional<std::uint32_t> Find(std::string_view text) const;

 private:
  std::size_t offset(std::size_t id) const {
    return narrow_offsets_.empty() ? wide_offsets_[id] : narrow_offsets_[id];
  }

  std::size_t size_ = 0;
  std::vector<char> bytes_;
  // size() + 1 offsets, in whichever width holds them: most documents have less than 4 GiB of text.
  std::vector<std::uint32_t> narrow_offsets_;
  std::vector<std::uint64_t> wide_offsets_;
};

// The numbers of all texts, in byte order of the texts.
std::vector<std::uint32_t> SortTexts(const Interner& texts);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_TEXT_TABLE_H_
