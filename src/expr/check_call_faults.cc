// What to say when a call fits nothing.

#include <algorithm>
#include <utility>

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

bool IsOrder(std::string_view name) {
  return name == "_<_" || name == "_<=_" || name == "_>_" || name == "_>=_";
}

// Functions over a list that ask which of two elements is the greater one.
bool OrdersElements(std::string_view name) {
  return name == "max" || name == "min" || name == "sort";
}

}  // namespace

Type Checker::NoSuchFunction(ExprId id) {
  const Expr& call = ast_[id];
  std::string name = call.name;
  if (call.receiver) {
    // A prefix that is no value is part of the name: `math.gretest`.
    const std::optional<std::string> prefix = QualifiedName(call.children[0]);
    const bool is_value =
        visited_[call.children[0]] && nodes_[call.children[0]].type.kind != TypeKind::kError;
    if (prefix.has_value() && !is_value) name = *prefix + "." + name;
  }
  std::string hint = DidYouMean(name, environment_.FunctionNames());
  if (hint.empty() && call.receiver && visited_[call.children[0]]) {
    const Type receiver = inference_.Resolve(nodes_[call.children[0]].type);
    const bool is_optional_record =
        receiver.kind == TypeKind::kOptional && receiver.arguments[0].kind == TypeKind::kRecord;
    if (is_optional_record &&
        environment_.FindDefinedMethod(receiver.arguments[0].id, call.name).has_value()) {
      hint = "it is a method of the record within: `.optMap(x, x." + call.name + "(...))`";
    }
  }
  return Fault(call.name_span, "expr.no-such-function", "there is no function `" + name + "`",
               std::move(hint));
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

// A hint for mistakes that are made often; else empty.
std::string Checker::HintForOperands(ExprId id, const Arguments& arguments) const {
  const std::string symbol(OperatorSymbol(ast_[id].name));
  const auto kind = [&](std::size_t i) { return arguments.types[i].kind; };
  if (arguments.ids.size() == 2) {
    for (const std::size_t i : {0, 1}) {
      const TypeKind other = kind(1 - i);
      if (kind(i) == TypeKind::kDate && other == TypeKind::kString &&
          IsConstant(arguments.ids[1 - i])) {
        return "a date is written `date('2026-03-31')`";
      }
      if (kind(i) == TypeKind::kDate && other == TypeKind::kInt &&
          (symbol == "+" || symbol == "-")) {
        return "a number of days is `days(n)`";
      }
      if (kind(i) == TypeKind::kWhen) return "select its `.date` or `.instant`";
      if (kind(i) == TypeKind::kOptional && other != TypeKind::kOptional) {
        return "unwrap the optional: `.orValue(...)`";
      }
      if (kind(i) == TypeKind::kDuration && other == TypeKind::kInt) {
        return "date - date is a plain number of days; compare it with a number";
      }
    }
  }
  return {};
}

Type Checker::NoSuchOverload(ExprId id, const std::vector<const Overload*>& candidates,
                             const Arguments& arguments) {
  const Expr& call = ast_[id];
  std::string found;
  for (std::size_t i = call.receiver ? 1 : 0; i < arguments.types.size(); ++i) {
    if (!found.empty()) found += ", ";
    found += Name(arguments.types[i]);
  }
  const std::string symbol(OperatorSymbol(call.name));
  std::string message = "`" + symbol + "` does not take (" + found + ")";
  if (call.receiver) message += " on " + Name(arguments.types[0]);

  std::string hint = HintForOperands(id, arguments);
  if (hint.empty()) {
    // Those that take most of the arguments first.
    std::vector<std::pair<std::size_t, std::string>> ranked;
    const auto rank = [&](const Overload& overload) {
      std::size_t score = overload.parameters.size() == arguments.ids.size() ? 1 : 0;
      const Inference::Mark before = inference_.Now();
      const Inference::Signature signature =
          inference_.Instantiate(overload, overload.parameters.size());
      for (std::size_t i = 0; i < std::min(arguments.ids.size(), overload.parameters.size()); ++i) {
        if (inference_.Accepts(signature.parameters[i], arguments.types[i])) score += 2;
      }
      inference_.BackTo(before);
      return score;
    };
    for (const Overload* overload : candidates) {
      ranked.emplace_back(rank(*overload), Shown(call.name, *overload, schema()));
    }
    if (candidates.empty()) {
      for (const Function* function : environment_.FindFunctions(call.name)) {
        for (const Overload& overload : function->overloads) {
          ranked.emplace_back(rank(overload), Shown(call.name, overload, schema()));
        }
      }
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& left, const auto& right) { return left.first > right.first; });
    for (std::size_t i = 0; i < std::min(ranked.size(), kMostCandidates); ++i) {
      hint += (i == 0 ? "there is `" : "`, `") + ranked[i].second;
    }
    if (!hint.empty()) hint += "`";
  }
  return Fault(call.name_span, "expr.no-such-overload", std::move(message), std::move(hint));
}

Type Checker::DefinedArgumentsFault(ExprId id, const DefinedFunction& function,
                                    const Arguments& arguments) {
  for (const Type& type : arguments.types) {
    if (type.kind == TypeKind::kError) return ErrorType();
  }
  std::string found;
  for (std::size_t i = function.receiver.has_value() ? 1 : 0; i < arguments.types.size(); ++i) {
    if (!found.empty()) found += ", ";
    found += Name(arguments.types[i]);
  }
  std::string declared;
  for (const auto& [name, type] : function.parameters) {
    if (!declared.empty()) declared += ", ";
    declared += name + " " + Name(type);
  }
  return Fault(ast_[id].name_span, "expr.no-such-overload",
               "`" + function.name + "` does not take (" + found + ")",
               "it is declared `" + function.name + "(" + declared + ")`");
}

}  // namespace assay
