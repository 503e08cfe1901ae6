// Fields: of records, maps, whens, optionals and the few built-in values that have some.

#include <utility>

#include "src/expr/checker.h"
#include "src/expr/field_meaning.h"

namespace assay {

Type Checker::VisitSelect(ExprId id) {
  const Expr& expr = ast_[id];
  if (!expr.optional) {
    if (std::optional<Type> type = QualifiedVariableOrType(id)) return *std::move(type);
  }
  if (const auto name_space = AsNamespace(expr.children[0])) return VisitMember(id, *name_space);
  const Type operand = Visit(expr.children[0]);
  return SelectFrom(id, operand, expr.optional);
}

Type Checker::VisitHas(ExprId id) {
  const ExprId operand = ast_[id].children[0];
  if (AsNamespace(operand).has_value()) {
    return Fault(ast_[operand].span, "expr.type",
                 "`" + ast_[operand].name + "` is a namespace, not a value",
                 "its members are always there");
  }
  SelectFrom(id, Visit(operand), /*optional=*/false);
  return Bool();
}

// The type of the field; an optional of it where it is selected by `.?` or through an optional.
Type Checker::SelectFrom(ExprId id, const Type& operand, bool optional) {
  Type from = inference_.Resolve(operand);
  if (!optional) WarnIfMaybeNone(ast_[id].children[0], from);
  if (from.kind == TypeKind::kOptional) {
    optional = true;
    Type value = std::move(from.arguments[0]);
    from = std::move(value);
  }
  Type field;
  switch (from.kind) {
    case TypeKind::kRecord:
      field = SelectFromRecord(id, from.id);
      break;
    case TypeKind::kMap:
      field = SelectFromMap(id, from);
      break;
    case TypeKind::kWhen:
      field = SelectFromWhen(id);
      break;
    case TypeKind::kDyn:
    case TypeKind::kParameter:
      nodes_[id].meaning = Meaning::kMapField;
      field = MakeType(TypeKind::kDyn);
      break;
    case TypeKind::kError:
      // Only names are asked for: whatever it is, its fields are found by their names.
      if (options_.names_only) nodes_[id].meaning = Meaning::kMapField;
      field = ErrorType();
      break;
    default: {
      std::optional<Type> built_in = BuiltInField(from, ast_[id].name);
      if (built_in.has_value()) nodes_[id].meaning = Meaning::kMapField;
      if (!built_in.has_value() && options_.names_only) nodes_[id].meaning = Meaning::kMapField;
      field = built_in.has_value() ? *std::move(built_in) : NoFields(id, from);
      break;
    }
  }
  if (!optional || field.kind == TypeKind::kError) return field;
  return OptionalOf(WithoutNone(std::move(field)));
}

Type Checker::SelectFromRecord(ExprId id, RecordTypeId record) {
  const Expr& expr = ast_[id];
  std::optional<FieldMeaning> field = FindFieldMeaning(environment_, record, expr.name);
  if (!field.has_value()) {
    return Fault(expr.name_span, "expr.no-such-field",
                 "`" + expr.name + "` is not a field of " + schema()->record(record).name,
                 HintForField(expr, record));
  }
  NodeMeaning& node = nodes_[id];
  node.meaning = field->meaning;
  node.a = field->a;
  node.b = field->b;
  vocabulary_[id] = field->vocabulary;
  if (field->meaning == Meaning::kAllRecords) WarnOfCrossProduct(id, field->a);
  return std::move(field->type);
}

// A method that lacks its parentheses, a field whose name is near, or what else has such a field.
std::string Checker::HintForField(const Expr& select, RecordTypeId record) const {
  if (const auto method = environment_.FindDefinedMethod(record, select.name)) {
    return "it is a function: `" + Declaration(environment_.defined_functions()[*method]) + "`";
  }
  std::string hint = DidYouMean(select.name, SelectableNames(environment_, record));
  if (!hint.empty()) return hint;
  const std::optional<std::string> owner = NameWithMember(select.name);
  return owner.has_value() ? "did you mean `" + *owner + "." + select.name + "`?" : "";
}

// A rule that is evaluated per person and walks all of a table each time is slow, and mostly a
// relation that was not declared.
void Checker::WarnOfCrossProduct(ExprId id, RecordTypeId record) {
  for (const Variable& local : options_.locals) {
    if (local.type.kind != TypeKind::kRecord || local.type.id == schema()->organization()) continue;
    std::string hint = "declare an inverse, or derive a field of the organisation";
    for (const Inverse& inverse : schema()->inverses()) {
      if (inverse.target != local.type.id || inverse.source != record) continue;
      hint = "those of one are `" + local.name + "." + inverse.name + "`";
      break;
    }
    Warn(ast_[id].name_span, "expr.cross-product",
         "all " + schema()->record(record).plural + " are walked for each " +
             schema()->record(local.type.id).name,
         std::move(hint));
    return;
  }
}

Type Checker::SelectFromMap(ExprId id, const Type& map) {
  const TypeKind key = map.arguments[0].kind;
  nodes_[id].meaning = Meaning::kMapField;
  if (ContainsError(map)) return map.arguments[1];
  if (key == TypeKind::kInt || key == TypeKind::kUint || key == TypeKind::kBool) {
    return Fault(ast_[id].name_span, "expr.no-such-field",
                 "`" + ast_[id].name + "` is not a key of " + Name(map),
                 "fields are string keys; others are looked up with `[...]`");
  }
  return map.arguments[1];
}

Type Checker::SelectFromWhen(ExprId id) {
  const std::string& name = ast_[id].name;
  nodes_[id].meaning = Meaning::kWhenPart;
  nodes_[id].a = name == "date" ? 0 : 1;
  if (name == "date") return MakeType(TypeKind::kDate);
  if (name == "instant") return MaybeNone(MakeType(TypeKind::kTimestamp));
  return Fault(ast_[id].name_span, "expr.no-such-field", "`" + name + "` is not a field of when",
               "a when has `date` and `instant`");
}

// Whether there is a function that is called on a receiver under the name.
bool Checker::IsMethod(const std::string& name) const {
  for (const Function* function : environment_.FindFunctions(name)) {
    for (const Overload& overload : function->overloads) {
      if (overload.receiver) return true;
    }
  }
  return false;
}

Type Checker::NoFields(ExprId id, const Type& operand) {
  if (ContainsError(operand)) return ErrorType();
  std::string hint;
  if (IsMethod(ast_[id].name)) {
    hint = "it is a function: `." + ast_[id].name + "()`";
  } else if (operand.kind == TypeKind::kList) {
    hint = "a list is asked with exists, all, filter or map, or indexed";
  } else if (operand == GapType()) {
    hint = DidYouMean(ast_[id].name, {"days", "from", "to"});
  } else if (operand.kind == TypeKind::kDate || operand.kind == TypeKind::kTimestamp) {
    hint = "its parts are functions: `.getFullYear()`, `.getMonth()`";
  } else if (operand.kind == TypeKind::kOptional) {
    hint = "it is optional twice over: unwrap it with optFlatMap";
  }
  return Fault(ast_[id].name_span, "expr.no-such-field",
               "`" + ast_[id].name + "` is not a field of " + Name(operand), std::move(hint));
}

}  // namespace assay
