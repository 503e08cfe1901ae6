// The functions of the host program that a pack says it needs: each must be registered, and its
// types must be types of the pack. What is not gets a place in the pack and stands for anything, so
// that the rules that call it have no further faults.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/expr/native.h"
#include "src/engine/compiler.h"

namespace assay {
namespace {

constexpr std::size_t kMostArguments = 8;  // Of a call whose function is at fault.

Function StandIn(const std::string& name) {
  Function function;
  function.name = name;
  for (std::size_t count = 0; count <= kMostArguments; ++count) {
    Overload& overload = function.overloads.emplace_back();
    overload.id = absl::StrCat(name, "_", count);
    overload.parameters.assign(count, MakeType(TypeKind::kError));
    overload.result = MakeType(TypeKind::kError);
  }
  return function;
}

std::string HintForNative(const NativeLibrary& natives, const std::string& name) {
  std::vector<std::string_view> names;
  std::string listed;
  for (const auto& function : natives.functions()) {
    names.push_back(function->name);
    absl::StrAppend(&listed, listed.empty() ? "" : ", ", "`", function->name, "`");
  }
  if (names.empty()) return "the program that runs the pack must register it; it registers none";
  if (const std::string_view near = NearestName(name, names); !near.empty()) {
    return absl::StrCat("did you mean `", std::string(near), "`?");
  }
  return absl::StrCat("the program that runs the pack must register it; it registers ", listed);
}

}  // namespace

void Compiler::DeclareNatives() {
  for (const NativeReference& reference : rep_.pack.definition().native_functions) {
    if (!rep_.environment->FindFunctions(reference.name).empty()) continue;  // Listed twice.
    Function declared = StandIn(reference.name);
    std::shared_ptr<const NativeFunction> native = options_.natives.Find(reference.name);
    if (native == nullptr) {
      Report(reference.origin, "pack.no-such-native",
             absl::StrCat("there is no native function `", reference.name, "`"),
             HintForNative(options_.natives, reference.name));
    } else {
      std::string bad_type;
      if (std::optional<Function> typed = DeclareNative(native, rep_.schema, &bad_type)) {
        declared = *std::move(typed);
        rep_.natives.push_back(std::move(native));
      } else {
        Report(reference.origin, "pack.native-type",
               absl::StrCat("native function `", reference.name, "` is registered with the type `",
                            bad_type, "`, which the pack does not have"),
               "declare the record type or enumeration under `records` or `enums`");
      }
    }
    rep_.environment->AddFunction(std::move(declared));
  }
}

// A function that is registered, but that the pack does not say it needs: to the checker it is a
// name that nothing has, or, beside others that begin like it, no function.
void Compiler::HintAtNatives(Diagnostic* diagnostic) const {
  for (const auto& function : options_.natives.functions()) {
    const std::string first = function->name.substr(0, function->name.find('.'));
    const bool is_meant =
        diagnostic->code == "expr.no-such-function"
            ? diagnostic->message == absl::StrCat("there is no function `", function->name, "`")
            : diagnostic->code == "expr.no-such-name" &&
                  diagnostic->message == absl::StrCat("there is no name `", first, "`");
    if (!is_meant) continue;
    diagnostic->hint = absl::StrCat("the program that runs the pack has it: list it, `native: [",
                                    function->name, "]`");
    return;
  }
}

}  // namespace assay
