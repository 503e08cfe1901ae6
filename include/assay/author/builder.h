// Packs in C++: everything that a pack file says, with records that are described structs and rules
// that the C++ compiler checks.
//
//   PackBuilder pack("acme-doors", "1.0.0", "Doors");
//   pack.Add<BadgeScan>();
//   auto grace = pack.Parameter<std::int64_t>("grace_days", 30, "new people need no badge yet");
//   auto workforce = pack.Population<Person>("workforce", [](Term<Person> person) {
//     return person[&Person::in_scope];
//   });
//   pack.Control("DOORS", "Doors")
//       .Item("D01", "Everybody uses a badge")
//       .Minimum(Each(workforce, [](Term<Person> person) {
//         return person.Referrers<BadgeScan>(&BadgeScan::person).size() > 0;
//       }).Due([&](Term<Person> person) { return AsOf() - person[&Person::start] > grace; }));
//
//   assay::Diagnostics problems;
//   absl::StatusOr<BuiltPack> built = std::move(pack).Build(&problems);
//   auto compiled = assay::CompilePack(std::move(built->pack), schema, {.natives = built->natives},
//                                      &problems);
//
// The pack is the same that its file would give (WritePack writes it): same digest, same
// assessments. Faults are told at the line of C++ that said what is wrong. Facts are made of the
// same structs by a Shredder (ingest/shred.h) over the compiled pack's schema.
//
// What has no word of its own here stands in definition(), which is the pack as plain data; rules
// for it are made with RuleOf and texts with TextOf. Terms are in author/term.h, rules that are C++
// functions in author/cells.h.

#ifndef ASSAY_AUTHOR_BUILDER_H_
#define ASSAY_AUTHOR_BUILDER_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/author/cells.h"
#include "assay/author/records.h"
#include "assay/author/term.h"
#include "assay/base/diagnostic.h"
#include "assay/expr/native.h"
#include "assay/pack/pack.h"

namespace assay::author {

// Where in a program something is said: std::source_location, which not every compiler has that
// this header is for.
struct Location {
  const char* file = "";
  std::uint32_t line = 0;

  static constexpr Location current(const char* file = __builtin_FILE(),
                                    std::uint32_t line = __builtin_LINE()) {
    return {file, line};
  }
};

// Pieces for definition(): a rule as it stands in a pack, with its place.
RuleText RuleOf(const Ast& ast, Location where = Location::current());
template <typename T>
RuleText RuleOf(const Term<T>& term, Location where = Location::current()) {
  return RuleOf(term.ast(), where);
}
TextOrigin OriginAt(Location where);

// A pack and the functions that it needs, both for CompilePack.
struct BuiltPack {
  Pack pack;
  NativeLibrary natives;
};

// A population of records of X. `as` is what rules call its member.
template <DescribedRecord X>
class PopulationOf {
 public:
  PopulationOf(std::string name, std::string as) : name_(std::move(name)), as_(std::move(as)) {}

  const std::string& name() const { return name_; }
  Term<X> member() const { return Term<X>(tree::Ident(as_)); }
  Term<bool> Contains(const Term<X>& record) const {
    return Term<bool>(
        tree::Operator("@in", {record.ast(), tree::Select(tree::Ident("populations"), name_)}));
  }

 private:
  std::string name_;
  std::string as_;
};

// A field that a pack derives: record[field].
template <DescribedRecord X, typename T>
class DerivedFieldOf {
 public:
  using Record = X;
  using Type = T;
  explicit DerivedFieldOf(std::string name) : name_(std::move(name)) {}
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

// A function of the pack, or a native one: called with terms.
template <typename Signature>
class FunctionOf;
template <typename Result, typename... Parameters>
class FunctionOf<Result(Parameters...)> {
 public:
  explicit FunctionOf(std::string name) : name_(std::move(name)) {}
  Term<Result> operator()(const Term<Parameters>&... arguments) const {
    return Term<Result>(tree::Call(name_, {arguments.ast()...}));
  }

 private:
  std::string name_;
};

// A method of records of X that the pack defines: called with the record first.
template <DescribedRecord X, typename Signature>
class MethodOf;
template <DescribedRecord X, typename Result, typename... Parameters>
class MethodOf<X, Result(Parameters...)> {
 public:
  explicit MethodOf(std::string name) : name_(std::move(name)) {}
  Term<Result> operator()(const Term<X>& record, const Term<Parameters>&... arguments) const {
    return Term<Result>(tree::Method(name_, {record.ast(), arguments.ast()...}));
  }

