// Controls and items of an assessment, and what stands beside an item's levels.

#include "assay/assessment/assessment.h"

#include "capi/handle.h"
#include "capi/words.h"

using namespace assay::capi;
using assay::ControlResult;
using assay::CrosswalkResult;
using assay::ItemResult;
using assay::LapseResult;
using assay::RemediationResult;
using assay::WaiverResult;

assay_text assay_control_id(const assay_control* control) { return TextOf(control, &ControlResult::id); }
assay_text assay_control_title(const assay_control* control) { return TextOf(control, &ControlResult::title); }
int32_t assay_control_is_applicable(const assay_control* control) {
  return FlagOf(control, &ControlResult::applicable);
}
assay_text assay_control_exclusion(const assay_control* control) { return TextOf(control, &ControlResult::exclusion); }
size_t assay_control_item_count(const assay_control* control) { return CountOf(control, &ControlResult::items); }
const assay_item* assay_control_item_at(const assay_control* control, size_t index) {
  return LendIn<assay_item>(control, &ControlResult::items, index);
}

assay_text assay_item_id(const assay_item* item) { return TextOf(item, &ItemResult::id); }
assay_text assay_item_title(const assay_item* item) { return TextOf(item, &ItemResult::title); }
assay_text assay_item_asks(const assay_item* item) { return TextOf(item, &ItemResult::asks); }
assay_rung assay_item_rung(const assay_item* item) {
  return item == nullptr ? ASSAY_RUNG_ERROR : NumberOf(Open(item)->rung);
}
assay_operation assay_item_operation(const assay_item* item) {
  return item == nullptr ? ASSAY_OPERATION_NOT_TESTED : NumberOf(Open(item)->operation);
}
int32_t assay_item_maturity(const assay_item* item) {
  return item == nullptr ? -1 : Open(item)->maturity.value_or(-1);
}
assay_fraction assay_item_score_low(const assay_item* item) {
  return item == nullptr || !Open(item)->score ? assay_fraction{} : NumberOf(Open(item)->score->low);
}
assay_fraction assay_item_score_high(const assay_item* item) {
  return item == nullptr || !Open(item)->score ? assay_fraction{} : NumberOf(Open(item)->score->high);
}
const assay_level* assay_item_level(const assay_item* item, assay_level_kind kind) {
  if (item == nullptr) return nullptr;
  if (kind == ASSAY_LEVEL_MINIMUM) return Lend<assay_level>(Open(item)->level(assay::Level::minimum));
  if (kind == ASSAY_LEVEL_FULL) return Lend<assay_level>(Open(item)->level(assay::Level::full));
  return nullptr;
}
size_t assay_item_trap_count(const assay_item* item) { return CountOf(item, &ItemResult::traps); }
const assay_trap* assay_item_trap_at(const assay_item* item, size_t index) {
  return LendIn<assay_trap>(item, &ItemResult::traps, index);
}
size_t assay_item_check_count(const assay_item* item) { return CountOf(item, &ItemResult::checks); }
const assay_check* assay_item_check_at(const assay_item* item, size_t index) {
  return LendIn<assay_check>(item, &ItemResult::checks, index);
}
size_t assay_item_finding_count(const assay_item* item) { return CountOf(item, &ItemResult::findings); }
const assay_finding* assay_item_finding_at(const assay_item* item, size_t index) {
  return LendIn<assay_finding>(item, &ItemResult::findings, index);
}
assay_date assay_item_since(const assay_item* item) {
  return item == nullptr ? assay_date{} : DayOf(Open(item)->since);
}
const assay_lapse* assay_item_lapse(const assay_item* item) {
  return LendMaybe<assay_lapse>(item, &ItemResult::lapse);
}
size_t assay_item_waiver_count(const assay_item* item) { return CountOf(item, &ItemResult::waivers); }
const assay_waiver* assay_item_waiver_at(const assay_item* item, size_t index) {
  return LendIn<assay_waiver>(item, &ItemResult::waivers, index);
}
size_t assay_item_crosswalk_count(const assay_item* item) { return CountOf(item, &ItemResult::crosswalk); }
const assay_crosswalk* assay_item_crosswalk_at(const assay_item* item, size_t index) {
  return LendIn<assay_crosswalk>(item, &ItemResult::crosswalk, index);
}
size_t assay_item_remediation_count(const assay_item* item) { return CountOf(item, &ItemResult::remediation); }
const assay_remediation* assay_item_remediation_at(const assay_item* item, size_t index) {
  return LendIn<assay_remediation>(item, &ItemResult::remediation, index);
}

assay_date assay_lapse_on(const assay_lapse* lapse) { return lapse == nullptr ? assay_date{} : DayOf(Open(lapse)->on); }
assay_rung assay_lapse_to(const assay_lapse* lapse) {
  return lapse == nullptr ? ASSAY_RUNG_ERROR : NumberOf(Open(lapse)->to);
}
assay_level_kind assay_lapse_level(const assay_lapse* lapse) {
  return lapse == nullptr ? ASSAY_LEVEL_ANY : NumberOf(Open(lapse)->level);
}
assay_text assay_lapse_record(const assay_lapse* lapse) { return TextOf(lapse, &LapseResult::record); }
assay_text assay_lapse_subject(const assay_lapse* lapse) { return TextOf(lapse, &LapseResult::subject); }
assay_text assay_lapse_why(const assay_lapse* lapse) { return TextOf(lapse, &LapseResult::why); }

assay_text assay_waiver_id(const assay_waiver* waiver) { return TextOf(waiver, &WaiverResult::id); }
size_t assay_waiver_level_count(const assay_waiver* waiver) { return CountOf(waiver, &WaiverResult::levels); }
assay_level_kind assay_waiver_level_at(const assay_waiver* waiver, size_t index) {
  if (waiver == nullptr || index >= Open(waiver)->levels.size()) return ASSAY_LEVEL_ANY;
  return NumberOf(Open(waiver)->levels[index]);
}
assay_date assay_waiver_expires_on(const assay_waiver* waiver) {
  return waiver == nullptr ? assay_date{} : DayOf(Open(waiver)->expires_on);
}

assay_text assay_crosswalk_framework(const assay_crosswalk* crosswalk) {
  return TextOf(crosswalk, &CrosswalkResult::framework);
}
assay_text assay_crosswalk_relation(const assay_crosswalk* crosswalk) {
  return TextOf(crosswalk, &CrosswalkResult::relation);
}
size_t assay_crosswalk_reference_count(const assay_crosswalk* crosswalk) {
  return CountOf(crosswalk, &CrosswalkResult::references);
}
assay_text assay_crosswalk_reference_at(const assay_crosswalk* crosswalk, size_t index) {
  return TextIn(crosswalk, &CrosswalkResult::references, index);
}
int32_t assay_crosswalk_is_verified(const assay_crosswalk* crosswalk) {
  return FlagOf(crosswalk, &CrosswalkResult::is_verified);
}

assay_text assay_remediation_text(const assay_remediation* remediation) {
  return TextOf(remediation, &RemediationResult::text);
}
assay_text assay_remediation_owner_role(const assay_remediation* remediation) {
  return TextOf(remediation, &RemediationResult::owner_role);
}
size_t assay_remediation_subject_count(const assay_remediation* remediation) {
  return CountOf(remediation, &RemediationResult::subjects);
}
assay_text assay_remediation_subject_at(const assay_remediation* remediation, size_t index) {
  return TextIn(remediation, &RemediationResult::subjects, index);
}
assay_date assay_remediation_due(const assay_remediation* remediation) {
  return remediation == nullptr ? assay_date{} : DayOf(Open(remediation)->due);
}
