// Days of instants, in the organisation's zone.

#ifndef ASSAY_SRC_FACTS_DATES_H_
#define ASSAY_SRC_FACTS_DATES_H_

#include "assay/base/time_zone.h"
#include "src/facts/build_table.h"
#include "src/facts/faults.h"
#include "src/facts/text_table.h"

namespace assay {

// The zone that the field `time_zone` of the single record names; UTC if there is none, or if there
// is no such zone, which is a fault.
TimeZone FindTimeZone(const BuildData& data, const TextTable& texts, FaultList* faults);

// Fills in the days of all cells that were given as instants.
void TakeDays(const TimeZone& zone, BuildData* data);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_DATES_H_
