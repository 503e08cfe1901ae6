// The facts of the scenarios that lie beside the repository, where they do.

#ifndef ASSAY_TESTS_INGEST_SCENARIO_FILES_H_
#define ASSAY_TESTS_INGEST_SCENARIO_FILES_H_

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace assay {

inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// In order of name; empty if there is no such folder.
inline std::vector<std::filesystem::path> ScenarioFiles() {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(ASSAY_SHARED_DIR) / "scenarios", error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The text of the member `facts` of a scenario.
inline std::string FactsOfScenario(std::string_view scenario) {
  const std::size_t begin = scenario.find('{', scenario.find("\"facts\":"));
  if (begin == std::string_view::npos) return "";
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = begin; i < scenario.size(); ++i) {
    const char c = scenario[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return std::string(scenario.substr(begin, i + 1 - begin));
    }
  }
  return "";
}

}  // namespace assay

#endif  // ASSAY_TESTS_INGEST_SCENARIO_FILES_H_
