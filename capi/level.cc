// A level of an item and the rules that it is made of.

#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "capi/handle.h"
#include "capi/words.h"

using namespace assay::capi;
using assay::LevelResult;
using assay::PartResult;

namespace {

// INVARIANT: a new kind of count goes at the end of assay_tally and here.
std::int64_t CountOfKind(const assay::Tally& tally, assay_tally kind) {
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

int32_t assay_level_is_given(const assay_level* level) { return FlagOf(level, &LevelResult::is_given); }
assay_verdict assay_level_verdict(const assay_level* level) {
  return level == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(level)->verdict);
}
assay_verdict assay_level_verdict_by_rules(const assay_level* level) {
  return level == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(level)->by_rules);
}
size_t assay_level_reason_count(const assay_level* level) { return CountOf(level, &LevelResult::reasons); }
assay_text assay_level_reason_at(const assay_level* level, size_t index) {
  return TextIn(level, &LevelResult::reasons, index);
}
size_t assay_level_part_count(const assay_level* level) { return CountOf(level, &LevelResult::parts); }
const assay_part* assay_level_part_at(const assay_level* level, size_t index) {
  return LendIn<assay_part>(level, &LevelResult::parts, index);
}

assay_text assay_part_name(const assay_part* part) { return TextOf(part, &PartResult::name); }
assay_verdict assay_part_verdict(const assay_part* part) {
  return part == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(part)->verdict);
}
int32_t assay_part_is_organisation(const assay_part* part) { return FlagOf(part, &PartResult::is_organisation); }
assay_text assay_part_population(const assay_part* part) { return TextOf(part, &PartResult::population); }
int64_t assay_part_threshold_pct(const assay_part* part) { return CountIn(part, &PartResult::threshold_pct); }
int32_t assay_part_population_is_open(const assay_part* part) { return FlagOf(part, &PartResult::population_is_open); }
int64_t assay_part_tally(const assay_part* part, assay_tally kind) {
  return part == nullptr ? 0 : CountOfKind(Open(part)->tally, kind);
}
size_t assay_part_group_count(const assay_part* part) { return CountOf(part, &PartResult::groups); }
const assay_group* assay_part_group_at(const assay_part* part, size_t index) {
  return LendIn<assay_group>(part, &PartResult::groups, index);
}
assay_text assay_group_name(const assay_group* group) { return TextOf(group, &assay::GroupResult::name); }
assay_verdict assay_group_verdict(const assay_group* group) {
  return group == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(group)->verdict);
}
int64_t assay_group_tally(const assay_group* group, assay_tally kind) {
  return group == nullptr ? 0 : CountOfKind(Open(group)->tally, kind);
}
size_t assay_part_subject_count(const assay_part* part, assay_subjects which) {
  const std::vector<std::string>* subjects = SubjectsOf(part, which);
  return subjects == nullptr ? 0 : subjects->size();
}
assay_text assay_part_subject_at(const assay_part* part, assay_subjects which, size_t index) {
  const std::vector<std::string>* subjects = SubjectsOf(part, which);
  return subjects == nullptr ? assay_text{} : TextAt(*subjects, index);
}
assay_text assay_part_error(const assay_part* part) { return TextOf(part, &PartResult::error); }
size_t assay_part_used_count(const assay_part* part) { return CountOf(part, &PartResult::evidence_used); }
assay_text assay_part_used_at(const assay_part* part, size_t index) {
  return TextIn(part, &PartResult::evidence_used, index);
}
