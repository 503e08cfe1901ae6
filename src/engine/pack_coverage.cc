#include "assay/engine/pack_coverage.h"

#include <algorithm>

namespace assay {
namespace {

using Row = PackCoverage::Row;

// Whether an expectation is about what the row is of.
bool Shows(const Expectation& expectation, const Row& row) {
  if (expectation.id != row.id) return false;
  switch (row.kind) {
    case PackCoverage::Kind::kLevel:
      return expectation.kind == Expectation::Kind::kVerdict && expectation.level == row.level;
    case PackCoverage::Kind::kPart:
      return expectation.kind == Expectation::Kind::kPart && expectation.level == row.level &&
             expectation.part == row.part;
    case PackCoverage::Kind::kTrap:
      return expectation.kind == Expectation::Kind::kTrap;
    case PackCoverage::Kind::kCheck:
      return expectation.kind == Expectation::Kind::kCheck;
    case PackCoverage::Kind::kObservation:
      return expectation.kind == Expectation::Kind::kObservation ||
             expectation.kind == Expectation::Kind::kObserved;
    case PackCoverage::Kind::kNonconformity:
      return expectation.kind == Expectation::Kind::kNonconformity;
  }
  return false;
}

}  // namespace

std::vector<std::string> PackCoverage::Row::Lacking() const {
  std::vector<std::string> lacking;
  for (const std::string& word : wanted) {
    if (shown.count(word) == 0) lacking.push_back(word);
  }
  return lacking;
}

PackCoverage::PackCoverage(const PackDefinition& pack) {
  std::set<std::string> assessed;
  for (const ControlDefinition& control : pack.controls) {
    for (const ItemDefinition& item : control.items) {
      if (!item.enabled) continue;
      assessed.insert(item.id);
      for (const Level level : {Level::minimum, Level::full}) {
        const LevelDefinition& rules = level == Level::full ? item.full : item.minimum;
        if (!rules.is_given) continue;
        rows_.push_back(
            {.kind = Kind::kLevel,
             .id = item.id,
             .level = level,
             .wanted = {VerdictName(Verdict::satisfied), VerdictName(Verdict::not_satisfied),
                        VerdictName(Verdict::unknown), VerdictName(Verdict::not_applicable)}});
        for (const RulePart& part : rules.parts) {
          if (part.name.empty()) continue;
          rows_.push_back(
              {.kind = Kind::kPart,
               .id = item.id,
               .level = level,
               .part = part.name,
               .wanted = {VerdictName(Verdict::satisfied), VerdictName(Verdict::not_satisfied),
                          VerdictName(Verdict::unknown)}});
        }
      }
    }
  }
  for (const TrapDefinition& trap : pack.traps) {
    const auto is_assessed = [&](const std::string& item) { return assessed.count(item) > 0; };
    if (std::none_of(trap.items.begin(), trap.items.end(), is_assessed)) continue;
    rows_.push_back(
        {.kind = Kind::kTrap,
         .id = trap.id,
         .wanted = {TrapStateName(TrapState::not_detected), TrapStateName(TrapState::triggered)}});
  }
  for (const RealityCheckDefinition& check : pack.reality_checks) {
    if (assessed.count(check.item) == 0) continue;
    rows_.push_back({.kind = Kind::kCheck,
                     .id = check.id,
                     .wanted = {CheckStateName(CheckState::not_performed),
                                CheckStateName(CheckState::confirmed)}});
  }
  for (const ObservationDefinition& observation : pack.observations) {
    if (assessed.count(observation.item) == 0) continue;
    rows_.push_back(
        {.kind = Kind::kObservation, .id = observation.id, .wanted = {"true", "false"}});
  }
  if (!pack.major_nonconformity.is_empty())
    rows_.push_back({.kind = Kind::kNonconformity, .wanted = {"true", "false"}});
}

void PackCoverage::Add(const PackTestCase& test, const PackTestResult& result) {
  for (std::size_t k = 0; k < test.expectations.size(); ++k) {
    const bool is_met =
        std::none_of(result.mismatches.begin(), result.mismatches.end(),
                     [&](const Mismatch& mismatch) { return mismatch.expectation == k; });
    if (!is_met) continue;
    const Expectation& expectation = test.expectations[k];
    // About somebody it is made.
    const bool is_of_subjects = expectation.kind == Expectation::Kind::kObserved;
    for (Row& row : rows_) {
      if (Shows(expectation, row))
        row.shown.insert(is_of_subjects ? "true" : expectation.want.front());
    }
  }
}

bool PackCoverage::is_complete() const {
  return std::all_of(rows_.begin(), rows_.end(),
                     [](const Row& row) { return row.Lacking().empty(); });
}

}  // namespace assay
