// Finds the id that somebody may have meant.

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/base/diagnostic.h"
#include "src/facts/references.h"

namespace assay {
namespace {

// Ids are compared with so many neighbours in each direction, in the order of the texts. Comparing
// a wrong id with a million would take longer than loading them.
constexpr std::size_t kNeighbours = 1000;

// The keys of a table, ascending; those that are missing count as greater than all.
class SortedKeys {
 public:
  SortedKeys(const OrderedFacts& facts, const MissingId& missing)
      : order_(facts.orders[missing.target]),
        keys_(facts.data.tables[missing.target]
                  .columns[facts.data.schema->record(missing.target).key_field]) {
    if (missing.scope_row == kNoRow) return;
    // Siblings lie in the order in which they were given.
    for (Row row = order_.parent_offsets[missing.scope_row];
         row < order_.parent_offsets[missing.scope_row + 1]; ++row) {
      siblings_.push_back(KeyOf(row));
    }
    std::sort(siblings_.begin(), siblings_.end());
    is_scoped_ = true;
  }

  std::size_t size() const { return is_scoped_ ? siblings_.size() : order_.rows.size(); }
  std::int64_t at(std::size_t i) const {
    if (is_scoped_) return siblings_[i];
    return KeyOf(order_.by_key.empty() ? static_cast<Row>(i) : order_.by_key[i]);
  }
  std::size_t LowerBound(std::int64_t key) const {
    std::size_t first = 0;
    std::size_t last = size();
    while (first < last) {
      const std::size_t middle = first + (last - first) / 2;
      if (at(middle) < key) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    return first;
  }

  static constexpr std::int64_t kNoKey = std::numeric_limits<std::int64_t>::max();

 private:
  std::int64_t KeyOf(Row row) const {
    const Row arrived = order_.rows[row];
    return keys_.state(arrived) == CellState::kValue ? keys_.cell(arrived) : kNoKey;
  }

  const TableOrder& order_;
  const BuildColumn& keys_;
  bool is_scoped_ = false;
  std::vector<std::int64_t> siblings_;
};

}  // namespace

std::string HintFor(const OrderedFacts& facts, const MissingId& missing) {
  const SortedKeys keys(facts, missing);
  const std::size_t middle = keys.LowerBound(missing.key);
  std::vector<std::string_view> candidates;
  for (std::size_t i = middle - std::min(middle, kNeighbours);
       i < std::min(keys.size(), middle + kNeighbours) && keys.at(i) != SortedKeys::kNoKey; ++i) {
    candidates.push_back(facts.texts.text(static_cast<TextId>(keys.at(i))));
  }
  const std::string near(NearestName(facts.texts.text(missing.key), candidates));
  return near.empty() ? "" : absl::StrCat("did you mean `", near, "`?");
}

}  // namespace assay
