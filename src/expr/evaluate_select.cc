// Selection: fields of records, entries of maps, members of namespaces, and has().

#include "src/expr/interpreter.h"
#include "src/expr/record_field.h"
#include "src/expr/time_text.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

bool IsRecordField(Meaning meaning) {
  return meaning >= Meaning::kStoredField && meaning <= Meaning::kDerivedField &&
         meaning != Meaning::kAllRecords && meaning != Meaning::kWhenPart;
}

// `.date` and `.instant` of a when, or of an unknown one.
Value PartOfWhen(std::uint16_t part, const Value& when) {
  if (when.is_unknown()) {
    if (part != 0) return Value::Unknown({.cause = when.unknown().cause});
    return Value::Unknown({.lowest = when.unknown().lowest,
                           .highest = when.unknown().highest,
                           .cause = when.unknown().cause});
  }
  if (part == 0) return Value::DateOf(when.as_date());
  return when.when_has_instant() ? Value::Timestamp(TimestampOf(when.when_instant())) : Value::Null();
}

std::string Quoted(const std::string& name) { return "`" + name + "`"; }

}  // namespace

Value Interpreter::EvaluateSelect(ExprId id) {
  return Select(id, Evaluate(expr_.ast[id].children[0]));
}

Value Interpreter::Select(ExprId id, const Value& operand) {
  const Expr& node = expr_.ast[id];
  if (operand.is_error()) return operand;
  if (operand.kind() == ValueKind::kOptional) return SelectThroughOptional(id, operand);
  if (operand.is_null()) {
    if (node.optional) return Value::OptionalNone();
    return ErrorAt(id, ErrorCode::kNone, Quoted(node.name) + " of none");
  }
  if (!node.optional) return FieldOf(id, expr_.nodes[id], operand);
  return SelectThroughOptional(id, Value::OptionalOf(operand));
}

// `x.?f`, and `.f` of an optional: an optional, none where there is no value.
Value Interpreter::SelectThroughOptional(ExprId id, const Value& operand) {
  if (!operand.has_optional_value()) return operand;
  const Value& inner = operand.optional_value();
  const NodeMeaning& meaning = expr_.nodes[id];
  if (inner.kind() == ValueKind::kMap) {
    const Value* found = inner.FindEntry(Value::BorrowedString(expr_.ast[id].name));
    return found == nullptr ? Value::OptionalNone() : Value::OptionalOf(*found);
  }
  if (inner.is_null() && IsRecordField(meaning.meaning)) return Value::OptionalNone();
  Value field = FieldOf(id, meaning, inner);
  if (field.is_error() || field.kind() == ValueKind::kOptional) return field;
  if (field.is_null()) return Value::OptionalNone();
  if (!field.is_unknown()) return Value::OptionalOf(std::move(field));
  const bool is_surely_there = context_.facts != nullptr && IsRecordField(meaning.meaning) &&
                               !MayBeNone(context_.facts->schema(), meaning);
  if (is_surely_there) return Value::OptionalOf(std::move(field));
  return Value::Unknown({.cause = field.unknown().cause});
}

// The select `id` of an operand that is neither an error nor an optional.
Value Interpreter::FieldOf(ExprId id, const NodeMeaning& meaning, const Value& operand) {
  if (operand.is_null()) {
    return ErrorAt(id, ErrorCode::kNone, Quoted(expr_.ast[id].name) + " of none");
  }
  switch (meaning.meaning) {
    case Meaning::kStoredField:
    case Meaning::kChildren:
    case Meaning::kParent:
    case Meaning::kWhenDate:
    case Meaning::kWhenInstant:
    case Meaning::kInverse:
      if (operand.is_unknown()) return FieldOfUnknown(context_, meaning, operand);
      if (operand.kind() == ValueKind::kRecord) {
        Value value = FieldOfRow(context_, meaning, operand.row());
        return value.kind() == ValueKind::kList ? Walked(std::move(value), id) : value;
      }
      break;
    case Meaning::kDerivedField:
      return DerivedFieldOf(id, meaning, operand);
    case Meaning::kWhenPart:
      if (operand.is_unknown() || operand.kind() == ValueKind::kWhen) return PartOfWhen(meaning.a, operand);
      break;
    default:
      return SelectKey(id, operand);
  }
  return ErrorAt(id, ErrorCode::kNoSuchField, "there is no " + Quoted(expr_.ast[id].name) + " here");
}

