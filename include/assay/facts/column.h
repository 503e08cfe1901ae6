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
//
// A view: cheap to copy, valid as long as the Facts it was read from. Columns that hold one value
// throughout share their memory with others of the same kind.
class Column {
 public:
  // Where the cells lie. Of a list: `offsets` (size + 1) and `elements`; of anything else: `narrow`
  // or `wide`. `states` is empty if every cell is a value.
  struct Parts {
    std::size_t size = 0;
    std::span<const std::int32_t> narrow;  // All kinds but kInt and instants.
    std::span<const std::int64_t> wide;    // kInt, instants.
    std::span<const std::uint8_t> states;
    std::span<const std::uint32_t> offsets;
    std::span<const std::int32_t> elements;
  };

  Column() = default;
  explicit Column(const Parts& parts) : parts_(parts) {}

  std::size_t size() const { return parts_.size; }
  bool all_values() const { return parts_.states.empty(); }
  bool is_list() const { return !parts_.offsets.empty(); }

  CellState state(Row row) const {
    return parts_.states.empty() ? CellState::kValue : static_cast<CellState>(parts_.states[row]);
  }
  // Meaningful only where state(row) is kValue, and for columns that are not lists.
  std::int64_t cell(Row row) const {
    return parts_.narrow.empty() ? parts_.wide[row] : parts_.narrow[row];
  }

  // Of a list field: the elements of `row`. An element of a reference list may be
  // kNoRow (-1): a record of a feed that was not collected, hence an unknown one.
  std::span<const std::int32_t> list(Row row) const {
    return parts_.elements.subspan(parts_.offsets[row],
                                   parts_.offsets[row + 1] - parts_.offsets[row]);
  }

  // For kernels: exactly one of the two is filled for a column that is not a list. Cells that are
  // no value are zero.
  std::span<const std::int32_t> narrow() const { return parts_.narrow; }
  std::span<const std::int64_t> wide() const { return parts_.wide; }
  std::span<const std::uint8_t> states() const { return parts_.states; }  // Empty = all values.
  // Of lists, for kernels: row r has elements()[offsets()[r]] up to offsets()[r + 1].
  std::span<const std::uint32_t> offsets() const { return parts_.offsets; }
  std::span<const std::int32_t> elements() const { return parts_.elements; }

 private:
  Parts parts_;
};

}  // namespace assay

#endif  // ASSAY_FACTS_COLUMN_H_
