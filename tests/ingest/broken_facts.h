// Facts with faults in them, with the faults that are to be found: one table for codes and
// pointers, and for the wording.

#ifndef ASSAY_TESTS_INGEST_BROKEN_FACTS_H_
#define ASSAY_TESTS_INGEST_BROKEN_FACTS_H_

#include <string>
#include <vector>

namespace assay {

struct BrokenFacts {
  std::string name;
  std::string text;
  std::vector<std::string> want;  // "code pointer", in order of the text.
  bool is_golden = false;         // Its rendering stands in tests/golden/facts_diagnostics.txt.
};

std::vector<BrokenFacts> AllBrokenFacts();

}  // namespace assay

#endif  // ASSAY_TESTS_INGEST_BROKEN_FACTS_H_
