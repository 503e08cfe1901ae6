#include "src/engine/checks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "src/base/statistics.h"

namespace assay {
namespace {

// Where interviews stand in the schema; all or nothing.
struct InterviewFields {
  RecordTypeId record = kNoId;
  FieldId check = kNoId;
  FieldId person = kNoId;
  FieldId asked_by = kNoId;
  FieldId result = kNoId;
  FieldId occurred = kNoId;
  std::int64_t fail = -1;  // The word for a failed interview.
};

std::optional<InterviewFields> FindInterviews(const Schema& schema) {
  InterviewFields fields;
  fields.record = schema.FindRecord("interview");
  if (fields.record == kNoId) return std::nullopt;
  fields.check = schema.FindField(fields.record, "check");
  fields.person = schema.FindField(fields.record, "person");
  fields.asked_by = schema.FindField(fields.record, "asked_by");
  fields.result = schema.FindField(fields.record, "result");
  fields.occurred = schema.record(fields.record).occurred_field;
  if (fields.check == kNoId || fields.person == kNoId || fields.result == kNoId || fields.occurred == kNoId) {
    return std::nullopt;
  }
  fields.fail = schema.FindEnumValue(schema.field(fields.record, fields.result).enumeration, "fail");
  return fields;
}

// The latest answer of one person; on one day a fail wins. Of an answer whose asker is not known a
// pass is none: it may be his own word.
struct Answer {
  std::int32_t day = 0;
  bool failed = false;
  bool is_given = false;
};

// A day so late that its limit lies beyond the calendar never grows old.
bool IsFresh(Date day, Date as_of, const InterviewRules& rules) {
  if (day > as_of) return false;
  const std::optional<Date> months = AddMonths(day, rules.within_months);
  if (!months) return true;
  const std::optional<Date> last = AddDays(*months, rules.tolerance_days);
  return !last || as_of <= *last;
}

// By row of the population's table.
std::vector<Answer> LatestAnswers(Run& run, const CompiledCheck& check, const InterviewFields& fields,
                                  const InterviewRules& rules) {
  const Facts& facts = run.facts();
  const Table& table = facts.table(fields.record);
  const RecordTypeId people = run.pack().populations[static_cast<std::size_t>(check.population)].record;
  std::vector<Answer> answers(facts.table(people).row_count());
  const std::optional<TextId> id = facts.FindText(check.definition->id);
  if (!id || run.pack().schema->field(fields.record, fields.person).target != people) return answers;
  const auto has_value = [&](FieldId field, Row row) {
    return table.column(field).state(row) == CellState::kValue;
  };
  for (Row row = 0; row < table.row_count(); ++row) {
    if (!run.admitted().admits(fields.record, row)) continue;
    if (!has_value(fields.check, row) || table.column(fields.check).cell(row) != *id) continue;
    if (!has_value(fields.person, row) || !has_value(fields.result, row)) continue;
    const Row person = static_cast<Row>(table.column(fields.person).cell(row));
    const Date day = Date::FromDays(static_cast<std::int32_t>(table.date_column(fields.occurred).cell(row)));
    if (!IsFresh(day, run.as_of(), rules)) continue;
    const bool failed = table.column(fields.result).cell(row) == fields.fail;
    if (fields.asked_by != kNoId) {
      if (!has_value(fields.asked_by, row)) {
        if (!failed) continue;
      } else if (facts.text(static_cast<TextId>(table.column(fields.asked_by).cell(row))) ==
                 facts.RecordName(people, person)) {
        continue;  // Nobody vouches for himself.
      }
    }
    Answer& answer = answers[person];
    if (!answer.is_given || day.days_since_epoch() > answer.day) {
      answer = {day.days_since_epoch(), failed, true};
    } else if (day.days_since_epoch() == answer.day) {
      answer.failed = answer.failed || failed;
    }
  }
  return answers;
}

// Whether `rules` can decide a sample. What is written out is held to these bounds with the pack;
// what was computed or set and lies beyond them confirms nothing.
bool HasRate(const InterviewRules& rules) { return rules.tolerable_pct >= 0 && rules.tolerable_pct <= 100; }
bool HasConfidence(const InterviewRules& rules) {
  return rules.confidence_pct > 0 && rules.confidence_pct <= 100;
}

// Of how many the sample was taken has to be known for the hypergeometric bound; the other one holds
// for any number.
CheckState InterviewState(const CheckResult& result, const InterviewRules& rules, bool is_population_known) {
  if (result.n == 0) return CheckState::not_performed;
  if (!rules.is_definite || !HasRate(rules)) return CheckState::inconclusive;
  if (result.deviations * 100 > rules.tolerable_pct * result.n) return CheckState::refuted;
  if (result.is_census) return CheckState::confirmed;
  if (!HasConfidence(rules)) return CheckState::inconclusive;
  const bool is_enough =
      rules.hypergeometric && is_population_known
          ? HypergeometricBoundAtMost(result.deviations, result.n, result.population,
                                      rules.tolerable_pct, rules.confidence_pct)
          : BoundAtMost(result.deviations, result.n, rules.tolerable_pct, rules.confidence_pct);
  return is_enough ? CheckState::confirmed : CheckState::inconclusive;
}

CheckResult JudgeInterviews(Run& run, const CompiledCheck& check, const InterviewRules& rules) {
  CheckResult result;
  result.id = check.definition->id;
  result.is_interview = true;
  const std::optional<InterviewFields> fields = FindInterviews(*run.pack().schema);
  if (!fields) return result;
  const Members& members = run.MembersOf(check.population);
  const std::vector<Answer> answers = LatestAnswers(run, check, *fields, rules);
  result.population = static_cast<std::int64_t>(members.sure.size());
  for (const Row row : members.sure) {
    if (!answers[row].is_given) continue;
    ++result.n;
    if (answers[row].failed) ++result.deviations;
    result.sample.push_back(run.NameOf(check.population, row));
  }
  std::sort(result.sample.begin(), result.sample.end());
  const bool is_population_known = members.maybe.empty() && !members.is_open;
  result.is_census = is_population_known && result.n == result.population && result.n > 0;
  result.state = InterviewState(result, rules, is_population_known);
  if (result.n > 0) {
    const double bound =
        result.is_census
            ? static_cast<double>(result.deviations) / static_cast<double>(result.n)
        : !HasConfidence(rules) || rules.confidence_pct == 100
            ? 1.0
            : ClopperPearsonUpper(result.deviations, result.n, rules.confidence_pct / 100.0);
    result.upper_bound = std::round(bound * 1e6) / 1e6;
  }
  return result;
}

}  // namespace

InterviewRules ReadInterviewRules(Run& run) {
  InterviewRules rules;
  const CompiledPolicies& policies = run.pack().policies;
  const auto read = [&](const Unit* unit, std::int64_t otherwise) {
    if (unit == nullptr) return otherwise;
    const Value value = run.Evaluate(*unit, {});
    if (value.kind() == ValueKind::kInt) return value.as_int();
    rules.is_definite = false;  // It erred, or is not known.
    return otherwise;
  };
  rules.within_months = read(policies.interview_months, rules.within_months);
  rules.tolerance_days = read(policies.interview_tolerance, rules.tolerance_days);
  const auto read_pct = [&](const Unit* unit, int otherwise) {
    return static_cast<int>(std::clamp<std::int64_t>(read(unit, otherwise), -1, 101));
  };
  rules.tolerable_pct = read_pct(policies.interview_tolerable, rules.tolerable_pct);
  rules.confidence_pct = read_pct(policies.interview_confidence, rules.confidence_pct);
  rules.hypergeometric = run.pack().pack.definition().interviews.hypergeometric;
  return rules;
}

CheckResult JudgeCheck(Run& run, const CompiledCheck& check, const InterviewRules& rules) {
  if (check.definition->is_interview) return JudgeInterviews(run, check, rules);
  CheckResult result;
  result.id = check.definition->id;
  if (run.Judge(check.require, {}, Truth::kFail) == Truth::kPass) {
    result.state = CheckState::confirmed;
    result.n = 1;
  }
  return result;
}

}  // namespace assay
