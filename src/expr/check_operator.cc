// Operators with rules of their own: `&&`, `||`, `?:`, `in` over a population, `==` with null.

#include <utility>

#include "src/expr/checker.h"

namespace assay {

std::optional<Type> Checker::VisitOperator(ExprId id) {
  const Expr& call = ast_[id];
  if (call.receiver) return std::nullopt;
  if (call.name == "_&&_" || call.name == "_||_") return VisitLogic(id);
  if (call.name == "_?_:_") return VisitConditional(id);
  if (call.name == "@in") return VisitMembership(id);
  return std::nullopt;
}

void Checker::RequireBool(ExprId id, const Type& type) {
  if (!inference_.Accepts(Bool(), type)) {
    Expected(id, "bool", type, HintForCondition(type));
    return;
  }
  WarnIfMaybeNone(id, type);
}

// What of a value that is no bool may have been meant as a condition. Else empty.
std::string Checker::HintForCondition(const Type& given) const {
  const Type type = inference_.Resolve(given);
  switch (type.kind) {
    case TypeKind::kInt:
    case TypeKind::kUint:
    case TypeKind::kDouble:
    case TypeKind::kDecimal:
      return "compare it: `... > 0`";
    case TypeKind::kList:
    case TypeKind::kMap:
      return "whether it has elements: `.size() > 0`";
    case TypeKind::kOptional: {
      const bool is_of_bool = type.arguments[0].kind == TypeKind::kBool;
      return is_of_bool ? "unwrap the optional: `.orValue(false)`"
                        : "whether it has a value: `.hasValue()`";
    }
    default:
      return type.maybe_none ? "whether it is there: `... != null`" : "";
  }
}

// Each operand is guarded by the others: where they do not hold, the whole is decided. What an
// earlier operand was warned of is not said again of the later ones.
Type Checker::VisitLogic(ExprId id) {
  const bool truth = ast_[id].name == "_&&_";
  const std::vector<ExprId> operands = OperandsOfChain(ast_, id);
  std::vector<PresentCells> guards;
  for (ExprId operand : operands) {
    guards.push_back(CellsDecidedBy(ast_, operand, truth, scope_));
    presence_.Add(guards.back());
  }
  for (std::size_t i = 0; i < operands.size(); ++i) {
    presence_.Remove(guards[i]);
    RequireBool(operands[i], Visit(operands[i]));
    guards[i] = CellsGuardedBy(ast_, operands[i], truth, scope_);
    presence_.Add(guards[i]);
  }
  for (const PresentCells& cells : guards) presence_.Remove(cells);

  // The links of the chain between the operands.
  std::vector<ExprId> links = {id};
  while (!links.empty()) {
    const ExprId link = links.back();
    links.pop_back();
    if (visited_[link]) continue;
    visited_[link] = true;
    nodes_[link].type = Bool();
    for (ExprId child : ast_[link].children) links.push_back(child);
  }
  return Bool();
}

Type Checker::VisitConditional(ExprId id) {
  const std::vector<ExprId>& children = ast_[id].children;
  RequireBool(children[0], Visit(children[0]));
  const PresentCells if_true = CellsGuardedBy(ast_, children[0], true, scope_);
  presence_.Add(if_true);
  Visit(children[1]);
  presence_.Remove(if_true);
  const PresentCells if_false = CellsGuardedBy(ast_, children[0], false, scope_);
  presence_.Add(if_false);
  Visit(children[2]);
  presence_.Remove(if_false);
  const EnumId first = vocabulary_[children[1]];
  vocabulary_[id] = first != kNoId ? first : vocabulary_[children[2]];
  return JoinBranches(id, children[1], children[2]);
}

Type Checker::JoinBranches(ExprId id, ExprId left, ExprId right) {
  // Literal words second: they are words of an enumeration if the other branch is.
  if (IsWords(left) && !IsWords(right)) std::swap(left, right);
  const Type first = inference_.Resolve(nodes_[left].type);
  const Type second = inference_.Resolve(nodes_[right].type);
  if (ContainsError(first) || ContainsError(second)) return ErrorType();
  // A branch of null makes the result one that may be none.
  for (const auto& [one, other] : {std::pair(&first, &second), std::pair(&second, &first)}) {
    if (one->kind == TypeKind::kNull && other->kind != TypeKind::kParameter) {
      return MaybeNone(*other);
    }
  }
  const Inference::Mark before = inference_.Now();
  if (IsWords(right) && inference_.AcceptsWords(first, second)) {
    CheckWords(first, right);
    return first;
  }
  inference_.BackTo(before);
  if (std::optional<Type> joined = inference_.Join(first, second)) return *std::move(joined);
  inference_.BackTo(before);
  return Fault(
      ast_[id].name_span, "expr.no-such-overload",
      "the branches of `?:` have nothing in common: " + Name(nodes_[ast_[id].children[1]].type) +
          " and " + Name(nodes_[ast_[id].children[2]].type),
      "give both the same type, or make one `dyn(...)`");
}

// `x in populations.p`: nothing if the right side is no population.
std::optional<Type> Checker::VisitMembership(ExprId id) {
  const ExprId element = ast_[id].children[0];
  const ExprId right = ast_[id].children[1];
  const Expr& select = ast_[right];
  if (select.kind != ExprKind::kSelect || select.optional) return std::nullopt;
  const auto name_space = AsNamespace(select.children[0]);
  if (!name_space.has_value()) return std::nullopt;
  const auto member = environment_.FindMember(*name_space, select.name);
  if (!member.has_value()) return std::nullopt;
  const Type& population = environment_.namespaces()[*name_space].members[*member].type;
  if (population.kind != TypeKind::kPopulation) return std::nullopt;

  for (const ExprId node : {right, select.children[0]}) visited_[node] = true;
  nodes_[select.children[0]].type = MakeType(TypeKind::kNamespace);
  nodes_[select.children[0]].type.id = *name_space;
  nodes_[right].type = population;
  nodes_[right].meaning = Meaning::kNamespaceMember;
  nodes_[right].a = nodes_[id].a = *name_space;
  nodes_[right].b = nodes_[id].b = *member;
  nodes_[id].meaning = Meaning::kMembership;

  const Type found = inference_.Resolve(Visit(element));
  if (!inference_.Accepts(RecordOf(population.id), found)) {
    return Expected(element, Name(RecordOf(population.id)), found);
  }
  WarnIfMaybeNone(element, found);
  return Bool();
}

// `==` and `!=` compare more than two values of one type: anything with null, and an exact decimal
// with any number. For the search of an overload the one side is taken for the other.
void Checker::EvenOutEquality(std::string_view name, Arguments* arguments) const {
  if ((name != "_==_" && name != "_!=_") || arguments->types.size() != 2) return;
  for (const std::size_t i : {0, 1}) {
    Type& one = arguments->types[i];
    const Type& other = arguments->types[1 - i];
    const bool is_number =
        one.kind == TypeKind::kInt || one.kind == TypeKind::kUint || one.kind == TypeKind::kDouble;
    if (one.kind == TypeKind::kNull || (is_number && other.kind == TypeKind::kDecimal)) one = other;
  }
}

}  // namespace assay
