// The shape of facts: record types and their fields, whether they come from a
// described C++ struct or from a pack's declaration. There is one kind of
// table; only where its schema comes from differs.
//
// A schema knows no compliance. It is built once (SchemaBuilder), checked as a
// whole, and immutable afterwards, so it is shared between threads freely.

#ifndef ASSAY_FACTS_SCHEMA_H_
#define ASSAY_FACTS_SCHEMA_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/diagnostic.h"

namespace assay {

// Dense numbers within one schema. Names are for people and texts; the engine
// works with these.
using RecordTypeId = std::uint16_t;
using FieldId = std::uint16_t;  // Within its record type.
using EnumId = std::uint16_t;
inline constexpr std::uint16_t kNoId = 0xffff;

enum class FieldKind : std::uint8_t {
  kBool,
  kInt,        // 64 bits, with a unit in the field's name or `unit`
  kDecimal,    // exact; money amounts
  kText,       // an opaque identifier or a short text, interned
  kEnum,       // one of a closed list of words
  kDate,       // a local calendar date
  kWhen,       // a date or an instant; has `.date` and `.instant`
  kReference,  // another record, by its id
  kChild,      // at most one embedded record, e.g. a version's procedure
  kChildren,   // embedded records in order, e.g. a person's assignments
};

// What an absent or null cell means. There are no other defaults: an unset date is never 1970.
enum class Missing : std::uint8_t {
  kRequired,  // Absence is a fault of the record.
  kNone,      // Known not to exist (a contract's `expires`).
  kUnknown,   // Not collected (a contract's `clauses`).
  kDefault,   // The written default (`in_scope` is true). An absent list is empty.
              // Embedded lists (kChildren) are always read so: one that is absent is empty.
};

struct EnumType {
  std::string name;                 // "engagement"; a type name in the rule language.
  std::vector<std::string> values;  // At most 64, in declaration order (which is the order of `<`
                                    // where the words are grades, e.g. attestation).
  std::string documentation;
};

struct Field {
  std::string name;
  FieldKind kind = FieldKind::kText;
  bool is_list = false;  // Of kText, kEnum or kReference.
  Missing missing = Missing::kRequired;
  std::string default_text;     // With kDefault: the default as JSON text ("true",
                                // "\"documented\"", without escapes); of a list "[]" or empty.
  EnumId enumeration = kNoId;   // Of kEnum. Of kText: its usual words, if it has any; facts may
                                // hold others, but a rule that names another is warned.
  RecordTypeId target = kNoId;  // Of kReference, kChild, kChildren. A reference to an
                                // embedded type needs a scope_field.
  std::string inverse;          // Of kReference: the field by which the target lists its
                                // referrers ("acknowledgements"); empty = none.
  FieldId scope_field = kNoId;  // Of kReference: the key is unique only within the record that
                                // this sibling field references (document_version in document).
  bool is_key = false;          // Of a required kText: the id by which others refer to the
                                // record. Evidence types share one space of ids; the ids of
                                // embedded records are unique within their parent.
  std::string unit;             // "days", "seconds", ...; empty when the name says it.
  std::optional<std::int64_t> minimum;  // Of kInt and kDecimal, inclusive.
  std::optional<std::int64_t> maximum;
  std::string documentation;  // Never empty; a test checks it.
};

// Where the records of a type come from in a facts document.
enum class RecordRole : std::uint8_t {
  kSingle,    // one object: `organization`
  kTable,     // an array of its own: `people`
  kEvidence,  // the `evidence` array, told apart by `type`
  kChild,     // embedded in a parent's field
};

struct RecordType {
  std::string name;    // "training_completion"; a type name in the rule language.
  std::string plural;  // "training_completions"; `org.<plural>` in rules.
  RecordRole role = RecordRole::kTable;
  std::string member;               // kSingle, kTable: the member of the facts document; if left
                                    // empty, the name of a kSingle and the plural of a kTable.
  RecordTypeId parent = kNoId;      // kChild: the record that embeds it,
  FieldId parent_field = kNoId;     //         and by which field.
  bool is_feed = false;             // May be listed in `collected`. All evidence types are.
  bool feed_needs_listing = false;  // Records do not prove that the feed was collected: somebody's
                                    // current assignment is no proof that earlier ones are known.
  bool opens_parents = false;       // kChild, is_feed: while the feed is open, so is the list in
                                    // every parent. False: a parent that is here holds all that it
                                    // embeds, and only the list of all records is open.
  FieldId feed_kind_field = kNoId;  // A feed per value of this enum field (documents by `kind`);
                                    // implies is_feed.
  FieldId occurred_field = kNoId;   // The kWhen field that partial feeds bound (`occurred_at`).
  FieldId key_field = kNoId;        // The kText field with is_key, if any.
  std::vector<Field> fields;        // In declaration order; JSON is written in it.
  std::string documentation;
};

// An inverse list: `person.acknowledgements` are the acknowledgements whose `person` is the row.
// Listed in the order of the records and fields that declare them.
struct Inverse {
  std::string name;              // The field's name on `target`.
  RecordTypeId target = kNoId;   // Where the list is read.
  RecordTypeId source = kNoId;   // Whose rows it lists.
  FieldId source_field = kNoId;  // The reference (or list of references) followed backwards.
};

// Immutable. Every id given out is an index into the spans below.
class Schema {
 public:
  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) noexcept;
  ~Schema();

