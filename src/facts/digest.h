// The digest of facts: of what the records say, not of how they were written or in which order.

#ifndef ASSAY_SRC_FACTS_DIGEST_H_
#define ASSAY_SRC_FACTS_DIGEST_H_

#include <vector>

#include "assay/base/digest.h"
#include "src/facts/build_table.h"
#include "src/facts/child_ranges.h"
#include "src/facts/row_order.h"
#include "src/facts/text_table.h"

namespace assay {

struct DigestInput {
  const BuildData& data;
  const CanonicalOrder& order;
  const ChildRanges& ranges;
  const TextTable& texts;
  const std::vector<Decimal>& decimals;
  const std::vector<Feed>& feeds;
};

Sha256 DigestFacts(const DigestInput& input);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_DIGEST_H_
