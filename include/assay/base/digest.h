// SHA-256, streaming. Used for digests of meaning (facts, packs) and for the
// order in which interview samples are drawn.

#ifndef ASSAY_BASE_DIGEST_H_
#define ASSAY_BASE_DIGEST_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace assay {

using Sha256 = std::array<std::uint8_t, 32>;

class Sha256Builder {
 public:
  Sha256Builder();
  Sha256Builder(Sha256Builder&&) noexcept;
  Sha256Builder& operator=(Sha256Builder&&) noexcept;
  ~Sha256Builder();

  void Update(std::string_view bytes);
  // The length first (eight bytes, big-endian), then the bytes: so that the
  // fields ("ab", "c") and ("a", "bc") never digest alike.
  void UpdateField(std::string_view bytes);
  // Ends the stream; the builder may not be used afterwards.
  Sha256 Finish();

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

Sha256 Sha256Of(std::string_view bytes);
std::string ToHex(const Sha256& digest);  // 64 lower-case digits

}  // namespace assay

#endif  // ASSAY_BASE_DIGEST_H_
