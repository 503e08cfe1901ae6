// The memory behind sealed columns.
//
// Many columns hold one value throughout: whatever the exports do not have is none in every row,
// most evidence is `documented`. All constant columns of one value view the same memory, so that
// they cost next to nothing and kernels still find an ordinary array.

#ifndef ASSAY_SRC_FACTS_CELL_STORE_H_
#define ASSAY_SRC_FACTS_CELL_STORE_H_

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace assay {

template <typename Cell>
class CellStore {
 public:
  // Makes `*view` a view of `cells`. It may have to wait for Finish, and must stay where it is.
  void Keep(std::vector<Cell> cells, std::span<const Cell>* view) {
    const auto is_first = [&](const Cell& cell) { return cell == cells.front(); };
    if (cells.size() >= kWorthSharing && std::all_of(cells.begin(), cells.end(), is_first)) {
      KeepConstant(cells.front(), cells.size(), view);
      return;
    }
    cells.shrink_to_fit();
    kept_.push_back(std::move(cells));
    *view = kept_.back();
  }

  // The same for `count` cells that are all `value`.
  void KeepConstant(Cell value, std::size_t count, std::span<const Cell>* view) {
    std::size_t& most = most_cells_[value];
    most = std::max(most, count);
    waiting_.push_back({value, count, view});
  }

  // The same for the numbers 0 to count - 1.
  void KeepSequence(std::size_t count, std::span<const Cell>* view) {
    longest_sequence_ = std::max(longest_sequence_, count);
    sequences_.emplace_back(count, view);
  }

  // Completes every view. Nothing may be kept afterwards.
  void Finish() {
    std::map<Cell, std::span<const Cell>> constants;
    for (const auto& [value, count] : most_cells_) {
      constants[value] = kept_.emplace_back(count, value);
    }
    for (const Waiting& wish : waiting_) *wish.view = constants[wish.value].first(wish.count);
    std::vector<Cell>& sequence = kept_.emplace_back(longest_sequence_);
    std::iota(sequence.begin(), sequence.end(), Cell{0});
    for (const auto& [count, view] : sequences_)
      *view = std::span<const Cell>(sequence).first(count);
    most_cells_.clear();
    waiting_.clear();
    sequences_.clear();
  }

 private:
  static constexpr std::size_t kWorthSharing = 64;

  struct Waiting {
    Cell value;
    std::size_t count;
    std::span<const Cell>* view;
  };

  std::deque<std::vector<Cell>> kept_;
  std::map<Cell, std::size_t> most_cells_;
  std::vector<Waiting> waiting_;
  std::size_t longest_sequence_ = 0;
  std::vector<std::pair<std::size_t, std::span<const Cell>*>> sequences_;
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_CELL_STORE_H_
