// How the checker reports, and the words it uses.

#include <utility>

#include "src/expr/checker.h"

namespace assay {
namespace {

// Longer or many-lined subexpressions are not quoted in a message; the caret shows them.
constexpr std::size_t kLongestQuote = 48;

struct Symbol {
  std::string_view name;
  std::string_view symbol;
};
constexpr Symbol kSymbols[] = {
    {"_+_", "+"},   {"_-_", "-"},   {"_*_", "*"},     {"_/_", "/"},    {"_%_", "%"},
    {"_<_", "<"},   {"_<=_", "<="}, {"_>_", ">"},     {"_>=_", ">="},  {"_==_", "=="},
    {"_!=_", "!="}, {"_&&_", "&&"}, {"_||_", "||"},   {"!_", "!"},     {"-_", "-"},
    {"@in", "in"},  {"_[_]", "[]"}, {"_[?_]", "[?]"}, {"_?_:_", "?:"},
};

}  // namespace

std::string_view OperatorSymbol(std::string_view name) {
  for (const Symbol& symbol : kSymbols) {
    if (symbol.name == name) return symbol.symbol;
  }
  return name;
}

bool IsOrder(std::string_view name) {
  return name == "_<_" || name == "_<=_" || name == "_>_" || name == "_>=_";
}

std::string DidYouMean(std::string_view wrong, const std::vector<std::string_view>& candidates) {
  const std::string_view nearest = NearestName(wrong, candidates);
  if (nearest.empty()) return {};
  return "did you mean `" + std::string(nearest) + "`?";
}

Type Checker::Fault(Span span, std::string_view code, std::string message, std::string hint) {
  if (!options_.names_only) faults_.Error(span, code, std::move(message), std::move(hint));
  return ErrorType();
}

Type Checker::Expected(ExprId id, std::string_view wanted, const Type& found, std::string hint) {
  if (ContainsError(inference_.Resolve(found))) return ErrorType();
  return Fault(ast_[id].span, "expr.type",
               "expected " + std::string(wanted) + ", found " + Name(found), std::move(hint));
}

void Checker::Warn(Span span, std::string_view code, std::string message, std::string hint) {
  if (!options_.warn || options_.names_only) return;
  faults_.Warning(span, code, std::move(message), std::move(hint));
}

// Where a value is needed and a cell is given that may be none (behind a guard its type says that
// it is there: see Narrowed).
void Checker::WarnIfMaybeNone(ExprId id, const Type& type) {
  if (!inference_.Head(type).maybe_none) return;
  const std::optional<std::string> quote = Quote(id);
  std::string hint = "a rule over none is an error";
  if (ast_[id].kind == ExprKind::kSelect) {
    const std::string guard = quote.has_value() ? ": `has(" + *quote + ") && ...`" : " with has()";
    hint = "guard it" + guard + ", or select with `.?`";
  } else if (ast_[id].kind == ExprKind::kIdent) {
    hint = "guard it: `" + ast_[id].name + " != null && ...`";
  }
  Warn(ast_[id].span, "expr.maybe-none", Quoted(id) + " may be none", std::move(hint));
}

std::string Checker::Name(const Type& type) const {
  return TypeName(inference_.Settle(type), schema());
}

// What is written there, if it is short and on one line.
std::optional<std::string> Checker::Quote(ExprId id) const {
  const Span span = ast_[id].span;
  std::string text = ast_.text.substr(span.begin, span.end - span.begin);
  const bool has_break = text.find_first_of("\r\n") != std::string::npos;
  if (text.empty() || text.size() > kLongestQuote || has_break) return std::nullopt;
  return text;
}

std::string Checker::Quoted(ExprId id) const {
  const std::optional<std::string> quote = Quote(id);
  return quote.has_value() ? "`" + *quote + "`" : "this";
}

}  // namespace assay
