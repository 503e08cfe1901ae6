// What an expression may name: variables, namespaces, functions, and the records of a schema with
// their derived fields. The checker resolves names against it; evaluation fills in the values.
//
// An environment is built up by its owner (engine/compile for packs, a tool for one expression)
// and then only read.

#ifndef ASSAY_EXPR_ENVIRONMENT_H_
#define ASSAY_EXPR_ENVIRONMENT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/ast.h"
#include "assay/expr/type.h"
#include "assay/expr/value.h"
#include "assay/facts/schema.h"

namespace assay {

class CallContext;     // expr/evaluate.h: facts, as-of date, time zone, limits.
struct NativeFunction;  // expr/native.h

// One implementation of a function for given parameter types. Arguments are definite values of
// those types (never unknown or error) unless `lenient` is set.
using Implementation = Value (*)(const CallContext& context, std::span<const Value> arguments);

struct Overload {
  std::string id;                // Stable: "string_starts_with"; unique in a library.
  bool receiver = false;         // x.f(y): parameters[0] is the receiver.
  std::vector<Type> parameters;  // kParameter for generics: [list(A), A].
  Type result;
  Implementation implementation = nullptr;  // Null in overloads that only declare (conformance).
  std::shared_ptr<const NativeFunction> native;  // Or this, of the host's: see DeclareNative.
  bool lenient = false;          // Is called with unknowns, errors and open lists as they are, and
                                 // must treat them soundly itself ("_==_", size, longest_gap ...).
  bool variadic = false;         // The last parameter may be repeated (math.greatest).
  bool glances = false;          // Takes the same time and space however large its arguments are.
  bool numeric = false;          // A dyn parameter takes numbers of any kind, not everything.
};

struct Function {
  std::string name;  // "startsWith", "_+_", "cal.add_months", "math.greatest".
  std::vector<Overload> overloads;
  std::string documentation;  // One line for `assay eval --help functions`.
};

// The functions every assay expression has: all of language.md sections 1 and 4. Built once.
std::span<const Function> StandardLibrary();

// A function that a pack defines: name(arguments): expression. Calls are checked against the
// argument types; the body is evaluated with the arguments (and `self`) bound.
struct DefinedFunction {
  std::string name;                            // "covers"
  std::optional<Type> receiver;                // record.name(...): `self`; maybe_none for record?.name
  std::vector<std::pair<std::string, Type>> parameters;
  Type result;                                 // Filled in once the body is checked.
};

// One name in a namespace: params.annual_months, tally.clicks, populations.workforce.
struct NamespaceMember {
  std::string name;
  Type type;
};
struct Namespace {
  std::string name;
  std::vector<NamespaceMember> members;
};

struct Variable {
  std::string name;
  Type type;
};

// A field that a pack computes for a record type.
struct DerivedField {
  std::string name;
  Type type;
};

class Environment {
 public:
  // `schema` may be null (plain CEL) and must outlive the environment and what is checked with it.
  explicit Environment(const Schema* schema);
  Environment(const Environment&);
  Environment(Environment&&) noexcept;
  Environment& operator=(Environment&&) noexcept;
  ~Environment();

  const Schema* schema() const;

  // Each gives the number by which programs refer to it. Names are not checked for clashes: the
  // caller validates his own declarations; the latest of a name wins.
  std::uint16_t AddVariable(std::string name, Type type);
  std::uint16_t AddNamespace(Namespace declaration);
  std::uint16_t AddDefinedFunction(DefinedFunction function);
  std::uint16_t AddDerivedField(RecordTypeId record, DerivedField field);
  void AddFunction(Function function);  // A host's, or a conformance vector's.
  void SetContainer(std::string name);  // CEL namespaces: names resolve from here outwards.
  // Types of what was added before, once known.
  void SetResult(std::uint16_t defined_function, Type result);
  void SetDerivedType(RecordTypeId record, std::uint16_t derived, Type type);

  std::span<const Variable> variables() const;
  std::span<const Namespace> namespaces() const;
  std::span<const DefinedFunction> defined_functions() const;
  std::span<const DerivedField> derived_fields(RecordTypeId record) const;  // Empty if none.
  const std::string& container() const;

  // By name, the latest of it; nothing if there is none.
  std::optional<std::uint16_t> FindVariable(std::string_view name) const;
  std::optional<std::uint16_t> FindNamespace(std::string_view name) const;
  std::optional<std::uint16_t> FindMember(std::uint16_t name_space, std::string_view name) const;
  std::optional<std::uint16_t> FindDerivedField(RecordTypeId record, std::string_view name) const;
  // A function without a receiver.
  std::optional<std::uint16_t> FindDefinedFunction(std::string_view name) const;
  // A method of records of a type.
  std::optional<std::uint16_t> FindDefinedMethod(RecordTypeId receiver, std::string_view name) const;

  // The overload sets of a name: the standard library's and the added ones.
  std::vector<const Function*> FindFunctions(std::string_view name) const;
  // All names of functions and methods, defined, added and standard, for "did you mean".
  std::vector<std::string_view> FunctionNames() const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace assay

#endif  // ASSAY_EXPR_ENVIRONMENT_H_
