#include "src/facts/inverses.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace assay {
namespace {

// Calls `visit(target row, source row)` for every reference that leads to a row, by source row.
template <typename Visit>
void ForEachReference(const Column& references, const Visit& visit) {
  for (Row row = 0; row < references.size(); ++row) {
    if (references.state(row) != CellState::kValue) continue;
    if (!references.is_list()) {
      visit(static_cast<Row>(references.narrow()[row]), row);
      continue;
    }
    for (const std::int32_t element : references.list(row)) {
      const Row target = static_cast<Row>(element);
      if (target != kNoRow) visit(target, row);
    }
  }
}

void MakeInverse(const Column& references, std::size_t target_rows, InverseLists* lists,
                 CellStore<std::uint32_t>* rows) {
  std::vector<std::uint32_t> offsets(target_rows + 1, 0);
  {
    // A list may name one record twice; the inverse lists its row once.
    std::vector<Row> last_seen(references.is_list() ? target_rows : 0, kNoRow);
    ForEachReference(references, [&](Row target, Row source) {
      if (!last_seen.empty() && std::exchange(last_seen[target], source) == source) return;
      ++offsets[target + 1];
    });
  }
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  std::vector<Row> sources(offsets.back());
  std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
  ForEachReference(references, [&](Row target, Row source) {
    const bool repeats = next[target] > offsets[target] && sources[next[target] - 1] == source;
    if (!repeats) sources[next[target]++] = source;
  });
  rows->Keep(std::move(offsets), &lists->offsets);
  lists->is_contiguous = true;
  for (std::size_t i = 0; i < sources.size() && lists->is_contiguous; ++i) {
    lists->is_contiguous = sources[i] == i;
  }
  if (lists->is_contiguous) {
    rows->KeepSequence(sources.size(), &lists->rows);
  } else {
    rows->Keep(std::move(sources), &lists->rows);
  }
}

}  // namespace

std::vector<InverseLists> MakeInverses(const Schema& schema,
                                       const std::vector<SealedColumns>& tables,
                                       const std::vector<std::size_t>& row_counts,
                                       CellStore<std::uint32_t>* rows) {
  std::vector<InverseLists> inverses(schema.inverses().size());
  for (std::size_t i = 0; i < inverses.size(); ++i) {
    const Inverse& inverse = schema.inverses()[i];
    MakeInverse(Column(tables[inverse.source].columns[inverse.source_field]),
                row_counts[inverse.target], &inverses[i], rows);
  }
  return inverses;
}

}  // namespace assay
