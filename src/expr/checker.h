// The checker: one walk over the tree that gives every node its type and meaning.
//
// Takes a tree and an environment; gives the nodes of a CheckedExpr, or faults. Each file of
// check_*.cc holds one part of the walk.

#ifndef ASSAY_SRC_EXPR_CHECKER_H_
#define ASSAY_SRC_EXPR_CHECKER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/check.h"
#include "src/expr/inference.h"
#include "src/expr/presence.h"
#include "src/expr/scope.h"
#include "src/expr/syntax_faults.h"

namespace assay {

class Checker {
 public:
  // Everything given must outlive the checker, but for the tree, which becomes the program's.
  Checker(Ast ast, const Environment& environment, const CheckOptions& options);

  std::optional<CheckedExpr> Run(Diagnostics* problems);

 private:
  // A call's arguments, visited.
  struct Arguments {
    std::vector<ExprId> ids;
    std::vector<Type> types;  // Resolved.
  };
  // What an argument may have been meant to be, and how that is written.
  struct Repair {
    Type meant;
    std::string hint;
  };
  // What a macro binds its variables to, element by element.
  struct Range {
    bool is_map = false;
    Type key;    // Of a map; the index (int) of a list.
    Type value;  // The element.
  };

  // check.cc: the walk, literals, and what follows it.
  Type Visit(ExprId id);
  Type VisitKind(ExprId id);
  Type Bounded(ExprId id, Type type);
  Type Narrowed(ExprId id, Type type);
  Type VisitList(ExprId id);
  Type VisitMap(ExprId id);
  Type VisitStruct(ExprId id);
  void RequireKey(ExprId id, const Type& type);
  Type Entry(ExprId id, bool optional);
  Type JoinEntries(const std::vector<ExprId>& entries, std::vector<Type> types);
  void CheckExpected();
  void WarnOfDyn();
  void Settle();

  // check_name.cc: names, containers, namespaces.
  Type VisitIdent(ExprId id);
  std::optional<Type> QualifiedVariableOrType(ExprId id);
  std::optional<Type> VariableOrType(ExprId id, const std::string& name);
  // Nothing unless `id` is a chain of plain selections that begins with a name that is no local.
  std::optional<std::string> QualifiedName(ExprId id) const;
  std::vector<std::string> Candidates(const std::string& name) const;
  std::optional<std::uint16_t> AsNamespace(ExprId id) const;
  bool IsBound(const std::string& name) const;
  Type VisitMember(ExprId id, std::uint16_t name_space);
  std::string HintForName(const std::string& name) const;
  std::optional<std::string> NameWithMember(const std::string& member) const;

  // check_select.cc: fields.
  Type VisitSelect(ExprId id);
  Type VisitHas(ExprId id);
  Type SelectFrom(ExprId id, const Type& operand, bool optional);
  Type SelectFromRecord(ExprId id, RecordTypeId record);
  Type SelectFromMap(ExprId id, const Type& map);
  Type SelectFromWhen(ExprId id);
  Type NoFields(ExprId id, const Type& operand);
  std::string HintForField(const Expr& select, RecordTypeId record) const;
  bool IsMethod(const std::string& name) const;
  void WarnOfCrossProduct(ExprId id, RecordTypeId record);

  // check_call.cc: functions, overloads, a pack's own functions.
  Type VisitCall(ExprId id);
  bool StripNamespace(ExprId id);
  static bool TakesCount(const Overload& overload, std::size_t count);
  Type VisitDefinedCall(ExprId id, std::uint16_t index);
  std::optional<std::uint16_t> DefinedMethod(ExprId id);
  std::optional<std::vector<const Overload*>> Overloads(ExprId id) const;
  Type ResolveCall(ExprId id, const std::vector<const Overload*>& candidates,
                   const Arguments& arguments);
  bool AreNumbers(const Arguments& arguments);
  void PreferTyped(const Arguments& arguments, std::vector<const Overload*>* fitting);
  Type UseOverload(ExprId id, const Overload& overload, const Arguments& arguments);
  bool Takes(const Inference::Signature& signature, const Arguments& arguments);
  Arguments VisitArguments(ExprId id);
  bool AcceptsArgument(const Type& wanted, ExprId argument, const Type& given);

  // check_call_faults.cc: what to say when a call fits nothing.
  Type VisitUnknownCall(ExprId id);
  std::optional<std::string> NameInNamespace(ExprId id) const;
  bool LooksLikeMacro(ExprId id, std::string_view name) const;
  Type NoSuchFunction(ExprId id, const std::string& name, Span span);
  std::string HintForFunction(ExprId id, const std::string& name) const;
  const DefinedFunction* DefinedUnder(const std::string& name) const;
  std::string Declaration(const DefinedFunction& function) const;
  Type NoSuchOverload(ExprId id, const std::vector<const Overload*>& candidates,
                      const Arguments& arguments);
  std::string ShownOverloads(ExprId id, std::vector<const Overload*> candidates,
                             const Arguments& arguments);
  std::size_t Closeness(const Overload& overload, const Arguments& arguments);
  std::string Listed(const Arguments& arguments, bool receiver) const;
  Type DefinedArgumentsFault(ExprId id, const DefinedFunction& function,
                             const Arguments& arguments);
  bool OrdersWords(ExprId id, const Arguments& arguments);

