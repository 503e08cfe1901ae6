// What to say when a call fits nothing.

#include <algorithm>
#include <utility>

#include "src/expr/call_hints.h"
#include "src/expr/checker.h"

namespace assay {
namespace {

constexpr std::size_t kMostCandidates = 4;

// "int + int", "string.startsWith(string)", "math.abs(int)".
std::string Shown(std::string_view name, const Overload& overload, const Schema* schema) {
  std::vector<std::string> types;
  for (const Type& parameter : overload.parameters) types.push_back(TypeName(parameter, schema));
  if (overload.variadic) types.back() += "...";
  const std::string symbol(OperatorSymbol(name));
  if (symbol == "[]") return types[0] + "[" + types[1] + "]";
  if (symbol == "[?]") return types[0] + "[?" + types[1] + "]";
  if (symbol != name && types.size() == 1) return symbol + types[0];
  if (symbol != name && types.size() == 2) return types[0] + " " + symbol + " " + types[1];
  std::string text = symbol + "(";
  for (std::size_t i = overload.receiver ? 1 : 0; i < types.size(); ++i) {
    if (text.back() != '(') text += ", ";
    text += types[i];
  }
  text += ")";
  return overload.receiver ? types[0] + "." + text : text;
}

// Functions over a list that ask which of two elements is the greater one.
bool OrdersElements(std::string_view name) {
  return name == "max" || name == "min" || name == "sort";
}

}  // namespace

// The name of a call that no value is the receiver of: `params.size` of `params.size()`, and the
// misspelt `math.gretest` of `math.gretest(1, 2)`. Nothing if the receiver is a value, or a name
// that is a fault of its own.
std::optional<std::string> Checker::NameInNamespace(ExprId id) const {
  const Expr& call = ast_[id];
  if (!call.receiver || ast_[call.children[0]].kind != ExprKind::kIdent) return std::nullopt;
  const std::string& prefix = ast_[call.children[0]].name;
  std::string name = prefix + "." + call.name;
  if (AsNamespace(call.children[0]).has_value() && !environment_.FindVariable(prefix).has_value()) {
    return name;
  }
  if (options_.names_only || IsBound(prefix)) return std::nullopt;
  std::vector<std::string_view> known = environment_.FunctionNames();
  for (const std::string_view macro : MacroNames()) known.push_back(macro);
  const std::string beginning = prefix + ".";
  for (const std::string_view function : known) {
    if (function.starts_with(beginning)) return name;
  }
  const bool is_near = NearestName(name, known).find('.') != std::string_view::npos;
  return is_near ? std::optional(std::move(name)) : std::nullopt;
}

// Whether the arguments of an unknown call may use a variable that it was meant to bind.
bool Checker::LooksLikeMacro(ExprId id, std::string_view name) const {
  if (!MacroForm(name).empty()) return true;
  const Expr& call = ast_[id];
  if (!call.receiver || call.children.size() < 3) return false;
  const Expr& first = ast_[call.children[1]];
  return first.kind == ExprKind::kIdent && !IsBound(first.name);
}

// A call of what is no function. Its arguments may have faults of their own, unless it is a
// misspelt macro: then nothing binds the variable that they use.
Type Checker::VisitUnknownCall(ExprId id) {
  const Expr& call = ast_[id];
  const std::optional<std::string> qualified = NameInNamespace(id);
  const std::string name = qualified.value_or(call.name);
  if (options_.names_only || !LooksLikeMacro(id, name)) {
    for (std::size_t i = qualified.has_value() ? 1 : 0; i < call.children.size(); ++i) {
      if (!visited_[call.children[i]]) Visit(call.children[i]);
    }
  }
  if (qualified.has_value()) {
    return NoSuchFunction(id, name, {ast_[call.children[0]].span.begin, call.name_span.end});
  }
  if (call.receiver && ContainsError(inference_.Resolve(nodes_[call.children[0]].type))) {
    return ErrorType();  // What it is called on may well have the method.
  }
  return NoSuchFunction(id, name, call.name_span);
}

Type Checker::NoSuchFunction(ExprId id, const std::string& name, Span span) {
  if (const std::string_view form = MacroForm(name); !form.empty()) {
    return Fault(span, "expr.macro", "`" + name + "` is not called like this",
                 "it is written `" + std::string(form) + "`");
  }
  std::string message = "there is no function `" + name + "`";
  if (DefinedUnder(name) != nullptr) {
    const Expr& call = ast_[id];
    message += call.receiver ? " on " + Name(nodes_[call.children[0]].type) : " without a receiver";
  }
  return Fault(span, "expr.no-such-function", std::move(message), HintForFunction(id, name));
}

// The pack's own function of the name, whatever it is called on; null if there is none.
const DefinedFunction* Checker::DefinedUnder(const std::string& name) const {
  for (const DefinedFunction& function : environment_.defined_functions()) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

// The function that was meant: the pack's own in its other form, one of another language, one whose
// name is near, or one that lacks its namespace. Else empty.
std::string Checker::HintForFunction(ExprId id, const std::string& name) const {
  const Expr& call = ast_[id];
  if (call.receiver && visited_[call.children[0]]) {
    const Type receiver = inference_.Resolve(nodes_[call.children[0]].type);
    const bool is_optional_record =
        receiver.kind == TypeKind::kOptional && receiver.arguments[0].kind == TypeKind::kRecord;
    if (is_optional_record &&
        environment_.FindDefinedMethod(receiver.arguments[0].id, name).has_value()) {
      return "it is a method of the record within: `.optMap(x, x." + name + "(...))`";
    }
  }
  if (const DefinedFunction* function = DefinedUnder(name)) {
    return "it is declared `" + Declaration(*function) + "`";
  }
  if (const std::string_view hint = HintForForeignFunction(name); !hint.empty()) {
    return std::string(hint);
  }
  std::vector<std::string_view> names = environment_.FunctionNames();
  for (const std::string_view macro : MacroNames()) names.push_back(macro);
  std::string hint = DidYouMean(name, names);
  if (!hint.empty()) return hint;
  const std::string member = "." + call.name;
  for (const std::string_view function : names) {
    if (function.ends_with(member)) return "did you mean `" + std::string(function) + "`?";
  }
  if (!call.receiver || !AsNamespace(call.children[0]).has_value()) {
    return std::string(HintForForeignFunction(call.name));
  }
  return "`" + ast_[call.children[0]].name +
         "` is a namespace; functions are called on its members";
}

// "person.duty(engagements list(engagement))".
std::string Checker::Declaration(const DefinedFunction& function) const {
  std::string text = function.receiver.has_value() ? Name(*function.receiver) + "." : "";
  text += function.name + "(";
  for (const auto& [name, type] : function.parameters) {
    if (text.back() != '(') text += ", ";
    text += name + " " + Name(type);
  }
  return text + ")";
}

// `>` over words would compare their letters, which is never meant.
bool Checker::OrdersWords(ExprId id, const Arguments& arguments) {
  const Expr& call = ast_[id];
  for (const Type& type : arguments.types) {
    const bool is_words = type.kind == TypeKind::kEnum && IsOrder(call.name);
    const bool is_list = call.receiver && OrdersElements(call.name) &&
                         type.kind == TypeKind::kList && type.arguments[0].kind == TypeKind::kEnum;
    if (!is_words && !is_list) continue;
    Fault(call.name_span, "expr.no-such-overload",
          "the words of " + Name(is_list ? type.arguments[0] : type) + " have no order",
          "name those that are meant: `x in ['...', '...']`");
    return true;
  }
  return false;
}

// "int, list(string)": the types of the arguments, without that of a receiver.
std::string Checker::Listed(const Arguments& arguments, bool receiver) const {
  std::string listed;
  for (std::size_t i = receiver ? 1 : 0; i < arguments.types.size(); ++i) {
    if (!listed.empty()) listed += ", ";
    listed += Name(arguments.types[i]);
  }
  return listed;
}

Type Checker::NoSuchOverload(ExprId id, const std::vector<const Overload*>& candidates,
                             const Arguments& arguments) {
  const Expr& call = ast_[id];
  std::string message = "`" + std::string(OperatorSymbol(call.name)) + "` does not take (" +
                        Listed(arguments, call.receiver) + ")";
  if (call.receiver) message += " on " + Name(arguments.types[0]);
  std::string hint = call.name == "!_" ? HintForCondition(arguments.types[0])
                                       : HintForArguments(id, candidates, arguments);
  const bool is_equality = call.name == "_==_" || call.name == "_!=_";
  if (hint.empty() && is_equality) hint = "only values of one type are compared";
  if (hint.empty()) hint = ShownOverloads(id, candidates, arguments);
  return Fault(call.name_span, "expr.no-such-overload", std::move(message), std::move(hint));
}

// How much of what was written the overload takes.
std::size_t Checker::Closeness(const Overload& overload, const Arguments& arguments) {
  const std::size_t wanted = overload.parameters.size();
  std::size_t score = wanted == arguments.ids.size() ? 1 : 0;
  const Inference::Mark before = inference_.Now();
  const Inference::Signature signature = inference_.Instantiate(overload, wanted);
  for (std::size_t i = 0; i < std::min(arguments.ids.size(), wanted); ++i) {
    if (inference_.Accepts(signature.parameters[i], arguments.types[i])) score += 2;
  }
  inference_.BackTo(before);
  return score;
}

// "there is `date - date`, `date - duration`": the closest first. Where the function has only the
// other form (with a receiver, or without), those of that form.
std::string Checker::ShownOverloads(ExprId id, std::vector<const Overload*> candidates,
                                    const Arguments& arguments) {
  const std::string& name = ast_[id].name;
  if (candidates.empty()) {
    for (const Function* function : environment_.FindFunctions(name)) {
      for (const Overload& overload : function->overloads) candidates.push_back(&overload);
    }
  }
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const Overload* overload : candidates) {
    ranked.emplace_back(Closeness(*overload, arguments), Shown(name, *overload, schema()));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& left, const auto& right) { return left.first > right.first; });
  std::string shown;
  for (std::size_t i = 0; i < std::min(ranked.size(), kMostCandidates); ++i) {
    shown += (i == 0 ? "there is `" : "`, `") + ranked[i].second;
  }
  if (!shown.empty()) shown += "`";
  return shown;
}

Type Checker::DefinedArgumentsFault(ExprId id, const DefinedFunction& function,
                                    const Arguments& arguments) {
  if (std::any_of(arguments.types.begin(), arguments.types.end(), ContainsError)) {
    return ErrorType();
  }
  return Fault(ast_[id].name_span, "expr.no-such-overload",
               "`" + function.name + "` does not take (" +
                   Listed(arguments, function.receiver.has_value()) + ")",
               "it is declared `" + Declaration(function) + "`");
}

}  // namespace assay
