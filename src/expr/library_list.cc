// Lists: sizes, parts, orders, sums and extremes; sets stand beside them.
//
// Most are lenient: an open list still has a least size, a sum within bounds, a latest date. Only
// places in it are not known, because what is still to come may stand anywhere.

#include <algorithm>
#include <string>

#include "assay/expr/evaluate.h"
#include "src/base/utf8.h"
#include "src/expr/budget.h"
#include "src/expr/distinct.h"
#include "src/expr/library.h"
#include "src/expr/library_sets.h"
#include "src/expr/list_fold.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

bool IsOpen(const Value& list) { return !list.maybe_items().empty(); }

Value SizeOfText(const CallContext&, Arguments a) {
  return Value::Int(static_cast<std::int64_t>(CountCodePoints(a[0].as_string())));
}

Value SizeOfBytes(const CallContext&, Arguments a) {
  return Value::Int(static_cast<std::int64_t>(a[0].as_string().size()));
}

Value SizeOfAList(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return Value::Unknown({.lowest = 0, .cause = a[0].unknown().cause});
  return SizeOfList(a[0]);
}

Value SizeOfMap(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return Value::Unknown({.lowest = 0, .cause = a[0].unknown().cause});
  return Value::Int(static_cast<std::int64_t>(a[0].entries().size()));
}

// list.slice(from, to): from `from` up to, but not including, `to`.
Value Slice(const CallContext&, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  if (a[0].is_unknown() || a[1].is_unknown() || a[2].is_unknown() || IsOpen(a[0])) {
    return *StrictAnswer(a);
  }
  const std::int64_t from = a[1].as_int();
  const std::int64_t to = a[2].as_int();
  const std::span<const Value> items = a[0].items();
  if (from < 0 || from > to || to > static_cast<std::int64_t>(items.size())) {
    return Value::Error(ErrorCode::kInvalidArgument,
                        "no slice from " + std::to_string(from) + " to " + std::to_string(to) +
                            " of a list of " + std::to_string(items.size()));
  }
  return Value::List(std::vector<Value>(items.begin() + from, items.begin() + to));
}

void FlattenItem(const Value& item, std::int64_t depth, std::vector<Value>* items,
                 std::vector<MaybeItem>* maybe) {
  if (item.kind() != ValueKind::kList || depth == 0) {
    items->push_back(item);
    return;
  }
  for (const Value& inner : item.items()) FlattenItem(inner, depth - 1, items, maybe);
  maybe->insert(maybe->end(), item.maybe_items().begin(), item.maybe_items().end());
}

// What a list that may be there, or of which nothing is known, adds.
void FlattenMaybe(const MaybeItem& item, std::vector<MaybeItem>* maybe) {
  if (item.value.kind() != ValueKind::kList) {
    maybe->push_back({Value::Unknown({.cause = item.cause}), true, item.cause});
    return;
  }
  for (const Value& inner : item.value.items()) maybe->push_back({inner, item.repeated, item.cause});
  maybe->insert(maybe->end(), item.value.maybe_items().begin(), item.value.maybe_items().end());
}

Value Flattened(const Value& list, std::int64_t depth) {
  std::vector<Value> items;
  std::vector<MaybeItem> maybe;
  for (const Value& item : list.items()) {
    if (item.is_unknown()) {
      FlattenMaybe({item, false, LeastCause(item)}, &maybe);
    } else {
      FlattenItem(item, depth, &items, &maybe);
    }
  }
  for (const MaybeItem& item : list.maybe_items()) FlattenMaybe(item, &maybe);
  return Value::OpenList(std::move(items), std::move(maybe));
}

// Lists within lists may be one list many times.
bool MayNotFit(const CallContext& context, const Value& list) {
  return context.budget != nullptr && list.parts() > RoomOf(context) / sizeof(Value);
}

Value Flatten(const CallContext& context, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return *StrictAnswer(a);
  return MayNotFit(context, a[0]) ? OutOfRoom(context) : Flattened(a[0], 1);
}

Value FlattenDeep(const CallContext& context, Arguments a) {
  if (MayNotFit(context, a[0])) return OutOfRoom(context);
  if (a[1].as_int() < 0) return Value::Error(ErrorCode::kInvalidArgument, "a depth is not negative");
  return Flattened(a[0], a[1].as_int());
}

// lists.range(n): 0 to n - 1. Elements count as steps: a short text must not make a long list.
Value Range(const CallContext& context, Arguments a) {
  constexpr std::int64_t kLongest = 10'000'000;
  const std::int64_t count = a[0].as_int();
  if (count < 0 || count > kLongest) {
    return Value::Error(ErrorCode::kInvalidArgument, "lists.range takes 0 to 10000000");
  }
  if (!TakeSteps(context, static_cast<std::uint64_t>(count))) return Value::Error(ErrorCode::kLimit, kStepsSpent);
  std::vector<Value> items;
  items.reserve(static_cast<std::size_t>(count));
  for (std::int64_t index = 0; index < count; ++index) items.push_back(Value::Int(index));
  return Value::List(std::move(items));
}

Value Distinct(const CallContext& context, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return *StrictAnswer(a);
  DistinctList distinct(context.facts == nullptr ? nullptr : &context.facts->schema());
  distinct.AddAll(a[0]);
  return distinct.Finish();
}

