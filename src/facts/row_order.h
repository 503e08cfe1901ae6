// The orders of rows, none of which depends on the order of arrival.
//
// OrderByKey gives the *canonical* order of every type: by key, or by contents, embedded rows by
// parent and position; that is what the digest is over. OrderRows derives the *final* order, in
// which evidence lies beside what it is about. Both name rows by the number they arrived under, and
// leave out those that repeat another.

#ifndef ASSAY_SRC_FACTS_ROW_ORDER_H_
#define ASSAY_SRC_FACTS_ROW_ORDER_H_

#include <vector>

#include "src/facts/build_table.h"
#include "src/facts/child_ranges.h"
#include "src/facts/faults.h"
#include "src/facts/text_table.h"

namespace assay {

// A record that repeats another with the same id in everything.
struct DuplicateRow {
  RecordTypeId type = kNoId;
  Row row = 0;  // As it arrived.
};

struct CanonicalOrder {
  std::vector<std::vector<Row>> rows;  // By RecordTypeId.
  std::vector<DuplicateRow> duplicates;
  // By RecordTypeId, of embedded types with a key: true for rows that repeat a sibling. Empty:
  // none.
  std::vector<std::vector<bool>> dropped;
};

// Takes complete, renumbered tables. Records with one id that differ are faults.
CanonicalOrder OrderByKey(const BuildData& data, const TextTable& texts, const ChildRanges& ranges,
                          FaultList* faults);

struct TableOrder {
  std::vector<Row> rows;     // The row that arrived, for every final row.
  std::vector<Row> parents;  // Embedded types: the final row of the parent.
  std::vector<Row>
      parent_offsets;  // Embedded types: first final row of each final parent, and the end.
  // The final rows in the order of their keys, where that is another order.
  std::vector<Row> by_key;
};

// By RecordTypeId. Days must have been taken from instants. Uses up the order it is given.
std::vector<TableOrder> OrderRows(const BuildData& data, CanonicalOrder canonical,
                                  const ChildRanges& ranges);

// The field whose target the rows of an evidence type are clustered by, or kNoId.
FieldId ClusterField(const Schema& schema, const RecordType& record);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_ROW_ORDER_H_
