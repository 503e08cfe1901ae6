// Type inference: which types fit which, and what the type parameters of generic functions and of
// empty lists turn out to be.
//
// A type parameter of an overload is replaced by a variable, made fresh for every call. Variables
// are bound when something definite meets them, widened when something wider does ([1, dyn(x)]),
// and become dyn if nothing ever does. Every step can be taken back, so that overloads are tried
// one after another.

#ifndef ASSAY_SRC_EXPR_INFERENCE_H_
#define ASSAY_SRC_EXPR_INFERENCE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assay/expr/environment.h"
#include "assay/expr/type.h"

namespace assay {

class Inference {
 public:
  // A state to which BackTo returns.
  struct Mark {
    std::size_t variables = 0;
    std::size_t changes = 0;
  };

  // A variable that nothing is known of yet.
  Type Fresh();

  // Parameters and result of `overload` with fresh variables for its type parameters; the last
  // parameter repeated so that there is one per argument.
  struct Signature {
    std::vector<Type> parameters;
    Type result;
  };
  Signature Instantiate(const Overload& overload, std::size_t argument_count);

  // Whether a value of type `given` may stand where `wanted` is asked for. Binds variables in
  // both; after a refusal the caller goes back to his mark. A cell that may be none fits: whether
  // it is guarded is for others to say (presence.h). dyn and faults fit everything.
  bool Accepts(const Type& wanted, const Type& given);

  // The same for string literals, or lists of them, which are words of an enumeration where one is
  // wanted. Which words they may be is checked elsewhere (check_words.cc).
  bool AcceptsWords(const Type& wanted, const Type& given);

  // The narrowest type that both fit. Nothing if there is none but dyn.
  std::optional<Type> Join(const Type& left, const Type& right);

  // `type` with what is known of its variables put in,
  Type Resolve(const Type& type) const;
  // and with dyn for the others.
  Type Settle(const Type& type) const;
  // Resolve of the outermost constructor only.
  const Type& Head(const Type& type) const;

  // How many types are in each other: 0 of an int, 1 of a list(int).
  std::size_t Depth(const Type& type) const;

  Mark Now() const { return {bindings_.size(), changes_.size()}; }
  void BackTo(Mark mark);

 private:
  using Renaming = std::vector<std::pair<std::string, Type>>;

  Type Rename(const Type& pattern, Renaming* renaming);
  bool Bind(const Type& variable, Type type);
  bool Occurs(std::size_t variable, const Type& type) const;
  bool AcceptsArguments(const Type& wanted, const Type& given);
  std::optional<Type> JoinArguments(const Type& left, const Type& right);
  Type Substitute(const Type& type, bool settle) const;

  std::vector<std::optional<Type>> bindings_;                         // By variable.
  std::vector<std::pair<std::size_t, std::optional<Type>>> changes_;  // What was there before.
};

// A variable of an Inference, bound or not (never a type parameter of an overload).
bool IsVariable(const Type& type);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_INFERENCE_H_
