#include "src/engine/maturity.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "absl/status/statusor.h"

namespace assay {
namespace {

// A record of what the item's rules read, that hygiene left in.
bool HasEvidence(const Run& run, const CompiledItem& rules) {
  for (const RecordTypeId feed : rules.feeds) {
    const std::size_t rows = run.facts().table(feed).row_count();
    for (std::size_t row = 0; row < rows; ++row) {
      if (run.admitted().admits(feed, static_cast<Row>(row))) return true;
    }
  }
  return false;
}

// The day on which an item must have been effective; nothing if the policy gives none.
std::optional<Date> EarlierDay(Run& run) {
  const Value months = run.Evaluate(*run.pack().policies.maturity_months, {});
  if (months.kind() != ValueKind::kInt) return std::nullopt;
  if (months.as_int() < 1 || months.as_int() > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return AddMonths(run.as_of(), -months.as_int());
}

}  // namespace

std::optional<std::int32_t> MaturityOf(const Run& run, const CompiledItem& rules, Rung rung) {
  switch (rung) {
    case Rung::error:
    case Rung::unknown: return 0;
    case Rung::not_satisfied: return HasEvidence(run, rules) ? 1 : 0;
    case Rung::minimum: return 2;
    case Rung::full: return 3;
    case Rung::effective: return kEffectiveMaturity;
    case Rung::not_applicable:
    case Rung::waived: return std::nullopt;
  }
  return std::nullopt;
}

absl::Status RaiseMaturity(Run& run, const JudgeDay& judge, Assessment* assessment) {
  const CompiledPolicies& policies = run.pack().policies;
  if (policies.maturity_months == nullptr) return absl::OkStatus();
  std::vector<ItemResult*> items;
  ItemSet effective;
  for (ControlResult& control : assessment->controls) {
    for (ItemResult& item : control.items) {
      items.push_back(&item);
      effective.push_back(item.maturity == kEffectiveMaturity);
    }
  }
  if (std::find(effective.begin(), effective.end(), true) == effective.end()) return absl::OkStatus();
  if (run.Judge(policies.maturity_when, {}, Truth::kPass) != Truth::kPass) return absl::OkStatus();
  const std::optional<Date> day = EarlierDay(run);
  if (!day) return absl::OkStatus();
  const absl::StatusOr<std::vector<ControlResult>> judged =
      judge(*day, WithWhatTrapsRead(run.pack(), effective));
  if (!judged.ok()) return judged.status();
  std::size_t k = 0;
  for (const ControlResult& control : *judged) {
    for (const ItemResult& then : control.items) {
      if (effective[k] && then.rung == Rung::effective) items[k]->maturity = kHighestMaturity;
      ++k;
    }
  }
  return absl::OkStatus();
}

}  // namespace assay
