// Waivers and the statement of applicability: what management decided, where it decided validly.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/engine/deviations.h"

namespace assay {
namespace {

// Typed access to one table by field names; a field that the schema lacks reads as missing.
class Reader {
 public:
  Reader(Run& run, const char* record) : facts_(run.facts()), schema_(*run.pack().schema) {
    type_ = schema_.FindRecord(record);
  }

  RecordTypeId type() const { return type_; }
  Row row_count() const { return type_ == kNoId ? 0 : static_cast<Row>(facts_.table(type_).row_count()); }

  std::optional<std::int64_t> Cell(Row row, const char* field) const {
    const FieldId id = schema_.FindField(type_, field);
    if (id == kNoId || facts_.table(type_).column(id).state(row) != CellState::kValue) return std::nullopt;
    return facts_.table(type_).column(id).cell(row);
  }
  std::string Text(Row row, const char* field) const {
    const std::optional<std::int64_t> cell = Cell(row, field);
    return cell ? std::string(facts_.text(static_cast<TextId>(*cell))) : std::string();
  }
  // Whether a list of words holds `word`.
  bool Holds(Row row, const char* field, const char* word) const {
    const FieldId id = schema_.FindField(type_, field);
    if (id == kNoId) return false;
    const int index = schema_.FindEnumValue(schema_.field(type_, id).enumeration, word);
    const auto list = facts_.table(type_).column(id).list(row);
    return index >= 0 && std::find(list.begin(), list.end(), index) != list.end();
  }
  std::string Name(Row row) const { return facts_.RecordName(type_, row); }

 private:
  const Facts& facts_;
  const Schema& schema_;
  RecordTypeId type_ = kNoId;
};

std::optional<std::int64_t> LongestWaiver(Run& run) {
  const Unit* unit = run.pack().policies.waiver_max_days;
  if (unit == nullptr) return std::nullopt;
  const Value days = run.Evaluate(*unit, {});
  // A limit that cannot be read lets no waiver through.
  return days.kind() == ValueKind::kInt ? days.as_int() : -1;
}

}  // namespace

std::vector<Waiver> ValidWaivers(Run& run) {
  std::vector<Waiver> waivers;
  const Reader reader(run, "exception");
  const std::int64_t today = run.as_of().days_since_epoch();
  const std::optional<std::int64_t> longest = LongestWaiver(run);
  for (Row row = 0; row < reader.row_count(); ++row) {
    const std::optional<std::int64_t> approved = reader.Cell(row, "approved_on");
    const std::optional<std::int64_t> expires = reader.Cell(row, "expires_on");
    const std::optional<std::int64_t> approver = reader.Cell(row, "approved_by");
    const std::optional<std::int64_t> requester = reader.Cell(row, "requested_by");
    if (!approved || !expires || !approver || !requester) continue;
    if (*approved > today || today > *expires || *approver == *requester) continue;
    if (longest && *expires - *approved > *longest) continue;
    const Value self = Value::Record(reader.type(), row);
    if (run.Judge(run.pack().policies.waiver_approver, {&self, 1}, Truth::kPass) != Truth::kPass) continue;
    Waiver waiver;
    waiver.id = reader.Name(row);
    waiver.item = reader.Text(row, "item");
    waiver.expires_on = Date::FromDays(static_cast<std::int32_t>(*expires));
    for (const Level level : {Level::minimum, Level::full}) {
      waiver.covers[static_cast<std::size_t>(level)] = reader.Holds(row, "levels", LevelName(level));
    }
    waivers.push_back(std::move(waiver));
  }
  std::sort(waivers.begin(), waivers.end(), [](const Waiver& a, const Waiver& b) { return a.id < b.id; });
  return waivers;
}

void ApplyWaivers(std::span<const Waiver> waivers, ItemResult* item) {
  for (const Waiver& waiver : waivers) {
    if (waiver.item != item->id) continue;
    WaiverResult& named = item->waivers.emplace_back();
    named.id = waiver.id;
    named.expires_on = waiver.expires_on;
    for (const Level level : {Level::minimum, Level::full}) {
      if (waiver.covers[static_cast<std::size_t>(level)]) named.levels.push_back(level);
    }
  }
  for (const Level level : {Level::minimum, Level::full}) {
    LevelResult& result = item->levels[static_cast<std::size_t>(level)];
    if (!result.is_given) continue;
    for (const Waiver& waiver : waivers) {
      if (waiver.item != item->id || !waiver.covers[static_cast<std::size_t>(level)]) continue;
      if (result.verdict != Verdict::not_satisfied && result.verdict != Verdict::unknown) continue;
      result.verdict = Verdict::waived;
      result.reasons.push_back(absl::StrCat("waiver:", waiver.id));
    }
  }
}

std::optional<std::string> ExclusionOf(Run& run, const std::string& control) {
  const Reader reader(run, "soa_entry");
  const std::int64_t today = run.as_of().days_since_epoch();
  // The latest entry decides, even if its exclusion turns out invalid; on one day "applicable" wins.
  std::optional<Row> latest;
  std::int64_t latest_day = 0;
  for (Row row = 0; row < reader.row_count(); ++row) {
    const std::optional<std::int64_t> approved = reader.Cell(row, "approved_on");
    if (reader.Text(row, "control") != control || !approved || *approved > today) continue;
    const bool is_applicable = reader.Cell(row, "applicable") != 0;
    const bool is_later = !latest || *approved > latest_day || (*approved == latest_day && is_applicable);
    if (!is_later) continue;
    latest = row;
    latest_day = *approved;
  }
  if (!latest || reader.Cell(*latest, "applicable") != 0) return std::nullopt;
  std::string justification = reader.Text(*latest, "justification");
  const bool says_nothing = justification.find_first_not_of(" \t\r\n") == std::string::npos;
  const Value self = Value::Record(reader.type(), *latest);
  const Truth is_approved = run.Judge(run.pack().policies.exclusion_approver, {&self, 1}, Truth::kPass);
  if (says_nothing || is_approved != Truth::kPass) return std::nullopt;
  return justification;
}

void ApplyExclusion(ControlResult* control, const std::string& justification) {
  control->applicable = false;
  control->exclusion = justification;
  for (ItemResult& item : control->items) {
    item.traps.clear();
    for (LevelResult& level : item.levels) {
      if (!level.is_given) continue;
      level.verdict = Verdict::not_applicable;
      level.reasons = {"excluded"};
    }
  }
}

}  // namespace assay
