// Macros that run a body per element: quantifiers, filters and transforms.
//
// What a list may hold besides its elements is walked after them. It can make an answer unknown, and
// it can never decide one: a feed that was not collected proves nothing.

#include "src/expr/budget.h"
#include "src/expr/distinct.h"
#include "src/expr/interpreter.h"
#include "src/expr/record_field.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

bool IsTrue(const Value& value) { return value.kind() == ValueKind::kBool && value.as_bool(); }

// Selects that give lists which can be walked where they lie.
bool IsListField(const Schema& schema, const NodeMeaning& meaning) {
  switch (meaning.meaning) {
    case Meaning::kInverse:
    case Meaning::kChildren:
      return true;
    case Meaning::kStoredField:
      return schema.field(meaning.a, meaning.b).is_list;
    default:
      return false;
  }
}

}  // namespace

// The rows of a relation, without building the list. False where that is not possible; then nothing
// was evaluated. `answer` where the operand is not such a record.
bool Interpreter::OpenInPlace(ExprId operand, ElementRange* range, std::optional<Value>* answer) {
  if (trace_ != nullptr || context_.facts == nullptr) return false;
  const Expr& node = expr_.ast[operand];
  const NodeMeaning& meaning = expr_.nodes[operand];
  if (node.kind != ExprKind::kSelect || node.optional) return false;
  if (meaning.meaning == Meaning::kAllRecords) {
    OpenAllRecords(context_, meaning.a, range);
    return true;
  }
  if (!IsListField(context_.facts->schema(), meaning)) return false;
  Value record = Evaluate(node.children[0]);
  const bool is_cell = meaning.meaning == Meaning::kStoredField;
  const bool has_list =
      record.kind() == ValueKind::kRecord &&
      (!is_cell || context_.facts->table(meaning.a).column(meaning.b).state(record.row()) == CellState::kValue);
  if (has_list) {
    OpenListField(context_, meaning, record.row(), range);
  } else {
    *answer = Select(operand, record);
  }
  return true;
}

std::optional<Value> Interpreter::OpenRange(ExprId macro, ElementRange* range) {
  const ExprId operand = expr_.ast[macro].children[0];
  std::optional<Value> answer;
  if (OpenInPlace(operand, range, &answer)) {
    if (!answer.has_value()) return std::nullopt;
  } else {
    answer = Evaluate(operand);
  }
  switch (answer->kind()) {
    case ValueKind::kList:
    case ValueKind::kMap:
      OpenValue(*std::move(answer), range);
      return std::nullopt;
    case ValueKind::kError:
      return answer;
    case ValueKind::kUnknown:
      return Value::Unknown({.cause = answer->unknown().cause});
    case ValueKind::kNull:
      return ErrorAt(macro, ErrorCode::kNone, "the elements of none");
    default:
      return ErrorAt(macro, ErrorCode::kNoSuchOverload, "only lists and maps have elements");
  }
}

// Binds the variables to the next element; false at the end.
bool Interpreter::NextElement(const Expr& node, ElementRange* range) {
  const std::size_t count = node.variables.size();
  Value* variables = locals_.data() + (locals_.size() - count);
  if (count == 2) return range->NextWithKey(context_, &variables[0], &variables[1]);
  return range->Next(context_, &variables[0]);
}

void Interpreter::BindMaybe(const Expr& node, const MaybeItem& item) {
  const std::size_t count = node.variables.size();
  Value* variables = locals_.data() + (locals_.size() - count);
  if (count == 2) variables[0] = Value::Unknown({.lowest = 0, .cause = item.cause});
  variables[count - 1] = item.value;
}

// The body as truth: a bool, unknown or an error.
Value Interpreter::Predicate(ExprId body) {
  Value value = Evaluate(body);
  if (value.kind() == ValueKind::kBool || value.is_unknown() || value.is_error()) return value;
  if (value.is_null()) return ErrorAt(body, ErrorCode::kNone, "a condition is none");
  return ErrorAt(body, ErrorCode::kNoSuchOverload, "a condition is true or false");
}

Value Interpreter::Weighed(ExprId body) {
  Value value = Evaluate(body);
  const std::uint64_t parts = value.parts();
  if (parts == 0 || TakeSteps(context_, parts)) return value;
  return ErrorAt(body, ErrorCode::kLimit, kStepsSpent);
}

