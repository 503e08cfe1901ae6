// Waivers and the statement of applicability: what management decided, where it decided validly.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
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

bool HasItem(const CompiledPack::Rep& pack, const std::string& id) {
  for (const CompiledControl& control : pack.controls) {
    for (const CompiledItem& item : control.items) {
      if (item.definition->id == id) return true;
    }
  }
  return false;
}

std::string DayText(std::int64_t day) { return Date::FromDays(static_cast<std::int32_t>(day)).ToString(); }

class WaiverJudge {
 public:
  explicit WaiverJudge(Run& run) : run_(run), reader_(run, "exception"), longest_(LongestWaiver(run)) {}

  Row row_count() const { return reader_.row_count(); }

  Waiver Read(Row row) const {
    Waiver waiver;
    waiver.id = reader_.Name(row);
    waiver.item = reader_.Text(row, "item");
    waiver.expires_on =
        Date::FromDays(static_cast<std::int32_t>(reader_.Cell(row, "expires_on").value_or(0)));
    for (const Level level : {Level::minimum, Level::full}) {
      waiver.covers[static_cast<std::size_t>(level)] = reader_.Holds(row, "levels", LevelName(level));
    }
    return waiver;
  }

  // Why it does not hold on the day; empty if it does.
  std::string WhyNot(Row row, const Waiver& waiver) const {
    const DecisionSentences& say = run_.sentences().decision;
    const std::int64_t today = run_.as_of().days_since_epoch();
    const std::optional<std::int64_t> approved = reader_.Cell(row, "approved_on");
    const std::optional<std::int64_t> expires = reader_.Cell(row, "expires_on");
    const std::optional<std::int64_t> approver = reader_.Cell(row, "approved_by");
    const std::optional<std::int64_t> requester = reader_.Cell(row, "requested_by");
    if (!HasItem(run_.pack(), waiver.item)) return absl::Substitute(say.no_such_item, waiver.item);
    if (!waiver.covers[0] && !waiver.covers[1]) return say.no_level;
    if (!approved || !approver) return say.not_approved;
    if (!expires) return say.no_last_day;
    if (!requester) return say.not_requested;
    if (*approved > today) return absl::Substitute(say.approved_later, DayText(*approved));
    if (today > *expires) return absl::Substitute(say.expired, DayText(*expires));
    if (*approver == *requester) return say.approved_by_requester;
    if (longest_ && *expires - *approved > *longest_) {
      return absl::Substitute(say.too_long, *expires - *approved, *longest_);
    }
    const Value self = Value::Record(reader_.type(), row);
    const bool may_approve =
        run_.Judge(run_.pack().policies.waiver_approver, {&self, 1}, Truth::kPass) == Truth::kPass;
    return may_approve ? "" : say.may_not_approve;
  }

 private:
  Run& run_;
  Reader reader_;
  std::optional<std::int64_t> longest_;
};

}  // namespace

std::vector<Waiver> ValidWaivers(Run& run, std::vector<IneffectiveRecord>* ineffective) {
  std::vector<Waiver> waivers;
  const WaiverJudge judge(run);
  for (Row row = 0; row < judge.row_count(); ++row) {
    Waiver waiver = judge.Read(row);
    std::string why = judge.WhyNot(row, waiver);
    if (why.empty()) {
      waivers.push_back(std::move(waiver));
    } else if (ineffective != nullptr) {
      ineffective->push_back({"exception", std::move(waiver.id), std::move(why)});
    }
  }
  std::sort(waivers.begin(), waivers.end(), [](const Waiver& a, const Waiver& b) { return a.id < b.id; });
  if (ineffective != nullptr) {
    std::sort(ineffective->begin(), ineffective->end(),
              [](const IneffectiveRecord& a, const IneffectiveRecord& b) { return a.record < b.record; });
  }
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

std::optional<std::string> ExclusionOf(Run& run, const std::string& control,
                                      std::vector<IneffectiveRecord>* ineffective) {
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
  // Whoever it may be, somebody has to have approved it.
  const bool is_signed = reader.Cell(*latest, "approved_by").has_value();
  const Truth is_approved = run.Judge(run.pack().policies.exclusion_approver, {&self, 1},
                                      is_signed ? Truth::kPass : Truth::kFail);
  if (!says_nothing && is_approved == Truth::kPass) return justification;
  if (ineffective != nullptr) {
    ineffective->push_back({"soa_entry", control,
                            says_nothing ? run.sentences().decision.no_justification
                                         : run.sentences().decision.may_not_approve});
  }
  return std::nullopt;
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
