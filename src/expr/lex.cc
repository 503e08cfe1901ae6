#include "src/expr/lex.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::array<std::string_view, 17> kReserved = {
    "as",     "break", "const", "continue", "else",      "for",    "function", "if",   "import",
    "let",    "loop",  "package", "namespace", "return", "var", "void", "while"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsNamePart(char c) { return IsNameStart(c) || IsDigit(c); }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

struct Symbol {
  std::string_view text;
  TokenKind kind;
  std::string_view hint;  // Not empty: it is not CEL, but this is what the author meant.
};

// Longest first, so that the first that fits is the one.
constexpr Symbol kSymbols[] = {
    {"===", TokenKind::kEqual, "use `==`"},
    {"!==", TokenKind::kNotEqual, "use `!=`"},
    {"==", TokenKind::kEqual, {}},
    {"!=", TokenKind::kNotEqual, {}},
    {"<>", TokenKind::kNotEqual, "use `!=`"},
    {"<=", TokenKind::kLessEqual, {}},
    {">=", TokenKind::kGreaterEqual, {}},
    {"=<", TokenKind::kLessEqual, "use `<=`"},
    {"=>", TokenKind::kGreaterEqual, "use `>=`"},
    {"&&", TokenKind::kAnd, {}},
    {"||", TokenKind::kOr, {}},
    {"=", TokenKind::kEqual, "to compare, use `==`; there is no assignment"},
    {"&", TokenKind::kAnd, "use `&&`; for bits there is math.bitAnd"},
    {"|", TokenKind::kOr, "use `||`; for bits there is math.bitOr"},
    {"<", TokenKind::kLess, {}},
    {">", TokenKind::kGreater, {}},
    {"!", TokenKind::kNot, {}},
    {".", TokenKind::kDot, {}},
    {",", TokenKind::kComma, {}},
    {":", TokenKind::kColon, {}},
    {"?", TokenKind::kQuestion, {}},
    {"(", TokenKind::kLeftParen, {}},
    {")", TokenKind::kRightParen, {}},
    {"[", TokenKind::kLeftBracket, {}},
    {"]", TokenKind::kRightBracket, {}},
    {"{", TokenKind::kLeftBrace, {}},
    {"}", TokenKind::kRightBrace, {}},
    {"+", TokenKind::kPlus, {}},
    {"-", TokenKind::kMinus, {}},
    {"*", TokenKind::kStar, {}},
    {"/", TokenKind::kSlash, {}},
    {"%", TokenKind::kPercent, {}},
};

// What to do about a character that no token starts with.
std::string_view HintForCharacter(char32_t c) {
  switch (c) {
    case U'\u2018': case U'\u2019': case U'\u201C': case U'\u201D': case U'\u201E':
      return "write straight quotes: 'text'";
    case U'\u00A0': return "this is a no-break space; write an ordinary one";
    case U'\u2212': case U'\u2013': return "write the minus sign of the keyboard: -";
    case U'\u2260': return "write `!=`";
    case U'\u2264': return "write `<=`";
    case U'\u2265': return "write `>=`";
    case U';': return "a rule is one expression; leave the `;` out";
    case U'^': return "there is no power operator; for bits there is math.bitXor";
    case U'~': return "for bits there is math.bitNot; for patterns, text.matches('...')";
    case U'$': case U'@': return "names are made of letters, digits and `_`";
    default: return {};
  }
}

class Lexer {
 public:
  Lexer(std::string_view text, SyntaxFaults* faults) : text_(text), faults_(faults) {}

  std::vector<Token> Run() {
    while (SkipBlanks()) Next();
    Push(TokenKind::kEnd, at_);
    return std::move(tokens_);
  }

 private:
  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool AtEnd() const { return at_ >= text_.size(); }
  Span SpanFrom(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }
  void Push(TokenKind kind, std::size_t begin, bool is_faulty = false) {
    tokens_.push_back({kind, is_faulty, SpanFrom(begin)});
  }

