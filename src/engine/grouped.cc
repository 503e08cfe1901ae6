// Grouped derived fields: "how many different people share this instant", "how many documents this
// person acknowledged within two minutes". One pass over the record's own table, handed back to
// each row; 0 to rows outside `where`.
//
// Where rows, keys or whole records are unknown the answer is a range: `sure` counts what is
// certainly in the group, `possible` adds what may be.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "src/engine/hygiene.h"
#include "src/engine/row_loop.h"
#include "src/engine/run.h"

namespace assay {
namespace {

constexpr std::int64_t kMicrosADay = std::int64_t{86400} * 1000000;
constexpr std::int64_t kLongestWindowSeconds = 1'000'000'000'000;  // Longer than the calendar.
constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

struct GroupRow {
  Row row = kNoRow;
  bool is_sure = true;             // `where` holds and every key is known.
  std::int64_t along = 0;          // Microseconds, with a window: of an instant since its epoch,
  bool along_is_day = false;       // of a date since the local midnight of 1970.
  std::optional<std::string> key;  // Of the operand tuple; nothing if it is unknown.
  Value operand;                   // Of sum, min, max.
};

struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

std::int64_t Micros(const Value& instant) {
  const TimestampParts parts = instant.as_timestamp();
  return parts.seconds * 1000000 + parts.nanos / 1000;
}

// How many there are, or how many different ones, among rows [first, last) of a group.
Range CountOf(const std::vector<const GroupRow*>& rows, std::size_t first, std::size_t last, bool distinct) {
  Range range;
  if (!distinct) {
    for (std::size_t k = first; k < last; ++k) {
      ++range.high;
      if (rows[k]->is_sure) ++range.low;
    }
    return range;
  }
  boost::unordered_flat_set<std::string> sure;
  boost::unordered_flat_set<std::string> possible;
  std::int64_t unknown = 0;
  bool has_sure_unknown = false;
  for (std::size_t k = first; k < last; ++k) {
    const GroupRow& row = *rows[k];
    if (!row.key) {
      ++unknown;
      has_sure_unknown = has_sure_unknown || row.is_sure;
      continue;
    }
    possible.insert(*row.key);
    if (row.is_sure) sure.insert(*row.key);
  }
  range.low = static_cast<std::int64_t>(sure.size());
  if (range.low == 0 && has_sure_unknown) range.low = 1;
  range.high = static_cast<std::int64_t>(possible.size()) + unknown;
  return range;
}

class Grouping {
 public:
  Grouping(Run& run, const CompiledDerived& derived)
      : run_(run), derived_(derived), last_day_(LastDay()) {
    Classify();
  }

  std::vector<Value> Column() {
    const std::size_t rows = run_.facts().table(derived_.record).row_count();
    std::vector<Value> column(rows, Value::Int(0));
    for (auto& [key, members] : groups_) {
      for (const GroupRow& stray : strays_) members.push_back(&stray);
      FillGroup(members, &column);
    }
    for (const GroupRow& stray : strays_) {
      column[stray.row] = stray.operand.is_error() ? stray.operand : Value::Unknown();
    }
    for (const auto& [row, error] : errors_) column[row] = error;
    return column;
  }

 private:
  // What a share of the rows came to.
  struct Block {
    std::vector<GroupRow> entries;
    std::vector<std::string> keys;  // By entry.
    std::vector<GroupRow> strays;
    std::vector<std::pair<Row, Value>> errors;
  };

  // Sorts the rows into groups. A row that may belong to any group is a stray: it widens them all.
  void Classify() {
    std::vector<const Unit*> units = {derived_.where, derived_.window_along};
    units.insert(units.end(), derived_.group_by.begin(), derived_.group_by.end());
    units.insert(units.end(), derived_.operands.begin(), derived_.operands.end());
    RowLoop loop(run_, std::move(units), run_.facts().table(derived_.record).row_count());
    std::vector<Block> blocks(loop.blocks());
    loop.Go([&](Evaluator& at, std::size_t block, std::size_t row) {
      if (run_.admitted().admits(derived_.record, static_cast<Row>(row))) {
        ReadRow(at, static_cast<Row>(row), &blocks[block]);
      }
    });
    for (Block& block : blocks) {
      const auto append = [](auto& from, auto& to) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
      };
      append(block.entries, entries_);
      append(block.keys, keys_);
      append(block.strays, strays_);
      append(block.errors, errors_);
    }
    for (std::size_t k = 0; k < entries_.size(); ++k) groups_[keys_[k]].push_back(&entries_[k]);
  }

