#include "assay/expr/check.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "src/expr/checker.h"

namespace assay {
namespace {

struct ConstantKind {
  TypeKind operator()(const NullConstant&) const { return TypeKind::kNull; }
  TypeKind operator()(bool) const { return TypeKind::kBool; }
  TypeKind operator()(std::int64_t) const { return TypeKind::kInt; }
  TypeKind operator()(std::uint64_t) const { return TypeKind::kUint; }
  TypeKind operator()(double) const { return TypeKind::kDouble; }
  TypeKind operator()(const std::string&) const { return TypeKind::kString; }
  TypeKind operator()(const BytesConstant&) const { return TypeKind::kBytes; }
};

bool IsOptionalEntry(const Expr& expr, std::size_t index) {
  return index < expr.optional_entries.size() && expr.optional_entries[index];
}

}  // namespace

bool ContainsDyn(const Type& type) {
  if (type.kind == TypeKind::kDyn) return true;
  return std::any_of(type.arguments.begin(), type.arguments.end(), ContainsDyn);
}

bool ContainsError(const Type& type) {
  if (type.kind == TypeKind::kError) return true;
  return std::any_of(type.arguments.begin(), type.arguments.end(), ContainsError);
}

Checker::Checker(Ast ast, const Environment& environment, const CheckOptions& options)
    : ast_(std::move(ast)),
      environment_(environment),
      options_(options),
      faults_(ast_.text),
      nodes_(ast_.nodes.size()),
      visited_(ast_.nodes.size()),
      is_narrowed_(ast_.nodes.size()),
      dyn_is_fine_(ast_.nodes.size()),
      vocabulary_(ast_.nodes.size(), kNoId),
      word_is_reported_(ast_.nodes.size()) {
  for (const Variable& local : options.locals) {
    scope_.Push({.name = local.name, .type = local.type});
  }
  for (const Ast* condition : options.given) {
    presence_.Add(CellsGuardedBy(*condition, condition->root, /*truth=*/true, scope_));
  }
}

std::optional<CheckedExpr> Checker::Run(Diagnostics* problems) {
  Visit(ast_.root);
  CheckExpected();
  Settle();
  WarnOfDyn();
  WarnOfAlways();
  faults_.AppendTo(problems);
  if (faults_.has_errors()) return std::nullopt;
  CheckedExpr checked;
  checked.type = nodes_[ast_.root].type;
  checked.nodes = std::move(nodes_);
  checked.local_count = static_cast<std::uint16_t>(scope_.deepest());
  checked.has_dyn = has_dyn_;
  checked.ast = std::move(ast_);
  return checked;
}

Type Checker::Visit(ExprId id) {
  Type type = Bounded(id, Narrowed(id, VisitKind(id)));
  nodes_[id].type = type;
  visited_[id] = true;
  return type;
}

// A type within a type within a type, and so on, is a puzzle and no rule. Names can build one that is
// far deeper than the text.
Type Checker::Bounded(ExprId id, Type type) {
  if (type.arguments.empty() || inference_.Depth(type) <= kDeepestType) return type;
  return Fault(ast_[id].span, "expr.limit-type",
               "a type of more than " + std::to_string(kDeepestType) + " types in each other",
               "keep the values in one list, or in a few");
}

// A cell that a guard says is there is no longer one that may be none.
Type Checker::Narrowed(ExprId id, Type type) {
  const ExprKind kind = ast_[id].kind;
  if (kind != ExprKind::kSelect && kind != ExprKind::kIdent) return type;
  if (!inference_.Head(type).maybe_none) return type;
  if (!presence_.Knows(CellKey(ast_, id, scope_))) return type;
  is_narrowed_[id] = true;
  return WithoutNone(inference_.Resolve(type));
}

Type Checker::VisitKind(ExprId id) {
  switch (ast_[id].kind) {
    case ExprKind::kConstant:
      return MakeType(std::visit(ConstantKind{}, ast_[id].constant));
    case ExprKind::kIdent:
      return VisitIdent(id);
    case ExprKind::kSelect:
      return VisitSelect(id);
    case ExprKind::kHas:
      return VisitHas(id);
    case ExprKind::kCall:
      return VisitCall(id);
    case ExprKind::kList:
      return VisitList(id);
    case ExprKind::kMap:
      return VisitMap(id);
    case ExprKind::kStruct:
      return VisitStruct(id);
    case ExprKind::kComprehension:
      return VisitComprehension(id);
    case ExprKind::kBind:
      return VisitBind(id);
    case ExprKind::kBlock:
      return VisitBlock(id);
  }
  assert(false && "a node is of no kind");
  return ErrorType();
}

Type Checker::VisitList(ExprId id) {
  const Expr& expr = ast_[id];
  std::vector<Type> types;
  for (std::size_t i = 0; i < expr.children.size(); ++i) {
    types.push_back(Entry(expr.children[i], IsOptionalEntry(expr, i)));
  }
  return ListOf(JoinEntries(expr.children, std::move(types)));
}

Type Checker::VisitMap(ExprId id) {
  const Expr& expr = ast_[id];
  std::vector<ExprId> keys;
  std::vector<ExprId> values;
  std::vector<Type> key_types;
  std::vector<Type> value_types;
  for (std::size_t i = 0; i + 1 < expr.children.size(); i += 2) {
    keys.push_back(expr.children[i]);
    values.push_back(expr.children[i + 1]);
    key_types.push_back(Visit(keys.back()));
    value_types.push_back(Entry(values.back(), IsOptionalEntry(expr, i / 2)));
    RequireKey(keys.back(), key_types.back());
  }
  Type key = JoinEntries(keys, std::move(key_types));
  return MapOf(std::move(key), JoinEntries(values, std::move(value_types)));
}

void Checker::RequireKey(ExprId id, const Type& type) {
  switch (inference_.Head(type).kind) {
    case TypeKind::kBool:
    case TypeKind::kInt:
    case TypeKind::kUint:
    case TypeKind::kString:
    case TypeKind::kEnum:
    case TypeKind::kDyn:
    case TypeKind::kParameter:
    case TypeKind::kError:
      WarnIfMaybeNone(id, type);
      return;
    default:
      Expected(id, "a key (bool, int, uint or string)", type);
  }
}

// The type that an entry brings to its list or map: of `?x` what the optional holds.
Type Checker::Entry(ExprId id, bool optional) {
  Type type = Visit(id);
  if (!optional) return type;
  Type value = inference_.Fresh();
  if (!inference_.Accepts(OptionalOf(value), type)) return Expected(id, "an optional", type);
  return value;
}

// The type of all entries together; dyn if they have nothing in common.
Type Checker::JoinEntries(const std::vector<ExprId>& entries, std::vector<Type> types) {
  Type joined = inference_.Fresh();
  bool is_mixed = false;
  // Literal words last: they are words of an enumeration if the others are.
  for (const bool words : {false, true}) {
    for (std::size_t i = 0; i < entries.size() && !is_mixed; ++i) {
      if (IsWords(entries[i]) != words) continue;
      const Inference::Mark before = inference_.Now();
      const bool fits =
          words ? inference_.AcceptsWords(joined, types[i]) : inference_.Accepts(joined, types[i]);
      if (fits) continue;
      inference_.BackTo(before);
      is_mixed = true;
    }
  }
  if (is_mixed) return MakeType(TypeKind::kDyn);
  const Type element = inference_.Resolve(joined);
  for (ExprId entry : entries) CheckWords(element, entry);
  return joined;
}

Type Checker::VisitStruct(ExprId id) {
  const Expr& expr = ast_[id];
  for (ExprId child : expr.children) Visit(child);
  const bool is_record = schema() != nullptr && schema()->FindRecord(expr.name) != kNoId;
  if (is_record || ParseType(expr.name, schema()).has_value()) {
    return Fault(expr.name_span, "expr.struct", "`" + expr.name + "` cannot be made by a rule",
                 "records come from the facts; write a map, `{'key': value}`, if one will do");
  }
  return Fault(expr.name_span, "expr.no-such-type", "there is no type `" + expr.name + "`",
               "assay has no messages; a map is written `{'key': value}`");
}

void Checker::CheckExpected() {
  if (!options_.expected.has_value()) return;
  const Type& wanted = *options_.expected;
  const Type found = inference_.Resolve(nodes_[ast_.root].type);
  if (!AcceptsArgument(wanted, ast_.root, found)) {
    Expected(ast_.root, Name(wanted), found);
    return;
  }
  CheckWords(wanted, ast_.root);
  if (!wanted.maybe_none) WarnIfMaybeNone(ast_.root, found);
}

// Puts what inference found into the nodes. An explicit dyn is remembered before what nothing is
// known of becomes dyn, too: `[]` deserves no warning.
void Checker::Settle() {
  for (ExprId id = 0; id < nodes_.size(); ++id) {
    Type& type = nodes_[id].type;
    if (!visited_[id]) continue;
    if (options_.names_only) {
      // Types of namespaces and types are names, too.
      const bool is_name = type.kind == TypeKind::kNamespace || type.kind == TypeKind::kPopulation;
      if (!is_name && nodes_[id].meaning != Meaning::kTypeName) type = MakeType(TypeKind::kDyn);
      has_dyn_ = true;
      continue;
    }
    const bool is_dyn = ContainsDyn(inference_.Resolve(type));
    type = inference_.Settle(type);
    // The guard decides the whole, but the cell is read without it, too.
    if (is_narrowed_[id]) type = MaybeNone(std::move(type));
    if (is_dyn || type.kind == TypeKind::kDyn) has_dyn_ = true;
    if (!is_dyn) dyn_is_fine_[id] = true;
  }
}

// Warns where dyn comes from, not of all that is made of it.
void Checker::WarnOfDyn() {
  if (!has_dyn_ || options_.names_only || !options_.warn) return;
  for (ExprId id = 0; id < nodes_.size(); ++id) {
    if (!visited_[id] || dyn_is_fine_[id] || nodes_[id].meaning == Meaning::kLocal) continue;
    bool is_passed_on = false;
    for (ExprId child : ast_[id].children) {
      is_passed_on = is_passed_on || ContainsDyn(nodes_[child].type);
    }
    if (is_passed_on) continue;
    Warn(ast_[id].span, "expr.dyn", Quoted(id) + " is " + Name(nodes_[id].type),
         "what is dyn is only checked when it is evaluated, record by record");
  }
}

std::optional<CheckedExpr> Check(Ast ast, const Environment& environment,
                                 const CheckOptions& options, Diagnostics* problems) {
  return Checker(std::move(ast), environment, options).Run(problems);
}

}  // namespace assay
