// One evaluation of one checked expression.
//
// A recursive walk: every node gives a value, errors and unknowns included. What is bound by
// macros, cel.bind, cel.block and defined functions stands in one stack, at the depth that the
// checker gave it. An error that comes from outside the text (a variable, a member of a namespace,
// a derived field, the body of a defined function) gets the place of what brought it in, so that
// the lowest expression id decides between errors wherever they come from.

#ifndef ASSAY_SRC_EXPR_INTERPRETER_H_
#define ASSAY_SRC_EXPR_INTERPRETER_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "assay/expr/check.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/value.h"
#include "src/expr/element_range.h"
#include "src/expr/uncertain.h"

namespace assay {

class Interpreter {
 public:
  Interpreter(const CheckedExpr& expr, const CallContext& context, std::span<const Value> locals,
              Trace* trace);

  Value Run() { return Evaluate(expr_.ast.root); }

 private:
  using Arguments = boost::container::small_vector<Value, 4>;

  // evaluate.cc: nodes by kind.
  Value Evaluate(ExprId id);
  Value EvaluateNode(ExprId id);
  Value EvaluateByKind(ExprId id);
  Value EvaluateConstant(const Constant& constant) const;
  Value EvaluateLogic(ExprId id, bool deciding);
  Value EvaluateConditional(ExprId id);
  Value EvaluateList(ExprId id);
  Value EvaluateMap(ExprId id);
  // A map, unless two keys are one (an error) or `doubt` exists (an unknown).
  Value MapOfEntries(ExprId id, std::vector<std::pair<Value, Value>> entries,
                     const Doubt& doubt) const;
  Value EvaluateBind(ExprId id);
  Value EvaluateBlock(ExprId id);
  // `value`, which the node made, or an error if that takes more memory than is left.
  Value Made(Value value, ExprId id) const;
  // The same where making it took a step per element.
  Value Walked(Value value, ExprId id) const;
  Value Placed(Value value, ExprId id) const;  // An error from outside gets this place.
  Value ErrorAt(ExprId id, ErrorCode code, std::string message) const;

  // evaluate_select.cc
  Value EvaluateSelect(ExprId id);
  Value EvaluateHas(ExprId id);
  Value Select(ExprId id, const Value& operand);
  Value SelectThroughOptional(ExprId id, const Value& operand);
  Value SelectKey(ExprId id, const Value& operand);
  Value FieldOf(ExprId id, const NodeMeaning& meaning, const Value& operand);
  Value DerivedFieldOf(ExprId id, const NodeMeaning& meaning, const Value& operand);
  Value NamespaceMemberAt(ExprId id);
  Value HasValue(ExprId id, const Value& operand);
  bool UnknownHasValue(ExprId id) const;

  // evaluate_call.cc
  Value EvaluateStandardCall(ExprId id);
  Value EvaluateDefinedCall(ExprId id);
  Value EvaluateMembership(ExprId id);
  const Overload* ChooseOverload(ExprId id, std::span<const Value> arguments,
                                 bool* is_ambiguous) const;
  bool TakeStepsFor(std::span<const Value> arguments) const;
  std::optional<Value> NoneArgument(ExprId id, const Overload& overload,
                                    std::span<const Value> arguments) const;

  // evaluate_comprehension.cc, evaluate_fold.cc: macros that run a body per element.
  Value EvaluateComprehension(ExprId id);
  Value EvaluateOptionalMacro(ExprId id);
  // Nothing if `range` is open for walking; else what the macro answers for such an operand.
  std::optional<Value> OpenRange(ExprId macro, ElementRange* range);
  bool OpenInPlace(ExprId operand, ElementRange* range, std::optional<Value>* answer);
  bool NextElement(const Expr& node, ElementRange* range);
  void BindMaybe(const Expr& node, const MaybeItem& item);
  Value Predicate(ExprId body);
  // The body's value, whose parts the macro walks.
  Value Weighed(ExprId body);

  Value Quantify(const Expr& node, ElementRange* range, bool deciding);
  Value ExistsOne(const Expr& node, ElementRange* range);
  Value Filter(const Expr& node, ElementRange* range);
  Value Map(const Expr& node, ElementRange* range, ExprId predicate, ExprId transform);
  Value TransformMap(ExprId id, ElementRange* range);
  Value SortBy(ExprId id, ElementRange* range);
  Value Latest(ExprId id, ElementRange* range);
  Value CountDistinct(const Expr& node, ElementRange* range);
  Value Union(ExprId id, ElementRange* range);
  Value SumOf(ExprId id, ElementRange* range);

  const CheckedExpr& expr_;
  const CallContext& context_;
  Trace* trace_;
  std::size_t given_locals_;  // How many of `locals_` came from outside.
  boost::container::small_vector<Value, 8> locals_;
};

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_INTERPRETER_H_
