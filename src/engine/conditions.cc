#include "src/engine/conditions.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "assay/base/decimal.h"
#include "assay/expr/print.h"

namespace assay {
namespace {

// How deep fields and functions are followed into others: enough for any pack that is read by
// people, and a bound on what an explanation costs.
constexpr int kDeepest = 6;
constexpr std::size_t kMostReadings = 8;
constexpr std::size_t kLongestReading = 80;

bool Holds(const Value& value) { return TruthOf(value) == Truth::kPass; }

bool IsCall(const Expr& node, std::string_view name) { return node.kind == ExprKind::kCall && node.name == name; }

bool IsAll(const Expr& node) {
  return node.kind == ExprKind::kComprehension && node.macro == Macro::kAll &&
         node.variables.size() == 1;
}

struct Quantity {
  Decimal amount;
  bool is_whole = true;  // Of a kind without fractions, so that one more is the next.
  std::string_view unit;
};

std::optional<Quantity> QuantityOf(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kInt: return Quantity{Decimal::FromInteger(value.as_int()), true, ""};
    case ValueKind::kDate:
    case ValueKind::kWhen: return Quantity{Decimal::FromInteger(value.as_date().days_since_epoch()), true, "days"};
    case ValueKind::kDecimal: return Quantity{value.as_decimal(), false, ""};
    case ValueKind::kDuration:
      if (value.as_duration().nanos != 0) return std::nullopt;
      return Quantity{Decimal::FromInteger(value.as_duration().seconds), true, "seconds"};
    default: return std::nullopt;
  }
}

// A bare number has its unit in its name: `tenure_days`, `params.view_min_pct`.
std::string_view UnitInName(const Expr& node) {
  struct Suffix {
    std::string_view ending;
    std::string_view unit;
  };
  constexpr Suffix kSuffixes[] = {
      {"_days", "days"}, {"_months", "months"}, {"_seconds", "seconds"}, {"_pct", "percent"}, {"_hours", "hours"}};
  const bool has_name =
      node.kind == ExprKind::kSelect || node.kind == ExprKind::kIdent || node.kind == ExprKind::kCall;
  if (!has_name) return "";
  if (node.name.starts_with("days_")) return "days";  // `days_after_end(...)`
  for (const Suffix& suffix : kSuffixes) {
    if (node.name.ends_with(suffix.ending)) return suffix.unit;
  }
  return "";
}

// The lesser or the greater of two; nothing where their units differ.
std::optional<Shortfall> Pick(const Shortfall& left, const Shortfall& right, bool is_greater) {
  if (left.unit != right.unit) return std::nullopt;
  return (left.amount < right.amount) == is_greater ? right : left;
}

std::string Cut(std::string text) {
  if (text.size() <= kLongestReading) return text;
  std::size_t end = kLongestReading;
  // Not within a character.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text.resize(end);
  return text + "…";
}

const char* StateName(const Value& value) {
  switch (TruthOf(value)) {
    case Truth::kUnknown: return "unknown";
    case Truth::kError: return "error";
    default: return "false";
  }
}

// Whether the node is the name of something that holds a value: a field, a parameter, the day.
bool IsReading(const Condition& condition) {
  switch (condition.meaning().meaning) {
    case Meaning::kStoredField:
    case Meaning::kDerivedField:
    case Meaning::kChildren:
    case Meaning::kInverse:
    case Meaning::kParent:
    case Meaning::kWhenDate:
    case Meaning::kWhenInstant:
    case Meaning::kWhenPart:
    case Meaning::kNamespaceMember:
    case Meaning::kMapField: return condition.node().kind == ExprKind::kSelect;
    case Meaning::kVariable: return condition.meaning().type.kind != TypeKind::kRecord;
    case Meaning::kLocal:
      return condition.meaning().a < condition.locals.size() &&
             condition.locals[condition.meaning().a].kind() != ValueKind::kRecord;
    default: return false;
  }
}

}  // namespace

Value Conditions::ValueOf(const Condition& condition) {
  CheckedExpr& program = programs_.try_emplace(condition.program, *condition.program).first->second;
  program.ast.root = condition.id;
  return run_.EvaluateTraced(program, condition.locals, nullptr);
}

