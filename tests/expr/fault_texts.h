// Texts that have faults, shared by the tests of what is found in them and of how it is worded.

#ifndef ASSAY_TESTS_EXPR_FAULT_TEXTS_H_
#define ASSAY_TESTS_EXPR_FAULT_TEXTS_H_

#include <string>
#include <vector>

#include "assay/base/diagnostic.h"

namespace assay {

// A text by the name of its case, and what it gives.
struct FaultText {
  std::string name;
  Diagnostics problems;
};

// What the parser says (syntax_faults_test.cc).
std::vector<FaultText> SyntaxFaultTexts();

// What the checker says of rules over people (check_faults_test.cc).
std::vector<FaultText> CheckFaultTexts();

}  // namespace assay

#endif  // ASSAY_TESTS_EXPR_FAULT_TEXTS_H_
