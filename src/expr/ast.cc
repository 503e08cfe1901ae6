#include "assay/expr/ast.h"

#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

#include "src/expr/same_subtree.h"

namespace assay {
namespace {

bool SameConstant(const Constant& left, const Constant& right) {
  const double* left_double = std::get_if<double>(&left);
  const double* right_double = std::get_if<double>(&right);
  if (left_double == nullptr || right_double == nullptr) return left == right;
  // By bits: -0.0 is another literal than 0.0, and NaN the same as itself.
  return std::memcmp(left_double, right_double, sizeof(double)) == 0;
}

bool SameOptionals(const Expr& left, const Expr& right) {
  const auto at = [](const Expr& node, std::size_t i) {
    return i < node.optional_entries.size() && node.optional_entries[i];
  };
  for (std::size_t i = 0; i < left.children.size(); ++i) {
    if (at(left, i) != at(right, i)) return false;
  }
  return true;
}

bool SameNode(const Expr& left, const Expr& right) {
  if (left.kind != right.kind || left.children.size() != right.children.size()) return false;
  if (left.kind == ExprKind::kComprehension) {
    return left.macro == right.macro && left.variables == right.variables;
  }
  return left.name == right.name && left.optional == right.optional &&
         left.receiver == right.receiver && left.variables == right.variables &&
         left.field_names == right.field_names && SameOptionals(left, right) &&
         SameConstant(left.constant, right.constant);
}

}  // namespace

// Not recursive: chains of `&&` may be long.
bool SameSubtree(const Ast& left, ExprId left_id, const Ast& right, ExprId right_id) {
  std::vector<std::pair<ExprId, ExprId>> open = {{left_id, right_id}};
  while (!open.empty()) {
    const Expr& a = left[open.back().first];
    const Expr& b = right[open.back().second];
    open.pop_back();
    if (!SameNode(a, b)) return false;
    for (std::size_t i = 0; i < a.children.size(); ++i)
      open.emplace_back(a.children[i], b.children[i]);
  }
  return true;
}

bool SameTree(const Ast& left, const Ast& right) {
  if (left.root == kNoExpr || right.root == kNoExpr) return left.root == right.root;
  return SameSubtree(left, left.root, right, right.root);
}

}  // namespace assay
