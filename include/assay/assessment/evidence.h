// Which records a rule looked at, which of them it took, and how near the others came.
//
// For whoever must act on a finding: a verdict says that something is missing, this says what was
// there instead and by how much it fell short.

#ifndef ASSAY_ASSESSMENT_EVIDENCE_H_
#define ASSAY_ASSESSMENT_EVIDENCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/decimal.h"

namespace assay {

// A record that was looked at and not taken.
struct RejectedEvidence {
  std::string id;
  std::string why;  // "hygiene: revoked", or the first condition that did not hold: "`a.passed` is false".

  bool operator==(const RejectedEvidence&) const = default;
};

// How far a comparison of numbers or dates was from holding. Above zero.
struct Shortfall {
  Decimal amount;
  std::string unit;  // "days", "months", "seconds", "percent"; empty where a number has no unit.

  bool operator==(const Shortfall&) const = default;
};

// A condition of a rule that did not hold, for a record or for the subject itself.
struct FailedCondition {
  struct Reading {
    std::string expression;
    std::string value;  // As the language writes it; cut where it is very long.

    bool operator==(const Reading&) const = default;
  };
  std::string rule;   // In the rule's own text.
  std::string state;  // "false", "unknown" or "error".
  // Where the condition is a field or function that the pack defines: the innermost conditions in
  // there that did not hold.
  std::vector<std::string> because;
  std::vector<Reading> values;  // What the condition, or what it comes down to, read.
  std::optional<Shortfall> shortfall;

  bool operator==(const FailedCondition&) const = default;
};

// The record that came nearest to being taken: most conditions held, then least shortfall, then
// lowest id.
struct NearestEvidence {
  std::string record;
  std::string type;          // Its record type.
  std::int64_t met = 0;      // Conditions that held,
  std::int64_t of = 0;       // of so many.
  std::vector<FailedCondition> failed;  // In the rule's order.

  bool operator==(const NearestEvidence&) const = default;
};

// What a rule saw of one subject, or of the organisation (then `subject` is empty).
struct EvidenceOfSubject {
  std::string subject;
  std::string part;  // Of the level; "" where the level is one rule.
  // Ascending, each id once; at most kMostEvidence of them, and how many there are.
  std::vector<std::string> used;
  std::int64_t used_count = 0;
  // By id; where there are more than kMostEvidence, those that came nearest.
  std::vector<RejectedEvidence> rejected;
  std::int64_t rejected_count = 0;
  std::optional<NearestEvidence> nearest;  // Where something was looked for and not found.
  // Conditions of the rule that did not hold by the cells of the subject itself, in the rule's
  // order. One that looks for evidence is among them only where no record came near.
  std::vector<FailedCondition> failed;

  bool operator==(const EvidenceOfSubject&) const = default;
};
inline constexpr std::int64_t kMostEvidence = 50;

}  // namespace assay

#endif  // ASSAY_ASSESSMENT_EVIDENCE_H_
