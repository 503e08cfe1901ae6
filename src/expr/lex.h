// Lexer of the rule language: text to tokens, comments and white space left out.
//
// Tokens only mark where something stands. What a literal is worth is found by whoever needs it
// (literal.h), because a number's range depends on the minus before it.

#ifndef ASSAY_SRC_EXPR_LEX_H_
#define ASSAY_SRC_EXPR_LEX_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "assay/expr/ast.h"
#include "src/expr/syntax_faults.h"

namespace assay {

enum class TokenKind : std::uint8_t {
  kEnd,          // After the last; its span is empty.
  kIdent,        // Reserved words too: they may be the names of fields.
  kQuotedIdent,  // `in backticks`
  kNumber,
  kString,       // Text or bytes, with prefix and quotes.
  kDot,
  kComma,
  kColon,
  kQuestion,
  kLeftParen,
  kRightParen,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kPlus,
  kMinus,
  kStar,
  kSlash,
  kPercent,
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  kAnd,
  kOr,
  kTrue,
  kFalse,
  kNull,
  kUnknown,  // A character that starts nothing; always faulty.
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  bool is_faulty = false;  // Its fault was reported: nothing more needs to be said of it.
  Span span;
};

// The tokens of `text`, which must be UTF-8, with one kEnd at their end. Faults go to `faults`
// (`expr.syntax`, `expr.string`, `expr.number`); what was meant is guessed, so that the parser can
// go on: `=` becomes `==`, a literal without end a faulty literal.
std::vector<Token> Lex(std::string_view text, SyntaxFaults* faults);

// Words of other languages that CEL keeps free for itself; they cannot name variables or functions.
bool IsReservedWord(std::string_view word);

// Whether `name` can stand behind a dot (and, unless reserved, alone) without backticks.
bool IsPlainName(std::string_view name);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LEX_H_
