// Names to positions, for the keys of records: a lookup is one multiplication, one probe and one
// comparison, because it happens for every member of every record.

#ifndef ASSAY_SRC_INGEST_NAME_TABLE_H_
#define ASSAY_SRC_INGEST_NAME_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "assay/facts/schema.h"

namespace assay {

// Immutable. Keeps views of the names it was made of.
class NameTable {
 public:
  // Of equal names the first counts. At most kNoId - 1 names.
  explicit NameTable(const std::vector<std::string_view>& names);

  // The position of `name` among the names, or kNoId.
  std::uint16_t Find(std::string_view name) const {
    for (std::size_t at = SlotOf(name, seed_);; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.position == kNoId) return kNoId;
      if (slot.name == name) return slot.position;
    }
  }

 private:
  struct Slot {
    std::string_view name;
    std::uint16_t position = kNoId;
  };

  static std::uint64_t Load(const char* bytes, std::size_t count) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, count);
    return word;
  }

  // Looks at the length and at both ends only: enough to tell the members of a record apart.
  std::size_t SlotOf(std::string_view name, std::uint64_t seed) const {
    const std::size_t size = name.size();
    const char* data = name.data();
    std::uint64_t word = size;
    if (size >= 8) {
      word += Load(data, 8) ^ (Load(data + size - 8, 8) * 0x9E3779B97F4A7C15u);
    } else if (size >= 4) {
      word += Load(data, 4) ^ (Load(data + size - 4, 4) << 32);
    } else if (size > 0) {
      word += static_cast<unsigned char>(data[0]) * 0x10001u +
              (static_cast<std::uint64_t>(static_cast<unsigned char>(data[size - 1])) << 40) +
              (static_cast<std::uint64_t>(static_cast<unsigned char>(data[size / 2])) << 20);
    }
    word = (word ^ (word >> 29)) * seed;
    return static_cast<std::size_t>(word >> 40) & mask_;
  }

  // Fills slots_ by `seed`; returns how many names are not at their first slot.
  std::size_t Fill(const std::vector<std::string_view>& names, std::uint64_t seed);

  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
  std::uint64_t seed_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_NAME_TABLE_H_
