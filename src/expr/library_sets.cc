// Lists as sets. What a list may hold besides its elements can complete a set; it can also be one
// element too many.

#include "src/expr/library_sets.h"

#include "assay/expr/evaluate.h"
#include "src/expr/distinct.h"
#include "src/expr/library.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

// Membership of one list, asked many times.
class Members {
 public:
  Members(const Value& list, const Schema* schema) : list_(list), schema_(schema) {
    if (!list.is_definite()) return;
    for (const Value& item : list.items()) known_.Insert(item);
  }

  Truth Contains(const Value& value) const {
    if (list_.is_definite() && value.is_definite()) return FromBool(known_.Contains(value));
    return ContainsTruth(list_, value, schema_);
  }

 private:
  const Value& list_;
  const Schema* schema_;
  DistinctValues known_;
};

// Whether every element of `part` is in `whole`.
Truth ContainsAll(const Value& whole, const Value& part, const Schema* schema) {
  if (part.is_unknown()) return Truth::kUnknown;
  const Members members(whole, schema);
  Truth all = Truth::kPass;
  for (const Value& item : part.items()) all = And(all, members.Contains(item));
  for (const MaybeItem& item : part.maybe_items()) {
    if (members.Contains(item.value) != Truth::kPass) all = And(all, Truth::kUnknown);
  }
  return all;
}

// Whether some element of `left` is in `right`.
Truth ContainsAny(const Value& left, const Value& right, const Schema* schema) {
  if (left.is_unknown()) {
    const bool is_empty = !right.is_unknown() && right.items().empty() && right.maybe_items().empty();
    return is_empty ? Truth::kFail : Truth::kUnknown;
  }
  const Members members(right, schema);
  Truth any = Truth::kFail;
  for (const Value& item : left.items()) any = Or(any, members.Contains(item));
  for (const MaybeItem& item : left.maybe_items()) {
    if (members.Contains(item.value) != Truth::kFail) any = Or(any, Truth::kUnknown);
  }
  return any;
}

const Schema* SchemaOf(const CallContext& context) {
  return context.facts == nullptr ? nullptr : &context.facts->schema();
}

Value SetContains(const CallContext& context, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  return TruthValue(ContainsAll(a[0], a[1], SchemaOf(context)), a[0], a[1]);
}

Value SetIntersects(const CallContext& context, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  return TruthValue(ContainsAny(a[0], a[1], SchemaOf(context)), a[0], a[1]);
}

Value SetEquivalent(const CallContext& context, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  const Schema* schema = SchemaOf(context);
  const Truth truth = And(ContainsAll(a[0], a[1], schema), ContainsAll(a[1], a[0], schema));
  return TruthValue(truth, a[0], a[1]);
}

}  // namespace

std::vector<Function> SetFunctions() {
  constexpr Strictness kLenient = Strictness::kLenient;
  const std::string_view signature = "(list(A), list(A)) -> bool";
  return {
      {"sets.contains", {Declare("list_sets_contains_list", signature, SetContains, kLenient)},
       "whether the first list has every element of the second"},
      {"sets.intersects", {Declare("list_sets_intersects_list", signature, SetIntersects, kLenient)},
       "whether the two lists have an element in common"},
      {"sets.equivalent", {Declare("list_sets_equivalent_list", signature, SetEquivalent, kLenient)},
       "whether every element of each list is in the other"},
  };
}

}  // namespace assay
