// The members of a facts document that are not records, and the names of its feeds: shared by what
// reads, writes and describes the format.

#ifndef ASSAY_SRC_INGEST_FACTS_DOCUMENT_H_
#define ASSAY_SRC_INGEST_FACTS_DOCUMENT_H_

#include <string_view>
#include <vector>

#include "assay/facts/schema.h"

namespace assay {

inline constexpr std::string_view kFactsFormat = "assay.facts/1";
inline constexpr std::string_view kFormatMember = "format";
inline constexpr std::string_view kAsOfMember = "as_of";
inline constexpr std::string_view kCollectedMember = "collected";
inline constexpr std::string_view kEvidenceMember = "evidence";
inline constexpr std::string_view kTypeMember = "type";  // Of a piece of evidence.

// What may stand in `collected`: "*", every feed by the name and the plural of its record type, and
// the kinds of those that have a feed per kind. Views into `schema`.
inline std::vector<std::string_view> FeedNamesOf(const Schema& schema) {
  std::vector<std::string_view> names = {"*"};
  for (const RecordType& record : schema.records()) {
    if (!record.is_feed && record.feed_kind_field == kNoId) continue;
    names.push_back(record.name);
    if (record.plural != record.name) names.push_back(record.plural);
    if (record.feed_kind_field == kNoId) continue;
    const EnumId kinds = record.fields[record.feed_kind_field].enumeration;
    for (const std::string& kind : schema.enums()[kinds].values) names.push_back(kind);
  }
  return names;
}

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_FACTS_DOCUMENT_H_
