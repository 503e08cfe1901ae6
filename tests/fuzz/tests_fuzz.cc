// Reads arbitrary text as the tests of a pack, beside a file that it may build on. It is refused
// with a fault, or it has cases whose facts are JSON, and every fault of those lies in one of the
// files.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/engine/compile.h"
#include "assay/engine/pack_tests.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

constexpr std::string_view kPack = R"(format: assay.pack/1
id: small
title: Small
version: 1.0.0
language: assay-cel/1
parameters:
  nda_pct: {default: 100, doc: share}
populations:
  staff: {of: person}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Bound
        each: staff
        levels:
          minimum: {require: person.ndas.size() > 0, coverage_pct: params.nda_pct}
traps:
  - {id: T, title: none, items: [N], caps: none, when: "false"}
reality_checks:
  - {id: RC, item: N, kind: evidence, require: "true"}
)";

constexpr std::string_view kBase = R"(format: assay.tests/1
base:
  as_of: 2026-03-31
  organization: {id: o, time_zone: UTC, isms_start: 2024-01-01}
  collected: ['*']
  people: [{id: ann, engagement: employee, start: 2020-01-01}]
  evidence: [{id: ann-nda, type: nda, occurred_at: 2020-01-01, person: ann}]
cases: [{name: whole, expect: {items: {N: {minimum: satisfied}}}}]
)";

const assay::CompiledPack& SmallPack() {
  static const assay::Schema* schema = new assay::Schema(assay::ShippedSchema());
  static const assay::CompiledPack* pack = [] {
    assay::Diagnostics problems;
    absl::StatusOr<assay::Pack> read = assay::ReadPack(kPack, "pack.yaml", {}, &problems);
    Require(read.ok());
    absl::StatusOr<assay::CompiledPack> compiled =
        assay::CompilePack(*std::move(read), *schema, &problems);
    Require(compiled.ok());
    return new assay::CompiledPack(*std::move(compiled));
  }();
  return *pack;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay::CompiledPack& pack = SmallPack();
  const std::vector<assay::PackTestFile> files = {
      {"tests/a.yaml", std::string(reinterpret_cast<const char*>(data), size)},
      {"tests/base.yaml", std::string(kBase)}};
  assay::Diagnostics problems;
  const absl::StatusOr<assay::PackTests> tests = assay::ReadPackTests(files, pack, {}, &problems);
  Require(tests.ok() == (assay::ErrorCount(problems) == 0));
  assay::Render(problems);
  if (!tests.ok()) return 0;
  for (const assay::PackTestCase& test : tests->cases()) {
    Require(!test.expectations.empty());
    assay::Diagnostics faults;
    const absl::StatusOr<assay::Facts> facts =
        assay::ReadFactsJson(test.facts, pack.schema(), {}, &faults);
    for (assay::Diagnostic& fault : faults) {
      // What the layers make is JSON, whatever they are.
      Require(fault.code.rfind("json.", 0) != 0 || fault.code == "json.depth");
      tests->MoveIntoFile(test, &fault);
      Require(fault.place.file == files[0].file || fault.place.file == files[1].file);
      Require(fault.place.line > 0 && fault.place.column > 0);
    }
    if (facts.ok()) assay::RunPackTest(pack, *tests, test, *facts, &faults).status().IgnoreError();
  }
  return 0;
}
