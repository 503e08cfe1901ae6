#include "src/facts/complete.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

void AddMissing(const BuildData& data, RecordTypeId type, std::size_t row, FieldId field,
                FaultList* faults) {
  faults->Add({.type = type, .row = row}, [&]() -> FaultList::Told {
    return {.code = "facts.missing-field",
            .message = absl::StrCat("`", data.schema->field(type, field).name, "` is missing")};
  });
}

// Embedded single records have no cells while they arrive: their own rows say whose they are.
void CheckRequiredChild(const BuildData& data, RecordTypeId type, FieldId field,
                        FaultList* faults) {
  const std::vector<Row>& parents = data.tables[data.schema->field(type, field).target].parents;
  std::size_t at = 0;
  for (std::size_t row = 0; row < data.tables[type].rows; ++row) {
    if (at < parents.size() && parents[at] == row) {
      ++at;
    } else {
      AddMissing(data, type, row, field, faults);
    }
  }
}

void CheckRequired(const BuildData& data, RecordTypeId type, FieldId field, FaultList* faults) {
  const BuildColumn& column = data.tables[type].columns[field];
  for (std::size_t row = column.states.empty() ? column.size : 0; row < data.tables[type].rows;
       ++row) {
    if (column.state(row) != CellState::kValue) AddMissing(data, type, row, field, faults);
  }
}

std::string RangeOf(const Field& field) {
  const std::string unit = field.unit.empty() ? "" : absl::StrCat(" ", field.unit);
  if (!field.maximum) return absl::StrCat("at least ", *field.minimum, unit);
  if (!field.minimum) return absl::StrCat("at most ", *field.maximum, unit);
  return absl::StrCat("from ", *field.minimum, " to ", *field.maximum, unit);
}

void CheckRange(const BuildData& data, RecordTypeId type, FieldId id, FaultList* faults) {
  const Field& field = data.schema->field(type, id);
  const BuildColumn& column = data.tables[type].columns[id];
  for (std::size_t row = 0; row < column.size; ++row) {
    if (column.state(row) != CellState::kValue) continue;
    const Decimal value = field.kind == FieldKind::kDecimal
                              ? data.decimals[static_cast<std::size_t>(column.narrow[row])]
                              : Decimal::FromInteger(column.wide[row]);
    if ((!field.minimum || value >= Decimal::FromInteger(*field.minimum)) &&
        (!field.maximum || value <= Decimal::FromInteger(*field.maximum))) {
      continue;
    }
    faults->Add({.type = type, .row = row, .field = id}, [&]() -> FaultList::Told {
      return {.code = "facts.out-of-range",
              .message = absl::StrCat("`", field.name, "` cannot be ", value.ToString()),
              .hint = absl::StrCat("it is ", RangeOf(field))};
    });
  }
}

// The texts in which there is nothing but white space, by number.
std::vector<std::uint32_t> BlankTexts(const Interner& texts) {
  std::vector<std::uint32_t> blank;
  for (std::uint32_t id = 0; id < texts.size(); ++id) {
    if (IsBlank(texts.text(id))) blank.push_back(id);
  }
  return blank;
}

// A record of no name could not be told of: reports would name nobody where they name it.
void CheckKeys(const BuildData& data, RecordTypeId type, const std::vector<std::uint32_t>& blank,
               FaultList* faults) {
  const RecordType& record = data.schema->record(type);
  if (record.key_field == kNoId || blank.empty()) return;
  const BuildColumn& keys = data.tables[type].columns[record.key_field];
  for (std::size_t row = 0; row < keys.size; ++row) {
    if (keys.state(row) != CellState::kValue) continue;
    const auto key = static_cast<std::uint32_t>(keys.cell(row));
    if (!std::binary_search(blank.begin(), blank.end(), key)) continue;
    faults->Add({.type = type, .row = row, .field = record.key_field}, [&]() -> FaultList::Told {
      const std::string& name = record.fields[record.key_field].name;
      return {.code = "facts.empty-id",
              .message = absl::StrCat("`", name, "` is empty"),
              .hint = absl::StrCat("give the ", record.name, " a name that reports can call it by")};
    });
  }
}

}  // namespace

void CompleteRecords(BuildData* data, FaultList* faults) {
  const std::vector<std::uint32_t> blank = BlankTexts(data->texts);
  for (std::size_t i = 0; i < data->tables.size(); ++i) {
    const RecordTypeId type = static_cast<RecordTypeId>(i);
    const std::vector<Field>& fields = data->schema->record(type).fields;
    CheckKeys(*data, type, blank, faults);
    for (std::size_t k = 0; k < fields.size(); ++k) {
      const FieldId field = static_cast<FieldId>(k);
      BuildColumn& column = data->tables[type].columns[field];
      // Even if every cell was set: a cell that says what its default says is no other cell.
      if (data->tables[type].rows > 0) data->NumberDefault(fields[k], &column);
      if (fields[k].missing == Missing::kRequired) {
        if (fields[k].kind == FieldKind::kChild) {
          CheckRequiredChild(*data, type, field, faults);
        } else if (fields[k].kind != FieldKind::kChildren) {
          CheckRequired(*data, type, field, faults);
        }
      }
      if (fields[k].minimum || fields[k].maximum) CheckRange(*data, type, field, faults);
    }
  }
}

}  // namespace assay
