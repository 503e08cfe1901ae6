// Waivers: requirements that somebody accepted not to meet for a while.

#ifndef ASSAY_DOMAIN_EXCEPTION_H_
#define ASSAY_DOMAIN_EXCEPTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/member_types.h"
#include "assay/domain/person.h"

namespace assay::domain {

enum class Level : std::uint8_t { minimum, full };
BOOST_DESCRIBE_ENUM(Level, minimum, full)
template <>
inline constexpr EnumDescription kEnumDescription<Level>{
    "level", "How far a requirement is met: as much as is bearable, or as it is meant."};

struct Exception {
  std::string id;
  Required<std::string> item;
  std::vector<Level> levels;
  Required<Date> approved_on;
  Required<Date> expires_on;
  Reported<Ref<Person>> approved_by;
  Reported<Ref<Person>> requested_by;
  Reported<std::string> rationale;
  std::vector<std::string> compensating;

  bool operator==(const Exception&) const = default;
};
BOOST_DESCRIBE_STRUCT(Exception, (),
                      (id, item, levels, approved_on, expires_on, approved_by, requested_by,
                       rationale, compensating))

template <>
struct Description<Exception> {
  static constexpr RecordDescription record{
      .name = "exception",
      .plural = "exceptions",
      .place = RecordPlace::table,
      .documentation = "A waiver: a requirement that need not be met for a while.",
      .member = "exceptions",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "Opaque identifier of the waiver."},
      {"item", "The requirement that is waived, by the id the pack gives it."},
      {"levels", "The levels of it that are waived."},
      {"approved_on", "The day of approval; the waiver holds from then on."},
      {"expires_on", "The last day on which it holds."},
      {"approved_by", "Who approved it."},
      {"requested_by", "Who asked for it; nobody approves their own."},
      {"rationale", "Why it was granted."},
      {"compensating", "What is done instead. It never passes a rule by itself."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_EXCEPTION_H_
