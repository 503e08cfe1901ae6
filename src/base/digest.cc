#include "assay/base/digest.h"

#include <cassert>

#include <sodium/crypto_hash_sha256.h>

namespace assay {
namespace {

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

static_assert(crypto_hash_sha256_BYTES == std::tuple_size_v<Sha256>);

}  // namespace

struct Sha256Builder::Rep {
  crypto_hash_sha256_state state;
};

Sha256Builder::Sha256Builder() : rep_(std::make_unique<Rep>()) {
  crypto_hash_sha256_init(&rep_->state);
}

Sha256Builder::Sha256Builder(Sha256Builder&&) noexcept = default;
Sha256Builder& Sha256Builder::operator=(Sha256Builder&&) noexcept = default;
Sha256Builder::~Sha256Builder() = default;

void Sha256Builder::Update(std::string_view bytes) {
  assert(rep_ != nullptr);
  crypto_hash_sha256_update(&rep_->state, Bytes(bytes), bytes.size());
}

void Sha256Builder::UpdateField(std::string_view bytes) {
  std::array<char, 8> length;
  const std::uint64_t size = bytes.size();
  for (std::size_t i = 0; i < length.size(); ++i) {
    length[i] = static_cast<char>(size >> (56 - 8 * i));
  }
  Update(std::string_view(length.data(), length.size()));
  Update(bytes);
}

Sha256 Sha256Builder::Finish() {
  assert(rep_ != nullptr);
  Sha256 digest;
  crypto_hash_sha256_final(&rep_->state, digest.data());
  rep_.reset();
  return digest;
}

Sha256 Sha256Of(std::string_view bytes) {
  Sha256 digest;
  crypto_hash_sha256(digest.data(), Bytes(bytes), bytes.size());
  return digest;
}

std::string ToHex(const Sha256& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(digest.size() * 2);
  for (const std::uint8_t byte : digest) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 0xF]);
  }
  return text;
}

}  // namespace assay
