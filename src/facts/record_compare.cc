#include "src/facts/record_compare.h"

#include <algorithm>

namespace assay {
namespace {

std::strong_ordering CompareCells(const BuildColumn& column, Row left, Row right) {
  const CellState state = column.state(left);
  if (state != column.state(right)) return state <=> column.state(right);
  if (state != CellState::kValue) return std::strong_ordering::equal;
  return column.cell(left) <=> column.cell(right);
}

std::strong_ordering CompareLists(const BuildColumn& column, Row left, Row right) {
  const CellState state = column.state(left);
  if (state != column.state(right)) return state <=> column.state(right);
  const std::span<const std::int32_t> a = column.list(left);
  const std::span<const std::int32_t> b = column.list(right);
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end());
}

std::strong_ordering CompareChildren(const BuildData& data, const ChildRanges& ranges,
                                     RecordTypeId child, Row left, Row right) {
  const ChildRanges::Range a = ranges.Of(child, left);
  const ChildRanges::Range b = ranges.Of(child, right);
  if (a.last - a.first != b.last - b.first) return (a.last - a.first) <=> (b.last - b.first);
  for (Row i = 0; i < a.last - a.first; ++i) {
    const auto order = CompareRecords(data, ranges, child, a.first + i, b.first + i);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

}  // namespace

std::strong_ordering CompareRecords(const BuildData& data, const ChildRanges& ranges,
                                    RecordTypeId type, Row left, Row right) {
  const BuildTable& table = data.tables[type];
  const std::vector<Field>& fields = data.schema->record(type).fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::strong_ordering order = std::strong_ordering::equal;
    if (IsEmbedding(fields[i].kind)) {
      order = CompareChildren(data, ranges, fields[i].target, left, right);
    } else if (fields[i].is_list) {
      order = CompareLists(table.columns[i], left, right);
    } else {
      order = CompareCells(table.columns[i], left, right);
      // One text can be read as two days, if two readers disagree about the order of day and month.
      if (order == 0 && fields[i].kind == FieldKind::kWhen) {
        order = CompareCells(table.dates[i], left, right);
        if (order == 0) order = CompareCells(table.instants[i], left, right);
      }
    }
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

}  // namespace assay