  void ReadRow(Evaluator& at, Row row, Block* block) const {
    const Value self = Value::Record(derived_.record, row);
    const Truth inside = at.Judge(derived_.where, {&self, 1}, Truth::kPass);
    if (inside == Truth::kFail) return;
    GroupRow entry;
    entry.row = row;
    entry.is_sure = inside == Truth::kPass;
    if (inside == Truth::kError) {
      block->errors.emplace_back(row, at.Evaluate(*derived_.where, {&self, 1}));
      return;
    }
    std::string group;
    bool has_key = true;
    bool key_is_known = true;
    for (const Unit* unit : derived_.group_by) {
      const Value key = at.Evaluate(*unit, {&self, 1});
      if (key.is_error()) {
        block->errors.emplace_back(row, key);
        has_key = false;
      }
      if (key.is_null()) has_key = false;
      if (key.is_unknown()) key_is_known = false;
      if (!key.is_unknown() && !key.is_error()) AppendKey(key, &group);
    }
    if (!has_key || !ReadAlong(at, self, &entry, &key_is_known, block)) return;
    ReadOperands(at, self, &entry);
    if (!key_is_known) {
      entry.is_sure = false;
      block->strays.push_back(std::move(entry));
      return;
    }
    block->entries.push_back(std::move(entry));
    block->keys.push_back(std::move(group));
  }

  // Whether the row has a place along the window.
  bool ReadAlong(Evaluator& at, const Value& self, GroupRow* entry, bool* key_is_known, Block* block) const {
    if (derived_.window_along == nullptr) return true;
    const Value along = at.Evaluate(*derived_.window_along, {&self, 1});
    if (along.kind() == ValueKind::kTimestamp) {
      entry->along = Micros(along);
    } else if (along.kind() == ValueKind::kDate) {
      entry->along = std::int64_t{along.as_date().days_since_epoch()} * kMicrosADay;
      entry->along_is_day = true;
    } else if (along.is_unknown()) {
      *key_is_known = false;
    } else {
      if (along.is_error()) block->errors.emplace_back(entry->row, along);
      return false;
    }
    return true;
  }

  void ReadOperands(Evaluator& at, const Value& self, GroupRow* entry) const {
    if (derived_.definition->aggregate == Aggregate::kCount) return;
    std::string key;
    bool is_known = true;
    for (const Unit* unit : derived_.operands) {
      Value value = at.Evaluate(*unit, {&self, 1});
      if (value.is_unknown() || value.is_error()) is_known = false;
      if (is_known) AppendKey(value, &key);
      entry->operand = std::move(value);
    }
    if (is_known) entry->key = std::move(key);
  }

  // Whether records that were not collected may belong to the group of `of`: records of a gap that
  // hygiene would admit, so of no day after the one that is judged.
  bool MayHideOthers(const GroupRow& of, std::int64_t window_micros) const {
    const Feed& feed = run_.facts().table(derived_.record).feed();
    if (!feed.is_open()) return false;
    const FieldId occurred = run_.pack().schema->record(derived_.record).occurred_field;
    if (!derived_.is_local_in_time || occurred == kNoId) return true;
    std::int64_t first = run_.facts().table(derived_.record).date_column(occurred).cell(of.row);
    std::int64_t last = first;
    if (derived_.window_along != nullptr) {
      first = std::min(first, DayAt(of, -window_micros));
      last = std::max(last, DayAt(of, window_micros));
    }
    last = std::min(last, last_day_);
    for (const DateRange& gap : feed.gaps) {
      if (last >= gap.first && first <= gap.last) return true;
    }
    return false;
  }

  // The local day that lies `micros` from where `of` stands.
  std::int64_t DayAt(const GroupRow& of, std::int64_t micros) const {
    const std::int64_t at = of.along + micros;
    if (of.along_is_day) return at / kMicrosADay - (at % kMicrosADay < 0 ? 1 : 0);
    return run_.facts().time_zone().DateOf(Instant::FromMicros(at)).days_since_epoch();
  }

  // The latest day of which hygiene admits a record.
  std::int64_t LastDay() const {
    const RecordType& record = run_.pack().schema->record(derived_.record);
    const bool may_lie_ahead = record.role != RecordRole::kEvidence ||
                               !HygieneRulesOf(run_.pack().pack.definition(), record.name).future_dated;
    return may_lie_ahead ? kNoEnd : run_.as_of().days_since_epoch();
  }

  void FillGroup(std::vector<const GroupRow*>& members, std::vector<Value>* column) {
    const Aggregate aggregate = derived_.definition->aggregate;
    if (aggregate == Aggregate::kCount || aggregate == Aggregate::kCountDistinct) {
      FillCounts(members, aggregate == Aggregate::kCountDistinct, column);
      return;
    }
    for (const GroupRow* member : members) (*column)[member->row] = Fold(members, *member);
  }

