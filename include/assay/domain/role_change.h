// Evidence that a change of role was followed up: access reviewed, duties handed over.

#ifndef ASSAY_DOMAIN_ROLE_CHANGE_H_
#define ASSAY_DOMAIN_ROLE_CHANGE_H_

#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"
#include "assay/domain/role.h"

namespace assay::domain {

// Functions of an organisation that tell each other about changes.
enum class BusinessFunction : std::uint8_t { hr, it, security, finance, facilities, management };
BOOST_DESCRIBE_ENUM(BusinessFunction, hr, it, security, finance, facilities, management)
template <>
inline constexpr EnumDescription kEnumDescription<BusinessFunction>{
    "business_function", "Usual functions of an organisation that tell each other about changes."};

struct AccessReview : PersonEvidence {
  Reported<Ref<Role>> to_role;
  Reported<Word<BusinessFunction>> from_function;
  Reported<Word<BusinessFunction>> to_function;
  Reported<bool> completed;

  bool operator==(const AccessReview&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessReview, (PersonEvidence),
                      (to_role, from_function, to_function, completed))

template <>
struct Description<AccessReview> {
  static constexpr RecordDescription record{
      .name = "access_review",
      .plural = "access_reviews",
      .place = RecordPlace::evidence,
      .documentation = "A review of somebody's access rights when their role changes.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"to_role", "The role the person moves to."},
      {"from_function", "Which function asked for it."},
      {"to_function", "Which function carried it out."},
      {"completed", "Whether it was carried out and confirmed."},
  };
};

struct RoleChangeChecklist : PersonEvidence {
  Reported<Ref<Role>> to_role;
  Reported<Ref<Person>> signed_by;
  Reported<bool> access_updated;
  Reported<bool> duties_explained;

  bool operator==(const RoleChangeChecklist&) const = default;
};
BOOST_DESCRIBE_STRUCT(RoleChangeChecklist, (PersonEvidence),
                      (to_role, signed_by, access_updated, duties_explained))

template <>
struct Description<RoleChangeChecklist> {
  static constexpr RecordDescription record{
      .name = "role_change_checklist",
      .plural = "role_change_checklists",
      .place = RecordPlace::evidence,
      .documentation = "The checklist that the receiving manager signs when somebody changes role.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"to_role", "The role the person moves to."},
      {"signed_by", "Who signed it."},
      {"access_updated", "Whether access rights were brought in line with the new role."},
      {"duties_explained", "Whether the security duties of the new role were explained."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_ROLE_CHANGE_H_
