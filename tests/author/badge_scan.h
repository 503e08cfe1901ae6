// A vendor's own records, described as assay's are: what the tests of this room write packs about.

#ifndef ASSAY_TESTS_AUTHOR_BADGE_SCAN_H_
#define ASSAY_TESTS_AUTHOR_BADGE_SCAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/domain/evidence.h"
#include "assay/domain/person.h"

namespace doors {

using assay::domain::Defaulted;
using assay::domain::Person;
using assay::domain::Ref;
using assay::domain::Reported;
using assay::domain::Required;

enum class DoorKind : std::uint8_t { outer, inner };
BOOST_DESCRIBE_ENUM(DoorKind, outer, inner)

struct Door {
  std::string id;
  Required<DoorKind> kind;
  std::optional<Ref<Person>> owner;
  std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(Door, (), (id, kind, owner, tags))

struct BadgeScan : assay::domain::PersonEvidence {
  Ref<Door> door;
  Reported<bool> after_hours;
  std::optional<std::int64_t> minutes;
  Defaulted<DoorKind, DoorKind::outer> kind;
  std::vector<Ref<Person>> companions;
};
BOOST_DESCRIBE_STRUCT(BadgeScan, (assay::domain::PersonEvidence),
                      (door, after_hours, minutes, kind, companions))

}  // namespace doors

namespace assay::domain {

template <>
inline constexpr EnumDescription kEnumDescription<doors::DoorKind>{"door_kind",
                                                                   "Where a door leads."};

template <>
struct Description<doors::Door> {
  static constexpr RecordDescription record{.name = "door",
                                            .plural = "doors",
                                            .place = RecordPlace::table,
                                            .documentation = "A door with a reader.",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "Its name."},
      {"kind", "Where it leads."},
      {"owner", "Who answers for it.", {.inverse = "doors_owned"}},
      {"tags", "Whatever is said of it."}};
};

template <>
struct Description<doors::BadgeScan> {
  static constexpr RecordDescription record{.name = "badge_scan",
                                            .plural = "badge_scans",
                                            .place = RecordPlace::evidence,
                                            .documentation = "Somebody's badge at a door.",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {
      {"door", "At which door.", {.inverse = "scans"}},
      {"after_hours", "Whether the building was closed."},
      {"minutes", "How long they stayed.", {.minimum = 0}},
      {"kind", "How they went."},
      {"companions", "Who came along.", {.inverse = "scans_accompanied"}}};
};

}  // namespace assay::domain

#endif  // ASSAY_TESTS_AUTHOR_BADGE_SCAN_H_
