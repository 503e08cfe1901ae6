// Names: locals, variables, types and namespaces, and the containers they are looked up in.

#include <span>
#include <utility>

#include "src/expr/checker.h"
#include "src/expr/field_meaning.h"

namespace assay {
namespace {

// The type that a name stands for as a value: `type(x) == int`.
std::optional<Type> TypeNamed(std::string_view name) {
  if (name == "optional_type") return OptionalOf(MakeType(TypeKind::kDyn));
  std::optional<Type> type = ParseType(name, nullptr);
  // Types that no value has: they are ways to declare.
  if (!type.has_value() || type->maybe_none || type->kind == TypeKind::kDyn ||
      type->kind == TypeKind::kOpaque) {
    return std::nullopt;
  }
  return type;
}

Type TypeOfType(Type type) {
  Type result = MakeType(TypeKind::kType);
  result.arguments.push_back(std::move(type));
  return result;
}

}  // namespace

Type Checker::VisitIdent(ExprId id) {
  const std::string name = ast_[id].name;
  if (const auto depth = scope_.Find(name)) {
    nodes_[id].meaning = Meaning::kLocal;
    nodes_[id].a = *depth;
    vocabulary_[id] = scope_[*depth].vocabulary;
    return scope_[*depth].type;
  }
  if (std::optional<Type> type = VariableOrType(id, name)) return *std::move(type);
  if (environment_.FindNamespace(name).has_value()) {
    return Fault(ast_[id].span, "expr.type", "`" + name + "` is a namespace, not a value",
                 "select one of its members: `" + name + ".<name>`");
  }
  return Fault(ast_[id].span, "expr.no-such-name", "there is no name `" + name + "`",
               HintForName(name));
}

// In a container `a.b` the name `c` may be a.b.c, a.c or c, in this order; `.c` is only c.
std::vector<std::string> Checker::Candidates(const std::string& name) const {
  if (!name.empty() && name[0] == '.') return {name.substr(1)};
  std::vector<std::string> candidates;
  std::string container = environment_.container();
  while (!container.empty()) {
    candidates.push_back(container + "." + name);
    const std::size_t dot = container.rfind('.');
    container.resize(dot == std::string::npos ? 0 : dot);
  }
  candidates.push_back(name);
  return candidates;
}

std::optional<Type> Checker::VariableOrType(ExprId id, const std::string& name) {
  for (const std::string& candidate : Candidates(name)) {
    if (const auto slot = environment_.FindVariable(candidate)) {
      nodes_[id].meaning = Meaning::kVariable;
      nodes_[id].a = *slot;
      return environment_.variables()[*slot].type;
    }
    if (std::optional<Type> type = TypeNamed(candidate)) {
      nodes_[id].meaning = Meaning::kTypeName;
      return TypeOfType(*std::move(type));
    }
  }
  return std::nullopt;
}

std::optional<std::string> Checker::QualifiedName(ExprId id) const {
  std::vector<const std::string*> names;
  while (ast_[id].kind == ExprKind::kSelect && !ast_[id].optional) {
    names.push_back(&ast_[id].name);
    id = ast_[id].children[0];
  }
  if (ast_[id].kind != ExprKind::kIdent || scope_.Find(ast_[id].name).has_value()) {
    return std::nullopt;
  }
  std::string name = ast_[id].name;
  for (std::size_t i = names.size(); i-- > 0;) {
    name += '.';
    name += *names[i];
  }
  return name;
}

std::optional<Type> Checker::QualifiedVariableOrType(ExprId id) {
  const std::optional<std::string> name = QualifiedName(id);
  if (!name.has_value()) return std::nullopt;
  return VariableOrType(id, *name);
}

std::optional<std::uint16_t> Checker::AsNamespace(ExprId id) const {
  const Expr& expr = ast_[id];
  if (expr.kind != ExprKind::kIdent || scope_.Find(expr.name).has_value()) return std::nullopt;
  return environment_.FindNamespace(expr.name);
}

// Whether a name alone means anything here.
bool Checker::IsBound(const std::string& name) const {
  if (scope_.Find(name).has_value() || environment_.FindNamespace(name).has_value()) return true;
  for (const std::string& candidate : Candidates(name)) {
    if (environment_.FindVariable(candidate).has_value()) return true;
    if (TypeNamed(candidate).has_value()) return true;
  }
  return false;
}

Type Checker::VisitMember(ExprId id, std::uint16_t name_space) {
  const Expr& expr = ast_[id];
  const ExprId operand = expr.children[0];
  Type type = MakeType(TypeKind::kNamespace);
  type.id = name_space;
  nodes_[operand].type = std::move(type);
  visited_[operand] = true;

  const Namespace& members = environment_.namespaces()[name_space];
  const auto member = environment_.FindMember(name_space, expr.name);
  if (!member.has_value()) {
    std::vector<std::string_view> names;
    for (const NamespaceMember& known : members.members) names.push_back(known.name);
    return Fault(expr.name_span, "expr.no-such-name",
                 "there is no `" + members.name + "." + expr.name + "`",
                 DidYouMean(expr.name, names));
  }
  if (expr.optional) {
    return Fault(expr.name_span, "expr.type", "`" + members.name + "` is a namespace, not a value",
                 "select its members with a plain dot");
  }
  nodes_[id].meaning = Meaning::kNamespaceMember;
  nodes_[id].a = name_space;
  nodes_[id].b = *member;
  const Type& found = members.members[*member].type;
  if (found.kind == TypeKind::kPopulation) {
    return Fault(
        expr.span, "expr.population", "a population is not a value",
        "ask whether a record belongs to it: `x in " + members.name + "." + expr.name + "`");
  }
  return found;
}

// The bound name that has a field or member of the name: `person` of `start`, `params` of
// `annual_months`. The innermost one, locals first.
std::optional<std::string> Checker::NameWithMember(const std::string& member) const {
  const auto has_field = [&](const Type& type) {
    return schema() != nullptr && type.kind == TypeKind::kRecord &&
           FindFieldMeaning(environment_, type.id, member).has_value();
  };
  for (std::size_t i = scope_.size(); i-- > 0;) {
    if (has_field(scope_[i].type)) return scope_[i].name;
  }
  for (const Variable& variable : environment_.variables()) {
    if (has_field(variable.type)) return variable.name;
  }
  const std::span<const Namespace> namespaces = environment_.namespaces();
  for (std::size_t i = 0; i < namespaces.size(); ++i) {
    if (environment_.FindMember(static_cast<std::uint16_t>(i), member).has_value()) {
      return namespaces[i].name;
    }
  }
  return std::nullopt;
}

// What has it as a field or member, a name that is near, or a word that lost its quotes.
std::string Checker::HintForName(const std::string& name) const {
  if (const std::optional<std::string> owner = NameWithMember(name)) {
    return "did you mean `" + *owner + "." + name + "`?";
  }
  std::vector<std::string_view> names;
  for (std::size_t i = scope_.size(); i-- > 0;) names.push_back(scope_[i].name);
  for (const Variable& variable : environment_.variables()) names.push_back(variable.name);
  for (const Namespace& known : environment_.namespaces()) names.push_back(known.name);
  std::string hint = DidYouMean(name, names);
  if (!hint.empty()) return hint;
  for (const std::string_view function : environment_.FunctionNames()) {
    if (!function.starts_with(name + ".")) continue;
    return "`" + name + "` has functions only, such as `" + std::string(function) + "`";
  }
  if (schema() == nullptr) return {};
  for (std::size_t i = 0; i < schema()->enums().size(); ++i) {
    if (schema()->FindEnumValue(static_cast<EnumId>(i), name) >= 0) {
      return "words are quoted: `'" + name + "'`";
    }
  }
  return {};
}

}  // namespace assay
