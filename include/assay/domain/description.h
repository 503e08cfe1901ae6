// One description, many readers. Beside every struct of this room stand BOOST_DESCRIBE_STRUCT (its
// members) and a Description (what they mean, in words). ForEachField walks both at once; JSON,
// schemas, tables and reference pages are made from that walk and from nothing else.
//
//   assay::domain::ForEachField<assay::domain::Person>([&](auto field) {
//     std::cout << field.name() << ": " << field.description().documentation << "\n";
//     Use(person.*field.pointer);
//   });
//
// A program may describe its own structs in the same way; they become record types like any other
// (ingest/described_schema.h).

#ifndef ASSAY_DOMAIN_DESCRIPTION_H_
#define ASSAY_DOMAIN_DESCRIPTION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/bases.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include "assay/domain/member_types.h"

namespace assay::domain {

// What a member needs beyond its type and its text. Units that the member's name ends in
// (`_seconds`, `_pct`) need no `unit`.
struct MemberTraits {
  std::string_view unit;
  std::optional<std::int64_t> minimum;  // Inclusive, of numbers.
  std::optional<std::int64_t> maximum;
  // Of a reference: the list of referrers on the record referred to. A reference called `person`
  // needs none: its list is the plural of the record's name.
  std::string_view inverse;
  // Of a reference whose key is unique only within another record: the member that names that
  // record.
  std::string_view scope;
};

struct MemberDescription {
  std::string_view name;           // As the member is called; checked at compile time.
  std::string_view documentation;  // For people: what it is, its unit, its source. Never empty.
  MemberTraits traits;
};

// Where records of a type stand in a facts document.
enum class RecordPlace : std::uint8_t {
  single,    // one object of its own: `organization`
  table,     // an array of its own: `people`
  evidence,  // the array `evidence`, told apart by `type`
  embedded,  // inside another record
  outside,   // not in facts at all: controls, findings
};

struct RecordDescription {
  std::string_view name;    // "training_completion": its `type`, and its type name in rules.
  std::string_view plural;  // "training_completions": `org.<plural>` in rules.
  RecordPlace place = RecordPlace::table;
  std::string_view documentation;
  std::string_view member = {};  // Of `single` and `table`: the member of the facts document.
  std::string_view key = {};     // The member others refer to it by; empty = nobody does.
  std::string_view feed_kind =
      {};  // A feed per value of this enumeration member (documents by `kind`).
  bool feed_needs_listing = false;  // A feed, but having records proves no complete history.
  // Of records that a pack brings (author/records.h), where nothing is a pass for want of records:
  bool is_complete = false;    // A table that is no feed: complete as it is, by decree.
  bool opens_parents = false;  // Embedded, and a feed of its own: while it was not collected, the
                               // list in every parent is open.
};

// Specialised beside every described struct:
//   static constexpr RecordDescription record{...};       (not for bases, which are no records)
//   static constexpr MemberDescription members[] = {...}; (its own members, in declaration order)
template <typename T>
struct Description;

// Specialised beside every described enumeration. Enumerators are data: they appear in facts, packs
// and reports, hence are spelt in snake_case.
struct EnumDescription {
  std::string_view name;  // A type name in rules: "management_level".
  std::string_view documentation;
};
template <typename E>
inline constexpr EnumDescription kEnumDescription{};

// What absence means, by the type of a member.
template <typename M>
struct MemberMeaning {
  static constexpr Absence absence = Absence::fault;
  using Value = M;
};
template <typename T, Absence meaning>
struct MemberMeaning<Written<T, meaning>> {
  static constexpr Absence absence = meaning;
  using Value = T;
};
template <typename T>
struct MemberMeaning<std::optional<T>> {
  static constexpr Absence absence = Absence::none;
  using Value = T;
};
template <typename T, auto value>
struct MemberMeaning<Defaulted<T, value>> {
  static constexpr Absence absence = Absence::default_value;
  using Value = T;
};
template <typename T>
struct MemberMeaning<std::vector<T>> {
  static constexpr Absence absence = Absence::default_value;
  using Value = std::vector<T>;
};

// One step of the walk. `Owner` is the struct that declares the member, which is T or a base of T.
template <typename Owner, std::size_t index>
struct DescribedField {
  using Members = boost::describe::describe_members<Owner, boost::describe::mod_public>;
  using Raw = boost::mp11::mp_at_c<Members, index>;
  static constexpr auto pointer = Raw::pointer;
  using Member = std::remove_cvref_t<decltype(std::declval<Owner&>().*pointer)>;
  using Value = typename MemberMeaning<Member>::Value;  // Without what says it may be absent.
  static constexpr Absence absence = MemberMeaning<Member>::absence;

  static constexpr std::string_view name() { return Raw::name; }
  static constexpr const MemberDescription& description() {
    return Description<Owner>::members[index];
  }
};

// Whether the texts of T are complete: one for each of its own members, in their order.
template <typename T>
constexpr bool DescribesItsMembers() {
  using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
  constexpr std::size_t count = boost::mp11::mp_size<Members>::value;
  if (std::size(Description<T>::members) != count) return false;
  bool agrees = true;
  std::size_t index = 0;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    const MemberDescription& text = Description<T>::members[index++];
    agrees = agrees && text.name == member.name && !text.documentation.empty();
  });
  return agrees;
}

// Calls `visitor(field)` for every member of T, those of its bases first, in declaration order.
template <typename T, typename Visitor>
constexpr void ForEachField(Visitor&& visitor) {
  static_assert(DescribesItsMembers<T>(),
                "Description<T>::members must name every member of T, in order, with its text");
  using Bases = boost::describe::describe_bases<T, boost::describe::mod_public>;
  boost::mp11::mp_for_each<Bases>(
      [&](auto base) { ForEachField<typename decltype(base)::type>(visitor); });
  using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
  using Indices = boost::mp11::mp_iota<boost::mp11::mp_size<Members>>;
  boost::mp11::mp_for_each<Indices>(
      [&](auto index) { visitor(DescribedField<T, decltype(index)::value>{}); });
}

template <typename T>
constexpr std::size_t FieldCount() {
  std::size_t count = 0;
  ForEachField<T>([&](auto) { ++count; });
  return count;
}

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_DESCRIPTION_H_
