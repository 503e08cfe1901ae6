// Calls: functions of the library, functions that a pack defines, membership of populations.

#include <algorithm>
#include <limits>

#include "src/expr/budget.h"
#include "src/expr/interpreter.h"
#include "src/expr/native_call.h"
#include "src/expr/pattern.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

// Whether a value of this kind can be of the type at all. What an unknown will be is not known, and
// errors and none are dealt with whatever the type.
bool Fits(const Type& type, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kUnknown:
    case ValueKind::kError:
    case ValueKind::kNull:
      return true;
    default:
      break;
  }
  const ValueKind kind = value.kind();
  switch (type.kind) {
    case TypeKind::kError:
    case TypeKind::kDyn:
    case TypeKind::kParameter:
    case TypeKind::kOpaque:
      return true;
    case TypeKind::kNull:
    case TypeKind::kPopulation:
    case TypeKind::kNamespace:
      return false;
    case TypeKind::kBool: return kind == ValueKind::kBool;
    case TypeKind::kInt: return kind == ValueKind::kInt;
    case TypeKind::kUint: return kind == ValueKind::kUint;
    case TypeKind::kDouble: return kind == ValueKind::kDouble;
    case TypeKind::kString: return kind == ValueKind::kString;
    case TypeKind::kEnum: return kind == ValueKind::kString;
    case TypeKind::kBytes: return kind == ValueKind::kBytes;
    case TypeKind::kTimestamp: return kind == ValueKind::kTimestamp;
    case TypeKind::kDuration: return kind == ValueKind::kDuration;
    case TypeKind::kMap: return kind == ValueKind::kMap;
    case TypeKind::kOptional: return kind == ValueKind::kOptional;
    case TypeKind::kType: return kind == ValueKind::kType;
    case TypeKind::kDate: return kind == ValueKind::kDate;
    case TypeKind::kWhen: return kind == ValueKind::kWhen;
    case TypeKind::kDecimal: return kind == ValueKind::kDecimal;
    case TypeKind::kIp: return kind == ValueKind::kIp;
    case TypeKind::kCidr: return kind == ValueKind::kCidr;
    case TypeKind::kRecord: return kind == ValueKind::kRecord;
    case TypeKind::kList:
      if (kind != ValueKind::kList) return false;
      for (const Value& item : value.items()) {
        if (!type.arguments.empty() && !Fits(type.arguments[0], item)) return false;
      }
      return true;
  }
  return false;
}

const Type& ParameterAt(const Overload& overload, std::size_t index) {
  return index < overload.parameters.size() ? overload.parameters[index] : overload.parameters.back();
}

bool FitsAll(const Overload& overload, std::span<const Value> arguments) {
  const std::size_t count = overload.parameters.size();
  if (overload.variadic ? arguments.size() < count : arguments.size() != count) return false;
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    if (!Fits(ParameterAt(overload, index), arguments[index])) return false;
  }
  return true;
}

bool TakesNone(const Type& type) {
  return type.maybe_none || type.kind == TypeKind::kNull || type.kind == TypeKind::kDyn ||
         type.kind == TypeKind::kParameter;
}

}  // namespace

// The first overload that takes the arguments; null if there is none. `is_ambiguous` where what is
// unknown could choose another.
const Overload* Interpreter::ChooseOverload(ExprId id, std::span<const Value> arguments,
                                            bool* is_ambiguous) const {
  const std::vector<const Overload*>& candidates = expr_.nodes[id].overloads;
  if (candidates.size() == 1 && !expr_.has_dyn) return candidates[0];
  const Overload* chosen = nullptr;
  for (const Overload* candidate : candidates) {
    if (!FitsAll(*candidate, arguments)) continue;
    if (chosen != nullptr) {
      *is_ambiguous = true;
      return chosen;
    }
    chosen = candidate;
  }
  return chosen;
}

// An argument that is none where the function wants a value.
std::optional<Value> Interpreter::NoneArgument(ExprId id, const Overload& overload,
                                               std::span<const Value> arguments) const {
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    if (!arguments[index].is_null() || TakesNone(ParameterAt(overload, index))) continue;
    const Value* error = LeastError(arguments);
    if (error != nullptr) return *error;
    return ErrorAt(id, ErrorCode::kNone, "`" + expr_.ast[id].name + "` of none");
  }
  return std::nullopt;
}

