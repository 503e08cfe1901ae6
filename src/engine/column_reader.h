// Evaluates a block of rows against what a run has finished: derived columns, populations and tallies
// that are filled whole. It fills nothing itself, so that any number of readers can work beside each
// other, each on its own thread, while nobody writes.

#ifndef ASSAY_SRC_ENGINE_COLUMN_READER_H_
#define ASSAY_SRC_ENGINE_COLUMN_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "src/engine/evaluator.h"

namespace assay {

class Run;

class ColumnReader : public Evaluator {
 public:
  explicit ColumnReader(const Run& run);

  // What a block may use up.
  struct Allowance {
    std::int64_t steps = 0;
    std::int64_t bytes = 0;  // Of what a row makes on the way, and of what all rows so far have kept.
    std::int64_t kept = 0;   // By the rows before the block.
    bool (*is_cancelled)(const void* host) = nullptr;  // As in StepBudget.
    const void* host = nullptr;
  };
  // Before the first row of a block.
  void Begin(const Allowance& allowance);

  // Since Begin.
  std::int64_t steps_used() const { return allowed_.steps - steps_left(); }
  std::int64_t kept() const { return kept_bytes_; }

  const Members& MembersOf(int population) override;
  Value TallyValue(std::uint16_t tally) override;
  void Keep(std::size_t bytes) override;
  Value Derived(RecordTypeId record, std::uint16_t derived, Row row) override;

 private:
  const Run& run_;
  Allowance allowed_;
  // Copies of its own of what every row may look at: to count who holds a value is what threads that
  // share it would wait for each other at. So has Evaluator of parameters.
  std::vector<std::optional<Value>> tallies_;
  std::vector<std::vector<std::vector<std::optional<Value>>>> cells_;  // Of small tables.
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_COLUMN_READER_H_
