// Reads organisations from standard input, a JSON object `{seed, parameters, facts}` a line, and
// assesses each with the shipped A.5.4 pack in every way that must not matter (thread_independence.h).
// Exit status 1 with what differs. tests/reference/test_threads.py pipes random organisations in.

#include <cstdint>
#include <iostream>
#include <string>

#include <boost/json.hpp>

#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"
#include "tests/scenarios/thread_independence.h"

namespace assay {
namespace {

int CompareAll() {
  const Schema schema = ShippedSchema();
  const ShippedPack* shipped = FindShippedPack("iso27001-2022-a5.4");
  Diagnostics problems;
  absl::StatusOr<Pack> read = ReadPack(shipped->text, shipped->file, PackLimits{}, &problems);
  if (!read.ok()) return 2;
  const absl::StatusOr<CompiledPack> pack = CompilePack(*std::move(read), schema, &problems);
  if (!pack.ok()) return 2;
  std::int64_t compared = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const boost::json::object one = boost::json::parse(line).as_object();
    const absl::StatusOr<Facts> facts =
        ReadFactsJson(boost::json::serialize(one.at("facts")), pack->schema(), {}, &problems);
    if (!facts.ok()) {
      std::cerr << "seed " << one.at("seed") << ": " << Render(problems);
      return 2;
    }
    const AssessOptions options = OptionsOf(one.at("parameters").as_object());
    std::string difference = DifferenceByThreads(*pack, *facts, options);
    // A budget of its own for each, so that it runs out at many different places.
    const std::int64_t steps = 1000 + compared * 7919 % 150'000;
    if (difference.empty()) difference = DifferenceInSteps(*pack, *facts, options, steps);
    if (!difference.empty()) {
      std::cerr << "seed " << one.at("seed") << ", " << difference << "\n";
      return 1;
    }
    ++compared;
  }
  std::cout << compared << "\n";
  return 0;
}

}  // namespace
}  // namespace assay

int main() { return assay::CompareAll(); }
