// A loop over many rows of which each can be done without the others: in one go, or cut into blocks
// that the threads of a run share.
//
// INVARIANT: nothing of the outcome shows how rows were cut or who did them. What a row may use up is
// counted as if the rows had been done one after the other: each block is begun with all that was left
// before the loop, and what the blocks used is added up in their order. Where it does not suffice, the
// block in which it ran out is done once more with what the blocks before it have left over, so that
// the limit is hit in the same rule.

#ifndef ASSAY_SRC_ENGINE_ROW_LOOP_H_
#define ASSAY_SRC_ENGINE_ROW_LOOP_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "src/engine/run.h"

namespace assay {

// What is done for row `row` of block `block`. It evaluates nothing but by `at`, and writes only what
// belongs to the row or the block. After a limit was hit its results are not used, so it may then be
// called for a row twice, or not at all.
using RowWork = std::function<void(Evaluator& at, std::size_t block, std::size_t row)>;

class RowLoop {
 public:
  // Over rows 0 to `rows` - 1. `units` are all that the work evaluates, the first of them the one to
  // name if the limit is hit outside of any; null ones are passed over. Of a run that works in columns,
  // what they can ask for is filled first. Those that call native functions are done by the calling
  // thread alone: hosts need not guard them against an assessment's own threads.
  RowLoop(Run& run, std::vector<const Unit*> units, std::size_t rows);

  std::size_t blocks() const { return blocks_; }  // At least 1.
  void Go(const RowWork& work);

 private:
  struct Outcome {
    bool is_whole = false;
    std::int64_t steps = 0;
    std::int64_t kept = 0;
  };
  struct Question;
  struct Sharing;

  std::size_t FirstOf(std::size_t block) const { return rows_ / blocks_ * block + std::min(block, rows_ % blocks_); }
  Outcome Do(std::size_t block, const RowWork& work, ColumnReader& reader);
  void Share(const RowWork& work);
  void TakeBlocks(std::size_t thread, const RowWork& work, Sharing* sharing);
  void InOrder(const RowWork& work, const std::vector<Outcome>& outcomes);
  const Unit* FirstUnit() const;

  Run& run_;
  const std::vector<const Unit*> units_;
  const std::size_t rows_;
  std::size_t blocks_ = 1;
  bool uses_readers_ = false;
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_ROW_LOOP_H_
