// Verdicts, rungs and states as the numbers of the C interface. Those of C++ may be put into another order; these stay.

#ifndef ASSAY_CAPI_WORDS_H_
#define ASSAY_CAPI_WORDS_H_

#include <optional>

#include "assay/assessment/assessment.h"
#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/base/fraction.h"
#include "assay/base/truth.h"
#include "capi/assay.h"

namespace assay::capi {

assay_verdict NumberOf(Verdict verdict);
assay_rung NumberOf(Rung rung);
assay_operation NumberOf(Operation operation);
assay_level_kind NumberOf(Level level);
assay_trap_state_kind NumberOf(TrapState state);
assay_check_state_kind NumberOf(CheckState state);
assay_truth NumberOf(Truth truth);
assay_fraction NumberOf(Fraction fraction);
assay_decimal NumberOf(Decimal decimal);
assay_date DayOf(Date date);

// Nothing as what the interface has for it.
inline assay_level_kind NumberOf(std::optional<Level> level) { return level ? NumberOf(*level) : ASSAY_LEVEL_ANY; }
inline assay_date DayOf(std::optional<Date> date) { return date ? DayOf(*date) : assay_date{}; }

}  // namespace assay::capi

#endif  // ASSAY_CAPI_WORDS_H_
