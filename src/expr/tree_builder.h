// The tree under construction: adds nodes and keeps it within the limits that later passes, which
// recurse over it, rely on.

#ifndef ASSAY_SRC_EXPR_TREE_BUILDER_H_
#define ASSAY_SRC_EXPR_TREE_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/ast.h"
#include "assay/expr/parse.h"
#include "src/expr/syntax_faults.h"

namespace assay {

// Where a part of the text was understood: its node, and all of its text with the parentheses
// around it. A part that has a fault is kNoExpr, and so is whatever contains it: one fault stays one.
struct Operand {
  ExprId id = kNoExpr;
  Span span;
};

class TreeBuilder {
 public:
  TreeBuilder(const ParseLimits& limits, SyntaxFaults* faults)
      : limits_(limits), faults_(faults) {}

  // Its id; kNoExpr if a child is, or if the tree would grow beyond a limit (`expr.limit-depth`,
  // `expr.limit-comprehension`; reported once, and `is_exhausted` from then on).
  ExprId Add(Expr node);

  ExprId AddConstant(Constant constant, Span span);
  ExprId AddIdent(std::string name, Span span);
  // An operator or a call without receiver.
  ExprId AddCall(std::string name, Span name_span, Span span, std::vector<ExprId> children);

  // `left op right op right ...` of one logical operator, evaluated in this order. Short chains
  // lean left, as they are read; long ones are balanced, which changes no result (`&&` and `||`
  // associate) and keeps the tree shallow. `operators` are their places, one less than `operands`.
  Operand AddChain(std::string_view name, const std::vector<Operand>& operands,
                   const std::vector<Span>& operators);

  bool is_exhausted() const { return is_exhausted_; }
  void Exhaust(Span where, std::string_view code, std::string message, std::string hint);

  const std::vector<Expr>& nodes() const { return nodes_; }

  // The tree under `root`: without the nodes that macros left unused, ids in the same order.
  Ast Finish(std::string_view text, ExprId root);

 private:
  Operand Balanced(std::string_view name, const std::vector<Operand>& operands,
                   const std::vector<Span>& operators, std::size_t begin, std::size_t end);

  ParseLimits limits_;
  SyntaxFaults* faults_;
  bool is_exhausted_ = false;
  std::vector<Expr> nodes_;
  std::vector<std::uint32_t> heights_;       // By ExprId: longest way down, counted in nodes.
  std::vector<std::uint32_t> loop_heights_;  // By ExprId: loops within bodies of loops.
};

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_TREE_BUILDER_H_
