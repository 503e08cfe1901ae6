// UTF-8, one code point at a time, for places and messages.

#ifndef ASSAY_SRC_BASE_UTF8_H_
#define ASSAY_SRC_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;  // How many it takes; 1 for a byte that is not UTF-8.
  bool valid = false;
};

// The first code point of `text`, which must not be empty. Overlong forms, surrogates and values
// above U+10FFFF are not valid.
CodePoint DecodeUtf8(std::string_view text);

// The offset of the first byte that is not part of valid UTF-8, or npos. Linear, fast on ASCII.
std::size_t FindInvalidUtf8(std::string_view text);

// How many code points `text` has; every byte that is not UTF-8 counts as one.
std::size_t CountCodePoints(std::string_view text);

// Whether there is nothing in `text` but white space, as Unicode has it.
bool IsBlank(std::string_view text);

// Appends the UTF-8 of `value`, which must be a Unicode scalar value.
void AppendUtf8(char32_t value, std::string* out);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_UTF8_H_
