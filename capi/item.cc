// An item of an assessment: its levels, their rules, and the traps, checks and findings beside them.

#include "assay/assessment/assessment.h"

#include <string>
#include <vector>

#include "capi/handle.h"
#include "capi/words.h"

using namespace assay::capi;

namespace {

// INVARIANT: a new kind of count goes at the end of assay_tally and here.
std::int64_t CountIn(const assay::Tally& tally, assay_tally kind) {
  switch (kind) {
    case ASSAY_TALLY_POPULATION: return tally.population;
    case ASSAY_TALLY_DUE: return tally.due();
    case ASSAY_TALLY_MET: return tally.met;
    case ASSAY_TALLY_FAILED: return tally.failed;
    case ASSAY_TALLY_UNKNOWN: return tally.unknown;
    case ASSAY_TALLY_ERRORS: return tally.errors;
    case ASSAY_TALLY_MAYBE_MET: return tally.maybe_met;
    case ASSAY_TALLY_MAYBE_FAILED: return tally.maybe_failed;
    case ASSAY_TALLY_MAYBE_UNKNOWN: return tally.maybe_unknown;
    case ASSAY_TALLY_MAYBE_ERRORS: return tally.maybe_errors;
    default: return -1;
  }
}

const std::vector<std::string>* SubjectsOf(const assay_part* part, assay_subjects which) {
  if (part == nullptr) return nullptr;
  switch (which) {
    case ASSAY_SUBJECTS_FAILING: return &Open(part)->failing;
    case ASSAY_SUBJECTS_UNKNOWN: return &Open(part)->unknown;
    case ASSAY_SUBJECTS_ERRING: return &Open(part)->erring;
    default: return nullptr;
  }
}

}  // namespace

assay_text assay_item_id(const assay_item* item) { return TextOf(item, &assay::ItemResult::id); }
assay_text assay_item_title(const assay_item* item) { return TextOf(item, &assay::ItemResult::title); }
assay_rung assay_item_rung(const assay_item* item) {
  return item == nullptr ? ASSAY_RUNG_ERROR : NumberOf(Open(item)->rung);
}
assay_operation assay_item_operation(const assay_item* item) {
  return item == nullptr ? ASSAY_OPERATION_NOT_TESTED : NumberOf(Open(item)->operation);
}
assay_fraction assay_item_score_low(const assay_item* item) {
  if (item == nullptr || !Open(item)->score) return {0, 0};
  return {Open(item)->score->low.numerator(), Open(item)->score->low.denominator()};
}
assay_fraction assay_item_score_high(const assay_item* item) {
  if (item == nullptr || !Open(item)->score) return {0, 0};
  return {Open(item)->score->high.numerator(), Open(item)->score->high.denominator()};
}
const assay_level* assay_item_level(const assay_item* item, assay_level_kind kind) {
  if (item == nullptr) return nullptr;
  if (kind == ASSAY_LEVEL_MINIMUM) return Lend<assay_level>(Open(item)->level(assay::Level::minimum));
  if (kind == ASSAY_LEVEL_FULL) return Lend<assay_level>(Open(item)->level(assay::Level::full));
  return nullptr;
}
size_t assay_item_trap_count(const assay_item* item) { return CountOf(item, &assay::ItemResult::traps); }
const assay_trap* assay_item_trap_at(const assay_item* item, size_t index) {
  return item == nullptr ? nullptr : LendAt<assay_trap>(Open(item)->traps, index);
}
size_t assay_item_check_count(const assay_item* item) { return CountOf(item, &assay::ItemResult::checks); }
const assay_check* assay_item_check_at(const assay_item* item, size_t index) {
  return item == nullptr ? nullptr : LendAt<assay_check>(Open(item)->checks, index);
}
size_t assay_item_finding_count(const assay_item* item) { return CountOf(item, &assay::ItemResult::findings); }
const assay_finding* assay_item_finding_at(const assay_item* item, size_t index) {
  return item == nullptr ? nullptr : LendAt<assay_finding>(Open(item)->findings, index);
}

