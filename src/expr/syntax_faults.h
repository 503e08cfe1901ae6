// The faults that lexer, parser and macros find in one text. They are gathered by where they stand,
// because the three passes do not meet them in the order of the text.

#ifndef ASSAY_SRC_EXPR_SYNTAX_FAULTS_H_
#define ASSAY_SRC_EXPR_SYNTAX_FAULTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/diagnostic.h"
#include "assay/expr/ast.h"

namespace assay {

class SyntaxFaults {
 public:
  // `text` must outlive the list.
  explicit SyntaxFaults(std::string_view text) : text_(text) {}

  void Error(Span span, std::string_view code, std::string message, std::string hint = {});
  void Warning(Span span, std::string_view code, std::string message, std::string hint = {});

  bool has_errors() const { return error_count_ > 0; }

  // Appends all of them in the order of the text, with line, column, length and source line.
  void AppendTo(Diagnostics* problems) const;

 private:
  struct Fault {
    Span span;
    Diagnostic diagnostic;  // Without its place.
  };

  void Add(Span span, Diagnostic diagnostic);

  std::string_view text_;
  std::vector<Fault> faults_;
  std::size_t error_count_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_SYNTAX_FAULTS_H_