// Of an operand of which the checker knew only that it is a map or dyn.
Value Interpreter::SelectKey(ExprId id, const Value& operand) {
  const std::string& name = expr_.ast[id].name;
  switch (operand.kind()) {
    case ValueKind::kMap: {
      const Value* found = operand.FindEntry(Value::BorrowedString(name));
      if (found != nullptr) return *found;
      return ErrorAt(id, ErrorCode::kNoSuchKey, "the map has no key " + Quoted(name));
    }
    case ValueKind::kUnknown:
      return Value::Unknown({.cause = operand.unknown().cause});
    case ValueKind::kWhen:
      if (name == "date") return PartOfWhen(0, operand);
      if (name == "instant") return PartOfWhen(1, operand);
      break;
    case ValueKind::kRecord: {
      const std::optional<NodeMeaning> meaning =
          FieldByName(context_.facts->schema(), operand.record_type(), name);
      if (meaning.has_value()) return FieldOf(id, *meaning, operand);
      break;
    }
    default:
      break;
  }
  return ErrorAt(id, ErrorCode::kNoSuchField, "there is no " + Quoted(name) + " here");
}

Value Interpreter::DerivedFieldOf(ExprId id, const NodeMeaning& meaning, const Value& operand) {
  if (context_.host == nullptr) {
    return ErrorAt(id, ErrorCode::kHost, "nothing computes " + Quoted(expr_.ast[id].name));
  }
  Value value;
  if (operand.is_unknown()) {
    value = context_.host->DerivedOfUnknown(meaning.a, meaning.b, operand);
  } else if (operand.kind() == ValueKind::kRecord) {
    value = context_.host->Derived(meaning.a, meaning.b, operand.row());
  } else {
    return ErrorAt(id, ErrorCode::kNoSuchField, "there is no " + Quoted(expr_.ast[id].name) + " here");
  }
  // What is stored is the value or none.
  if (value.kind() == ValueKind::kOptional) {
    return value.has_optional_value() ? value.optional_value() : Value::Null();
  }
  return Placed(std::move(value), id);
}

Value Interpreter::NamespaceMemberAt(ExprId id) {
  if (context_.host == nullptr) {
    return ErrorAt(id, ErrorCode::kHost, "nothing gives " + Quoted(expr_.ast[id].name));
  }
  const NodeMeaning& meaning = expr_.nodes[id];
  return Placed(context_.host->Member(meaning.a, meaning.b), id);
}

Value Interpreter::EvaluateHas(ExprId id) {
  const NodeMeaning& meaning = expr_.nodes[id];
  if (meaning.meaning == Meaning::kNamespaceMember) return HasValue(id, NamespaceMemberAt(id));
  if (meaning.meaning == Meaning::kAllRecords) return HasValue(id, AllRecords(context_, meaning.a));
  const Value operand = Evaluate(expr_.ast[id].children[0]);
  if (operand.is_error()) return operand;
  if (operand.kind() == ValueKind::kOptional) {
    const Value field = SelectThroughOptional(id, operand);
    if (field.is_error() || field.is_unknown()) return field;
    return Value::Bool(field.has_optional_value());
  }
  if (operand.kind() == ValueKind::kMap) {
    const Value* found = operand.FindEntry(Value::BorrowedString(expr_.ast[id].name));
    return Value::Bool(found != nullptr);
  }
  return HasValue(id, FieldOf(id, meaning, operand));
}

// Whether the field `id` of a record, which is `field`, is a value. A list is one if it has elements.
Value Interpreter::HasValue(ExprId id, const Value& field) {
  switch (field.kind()) {
    case ValueKind::kError:
      return field;
    case ValueKind::kNull:
      return Value::Bool(false);
    case ValueKind::kUnknown:
      if (UnknownHasValue(id)) return Value::Bool(true);
      return Value::Unknown({.cause = field.unknown().cause});
    case ValueKind::kList:
      if (!field.items().empty()) return Value::Bool(true);
      if (field.maybe_items().empty()) return Value::Bool(false);
      return Value::Unknown({.cause = LeastCause(field)});
    default:
      return Value::Bool(true);
  }
}

// A field that records cannot lack has a value even where nobody knows which.
bool Interpreter::UnknownHasValue(ExprId id) const {
  const NodeMeaning& meaning = expr_.nodes[id];
  if (meaning.meaning != Meaning::kStoredField || context_.facts == nullptr) return false;
  const Field& field = context_.facts->schema().field(meaning.a, meaning.b);
  const bool is_always_there =
      field.missing == Missing::kRequired || field.missing == Missing::kDefault;
  return is_always_there && !field.is_list && field.kind != FieldKind::kReference &&
         field.kind != FieldKind::kChild;
}

}  // namespace assay
