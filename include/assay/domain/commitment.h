// Evidence that those who lead speak up for security: announcements, signed statements, messages,
// approvals of policies.

#ifndef ASSAY_DOMAIN_COMMITMENT_H_
#define ASSAY_DOMAIN_COMMITMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/document.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"
#include "assay/domain/organization.h"

namespace assay::domain {

// Whom an announcement addresses.
enum class Audience : std::uint8_t { all_staff, department, team, managers, board, external };
BOOST_DESCRIBE_ENUM(Audience, all_staff, department, team, managers, board, external)
template <>
inline constexpr EnumDescription kEnumDescription<Audience>{
    "audience", "Usual words for whom a message addresses."};

// What an announcement states.
enum class Statement : std::uint8_t { security_priority, compliance_mandatory };
BOOST_DESCRIBE_ENUM(Statement, security_priority, compliance_mandatory)
template <>
inline constexpr EnumDescription kEnumDescription<Statement>{
    "statement",
    "Usual words for what a message states: security matters to the business, following the rules "
    "is "
    "not optional."};

// Where a statement may be published.
enum class PublicationPlace : std::uint8_t {
  intranet,
  noticeboard,
  website,
  handbook,
  welcome_pack
};
BOOST_DESCRIBE_ENUM(PublicationPlace, intranet, noticeboard, website, handbook, welcome_pack)
template <>
inline constexpr EnumDescription kEnumDescription<PublicationPlace>{
    "publication_place", "Usual places where a statement can be read."};

struct Announcement : AuthoredEvidence {
  Reported<Word<Audience>> audience;
  Reported<Word<Channel>> channel;
  std::vector<Word<Statement>> statements;

  bool operator==(const Announcement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Announcement, (AuthoredEvidence), (audience, channel, statements))

template <>
struct Description<Announcement> {
  static constexpr RecordDescription record{
      .name = "announcement",
      .plural = "announcements",
      .place = RecordPlace::evidence,
      .documentation = "A message in which somebody who leads takes a stand on security.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"audience", "Whom it addresses."},
      {"channel", "By which channel it went out."},
      {"statements", "What it states."},
  };
};

struct Publication {
  Required<Word<PublicationPlace>> place;
  Required<Date> from;
  std::optional<Date> to;

  bool operator==(const Publication&) const = default;
};
BOOST_DESCRIBE_STRUCT(Publication, (), (place, from, to))

template <>
struct Description<Publication> {
  static constexpr RecordDescription record{
      .name = "publication",
      .plural = "publications",
      .place = RecordPlace::embedded,
      .documentation = "A time during which a statement can be read somewhere."};
  static constexpr MemberDescription members[] = {
      {"place", "Where it can be read."},
      {"from", "First day on which it can be read there."},
      {"to", "Last day, itself included. Absent: it still can."},
  };
};

struct CommitmentStatement : OrganizationEvidence {
  Reported<Ref<Person>> signed_by;
  std::vector<Publication> publications;

  bool operator==(const CommitmentStatement&) const = default;
};
BOOST_DESCRIBE_STRUCT(CommitmentStatement, (OrganizationEvidence), (signed_by, publications))

template <>
struct Description<CommitmentStatement> {
  static constexpr RecordDescription record{
      .name = "commitment_statement",
      .plural = "commitment_statements",
      .place = RecordPlace::evidence,
      .documentation = "A signed statement that the organisation is committed to security.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"signed_by", "Who signed it."},
      {"publications", "Where and when it can be read."},
  };
};

struct Communication : OrganizationEvidence {
  Reported<Word<Channel>> channel;
  std::optional<std::string> digest;

  bool operator==(const Communication&) const = default;
};
BOOST_DESCRIBE_STRUCT(Communication, (OrganizationEvidence), (channel, digest))

template <>
struct Description<Communication> {
  static constexpr RecordDescription record{
      .name = "communication",
      .plural = "communications",
      .place = RecordPlace::evidence,
      .documentation = "A message on security to people of the organisation.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"channel", "By which channel it went out."},
      {"digest", "A digest of its text. All messages without one count as one message."},
  };
};

struct PolicyApproval : AuthoredEvidence {
  Ref<Document> document;
  Reported<Ref<DocumentVersion>> document_version;

  bool operator==(const PolicyApproval&) const = default;
};
BOOST_DESCRIBE_STRUCT(PolicyApproval, (AuthoredEvidence), (document, document_version))

template <>
struct Description<PolicyApproval> {
  static constexpr RecordDescription record{
      .name = "policy_approval",
      .plural = "policy_approvals",
      .place = RecordPlace::evidence,
      .documentation = "Somebody's approval of a version of a policy.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"document", "The policy that was approved."},
      {"document_version", "The version that was approved.", {.scope = "document"}},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_COMMITMENT_H_
