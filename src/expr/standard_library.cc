// All functions that every expression has, gathered from the families and found by name.

#include "src/expr/standard_library.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "src/expr/library.h"

namespace assay {
namespace {

struct Standard {
  std::vector<Function> functions;  // Sorted by name; families may share one (`size`, `string`).

  Standard() {
    using Family = std::vector<Function> (*)();
    constexpr Family kFamilies[] = {
        OperatorLibrary, ConversionLibrary, OptionalLibrary, TimeLibrary,    ListLibrary,
        StringLibrary,   MathLibrary,       EncoderLibrary,  NetworkLibrary, ComplianceLibrary};
    for (Family family : kFamilies) {
      std::vector<Function> part = family();
      std::move(part.begin(), part.end(), std::back_inserter(functions));
    }
    std::stable_sort(
        functions.begin(), functions.end(),
        [](const Function& left, const Function& right) { return left.name < right.name; });
  }
};

struct ByName {
  bool operator()(const Function& function, std::string_view name) const {
    return function.name < name;
  }
  bool operator()(std::string_view name, const Function& function) const {
    return name < function.name;
  }
};

}  // namespace

std::span<const Function> StandardLibrary() {
  // Given back at the end, so that a host may load and unload the library as often as it likes. A
  // static program, which holds pointers into it, is made after it and hence gone before it.
  static const Standard standard;
  return standard.functions;
}

std::span<const Function> StandardFunctions(std::string_view name) {
  const std::span<const Function> all = StandardLibrary();
  const auto [first, last] = std::equal_range(all.begin(), all.end(), name, ByName{});
  return {first, last};
}

}  // namespace assay