 private:
  std::string name_;
};

// A rule of a level, until it stands in an item.
class RuleDraft {
 public:
  RuleDraft(RulePart part, std::optional<NativeFunction> callable, Ast member)
      : part_(std::move(part)), callable_(std::move(callable)), member_(std::move(member)) {}

  const RulePart& part() const { return part_; }
  // Of a rule that is a C++ function: the function, without its name, and the member it is called
  // with.
  const std::optional<NativeFunction>& callable() const { return callable_; }
  const Ast& member() const { return member_; }

 protected:
  RulePart part_;
  std::optional<NativeFunction> callable_;
  Ast member_;
};

// A rule over the members of a population. Bodies take a term of the member.
template <DescribedRecord X>
class EachDraft : public RuleDraft {
 public:
  using RuleDraft::RuleDraft;

  template <typename Body>
  EachDraft Due(const Body& body, Location where = Location::current()) && {
    part_.due = RuleOf(Term<bool>(body(Term<X>(member_))), where);
    return std::move(*this);
  }
  // Percent of those due; all unless given.
  EachDraft Coverage(const Term<std::int64_t>& percent, Location where = Location::current()) && {
    part_.coverage_pct = RuleOf(percent, where);
    return std::move(*this);
  }
  // Every group of equal values must reach the share.
  template <typename Body>
  EachDraft Per(const Body& body, Location where = Location::current()) && {
    part_.per = RuleOf(body(Term<X>(member_)), where);
    return std::move(*this);
  }
  // Among several rules of a level: how texts call it.
  EachDraft Named(std::string name) && {
    part_.name = std::move(name);
    return std::move(*this);
  }
};

// `require` gives a Term<bool> of a term of the member, or is a function of Cells<X> that gives a
// bool or an Answer<bool>.
template <DescribedRecord X, typename Require>
EachDraft<X> Each(const PopulationOf<X>& population, Require require,
                  Location where = Location::current()) {
  RulePart part;
  part.population = population.name();
  part.origin = OriginAt(where);
  std::optional<NativeFunction> callable;
  const Term<X> member = population.member();
  if constexpr (std::is_invocable_v<Require, Term<X>>) {
    part.require = RuleOf(Term<bool>(require(member)), where);
  } else {
    callable.emplace();
    callable->parameters = {internal::TypeText<X>()};
    callable->result = "bool";
    callable->compute =
        internal::CallbackOf<X>([require = std::move(require)](const Cells<X>& cells) {
          return Answer<bool>(require(cells));
        });
  }
  return EachDraft<X>(std::move(part), std::move(callable), member.ast());
}

// A rule over the organisation.
class OrgDraft : public RuleDraft {
 public:
  using RuleDraft::RuleDraft;
  OrgDraft Due(const Term<bool>& due, Location where = Location::current()) &&;
  OrgDraft Named(std::string name) &&;
};
OrgDraft Organisation(const Term<bool>& require, Location where = Location::current());

// In rules of one level: whether the other level's requirement holds for the same subject.
inline Term<bool> SatisfiesMinimum() { return Term<bool>(tree::Ident("satisfies_minimum")); }
inline Term<bool> SatisfiesFull() { return Term<bool>(tree::Ident("satisfies_full")); }

class PackBuilder;

// An item; a handle that is valid as long as its builder.
class ItemBuilder {
 public:
  ItemBuilder(PackBuilder* pack, std::size_t control, std::size_t item)
      : pack_(pack), control_(control), item_(item) {}

  // One rule, or several that all must be satisfied and have names.
  ItemBuilder& Minimum(const RuleDraft& rule);
  ItemBuilder& Minimum(std::initializer_list<RuleDraft> rules);
  ItemBuilder& Full(const RuleDraft& rule);
  ItemBuilder& Full(std::initializer_list<RuleDraft> rules);
  ItemBuilder& Link(LevelLink link);  // Needed where there are two levels.

  // Texts take expressions in braces, "{failing} of {due}: {subjects}".
  ItemBuilder& Finding(std::string_view text);
  ItemBuilder& Asks(std::string_view text);
  ItemBuilder& Remediation(std::string_view owner, std::string_view text);
  template <typename T>
  ItemBuilder& Show(std::string name, const Term<T>& value, Location where = Location::current()) {
    definition().show.emplace_back(std::move(name), RuleOf(value, where));
    return *this;
  }

  // Another item of the same control.
  ItemBuilder Item(std::string id, std::string_view title, Location where = Location::current());

