// A role: what somebody may be assigned to do, and what it demands of them.

#ifndef ASSAY_DOMAIN_ROLE_H_
#define ASSAY_DOMAIN_ROLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/domain/description.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

// The order is the order of rank.
enum class ManagementLevel : std::uint8_t { none, line_manager, department_head, top };
BOOST_DESCRIBE_ENUM(ManagementLevel, none, line_manager, department_head, top)
template <>
inline constexpr EnumDescription kEnumDescription<ManagementLevel>{
    "management_level",
    "How far up a role leads others: nobody, a team, a department, the organisation. In order of "
    "rank."};

// Security duties that a role or a job description may name.
enum class SecurityDuty : std::uint8_t {
  data_handling,
  incident_reporting,
  access_control,
  asset_protection,
  secure_development,
  supplier_oversight,
  business_continuity
};
BOOST_DESCRIBE_ENUM(SecurityDuty, data_handling, incident_reporting, access_control,
                    asset_protection, secure_development, supplier_oversight, business_continuity)
template <>
inline constexpr EnumDescription kEnumDescription<SecurityDuty>{
    "security_duty", "Usual words for what somebody must do for security."};

// The usual departments.
enum class Department : std::uint8_t {
  board,
  hr,
  it,
  eng,
  security,
  finance,
  legal,
  sales,
  support,
  operations,
  procurement
};
BOOST_DESCRIBE_ENUM(Department, board, hr, it, eng, security, finance, legal, sales, support,
                    operations, procurement)
template <>
inline constexpr EnumDescription kEnumDescription<Department>{"department",
                                                              "Usual names of departments."};

struct Role {
  std::string id;
  Reported<std::string> title;
  Reported<Word<Department>> department;
  Required<ManagementLevel> management_level;
  Reported<bool> top_executive;
  std::vector<Word<SecurityDuty>> security_duties;
  std::vector<std::string> required_topics;
  std::optional<bool> privileged;

  bool operator==(const Role&) const = default;
};
BOOST_DESCRIBE_STRUCT(Role, (),
                      (id, title, department, management_level, top_executive, security_duties,
                       required_topics, privileged))

template <>
struct Description<Role> {
  static constexpr RecordDescription record{.name = "role",
                                            .plural = "roles",
                                            .place = RecordPlace::table,
                                            .documentation = "A role that people are assigned to.",
                                            .member = "roles",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "Opaque identifier of the role."},
      {"title", "The role's name, for people."},
      {"department",
       "The department the role belongs to; people belong to it by their assignment."},
      {"management_level", "Whom the role leads. `none` for a role that leads nobody."},
      {"top_executive", "Whether this is the highest executive post of the organisation."},
      {"security_duties", "Security duties that come with the role."},
      {"required_topics", "Training topics that whoever holds the role must have passed."},
      {"privileged", "Whether the role comes with elevated access rights."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_ROLE_H_