  bool SkipBlanks();  // Whether anything is left.
  void Next();
  void Word();
  void Number();
  void String();
  void BacktickName();
  void SymbolOrFault();
  bool StartsString() const;
  void UnterminatedString(std::size_t begin, std::size_t open, std::string_view quotes);

  std::string_view text_;
  SyntaxFaults* faults_;
  std::size_t at_ = 0;
  std::string_view last_hint_;  // Of the last character that has no meaning.
  std::vector<Token> tokens_;
};

bool Lexer::SkipBlanks() {
  while (!AtEnd()) {
    if (IsSpace(Peek())) {
      ++at_;
    } else if (Peek() == '/' && Peek(1) == '/') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else {
      return true;
    }
  }
  return false;
}

void Lexer::Next() {
  if (StartsString()) {
    String();
  } else if (IsNameStart(Peek())) {
    Word();
  } else if (IsDigit(Peek()) || (Peek() == '.' && IsDigit(Peek(1)))) {
    Number();
  } else if (Peek() == '`') {
    BacktickName();
  } else {
    SymbolOrFault();
  }
}

void Lexer::Word() {
  const std::size_t begin = at_;
  while (!AtEnd() && IsNamePart(Peek())) ++at_;
  const std::string_view word = text_.substr(begin, at_ - begin);
  TokenKind kind = TokenKind::kIdent;
  if (word == "in") kind = TokenKind::kIn;
  if (word == "true") kind = TokenKind::kTrue;
  if (word == "false") kind = TokenKind::kFalse;
  if (word == "null") kind = TokenKind::kNull;
  Push(kind, begin);
}

void Lexer::Number() {
  const std::size_t begin = at_;
  if (Peek() == '0' && Peek(1) == 'x' && IsHexDigit(Peek(2))) {
    at_ += 2;
    while (IsHexDigit(Peek())) ++at_;
  } else {
    while (IsDigit(Peek())) ++at_;
    if (Peek() == '.' && IsDigit(Peek(1))) {
      ++at_;
      while (IsDigit(Peek())) ++at_;
    }
    const std::size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 1 : 0;
    if ((Peek() == 'e' || Peek() == 'E') && IsDigit(Peek(1 + sign))) {
      at_ += 1 + sign;
      while (IsDigit(Peek())) ++at_;
    }
  }
  if (Peek() == 'u' || Peek() == 'U') ++at_;
  if (!IsNamePart(Peek())) {
    Push(TokenKind::kNumber, begin);
    return;
  }
  while (!AtEnd() && IsNamePart(Peek())) ++at_;
  const std::string number(text_.substr(begin, at_ - begin));
  std::string hint = "a name cannot start with a digit";
  if (number[0] == '0' && number[1] == 'X') {
    hint = "hexadecimal numbers start with `0x`";
  } else if (number.find('_') != std::string::npos) {
    hint = "write the digits without `_`";
  }
  faults_->Error(SpanFrom(begin), "expr.number", absl::StrCat("`", number, "` is not a number"),
                 std::move(hint));
  Push(TokenKind::kNumber, begin, true);
}

// A quote, or one behind the prefixes r (raw), b (bytes) and br.
bool Lexer::StartsString() const {
  std::size_t ahead = 0;
  if (Peek(ahead) == 'b' || Peek(ahead) == 'B') ++ahead;
  if (Peek(ahead) == 'r' || Peek(ahead) == 'R') ++ahead;
  return Peek(ahead) == '\'' || Peek(ahead) == '"';
}

