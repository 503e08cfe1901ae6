#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "assay/expr/native.h"
#include "assay/expr/parse.h"
#include "assay/expr/print.h"
#include "src/expr/call_hints.h"

namespace assay {
namespace {

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// What stands before the first comma that is in no parentheses; taken off `*text`, the comma too.
std::string_view TakeType(std::string_view* text) {
  std::size_t depth = 0;
  std::size_t end = 0;
  for (; end < text->size(); ++end) {
    if ((*text)[end] == '(') ++depth;
    if ((*text)[end] == ')' && depth > 0) --depth;
    if ((*text)[end] == ',' && depth == 0) break;
  }
  const std::string_view type = Trimmed(text->substr(0, end));
  text->remove_prefix(std::min(end + 1, text->size()));
  return type;
}

// Whether the text reads as names joined by dots.
bool IsDotted(const std::string& name) {
  Diagnostics ignored;
  const std::optional<Ast> ast = Parse(name, ParseOptions{}, &ignored);
  if (!ast.has_value() || name.find('.') == std::string::npos) return false;
  ExprId id = ast->root;
  while ((*ast)[id].kind == ExprKind::kSelect && !(*ast)[id].optional) id = (*ast)[id].children[0];
  return (*ast)[id].kind == ExprKind::kIdent && (*ast)[id].name.front() != '.' &&
         Print(*ast) == name;
}

// `cal` of `cal.add_months`.
bool IsLibraryNamespace(std::string_view word) {
  const std::string beginning = std::string(word) + ".";
  const auto functions = StandardLibrary();
  return word == "cel" ||
         std::any_of(functions.begin(), functions.end(), [&](const Function& function) {
           return std::string_view(function.name).starts_with(beginning);
         });
}

absl::Status Refuse(const std::string& name, const char* why) {
  return absl::InvalidArgumentError(absl::StrCat("native function `", name, "`: ", why));
}

}  // namespace

std::optional<NativeFunction> ReadNativeSignature(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::size_t arrow = text.rfind("->");
  if (open == std::string_view::npos || arrow == std::string_view::npos || arrow < open) {
    return std::nullopt;
  }
  NativeFunction function;
  function.name = std::string(Trimmed(text.substr(0, open)));
  function.result = std::string(Trimmed(text.substr(arrow + 2)));
  std::string_view parameters = Trimmed(text.substr(open + 1, arrow - open - 1));
  if (parameters.empty() || parameters.back() != ')') return std::nullopt;
  parameters = Trimmed(parameters.substr(0, parameters.size() - 1));
  const bool ends_with_comma = !parameters.empty() && parameters.back() == ',';
  while (!parameters.empty()) function.parameters.emplace_back(TakeType(&parameters));
  const bool has_gap = std::any_of(function.parameters.begin(), function.parameters.end(),
                                   [](const std::string& type) { return type.empty(); });
  if (has_gap || ends_with_comma || function.name.empty() || function.result.empty()) {
    return std::nullopt;
  }
  return function;
}

absl::Status NativeLibrary::Add(NativeFunction function) {
  const std::string& name = function.name;
  if (!IsDotted(name)) {
    return Refuse(name,
                  "a name is words joined by dots, the first of them yours: `acme.risk_score`");
  }
  if (IsLibraryNamespace(std::string_view(name).substr(0, name.find('.')))) {
    return Refuse(name, "the first word is a namespace of the language");
  }
  if (!MacroForm(std::string_view(name).substr(name.rfind('.') + 1)).empty()) {
    return Refuse(name, "the last word is a macro of the language");
  }
  const bool is_typed = !function.result.empty() &&
                        std::none_of(function.parameters.begin(), function.parameters.end(),
                                     [](const std::string& type) { return type.empty(); });
  if (!is_typed) return Refuse(name, "every parameter and the result need a type");
  if (Find(name) != nullptr) {
    return absl::AlreadyExistsError(
        absl::StrCat("there is a native function `", name, "` already"));
  }
  functions_.push_back(std::make_shared<const NativeFunction>(std::move(function)));
  return absl::OkStatus();
}

std::shared_ptr<const NativeFunction> NativeLibrary::Find(std::string_view name) const {
  const auto found = std::find_if(functions_.begin(), functions_.end(),
                                  [&](const auto& function) { return function->name == name; });
  return found == functions_.end() ? nullptr : *found;
}

std::optional<Function> DeclareNative(std::shared_ptr<const NativeFunction> function,
                                      const Schema* schema, std::string* bad_type) {
  Overload overload;
  overload.id = function->name;
  overload.lenient = function->lenient;
  const auto read = [&](const std::string& text, Type* type) {
    std::optional<Type> found = ParseType(text, schema);
    if (!found.has_value()) {
      *bad_type = text;
      return false;
    }
    *type = *std::move(found);
    return true;
  };
  for (const std::string& text : function->parameters) {
    if (!read(text, &overload.parameters.emplace_back())) return std::nullopt;
  }
  if (!read(function->result, &overload.result)) return std::nullopt;
  Function declared;
  declared.name = function->name;
  declared.overloads.push_back(std::move(overload));
  declared.overloads.back().native = std::move(function);
  return declared;
}

}  // namespace assay
