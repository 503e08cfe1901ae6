// Syntax tree back to text: canonical CEL with the fewest parentheses, macros as they are written.
// Parse(Print(ast)) is the same tree (SameTree), for every tree that Parse gives.

#ifndef ASSAY_EXPR_PRINT_H_
#define ASSAY_EXPR_PRINT_H_

#include <string>
#include <string_view>

#include "assay/expr/ast.h"

namespace assay {

std::string Print(const Ast& ast);
// The subexpression `id` only.
std::string Print(const Ast& ast, ExprId id);

// Literals as the language writes them ('it\'s', b'\x00', 1.0, 3u).
std::string PrintConstant(const Constant& constant);
std::string PrintStringLiteral(std::string_view text);

}  // namespace assay

#endif  // ASSAY_EXPR_PRINT_H_
