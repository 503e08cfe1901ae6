#include "src/expr/macro.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

// A macro on a receiver: receiver.name(variables..., bodies...).
struct LoopForm {
  std::string_view name;
  std::size_t variables;
  std::size_t bodies;
  Macro macro;
};

// The first of a macro is how it is printed.
constexpr LoopForm kLoops[] = {
    {"all", 1, 1, Macro::kAll},
    {"all", 2, 1, Macro::kAll},
    {"exists", 1, 1, Macro::kExists},
    {"exists", 2, 1, Macro::kExists},
    {"exists_one", 1, 1, Macro::kExistsOne},
    {"existsOne", 1, 1, Macro::kExistsOne},
    {"existsOne", 2, 1, Macro::kExistsOne},
    {"exists_one", 2, 1, Macro::kExistsOne},
    {"filter", 1, 1, Macro::kFilter},
    {"map", 1, 1, Macro::kMap},
    {"map", 1, 2, Macro::kMapFilter},
    {"transformList", 2, 1, Macro::kTransformList},
    {"transformList", 2, 2, Macro::kTransformList},
    {"transformMap", 2, 1, Macro::kTransformMap},
    {"transformMap", 2, 2, Macro::kTransformMap},
    {"transformMapEntry", 2, 1, Macro::kTransformMapEntry},
    {"transformMapEntry", 2, 2, Macro::kTransformMapEntry},
    {"sortBy", 1, 1, Macro::kSortBy},
    {"optMap", 1, 1, Macro::kOptMap},
    {"optFlatMap", 1, 1, Macro::kOptFlatMap},
    {"latest", 1, 2, Macro::kLatest},
    {"count_distinct", 1, 1, Macro::kCountDistinct},
    {"union", 1, 1, Macro::kUnion},
    {"sum", 1, 1, Macro::kSumOf},
};

constexpr std::string_view kIndexPrefix = "@index";
constexpr std::string_view kIterPrefix = "@iter";
constexpr std::string_view kAccuPrefix = "@accu";

class Expander {
 public:
  Expander(const ParsedCall& call, const std::vector<Expr>& nodes, SyntaxFaults* faults)
      : call_(call), nodes_(nodes), faults_(faults) {}

  Expansion Run() {
    if (call_.receiver == kNoExpr) {
      if (call_.name == "has" && call_.arguments.size() == 1) return {true, Has()};
      return {};
    }
    if (IsCelNamespace()) return CelMember();
    const auto* form = std::find_if(std::begin(kLoops), std::end(kLoops), [&](const LoopForm& f) {
      return f.name == call_.name && f.variables + f.bodies == call_.arguments.size();
    });
    if (form == std::end(kLoops)) return {};
    return {true, Loop(*form)};
  }

 private:
  bool IsCelNamespace() const {
    const Expr& receiver = nodes_[call_.receiver];
    return receiver.kind == ExprKind::kIdent && (receiver.name == "cel" || receiver.name == ".cel");
  }

  Expr NewNode(ExprKind kind) const {
    Expr node;
    node.kind = kind;
    node.span = call_.span;
    node.name_span = call_.name_span;
    return node;
  }

  std::optional<Expr> Fault(ExprId where, std::string message, std::string hint) {
    faults_->Error(nodes_[where].span, "expr.macro", std::move(message), std::move(hint));
    return std::nullopt;
  }

  std::optional<Expr> Has();
  std::optional<Expr> Loop(const LoopForm& form);
  Expansion CelMember();
  std::optional<Expr> Bind();
  std::optional<Expr> Block();
  std::optional<Expr> GeneratedName(std::string_view prefix);
  std::optional<std::string> VariableName(ExprId argument);

  const ParsedCall& call_;
  const std::vector<Expr>& nodes_;
  SyntaxFaults* faults_;
};

std::optional<Expr> Expander::Has() {
  const Expr& argument = nodes_[call_.arguments[0]];
  if (argument.kind != ExprKind::kSelect || argument.optional) {
    return Fault(call_.arguments[0], "`has` asks for a field",
                 argument.optional ? "write has(x.field), or x.?field.hasValue()"
                                   : "write has(x.field)");
  }
  Expr node = NewNode(ExprKind::kHas);
  node.name = argument.name;
  node.name_span = argument.name_span;
  node.children = argument.children;
  return node;
}

// The name that `argument` declares, which must be a simple one.
std::optional<std::string> Expander::VariableName(ExprId argument) {
  const Expr& node = nodes_[argument];
  if (node.kind == ExprKind::kIdent && node.name.front() != '.') return node.name;
  Fault(argument, absl::StrCat("`", std::string(call_.name), "` needs the name of a variable here"),
        "a simple name that the rest of the call may use, as in list.exists(e, e > 0)");
  return std::nullopt;
}

