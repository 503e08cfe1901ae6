#include "src/engine/history.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "src/engine/evidence.h"
#include "src/engine/levels.h"

namespace assay {
namespace {

bool StandsOutside(Rung rung) { return rung == Rung::not_applicable || rung == Rung::waived; }

// Whoever is below the minimum has nothing to lose.
bool CanFall(Rung rung) { return rung >= Rung::minimum; }

bool HasFallen(Rung now, Rung then) {
  if (StandsOutside(now)) return then < Rung::minimum;
  return !StandsOutside(then) && then < now;
}

std::vector<ItemResult*> ItemsOf(std::vector<ControlResult>* controls) {
  std::vector<ItemResult*> items;
  for (ControlResult& control : *controls) {
    for (ItemResult& item : control.items) items.push_back(&item);
  }
  return items;
}

std::vector<const CompiledItem*> RulesOf(const CompiledPack::Rep& pack) {
  std::vector<const CompiledItem*> items;
  for (const CompiledControl& control : pack.controls) {
    for (const CompiledItem& item : control.items) items.push_back(&item);
  }
  return items;
}

// The items whose verdicts the signal of a trap reads, by id; nothing if it may read any.
std::optional<std::set<std::string>> VerdictsRead(const CompiledTrap& trap) {
  const CheckedExpr& program = trap.when->program();
  std::set<std::string> read;
  std::size_t mentions = 0;
  for (std::size_t id = 0; id < program.nodes.size(); ++id) {
    const Expr& node = program.ast[static_cast<ExprId>(id)];
    const auto is_verdict = [&](ExprId which) {
      return program.nodes[which].meaning == Meaning::kLocal && program.nodes[which].a == 0;
    };
    if (is_verdict(static_cast<ExprId>(id))) ++mentions;
    if (node.kind != ExprKind::kSelect || !is_verdict(node.children[0])) continue;
    read.insert(node.name);
    --mentions;
  }
  if (mentions != 0) return std::nullopt;
  return read;
}

// Why an item that stood on one day has fallen on the next.
class Cause {
 public:
  Cause(const CompiledItem& rules, const ItemResult& before, const ItemResult& after, Run& run_before,
        Run& run_after)
      : rules_(rules), before_(before), after_(after), run_before_(run_before), run_after_(run_after) {}

  LapseResult Find() {
    lapse_.on = run_after_.as_of();
    lapse_.to = after_.rung;
    for (const Level level : {Level::minimum, Level::full}) {
      if (before_.level(level).verdict == after_.level(level).verdict) continue;
      lapse_.level = level;
      if (!TakeDecision(level)) TakeRules(level);
      return lapse_;
    }
    // Neither verdict changed: what the item is worth with them did.
    if (!TakeCap(Level::full) && !TakeCap(Level::minimum)) TakeCheck();
    return lapse_;
  }

 private:
  // A waiver that ended, or a trap or check that turned.
  bool TakeDecision(Level level) {
    if (before_.level(level).verdict == Verdict::waived) {
      lapse_.record = EndedWaiver(level);
      lapse_.why = "waiver_ends";
      return true;
    }
    return before_.level(level).by_rules == after_.level(level).by_rules && TakeCap(level);
  }

  std::string EndedWaiver(Level level) const {
    constexpr std::string_view kPrefix = "waiver:";
    const std::vector<std::string>& left = after_.level(level).reasons;
    for (const std::string& reason : before_.level(level).reasons) {
      const bool has_ended = std::find(left.begin(), left.end(), reason) == left.end();
      if (has_ended && reason.starts_with(kPrefix)) return reason.substr(kPrefix.size());
    }
    return {};
  }

  // A trap or refuted check that is new among the reasons.
  bool TakeCap(Level level) {
    for (const std::string& reason : after_.level(level).reasons) {
      const std::vector<std::string>& known = before_.level(level).reasons;
      if (std::find(known.begin(), known.end(), reason) != known.end()) continue;
      const std::string_view prefix = reason.starts_with("trap:") ? "trap:" : "ineffective:";
      if (!reason.starts_with(prefix)) continue;
      lapse_.record = reason.substr(prefix.size());
      lapse_.why = prefix == "trap:" ? "trap" : "check";
      return true;
    }
    return false;
  }

