#include "assay/expr/print.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/utf8.h"
#include "src/expr/lex.h"
#include "src/expr/macro.h"

namespace assay {
namespace {

// How tightly a part holds together; a looser part inside a tighter place needs parentheses.
enum Binding { kChoice, kOr, kAnd, kRelation, kSum, kProduct, kUnary, kPostfix };

struct OperatorText {
  std::string_view name;
  std::string_view text;
  Binding binding;
};

constexpr OperatorText kBinary[] = {
    {"_||_", " || ", kOr},       {"_&&_", " && ", kAnd},     {"_==_", " == ", kRelation},
    {"_!=_", " != ", kRelation}, {"_<_", " < ", kRelation},  {"_<=_", " <= ", kRelation},
    {"_>_", " > ", kRelation},   {"_>=_", " >= ", kRelation}, {"@in", " in ", kRelation},
    {"_+_", " + ", kSum},        {"_-_", " - ", kSum},       {"_*_", " * ", kProduct},
    {"_/_", " / ", kProduct},    {"_%_", " % ", kProduct},
};

const OperatorText* BinaryOf(const Expr& node) {
  if (node.kind != ExprKind::kCall || node.receiver || node.children.size() != 2) return nullptr;
  for (const OperatorText& entry : kBinary) {
    if (entry.name == node.name) return &entry;
  }
  return nullptr;
}

bool IsUnary(const Expr& node) {
  return node.kind == ExprKind::kCall && node.children.size() == 1 &&
         (node.name == "!_" || node.name == "-_");
}

bool IsIndex(const Expr& node) {
  return node.kind == ExprKind::kCall && node.children.size() == 2 &&
         (node.name == "_[_]" || node.name == "_[?_]");
}

bool IsChoice(const Expr& node) {
  return node.kind == ExprKind::kCall && node.children.size() == 3 && node.name == "_?_:_";
}

Binding BindingOf(const Expr& node) {
  if (IsChoice(node)) return kChoice;
  if (const OperatorText* op = BinaryOf(node)) return op->binding;
  return IsUnary(node) ? kUnary : kPostfix;
}

class Printer {
 public:
  explicit Printer(const Ast& ast) : ast_(ast) {}

  std::string Run(ExprId id) {
    Node(id);
    return std::move(out_);
  }

 private:
  void Node(ExprId id);
  // In a place where anything looser than `least` needs parentheses.
  void Part(ExprId id, Binding least);
  void Call(const Expr& node);
  void Unary(const Expr& node);
  void Binary(const Expr& node, const OperatorText& op);
  void Select(ExprId of, std::string_view field, bool optional);
  void List(const Expr& node);
  void Map(const Expr& node);
  void Struct(const Expr& node);
  void Comprehension(const Expr& node);
  void Arguments(const Expr& node, std::size_t first);
  void OptionalMark(const Expr& node, std::size_t entry) {
    if (entry < node.optional_entries.size() && node.optional_entries[entry]) out_.push_back('?');
  }
  void FieldName(std::string_view name);

  const Ast& ast_;
  std::string out_;
};

void Printer::Part(ExprId id, Binding least) {
  const bool parentheses = BindingOf(ast_[id]) < least;
  if (parentheses) out_.push_back('(');
  Node(id);
  if (parentheses) out_.push_back(')');
}

void Printer::Node(ExprId id) {
  const Expr& node = ast_[id];
  switch (node.kind) {
    case ExprKind::kConstant: out_.append(PrintConstant(node.constant)); return;
    case ExprKind::kIdent: out_.append(GeneratedNameAsCall(node.name).value_or(node.name)); return;
    case ExprKind::kSelect: Select(node.children[0], node.name, node.optional); return;
    case ExprKind::kHas:
      out_.append("has(");
      Select(node.children[0], node.name, false);
      out_.push_back(')');
      return;
    case ExprKind::kCall: Call(node); return;
    case ExprKind::kList: List(node); return;
    case ExprKind::kMap: Map(node); return;
    case ExprKind::kStruct: Struct(node); return;
    case ExprKind::kComprehension: Comprehension(node); return;
    case ExprKind::kBind:
      out_.append("cel.bind(").append(node.variables[0]).append(", ");
      Arguments(node, 0);
      return;
    case ExprKind::kBlock:
      out_.append("cel.block([");
      for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
        if (i > 0) out_.append(", ");
        Node(node.children[i]);
      }
      out_.append("], ");
      Arguments(node, node.children.size() - 1);
      return;
  }
}

void Printer::Call(const Expr& node) {
  if (IsChoice(node)) {
    Part(node.children[0], kOr);
    out_.append(" ? ");
    Part(node.children[1], kOr);
    out_.append(" : ");
    Part(node.children[2], kChoice);
  } else if (const OperatorText* op = BinaryOf(node)) {
    Binary(node, *op);
  } else if (IsUnary(node)) {
    Unary(node);
  } else if (IsIndex(node)) {
    Part(node.children[0], kPostfix);
    out_.append(node.name == "_[_]" ? "[" : "[?");
    Node(node.children[1]);
    out_.push_back(']');
  } else if (node.receiver) {
    Part(node.children[0], kPostfix);
    out_.append(".").append(node.name).append("(");
    Arguments(node, 1);
  } else {
    out_.append(node.name).append("(");
    Arguments(node, 0);
  }
}

void Printer::Binary(const Expr& node, const OperatorText& op) {
  // Operators lean left. Comparisons get parentheses on both sides: `a == b == c` misleads.
  const auto tighter = static_cast<Binding>(op.binding + 1);
  Part(node.children[0], op.binding == kRelation ? tighter : op.binding);
  out_.append(op.text);
  Part(node.children[1], tighter);
}

void Printer::Unary(const Expr& node) {
  const bool is_minus = node.name == "-_";
  out_.push_back(is_minus ? '-' : '!');
  const std::size_t begin = out_.size();
  Part(node.children[0], kUnary);
  // A minus right before a number is part of it.
  const char first = begin < out_.size() ? out_[begin] : '\0';
  if (is_minus && first >= '0' && first <= '9') {
    out_.insert(begin, 1, '(');
    out_.push_back(')');
  }
}

void Printer::FieldName(std::string_view name) {
  const bool plain = IsPlainName(name);
  if (!plain) out_.push_back('`');
  out_.append(name);
  if (!plain) out_.push_back('`');
}

void Printer::Select(ExprId of, std::string_view field, bool optional) {
  Part(of, kPostfix);
  out_.append(optional ? ".?" : ".");
  FieldName(field);
}

void Printer::List(const Expr& node) {
  out_.push_back('[');
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) out_.append(", ");
    OptionalMark(node, i);
    Node(node.children[i]);
  }
  out_.push_back(']');
}

