#include "tests/conformance/run_vector.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/diagnostic.h"
#include "assay/expr/check.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/parse.h"

namespace assay {
namespace {

std::string Show(const Value& value) { return DebugString(value, nullptr); }

std::string Difference(const std::string& expected, const std::string& actual) {
  std::string text = "expected " + expected + ", got " + actual;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string Expected(const Vector& vector) {
  if (vector.expect == ExpectKind::kError) return "an error";
  if (vector.value.has_value()) return Show(*vector.value);
  return TypeName(*vector.type, nullptr);
}

std::string FirstFault(std::string_view pass, const Diagnostics& problems) {
  const auto error = std::find_if(problems.begin(), problems.end(), [](const Diagnostic& problem) {
    return problem.severity == DiagnosticSeverity::kError;
  });
  std::string text(pass);
  if (error != problems.end()) text += " [" + error->code + "] " + error->message;
  return text;
}

// What the vector declares, and a slot of type dyn for what it only binds.
Environment EnvironmentOf(const Vector& vector) {
  Environment environment(nullptr);
  for (const Variable& variable : vector.variables) {
    environment.AddVariable(variable.name, variable.type);
  }
  for (const auto& binding : vector.bindings) {
    const bool is_declared = std::any_of(
        vector.variables.begin(), vector.variables.end(),
        [&](const Variable& variable) { return variable.name == binding.first; });
    if (!is_declared) environment.AddVariable(binding.first, MakeType(TypeKind::kDyn));
  }
  for (const Function& function : vector.functions) environment.AddFunction(function);
  environment.SetContainer(vector.container);
  return environment;
}

// By slot. A variable that is declared but not bound is an error to whoever reads it.
std::vector<Value> ValuesOf(const Vector& vector, const Environment& environment) {
  std::vector<Value> values;
  for (const Variable& variable : environment.variables()) {
    const auto bound = std::find_if(
        vector.bindings.begin(), vector.bindings.end(),
        [&](const auto& binding) { return binding.first == variable.name; });
    values.push_back(bound != vector.bindings.end()
                         ? bound->second
                         : Value::Error(ErrorCode::kUndeclared, "not bound"));
  }
  return values;
}

bool SameMap(const Value& left, const Value& right) {
  const auto& others = right.entries();
  if (left.entries().size() != others.size()) return false;
  return std::all_of(left.entries().begin(), left.entries().end(), [&](const auto& entry) {
    return std::any_of(others.begin(), others.end(), [&](const auto& other) {
      return SameValue(entry.first, other.first) && SameValue(entry.second, other.second);
    });
  });
}

bool SameMaybe(const MaybeItem& left, const MaybeItem& right) {
  return left.repeated == right.repeated && SameValue(left.value, right.value);
}

// An open list is the same only as one that may hold the same besides.
bool SameList(const Value& left, const Value& right) {
  return std::equal(left.items().begin(), left.items().end(), right.items().begin(),
                    right.items().end(), SameValue) &&
         std::equal(left.maybe_items().begin(), left.maybe_items().end(),
                    right.maybe_items().begin(), right.maybe_items().end(), SameMaybe);
}

}  // namespace

bool SameValue(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  if (left.kind() == ValueKind::kDouble) {
    const bool both_nan = std::isnan(left.as_double()) && std::isnan(right.as_double());
    return both_nan || left.as_double() == right.as_double();
  }
  if (left.kind() == ValueKind::kMap) return SameMap(left, right);
  if (left.kind() == ValueKind::kList) return SameList(left, right);
  if (left.is_unknown()) {
    return left.unknown().lowest == right.unknown().lowest &&
           left.unknown().highest == right.unknown().highest;
  }
  if (left.kind() == ValueKind::kOptional && left.has_optional_value()) {
    return right.has_optional_value() && SameValue(left.optional_value(), right.optional_value());
  }
  return Equal(left, right);
}

std::string RunVector(const Vector& vector) {
  Diagnostics problems;
  std::optional<Ast> ast = Parse(vector.expr, {.macros = !vector.disable_macros}, &problems);
  if (!ast.has_value()) return Difference(Expected(vector), FirstFault("a parse fault", problems));
  const Environment environment = EnvironmentOf(vector);
  const CheckOptions options = {
      .warn = false, .literals = false, .names_only = vector.disable_check};
  const std::optional<CheckedExpr> checked =
      Check(*std::move(ast), environment, options, &problems);
  if (!checked.has_value()) {
    return Difference(Expected(vector), FirstFault("a check fault", problems));
  }
  if (vector.type.has_value() && checked->type != *vector.type) {
    return Difference("the type " + TypeName(*vector.type, nullptr),
                      TypeName(checked->type, nullptr));
  }
  if (vector.check_only) return {};

  const std::vector<Value> values = ValuesOf(vector, environment);
  CallContext context;
  context.variables = values;
  const Value result = Evaluate(*checked, context, {});
  if (vector.expect == ExpectKind::kError) {
    return result.is_error() ? "" : Difference("an error", Show(result));
  }
  if (!vector.value.has_value() || SameValue(result, *vector.value)) return {};
  return Difference(Show(*vector.value), Show(result));
}

}  // namespace assay
