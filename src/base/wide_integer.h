// 128-bit integers, for products of two 64-bit ones.

#ifndef ASSAY_SRC_BASE_WIDE_INTEGER_H_
#define ASSAY_SRC_BASE_WIDE_INTEGER_H_

#include <cstdint>
#include <limits>

namespace assay {

// Not ISO C++, but both compilers have it on every 64-bit machine; __extension__ says that we know.
__extension__ typedef __int128 Int128;

constexpr bool FitsInt64(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace assay

#endif  // ASSAY_SRC_BASE_WIDE_INTEGER_H_
