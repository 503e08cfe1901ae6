// Filling facts: records in any order, cell by cell; then one seal.
//
// A builder is used from one thread. It is the one way into Facts: JSON, CSV,
// Arrow and described structs all come through it. If an allocation fails within
// it (std::bad_alloc), it can only be destroyed.
//
//   builder.BeginRecord(person);                 // a kTable or kEvidence record
//   builder.SetText(id, "p01");
//   builder.BeginChild(assignments);             // one embedded record of that field
//   builder.SetReference(role, "r-dev");
//   builder.EndRecord();
//   builder.EndRecord();

#ifndef ASSAY_FACTS_BUILDER_H_
#define ASSAY_FACTS_BUILDER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/base/diagnostic.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"

namespace assay {

// One entry of `collected`. A feed is whole, part or missing by the first of these that says so:
// objects that name it, its bare name, objects that name all ("*"), a bare "*", and last its
// records: any record is proof of a feed, unless RecordType::feed_needs_listing. Of a table with a
// feed per kind, entries that name the kind come before those that name the table.
//
// Objects leave open what lies outside from..to. Several for one feed add up; `complete: false` in
// any leaves all of it open. A kind that is not whole is open altogether.
struct CollectedEntry {
  std::string type;  // A record type or its plural, a document kind, or "*".
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<bool> complete;  // Absent = complete within from..to.
  bool is_plain = true;          // Written as a bare name; the three above are absent then.
  std::string pointer;           // Where it stands, for faults.
};

struct SealOptions {
  bool lenient = false;  // Dangling references become flags, not faults.
  std::size_t max_diagnostics = 100;
  // Turns the pointers of faults into places (line and column), for text input: one place for each
  // pointer. Called once with all pointers at the end, if there are faults; may be empty.
  std::function<std::vector<Place>(const std::vector<std::string>&)> places;
};

class FactsBuilder {
 public:
  // `schema` must outlive the builder and the Facts it seals.
  explicit FactsBuilder(const Schema& schema);
  FactsBuilder(FactsBuilder&&) noexcept;
  FactsBuilder& operator=(FactsBuilder&&) noexcept;
  ~FactsBuilder();

  void SetAsOf(Date as_of);
  void SetCollected(std::vector<CollectedEntry> collected);

  // Records. `origin` is a number by which the caller finds the place of the record again (an
  // index in its array, a row of a file); it only feeds the pointer of faults.
  void BeginRecord(RecordTypeId type, std::uint64_t origin);
  // Within a record: one embedded record of its kChild or kChildren field.
  void BeginChild(FieldId field);
  void EndRecord();

  // Cells of the innermost open record. A field is set at most once; one that is not set is what
  // its schema says of missing cells. The value must be of the field's kind (asserted).
  void SetBool(FieldId field, bool value);
  void SetInt(FieldId field, std::int64_t value);
  void SetDecimal(FieldId field, Decimal value);
  void SetText(FieldId field, std::string_view text);
  void SetEnum(FieldId field, int value_index);
  void SetDate(FieldId field, Date date);
  // A local date as written.
  void SetWhenDate(FieldId field, std::string_view text, Date date);
  // An instant as written; its date follows at sealing from the organisation's zone, which may
  // still be unknown here.
  void SetWhenInstant(FieldId field, std::string_view text, Instant instant);
  void SetReference(FieldId field, std::string_view key);
  // For who has the same text in many records: its number in this builder, then cells by number.
  // Numbers are of this builder alone, and need not be of a text that occurs in the end.
  std::uint32_t Intern(std::string_view text);
  void SetInterned(FieldId field, std::uint32_t text);  // Of a kText or kReference field.
  void SetInternedWhenDate(FieldId field, std::uint32_t text, Date date);
  // Explicit null, equal to leaving the field out.
  void SetMissing(FieldId field);
  // Lists: all elements of the field, in order; an empty list is a value.
  void SetTextList(FieldId field, const std::vector<std::string_view>& elements);
  void SetEnumList(FieldId field, const std::vector<int>& elements);
  void SetReferenceList(FieldId field, const std::vector<std::string_view>& keys);

  // A flag on a record that the reader met (an unknown member, when lenient).
  void AddFlag(Facts::Flag flag);

  std::size_t record_count() const;

  // Checks what needs the whole, orders the rows (see Facts), resolves references and inverses,
  // computes the digest. The builder is spent. No record may be open.
  //
  // A fault goes to `*problems`, in the order of the document; then the result is InvalidArgument
  // and says how many there are. Beyond `max_diagnostics` only the number is told
  // (facts.too-many, a warning).
  //
  //   facts.missing-field       a required cell that was not set; the place is the record's
  //   facts.out-of-range        an integer outside the bounds of its field
  //   facts.empty-id            an id with nothing but white space in it
  //   facts.duplicate-id        one id twice (evidence: across its types) with different contents
  //   facts.dangling-reference  a reference to no record, with the nearest id as a hint
  //   facts.time-zone           the organisation's zone does not exist
  //   facts.unknown-feed        `collected` names what is no feed
  //   facts.bad-range           `collected` has a `from` after its `to`
  //
  // Not faults: records that are equal throughout are one record, with a "duplicate" flag for each
  // further one (hygiene finds other duplicates); a reference into a feed that is open is an
  // unknown cell; `lenient` makes unknown cells and "dangling_reference" flags of all others; a
  // document_version without its document names nothing, which is none and an
  // "unscoped_reference" flag.
  //
  // ResourceExhausted if a table, a list or the texts outgrow 2^31 entries.
  absl::StatusOr<Facts> Seal(const SealOptions& options, Diagnostics* problems) &&;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace assay

#endif  // ASSAY_FACTS_BUILDER_H_
