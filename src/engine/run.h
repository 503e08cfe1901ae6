// One assessment in progress: the values that rules ask for beyond the facts, kept until the end.
//
// Over a small organisation, or for a single answer, each is computed when it is first asked for. Over
// a large one work goes in columns: before many rows are gone through, all that their rules can ask for
// is filled whole, each column, population or tally after those that it is made from. Then the rows are
// independent of each other, and several threads may share them (row_loop.h).

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
#include "src/engine/column_reader.h"
#include "src/engine/compiled.h"
#include "src/engine/evaluator.h"

namespace assay {

class Workers;

// An organisation is large if some table has so many rows; a loop over fewer is not worth sharing.
inline constexpr std::size_t kUsualRowsToShare = 50'000;

// What a run may use up (AssessOptions), and by what threads.
struct RunLimits {
  std::int64_t steps = std::numeric_limits<std::int64_t>::max();
  std::int64_t bytes = std::numeric_limits<std::int64_t>::max();
  const std::function<bool()>* is_cancelled = nullptr;  // Null: nobody is asked.
  Workers* workers = nullptr;  // Null: the calling thread, which computes nothing that is not asked for.
  std::size_t rows_to_share = kUsualRowsToShare;
};

// Used from the thread that made it.
class Run : public Evaluator {
 public:
  // Everything must outlive the run. `parameters` by the pack's order. `sentences`: how the engine
  // says what it says itself.
  Run(const CompiledPack::Rep& pack, const Facts& facts, Date as_of, std::vector<Value> parameters,
      const RunLimits& limits, const Sentences& sentences = kEnglish);
  ~Run() override;

  const Sentences& sentences() const { return sentences_; }
  // Before anything else is asked: which records rules may see. See hygiene.h.
  void SetAdmitted(AdmittedRows admitted);

  // With the value of every node that was reached; `trace` may be null.
  Value EvaluateTraced(const CheckedExpr& program, std::span<const Value> locals, Trace* trace);

  // How a member is called in lists and texts.
  std::string NameOf(int population, Row row);

  bool works_in_columns() const { return works_in_columns_; }
  // Of a run that works in columns: fills what `units` can ask for. Null units are passed over.
  void FillFor(std::span<const Unit* const> units);

  // What is there already: null if not (yet).
  const Value* FinishedCell(RecordTypeId record, std::uint16_t derived, Row row) const;
  const Members* FinishedMembers(int population) const;
  const Value* FinishedTally(std::uint16_t tally) const;

  // Evaluator.
  const Members& MembersOf(int population) override;
  Value TallyValue(std::uint16_t tally) override;
  void Keep(std::size_t bytes) override;
  Value Derived(RecordTypeId record, std::uint16_t derived, Row row) override;

  // For row_loop.h.
  Workers* workers() const { return limits_.workers; }
  std::size_t rows_to_share() const { return limits_.rows_to_share; }
  ColumnReader& reader(std::size_t thread);
  // Takes what readers have used up,
  void Settle(std::int64_t steps, std::int64_t kept_bytes);
  // or the end that one of them came to.
  void EndLike(const StepBudget& budget, const Unit* spent_in);

 private:
  struct DerivedColumn {
    std::vector<Value> values;
    std::vector<std::uint8_t> is_known;  // By row; grouped columns are filled at once.
  };

  DerivedColumn& ColumnOf(RecordTypeId record, std::uint16_t derived);
  void FillColumn(RecordTypeId record, std::uint16_t derived);
  void FillMembers(int population);
  void FillTally(std::uint16_t tally);
  // With what they are made from.
  void FillDefinitions(std::vector<std::size_t> open);

  const RunLimits limits_;
  const Sentences& sentences_;
  bool works_in_columns_ = false;
  AdmittedRows admitted_rows_;
  std::vector<std::vector<std::unique_ptr<DerivedColumn>>> derived_;
  std::vector<std::unique_ptr<Members>> members_;
  std::vector<std::optional<Value>> tallies_;
  std::vector<std::uint8_t> is_filled_;  // By definition.
  std::vector<std::unique_ptr<ColumnReader>> readers_;  // By thread.
};

// grouped.cc: the column of a grouped derived field, by row of its table.
std::vector<Value> GroupedColumn(Run& run, const CompiledDerived& derived);

// tally_value.cc: the number, or a range where members or their keys are unknown.
Value ComputeTally(Run& run, const CompiledTally& tally);

// value_key.cc: a text that is equal for equal definite values and differs otherwise.
void AppendKey(const Value& value, std::string* key);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_RUN_H_
