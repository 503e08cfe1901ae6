// Whether two pieces of expressions mean the same: the same shape, names and constants.

#ifndef ASSAY_SRC_EXPR_SAME_SUBTREE_H_
#define ASSAY_SRC_EXPR_SAME_SUBTREE_H_

#include "assay/expr/ast.h"

namespace assay {

// Names are compared as they are written: that they are bound alike is the caller's to know.
bool SameSubtree(const Ast& left, ExprId left_id, const Ast& right, ExprId right_id);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_SAME_SUBTREE_H_
