// Random syntax trees: every kind of node, every operator, every macro, names and literals that are
// awkward to write. What they mean is of no concern.

#ifndef ASSAY_TESTS_EXPR_RANDOM_TREE_H_
#define ASSAY_TESTS_EXPR_RANDOM_TREE_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "assay/expr/ast.h"

namespace assay {

class RandomTreeMaker {
 public:
  explicit RandomTreeMaker(std::uint64_t seed) : random_(seed) {}

  // About `size` nodes at most.
  Ast Run(std::size_t size) {
    Ast ast = {};
    ast_ = &ast;
    ast.root = Node(size, 0);
    return ast;
  }

 private:
  std::size_t Below(std::size_t count) { return random_() % count; }
  template <typename T, std::size_t kCount>
  T One(const T (&choices)[kCount]) {
    return choices[Below(kCount)];
  }

  ExprId Add(Expr node) {
    ast_->nodes.push_back(std::move(node));
    return static_cast<ExprId>(ast_->nodes.size() - 1);
  }

  // `count` subtrees of about `size` nodes together.
  std::vector<ExprId> Nodes(std::size_t count, std::size_t size, int loops) {
    std::vector<ExprId> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back(Node(size / count, loops));
    return ids;
  }

  ExprId Leaf() {
    static const Constant kConstants[] = {
        NullConstant{}, true, false, std::int64_t{0}, std::int64_t{7}, std::int64_t{-7},
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
        std::uint64_t{0}, ~std::uint64_t{0}, 0.5, -0.0, 1e300, -2.0, 1e-7,
        std::string(), std::string("it's \\ \"x\" \n\t\x01 ä😀\u202e"),
        BytesConstant{std::string("a'\\\0\xff", 5)}};
    static const char* const kNames[] = {"a", "x", ".root", "snake_case", "_", "@index0",
                                         "@iter0:1", "not", "and_"};
    if (Below(2) == 0) return Add({.constant = kConstants[Below(std::size(kConstants))]});
    return Add({.kind = ExprKind::kIdent, .name = One(kNames)});
  }

  ExprId Call(std::size_t size, int loops) {
    static const char* const kBinary[] = {"_||_", "_&&_", "_==_", "_!=_", "_<_", "_<=_", "_>_",
                                          "_>=_", "@in", "_+_", "_-_", "_*_", "_/_", "_%_",
                                          "_[_]", "_[?_]"};
    static const char* const kUnary[] = {"!_", "-_"};
    switch (Below(6)) {
      case 0: case 1: case 2:
        return Add({.kind = ExprKind::kCall, .name = One(kBinary), .children = Nodes(2, size, loops)});
      case 3:
        return Add({.kind = ExprKind::kCall, .name = One(kUnary), .children = Nodes(1, size, loops)});
      case 4:
        return Add({.kind = ExprKind::kCall, .name = "_?_:_", .children = Nodes(3, size, loops)});
      default: {
        const bool receiver = Below(2) == 0;
        return Add({.kind = ExprKind::kCall, .receiver = receiver, .name = "fun",
                    .children = Nodes(Below(3) + (receiver ? 1 : 0), size, loops)});
      }
    }
  }

  ExprId Select(std::size_t size, int loops) {
    static const char* const kFields[] = {"f", "for", "in", "a-b", "null", "x y", "é2", "_1"};
    const std::size_t kind = Below(4);
    std::string name = One(kFields);
    if (name == "é2") name = "e2";  // Letters beyond ASCII cannot be written at all.
    return Add({.kind = kind == 0 ? ExprKind::kHas : ExprKind::kSelect, .optional = kind == 1,
                .name = std::move(name), .children = Nodes(1, size, loops)});
  }

  ExprId Entries(std::size_t size, int loops) {
    const std::size_t count = Below(4);
    Expr node;
    node.kind = Below(2) == 0 ? ExprKind::kList : ExprKind::kMap;
    if (Below(6) == 0) {
      node.kind = ExprKind::kStruct;
      node.name = Below(2) == 0 ? "a.b.C" : ".D";
      for (std::size_t i = 0; i < count; ++i) node.field_names.push_back(i == 1 ? "in" : "f");
    }
    for (std::size_t i = 0; i < count; ++i) node.optional_entries.push_back(Below(4) == 0);
    node.children = Nodes(node.kind == ExprKind::kMap ? 2 * count : count, size, loops);
    return Add(std::move(node));
  }

  ExprId Loop(std::size_t size, int loops) {
    struct Form {
      Macro macro;
      std::size_t variables;
      std::size_t bodies;
    };
    static constexpr Form kForms[] = {
        {Macro::kAll, 1, 1}, {Macro::kAll, 2, 1}, {Macro::kExists, 1, 1}, {Macro::kExists, 2, 1},
        {Macro::kExistsOne, 1, 1}, {Macro::kExistsOne, 2, 1}, {Macro::kFilter, 1, 1},
        {Macro::kMap, 1, 1}, {Macro::kMapFilter, 1, 2}, {Macro::kTransformList, 2, 1},
        {Macro::kTransformList, 2, 2}, {Macro::kTransformMap, 2, 1}, {Macro::kTransformMap, 2, 2},
        {Macro::kTransformMapEntry, 2, 1}, {Macro::kTransformMapEntry, 2, 2},
        {Macro::kSortBy, 1, 1}, {Macro::kOptMap, 1, 1}, {Macro::kOptFlatMap, 1, 1},
        {Macro::kLatest, 1, 2}, {Macro::kCountDistinct, 1, 1}, {Macro::kUnion, 1, 1},
        {Macro::kSumOf, 1, 1}};
    const Form form = kForms[Below(std::size(kForms))];
    Expr node;
    node.kind = ExprKind::kComprehension;
    node.macro = form.macro;
    node.variables.push_back(Below(5) == 0 ? "@iter0:1" : "x");
    if (form.variables == 2) node.variables.push_back("y");
    node.children = Nodes(form.bodies + 1, size, loops + 1);
    return Add(std::move(node));
  }

  ExprId Bind(std::size_t size, int loops) {
    if (Below(2) == 0) {
      return Add({.kind = ExprKind::kBind, .children = Nodes(2, size, loops), .variables = {"x"}});
    }
    return Add({.kind = ExprKind::kBlock, .children = Nodes(1 + Below(3), size, loops)});
  }

  ExprId Node(std::size_t size, int loops) {
    if (size < 2) return Leaf();
    switch (Below(10)) {
      case 0: return Leaf();
      case 1: case 2: return Select(size - 1, loops);
      case 3: return Entries(size - 1, loops);
      case 4: return loops < 4 ? Loop(size - 1, loops) : Call(size - 1, loops);
      case 5: return Bind(size - 1, loops);
      default: return Call(size - 1, loops);
    }
  }

  std::mt19937_64 random_;
  Ast* ast_ = nullptr;
};

inline Ast RandomTree(std::uint64_t seed, std::size_t size) {
  return RandomTreeMaker(seed).Run(size);
}

}  // namespace assay

#endif  // ASSAY_TESTS_EXPR_RANDOM_TREE_H_