Value Reverse(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return *StrictAnswer(a);
  std::vector<Value> items(a[0].items().rbegin(), a[0].items().rend());
  std::vector<MaybeItem> maybe(a[0].maybe_items().begin(), a[0].maybe_items().end());
  return Value::OpenList(std::move(items), std::move(maybe));
}

Value Sort(const CallContext&, Arguments a) {
  std::vector<Value> items(a[0].items().begin(), a[0].items().end());
  const std::vector<Value> keys = items;
  return SortedBy(std::move(items), keys);
}

Value First(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown() || IsOpen(a[0])) return *StrictAnswer(a);
  return a[0].items().empty() ? Value::OptionalNone() : Value::OptionalOf(a[0].items().front());
}

Value Last(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown() || IsOpen(a[0])) return *StrictAnswer(a);
  return a[0].items().empty() ? Value::OptionalNone() : Value::OptionalOf(a[0].items().back());
}

template <TypeKind kElement>
Value Sum(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  return a[0].is_unknown() ? *StrictAnswer(a) : SumOfList(a[0], kElement);
}

template <Extreme kWhich>
Value ExtremeOf(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  return a[0].is_unknown() ? *StrictAnswer(a) : ExtremeOfList(a[0], kWhich);
}

constexpr Strictness kLenient = Strictness::kLenient;

Function Size() {
  Function function = {"size",
          {Declare("size_string", "(string) -> int", SizeOfText),
           Declare("size_bytes", "(bytes) -> int", SizeOfBytes),
           Declare("size_list", "(list(A)) -> int", SizeOfAList, kLenient),
           Declare("size_map", "(map(A, B)) -> int", SizeOfMap, kLenient),
           Declare("string_size", "string.() -> int", SizeOfText),
           Declare("bytes_size", "bytes.() -> int", SizeOfBytes),
           Declare("list_size", "list(A).() -> int", SizeOfAList, kLenient),
           Declare("map_size", "map(A, B).() -> int", SizeOfMap, kLenient)},
          "how many characters, bytes, elements or entries"};
  // Characters are counted, elements are not.
  for (Overload& overload : function.overloads) {
    const TypeKind kind = overload.parameters[0].kind;
    overload.glances = kind == TypeKind::kList || kind == TypeKind::kMap;
  }
  return function;
}

Function Sums() {
  return {"sum",
          {Declare("list_int_sum", "list(int).() -> int", Sum<TypeKind::kInt>, kLenient),
           Declare("list_uint_sum", "list(uint).() -> uint", Sum<TypeKind::kUint>, kLenient),
           Declare("list_double_sum", "list(double).() -> double", Sum<TypeKind::kDouble>, kLenient),
           Declare("list_decimal_sum", "list(decimal).() -> decimal", Sum<TypeKind::kDecimal>, kLenient),
           Declare("list_duration_sum", "list(duration).() -> duration", Sum<TypeKind::kDuration>, kLenient)},
          "the sum of the elements; of none zero"};
}

Function Extremes(std::string name, std::string documentation, Implementation implementation) {
  Function function{name, {}, std::move(documentation)};
  for (const std::string element :
       {"int", "uint", "double", "decimal", "date", "duration", "timestamp", "string"}) {
    function.overloads.push_back(Declare("list_" + element + "_" + name,
                                         "list(" + element + ").() -> " + element, implementation, kLenient));
  }
  return function;
}

Function Sorting() {
  Function function{"sort", {}, "the elements in ascending order"};
  for (const std::string element : {"int", "uint", "double", "decimal", "date", "duration", "timestamp",
                                    "string", "bytes", "bool"}) {
    const std::string type = "list(" + element + ")";
    function.overloads.push_back(Declare("list_" + element + "_sort", type + ".() -> " + type, Sort));
  }
  return function;
}

}  // namespace

std::vector<Function> ListLibrary() {
  std::vector<Function> functions = {
      Size(),
      {"slice", {Declare("list_slice", "list(A).(int, int) -> list(A)", Slice, kLenient)},
       "the elements from one place up to, not including, another"},
      {"flatten",
       {Declare("list_flatten", "list(list(A)).() -> list(A)", Flatten, kLenient),
        Declare("list_flatten_mixed", "list(dyn).() -> list(dyn)", Flatten, kLenient),
        Declare("list_flatten_int", "list(dyn).(int) -> list(dyn)", FlattenDeep)},
       "the elements of the lists in a list"},
      {"lists.range", {Declare("lists_range", "(int) -> list(int)", Range)}, "0, 1, ... up to below a number"},
      {"distinct", {Declare("list_distinct", "list(A).() -> list(A)", Distinct, kLenient)},
       "each element once, at its first place"},
      {"reverse", {Declare("list_reverse", "list(A).() -> list(A)", Reverse, kLenient)},
       "the elements from the last to the first"},
      Sorting(),
      Glancing({"first", {Declare("list_first", "list(A).() -> optional(A)", First, kLenient)},
                "the first element, if there is one"}),
      Glancing({"last", {Declare("list_last", "list(A).() -> optional(A)", Last, kLenient)},
                "the last element, if there is one"}),
      Sums(),
      Extremes("min", "the least element; an error if there is none", ExtremeOf<Extreme::kLeast>),
      Extremes("max", "the greatest element; an error if there is none", ExtremeOf<Extreme::kGreatest>),
  };
  for (Function& function : SetFunctions()) functions.push_back(std::move(function));
  return functions;
}

}  // namespace assay
