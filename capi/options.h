// What assessing, explaining and sampling read from the options that a caller gives.

#ifndef ASSAY_CAPI_OPTIONS_H_
#define ASSAY_CAPI_OPTIONS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/date.h"
#include "assay/engine/assess.h"
#include "capi/assay.h"

namespace assay::capi {

// Each gives nullptr, or an error that says what is wrong; then what it writes to is not to be used.
assay_error* ReadDay(assay_text text, std::optional<Date>* day);
assay_error* ReadSettings(const assay_setting* settings, std::size_t count,
                          std::vector<std::pair<std::string, std::string>>* parameters);
// `given` receives the struct itself, for who tells the host what was done.
assay_error* ReadAssessOptions(const assay_assess_options* pointer, assay_assess_options* given,
                               AssessOptions* options);

}  // namespace assay::capi

#endif  // ASSAY_CAPI_OPTIONS_H_
