#include "src/base/yaml_guard.h"

#include <algorithm>

#include "src/base/utf8.h"

namespace assay {
namespace {

YamlFault Fault(std::size_t offset, std::size_t bytes, std::string code, std::string message,
                std::string hint) {
  return {std::move(code), std::move(message), std::move(hint), offset, bytes};
}

bool IsForbiddenControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

std::vector<YamlFault> FindBadCharacter(std::string_view text) {
  const std::size_t invalid = FindInvalidUtf8(text);
  if (invalid != std::string_view::npos) {
    return {Fault(invalid, 1, "yaml.utf8", "this byte is not UTF-8", "save the text as UTF-8")};
  }
  const std::size_t mark = text.find("\xEF\xBB\xBF");
  if (mark != std::string_view::npos) {
    return {Fault(mark, 3, "yaml.utf8", "a byte order mark in the middle of the text",
                  "take it out: two files were put together here")};
  }
  const auto control = std::find_if(text.begin(), text.end(), IsForbiddenControl);
  if (control != text.end()) {
    return {Fault(static_cast<std::size_t>(control - text.begin()), 1, "yaml.syntax",
                  "a control character", "in double quotes it can be written as an escape")};
  }
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] == '\n') continue;
    return {Fault(at, 1, "yaml.syntax", "a carriage return that no line feed follows",
                  "end lines with a line feed")};
  }
  return {};
}

std::vector<YamlFault> FindBlankRun(std::string_view text) {
  std::size_t blank_lines = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const bool blank = line.find_first_not_of(" \t\r") == std::string_view::npos;
    blank_lines = blank ? blank_lines + 1 : 0;
    if (blank_lines > kMostBlankLines) {
      return {Fault(begin, 1, "yaml.syntax",
                    "more than " + std::to_string(kMostBlankLines) + " blank lines in a row",
                    "take them out")};
    }
    begin = end + 1;
  }
  return {};
}

std::vector<YamlFault> FindBracketTower(std::string_view text) {
  std::size_t open = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if (open > kMostOpenBrackets) {
      return {Fault(at, 1, "yaml.depth",
                    "more than " + std::to_string(kMostOpenBrackets) + " brackets are open", "")};
    }
  }
  return {};
}

}  // namespace

std::vector<YamlFault> FindHostileShape(std::string_view text) {
  std::vector<YamlFault> faults = FindBadCharacter(text);
  if (faults.empty()) faults = FindBlankRun(text);
  if (faults.empty()) faults = FindBracketTower(text);
  return faults;
}

std::vector<YamlFault> FindDirectives(std::string_view text) {
  std::vector<YamlFault> faults;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t first = line.find_first_not_of(" \t\r");
    const bool passed_over = first == std::string_view::npos || line[first] == '#';
    if (line.substr(0, 1) == "%") {
      faults.push_back(Fault(begin, line.find_last_not_of(" \t\r") + 1, "yaml.directive",
                             "a directive: YAML 1.2 without tags is all that is read",
                             "take the line out"));
    } else if (!passed_over) {
      break;
    }
    begin = end + 1;
  }
  return faults;
}

}  // namespace assay
