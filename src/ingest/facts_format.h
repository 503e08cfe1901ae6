// The facts format of one schema, prepared for reading: every name that may stand somewhere, in a
// table for that place.

#ifndef ASSAY_SRC_INGEST_FACTS_FORMAT_H_
#define ASSAY_SRC_INGEST_FACTS_FORMAT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "assay/facts/schema.h"
#include "src/ingest/name_table.h"

namespace assay {

// Members of the document by position: first these, then the records that have one of their own.
enum class DocumentMember : std::uint16_t { kFormat, kAsOf, kCollected, kEvidence, kFirstRecord };

// Members of an entry of `collected` by position.
enum class EntryMember : std::uint16_t { kType, kFrom, kTo, kComplete };

// Built once a document; `schema` must outlive it.
struct FactsFormat {
  explicit FactsFormat(const Schema& schema);

  // The record type of the member at `position`, which is kFirstRecord or later.
  RecordTypeId RecordAt(std::uint16_t position) const {
    return document_records[position - static_cast<std::size_t>(DocumentMember::kFirstRecord)];
  }

  const Schema& schema;
  std::vector<std::string_view> document_names;
  std::vector<RecordTypeId> document_records;
  std::vector<std::string_view> entry_names;
  std::vector<std::string_view> evidence_names;
  std::vector<RecordTypeId> evidence_records;
  NameTable document_members;
  NameTable entry_members;
  NameTable evidence_types;
  std::vector<NameTable> fields;  // By record type. Of evidence, `type` comes after the last field.
  std::vector<NameTable> words;   // By enumeration.
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_FACTS_FORMAT_H_
