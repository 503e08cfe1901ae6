// The facts format as a JSON Schema (draft 2020-12), for editors and for tools that check an export
// before it is sent.

#ifndef ASSAY_INGEST_JSON_SCHEMA_H_
#define ASSAY_INGEST_JSON_SCHEMA_H_

#include <string>

#include "assay/facts/schema.h"

namespace assay {

// Indented text with a line end. Members that may not be absent are required; no others are
// allowed; what absence means is part of each description. What a JSON Schema cannot say
// (references, unique ids, real days) is left to the reader.
//
// schemas/facts.schema.json is this text for ShippedSchema().
std::string FactsJsonSchema(const Schema& schema);

}  // namespace assay

#endif  // ASSAY_INGEST_JSON_SCHEMA_H_
