// Which cells are known to be there, by what guards the place: `has(x.f) && x.f > 3`.
//
// Cells are told apart by how they are written: chains of plain selections from a name. A condition
// keeps a cell from being none in one of two ways. `has(x.f)` is false where x.f is none, which
// decides a chain of `&&`: since that has no order, all other operands are guarded, before it and
// behind. `x.f > 3` and `has(x.f.g)` are errors where x.f is none, which decide nothing: only what
// is evaluated with the condition known to hold is guarded. They need a guard themselves.

#ifndef ASSAY_SRC_EXPR_PRESENCE_H_
#define ASSAY_SRC_EXPR_PRESENCE_H_

#include <cstddef>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "assay/expr/ast.h"
#include "src/expr/scope.h"

namespace assay {

// Cells, by key.
using PresentCells = std::vector<std::string>;

// How `id` is written, if it is a chain of plain selections from a name; else empty. Equal names
// of different locals give different keys.
std::string CellKey(const Ast& ast, ExprId id, const Scope& scope);

// The cells that are known to be there if `condition` is `truth`.
PresentCells CellsGuardedBy(const Ast& ast, ExprId condition, bool truth, const Scope& scope);

// Those of them that make `condition` the other truth, and not an error, where they are none.
PresentCells CellsDecidedBy(const Ast& ast, ExprId condition, bool truth, const Scope& scope);

// The operands of a chain of one operator, `_&&_` or `_||_`, from left to right. Not recursive:
// such chains may be long.
std::vector<ExprId> OperandsOfChain(const Ast& ast, ExprId id);

class Presence {
 public:
  void Add(const PresentCells& cells);
  void Remove(const PresentCells& cells);
  bool Knows(const std::string& key) const { return known_.contains(key); }

 private:
  boost::unordered_flat_map<std::string, std::size_t> known_;  // How many guards say so.
};

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_PRESENCE_H_
