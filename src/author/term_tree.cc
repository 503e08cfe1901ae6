// The trees of terms: nodes put together from the leaves up, and printed as rule text.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/author/term.h"
#include "assay/expr/parse.h"
#include "assay/expr/print.h"

namespace assay::author::tree {
namespace {

// Appends the nodes of `part` to `whole`; gives the id of its root there.
ExprId Append(Ast part, Ast* whole) {
  const auto first = static_cast<ExprId>(whole->nodes.size());
  for (Expr& node : part.nodes) {
    for (ExprId& child : node.children) child += first;
    whole->nodes.push_back(std::move(node));
  }
  return part.root + first;
}

Ast Over(Expr node, std::vector<Ast> parts) {
  Ast ast;
  for (Ast& part : parts) node.children.push_back(Append(std::move(part), &ast));
  ast.root = static_cast<ExprId>(ast.nodes.size());
  ast.nodes.push_back(std::move(node));
  return ast;
}

Expr Node(ExprKind kind, std::string name) {
  Expr node;
  node.kind = kind;
  node.name = std::move(name);
  return node;
}

std::set<std::string> NamesIn(const Ast& ast) {
  std::set<std::string> names;
  for (const Expr& node : ast.nodes) {
    if (node.kind == ExprKind::kIdent) names.insert(node.name);
    names.insert(node.variables.begin(), node.variables.end());
  }
  return names;
}

}  // namespace

Ast Ident(std::string name) { return Over(Node(ExprKind::kIdent, std::move(name)), {}); }

Ast Literal(Constant constant) {
  Expr node = Node(ExprKind::kConstant, "");
  node.constant = std::move(constant);
  return Over(std::move(node), {});
}

Ast Select(Ast operand, std::string_view field) {
  return Over(Node(ExprKind::kSelect, std::string(field)), {std::move(operand)});
}

Ast Has(Ast select) {
  // Asked of what is no field, it is kept as a call, which the checker explains.
  if (select[select.root].kind != ExprKind::kSelect) return Call("has", {std::move(select)});
  select.nodes[select.root].kind = ExprKind::kHas;
  return select;
}

Ast Operator(std::string name, std::vector<Ast> operands) {
  return Over(Node(ExprKind::kCall, std::move(name)), std::move(operands));
}

Ast Call(std::string_view name, std::vector<Ast> arguments) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return Operator(std::string(name), std::move(arguments));
  // As the parser reads it: a call on a receiver that will turn out to be a namespace.
  std::string_view path = name.substr(0, dot);
  Ast receiver = Ident(std::string(path.substr(0, path.find('.'))));
  while (path.find('.') != std::string_view::npos) {
    path.remove_prefix(path.find('.') + 1);
    receiver = Select(std::move(receiver), path.substr(0, path.find('.')));
  }
  arguments.insert(arguments.begin(), std::move(receiver));
  return Method(std::string(name.substr(dot + 1)), std::move(arguments));
}

Ast Method(std::string name, std::vector<Ast> arguments) {
  Expr node = Node(ExprKind::kCall, std::move(name));
  node.receiver = true;
  return Over(std::move(node), std::move(arguments));
}

Ast ListOf(std::vector<Ast> elements) {
  Expr node = Node(ExprKind::kList, "");
  node.optional_entries.assign(elements.size(), false);
  return Over(std::move(node), std::move(elements));
}

Ast Loop(Macro macro, Ast range, std::string variable, std::vector<Ast> bodies) {
  Expr node = Node(ExprKind::kComprehension, "");
  node.macro = macro;
  node.variables.push_back(std::move(variable));
  bodies.insert(bodies.begin(), std::move(range));
  return Over(std::move(node), std::move(bodies));
}

Ast Text(std::string text) {
  Diagnostics ignored;
  std::optional<Ast> ast = Parse(text, ParseOptions{}, &ignored);
  // A name is printed as it is, so what the compiler sees is this text.
  return ast.has_value() ? *std::move(ast) : Ident(std::move(text));
}

Ast Or(Ast cell, Ast if_none) {
  if (cell[cell.root].kind == ExprKind::kSelect) {
    cell.nodes[cell.root].optional = true;
    return Method("orValue", {std::move(cell), std::move(if_none)});
  }
  Ast is_none = Operator("_==_", {cell, Literal(NullConstant{})});
  return Operator("_?_:_", {std::move(is_none), std::move(if_none), std::move(cell)});
}

std::string Print(const Ast& ast) { return assay::Print(ast); }

std::string FreshName(std::string_view wish, const Ast& ast) {
  const std::set<std::string> taken = NamesIn(ast);
  std::string name(wish);
  for (std::size_t k = 2; taken.count(name) > 0; ++k) name = std::string(wish) + std::to_string(k);
  return name;
}

}  // namespace assay::author::tree