  ItemDefinition& definition();  // For everything else.

 private:
  void SetLevel(const char* level_name, LevelDefinition ItemDefinition::*level,
                std::initializer_list<RuleDraft> rules);

  PackBuilder* pack_;
  std::size_t control_;
  std::size_t item_;
};

class ControlBuilder {
 public:
  ControlBuilder(PackBuilder* pack, std::size_t control) : pack_(pack), control_(control) {}
  ItemBuilder Item(std::string id, std::string_view title, Location where = Location::current());
  ControlDefinition& definition();

 private:
  PackBuilder* pack_;
  std::size_t control_;
};

// Used from one thread.
class PackBuilder {
 public:
  // The title may have expressions in braces, as all texts.
  PackBuilder(std::string id, std::string version, std::string_view title);

  // Declares the record type T and the enumerations of its members that assay does not ship. Record
  // types that its members refer to are added by calls of their own, unless they are shipped.
  template <DescribedRecord T>
  PackBuilder& Add(Location where = Location::current()) {
    AddRecord(DraftOf<T>(), where);
    return *this;
  }

  // T: std::int64_t, bool, Decimal, std::string, Date or an enumeration. Unit and bounds follow
  // from the ending of the name (`_pct`, `_days`, ...); others are set in
  // definition().parameters.back().
  template <typename T>
  Term<T> Parameter(std::string name, const T& default_value, std::string documentation,
                    Location where = Location::current()) {
    AddParameter(name, internal::TypeText<T>(), DefaultOf(default_value), std::move(documentation),
                 where);
    return Term<T>(tree::Select(tree::Ident("params"), name));
  }

  // All records of X for which `who` holds; all of them if it is left out.
  template <DescribedRecord X, typename Body>
  PopulationOf<X> Population(std::string name, const Body& who,
                             Location where = Location::current()) {
    const PopulationOf<X> population(name, internal::TypeText<X>());
    AddPopulation(name, internal::TypeText<X>(),
                  RuleOf(Term<bool>(who(population.member())), where), where);
    return population;
  }
  template <DescribedRecord X>
  PopulationOf<X> Population(std::string name, Location where = Location::current()) {
    AddPopulation(name, internal::TypeText<X>(), {}, where);
    return PopulationOf<X>(std::move(name), internal::TypeText<X>());
  }
  // The members of a population for whom `who` holds too.
  template <DescribedRecord X, typename Body>
  PopulationOf<X> Narrow(std::string name, const PopulationOf<X>& population, const Body& who,
                         Location where = Location::current()) {
    const PopulationOf<X> narrow(name, internal::TypeText<X>());
    AddPopulation(name, population.name(), RuleOf(Term<bool>(who(narrow.member())), where), where);
    return narrow;
  }

  // A field of X that is computed once a record: record[field].
  template <DescribedRecord X, typename Body>
  auto Derive(std::string name, const Body& body, Location where = Location::current()) {
    const auto value = body(Term<X>(tree::Ident("self")));
    AddDerived(internal::TypeText<X>(), name, RuleOf(value, where), where);
    using T = typename internal::TermOf<std::remove_cvref_t<decltype(value)>>::Type;
    return DerivedFieldOf<X, T>(std::move(name));
  }

  // Function<bool(Date, Maybe<Date>)>("covers", {"from", "to"}, [](auto from, auto to) { ... }).
  template <typename Signature, typename Body>
  FunctionOf<Signature> Function(std::string name, std::vector<std::string> parameters,
                                 const Body& body, Location where = Location::current()) {
    AddSignature(static_cast<Signature*>(nullptr), name, std::move(parameters), body, where);
    return FunctionOf<Signature>(std::move(name));
  }

  // Method<Person, bool(Date)>("here_on", {"day"}, [](auto self, auto day) { ... }).
  template <DescribedRecord X, typename Signature, typename Body>
  MethodOf<X, Signature> Method(std::string name, std::vector<std::string> parameters,
                                const Body& body, Location where = Location::current()) {
    const auto with_self = [&](const auto&... arguments) {
      return body(Term<X>(tree::Ident("self")), arguments...);
    };
    AddSignature(static_cast<Signature*>(nullptr), name, std::move(parameters), with_self, where);
    definition_.functions.back().receiver = internal::TypeText<X>();
    return MethodOf<X, Signature>(std::move(name));
  }

