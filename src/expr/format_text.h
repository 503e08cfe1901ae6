// The patterns of `format`: "%d of %d people (%.1f %%)".
//
//   %s  anything as text        %d  whole numbers          %f  fixed point, %.2f
//   %e  scientific, %.3e        %x %X  base 16, also of texts and bytes
//   %o  base 8                  %b  base 2, also of bools      %%  a percent sign

#ifndef ASSAY_SRC_EXPR_FORMAT_TEXT_H_
#define ASSAY_SRC_EXPR_FORMAT_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/environment.h"
#include "assay/expr/type.h"
#include "assay/expr/value.h"

namespace assay {

// A piece of a pattern: text to copy, then perhaps a place for a value.
struct FormatPiece {
  std::string text;    // With `%%` already `%`.
  char verb = '\0';    // 's', 'd', 'f', 'e', 'x', 'X', 'o', 'b'; '\0': no place, the end.
  int precision = 6;   // Of 'f' and 'e'.
};

struct ParsedFormat {
  std::vector<FormatPiece> pieces;
  std::size_t places = 0;  // How many values it takes.
  std::string fault;       // Not empty: it is not a pattern.
};

ParsedFormat ParseFormat(std::string_view pattern);

// Whether `verb` can show a value of this kind; dyn may turn out to be anything.
bool FormatAccepts(char verb, TypeKind kind);

// `pattern` filled with the elements of `list`, a definite list whose elements may be unknown; the
// result then is too. Values without a place are left out, as elsewhere in CEL. Errors:
// kInvalidArgument for a bad pattern, a value that its place cannot show, or too few values.
Value FormatText(std::string_view pattern, const Value& list, const CallContext& context);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_FORMAT_TEXT_H_
