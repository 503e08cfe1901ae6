// The organisation that is judged: one a facts document.

#ifndef ASSAY_DOMAIN_ORGANIZATION_H_
#define ASSAY_DOMAIN_ORGANIZATION_H_

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

// Where messages are published. Organisations have others.
enum class Channel : std::uint8_t {
  email,
  chat,
  intranet,
  newsletter,
  standup,
  meeting,
  video,
  letter
};
BOOST_DESCRIBE_ENUM(Channel, email, chat, intranet, newsletter, standup, meeting, video, letter)
template <>
inline constexpr EnumDescription kEnumDescription<Channel>{
    "channel", "Usual ways by which messages reach people."};

struct Organization {
  std::string id;
  Reported<std::string> name;
  Required<std::string> time_zone;
  Required<Date> isms_start;
  Reported<Word<Channel>> primary_channel;
  std::optional<std::string> sector;
  std::optional<std::int64_t> headcount_declared;

  bool operator==(const Organization&) const = default;
};
BOOST_DESCRIBE_STRUCT(Organization, (),
                      (id, name, time_zone, isms_start, primary_channel, sector,
                       headcount_declared))

template <>
struct Description<Organization> {
  static constexpr RecordDescription record{.name = "organization",
                                            .plural = "organizations",
                                            .place = RecordPlace::single,
                                            .documentation = "The organisation that is judged.",
                                            .member = "organization",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "Opaque identifier of the organisation."},
      {"name", "What the organisation calls itself. Printed in reports, read by no rule."},
      {"time_zone",
       "Where its days begin and end: a fixed offset (`+02:00`) or a name of the IANA database "
       "(`Europe/Paris`). Every instant becomes a local date by it."},
      {"isms_start",
       "The day its information security management system began to run. Quarterly series are not "
       "looked for before it."},
      {"primary_channel", "The channel that reaches everybody, by the name messages give theirs."},
      {"sector", "Its line of business, in its own words. Informational."},
      {"headcount_declared",
       "How many people it says work for it. A roster of another size is flagged, nothing more.",
       {.unit = "people", .minimum = 0}},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_ORGANIZATION_H_