void Conditions::Flatten(const Condition& condition, std::vector<Condition>* conjuncts) const {
  if (!IsCall(condition.node(), "_&&_")) {
    conjuncts->push_back(condition);
    return;
  }
  Flatten(condition.Child(0), conjuncts);
  Flatten(condition.Child(1), conjuncts);
}

std::vector<Condition> Conditions::Conjuncts(const Condition& condition) {
  std::vector<Condition> conjuncts;
  Flatten(condition, &conjuncts);
  for (int depth = 0; depth < kDeepest && conjuncts.size() == 1; ++depth) {
    const std::optional<Condition> inside = Inside(conjuncts.front());
    if (!inside) break;
    std::vector<Condition> further;
    Flatten(*inside, &further);
    conjuncts = std::move(further);
  }
  return conjuncts;
}

std::optional<Condition> Conditions::Inside(const Condition& condition) {
  const NodeMeaning& meaning = condition.meaning();
  if (meaning.meaning == Meaning::kDefinedCall) {
    const CheckedExpr* body = run_.Body(meaning.a);
    Condition inside{body, body->ast.root, {}};
    for (std::size_t k = 0; k < condition.node().children.size(); ++k) {
      inside.locals.push_back(ValueOf(condition.Child(k)));
    }
    return inside;
  }
  if (meaning.meaning != Meaning::kDerivedField || condition.node().kind != ExprKind::kSelect) return std::nullopt;
  const CompiledDerived& derived = run_.pack().derived[meaning.a][meaning.b];
  if (derived.definition->is_grouped) return std::nullopt;
  Value self = ValueOf(condition.Child(0));
  if (self.kind() == ValueKind::kOptional && self.has_optional_value()) self = Value(self.optional_value());
  if (self.kind() != ValueKind::kRecord) return std::nullopt;
  const CheckedExpr& program = derived.value->program();
  return Condition{&program, program.ast.root, {std::move(self)}};
}

std::optional<Shortfall> Conditions::ShortfallOf(const Condition& condition) { return Within(condition, 0); }

std::optional<Shortfall> Conditions::Within(const Condition& condition, int depth) {
  if (depth > kDeepest) return std::nullopt;
  const bool is_and = IsCall(condition.node(), "_&&_");
  if (is_and || IsCall(condition.node(), "_||_")) {
    // All that is missing is needed of `&&`: the most. Of `||` whatever is nearest.
    std::optional<Shortfall> found;
    for (std::size_t k = 0; k < 2; ++k) {
      const Condition side = condition.Child(k);
      if (is_and && Holds(ValueOf(side))) continue;
      const std::optional<Shortfall> missing = Within(side, depth + 1);
      if (!missing && is_and) return std::nullopt;
      if (!missing) continue;
      if (!found) {
        found = missing;
      } else {
        found = Pick(*found, *missing, is_and);
        if (!found) return std::nullopt;
      }
    }
    return found;
  }
  if (const std::optional<Condition> inside = Inside(condition)) return Within(*inside, depth + 1);
  return OfComparison(condition);
}

std::optional<Shortfall> Conditions::OfComparison(const Condition& condition) {
  const Expr& node = condition.node();
  const bool is_strict = IsCall(node, "_<_") || IsCall(node, "_>_");
  const bool is_less = IsCall(node, "_<_") || IsCall(node, "_<=_");
  const bool is_more = IsCall(node, "_>_") || IsCall(node, "_>=_");
  const bool is_equal = IsCall(node, "_==_");
  if (!is_less && !is_more && !is_equal) return std::nullopt;
  const std::optional<Quantity> left = QuantityOf(ValueOf(condition.Child(0)));
  const std::optional<Quantity> right = QuantityOf(ValueOf(condition.Child(1)));
  if (!left || !right || left->unit != right->unit) return std::nullopt;
  const Decimal minus_one = Decimal::FromInteger(-1);
  const auto difference = [&](Decimal from, Decimal subtracted) -> std::optional<Decimal> {
    const std::optional<Decimal> negative = Multiply(subtracted, minus_one);
    return negative ? Add(from, *negative) : std::nullopt;
  };
  std::optional<Decimal> amount =
      is_more ? difference(right->amount, left->amount) : difference(left->amount, right->amount);
  const Decimal zero;
  if (amount && is_equal && *amount < zero) amount = Multiply(*amount, minus_one);
  if (amount && is_strict && left->is_whole && right->is_whole) amount = Add(*amount, Decimal::FromInteger(1));
  if (!amount || *amount <= zero) return std::nullopt;
  std::string_view unit = left->unit;
  if (unit.empty()) unit = UnitInName(condition.Child(0).node());
  if (unit.empty()) unit = UnitInName(condition.Child(1).node());
  return Shortfall{*amount, std::string(unit)};
}

