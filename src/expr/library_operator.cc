// Operators: equality, order, membership, indexing and negation; arithmetic stands beside it.
//
// Equality and order are lenient: bounds of what is not known decide where they can.

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "assay/expr/evaluate.h"
#include "src/expr/library.h"
#include "src/expr/library_arithmetic.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

const Schema* SchemaOf(const CallContext& context) {
  return context.facts == nullptr ? nullptr : &context.facts->schema();
}

// Whether `unknown` is the id of a record that is none of those known, and `known` that of one that
// is: ids are unique.
bool AreIdsOfTwo(const CallContext& context, const Value& unknown, const Value& known) {
  if (context.facts == nullptr || !unknown.is_unknown() || known.kind() != ValueKind::kString) return false;
  const RecordTypeId type = unknown.unknown().id_of;
  return type != kNoId && context.facts->FindRow(type, known.as_string()) != kNoRow;
}

Truth AreEqual(const CallContext& context, const Value& left, const Value& right) {
  if (AreIdsOfTwo(context, left, right) || AreIdsOfTwo(context, right, left)) return Truth::kFail;
  return EqualTruth(left, right, SchemaOf(context));
}

Value EqualValues(const CallContext& context, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  return TruthValue(AreEqual(context, a[0], a[1]), a[0], a[1]);
}

Value UnequalValues(const CallContext& context, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  return TruthValue(Not(AreEqual(context, a[0], a[1])), a[0], a[1]);
}

Value UncertainOrder(Arguments a, const Value& left, const Value& right, bool or_equal) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  const std::optional<Interval> left_bounds = IntervalOf(left);
  const std::optional<Interval> right_bounds = IntervalOf(right);
  if (!left_bounds || !right_bounds) return *StrictAnswer(a);
  const Truth truth =
      or_equal ? LessOrEqual(*left_bounds, *right_bounds) : Less(*left_bounds, *right_bounds);
  return TruthValue(truth, left, right);
}

// `<` and `<=`; `>` and `>=` with the operands exchanged. A double that is no number is never in order.
template <bool kExchanged, bool kOrEqual>
Value Ordered(const CallContext&, Arguments a) {
  const Value& left = a[kExchanged ? 1 : 0];
  const Value& right = a[kExchanged ? 0 : 1];
  if (left.is_unknown() || right.is_unknown() || left.is_error() || right.is_error()) {
    return UncertainOrder(a, left, right, kOrEqual);
  }
  const std::optional<std::partial_ordering> order = Compare(left, right);
  if (!order.has_value()) return Value::Error(ErrorCode::kNoSuchOverload, "the operands have no order");
  const bool is_equal = *order == std::partial_ordering::equivalent;
  return Value::Bool(*order == std::partial_ordering::less || (kOrEqual && is_equal));
}

Value IsInList(const CallContext& context, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  return TruthValue(ContainsTruth(a[1], a[0], SchemaOf(context)), a[0], a[1]);
}

// The keys of a map are always known.
Value IsInMap(const CallContext& context, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  if (a[1].is_unknown()) return *StrictAnswer(a);
  if (!a[0].is_unknown()) return Value::Bool(a[1].FindEntry(a[0]) != nullptr);
  Truth found = Truth::kFail;
  for (const auto& entry : a[1].entries()) {
    found = Or(found, EqualTruth(entry.first, a[0], SchemaOf(context)));
  }
  return TruthValue(found, a[0], a[0]);
}

// A whole number of any kind as an index; nothing if it is none.
std::optional<std::int64_t> IndexOf(const Value& index) {
  constexpr std::int64_t kTooLarge = std::numeric_limits<std::int64_t>::max();
  switch (index.kind()) {
    case ValueKind::kInt:
      return index.as_int();
    case ValueKind::kUint:
      return static_cast<std::int64_t>(std::min<std::uint64_t>(index.as_uint(), kTooLarge));
    case ValueKind::kDouble:
      if (index.as_double() != std::trunc(index.as_double())) return std::nullopt;
      if (std::abs(index.as_double()) > 9e15) return std::nullopt;
      return static_cast<std::int64_t>(index.as_double());
    default:
      return std::nullopt;
  }
}

// An element, or why there is none: of a list whose every element has its place.
Value ElementAt(const Value& list, const Value& index) {
  const std::optional<std::int64_t> position = IndexOf(index);
  if (!position.has_value()) {
    return Value::Error(ErrorCode::kInvalidArgument, "an index is a whole number");
  }
  if (*position < 0 || *position >= static_cast<std::int64_t>(list.items().size())) {
    return Value::Error(ErrorCode::kIndexOutOfBounds,
                        "index " + std::to_string(*position) + " of a list of " +
                            std::to_string(list.items().size()));
  }
  return list.items()[static_cast<std::size_t>(*position)];
}

Value EntryAt(const Value& map, const Value& key) {
  const Value* found = map.FindEntry(key);
  if (found != nullptr) return *found;
  return Value::Error(ErrorCode::kNoSuchKey, "the map has no key " + DebugString(key, nullptr));
}