  void FillCounts(std::vector<const GroupRow*>& members, bool distinct, std::vector<Value>* column) {
    std::vector<Range> ranges(members.size());
    std::int64_t window_micros = 0;
    if (derived_.window_along == nullptr) {
      const Range all = CountOf(members, 0, members.size(), distinct);
      std::fill(ranges.begin(), ranges.end(), all);
    } else {
      window_micros = WindowSeconds() * 1000000;
      FillWindows(members, window_micros, distinct, &ranges);
    }
    for (std::size_t k = 0; k < members.size(); ++k) {
      const GroupRow& member = *members[k];
      std::int64_t low = ranges[k].low;
      std::int64_t high = ranges[k].high;
      // Outside `where` the count is 0, and a row that may be outside may have it.
      if (!member.is_sure) low = 0;
      if (MayHideOthers(member, window_micros)) high = kNoEnd;
      if (low == high) {
        (*column)[member.row] = Value::Int(low);
      } else {
        UnknownBounds bounds;
        bounds.lowest = low;
        bounds.highest = high;
        bounds.cause.record = derived_.record;
        (*column)[member.row] = Value::Unknown(bounds);
      }
    }
  }

  // The best of all windows of the length that contain the row; only windows that begin at a row
  // matter, for any other holds no more than the next of these.
  static void FillWindows(std::vector<const GroupRow*>& members, std::int64_t length, bool distinct,
                          std::vector<Range>* ranges) {
    std::stable_sort(members.begin(), members.end(),
                     [](const GroupRow* left, const GroupRow* right) { return left->along < right->along; });
    std::size_t last = 0;
    for (std::size_t first = 0; first < members.size(); ++first) {
      while (last < members.size() && members[last]->along - members[first]->along <= length) ++last;
      const Range range = CountOf(members, first, last, distinct);
      for (std::size_t k = first; k < last; ++k) {
        (*ranges)[k].low = std::max((*ranges)[k].low, range.low);
        (*ranges)[k].high = std::max((*ranges)[k].high, range.high);
      }
    }
  }

  std::int64_t WindowSeconds() {
    const Value seconds = run_.Evaluate(*derived_.window_seconds, {});
    return seconds.kind() == ValueKind::kInt ? std::clamp<std::int64_t>(seconds.as_int(), 0, kLongestWindowSeconds) : 0;
  }

  // Sum, min and max: definite only over a group that is.
  Value Fold(const std::vector<const GroupRow*>& members, const GroupRow& of) {
    UnknownBounds bounds;
    bounds.cause.record = derived_.record;
    if (MayHideOthers(of, 0)) return Value::Unknown(bounds);
    const Aggregate aggregate = derived_.definition->aggregate;
    std::optional<Value> folded;
    for (const GroupRow* member : members) {
      if (member->operand.is_error()) return member->operand;
      if (!member->is_sure || member->operand.is_unknown()) return Value::Unknown(bounds);
      if (member->operand.is_null()) continue;
      if (!folded) {
        folded = member->operand;
        continue;
      }
      if (aggregate == Aggregate::kSum) {
        std::int64_t sum = 0;
        if (folded->kind() != ValueKind::kInt || member->operand.kind() != ValueKind::kInt ||
            __builtin_add_overflow(folded->as_int(), member->operand.as_int(), &sum)) {
          return Value::Error(ErrorCode::kOverflow, "the sum of a group does not fit an int");
        }
        folded = Value::Int(sum);
        continue;
      }
      const std::optional<std::partial_ordering> order = Compare(member->operand, *folded);
      if (!order) return Value::Error(ErrorCode::kNoSuchOverload, "values of a group have no order");
      if ((aggregate == Aggregate::kMin && *order < 0) || (aggregate == Aggregate::kMax && *order > 0)) {
        folded = member->operand;
      }
    }
    return folded.value_or(Value::Null());
  }

  Run& run_;
  const CompiledDerived& derived_;
  const std::int64_t last_day_;
  std::vector<GroupRow> entries_;
  std::vector<std::string> keys_;  // By entry.
  std::vector<GroupRow> strays_;
  std::vector<std::pair<Row, Value>> errors_;
  boost::unordered_flat_map<std::string, std::vector<const GroupRow*>> groups_;
};

}  // namespace

std::vector<Value> GroupedColumn(Run& run, const CompiledDerived& derived) {
  return Grouping(run, derived).Column();
}

}  // namespace assay
