// Names that a pack gives and that mean something already: whoever reads a rule knows what `org`,
// `days(30)` and `exists` are, so no pack may make them something else.

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/expr/parse.h"
#include "src/engine/compiler.h"

namespace assay {
namespace {

constexpr const char* kHint = "choose another name";

// Bound in some rules only.
constexpr std::string_view kLocals[] = {"self", "verdict", kSatisfiesMinimum, kSatisfiesFull};

// Whether `text` is a macro's call: what binds or looks at its arguments is no call in the tree.
bool ReadsAsMacro(const std::string& text) {
  Diagnostics ignored;
  const std::optional<Ast> ast = Parse(text, ParseOptions{}, &ignored);
  return ast && (*ast)[ast->root].kind != ExprKind::kCall;
}

bool IsMacro(const std::string& name) {
  return ReadsAsMacro(absl::StrCat(name, "(x.y)")) ||
         ReadsAsMacro(absl::StrCat("x.", name, "(a, b)")) ||
         ReadsAsMacro(absl::StrCat("x.", name, "(a, b, c)")) ||
         ReadsAsMacro(absl::StrCat("x.", name, "(a, b, c, d)"));
}

// `cal` of `cal.add_months`.
bool IsLibrary(std::string_view name) {
  const auto functions = StandardLibrary();
  return name == "cel" ||
         std::any_of(functions.begin(), functions.end(), [&](const Function& function) {
           const std::string_view whole = function.name;
           return whole.size() > name.size() && whole.substr(0, name.size()) == name &&
                  whole[name.size()] == '.';
         });
}

// Whether one of the overloads stands without a receiver: a pack's `first(x)` hides no
// `list.first()`.
bool IsCalledAlone(const std::vector<const Function*>& functions) {
  return std::any_of(functions.begin(), functions.end(), [](const Function* function) {
    return std::any_of(function->overloads.begin(), function->overloads.end(),
                       [](const Overload& overload) { return !overload.receiver; });
  });
}

}  // namespace

// `acme` of `acme.risk_score`.
bool Compiler::IsOfNative(std::string_view name) const {
  const std::string beginning = absl::StrCat(std::string(name), ".");
  const auto& natives = rep_.pack.definition().native_functions;
  return std::any_of(natives.begin(), natives.end(), [&](const NativeReference& native) {
    return std::string_view(native.name).starts_with(beginning);
  });
}

bool Compiler::IsTaken(std::string_view name) const {
  return std::find(std::begin(kLocals), std::end(kLocals), name) != std::end(kLocals) ||
         rep_.environment->FindVariable(name) || rep_.environment->FindNamespace(name) ||
         IsLibrary(name) || IsOfNative(name);
}

void Compiler::RefuseTakenNames() {
  const PackDefinition& pack = rep_.pack.definition();
  for (const NativeReference& native : pack.native_functions) {
    const std::string first = native.name.substr(0, native.name.find('.'));
    if (!rep_.environment->FindVariable(first) && !rep_.environment->FindNamespace(first)) continue;
    Report(native.origin, "pack.name-taken",
           absl::StrCat("native function `", native.name, "` cannot begin with `", first,
                        "`, a name that rules know already"),
           kHint);
  }
  for (const FunctionDefinition& function : pack.functions) {
    const bool is_method = !function.receiver.empty();
    if (IsMacro(function.name)) {
      Report(function.origin, "pack.name-taken",
             absl::StrCat("`", function.name, "` is a macro of the language"), kHint);
    } else if (!is_method && IsCalledAlone(rep_.environment->FindFunctions(function.name))) {
      Report(function.origin, "pack.name-taken",
             absl::StrCat("`", function.name, "` is a function of the language"), kHint);
    }
    for (const auto& [name, type] : function.parameters) {
      if (!IsTaken(name)) continue;
      Report(function.origin, "pack.name-taken",
             absl::StrCat("argument `", name, "` of `", function.name,
                          "` has a name that rules know already"),
             kHint);
    }
  }
  for (std::size_t k = 0; k < rep_.populations.size(); ++k) {
    const std::string name = Member(static_cast<int>(k)).name;
    if (!IsTaken(name)) continue;
    Report(rep_.populations[k].definition->origin, "pack.name-taken",
           absl::StrCat("a member of `", rep_.populations[k].definition->name,
                        "` cannot be called `", name, "`, a name that rules know already"),
           "call it otherwise with `as`");
  }
  for (const ControlDefinition& control : pack.controls) {
    for (const ItemDefinition& item : control.items) {
      for (const auto& [name, shown] : item.show) {
        if (!IsTaken(name)) continue;
        Report(shown.origin, "pack.name-taken",
               absl::StrCat("what is shown cannot be called `", name,
                            "`, a name that rules know already"),
               kHint);
      }
    }
  }
}

}  // namespace assay
