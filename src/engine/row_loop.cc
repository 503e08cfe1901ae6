#include "src/engine/row_loop.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "src/engine/workers.h"

namespace assay {
namespace {

// So that a thread that is held up elsewhere does not hold up the others for long.
constexpr std::size_t kBlocksAThread = 8;

}  // namespace

// What the threads of one loop have in common.
struct RowLoop::Sharing {
  std::atomic<std::size_t> next_block{0};
  std::atomic<bool> is_stopped{false};
  std::atomic<bool> is_cancelled{false};
  // Of all blocks so far, about: never more than what they take in the end.
  std::atomic<std::int64_t> steps{0};
  std::atomic<std::int64_t> kept{0};
  std::int64_t most_steps = 0;
  std::int64_t most_kept = 0;
  std::vector<Outcome> outcomes;
};

// Asked by a reader now and then whether to stop.
struct RowLoop::Question {
  RowLoop& loop;
  Sharing& sharing;
  ColumnReader& reader;
  bool is_caller = false;
  std::int64_t told_steps = 0;
  std::int64_t told_kept = 0;

  // INVARIANT: once the sums exceed what was left, so do those of all blocks: the loop cannot succeed.
  void Tell() {
    const std::int64_t steps = reader.steps_used();
    const std::int64_t kept = reader.kept();
    const std::int64_t all_steps = sharing.steps.fetch_add(steps - told_steps) + steps - told_steps;
    const std::int64_t all_kept = sharing.kept.fetch_add(kept - told_kept) + kept - told_kept;
    told_steps = steps;
    told_kept = kept;
    if (all_steps >= sharing.most_steps || all_kept > sharing.most_kept) sharing.is_stopped = true;
  }

  // The host is asked by the calling thread alone; the others have it ask where it waits for them.
  void AskHost() {
    const StepBudget& budget = loop.run_.budget();
    if (budget.is_cancelled == nullptr) return;
    if (!is_caller) {
      loop.run_.workers()->Ask();
    } else if (budget.is_cancelled(budget.host)) {
      sharing.is_cancelled = true;
      sharing.is_stopped = true;
    }
  }

  static bool Stops(const void* self) {
    Question& question = *static_cast<Question*>(const_cast<void*>(self));
    question.Tell();
    question.AskHost();
    return question.sharing.is_stopped;
  }
};

RowLoop::RowLoop(Run& run, std::vector<const Unit*> units, std::size_t rows)
    : run_(run), units_(std::move(units)), rows_(rows) {
  if (!run.works_in_columns()) return;
  run.FillFor(units_);
  uses_readers_ = std::none_of(units_.begin(), units_.end(),
                               [](const Unit* unit) { return unit != nullptr && unit->calls_native; });
  if (!uses_readers_ || rows < run.rows_to_share() || run.workers()->count() == 1) return;
  blocks_ = std::max<std::size_t>(1, std::min(rows, run.workers()->count() * kBlocksAThread));
}

const Unit* RowLoop::FirstUnit() const {
  const auto first = std::find_if(units_.begin(), units_.end(), [](const Unit* unit) { return unit != nullptr; });
  return first == units_.end() ? nullptr : *first;
}

void RowLoop::Go(const RowWork& work) {
  if (!uses_readers_) {
    for (std::size_t row = 0; row < rows_ && !run_.is_spent(); ++row) work(run_, 0, row);
    return;
  }
  if (run_.is_spent()) return;
  if (blocks_ == 1) {
    InOrder(work, {Outcome{}});
  } else {
    Share(work);
  }
}

RowLoop::Outcome RowLoop::Do(std::size_t block, const RowWork& work, ColumnReader& reader) {
  const std::size_t last = FirstOf(block + 1);
  for (std::size_t row = FirstOf(block); row < last && !reader.is_spent(); ++row) work(reader, block, row);
  return {!reader.is_spent(), reader.steps_used(), reader.kept()};
}

void RowLoop::TakeBlocks(std::size_t thread, const RowWork& work, Sharing* sharing) {
  ColumnReader& reader = run_.reader(thread);
  try {
    while (!sharing->is_stopped) {
      const std::size_t block = sharing->next_block.fetch_add(1);
      if (block >= blocks_) return;
      Question question{*this, *sharing, reader, thread == 0};
      reader.Begin({.steps = sharing->most_steps,
                    .bytes = sharing->most_kept,
                    .kept = 0,
                    .is_cancelled = &Question::Stops,
                    .host = &question});
      sharing->outcomes[block] = Do(block, work, reader);
      if (!sharing->outcomes[block].is_whole) sharing->is_stopped = true;
      question.Tell();
    }
  } catch (...) {
    sharing->is_stopped = true;
    throw;
  }
}

void RowLoop::Share(const RowWork& work) {
  Workers& workers = *run_.workers();
  for (std::size_t thread = 0; thread < workers.count(); ++thread) run_.reader(thread);  // Made by one.
  Sharing sharing;
  sharing.most_steps = run_.steps_left();
  sharing.most_kept = run_.budget().bytes;
  sharing.outcomes.resize(blocks_);
  Question waiting{*this, sharing, run_.reader(0), true};
  workers.Run([&](std::size_t thread) { TakeBlocks(thread, work, &sharing); }, [&] { waiting.AskHost(); });
  if (sharing.is_cancelled) {
    StepBudget cancelled = run_.budget();
    cancelled.was_cancelled = true;
    run_.EndLike(cancelled, FirstUnit());
    return;
  }
  InOrder(work, sharing.outcomes);
}

// Adds up what the blocks took, and does those that were not done whole or would have had too little.
void RowLoop::InOrder(const RowWork& work, const std::vector<Outcome>& outcomes) {
  const std::int64_t steps = run_.steps_left();
  const std::int64_t bytes = run_.budget().bytes;
  std::int64_t used = 0;
  std::int64_t kept = 0;
  for (std::size_t block = 0; block < blocks_; ++block) {
    Outcome outcome = outcomes[block];
    if (!outcome.is_whole || used + outcome.steps >= steps || kept + outcome.kept > bytes) {
      ColumnReader& reader = run_.reader(0);
      reader.Begin({steps - used, bytes, kept, run_.budget().is_cancelled, run_.budget().host});
      outcome = Do(block, work, reader);
      if (!outcome.is_whole) {
        const Unit* unit = reader.spent_in() != nullptr ? reader.spent_in() : FirstUnit();
        run_.EndLike(reader.budget(), unit);
        return;
      }
    }
    used += outcome.steps;
    kept += outcome.kept;
  }
  run_.Settle(used, kept);
}

}  // namespace assay
