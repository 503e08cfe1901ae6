// The schema of the record types that assay ships: what facts look like before any pack adds to
// them.

#ifndef ASSAY_INGEST_SHIPPED_SCHEMA_H_
#define ASSAY_INGEST_SHIPPED_SCHEMA_H_

#include "assay/facts/schema.h"

namespace assay {

// The record types of domain/records.h, in its order, made from their descriptions. Facts point
// into their schema, so keep it as long as them. Every call gives an equal schema of its own.
Schema ShippedSchema();

}  // namespace assay

#endif  // ASSAY_INGEST_SHIPPED_SCHEMA_H_
