// The standard library by name.

#ifndef ASSAY_SRC_EXPR_STANDARD_LIBRARY_H_
#define ASSAY_SRC_EXPR_STANDARD_LIBRARY_H_

#include <span>
#include <string_view>

#include "assay/expr/environment.h"

namespace assay {

// The overload sets of `name`, in the order of their families. StandardLibrary() is sorted by name.
std::span<const Function> StandardFunctions(std::string_view name);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_STANDARD_LIBRARY_H_