int32_t assay_level_is_given(const assay_level* level) { return level != nullptr && Open(level)->is_given ? 1 : 0; }
assay_verdict assay_level_verdict(const assay_level* level) {
  return level == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(level)->verdict);
}
assay_verdict assay_level_verdict_by_rules(const assay_level* level) {
  return level == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(level)->by_rules);
}
size_t assay_level_reason_count(const assay_level* level) { return CountOf(level, &assay::LevelResult::reasons); }
assay_text assay_level_reason_at(const assay_level* level, size_t index) {
  return level == nullptr ? assay_text{} : TextAt(Open(level)->reasons, index);
}
size_t assay_level_part_count(const assay_level* level) { return CountOf(level, &assay::LevelResult::parts); }
const assay_part* assay_level_part_at(const assay_level* level, size_t index) {
  return level == nullptr ? nullptr : LendAt<assay_part>(Open(level)->parts, index);
}

assay_text assay_part_name(const assay_part* part) { return TextOf(part, &assay::PartResult::name); }
assay_verdict assay_part_verdict(const assay_part* part) {
  return part == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(part)->verdict);
}
int32_t assay_part_is_organisation(const assay_part* part) {
  return part != nullptr && Open(part)->is_organisation ? 1 : 0;
}
assay_text assay_part_population(const assay_part* part) { return TextOf(part, &assay::PartResult::population); }
int64_t assay_part_threshold_pct(const assay_part* part) {
  return part == nullptr ? 0 : Open(part)->threshold_pct;
}
int32_t assay_part_population_is_open(const assay_part* part) {
  return part != nullptr && Open(part)->population_is_open ? 1 : 0;
}
int64_t assay_part_tally(const assay_part* part, assay_tally kind) {
  return part == nullptr ? 0 : CountIn(Open(part)->tally, kind);
}
size_t assay_part_subject_count(const assay_part* part, assay_subjects which) {
  const std::vector<std::string>* subjects = SubjectsOf(part, which);
  return subjects == nullptr ? 0 : subjects->size();
}
assay_text assay_part_subject_at(const assay_part* part, assay_subjects which, size_t index) {
  const std::vector<std::string>* subjects = SubjectsOf(part, which);
  return subjects == nullptr ? assay_text{} : TextAt(*subjects, index);
}
assay_text assay_part_error(const assay_part* part) { return TextOf(part, &assay::PartResult::error); }

assay_text assay_trap_id(const assay_trap* trap) { return TextOf(trap, &assay::TrapResult::id); }
assay_trap_state_kind assay_trap_state(const assay_trap* trap) {
  return trap == nullptr ? ASSAY_TRAP_ERROR : NumberOf(Open(trap)->state);
}
int32_t assay_trap_caps_full(const assay_trap* trap) { return trap != nullptr && Open(trap)->caps_full ? 1 : 0; }

assay_text assay_check_id(const assay_check* check) { return TextOf(check, &assay::CheckResult::id); }
assay_check_state_kind assay_check_state(const assay_check* check) {
  return check == nullptr ? ASSAY_CHECK_NOT_PERFORMED : NumberOf(Open(check)->state);
}

assay_level_kind assay_finding_level(const assay_finding* finding) {
  return finding == nullptr ? ASSAY_LEVEL_MINIMUM : NumberOf(Open(finding)->level);
}
assay_verdict assay_finding_verdict(const assay_finding* finding) {
  return finding == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(finding)->verdict);
}
assay_text assay_finding_statement(const assay_finding* finding) {
  return TextOf(finding, &assay::FindingResult::statement);
}
size_t assay_finding_subject_count(const assay_finding* finding) {
  return CountOf(finding, &assay::FindingResult::subjects);
}
assay_text assay_finding_subject_at(const assay_finding* finding, size_t index) {
  return finding == nullptr ? assay_text{} : TextAt(Open(finding)->subjects, index);
}
