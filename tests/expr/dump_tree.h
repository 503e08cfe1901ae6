// A tree as one line, for tests: (_+_ a (sel b c) 1). What a node is called shows its kind.

#ifndef ASSAY_TESTS_EXPR_DUMP_TREE_H_
#define ASSAY_TESTS_EXPR_DUMP_TREE_H_

#include <cstddef>
#include <string>

#include "assay/expr/ast.h"
#include "assay/expr/print.h"

namespace assay {

inline std::string DumpTree(const Ast& ast, ExprId id) {
  const Expr& node = ast[id];
  std::string head;
  switch (node.kind) {
    case ExprKind::kConstant: return PrintConstant(node.constant);
    case ExprKind::kIdent: return node.name;
    case ExprKind::kSelect: head = (node.optional ? "sel? " : "sel ") + node.name; break;
    case ExprKind::kHas: head = "has " + node.name; break;
    case ExprKind::kCall: head = (node.receiver ? "." : "") + node.name; break;
    case ExprKind::kList: head = "list"; break;
    case ExprKind::kMap: head = "map"; break;
    case ExprKind::kStruct: head = "struct " + node.name; break;
    case ExprKind::kComprehension: head = "loop " + node.name; break;
    case ExprKind::kBind: head = "bind"; break;
    case ExprKind::kBlock: head = "block"; break;
  }
  for (const std::string& variable : node.variables) head += " " + variable;
  std::string out = "(" + head;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    out.push_back(' ');
    if (i < node.field_names.size()) out += node.field_names[i] + ":";
    const std::size_t entry = node.kind == ExprKind::kMap ? i / 2 : i;
    const bool starts_entry = node.kind != ExprKind::kMap || i % 2 == 0;
    if (starts_entry && entry < node.optional_entries.size() && node.optional_entries[entry]) {
      out.push_back('?');
    }
    out += DumpTree(ast, node.children[i]);
  }
  return out + ")";
}

inline std::string DumpTree(const Ast& ast) { return DumpTree(ast, ast.root); }

}  // namespace assay

#endif  // ASSAY_TESTS_EXPR_DUMP_TREE_H_
