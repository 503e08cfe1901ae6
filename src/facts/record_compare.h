// Compares what two records of one type say, with everything embedded in them.

#ifndef ASSAY_SRC_FACTS_RECORD_COMPARE_H_
#define ASSAY_SRC_FACTS_RECORD_COMPARE_H_

#include <compare>

#include "src/facts/build_table.h"
#include "src/facts/child_ranges.h"

namespace assay {

// Equal exactly if both say the same; otherwise an order that depends on what they say alone. Takes
// rows as they arrived, of renumbered tables.
std::strong_ordering CompareRecords(const BuildData& data, const ChildRanges& ranges,
                                    RecordTypeId type, Row left, Row right);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_RECORD_COMPARE_H_
