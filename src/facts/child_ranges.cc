#include "src/facts/child_ranges.h"

#include <algorithm>

namespace assay {
namespace {

std::size_t DepthOf(const Schema& schema, RecordTypeId type) {
  std::size_t depth = 0;
  for (; schema.record(type).role == RecordRole::kChild; type = schema.record(type).parent) ++depth;
  return depth;
}

}  // namespace

ChildRanges::ChildRanges(const BuildData& data) : offsets_(data.tables.size()) {
  for (const RecordTypeId type : EmbeddedTypes(*data.schema)) {
    std::vector<Row>& offsets = offsets_[type];
    offsets.assign(data.tables[data.schema->record(type).parent].rows + 1, 0);
    for (const Row parent : data.tables[type].parents) ++offsets[parent + 1];
    for (std::size_t i = 1; i < offsets.size(); ++i) offsets[i] += offsets[i - 1];
  }
}

std::vector<RecordTypeId> EmbeddedTypes(const Schema& schema) {
  std::vector<RecordTypeId> types;
  for (std::size_t i = 0; i < schema.records().size(); ++i) {
    if (schema.records()[i].role == RecordRole::kChild) {
      types.push_back(static_cast<RecordTypeId>(i));
    }
  }
  std::stable_sort(types.begin(), types.end(), [&](RecordTypeId a, RecordTypeId b) {
    return DepthOf(schema, a) < DepthOf(schema, b);
  });
  return types;
}

}  // namespace assay
