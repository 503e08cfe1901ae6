// Arithmetic operators: a part of the operators.

#ifndef ASSAY_SRC_EXPR_LIBRARY_ARITHMETIC_H_
#define ASSAY_SRC_EXPR_LIBRARY_ARITHMETIC_H_

#include <vector>

#include "assay/expr/environment.h"

namespace assay {

std::vector<Function> ArithmeticFunctions();  // + - * / % and the sign

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LIBRARY_ARITHMETIC_H_