  std::span<const RecordType> records() const;
  std::span<const EnumType> enums() const;
  std::span<const Inverse> inverses() const;

  const RecordType& record(RecordTypeId id) const;
  const Field& field(RecordTypeId record, FieldId field) const;

  // kNoId when there is none of the name.
  RecordTypeId FindRecord(std::string_view name) const;
  FieldId FindField(RecordTypeId record, std::string_view name) const;
  EnumId FindEnum(std::string_view name) const;
  // The index in enums()[id].values, or -1.
  int FindEnumValue(EnumId id, std::string_view value) const;
  // The index in inverses() of `name` on `target`, or nothing.
  std::optional<std::uint16_t> FindInverse(RecordTypeId target, std::string_view name) const;
  // The kSingle record (`organization`), kNoId if the schema has none.
  RecordTypeId organization() const;

 private:
  friend class SchemaBuilder;
  struct Rep;
  explicit Schema(std::unique_ptr<const Rep> rep);
  std::unique_ptr<const Rep> rep_;
};

// Collects declarations, then checks them as a whole. References and children
// may name types that are added later; hence names, not ids, while building.
class SchemaBuilder {
 public:
  SchemaBuilder();
  // Starts from all of `base`, to extend it with a pack's declarations. Every id of a record type,
  // field, enum and enum value of `base` means the same in the schema built; what is added follows.
  explicit SchemaBuilder(const Schema& base);
  SchemaBuilder(SchemaBuilder&&) noexcept;
  SchemaBuilder& operator=(SchemaBuilder&&) noexcept;
  ~SchemaBuilder();

  // What a declaration names, by name. `field` holds everything else.
  struct FieldDeclaration {
    Field field;
    std::string enumeration;
    std::string target;
    std::string scope_field;
    Place place;  // Of the declaration, for faults; may be empty.
  };
  struct RecordDeclaration {
    RecordType record;  // `fields`, `parent`, ... are filled in by Build.
    std::vector<FieldDeclaration> fields;
    std::string feed_kind_field;
    std::string occurred_field;
    Place place;
  };

  void AddEnum(EnumType type, Place place);
  // Further values of an enum that exists.
  void ExtendEnum(std::string_view name, std::vector<std::string> values, Place place);
  void AddRecord(RecordDeclaration declaration);
  // Further fields of a record type that exists.
  void ExtendRecord(std::string_view name, std::vector<FieldDeclaration> fields, Place place);

  // The schema, or nothing and every fault, in the order of declaration. The builder is spent.
  //
  //   schema.bad-name        a name that is no identifier, or an enum value that is empty
  //   schema.duplicate-name  one name twice among types, plurals, members, a record's fields or an
  //                          enum's values; an inverse named like a field or another inverse
  //   schema.unknown-name    an enum, record type or field that is named and not declared
  //   schema.bad-field       a list, bound, enum, target or inverse that the kind cannot have
  //   schema.bad-key         a key that is not a required text, or a second one
  //   schema.no-key          a reference to a record type that has no key
  //   schema.bad-scope       a reference to an embedded type without a scope, or with one that does
  //                          not lead to its parent
  //   schema.bad-default     a default that is not of its field's type, or out of its range
  //   schema.bad-parent      an embedded type with no parent, with two, or within itself
  //   schema.two-singles     a second kSingle type
  //   schema.too-many        more than 64 values in an enum, or 65,534 types or fields
  std::optional<Schema> Build(Diagnostics* problems);

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace assay

#endif  // ASSAY_FACTS_SCHEMA_H_