void Lexer::String() {
  const std::size_t begin = at_;
  bool raw = false;
  for (; Peek() != '\'' && Peek() != '"'; ++at_) raw = raw || Peek() == 'r' || Peek() == 'R';
  const std::size_t open = at_;
  const char quote = Peek();
  const bool triple = Peek(1) == quote && Peek(2) == quote;
  const std::string_view quotes = text_.substr(open, triple ? 3 : 1);
  at_ += quotes.size();
  while (!AtEnd() && (triple || (Peek() != '\n' && Peek() != '\r'))) {
    if (text_.substr(at_, quotes.size()) == quotes) {
      at_ += quotes.size();
      Push(TokenKind::kString, begin);
      return;
    }
    // Whatever follows a backslash does not close the text; of a raw one nothing is escaped.
    at_ += Peek() == '\\' && !raw && at_ + 1 < text_.size() ? 2 : 1;
  }
  UnterminatedString(begin, open, quotes);
}

void Lexer::UnterminatedString(std::size_t begin, std::size_t open, std::string_view quotes) {
  at_ = std::min(at_, text_.size());
  const bool is_line = quotes.size() == 1;
  std::string message = absl::StrCat("this text has no closing `", std::string(quotes), "`");
  std::string hint;
  if (is_line && !AtEnd()) {
    hint = "a text ends on its line; over several lines write '''text'''";
  } else if (text_.substr(begin, at_ - begin).find('\\') != std::string_view::npos) {
    hint = absl::StrCat("`\\", std::string(1, quotes[0]), "` does not close it; `\\\\` is a backslash");
  }
  const auto end = static_cast<std::uint32_t>(open + quotes.size());
  faults_->Error({static_cast<std::uint32_t>(begin), end}, "expr.string", std::move(message),
                 std::move(hint));
  Push(TokenKind::kString, begin, true);
}

void Lexer::BacktickName() {
  const std::size_t begin = at_++;
  const auto is_allowed = [](char c) {
    return IsNamePart(c) || c == '.' || c == '-' || c == '/' || c == ' ';
  };
  while (!AtEnd() && is_allowed(Peek())) ++at_;
  if (Peek() == '`' && at_ > begin + 1) {
    ++at_;
    Push(TokenKind::kQuotedIdent, begin);
    return;
  }
  faults_->Error(SpanFrom(begin), "expr.syntax", "this name in backticks is not complete",
                 "between backticks stand letters, digits, `_`, `.`, `-`, `/` and spaces");
  Push(TokenKind::kQuotedIdent, begin, true);
}

void Lexer::SymbolOrFault() {
  const std::size_t begin = at_;
  for (const Symbol& symbol : kSymbols) {
    if (text_.substr(at_, symbol.text.size()) != symbol.text) continue;
    at_ += symbol.text.size();
    if (!symbol.hint.empty()) {
      faults_->Error(SpanFrom(begin), "expr.syntax",
                     absl::StrCat("`", std::string(symbol.text), "` is not an operator"),
                     std::string(symbol.hint));
    }
    Push(symbol.kind, begin);
    return;
  }
  const CodePoint next = DecodeUtf8(text_.substr(at_));
  at_ += next.bytes;
  if (next.value == U'#') {
    faults_->Error(SpanFrom(begin), "expr.syntax", "`#` has no meaning here",
                   "a comment starts with `//`");
    at_ = std::min(text_.find('\n', at_), text_.size());
    return;
  }
  const std::string_view hint = HintForCharacter(next.value);
  if (hint.empty() || hint != last_hint_) {  // A pair of curly quotes is one fault.
    faults_->Error(SpanFrom(begin), "expr.syntax",
                   absl::StrCat("`", std::string(text_.substr(begin, next.bytes)),
                                "` has no meaning here"),
                   std::string(hint));
  }
  last_hint_ = hint;
  Push(TokenKind::kUnknown, begin, true);
}

}  // namespace

std::vector<Token> Lex(std::string_view text, SyntaxFaults* faults) {
  return Lexer(text, faults).Run();
}

bool IsReservedWord(std::string_view word) {
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

bool IsPlainName(std::string_view name) {
  if (name.empty() || !IsNameStart(name[0])) return false;
  if (name == "in" || name == "true" || name == "false" || name == "null") return false;
  return std::all_of(name.begin(), name.end(), IsNamePart);
}

}  // namespace assay
