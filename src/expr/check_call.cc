// Calls: qualified functions, a pack's own functions, and overloads.

#include <algorithm>
#include <utility>

#include "src/expr/checker.h"

namespace assay {

Type Checker::VisitCall(ExprId id) {
  if (std::optional<Type> type = VisitOperator(id)) return *std::move(type);
  if (ast_[id].receiver && StripNamespace(id)) {
    const Arguments arguments = VisitArguments(id);
    return ResolveCall(id, *Overloads(id), arguments);
  }
  if (!ast_[id].receiver) {
    if (const auto index = environment_.FindDefinedFunction(ast_[id].name)) {
      return VisitDefinedCall(id, *index);
    }
  }
  if (NameInNamespace(id).has_value()) return VisitUnknownCall(id);
  if (ast_[id].receiver) {
    Visit(ast_[id].children[0]);
    if (const auto index = DefinedMethod(id)) return VisitDefinedCall(id, *index);
  }
  const auto candidates = Overloads(id);
  if (!candidates.has_value()) return VisitUnknownCall(id);
  const Arguments arguments = VisitArguments(id);
  return ResolveCall(id, *candidates, arguments);
}

// `math.abs(x)` is read as a call on a receiver `math`. If it is the function "math.abs", the node
// becomes that: without a receiver, under its whole name.
bool Checker::StripNamespace(ExprId id) {
  Expr& call = ast_.nodes[id];
  const std::optional<std::string> prefix = QualifiedName(call.children[0]);
  if (!prefix.has_value()) return false;
  for (const std::string& name : Candidates(*prefix + "." + call.name)) {
    bool found = false;
    for (const Function* function : environment_.FindFunctions(name)) {
      for (const Overload& overload : function->overloads) found = found || !overload.receiver;
    }
    if (!found) continue;
    call.name = name;
    call.name_span.begin = ast_[call.children[0]].span.begin;
    call.children.erase(call.children.begin());
    call.receiver = false;
    return true;
  }
  return false;
}

Checker::Arguments Checker::VisitArguments(ExprId id) {
  Arguments arguments;
  arguments.ids = ast_[id].children;
  for (ExprId child : arguments.ids) {
    // A receiver of a method was visited when the method was looked for.
    if (!visited_[child]) Visit(child);
    arguments.types.push_back(inference_.Resolve(nodes_[child].type));
  }
  return arguments;
}

// What may be meant by the call's name, with or without a receiver as it is written; empty if the
// name has only the other form, nothing if there is no such function.
std::optional<std::vector<const Overload*>> Checker::Overloads(ExprId id) const {
  const Expr& call = ast_[id];
  const std::vector<std::string> names =
      call.receiver ? std::vector<std::string>{call.name} : Candidates(call.name);
  for (const std::string& name : names) {
    const std::vector<const Function*> functions = environment_.FindFunctions(name);
    if (functions.empty()) continue;
    std::vector<const Overload*> overloads;
    for (const Function* function : functions) {
      for (const Overload& overload : function->overloads) {
        if (overload.receiver == call.receiver) overloads.push_back(&overload);
      }
    }
    return overloads;
  }
  return std::nullopt;
}

bool Checker::AcceptsArgument(const Type& wanted, ExprId argument, const Type& given) {
  return IsWords(argument) ? inference_.AcceptsWords(wanted, given)
                           : inference_.Accepts(wanted, given);
}

bool Checker::Takes(const Inference::Signature& signature, const Arguments& arguments) {
  // Literal words last: by then the others have said whether an enumeration's words are wanted.
  for (const bool words : {false, true}) {
    for (std::size_t i = 0; i < arguments.ids.size(); ++i) {
      if (IsWords(arguments.ids[i]) != words) continue;
      if (!AcceptsArgument(signature.parameters[i], arguments.ids[i], arguments.types[i])) {
        return false;
      }
    }
  }
  return true;
}

// Whether all may be numbers, or lists of them, for all that is known.
bool Checker::AreNumbers(const Arguments& arguments) {
  return std::all_of(arguments.types.begin(), arguments.types.end(), [&](const Type& given) {
    Type type = inference_.Settle(given);
    if (type.kind == TypeKind::kList) type = type.arguments[0];
    switch (type.kind) {
      case TypeKind::kInt:
      case TypeKind::kUint:
      case TypeKind::kDouble:
      case TypeKind::kDecimal:
      case TypeKind::kDyn:
      case TypeKind::kError:
        return true;
      default:
        return false;
    }
  });
}

bool Checker::TakesCount(const Overload& overload, std::size_t count) {
  const std::size_t wanted = overload.parameters.size();
  return overload.variadic ? count >= wanted : count == wanted;
}

// Tries every overload. One that fits alone binds what it learns of the arguments' types; of
// several (an argument is dyn, or nothing is known of it) the values decide when they are seen.
Type Checker::ResolveCall(ExprId id, const std::vector<const Overload*>& candidates,
                          const Arguments& written) {
  Arguments arguments = written;
  EvenOutEquality(ast_[id].name, &arguments);
  std::vector<const Overload*> fitting;
  std::vector<const Overload*> of_arity;
  std::optional<Type> result;
  const std::size_t count = arguments.ids.size();
  for (const Overload* overload : candidates) {
    if (!TakesCount(*overload, count)) continue;
    if (overload->numeric && !AreNumbers(arguments)) continue;
    of_arity.push_back(overload);
    const Inference::Mark before = inference_.Now();
    const Inference::Signature signature = inference_.Instantiate(*overload, count);
    if (Takes(signature, arguments)) {
      fitting.push_back(overload);
      Type type = inference_.Settle(signature.result);
      if (result.has_value() && *result != type) type = MakeType(TypeKind::kDyn);
      result = std::move(type);
    }
    inference_.BackTo(before);
  }
  nodes_[id].meaning = Meaning::kStandardCall;
  if (options_.names_only) {
    // Types are not looked at: whatever has the number of arguments may be meant.
    nodes_[id].overloads = std::move(of_arity);
    return MakeType(TypeKind::kDyn);
  }
  for (const Type& type : arguments.types) {
    const bool is_clear = type.kind != TypeKind::kError && fitting.size() == 1;
    if (!is_clear && ContainsError(type)) return ErrorType();
  }
  if (OrdersWords(id, arguments)) return ErrorType();
  if (fitting.empty()) return NoSuchOverload(id, candidates, written);
  if (fitting.size() > 1) PreferTyped(arguments, &fitting);
  nodes_[id].overloads = fitting;
  if (fitting.size() > 1) return *std::move(result);
  return UseOverload(id, *fitting.front(), arguments);
}

// Where all types are known, an overload that says so is meant rather than one for dyn.
void Checker::PreferTyped(const Arguments& arguments, std::vector<const Overload*>* fitting) {
  for (const Type& type : arguments.types) {
    if (ContainsDyn(inference_.Settle(type))) return;
  }
  std::vector<const Overload*> typed;
  for (const Overload* overload : *fitting) {
    const bool takes_dyn =
        std::any_of(overload->parameters.begin(), overload->parameters.end(),
                    [](const Type& parameter) { return ContainsDyn(parameter); });
    if (!takes_dyn) typed.push_back(overload);
  }
  if (!typed.empty()) *fitting = std::move(typed);
}

Type Checker::UseOverload(ExprId id, const Overload& overload, const Arguments& arguments) {
  const Inference::Signature signature = inference_.Instantiate(overload, arguments.ids.size());
  Takes(signature, arguments);
  for (std::size_t i = 0; i < arguments.ids.size(); ++i) {
    const Type& declared = overload.parameters[std::min(i, overload.parameters.size() - 1)];
    const ExprId argument = arguments.ids[i];
    CheckWords(signature.parameters[i], argument);
    const bool takes_none = declared.maybe_none || declared.kind == TypeKind::kParameter ||
                            declared.kind == TypeKind::kDyn;
    if (!takes_none) WarnIfMaybeNone(argument, arguments.types[i]);
    const bool wants_dyn =
        declared.kind == TypeKind::kDyn || declared == ListOf(MakeType(TypeKind::kDyn));
    if (wants_dyn) dyn_is_fine_[argument] = true;
  }
  CheckCommonWords(id, arguments);
  CheckVocabulary(id, arguments);
  vocabulary_[id] = VocabularyOfCall(ast_[id]);
  CheckLiterals(id);
  CompilePattern(id);
  return signature.result;
}

std::optional<std::uint16_t> Checker::DefinedMethod(ExprId id) {
  const ExprId receiver = ast_[id].children[0];
  const Type type = inference_.Resolve(nodes_[receiver].type);
  if (type.kind != TypeKind::kRecord) return std::nullopt;
  return environment_.FindDefinedMethod(type.id, ast_[id].name);
}

Type Checker::VisitDefinedCall(ExprId id, std::uint16_t index) {
  const DefinedFunction& function = environment_.defined_functions()[index];
  const Arguments arguments = VisitArguments(id);
  nodes_[id].meaning = Meaning::kDefinedCall;
  nodes_[id].a = index;
  std::vector<const Type*> wanted;
  if (function.receiver.has_value()) wanted.push_back(&*function.receiver);
  for (const auto& [name, type] : function.parameters) wanted.push_back(&type);

  bool fits = wanted.size() == arguments.ids.size();
  for (std::size_t i = 0; fits && i < wanted.size(); ++i) {
    fits = AcceptsArgument(*wanted[i], arguments.ids[i], arguments.types[i]);
  }
  if (!fits) return DefinedArgumentsFault(id, function, arguments);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CheckWords(*wanted[i], arguments.ids[i]);
    if (!wanted[i]->maybe_none) WarnIfMaybeNone(arguments.ids[i], arguments.types[i]);
  }
  return function.result;
}

}  // namespace assay
