#include "src/base/edit_distance.h"

#include <algorithm>
#include <array>

namespace assay {

std::size_t EditDistance(std::string_view left, std::string_view right, std::size_t limit) {
  const std::size_t shorter = std::min(left.size(), right.size());
  const std::size_t longer = std::max(left.size(), right.size());
  if (longer - shorter > limit || longer > kLongestComparedName) return limit + 1;

  // row[j] is the distance between the first i bytes of `left` and the first j of `right`. A swap
  // looks two rows back.
  using Row = std::array<std::size_t, kLongestComparedName + 1>;
  std::array<Row, 3> rows;
  for (std::size_t j = 0; j <= right.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    Row& row = rows[i % 3];
    const Row& above = rows[(i + 2) % 3];
    const Row& two_above = rows[(i + 1) % 3];
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // A row never falls below the smallest of the two before it; one more swap can reach back.
    if (least > limit + 1) return limit + 1;
  }
  return rows[left.size() % 3][right.size()];
}

}  // namespace assay
