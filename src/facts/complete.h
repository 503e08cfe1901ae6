// The first pass of sealing: what a single record must be by itself.

#ifndef ASSAY_SRC_FACTS_COMPLETE_H_
#define ASSAY_SRC_FACTS_COMPLETE_H_

#include "src/facts/build_table.h"
#include "src/facts/faults.h"

namespace assay {

// Gives every default that is needed its number, makes integers and required cells faults where
// they are out of range or missing, and ids with nothing in them.
void CompleteRecords(BuildData* data, FaultList* faults);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_COMPLETE_H_
