// docs/language.md names everything that the language has. That its examples are true is tested
// where the documentation is; here, that nothing is left out and nothing invented.

#include <cctype>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/expr/environment.h"
#include "assay/expr/type.h"
#include "assay/expr/value.h"
#include "src/expr/macro.h"

namespace assay {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsSupersetOf;

using Row = std::vector<std::string>;  // Cells.

// `|` separates cells, `\|` is one.
Row CellsOf(const std::string& line) {
  Row cells;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool is_escaped = at + 1 < line.size() && line[at] == '\\' && line[at + 1] == '|';
    if (is_escaped) ++at;
    if (line[at] == '|' && !is_escaped) {
      cells.emplace_back();
    } else {
      cells.back() += line[at];
    }
  }
  cells.pop_back();  // What follows the last `|`: nothing.
  return cells;
}

const std::vector<Row>& Rows() {
  static const std::vector<Row> rows = [] {
    std::ifstream file(ASSAY_SOURCE_DIR "/docs/language.md");
    std::vector<Row> found;
    for (std::string line; std::getline(file, line);) {
      if (!line.empty() && line.front() == '|') found.push_back(CellsOf(line));
    }
    return found;
  }();
  return rows;
}

std::vector<std::string> CodeIn(const std::string& cell) {
  static const std::regex code("`([^`]+)`");
  std::vector<std::string> pieces;
  for (std::sregex_iterator match(cell.begin(), cell.end(), code), end; match != end; ++match) {
    pieces.push_back((*match)[1]);
  }
  return pieces;
}

// The expressions that are evaluated: a value stands behind each.
std::vector<std::string> Examples() {
  std::vector<std::string> examples;
  for (const Row& row : Rows()) {
    if (row.size() < 2) continue;
    const std::vector<std::string> code = CodeIn(row[row.size() - 2]);
    examples.insert(examples.end(), code.begin(), code.end());
  }
  return examples;
}

// Whether some example calls `name`, and not only something whose name ends so.
bool IsShown(const std::string& name) {
  const std::string call = name + "(";
  for (const std::string& example : Examples()) {
    for (std::size_t at = example.find(call); at != std::string::npos;
         at = example.find(call, at + 1)) {
      const auto before = static_cast<unsigned char>(at == 0 ? ' ' : example[at - 1]);
      if (std::isalnum(before) == 0 && before != '_') return true;
    }
  }
  return false;
}

// What stands in first cells, with each type that is listed behind it for `T`.
std::set<std::string> WrittenSignatures() {
  static const std::regex parameter("\\bT\\b");
  std::set<std::string> signatures;
  for (const Row& row : Rows()) {
    std::vector<std::string> types;
    std::vector<std::string> forms;
    for (std::string& code : CodeIn(row.front())) {
      const bool is_signature = code.find(" -> ") != std::string::npos;
      (is_signature ? forms : types).push_back(std::move(code));
    }
    for (const std::string& form : forms) {
      if (!std::regex_search(form, parameter)) signatures.insert(form);
      for (const std::string& type : types) {
        signatures.insert(std::regex_replace(form, parameter, type));
      }
    }
  }
  return signatures;
}

std::string SignatureOf(const std::string& name, const Overload& overload) {
  std::string text = name + "(";
  std::size_t next = 0;
  if (overload.receiver) text = TypeName(overload.parameters[next++], nullptr) + "." + text;
  const std::size_t first = next;
  for (; next < overload.parameters.size(); ++next) {
    if (next > first) text += ", ";
    text += TypeName(overload.parameters[next], nullptr);
  }
  return text + (overload.variadic ? "...) -> " : ") -> ") + TypeName(overload.result, nullptr);
}

bool IsOperator(const Function& function) {
  return std::isalpha(static_cast<unsigned char>(function.name.front())) == 0;
}

std::set<std::string> DeclaredSignatures() {
  std::set<std::string> signatures;
  for (const Function& function : StandardLibrary()) {
    if (IsOperator(function)) continue;
    for (const Overload& overload : function.overloads) {
      signatures.insert(SignatureOf(function.name, overload));
    }
  }
  return signatures;
}

TEST(LanguagePage, HasTheSignatureOfEveryFunctionAndNoOther) {
  EXPECT_EQ(WrittenSignatures(), DeclaredSignatures());
}

TEST(LanguagePage, HasAnExampleOfEveryFunction) {
  for (const Function& function : StandardLibrary()) {
    if (IsOperator(function)) continue;
    EXPECT_TRUE(IsShown(function.name)) << function.name;
  }
}

TEST(LanguagePage, HasAnExampleOfEveryOperator) {
  const std::vector<std::string> examples = Examples();
  // Those of one or two operands are written as they are called, but for the places of these.
  const std::pair<std::string_view, std::string_view> unlike[] = {
      {"@in", " in "}, {"_[_]", "]["}, {"_[?_]", "[?"}, {"-_", "-("}, {"!_", "!"}};
  std::set<std::string> written = {" && ", " || ", " ? ", ".?"};
  for (const Function& function : StandardLibrary()) {
    if (!IsOperator(function)) continue;
    std::string text = std::regex_replace(function.name, std::regex("_"), " ");
    for (const auto& [name, form] : unlike) {
      if (function.name == name) text = form;
    }
    written.insert(std::move(text));
  }
  for (const std::string& text : written) EXPECT_THAT(examples, Contains(HasSubstr(text))) << text;
}

TEST(LanguagePage, HasAnExampleOfEveryMacro) {
  std::set<std::string> names = {"has", "cel.bind", "cel.block", "cel.index", "cel.iterVar"};
  for (int macro = 0; macro < 64; ++macro) {  // Numbers that are no macro have no name.
    for (const std::size_t variables : {1, 2}) {
      const std::string_view name = MacroName(static_cast<Macro>(macro), variables);
      if (!name.empty()) names.emplace(name);
    }
  }
  EXPECT_THAT(names, IsSupersetOf({"all", "existsOne", "sum"}));
  for (const std::string& name : names) EXPECT_TRUE(IsShown(name)) << name;
}

TEST(LanguagePage, ListsEveryType) {
  std::set<std::string> listed;
  for (const Row& row : Rows()) {
    for (const std::string& code : CodeIn(row.front()))
      listed.insert(code.substr(0, code.find('(')));
  }
  std::set<std::string> types = {TypeName(GapType(), nullptr)};
  for (int kind = static_cast<int>(TypeKind::kDyn); kind <= static_cast<int>(TypeKind::kOpaque);
       ++kind) {
    types.insert(TypeName(MakeType(static_cast<TypeKind>(kind)), nullptr));
  }
  // Of these each has its own name.
  for (const char* of_many : {"record", "enum", ""}) types.erase(of_many);
  for (const std::string& type : types) EXPECT_THAT(listed, Contains(type));
}

TEST(LanguagePage, ExplainsEveryCodeOfAnError) {
  std::ifstream file(ASSAY_SOURCE_DIR "/docs/language.md");
  const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  for (int code = 0; code <= static_cast<int>(ErrorCode::kHost); ++code) {
    EXPECT_THAT(page,
                HasSubstr("`" + std::string(ErrorCodeName(static_cast<ErrorCode>(code))) + "`"));
  }
}

}  // namespace
}  // namespace assay
