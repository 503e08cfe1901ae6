// Whose embedded rows are whose, as they arrived.

#ifndef ASSAY_SRC_FACTS_CHILD_RANGES_H_
#define ASSAY_SRC_FACTS_CHILD_RANGES_H_

#include <vector>

#include "src/facts/build_table.h"

namespace assay {

class ChildRanges {
 public:
  explicit ChildRanges(const BuildData& data);

  struct Range {
    Row first = 0;
    Row last = 0;
  };
  // The rows of the embedded type `child` within the row `parent` of the type that embeds it.
  Range Of(RecordTypeId child, Row parent) const {
    return {offsets_[child][parent], offsets_[child][parent + 1]};
  }

 private:
  std::vector<std::vector<Row>> offsets_;  // By RecordTypeId; embedded types only.
};

// Embedded types, each after the type that embeds it.
std::vector<RecordTypeId> EmbeddedTypes(const Schema& schema);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_CHILD_RANGES_H_
