// Runs a fuzz target over the files of a folder, the cases kept from earlier finds, and then over mutants of them: a short
// run without libFuzzer and under any compiler. scripts/fuzz is the long one, which looks where it has not been.
//
//   <name>_fuzz <folder or file>...
//
// A case that crashes takes the program down with it; its name, or the number of the mutant, has been printed by then. The
// mutants are the same in every run. No case at all is a failure, because a replay of nothing proves nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// In order of name, so that two runs print the same.
std::vector<std::filesystem::path> CasesIn(const std::filesystem::path& place) {
  std::vector<std::filesystem::path> cases;
  if (std::filesystem::is_directory(place)) {
    for (const auto& entry : std::filesystem::directory_iterator(place)) {
      if (entry.is_regular_file()) cases.push_back(entry.path());
    }
  } else if (std::filesystem::is_regular_file(place)) {
    cases.push_back(place);
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

constexpr int kMutants = 2000;
constexpr std::size_t kLongest = 4096;  // Bytes; long cases take time and show little more.

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& cases) : cases_(cases) {}

  std::string Next() {
    std::string text = Case().substr(0, kLongest);
    for (std::size_t change = 0, changes = 1 + Below(6); change < changes; ++change) Change(&text);
    return text;
  }

 private:
  // Not std::uniform_int_distribution, which differs between libraries.
  std::size_t Below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  const std::string& Case() { return cases_[Below(cases_.size())]; }

  // A piece of `text`, of any length up to a line or so.
  std::string Piece(const std::string& text) {
    const std::size_t begin = Below(text.size());
    return text.substr(begin, 1 + Below(60));
  }

  void Change(std::string* text) {
    const std::size_t at = Below(text->size() + 1);
    switch (Below(5)) {
      case 0:
        if (at < text->size()) (*text)[at] = static_cast<char>(Below(256));
        return;
      case 1: text->insert(at, 1, static_cast<char>(Below(256))); return;
      case 2: text->erase(at, 1 + Below(30)); return;
      case 3: text->insert(at, Piece(*text)); return;
      default: text->insert(at, Piece(Case())); return;
    }
  }

  const std::vector<std::string>& cases_;
  std::mt19937_64 random_{20260331};
};

void Run(const std::string& bytes) {
  // A copy of just this size, so that a sanitizer sees who reads past its end.
  const std::vector<std::uint8_t> data(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(data.data(), data.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> cases;
  for (int i = 1; i < argc; ++i) {
    for (const std::filesystem::path& path : CasesIn(argv[i])) {
      std::printf("%s\n", path.c_str());
      std::fflush(stdout);
      std::ifstream file(path, std::ios::binary);
      Run(cases.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
    }
  }
  if (cases.empty()) {
    std::printf("no cases\n");
    return 1;
  }
  Mutator mutator(cases);
  for (int mutant = 0; mutant < kMutants; ++mutant) {
    std::printf("mutant %d\n", mutant);
    std::fflush(stdout);
    Run(mutator.Next());
  }
  std::printf("%zu cases, %d mutants\n", cases.size(), kMutants);
  return 0;
}
