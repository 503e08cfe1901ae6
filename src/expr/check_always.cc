// Conditions that are the same whatever the facts: `a.x == a.x`, `x || !x`, `k == 'a' && k == 'b'`.
// A rule with one cannot be false, or cannot be true, and looks as if it asked something.
//
// Only what the text itself shows is warned of. Literals are left alone (`true`, `1 == 1`): whoever
// writes them knows what they come to.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "src/expr/checker.h"
#include "src/expr/same_subtree.h"

namespace assay {
namespace {

// Operands are compared pair by pair; nobody writes more by hand.
constexpr std::size_t kLongestChain = 64;

// What a comparison of something with itself comes to; nothing if `name` is none.
std::optional<bool> OfItself(std::string_view name) {
  if (name == "_==_" || name == "_<=_" || name == "_>=_") return true;
  if (name == "_!=_" || name == "_<_" || name == "_>_") return false;
  return std::nullopt;
}

bool NamesAnything(const Ast& ast, ExprId id) {
  std::vector<ExprId> open = {id};
  while (!open.empty()) {
    const Expr& node = ast[open.back()];
    open.pop_back();
    if (node.kind == ExprKind::kIdent) return true;
    open.insert(open.end(), node.children.begin(), node.children.end());
  }
  return false;
}

// What is not a number is not equal to itself.
bool MayBeNan(const Type& type) {
  if (type.kind == TypeKind::kDouble || type.kind == TypeKind::kDyn) return true;
  for (const Type& argument : type.arguments) {
    if (MayBeNan(argument)) return true;
  }
  return false;
}

// Of a comparison by `name` with a text written out: what is compared, and the text.
std::optional<std::pair<ExprId, std::string>> ComparedText(const Ast& ast, ExprId id,
                                                           std::string_view name) {
  const Expr& call = ast[id];
  if (call.kind != ExprKind::kCall || call.name != name) return std::nullopt;
  for (const std::size_t k : {0, 1}) {
    const Expr& side = ast[call.children[k]];
    const std::string* text = std::get_if<std::string>(&side.constant);
    if (side.kind == ExprKind::kConstant && text != nullptr)
      return std::pair(call.children[1 - k], *text);
  }
  return std::nullopt;
}

}  // namespace

void Checker::WarnOfAlways() {
  if (options_.names_only || !options_.warn) return;
  std::vector<bool> is_link(nodes_.size());  // Within a chain: told of as a whole.
  for (ExprId id = 0; id < nodes_.size(); ++id) {
    const Expr& node = ast_[id];
    if (node.kind != ExprKind::kCall || (node.name != "_&&_" && node.name != "_||_")) continue;
    for (ExprId child : node.children) is_link[child] = is_link[child] || ast_[child].name == node.name;
  }
  for (ExprId id = 0; id < nodes_.size(); ++id) {
    const Expr& node = ast_[id];
    if (!visited_[id] || node.kind != ExprKind::kCall) continue;
    if (node.children.size() == 2 && OfItself(node.name)) WarnOfItself(id);
    if ((node.name == "_&&_" || node.name == "_||_") && !is_link[id]) WarnOfOpposites(id);
  }
}

// A comparison of something with itself.
void Checker::WarnOfItself(ExprId id) {
  const Expr& call = ast_[id];
  const ExprId left = call.children[0];
  if (!SameSubtree(ast_, left, ast_, call.children[1])) return;
  const Type& type = nodes_[left].type;
  if (!NamesAnything(ast_, left) || MayBeNan(type) || ContainsError(type)) return;
  Warn(call.span, "expr.always",
       Quoted(id) + " is never " + (*OfItself(call.name) ? "false" : "true") +
           ": both sides are the same",
       "compare with something else, or take it out");
}

// A chain with two operands that cannot both hold (of `&&`), or of which one always does (of `||`):
// a condition and its opposite, or one thing compared with two texts.
void Checker::WarnOfOpposites(ExprId id) {
  const bool is_and = ast_[id].name == "_&&_";
  const std::string_view comparison = is_and ? "_==_" : "_!=_";
  const std::vector<ExprId> operands = OperandsOfChain(ast_, id);
  if (operands.size() > kLongestChain) return;
  const auto warn = [&](ExprId first, ExprId second) {
    Warn(ast_[second].span, "expr.always",
         Quoted(first) + (is_and ? " && " : " || ") + Quoted(second) + " is never " +
             (is_and ? "true" : "false"),
         is_and ? "one of them excludes the other; was `||` meant?"
                : "one of them always holds; was `&&` meant?");
  };
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const auto text = ComparedText(ast_, operands[i], comparison);
    for (std::size_t k = i + 1; k < operands.size(); ++k) {
      if (AreOpposites(operands[i], operands[k])) {
        warn(operands[i], operands[k]);
        return;
      }
      const auto other = text ? ComparedText(ast_, operands[k], comparison) : std::nullopt;
      const bool is_other_text = other && text->second != other->second &&
                                 SameSubtree(ast_, text->first, ast_, other->first);
      if (!is_other_text || !NamesAnything(ast_, text->first)) continue;
      warn(operands[i], operands[k]);
      return;
    }
  }
}

bool Checker::AreOpposites(ExprId left, ExprId right) const {
  for (const auto& [one, other] : {std::pair(left, right), std::pair(right, left)}) {
    const Expr& negation = ast_[other];
    if (negation.kind != ExprKind::kCall || negation.name != "!_") continue;
    const bool is_sound = NamesAnything(ast_, one) && !ContainsError(nodes_[one].type);
    if (is_sound && SameSubtree(ast_, one, ast_, negation.children[0])) return true;
  }
  return false;
}

}  // namespace assay
