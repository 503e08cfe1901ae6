// What stands between the rules and the final verdicts: traps and refuted checks cap, waivers
// excuse, the statement of applicability excludes; applied in this order.

#ifndef ASSAY_SRC_ENGINE_DEVIATIONS_H_
#define ASSAY_SRC_ENGINE_DEVIATIONS_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "src/engine/run.h"

namespace assay {

// The verdicts that traps read as `verdict.<item>.<level>`: all items after the level link.
Value VerdictMap(std::span<const ControlResult> controls, bool is_final);

// Triggered while its signal holds and its check is not confirmed. `checks` by the pack's order.
TrapResult JudgeTrap(Run& run, const CompiledTrap& trap, const Value& verdicts,
                     std::span<const CheckResult> checks);

// Triggered traps that cap, then refuted checks: full satisfied or unknown becomes not_satisfied.
void ApplyCaps(ItemResult* item);

// What keeps an item from full, as reasons: "trap:T1", "ineffective:RC1".
std::vector<std::string> CapsOf(const ItemResult& item);

// A waiver that holds on the day.
struct Waiver {
  std::string id;
  std::string item;
  bool covers[2] = {false, false};  // By Level.
  Date expires_on;
};
// Those that hold; those that do not are appended to `ineffective`, which may be null.
std::vector<Waiver> ValidWaivers(Run& run, std::vector<IneffectiveRecord>* ineffective);
void ApplyWaivers(std::span<const Waiver> waivers, ItemResult* item);

// The justification by which the statement of applicability excludes `control`, if it validly does.
// An exclusion that does not hold is appended to `ineffective`, which may be null.
std::optional<std::string> ExclusionOf(Run& run, const std::string& control,
                                      std::vector<IneffectiveRecord>* ineffective);
void ApplyExclusion(ControlResult* control, const std::string& justification);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_DEVIATIONS_H_
