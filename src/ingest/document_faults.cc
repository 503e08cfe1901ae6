#include "src/ingest/document_faults.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

bool ComesBefore(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
}

}  // namespace

bool FollowsFrom(const FaultLog& log, bool has_lost_records, const Diagnostic& sealing) {
  if (log.Has(sealing.place.pointer)) return true;
  return has_lost_records && sealing.code == "facts.dangling-reference";
}

Diagnostics PlacedFaults(std::string_view text, FoundFaults found, bool is_broken) {
  Diagnostics placed = std::move(found.diagnostics);
  PlaceDiagnostics(text, found.queries, &placed);
  if (is_broken) {
    std::erase_if(placed, [](const Diagnostic& diagnostic) { return diagnostic.place.line == 0; });
  }
  std::stable_sort(placed.begin(), placed.end(), ComesBefore);
  return placed;
}

absl::Status FaultyFacts(std::string_view file, std::size_t faults, bool is_all) {
  const std::string name = file.empty() ? "facts" : absl::StrCat("facts `", std::string(file), "`");
  return absl::InvalidArgumentError(absl::StrCat(name, " have ", is_all ? "" : "at least ", faults,
                                                 faults == 1 ? " fault" : " faults"));
}

Diagnostic StoppedReading(std::size_t limit) {
  return {.code = std::string(kTooMany),
          .message = absl::StrCat("reading stopped after ", limit, limit == 1 ? " fault" : " faults"),
          .hint = "mend those above, or raise the limit",
          .severity = DiagnosticSeverity::kWarning};
}

}  // namespace assay
