// Turns the keys that references name into rows.

#ifndef ASSAY_SRC_FACTS_REFERENCES_H_
#define ASSAY_SRC_FACTS_REFERENCES_H_

#include <string>
#include <vector>

#include "src/facts/build_table.h"
#include "src/facts/faults.h"
#include "src/facts/row_order.h"
#include "src/facts/sealed_tables.h"
#include "src/facts/text_table.h"

namespace assay {

// What is known once rows are ordered.
struct OrderedFacts {
  const BuildData& data;
  const std::vector<TableOrder>& orders;  // By RecordTypeId, as the feeds.
  const std::vector<Feed>& feeds;
  const TextTable& texts;
};

// A reference that leads nowhere and is passed over: of no record, with a lenient reader; or the
// key of a part (`document_version`) without the record that it is a part of, with any.
struct DanglingReference {
  RecordTypeId type = kNoId;
  Row row = 0;  // Final.
  FieldId field = kNoId;
  TextId key = 0;
  bool lacks_scope = false;
};

// Fills the reference columns of `*tables` (by RecordTypeId). A key without a record leaves the
// cell unknown if the feed of its target is open; otherwise it goes to `*dangling` if `lenient`, or
// is a fault. A key without its scope names nothing: the cell is none, and it goes to `*dangling`.
// All such keys go to `*unresolved`, ordered by type, field, row and element.
void ResolveReferences(const OrderedFacts& facts, bool lenient, std::vector<SealedColumns>* tables,
                       Cells* cells, std::vector<DanglingReference>* dangling,
                       std::vector<UnresolvedReference>* unresolved, FaultList* faults);

// "did you mean `p17`?" for an id without a record, or nothing if none is near.
std::string HintFor(const OrderedFacts& facts, const MissingId& missing);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_REFERENCES_H_
