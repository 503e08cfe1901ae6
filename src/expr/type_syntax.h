// Types as text, for all who read them: packs (ParseType), the standard library's signatures
// (Declare), and hosts that bring generic functions of their own.

#ifndef ASSAY_SRC_EXPR_TYPE_SYNTAX_H_
#define ASSAY_SRC_EXPR_TYPE_SYNTAX_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "assay/expr/type.h"

namespace assay {

struct TypeSyntax {
  const Schema* schema = nullptr;  // Null: no names of records and enums.
  bool parameters = false;         // `A` (one capital letter) and `<A>` are type parameters.
  bool opaque = false;             // A name that is none of the others is an opaque type.
};

// Reads one type at `text[*position]` and moves `*position` behind it. Nothing if there is none;
// `*position` is then anywhere. Spaces are skipped before it and within.
std::optional<Type> ReadType(std::string_view text, std::size_t* position,
                             const TypeSyntax& syntax);

// The whole of `text`.
std::optional<Type> ReadWholeType(std::string_view text, const TypeSyntax& syntax);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_TYPE_SYNTAX_H_
