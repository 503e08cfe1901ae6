// The final rows of a table by the number of their key's text.

#ifndef ASSAY_SRC_FACTS_ROWS_BY_KEY_H_
#define ASSAY_SRC_FACTS_ROWS_BY_KEY_H_

#include <cstddef>
#include <vector>

#include "src/facts/build_table.h"
#include "src/facts/row_order.h"

namespace assay {

// The keys of one type mostly share a prefix, so that their numbers lie close together and a plain
// array serves.
class RowsByKey {
 public:
  RowsByKey(const BuildTable& table, FieldId key_field, const TableOrder& order) {
    const BuildColumn& keys = table.columns[key_field];
    for (std::size_t i = 0; i < order.rows.size(); ++i) {
      const Row row = order.by_key.empty() ? static_cast<Row>(i) : order.by_key[i];
      const Row arrived = order.rows[row];
      if (keys.state(arrived) != CellState::kValue) continue;
      const std::size_t key = static_cast<std::size_t>(keys.cell(arrived));
      if (rows_.empty()) first_ = key;
      rows_.resize(key - first_ + 1, kNoRow);
      rows_[key - first_] = row;
    }
  }

  Row Find(std::size_t key) const {
    return key < first_ || key - first_ >= rows_.size() ? kNoRow : rows_[key - first_];
  }

 private:
  std::size_t first_ = 0;
  std::vector<Row> rows_;
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_ROWS_BY_KEY_H_
