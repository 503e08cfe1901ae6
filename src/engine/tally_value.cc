// Tallies: whole numbers over a population. Members of whom something is unknown make a range.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "src/engine/run.h"
#include "src/engine/tally_groups.h"

namespace assay {
namespace {

class Counting {
 public:
  Counting(Run& run, const CompiledTally& tally) : run_(run), tally_(tally) {}

  Value Count() {
    const Members& members = run_.MembersOf(tally_.population);
    const RecordTypeId record = run_.pack().populations[static_cast<std::size_t>(tally_.population)].record;
    for (const Row row : members.sure) Read(Value::Record(record, row), true);
    for (const Members::Maybe& maybe : members.maybe) {
      if (maybe.is_error) {
        return Value::Error(ErrorCode::kHost, "membership of the population is in error");
      }
      Read(Value::Record(record, maybe.row), false);
    }
    if (error_) return *error_;
    const TallyRange range = Range(members.is_open);
    if (range.low == range.high) return Value::Int(range.low);
    UnknownBounds bounds;
    bounds.lowest = range.low;
    bounds.highest = range.high;
    bounds.cause.record = record;
    return Value::Unknown(bounds);
  }

 private:
  // Different records are at most as many as there are, unless more may exist than the facts have.
  std::int64_t MostDistinct() const {
    if (tally_.count_distinct == nullptr) return TallyRange::kNoEnd;
    const Type counted = StoredType(tally_.count_distinct->program().type);
    if (counted.kind != TypeKind::kRecord) return TallyRange::kNoEnd;
    const Facts& facts = run_.facts();
    const bool has_dangling = std::any_of(
        facts.flags().begin(), facts.flags().end(),
        [](const Facts::Flag& flag) { return flag.flag == "dangling_reference"; });
    if (has_dangling || facts.table(counted.id).feed().is_open()) return TallyRange::kNoEnd;
    return static_cast<std::int64_t>(facts.table(counted.id).row_count());
  }

  void Read(const Value& member, bool is_sure) {
    if (tally_.where != nullptr) {
      const Value where = run_.Evaluate(*tally_.where, {&member, 1});
      const Truth truth = TruthOf(where);
      if (truth == Truth::kFail) return;
      if (truth == Truth::kError) {
        if (!error_) error_ = where.is_error() ? where : Value::Error(ErrorCode::kNoSuchOverload, "not a bool");
        return;
      }
      is_sure = is_sure && truth == Truth::kPass;
    }
    std::optional<std::string> key;
    if (tally_.count_distinct != nullptr) {
      const Value value = Unwrapped(run_.Evaluate(*tally_.count_distinct, {&member, 1}));
      if (!KeyOf(value, &key)) return;
    }
    if (tally_.group_by == nullptr) {
      all_.Add(is_sure, key);
      return;
    }
    const Value group = Unwrapped(run_.Evaluate(*tally_.group_by, {&member, 1}));
    if (group.is_null()) {  // A member without a key shares its group with nobody.
      groups_.AddAlone(is_sure, key);
      return;
    }
    std::optional<std::string> name;
    if (KeyOf(group, &name)) groups_.Add(name, is_sure, key);
  }

  // An optional counts as what it holds, or as none.
  static Value Unwrapped(Value value) {
    if (value.kind() != ValueKind::kOptional) return value;
    return value.has_optional_value() ? Value(value.optional_value()) : Value::Null();
  }

  // False if there is nothing to count: none, or an error.
  bool KeyOf(const Value& value, std::optional<std::string>* key) {
    if (value.is_error() && !error_) error_ = value;
    if (value.is_error() || value.is_null()) return false;
    if (value.is_unknown()) return true;
    key->emplace();
    AppendKey(value, &**key);
    return true;
  }

  TallyRange Range(bool is_open) const {
    const TallyDefinition& definition = *tally_.definition;
    const bool distinct = tally_.count_distinct != nullptr;
    const std::int64_t most = MostDistinct();
    if (tally_.group_by != nullptr) {
      return groups_.Reduce({.distinct = distinct,
                             .outside = definition.outside,
                             .take_least = definition.take == TallyDefinition::Take::kMin,
                             .is_open = is_open,
                             .most = most});
    }
    const TallyRange range = all_.Of(distinct);
    return {range.low, std::min(is_open ? TallyRange::kNoEnd : range.high, most)};
  }

  Run& run_;
  const CompiledTally& tally_;
  TallyBin all_;
  TallyGroups groups_;
  std::optional<Value> error_;
};

}  // namespace

Value ComputeTally(Run& run, const CompiledTally& tally) { return Counting(run, tally).Count(); }

}  // namespace assay