  // check_repairs.cc: what may have been meant by an argument that does not fit.
  std::vector<Repair> RepairsOfText(const std::string& text) const;
  std::vector<Repair> RepairsOf(ExprId call, std::size_t index, const Arguments& arguments) const;
  bool FitsOneOf(const std::vector<const Overload*>& candidates, const Arguments& arguments);
  std::string HintForArguments(ExprId id, const std::vector<const Overload*>& candidates,
                               const Arguments& arguments);

  // check_operator.cc: what has rules of its own: `&&`, `||`, `?:`, `==`, `in`.
  std::optional<Type> VisitOperator(ExprId id);
  Type VisitLogic(ExprId id);
  Type VisitConditional(ExprId id);
  Type JoinBranches(ExprId id, ExprId left, ExprId right);
  std::optional<Type> VisitMembership(ExprId id);
  void EvenOutEquality(std::string_view name, Arguments* arguments) const;
  void RequireBool(ExprId id, const Type& type);
  std::string HintForCondition(const Type& given) const;

  // check_comprehension.cc: macros that bind.
  Type VisitComprehension(ExprId id);
  Type ComprehensionResult(ExprId id, const Range& range, const std::vector<Type>& bodies);
  std::optional<Range> RangeOf(ExprId id, const Type& type);
  std::vector<Type> VisitBodies(ExprId id);
  void RequireOrdered(ExprId id, const Type& type);
  void RequireNumber(ExprId id, const Type& type);
  Type VisitBind(ExprId id);
  Type VisitBlock(ExprId id);
  Local LocalFor(std::string name, Type type, ExprId from) const;

  // check_words.cc: literal words of enumerations and vocabularies.
  bool IsWords(ExprId id) const;
  bool IsLiteralWords(ExprId id) const;
  std::vector<ExprId> WordsOf(ExprId id) const;
  void CheckWords(const Type& wanted, ExprId id);
  void CheckCommonWords(ExprId call, const Arguments& arguments);
  void CheckVocabulary(ExprId call, const Arguments& arguments);
  EnumId VocabularyOfCall(const Expr& call) const;

  // literal_checks.cc: literals that are wrong in themselves.
  void CheckLiterals(ExprId call);
  void CompilePattern(ExprId call);
  void CheckFormat(ExprId call);
  void CheckDivisor(ExprId call);

  // check_always.cc: conditions that no facts can change.
  void WarnOfAlways();
  void WarnOfItself(ExprId id);
  void WarnOfOpposites(ExprId id);
  bool AreOpposites(ExprId left, ExprId right) const;

  // check_faults.cc: reporting.
  Type Fault(Span span, std::string_view code, std::string message, std::string hint = {});
  Type Expected(ExprId id, std::string_view wanted, const Type& found, std::string hint = {});
  void Warn(Span span, std::string_view code, std::string message, std::string hint);
  void WarnIfMaybeNone(ExprId id, const Type& type);
  std::string Name(const Type& type) const;
  std::optional<std::string> Quote(ExprId id) const;
  std::string Quoted(ExprId id) const;  // In backticks, or "this".

  const Schema* schema() const { return environment_.schema(); }
  bool IsConstant(ExprId id) const { return ast_[id].kind == ExprKind::kConstant; }
  static Type Bool() { return MakeType(TypeKind::kBool); }
  static Type ErrorType() { return MakeType(TypeKind::kError); }

  Ast ast_;
  const Environment& environment_;
  const CheckOptions& options_;
  SyntaxFaults faults_;
  Inference inference_;
  Scope scope_;
  Presence presence_;
  std::vector<NodeMeaning> nodes_;
  std::vector<bool> visited_;
  std::vector<bool> is_narrowed_;       // Cells that may be none, behind a guard.
  std::vector<bool> dyn_is_fine_;       // Arguments for which the function asks for dyn.
  std::vector<EnumId> vocabulary_;      // By node, kNoId if none.
  std::vector<bool> word_is_reported_;  // Literals: a local may compare one in several places.
  bool has_dyn_ = false;
};

// Whether it is the name of `<`, `<=`, `>` or `>=`.
bool IsOrder(std::string_view name);

// Whether it is dyn, or made of it: list(dyn).
bool ContainsDyn(const Type& type);

// Whether it is what a fault left, or made of it. What is wrong with it may be wrong because of
// that fault, and is not said.
bool ContainsError(const Type& type);

// "did you mean `x`?", or nothing if no candidate is near.
std::string DidYouMean(std::string_view wrong, const std::vector<std::string_view>& candidates);

// `_+_` as authors write it: `+`. Other names as they are.
std::string_view OperatorSymbol(std::string_view name);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_CHECKER_H_
