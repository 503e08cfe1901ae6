// What the literals of the language are worth: numbers, texts and bytes with their escapes.

#ifndef ASSAY_SRC_EXPR_LITERAL_H_
#define ASSAY_SRC_EXPR_LITERAL_H_

#include <optional>
#include <string_view>

#include "assay/expr/ast.h"
#include "src/expr/syntax_faults.h"

namespace assay {

// The number that `digits`, the text of a number token, writes: int, uint (`u`) or double (a fraction
// or an exponent). `negative`: a minus stood before it; only so is the smallest int a number at all.
// Nothing, and an `expr.number` fault at `place`, if it is out of range or a negative uint.
std::optional<Constant> NumberConstant(std::string_view digits, bool negative, Span place,
                                       SyntaxFaults* faults);

// The text or bytes of the complete string token `span`. Nothing, and an `expr.string` fault for
// every bad escape, if there is one.
std::optional<Constant> StringConstant(std::string_view text, Span span, SyntaxFaults* faults);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LITERAL_H_
