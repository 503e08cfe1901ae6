#include "src/ingest/facts_format.h"

#include <string>

#include "src/ingest/facts_document.h"

namespace assay {
namespace {

std::vector<RecordTypeId> RecordsOf(const Schema& schema, RecordRole role) {
  std::vector<RecordTypeId> ids;
  for (std::size_t id = 0; id < schema.records().size(); ++id) {
    if (schema.records()[id].role == role) ids.push_back(static_cast<RecordTypeId>(id));
  }
  return ids;
}

std::vector<RecordTypeId> DocumentRecords(const Schema& schema) {
  std::vector<RecordTypeId> ids = RecordsOf(schema, RecordRole::kSingle);
  for (const RecordTypeId id : RecordsOf(schema, RecordRole::kTable)) ids.push_back(id);
  return ids;
}

std::vector<std::string_view> DocumentNames(const Schema& schema) {
  std::vector<std::string_view> names = {kFormatMember, kAsOfMember, kCollectedMember,
                                         kEvidenceMember};
  for (const RecordTypeId id : DocumentRecords(schema)) names.push_back(schema.record(id).member);
  return names;
}

std::vector<std::string_view> EvidenceNames(const Schema& schema) {
  std::vector<std::string_view> names;
  for (const RecordTypeId id : RecordsOf(schema, RecordRole::kEvidence)) {
    names.push_back(schema.record(id).name);
  }
  return names;
}

std::vector<NameTable> FieldTables(const Schema& schema) {
  std::vector<NameTable> tables;
  for (const RecordType& record : schema.records()) {
    std::vector<std::string_view> names;
    for (const Field& field : record.fields) names.push_back(field.name);
    if (record.role == RecordRole::kEvidence) names.push_back(kTypeMember);
    tables.emplace_back(names);
  }
  return tables;
}

std::vector<NameTable> WordTables(const Schema& schema) {
  std::vector<NameTable> tables;
  for (const EnumType& type : schema.enums()) {
    tables.emplace_back(std::vector<std::string_view>(type.values.begin(), type.values.end()));
  }
  return tables;
}

}  // namespace

FactsFormat::FactsFormat(const Schema& facts_schema)
    : schema(facts_schema),
      document_names(DocumentNames(schema)),
      document_records(DocumentRecords(schema)),
      entry_names({"type", "from", "to", "complete"}),
      evidence_names(EvidenceNames(schema)),
      evidence_records(RecordsOf(schema, RecordRole::kEvidence)),
      document_members(document_names),
      entry_members(entry_names),
      evidence_types(evidence_names),
      fields(FieldTables(schema)),
      words(WordTables(schema)) {}

}  // namespace assay
