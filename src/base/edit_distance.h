// How far apart two names are, for "did you mean".

#ifndef ASSAY_SRC_BASE_EDIT_DISTANCE_H_
#define ASSAY_SRC_BASE_EDIT_DISTANCE_H_

#include <cstddef>
#include <string_view>

namespace assay {

// Names longer than this many bytes are never compared: nobody mistypes them by hand, and the
// cost would be the product of the lengths.
inline constexpr std::size_t kLongestComparedName = 128;

// The fewest insertions, deletions, replacements and swaps of neighbours that turn `left` into
// `right` (no place is touched twice), in bytes. Any result above `limit` says only "more than
// `limit`". Cost: at most the product of the lengths.
std::size_t EditDistance(std::string_view left, std::string_view right, std::size_t limit);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_EDIT_DISTANCE_H_
