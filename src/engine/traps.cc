// Traps: patterns that make a paper verdict hollow, and what they do to it.

#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/engine/deviations.h"

namespace assay {
namespace {

SignalNumber SignalOf(Run& run, int tally) {
  SignalNumber number;
  number.name = run.pack().tallies[static_cast<std::size_t>(tally)].definition->name;
  const Value value = run.TallyValue(static_cast<std::uint16_t>(tally));
  if (value.kind() == ValueKind::kInt) {
    number.low = number.high = value.as_int();
  } else if (value.is_unknown()) {
    number.low = value.unknown().lowest;
    number.high = value.unknown().highest;
    number.high_is_open = number.high == std::numeric_limits<std::int64_t>::max();
  }
  return number;
}

// A trap that could not be judged may well be triggered: what it would cap is in error, and no pass.
Verdict CappedVerdict(const ItemResult& item) {
  bool is_capped = item.level(Level::full).verdict == Verdict::not_satisfied;
  for (const TrapResult& trap : item.traps) {
    is_capped = is_capped || (trap.state == TrapState::triggered && trap.caps_full);
  }
  for (const CheckResult& check : item.checks) is_capped = is_capped || check.state == CheckState::refuted;
  return is_capped ? Verdict::not_satisfied : Verdict::error;
}

}  // namespace

Value VerdictMap(std::span<const ControlResult> controls, bool is_final) {
  std::vector<std::pair<Value, Value>> items;
  for (const ControlResult& control : controls) {
    for (const ItemResult& item : control.items) {
      std::vector<std::pair<Value, Value>> levels;
      for (const Level level : {Level::minimum, Level::full}) {
        const LevelResult& result = item.level(level);
        if (!result.is_given) continue;
        const Verdict verdict = is_final ? result.verdict : result.by_rules;
        // An unknown verdict is unknown: a trap that asks for a satisfied one cannot be ruled out.
        Value word = verdict == Verdict::unknown ? Value::Unknown() : Value::String(VerdictName(verdict));
        levels.emplace_back(Value::String(LevelName(level)), std::move(word));
      }
      items.emplace_back(Value::String(item.id), Value::Map(std::move(levels)));
    }
  }
  return Value::Map(std::move(items));
}

TrapResult JudgeTrap(Run& run, const CompiledTrap& trap, const Value& verdicts,
                     std::span<const CheckResult> checks) {
  TrapResult result;
  result.id = trap.definition->id;
  result.caps_full = trap.definition->caps_full;
  for (const int tally : trap.tallies) result.signal.push_back(SignalOf(run, tally));
  const Value signal = run.Evaluate(*trap.when, {&verdicts, 1});
  switch (TruthOf(signal)) {
    case Truth::kFail: result.state = TrapState::not_detected; break;
    case Truth::kUnknown: result.state = TrapState::cannot_rule_out; break;
    case Truth::kError:
      result.state = TrapState::error;
      result.error = signal.is_error() ? std::string(signal.error_message()) : "the signal is not a bool";
      break;
    case Truth::kPass: {
      const bool is_cleared =
          trap.clears_with >= 0 &&
          checks[static_cast<std::size_t>(trap.clears_with)].state == CheckState::confirmed;
      result.state = is_cleared ? TrapState::cleared : TrapState::triggered;
      break;
    }
  }
  return result;
}

std::vector<std::string> CapsOf(const ItemResult& item) {
  std::vector<std::string> caps;
  for (const TrapResult& trap : item.traps) {
    const bool may_cap = trap.state == TrapState::triggered || trap.state == TrapState::error;
    if (may_cap && trap.caps_full) caps.push_back(absl::StrCat("trap:", trap.id));
  }
  for (const CheckResult& check : item.checks) {
    if (check.state == CheckState::refuted) caps.push_back(absl::StrCat("ineffective:", check.id));
  }
  return caps;
}

void ApplyCaps(ItemResult* item) {
  auto& [minimum, full] = item->levels;
  LevelResult& capped = full.is_given ? full : minimum;
  const bool can_be_capped = capped.verdict == Verdict::satisfied || capped.verdict == Verdict::unknown ||
                             capped.verdict == Verdict::not_satisfied;
  if (!can_be_capped) return;
  std::vector<std::string> caps = CapsOf(*item);
  if (caps.empty()) return;
  // Of one level, what the rules say of it stands; it is the item that does not get to full by it.
  if (minimum.is_given && full.is_given) full.verdict = CappedVerdict(*item);
  capped.reasons.insert(capped.reasons.end(), std::make_move_iterator(caps.begin()),
                        std::make_move_iterator(caps.end()));
}

}  // namespace assay
