// Rules in C++: typed expressions over described records, which the C++ compiler checks and which
// print as the rule text that they are.
//
//   using namespace assay::author;
//   Term<Person> person = ...;                              // a population's member
//   Term<bool> rule = person[&Person::in_scope] &&
//                     person.Referrers(&BadgeScan::person).Exists([](Term<BadgeScan> scan) {
//                       return !scan[&BadgeScan::after_hours];
//                     });
//   rule.cel();  // person.in_scope && person.badge_scans.exists(b, !b.after_hours)
//
// A term is a syntax tree of the rule language (expr/ast.h) with a C++ type: it computes nothing,
// and its operators make larger trees. T says what the value is:
//
//   bool, std::int64_t, double, Decimal, std::string, Date, When, an enumeration
//   a described struct   a record of it
//   List<T>              a list
//   Maybe<T>             a cell that may be none: compare it with kNone, ask Has, or say what none
//                        stands for (Or); value() takes it as a T, which a rule may do where it has
//                        asked (the checker warns where it has not)
//   Duration, Optional<T>
//
// Bodies (of Exists, All, ...) are called more than once, to find a free name for their variable:
// they must give the same rule each time.
//
// What is unknown needs no type: unknowns flow through rules of themselves, and never pass.
// Whatever the language has and this header has not is said in its own words: Cel<T>("text"), or
// Call<T>("cal.add_months", date, months).

#ifndef ASSAY_AUTHOR_TERM_H_
#define ASSAY_AUTHOR_TERM_H_

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/expr/ast.h"
#include "assay/ingest/described_field.h"

namespace assay::author {

template <typename T>
struct List {
  using Element = T;
};
template <typename T>
struct Maybe {
  using Value = T;
};
template <typename T>
struct Optional {
  using Value = T;
};
struct Duration {};

// The value that cells hold which are known to hold none.
struct None {};
inline constexpr None kNone;

// Trees: what terms are made of. Not for use by rules.
namespace tree {
Ast Ident(std::string name);
Ast Literal(Constant constant);
Ast Select(Ast operand, std::string_view field);
Ast Has(Ast select);
Ast Operator(std::string name, std::vector<Ast> operands);
// "cal.add_months", "date"; or, with a receiver, "startsWith" of the first argument.
Ast Call(std::string_view name, std::vector<Ast> arguments);
Ast Method(std::string name, std::vector<Ast> arguments);
Ast ListOf(std::vector<Ast> elements);
Ast Loop(Macro macro, Ast range, std::string variable, std::vector<Ast> bodies);
// `text` as it is; where it is no expression, it is kept for whoever compiles the pack to say so.
Ast Text(std::string text);
// `cell` with `if_none` in its place where it is none.
Ast Or(Ast cell, Ast if_none);
std::string Print(const Ast& ast);
// A name that begins like `wish` and that nothing in `ast` has.
std::string FreshName(std::string_view wish, const Ast& ast);
inline constexpr std::string_view kProbe = "@probe";
}  // namespace tree

template <typename T>
class Term;

namespace internal {

// The type of the cells of a member's type, without what says that they may be absent.
template <typename V>
struct CellOf {
  using Type = V;
};
template <typename E>
struct CellOf<domain::Word<E>> {
  using Type = std::string;
};
template <typename T>
struct CellOf<domain::Ref<T>> {
  using Type = T;
};
template <typename T>
struct CellOf<std::vector<T>> {
  using Type = List<typename CellOf<T>::Type>;
};

// The type of a term that selects a member of type M.
template <typename M>
struct MemberTerm {
  using Meaning = domain::MemberMeaning<M>;
  using Cell = typename CellOf<typename Meaning::Value>::Type;
  using Type = std::conditional_t<Meaning::absence == domain::Absence::none, Maybe<Cell>, Cell>;
};

template <typename T>
struct IsMaybe : std::false_type {};
template <typename T>
struct IsMaybe<Maybe<T>> : std::true_type {};
template <typename T>
struct IsList : std::false_type {};
template <typename T>
struct IsList<List<T>> : std::true_type {};
template <typename T>
struct TermOf {};
template <typename T>
struct TermOf<Term<T>> {
  using Type = T;
};

template <typename T>
concept Number =
    std::same_as<T, std::int64_t> || std::same_as<T, double> || std::same_as<T, Decimal>;
template <typename T>
concept Ordered =
    Number<T> || std::same_as<T, std::string> || std::same_as<T, Date> || std::same_as<T, Duration>;

// The name of the described member, as facts and rules have it.
template <typename X, typename M, typename B>
std::string_view NameOf(M B::*member) {
  std::string_view name = "not_described";
  domain::ForEachField<X>([&](auto field) {
    if constexpr (std::is_same_v<std::remove_const_t<decltype(field.pointer)>, M B::*>) {
      if (field.pointer == member) name = field.name();
    }
  });
  return name;
}

// The list of the records of Y that refer to a record by `member`, as the record referred to has
// it.
template <typename Y, typename M, typename B>
std::string_view InverseOf(M B::*member) {
  const std::string_view name = NameOf<Y>(member);
  std::string_view inverse =
      name == "person" ? domain::Description<Y>::record.plural : "not_listed";
  domain::ForEachField<Y>([&](auto field) {
    const domain::MemberDescription& description = field.description();
    if (field.name() == name && !description.traits.inverse.empty()) {
      inverse = description.traits.inverse;
    }
  });
  return inverse;
}

template <typename T>
std::string_view VariableName() {
  if constexpr (DescribedRecord<T>) {
    return domain::Description<T>::record.name.substr(0, 1);
  } else {
    return "x";
  }
}

// The target of a reference, or of the elements of a list of references.
template <typename V>
struct TargetOf {};
template <typename T>
struct TargetOf<domain::Ref<T>> {
  using Type = T;
};
template <typename T>
struct TargetOf<std::vector<domain::Ref<T>>> {
  using Type = T;
};
template <typename M>
using Target = typename TargetOf<typename domain::MemberMeaning<M>::Value>::Type;

class TermBase {
 public:
  const Ast& ast() const { return ast_; }
  std::string cel() const { return tree::Print(ast_); }  // As a pack writes it.

