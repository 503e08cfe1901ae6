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
#include "src/engine/row_loop.h"
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

// Where the unknowns that were met come from: feeds or cells, each once, in the order they were met.
class Causes {
 public:
  void Note(const Value& value) {
    if (value.is_unknown()) Add(value.unknown().cause.record, value.unknown().cause.field);
  }

  void Add(RecordTypeId record, FieldId field) {
    if (record == kNoId) return;
    const std::pair<RecordTypeId, FieldId> cause(record, field);
    if (std::find(found_.begin(), found_.end(), cause) == found_.end()) found_.push_back(cause);
  }

  void Add(const Causes& others) {
    for (const auto& [record, field] : others.found_) Add(record, field);
  }

  std::vector<std::string> Names(const Schema& schema) const {
    std::vector<std::string> names;
    for (const auto& [record, field] : found_) {
      const RecordType& type = schema.record(record);
      names.push_back(field == kNoId ? absl::StrCat("feed:", type.name)
                                     : absl::StrCat("cell:", type.name, ".", type.fields[field].name));
    }
    return names;
  }

 private:
  std::vector<std::pair<RecordTypeId, FieldId>> found_;
};

// Asks the rules of an item of one subject (null: of the organisation).
class Asker {
 public:
  Asker(Evaluator& at, const CompiledItem& item) : at_(at), item_(item) {}

  // Whether the subject meets all parts of `level`.
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
    Value value = at_.Evaluate(*unit, locals.all());
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

 private:
  Evaluator& at_;
  const CompiledItem& item_;
};

