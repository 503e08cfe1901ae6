// Tables between the last passes of sealing and the Facts they end in: columns that are only views
// yet to be completed, and the memory they will view.

#ifndef ASSAY_SRC_FACTS_SEALED_TABLES_H_
#define ASSAY_SRC_FACTS_SEALED_TABLES_H_

#include <cstdint>
#include <vector>

#include "assay/facts/facts.h"
#include "src/facts/cell_store.h"

namespace assay {

struct SealedColumns {
  std::vector<Column::Parts> columns;  // By FieldId, as the next two.
  std::vector<Column::Parts> dates;
  std::vector<Column::Parts> instants;
};

// A reference to a record that the facts do not have, by the key it was given.
struct UnresolvedReference {
  RecordTypeId type = kNoId;
  FieldId field = kNoId;
  Row row = 0;                // Final.
  std::uint32_t element = 0;  // Of lists.
  TextId key = 0;
};

// Rows of the source of an inverse, by row of its target.
struct InverseLists {
  std::span<const std::uint32_t> offsets;
  std::span<const Row> rows;
  bool is_contiguous = false;
};

struct Cells {
  CellStore<std::int32_t> narrow;
  CellStore<std::int64_t> wide;
  CellStore<std::uint8_t> states;
  CellStore<std::uint32_t> rows;  // Offsets of lists, parents, rows of inverses.
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_SEALED_TABLES_H_