 protected:
  explicit TermBase(Ast ast) : ast_(std::move(ast)) {}
  Ast ast_;
};

// What a body says of a variable that it has not met: asked with a name that nothing has, to find
// one that is free, and then with that.
template <typename T, typename Body>
auto WithVariable(const Body& body, std::string* name) {
  const auto probe = body(Term<T>(tree::Ident(std::string(tree::kProbe))));
  *name = tree::FreshName(VariableName<T>(), probe.ast());
  return body(Term<T>(tree::Ident(*name)));
}

}  // namespace internal

template <typename T>
class Term : public internal::TermBase {
 public:
  using Type = T;

  explicit Term(Ast ast) : TermBase(std::move(ast)) {}

  // Literals.
  template <typename U>
  requires(std::same_as<U, bool>&& std::same_as<T, bool>) Term(U value)  // NOLINT: implicit.
      : TermBase(tree::Literal(Constant(value))) {}
  template <std::integral U>
  requires(!std::same_as<U, bool> && (std::same_as<T, std::int64_t> || std::same_as<T, Decimal>))
      Term(U value)  // NOLINT
      : TermBase(tree::Literal(Constant(static_cast<std::int64_t>(value)))) {}
  Term(double value) requires std::same_as<T, double>  // NOLINT
      : TermBase(tree::Literal(Constant(value))) {}
  Term(const char* text) requires std::same_as<T, std::string>  // NOLINT
      : TermBase(tree::Literal(Constant(std::string(text)))) {}
  Term(std::string text) requires std::same_as<T, std::string>  // NOLINT
      : TermBase(tree::Literal(Constant(std::move(text)))) {}
  Term(Date date) requires std::same_as<T, Date>  // NOLINT
      : TermBase(tree::Call("date", {tree::Literal(Constant(date.ToString()))})) {}
  Term(T word) requires std::is_enum_v<T>  // NOLINT
      : TermBase(tree::Literal(Constant(std::string(
            DescribedWords<T>()[static_cast<std::size_t>(DescribedWordIndex(word))])))) {}

  // What may be none: a value is one of them, and so is none.
  template <typename U>
  requires(std::same_as<T, Maybe<U>>) Term(const Term<U>& value)  // NOLINT
      : TermBase(value.ast()) {}
  Term(None) requires(internal::IsMaybe<T>::value)  // NOLINT
      : TermBase(tree::Literal(NullConstant{})) {}
  auto value() const requires(internal::IsMaybe<T>::value) { return Term<typename T::Value>(ast_); }
  template <typename U>
  requires(std::same_as<T, Maybe<U>> ||
           std::same_as<T, Optional<U>>) Term<U> Or(const Term<U>& if_none)
  const {
    if constexpr (internal::IsMaybe<T>::value) {
      return Term<U>(tree::Or(ast_, if_none.ast()));
    } else {
      return Term<U>(tree::Method("orValue", {ast_, if_none.ast()}));
    }
  }
  Term<bool> HasValue() const
      requires(requires { typename T::Value; } && !internal::IsMaybe<T>::value) {
    return Term<bool>(tree::Method("hasValue", {ast_}));
  }

