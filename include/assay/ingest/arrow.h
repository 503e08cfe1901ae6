// Facts from Arrow: record batches as pandas, Polars, pyarrow and DuckDB hand them out through the
// Arrow C stream interface, read straight into columns.
//
//   assay::Schema schema = assay::ShippedSchema();
//   assay::FactsTables tables(schema, {});
//   tables.SetDocument(R"({"organization": {...}, "collected": ["*"], "roles": [...]})", "org.json");
//   tables.AddStream("people", "hr.parquet", &people);
//   tables.AddStream("assignment", "", &assignments);
//   tables.AddStream("training_completion", "lms", &completions);
//   assay::Diagnostics problems;
//   absl::StatusOr<assay::Facts> facts = std::move(tables).Seal(&problems);
//
// One stream holds records of one type; a type may have several. What large tables do not hold
// stands in one facts document (ingest/facts_json.h), which may hold records of any type as well.
// The same records give the same facts, flags and digest whichever way they come.
//
// COLUMNS
//
// are called as the fields of the record type and may come in any order. A column that is absent, a
// null and a column of nulls are what the schema says of a missing field; null in a required field
// is a fault. A column that the type does not have is a fault (lenient: one flag "unknown_member"
// for the column). `type` may stand in evidence, if it says the type of the stream.
//
//   a field of             takes
//   bool                   bool
//   int                    ints of every width; floats and decimals that are whole
//   decimal                ints; decimal32/64/128/256; floats that are a decimal of at most 18
//                          digits to the last bit (12.5, not 0.1); texts that hold a number
//   text, enum, reference  utf8, large utf8, utf8 view
//   date                   date32, date64; timestamps without a zone, if midnight; texts `YYYY-MM-DD`
//   date or instant        the same, as days; timestamps with a zone, as instants; texts as in JSON
//   list                   list, large list, list view, fixed-size list; of texts
//   one embedded record    a struct; or columns with a point, `disciplinary_procedure.steps`, of
//                          which a row that is all null has no such record
//   embedded records       a list (of any sort) of structs; or a stream of their own, below
//
// Anything of these may be dictionary-encoded; extension types are read as their storage. An
// instant is kept as text in UTC, `2026-03-31T08:00:00Z`; what is finer than a microsecond is
// refused, not rounded. A timestamp without a zone is a clock on some wall: no instant follows from
// it, so one that is not midnight is a fault. NaN is a fault, not a null.
//
// EMBEDDED RECORDS AS A STREAM
//
// `assignment` may come as a table of its own: a stream of that type, with the id of the record
// that embeds it in the column `<type of that record>_id`, here `person_id`. The records of one
// parent are in the order of the rows. The parents must come as streams too, must have a key, and
// must not have the field themselves. A row whose parent is in no stream is a fault (lenient: a
// flag "dangling_reference").
//
// FAULTS
//
// All of them at once, nothing half-loaded. A place has the name of the stream as its file, and
// the pointer "/<table>/<row>/<column>": `/training_completion/17/module` is the row 17 of the
// stream, counted from 0 over all its batches. Where many rows of a column have the same fault the
// first is told, with the number of rows; of one code and column at most four different ones, and
// how many rows have others. Codes, besides those of ReadFactsJson, which mean the same:
//
//   arrow.unknown-table     a stream of a type that the schema does not have
//   arrow.stream            the producer failed; its own words are in the message
//   arrow.bad-schema        a schema that the specification does not allow, or no record batches
//   arrow.bad-array         an array that contradicts its schema or itself, then nothing behind it in
//                           the stream is read; or an index or a view that leads nowhere
//   arrow.wrong-type        a column of a type that its field does not take
//   arrow.missing-column    a column that is absent and holds a required field
//   arrow.unknown-column    a column that the record type does not have
//   arrow.duplicate-column  two columns of one name, or embedded records that come twice
//   arrow.no-zone           a timestamp without a zone that is not midnight
//   arrow.utf8              a text that is not UTF-8
//   arrow.null-row          a row that is null as a whole
//   arrow.not-single        two embedded records where there may be one
//   arrow.no-parent         an embedded record whose parent is in no stream
//   arrow.too-large         more than 2^31 - 1 rows
//
// HOSTILE STREAMS
//
// Formats, counts, null pointers, offsets, sizes, dictionary indices, views and UTF-8 are checked
// before they are used. The C data interface does not say how large most buffers are, so that no
// consumer can check that they are as large as the lengths and offsets claim, nor that pointers
// point anywhere: a producer must be trusted with that much, as any code in the process.

#ifndef ASSAY_INGEST_ARROW_H_
#define ASSAY_INGEST_ARROW_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "assay/base/arrow_abi.h"
#include "assay/base/date.h"
#include "assay/base/diagnostic.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"

namespace assay {

struct FactsTablesOptions {
  bool lenient = false;  // Unknown columns and dangling references become flags.
  std::size_t max_diagnostics = 100;
};

// Used from one thread; the callbacks of the streams are called from that thread. If an allocation
// fails within it (std::bad_alloc), it can only be destroyed; every stream is released even then.
class FactsTables {
 public:
  // `schema` must outlive this and the Facts that Seal gives.
  FactsTables(const Schema& schema, const FactsTablesOptions& options);
  FactsTables(FactsTables&&) noexcept;
  FactsTables& operator=(FactsTables&&) noexcept;
  ~FactsTables();

  // The facts document, as ReadFactsJson takes it; `organization` may be left out if it comes as a
  // stream. `file` is what messages call it. A second document takes the place of the first.
  void SetDocument(std::string text, std::string file);
  // Instead of the document's `as_of`.
  void SetAsOf(Date as_of);

  // Takes `*stream` over, which is left released, and reads it to its end. `table` is a record type,
  // its plural or its member of the facts document ("person", "people", "training_completion");
  // `name` is what messages call the stream and may be empty. Whatever is wrong, Seal tells; a
  // stream that is null or released already too, as arrow.stream.
  //
  // Streams may come in any order. Of record types that may embed others, and of embedded ones, the
  // batches are held in memory until Seal; all others are read and released here.
  void AddStream(std::string_view table, std::string_view name, ArrowArrayStream* stream);

  // Seals what was read. This is spent.
  //
  // InvalidArgument if there is any fault; then `*problems` has gained them all, those of the
  // document first, up to `max_diagnostics`, and a closing facts.too-many if there are more.
  // ResourceExhausted as FactsBuilder::Seal.
  absl::StatusOr<Facts> Seal(Diagnostics* problems) &&;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace assay

#endif  // ASSAY_INGEST_ARROW_H_
