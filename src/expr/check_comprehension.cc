// Macros that bind names: comprehensions, cel.bind, cel.block.

#include <utility>

#include "src/expr/checker.h"

namespace assay {
namespace {

bool IsOfOptional(Macro macro) { return macro == Macro::kOptMap || macro == Macro::kOptFlatMap; }

// Those of assay's own and sortBy are functions of a list; a map has no elements to choose from.
bool NeedsList(Macro macro) {
  return macro == Macro::kSortBy || macro == Macro::kLatest || macro == Macro::kCountDistinct ||
         macro == Macro::kUnion || macro == Macro::kSumOf;
}

// Whether the first of `bodies` bodies is a predicate.
bool BeginsWithPredicate(Macro macro, std::size_t bodies) {
  switch (macro) {
    case Macro::kAll:
    case Macro::kExists:
    case Macro::kExistsOne:
    case Macro::kFilter:
    case Macro::kMapFilter:
    case Macro::kLatest:
      return true;
    case Macro::kTransformList:
    case Macro::kTransformMap:
    case Macro::kTransformMapEntry:
      return bodies == 2;
    default:
      return false;
  }
}

}  // namespace

Local Checker::LocalFor(std::string name, Type type, ExprId from) const {
  Local local{.name = std::move(name), .type = std::move(type), .vocabulary = vocabulary_[from]};
  if (!IsWords(from)) return local;
  const bool is_local = ast_[from].kind == ExprKind::kIdent;
  local.words = is_local ? scope_[*scope_.Find(ast_[from].name)].words : from;
  return local;
}

// What the variables range over; nothing if it is no range, which was reported.
std::optional<Checker::Range> Checker::RangeOf(ExprId id, const Type& given) {
  const Macro macro = ast_[id].macro;
  const ExprId range = ast_[id].children[0];
  const Type type = inference_.Resolve(given);
  const Type dyn = MakeType(TypeKind::kDyn);
  if (type.kind == TypeKind::kError) return std::nullopt;
  WarnIfMaybeNone(range, type);
  if (type.kind == TypeKind::kDyn) return Range{.key = dyn, .value = dyn};
  if (IsOfOptional(macro)) {
    Type value = inference_.Fresh();
    if (inference_.Accepts(OptionalOf(value), type)) return Range{.key = dyn, .value = value};
    Expected(range, "an optional", type);
    return std::nullopt;
  }
  if (type.kind == TypeKind::kParameter) return Range{.key = dyn, .value = dyn};
  if (type.kind == TypeKind::kList) {
    return Range{.key = MakeType(TypeKind::kInt), .value = type.arguments[0]};
  }
  if (type.kind == TypeKind::kMap && !NeedsList(macro)) {
    return Range{.is_map = true, .key = type.arguments[0], .value = type.arguments[1]};
  }
  const bool is_optional_list =
      type.kind == TypeKind::kOptional && type.arguments[0].kind == TypeKind::kList;
  Expected(range, NeedsList(macro) ? "a list" : "a list or a map", type,
           is_optional_list ? "unwrap the optional: `.orValue([])`" : "");
  return std::nullopt;
}

Type Checker::VisitComprehension(ExprId id) {
  const Expr& expr = ast_[id];
  const ExprId range_id = expr.children[0];
  const Type range_type = Visit(range_id);
  std::optional<Range> range = RangeOf(id, range_type);
  if (!range.has_value()) range = Range{.key = ErrorType(), .value = ErrorType()};

  const bool has_two = expr.variables.size() == 2;
  if (has_two) scope_.Push({.name = expr.variables[0], .type = range->key});
  Type element = has_two || !range->is_map ? range->value : range->key;
  scope_.Push(LocalFor(expr.variables.back(), std::move(element), range_id));
  const std::vector<Type> bodies = VisitBodies(id);
  scope_.Pop(expr.variables.size());
  return ComprehensionResult(id, *range, bodies);
}

// Predicates guard what stands behind them.
std::vector<Type> Checker::VisitBodies(ExprId id) {
  const Expr& expr = ast_[id];
  const std::size_t count = expr.children.size() - 1;
  std::vector<Type> types;
  PresentCells guarded;
  for (std::size_t i = 0; i < count; ++i) {
    const ExprId body = expr.children[i + 1];
    types.push_back(Visit(body));
    if (i > 0 || !BeginsWithPredicate(expr.macro, count)) continue;
    RequireBool(body, types.back());
    guarded = CellsGuardedBy(ast_, body, /*truth=*/true, scope_);
    presence_.Add(guarded);
  }
  presence_.Remove(guarded);
  if (expr.macro == Macro::kLatest || expr.macro == Macro::kSortBy) {
    RequireOrdered(expr.children.back(), types.back());
    WarnIfMaybeNone(expr.children.back(), types.back());
  }
  if (expr.macro == Macro::kSumOf) {
    RequireNumber(expr.children.back(), types.back());
    WarnIfMaybeNone(expr.children.back(), types.back());
  }
  return types;
}

Type Checker::ComprehensionResult(ExprId id, const Range& range, const std::vector<Type>& bodies) {
  const Expr& expr = ast_[id];
  const ExprId last = expr.children.back();
  const Type& body = bodies.back();
  const Type& element = expr.variables.size() == 1 && range.is_map ? range.key : range.value;
  switch (expr.macro) {
    case Macro::kAll:
    case Macro::kExists:
    case Macro::kExistsOne:
      return Bool();
    case Macro::kFilter:
    case Macro::kSortBy:
      vocabulary_[id] = vocabulary_[expr.children[0]];
      return ListOf(element);
    case Macro::kMap:
    case Macro::kMapFilter:
    case Macro::kTransformList:
      vocabulary_[id] = vocabulary_[last];
      return ListOf(body);
    case Macro::kTransformMap:
      return MapOf(range.key, body);
    case Macro::kTransformMapEntry: {
      Type entry = MapOf(inference_.Fresh(), inference_.Fresh());
      if (!inference_.Accepts(entry, body)) return Expected(last, "a map of one entry", body);
      return entry;
    }
    case Macro::kOptMap:
      vocabulary_[id] = vocabulary_[last];
      return OptionalOf(body);
    case Macro::kOptFlatMap: {
      Type result = OptionalOf(inference_.Fresh());
      if (!inference_.Accepts(result, body)) return Expected(last, "an optional", body);
      vocabulary_[id] = vocabulary_[last];
      return result;
    }
    case Macro::kLatest:
      return OptionalOf(element);
    case Macro::kCountDistinct:
      return MakeType(TypeKind::kInt);
    case Macro::kUnion: {
      Type result = ListOf(inference_.Fresh());
      if (!inference_.Accepts(result, body)) return Expected(last, "a list", body);
      vocabulary_[id] = vocabulary_[last];
      return result;
    }
    case Macro::kSumOf:
      return body;
  }
  return ErrorType();
}

void Checker::RequireOrdered(ExprId id, const Type& given) {
  const Type type = inference_.Resolve(given);
  switch (type.kind) {
    case TypeKind::kError:
    case TypeKind::kDyn:
    case TypeKind::kParameter:
    case TypeKind::kBool:
    case TypeKind::kInt:
    case TypeKind::kUint:
    case TypeKind::kDouble:
    case TypeKind::kString:
    case TypeKind::kBytes:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kDate:
    case TypeKind::kDecimal:
      return;
    case TypeKind::kWhen:
      Expected(id, "a key that has an order", type, "select its `.date` or `.instant`");
      return;
    default:
      Expected(id, "a key that has an order", type);
  }
}

void Checker::RequireNumber(ExprId id, const Type& given) {
  const Type type = inference_.Resolve(given);
  switch (type.kind) {
    case TypeKind::kError:
    case TypeKind::kDyn:
    case TypeKind::kParameter:
    case TypeKind::kInt:
    case TypeKind::kUint:
    case TypeKind::kDouble:
    case TypeKind::kDuration:
    case TypeKind::kDecimal:
      return;
    default:
      Expected(id, "a number", type);
  }
}

Type Checker::VisitBind(ExprId id) {
  const Expr& expr = ast_[id];
  Type value = Visit(expr.children[0]);
  scope_.Push(LocalFor(expr.variables[0], std::move(value), expr.children[0]));
  Type result = Visit(expr.children[1]);
  scope_.Pop(1);
  vocabulary_[id] = vocabulary_[expr.children[1]];
  return result;
}

// Each entry sees those before it, as `@index0`, `@index1`, ...
Type Checker::VisitBlock(ExprId id) {
  const Expr& expr = ast_[id];
  const std::size_t entries = expr.children.size() - 1;
  for (std::size_t i = 0; i < entries; ++i) {
    Type value = Visit(expr.children[i]);
    scope_.Push(LocalFor("@index" + std::to_string(i), std::move(value), expr.children[i]));
  }
  Type result = Visit(expr.children.back());
  scope_.Pop(entries);
  vocabulary_[id] = vocabulary_[expr.children.back()];
  return result;
}

}  // namespace assay
