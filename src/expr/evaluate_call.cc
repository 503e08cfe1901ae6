// Calls: functions of the library, functions that a pack defines, membership of populations.

#include <bit>

#include "src/expr/interpreter.h"
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

// "_<_", "_<=_", "_>_", "_>=_".
bool IsOrdering(const std::string& name) {
  return name.size() >= 3 && name[0] == '_' && (name[1] == '<' || name[1] == '>');
}

// The grades that a word of an enum, or an unknown word of it, may have.
std::optional<Interval> GradesOf(const Value& word, EnumId id, const Schema& schema) {
  if (word.kind() == ValueKind::kString) {
    const int grade = schema.FindEnumValue(id, word.as_string());
    if (grade < 0) return std::nullopt;
    return Interval{grade, grade};
  }
  if (!word.is_unknown()) return std::nullopt;
  const std::size_t count = schema.enums()[id].values.size();
  std::uint64_t words = count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  if (word.unknown().enumeration == id) words &= word.unknown().words;
  if (words == 0) return std::nullopt;
  return Interval{std::countr_zero(words), 63 - std::countl_zero(words)};
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

// `<` and its kin of two words of an enum: by the order of its declaration. Nothing for other texts.
std::optional<Value> Interpreter::OrderOfWords(ExprId id, std::span<const Value> arguments) const {
  const Expr& node = expr_.ast[id];
  if (context_.facts == nullptr) return std::nullopt;
  EnumId words = kNoId;
  for (const ExprId child : node.children) {
    const Type& type = expr_.nodes[child].type;
    if (type.kind == TypeKind::kEnum) words = type.id;
  }
  if (words == kNoId) return std::nullopt;
  const Schema& schema = context_.facts->schema();
  std::optional<Interval> left = GradesOf(arguments[0], words, schema);
  std::optional<Interval> right = GradesOf(arguments[1], words, schema);
  if (!left || !right) return std::nullopt;
  if (node.name[1] == '>') std::swap(left, right);
  const bool or_equal = node.name[2] == '=';
  const Truth truth = or_equal ? LessOrEqual(*left, *right) : Less(*left, *right);
  return TruthValue(truth, arguments[0], arguments[1]);
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
  bool is_ambiguous = false;
  const Overload* overload = ChooseOverload(id, given, &is_ambiguous);
  if (overload == nullptr) {
    const Value* error = LeastError(given);
    if (error != nullptr) return *error;
    return ErrorAt(id, ErrorCode::kNoSuchOverload, "`" + node.name + "` does not take such arguments");
  }
  if (!is_plain) {
    if (std::optional<Value> none = NoneArgument(id, *overload, given)) return *std::move(none);
  }
  const bool orders_texts =
      given.size() == 2 && overload->parameters[0].kind == TypeKind::kString && IsOrdering(node.name);
  if (orders_texts && (is_plain || LeastError(given) == nullptr)) {
    if (std::optional<Value> order = OrderOfWords(id, given)) return *std::move(order);
  }
  if (!is_plain && (!overload->lenient || is_ambiguous)) {
    if (std::optional<Value> answer = StrictAnswer(given)) return *std::move(answer);
  }
  if (overload->implementation == nullptr) {
    return ErrorAt(id, ErrorCode::kHost, "`" + node.name + "` is declared, but nothing computes it");
  }
  const Pattern* pattern = expr_.nodes[id].pattern.get();
  if (pattern != nullptr) return Value::Bool(pattern->IsFoundIn(given[0].as_string()));
  Value result = overload->implementation(context_, given);
  return result.is_error() && result.error_where() == kNoExpr ? Placed(std::move(result), id) : result;
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
