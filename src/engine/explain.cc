#include "assay/engine/explain.h"

#include <optional>
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
    run_.SetAdmitted(JudgeHygiene(run_, &flags_));
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
    std::vector<Row> rows;
    if (record.role == RecordRole::kChild) {
      const Row owner = Find(record.parent);
      if (owner == kNoRow) return rows;
      const Table::RowRange range = facts_.children(record.parent, record.parent_field, owner);
      for (Row row = range.first; row < range.last; ++row) rows.push_back(row);
      return rows;
    }
    for (std::size_t k = 0; k < schema_.inverses().size(); ++k) {
      const Inverse& inverse = schema_.inverses()[k];
      // What a record is about is called like its type: the `person` of a record, not its `by`.
      const bool is_about = inverse.source == type &&
                            schema_.field(type, inverse.source_field).name == schema_.record(inverse.target).name;
      if (!is_about) continue;
      const Row owner = Find(inverse.target);
      if (owner == kNoRow) continue;
      const auto referrers = facts_.referrers(static_cast<std::uint16_t>(k), owner);
      rows.insert(rows.end(), referrers.begin(), referrers.end());
    }
    return rows;
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
