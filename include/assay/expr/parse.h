// Text to syntax tree: lexer, parser and macro expansion in one pass over the text.
//
//   assay::Diagnostics problems;
//   std::optional<assay::Ast> ast = assay::Parse("person.start <= as_of", {}, &problems);

#ifndef ASSAY_EXPR_PARSE_H_
#define ASSAY_EXPR_PARSE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/diagnostic.h"
#include "assay/expr/ast.h"

namespace assay {

// Passes over the tree recurse, so its depth is bounded however it came about: brackets, chains of
// operators (`a + b + ...`) and of selections alike. Only long chains of `&&` or of `||` do not
// count: they become balanced trees. A limit above its ceiling (10,000,000 code points, a depth of
// 1,000, 16 comprehensions) is taken for the ceiling.
struct ParseLimits {
  std::size_t code_points = 100000;
  std::size_t depth = 250;                // Nesting of anything.
  std::size_t comprehension_depth = 4;    // Comprehensions within bodies of comprehensions.
};

struct ParseOptions {
  ParseLimits limits;
  bool macros = true;  // False: macro calls stay ordinary calls (conformance tests ask for it).
};

// The tree, or nothing and every fault that could be found, at most a hundred, in the order of the
// text, each with line, column, length and source line within `text` (line 1 is the first line) and
// no file. A caller that knows where the expression stands in a file moves the places (see
// MovePlaces in pack).
//
//   expr.syntax    not an expression       expr.string    a text without end, or a bad escape
//   expr.number    not a number, or none   expr.reserved  a word that cannot be a name
//                  that fits its type      expr.macro     a macro in a shape it does not have
//   expr.utf8      bytes that are no text  expr.limit-size, expr.limit-depth,
//                                          expr.limit-comprehension
//
// `a == b == c` is well formed but hardly meant: a warning, `expr.chained-comparison`, beside the tree.
std::optional<Ast> Parse(std::string_view text, const ParseOptions& options, Diagnostics* problems);

// The place of `span` in `text`: line and column from 1, in code points.
Place PlaceOf(std::string_view text, Span span);

}  // namespace assay

#endif  // ASSAY_EXPR_PARSE_H_
