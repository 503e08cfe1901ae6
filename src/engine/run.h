// One assessment in progress: the values that rules ask for beyond the facts, each computed when it
// is first asked for and kept until the end. Used from one thread.

#ifndef ASSAY_SRC_ENGINE_RUN_H_
#define ASSAY_SRC_ENGINE_RUN_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/expr/evaluate.h"
#include "assay/facts/facts.h"
#include "src/assessment/sentences.h"
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

// What a run may use up (AssessOptions).
struct RunLimits {
  std::int64_t steps = std::numeric_limits<std::int64_t>::max();
  std::int64_t bytes = std::numeric_limits<std::int64_t>::max();
  const std::function<bool()>* is_cancelled = nullptr;  // Null: nobody is asked.
};

class Run : public Host {
 public:
  // Everything must outlive the run. `parameters` by the pack's order. `sentences`: how the engine
  // says what it says itself.
  Run(const CompiledPack::Rep& pack, const Facts& facts, Date as_of, std::vector<Value> parameters,
      const RunLimits& limits, const Sentences& sentences = kEnglish);
  ~Run() override;

  const CompiledPack::Rep& pack() const { return pack_; }
  const Facts& facts() const { return facts_; }
  Date as_of() const { return as_of_; }
  const Sentences& sentences() const { return sentences_; }
  const AdmittedRows& admitted() const { return admitted_; }
  // Whether a limit was hit, or the host said stop: nothing computed since is to be trusted.
  bool is_spent() const { return budget_.is_spent(); }
  const StepBudget& budget() const { return budget_; }
  std::int64_t steps_left() const { return budget_.steps_left(); }
  // The expression that was evaluated when the budget was spent, the innermost of several.
  const Unit* spent_in() const { return spent_in_; }
  const std::vector<Value>& parameters() const { return parameters_; }

  // Before anything else is asked: which records rules may see. See hygiene.h.
  void SetAdmitted(AdmittedRows admitted);

  Value Evaluate(const Unit& unit, std::span<const Value> locals);
  // With the value of every node that was reached; `trace` may be null.
  Value EvaluateTraced(const CheckedExpr& program, std::span<const Value> locals, Trace* trace);
  // Of a unit that may be missing: `otherwise` then.
  Truth Judge(const Unit* unit, std::span<const Value> locals, Truth otherwise);

  const Members& MembersOf(int population);
  Value TallyValue(std::uint16_t tally);
  // How a member is called in lists and texts.
  std::string NameOf(int population, Row row);

  // Host.
  Value Derived(RecordTypeId record, std::uint16_t derived, Row row) override;
  Value DerivedOfUnknown(RecordTypeId record, std::uint16_t derived, const Value& unknown) override;
  Value Member(std::uint16_t name_space, std::uint16_t member) override;
  Truth IsMember(std::uint16_t name_space, std::uint16_t member, const Value& record) override;
  const CheckedExpr* Body(std::uint16_t defined_function) override;

 private:
  struct DerivedColumn {
    std::vector<Value> values;
    std::vector<std::uint8_t> is_known;  // By row; grouped columns are filled at once.
  };

  Value Stored(const DerivedDefinition& definition, Value value) const;
  // Of what is kept until the run ends.
  void Keep(std::size_t bytes);
  DerivedColumn& ColumnOf(RecordTypeId record, std::uint16_t derived);
  Truth JudgeMembership(const CompiledPopulation& population, const Value& record);
  void FillMembers(int population, Members* members);

  const CompiledPack::Rep& pack_;
  const Facts& facts_;
  Date as_of_;
  const Sentences& sentences_;
  std::vector<Value> parameters_;
  AdmittedRows admitted_;
  StepBudget budget_;
  const Unit* spent_in_ = nullptr;
  std::int64_t kept_bytes_ = 0;
  std::vector<Value> variables_;
  CallContext context_;
  std::vector<std::vector<std::unique_ptr<DerivedColumn>>> derived_;
  std::vector<std::unique_ptr<Members>> members_;
  std::vector<std::optional<Value>> tallies_;
};

// grouped.cc: the column of a grouped derived field, by row of its table.
std::vector<Value> GroupedColumn(Run& run, const CompiledDerived& derived);

// tally_value.cc: the number, or a range where members or their keys are unknown.
Value ComputeTally(Run& run, const CompiledTally& tally);

// value_key.cc: a text that is equal for equal definite values and differs otherwise.
void AppendKey(const Value& value, std::string* key);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_RUN_H_
