// The assessment as a whole: what was assessed with what, its scores, and what is said beside the items.

#include "assay/assessment/assessment.h"

#include <optional>
#include <string_view>

#include "capi/handle.h"
#include "capi/words.h"

using namespace assay::capi;
using assay::Assessment;
using assay::TailoringResult;

namespace {

constexpr assay_fraction kNoNumber = {0, 0};

const assay::ScoreRange* RangeOf(const assay_assessment* assessment, assay_score_kind kind) {
  if (assessment == nullptr) return nullptr;
  const assay::ScoreResult& score = assessment->assessment.score;
  const std::optional<assay::ScoreRange>* range = nullptr;
  if (kind == ASSAY_SCORE_WITH_WAIVERS) range = &score.with_waivers;
  if (kind == ASSAY_SCORE_WITHOUT_WAIVERS) range = &score.without_waivers;
  return range == nullptr || !range->has_value() ? nullptr : &**range;
}

assay_text TextOf(const assay_assessment* assessment, std::string Assessment::*member) {
  return assessment == nullptr ? assay_text{} : View(assessment->assessment.*member);
}
template <typename Element>
std::size_t CountOf(const assay_assessment* assessment, std::vector<Element> Assessment::*list) {
  return assessment == nullptr ? 0 : (assessment->assessment.*list).size();
}
template <typename Lent>
const Lent* LendFrom(const assay_assessment* assessment, std::vector<typename Behind<Lent>::Type> Assessment::*list,
                     std::size_t index) {
  return assessment == nullptr ? nullptr : LendAt<Lent>(assessment->assessment.*list, index);
}

// The number of a model, nothing of NULL.
assay_fraction NumberIn(const assay_model* model, assay::Fraction assay::ModelScore::*member) {
  return model == nullptr ? kNoNumber : NumberOf(Open(model)->*member);
}

}  // namespace

assay_text assay_assessment_as_of(const assay_assessment* assessment) {
  return assessment == nullptr ? assay_text{} : View(assessment->as_of);
}
assay_text assay_assessment_pack_id(const assay_assessment* assessment) {
  return TextOf(assessment, &Assessment::pack_id);
}
assay_text assay_assessment_pack_version(const assay_assessment* assessment) {
  return TextOf(assessment, &Assessment::pack_version);
}
assay_text assay_assessment_pack_digest(const assay_assessment* assessment) {
  return TextOf(assessment, &Assessment::pack_digest);
}
assay_text assay_assessment_facts_digest(const assay_assessment* assessment) {
  return TextOf(assessment, &Assessment::facts_digest);
}
assay_text assay_assessment_engine_version(const assay_assessment* assessment) {
  return TextOf(assessment, &Assessment::engine_version);
}
assay_text assay_assessment_language(const assay_assessment* assessment) {
  return TextOf(assessment, &Assessment::language);
}
assay_text assay_assessment_tzdata(const assay_assessment* assessment) {
  return TextOf(assessment, &Assessment::tzdata);
}
int32_t assay_assessment_history_months(const assay_assessment* assessment) {
  return assessment == nullptr ? 0 : assessment->assessment.history_months;
}
int32_t assay_assessment_is_major_nonconformity(const assay_assessment* assessment) {
  if (assessment == nullptr || !assessment->assessment.is_major_nonconformity) return -1;
  return *assessment->assessment.is_major_nonconformity ? 1 : 0;
}

size_t assay_assessment_table_count(const assay_assessment* assessment) {
  return CountOf(assessment, &Assessment::fact_counts);
}
assay_text assay_assessment_table_name_at(const assay_assessment* assessment, size_t index) {
  if (index >= CountOf(assessment, &Assessment::fact_counts)) return {};
  return View(assessment->assessment.fact_counts[index].first);
}
int64_t assay_assessment_table_rows_at(const assay_assessment* assessment, size_t index) {
  if (index >= CountOf(assessment, &Assessment::fact_counts)) return 0;
  return assessment->assessment.fact_counts[index].second;
}

