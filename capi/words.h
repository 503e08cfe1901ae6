// Verdicts, rungs and states as the numbers of the C interface. Those of C++ may be put into another order; these stay.

#ifndef ASSAY_CAPI_WORDS_H_
#define ASSAY_CAPI_WORDS_H_

#include "assay/assessment/assessment.h"
#include "capi/assay.h"

namespace assay::capi {

assay_verdict NumberOf(Verdict verdict);
assay_rung NumberOf(Rung rung);
assay_operation NumberOf(Operation operation);
assay_level_kind NumberOf(Level level);
assay_trap_state_kind NumberOf(TrapState state);
assay_check_state_kind NumberOf(CheckState state);

}  // namespace assay::capi

#endif  // ASSAY_CAPI_WORDS_H_