  void TakeCheck() {
    for (std::size_t k = 0; k < after_.checks.size(); ++k) {
      const bool was_confirmed = before_.checks[k].state == CheckState::confirmed;
      if (!was_confirmed || after_.checks[k].state == CheckState::confirmed) continue;
      lapse_.record = after_.checks[k].id;
      lapse_.why = "check";
      return;
    }
  }

  // The first part that is no longer met: of the level itself, else of the other one by their link.
  void TakeRules(Level level) {
    const Level other = level == Level::minimum ? Level::full : Level::minimum;
    for (const Level judged : {level, other}) {
      const std::vector<PartResult>& old_parts = before_.level(judged).parts;
      const std::vector<PartResult>& new_parts = after_.level(judged).parts;
      if (old_parts.size() != new_parts.size()) continue;  // The scope became empty.
      for (std::size_t k = 0; k < new_parts.size(); ++k) {
        const bool is_lost = new_parts[k].verdict != Verdict::satisfied &&
                             new_parts[k].verdict != Verdict::not_applicable &&
                             new_parts[k].verdict != old_parts[k].verdict;
        if (!is_lost) continue;
        TakePart(judged, k);
        return;
      }
    }
  }

  void TakePart(Level level, std::size_t index) {
    const CompiledPart& part = rules_.level(level).parts[index];
    if (part.population < 0) {
      TakeEvidence(level, part, std::nullopt);
      return;
    }
    const std::vector<NamedSubject> lacking_before = Lacking(run_before_, level, index);
    for (const NamedSubject& subject : Lacking(run_after_, level, index)) {
      const bool is_new = std::none_of(lacking_before.begin(), lacking_before.end(),
                                       [&](const NamedSubject& known) { return known.row == subject.row; });
      if (!is_new) continue;
      lapse_.subject = subject.name;
      TakeEvidence(level, part, subject.row);
      return;
    }
    // Nobody lacks more than before: those who met the rule left, or are no longer due.
    lapse_.why = "falls_due";
  }

  std::vector<NamedSubject> Lacking(Run& run, Level level, std::size_t index) const {
    ItemResult result;
    NamedSubjects named;
    JudgeLevels(run, rules_, std::numeric_limits<std::size_t>::max(), &result, &named);
    return named[static_cast<std::size_t>(level)][index];
  }

  void TakeEvidence(Level level, const CompiledPart& part, std::optional<Row> subject) {
    const std::vector<std::string> used = LookAtEvidence(run_before_, rules_, level, part, subject, {}).used;
    const std::vector<std::string> still = LookAtEvidence(run_after_, rules_, level, part, subject, {}).used;
    for (const std::string& id : used) {
      if (std::binary_search(still.begin(), still.end(), id)) continue;
      lapse_.record = id;
      lapse_.why = "no_longer_counts";
      return;
    }
    lapse_.record = Latest(used);
    lapse_.why = lapse_.record.empty() ? "falls_due" : "nothing_newer";
  }

  // The last dated of the records; of one day the greatest id.
  std::string Latest(const std::vector<std::string>& ids) const {
    const Schema& schema = *run_before_.pack().schema;
    std::optional<std::pair<std::int64_t, std::string>> latest;
    for (const std::string& id : ids) {
      for (std::size_t k = 0; k < schema.records().size(); ++k) {
        const auto type = static_cast<RecordTypeId>(k);
        const FieldId occurred = schema.record(type).occurred_field;
        if (schema.record(type).role != RecordRole::kEvidence || occurred == kNoId) continue;
        const Row row = run_before_.facts().FindRow(type, id);
        if (row == kNoRow) continue;
        const Table& table = run_before_.facts().table(type);
        if (table.column(occurred).state(row) != CellState::kValue) continue;
        const std::pair<std::int64_t, std::string> dated(table.date_column(occurred).cell(row), id);
        if (!latest || dated > *latest) latest = dated;
      }
    }
    return latest ? latest->second : std::string();
  }