void Printer::Map(const Expr& node) {
  out_.push_back('{');
  for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
    if (i > 0) out_.append(", ");
    OptionalMark(node, i / 2);
    Node(node.children[i]);
    out_.append(": ");
    Node(node.children[i + 1]);
  }
  out_.push_back('}');
}

void Printer::Struct(const Expr& node) {
  out_.append(node.name).append("{");
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) out_.append(", ");
    OptionalMark(node, i);
    FieldName(node.field_names[i]);
    out_.append(": ");
    Node(node.children[i]);
  }
  out_.push_back('}');
}

void Printer::Comprehension(const Expr& node) {
  Part(node.children[0], kPostfix);
  out_.append(".").append(MacroName(node.macro, node.variables.size())).append("(");
  for (const std::string& variable : node.variables) {
    out_.append(GeneratedNameAsCall(variable).value_or(variable)).append(", ");
  }
  Arguments(node, 1);
}

// The children from `first` on, and the closing parenthesis.
void Printer::Arguments(const Expr& node, std::size_t first) {
  for (std::size_t i = first; i < node.children.size(); ++i) {
    if (i > first) out_.append(", ");
    Node(node.children[i]);
  }
  out_.push_back(')');
}

constexpr char kHexDigits[] = "0123456789abcdef";

void AppendHex(std::uint32_t value, int digits, std::string* out) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out->push_back(kHexDigits[(value >> shift) & 0xF]);
  }
}

// Quote, backslash and the controls that have a letter. False: it needs none of these.
bool AppendShortEscape(char32_t c, std::string* out) {
  constexpr std::string_view kEscaped = "\\'\a\b\f\n\r\t\v";
  constexpr std::string_view kLetters = "\\'abfnrtv";
  const std::size_t at = c < 0x80 ? kEscaped.find(static_cast<char>(c)) : std::string_view::npos;
  if (at == std::string_view::npos) return false;
  out->push_back('\\');
  out->push_back(kLetters[at]);
  return true;
}

// Characters that cannot be seen, or that turn the direction of writing around.
bool IsHidden(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

std::string PrintBytesLiteral(std::string_view bytes) {
  std::string out = "b'";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (AppendShortEscape(byte, &out)) continue;
    if (byte >= 0x20 && byte < 0x7F) {
      out.push_back(c);
    } else {
      out.append("\\x");
      AppendHex(byte, 2, &out);
    }
  }
  out.push_back('\'');
  return out;
}

// The shortest text that reads back as `value`.
std::string PrintDouble(double value) {
  if (std::isnan(value)) return "double('NaN')";
  if (std::isinf(value)) return value < 0 ? "double('-Infinity')" : "double('Infinity')";
  char buffer[40];
  const auto [end, fault] = std::to_chars(buffer, buffer + sizeof buffer, value);
  std::string text(buffer, fault == std::errc() ? end : buffer);
  if (text.find_first_of(".e") == std::string::npos) text.append(".0");
  return text;
}

}  // namespace

std::string Print(const Ast& ast) { return Print(ast, ast.root); }

std::string Print(const Ast& ast, ExprId id) { return Printer(ast).Run(id); }

std::string PrintConstant(const Constant& constant) {
  if (const bool* value = std::get_if<bool>(&constant)) return *value ? "true" : "false";
  if (const auto* value = std::get_if<std::int64_t>(&constant)) return std::to_string(*value);
  if (const auto* value = std::get_if<std::uint64_t>(&constant)) {
    return std::to_string(*value) + "u";
  }
  if (const double* value = std::get_if<double>(&constant)) return PrintDouble(*value);
  if (const std::string* value = std::get_if<std::string>(&constant)) {
    return PrintStringLiteral(*value);
  }
  if (const auto* value = std::get_if<BytesConstant>(&constant)) {
    return PrintBytesLiteral(value->bytes);
  }
  return "null";
}

std::string PrintStringLiteral(std::string_view text) {
  std::string out = "'";
  while (!text.empty()) {
    const CodePoint next = DecodeUtf8(text);
    if (!AppendShortEscape(next.value, &out)) {
      if (IsHidden(next.value)) {
        out.append(next.value < 0x80 ? "\\x" : "\\u");
        AppendHex(next.value, next.value < 0x80 ? 2 : 4, &out);
      } else {
        out.append(text.substr(0, next.bytes));
      }
    }
    text.remove_prefix(next.bytes);
  }
  out.push_back('\'');
  return out;
}

}  // namespace assay
