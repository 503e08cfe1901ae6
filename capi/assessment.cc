// The assessment as a whole, and its controls.

#include "assay/assessment/assessment.h"

#include <optional>
#include <string_view>

#include "capi/handle.h"

using namespace assay::capi;

namespace {

constexpr assay_fraction kNoNumber = {0, 0};

assay_fraction NumberOf(assay::Fraction fraction) { return {fraction.numerator(), fraction.denominator()}; }

const assay::ScoreRange* RangeOf(const assay_assessment* assessment, assay_score_kind kind) {
  if (assessment == nullptr) return nullptr;
  const assay::ScoreResult& score = assessment->assessment.score;
  const std::optional<assay::ScoreRange>* range = nullptr;
  if (kind == ASSAY_SCORE_WITH_WAIVERS) range = &score.with_waivers;
  if (kind == ASSAY_SCORE_WITHOUT_WAIVERS) range = &score.without_waivers;
  return range == nullptr || !range->has_value() ? nullptr : &**range;
}

assay_text TextOf(const assay_assessment* assessment, std::string assay::Assessment::*member) {
  return assessment == nullptr ? assay_text{} : View(assessment->assessment.*member);
}

}  // namespace

assay_text assay_assessment_as_of(const assay_assessment* assessment) {
  return assessment == nullptr ? assay_text{} : View(assessment->as_of);
}
assay_text assay_assessment_pack_id(const assay_assessment* assessment) {
  return TextOf(assessment, &assay::Assessment::pack_id);
}
assay_text assay_assessment_pack_version(const assay_assessment* assessment) {
  return TextOf(assessment, &assay::Assessment::pack_version);
}
assay_text assay_assessment_pack_digest(const assay_assessment* assessment) {
  return TextOf(assessment, &assay::Assessment::pack_digest);
}
assay_text assay_assessment_facts_digest(const assay_assessment* assessment) {
  return TextOf(assessment, &assay::Assessment::facts_digest);
}

assay_fraction assay_assessment_score_low(const assay_assessment* assessment, assay_score_kind kind) {
  const assay::ScoreRange* range = RangeOf(assessment, kind);
  return range == nullptr ? kNoNumber : NumberOf(range->low);
}
assay_fraction assay_assessment_score_high(const assay_assessment* assessment, assay_score_kind kind) {
  const assay::ScoreRange* range = RangeOf(assessment, kind);
  return range == nullptr ? kNoNumber : NumberOf(range->high);
}
assay_fraction assay_assessment_known_pct(const assay_assessment* assessment) {
  if (assessment == nullptr || !assessment->assessment.score.known_pct) return kNoNumber;
  return NumberOf(*assessment->assessment.score.known_pct);
}

size_t assay_assessment_control_count(const assay_assessment* assessment) {
  return assessment == nullptr ? 0 : assessment->assessment.controls.size();
}
const assay_control* assay_assessment_control_at(const assay_assessment* assessment, size_t index) {
  return assessment == nullptr ? nullptr : LendAt<assay_control>(assessment->assessment.controls, index);
}
const assay_item* assay_assessment_item(const assay_assessment* assessment, const char* id, size_t id_size) {
  if (assessment == nullptr || id == nullptr) return nullptr;
  const std::string_view wanted(id, id_size);
  for (const assay::ControlResult& control : assessment->assessment.controls) {
    for (const assay::ItemResult& item : control.items) {
      if (item.id == wanted) return Lend<assay_item>(item);
    }
  }
  return nullptr;
}

size_t assay_assessment_flag_count(const assay_assessment* assessment) {
  return assessment == nullptr ? 0 : assessment->assessment.data_quality.size();
}
const assay_flag* assay_assessment_flag_at(const assay_assessment* assessment, size_t index) {
  return assessment == nullptr ? nullptr : LendAt<assay_flag>(assessment->assessment.data_quality, index);
}
assay_text assay_flag_name(const assay_flag* flag) { return TextOf(flag, &assay::QualityFlag::flag); }
assay_text assay_flag_record(const assay_flag* flag) { return TextOf(flag, &assay::QualityFlag::record); }
assay_text assay_flag_detail(const assay_flag* flag) { return TextOf(flag, &assay::QualityFlag::detail); }

assay_text assay_control_id(const assay_control* control) { return TextOf(control, &assay::ControlResult::id); }
assay_text assay_control_title(const assay_control* control) {
  return TextOf(control, &assay::ControlResult::title);
}
int32_t assay_control_is_applicable(const assay_control* control) {
  return control != nullptr && Open(control)->applicable ? 1 : 0;
}
assay_text assay_control_exclusion(const assay_control* control) {
  return TextOf(control, &assay::ControlResult::exclusion);
}
size_t assay_control_item_count(const assay_control* control) {
  return CountOf(control, &assay::ControlResult::items);
}
const assay_item* assay_control_item_at(const assay_control* control, size_t index) {
  return control == nullptr ? nullptr : LendAt<assay_item>(Open(control)->items, index);
}
