// The clauses of a format string, `"%s is %.2f"`, as far as they can be checked without values.

#ifndef ASSAY_SRC_EXPR_FORMAT_CLAUSES_H_
#define ASSAY_SRC_EXPR_FORMAT_CLAUSES_H_

#include <string>
#include <string_view>

#include "assay/expr/type.h"

namespace assay {

struct FormatClauses {
  std::string letters;  // One of "sdfebxXo" per clause that takes an argument, in order.
  std::string fault;    // What is wrong with the text; empty if nothing.
};
FormatClauses ReadFormatClauses(std::string_view format);

// Whether a clause may take values of a type: false only if it takes none of them.
bool ClauseTakes(char letter, TypeKind kind);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_FORMAT_CLAUSES_H_