  const CompiledItem& rules_;
  const ItemResult& before_;
  const ItemResult& after_;
  Run& run_before_;
  Run& run_after_;
  LapseResult lapse_;
};

class History {
 public:
  History(const CompiledPack::Rep& pack, const JudgeDay& judge, const RunOn& run_on,
          std::span<const std::string> named, Assessment* assessment)
      : pack_(pack), judge_(judge), run_on_(run_on), today_(assessment->as_of), rules_(RulesOf(pack)),
        items_(ItemsOf(&assessment->controls)) {
    for (const ItemResult* item : items_) {
      wanted_.push_back(named.empty() || std::find(named.begin(), named.end(), item->id) != named.end());
    }
  }

  // Backwards until the rung differs.
  absl::Status LookBack(Date first) {
    ItemSet open = wanted_;
    for (std::optional<Date> day = AddDays(today_, -1); day && *day >= first; day = AddDays(*day, -1)) {
      if (std::find(open.begin(), open.end(), true) == open.end()) break;
      absl::StatusOr<std::vector<ControlResult>> judged = judge_(*day, WithWhatTrapsRead(pack_, open));
      if (!judged.ok()) return judged.status();
      const std::vector<ItemResult*> then = ItemsOf(&*judged);
      for (std::size_t k = 0; k < items_.size(); ++k) {
        if (!open[k] || then[k]->rung == items_[k]->rung) continue;
        items_[k]->since = AddDays(*day, 1);
        open[k] = false;
      }
    }
    return absl::OkStatus();
  }

  // Forwards until it falls.
  absl::Status LookAhead(Date last) {
    ItemSet open;
    for (std::size_t k = 0; k < items_.size(); ++k) open.push_back(wanted_[k] && CanFall(items_[k]->rung));
    std::vector<ItemResult> before;  // As the day before left them.
    for (const ItemResult* item : items_) before.push_back(*item);
    for (std::optional<Date> day = AddDays(today_, 1); day && *day <= last; day = AddDays(*day, 1)) {
      if (std::find(open.begin(), open.end(), true) == open.end()) break;
      absl::StatusOr<std::vector<ControlResult>> judged = judge_(*day, WithWhatTrapsRead(pack_, open));
      if (!judged.ok()) return judged.status();
      const std::vector<ItemResult*> then = ItemsOf(&*judged);
      std::unique_ptr<Run> run_before;
      std::unique_ptr<Run> run_after;
      for (std::size_t k = 0; k < items_.size(); ++k) {
        if (!open[k]) continue;
        if (HasFallen(items_[k]->rung, then[k]->rung)) {
          if (run_after == nullptr) {
            run_before = run_on_(*AddDays(*day, -1));
            run_after = run_on_(*day);
          }
          items_[k]->lapse = Cause(*rules_[k], before[k], *then[k], *run_before, *run_after).Find();
          open[k] = false;
        }
        before[k] = std::move(*then[k]);
      }
    }
    return absl::OkStatus();
  }

 private:
  const CompiledPack::Rep& pack_;
  const JudgeDay& judge_;
  const RunOn& run_on_;
  Date today_;
  std::vector<const CompiledItem*> rules_;
  std::vector<ItemResult*> items_;
  ItemSet wanted_;
};

}  // namespace

ItemSet WithWhatTrapsRead(const CompiledPack::Rep& pack, const ItemSet& wanted) {
  const std::vector<const CompiledItem*> rules = RulesOf(pack);
  ItemSet needed = wanted;
  for (std::size_t k = 0; k < rules.size(); ++k) {
    if (!wanted[k]) continue;
    for (const int trap : rules[k]->traps) {
      const auto read = VerdictsRead(pack.traps[static_cast<std::size_t>(trap)]);
      for (std::size_t other = 0; other < rules.size(); ++other) {
        if (!read || read->count(rules[other]->definition->id) != 0) needed[other] = true;
      }
    }
  }
  return needed;
}

absl::Status AddHistory(const CompiledPack::Rep& pack, const JudgeDay& judge, const RunOn& run_on,
                        std::int32_t months, std::span<const std::string> named, Assessment* assessment) {
  assessment->history_months = months;
  History history(pack, judge, run_on, named, assessment);
  // At an end of the calendar there is nothing further to look at.
  const Date first = AddMonths(assessment->as_of, -months).value_or(Date::FromDays(kFirstDay));
  const Date last = AddMonths(assessment->as_of, months).value_or(Date::FromDays(kLastDay));
  if (absl::Status status = history.LookBack(first); !status.ok()) return status;
  return history.LookAhead(last);
}

}  // namespace assay
