// Evidence that people were told why the rules exist and what follows a breach.

#ifndef ASSAY_DOMAIN_BRIEFING_H_
#define ASSAY_DOMAIN_BRIEFING_H_

#include <cstdint>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

enum class BriefingFormat : std::uint8_t { in_person, live_remote, recorded };
BOOST_DESCRIBE_ENUM(BriefingFormat, in_person, live_remote, recorded)
template <>
inline constexpr EnumDescription kEnumDescription<BriefingFormat>{"briefing_format",
                                                                  "How a briefing is held."};

// What a briefing is about.
enum class BriefingTopic : std::uint8_t { consequences, rationale, new_rules, incidents, threats };
BOOST_DESCRIBE_ENUM(BriefingTopic, consequences, rationale, new_rules, incidents, threats)
template <>
inline constexpr EnumDescription kEnumDescription<BriefingTopic>{
    "briefing_topic",
    "Usual topics of briefings, among them what follows a breach and why the rules exist."};

enum class Proof : std::uint8_t { recording, photo, sign_in_sheet };
BOOST_DESCRIBE_ENUM(Proof, recording, photo, sign_in_sheet)
template <>
inline constexpr EnumDescription kEnumDescription<Proof>{"proof",
                                                         "What shows that a briefing took place."};

struct Viewing {
  Ref<Person> person;
  Required<When> at;
  Reported<std::int64_t> watched_seconds;

  bool operator==(const Viewing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Viewing, (), (person, at, watched_seconds))

template <>
struct Description<Viewing> {
  static constexpr RecordDescription record{
      .name = "viewing",
      .plural = "viewings",
      .place = RecordPlace::embedded,
      .documentation = "Somebody's viewing of the recording of a briefing."};
  static constexpr MemberDescription members[] = {
      {"person", "Who watched."},
      {"at", "When the person watched: a local date, or an instant with its offset."},
      {"watched_seconds", "For how long. Several viewings are not added up.", {.minimum = 0}},
  };
};

struct Briefing : OrganizationEvidence {
  Reported<Ref<Person>> led_by;
  Reported<BriefingFormat> format;
  Reported<bool> mandatory;
  std::vector<Word<BriefingTopic>> topics;
  std::vector<Proof> proof;
  Reported<std::int64_t> duration_seconds;
  std::vector<Ref<Person>> attendees;
  std::vector<Viewing> viewings;

  bool operator==(const Briefing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Briefing, (OrganizationEvidence),
                      (led_by, format, mandatory, topics, proof, duration_seconds, attendees,
                       viewings))

template <>
struct Description<Briefing> {
  static constexpr RecordDescription record{
      .name = "briefing",
      .plural = "briefings",
      .place = RecordPlace::evidence,
      .documentation = "A session in which people are told about the security rules.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"led_by", "Who led it."},
      {"format", "How it was held."},
      {"mandatory", "Whether attendance was required."},
      {"topics", "What it was about."},
      {"proof", "What shows that it took place. Viewings count only if there is a recording."},
      {"duration_seconds", "How long it lasted, and how long its recording is.", {.minimum = 0}},
      {"attendees", "Who was there while it took place.", {.inverse = "briefings_attended"}},
      {"viewings", "Who watched the recording, and when."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_BRIEFING_H_
