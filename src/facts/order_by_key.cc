// The canonical order of rows, and the ids that are given twice.

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/facts/record_compare.h"
#include "src/facts/row_order.h"

namespace assay {
namespace {

constexpr std::uint32_t kNoKey = 0xffffffff;  // A key that is missing, which is a fault already.

class KeyOrder {
 public:
  KeyOrder(const BuildData& data, const TextTable& texts, const ChildRanges& ranges,
           FaultList* faults)
      : data_(data), texts_(texts), ranges_(ranges), faults_(faults) {
    order_.rows.resize(data.tables.size());
    order_.dropped.resize(data.tables.size());
  }

  CanonicalOrder Run() && {
    for (std::size_t i = 0; i < data_.tables.size(); ++i) {
      const RecordTypeId type = static_cast<RecordTypeId>(i);
      const RecordType& record = data_.schema->record(type);
      if (record.role == RecordRole::kSingle) {
        OrderSingle(type);
      } else if (record.role != RecordRole::kChild) {
        if (record.key_field == kNoId) {
          OrderByContents(type);
        } else {
          OrderKeyed(type);
        }
      }
    }
    CompareEvidenceTypes();
    for (const RecordTypeId type : EmbeddedTypes(*data_.schema)) OrderEmbedded(type);
    return std::move(order_);
  }

 private:
  std::uint32_t KeyOf(RecordTypeId type, std::size_t row) const {
    const BuildColumn& keys = data_.tables[type].columns[data_.schema->record(type).key_field];
    return keys.state(row) == CellState::kValue ? static_cast<std::uint32_t>(keys.cell(row))
                                                : kNoKey;
  }

  bool IsEqual(RecordTypeId type, Row a, Row b) const {
    return CompareRecords(data_, ranges_, type, a, b) == 0;
  }

  void AddFault(RecordTypeId type, Row row, RecordTypeId other_type, Row other) {
    const FieldId key_field = data_.schema->record(type).key_field;
    faults_->Add({.type = type, .row = row, .field = key_field}, [&]() -> FaultList::Told {
      const std::string key(texts_.text(KeyOf(type, row)));
      return {.code = "facts.duplicate-id",
              .message = absl::StrCat("`", key, "` is the id of two records that differ"),
              .hint = absl::StrCat("the other is at ",
                                   PointerOf(data_, {.type = other_type, .row = other}))};
    });
  }

  void OrderSingle(RecordTypeId type) {
    const std::size_t rows = data_.tables[type].rows;
    if (rows == 0) return;
    order_.rows[type].push_back(0);
    for (Row row = 1; row < rows; ++row) {
      if (IsEqual(type, 0, row)) {
        order_.duplicates.push_back({type, row});
        continue;
      }
      faults_->Add({.type = type, .row = row}, [&]() -> FaultList::Told {
        return {.code = "facts.duplicate-id",
                .message =
                    absl::StrCat("there is more than one `", data_.schema->record(type).name, "`"),
                .hint = "facts are about one organisation"};
      });
    }
  }

  void OrderByContents(RecordTypeId type) {
    std::vector<Row>& rows = order_.rows[type];
    for (Row row = 0; row < data_.tables[type].rows; ++row) rows.push_back(row);
    std::stable_sort(rows.begin(), rows.end(),
                     [&](Row a, Row b) { return CompareRecords(data_, ranges_, type, a, b) < 0; });
  }

  // Rows by key, rows of one key by origin, so that the first in the document is the one kept.
  std::vector<std::uint64_t> SortedByKey(RecordTypeId type) const {
    const BuildTable& table = data_.tables[type];
    std::vector<std::uint64_t> entries(table.rows);
    for (std::size_t row = 0; row < table.rows; ++row) {
      entries[row] = std::uint64_t{KeyOf(type, row)} << 32 | row;
    }
    // Exports mostly come in the order of their ids.
    if (!std::is_sorted(entries.begin(), entries.end())) std::sort(entries.begin(), entries.end());
    return entries;
  }

  void OrderKeyed(RecordTypeId type) {
    const std::vector<std::uint64_t> entries = SortedByKey(type);
    std::vector<Row>& rows = order_.rows[type];
    rows.reserve(entries.size());
    for (auto at = entries.begin(); at != entries.end();) {
      const std::uint64_t key = *at >> 32;
      auto next = at + 1;
      while (next != entries.end() && *next >> 32 == key) ++next;
      if (next - at == 1 || key == kNoKey) {
        for (; at != next; ++at) rows.push_back(static_cast<Row>(*at));
      } else {
        KeepOne(type, {at, next}, &rows);
        at = next;
      }
    }
  }

