// What it takes to evaluate the expressions of a pack over some facts on a day, within a budget. Where
// derived fields, populations and tallies come from is left open: a run computes what it does not have
// (run.h), a column reader has no business doing so (column_reader.h).

#ifndef ASSAY_SRC_ENGINE_EVALUATOR_H_
#define ASSAY_SRC_ENGINE_EVALUATOR_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "assay/expr/evaluate.h"
#include "assay/facts/facts.h"
#include "src/engine/compiled.h"

namespace assay {

// Who belongs to a population.
struct Members {
  struct Maybe {
    Row row = kNoRow;
    bool is_error = false;  // Membership itself erred.
  };
  std::vector<Row> sure;
  std::vector<Maybe> maybe;
  std::vector<std::uint8_t> truth;  // Truth by row.
  bool is_open = false;             // The feed may hold members that are not among the rows.

  // Of a row that the table has.
  Truth Of(Row row) const { return static_cast<Truth>(truth[row]); }
};

// Used from one thread.
class Evaluator : public Host {
 public:
  // Everything must outlive the evaluator. `parameters` by the pack's order.
  Evaluator(const CompiledPack::Rep& pack, const Facts& facts, Date as_of, std::vector<Value> parameters,
            const AdmittedRows& admitted);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  const CompiledPack::Rep& pack() const { return pack_; }
  const Facts& facts() const { return facts_; }
  Date as_of() const { return as_of_; }
  const AdmittedRows& admitted() const { return admitted_; }
  const std::vector<Value>& parameters() const { return parameters_; }

  // Whether a limit was hit, or the host said stop: nothing computed since is to be trusted.
  bool is_spent() const { return budget_.is_spent(); }
  const StepBudget& budget() const { return budget_; }
  std::int64_t steps_left() const { return budget_.steps_left(); }
  // The expression that was evaluated when the budget was spent, the innermost of several.
  const Unit* spent_in() const { return spent_in_; }

  Value Evaluate(const Unit& unit, std::span<const Value> locals);
  // Of a unit that may be missing: `otherwise` then.
  Truth Judge(const Unit* unit, std::span<const Value> locals, Truth otherwise);
  // A derived field that is not grouped, of the record `self`.
  Value ComputeDerived(const CompiledDerived& derived, const Value& self);
  Truth JudgeMembership(const CompiledPopulation& population, const Value& record);

  virtual const Members& MembersOf(int population) = 0;
  virtual Value TallyValue(std::uint16_t tally) = 0;
  // Takes what is kept until the end of the run from the bytes that are left.
  virtual void Keep(std::size_t bytes) = 0;

  // Host, but for Derived.
  Value DerivedOfUnknown(RecordTypeId record, std::uint16_t derived, const Value& unknown) override;
  Value Member(std::uint16_t name_space, std::uint16_t member) override;
  Truth IsMember(std::uint16_t name_space, std::uint16_t member, const Value& record) override;
  const CheckedExpr* Body(std::uint16_t defined_function) override;

 protected:
  const CallContext& context() const { return context_; }

  StepBudget budget_;
  const Unit* spent_in_ = nullptr;
  std::int64_t kept_bytes_ = 0;

 private:
  const CompiledPack::Rep& pack_;
  const Facts& facts_;
  const Date as_of_;
  const std::vector<Value> parameters_;
  const AdmittedRows& admitted_;
  std::vector<Value> variables_;
  CallContext context_;
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_EVALUATOR_H_
