#include "src/expr/parser.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/expr/literal.h"
#include "src/expr/macro.h"

namespace assay {
namespace {

constexpr int kOrLevel = 1;
constexpr int kAndLevel = 2;
constexpr int kRelationLevel = 3;
constexpr int kSumLevel = 4;
constexpr int kProductLevel = 5;

struct BinaryOperator {
  int level = 0;  // 0: the token is no operator.
  const char* name = "";
};

BinaryOperator OperatorOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kOr: return {kOrLevel, "_||_"};
    case TokenKind::kAnd: return {kAndLevel, "_&&_"};
    case TokenKind::kEqual: return {kRelationLevel, "_==_"};
    case TokenKind::kNotEqual: return {kRelationLevel, "_!=_"};
    case TokenKind::kLess: return {kRelationLevel, "_<_"};
    case TokenKind::kLessEqual: return {kRelationLevel, "_<=_"};
    case TokenKind::kGreater: return {kRelationLevel, "_>_"};
    case TokenKind::kGreaterEqual: return {kRelationLevel, "_>=_"};
    case TokenKind::kIn: return {kRelationLevel, "@in"};
    case TokenKind::kPlus: return {kSumLevel, "_+_"};
    case TokenKind::kMinus: return {kSumLevel, "_-_"};
    case TokenKind::kStar: return {kProductLevel, "_*_"};
    case TokenKind::kSlash: return {kProductLevel, "_/_"};
    case TokenKind::kPercent: return {kProductLevel, "_%_"};
    default: return {};
  }
}

}  // namespace

Parser::Parser(std::string_view text, const ParseOptions& options, SyntaxFaults* faults)
    : text_(text),
      options_(options),
      faults_(faults),
      tokens_(Lex(text, faults)),
      tree_(options.limits, faults) {}

std::optional<Ast> Parser::Run() {
  if (At(TokenKind::kEnd)) {
    Fault({0, 0}, "expr.syntax", "there is no expression here", "");
    return std::nullopt;
  }
  const Operand whole = Expression();
  if (!At(TokenKind::kEnd)) {
    const TokenKind kind = Peek().kind;
    const bool closes = kind == TokenKind::kRightParen || kind == TokenKind::kRightBracket ||
                        kind == TokenKind::kRightBrace;
    if (closes) {
      Fault(Peek().span, "expr.syntax",
            absl::StrCat("this `", std::string(TextOf(Peek())), "` closes nothing"), "");
    } else {
      Unexpected("an operator", HintAtOperator());
    }
  }
  if (faults_->has_errors()) return std::nullopt;
  return tree_.Finish(text_, whole.id);
}

Operand Parser::Expression() {
  if (nesting_ >= options_.limits.depth) {
    tree_.Exhaust(Peek().span, "expr.limit-depth",
                  absl::StrCat("this is nested more than ", options_.limits.depth, " deep"),
                  "split it up: cel.bind, a derived field or a function");
    return {};
  }
  ++nesting_;
  const Operand result = Conditional();
  --nesting_;
  return result;
}

// A ladder `a ? b : c ? d : e` is read in a loop and put together from its end.
Operand Parser::Conditional() {
  struct Step {
    Operand condition;
    Operand value;
    Span mark;
  };
  std::vector<Step> steps;
  Operand last = Binary(kOrLevel);
  while (At(TokenKind::kQuestion)) {
    const Token question = Take();
    const bool is_joined = At(TokenKind::kDot) && Peek().span.begin == question.span.end;
    const Operand value = Binary(kOrLevel);
    if (!Accept(TokenKind::kColon)) {
      std::string_view hint = "a choice is written: condition ? value : other";
      if (At(TokenKind::kQuestion)) hint = "put the inner choice in parentheses";
      if (is_joined) hint = "an optional selection is written x.?field";
      Unexpected("`:`", hint);
      return {};
    }
    steps.push_back({last, value, question.span});
    last = Binary(kOrLevel);
  }
  while (!steps.empty()) {
    const Step& step = steps.back();
    const Span span = {step.condition.span.begin, last.span.end};
    last = {tree_.AddCall("_?_:_", step.mark, span, {step.condition.id, step.value.id, last.id}),
            span};
    steps.pop_back();
  }
  return last;
}

