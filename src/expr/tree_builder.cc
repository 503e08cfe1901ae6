#include "src/expr/tree_builder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/expr/macro.h"

namespace assay {
namespace {

// Up to here a chain of `&&` or `||` leans left, which reads best wherever the tree is shown.
constexpr std::size_t kLongestLeaningChain = 100;

Span Cover(const Operand& first, const Operand& last) { return {first.span.begin, last.span.end}; }

}  // namespace

ExprId TreeBuilder::Add(Expr node) {
  std::uint32_t height = 0;
  std::uint32_t loops = 0;
  std::uint32_t loops_in_bodies = 0;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const ExprId child = node.children[i];
    if (child == kNoExpr || is_exhausted_) return kNoExpr;
    height = std::max(height, heights_[child]);
    loops = std::max(loops, loop_heights_[child]);
    if (i > 0) loops_in_bodies = std::max(loops_in_bodies, loop_heights_[child]);
  }
  ++height;
  if (node.kind == ExprKind::kComprehension && IsLoop(node.macro)) {
    loops = std::max(loops, loops_in_bodies + 1);
  }
  if (height > limits_.depth) {
    Exhaust(node.name_span, "expr.limit-depth",
            absl::StrCat("this is nested more than ", limits_.depth, " deep"),
            "split it up: cel.bind, a derived field or a function");
    return kNoExpr;
  }
  if (loops > limits_.comprehension_depth) {
    Exhaust(node.name_span, "expr.limit-comprehension",
            absl::StrCat("loops are nested more than ", limits_.comprehension_depth, " deep"),
            "let a derived field compute the inner ones once per record");
    return kNoExpr;
  }
  nodes_.push_back(std::move(node));
  heights_.push_back(height);
  loop_heights_.push_back(loops);
  return static_cast<ExprId>(nodes_.size() - 1);
}

ExprId TreeBuilder::AddConstant(Constant constant, Span span) {
  Expr node;
  node.kind = ExprKind::kConstant;
  node.span = span;
  node.name_span = span;
  node.constant = std::move(constant);
  return Add(std::move(node));
}

ExprId TreeBuilder::AddIdent(std::string name, Span span) {
  Expr node;
  node.kind = ExprKind::kIdent;
  node.span = span;
  node.name_span = span;
  node.name = std::move(name);
  return Add(std::move(node));
}

ExprId TreeBuilder::AddCall(std::string name, Span name_span, Span span,
                            std::vector<ExprId> children) {
  Expr node;
  node.kind = ExprKind::kCall;
  node.span = span;
  node.name_span = name_span;
  node.name = std::move(name);
  node.children = std::move(children);
  return Add(std::move(node));
}

Operand TreeBuilder::AddChain(std::string_view name, const std::vector<Operand>& operands,
                              const std::vector<Span>& operators) {
  if (operands.size() > kLongestLeaningChain) {
    return Balanced(name, operands, operators, 0, operands.size());
  }
  Operand result = operands[0];
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const Span span = Cover(operands[0], operands[i]);
    result = {AddCall(std::string(name), operators[i - 1], span, {result.id, operands[i].id}), span};
  }
  return result;
}

Operand TreeBuilder::Balanced(std::string_view name, const std::vector<Operand>& operands,
                              const std::vector<Span>& operators, std::size_t begin,
                              std::size_t end) {
  if (end - begin == 1) return operands[begin];
  const std::size_t middle = begin + (end - begin + 1) / 2;
  const Operand left = Balanced(name, operands, operators, begin, middle);
  const Operand right = Balanced(name, operands, operators, middle, end);
  const Span span = Cover(left, right);
  return {AddCall(std::string(name), operators[middle - 1], span, {left.id, right.id}), span};
}

void TreeBuilder::Exhaust(Span where, std::string_view code, std::string message,
                          std::string hint) {
  if (!is_exhausted_) faults_->Error(where, code, std::move(message), std::move(hint));
  is_exhausted_ = true;
}

Ast TreeBuilder::Finish(std::string_view text, ExprId root) {
  // Children come before their parents, so one walk from the back finds what is used.
  std::vector<bool> is_used(nodes_.size(), false);
  is_used[root] = true;
  for (std::size_t id = nodes_.size(); id-- > 0;) {
    if (!is_used[id]) continue;
    for (const ExprId child : nodes_[id].children) is_used[child] = true;
  }
  Ast ast;
  ast.text = std::string(text);
  std::vector<ExprId> renamed(nodes_.size(), kNoExpr);
  for (std::size_t id = 0; id < nodes_.size(); ++id) {
    if (!is_used[id]) continue;
    for (ExprId& child : nodes_[id].children) child = renamed[child];
    renamed[id] = static_cast<ExprId>(ast.nodes.size());
    ast.nodes.push_back(std::move(nodes_[id]));
  }
  ast.root = renamed[root];
  return ast;
}

}  // namespace assay
