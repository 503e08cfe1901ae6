// What the host is told beside results and errors, if it asks for it: one line for what was done, one for what is odd.

#ifndef ASSAY_CAPI_LOG_H_
#define ASSAY_CAPI_LOG_H_

#include <string>

#include "assay/assessment/assessment.h"
#include "assay/base/display.h"
#include "assay/facts/facts.h"
#include "capi/assay.h"
#include "capi/handle.h"

namespace assay::capi {

// Where lines go; nowhere if `log` is NULL.
struct Log {
  assay_log log = nullptr;
  void* user = nullptr;

  bool is_on() const { return log != nullptr; }
  void Say(assay_log_level level, const std::string& line) const {
    if (!is_on()) return;
    const std::string shown = MessageForDisplay(line);  // Names of the data may have line ends in them.
    log(user, level, View(shown));
  }
};

void LogPack(const Log& log, const LoadedPack& pack);
void LogFacts(const Log& log, const Facts& facts, const std::string& digest);
void LogAssessment(const Log& log, const Assessment& assessment);

}  // namespace assay::capi

#endif  // ASSAY_CAPI_LOG_H_
