#include "src/expr/presence.h"

#include <algorithm>
#include <utility>

namespace assay {
namespace {

bool IsNull(const Expr& expr) {
  return expr.kind == ExprKind::kConstant && std::holds_alternative<NullConstant>(expr.constant);
}

// A value for certain: what is equal to it is no none.
bool IsValueLiteral(const Expr& expr) {
  return expr.kind == ExprKind::kConstant && !std::holds_alternative<NullConstant>(expr.constant);
}

class Collector {
 public:
  // `with_errors`: cells that are an error where they are none count, too.
  Collector(const Ast& ast, const Scope& scope, bool with_errors)
      : ast_(ast), scope_(scope), with_errors_(with_errors) {}

  void Collect(ExprId id, bool truth) {
    const Expr& expr = ast_[id];
    if (expr.kind == ExprKind::kHas) {
      if (truth) AddHas(expr);
      return;
    }
    if (expr.kind != ExprKind::kCall || expr.receiver) return;
    if (expr.name == "!_") {
      Collect(expr.children[0], !truth);
    } else if (expr.name == (truth ? "_&&_" : "_||_")) {
      for (ExprId operand : OperandsOfChain(ast_, id)) Collect(operand, truth);
    } else if (expr.children.size() == 2) {
      CollectComparison(expr, truth);
    }
  }

  PresentCells Take() && { return std::move(cells_); }

 private:
  void CollectComparison(const Expr& expr, bool truth) {
    const ExprId left = expr.children[0];
    const ExprId right = expr.children[1];
    if (expr.name == "_==_" || expr.name == "_!=_") {
      const bool equal = (expr.name == "_==_") == truth;
      if (IsNull(ast_[right]) && !equal) AddCell(left);
      if (IsNull(ast_[left]) && !equal) AddCell(right);
      if (IsValueLiteral(ast_[right]) && equal) AddCell(left);
      if (IsValueLiteral(ast_[left]) && equal) AddCell(right);
    } else if (expr.name == "_<_" || expr.name == "_<=_" || expr.name == "_>_" ||
               expr.name == "_>=_") {
      // An order comparison has answered, so neither side was none.
      AddReached(left);
      AddReached(right);
    } else if (expr.name == "@in" && truth && IsListOfValues(ast_[right])) {
      AddCell(left);
    }
  }

  bool IsListOfValues(const Expr& expr) const {
    return expr.kind == ExprKind::kList &&
           std::all_of(expr.children.begin(), expr.children.end(),
                       [this](ExprId child) { return IsValueLiteral(ast_[child]); });
  }

  void AddHas(const Expr& expr) {
    const std::string operand = CellKey(ast_, expr.children[0], scope_);
    if (operand.empty()) return;
    cells_.push_back(operand + "." + expr.name);
    AddReached(expr.children[0]);
  }

  // A cell that decides the condition, and those on the way to it.
  void AddCell(ExprId id) {
    std::string key = CellKey(ast_, id, scope_);
    if (key.empty()) return;
    cells_.push_back(std::move(key));
    if (ast_[id].kind == ExprKind::kSelect) AddReached(ast_[id].children[0]);
  }

  // Cells that are an error where they are none: what was read, and all on the way to it.
  void AddReached(ExprId id) {
    while (with_errors_) {
      std::string key = CellKey(ast_, id, scope_);
      if (key.empty()) return;
      cells_.push_back(std::move(key));
      if (ast_[id].kind != ExprKind::kSelect) return;
      id = ast_[id].children[0];
    }
  }

  const Ast& ast_;
  const Scope& scope_;
  const bool with_errors_;
  PresentCells cells_;
};

}  // namespace

std::string CellKey(const Ast& ast, ExprId id, const Scope& scope) {
  std::vector<const std::string*> names;
  while (ast[id].kind == ExprKind::kSelect && !ast[id].optional) {
    names.push_back(&ast[id].name);
    id = ast[id].children[0];
  }
  if (ast[id].kind != ExprKind::kIdent) return {};
  const auto depth = scope.Find(ast[id].name);
  // `#` is in no name, so a local never looks like a variable.
  std::string key = depth.has_value() ? "#" + std::to_string(*depth) : ast[id].name;
  for (std::size_t i = names.size(); i-- > 0;) {
    key += '.';
    key += *names[i];
  }
  return key;
}

PresentCells CellsGuardedBy(const Ast& ast, ExprId condition, bool truth, const Scope& scope) {
  Collector collector(ast, scope, /*with_errors=*/true);
  collector.Collect(condition, truth);
  return std::move(collector).Take();
}

PresentCells CellsDecidedBy(const Ast& ast, ExprId condition, bool truth, const Scope& scope) {
  Collector collector(ast, scope, /*with_errors=*/false);
  collector.Collect(condition, truth);
  return std::move(collector).Take();
}

std::vector<ExprId> OperandsOfChain(const Ast& ast, ExprId id) {
  const std::string& name = ast[id].name;
  std::vector<ExprId> operands;
  std::vector<ExprId> waiting = {id};
  while (!waiting.empty()) {
    const ExprId next = waiting.back();
    waiting.pop_back();
    const Expr& expr = ast[next];
    if (expr.kind == ExprKind::kCall && !expr.receiver && expr.name == name) {
      for (std::size_t i = expr.children.size(); i-- > 0;) waiting.push_back(expr.children[i]);
    } else {
      operands.push_back(next);
    }
  }
  return operands;
}

void Presence::Add(const PresentCells& cells) {
  for (const std::string& cell : cells) ++known_[cell];
}

void Presence::Remove(const PresentCells& cells) {
  for (const std::string& cell : cells) {
    const auto found = known_.find(cell);
    if (--found->second == 0) known_.erase(found);
  }
}

}  // namespace assay
