// What was collected: the feed of every record type, from what the document lists and what it
// holds.

#ifndef ASSAY_SRC_FACTS_COLLECTED_H_
#define ASSAY_SRC_FACTS_COLLECTED_H_

#include <vector>

#include "assay/facts/facts.h"
#include "src/facts/build_table.h"
#include "src/facts/faults.h"

namespace assay {

// By RecordTypeId; of types that are no feeds, a closed one. What decides is said at
// CollectedEntry.
std::vector<Feed> ResolveFeeds(const BuildData& data, FaultList* faults);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_COLLECTED_H_
