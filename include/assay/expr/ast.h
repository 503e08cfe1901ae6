// The syntax tree of one expression, after macro expansion.
//
// One tree serves parser, checker, printer, interpreter and planner. Nodes live in one vector and
// refer to each other by ExprId; ids grow in the order in which the text is read, so "the lowest
// expression id" is the leftmost. Every node knows its place in the text.
//
// Operators are calls with CEL's names ("_+_", "_&&_", "_?_:_", "_[_]", "@in"). Macros that bind a
// variable are nodes of their own (kComprehension, kBind), not folds: open lists and the columnar
// plan need to see what was meant.

#ifndef ASSAY_EXPR_AST_H_
#define ASSAY_EXPR_AST_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assay {

using ExprId = std::uint32_t;  // Index into Ast::nodes.
inline constexpr ExprId kNoExpr = 0xffffffff;

// Bytes [begin, end) of the expression's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
};

struct NullConstant {
  bool operator==(const NullConstant&) const = default;
};
struct BytesConstant {
  std::string bytes;
  bool operator==(const BytesConstant&) const = default;
};
using Constant = std::variant<NullConstant, bool, std::int64_t, std::uint64_t, double, std::string,
                              BytesConstant>;

enum class ExprKind : std::uint8_t {
  kConstant,       // `constant`
  kIdent,          // `name` (may start with "." for the root namespace)
  kSelect,         // children[0].name; `optional` for .?name
  kHas,            // has(children[0].name)
  kCall,           // name(children...); `receiver` says whether children[0] stood before the dot
  kList,           // [children...]; element k is optional ([?x]) if optional_entries[k]
  kMap,            // {k: v, ...}: children are k0, v0, k1, v1, ...; optional_entries per pair
  kStruct,         // Name{field: v}: children are the values; field_names. Not a feature of assay: the
                   // checker refuses it; it is parsed so that the refusal has a place.
  kComprehension,  // children[0].<macro>(variables..., bodies...)
  kBind,           // cel.bind(variables[0], children[0], children[1])
  kBlock,          // cel.block([children[0..n-1]], children[n]); cel.index(k) is kIdent "@index<k>",
                   // and cel.iterVar(a, b) names the variable "@iter<a>:<b>"
};

// Macros that run a body per element. `range` is children[0]; further children as said.
enum class Macro : std::uint8_t {
  kAll,                // predicate
  kExists,             // predicate
  kExistsOne,          // predicate; also existsOne
  kFilter,             // predicate
  kMap,                // transform
  kMapFilter,          // predicate, transform: map(x, p, t)
  kTransformList,      // transform, or predicate + transform (two variables: index/key, value)
  kTransformMap,       // likewise
  kTransformMapEntry,  // likewise
  kSortBy,             // key: list.sortBy(x, key)
  kOptMap,             // transform; the range is an optional
  kOptFlatMap,         // transform to an optional
  // assay's own (language.md section 4); a bare list receiver, one variable:
  kLatest,             // predicate, key -> optional element with the greatest key; ties: greatest id
  kCountDistinct,      // expression -> int
  kUnion,              // list expression -> list of the distinct elements of all
  kSumOf,              // number expression -> its sum: list.sum(x, expr)
};

struct Expr {
  ExprKind kind = ExprKind::kConstant;
  Macro macro = Macro::kAll;     // Of kComprehension.
  bool optional = false;         // kSelect: `.?`. An index `[?i]` is the call "_[?_]".
  bool receiver = false;         // kCall.
  Span span;                     // All of it.
  Span name_span;                // The name or operator, for carets.
  std::string name;
  Constant constant;
  std::vector<ExprId> children;
  std::vector<std::string> variables;      // kComprehension (1 or 2), kBind (1).
  std::vector<std::string> field_names;    // kStruct.
  std::vector<bool> optional_entries;      // kList, kMap.
};

struct Ast {
  std::string text;         // The expression as written.
  std::vector<Expr> nodes;  // By ExprId.
  ExprId root = kNoExpr;

  const Expr& operator[](ExprId id) const { return nodes[id]; }
};

// Equal in meaning: the same shape, names and constants; places are not compared.
bool SameTree(const Ast& left, const Ast& right);

}  // namespace assay

#endif  // ASSAY_EXPR_AST_H_
