// The faults of Arrow streams: many rows with the same fault are one message with a count.

#ifndef ASSAY_SRC_INGEST_ARROW_FAULTS_H_
#define ASSAY_SRC_INGEST_ARROW_FAULTS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/diagnostic.h"
#include "src/ingest/json_value.h"

namespace assay {

// How the rows of streams are numbered in a FactsBuilder, so that a fault that sealing finds is
// found in its stream again.
inline constexpr int kStreamShift = 40;
constexpr std::uint64_t OriginOf(std::size_t stream, std::int64_t row) {
  return (std::uint64_t{stream} + 1) << kStreamShift | static_cast<std::uint64_t>(row);
}

// Where a fault is in a stream. `column` tells columns apart, `steps` is the rest of the pointer
// behind the row; both begin with "/" or are empty (of the row or the whole stream).
struct ArrowPlace {
  static constexpr std::int64_t kNoRow = -1;
  std::size_t stream = 0;
  std::int64_t row = kNoRow;
  std::string column;
  std::string steps;
};

class ArrowFaults {
 public:
  // What the streams are called: by number.
  struct StreamName {
    std::string table;
    std::string name;
  };

  void AddStream(StreamName name) { streams_.push_back(std::move(name)); }
  const StreamName& stream(std::size_t index) const { return streams_[index]; }

  void Add(ArrowPlace place, ValueFault fault);

  // That not all faults of `code` are added: rows are then counted as "at least".
  void CutShort(std::string code) { cut_short_.insert(std::move(code)); }

  bool empty() const { return groups_.empty(); }
  // Whether there is any fault in the column.
  bool HasColumn(std::size_t stream, std::string_view column) const;

  // All of them, by stream and by the first row.
  Diagnostics Take();

 private:
  static constexpr std::size_t kMostDifferent = 4;

  struct Entry {
    std::int64_t row = 0;
    std::uint64_t serial = 0;
    std::string steps;
    ValueFault fault;
    std::int64_t rows = 1;
    std::int64_t last_row = 0;
  };
  struct Key {
    std::size_t stream;
    std::string column;
    std::string code;
    auto operator<=>(const Key&) const = default;
  };
  struct Group {
    std::vector<Entry> entries;
    std::int64_t other_rows = 0;
    std::int64_t first_other = 0;
    std::string other_steps;
  };

  std::string PointerOf(std::size_t stream, std::int64_t row, std::string_view steps) const;

  std::vector<StreamName> streams_;
  std::map<Key, Group> groups_;
  std::set<std::string> cut_short_;  // By code.
  std::uint64_t serial_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_FAULTS_H_
