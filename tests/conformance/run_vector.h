// Runs one conformance vector.

#ifndef ASSAY_TESTS_CONFORMANCE_RUN_VECTOR_H_
#define ASSAY_TESTS_CONFORMANCE_RUN_VECTOR_H_

#include <string>

#include "tests/conformance/vector.h"

namespace assay {

// Empty if the vector holds; else "expected ..., got ...", on one line. A fault of parser or checker
// is never an error of the evaluation: where one is expected, the other is a failure.
std::string RunVector(const Vector& vector);

// Whether two values are the same: of one kind, numbers too; NaN is NaN; maps in any order; unknowns
// have the same bounds.
bool SameValue(const Value& left, const Value& right);

}  // namespace assay

#endif  // ASSAY_TESTS_CONFORMANCE_RUN_VECTOR_H_
