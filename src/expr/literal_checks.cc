// Literals that are wrong in themselves: what a function would say of them whenever it is called
// can be said when the pack is loaded.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "assay/expr/evaluate.h"
#include "src/expr/checker.h"
#include "src/expr/format_text.h"
#include "src/expr/pattern.h"

namespace assay {
namespace {

// A function that refuses some texts, whatever its other argument is.
struct TextCheck {
  std::string_view name;
  std::size_t parameter;  // Where the text stands.
  std::string_view code;
};
constexpr TextCheck kTextChecks[] = {
    {"timestamp", 0, "expr.bad-timestamp"}, {"duration", 0, "expr.bad-duration"},
    {"date", 0, "expr.bad-date"},           {"matches", 1, "expr.bad-regex"},
    {"ip", 0, "expr.bad-address"},          {"cidr", 0, "expr.bad-address"},
};

// Which check there is for a call of `overload`, and nothing else than a text to be checked.
std::optional<TextCheck> CheckFor(std::string_view name, const Overload& overload) {
  const std::vector<Type>& parameters = overload.parameters;
  if (overload.implementation == nullptr) return std::nullopt;
  for (const TextCheck& check : kTextChecks) {
    if (check.name != name || parameters.size() != check.parameter + 1) continue;
    if (parameters[check.parameter].kind == TypeKind::kString) return check;
  }
  // x.getHours('Europe/Paris'), x.date('Europe/Paris'): a time zone.
  if (overload.receiver && parameters.size() == 2 && parameters[0].kind == TypeKind::kTimestamp &&
      parameters[1].kind == TypeKind::kString) {
    return TextCheck{name, 1, "expr.bad-time-zone"};
  }
  return std::nullopt;
}

bool IsZero(const Constant& constant) {
  if (const auto* number = std::get_if<std::int64_t>(&constant)) return *number == 0;
  if (const auto* number = std::get_if<std::uint64_t>(&constant)) return *number == 0;
  return false;
}

}  // namespace

void Checker::CheckLiterals(ExprId call) {
  if (!options_.literals) return;
  const Expr& expr = ast_[call];
  if (expr.name == "_/_" || expr.name == "_%_") return CheckDivisor(call);
  if (expr.name == "format" && expr.receiver) return CheckFormat(call);
  const Overload& overload = *nodes_[call].overloads.front();
  const std::optional<TextCheck> check = CheckFor(expr.name, overload);
  if (!check.has_value()) return;
  const ExprId literal = expr.children[check->parameter];
  if (!IsConstant(literal)) return;

  std::vector<Value> arguments;
  if (check->parameter == 1) {
    const bool is_time = overload.parameters[0].kind == TypeKind::kTimestamp;
    arguments.push_back(is_time ? Value::Timestamp({}) : Value::BorrowedString(""));
  }
  arguments.push_back(Value::BorrowedString(std::get<std::string>(ast_[literal].constant)));
  CallContext context;
  context.pattern_bytes = options_.pattern_bytes;
  const Value result = overload.implementation(context, arguments);
  if (!result.is_error()) return;
  Fault(ast_[literal].span, check->code, std::string(result.error_message()));
}

// A pattern that is wrong stays uncompiled: it was reported, or is an error at run time.
void Checker::CompilePattern(ExprId call) {
  const std::string& overload = nodes_[call].overloads.front()->id;
  if (overload != "matches" && overload != "string_matches") return;
  const Expr& literal = ast_[ast_[call].children[1]];
  const std::string* text = std::get_if<std::string>(&literal.constant);
  if (literal.kind != ExprKind::kConstant || text == nullptr) return;
  std::string fault;
  std::optional<Pattern> pattern = Pattern::Compile(*text, options_.pattern_bytes, &fault);
  if (!pattern.has_value()) return;
  nodes_[call].pattern = std::make_shared<const Pattern>(*std::move(pattern));
}

void Checker::CheckDivisor(ExprId call) {
  const ExprId divisor = ast_[call].children[1];
  if (!IsConstant(divisor) || !IsZero(ast_[divisor].constant)) return;
  Fault(ast_[divisor].span, "expr.divide-by-zero", "this divides by zero");
}

// Clauses of a literal format against the arguments of a literal list.
void Checker::CheckFormat(ExprId call) {
  const ExprId format = ast_[call].children[0];
  if (!IsConstant(format)) return;
  ParsedFormat parsed = ParseFormat(std::get<std::string>(ast_[format].constant));
  if (!parsed.fault.empty()) {
    Fault(ast_[format].span, "expr.bad-format", std::move(parsed.fault));
    return;
  }
  const Expr& list = ast_[ast_[call].children[1]];
  if (list.kind != ExprKind::kList) return;
  for (const bool optional : list.optional_entries) {
    if (optional) return;
  }
  if (list.children.size() != parsed.places) {
    Fault(ast_[format].span, "expr.bad-format",
          "the format has " + std::to_string(parsed.places) + " clauses for " +
              std::to_string(list.children.size()) + " arguments");
    return;
  }
  for (std::size_t i = 0; i < list.children.size(); ++i) {
    const char verb = parsed.pieces[i].verb;
    const Type type = inference_.Resolve(nodes_[list.children[i]].type);
    if (FormatAccepts(verb, type.kind) || ContainsError(type)) continue;
    Fault(ast_[list.children[i]].span, "expr.bad-format",
          std::string("`%") + verb + "` does not take " + Name(type));
  }
}

}  // namespace assay
