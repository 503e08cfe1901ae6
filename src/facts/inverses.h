// Who refers to whom: references followed backwards.

#ifndef ASSAY_SRC_FACTS_INVERSES_H_
#define ASSAY_SRC_FACTS_INVERSES_H_

#include <vector>

#include "assay/facts/schema.h"
#include "src/facts/sealed_tables.h"

namespace assay {

// One for each of schema.inverses(), from the finished columns of `tables`. `row_counts` are those
// of the tables. The lists are complete once `*rows` is finished, and must stay where they are till
// then.
std::vector<InverseLists> MakeInverses(const Schema& schema,
                                       const std::vector<SealedColumns>& tables,
                                       const std::vector<std::size_t>& row_counts,
                                       CellStore<std::uint32_t>* rows);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_INVERSES_H_
