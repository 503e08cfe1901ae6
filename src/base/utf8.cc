#include "src/base/utf8.h"

#include <cassert>
#include <cstring>

namespace assay {
namespace {

constexpr bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// How many bytes a sequence takes that begins with `lead`; 0 if none does.
constexpr std::size_t LengthOfLead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Rules out overlong forms and surrogates, which the lead byte alone cannot.
constexpr bool IsInRange(char32_t value, std::size_t length) {
  if (length == 3) return value >= 0x800 && (value < 0xD800 || value > 0xDFFF);
  if (length == 4) return value >= 0x10000 && value <= 0x10FFFF;
  return true;
}

}  // namespace

CodePoint DecodeUtf8(std::string_view text) {
  assert(!text.empty());
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = LengthOfLead(lead);
  if (length == 1) return {lead, 1, true};
  if (length == 0 || text.size() < length) return {lead, 1, false};
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!IsContinuation(byte)) return {lead, 1, false};
    value = (value << 6) | (byte & 0x3FU);
  }
  if (!IsInRange(value, length)) return {lead, 1, false};
  return {value, length, true};
}

std::size_t FindInvalidUtf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t eight = 0;
    while (text.size() - at >= sizeof eight) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080ULL) != 0) break;
      at += sizeof eight;
    }
    if (at == text.size()) break;
    const CodePoint next = DecodeUtf8(text.substr(at));
    if (!next.valid) return at;
    at += next.bytes;
  }
  return std::string_view::npos;
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const bool ascii = (static_cast<unsigned char>(text[at]) & 0x80) == 0;
    at += ascii ? 1 : DecodeUtf8(text.substr(at)).bytes;
  }
  return count;
}

bool IsBlank(std::string_view text) {
  while (!text.empty()) {
    const CodePoint next = DecodeUtf8(text);
    const char32_t c = next.value;
    const bool is_space = c == 0x20 || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
                          (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
                          c == 0x3000;
    if (!next.valid || !is_space) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

void AppendUtf8(char32_t value, std::string* out) {
  assert(value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF));
  const auto push = [out](char32_t byte) { out->push_back(static_cast<char>(byte)); };
  const auto tail = [&](int shift) { push(0x80 | ((value >> shift) & 0x3F)); };
  if (value < 0x80) {
    push(value);
  } else if (value < 0x800) {
    push(0xC0 | (value >> 6));
    tail(0);
  } else if (value < 0x10000) {
    push(0xE0 | (value >> 12));
    tail(6);
    tail(0);
  } else {
    push(0xF0 | (value >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace assay
