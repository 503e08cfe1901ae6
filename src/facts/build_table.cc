#include "src/facts/build_table.h"

#include <cassert>

#include "src/facts/default_value.h"

namespace assay {
namespace {

CellState MissingState(Missing missing) {
  switch (missing) {
    case Missing::kNone:
      return CellState::kNone;
    case Missing::kDefault:
      return CellState::kValue;
    case Missing::kRequired:
    case Missing::kUnknown:
      return CellState::kUnknown;
  }
  return CellState::kUnknown;
}

BuildColumn MakeColumn(const Field& field, std::span<const EnumType> enums) {
  BuildColumn column;
  column.is_wide = field.kind == FieldKind::kInt;
  column.missing_state = MissingState(field.missing);
  if (field.missing != Missing::kDefault || field.is_list || IsEmbedding(field.kind)) return column;
  if (field.kind == FieldKind::kText || field.kind == FieldKind::kDecimal) {
    column.needs_default = true;
  } else {
    column.missing_cell = ReadDefault(field, enums)->number;
  }
  return column;
}

}  // namespace

BuildData::BuildData(const Schema& schema) : schema(&schema), tables(schema.records().size()) {
  for (std::size_t type = 0; type < tables.size(); ++type) {
    const std::vector<Field>& fields = schema.records()[type].fields;
    BuildTable& table = tables[type];
    table.dates.resize(fields.size());
    table.instants.resize(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      table.columns.push_back(MakeColumn(fields[i], schema.enums()));
      if (fields[i].kind != FieldKind::kWhen) continue;
      table.dates[i].missing_state = table.columns[i].missing_state;
      // An instant is none wherever only a day is known. Where even that is missing, sealing says
      // of the instant what is true of the cell.
      table.instants[i].missing_state = CellState::kNone;
      table.instants[i].is_wide = true;
    }
  }
}

void BuildData::NumberDefault(const Field& field, BuildColumn* column) {
  if (!column->needs_default) return;
  column->needs_default = false;
  const DefaultValue value = *ReadDefault(field, schema->enums());
  if (field.kind == FieldKind::kText) {
    column->missing_cell = texts.Intern(value.text);
  } else {
    column->missing_cell = static_cast<std::int64_t>(decimals.size());
    decimals.push_back(value.decimal);
  }
}

void BuildData::PadTo(std::size_t row, const Field& field, BuildColumn* column) {
  assert(column->size < row);
  NumberDefault(field, column);
  if (column->missing_state != CellState::kValue || !column->states.empty()) {
    column->states.resize(column->size, static_cast<std::uint8_t>(CellState::kValue));
    column->states.resize(row, static_cast<std::uint8_t>(column->missing_state));
  }
  if (field.is_list) {
    column->ends.resize(row, static_cast<std::uint32_t>(column->elements.size()));
  } else if (column->is_wide) {
    column->wide.resize(row, column->missing_cell);
  } else {
    column->narrow.resize(row, static_cast<std::int32_t>(column->missing_cell));
  }
  column->size = row;
}

}  // namespace assay
