#include "src/ingest/name_table.h"

#include <bit>
#include <cassert>

namespace assay {
namespace {

constexpr int kSeedsToTry = 64;

// SplitMix64: the same seeds on every machine.
std::uint64_t NextSeed(std::uint64_t* state) {
  std::uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (z ^ (z >> 31)) | 1;
}

}  // namespace

NameTable::NameTable(const std::vector<std::string_view>& names) {
  assert(names.size() < kNoId);
  const std::size_t slots = std::bit_ceil(names.size() * 4 + 1);
  mask_ = slots - 1;
  // A seed without collisions is nearly always found; where names agree at both ends, none is, and
  // the best one has to do.
  std::uint64_t state = 0;
  std::size_t best_displaced = names.size() + 1;
  std::uint64_t best_seed = 1;
  for (int attempt = 0; attempt < kSeedsToTry && best_displaced > 0; ++attempt) {
    const std::uint64_t seed = NextSeed(&state);
    const std::size_t displaced = Fill(names, seed);
    if (displaced < best_displaced) {
      best_displaced = displaced;
      best_seed = seed;
    }
  }
  Fill(names, best_seed);
  seed_ = best_seed;
}

std::size_t NameTable::Fill(const std::vector<std::string_view>& names, std::uint64_t seed) {
  slots_.assign(mask_ + 1, Slot{});
  std::size_t displaced = 0;
  for (std::size_t position = 0; position < names.size(); ++position) {
    std::size_t at = SlotOf(names[position], seed);
    bool is_repeat = false;
    if (slots_[at].position != kNoId) ++displaced;
    while (slots_[at].position != kNoId && !is_repeat) {
      is_repeat = slots_[at].name == names[position];
      at = (at + 1) & mask_;
    }
    if (!is_repeat) slots_[at] = {names[position], static_cast<std::uint16_t>(position)};
  }
  return displaced;
}

}  // namespace assay
