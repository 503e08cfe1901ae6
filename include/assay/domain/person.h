// People, with what is recorded of them directly: their leaves and the roles they held.
//
// No names: ids are pseudonymous, and nothing here needs to know who somebody is.

#ifndef ASSAY_DOMAIN_PERSON_H_
#define ASSAY_DOMAIN_PERSON_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/member_types.h"
#include "assay/domain/role.h"

namespace assay::domain {

enum class Engagement : std::uint8_t { employee, contractor, agency_temp, intern, board_member };
BOOST_DESCRIBE_ENUM(Engagement, employee, contractor, agency_temp, intern, board_member)
template <>
inline constexpr EnumDescription kEnumDescription<Engagement>{
    "engagement", "On what footing somebody works for the organisation."};

enum class LeaveKind : std::uint8_t { parental, medical, sabbatical, other };
BOOST_DESCRIBE_ENUM(LeaveKind, parental, medical, sabbatical, other)
template <>
inline constexpr EnumDescription kEnumDescription<LeaveKind>{"leave_kind",
                                                             "Why somebody is away for a while."};

struct Leave {
  Required<LeaveKind> kind;
  Required<Date> start;
  std::optional<Date> end;

  bool operator==(const Leave&) const = default;
};
BOOST_DESCRIBE_STRUCT(Leave, (), (kind, start, end))

template <>
struct Description<Leave> {
  static constexpr RecordDescription record{
      .name = "leave",
      .plural = "leaves",
      .place = RecordPlace::embedded,
      .documentation = "A time during which somebody is away."};
  static constexpr MemberDescription members[] = {
      {"kind", "Why the person is away."},
      {"start", "First day of the leave."},
      {"end", "Last day of the leave, itself included. Absent: open-ended."},
  };
};

// One stretch of a person's history of roles. Of several that cover a day, the one that began last
// is held; a change of role is every assignment that has an earlier one.
struct Assignment {
  Ref<Role> role;
  Required<Date> from;
  std::optional<Date> to;

  bool operator==(const Assignment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Assignment, (), (role, from, to))

template <>
struct Description<Assignment> {
  // A current assignment does not prove that earlier ones would have been listed.
  static constexpr RecordDescription record{
      .name = "assignment",
      .plural = "assignments",
      .place = RecordPlace::embedded,
      .documentation = "A role that somebody holds or held, with its days.",
      .feed_needs_listing = true};
  static constexpr MemberDescription members[] = {
      {"role", "The role that was held."},
      {"from", "First day in the role."},
      {"to", "Last day in the role, itself included. Absent: still held."},
  };
};

struct Person {
  std::string id;
  Required<Engagement> engagement;
  Required<Date> start;
  std::optional<Date> end;
  std::optional<Ref<Person>> manager;
  Defaulted<bool, true> in_scope;
  std::vector<Leave> leaves;
  std::vector<Assignment> assignments;

  bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, engagement, start, end, manager, in_scope, leaves, assignments))

template <>
struct Description<Person> {
  static constexpr RecordDescription record{
      .name = "person",
      .plural = "people",
      .place = RecordPlace::table,
      .documentation = "Somebody who works, or worked, for the organisation.",
      .member = "people",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "Pseudonymous identifier of the person."},
      {"engagement", "On what footing the person works for the organisation."},
      {"start", "First day of the engagement."},
      {"end", "Last day of the engagement, itself included. Absent: still engaged."},
      {"manager", "Who the person reports to. Absent: nobody."},
      {"in_scope", "Whether the management system covers the person."},
      {"leaves", "Times during which the person is away."},
      {"assignments", "The roles the person holds and held, in any order."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_PERSON_H_
