// Facts: everything known about one organisation, sealed.
//
// Tables of typed columns, one table per record type. Immutable once sealed, so
// any number of threads may read one Facts without locks. What a rule may see of
// them on a given day (hygiene) is the engine's business, not theirs.
//
//   assay::FactsBuilder builder(schema);       // facts/builder.h, or assay::ReadFactsJson
//   ...
//   absl::StatusOr<assay::Facts> facts = std::move(builder).Seal({}, &problems);
//
// The order of rows depends on the records alone, never on the order in which they arrived:
//   - tables by key, those without a key by their contents;
//   - embedded rows by parent, then by position, so that a parent's are one range;
//   - evidence by the row of the record it is about (its first single reference into a table that
//     has an inverse, such as `person`; those about nobody last), then by date, then by key. So
//     one person's records of a type are one range, oldest first.
// Ties between records are decided by their keys (greatest TextId = greatest text), not by rows.

#ifndef ASSAY_FACTS_FACTS_H_
#define ASSAY_FACTS_FACTS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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
  bool collected = true;         // False: neither listed nor, by its records, evident.
  std::vector<DateRange> gaps;   // Empty = closed. In order, disjoint.
  std::uint64_t open_kinds = 0;  // With a feed per kind: bit k = value k of the enum is open.
                                 // Then `gaps` is one full range if any bit is set.
  bool is_open() const { return !gaps.empty(); }

  bool operator==(const Feed&) const = default;
};

// Rows of one record type. Embedded records lie next to each other per parent. Like its columns a
// view, valid as long as the Facts it was read from.
class Table {
 public:
  // By FieldId, all of them.
  struct Parts {
    std::size_t row_count = 0;
    std::vector<Column> columns;  // kChildren columns are empty.
    std::vector<Column> dates;    // Filled for kWhen only.
    std::vector<Column> instants;
    std::span<const Row> parents;                     // Of embedded types.
    std::vector<std::span<const Row>> child_offsets;  // Filled for kChild and kChildren.
    Feed feed;
  };

  Table() = default;
  explicit Table(Parts parts) : parts_(std::move(parts)) {}

  std::size_t row_count() const { return parts_.row_count; }
  const Column& column(FieldId field) const { return parts_.columns[field]; }
  // Of a kWhen field: the local date (kDate cells) and the instant (micros;
  // none where only the day is known).
  const Column& date_column(FieldId field) const { return parts_.dates[field]; }
  const Column& instant_column(FieldId field) const { return parts_.instants[field]; }

  // Embedded records: the parent's row, never kNoRow.
  Row parent(Row row) const { return parts_.parents[row]; }
  std::span<const Row> parents() const { return parts_.parents; }  // For kernels; ascending.
  // Of a parent's kChildren field: [first, last) in the child table.
  struct RowRange {
    Row first = 0;
    Row last = 0;
  };
  // For kernels: row r's embedded records are child_offsets(field)[r] up to child_offsets(field)
  // [r + 1] in the child's table. Of kChildren and kChild fields.
  std::span<const Row> child_offsets(FieldId field) const { return parts_.child_offsets[field]; }

  const Feed& feed() const { return parts_.feed; }

 private:
  Parts parts_;
};

class Facts {
 public:
  Facts(Facts&&) noexcept;
  Facts& operator=(Facts&&) noexcept;
  ~Facts();

  const Schema& schema() const;
  const Table& table(RecordTypeId type) const;

  std::string_view text(TextId id) const;
  // Nothing if no cell holds the text (so no row can equal it). Logarithmic.
  std::optional<TextId> FindText(std::string_view text) const;
  const Decimal& decimal(std::int64_t index) const;
  // How many distinct texts there are; TextIds are below it. They are numbered in byte order of
  // the texts, so comparing ids compares texts, whatever order records came in.
  std::size_t text_count() const;

  Table::RowRange children(RecordTypeId parent, FieldId field, Row row) const;
  // The rows that refer to `row` by the inverse, ascending, each once. References that are unknown
  // are in no list: whether there may be more is for the feed of the source to say.
  std::span<const Row> referrers(std::uint16_t inverse, Row row) const;
  // For kernels: the referrers of row r are referrer_rows()[referrer_offsets()[r]] up to
  // referrer_offsets()[r + 1]. If `is_contiguous`, referrer_rows()[i] is i, so the offsets are rows
  // of the source themselves.
  std::span<const std::uint32_t> referrer_offsets(std::uint16_t inverse) const;
  std::span<const Row> referrer_rows(std::uint16_t inverse) const;
  bool is_contiguous(std::uint16_t inverse) const;

  // The id of a record for people: its key; for embedded records "<parent id>/<field>/<key>", with
  // the index in place of a key that the type has not, or "<parent id>/<field>" where there is at
  // most one; for others "<type>/<row>". Never fails.
  std::string RecordName(RecordTypeId type, Row row) const;
  // The row whose key is `key`, or kNoRow. Logarithmic in the rows of the type. The keys of
  // embedded records are unique within their parent only, which `scope_row` is then: linear in
  // the parent's embedded records.
  Row FindRow(RecordTypeId type, std::string_view key, Row scope_row = kNoRow) const;

  // The key that an unknown reference was given, if it was given one: of a cell that is unknown
  // because the record is not here, or of element `element` of a list that is kNoRow. For writing
  // facts out again; to rules such a record is unknown. Logarithmic.
  std::optional<std::string_view> UnresolvedKey(RecordTypeId type, FieldId field, Row row,
                                                std::size_t element) const;

  // The organisation's zone, by which instants became dates. UTC without an organisation.
  const TimeZone& time_zone() const;
  // `as_of` of the facts document, if it had one.
  std::optional<Date> as_of() const;
  // Of meaning, not of bytes: over the records by type and key, each cell by the name of its field
  // and what it says, besides what was collected and as_of. Equal for every order of the same
  // records, for null and absent, for a default written and left out, and under a schema that was
  // extended by what the records do not use.
  const Sha256& digest() const;

  // Flags that reading raised on single records (most in lenient loading); engine adds its own.
  // Ordered by flag, record and detail.
  struct Flag {
    std::string flag;  // "unknown_member", "dangling_reference", "unscoped_reference", "duplicate"
    std::string record;  // The record's id, or empty.
    std::string detail;  // The member or field in question, or empty.

    bool operator==(const Flag&) const = default;
  };
  std::span<const Flag> flags() const;

 private:
  friend class FactsBuilder;
  struct Rep;  // src/facts/facts_rep.h
  explicit Facts(std::unique_ptr<const Rep> rep);
  std::unique_ptr<const Rep> rep_;
};

}  // namespace assay

#endif  // ASSAY_FACTS_FACTS_H_
