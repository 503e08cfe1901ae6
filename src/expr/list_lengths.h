// How long the lists are that sealed facts hold: statistics of columns.

#ifndef ASSAY_SRC_EXPR_LIST_LENGTHS_H_
#define ASSAY_SRC_EXPR_LIST_LENGTHS_H_

#include <cstdint>

#include "assay/expr/check.h"
#include "assay/facts/facts.h"

namespace assay {

// The most elements, those that may be missing counted in, that a select of the meaning can give:
// kInverse, kChildren, kAllRecords, or a kStoredField that is a list. Linear in the rows.
std::int64_t MostElements(const Facts& facts, const NodeMeaning& meaning);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LIST_LENGTHS_H_
