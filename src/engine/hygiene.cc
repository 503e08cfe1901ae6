#include "src/engine/hygiene.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

// Where the common provenance of a record type stands; kNoId for a field that it lacks.
struct Provenance {
  FieldId occurred = kNoId;
  FieldId attestation = kNoId;
  FieldId revoked = kNoId;
  FieldId sha256 = kNoId;
  FieldId person = kNoId;
};

class Hygiene {
 public:
  Hygiene(Run& run, std::vector<QualityFlag>* flags)
      : run_(run), facts_(run.facts()), schema_(*run.pack().schema), flags_(*flags) {}

  absl::Status Judge() {
    if (absl::Status status = ReadPolicy(); !status.ok()) return status;
    rejected_.resize(schema_.records().size());
    for (std::size_t k = 0; k < schema_.records().size(); ++k) {
      if (schema_.records()[k].role == RecordRole::kEvidence) JudgeType(static_cast<RecordTypeId>(k));
    }
    FlagEngagements();
    AdmittedRows admitted(std::move(rejected_));
    LimitReferrers(&admitted);
    run_.SetAdmitted(std::move(admitted));
    return absl::OkStatus();
  }

 private:
  absl::Status ReadPolicy() {
    const CompiledPolicies& policies = run_.pack().policies;
    if (policies.min_attestation != nullptr) {
      const Value least = run_.Evaluate(*policies.min_attestation, {});
      const EnumId words = schema_.FindEnum("attestation");
      if (least.kind() != ValueKind::kString) return Undecided("min_attestation", least);
      if (words != kNoId) least_attestation_ = schema_.FindEnumValue(words, least.as_string());
    }
    if (policies.before_engagement_days != nullptr) {
      const Value days = run_.Evaluate(*policies.before_engagement_days, {});
      if (days.kind() != ValueKind::kInt) return Undecided("before_engagement_days", days);
      before_days_ = days.as_int();
    }
    person_ = schema_.FindRecord("person");
    if (person_ != kNoId) {
      start_ = schema_.FindField(person_, "start");
      end_ = schema_.FindField(person_, "end");
    }
    return absl::OkStatus();
  }

  static absl::Status Undecided(const char* setting, const Value& value) {
    const std::string why =
        value.is_error() ? absl::StrCat("is in error: ", std::string(value.error_message())) : "is not known";
    return absl::InvalidArgumentError(absl::StrCat("hygiene.", setting, " ", why,
                                                   ", so that no record can be admitted or left out by it"));
  }

  HygieneRules RulesOf(const std::string& record) const {
    return HygieneRulesOf(run_.pack().pack.definition(), record);
  }

  Provenance ProvenanceOf(RecordTypeId type) const {
    Provenance fields;
    fields.occurred = schema_.record(type).occurred_field;
    fields.attestation = schema_.FindField(type, "attestation");
    fields.revoked = schema_.FindField(type, "revoked_at");
    fields.sha256 = schema_.FindField(type, "sha256");
    fields.person = schema_.FindField(type, "person");
    if (fields.person != kNoId && schema_.field(type, fields.person).target != person_) fields.person = kNoId;
    return fields;
  }

  void JudgeType(RecordTypeId type) {
    const Table& table = facts_.table(type);
    const Provenance fields = ProvenanceOf(type);
    const HygieneRules rules = RulesOf(schema_.record(type).name);
    std::vector<std::uint8_t> is_copy(table.row_count(), 0);
    if (rules.duplicate) MarkCopies(type, fields, &is_copy);
    std::vector<std::pair<Row, const char*>> found;
    for (Row row = 0; row < table.row_count(); ++row) {
      const char* flag = is_copy[row] != 0 ? "duplicate" : FlagOf(table, fields, rules, row);
      if (flag == nullptr) continue;
      std::vector<std::uint64_t>& bits = rejected_[type];
      if (bits.empty()) bits.resize((table.row_count() + 63) / 64);
      bits[row / 64] |= std::uint64_t{1} << (row % 64);
      flags_.push_back({flag, facts_.RecordName(type, row), {}});
    }
  }

  // Records that were written twice: same person, same words for when, same content digest. The
  // smallest id stays. (Records with one id are one record already when facts are sealed.)
  void MarkCopies(RecordTypeId type, const Provenance& fields, std::vector<std::uint8_t>* is_copy) {
    if (fields.sha256 == kNoId || fields.occurred == kNoId) return;
    const Table& table = facts_.table(type);
    const Column& digests = table.column(fields.sha256);
    const FieldId key = schema_.record(type).key_field;
    const auto id_of = [&](Row row) { return key == kNoId ? std::int64_t{row} : table.column(key).cell(row); };
    const auto cell_of = [&](FieldId field, Row row) {
      if (field == kNoId || table.column(field).state(row) != CellState::kValue) return std::int64_t{-1};
      return table.column(field).cell(row);
    };
    std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, Row>> entries;
    for (Row row = 0; row < table.row_count(); ++row) {
      if (digests.state(row) != CellState::kValue) continue;
      entries.emplace_back(digests.cell(row), cell_of(fields.person, row), cell_of(fields.occurred, row),
                           id_of(row), row);
    }
    std::sort(entries.begin(), entries.end());
    for (std::size_t k = 1; k < entries.size(); ++k) {
      const auto& [digest, person, occurred, id, row] = entries[k];
      const auto& before = entries[k - 1];
      const bool is_same = digest == std::get<0>(before) && person == std::get<1>(before) &&
                           occurred == std::get<2>(before);
      if (is_same) (*is_copy)[row] = 1;
    }
  }

