#include "src/facts/permute.h"

#include <utility>

namespace assay {
namespace {

class ColumnPermutation {
 public:
  ColumnPermutation(const std::vector<Row>& rows, Cells* cells) : rows_(rows), cells_(cells) {}

  void Permute(BuildColumn column, bool is_list, Column::Parts* parts) {
    parts->size = rows_.size();
    if (is_list) {
      PermuteLists(column, parts);
    } else if (column.size == 0) {
      KeepUnset(column, parts);
    } else if (column.is_wide) {
      cells_->wide.Keep(Gather<std::int64_t>(column), &parts->wide);
    } else {
      cells_->narrow.Keep(Gather<std::int32_t>(column), &parts->narrow);
    }
    PermuteStates(column, parts);
  }

  // Of an embedding of at most one record: which row it is in its own table.
  void MakeChildCells(const BuildColumn& column, const std::vector<Row>& offsets,
                      Column::Parts* parts) {
    parts->size = rows_.size();
    std::vector<std::int32_t> rows(rows_.size(), 0);
    std::vector<std::uint8_t> states(rows_.size(), 0);
    bool any_missing = false;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (offsets[row] == offsets[row + 1]) {
        states[row] = static_cast<std::uint8_t>(column.missing_state);
        any_missing = true;
      } else {
        rows[row] = static_cast<std::int32_t>(offsets[row]);
      }
    }
    cells_->narrow.Keep(std::move(rows), &parts->narrow);
    if (any_missing) cells_->states.Keep(std::move(states), &parts->states);
  }

 private:
  template <typename Cell>
  std::vector<Cell> Gather(const BuildColumn& column) const {
    std::vector<Cell> gathered(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      // Not every missing cell is zero yet: that of a default is its value.
      const bool is_value = column.state(rows_[row]) == CellState::kValue;
      gathered[row] = is_value ? static_cast<Cell>(column.cell(rows_[row])) : Cell{0};
    }
    return gathered;
  }

  void KeepUnset(const BuildColumn& column, Column::Parts* parts) {
    const bool is_value = column.missing_state == CellState::kValue;
    const std::int64_t cell = is_value ? column.missing_cell : 0;
    if (column.is_wide) {
      cells_->wide.KeepConstant(cell, rows_.size(), &parts->wide);
    } else {
      cells_->narrow.KeepConstant(static_cast<std::int32_t>(cell), rows_.size(), &parts->narrow);
    }
  }

  void PermuteLists(const BuildColumn& column, Column::Parts* parts) {
    if (column.size == 0) {
      cells_->rows.KeepConstant(0, rows_.size() + 1, &parts->offsets);
      return;
    }
    std::vector<std::uint32_t> offsets = {0};
    offsets.reserve(rows_.size() + 1);
    std::vector<std::int32_t> elements;
    elements.reserve(column.elements.size());
    for (const Row row : rows_) {
      const std::span<const std::int32_t> list = column.list(row);
      elements.insert(elements.end(), list.begin(), list.end());
      offsets.push_back(static_cast<std::uint32_t>(elements.size()));
    }
    cells_->rows.Keep(std::move(offsets), &parts->offsets);
    cells_->narrow.Keep(std::move(elements), &parts->elements);
  }

  void PermuteStates(const BuildColumn& column, Column::Parts* parts) {
    const std::uint8_t missing = static_cast<std::uint8_t>(column.missing_state);
    if (column.size == 0) {
      if (missing != 0) cells_->states.KeepConstant(missing, rows_.size(), &parts->states);
      return;
    }
    std::vector<std::uint8_t> states(rows_.size());
    bool any_missing = false;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      states[row] = static_cast<std::uint8_t>(column.state(rows_[row]));
      any_missing = any_missing || states[row] != 0;
    }
    if (any_missing) cells_->states.Keep(std::move(states), &parts->states);
  }

  const std::vector<Row>& rows_;
  Cells* cells_;
};

}  // namespace

void PermuteColumns(const std::vector<TableOrder>& orders, BuildData* data,
                    std::vector<SealedColumns>* tables, Cells* cells) {
  for (std::size_t type = 0; type < orders.size(); ++type) {
    const std::vector<Field>& fields = data->schema->records()[type].fields;
    BuildTable& table = data->tables[type];
    ColumnPermutation permutation(orders[type].rows, cells);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      // Passed by value: the cells that arrived are given back when the call returns.
      BuildColumn column = std::move(table.columns[i]);
      SealedColumns& sealed = (*tables)[type];
      if (fields[i].kind == FieldKind::kReference || fields[i].kind == FieldKind::kChildren)
        continue;
      if (fields[i].kind == FieldKind::kChild) {
        permutation.MakeChildCells(column, orders[fields[i].target].parent_offsets,
                                   &sealed.columns[i]);
        continue;
      }
      permutation.Permute(std::move(column), fields[i].is_list, &sealed.columns[i]);
      if (fields[i].kind != FieldKind::kWhen) continue;
      permutation.Permute(std::move(table.dates[i]), false, &sealed.dates[i]);
      permutation.Permute(std::move(table.instants[i]), false, &sealed.instants[i]);
    }
  }
}

}  // namespace assay