  // Records.
  template <typename M, typename B>
  requires(DescribedRecord<T>&& std::is_base_of_v<B, T>) auto operator[](M B::*member) const {
    return Term<typename internal::MemberTerm<M>::Type>(
        tree::Select(ast_, internal::NameOf<T>(member)));
  }
  // A field that the pack derives; see PackBuilder::Derive.
  template <typename Field>
  requires(std::same_as<typename Field::Record, T>) Term<typename Field::Type>
  operator[](const Field& field) const {
    return Term<typename Field::Type>(tree::Select(ast_, field.name()));
  }
  // The records of Y that refer to this one by `member` of Y or of a base of it.
  template <typename Y, typename M, typename B>
  requires(std::same_as<internal::Target<M>, T>&& std::is_base_of_v<B, Y>) Term<List<Y>> Referrers(
      M B::*member)
  const { return Term<List<Y>>(tree::Select(ast_, internal::InverseOf<Y>(member))); }
  template <typename Y, typename M>
  requires(std::same_as<internal::Target<M>, T>&& DescribedRecord<Y>) Term<List<Y>> Referrers(
      M Y::*member)
  const { return Referrers<Y, M, Y>(member); }
  Term<Date> day() const
      requires(std::is_base_of_v<domain::Provenance, T> || std::same_as<T, When>) {
    return Term<Date>(tree::Select(ast_, "date"));
  }

  // Lists. Bodies take a term of an element and give one.
  template <typename Body>
  requires(internal::IsList<T>::value) Term<bool> Exists(const Body& body)
  const { return Looped<Term<bool>>(Macro::kExists, body); }
  template <typename Body>
  requires(internal::IsList<T>::value) Term<bool> All(const Body& body)
  const { return Looped<Term<bool>>(Macro::kAll, body); }
  template <typename Body>
  requires(internal::IsList<T>::value) Term<bool> ExistsOne(const Body& body)
  const { return Looped<Term<bool>>(Macro::kExistsOne, body); }
  template <typename Body>
  requires(internal::IsList<T>::value) Term Filter(const Body& body)
  const { return Looped<Term>(Macro::kFilter, body); }
  template <typename Body>
  requires(internal::IsList<T>::value) auto Map(const Body& body) const {
    using Result = std::invoke_result_t<Body, Term<typename T::Element>>;
    return Looped<Term<List<typename internal::TermOf<Result>::Type>>>(Macro::kMap, body);
  }
  template <typename Body>
  requires(internal::IsList<T>::value) Term<std::int64_t> CountDistinct(const Body& body)
  const { return Looped<Term<std::int64_t>>(Macro::kCountDistinct, body); }
  // The element that meets the condition and has the greatest key.
  template <typename Condition, typename Key>
  requires(internal::IsList<T>::value) auto Latest(const Condition& condition,
                                                   const Key& key) const {
    using Element = typename T::Element;
    // Both bodies at once, so that the name is free in either.
    const auto both = [&](const Term<Element>& element) {
      return Term<bool>(tree::ListOf({condition(element).ast(), key(element).ast()}));
    };
    std::string name;
    internal::WithVariable<Element>(both, &name);
    const Term<Element> element(tree::Ident(name));
    return Term<Optional<Element>>(
        tree::Loop(Macro::kLatest, ast_, name, {condition(element).ast(), key(element).ast()}));
  }
  Term<std::int64_t> size() const
      requires(internal::IsList<T>::value || std::same_as<T, std::string>) {
    return Term<std::int64_t>(tree::Method("size", {ast_}));
  }
  template <typename U>
  requires(std::same_as<T, List<U>>) Term<bool> Contains(const Term<U>& element)
  const { return Term<bool>(tree::Operator("@in", {element.ast(), ast_})); }

  // Texts.
  Term<bool> StartsWith(const Term& part) const requires std::same_as<T, std::string> {
    return Term<bool>(tree::Method("startsWith", {ast_, part.ast()}));
  }
  Term<bool> EndsWith(const Term& part) const requires std::same_as<T, std::string> {
    return Term<bool>(tree::Method("endsWith", {ast_, part.ast()}));
  }
  Term<bool> HasPart(const Term& part) const requires std::same_as<T, std::string> {
    return Term<bool>(tree::Method("contains", {ast_, part.ast()}));
  }
  Term<bool> Matches(const Term& pattern) const requires std::same_as<T, std::string> {
    return Term<bool>(tree::Method("matches", {ast_, pattern.ast()}));
  }

  // One of several values.
  Term<bool> In(std::initializer_list<Term> values) const {
    std::vector<Ast> elements;
    for (const Term& value : values) elements.push_back(value.ast());
    return Term<bool>(tree::Operator("@in", {ast_, tree::ListOf(std::move(elements))}));
  }

