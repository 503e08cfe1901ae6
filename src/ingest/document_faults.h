// What a reader of facts documents says in the end: the faults of the text, of the records and of
// sealing, put together, each with its place.

#ifndef ASSAY_SRC_INGEST_DOCUMENT_FAULTS_H_
#define ASSAY_SRC_INGEST_DOCUMENT_FAULTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "assay/base/diagnostic.h"
#include "src/base/json_events.h"
#include "src/ingest/fault_log.h"

namespace assay {

inline constexpr std::string_view kTooMany = "facts.too-many";

// Faults of a text, with what finds their places; the two belong to each other by position.
struct FoundFaults {
  Diagnostics diagnostics;
  std::vector<PointerQuery> queries;

  void Add(Diagnostic diagnostic) {
    queries.push_back({.pointer = diagnostic.place.pointer});
    diagnostics.push_back(std::move(diagnostic));
  }
};

// Whether a fault that sealing found follows from one that is in `log`: a value that could not be
// read stands there as a placeholder, a record that could not be read is missing.
bool FollowsFrom(const FaultLog& log, bool has_lost_records, const Diagnostic& sealing);

// Gives every fault its place and puts them in the order of the text. Where the text is broken, the
// last key before the break may have no place: then the break is all there is to say.
Diagnostics PlacedFaults(std::string_view text, FoundFaults found, bool is_broken);

// "facts `file` have 3 faults". `is_all`: none were left out.
absl::Status FaultyFacts(std::string_view file, std::size_t faults, bool is_all);

// The closing warning of who stops reading at `limit` faults.
Diagnostic StoppedReading(std::size_t limit);

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_DOCUMENT_FAULTS_H_
