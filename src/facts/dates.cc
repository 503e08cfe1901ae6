#include "src/facts/dates.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

void TakeDaysOf(const TimeZone& zone, const BuildColumn& instants, BuildColumn* dates) {
  for (std::size_t row = 0; row < instants.size; ++row) {
    if (instants.state(row) != CellState::kValue) continue;
    const Instant instant = Instant::FromMicros(instants.wide[row]);
    dates->narrow[row] = zone.DateOf(instant).days_since_epoch();
  }
}

// A record of which only the day is known has no instant; one of which not even that is known has
// an unknown one.
void MarkUnknownInstants(const BuildColumn& when, const Field& field, BuildData* data,
                         std::size_t rows, BuildColumn* instants) {
  if (when.missing_state == CellState::kNone) return;
  if (when.size == 0) {
    instants->missing_state = when.missing_state;
    return;
  }
  if (when.states.empty() && when.size == rows) return;
  if (instants->size < rows) data->PadTo(rows, field, instants);
  for (std::size_t row = 0; row < rows; ++row) {
    if (when.state(row) == CellState::kValue) continue;
    instants->states[row] = static_cast<std::uint8_t>(when.missing_state);
  }
}

}  // namespace

TimeZone FindTimeZone(const BuildData& data, const TextTable& texts, FaultList* faults) {
  const RecordTypeId type = data.schema->organization();
  if (type == kNoId || data.tables[type].rows == 0) return TimeZone();
  const FieldId field = data.schema->FindField(type, "time_zone");
  if (field == kNoId || data.schema->field(type, field).kind != FieldKind::kText) return TimeZone();
  const BuildColumn& column = data.tables[type].columns[field];
  if (column.state(0) != CellState::kValue) return TimeZone();
  const std::string name(texts.text(static_cast<TextId>(column.cell(0))));
  std::optional<TimeZone> zone = TimeZone::Load(name);
  if (zone) return *std::move(zone);
  faults->Add({.type = type, .row = 0, .field = field}, [&]() -> FaultList::Told {
    return {.code = "facts.time-zone",
            .message = absl::StrCat("there is no time zone `", name, "`"),
            .hint = "an offset such as `+13:00`, or a name such as `Europe/Paris`"};
  });
  return TimeZone();
}

void TakeDays(const TimeZone& zone, BuildData* data) {
  for (std::size_t type = 0; type < data->tables.size(); ++type) {
    const std::vector<Field>& fields = data->schema->records()[type].fields;
    BuildTable& table = data->tables[type];
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].kind != FieldKind::kWhen) continue;
      TakeDaysOf(zone, table.instants[i], &table.dates[i]);
      MarkUnknownInstants(table.columns[i], fields[i], data, table.rows, &table.instants[i]);
    }
  }
}

}  // namespace assay
