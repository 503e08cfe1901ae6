// Arrow arrays, checked as far as they can be, and the cells in them.

#ifndef ASSAY_SRC_INGEST_ARROW_ARRAY_H_
#define ASSAY_SRC_INGEST_ARROW_ARRAY_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/arrow_abi.h"
#include "src/ingest/arrow_type.h"

namespace assay {

// What an ArrowStream may not have more of in one array that no buffer stands behind: such an array
// costs its producer nothing, whatever length it claims.
inline constexpr std::int64_t kMostWithoutBuffers = std::int64_t{1} << 20;

// An array that is fit to be read: every offset within it is known to be in order and to stay
// within the lengths that were claimed. A view: the ArrowArray and the type must outlive it.
//
// Cells are numbered from 0; `offset` is added where the buffers are read.
struct ArrowCells {
  const ArrowType* type = nullptr;
  std::int64_t length = 0;
  std::int64_t offset = 0;
  const unsigned char* validity = nullptr;  // Null where every cell is a value.
  const unsigned char* values = nullptr;    // Numbers, bits, offsets or views.
  const unsigned char* data = nullptr;      // Of texts: the bytes. Of list views: the sizes.
  const void* const* variadic = nullptr;    // Of text views: further bytes,
  std::int64_t variadic_count = 0;
  const unsigned char* variadic_sizes = nullptr;  // and how many.
  std::vector<ArrowCells> children;               // Empty for types that no field takes.
  std::unique_ptr<ArrowCells> dictionary;
  // Of a dictionary of texts: the number of each text in the builder, plus one; zero = not met yet.
  // Only as many as are worth it.
  mutable std::vector<std::uint32_t> interned;

  bool IsNull(std::int64_t cell) const {
    if (type->kind == ArrowKind::kNull) return true;
    if (validity == nullptr) return false;
    const std::int64_t at = offset + cell;
    return (validity[at >> 3] >> (at & 7) & 1) == 0;
  }
  // Any number of `Number`'s width at `cell`, however it is aligned.
  template <typename Number>
  Number At(std::int64_t cell) const {
    Number number;
    std::memcpy(&number, values + static_cast<std::size_t>(offset + cell) * sizeof(Number),
                sizeof(Number));
    return number;
  }
  bool BitAt(std::int64_t cell) const {
    const std::int64_t at = offset + cell;
    return (values[at >> 3] >> (at & 7) & 1) != 0;
  }
};

// Checks `array` against `type` with all within it, and makes `*cells` a view of it. At least
// `least` cells must be there. False, and `*why`, if it contradicts its type or itself.
bool OpenArray(const ArrowType& type, const ArrowArray& array, std::int64_t least,
               ArrowCells* cells, std::string* why);

// The cells of an int at `cell`. False if it is an unsigned one beyond 63 bits.
bool IntAt(const ArrowCells& cells, std::int64_t cell, std::int64_t* number);

// The text at `cell`, which is not null. False if a view points outside its buffers.
bool TextAt(const ArrowCells& cells, std::int64_t cell, std::string_view* text);

// The elements of the list at `cell`, which is not null: [first, last) of the only child.
struct ArrowRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
ArrowRange ListAt(const ArrowCells& cells, std::int64_t cell);

// Follows dictionaries to the cell that holds the value.
enum class ArrowState : std::uint8_t { kValue, kNull, kBadIndex };
ArrowState FollowDictionary(const ArrowCells** cells, std::int64_t* cell);

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_ARRAY_H_
