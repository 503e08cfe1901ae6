// What an assessment may use up, and what is said when it has: the limit and the rule.

#ifndef ASSAY_SRC_ENGINE_LIMITS_H_
#define ASSAY_SRC_ENGINE_LIMITS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "assay/engine/assess.h"
#include "src/engine/run.h"

namespace assay {

// Within their ceilings. `options` must outlive the run. Without workers.
RunLimits LimitsOf(const AssessOptions& options);

// Ok, or the limit that was hit and the rule it was hit in, or that the host said stop.
absl::Status StillAllowed(const Run& run, const AssessOptions& options);

// A number of steps below which the rules about members of populations cannot be run, whatever the
// facts say: each member is asked whether the rule is due and whether it is met.
class LeastSteps {
 public:
  explicit LeastSteps(Run& run) : run_(run) {}

  // Finds who the members are, which the item's rules would do first as well.
  void Add(const CompiledItem& item);
  std::int64_t steps() const { return steps_; }

  // What takes the most of them.
  struct Dearest {
    const Unit* rule = nullptr;
    std::int64_t steps = 0;
    std::int64_t members = 0;
  };
  const Dearest& dearest() const { return dearest_; }

 private:
  void AddRule(const Unit* rule, std::int64_t members);

  Run& run_;
  std::int64_t steps_ = 0;
  Dearest dearest_;
};

absl::Status CannotSuffice(const LeastSteps& least, const AssessOptions& options);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_LIMITS_H_
