// Traps and reality checks of an item.

#include "assay/assessment/assessment.h"
#include "capi/handle.h"
#include "capi/words.h"

using namespace assay::capi;
using assay::CheckResult;
using assay::SignalNumber;
using assay::TrapResult;

assay_text assay_trap_id(const assay_trap* trap) { return TextOf(trap, &TrapResult::id); }
assay_trap_state_kind assay_trap_state(const assay_trap* trap) {
  return trap == nullptr ? ASSAY_TRAP_ERROR : NumberOf(Open(trap)->state);
}
int32_t assay_trap_caps_full(const assay_trap* trap) { return FlagOf(trap, &TrapResult::caps_full); }
assay_text assay_trap_title(const assay_trap* trap) { return TextOf(trap, &TrapResult::title); }
assay_text assay_trap_asks(const assay_trap* trap) { return TextOf(trap, &TrapResult::asks); }
assay_text assay_trap_error(const assay_trap* trap) { return TextOf(trap, &TrapResult::error); }
size_t assay_trap_signal_count(const assay_trap* trap) { return CountOf(trap, &TrapResult::signal); }
const assay_signal* assay_trap_signal_at(const assay_trap* trap, size_t index) {
  return LendIn<assay_signal>(trap, &TrapResult::signal, index);
}

assay_text assay_signal_name(const assay_signal* signal) { return TextOf(signal, &SignalNumber::name); }
int64_t assay_signal_low(const assay_signal* signal) { return CountIn(signal, &SignalNumber::low); }
int64_t assay_signal_high(const assay_signal* signal) { return CountIn(signal, &SignalNumber::high); }
int32_t assay_signal_high_is_open(const assay_signal* signal) { return FlagOf(signal, &SignalNumber::high_is_open); }

assay_text assay_check_id(const assay_check* check) { return TextOf(check, &CheckResult::id); }
assay_check_state_kind assay_check_state(const assay_check* check) {
  return check == nullptr ? ASSAY_CHECK_NOT_PERFORMED : NumberOf(Open(check)->state);
}
assay_text assay_check_asks(const assay_check* check) { return TextOf(check, &CheckResult::asks); }
int32_t assay_check_is_interview(const assay_check* check) { return FlagOf(check, &CheckResult::is_interview); }
int32_t assay_check_is_census(const assay_check* check) { return FlagOf(check, &CheckResult::is_census); }
int64_t assay_check_population(const assay_check* check) { return CountIn(check, &CheckResult::population); }
int64_t assay_check_asked(const assay_check* check) { return CountIn(check, &CheckResult::n); }
int64_t assay_check_deviations(const assay_check* check) { return CountIn(check, &CheckResult::deviations); }
double assay_check_upper_bound(const assay_check* check) {
  return check == nullptr ? -1 : Open(check)->upper_bound.value_or(-1);
}
size_t assay_check_person_count(const assay_check* check) { return CountOf(check, &CheckResult::sample); }
assay_text assay_check_person_at(const assay_check* check, size_t index) {
  return TextIn(check, &CheckResult::sample, index);
}