// Walking the arguments takes a step for each part of them; false where there are not so many left.
bool Interpreter::TakeStepsFor(std::span<const Value> arguments) const {
  if (context_.budget == nullptr) return true;
  std::uint64_t parts = 0;
  for (const Value& argument : arguments) {
    parts += std::min(argument.parts(), std::numeric_limits<std::uint64_t>::max() - parts);
  }
  return parts == 0 || context_.budget->TakeSteps(parts);
}

Value Interpreter::EvaluateStandardCall(ExprId id) {
  const Expr& node = expr_.ast[id];
  Arguments arguments;
  bool is_plain = true;  // Neither errors nor none nor anything unknown.
  for (const ExprId child : node.children) {
    arguments.push_back(Evaluate(child));
    const Value& argument = arguments.back();
    is_plain = is_plain && argument.is_definite() && !argument.is_error() && !argument.is_null();
  }
  const std::span<const Value> given(arguments.data(), arguments.size());
  // To choose, the elements of lists are looked at.
  const bool is_chosen = expr_.has_dyn || expr_.nodes[id].overloads.size() != 1;
  if (is_chosen && !TakeStepsFor(given)) return ErrorAt(id, ErrorCode::kLimit, kStepsSpent);
  bool is_ambiguous = false;
  const Overload* overload = ChooseOverload(id, given, &is_ambiguous);
  if (overload == nullptr) {
    const Value* error = LeastError(given);
    if (error != nullptr) return *error;
    return ErrorAt(id, ErrorCode::kNoSuchOverload, "`" + node.name + "` does not take such arguments");
  }
  if (!is_plain) {
    if (std::optional<Value> none = NoneArgument(id, *overload, given)) return *std::move(none);
    const bool is_strict = !overload->lenient || is_ambiguous;
    std::optional<Value> answer = is_strict ? StrictAnswer(given) : std::nullopt;
    if (answer.has_value()) return *std::move(answer);
  }
  if (overload->native != nullptr) {
    return Placed(CallNative(*overload, context_, given), id);
  }
  if (overload->implementation == nullptr) {
    return ErrorAt(id, ErrorCode::kHost, "`" + node.name + "` is declared, but nothing computes it");
  }
  if (!is_chosen && !overload->glances && !TakeStepsFor(given)) {
    return ErrorAt(id, ErrorCode::kLimit, kStepsSpent);
  }
  const Pattern* pattern = expr_.nodes[id].pattern.get();
  if (pattern != nullptr) return Value::Bool(pattern->IsFoundIn(given[0].as_string()));
  Value result = overload->implementation(context_, given);
  if (result.is_error() || overload->glances) {
    return result.is_error() && result.error_where() == kNoExpr ? Placed(std::move(result), id) : result;
  }
  return Made(std::move(result), id);
}

Value Interpreter::EvaluateDefinedCall(ExprId id) {
  const Expr& node = expr_.ast[id];
  const CheckedExpr* body =
      context_.host == nullptr ? nullptr : context_.host->Body(expr_.nodes[id].a);
  if (body == nullptr) {
    return ErrorAt(id, ErrorCode::kHost, "nothing computes `" + node.name + "`");
  }
  Arguments arguments;
  for (const ExprId child : node.children) arguments.push_back(Evaluate(child));
  Interpreter inner(*body, context_, {arguments.data(), arguments.size()}, nullptr);
  return Placed(inner.Run(), id);
}

// `x in populations.p`. Nobody is a member of nothing: none is in no population.
Value Interpreter::EvaluateMembership(ExprId id) {
  const NodeMeaning& meaning = expr_.nodes[id];
  const Value record = Evaluate(expr_.ast[id].children[0]);
  if (record.is_error()) return record;
  if (record.is_null()) return Value::Bool(false);
  if (context_.host == nullptr) return ErrorAt(id, ErrorCode::kHost, "nothing knows the population");
  switch (context_.host->IsMember(meaning.a, meaning.b, record)) {
    case Truth::kPass:
      return Value::Bool(true);
    case Truth::kFail:
      return Value::Bool(false);
    case Truth::kUnknown:
      if (record.is_unknown()) return Value::Unknown({.cause = record.unknown().cause});
      return Value::Unknown({.cause = {record.record_type(), kNoId, record.row()}});
    case Truth::kError:
      break;
  }
  return ErrorAt(id, ErrorCode::kHost, "whether it is a member cannot be computed");
}

}  // namespace assay