  friend Term<bool> operator==(const Term& left, const Term& right) {
    return Term<bool>(tree::Operator("_==_", {left.ast(), right.ast()}));
  }
  friend Term<bool> operator!=(const Term& left, const Term& right) {
    return Term<bool>(tree::Operator("_!=_", {left.ast(), right.ast()}));
  }
  friend Term<bool> operator<(const Term& left, const Term& right) requires internal::Ordered<T> {
    return Term<bool>(tree::Operator("_<_", {left.ast(), right.ast()}));
  }
  friend Term<bool> operator<=(const Term& left, const Term& right) requires internal::Ordered<T> {
    return Term<bool>(tree::Operator("_<=_", {left.ast(), right.ast()}));
  }
  friend Term<bool> operator>(const Term& left, const Term& right) requires internal::Ordered<T> {
    return Term<bool>(tree::Operator("_>_", {left.ast(), right.ast()}));
  }
  friend Term<bool> operator>=(const Term& left, const Term& right) requires internal::Ordered<T> {
    return Term<bool>(tree::Operator("_>=_", {left.ast(), right.ast()}));
  }
  friend Term<bool> operator&&(const Term& left, const Term& right) requires std::same_as<T, bool> {
    return Term<bool>(tree::Operator("_&&_", {left.ast(), right.ast()}));
  }
  friend Term<bool> operator||(const Term& left, const Term& right) requires std::same_as<T, bool> {
    return Term<bool>(tree::Operator("_||_", {left.ast(), right.ast()}));
  }
  friend Term<bool> operator!(const Term& operand) requires std::same_as<T, bool> {
    return Term<bool>(tree::Operator("!_", {operand.ast()}));
  }
  friend Term operator+(const Term& left,
                        const Term& right) requires(internal::Number<T> ||
                                                    std::same_as<T, std::string>) {
    return Term(tree::Operator("_+_", {left.ast(), right.ast()}));
  }
  friend Term operator-(const Term& left, const Term& right) requires internal::Number<T> {
    return Term(tree::Operator("_-_", {left.ast(), right.ast()}));
  }
  friend Term operator-(const Term& operand) requires internal::Number<T> {
    return Term(tree::Operator("-_", {operand.ast()}));
  }
  friend Term operator*(const Term& left, const Term& right) requires internal::Number<T> {
    return Term(tree::Operator("_*_", {left.ast(), right.ast()}));
  }
  friend Term operator/(const Term& left, const Term& right) requires(internal::Number<T> &&
                                                                      !std::same_as<T, Decimal>) {
    return Term(tree::Operator("_/_", {left.ast(), right.ast()}));
  }
  friend Term operator%(const Term& left,
                        const Term& right) requires std::same_as<T, std::int64_t> {
    return Term(tree::Operator("_%_", {left.ast(), right.ast()}));
  }
  // Days between two dates.
  friend Term<std::int64_t> operator-(const Term& left,
                                      const Term& right) requires std::same_as<T, Date> {
    return Term<std::int64_t>(tree::Operator("_-_", {left.ast(), right.ast()}));
  }

 private:
  template <typename Result, typename Body>
  Result Looped(Macro macro, const Body& body) const {
    std::string name;
    auto inner = internal::WithVariable<typename T::Element>(body, &name);
    if constexpr (std::same_as<Result, Term<bool>> || std::same_as<Result, Term>) {
      static_assert(std::same_as<decltype(inner), Term<bool>>, "the body must give a Term<bool>");
    }
    return Result(tree::Loop(macro, ast_, std::move(name), {inner.ast()}));
  }
};

inline Term<Date> operator+(const Term<Date>& date, const Term<Duration>& duration) {
  return Term<Date>(tree::Operator("_+_", {date.ast(), duration.ast()}));
}
inline Term<Date> operator-(const Term<Date>& date, const Term<Duration>& duration) {
  return Term<Date>(tree::Operator("_-_", {date.ast(), duration.ast()}));
}

// The day that is judged; there is no clock.
inline Term<Date> AsOf() { return Term<Date>(tree::Ident("as_of")); }
inline Term<Duration> Days(const Term<std::int64_t>& count) {
  return Term<Duration>(tree::Call("days", {count.ast()}));
}

// Whether the selected field is a value (true), none (false) or unknown.
template <typename T>
Term<bool> Has(const Term<T>& field) {
  return Term<bool>(tree::Has(field.ast()));
}

template <typename T>
Term<T> If(const Term<bool>& condition, const Term<T>& then, const Term<T>& otherwise) {
  return Term<T>(tree::Operator("_?_:_", {condition.ast(), then.ast(), otherwise.ast()}));
}

// Rule text where a term of type T is wanted. Faults in it are reported when the pack is compiled.
template <typename T>
Term<T> Cel(std::string text) {
  return Term<T>(tree::Text(std::move(text)));
}

// A function of the language or of the pack: Call<Date>("cal.add_months", day, months).
template <typename T, typename... Arguments>
Term<T> Call(std::string_view function, const Term<Arguments>&... arguments) {
  return Term<T>(tree::Call(function, {arguments.ast()...}));
}

}  // namespace assay::author

#endif  // ASSAY_AUTHOR_TERM_H_
