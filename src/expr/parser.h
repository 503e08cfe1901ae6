// The parser proper: tokens to tree, by recursive descent with precedence levels.
//
//   expression = or ["?" or ":" expression]
//   or         = and {"||" and}            and  = relation {"&&" relation}
//   relation   = sum {("==" | "!=" | "<" | "<=" | ">" | ">=" | "in") sum}
//   sum        = product {("+" | "-") product}
//   product    = unary {("*" | "/" | "%") unary}
//   unary      = {"!" | "-"} postfix
//   postfix    = primary {"." name ["(" arguments ")"] | ".?" name | "[" ["?"] expression "]"
//                         | "{" fields "}"}
//   primary    = ["."] name ["(" arguments ")"] | literal | "-" number | "(" expression ")"
//              | "[" entries "]" | "{" entries "}"
//
// A fault is reported where it is met; then the parser goes on behind the next comma or closing
// bracket, so that one run finds several, and says nothing more about the place where it stopped.

#ifndef ASSAY_SRC_EXPR_PARSER_H_
#define ASSAY_SRC_EXPR_PARSER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/ast.h"
#include "assay/expr/parse.h"
#include "src/expr/lex.h"
#include "src/expr/syntax_faults.h"
#include "src/expr/tree_builder.h"

namespace assay {

class Parser {
 public:
  // `text`, which must be UTF-8, and `faults` must outlive the parser.
  Parser(std::string_view text, const ParseOptions& options, SyntaxFaults* faults);

  // The whole tree, or nothing and at least one error in `faults`. Call once.
  std::optional<Ast> Run();

 private:
  // The grammar, top down (parser.cc).
  Operand Expression();
  Operand Conditional();
  Operand Binary(int level);
  Operand Unary();
  Operand Postfix();
  Operand Primary();
  Operand Parenthesised();
  Operand List();
  Operand Map();
  Operand Struct(const Operand& name);
  Operand NameOrCall();
  Operand Selection(const Operand& of);
  Operand Index(const Operand& of);
  Operand Literal();
  // `receiver` may be null. The name was taken; the next token is `(`.
  Operand Call(const Operand* receiver, std::string name, const Token& name_token,
               std::uint32_t begin);
  // Comma-separated entries up to `closer`; `entry` parses one. The opening bracket was taken.
  template <typename Entry>
  void Entries(const Token& opening, TokenKind closer, bool trailing_comma, const Entry& entry);
  // The dotted name that `id` is, if it is nothing else.
  std::optional<std::string> QualifiedName(ExprId id) const;

  // Tokens and faults (parser_faults.cc).
  const Token& Peek(std::size_t ahead = 0) const;
  bool At(TokenKind kind) const { return Peek().kind == kind; }
  Token Take();  // The next token; the end is never passed.
  bool Accept(TokenKind kind);
  std::string_view TextOf(const Token& token) const;
  std::uint32_t LastEnd() const;  // Where the last token that was taken ends.
  Span SpanFrom(std::uint32_t begin) const { return {begin, LastEnd()}; }
  // Reports once per place, and not where the lexer did.
  void Fault(Span span, std::string_view code, std::string message, std::string hint);
  void Unexpected(std::string_view expected, std::string_view hint = {});
  // `expected`: what could have stood here beside `closer`.
  void UnexpectedInBrackets(const Token& opening, TokenKind closer, std::string_view expected);
  std::string_view HintAtOperator() const;
  void ReservedWord(const Token& token);
  void SkipToSeparator();
  void MendWordOperator();
  bool AcceptNotWord();
  bool AcceptPlusSign();

  std::string_view text_;
  ParseOptions options_;
  SyntaxFaults* faults_;
  std::vector<Token> tokens_;
  TreeBuilder tree_;
  std::size_t at_ = 0;
  std::size_t nesting_ = 0;
  std::optional<std::size_t> silent_at_;  // The token about which all is said.
};

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_PARSER_H_
