// Verdicts, rungs and states as the numbers of the C interface, which never change, and the words for them.

#include "capi/words.h"

#include "capi/handle.h"

namespace assay::capi {

assay_verdict NumberOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::error: return ASSAY_VERDICT_ERROR;
    case Verdict::unknown: return ASSAY_VERDICT_UNKNOWN;
    case Verdict::not_satisfied: return ASSAY_VERDICT_NOT_SATISFIED;
    case Verdict::satisfied: return ASSAY_VERDICT_SATISFIED;
    case Verdict::not_applicable: return ASSAY_VERDICT_NOT_APPLICABLE;
    case Verdict::waived: return ASSAY_VERDICT_WAIVED;
  }
  return ASSAY_VERDICT_ERROR;
}

assay_rung NumberOf(Rung rung) {
  switch (rung) {
    case Rung::error: return ASSAY_RUNG_ERROR;
    case Rung::unknown: return ASSAY_RUNG_UNKNOWN;
    case Rung::not_satisfied: return ASSAY_RUNG_NOT_SATISFIED;
    case Rung::minimum: return ASSAY_RUNG_MINIMUM;
    case Rung::full: return ASSAY_RUNG_FULL;
    case Rung::effective: return ASSAY_RUNG_EFFECTIVE;
    case Rung::not_applicable: return ASSAY_RUNG_NOT_APPLICABLE;
    case Rung::waived: return ASSAY_RUNG_WAIVED;
  }
  return ASSAY_RUNG_ERROR;
}

assay_operation NumberOf(Operation operation) {
  switch (operation) {
    case Operation::not_tested: return ASSAY_OPERATION_NOT_TESTED;
    case Operation::ineffective: return ASSAY_OPERATION_INEFFECTIVE;
    case Operation::effective: return ASSAY_OPERATION_EFFECTIVE;
  }
  return ASSAY_OPERATION_NOT_TESTED;
}

assay_level_kind NumberOf(Level level) {
  return level == Level::full ? ASSAY_LEVEL_FULL : ASSAY_LEVEL_MINIMUM;
}

assay_trap_state_kind NumberOf(TrapState state) {
  switch (state) {
    case TrapState::error: return ASSAY_TRAP_ERROR;
    case TrapState::cannot_rule_out: return ASSAY_TRAP_CANNOT_RULE_OUT;
    case TrapState::triggered: return ASSAY_TRAP_TRIGGERED;
    case TrapState::cleared: return ASSAY_TRAP_CLEARED;
    case TrapState::not_detected: return ASSAY_TRAP_NOT_DETECTED;
  }
  return ASSAY_TRAP_ERROR;
}

assay_check_state_kind NumberOf(CheckState state) {
  switch (state) {
    case CheckState::not_performed: return ASSAY_CHECK_NOT_PERFORMED;
    case CheckState::inconclusive: return ASSAY_CHECK_INCONCLUSIVE;
    case CheckState::refuted: return ASSAY_CHECK_REFUTED;
    case CheckState::confirmed: return ASSAY_CHECK_CONFIRMED;
  }
  return ASSAY_CHECK_NOT_PERFORMED;
}

assay_truth NumberOf(Truth truth) {
  switch (truth) {
    case Truth::kFail: return ASSAY_TRUTH_FAIL;
    case Truth::kPass: return ASSAY_TRUTH_PASS;
    case Truth::kUnknown: return ASSAY_TRUTH_UNKNOWN;
    case Truth::kError: return ASSAY_TRUTH_ERROR;
  }
  return ASSAY_TRUTH_ERROR;
}

assay_fraction NumberOf(Fraction fraction) { return {fraction.numerator(), fraction.denominator()}; }
assay_decimal NumberOf(Decimal decimal) { return {decimal.coefficient(), decimal.scale()}; }
assay_date DayOf(Date date) { return {date.year(), date.month(), date.day()}; }

namespace {

// The word of the C++ value that has `number` in C.
template <typename Value, typename Number>
assay_text WordOf(std::initializer_list<Value> values, Number number, const char* (*word)(Value)) {
  for (const Value value : values) {
    if (NumberOf(value) == number) return View(word(value));
  }
  return {};
}

}  // namespace

}  // namespace assay::capi

using namespace assay::capi;

assay_text assay_truth_name(assay_truth truth) {
  switch (truth) {
    case ASSAY_TRUTH_ERROR: return View("error");
    case ASSAY_TRUTH_UNKNOWN: return View("unknown");
    case ASSAY_TRUTH_FAIL: return View("fail");
    case ASSAY_TRUTH_PASS: return View("pass");
    default: return {};
  }
}
assay_text assay_verdict_name(assay_verdict verdict) {
  using enum assay::Verdict;
  return WordOf({error, unknown, not_satisfied, satisfied, not_applicable, waived}, verdict, assay::VerdictName);
}
assay_text assay_rung_name(assay_rung rung) {
  using enum assay::Rung;
  return WordOf({error, unknown, not_satisfied, minimum, full, effective, not_applicable, waived}, rung,
                assay::RungName);
}
assay_text assay_operation_name(assay_operation operation) {
  using enum assay::Operation;
  return WordOf({not_tested, ineffective, effective}, operation, assay::OperationName);
}
assay_text assay_level_name(assay_level_kind level) {
  using enum assay::Level;
  return WordOf({minimum, full}, level, assay::LevelName);
}
assay_text assay_trap_state_name(assay_trap_state_kind state) {
  using enum assay::TrapState;
  return WordOf({error, cannot_rule_out, triggered, cleared, not_detected}, state, assay::TrapStateName);
}
assay_text assay_check_state_name(assay_check_state_kind state) {
  using enum assay::CheckState;
  return WordOf({not_performed, inconclusive, refuted, confirmed}, state, assay::CheckStateName);
}
