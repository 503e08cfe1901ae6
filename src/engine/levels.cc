#include "src/engine/levels.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "assay/expr/print.h"
#include "assay/score/score.h"
#include "src/engine/texts.h"

namespace assay {
namespace {

constexpr Level kLevels[] = {Level::minimum, Level::full};

Level Other(Level level) { return level == Level::minimum ? Level::full : Level::minimum; }

// A due rule's answer with what it says about why it is not definite.
struct Judgement {
  Truth truth = Truth::kPass;
  Value value;
};

// What is bound while a rule is run: the subject, if it has one, then the answers of the levels.
struct RuleLocals {
  Value values[3];
  std::size_t count = 0;

  std::span<const Value> all() const { return {values, count}; }
};

// The rows of the subjects that a part names, in the order of its lists before they are sorted.
struct NamedRows {
  std::vector<Row> failing;
  std::vector<Row> erring;
  std::vector<Row> unknown;
};

void AddFirst(const std::vector<std::string>& names, const std::vector<Row>& rows, std::size_t most,
              std::vector<NamedSubject>* named) {
  if (named->size() >= most) return;
  std::vector<std::size_t> order(names.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  const std::size_t wanted = std::min(order.size(), most - named->size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(wanted), order.end(),
                    [&](std::size_t left, std::size_t right) {
                      return std::tie(names[left], rows[left]) < std::tie(names[right], rows[right]);
                    });
  for (std::size_t k = 0; k < wanted; ++k) named->push_back({names[order[k]], rows[order[k]]});
}

class LevelJudge {
 public:
  LevelJudge(Run& run, const CompiledItem& item, Level level) : run_(run), item_(item), level_(level) {}

  // Whether `subject` (null for the organisation) meets all parts of `level`.
  // INVARIANT: all parts of `level` are about subjects of the same population (Compiler::LinkLevels).
  Value Satisfies(Level level, const Value* subject) {
    Truth all = Truth::kPass;
    Value first_open = Value::Bool(true);
    for (const CompiledPart& part : item_.level(level).parts) {
      const Judgement answer = Ask(level, part.require, subject);
      if (And(all, answer.truth) != all) first_open = answer.value;
      all = And(all, answer.truth);
    }
    if (all == Truth::kPass || all == Truth::kFail) return Value::Bool(all == Truth::kPass);
    return first_open;
  }

  Judgement Ask(Level level, const Unit* unit, const Value* subject) {
    if (unit == nullptr) return {};
    const RuleLocals locals = Locals(level, *unit, subject);
    Value value = run_.Evaluate(*unit, locals.all());
    const Truth truth = TruthOf(value);
    return {truth, std::move(value)};
  }

  RuleLocals Locals(Level level, const Unit& unit, const Value* subject) {
    RuleLocals locals;
    if (subject != nullptr) locals.values[locals.count++] = *subject;
    // Only the other level may be asked for, and only rules that do pay for it.
    const Level other = Other(level);
    const bool asks = other == Level::minimum ? unit.asks_minimum : unit.asks_full;
    const Value answer = asks ? Satisfies(other, subject) : Value::Bool(false);
    locals.values[locals.count++] = other == Level::minimum ? answer : Value::Bool(false);
    locals.values[locals.count++] = other == Level::full ? answer : Value::Bool(false);
    return locals;
  }

  // `named` may be null.
  LevelResult Judge(std::size_t most_named, std::vector<std::vector<NamedSubject>>* named) {
    most_named_ = named == nullptr ? 0 : most_named;
    LevelResult result;
    const CompiledLevel& level = item_.level(level_);
    result.is_given = level.is_given;
    std::vector<Verdict> verdicts;
    for (const CompiledPart& part : level.parts) {
      result.parts.push_back(part.population < 0 ? JudgeOrganisation(part) : JudgeEach(part));
      verdicts.push_back(result.parts.back().verdict);
      if (named != nullptr) named->push_back(std::move(named_));
      named_.clear();
    }
    result.by_rules = Conjunction(verdicts);
    result.verdict = result.by_rules;
    std::sort(causes_.begin(), causes_.end());
    causes_.erase(std::unique(causes_.begin(), causes_.end()), causes_.end());
    if (result.by_rules == Verdict::unknown) result.reasons = causes_;
    return result;
  }

  SubjectTruth OneSubject(const CompiledPart& part, Row row) {
    const RecordTypeId record = run_.pack().populations[static_cast<std::size_t>(part.population)].record;
    const Value subject = Value::Record(record, row);
    const Truth member = run_.MembersOf(part.population).Of(row);
    const Judgement due = Ask(level_, part.due, &subject);
    const Judgement answer = Ask(level_, part.require, &subject);
    SubjectTruth truth;
    truth.due = And(member, due.truth);
    truth.require = answer.truth;
    if (due.truth == Truth::kUnknown) NoteCause(due.value);
    if (answer.truth == Truth::kUnknown) NoteCause(answer.value);
    if (!causes_.empty()) truth.cause = causes_.front();
    if (due.truth == Truth::kError) truth.error = ErrorText(*part.due, due.value);
    else if (answer.truth == Truth::kError) truth.error = ErrorText(*part.require, answer.value);
    return truth;
  }

 private:
  struct Group {
    std::string name;
    Tally tally;
  };

  PartResult JudgeOrganisation(const CompiledPart& part) {
    PartResult result;
    result.name = part.definition->name;
    result.is_organisation = true;
    const Judgement due = Ask(level_, part.due, nullptr);
    if (due.truth == Truth::kFail) {
      result.verdict = Verdict::not_applicable;
      return result;
    }
    const Judgement answer = Ask(level_, part.require, nullptr);
    NoteCause(due.value);
    NoteCause(answer.value);
    if (due.truth == Truth::kError || answer.truth == Truth::kError) {
      const bool due_erred = due.truth == Truth::kError;
      result.verdict = Verdict::error;
      result.error = ErrorText(due_erred ? *part.due : *part.require, due_erred ? due.value : answer.value);
    } else if (due.truth == Truth::kUnknown || answer.truth == Truth::kUnknown) {
      result.verdict = Verdict::unknown;
    } else {
      result.verdict = answer.truth == Truth::kPass ? Verdict::satisfied : Verdict::not_satisfied;
    }
    return result;
  }

  PartResult JudgeEach(const CompiledPart& part) {
    PartResult result;
    result.name = part.definition->name;
    result.population = part.definition->population;
    const Share share = ShareOf(part);
    result.threshold_pct = share.most;
    result.error = share.fault;
    const Members& members = run_.MembersOf(part.population);
    result.population_is_open = members.is_open;
    if (members.is_open) {
      causes_.push_back(absl::StrCat("feed:", RecordName(part)));
    }
    for (const Row row : members.sure) CountSubject(part, row, Truth::kPass, &result);
    for (const Members::Maybe& maybe : members.maybe) {
      CountSubject(part, maybe.row, maybe.is_error ? Truth::kError : Truth::kUnknown, &result);
    }
    AddFirst(result.failing, rows_.failing, most_named_, &named_);
    AddFirst(result.erring, rows_.erring, most_named_, &named_);
    AddFirst(result.unknown, rows_.unknown, most_named_, &named_);
    rows_ = NamedRows{};
    for (std::vector<std::string>* names : {&result.failing, &result.unknown, &result.erring}) {
      std::sort(names->begin(), names->end());
    }
    const auto verdict_at = [&](std::int64_t threshold_pct) {
      return part.per == nullptr ? CoverageVerdict(result.tally, threshold_pct, members.is_open)
                                 : GroupVerdict(threshold_pct, members.is_open);
    };
    result.verdict = verdict_at(share.most);
    if (share.least != share.most && verdict_at(share.least) != result.verdict) result.verdict = Verdict::unknown;
    if (part.per != nullptr) TellGroups(share.most, members.is_open, &result);
    // Of nobody, no share is asked.
    if (!share.fault.empty() && result.verdict != Verdict::not_applicable) result.verdict = Verdict::error;
    groups_.clear();
    for_every_group_ = Tally{};
    return result;
  }

  // A share per group; each must be reached. Subjects whose group is not known may be in any.
  Verdict GroupVerdict(std::int64_t threshold_pct, bool is_open) {
    std::vector<Verdict> verdicts;
    if (groups_.empty()) groups_[""] = {};
    for (const auto& [key, group] : groups_) {
      verdicts.push_back(CoverageVerdict(Widened(group), threshold_pct, is_open));
    }
    return Conjunction(verdicts);
  }

  Tally Widened(const Group& group) const {
    Tally widened = group.tally;
    widened += for_every_group_;
    return widened;
  }

  void TellGroups(std::int64_t threshold_pct, bool is_open, PartResult* result) const {
    for (const auto& [key, group] : groups_) {
      if (key.empty()) continue;  // Nobody was counted in a group.
      const Tally tally = Widened(group);
      result->groups.push_back({group.name, CoverageVerdict(tally, threshold_pct, is_open), tally});
    }
    std::sort(result->groups.begin(), result->groups.end(),
              [](const GroupResult& left, const GroupResult& right) { return left.name < right.name; });
  }

  void CountSubject(const CompiledPart& part, Row row, Truth membership, PartResult* result) {
    const RecordTypeId record = run_.pack().populations[static_cast<std::size_t>(part.population)].record;
    const Value subject = Value::Record(record, row);
    ++result->tally.population;
    const Judgement due = Ask(level_, part.due, &subject);
    const Truth is_due = And(membership, due.truth);
    if (is_due == Truth::kFail) {
      if (membership != Truth::kPass) --result->tally.population;
      return;
    }
    const Judgement answer = Ask(level_, part.require, &subject);
    Tally counted;
    std::vector<std::string>* names = Classify(is_due, answer.truth, result, &counted);
    if (names != nullptr) {
      names->push_back(run_.NameOf(part.population, row));
      if (most_named_ > 0) RowsOf(*result, names).push_back(row);
    }
    if (is_due == Truth::kUnknown) NoteCause(due.value);
    if (answer.truth == Truth::kUnknown) NoteCause(answer.value);
    if (result->error.empty()) {
      if (due.truth == Truth::kError) result->error = ErrorText(*part.due, due.value);
      else if (answer.truth == Truth::kError) result->error = ErrorText(*part.require, answer.value);
    }
    if (part.per != nullptr) CountInGroup(part, subject, counted);
    result->tally += counted;
  }

  // Where a subject is counted, and the list that names it.
  static std::vector<std::string>* Classify(Truth is_due, Truth met, PartResult* result, Tally* counted) {
    if (is_due == Truth::kError) {
      counted->maybe_errors = 1;
      return &result->erring;
    }
    if (is_due == Truth::kUnknown) {
      switch (met) {
        case Truth::kPass: counted->maybe_met = 1; return nullptr;
        case Truth::kFail: counted->maybe_failed = 1; return &result->unknown;
        case Truth::kUnknown: counted->maybe_unknown = 1; return &result->unknown;
        case Truth::kError: counted->maybe_errors = 1; return &result->erring;
      }
    }
    switch (met) {
      case Truth::kPass: counted->met = 1; return nullptr;
      case Truth::kFail: counted->failed = 1; return &result->failing;
      case Truth::kUnknown: counted->unknown = 1; return &result->unknown;
      case Truth::kError: counted->errors = 1; return &result->erring;
    }
    return nullptr;
  }

  void CountInGroup(const CompiledPart& part, const Value& subject, const Tally& counted) {
    const Value locals[3] = {subject, Value::Bool(false), Value::Bool(false)};
    const Value group = run_.Evaluate(*part.per, locals);
    if (group.is_unknown() || group.is_error()) {
      Tally anywhere;
      anywhere.maybe_met = counted.met + counted.maybe_met;
      anywhere.maybe_failed = counted.failed + counted.maybe_failed;
      anywhere.maybe_unknown = counted.unknown + counted.maybe_unknown;
      anywhere.maybe_errors = counted.errors + counted.maybe_errors + (group.is_error() ? 1 : 0);
      for_every_group_ += anywhere;
      return;
    }
    std::string key;
    AppendKey(group, &key);
    Group& known = groups_[key];
    if (known.name.empty()) known.name = ShownText(group, run_);
    known.tally += counted;
    ++known.tally.population;
  }

  std::vector<Row>& RowsOf(const PartResult& result, const std::vector<std::string>* names) {
    if (names == &result.failing) return rows_.failing;
    return names == &result.erring ? rows_.erring : rows_.unknown;
  }

  // The share that must be reached. Where it is not known it may be any; where it is none (140 %)
  // there is no verdict but error, and the counts are told as if everybody were asked for.
  struct Share {
    std::int64_t least = 100;
    std::int64_t most = 100;
    std::string fault;
  };
  Share ShareOf(const CompiledPart& part) {
    if (part.coverage_pct == nullptr) return {};
    const Value value = run_.Evaluate(*part.coverage_pct, {});
    if (value.is_unknown()) {
      NoteCause(value);
      return {0, 100, ""};
    }
    if (value.is_error()) return {100, 100, ErrorText(*part.coverage_pct, value)};
    const bool is_share = value.kind() == ValueKind::kInt && value.as_int() >= 0 && value.as_int() <= 100;
    if (is_share) return {value.as_int(), value.as_int(), ""};
    return {100, 100,
            absl::StrCat("the share that must be reached is ", DebugString(value, &run_.facts()), ", not 0 to 100")};
  }

  const std::string& RecordName(const CompiledPart& part) const {
    const RecordTypeId record = run_.pack().populations[static_cast<std::size_t>(part.population)].record;
    return run_.pack().schema->record(record).name;
  }

  void NoteCause(const Value& value) {
    if (!value.is_unknown()) return;
    const UnknownCause& cause = value.unknown().cause;
    if (cause.record == kNoId) return;
    const RecordType& record = run_.pack().schema->record(cause.record);
    causes_.push_back(cause.field == kNoId
                          ? absl::StrCat("feed:", record.name)
                          : absl::StrCat("cell:", record.name, ".", record.fields[cause.field].name));
  }

  static std::string ErrorText(const Unit& unit, const Value& value) {
    if (!value.is_error()) return "the rule did not give a bool";
    std::string text(value.error_message());
    if (value.error_where() != kNoExpr && value.error_where() < unit.checked->ast.nodes.size()) {
      absl::StrAppend(&text, " in `", Print(unit.checked->ast, value.error_where()), "`");
    }
    return text;
  }

  Run& run_;
  const CompiledItem& item_;
  Level level_;
  std::vector<std::string> causes_;
  std::map<std::string, Group> groups_;  // By a key that is the same for equal values only.
  Tally for_every_group_;
  std::size_t most_named_ = 0;
  NamedRows rows_;                   // Of the part at hand,
  std::vector<NamedSubject> named_;  // and the first of them.
};

void Link(const CompiledItem& item, ItemResult* result) {
  LevelResult& minimum = result->levels[0];
  LevelResult& full = result->levels[1];
  if (!minimum.is_given || !full.is_given) return;
  switch (item.definition->link) {
    case LevelLink::kNone: break;
    case LevelLink::kFullLiftsMinimum: {
      const Verdict lifted = LiftMinimum(minimum.by_rules, full.by_rules);
      if (lifted != minimum.by_rules) minimum.reasons.push_back("link:full");
      minimum.by_rules = lifted;
      break;
    }
    case LevelLink::kMinimumLimitsFull: {
      const Verdict limited = LimitFull(minimum.by_rules, full.by_rules);
      if (limited != full.by_rules) full.reasons.push_back("link:minimum");
      full.by_rules = limited;
      break;
    }
  }
  minimum.verdict = minimum.by_rules;
  full.verdict = full.by_rules;
}

}  // namespace

void JudgeLevels(Run& run, const CompiledItem& item, std::size_t most_named, ItemResult* result,
                 NamedSubjects* named) {
  for (const Level level : kLevels) {
    const auto index = static_cast<std::size_t>(level);
    result->levels[index] =
        LevelJudge(run, item, level).Judge(most_named, named == nullptr ? nullptr : &(*named)[index]);
  }
  Link(item, result);
}

std::vector<Value> LocalsOf(Run& run, const CompiledItem& item, Level level, const Unit& unit,
                            const Value* subject) {
  const RuleLocals locals = LevelJudge(run, item, level).Locals(level, unit, subject);
  return {locals.all().begin(), locals.all().end()};
}

SubjectTruth JudgeSubject(Run& run, const CompiledItem& item, Level level, const CompiledPart& part, Row row) {
  return LevelJudge(run, item, level).OneSubject(part, row);
}

}  // namespace assay