Value Interpreter::EvaluateComprehension(ExprId id) {
  const Expr& node = expr_.ast[id];
  if (node.macro == Macro::kOptMap || node.macro == Macro::kOptFlatMap) return EvaluateOptionalMacro(id);
  ElementRange range;
  if (std::optional<Value> answer = OpenRange(id, &range)) return *std::move(answer);
  const std::size_t depth = locals_.size();
  locals_.resize(depth + node.variables.size());
  Value result;
  switch (node.macro) {
    case Macro::kAll: result = Quantify(node, &range, false); break;
    case Macro::kExists: result = Quantify(node, &range, true); break;
    case Macro::kExistsOne: result = ExistsOne(node, &range); break;
    case Macro::kFilter: result = Filter(node, &range); break;
    case Macro::kMap: result = Map(node, &range, kNoExpr, node.children[1]); break;
    case Macro::kMapFilter: result = Map(node, &range, node.children[1], node.children[2]); break;
    case Macro::kTransformList: {
      const bool has_predicate = node.children.size() > 2;
      result = Map(node, &range, has_predicate ? node.children[1] : kNoExpr, node.children.back());
      break;
    }
    case Macro::kTransformMap:
    case Macro::kTransformMapEntry: result = TransformMap(id, &range); break;
    case Macro::kSortBy: result = SortBy(id, &range); break;
    case Macro::kLatest: result = Latest(id, &range); break;
    case Macro::kCountDistinct: result = CountDistinct(node, &range); break;
    case Macro::kUnion: result = Union(id, &range); break;
    case Macro::kSumOf: result = SumOf(id, &range); break;
    case Macro::kOptMap:
    case Macro::kOptFlatMap: break;
  }
  locals_.resize(depth);
  return Made(std::move(result), id);
}

Value Interpreter::EvaluateOptionalMacro(ExprId id) {
  const Expr& node = expr_.ast[id];
  Value operand = Evaluate(node.children[0]);
  if (operand.is_error()) return operand;
  if (operand.is_unknown()) return Value::Unknown({.cause = operand.unknown().cause});
  if (operand.kind() != ValueKind::kOptional) {
    return ErrorAt(id, ErrorCode::kNoSuchOverload, "optMap is for optionals");
  }
  if (!operand.has_optional_value()) return operand;
  locals_.push_back(operand.optional_value());
  Value result = Evaluate(node.children[1]);
  locals_.pop_back();
  if (result.is_error()) return result;
  if (node.macro == Macro::kOptMap) return Made(Value::OptionalOf(std::move(result)), id);
  if (result.kind() == ValueKind::kOptional || result.is_unknown()) return result;
  return ErrorAt(node.children[1], ErrorCode::kNoSuchOverload, "optFlatMap wants an optional");
}

// exists (`deciding` true) and all (false): the fold of `||` and `&&` over the elements.
Value Interpreter::Quantify(const Expr& node, ElementRange* range, bool deciding) {
  const ExprId body = node.children[1];
  Doubt doubt;
  Value error;
  while (NextElement(node, range)) {
    Value held = Predicate(body);
    if (held.is_unknown()) {
      doubt.Add(held);
    } else if (held.is_error()) {
      if (IsLimitError(held)) return held;
      KeepLeastError(std::move(held), &error);
    } else if (held.as_bool() == deciding) {
      return held;
    }
  }
  for (const MaybeItem& item : range->maybe) {
    BindMaybe(node, item);
    const Value held = Predicate(body);
    if (held.is_unknown()) doubt.Add(held);
    const bool is_harmless = held.kind() == ValueKind::kBool && held.as_bool() != deciding;
    if (!is_harmless) doubt.Add(item);
  }
  if (doubt.exists()) return doubt.ToUnknown();
  if (error.is_error()) return error;
  return Value::Bool(!deciding);
}

Value Interpreter::ExistsOne(const Expr& node, ElementRange* range) {
  const ExprId body = node.children[1];
  Doubt doubt;
  Value error;
  std::size_t found = 0;
  while (NextElement(node, range)) {
    Value held = Predicate(body);
    if (held.is_unknown()) doubt.Add(held);
    if (IsTrue(held)) ++found;
    if (IsLimitError(held)) return held;
    if (held.is_error()) KeepLeastError(std::move(held), &error);
  }
  if (error.is_error()) return error;
  if (found > 1) return Value::Bool(false);
  for (const MaybeItem& item : range->maybe) {
    BindMaybe(node, item);
    const Value held = Predicate(body);
    if (held.kind() == ValueKind::kBool && !held.as_bool()) continue;
    if (held.is_unknown()) doubt.Add(held);
    doubt.Add(item);
  }
  if (doubt.exists()) return doubt.ToUnknown();
  return Value::Bool(found == 1);
}

