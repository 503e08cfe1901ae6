// A schema small enough to keep in mind that has every kind of field, role and missing cell.

#ifndef ASSAY_TESTS_FACTS_SMALL_SCHEMA_H_
#define ASSAY_TESTS_FACTS_SMALL_SCHEMA_H_

#include <string>
#include <string_view>
#include <vector>

#include "assay/facts/schema.h"

namespace assay {

using FieldDeclaration = SchemaBuilder::FieldDeclaration;
using RecordDeclaration = SchemaBuilder::RecordDeclaration;

// Declarations, for this schema and for faulty ones.
FieldDeclaration KeyField(std::string name);
FieldDeclaration PlainField(std::string name, FieldKind kind, Missing missing = Missing::kRequired);
FieldDeclaration EnumField(std::string name, std::string enumeration,
                           Missing missing = Missing::kRequired);
FieldDeclaration ReferenceField(std::string name, std::string target, std::string inverse,
                                Missing missing = Missing::kRequired);
FieldDeclaration ListOf(FieldDeclaration element, Missing missing);
FieldDeclaration WithDefault(FieldDeclaration field, std::string default_text);
FieldDeclaration WithRange(FieldDeclaration field, std::int64_t minimum, std::int64_t maximum);
FieldDeclaration ChildrenField(std::string name, std::string target);
RecordDeclaration Record(std::string name, std::string plural, RecordRole role,
                         std::vector<FieldDeclaration> fields);

// organization, role, person with assignments, document with versions (with a procedure), module,
// the evidence types acknowledgement, completion and briefing (with viewings), and waiver, which
// has no key.
SchemaBuilder SmallSchemaBuilder();

// The ids of the small schema by name, so that tests read like facts.
struct SmallSchema {
  SmallSchema();

  RecordTypeId type(std::string_view record) const;
  FieldId field(std::string_view record, std::string_view field) const;
  int value(std::string_view enumeration, std::string_view value) const;

  Schema schema;
};

}  // namespace assay

#endif  // ASSAY_TESTS_FACTS_SMALL_SCHEMA_H_
