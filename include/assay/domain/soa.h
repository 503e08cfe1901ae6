// The statement of applicability: which controls the organisation applies, and why not the others.

#ifndef ASSAY_DOMAIN_SOA_H_
#define ASSAY_DOMAIN_SOA_H_

#include <cstdint>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/member_types.h"
#include "assay/domain/person.h"

namespace assay::domain {

enum class Implementation : std::uint8_t { planned, partial, implemented };
BOOST_DESCRIBE_ENUM(Implementation, planned, partial, implemented)
template <>
inline constexpr EnumDescription kEnumDescription<Implementation>{
    "implementation", "How far the organisation says a control is put in place."};

struct SoaEntry {
  Required<std::string> control;
  Required<bool> applicable;
  Reported<std::string> justification;
  Reported<Ref<Person>> approved_by;
  Required<Date> approved_on;
  Reported<Implementation> implementation;

  bool operator==(const SoaEntry&) const = default;
};
BOOST_DESCRIBE_STRUCT(SoaEntry, (),
                      (control, applicable, justification, approved_by, approved_on,
                       implementation))

template <>
struct Description<SoaEntry> {
  static constexpr RecordDescription record{
      .name = "soa_entry",
      .plural = "soa_entries",
      .place = RecordPlace::table,
      .documentation = "What the statement of applicability says of one control.",
      .member = "soa"};
  static constexpr MemberDescription members[] = {
      {"control", "The control, by its number in the framework, e.g. `A.5.4`."},
      {"applicable", "Whether it applies. Of several entries the latest approved one counts."},
      {"justification", "Why, or why not. An exclusion without one does not hold."},
      {"approved_by", "Who approved the entry."},
      {"approved_on", "The day of approval; the entry holds from then on."},
      {"implementation", "How far it is put in place, in the organisation's own judgement."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_SOA_H_
