// Reads arbitrary text as a pack. A text is refused with a fault, or it is a pack whose every place
// lies in the text; the same text gives the same digest, and so does what WritePack makes of it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "assay/pack/pack.h"
#include "assay/pack/write.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

// Moves a diagnostic about the end of a rule, where mistakes of one are most likely, into the file.
void MoveEnd(const assay::RuleText& rule, std::string_view source) {
  assay::Diagnostic diagnostic;
  diagnostic.place.line = 1;
  diagnostic.place.column = static_cast<std::uint32_t>(rule.text.size() + 1);
  diagnostic.place.length = 3;
  assay::MoveIntoFile(rule, source, &diagnostic);
  Require(diagnostic.place.line > 0 && diagnostic.place.column > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  assay::Diagnostics problems;
  const absl::StatusOr<assay::Pack> pack = assay::ReadPack(text, "fuzz", {}, &problems);
  Require(pack.ok() == (assay::ErrorCount(problems) == 0));
  assay::Render(problems);
  if (!pack.ok()) return 0;
  for (const assay::FunctionDefinition& function : pack->definition().functions) {
    MoveEnd(function.body, pack->source());
  }
  assay::Diagnostics again;
  Require(assay::ReadPack(text, "fuzz", {}, &again)->digest() == pack->digest());
  Require(again == problems);
  // Written out, it is the same pack.
  assay::PackLimits limits;
  limits.bytes *= 16;
  const std::string written = assay::WritePack(*pack);
  const absl::StatusOr<assay::Pack> read = assay::ReadPack(written, "fuzz", limits, &again);
  Require(read.ok() && read->digest() == pack->digest() && assay::WritePack(*read) == written);
  return 0;
}