std::optional<Expr> Expander::Loop(const LoopForm& form) {
  Expr node = NewNode(ExprKind::kComprehension);
  node.macro = form.macro;
  node.name = std::string(MacroName(form.macro, form.variables));
  for (std::size_t i = 0; i < form.variables; ++i) {
    std::optional<std::string> variable = VariableName(call_.arguments[i]);
    if (!variable.has_value()) return std::nullopt;
    if (i == 1 && *variable == node.variables[0]) {
      return Fault(call_.arguments[i], absl::StrCat("both variables are called `", *variable, "`"),
                   "give each a name of its own");
    }
    node.variables.push_back(*std::move(variable));
  }
  node.children.push_back(call_.receiver);
  node.children.insert(node.children.end(),
                       call_.arguments.begin() + static_cast<std::ptrdiff_t>(form.variables),
                       call_.arguments.end());
  return node;
}

Expansion Expander::CelMember() {
  const std::size_t count = call_.arguments.size();
  if (call_.name == "bind" && count == 3) return {true, Bind()};
  if (call_.name == "block" && count == 2) return {true, Block()};
  if (call_.name == "index" && count == 1) return {true, GeneratedName(kIndexPrefix)};
  if (call_.name == "iterVar" && count == 2) return {true, GeneratedName(kIterPrefix)};
  if (call_.name == "accuVar" && count == 2) return {true, GeneratedName(kAccuPrefix)};
  return {};
}

std::optional<Expr> Expander::Bind() {
  std::optional<std::string> variable = VariableName(call_.arguments[0]);
  if (!variable.has_value()) return std::nullopt;
  Expr node = NewNode(ExprKind::kBind);
  node.variables.push_back(*std::move(variable));
  node.children = {call_.arguments[1], call_.arguments[2]};
  return node;
}

std::optional<Expr> Expander::Block() {
  const Expr& entries = nodes_[call_.arguments[0]];
  const bool is_plain_list =
      entries.kind == ExprKind::kList &&
      std::find(entries.optional_entries.begin(), entries.optional_entries.end(), true) ==
          entries.optional_entries.end();
  if (!is_plain_list) {
    return Fault(call_.arguments[0], "`cel.block` needs a list of expressions here",
                 "write cel.block([first, second], result)");
  }
  Expr node = NewNode(ExprKind::kBlock);
  node.children = entries.children;
  node.children.push_back(call_.arguments[1]);
  return node;
}

std::optional<Expr> Expander::GeneratedName(std::string_view prefix) {
  std::string name(prefix);
  for (const ExprId argument : call_.arguments) {
    const Expr& node = nodes_[argument];
    const std::int64_t* number =
        node.kind == ExprKind::kConstant ? std::get_if<std::int64_t>(&node.constant) : nullptr;
    if (number == nullptr || *number < 0) {
      return Fault(argument, absl::StrCat("`cel.", std::string(call_.name), "` needs a number here"),
                   "a literal from 0");
    }
    if (name.size() > prefix.size()) name.push_back(':');
    name.append(std::to_string(*number));
  }
  Expr node = NewNode(ExprKind::kIdent);
  node.name = std::move(name);
  return node;
}

}  // namespace

Expansion ExpandMacro(const ParsedCall& call, const std::vector<Expr>& nodes,
                      SyntaxFaults* faults) {
  return Expander(call, nodes, faults).Run();
}

std::string_view MacroName(Macro macro, std::size_t variable_count) {
  for (const LoopForm& form : kLoops) {
    if (form.macro == macro && form.variables == variable_count) return form.name;
  }
  return {};
}

bool IsLoop(Macro macro) { return macro != Macro::kOptMap && macro != Macro::kOptFlatMap; }

std::optional<std::string> GeneratedNameAsCall(std::string_view name) {
  const std::pair<std::string_view, std::string_view> kForms[] = {
      {kIndexPrefix, "cel.index("}, {kIterPrefix, "cel.iterVar("}, {kAccuPrefix, "cel.accuVar("}};
  for (const auto& [prefix, call] : kForms) {
    if (name.substr(0, prefix.size()) != prefix) continue;
    std::string result(call);
    for (const char c : name.substr(prefix.size())) {
      if (c == ':') {
        result.append(", ");
      } else {
        result.push_back(c);
      }
    }
    result.push_back(')');
    return result;
  }
  return std::nullopt;
}

}  // namespace assay
