// Brings every cell to its final row.

#ifndef ASSAY_SRC_FACTS_PERMUTE_H_
#define ASSAY_SRC_FACTS_PERMUTE_H_

#include <vector>

#include "src/facts/build_table.h"
#include "src/facts/row_order.h"
#include "src/facts/sealed_tables.h"

namespace assay {

// Fills all columns of `*tables` but those of references. The cells of `*data` are given back
// column by column, so that facts are never in memory twice.
void PermuteColumns(const std::vector<TableOrder>& orders, BuildData* data,
                    std::vector<SealedColumns>* tables, Cells* cells);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_PERMUTE_H_
