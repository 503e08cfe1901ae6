// Assessing: a compiled pack, sealed facts, a day and parameters in; an assessment out.
//
// Reads no clock and no environment. The same inputs give the same assessment, byte for byte once
// it is written out, whatever the machine and the number of threads.

#ifndef ASSAY_ENGINE_ASSESS_H_
#define ASSAY_ENGINE_ASSESS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/assessment/assessment.h"
#include "assay/base/date.h"
#include "assay/base/diagnostic.h"
#include "assay/engine/compile.h"
#include "assay/facts/facts.h"

namespace assay {

inline constexpr std::uint32_t kMostThreads = 256;

// Limits of what a hostile or hapless pack may cost. A limit above its ceiling is taken for the ceiling.
inline constexpr std::int64_t kUsualStepBudget = 100'000'000'000;          // An hour or so.
inline constexpr std::int64_t kMostSteps = 1'000'000'000'000'000;
inline constexpr std::int64_t kUsualMemoryBytes = std::int64_t{4} << 30;
inline constexpr std::int64_t kMostMemoryBytes = std::int64_t{1} << 40;

struct AssessOptions {
  // The day that is judged, at its end. Unless given, the facts' own `as_of`.
  std::optional<Date> as_of;
  // Overrides of the pack's parameters: name and value as JSON text (`12`, `"observed"`,
  // `["employee"]`). A bare word is taken as a string where the parameter is one.
  std::vector<std::pair<std::string, std::string>> parameters;
  // Language tag for texts, as packs write it. Where a pack lacks it, its main language is shown; what
  // assay says itself is in English unless the tag is "de".
  std::string language = "en";
  // Of how many subjects, per rule and lowest ids first, a finding says which records were looked at
  // and which came nearest. Zero: of none, and nothing is said of the organisation either.
  std::size_t explained_subjects = 10;
  // Months to look back for the first day of each item's rung, and ahead for the day on which it
  // falls if nothing new arrives: 0 = do not look, at most kMostHistoryMonths. Every day is judged
  // anew until each item has its answer, so this costs up to some hundred assessments.
  std::int32_t history_months = 0;
  std::vector<std::string> history_items;  // Ids of those to look for; empty = all.
  // Steps of evaluation before the assessment is given up; about ten a cell that a rule looks at.
  // Where it is known beforehand that they cannot suffice, none is taken.
  std::int64_t step_budget = kUsualStepBudget;
  // What evaluation may hold in memory at a time, about: the values it makes and those it keeps. The
  // facts are not counted, nor is the assessment itself. With several threads each may hold so much for
  // the record that it is at, beside what is kept.
  std::int64_t memory_limit_bytes = kUsualMemoryBytes;
  // How many threads may work at once, the calling one among them: 0 = as many as there are processors
  // for the process, at most kMostThreads. Further ones are created once there is something to share,
  // which needs a table of 50,000 records, and are gone when Assess returns; where the system has
  // none, there are fewer. Nothing of the outcome depends on their number: neither the assessment nor
  // whether a limit is hit, and in which rule. Native functions are called from the calling thread.
  std::uint32_t threads = 1;
  // Asked every few milliseconds of evaluation; true ends the assessment with CANCELLED. May be
  // empty. Called from the calling thread, however many there are. The engine reads no clock: a host with a deadline
  // compares it here with a clock of its own.
  std::function<bool()> is_cancelled;
  // Told after each item that is judged, of so many; looking for history comes after the last. May be
  // empty. Called from the calling thread.
  std::function<void(std::size_t done, std::size_t total)> progress;
};

inline constexpr std::int32_t kMostHistoryMonths = 24;

// Returns
//   InvalidArgument     no day (neither option nor facts have one), an unknown parameter, a value
//                       that is not of its type or out of its bounds (all of them in `*problems`,
//                       codes `assess.*`), history_months or threads out of its range, or facts
//                       that were read with another schema
//   ResourceExhausted   step_budget or memory_limit_bytes was used up, or step_budget cannot suffice;
//                       names the limit and the rule, by its place in the pack
//   Cancelled           is_cancelled said so
// A rule that errs is not a failure here: it is a verdict. Nothing partial is ever returned.
// Safe to call from many threads at once on the same pack and facts.
absl::StatusOr<Assessment> Assess(const CompiledPack& pack, const Facts& facts,
                                  const AssessOptions& options, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_ENGINE_ASSESS_H_
