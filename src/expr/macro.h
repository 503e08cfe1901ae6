// Macros: calls that bind a variable or look at the shape of their argument.

#ifndef ASSAY_SRC_EXPR_MACRO_H_
#define ASSAY_SRC_EXPR_MACRO_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/ast.h"
#include "src/expr/syntax_faults.h"

namespace assay {

// A call as it was parsed: name(arguments...) or receiver.name(arguments...).
struct ParsedCall {
  ExprId receiver = kNoExpr;  // kNoExpr: a call without one.
  std::string_view name;
  Span name_span;
  Span span;
  std::vector<ExprId> arguments;
};

// What a call turned out to be.
struct Expansion {
  bool is_macro = false;     // False: an ordinary call.
  std::optional<Expr> node;  // Of a macro; nothing if its shape is a fault, which was reported.
};

// The node that `call` stands for if its name and number of arguments are those of a macro. Reads
// `nodes`, adds none; nodes of the call that the macro does not need are simply not referred to.
Expansion ExpandMacro(const ParsedCall& call, const std::vector<Expr>& nodes,
                      SyntaxFaults* faults);

// How a comprehension is written: `all`, `exists_one` (one variable), `existsOne` (two), ...
std::string_view MacroName(Macro macro, std::size_t variable_count);

// Whether `macro` runs its body per element; the body of optMap runs once at most.
bool IsLoop(Macro macro);

// cel.index(k), cel.iterVar(a, b) and cel.accuVar(a, b) are names that no author can type: they
// come from programs that share common subexpressions. Their kIdent is "@index0", "@iter0:1",
// "@accu0:1". This is the call that such a name is written as; nothing for any other name.
std::optional<std::string> GeneratedNameAsCall(std::string_view name);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_MACRO_H_