  const char* FlagOf(const Table& table, const Provenance& fields, const HygieneRules& rules, Row row) const {
    const std::int32_t today = run_.as_of().days_since_epoch();
    std::optional<std::int64_t> day;
    if (fields.occurred != kNoId && table.column(fields.occurred).state(row) == CellState::kValue) {
      day = table.date_column(fields.occurred).cell(row);
    }
    if (rules.future_dated && day && *day > today) return "future_dated";
    if (rules.revoked && fields.revoked != kNoId) {
      const std::optional<std::int64_t> revoked = DayOf(table, fields.revoked, row);
      if (revoked && *revoked <= today) return "revoked";
    }
    if (rules.asserted_only && fields.attestation != kNoId && least_attestation_ >= 0) {
      const Column& attestation = table.column(fields.attestation);
      if (attestation.state(row) == CellState::kValue && attestation.cell(row) < least_attestation_) {
        return "asserted_only";
      }
    }
    if (fields.person == kNoId || !day) return nullptr;
    const Column& people = table.column(fields.person);
    if (people.state(row) != CellState::kValue) return nullptr;
    return EngagementFlag(static_cast<Row>(people.cell(row)), *day, rules);
  }

  // Whoever ends before the first day is in no population that asks who is here, and so in no
  // finding: only a flag shows that one of the two days is wrong.
  void FlagEngagements() {
    if (start_ == kNoId || end_ == kNoId) return;
    const Table& people = facts_.table(person_);
    const Column& starts = people.column(start_);
    const Column& ends = people.column(end_);
    for (Row row = 0; row < people.row_count(); ++row) {
      const bool are_known =
          starts.state(row) == CellState::kValue && ends.state(row) == CellState::kValue;
      if (!are_known || ends.cell(row) >= starts.cell(row)) continue;
      const Date start = Date::FromDays(static_cast<std::int32_t>(starts.cell(row)));
      const Date end = Date::FromDays(static_cast<std::int32_t>(ends.cell(row)));
      flags_.push_back({"end_before_start", facts_.RecordName(person_, row),
                        absl::StrCat("start ", start.ToString(), ", end ", end.ToString())});
    }
  }

  // What an open feed may still hold about somebody is judged like what it holds.
  void LimitReferrers(AdmittedRows* admitted) const {
    std::map<std::pair<bool, bool>, std::shared_ptr<const std::vector<DateRange>>> days;
    for (std::size_t k = 0; k < schema_.records().size(); ++k) {
      const auto type = static_cast<RecordTypeId>(k);
      if (schema_.record(type).role != RecordRole::kEvidence || !facts_.table(type).feed().is_open()) continue;
      const FieldId person = ProvenanceOf(type).person;
      const HygieneRules rules = RulesOf(schema_.record(type).name);
      if (person == kNoId) continue;
      auto& shared = days[{rules.after_end, rules.before_engagement}];
      if (shared == nullptr) shared = std::make_shared<const std::vector<DateRange>>(EngagementDays(rules));
      admitted->LimitReferrers(type, {person, shared});
    }
  }

  std::vector<DateRange> EngagementDays(const HygieneRules& rules) const {
    const Table& people = facts_.table(person_);
    std::vector<DateRange> days(people.row_count());
    for (Row row = 0; row < people.row_count(); ++row) {
      if (rules.after_end && end_ != kNoId && people.column(end_).state(row) == CellState::kValue) {
        days[row].last = people.column(end_).cell(row);
      }
      if (rules.before_engagement && before_days_ && start_ != kNoId &&
          people.column(start_).state(row) == CellState::kValue) {
        const std::int64_t first = people.column(start_).cell(row) - *before_days_;
        days[row].first = static_cast<std::int32_t>(
            std::clamp<std::int64_t>(first, kFirstDay, kLastDay));
      }
    }
    return days;
  }

  const char* EngagementFlag(Row person, std::int64_t day, const HygieneRules& rules) const {
    const Table& people = facts_.table(person_);
    if (rules.after_end && end_ != kNoId && people.column(end_).state(person) == CellState::kValue &&
        day > people.column(end_).cell(person)) {
      return "after_end";
    }
    if (rules.before_engagement && before_days_ && start_ != kNoId &&
        people.column(start_).state(person) == CellState::kValue &&
        day < people.column(start_).cell(person) - *before_days_) {
      return "before_engagement";
    }
    return nullptr;
  }

  std::optional<std::int64_t> DayOf(const Table& table, FieldId field, Row row) const {
    if (table.column(field).state(row) != CellState::kValue) return std::nullopt;
    const bool is_when = table.date_column(field).size() == table.row_count();
    return is_when ? table.date_column(field).cell(row) : table.column(field).cell(row);
  }

  Run& run_;
  const Facts& facts_;
  const Schema& schema_;
  std::vector<QualityFlag>& flags_;
  std::vector<std::vector<std::uint64_t>> rejected_;
  int least_attestation_ = -1;
  std::optional<std::int64_t> before_days_;
  RecordTypeId person_ = kNoId;
  FieldId start_ = kNoId;
  FieldId end_ = kNoId;
};

}  // namespace

HygieneRules HygieneRulesOf(const PackDefinition& pack, const std::string& record) {
  for (const auto& [name, rules] : pack.hygiene.records) {
    if (name == record) return rules;
  }
  return HygieneRules{};
}

absl::Status JudgeHygiene(Run& run, std::vector<QualityFlag>* flags) {
  absl::Status status = Hygiene(run, flags).Judge();
  for (const Facts::Flag& flag : run.facts().flags()) {
    flags->push_back({flag.flag, flag.record, flag.detail});
  }
  std::sort(flags->begin(), flags->end(), [](const QualityFlag& left, const QualityFlag& right) {
    return std::tie(left.record, left.flag, left.detail) < std::tie(right.record, right.flag, right.detail);
  });
  return status;
}

}  // namespace assay