size_t assay_assessment_assumed_count(const assay_assessment* assessment) {
  return CountOf(assessment, &Assessment::assumed_fields);
}
assay_text assay_assessment_assumed_at(const assay_assessment* assessment, size_t index) {
  return assessment == nullptr ? assay_text{} : TextAt(assessment->assessment.assumed_fields, index);
}
size_t assay_assessment_function_count(const assay_assessment* assessment) {
  return CountOf(assessment, &Assessment::natives);
}
assay_text assay_assessment_function_name_at(const assay_assessment* assessment, size_t index) {
  if (index >= CountOf(assessment, &Assessment::natives)) return {};
  return View(assessment->assessment.natives[index].name);
}
assay_text assay_assessment_function_version_at(const assay_assessment* assessment, size_t index) {
  if (index >= CountOf(assessment, &Assessment::natives)) return {};
  return View(assessment->assessment.natives[index].version);
}

const assay_tailoring* assay_assessment_tailoring(const assay_assessment* assessment) {
  if (assessment == nullptr || !assessment->assessment.tailoring) return nullptr;
  return Lend<assay_tailoring>(*assessment->assessment.tailoring);
}
assay_text assay_tailoring_id(const assay_tailoring* tailoring) { return TextOf(tailoring, &TailoringResult::id); }
assay_text assay_tailoring_digest(const assay_tailoring* tailoring) {
  return TextOf(tailoring, &TailoringResult::digest);
}
assay_text assay_tailoring_approved_by(const assay_tailoring* tailoring) {
  return TextOf(tailoring, &TailoringResult::approved_by);
}
assay_date assay_tailoring_approved_on(const assay_tailoring* tailoring) {
  return tailoring == nullptr ? assay_date{} : DayOf(Open(tailoring)->approved_on);
}
assay_text assay_tailoring_rationale(const assay_tailoring* tailoring) {
  return TextOf(tailoring, &TailoringResult::rationale);
}
size_t assay_tailoring_parameter_count(const assay_tailoring* tailoring) {
  return CountOf(tailoring, &TailoringResult::parameters);
}
const assay_change* assay_tailoring_parameter_at(const assay_tailoring* tailoring, size_t index) {
  return LendIn<assay_change>(tailoring, &TailoringResult::parameters, index);
}
size_t assay_tailoring_left_out_count(const assay_tailoring* tailoring) {
  return CountOf(tailoring, &TailoringResult::left_out);
}
const assay_change* assay_tailoring_left_out_at(const assay_tailoring* tailoring, size_t index) {
  return LendIn<assay_change>(tailoring, &TailoringResult::left_out, index);
}
assay_text assay_change_name(const assay_change* change) { return TextOf(change, &TailoringResult::Change::name); }
assay_text assay_change_why(const assay_change* change) { return TextOf(change, &TailoringResult::Change::why); }

