// Runs a fuzz target over the files of a folder: the cases kept from earlier finds, without libFuzzer and under any
// compiler.
//
//   <name>_fuzz <folder or file>...
//
// A case that still crashes takes the program down with it; its name has been printed by then. No case at all is a
// failure, because a replay of nothing proves nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
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

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    for (const std::filesystem::path& path : CasesIn(argv[i])) {
      std::printf("%s\n", path.c_str());
      std::fflush(stdout);
      std::ifstream file(path, std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(file)),
                              std::istreambuf_iterator<char>());
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++count;
    }
  }
  std::printf("%zu cases\n", count);
  return count == 0 ? 1 : 0;
}
