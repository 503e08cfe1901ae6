// A schema in the making: what was declared, with its places, on the way to Schema::Rep.
//
//   schema_builder.cc  collects declarations into a draft, applies extensions
//   schema_resolve.cc  names -> ids, parents, inverses
//   schema_check.cc    what a single field or type may be

#ifndef ASSAY_SRC_FACTS_SCHEMA_DRAFT_H_
#define ASSAY_SRC_FACTS_SCHEMA_DRAFT_H_

#include <string>
#include <string_view>
#include <vector>

#include "assay/facts/schema.h"
#include "src/facts/schema_faults.h"

namespace assay {

struct SchemaDraft {
  struct Enumeration {
    EnumType type;
    Place place;
  };

  // Name and place of everything declared. `records[i].record.fields` is filled by ResolveNames.
  std::vector<Enumeration> enums;
  std::vector<SchemaBuilder::RecordDeclaration> records;
  std::vector<Inverse> inverses;
  RecordTypeId organization = kNoId;
  SchemaFaults faults;

  SchemaFaults::Subject OfEnum(std::size_t index) const {
    return {.is_record = false, .index = index, .place = enums[index].place};
  }
  SchemaFaults::Subject OfRecord(std::size_t index) const {
    return {.index = index, .place = records[index].place};
  }
  SchemaFaults::Subject OfField(std::size_t record, std::size_t field) const {
    return {.index = record, .field_rank = field + 1, .place = records[record].fields[field].place};
  }
};

// Checks that names are names, and that none is given twice. Takes a draft as declared.
void CheckNames(SchemaDraft* draft);

// Turns names into ids; finds parents, the organisation and the inverses. Where a name leads
// nowhere its id stays kNoId, and a fault says so.
void ResolveNames(SchemaDraft* draft);

// Checks every field and type by itself and against what it points to. Takes a resolved draft and
// passes over whatever did not resolve.
void CheckMeaning(SchemaDraft* draft);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_SCHEMA_DRAFT_H_
