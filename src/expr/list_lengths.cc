#include "src/expr/list_lengths.h"

#include <algorithm>
#include <span>

namespace assay {
namespace {

std::int64_t LongestRange(std::span<const std::uint32_t> offsets) {
  std::int64_t longest = 0;
  for (std::size_t row = 0; row + 1 < offsets.size(); ++row) {
    longest = std::max(longest, static_cast<std::int64_t>(offsets[row + 1]) - offsets[row]);
  }
  return longest;
}

// What an open feed adds: an element a gap, of the type and of those that embed it.
std::int64_t GapCount(const Facts& facts, RecordTypeId type) {
  std::int64_t gaps = 0;
  for (RecordTypeId feed = type; feed != kNoId; feed = facts.schema().record(feed).parent) {
    gaps += static_cast<std::int64_t>(facts.table(feed).feed().gaps.size());
  }
  return gaps;
}

// Rows whose reference is not known may refer to anything.
std::int64_t UnknownReferences(const Facts& facts, const Inverse& inverse) {
  const Column& column = facts.table(inverse.source).column(inverse.source_field);
  return std::count(column.states().begin(), column.states().end(),
                    static_cast<std::uint8_t>(CellState::kUnknown));
}

}  // namespace

std::int64_t MostElements(const Facts& facts, const NodeMeaning& meaning) {
  switch (meaning.meaning) {
    case Meaning::kAllRecords:
      return static_cast<std::int64_t>(facts.table(meaning.a).row_count()) + GapCount(facts, meaning.a);
    case Meaning::kInverse: {
      const Inverse& inverse = facts.schema().inverses()[meaning.a];
      return LongestRange(facts.referrer_offsets(meaning.a)) + GapCount(facts, inverse.source) +
             UnknownReferences(facts, inverse);
    }
    case Meaning::kChildren:
      // Of an unknown record any number may be embedded, which is one element that may repeat.
      return LongestRange(facts.table(meaning.a).child_offsets(meaning.b)) + 1;
    default:
      return LongestRange(facts.table(meaning.a).column(meaning.b).offsets()) + 1;
  }
}

}  // namespace assay
