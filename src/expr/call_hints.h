// What to tell an author whose call names no function: how macros are written, and what a function
// of other languages is called here.

#ifndef ASSAY_SRC_EXPR_CALL_HINTS_H_
#define ASSAY_SRC_EXPR_CALL_HINTS_H_

#include <string_view>
#include <vector>

namespace assay {

// How the macro `name` is written: "list.exists(e, condition)". Empty if it is no macro.
std::string_view MacroForm(std::string_view name);

// The names of all macros: "has", "exists", "cel.bind".
std::vector<std::string_view> MacroNames();

// For a function that other languages have ("len", "any"). Empty if there is nothing to say.
std::string_view HintForForeignFunction(std::string_view name);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_CALL_HINTS_H_
