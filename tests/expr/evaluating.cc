#include "tests/expr/evaluating.h"

#include <cstdlib>
#include <optional>
#include <utility>

#include <gtest/gtest.h>

#include "assay/expr/parse.h"

namespace assay {

Evaluating::Evaluating(const Facts* facts) : environment(facts == nullptr ? nullptr : &facts->schema()) {
  context.facts = facts;
  context.as_of = *Date::FromCivil(2026, 3, 31);
  options.warn = false;
  options.literals = false;
}

void Evaluating::Bind(std::string name, Type type, Value value) {
  environment.AddVariable(std::move(name), std::move(type));
  values_.push_back(std::move(value));
}

void Evaluating::Bind(std::string name, std::string_view type, Value value) {
  const std::optional<Type> parsed = ParseType(type, environment.schema());
  if (!parsed.has_value()) std::abort();
  Bind(std::move(name), *parsed, std::move(value));
}

const CheckedExpr* Evaluating::Program(std::string_view text) {
  Diagnostics problems;
  std::optional<Ast> ast = Parse(text, {}, &problems);
  std::optional<CheckedExpr> checked;
  if (ast.has_value()) checked = Check(*std::move(ast), environment, options, &problems);
  if (!checked.has_value()) {
    ADD_FAILURE() << text << "\n" << Render(problems);
    return nullptr;
  }
  programs_.push_back(*std::move(checked));
  return &programs_.back();
}

Value Evaluating::Of(std::string_view text) {
  const CheckedExpr* program = Program(text);
  if (program == nullptr) return Value::Error(ErrorCode::kUndeclared, "not a program");
  context.variables = values_;
  return Evaluate(*program, context, locals);
}

std::string Evaluating::Say(std::string_view text) { return DebugString(Of(text), context.facts); }

Value UnknownInt(std::int64_t lowest, std::int64_t highest) {
  return Value::Unknown({.lowest = lowest, .highest = highest});
}

Value DateValue(std::string_view text) { return Value::DateOf(*Date::Parse(text)); }

Value UnknownDate(std::string_view first, std::string_view last) {
  return UnknownInt(Date::Parse(first)->days_since_epoch(), Date::Parse(last)->days_since_epoch());
}

}  // namespace assay
