// Texts and decimals get numbers that say how they compare.

#ifndef ASSAY_SRC_FACTS_RENUMBER_H_
#define ASSAY_SRC_FACTS_RENUMBER_H_

#include <vector>

#include "assay/base/decimal.h"
#include "src/facts/build_table.h"
#include "src/facts/text_table.h"

namespace assay {

// Renumbers every text cell of `*data` by the byte order of the texts. The texts themselves move to
// the table returned; `data->texts` is empty afterwards.
TextTable RenumberTexts(BuildData* data);

// Renumbers every decimal cell by the order of the numbers, equal ones alike. The numbers
// themselves move to the list returned.
std::vector<Decimal> RenumberDecimals(BuildData* data);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_RENUMBER_H_
