// Tallies: whole numbers over a population. Members of whom something is unknown make a range.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/engine/row_loop.h"
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
    const auto first_error = std::find_if(members.maybe.begin(), members.maybe.end(),
                                          [](const Members::Maybe& maybe) { return maybe.is_error; });
    const std::size_t sure = members.sure.size();
    const std::size_t rows = sure + static_cast<std::size_t>(first_error - members.maybe.begin());
    RowLoop loop(run_, {tally_.where, tally_.count_distinct, tally_.group_by}, rows);
    std::vector<Block> blocks(loop.blocks());
    loop.Go([&](Evaluator& at, std::size_t block, std::size_t k) {
      const bool is_sure = k < sure;
      const Row row = is_sure ? members.sure[k] : members.maybe[k - sure].row;
      Read(at, Value::Record(record, row), is_sure, &blocks[block]);
    });
    if (first_error != members.maybe.end()) {
      return Value::Error(ErrorCode::kHost, "membership of the population is in error");
    }
    for (const Block& block : blocks) {
      if (!error_) error_ = block.error;
      for (const Counted& counted : block.counted) Add(counted);
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

  // A member that counts, with what the tally asks of it.
  struct Counted {
    bool is_sure = false;
    std::optional<std::string> key;
    bool is_alone = false;             // In a group of its own.
    std::optional<std::string> group;  // Else, of those that are grouped; nothing if it is not known.
  };
  struct Block {
    std::vector<Counted> counted;
    std::optional<Value> error;  // The first.
  };

  void Read(Evaluator& at, const Value& member, bool is_sure, Block* block) const {
    if (tally_.where != nullptr) {
      const Value where = at.Evaluate(*tally_.where, {&member, 1});
      const Truth truth = TruthOf(where);
      if (truth == Truth::kFail) return;
      if (truth == Truth::kError) {
        if (!block->error) {
          block->error = where.is_error() ? where : Value::Error(ErrorCode::kNoSuchOverload, "not a bool");
        }
        return;
      }
      is_sure = is_sure && truth == Truth::kPass;
    }
    Counted counted;
    counted.is_sure = is_sure;
    if (tally_.count_distinct != nullptr) {
      const Value value = Unwrapped(at.Evaluate(*tally_.count_distinct, {&member, 1}));
      if (!KeyOf(value, &counted.key, block)) return;
    }
    if (tally_.group_by != nullptr) {
      const Value group = Unwrapped(at.Evaluate(*tally_.group_by, {&member, 1}));
      counted.is_alone = group.is_null();
      if (!counted.is_alone && !KeyOf(group, &counted.group, block)) return;
    }
    block->counted.push_back(std::move(counted));
  }

  void Add(const Counted& counted) {
    if (tally_.group_by == nullptr) {
      all_.Add(counted.is_sure, counted.key);
    } else if (counted.is_alone) {  // A member without a key shares its group with nobody.
      groups_.AddAlone(counted.is_sure, counted.key);
    } else {
      groups_.Add(counted.group, counted.is_sure, counted.key);
    }
  }

  // An optional counts as what it holds, or as none.
  static Value Unwrapped(Value value) {
    if (value.kind() != ValueKind::kOptional) return value;
    return value.has_optional_value() ? Value(value.optional_value()) : Value::Null();
  }

  // False if there is nothing to count: none, or an error.
  static bool KeyOf(const Value& value, std::optional<std::string>* key, Block* block) {
    if (value.is_error() && !block->error) block->error = value;
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