Operand Parser::Binary(int level) {
  Operand left = Unary();
  int relations = 0;
  while (true) {
    MendWordOperator();
    const BinaryOperator op = OperatorOf(Peek().kind);
    if (op.level == 0 || op.level < level) return left;
    if (op.level == kOrLevel || op.level == kAndLevel) {
      const TokenKind kind = Peek().kind;
      std::vector<Operand> operands = {left};
      std::vector<Span> operators;
      do {
        operators.push_back(Take().span);
        operands.push_back(Binary(op.level + 1));
        MendWordOperator();
      } while (At(kind));
      left = tree_.AddChain(op.name, operands, operators);
      continue;
    }
    const Token token = Take();
    if (op.level == kRelationLevel && ++relations == 2) {
      faults_->Warning(token.span, "expr.chained-comparison",
                       "this compares the result of the comparison before it",
                       "to compare all three write a == b && b == c; else put parentheses");
    }
    const Operand right = Binary(op.level + 1);
    const Span span = {left.span.begin, right.span.end};
    left = {tree_.AddCall(op.name, token.span, span, {left.id, right.id}), span};
  }
}

Operand Parser::Unary() {
  std::vector<Token> operators;
  while (true) {
    const bool is_negative_number =
        At(TokenKind::kMinus) && Peek(1).kind == TokenKind::kNumber;
    if (AcceptPlusSign()) continue;
    if (AcceptNotWord()) {
      operators.push_back({TokenKind::kNot, false, tokens_[at_ - 1].span});
    } else if (At(TokenKind::kNot) || (At(TokenKind::kMinus) && !is_negative_number)) {
      operators.push_back(Take());
    } else {
      break;
    }
  }
  Operand result = Postfix();
  while (!operators.empty()) {
    const Token& token = operators.back();
    const Span span = {token.span.begin, result.span.end};
    const char* name = token.kind == TokenKind::kNot ? "!_" : "-_";
    result = {tree_.AddCall(name, token.span, span, {result.id}), span};
    operators.pop_back();
  }
  return result;
}

Operand Parser::Postfix() {
  Operand result = Primary();
  while (true) {
    if (At(TokenKind::kDot)) {
      result = Selection(result);
    } else if (At(TokenKind::kLeftBracket)) {
      result = Index(result);
    } else if (At(TokenKind::kLeftBrace) && QualifiedName(result.id).has_value()) {
      result = Struct(result);
    } else {
      return result;
    }
  }
}

// `.name`, `.?name`, `` .`name` `` or `.name(arguments)`.
Operand Parser::Selection(const Operand& of) {
  Take();
  const bool optional = Accept(TokenKind::kQuestion);
  const Token name = Peek();
  if (name.kind == TokenKind::kIn || name.kind == TokenKind::kTrue ||
      name.kind == TokenKind::kFalse || name.kind == TokenKind::kNull) {
    const std::string word(TextOf(Take()));
    Fault(name.span, "expr.reserved", absl::StrCat("`", word, "` is a word of the language"),
          absl::StrCat("as a field write it in backticks: x.`", word, "`"));
    return {kNoExpr, SpanFrom(of.span.begin)};
  }
  if (name.kind != TokenKind::kIdent && name.kind != TokenKind::kQuotedIdent) {
    Unexpected(optional ? "a field behind `.?`" : "a field or a function behind `.`");
    return {kNoExpr, SpanFrom(of.span.begin)};
  }
  Take();
  std::string text(TextOf(name));
  if (name.kind == TokenKind::kQuotedIdent) text = text.substr(1, text.size() - 2);
  if (At(TokenKind::kLeftParen) && name.kind == TokenKind::kIdent) {
    if (optional) {
      Fault(name.span, "expr.syntax", "`.?` selects a field; a call cannot be optional",
            "write x.optMap(v, v.f())");
    }
    return Call(&of, std::move(text), name, of.span.begin);
  }
  Expr node;
  node.kind = ExprKind::kSelect;
  node.optional = optional;
  node.span = SpanFrom(of.span.begin);
  node.name_span = name.span;
  node.name = std::move(text);
  node.children = {of.id};
  const Span span = node.span;
  if (name.is_faulty) return {kNoExpr, span};
  return {tree_.Add(std::move(node)), span};
}

