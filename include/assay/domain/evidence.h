// What every piece of evidence says of itself: its provenance. The types of evidence add what they
// are evidence of.

#ifndef ASSAY_DOMAIN_EVIDENCE_H_
#define ASSAY_DOMAIN_EVIDENCE_H_

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/member_types.h"
#include "assay/domain/person.h"

namespace assay::domain {

// The order is the order of strength.
enum class Attestation : std::uint8_t { asserted, documented, observed, tested };
BOOST_DESCRIBE_ENUM(Attestation, asserted, documented, observed, tested)
template <>
inline constexpr EnumDescription kEnumDescription<Attestation>{
    "attestation",
    "How well a record is backed: somebody says so, a document shows it, somebody saw it, somebody "
    "tried it. In order of strength."};

// Common to all evidence. `type` is not a member: it is the type of the struct.
struct Provenance {
  std::string id;
  Required<When> occurred_at;
  std::optional<When> collected_at;
  Reported<std::string> source;
  std::optional<Ref<Person>> approver;
  std::optional<std::string> sha256;
  Defaulted<Attestation, Attestation::documented> attestation;
  Defaulted<bool, false> automated;
  std::optional<std::int64_t> viewed_seconds;
  std::optional<std::string> template_digest;
  std::optional<When> revoked_at;
  std::optional<std::string> supersedes;

  bool operator==(const Provenance&) const = default;
};
BOOST_DESCRIBE_STRUCT(Provenance, (),
                      (id, occurred_at, collected_at, source, approver, sha256, attestation,
                       automated, viewed_seconds, template_digest, revoked_at, supersedes))

template <>
struct Description<Provenance> {
  static constexpr MemberDescription members[] = {
      {"id", "Opaque identifier of the record."},
      {"occurred_at", "When it happened: a local date, or an instant with its offset."},
      {"collected_at", "When it was taken out of the system it comes from."},
      {"source", "The system or person it was taken from."},
      {"approver", "Who approved the record."},
      {"sha256", "SHA-256 of the thing itself, in hexadecimal; two records of one thing share it."},
      {"attestation", "How well the record is backed."},
      {"automated", "Whether a machine made it, with nobody deciding to."},
      {"viewed_seconds",
       "How long it was on somebody's screen. Absent: not measured.",
       {.minimum = 0}},
      {"template_digest",
       "A digest of its text that is equal for texts made from one template. Absent: like no "
       "other."},
      {"revoked_at", "When it was withdrawn; from then on it counts for nothing."},
      {"supersedes", "The id of the record it replaces. Informational."},
  };
};

// Evidence about one person, who is named. A base, not a record of its own.
struct PersonEvidence : Provenance {
  Ref<Person> person;
  std::optional<Ref<Person>> author;

  bool operator==(const PersonEvidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(PersonEvidence, (Provenance), (person, author))

template <>
struct Description<PersonEvidence> {
  static constexpr MemberDescription members[] = {
      {"person", "The person it is evidence about."},
      {"author", "Who wrote the record."},
  };
};

// Evidence about the organisation. It may name a person it concerns. A base, not a record of its
// own.
struct OrganizationEvidence : Provenance {
  std::optional<Ref<Person>> person;
  std::optional<Ref<Person>> author;

  bool operator==(const OrganizationEvidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrganizationEvidence, (Provenance), (person, author))

template <>
struct Description<OrganizationEvidence> {
  static constexpr MemberDescription members[] = {
      {"person", "A person it concerns, if it concerns one in particular."},
      {"author", "Who wrote it."},
  };
};

// Evidence about the organisation that is worth what its author is: an author who was not collected
// leaves the rule unknown. A base, not a record of its own.
struct AuthoredEvidence : Provenance {
  std::optional<Ref<Person>> person;
  Reported<Ref<Person>> author;

  bool operator==(const AuthoredEvidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(AuthoredEvidence, (Provenance), (person, author))

template <>
struct Description<AuthoredEvidence> {
  static constexpr MemberDescription members[] = {
      {"person", "A person it concerns, if it concerns one in particular."},
      {"author", "Who wrote, approved or attested it."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_EVIDENCE_H_