  void KeepOne(RecordTypeId type, std::vector<std::uint64_t> same_key, std::vector<Row>* rows) {
    const std::vector<std::uint64_t>& origins = data_.tables[type].origins;
    std::stable_sort(same_key.begin(), same_key.end(), [&](std::uint64_t a, std::uint64_t b) {
      return origins[static_cast<Row>(a)] < origins[static_cast<Row>(b)];
    });
    const Row kept = static_cast<Row>(same_key.front());
    rows->push_back(kept);
    for (std::size_t i = 1; i < same_key.size(); ++i) {
      const Row row = static_cast<Row>(same_key[i]);
      if (IsEqual(type, kept, row)) {
        order_.duplicates.push_back({type, row});
      } else {
        AddFault(type, row, type, kept);
      }
    }
  }

  // All evidence has one space of ids. Two types are two contents, whatever else they say.
  void CompareEvidenceTypes() {
    std::vector<RecordTypeId> owner(texts_.size(), kNoId);
    for (std::size_t i = 0; i < data_.tables.size(); ++i) {
      const RecordTypeId type = static_cast<RecordTypeId>(i);
      const RecordType& record = data_.schema->record(type);
      if (record.role != RecordRole::kEvidence || record.key_field == kNoId) continue;
      for (const Row row : order_.rows[type]) {
        const std::uint32_t key = KeyOf(type, row);
        if (key == kNoKey) continue;
        if (owner[key] == kNoId) {
          owner[key] = type;
        } else {
          AddTwoTypes(owner[key], type, row);
        }
      }
    }
  }

  void AddTwoTypes(RecordTypeId first_type, RecordTypeId type, Row row) {
    const std::uint32_t key = KeyOf(type, row);
    const std::vector<Row>& rows = order_.rows[first_type];
    const auto other = std::lower_bound(rows.begin(), rows.end(), key, [&](Row r, std::uint32_t k) {
      return KeyOf(first_type, r) < k;
    });
    assert(other != rows.end());
    const bool is_later =
        data_.tables[type].origins[row] >= data_.tables[first_type].origins[*other];
    if (is_later) {
      AddFault(type, row, first_type, *other);
    } else {
      AddFault(first_type, *other, type, row);
    }
  }

  void OrderEmbedded(RecordTypeId type) {
    const RecordType& record = data_.schema->record(type);
    const bool is_keyed = record.key_field != kNoId;
    std::vector<Row>& rows = order_.rows[type];
    rows.reserve(data_.tables[type].rows);
    for (const Row parent : order_.rows[record.parent]) {
      const ChildRanges::Range range = ranges_.Of(type, parent);
      if (is_keyed && range.last - range.first > 1) DropRepeated(type, range);
      const std::vector<bool>& dropped = order_.dropped[type];
      for (Row row = range.first; row < range.last; ++row) {
        if (dropped.empty() || !dropped[row]) rows.push_back(row);
      }
    }
  }

  void DropRepeated(RecordTypeId type, ChildRanges::Range range) {
    std::vector<std::uint64_t> entries;
    for (Row row = range.first; row < range.last; ++row) {
      entries.push_back(std::uint64_t{KeyOf(type, row)} << 32 | row);
    }
    std::sort(entries.begin(), entries.end());
    std::size_t kept = 0;
    for (std::size_t i = 1; i < entries.size(); ++i) {
      const bool repeats = entries[i] >> 32 == entries[kept] >> 32 && entries[i] >> 32 != kNoKey;
      if (!repeats) {
        kept = i;
        continue;
      }
      const Row row = static_cast<Row>(entries[i]);
      std::vector<bool>& dropped = order_.dropped[type];
      dropped.resize(data_.tables[type].rows, false);
      dropped[row] = true;
      if (IsEqual(type, static_cast<Row>(entries[kept]), row)) {
        order_.duplicates.push_back({type, row});
      } else {
        AddFault(type, row, type, static_cast<Row>(entries[kept]));
      }
    }
  }

  const BuildData& data_;
  const TextTable& texts_;
  const ChildRanges& ranges_;
  FaultList* faults_;
  CanonicalOrder order_;
};

}  // namespace

CanonicalOrder OrderByKey(const BuildData& data, const TextTable& texts, const ChildRanges& ranges,
                          FaultList* faults) {
  return KeyOrder(data, texts, ranges, faults).Run();
}

}  // namespace assay