size_t assay_assessment_parameter_count(const assay_assessment* assessment) {
  return CountOf(assessment, &Assessment::parameters);
}
const assay_parameter_value* assay_assessment_parameter_at(const assay_assessment* assessment, size_t index) {
  return LendFrom<assay_parameter_value>(assessment, &Assessment::parameters, index);
}
assay_text assay_parameter_value_name(const assay_parameter_value* parameter) {
  return TextOf(parameter, &assay::ParameterResult::name);
}
int32_t assay_parameter_value_is_list(const assay_parameter_value* parameter) {
  return FlagOf(parameter, &assay::ParameterResult::is_list);
}
size_t assay_parameter_value_count(const assay_parameter_value* parameter) {
  return CountOf(parameter, &assay::ParameterResult::values);
}
assay_text assay_parameter_value_at(const assay_parameter_value* parameter, size_t index) {
  if (index >= assay_parameter_value_count(parameter)) return {};
  return View(Open(parameter)->values[index].text);
}
assay_value_kind assay_parameter_value_kind_at(const assay_parameter_value* parameter, size_t index) {
  using Kind = assay::ParameterResult::Scalar::Kind;
  if (index >= assay_parameter_value_count(parameter)) return ASSAY_VALUE_BOOL;
  switch (Open(parameter)->values[index].kind) {
    case Kind::kBool: return ASSAY_VALUE_BOOL;
    case Kind::kNumber: return ASSAY_VALUE_NUMBER;
    case Kind::kText: return ASSAY_VALUE_TEXT;
  }
  return ASSAY_VALUE_TEXT;
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
assay_text assay_assessment_score_model(const assay_assessment* assessment) {
  return assessment == nullptr ? assay_text{} : View(assessment->assessment.score.model);
}
size_t assay_assessment_model_count(const assay_assessment* assessment) {
  return assessment == nullptr ? 0 : assessment->assessment.score.xccdf.size();
}
const assay_model* assay_assessment_model_at(const assay_assessment* assessment, size_t index) {
  return assessment == nullptr ? nullptr : LendAt<assay_model>(assessment->assessment.score.xccdf, index);
}
assay_text assay_model_name(const assay_model* model) { return TextOf(model, &assay::ModelScore::model); }
assay_fraction assay_model_low(const assay_model* model) { return NumberIn(model, &assay::ModelScore::low); }
assay_fraction assay_model_high(const assay_model* model) { return NumberIn(model, &assay::ModelScore::high); }
assay_fraction assay_model_maximum(const assay_model* model) { return NumberIn(model, &assay::ModelScore::maximum); }

size_t assay_assessment_control_count(const assay_assessment* assessment) {
  return CountOf(assessment, &Assessment::controls);
}
const assay_control* assay_assessment_control_at(const assay_assessment* assessment, size_t index) {
  return LendFrom<assay_control>(assessment, &Assessment::controls, index);
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
  return CountOf(assessment, &Assessment::data_quality);
}
const assay_flag* assay_assessment_flag_at(const assay_assessment* assessment, size_t index) {
  return LendFrom<assay_flag>(assessment, &Assessment::data_quality, index);
}
assay_text assay_flag_name(const assay_flag* flag) { return TextOf(flag, &assay::QualityFlag::flag); }
assay_text assay_flag_record(const assay_flag* flag) { return TextOf(flag, &assay::QualityFlag::record); }
assay_text assay_flag_detail(const assay_flag* flag) { return TextOf(flag, &assay::QualityFlag::detail); }

size_t assay_assessment_ineffective_count(const assay_assessment* assessment) {
  return CountOf(assessment, &Assessment::ineffective);
}
const assay_ineffective* assay_assessment_ineffective_at(const assay_assessment* assessment, size_t index) {
  return LendFrom<assay_ineffective>(assessment, &Assessment::ineffective, index);
}
assay_text assay_ineffective_type(const assay_ineffective* ineffective) {
  return TextOf(ineffective, &assay::IneffectiveRecord::type);
}
assay_text assay_ineffective_record(const assay_ineffective* ineffective) {
  return TextOf(ineffective, &assay::IneffectiveRecord::record);
}
assay_text assay_ineffective_why(const assay_ineffective* ineffective) {
  return TextOf(ineffective, &assay::IneffectiveRecord::why);
}

size_t assay_assessment_observation_count(const assay_assessment* assessment) {
  return CountOf(assessment, &Assessment::observations);
}
const assay_observation* assay_assessment_observation_at(const assay_assessment* assessment, size_t index) {
  return LendFrom<assay_observation>(assessment, &Assessment::observations, index);
}
assay_text assay_observation_id(const assay_observation* observation) {
  return TextOf(observation, &assay::ObservationResult::id);
}
assay_text assay_observation_item(const assay_observation* observation) {
  return TextOf(observation, &assay::ObservationResult::item);
}
assay_text assay_observation_error(const assay_observation* observation) {
  return TextOf(observation, &assay::ObservationResult::error);
}
assay_text assay_observation_text(const assay_observation* observation) {
  return TextOf(observation, &assay::ObservationResult::text);
}
size_t assay_observation_subject_count(const assay_observation* observation) {
  return CountOf(observation, &assay::ObservationResult::subjects);
}
assay_text assay_observation_subject_at(const assay_observation* observation, size_t index) {
  return TextIn(observation, &assay::ObservationResult::subjects, index);
}
