// Numbers and times of Arrow arrays as what facts hold: exactly, or not at all.

#ifndef ASSAY_SRC_INGEST_ARROW_NUMBER_H_
#define ASSAY_SRC_INGEST_ARROW_NUMBER_H_

#include <cstdint>
#include <optional>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "src/ingest/arrow_array.h"
#include "src/ingest/json_value.h"

namespace assay {

// The cell, which is a number and not null. Nothing, and `*fault`, if it is not whole or beyond 64
// bits.
std::optional<std::int64_t> WholeNumberAt(const ArrowCells& cells, std::int64_t cell,
                                          ValueFault* fault);
// Nothing, and `*fault`, if it takes more than 18 digits.
std::optional<Decimal> DecimalAt(const ArrowCells& cells, std::int64_t cell, ValueFault* fault);

// The cell, which is a date or a timestamp and not null: a day where it is a date, or a timestamp
// without a zone at midnight; an instant where it is a timestamp with a zone.
std::optional<WhenValue> WhenAt(const ArrowCells& cells, std::int64_t cell, ValueFault* fault);

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_NUMBER_H_
