// Literal words. A misspelt word of an enumeration would disarm a rule in silence, so it is a
// fault; one outside the usual words of a text field may be meant, so it is a warning.

#include <algorithm>

#include "src/expr/checker.h"

namespace assay {
namespace {

// Functions that compare their arguments with each other.
constexpr std::string_view kComparing[] = {
    "_==_", "_!=_", "@in", "sets.contains", "sets.intersects", "sets.equivalent"};

// Methods that give back what they were given, or an element of it.
constexpr std::string_view kPassingOn[] = {"orValue", "or",    "value", "distinct", "slice",
                                           "reverse", "first", "last",  "flatten"};

template <typename Names>
bool Contains(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::vector<std::string_view> WordsOfEnum(const EnumType& type) {
  return {type.values.begin(), type.values.end()};
}

// The enumeration of a value, of the elements of a list, or of what an optional holds.
EnumId EnumWithin(Type type) {
  while (type.kind == TypeKind::kList || type.kind == TypeKind::kOptional) {
    Type element = std::move(type.arguments[0]);
    type = std::move(element);
  }
  return type.kind == TypeKind::kEnum ? type.id : kNoId;
}

}  // namespace

// A string literal, a list of them, a choice of such, or a local that ranges over one.
bool Checker::IsWords(ExprId id) const {
  if (ast_[id].kind != ExprKind::kIdent) return IsLiteralWords(id);
  const auto depth = scope_.Find(ast_[id].name);
  return depth.has_value() && scope_[*depth].words != kNoExpr;
}

// No locals within: what they mean depends on where they are looked up.
bool Checker::IsLiteralWords(ExprId id) const {
  const Expr& expr = ast_[id];
  switch (expr.kind) {
    case ExprKind::kConstant:
      return std::holds_alternative<std::string>(expr.constant);
    case ExprKind::kList:
      return !expr.children.empty() &&
             std::all_of(expr.children.begin(), expr.children.end(), [this](ExprId child) {
               return IsConstant(child) && IsLiteralWords(child);
             });
    case ExprKind::kCall:
      return expr.name == "_?_:_" && !expr.receiver && IsLiteralWords(expr.children[1]) &&
             IsLiteralWords(expr.children[2]);
    default:
      return false;
  }
}

std::vector<ExprId> Checker::WordsOf(ExprId id) const {
  if (ast_[id].kind == ExprKind::kIdent) id = scope_[*scope_.Find(ast_[id].name)].words;
  std::vector<ExprId> literals;
  std::vector<ExprId> waiting = {id};
  while (!waiting.empty()) {
    const ExprId next = waiting.back();
    waiting.pop_back();
    const std::vector<ExprId>& children = ast_[next].children;
    if (ast_[next].kind == ExprKind::kList) {
      literals.insert(literals.end(), children.begin(), children.end());
    } else if (ast_[next].kind == ExprKind::kCall) {
      waiting.insert(waiting.end(), {children[2], children[1]});
    } else {
      literals.push_back(next);
    }
  }
  return literals;
}

void Checker::CheckWords(const Type& wanted, ExprId id) {
  const EnumId wanted_enum = EnumWithin(inference_.Resolve(wanted));
  if (wanted_enum == kNoId || !IsWords(id)) return;
  const EnumType& enumeration = schema()->enums()[wanted_enum];
  for (ExprId literal : WordsOf(id)) {
    const std::string& word = std::get<std::string>(ast_[literal].constant);
    if (schema()->FindEnumValue(wanted_enum, word) >= 0 || word_is_reported_[literal]) continue;
    word_is_reported_[literal] = true;
    std::string hint = DidYouMean(word, WordsOfEnum(enumeration));
    if (hint.empty() && enumeration.values.size() <= 8) {
      for (const std::string& value : enumeration.values) {
        hint += (hint.empty() ? "its words are `" : "`, `") + value;
      }
      hint += "`";
    }
    Fault(ast_[literal].span, "expr.no-such-value",
          "`" + word + "` is not a word of " + enumeration.name, std::move(hint));
  }
}

void Checker::CheckVocabulary(ExprId call, const Arguments& arguments) {
  if (!Contains(kComparing, ast_[call].name)) return;
  EnumId vocabulary = kNoId;
  for (ExprId argument : arguments.ids) {
    if (vocabulary_[argument] != kNoId) vocabulary = vocabulary_[argument];
  }
  if (vocabulary == kNoId) return;
  const EnumType& usual = schema()->enums()[vocabulary];
  for (ExprId argument : arguments.ids) {
    if (!IsWords(argument)) continue;
    for (ExprId literal : WordsOf(argument)) {
      const std::string& word = std::get<std::string>(ast_[literal].constant);
      if (schema()->FindEnumValue(vocabulary, word) >= 0 || word_is_reported_[literal]) continue;
      word_is_reported_[literal] = true;
      Warn(ast_[literal].span, "expr.unusual-word",
           "`" + word + "` is not among the usual words of " + usual.name,
           DidYouMean(word, WordsOfEnum(usual)));
    }
  }
}

// Values of two enumerations without a common word are never equal: a trap that asks for it would
// never be triggered.
void Checker::CheckCommonWords(ExprId call, const Arguments& arguments) {
  if (!Contains(kComparing, ast_[call].name) || arguments.types.size() != 2) return;
  const EnumId left = EnumWithin(inference_.Resolve(arguments.types[0]));
  const EnumId right = EnumWithin(inference_.Resolve(arguments.types[1]));
  if (left == kNoId || right == kNoId || left == right) return;
  const EnumType& one = schema()->enums()[left];
  const EnumType& other = schema()->enums()[right];
  for (const std::string& word : one.values) {
    if (schema()->FindEnumValue(right, word) >= 0) return;
  }
  Fault(ast_[call].name_span, "expr.no-such-value",
        "no word of " + one.name + " is a word of " + other.name + ": they are never equal",
        "compare with a value of the same enumeration, or with one of its words");
}

EnumId Checker::VocabularyOfCall(const Expr& call) const {
  const bool passes_on = call.receiver && Contains(kPassingOn, call.name);
  if (!passes_on && call.name != "_[_]" && call.name != "_[?_]") return kNoId;
  return vocabulary_[call.children[0]];
}

}  // namespace assay