  // A C++ function that rules call: Native<std::int64_t(Person)>("acme.score", [](const
  // Cells<Person>& person) -> Answer<std::int64_t> { ... }). Pure; see expr/native.h. Its version
  // is the pack's.
  template <typename Signature, typename Compute>
  FunctionOf<Signature> Native(std::string name, Compute compute,
                               Location where = Location::current()) {
    AddNativeOf(static_cast<Signature*>(nullptr), name, std::move(compute), where);
    return FunctionOf<Signature>(std::move(name));
  }

  // How many members there are for whom `which` holds: a whole number for rules about the
  // organisation, traps and texts.
  template <DescribedRecord X, typename Body>
  Term<std::int64_t> Tally(std::string name, const PopulationOf<X>& over, const Body& which,
                           Location where = Location::current()) {
    return AddTally(std::move(name), over.name(), RuleOf(Term<bool>(which(over.member())), where),
                    where);
  }
  template <DescribedRecord X>
  Term<std::int64_t> Tally(std::string name, const PopulationOf<X>& over,
                           Location where = Location::current()) {
    return AddTally(std::move(name), over.name(), {}, where);
  }

  ControlBuilder Control(std::string id, std::string_view title,
                         Location where = Location::current());

  // A trap that only warns; it is given for what else there is to say (`caps_full`, `asks`).
  TrapDefinition& Trap(std::string id, std::string_view title, std::vector<std::string> items,
                       const Term<bool>& when, Location where = Location::current());

  // The text with its expressions in braces found, in the pack's main language.
  LocalizedText TextOf(std::string_view text, Location where = Location::current());

  // The pack as it stands. What it hands out is valid until the next call that adds to it.
  PackDefinition& definition() { return definition_; }

  // Returns InvalidArgument if the pack is at fault; `*problems` then holds every fault: those of
  // ReadPack, and
  //   pack.native       a native function or the name of one is refused, or given twice
  //   pack.text-braces  braces of a text that do not match
  absl::StatusOr<BuiltPack> Build(Diagnostics* problems) &&;

 private:
  friend class ItemBuilder;
  friend class ControlBuilder;

  static ParameterValue DefaultOf(std::int64_t value) { return value; }
  static ParameterValue DefaultOf(bool value) { return value; }
  static ParameterValue DefaultOf(const Decimal& value) { return value; }
  static ParameterValue DefaultOf(const std::string& value) { return value; }
  static ParameterValue DefaultOf(Date value) { return value; }
  template <typename E>
  requires std::is_enum_v<E>
  static ParameterValue DefaultOf(E word) {
    return std::string(DescribedWords<E>()[static_cast<std::size_t>(DescribedWordIndex(word))]);
  }

  template <typename Result, typename... Parameters, typename Body>
  void AddSignature(Result (*)(Parameters...), const std::string& name,
                    std::vector<std::string> names, const Body& body, Location where) {
    names.resize(sizeof...(Parameters));
    AddFunction(
        name, names, {internal::TypeText<Parameters>()...},
        [&]<std::size_t... k>(std::index_sequence<k...>) {
          return RuleOf(Term<Result>(body(Term<Parameters>(tree::Ident(names[k]))...)), where);
        }(std::index_sequence_for<Parameters...>()),
        where);
  }
  template <typename Result, typename... Parameters, typename Compute>
  void AddNativeOf(Result (*)(Parameters...), const std::string& name, Compute compute,
                   Location where) {
    NativeFunction function;
    function.name = name;
    function.parameters = {internal::TypeText<Parameters>()...};
    function.result = internal::TypeText<Result>();
    function.compute = internal::CallbackOf<Parameters...>(std::move(compute));
    AddNative(std::move(function), where);
  }

  void AddRecord(RecordDraft draft, Location where);
  void AddParameter(const std::string& name, std::string type, ParameterValue value,
                    std::string documentation, Location where);
  void AddPopulation(const std::string& name, std::string of, RuleText who, Location where);
  void AddDerived(std::string record, const std::string& name, RuleText value, Location where);
  void AddFunction(const std::string& name, const std::vector<std::string>& parameters,
                   std::vector<std::string> types, RuleText body, Location where);
  void AddNative(NativeFunction function, Location where);
  Term<std::int64_t> AddTally(std::string name, std::string over, RuleText which, Location where);
  RulePart Placed(const RuleDraft& draft, const std::string& item, const char* level);
  void Report(const TextOrigin& origin, std::string code, std::string message, std::string hint);

  PackDefinition definition_;
  NativeLibrary natives_;
  Diagnostics problems_;
};

}  // namespace assay::author

#endif  // ASSAY_AUTHOR_BUILDER_H_
