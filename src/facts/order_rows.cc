// The final order of rows: evidence beside what it is about, embedded rows beside their parent.

#include <algorithm>
#include <cassert>
#include <numeric>
#include <optional>
#include <utility>

#include "src/facts/row_order.h"
#include "src/facts/rows_by_key.h"

namespace assay {
namespace {

std::int32_t DayOf(const BuildColumn* dates, Row row) {
  return dates == nullptr || dates->state(row) != CellState::kValue
             ? kFirstDay - 1
             : static_cast<std::int32_t>(dates->cell(row));
}

// Sorts `rows`, which are in the order of their keys, by what `targets` says of each, then by day,
// then as they were. Those that are about nothing come last. `target_count` rows exist to be about.
std::vector<Row> Cluster(const std::vector<Row>& rows, const std::vector<Row>& targets,
                         std::size_t target_count, const BuildColumn* dates) {
  const auto bucket = [&](std::size_t i) {
    return std::min<std::size_t>(targets[i], target_count);
  };
  std::vector<Row> ends(target_count + 2, 0);
  for (std::size_t i = 0; i < rows.size(); ++i) ++ends[bucket(i) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<Row> sorted(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) sorted[ends[bucket(i)]++] = rows[i];
  // Now `ends` holds where each bucket ends.
  const auto is_earlier = [&](Row a, Row b) { return DayOf(dates, a) < DayOf(dates, b); };
  std::size_t first = 0;
  for (const Row end : ends) {
    const auto from = sorted.begin() + static_cast<std::ptrdiff_t>(first);
    const auto to = sorted.begin() + static_cast<std::ptrdiff_t>(end);
    if (!std::is_sorted(from, to, is_earlier)) std::stable_sort(from, to, is_earlier);
    first = end;
  }
  return sorted;
}

class RowOrdering {
 public:
  RowOrdering(const BuildData& data, CanonicalOrder canonical, const ChildRanges& ranges)
      : data_(data),
        canonical_(std::move(canonical)),
        ranges_(ranges),
        orders_(data.tables.size()),
        rows_by_key_(data.tables.size()) {}

  std::vector<TableOrder> Run() && {
    // First those that others are clustered by; they keep their order.
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      const RecordType& record = data_.schema->records()[i];
      if (record.role != RecordRole::kEvidence && record.role != RecordRole::kChild) {
        orders_[i].rows = std::move(canonical_.rows[i]);
      }
    }
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      if (data_.schema->records()[i].role == RecordRole::kEvidence) {
        OrderEvidence(static_cast<RecordTypeId>(i));
      }
    }
    for (const RecordTypeId type : EmbeddedTypes(*data_.schema)) OrderEmbedded(type);
    return std::move(orders_);
  }

 private:
  const RowsByKey& ByKey(RecordTypeId type) {
    if (!rows_by_key_[type]) {
      rows_by_key_[type].emplace(data_.tables[type], data_.schema->record(type).key_field,
                                 orders_[type]);
    }
    return *rows_by_key_[type];
  }

  void OrderEvidence(RecordTypeId type) {
    const RecordType& record = data_.schema->record(type);
    const FieldId cluster = ClusterField(*data_.schema, record);
    std::vector<Row>& rows = canonical_.rows[type];
    if (cluster == kNoId || rows.empty()) {
      orders_[type].rows = std::move(rows);
      return;
    }
    const RecordTypeId target = record.fields[cluster].target;
    const BuildColumn& references = data_.tables[type].columns[cluster];
    std::vector<Row> targets(rows.size(), kNoRow);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (references.state(rows[i]) != CellState::kValue) continue;
      targets[i] = ByKey(target).Find(static_cast<std::size_t>(references.cell(rows[i])));
    }
    const BuildColumn* dates =
        record.occurred_field == kNoId ? nullptr : &data_.tables[type].dates[record.occurred_field];
    orders_[type].rows = Cluster(rows, targets, orders_[target].rows.size(), dates);
    if (record.key_field != kNoId) orders_[type].by_key = FinalRowsOf(rows, orders_[type].rows);
    std::vector<Row>().swap(rows);
  }

  // For each of `rows` its place in `sorted`, a permutation of it; empty if it is the same order.
  static std::vector<Row> FinalRowsOf(const std::vector<Row>& rows,
                                      const std::vector<Row>& sorted) {
    if (rows == sorted) return {};
    const auto most = std::max_element(rows.begin(), rows.end());
    std::vector<Row> place(static_cast<std::size_t>(*most) + 1);
    for (std::size_t i = 0; i < sorted.size(); ++i) place[sorted[i]] = static_cast<Row>(i);
    std::vector<Row> by_key(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) by_key[i] = place[rows[i]];
    return by_key;
  }

  void OrderEmbedded(RecordTypeId type) {
    const std::vector<Row>& parents = orders_[data_.schema->record(type).parent].rows;
    const std::vector<bool>& dropped = canonical_.dropped[type];
    TableOrder& order = orders_[type];
    order.rows.reserve(canonical_.rows[type].size());
    order.parents.reserve(canonical_.rows[type].size());
    order.parent_offsets.reserve(parents.size() + 1);
    for (std::size_t i = 0; i < parents.size(); ++i) {
      order.parent_offsets.push_back(static_cast<Row>(order.rows.size()));
      const ChildRanges::Range range = ranges_.Of(type, parents[i]);
      for (Row row = range.first; row < range.last; ++row) {
        if (!dropped.empty() && dropped[row]) continue;
        order.rows.push_back(row);
        order.parents.push_back(static_cast<Row>(i));
      }
    }
    order.parent_offsets.push_back(static_cast<Row>(order.rows.size()));
    std::vector<Row>().swap(canonical_.rows[type]);
  }

  const BuildData& data_;
  CanonicalOrder canonical_;
  const ChildRanges& ranges_;
  std::vector<TableOrder> orders_;
  std::vector<std::optional<RowsByKey>> rows_by_key_;
};

}  // namespace

FieldId ClusterField(const Schema& schema, const RecordType& record) {
  if (record.role != RecordRole::kEvidence) return kNoId;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const Field& field = record.fields[i];
    if (field.kind == FieldKind::kReference && !field.is_list && !field.inverse.empty() &&
        schema.record(field.target).role == RecordRole::kTable) {
      return static_cast<FieldId>(i);
    }
  }
  return kNoId;
}

std::vector<TableOrder> OrderRows(const BuildData& data, CanonicalOrder canonical,
                                  const ChildRanges& ranges) {
  return RowOrdering(data, std::move(canonical), ranges).Run();
}

}  // namespace assay
