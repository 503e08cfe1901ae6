// The language's conformance vectors against this implementation.
//
//   cel_conformance [FILE.jsonl ...]
//
// Prints a line per vector that fails, "id: expected ..., got ...", and closes with
// "N passed, N failed". Exits with 1 if any failed, with 2 if a file cannot be read.
//
// Without a file it takes the one that ASSAY_CEL_CASES names, or the one beside the repository;
// where there is none it says so and exits with 77, which ctest takes for "skipped". The vectors
// are not part of the repository.
//
// A vector whose own expectation is disputed stands in disputed.txt with the reason; it is run, and
// reported as disputed when it fails, but counts neither way then.

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/conformance/run_vector.h"
#include "tests/conformance/vector.h"

namespace assay {
namespace {

constexpr int kSkipped = 77;

struct Totals {
  std::size_t passed = 0;
  std::size_t failed = 0;
};

// "id  reason" a line; `#` starts a comment.
std::map<std::string, std::string> ReadDisputed() {
  std::map<std::string, std::string> disputed;
  std::ifstream file(ASSAY_SOURCE_DIR "/tests/conformance/disputed.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t space = line.find(' ');
    disputed[line.substr(0, space)] =
        space == std::string::npos ? "" : line.substr(line.find_first_not_of(' ', space));
  }
  return disputed;
}

bool RunFile(const std::string& path, const std::map<std::string, std::string>& disputed,
             Totals* totals) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
    return false;
  }
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    std::string fault;
    const std::optional<Vector> vector = ReadVector(line, &fault);
    if (!vector.has_value()) {
      std::fprintf(stderr, "%s:%zu: %s\n", path.c_str(), number, fault.c_str());
      return false;
    }
    const std::string difference = RunVector(*vector);
    const auto dispute = disputed.find(vector->id);
    if (difference.empty()) {
      ++totals->passed;
    } else if (dispute != disputed.end()) {
      std::printf("%s: disputed (%s): %s\n", vector->id.c_str(), dispute->second.c_str(),
                  difference.c_str());
    } else {
      ++totals->failed;
      std::printf("%s: %s\n", vector->id.c_str(), difference.c_str());
    }
  }
  return true;
}

int Run(std::vector<std::string> paths) {
  if (paths.empty()) {
    const char* named = std::getenv("ASSAY_CEL_CASES");
    const std::string path =
        named != nullptr ? named : ASSAY_SOURCE_DIR "/../shared/conformance/cel/cases.jsonl";
    if (named == nullptr && !std::ifstream(path)) {
      std::printf("skipped: there are no vectors at %s, and ASSAY_CEL_CASES names none\n",
                  path.c_str());
      return kSkipped;
    }
    paths.push_back(path);
  }
  const std::map<std::string, std::string> disputed = ReadDisputed();
  Totals totals;
  for (const std::string& path : paths) {
    if (!RunFile(path, disputed, &totals)) return 2;
  }
  std::printf("%zu passed, %zu failed\n", totals.passed, totals.failed);
  return totals.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) { return assay::Run({argv + 1, argv + argc}); }
