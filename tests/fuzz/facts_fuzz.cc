// Facts documents of any bytes: they are read, or refused with a fault that has a place. What is
// read is written and read again, with the same digest; a lenient reading takes whatever a strict
// one takes. Nothing may crash, hang or throw.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "assay/base/diagnostic.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

void CheckRefusal(const assay::Diagnostics& problems) {
  Require(assay::ErrorCount(problems) > 0);
  for (const assay::Diagnostic& problem : problems) {
    Require(!problem.code.empty() && !problem.message.empty());
    Require(problem.severity == assay::DiagnosticSeverity::kWarning || problem.place.line > 0);
  }
  Require(!assay::Render(problems).empty());
}

void CheckRoundTrip(const assay::Facts& facts, bool lenient) {
  const std::string written = assay::FactsToJson(facts);
  assay::Diagnostics problems;
  const absl::StatusOr<assay::Facts> again =
      assay::ReadFactsJson(written, facts.schema(), {.lenient = lenient}, &problems);
  Require(again.ok());
  Require(again->digest() == facts.digest());
  Require(assay::FactsToJson(*again) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const assay::Schema schema = assay::ShippedSchema();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  bool is_read = false;
  for (const bool lenient : {false, true}) {
    assay::Diagnostics problems;
    const absl::StatusOr<assay::Facts> facts =
        assay::ReadFactsJson(text, schema, {.lenient = lenient, .max_diagnostics = 20}, &problems);
    Require(facts.ok() || !(lenient && is_read));
    is_read = facts.ok();
    if (facts.ok()) {
      Require(problems.empty());
      CheckRoundTrip(*facts, lenient);
    } else {
      CheckRefusal(problems);
    }
  }
  return 0;
}
