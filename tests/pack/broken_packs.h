// Packs with faults, for tests of codes, places and wording.

#ifndef ASSAY_TESTS_PACK_BROKEN_PACKS_H_
#define ASSAY_TESTS_PACK_BROKEN_PACKS_H_

#include <string>
#include <vector>

namespace assay {

struct BrokenPack {
  const char* name;
  std::string text;
  std::vector<std::string> want;  // "code@line:column" for every fault, in order.
  bool is_golden = false;         // Its diagnostics are in tests/golden/pack_diagnostics.txt.
};

const std::vector<BrokenPack>& BrokenPacks();

}  // namespace assay

#endif  // ASSAY_TESTS_PACK_BROKEN_PACKS_H_
