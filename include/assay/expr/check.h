// Names and types: from a syntax tree to a program that can run.
//
// Everything that can be known before facts are seen is refused here: fields that do not exist,
// operands that do not fit, words that an enumeration does not have, literal regular expressions,
// timestamps, durations and formats that are wrong.

#ifndef ASSAY_EXPR_CHECK_H_
#define ASSAY_EXPR_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "assay/base/diagnostic.h"
#include "assay/expr/ast.h"
#include "assay/expr/environment.h"
#include "assay/expr/type.h"

namespace assay {

class Pattern;  // A compiled regular expression.

// What a node of the tree turned out to mean.
enum class Meaning : std::uint8_t {
  kNone,             // Its kind says all: constants, lists, comprehensions, `_&&_`, `_||_`, `_?_:_`.
                     //    An ident, select or call of unknown name, with CheckOptions::names_only.
  kVariable,         // a: slot in Environment::variables(). A select may be one: the name is qualified.
  kLocal,            // a: depth in the stack of bound variables, from the outermost (0). Macro
                     //    variables, cel.bind, cel.block entries, a defined function's parameters.
  kTypeName,         // the ident (or qualified name) is a type (`int`): the node's type is type(T)
                     //    The fields below are meanings of a select and of has() alike: has(x.f) is a
                     //    bool and means whether x.f, of the meaning given, is a value.
  kStoredField,      // a: RecordTypeId, b: FieldId (not kChildren). The operand may be an optional
                     //    record: then the select is an optional, too.
  kChildren,         // a: RecordTypeId, b: FieldId: a list of embedded records
  kParent,           // a: RecordTypeId of the embedded record: its parent under the parent's name
  kWhenDate,         // a: RecordTypeId, b: FieldId: evidence's direct `date` of its occurred_field
  kWhenInstant,      // likewise `instant`
  kWhenPart,         // a: 0 = .date, 1 = .instant of a kWhen value
  kInverse,          // a: index in Schema::inverses()
  kAllRecords,       // a: RecordTypeId: org.<plural>
  kDerivedField,     // a: RecordTypeId, b: index in derived_fields(a)
  kNamespaceMember,  // a: namespace, b: member: the whole of `params.x`
  kMapField,         // select from a map (or dyn, or an optional of either): by key at run time
  kMembership,       // `x in populations.p`: a: namespace, b: member of the population
  kStandardCall,     // a library (or added) function: candidates in `overloads`
  kDefinedCall,      // a: index in defined_functions(); a method's receiver is children[0]
};

struct NodeMeaning {
  Meaning meaning = Meaning::kNone;
  std::uint16_t a = kNoId;
  std::uint16_t b = kNoId;
  Type type;
  // kStandardCall: what may apply, in order; exactly one unless an argument is dyn. Pointers into
  // the environment's functions.
  std::vector<const Overload*> overloads;
  // Of a call of `matches` with a literal pattern: compiled once, for all rows and threads.
  std::shared_ptr<const Pattern> pattern;
};

// A checked expression. Immutable, safe to share between threads. The environment that checked it
// must outlive it.
struct CheckedExpr {
  // As given, but for calls of qualified functions: the parser cannot tell `math.abs(x)` from a
  // receiver `math`; here it is the call "math.abs" without one, and the node of `math` is unused.
  Ast ast;
  std::vector<NodeMeaning> nodes;  // By ExprId.
  Type type;                       // Of the whole.
  std::uint16_t local_count = 0;   // Deepest stack of bound variables.
  bool has_dyn = false;            // Some node is dyn: a warning was given.
};

// Types in each other: list(list(...)). A limit, `expr.limit-type`.
inline constexpr std::size_t kDeepestType = 100;

// Memory that a regular expression may take. One above the ceiling is taken for the ceiling.
inline constexpr std::int64_t kUsualPatternBytes = 8 << 20;
inline constexpr std::int64_t kMostPatternBytes = 64 << 20;

struct CheckOptions {
  std::optional<Type> expected;  // The result must be assignable to it (a rule is bool).
  // Names bound outside the text, in order, as kLocal 0, 1, ...: a defined function's parameters,
  // `self` of a derived field, the member of a population.
  std::vector<Variable> locals;
  // Warnings: expr.maybe-none, expr.dyn, expr.cross-product, expr.unusual-word, expr.always.
  bool warn = true;
  // Conditions known to hold wherever the text is evaluated (the `where` of its population), with
  // the same names bound: what they guard needs no guard of its own. Only read during the check.
  std::vector<const Ast*> given;
  // False: literals that are wrong (timestamp('x'), 1 / 0) are left to run time, where they are
  // errors, as standard CEL has it.
  bool literals = true;
  // True: only names are resolved. Every type is dyn, nothing is refused, and what is not found
  // is an error at run time. For the language's vectors that ask for no check.
  bool names_only = false;
  std::int64_t pattern_bytes = kUsualPatternBytes;  // Of a literal regular expression.
};

// The program, or nothing and every fault found (`expr.*`), placed within the text (see Parse).
// Warnings alone do not refuse.
std::optional<CheckedExpr> Check(Ast ast, const Environment& environment,
                                 const CheckOptions& options, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_EXPR_CHECK_H_
