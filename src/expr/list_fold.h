// Folds over lists of which not everything need be known: sums, extremes, the order of elements.
//
// Every function takes a list (kList) and gives an exact value where what is not known cannot
// matter, an unknown within bounds where ints or dates allow, else an unknown.

#ifndef ASSAY_SRC_EXPR_LIST_FOLD_H_
#define ASSAY_SRC_EXPR_LIST_FOLD_H_

#include "assay/expr/type.h"
#include "assay/expr/value.h"

namespace assay {

// `element` is the static type of the elements, for the sum of none; dyn sums to the int 0.
Value SumOfList(const Value& list, TypeKind element);

enum class Extreme : unsigned char { kLeast, kGreatest };
Value ExtremeOfList(const Value& list, Extreme which);

// How many elements: an int, or an unknown int within bounds.
Value SizeOfList(const Value& list);

// The elements by ascending order of `keys`, as many as elements; equal keys keep their order. An
// error if two keys have no order.
Value SortedBy(std::vector<Value> items, const std::vector<Value>& keys);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LIST_FOLD_H_
