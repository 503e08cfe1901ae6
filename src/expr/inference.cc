#include "src/expr/inference.h"

#include <algorithm>
#include <charconv>

namespace assay {
namespace {

// A variable is a kParameter whose name is its number: no declared parameter begins with a digit.
std::size_t VariableNumber(const Type& variable) {
  std::size_t number = 0;
  std::from_chars(variable.name.data(), variable.name.data() + variable.name.size(), number);
  return number;
}

// CEL lets null stand for these, as protobuf's messages are; for types that are assay's own a
// null beside them makes the cell one that may be none.
bool IsNullableInCel(TypeKind kind) {
  return kind == TypeKind::kTimestamp || kind == TypeKind::kDuration ||
         kind == TypeKind::kOptional || kind == TypeKind::kOpaque;
}
bool IsOwnCell(TypeKind kind) {
  return kind == TypeKind::kDate || kind == TypeKind::kWhen || kind == TypeKind::kDecimal ||
         kind == TypeKind::kRecord || kind == TypeKind::kEnum;
}

bool IsConstructed(TypeKind kind) {
  return kind == TypeKind::kList || kind == TypeKind::kMap || kind == TypeKind::kOptional ||
         kind == TypeKind::kOpaque;
}

bool FitsAnything(const Type& type) {
  return type.kind == TypeKind::kDyn || type.kind == TypeKind::kError;
}

std::optional<Type> JoinWithNull(Type other) {
  if (other.kind == TypeKind::kNull || other.maybe_none || IsNullableInCel(other.kind))
    return other;
  if (IsOwnCell(other.kind)) return MaybeNone(std::move(other));
  return std::nullopt;
}

}  // namespace

bool IsVariable(const Type& type) {
  return type.kind == TypeKind::kParameter && !type.name.empty() && type.name[0] >= '0' &&
         type.name[0] <= '9';
}

Type Inference::Fresh() {
  Type variable = MakeType(TypeKind::kParameter);
  variable.name = std::to_string(bindings_.size());
  bindings_.emplace_back();
  return variable;
}

Inference::Signature Inference::Instantiate(const Overload& overload, std::size_t argument_count) {
  Renaming renaming;
  Signature signature;
  for (std::size_t i = 0; i < argument_count; ++i) {
    const std::size_t declared =
        i < overload.parameters.size() ? i : overload.parameters.size() - 1;
    signature.parameters.push_back(Rename(overload.parameters[declared], &renaming));
  }
  signature.result = Rename(overload.result, &renaming);
  return signature;
}

Type Inference::Rename(const Type& pattern, Renaming* renaming) {
  if (pattern.kind == TypeKind::kParameter) {
    for (const auto& [name, variable] : *renaming) {
      if (name == pattern.name) return pattern.maybe_none ? MaybeNone(variable) : variable;
    }
    renaming->emplace_back(pattern.name, Fresh());
    return pattern.maybe_none ? MaybeNone(renaming->back().second) : renaming->back().second;
  }
  Type type = pattern;
  for (Type& argument : type.arguments) argument = Rename(argument, renaming);
  return type;
}

const Type& Inference::Head(const Type& type) const {
  const Type* head = &type;
  while (IsVariable(*head)) {
    const std::optional<Type>& bound = bindings_[VariableNumber(*head)];
    if (!bound.has_value()) break;
    head = &*bound;
  }
  return *head;
}

std::size_t Inference::Depth(const Type& type) const {
  std::size_t deepest = 0;
  const Type& head = Head(type);
  for (const Type& argument : head.arguments) deepest = std::max(deepest, Depth(argument) + 1);
  return deepest;
}

// Whether the variable is in the type. It may be bound already, to what is being widened.
bool Inference::Occurs(std::size_t variable, const Type& type) const {
  const Type* head = &type;
  while (IsVariable(*head)) {
    const std::size_t number = VariableNumber(*head);
    if (number == variable) return true;
    if (!bindings_[number].has_value()) return false;
    head = &*bindings_[number];
  }
  for (const Type& argument : head->arguments) {
    if (Occurs(variable, argument)) return true;
  }
  return false;
}

// False if the type would contain itself.
bool Inference::Bind(const Type& variable, Type type) {
  const std::size_t number = VariableNumber(variable);
  if (Occurs(number, type)) return false;
  changes_.emplace_back(number, bindings_[number]);
  bindings_[number] = std::move(type);
  return true;
}

void Inference::BackTo(Mark mark) {
  while (changes_.size() > mark.changes) {
    bindings_[changes_.back().first] = std::move(changes_.back().second);
    changes_.pop_back();
  }
  bindings_.resize(mark.variables);
}

bool Inference::Accepts(const Type& wanted, const Type& given) {
  const Type have = Head(given);
  if (IsVariable(wanted)) {
    const Type& bound = Head(wanted);
    if (IsVariable(bound)) {
      if (IsVariable(have) && have.name == bound.name) return true;
      return Bind(bound, have);
    }
    // What the variable stood for may have to widen: [1, dyn(x)] is a list of dyn.
    const Type before = bound;
    std::optional<Type> wider = Join(before, have);
    if (!wider.has_value()) return false;
    if (*wider == before) return true;
    const Type* last = &wanted;  // The variable that is bound to `before` itself.
    while (IsVariable(*bindings_[VariableNumber(*last)])) last = &*bindings_[VariableNumber(*last)];
    return Bind(Type(*last), *std::move(wider));
  }
  if (IsVariable(have)) return Bind(have, wanted);
  if (FitsAnything(wanted) || FitsAnything(have)) return true;
  if (have.kind == TypeKind::kNull) {
    return wanted.kind == TypeKind::kNull || wanted.maybe_none || IsNullableInCel(wanted.kind);
  }
  if (wanted.kind == TypeKind::kString && have.kind == TypeKind::kEnum) return true;
  if (wanted.kind != have.kind) return false;
  if (wanted.kind == TypeKind::kType) return true;
  if (wanted.id != have.id || wanted.name != have.name) return false;
  return AcceptsArguments(wanted, have);
}

bool Inference::AcceptsArguments(const Type& wanted, const Type& given) {
  if (wanted.arguments.size() != given.arguments.size()) return false;
  for (std::size_t i = 0; i < wanted.arguments.size(); ++i) {
    if (!Accepts(wanted.arguments[i], given.arguments[i])) return false;
  }
  return true;
}

bool Inference::AcceptsWords(const Type& wanted, const Type& given) {
  const Type& want = Head(wanted);
  const Type& have = Head(given);
  if (want.kind == TypeKind::kEnum && have.kind == TypeKind::kString) return true;
  if (want.kind == TypeKind::kList && have.kind == TypeKind::kList) {
    return AcceptsWords(want.arguments[0], have.arguments[0]);
  }
  return Accepts(wanted, given);
}

std::optional<Type> Inference::Join(const Type& left, const Type& right) {
  Type a = Head(left);
  Type b = Head(right);
  if (IsVariable(a) || IsVariable(b)) {
    if (IsVariable(a) && IsVariable(b) && a.name == b.name) return a;
    const bool bound = IsVariable(a) ? Bind(a, b) : Bind(b, a);
    if (!bound) return std::nullopt;
    return IsVariable(a) ? b : a;
  }
  if (a.kind == TypeKind::kError) return b;
  if (b.kind == TypeKind::kError) return a;
  if (a.kind == TypeKind::kDyn || b.kind == TypeKind::kDyn) return MakeType(TypeKind::kDyn);
  if (a.kind == TypeKind::kNull) return JoinWithNull(std::move(b));
  if (b.kind == TypeKind::kNull) return JoinWithNull(std::move(a));

  const bool maybe_none = a.maybe_none || b.maybe_none;
  std::optional<Type> joined;
  const auto is_text = [](const Type& type) {
    return type.kind == TypeKind::kEnum || type.kind == TypeKind::kString;
  };
  if (is_text(a) && is_text(b)) {
    // Words of two enumerations have only in common that they are texts.
    joined = a.kind == b.kind && a.id == b.id ? a : MakeType(TypeKind::kString);
  } else if (a.kind == TypeKind::kType && b.kind == TypeKind::kType) {
    joined = a == b ? a : MakeType(TypeKind::kType);
  } else if (a.kind == b.kind && a.id == b.id && a.name == b.name) {
    joined = IsConstructed(a.kind) ? JoinArguments(a, b) : a;
  }
  if (joined.has_value()) joined->maybe_none = maybe_none;
  return joined;
}

std::optional<Type> Inference::JoinArguments(const Type& left, const Type& right) {
  if (left.arguments.size() != right.arguments.size()) return std::nullopt;
  Type joined = left;
  for (std::size_t i = 0; i < left.arguments.size(); ++i) {
    std::optional<Type> argument = Join(left.arguments[i], right.arguments[i]);
    if (!argument.has_value()) return std::nullopt;
    joined.arguments[i] = *std::move(argument);
  }
  return joined;
}

Type Inference::Substitute(const Type& type, bool settle) const {
  Type result = Head(type);
  // `A?` is what A is bound to, or none.
  if (IsVariable(type) && type.maybe_none) result = MaybeNone(std::move(result));
  if (IsVariable(result)) return settle ? MakeType(TypeKind::kDyn) : result;
  for (Type& argument : result.arguments) argument = Substitute(argument, settle);
  return result;
}

Type Inference::Resolve(const Type& type) const { return Substitute(type, /*settle=*/false); }

Type Inference::Settle(const Type& type) const { return Substitute(type, /*settle=*/true); }

}  // namespace assay
