// Civil dates: a part of what compliance needs.

#ifndef ASSAY_SRC_EXPR_LIBRARY_CALENDAR_H_
#define ASSAY_SRC_EXPR_LIBRARY_CALENDAR_H_

#include <vector>

#include "assay/expr/environment.h"

namespace assay {

std::vector<Function> CalendarFunctions();  // days, hours, date, t.date(zone), cal.*

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LIBRARY_CALENDAR_H_