// Of a list or map that may be held by an optional. `optional`: the answer is one, too.
Value Indexed(Arguments a, bool optional) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  if (a[0].is_unknown() || a[1].is_unknown()) return *StrictAnswer(a);
  const bool is_held = a[0].kind() == ValueKind::kOptional;
  if (is_held && !a[0].has_optional_value()) return a[0];
  const Value& container = is_held ? a[0].optional_value() : a[0];
  if (container.is_unknown()) return *StrictAnswer(a);
  // Nobody knows the places in a list that may hold more.
  const bool is_list = container.kind() == ValueKind::kList;
  if (is_list && !container.maybe_items().empty()) return *StrictAnswer(a);
  Value element;
  if (is_list) {
    element = ElementAt(container, a[1]);
  } else if (container.kind() == ValueKind::kMap) {
    element = EntryAt(container, a[1]);
  } else {
    return Value::Error(ErrorCode::kNoSuchOverload, "only lists and maps are indexed");
  }
  if (!optional && !is_held) return element;
  if (!element.is_error()) return Value::OptionalOf(std::move(element));
  const bool is_absent = element.error_code() == ErrorCode::kNoSuchKey ||
                         element.error_code() == ErrorCode::kIndexOutOfBounds;
  return is_absent ? Value::OptionalNone() : element;
}

Value IndexedPlainly(const CallContext&, Arguments a) { return Indexed(a, false); }
Value IndexedOptionally(const CallContext&, Arguments a) { return Indexed(a, true); }

Value NotTrue(const CallContext&, Arguments a) { return Value::Bool(!a[0].as_bool()); }

constexpr Strictness kLenient = Strictness::kLenient;

// `id` is CEL's: "less", "greater_equals".
Function Ordering(std::string name, const std::string& id, std::string documentation,
                  Implementation implementation) {
  struct Operand {
    std::string_view type;
    std::string_view id;
  };
  static constexpr Operand kAlone[] = {
      {"bool", "bool"},           {"string", "string"},     {"bytes", "bytes"}, {"date", "date"},
      {"timestamp", "timestamp"}, {"duration", "duration"},
  };
  static constexpr Operand kNumbers[] = {
      {"int", "int64"}, {"uint", "uint64"}, {"double", "double"}, {"decimal", "decimal"}};
  Function function{std::move(name), {}, std::move(documentation)};
  const auto declare = [&](const Operand& left, const Operand& right) {
    const bool is_same = left.type == right.type;
    std::string full_id = id + "_" + std::string(left.id);
    if (!is_same) full_id += "_" + std::string(right.id);
    const std::string signature =
        "(" + std::string(left.type) + ", " + std::string(right.type) + ") -> bool";
    function.overloads.push_back(Declare(full_id, signature, implementation, kLenient));
  };
  for (const Operand& number : kNumbers) declare(number, number);
  for (const Operand& operand : kAlone) declare(operand, operand);
  for (const Operand& left : kNumbers) {
    for (const Operand& right : kNumbers) {
      if (left.type != right.type) declare(left, right);
    }
  }
  return function;
}

std::vector<Overload> IndexOverloads(const std::string& id, bool optional, Implementation implementation) {
  const std::string element = optional ? "optional(A)" : "A";
  const std::string entry = optional ? "optional(B)" : "B";
  return {
      Declare(id + "_list_int", "(list(A), int) -> " + element, implementation, kLenient),
      Declare(id + "_map", "(map(A, B), A) -> " + entry, implementation, kLenient),
      Declare(id + "_list_uint", "(list(A), uint) -> " + element, implementation, kLenient),
      Declare(id + "_list_double", "(list(A), double) -> " + element, implementation, kLenient),
      Declare(id + "_optional_list_int", "(optional(list(A)), int) -> optional(A)", implementation, kLenient),
      Declare(id + "_optional_map", "(optional(map(A, B)), A) -> optional(B)", implementation, kLenient),
  };
}

}  // namespace

std::vector<Function> OperatorLibrary() {
  std::vector<Function> functions = ArithmeticFunctions();
  functions.push_back(
      {"_==_", {Declare("equals", "(A, A) -> bool", EqualValues, kLenient)}, "whether both are equal"});
  functions.push_back({"_!=_", {Declare("not_equals", "(A, A) -> bool", UnequalValues, kLenient)},
                       "whether the two differ"});
  functions.push_back(Ordering("_<_", "less", "whether the left comes before", Ordered<false, false>));
  functions.push_back(Ordering("_<=_", "less_equals", "whether the left does not come after",
                               Ordered<false, true>));
  functions.push_back(Ordering("_>_", "greater", "whether the left comes after", Ordered<true, false>));
  functions.push_back(Ordering("_>=_", "greater_equals", "whether the left does not come before",
                               Ordered<true, true>));
  functions.push_back({"@in",
                       {Declare("in_list", "(A, list(A)) -> bool", IsInList, kLenient),
                        Declare("in_map", "(A, map(A, B)) -> bool", IsInMap, kLenient)},
                       "whether a list has the element, or a map the key"});
  functions.push_back(Glancing({"_[_]", IndexOverloads("index", false, IndexedPlainly),
                                "the element at a place, the entry of a key"}));
  functions.push_back(Glancing({"_[?_]", IndexOverloads("optindex", true, IndexedOptionally),
                                "the element or entry if there is one"}));
  functions.push_back({"!_", {Declare("logical_not", "(bool) -> bool", NotTrue)}, "not"});
  return functions;
}

}  // namespace assay
