#include "src/facts/renumber.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace assay {
namespace {

void RenumberColumn(const std::vector<std::uint32_t>& new_number, BuildColumn* column) {
  const auto renumbered = [&](std::int64_t cell) {
    return static_cast<std::int32_t>(new_number[static_cast<std::size_t>(cell)]);
  };
  // Rows beyond size() have the missing cell; it counts only once it has been numbered.
  if (column->missing_state == CellState::kValue && !column->needs_default && !new_number.empty()) {
    column->missing_cell = renumbered(column->missing_cell);
  }
  for (std::size_t row = 0; row < column->narrow.size(); ++row) {
    if (column->state(row) == CellState::kValue) {
      column->narrow[row] = renumbered(column->narrow[row]);
    }
  }
  for (std::int32_t& element : column->elements) element = renumbered(element);
}

// Calls `visit` with every column of fields of which `is_wanted` holds.
template <typename IsWanted, typename Visit>
void ForEachColumn(BuildData* data, const IsWanted& is_wanted, const Visit& visit) {
  for (std::size_t type = 0; type < data->tables.size(); ++type) {
    const std::vector<Field>& fields = data->schema->records()[type].fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (is_wanted(fields[i].kind)) visit(&data->tables[type].columns[i]);
    }
  }
}

}  // namespace

TextTable RenumberTexts(BuildData* data) {
  data->texts.ForgetTable();
  const std::vector<std::uint32_t> sorted = SortTexts(data->texts);
  TextTable table(data->texts, sorted);
  data->texts = Interner();
  std::vector<std::uint32_t> new_number(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    new_number[sorted[i]] = static_cast<std::uint32_t>(i);
  }
  ForEachColumn(data, HoldsText, [&](BuildColumn* column) { RenumberColumn(new_number, column); });
  return table;
}

std::vector<Decimal> RenumberDecimals(BuildData* data) {
  const std::vector<Decimal>& decimals = data->decimals;
  std::vector<std::uint32_t> order(decimals.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return decimals[a] < decimals[b]; });
  std::vector<Decimal> distinct;
  std::vector<std::uint32_t> new_number(decimals.size());
  for (const std::uint32_t old : order) {
    if (distinct.empty() || !(distinct.back() == decimals[old])) distinct.push_back(decimals[old]);
    new_number[old] = static_cast<std::uint32_t>(distinct.size() - 1);
  }
  const auto is_decimal = [](FieldKind kind) { return kind == FieldKind::kDecimal; };
  ForEachColumn(data, is_decimal, [&](BuildColumn* column) { RenumberColumn(new_number, column); });
  std::vector<Decimal>().swap(data->decimals);
  return distinct;
}

}  // namespace assay
