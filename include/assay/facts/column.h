// A column: the cells of one field for all rows of a table, in a compact,
// immutable, typed form.
//
// A cell is a value, none (known not to exist) or unknown (not collected). The
// states are kept only where a column has any cell that is not a value.

#ifndef ASSAY_FACTS_COLUMN_H_
#define ASSAY_FACTS_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "assay/base/decimal.h"
#include "assay/facts/schema.h"

namespace assay {

using Row = std::uint32_t;
inline constexpr Row kNoRow = 0xffffffff;

// An interned string of one Facts. Two ids are equal exactly if the texts are.
using TextId = std::uint32_t;

enum class CellState : std::uint8_t { kValue = 0, kNone = 1, kUnknown = 2 };

// What the number in a cell is, by kind:
//   kBool 0 or 1 · kInt itself · kDecimal index into Facts::decimal() · kText TextId ·
//   kEnum index of the value · kDate days since 1970-01-01 ·
//   kWhen TextId of what was written (its date and instant are columns of their own) ·
//   kReference and kChild: Row of the target.
class Column {
 public:
  std::size_t size() const { return size_; }
  bool all_values() const { return states_.empty(); }

  CellState state(Row row) const {
    return states_.empty() ? CellState::kValue : static_cast<CellState>(states_[row]);
  }
  // Meaningful only where state(row) is kValue.
  std::int64_t cell(Row row) const {
    return narrow_.empty() ? wide_[row] : narrow_[row];
  }

  // Of a list field: the elements of `row`. An element of a reference list may be
  // kNoRow: a record of a feed that was not collected, hence an unknown one.
  std::span<const std::int32_t> list(Row row) const {
    return {elements_.data() + offsets_[row], offsets_[row + 1] - offsets_[row]};
  }

  // For kernels: exactly one of the two is filled for a column that is not a list.
  std::span<const std::int32_t> narrow() const { return narrow_; }
  std::span<const std::int64_t> wide() const { return wide_; }
  std::span<const std::uint8_t> states() const { return states_; }  // Empty = all values.

 private:
  friend class FactsBuilder;
  std::size_t size_ = 0;
  std::vector<std::int32_t> narrow_;  // All kinds but kInt and instants.
  std::vector<std::int64_t> wide_;    // kInt, instants.
  std::vector<std::uint8_t> states_;
  std::vector<std::uint32_t> offsets_;   // Lists: size() + 1.
  std::vector<std::int32_t> elements_;   // Lists.
};

}  // namespace assay

#endif  // ASSAY_FACTS_COLUMN_H_
