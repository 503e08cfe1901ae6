// Tests of packs with faults of their own, for tests of codes, places and wording.

#ifndef ASSAY_TESTS_ENGINE_BROKEN_PACK_TESTS_H_
#define ASSAY_TESTS_ENGINE_BROKEN_PACK_TESTS_H_

#include <string>
#include <vector>

#include "assay/engine/pack_tests.h"

namespace assay {

struct BrokenPackTests {
  const char* name;
  std::vector<PackTestFile> files;
  std::vector<std::string> want;  // "code@file:line:column" for every fault, in order.
  bool is_golden = false;         // Its diagnostics are in tests/golden/tests_diagnostics.txt.
};

const std::vector<BrokenPackTests>& AllBrokenPackTests();

}  // namespace assay

#endif  // ASSAY_TESTS_ENGINE_BROKEN_PACK_TESTS_H_
