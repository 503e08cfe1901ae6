// Reads arbitrary text as texts of a pack in another language. They are refused with a fault, or they make a pack whose
// digest is that of what WritePack makes of it; the same text gives the same digest.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "assay/pack/texts.h"
#include "assay/pack/write.h"

namespace {

// Everything that can have a text, with what a translation may show in braces.
constexpr std::string_view kPack = R"(format: assay.pack/1
id: acme
version: 1.0.0
language: assay-cel/1
title: Acme
populations: {staff: {of: person}}
controls:
  - id: C
    title: Control
    objective: Why
    items:
      - id: A
        title: Bound
        each: staff
        levels: {full: {require: person.in_scope}}
        finding: "{failing} of {due}: {subjects}"
        asks: Who?
        remediation:
          - {owner: HR, text: "Ask {subjects}"}
          - {owner: IT, per_subject: "See {person.id}"}
traps: [{id: T, title: Trap, items: [A], caps: full, when: 'false', asks: How?}]
reality_checks: [{id: R, item: A, kind: evidence, require: 'true', asks: Really?}]
observations: [{id: O, item: A, each: staff, when: person.in_scope, text: "See {subjects}"}]
)";

void Require(bool holds) {
  if (!holds) std::abort();
}

assay::Pack ReadIt() {
  assay::Diagnostics problems;
  absl::StatusOr<assay::Pack> pack = assay::ReadPack(kPack, "pack.yaml", {}, &problems);
  Require(pack.ok());
  return *std::move(pack);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  assay::Diagnostics problems;
  const absl::StatusOr<assay::Pack> pack = assay::AddTexts(ReadIt(), text, "fuzz", &problems);
  Require(pack.ok() == (assay::ErrorCount(problems) == 0));
  assay::Render(problems);
  if (!pack.ok()) return 0;
  assay::Diagnostics again;
  Require(assay::AddTexts(ReadIt(), text, "fuzz", &again)->digest() == pack->digest());
  Require(again == problems);
  // It is the pack that has the texts itself.
  assay::PackLimits limits;
  limits.bytes *= 16;
  const std::string written = assay::WritePack(*pack);
  const absl::StatusOr<assay::Pack> read = assay::ReadPack(written, "fuzz", limits, &again);
  Require(read.ok() && read->digest() == pack->digest() && assay::WritePack(*read) == written);
  return 0;
}
