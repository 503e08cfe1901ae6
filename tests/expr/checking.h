// Checking expressions in tests.

#ifndef ASSAY_TESTS_EXPR_CHECKING_H_
#define ASSAY_TESTS_EXPR_CHECKING_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/check.h"
#include "assay/expr/parse.h"

namespace assay {

// The program of `text`; nothing if it has a fault. `*problems` gets warnings, too.
inline std::optional<CheckedExpr> CheckText(std::string_view text, const Environment& environment,
                                            const CheckOptions& options, Diagnostics* problems) {
  std::optional<Ast> ast = Parse(text, {}, problems);
  if (!ast.has_value()) return std::nullopt;
  return Check(*std::move(ast), environment, options, problems);
}

inline std::vector<std::string> CodesOf(const Diagnostics& problems) {
  std::vector<std::string> codes;
  for (const Diagnostic& problem : problems) codes.push_back(problem.code);
  return codes;
}

}  // namespace assay

#endif  // ASSAY_TESTS_EXPR_CHECKING_H_