std::string ErrorText(const Unit& unit, const Value& value) {
  if (!value.is_error()) return "the rule did not give a bool";
  std::string text(value.error_message());
  if (value.error_where() != kNoExpr && value.error_where() < unit.checked->ast.nodes.size()) {
    absl::StrAppend(&text, " in `", Print(unit.checked->ast, value.error_where()), "`");
  }
  return text;
}

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
    if (result.by_rules == Verdict::unknown) {
      result.reasons = causes_.Names(*run_.pack().schema);
      std::sort(result.reasons.begin(), result.reasons.end());
    }
    return result;
  }

  SubjectTruth OneSubject(const CompiledPart& part, Row row) {
    const Value subject = Value::Record(RecordOf(part), row);
    const Truth member = run_.MembersOf(part.population).Of(row);
    Asker asker(run_, item_);
    const Judgement due = asker.Ask(level_, part.due, &subject);
    const Judgement answer = asker.Ask(level_, part.require, &subject);
    SubjectTruth truth;
    truth.due = And(member, due.truth);
    truth.require = answer.truth;
    Causes causes;
    if (due.truth == Truth::kUnknown) causes.Note(due.value);
    if (answer.truth == Truth::kUnknown) causes.Note(answer.value);
    const std::vector<std::string> names = causes.Names(*run_.pack().schema);
    if (!names.empty()) truth.cause = names.front();
    if (due.truth == Truth::kError) truth.error = ErrorText(*part.due, due.value);
    else if (answer.truth == Truth::kError) truth.error = ErrorText(*part.require, answer.value);
    return truth;
  }

 private:
  struct Group {
    std::string name;
    Tally tally;
  };
  using Groups = std::map<std::string, Group>;  // By a key that is the same for equal values only.

  // Subjects that were counted, in the order in which they came.
  struct Count {
    Tally tally;
    std::vector<Row> failing;
    std::vector<Row> erring;
    std::vector<Row> unknown;
    Causes causes;
    std::string error;  // The first.
    Groups groups;
    Tally for_every_group;

    void Add(Count&& later) {
      tally += later.tally;
      failing.insert(failing.end(), later.failing.begin(), later.failing.end());
      erring.insert(erring.end(), later.erring.begin(), later.erring.end());
      unknown.insert(unknown.end(), later.unknown.begin(), later.unknown.end());
      causes.Add(later.causes);
      if (error.empty()) error = std::move(later.error);
      for (auto& [key, group] : later.groups) {
        Group& known = groups[key];
        if (known.name.empty()) known.name = std::move(group.name);
        known.tally += group.tally;
      }
      for_every_group += later.for_every_group;
    }
  };

  PartResult JudgeOrganisation(const CompiledPart& part) {
    PartResult result;
    result.name = part.definition->name;
    result.is_organisation = true;
    Asker asker(run_, item_);
    const Judgement due = asker.Ask(level_, part.due, nullptr);
    if (due.truth == Truth::kFail) {
      result.verdict = Verdict::not_applicable;
      return result;
    }
    const Judgement answer = asker.Ask(level_, part.require, nullptr);
    causes_.Note(due.value);
    causes_.Note(answer.value);
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
    if (members.is_open) causes_.Add(RecordOf(part), kNoId);
    const Count count = CountSubjects(part, members);
    result.tally = count.tally;
    if (result.error.empty()) result.error = count.error;
    causes_.Add(count.causes);
    if (run_.is_spent()) return result;
    result.failing = NamesOf(part, count.failing);
    result.erring = NamesOf(part, count.erring);
    result.unknown = NamesOf(part, count.unknown);
    AddFirst(result.failing, count.failing, most_named_, &named_);
    AddFirst(result.erring, count.erring, most_named_, &named_);
    AddFirst(result.unknown, count.unknown, most_named_, &named_);
    for (std::vector<std::string>* names : {&result.failing, &result.unknown, &result.erring}) {
      std::sort(names->begin(), names->end());
    }
    const auto verdict_at = [&](std::int64_t threshold_pct) {
      return part.per == nullptr ? CoverageVerdict(result.tally, threshold_pct, members.is_open)
                                 : GroupVerdict(count, threshold_pct, members.is_open);
    };
    result.verdict = verdict_at(share.most);
    if (share.least != share.most && verdict_at(share.least) != result.verdict) result.verdict = Verdict::unknown;
    if (part.per != nullptr) TellGroups(count, share.most, members.is_open, &result);
    // Of nobody, no share is asked.
    if (!share.fault.empty() && result.verdict != Verdict::not_applicable) result.verdict = Verdict::error;
    return result;
  }

  // Those who are members for certain, then those who may be.
  Count CountSubjects(const CompiledPart& part, const Members& members) {
    std::vector<const Unit*> units = {part.require, part.due, part.per};
    for (const CompiledPart& asked : item_.level(Other(level_)).parts) units.push_back(asked.require);
    const std::size_t sure = members.sure.size();
    RowLoop loop(run_, std::move(units), sure + members.maybe.size());
    std::vector<Count> counts(loop.blocks());
    loop.Go([&](Evaluator& at, std::size_t block, std::size_t k) {
      if (k < sure) {
        CountSubject(at, part, members.sure[k], Truth::kPass, &counts[block]);
      } else {
        const Members::Maybe& maybe = members.maybe[k - sure];
        CountSubject(at, part, maybe.row, maybe.is_error ? Truth::kError : Truth::kUnknown, &counts[block]);
      }
    });
    for (std::size_t block = 1; block < counts.size(); ++block) counts[0].Add(std::move(counts[block]));
    return std::move(counts[0]);
  }

  std::vector<std::string> NamesOf(const CompiledPart& part, const std::vector<Row>& rows) {
    std::vector<std::string> names;
    names.reserve(rows.size());
    for (const Row row : rows) names.push_back(run_.NameOf(part.population, row));
    return names;
  }

  // A share per group; each must be reached. Subjects whose group is not known may be in any.
  static Verdict GroupVerdict(const Count& count, std::int64_t threshold_pct, bool is_open) {
    std::vector<Verdict> verdicts;
    for (const auto& [key, group] : count.groups) {
      verdicts.push_back(CoverageVerdict(Widened(count, group), threshold_pct, is_open));
    }
    if (verdicts.empty()) verdicts.push_back(CoverageVerdict(Widened(count, {}), threshold_pct, is_open));
    return Conjunction(verdicts);
  }

  static Tally Widened(const Count& count, const Group& group) {
    Tally widened = group.tally;
    widened += count.for_every_group;
    return widened;
  }

  static void TellGroups(const Count& count, std::int64_t threshold_pct, bool is_open, PartResult* result) {
    for (const auto& [key, group] : count.groups) {
      const Tally tally = Widened(count, group);
      result->groups.push_back({group.name, CoverageVerdict(tally, threshold_pct, is_open), tally});
    }
    std::sort(result->groups.begin(), result->groups.end(),
              [](const GroupResult& left, const GroupResult& right) { return left.name < right.name; });
  }

  void CountSubject(Evaluator& at, const CompiledPart& part, Row row, Truth membership, Count* count) const {
    const Value subject = Value::Record(RecordOf(part), row);
    ++count->tally.population;
    Asker asker(at, item_);
    const Judgement due = asker.Ask(level_, part.due, &subject);
    const Truth is_due = And(membership, due.truth);
    if (is_due == Truth::kFail) {
      if (membership != Truth::kPass) --count->tally.population;
      return;
    }
    const Judgement answer = asker.Ask(level_, part.require, &subject);
    Tally counted;
    if (std::vector<Row>* rows = Classify(is_due, answer.truth, count, &counted)) rows->push_back(row);
    if (is_due == Truth::kUnknown) count->causes.Note(due.value);
    if (answer.truth == Truth::kUnknown) count->causes.Note(answer.value);
    if (count->error.empty()) {
      if (due.truth == Truth::kError) count->error = ErrorText(*part.due, due.value);
      else if (answer.truth == Truth::kError) count->error = ErrorText(*part.require, answer.value);
    }
    if (part.per != nullptr) CountInGroup(at, part, subject, counted, count);
    count->tally += counted;
  }

  // Where a subject is counted, and the list that names it.
  static std::vector<Row>* Classify(Truth is_due, Truth met, Count* count, Tally* counted) {
    if (is_due == Truth::kError) {
      counted->maybe_errors = 1;
      return &count->erring;
    }
    if (is_due == Truth::kUnknown) {
      switch (met) {
        case Truth::kPass: counted->maybe_met = 1; return nullptr;
        case Truth::kFail: counted->maybe_failed = 1; return &count->unknown;
        case Truth::kUnknown: counted->maybe_unknown = 1; return &count->unknown;
        case Truth::kError: counted->maybe_errors = 1; return &count->erring;
      }
    }
    switch (met) {
      case Truth::kPass: counted->met = 1; return nullptr;
      case Truth::kFail: counted->failed = 1; return &count->failing;
      case Truth::kUnknown: counted->unknown = 1; return &count->unknown;
      case Truth::kError: counted->errors = 1; return &count->erring;
    }
    return nullptr;
  }

  void CountInGroup(Evaluator& at, const CompiledPart& part, const Value& subject, const Tally& counted,
                    Count* count) const {
    const Value locals[3] = {subject, Value::Bool(false), Value::Bool(false)};
    const Value group = at.Evaluate(*part.per, locals);
    if (group.is_unknown() || group.is_error()) {
      Tally anywhere;
      anywhere.maybe_met = counted.met + counted.maybe_met;
      anywhere.maybe_failed = counted.failed + counted.maybe_failed;
      anywhere.maybe_unknown = counted.unknown + counted.maybe_unknown;
      anywhere.maybe_errors = counted.errors + counted.maybe_errors + (group.is_error() ? 1 : 0);
      count->for_every_group += anywhere;
      return;
    }
    std::string key;
    AppendKey(group, &key);
    Group& known = count->groups[key];
    if (known.name.empty()) known.name = ShownText(group, run_);
    known.tally += counted;
    ++known.tally.population;
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
      causes_.Note(value);
      return {0, 100, ""};
    }
    if (value.is_error()) return {100, 100, ErrorText(*part.coverage_pct, value)};
    const bool is_share = value.kind() == ValueKind::kInt && value.as_int() >= 0 && value.as_int() <= 100;
    if (is_share) return {value.as_int(), value.as_int(), ""};
    return {100, 100,
            absl::StrCat("the share that must be reached is ", DebugString(value, &run_.facts()), ", not 0 to 100")};
  }

  RecordTypeId RecordOf(const CompiledPart& part) const {
    return run_.pack().populations[static_cast<std::size_t>(part.population)].record;
  }

  Run& run_;
  const CompiledItem& item_;
  Level level_;
  Causes causes_;
  std::size_t most_named_ = 0;
  std::vector<NamedSubject> named_;  // The first of those that the part at hand names.
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
  std::vector<const Unit*> rules;
  for (const CompiledLevel& level : item.levels) {
    for (const CompiledPart& part : level.parts) {
      rules.insert(rules.end(), {part.due, part.require, part.coverage_pct, part.per});
    }
  }
  run.FillFor(rules);
  for (const Level level : kLevels) {
    const auto index = static_cast<std::size_t>(level);
    result->levels[index] =
        LevelJudge(run, item, level).Judge(most_named, named == nullptr ? nullptr : &(*named)[index]);
  }
  Link(item, result);
}

std::vector<Value> LocalsOf(Run& run, const CompiledItem& item, Level level, const Unit& unit,
                            const Value* subject) {
  const RuleLocals locals = Asker(run, item).Locals(level, unit, subject);
  return {locals.all().begin(), locals.all().end()};
}

SubjectTruth JudgeSubject(Run& run, const CompiledItem& item, Level level, const CompiledPart& part, Row row) {
  return LevelJudge(run, item, level).OneSubject(part, row);
}

}  // namespace assay
