// Lists as sets: a part of the functions of lists.

#ifndef ASSAY_SRC_EXPR_LIBRARY_SETS_H_
#define ASSAY_SRC_EXPR_LIBRARY_SETS_H_

#include <vector>

#include "assay/expr/environment.h"

namespace assay {

std::vector<Function> SetFunctions();  // sets.contains, sets.intersects, sets.equivalent

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LIBRARY_SETS_H_
