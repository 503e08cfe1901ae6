// base64.*: bytes as text (RFC 4648, the alphabet with + and /).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/expr/library.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string EncodeBase64(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view group = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0u);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text.push_back(i <= group.size() ? kAlphabet[bits >> (18 - 6 * i) & 63] : '=');
    }
  }
  return text;
}

// The `=` at the end may be missing, but not be one too many; bits that no byte takes must be zero.
std::optional<std::string> DecodeBase64(std::string_view text) {
  const std::size_t size = text.find_last_not_of('=') + 1;
  const std::size_t padding = text.size() - size;
  const std::size_t left_over = size % 4;
  if (left_over == 1 || (padding != 0 && padding != (4 - left_over) % 4)) return std::nullopt;
  std::string bytes;
  std::uint32_t bits = 0;
  int bit_count = 0;
  for (const char c : text.substr(0, size)) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    bit_count += 6;
    if (bit_count < 8) continue;
    bit_count -= 8;
    bytes.push_back(static_cast<char>(bits >> bit_count & 0xFF));
  }
  if ((bits & ((1u << bit_count) - 1)) != 0) return std::nullopt;
  return bytes;
}

Value Encode(const CallContext&, Arguments arguments) {
  return Value::String(EncodeBase64(arguments[0].as_string()));
}

Value Decode(const CallContext&, Arguments arguments) {
  std::optional<std::string> bytes = DecodeBase64(arguments[0].as_string());
  if (!bytes.has_value()) {
    return Value::Error(ErrorCode::kInvalidArgument, "the text is not base64");
  }
  return Value::Bytes(*std::move(bytes));
}

}  // namespace

std::vector<Function> EncoderLibrary() {
  return {
      {"base64.encode", {Declare("base64_encode", "(bytes) -> string", Encode)},
       "base64.encode(bytes): as text, padded"},
      {"base64.decode", {Declare("base64_decode", "(string) -> bytes", Decode)},
       "base64.decode(text): the bytes; padding may be missing"},
  };
}

}  // namespace assay