Value Interpreter::Filter(const Expr& node, ElementRange* range) {
  const ExprId body = node.children[1];
  const std::size_t element = locals_.size() - 1;
  std::vector<Value> items;
  std::vector<MaybeItem> maybe;
  Value error;
  while (NextElement(node, range)) {
    Value held = Predicate(body);
    if (IsTrue(held)) items.push_back(locals_[element]);
    if (held.is_unknown()) maybe.push_back({locals_[element], false, held.unknown().cause});
    if (IsLimitError(held)) return held;
    if (held.is_error()) KeepLeastError(std::move(held), &error);
  }
  if (error.is_error()) return error;
  for (const MaybeItem& item : range->maybe) {
    BindMaybe(node, item);
    const Value held = Predicate(body);
    const bool is_out = held.kind() == ValueKind::kBool && !held.as_bool();
    if (!is_out) maybe.push_back(item);
  }
  return Value::OpenList(std::move(items), std::move(maybe));
}

// map(x, t), map(x, p, t) and transformList. `predicate` may be kNoExpr.
Value Interpreter::Map(const Expr& node, ElementRange* range, ExprId predicate, ExprId transform) {
  std::vector<Value> items;
  std::vector<MaybeItem> maybe;
  Value error;
  if (predicate == kNoExpr) items.reserve(range->size_hint());
  while (NextElement(node, range)) {
    Value held = predicate == kNoExpr ? Value::Bool(true) : Predicate(predicate);
    if (IsLimitError(held)) return held;
    if (held.is_error()) KeepLeastError(held, &error);
    if (held.is_error() || (held.kind() == ValueKind::kBool && !held.as_bool())) continue;
    Value result = Evaluate(transform);
    if (IsLimitError(result)) return result;
    if (held.is_unknown()) {
      const UnknownCause cause = held.unknown().cause;
      if (result.is_error()) result = Value::Unknown({.cause = cause});
      maybe.push_back({std::move(result), false, cause});
    } else if (result.is_error()) {
      KeepLeastError(std::move(result), &error);
    } else {
      items.push_back(std::move(result));
    }
  }
  if (error.is_error()) return error;
  for (const MaybeItem& item : range->maybe) {
    BindMaybe(node, item);
    const Value held = predicate == kNoExpr ? Value::Bool(true) : Predicate(predicate);
    if (held.kind() == ValueKind::kBool && !held.as_bool()) continue;
    Value result = Evaluate(transform);
    if (result.is_error()) result = Value::Unknown({.cause = item.cause});
    maybe.push_back({std::move(result), item.repeated, item.cause});
  }
  return Value::OpenList(std::move(items), std::move(maybe));
}

// transformMap and transformMapEntry. A map has no entries that may be missing: it is unknown then.
Value Interpreter::TransformMap(ExprId id, ElementRange* range) {
  const Expr& node = expr_.ast[id];
  const ExprId predicate = node.children.size() > 2 ? node.children[1] : kNoExpr;
  const std::size_t key = locals_.size() - node.variables.size();
  const std::size_t room = RoomOf(context_);
  std::vector<std::pair<Value, Value>> entries;
  Doubt doubt;
  Value error;
  for (const MaybeItem& item : range->maybe) doubt.Add(item);
  while (NextElement(node, range)) {
    Value held = predicate == kNoExpr ? Value::Bool(true) : Predicate(predicate);
    if (IsLimitError(held)) return held;
    if (held.is_unknown()) doubt.Add(held);
    if (held.is_error()) KeepLeastError(held, &error);
    if (!IsTrue(held)) continue;
    Value result = node.macro == Macro::kTransformMap ? Evaluate(node.children.back()) : Weighed(node.children.back());
    if (IsLimitError(result)) return result;
    if (entries.size() > room / sizeof(entries[0])) return Placed(OutOfRoom(context_), id);
    if (result.is_error()) {
      KeepLeastError(std::move(result), &error);
    } else if (node.macro == Macro::kTransformMap) {
      entries.emplace_back(locals_[key], std::move(result));
    } else if (result.is_unknown()) {
      doubt.Add(result);
    } else if (result.kind() != ValueKind::kMap) {
      KeepLeastError(ErrorAt(node.children.back(), ErrorCode::kNoSuchOverload,
                        "transformMapEntry wants a map"), &error);
    } else {
      for (const auto& entry : result.entries()) entries.push_back(entry);
    }
  }
  if (error.is_error()) return error;
  if (range->is_open()) return doubt.ToUnknown();
  return MapOfEntries(id, std::move(entries), doubt);
}

}  // namespace assay