Operand Parser::Index(const Operand& of) {
  const Token opening = Take();
  const bool optional = Accept(TokenKind::kQuestion);
  Operand index;
  std::size_t count = 0;
  Entries(opening, TokenKind::kRightBracket, false, [&] {
    index = Expression();
    if (++count == 2) {
      Fault(index.span, "expr.syntax", "an index is one expression", "for x[a][b] write just that");
    }
  });
  const Span span = SpanFrom(of.span.begin);
  if (count == 0) {
    Fault(span, "expr.syntax", "an index stands between `[` and `]`", "the first element is x[0]");
  }
  return {tree_.AddCall(optional ? "_[?_]" : "_[_]", opening.span, span, {of.id, index.id}), span};
}

// `name` or `.name`, or a call of it.
Operand Parser::NameOrCall() {
  const std::uint32_t begin = Peek().span.begin;
  const bool is_rooted = Accept(TokenKind::kDot);
  const Token token = Peek();
  if (token.kind != TokenKind::kIdent) {
    Unexpected("a name");
    return {kNoExpr, SpanFrom(begin)};
  }
  if (IsReservedWord(TextOf(token))) {
    ReservedWord(token);
    return {kNoExpr, SpanFrom(begin)};
  }
  Take();
  const std::string name = (is_rooted ? "." : "") + std::string(TextOf(token));
  if (At(TokenKind::kLeftParen)) return Call(nullptr, name, token, begin);
  const Span span = SpanFrom(begin);
  return {tree_.AddIdent(name, span), span};
}

Operand Parser::Call(const Operand* receiver, std::string name, const Token& name_token,
                     std::uint32_t begin) {
  ParsedCall call;
  call.receiver = receiver == nullptr ? kNoExpr : receiver->id;
  call.name_span = name_token.span;
  bool is_faulty = receiver != nullptr && receiver->id == kNoExpr;
  const Token opening = Take();
  Entries(opening, TokenKind::kRightParen, false, [&] {
    call.arguments.push_back(Expression().id);
    is_faulty = is_faulty || call.arguments.back() == kNoExpr;
  });
  call.span = SpanFrom(begin);
  call.name = name;
  if (is_faulty) return {kNoExpr, call.span};
  if (options_.macros) {
    Expansion expansion = ExpandMacro(call, tree_.nodes(), faults_);
    if (expansion.is_macro) {
      if (!expansion.node.has_value()) return {kNoExpr, call.span};
      return {tree_.Add(*std::move(expansion.node)), call.span};
    }
  }
  Expr node;
  node.kind = ExprKind::kCall;
  node.receiver = receiver != nullptr;
  node.span = call.span;
  node.name_span = call.name_span;
  if (receiver != nullptr) node.children.push_back(receiver->id);
  node.children.insert(node.children.end(), call.arguments.begin(), call.arguments.end());
  node.name = std::move(name);
  return {tree_.Add(std::move(node)), call.span};
}

Operand Parser::Primary() {
  switch (Peek().kind) {
    case TokenKind::kIdent:
    case TokenKind::kDot: return NameOrCall();
    case TokenKind::kLeftParen: return Parenthesised();
    case TokenKind::kLeftBracket: return List();
    case TokenKind::kLeftBrace: return Map();
    case TokenKind::kMinus:
    case TokenKind::kNumber:
    case TokenKind::kString:
    case TokenKind::kTrue:
    case TokenKind::kFalse:
    case TokenKind::kNull: return Literal();
    default: break;
  }
  std::string_view hint;
  if (At(TokenKind::kRightParen) && at_ > 0 && tokens_[at_ - 1].kind == TokenKind::kComma) {
    hint = "leave the last comma out";
  }
  if (At(TokenKind::kQuotedIdent)) hint = "backticks are for fields: x.`some name`";
  const Span span = {Peek().span.begin, Peek().span.begin};
  Unexpected("a value", hint);
  return {kNoExpr, span};
}

Operand Parser::Literal() {
  const Token token = Take();
  const bool is_negative = token.kind == TokenKind::kMinus;
  const Token literal = is_negative ? Take() : token;
  const Span span = SpanFrom(token.span.begin);
  if (literal.is_faulty) return {kNoExpr, span};
  std::optional<Constant> value;
  switch (literal.kind) {
    case TokenKind::kNumber:
      value = NumberConstant(TextOf(literal), is_negative, span, faults_);
      break;
    case TokenKind::kString: value = StringConstant(text_, literal.span, faults_); break;
    case TokenKind::kTrue: value = Constant(true); break;
    case TokenKind::kFalse: value = Constant(false); break;
    default: value = Constant(NullConstant()); break;
  }
  if (!value.has_value()) return {kNoExpr, span};
  return {tree_.AddConstant(*std::move(value), span), span};
}

