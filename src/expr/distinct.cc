#include "src/expr/distinct.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <string_view>

#include "src/expr/uncertain.h"

namespace assay {
namespace {

constexpr std::uint64_t kMultiplier = 0x9e3779b97f4a7c15u;

std::uint64_t Mixed(std::uint64_t hash, std::uint64_t next) {
  hash = (hash ^ next) * kMultiplier;
  return hash ^ (hash >> 29);
}

// Numbers that are Equal across kinds have one double.
std::uint64_t HashOfNumber(double number) {
  if (number == 0) number = 0;  // -0.0 equals 0.0.
  std::uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  return Mixed(1, bits);
}

std::uint64_t HashOfText(ValueKind kind, std::string_view text) {
  return Mixed(static_cast<std::uint64_t>(kind) + 100, std::hash<std::string_view>()(text));
}

std::uint64_t HashOfItems(const Value& list) {
  std::uint64_t hash = 2;
  for (const Value& item : list.items()) hash = Mixed(hash, HashOf(item));
  return hash;
}

// Maps are equal in whatever order their entries stand.
std::uint64_t HashOfEntries(const Value& map) {
  std::uint64_t hash = 3;
  for (const auto& [key, value] : map.entries()) hash += Mixed(HashOf(key), HashOf(value));
  return hash;
}

std::uint64_t HashOfParts(ValueKind kind, std::int64_t first, std::int64_t second) {
  return Mixed(Mixed(static_cast<std::uint64_t>(kind) + 200, static_cast<std::uint64_t>(first)),
               static_cast<std::uint64_t>(second));
}

}  // namespace

std::uint64_t HashOf(const Value& value) {
  const ValueKind kind = value.kind();
  switch (kind) {
    case ValueKind::kInt:
      return HashOfNumber(static_cast<double>(value.as_int()));
    case ValueKind::kUint:
      return HashOfNumber(static_cast<double>(value.as_uint()));
    case ValueKind::kDouble:
      return HashOfNumber(value.as_double());
    case ValueKind::kDecimal:
      return HashOfNumber(value.as_decimal().ToDouble());
    case ValueKind::kBool:
      return HashOfParts(kind, value.as_bool() ? 1 : 0, 0);
    case ValueKind::kString:
    case ValueKind::kBytes:
      return HashOfText(kind, value.as_string());
    case ValueKind::kTimestamp:
      return HashOfParts(kind, value.as_timestamp().seconds, value.as_timestamp().nanos);
    case ValueKind::kDuration:
      return HashOfParts(kind, value.as_duration().seconds, value.as_duration().nanos);
    case ValueKind::kDate:
      return HashOfParts(kind, value.as_date().days_since_epoch(), 0);
    case ValueKind::kWhen:
      if (value.when_has_instant()) return HashOfParts(kind, value.when_instant().micros_since_epoch(), 1);
      return HashOfParts(kind, value.as_date().days_since_epoch(), 0);
    case ValueKind::kRecord:
      return HashOfParts(kind, value.record_type(), value.row());
    case ValueKind::kList:
      return HashOfItems(value);
    case ValueKind::kMap:
      return HashOfEntries(value);
    case ValueKind::kOptional:
      return value.has_optional_value() ? Mixed(4, HashOf(value.optional_value())) : 4;
    case ValueKind::kNull:
    case ValueKind::kType:
    case ValueKind::kIp:
    case ValueKind::kCidr:
    case ValueKind::kUnknown:
    case ValueKind::kError:
      return HashOfParts(kind, 0, 0);
  }
  return 0;
}

bool IsMapKey(const Value& value) {
  const ValueKind kind = value.kind();
  return kind == ValueKind::kBool || kind == ValueKind::kInt || kind == ValueKind::kUint ||
         kind == ValueKind::kString;
}

bool DistinctValues::ContainsHashed(const Value& value, std::uint64_t hash) const {
  const auto found = last_of_hash_.find(hash);
  if (found == last_of_hash_.end()) return false;
  for (std::uint32_t index = found->second; index != kNone; index = previous_[index]) {
    if (Equal(values_[index], value)) return true;
  }
  return false;
}

bool DistinctValues::Contains(const Value& value) const {
  if (values_.size() > kWalked) return ContainsHashed(value, HashOf(value));
  for (const Value& kept : values_) {
    if (Equal(kept, value)) return true;
  }
  return false;
}

void DistinctValues::AddHash(std::uint32_t index, std::uint64_t hash) {
  const auto [entry, is_new] = last_of_hash_.emplace(hash, index);
  previous_.push_back(is_new ? kNone : entry->second);
  entry->second = index;
}

bool DistinctValues::Insert(Value value) {
  if (Contains(value)) return false;
  values_.push_back(std::move(value));
  if (values_.size() <= kWalked) return true;
  while (previous_.size() < values_.size()) {
    const auto index = static_cast<std::uint32_t>(previous_.size());
    AddHash(index, HashOf(values_[index]));
  }
  return true;
}

void DistinctList::Add(Value item) {
  const std::size_t turn = next_turn_++;
  if (!item.is_definite()) {
    uncertain_.push_back({turn, std::move(item)});
  } else if (known_.Insert(std::move(item))) {
    known_turns_.push_back(turn);
  }
}

void DistinctList::Add(MaybeItem item) { maybe_.push_back(std::move(item)); }

void DistinctList::AddAll(const Value& list) {
  for (const Value& item : list.items()) Add(item);
  for (const MaybeItem& item : list.maybe_items()) Add(item);
}

// An element that is there: one more, the same as another, or perhaps one more.
void DistinctList::SettleUncertain(Placed item) {
  Truth is_known = Truth::kFail;
  for (std::size_t index = 0; index < known_.values().size(); ++index) {
    const Truth is_same = EqualTruth(item.value, known_.values()[index], schema_);
    if (is_same == Truth::kPass) {
      known_turns_[index] = std::min(known_turns_[index], item.turn);
      return;
    }
    is_known = Or(is_known, is_same);
  }
  for (const Placed& other : certain_) {
    const Truth is_same = EqualTruth(item.value, other.value, schema_);
    if (is_same == Truth::kPass) return;  // The other came earlier.
    is_known = Or(is_known, is_same);
  }
  if (is_known == Truth::kFail) {
    certain_.push_back(std::move(item));
    return;
  }
  const UnknownCause cause = LeastCause(item.value);
  maybe_.push_back({std::move(item.value), false, cause});
}

// Moves into certain_ and maybe_ what is left to be decided.
void DistinctList::Settle() {
  for (Placed& item : uncertain_) SettleUncertain(std::move(item));
  uncertain_.clear();
  DistinctValues seen;
  std::vector<MaybeItem> kept;
  for (MaybeItem& item : maybe_) {
    if (item.value.is_definite()) {
      if (known_.Contains(item.value) || !seen.Insert(item.value)) continue;
      item.repeated = false;
    }
    kept.push_back(std::move(item));
  }
  maybe_ = std::move(kept);
}

Value DistinctList::Finish() {
  Settle();
  std::vector<Placed> placed = std::move(certain_);
  std::vector<Value> known = std::move(known_).Take();
  for (std::size_t index = 0; index < known.size(); ++index) {
    placed.push_back({known_turns_[index], std::move(known[index])});
  }
  std::sort(placed.begin(), placed.end(),
            [](const Placed& left, const Placed& right) { return left.turn < right.turn; });
  std::vector<Value> items;
  items.reserve(placed.size());
  for (Placed& item : placed) items.push_back(std::move(item.value));
  return Value::OpenList(std::move(items), std::move(maybe_));
}

Value DistinctList::Count() {
  Settle();
  const auto count = static_cast<std::int64_t>(known_.values().size() + certain_.size());
  if (maybe_.empty()) return Value::Int(count);
  Doubt doubt;
  UnknownBounds bounds{.lowest = count, .highest = count};
  for (const MaybeItem& item : maybe_) {
    doubt.Add(item);
    if (item.repeated) bounds.highest = Interval::kNoHighest;
    if (bounds.highest != Interval::kNoHighest) ++bounds.highest;
  }
  return doubt.ToUnknown(bounds);
}

}  // namespace assay
