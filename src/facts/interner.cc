#include "src/facts/interner.h"

#include <cassert>
#include <cstring>

namespace assay {
namespace {

constexpr std::size_t kFirstCapacity = 1024;  // A power of two, as every later one.

std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t Load(const char* from, std::size_t bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, bytes);
  return word;
}

}  // namespace

// The seed is where this object happens to lie: enough that whoever writes the facts cannot prepare
// texts that collide, and without effect on any result, since texts are renumbered by their bytes.
Interner::Interner()
    : offsets_(1, 0),
      slots_(kFirstCapacity, 0),
      seed_(Mix(reinterpret_cast<std::uintptr_t>(slots_.data()) ^ 0x9e3779b97f4a7c15u,
                0xd6e8feb86659fd93u)) {}

std::uint32_t Interner::HashOf(std::string_view text) const {
  std::uint64_t hash = seed_ ^ text.size();
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left > 16; at += 16, left -= 16) {
    hash = Mix(Load(at, 8) ^ 0xa0761d6478bd642fu, Load(at + 8, 8) ^ hash);
  }
  const std::size_t half = left > 8 ? 8 : left;
  hash = Mix(Load(at, half) ^ 0xe7037ed1a0b428dbu, Load(at + half, left - half) ^ hash);
  return static_cast<std::uint32_t>(Mix(hash, seed_ ^ 0x8ebc6af09c88c6e3u) >> 32);
}

std::uint32_t Interner::Intern(std::string_view text) {
  assert(!slots_.empty());
  if (2 * (size() + 1) > slots_.size()) Grow();
  const std::uint32_t hash = HashOf(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    if (slots_[at] >> 32 != hash) continue;
    const std::uint32_t id = static_cast<std::uint32_t>(slots_[at]) - 1;
    if (this->text(id) == text) return id;
  }
  if (size() == kMaxTexts) {
    is_full_ = true;
    return 0;
  }
  const std::uint32_t id = static_cast<std::uint32_t>(size());
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  offsets_.push_back(bytes_.size());
  slots_[at] = std::uint64_t{hash} << 32 | (id + 1);
  return id;
}

void Interner::Grow() {
  std::vector<std::uint64_t> wider(2 * slots_.size(), 0);
  const std::size_t mask = wider.size() - 1;
  for (const std::uint64_t slot : slots_) {
    if (slot == 0) continue;
    std::size_t at = (slot >> 32) & mask;
    while (wider[at] != 0) at = (at + 1) & mask;
    wider[at] = slot;
  }
  slots_ = std::move(wider);
}

}  // namespace assay
