// Different values: what `distinct`, `union`, `count_distinct` and the keys of maps are about.

#ifndef ASSAY_SRC_EXPR_DISTINCT_H_
#define ASSAY_SRC_EXPR_DISTINCT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "assay/expr/value.h"
#include "assay/facts/schema.h"

namespace assay {

// A hash that agrees with Equal, of definite values.
std::uint64_t HashOf(const Value& value);

// bool, int, uint and string.
bool IsMapKey(const Value& value);

// A set of definite values, kept in the order in which they came.
class DistinctValues {
 public:
  // Whether `value` was not there yet.
  bool Insert(Value value);
  bool Contains(const Value& value) const;

  std::span<const Value> values() const { return values_; }
  std::vector<Value> Take() && { return std::move(values_); }

 private:
  static constexpr std::size_t kWalked = 8;  // Up to here a walk is as fast as a hash.
  static constexpr std::uint32_t kNone = 0xffffffff;
  bool ContainsHashed(const Value& value, std::uint64_t hash) const;
  void AddHash(std::uint32_t index, std::uint64_t hash);

  std::vector<Value> values_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> last_of_hash_;  // Index in values_.
  std::vector<std::uint32_t> previous_;  // Of the same hash, by index.
};

// The distinct elements of lists of which not everything need be known. What may equal another
// element becomes an element that may be missing.
class DistinctList {
 public:
  explicit DistinctList(const Schema* schema) : schema_(schema) {}

  void Add(Value item);
  void Add(MaybeItem item);
  void AddAll(const Value& list);  // kList

  // The list. Spent afterwards.
  Value Finish();
  // How many there are: an int, or an unknown int of such bounds. Spent afterwards.
  Value Count();

 private:
  // An element with its turn of arrival: each distinct one stands at the first place of its kind.
  struct Placed {
    std::size_t turn = 0;
    Value value;
  };
  void Settle();
  void SettleUncertain(Placed item);

  const Schema* schema_;
  std::size_t next_turn_ = 0;
  DistinctValues known_;
  std::vector<std::size_t> known_turns_;  // By index in known_.
  std::vector<Placed> uncertain_;         // Present, but perhaps equal to another.
  std::vector<Placed> certain_;           // Of uncertain_, what certainly differs from all others.
  std::vector<MaybeItem> maybe_;
};

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_DISTINCT_H_
