// Calls of native functions: arguments out to the host, results back, and no trust in between.

#ifndef ASSAY_SRC_EXPR_NATIVE_CALL_H_
#define ASSAY_SRC_EXPR_NATIVE_CALL_H_

#include <span>

#include "assay/expr/environment.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/value.h"

namespace assay {

// The results of a batch of calls of `overload`, which must have a native function: one for every
// row. Each column of `arguments` has a value a row, and strict answers are given already: only a
// lenient function sees what is not definite. Errors have no place yet.
void CallNative(const Overload& overload, const CallContext& context,
                std::span<const std::span<const Value>> arguments, std::span<Value> results);

// One call.
Value CallNative(const Overload& overload, const CallContext& context,
                 std::span<const Value> arguments);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_NATIVE_CALL_H_
