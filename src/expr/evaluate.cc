// Nodes by kind: constants, names, logic, literals of lists and maps, bindings.

#include "assay/expr/evaluate.h"

#include <variant>

#include "src/expr/budget.h"
#include "src/expr/distinct.h"
#include "src/expr/interpreter.h"
#include "src/expr/uncertain.h"

namespace assay {

Interpreter::Interpreter(const CheckedExpr& expr, const CallContext& context,
                         std::span<const Value> locals, Trace* trace)
    : expr_(expr), context_(context), trace_(trace), given_locals_(locals.size()),
      locals_(locals.begin(), locals.end()) {}

Value Interpreter::ErrorAt(ExprId id, ErrorCode code, std::string message) const {
  return Value::Error(code, std::move(message), id);
}

Value Interpreter::Made(Value value, ExprId id) const {
  if (value.is_error()) return value.error_where() == kNoExpr ? Placed(std::move(value), id) : value;
  if (context_.budget == nullptr || context_.budget->TakeBytes(value.bytes())) return value;
  return ErrorAt(id, ErrorCode::kLimit, kBytesSpent);
}

Value Interpreter::Walked(Value value, ExprId id) const {
  if (context_.budget != nullptr && !context_.budget->TakeSteps(value.parts())) {
    return ErrorAt(id, ErrorCode::kLimit, kStepsSpent);
  }
  return Made(std::move(value), id);
}

Value Interpreter::Placed(Value value, ExprId id) const {
  if (!value.is_error() || value.error_where() == id) return value;
  return Value::Error(value.error_code(), std::string(value.error_message()), id);
}

Value Interpreter::Evaluate(ExprId id) {
  if (context_.budget != nullptr && --context_.budget->steps < 0 && !context_.budget->Refill()) {
    return ErrorAt(id, ErrorCode::kLimit, kStepsSpent);
  }
  Value value = EvaluateNode(id);
  if (trace_ != nullptr) trace_->values[id] = value;
  return value;
}

Value Interpreter::EvaluateNode(ExprId id) {
  const NodeMeaning& meaning = expr_.nodes[id];
  switch (meaning.meaning) {
    case Meaning::kNone:
      return EvaluateByKind(id);
    case Meaning::kVariable:
      return Placed(context_.variables[meaning.a], id);
    case Meaning::kLocal:
      if (meaning.a < given_locals_) return Placed(locals_[meaning.a], id);
      return locals_[meaning.a];
    case Meaning::kTypeName:
      return Value::TypeOf(meaning.type.arguments.empty() ? meaning.type : meaning.type.arguments[0]);
    case Meaning::kNamespaceMember:
      if (expr_.ast[id].kind == ExprKind::kHas) return EvaluateHas(id);
      return NamespaceMemberAt(id);
    case Meaning::kAllRecords:
      if (expr_.ast[id].kind == ExprKind::kHas) return EvaluateHas(id);
      return Walked(AllRecords(context_, meaning.a), id);
    case Meaning::kStoredField:
    case Meaning::kChildren:
    case Meaning::kParent:
    case Meaning::kWhenDate:
    case Meaning::kWhenInstant:
    case Meaning::kWhenPart:
    case Meaning::kInverse:
    case Meaning::kDerivedField:
    case Meaning::kMapField:
      return expr_.ast[id].kind == ExprKind::kHas ? EvaluateHas(id) : EvaluateSelect(id);
    case Meaning::kMembership:
      return EvaluateMembership(id);
    case Meaning::kStandardCall:
      return EvaluateStandardCall(id);
    case Meaning::kDefinedCall:
      return EvaluateDefinedCall(id);
  }
  return ErrorAt(id, ErrorCode::kUndeclared, "the expression has no meaning");
}

Value Interpreter::EvaluateByKind(ExprId id) {
  const Expr& node = expr_.ast[id];
  switch (node.kind) {
    case ExprKind::kConstant:
      return EvaluateConstant(node.constant);
    case ExprKind::kIdent:
      return ErrorAt(id, ErrorCode::kUndeclared, "`" + node.name + "` is not declared");
    case ExprKind::kSelect:
      return EvaluateSelect(id);
    case ExprKind::kHas:
      return EvaluateHas(id);
    case ExprKind::kCall:
      if (node.name == "_&&_") return EvaluateLogic(id, false);
      if (node.name == "_||_") return EvaluateLogic(id, true);
      if (node.name == "_?_:_") return EvaluateConditional(id);
      return ErrorAt(id, ErrorCode::kUndeclared, "`" + node.name + "` is not a function");
    case ExprKind::kList:
      return EvaluateList(id);
    case ExprKind::kMap:
      return EvaluateMap(id);
    case ExprKind::kStruct:
      return ErrorAt(id, ErrorCode::kUndeclared, "`" + node.name + "` cannot be made");
    case ExprKind::kComprehension:
      return EvaluateComprehension(id);
    case ExprKind::kBind:
      return EvaluateBind(id);
    case ExprKind::kBlock:
      return EvaluateBlock(id);
  }
  return ErrorAt(id, ErrorCode::kUndeclared, "the expression has no meaning");
}

Value Interpreter::EvaluateConstant(const Constant& constant) const {
  switch (constant.index()) {
    case 0: return Value::Null();
    case 1: return Value::Bool(std::get<bool>(constant));
    case 2: return Value::Int(std::get<std::int64_t>(constant));
    case 3: return Value::Uint(std::get<std::uint64_t>(constant));
    case 4: return Value::Double(std::get<double>(constant));
    case 5: return Value::BorrowedString(std::get<std::string>(constant));
    default: return Value::Bytes(std::get<BytesConstant>(constant).bytes);
  }
}

// `&&` is decided by false, `||` by true, on either side. Else unknown outranks error.
Value Interpreter::EvaluateLogic(ExprId id, bool deciding) {
  const Expr& node = expr_.ast[id];
  const auto decides = [deciding](const Value& value) {
    return value.kind() == ValueKind::kBool && value.as_bool() == deciding;
  };
  const Value left = Predicate(node.children[0]);
  if (decides(left)) return left;
  const Value right = Predicate(node.children[1]);
  if (decides(right)) return right;
  if (left.is_unknown() || right.is_unknown()) {
    Doubt doubt;
    if (left.is_unknown()) doubt.Add(left);
    if (right.is_unknown()) doubt.Add(right);
    return doubt.ToUnknown();
  }
  const Value sides[] = {left, right};
  const Value* error = LeastError(sides);
  return error != nullptr ? *error : Value::Bool(!deciding);
}

Value Interpreter::EvaluateConditional(ExprId id) {
  const Expr& node = expr_.ast[id];
  const Value condition = Predicate(node.children[0]);
  if (condition.is_error()) return condition;
  if (!condition.is_unknown()) return Evaluate(node.children[condition.as_bool() ? 1 : 2]);
  const Value branches[] = {Evaluate(node.children[1]), Evaluate(node.children[2])};
  if (branches[0].is_error() && branches[1].is_error()) return *LeastError(branches);
  if (branches[0].is_error() || branches[1].is_error()) {
    Doubt doubt;
    doubt.Add(condition);
    return doubt.ToUnknown();
  }
  return JoinOf(condition, branches[0], branches[1]);
}

Value Interpreter::EvaluateList(ExprId id) {
  const Expr& node = expr_.ast[id];
  std::vector<Value> items;
  std::vector<MaybeItem> maybe;
  Arguments errors;
  items.reserve(node.children.size());
  for (std::size_t index = 0; index < node.children.size(); ++index) {
    Value item = Evaluate(node.children[index]);
    if (item.is_error()) {
      errors.push_back(std::move(item));
    } else if (index >= node.optional_entries.size() || !node.optional_entries[index]) {
      items.push_back(std::move(item));
    } else if (item.is_unknown()) {
      maybe.push_back({Value::Unknown({.cause = LeastCause(item)}), false, LeastCause(item)});
    } else if (item.kind() != ValueKind::kOptional) {
      errors.push_back(ErrorAt(node.children[index], ErrorCode::kNoSuchOverload,
                               "an entry after `?` is an optional"));
    } else if (item.has_optional_value()) {
      items.push_back(item.optional_value());
    }
  }
  if (!errors.empty()) return *LeastError(errors);
  return Made(Value::OpenList(std::move(items), std::move(maybe)), id);
}

Value Interpreter::EvaluateMap(ExprId id) {
  const Expr& node = expr_.ast[id];
  std::vector<std::pair<Value, Value>> entries;
  Arguments errors;
  Doubt doubt;
  for (std::size_t index = 0; index + 1 < node.children.size(); index += 2) {
    Value key = Evaluate(node.children[index]);
    Value value = Evaluate(node.children[index + 1]);
    const bool is_optional = index / 2 < node.optional_entries.size() && node.optional_entries[index / 2];
    if (is_optional && value.kind() == ValueKind::kOptional) {
      if (!value.has_optional_value()) continue;
      value = Value(value.optional_value());
    } else if (is_optional && value.is_unknown()) {
      doubt.Add(value);
    } else if (is_optional && !value.is_error()) {
      value = ErrorAt(node.children[index + 1], ErrorCode::kNoSuchOverload,
                      "an entry after `?` is an optional");
    }
    if (key.is_error()) errors.push_back(key);
    if (value.is_error()) errors.push_back(value);
    if (key.is_unknown()) doubt.Add(key);
    if (key.is_error() || key.is_unknown() || value.is_error()) continue;
    if (!IsMapKey(key)) {
      errors.push_back(ErrorAt(node.children[index], ErrorCode::kInvalidArgument,
                               "a key of a map is a bool, an int, a uint or a string"));
      continue;
    }
    entries.emplace_back(std::move(key), std::move(value));
  }
  if (!errors.empty()) return *LeastError(errors);
  return MapOfEntries(id, std::move(entries), doubt);
}

Value Interpreter::MapOfEntries(ExprId id, std::vector<std::pair<Value, Value>> entries,
                                const Doubt& doubt) const {
  DistinctValues keys;
  for (const auto& entry : entries) {
    if (keys.Insert(entry.first)) continue;
    return ErrorAt(id, ErrorCode::kDuplicateKey,
                   "the key " + DebugString(entry.first, nullptr) + " occurs twice in a map");
  }
  if (doubt.exists()) return doubt.ToUnknown();
  return Made(Value::Map(std::move(entries)), id);
}

Value Interpreter::EvaluateBind(ExprId id) {
  const Expr& node = expr_.ast[id];
  Value bound = Evaluate(node.children[0]);
  locals_.push_back(std::move(bound));
  Value result = Evaluate(node.children[1]);
  locals_.pop_back();
  return result;
}

Value Interpreter::EvaluateBlock(ExprId id) {
  const Expr& node = expr_.ast[id];
  const std::size_t depth = locals_.size();
  for (std::size_t index = 0; index + 1 < node.children.size(); ++index) {
    Value bound = Evaluate(node.children[index]);
    locals_.push_back(std::move(bound));
  }
  Value result = Evaluate(node.children.back());
  locals_.resize(depth);
  return result;
}

Value Evaluate(const CheckedExpr& expr, const CallContext& context, std::span<const Value> locals) {
  return Interpreter(expr, context, locals, nullptr).Run();
}

Value EvaluateTraced(const CheckedExpr& expr, const CallContext& context,
                     std::span<const Value> locals, Trace* trace) {
  trace->values.assign(expr.ast.nodes.size(), std::nullopt);
  return Interpreter(expr, context, locals, trace).Run();
}

Truth TruthOf(const Value& value) {
  if (value.is_unknown()) return Truth::kUnknown;
  if (value.kind() != ValueKind::kBool) return Truth::kError;
  return FromBool(value.as_bool());
}

}  // namespace assay
