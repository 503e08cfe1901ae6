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

struct ParseLimits {
  std::size_t code_points = 100000;
  std::size_t depth = 250;                // Nesting of anything.
  std::size_t comprehension_depth = 4;    // Comprehensions within bodies of comprehensions.
};

struct ParseOptions {
  ParseLimits limits;
  bool macros = true;  // False: macro calls stay ordinary calls (conformance tests ask for it).
};

// The tree, or nothing and every fault that could be found (codes `expr.syntax`,
// `expr.string`, `expr.number`, `expr.macro`, `expr.reserved`, `expr.limit-depth`, ...), each with
// line, column and length within `text` (line 1 is the first line) and no file. A caller that
// knows where the expression stands in a file moves the places (see MovePlaces in pack).
std::optional<Ast> Parse(std::string_view text, const ParseOptions& options, Diagnostics* problems);

// The place of `span` in `text`: line and column from 1, in code points.
Place PlaceOf(std::string_view text, Span span);

}  // namespace assay

#endif  // ASSAY_EXPR_PARSE_H_
