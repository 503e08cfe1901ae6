#include "assay/ingest/facts_json.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/facts/builder.h"
#include "src/base/json_parser.h"
#include "src/ingest/document_faults.h"
#include "src/ingest/facts_format.h"
#include "src/ingest/facts_reader.h"
#include "src/ingest/fault_log.h"

namespace assay {
absl::StatusOr<Facts> ReadFactsJson(std::string_view text, const Schema& schema,
                                    const FactsJsonOptions& options, Diagnostics* problems) {
  if (text.size() > options.max_bytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("facts are longer than max_bytes, which is ", options.max_bytes, " bytes"));
  }
  const FactsFormat format(schema);
  FactsBuilder builder(schema);
  FaultLog log(std::max<std::size_t>(options.max_diagnostics, 1));
  FactsReader reader(format, options.lenient, &builder, &log);

  Diagnostics syntax;   // At most one: nothing is read behind it.
  Diagnostics closing;  // What is said after all faults.
  const bool is_whole = ParseJsonInto(text, options.file, options.max_depth, &reader, &syntax);
  if (is_whole) reader.Finish();
  if (log.is_full()) closing.push_back(StoppedReading(log.limit()));

  FoundFaults found;
  if (is_whole && !log.is_full()) {
    SealOptions seal{.lenient = options.lenient, .max_diagnostics = log.limit() - log.count()};
    Diagnostics sealing;
    absl::StatusOr<Facts> facts = std::move(builder).Seal(seal, &sealing);
    const bool is_ours = facts.ok() || absl::IsInvalidArgument(facts.status());
    if (log.count() == 0 && (facts.ok() || !is_ours)) return facts;
    for (Diagnostic& fault : sealing) {
      if (fault.code == kTooMany) {
        closing.push_back(std::move(fault));
      } else if (!FollowsFrom(log, reader.has_lost_records(), fault)) {
        found.Add(std::move(fault));
      }
    }
  }
  log.MoveTo(&found.diagnostics, &found.queries);
  Diagnostics faults = PlacedFaults(text, std::move(found), !syntax.empty());
  faults.insert(faults.end(), syntax.begin(), syntax.end());
  const absl::Status refusal = FaultyFacts(options.file, faults.size(), closing.empty());
  faults.insert(faults.end(), closing.begin(), closing.end());
  for (Diagnostic& fault : faults) {
    fault.place.file = options.file;
    problems->push_back(std::move(fault));
  }
  return refusal;
}

}  // namespace assay