Operand Parser::Parenthesised() {
  const Token opening = Take();
  const Operand inner = Expression();
  if (Accept(TokenKind::kRightParen)) return {inner.id, SpanFrom(opening.span.begin)};
  UnexpectedInBrackets(opening, TokenKind::kRightParen, "an operator");
  do {
    SkipToSeparator();
  } while (Accept(TokenKind::kComma));
  Accept(TokenKind::kRightParen);
  return {kNoExpr, SpanFrom(opening.span.begin)};
}

template <typename Entry>
void Parser::Entries(const Token& opening, TokenKind closer, bool trailing_comma,
                     const Entry& entry) {
  if (Accept(closer)) return;
  while (true) {
    entry();
    if (!At(TokenKind::kComma) && !At(closer)) {
      UnexpectedInBrackets(opening, closer, "`,`");
      SkipToSeparator();
    }
    if (Accept(closer)) return;
    if (!Accept(TokenKind::kComma)) return;  // Another bracket's end, or the text's.
    if (trailing_comma && Accept(closer)) return;
  }
}

Operand Parser::List() {
  const Token opening = Take();
  Expr node;
  node.kind = ExprKind::kList;
  Entries(opening, TokenKind::kRightBracket, true, [&] {
    node.optional_entries.push_back(Accept(TokenKind::kQuestion));
    node.children.push_back(Expression().id);
  });
  node.span = SpanFrom(opening.span.begin);
  node.name_span = opening.span;
  const Span span = node.span;
  return {tree_.Add(std::move(node)), span};
}

Operand Parser::Map() {
  const Token opening = Take();
  Expr node;
  node.kind = ExprKind::kMap;
  Entries(opening, TokenKind::kRightBrace, true, [&] {
    node.optional_entries.push_back(Accept(TokenKind::kQuestion));
    node.children.push_back(Expression().id);
    if (Accept(TokenKind::kColon)) {
      node.children.push_back(Expression().id);
    } else {
      Unexpected("`:` between key and value");
      node.children.push_back(kNoExpr);
    }
  });
  node.span = SpanFrom(opening.span.begin);
  node.name_span = opening.span;
  const Span span = node.span;
  return {tree_.Add(std::move(node)), span};
}

Operand Parser::Struct(const Operand& name) {
  Expr node;
  node.kind = ExprKind::kStruct;
  node.name = *QualifiedName(name.id);
  node.name_span = name.span;
  const Token opening = Take();
  Entries(opening, TokenKind::kRightBrace, true, [&] {
    node.optional_entries.push_back(Accept(TokenKind::kQuestion));
    const Token field = Peek();
    if (field.kind != TokenKind::kIdent && field.kind != TokenKind::kQuotedIdent) {
      Unexpected("the name of a field");
      node.children.push_back(kNoExpr);
      return;
    }
    std::string text(TextOf(Take()));
    if (field.kind == TokenKind::kQuotedIdent) text = text.substr(1, text.size() - 2);
    node.field_names.push_back(std::move(text));
    if (Accept(TokenKind::kColon)) {
      node.children.push_back(Expression().id);
    } else {
      Unexpected("`:` behind the name of a field");
      node.children.push_back(kNoExpr);
    }
  });
  node.span = SpanFrom(name.span.begin);
  const Span span = node.span;
  return {tree_.Add(std::move(node)), span};
}

std::optional<std::string> Parser::QualifiedName(ExprId id) const {
  std::string name;
  while (id != kNoExpr) {
    const Expr& node = tree_.nodes()[id];
    const bool is_select = node.kind == ExprKind::kSelect && !node.optional;
    if (!is_select && node.kind != ExprKind::kIdent) return std::nullopt;
    if (node.name.front() == '@' || !IsPlainName(node.name.substr(node.name.front() == '.'))) {
      return std::nullopt;
    }
    name.insert(0, node.name);
    if (!is_select) return name;
    name.insert(0, 1, '.');
    id = node.children[0];
  }
  return std::nullopt;
}

}  // namespace assay
