// Facts in the making: the cells as they arrive, in rows numbered in order of arrival.
//
// FactsBuilder appends; sealing turns this into the Storage behind a Facts, one pass after another
// (seal.cc lists them).

#ifndef ASSAY_SRC_FACTS_BUILD_TABLE_H_
#define ASSAY_SRC_FACTS_BUILD_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/facts/builder.h"
#include "assay/facts/column.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"
#include "src/facts/field_kind.h"
#include "src/facts/interner.h"

namespace assay {

// The cells of one field. Rows beyond size() have not been set, so a field that nobody uses costs
// nothing however many records there are.
//
// Until references are resolved, the cell of a reference is the TextId of the key it names.
struct BuildColumn {
  std::size_t size = 0;
  bool is_wide = false;  // Cells are in `wide`, not in `narrow`.
  // What a cell that was not set is; kUnknown also for required fields, where it is a fault.
  CellState missing_state = CellState::kUnknown;
  std::int64_t missing_cell = 0;
  bool needs_default = false;  // A default text or decimal that has no number yet.

  std::vector<std::int32_t> narrow;
  std::vector<std::int64_t> wide;
  std::vector<std::uint8_t> states;  // Empty while every cell below size() is a value.
  std::vector<std::uint32_t> ends;   // Lists: where the elements of a row end.
  std::vector<std::int32_t> elements;

  CellState state(std::size_t row) const {
    if (row >= size) return missing_state;
    return states.empty() ? CellState::kValue : static_cast<CellState>(states[row]);
  }
  // Meaningful only where state(row) is kValue.
  std::int64_t cell(std::size_t row) const {
    if (row >= size) return missing_cell;
    return is_wide ? wide[row] : narrow[row];
  }
  std::span<const std::int32_t> list(std::size_t row) const {
    if (row >= size) return {};
    const std::uint32_t first = row == 0 ? 0 : ends[row - 1];
    return {elements.data() + first, ends[row] - first};
  }
};

struct BuildTable {
  std::size_t rows = 0;
  std::vector<BuildColumn> columns;  // By FieldId, as the next two.
  std::vector<BuildColumn> dates;    // Of kWhen; days that follow from instants are filled in late.
  std::vector<BuildColumn> instants;
  std::vector<std::uint64_t> origins;  // Of records that are not embedded.
  std::vector<Row> parents;            // Of embedded ones; never descending.
};

struct BuildData {
  explicit BuildData(const Schema& schema);

  // Gives `column`, that of `field`, cells up to `row`, which were not set.
  void PadTo(std::size_t row, const Field& field, BuildColumn* column);
  // Makes missing_cell of `column` the number of the default of `field`.
  void NumberDefault(const Field& field, BuildColumn* column);

  const Schema* schema;
  Interner texts;
  std::vector<Decimal> decimals;   // One per cell; sealing makes equal ones one.
  std::vector<BuildTable> tables;  // By RecordTypeId.
  std::optional<Date> as_of;
  std::vector<CollectedEntry> collected;
  std::vector<Facts::Flag> flags;
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_BUILD_TABLE_H_
