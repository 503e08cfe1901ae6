// What a Facts holds.

#ifndef ASSAY_SRC_FACTS_FACTS_REP_H_
#define ASSAY_SRC_FACTS_FACTS_REP_H_

#include <optional>
#include <vector>

#include "assay/base/time_zone.h"
#include "assay/facts/facts.h"
#include "src/facts/sealed_tables.h"
#include "src/facts/text_table.h"

namespace assay {

struct Facts::Rep {
  const Schema* schema = nullptr;
  TextTable texts;
  std::vector<Decimal> decimals;  // Ascending.
  std::vector<Table> tables;      // By RecordTypeId.
  // By RecordTypeId: the rows in the order of their keys, where that is another order; else empty.
  std::vector<std::vector<Row>> by_key;
  std::vector<InverseLists> inverses;
  std::vector<UnresolvedReference> unresolved;  // By type, field, row and element.
  TimeZone time_zone;
  std::optional<Date> as_of;
  Sha256 digest = {};
  std::vector<Flag> flags;
  Cells cells;          // What the tables view,
  Cells inverse_cells;  // and the inverses.
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_FACTS_REP_H_
