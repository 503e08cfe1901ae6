// What a FactsBuilder holds: the tables in the making and the record that is being filled.

#ifndef ASSAY_SRC_FACTS_BUILDER_REP_H_
#define ASSAY_SRC_FACTS_BUILDER_REP_H_

#include <cassert>
#include <vector>

#include "assay/facts/builder.h"
#include "src/facts/build_table.h"

namespace assay {

struct FactsBuilder::Rep {
  explicit Rep(const Schema& schema) : data(schema) {}

  struct Frame {
    RecordTypeId type = kNoId;
    std::size_t row = 0;
  };

  const Field& field(FieldId id) const { return data.schema->field(open.back().type, id); }

  // The column of `id` among `columns`, with every row before the open record's present.
  BuildColumn* Reach(std::vector<BuildColumn>& columns, FieldId id) {
    BuildColumn& column = columns[id];
    const std::size_t row = open.back().row;
    assert(column.size <= row && "a field is set once");
    if (column.size < row) data.PadTo(row, field(id), &column);
    if (!column.states.empty()) {
      column.states.push_back(static_cast<std::uint8_t>(CellState::kValue));
    }
    ++column.size;
    return &column;
  }

  BuildTable& table() { return data.tables[open.back().type]; }

  void AppendNarrow(FieldId id, std::int64_t cell) {
    Reach(table().columns, id)->narrow.push_back(static_cast<std::int32_t>(cell));
  }

  BuildData data;
  std::vector<Frame> open;  // From the record down to its innermost embedded one.
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_BUILDER_REP_H_
