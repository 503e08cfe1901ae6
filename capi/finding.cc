// Findings, and the evidence that they and accounts rest on.

#include "assay/assessment/assessment.h"
#include "assay/assessment/evidence.h"
#include "capi/handle.h"
#include "capi/words.h"

using namespace assay::capi;
using assay::EvidenceOfSubject;
using assay::FailedCondition;
using assay::FindingResult;
using assay::NearestEvidence;
using assay::RejectedEvidence;

assay_level_kind assay_finding_level(const assay_finding* finding) {
  return finding == nullptr ? ASSAY_LEVEL_MINIMUM : NumberOf(Open(finding)->level);
}
assay_verdict assay_finding_verdict(const assay_finding* finding) {
  return finding == nullptr ? ASSAY_VERDICT_ERROR : NumberOf(Open(finding)->verdict);
}
assay_text assay_finding_statement(const assay_finding* finding) { return TextOf(finding, &FindingResult::statement); }
size_t assay_finding_subject_count(const assay_finding* finding) { return CountOf(finding, &FindingResult::subjects); }
assay_text assay_finding_subject_at(const assay_finding* finding, size_t index) {
  return TextIn(finding, &FindingResult::subjects, index);
}
size_t assay_finding_evidence_count(const assay_finding* finding) { return CountOf(finding, &FindingResult::evidence); }
const assay_evidence* assay_finding_evidence_at(const assay_finding* finding, size_t index) {
  return LendIn<assay_evidence>(finding, &FindingResult::evidence, index);
}
size_t assay_finding_used_count(const assay_finding* finding) {
  return CountOf(finding, &FindingResult::evidence_used);
}
assay_text assay_finding_used_at(const assay_finding* finding, size_t index) {
  return TextIn(finding, &FindingResult::evidence_used, index);
}
size_t assay_finding_rejected_count(const assay_finding* finding) {
  return CountOf(finding, &FindingResult::evidence_rejected);
}
const assay_rejected* assay_finding_rejected_at(const assay_finding* finding, size_t index) {
  return LendIn<assay_rejected>(finding, &FindingResult::evidence_rejected, index);
}
const assay_evidence* assay_finding_nearest(const assay_finding* finding) {
  if (finding == nullptr || !Open(finding)->nearest) return nullptr;
  return LendAt<assay_evidence>(Open(finding)->evidence, *Open(finding)->nearest);
}

assay_text assay_evidence_subject(const assay_evidence* evidence) {
  return TextOf(evidence, &EvidenceOfSubject::subject);
}
assay_text assay_evidence_part(const assay_evidence* evidence) { return TextOf(evidence, &EvidenceOfSubject::part); }
size_t assay_evidence_used_count(const assay_evidence* evidence) { return CountOf(evidence, &EvidenceOfSubject::used); }
assay_text assay_evidence_used_at(const assay_evidence* evidence, size_t index) {
  return TextIn(evidence, &EvidenceOfSubject::used, index);
}
int64_t assay_evidence_used_total(const assay_evidence* evidence) {
  return CountIn(evidence, &EvidenceOfSubject::used_count);
}
size_t assay_evidence_rejected_count(const assay_evidence* evidence) {
  return CountOf(evidence, &EvidenceOfSubject::rejected);
}
const assay_rejected* assay_evidence_rejected_at(const assay_evidence* evidence, size_t index) {
  return LendIn<assay_rejected>(evidence, &EvidenceOfSubject::rejected, index);
}
int64_t assay_evidence_rejected_total(const assay_evidence* evidence) {
  return CountIn(evidence, &EvidenceOfSubject::rejected_count);
}
const assay_nearest* assay_evidence_nearest(const assay_evidence* evidence) {
  return LendMaybe<assay_nearest>(evidence, &EvidenceOfSubject::nearest);
}
size_t assay_evidence_condition_count(const assay_evidence* evidence) {
  return CountOf(evidence, &EvidenceOfSubject::failed);
}
const assay_condition* assay_evidence_condition_at(const assay_evidence* evidence, size_t index) {
  return LendIn<assay_condition>(evidence, &EvidenceOfSubject::failed, index);
}

assay_text assay_rejected_id(const assay_rejected* rejected) { return TextOf(rejected, &RejectedEvidence::id); }
assay_text assay_rejected_why(const assay_rejected* rejected) { return TextOf(rejected, &RejectedEvidence::why); }

assay_text assay_nearest_record(const assay_nearest* nearest) { return TextOf(nearest, &NearestEvidence::record); }
assay_text assay_nearest_record_type(const assay_nearest* nearest) { return TextOf(nearest, &NearestEvidence::type); }
int64_t assay_nearest_met(const assay_nearest* nearest) { return CountIn(nearest, &NearestEvidence::met); }
int64_t assay_nearest_of(const assay_nearest* nearest) { return CountIn(nearest, &NearestEvidence::of); }
size_t assay_nearest_condition_count(const assay_nearest* nearest) {
  return CountOf(nearest, &NearestEvidence::failed);
}
const assay_condition* assay_nearest_condition_at(const assay_nearest* nearest, size_t index) {
  return LendIn<assay_condition>(nearest, &NearestEvidence::failed, index);
}

assay_text assay_condition_rule(const assay_condition* condition) { return TextOf(condition, &FailedCondition::rule); }
assay_text assay_condition_state(const assay_condition* condition) {
  return TextOf(condition, &FailedCondition::state);
}
size_t assay_condition_because_count(const assay_condition* condition) {
  return CountOf(condition, &FailedCondition::because);
}
assay_text assay_condition_because_at(const assay_condition* condition, size_t index) {
  return TextIn(condition, &FailedCondition::because, index);
}
size_t assay_condition_reading_count(const assay_condition* condition) {
  return CountOf(condition, &FailedCondition::values);
}
const assay_reading* assay_condition_reading_at(const assay_condition* condition, size_t index) {
  return LendIn<assay_reading>(condition, &FailedCondition::values, index);
}
assay_text assay_reading_expression(const assay_reading* reading) {
  return TextOf(reading, &FailedCondition::Reading::expression);
}
assay_text assay_reading_value(const assay_reading* reading) {
  return TextOf(reading, &FailedCondition::Reading::value);
}
assay_decimal assay_condition_shortfall(const assay_condition* condition) {
  if (condition == nullptr || !Open(condition)->shortfall) return {0, 0};
  return NumberOf(Open(condition)->shortfall->amount);
}
assay_text assay_condition_shortfall_unit(const assay_condition* condition) {
  if (condition == nullptr || !Open(condition)->shortfall) return {};
  return View(Open(condition)->shortfall->unit);
}
