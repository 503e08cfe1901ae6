// Texts to dense numbers, in the order in which they first arrive. Every text of a facts document
// passes through here once, so it is one flat table and one arena, without an allocation a text.

#ifndef ASSAY_SRC_FACTS_INTERNER_H_
#define ASSAY_SRC_FACTS_INTERNER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace assay {

class Interner {
 public:
  // TextIds travel in 32-bit signed cells.
  static constexpr std::size_t kMaxTexts = 0x7fffffff;

  Interner();

  // The number of `text`; the same one for the same bytes. When kMaxTexts is reached, further
  // texts get number 0 and is_full() is true.
  std::uint32_t Intern(std::string_view text);

  std::string_view text(std::uint32_t id) const {
    return {bytes_.data() + offsets_[id], offsets_[id + 1] - offsets_[id]};
  }
  std::size_t size() const { return offsets_.size() - 1; }
  std::size_t byte_count() const { return bytes_.size(); }
  bool is_full() const { return is_full_; }

  // Gives the table back, when only text() and size() are needed from now on.
  void ForgetTable() { std::vector<std::uint64_t>().swap(slots_); }

 private:
  std::uint32_t HashOf(std::string_view text) const;
  void Grow();

  std::vector<char> bytes_;
  std::vector<std::uint64_t> offsets_;  // size() + 1
  std::vector<std::uint64_t> slots_;    // Hash in the upper half, id + 1 in the lower; 0 = free.
  std::uint64_t seed_;
  bool is_full_ = false;
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_INTERNER_H_
