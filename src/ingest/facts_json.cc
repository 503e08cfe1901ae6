#include "assay/ingest/facts_json.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/facts/builder.h"
#include "src/base/json_events.h"
#include "src/base/json_parser.h"
#include "src/ingest/facts_format.h"
#include "src/ingest/facts_reader.h"
#include "src/ingest/fault_log.h"

namespace assay {
namespace {

constexpr std::string_view kTooMany = "facts.too-many";

// Faults of the text, with what finds their places; the two belong to each other by position.
struct Found {
  Diagnostics diagnostics;
  std::vector<PointerQuery> queries;

  void Add(Diagnostic diagnostic) {
    queries.push_back({.pointer = diagnostic.place.pointer});
    diagnostics.push_back(std::move(diagnostic));
  }
};

bool ComesBefore(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
}

absl::Status Refusal(std::string_view file, std::size_t faults, bool is_all) {
  const std::string name = file.empty() ? "facts" : absl::StrCat("facts `", std::string(file), "`");
  return absl::InvalidArgumentError(absl::StrCat(name, " have ", is_all ? "" : "at least ", faults,
                                                 faults == 1 ? " fault" : " faults"));
}

Diagnostic TooMany(std::size_t limit) {
  return {.code = std::string(kTooMany),
          .message = absl::StrCat("reading stopped after ", limit, " faults"),
          .hint = "mend those above, or raise the limit",
          .severity = DiagnosticSeverity::kWarning};
}

// Faults that sealing finds, less those that follow from one already found: a value that could not
// be read stands there as a placeholder, a record that could not be read is missing.
void AddFaultsOfSealing(Diagnostics sealing, const FaultLog& log, bool has_lost_records,
                        Found* found, Diagnostics* closing) {
  for (Diagnostic& diagnostic : sealing) {
    if (diagnostic.code == kTooMany) {
      closing->push_back(std::move(diagnostic));
      continue;
    }
    if (log.Has(diagnostic.place.pointer)) continue;
    if (has_lost_records && diagnostic.code == "facts.dangling-reference") continue;
    found->Add(std::move(diagnostic));
  }
}

// Gives every fault its place and puts them in the order of the text. Where the text is broken, the
// last key before the break may have no place: then the break is all there is to say.
Diagnostics Placed(std::string_view text, Found found, bool is_broken) {
  Diagnostics placed = std::move(found.diagnostics);
  PlaceDiagnostics(text, found.queries, &placed);
  if (is_broken) {
    std::erase_if(placed, [](const Diagnostic& diagnostic) { return diagnostic.place.line == 0; });
  }
  std::stable_sort(placed.begin(), placed.end(), ComesBefore);
  return placed;
}

}  // namespace

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
  if (log.is_full()) closing.push_back(TooMany(log.limit()));

  Found found;
  if (is_whole && !log.is_full()) {
    SealOptions seal{.lenient = options.lenient, .max_diagnostics = log.limit() - log.count()};
    Diagnostics sealing;
    absl::StatusOr<Facts> facts = std::move(builder).Seal(seal, &sealing);
    const bool is_ours = facts.ok() || absl::IsInvalidArgument(facts.status());
    if (log.count() == 0 && (facts.ok() || !is_ours)) return facts;
    AddFaultsOfSealing(std::move(sealing), log, reader.has_lost_records(), &found, &closing);
  }
  log.MoveTo(&found.diagnostics, &found.queries);
  Diagnostics faults = Placed(text, std::move(found), !syntax.empty());
  faults.insert(faults.end(), syntax.begin(), syntax.end());
  const absl::Status refusal = Refusal(options.file, faults.size(), closing.empty());
  faults.insert(faults.end(), closing.begin(), closing.end());
  for (Diagnostic& fault : faults) {
    fault.place.file = options.file;
    problems->push_back(std::move(fault));
  }
  return refusal;
}

}  // namespace assay