// Down to the conditions that are no longer made of others.
void Conditions::AddInnermost(const Condition& condition, int depth, std::vector<Condition>* innermost) {
  const bool is_logic = IsCall(condition.node(), "_&&_") || IsCall(condition.node(), "_||_");
  if (is_logic && depth <= kDeepest) {
    for (std::size_t k = 0; k < 2; ++k) {
      const Condition side = condition.Child(k);
      const Value value = ValueOf(side);
      // Behind a guard that failed an error says nothing.
      const bool is_noise = Holds(value) || (value.is_error() && !innermost->empty());
      if (!is_noise) AddInnermost(side, depth + 1, innermost);
    }
    return;
  }
  const std::optional<Condition> inside = depth <= kDeepest ? Inside(condition) : std::nullopt;
  if (inside) {
    AddInnermost(*inside, depth + 1, innermost);
  } else {
    innermost->push_back(condition);
  }
}

void Conditions::AddReadings(const Condition& condition, bool is_whole,
                             std::vector<FailedCondition::Reading>* readings) {
  if (IsReading(condition)) {
    if (is_whole) return;  // That it is false was said already.
    std::string text = Print(condition.program->ast, condition.id);
    const bool is_known = std::any_of(readings->begin(), readings->end(),
                                      [&](const auto& reading) { return reading.expression == text; });
    if (is_known || readings->size() >= kMostReadings) return;
    readings->push_back({std::move(text), Cut(DebugString(ValueOf(condition), &run_.facts()))});
    return;
  }
  // What a function of the pack made of its arguments comes before them.
  if (condition.meaning().meaning == Meaning::kDefinedCall && !is_whole &&
      readings->size() < kMostReadings) {
    readings->push_back({Print(condition.program->ast, condition.id),
                         Cut(DebugString(ValueOf(condition), &run_.facts()))});
  }
  if (IsAll(condition.node())) {
    AddException(condition, readings);
    return;
  }
  // What other macros bind has no one value here.
  const ExprKind kind = condition.node().kind;
  if (kind == ExprKind::kComprehension || kind == ExprKind::kBind || kind == ExprKind::kBlock) return;
  for (std::size_t k = 0; k < condition.node().children.size(); ++k) AddReadings(condition.Child(k), false, readings);
}

// Of `all`, the first element for which it does not hold, and what was read of that.
void Conditions::AddException(const Condition& condition,
                              std::vector<FailedCondition::Reading>* readings) {
  const Value list = ValueOf(condition.Child(0));
  if (list.kind() != ValueKind::kList) return;
  Condition predicate = condition.Child(1);
  predicate.locals.emplace_back();
  for (const Value& element : list.items()) {
    predicate.locals.back() = element;
    if (Holds(ValueOf(predicate))) continue;
    if (readings->size() >= kMostReadings) return;
    readings->push_back(
        {condition.node().variables[0], Cut(DebugString(element, &run_.facts()))});
    std::vector<Condition> innermost;
    AddInnermost(predicate, 0, &innermost);
    for (const Condition& inner : innermost) AddReadings(inner, false, readings);
    return;
  }
}

FailedCondition Conditions::Describe(const Condition& condition, const Value& value) {
  FailedCondition failed;
  failed.rule = Print(condition.program->ast, condition.id);
  failed.state = StateName(value);
  std::vector<Condition> innermost;
  AddInnermost(condition, 0, &innermost);
  for (const Condition& inner : innermost) {
    const bool is_itself = inner.program == condition.program && inner.id == condition.id;
    if (!is_itself) failed.because.push_back(Print(inner.program->ast, inner.id));
    AddReadings(inner, true, &failed.values);
  }
  if (failed.state == "false") failed.shortfall = ShortfallOf(condition);
  return failed;
}

}  // namespace assay
