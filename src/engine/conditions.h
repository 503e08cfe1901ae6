// The conditions of a rule, one at a time: what each comes to for given locals, what it read and how
// far it was from holding. For explanations; rules are judged whole.

#ifndef ASSAY_SRC_ENGINE_CONDITIONS_H_
#define ASSAY_SRC_ENGINE_CONDITIONS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assay/assessment/evidence.h"
#include "src/engine/run.h"

namespace assay {

// An expression within a program, and the values of everything that is bound where it stands.
struct Condition {
  const CheckedExpr* program = nullptr;
  ExprId id = kNoExpr;
  std::vector<Value> locals;

  const Expr& node() const { return program->ast[id]; }
  const NodeMeaning& meaning() const { return program->nodes[id]; }
  // A subexpression for which nothing further is bound.
  Condition Child(std::size_t index) const { return {program, node().children[index], locals}; }
};

class Conditions {
 public:
  explicit Conditions(Run& run) : run_(run) {}

  Value ValueOf(const Condition& condition);

  // The operands of `&&`, in the order of the text. A condition that is one field or function of the
  // pack stands for the conditions that it is defined by.
  std::vector<Condition> Conjuncts(const Condition& condition);

  // What a field or function of the pack is defined by; nothing for anything else.
  std::optional<Condition> Inside(const Condition& condition);

  // How far a condition that is false was from holding; nothing where that is no number.
  std::optional<Shortfall> ShortfallOf(const Condition& condition);

  // A condition that does not hold, for people; `value` is what it came to.
  FailedCondition Describe(const Condition& condition, const Value& value);

 private:
  void Flatten(const Condition& condition, std::vector<Condition>* conjuncts) const;
  void AddInnermost(const Condition& condition, int depth, std::vector<Condition>* innermost);
  void AddReadings(const Condition& condition, bool is_whole, std::vector<FailedCondition::Reading>* readings);
  void AddException(const Condition& condition, std::vector<FailedCondition::Reading>* readings);
  std::optional<Shortfall> Within(const Condition& condition, int depth);
  std::optional<Shortfall> OfComparison(const Condition& condition);

  Run& run_;
  // Copies whose root is set to whatever is to be evaluated next.
  std::map<const CheckedExpr*, CheckedExpr> programs_;
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_CONDITIONS_H_
