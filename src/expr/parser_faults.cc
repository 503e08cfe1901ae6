// How the parser walks its tokens, and what it says and does when they are not what it expected.

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/utf8.h"
#include "src/expr/parse_hints.h"
#include "src/expr/parser.h"

namespace assay {
namespace {

constexpr std::size_t kLongestQuote = 24;  // Bytes of a token that a message repeats.

bool Opens(TokenKind kind) {
  return kind == TokenKind::kLeftParen || kind == TokenKind::kLeftBracket ||
         kind == TokenKind::kLeftBrace;
}

bool Closes(TokenKind kind) {
  return kind == TokenKind::kRightParen || kind == TokenKind::kRightBracket ||
         kind == TokenKind::kRightBrace;
}

std::string_view Written(TokenKind closer) {
  if (closer == TokenKind::kRightParen) return ")";
  return closer == TokenKind::kRightBracket ? "]" : "}";
}

// The start of `text`, cut between two characters.
std::string Shortened(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && text[size] != '\n') {
    const std::size_t next = size + DecodeUtf8(text.substr(size)).bytes;
    if (next > kLongestQuote) break;
    size = next;
  }
  std::string result(text.substr(0, size));
  if (size < text.size()) result.append("...");
  return result;
}

}  // namespace

// Once a limit is hit there is nothing left to read: every loop of the parser ends by itself.
const Token& Parser::Peek(std::size_t ahead) const {
  if (tree_.is_exhausted()) return tokens_.back();
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

Token Parser::Take() {
  const Token token = Peek();
  if (token.kind != TokenKind::kEnd) ++at_;
  return token;
}

bool Parser::Accept(TokenKind kind) {
  if (!At(kind)) return false;
  Take();
  return true;
}

std::string_view Parser::TextOf(const Token& token) const {
  return text_.substr(token.span.begin, token.span.end - token.span.begin);
}

std::uint32_t Parser::LastEnd() const { return at_ == 0 ? 0 : tokens_[at_ - 1].span.end; }

void Parser::Fault(Span span, std::string_view code, std::string message, std::string hint) {
  if (tree_.is_exhausted() || silent_at_ == at_) return;
  silent_at_ = at_;
  faults_->Error(span, code, std::move(message), std::move(hint));
}

void Parser::Unexpected(std::string_view expected, std::string_view hint) {
  const Token token = Peek();
  if (token.is_faulty) {
    silent_at_ = at_;
    return;
  }
  std::string message = absl::StrCat("expected ", std::string(expected));
  Span span = token.span;
  if (token.kind == TokenKind::kEnd) {
    message.append(", but the expression ends here");
    span = {LastEnd(), LastEnd()};  // Not behind the blanks and comments that may follow.
  } else {
    message.append(", found `").append(Shortened(TextOf(token))).append("`");
  }
  Fault(span, "expr.syntax", std::move(message), std::string(hint));
}

void Parser::UnexpectedInBrackets(const Token& opening, TokenKind closer,
                                  std::string_view expected) {
  const std::string bracket(TextOf(opening));
  const std::string wanted(Written(closer));
  if (At(TokenKind::kEnd)) {
    Fault(opening.span, "expr.syntax", absl::StrCat("this `", bracket, "` is never closed"),
          absl::StrCat("put the `", wanted, "` where it ends"));
  } else if (Closes(Peek().kind)) {
    Fault(opening.span, "expr.syntax",
          absl::StrCat("this `", bracket, "` is not closed before the `",
                       std::string(TextOf(Peek())), "`"),
          absl::StrCat("put a `", wanted, "` where it ends"));
  } else if (At(TokenKind::kComma)) {
    Unexpected(absl::StrCat("`", wanted, "`"), "parentheses hold one expression");
  } else {
    // Between two texts in a list it is the comma that is missing, not a `+`.
    Unexpected(absl::StrCat(std::string(expected), " or `", wanted, "`"),
               At(TokenKind::kString) ? "" : HintAtOperator());
  }
}

std::string_view Parser::HintAtOperator() const {
  const Token& token = Peek();
  if (token.kind == TokenKind::kIdent) return HintForOperatorWord(TextOf(token));
  if (token.kind == TokenKind::kNot) return "the operator is `!=`";
  if (token.kind == TokenKind::kComma) return "commas stand between arguments and elements only";
  if (token.kind == TokenKind::kNumber && TextOf(token).front() == '.') {
    return "an element of a list is written x[0]";
  }
  if (token.kind == TokenKind::kString && at_ > 0 &&
      tokens_[at_ - 1].kind == TokenKind::kString) {
    return "texts are joined with `+`";
  }
  return {};
}

// The rest up to the next separator belongs to the other language; nothing more is said about it.
void Parser::ReservedWord(const Token& token) {
  const std::string word(TextOf(token));
  Fault(token.span, "expr.reserved", absl::StrCat("`", word, "` is a reserved word"),
        std::string(HintForReservedWord(word)));
  SkipToSeparator();
}

// To the next comma or closing bracket that belongs to the bracket we are in, or the end.
void Parser::SkipToSeparator() {
  std::size_t depth = 0;
  while (!At(TokenKind::kEnd)) {
    const TokenKind kind = Peek().kind;
    if (depth == 0 && (kind == TokenKind::kComma || Closes(kind))) break;
    if (Opens(kind)) ++depth;
    if (Closes(kind)) --depth;
    Take();
  }
  silent_at_ = at_;
}

// `a and b`, `a or b`, `a not in b`, `a !in b`: says what to write, and reads on as if it stood
// there.
void Parser::MendWordOperator() {
  const Token token = Peek();
  if (token.kind == TokenKind::kIdent && TextOf(token) == "and") {
    Fault(token.span, "expr.syntax", "`and` is not an operator", "use `&&`");
    tokens_[at_].kind = TokenKind::kAnd;
  } else if (token.kind == TokenKind::kIdent && TextOf(token) == "or") {
    Fault(token.span, "expr.syntax", "`or` is not an operator", "use `||`");
    tokens_[at_].kind = TokenKind::kOr;
  } else if (Peek(1).kind == TokenKind::kIn &&
             (token.kind == TokenKind::kNot ||
              (token.kind == TokenKind::kIdent && TextOf(token) == "not"))) {
    Fault(token.span, "expr.syntax", "there is no operator for not being in a list",
          "write !(x in list)");
    Take();
  }
}

// `not a`, where `a` cannot be the argument of a function called `not`.
bool Parser::AcceptNotWord() {
  const Token token = Peek();
  if (token.kind != TokenKind::kIdent || TextOf(token) != "not") return false;
  const TokenKind next = Peek(1).kind;
  const bool is_operand = next == TokenKind::kIdent || next == TokenKind::kNumber ||
                          next == TokenKind::kString || next == TokenKind::kTrue ||
                          next == TokenKind::kFalse || next == TokenKind::kNot;
  if (!is_operand) return false;
  Fault(token.span, "expr.syntax", "`not` is not an operator", "use `!`");
  Take();
  return true;
}

// `+1`, `a ++ b`.
bool Parser::AcceptPlusSign() {
  if (!At(TokenKind::kPlus)) return false;
  Fault(Peek().span, "expr.syntax", "expected a value, found `+`",
        "there is no plus sign before a number");
  Take();
  silent_at_ = at_;
  return true;
}

}  // namespace assay
