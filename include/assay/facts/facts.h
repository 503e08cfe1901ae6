// Facts: everything known about one organisation, sealed.
//
// Tables of typed columns, one table per record type. Immutable once sealed, so
// any number of threads may read one Facts without locks. What a rule may see of
// them on a given day (hygiene) is the engine's business, not theirs.
//
//   assay::FactsBuilder builder(schema);       // facts/builder.h, or assay::ReadFactsJson
//   ...
//   absl::StatusOr<assay::Facts> facts = std::move(builder).Seal(&problems);

#ifndef ASSAY_FACTS_FACTS_H_
#define ASSAY_FACTS_FACTS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/date.h"
#include "assay/base/digest.h"
#include "assay/base/time_zone.h"
#include "assay/facts/column.h"
#include "assay/facts/schema.h"

namespace assay {

// Days, both ends inclusive.
struct DateRange {
  std::int32_t first = kFirstDay;
  std::int32_t last = kLastDay;

  bool operator==(const DateRange&) const = default;
};

// What is known to be missing from a table. A closed table lists everything.
// An open one behaves, in rules, as if one wholly unknown record were appended
// for every entry of `gaps`, dated somewhere in that range.
struct Feed {
  bool collected = true;            // False: nothing was ever connected.
  std::vector<DateRange> gaps;      // Empty = closed. In order, disjoint.
  std::uint64_t open_kinds = 0;     // With a feed per kind: bit k = value k of the enum is open.
                                    // Then `gaps` is one full range if any bit is set.
  bool is_open() const { return !gaps.empty(); }
};

// Rows of one record type. Embedded records lie next to each other per parent.
class Table {
 public:
  std::size_t row_count() const { return row_count_; }
  const Column& column(FieldId field) const { return columns_[field]; }
  // Of a kWhen field: the local date (kDate cells) and the instant (micros;
  // none where only the day is known).
  const Column& date_column(FieldId field) const { return dates_[field]; }
  const Column& instant_column(FieldId field) const { return instants_[field]; }

  // Embedded records: the parent's row, never kNoRow.
  Row parent(Row row) const { return parents_[row]; }
  // Of a parent's kChildren field: [first, last) in the child table.
  struct RowRange {
    Row first = 0;
    Row last = 0;
  };

  const Feed& feed() const { return feed_; }

 private:
  friend class FactsBuilder;
  friend class Facts;
  std::size_t row_count_ = 0;
  std::vector<Column> columns_;   // By FieldId; kChildren columns are empty.
  std::vector<Column> dates_;     // By FieldId; filled for kWhen only.
  std::vector<Column> instants_;
  std::vector<Row> parents_;
  std::vector<std::vector<Row>> child_offsets_;  // By FieldId; kChildren only: row_count + 1.
  Feed feed_;
};

class Facts {
 public:
  Facts(Facts&&) noexcept;
  Facts& operator=(Facts&&) noexcept;
  ~Facts();

  const Schema& schema() const;
  const Table& table(RecordTypeId type) const;

  std::string_view text(TextId id) const;
  // Nothing if no cell holds the text (so no row can equal it).
  std::optional<TextId> FindText(std::string_view text) const;
  const Decimal& decimal(std::int64_t index) const;
  // How many distinct texts there are; TextIds are below it. They are numbered in byte order of
  // the texts, so comparing ids compares texts, whatever order records came in.
  std::size_t text_count() const;

  Table::RowRange children(RecordTypeId parent, FieldId field, Row row) const;
  // The rows that refer to `row` by the inverse, ascending by the order of rows (see below).
  std::span<const Row> referrers(std::uint16_t inverse, Row row) const;

  // The id of a record for people: its key field, or for embedded records
  // "<parent id>/<field>/<index>". Never fails.
  std::string RecordName(RecordTypeId type, Row row) const;
  // The row whose key is `key` (for scoped keys: within `scope_row`), or kNoRow.
  Row FindRow(RecordTypeId type, std::string_view key, Row scope_row = kNoRow) const;

  // The order of rows depends on the records alone, never on the order in which they arrived.
  // Embedded rows are ordered by parent and position. Ties between records are decided by their
  // keys (greatest TextId = greatest text), not by rows.

  // The organisation's zone, by which instants became dates. UTC without an organisation.
  const TimeZone& time_zone() const;
  // `as_of` of the facts document, if it had one.
  std::optional<Date> as_of() const;
  // Of meaning, not of bytes: equal for every order of the same records.
  const Sha256& digest() const;

  // Flags that reading raised on single records (lenient loading); engine adds its own.
  struct Flag {
    std::string flag;    // "unknown_member", "dangling_reference", "duplicate"
    std::string record;  // The record's id, or empty.
    std::string detail;

    bool operator==(const Flag&) const = default;
  };
  std::span<const Flag> flags() const;

 private:
  friend class FactsBuilder;
  struct Rep;
  explicit Facts(std::unique_ptr<const Rep> rep);
  std::unique_ptr<const Rep> rep_;
};

}  // namespace assay

#endif  // ASSAY_FACTS_FACTS_H_
