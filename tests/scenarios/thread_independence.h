// Assesses one organisation in every way that must not matter: value by value, in columns, and with
// several threads that share a handful of records.

#ifndef ASSAY_TESTS_SCENARIOS_THREAD_INDEPENDENCE_H_
#define ASSAY_TESTS_SCENARIOS_THREAD_INDEPENDENCE_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include <boost/json.hpp>

#include "assay/engine/assess.h"
#include "assay/report/report.h"
#include "src/engine/assess_sharing.h"

namespace assay {

inline constexpr std::uint32_t kThreadCounts[] = {1, 2, 3, 7};
inline constexpr std::size_t kNeverShare = std::numeric_limits<std::size_t>::max();

// The whole assessment as JSON, or why there is none.
inline std::string OutcomeOf(const CompiledPack& pack, const Facts& facts, const AssessOptions& options,
                             std::size_t rows_to_share) {
  Diagnostics problems;
  const absl::StatusOr<Assessment> assessment = AssessSharing(pack, facts, options, rows_to_share, &problems);
  return assessment.ok() ? *Render(*assessment, "json") : std::string(assessment.status().message());
}

// Empty if all outcomes are the same; else the first that differs.
inline std::string DifferenceByThreads(const CompiledPack& pack, const Facts& facts, AssessOptions options) {
  options.threads = 1;
  const std::string expected = OutcomeOf(pack, facts, options, kNeverShare);
  for (const std::uint32_t threads : kThreadCounts) {
    options.threads = threads;
    for (const std::size_t rows : {std::size_t{1}, std::size_t{5}}) {
      const std::string outcome = OutcomeOf(pack, facts, options, rows);
      if (outcome == expected) continue;
      return std::to_string(threads) + " threads from " + std::to_string(rows) + " rows on:\n" + outcome +
             "\ninstead of\n" + expected;
    }
  }
  return {};
}

// Empty if a budget of `steps` ends the same, whatever the number of threads; else how it differs.
inline std::string DifferenceInSteps(const CompiledPack& pack, const Facts& facts, AssessOptions options,
                                     std::int64_t steps) {
  options.step_budget = steps;
  options.threads = 1;
  const std::string expected = OutcomeOf(pack, facts, options, 1);
  for (const std::uint32_t threads : kThreadCounts) {
    options.threads = threads;
    const std::string outcome = OutcomeOf(pack, facts, options, 1);
    if (outcome != expected) {
      return std::to_string(threads) + " threads, " + std::to_string(steps) + " steps:\n" + outcome +
             "\ninstead of\n" + expected;
    }
  }
  return {};
}

inline AssessOptions OptionsOf(const boost::json::object& parameters) {
  AssessOptions options;
  for (const auto& parameter : parameters) {
    options.parameters.emplace_back(std::string(parameter.key()), boost::json::serialize(parameter.value()));
  }
  return options;
}

}  // namespace assay

#endif  // ASSAY_TESTS_SCENARIOS_THREAD_INDEPENDENCE_H_
