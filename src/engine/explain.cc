#include "assay/engine/explain.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "src/engine/compiled.h"
#include "src/engine/evidence.h"
#include "src/engine/hygiene.h"
#include "src/engine/levels.h"
#include "src/engine/limits.h"
#include "src/engine/parameters.h"
#include "src/engine/run.h"
#include "src/engine/texts.h"

namespace assay {
namespace {

class Account {
 public:
  Account(Run& run, const AssessOptions& options, std::string_view id)
      : run_(run), options_(options), facts_(run.facts()), schema_(*run.pack().schema), id_(id) {}

  absl::StatusOr<SubjectAccount> Write() {
    if (absl::Status status = JudgeHygiene(run_, &flags_); !status.ok()) return status;
    account_.as_of = run_.as_of();
    account_.text_language = options_.language;
    account_.subject = std::string(id_);
    for (const CompiledControl& control : run_.pack().controls) {
      for (const CompiledItem& item : control.items) {
        if (!item.definition->left_out.empty()) continue;
        for (const Level level : {Level::minimum, Level::full}) {
          for (const CompiledPart& part : item.level(level).parts) AddPart(item, level, part);
        }
      }
    }
    if (absl::Status status = StillAllowed(run_, options_); !status.ok()) return status;
    if (account_.record_type.empty()) {
      return absl::NotFoundError(absl::StrCat("no rule is about a record `", std::string(id_), "`"));
    }
    return std::move(account_);
  }

 private:
  void AddPart(const CompiledItem& item, Level level, const CompiledPart& part) {
    if (part.population < 0) return;
    const RecordTypeId type = run_.pack().populations[static_cast<std::size_t>(part.population)].record;
    for (const Row row : RowsOf(type)) AddEntry(item, level, part, row);
  }

  // The record itself, or those of its records that the population is made of.
  std::vector<Row> RowsOf(RecordTypeId type) {
    const RecordType& record = schema_.record(type);
    if (record.key_field != kNoId && record.role != RecordRole::kChild) {
      if (const Row row = facts_.FindRow(type, id_); row != kNoRow) {
        account_.record_type = record.name;
        return {row};
      }
    }
    return record.role == RecordRole::kChild ? ChildrenOf(type) : ReferrersOf(type);
  }

  // Embedded in the record, or in records of its own: the rights of a person's accounts.
  std::vector<Row> ChildrenOf(RecordTypeId type) {
    const RecordType& record = schema_.record(type);
    std::vector<Row> rows;
    for (const Row parent : RowsOf(record.parent)) {
      const Table::RowRange range = facts_.children(record.parent, record.parent_field, parent);
      for (Row row = range.first; row < range.last; ++row) rows.push_back(row);
    }
    return rows;
  }

  // Those that refer to the record as theirs.
  std::vector<Row> ReferrersOf(RecordTypeId type) {
    const Table& table = facts_.table(type);
    std::set<Row> rows;
    for (std::size_t k = 0; k < schema_.record(type).fields.size(); ++k) {
      if (!IsAbout(type, schema_.record(type).fields[k])) continue;
      const Row owner = Find(schema_.record(type).fields[k].target);
      if (owner == kNoRow) continue;
      const Column& column = table.column(static_cast<FieldId>(k));
      for (Row row = 0; row < static_cast<Row>(table.row_count()); ++row) {
        if (RefersTo(column, row, owner)) rows.insert(row);
      }
    }
    return {rows.begin(), rows.end()};
  }

  static bool RefersTo(const Column& column, Row row, Row target) {
    if (column.state(row) != CellState::kValue) return false;
    if (!column.is_list()) return column.cell(row) == static_cast<std::int64_t>(target);
    const std::span<const std::int32_t> list = column.list(row);
    return std::find(list.begin(), list.end(), static_cast<std::int32_t>(target)) != list.end();
  }

  // Whether records belong to whom their field refers to. What a record is about is called like its
  // type: the `person` of a record, not its `by`. Evidence without such a field names those who
  // acted; anything else belongs to all whom it names, an account to its `holder`.
  bool IsAbout(RecordTypeId type, const Field& field) const {
    if (field.kind != FieldKind::kReference || field.scope_field != kNoId) return false;
    const std::string& target = schema_.record(field.target).name;
    if (field.name == target) return true;
    return schema_.record(type).role != RecordRole::kEvidence &&
           schema_.FindField(type, target) == kNoId;
  }

  Row Find(RecordTypeId type) {
    if (schema_.record(type).key_field == kNoId || schema_.record(type).role == RecordRole::kChild) return kNoRow;
    const Row row = facts_.FindRow(type, id_);
    if (row != kNoRow) account_.record_type = schema_.record(type).name;
    return row;
  }

  void AddEntry(const CompiledItem& item, Level level, const CompiledPart& part, Row row) {
    AccountEntry entry;
    entry.item = item.definition->id;
    if (!item.title.is_empty()) entry.title = RenderText(run_, item.title.In(options_.language), TextFrame{});
    entry.level = level;
    entry.population = part.definition->population;
    entry.is_member = run_.MembersOf(part.population).Of(row);
    const bool is_itself = facts_.RecordName(TypeOf(part), row) == id_;
    // Of the records that belong to it, only those concern it that the rule is about.
    if (entry.is_member == Truth::kFail && !is_itself) return;
    SubjectTruth truth = JudgeSubject(run_, item, level, part, row);
    entry.due = truth.due;
    entry.met = truth.require;
    entry.cause = std::move(truth.cause);
    entry.error = std::move(truth.error);
    if (entry.due != Truth::kFail) entry.evidence = LookAtEvidence(run_, item, level, part, row, flags_);
    entry.evidence.part = part.definition->name;
    entry.evidence.subject = run_.NameOf(part.population, row);
    account_.entries.push_back(std::move(entry));
  }

  RecordTypeId TypeOf(const CompiledPart& part) const {
    return run_.pack().populations[static_cast<std::size_t>(part.population)].record;
  }

  Run& run_;
  const AssessOptions& options_;
  const Facts& facts_;
  const Schema& schema_;
  std::string_view id_;
  std::vector<QualityFlag> flags_;
  SubjectAccount account_;
};

}  // namespace

absl::StatusOr<SubjectAccount> ExplainSubject(const CompiledPack& pack, const Facts& facts, std::string_view id,
                                              const AssessOptions& options, Diagnostics* problems) {
  const CompiledPack::Rep& rep = pack.rep();
  if (&facts.schema() != rep.schema) {
    return absl::InvalidArgumentError(
        "the facts were read with another schema; read them with the compiled pack's schema()");
  }
  const std::optional<Date> as_of = options.as_of ? options.as_of : facts.as_of();
  if (!as_of) {
    return absl::InvalidArgumentError("no day to judge: neither an as_of option nor one in the facts");
  }
  const std::optional<EffectiveParameters> parameters = ReadParameters(rep, options.parameters, problems);
  if (!parameters) return absl::InvalidArgumentError("parameters are at fault");
  Run run(rep, facts, *as_of, parameters->values, LimitsOf(options), SentencesIn(options.language));
  return Account(run, options, id).Write();
}

}  // namespace assay
