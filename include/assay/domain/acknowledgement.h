// Evidence that people know their duties: what they acknowledged, what their job descriptions say.

#ifndef ASSAY_DOMAIN_ACKNOWLEDGEMENT_H_
#define ASSAY_DOMAIN_ACKNOWLEDGEMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/domain/description.h"
#include "assay/domain/document.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"
#include "assay/domain/role.h"

namespace assay::domain {

enum class AcknowledgementSubject : std::uint8_t { security_duties, handbook, policy };
BOOST_DESCRIBE_ENUM(AcknowledgementSubject, security_duties, handbook, policy)
template <>
inline constexpr EnumDescription kEnumDescription<AcknowledgementSubject>{
    "acknowledgement_subject", "What somebody acknowledged."};

enum class AcknowledgementMethod : std::uint8_t { email, signed_mou, click };
BOOST_DESCRIBE_ENUM(AcknowledgementMethod, email, signed_mou, click)
template <>
inline constexpr EnumDescription kEnumDescription<AcknowledgementMethod>{
    "acknowledgement_method",
    "How somebody acknowledged: by a reply, by a signed memorandum, by a click."};

struct Acknowledgement : PersonEvidence {
  Required<AcknowledgementSubject> subject;
  Reported<Ref<Role>> role;
  std::optional<Ref<Document>> document;
  std::optional<Ref<DocumentVersion>> document_version;
  Reported<AcknowledgementMethod> method;
  std::optional<std::int64_t> word_count;

  bool operator==(const Acknowledgement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Acknowledgement, (PersonEvidence),
                      (subject, role, document, document_version, method, word_count))

template <>
struct Description<Acknowledgement> {
  static constexpr RecordDescription record{
      .name = "acknowledgement",
      .plural = "acknowledgements",
      .place = RecordPlace::evidence,
      .documentation = "Somebody's confirmation of having read their duties or a document.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"subject", "What was acknowledged."},
      {"role", "Of security duties: the role whose duties they are. Absent: not recorded."},
      {"document", "Of a handbook or policy: which one."},
      {"document_version", "The version of the document that was shown.", {.scope = "document"}},
      {"method", "How it was acknowledged."},
      {"word_count",
       "Length of the text that was shown. Absent: that of the document version.",
       {.unit = "words", .minimum = 0}},
  };
};

struct JobDescription : PersonEvidence {
  Reported<Ref<Role>> role;
  Reported<bool> security_section;
  std::vector<Word<SecurityDuty>> duties;
  Reported<bool> filed_in_hr;
  std::optional<bool> opened_by_person;

  bool operator==(const JobDescription&) const = default;
};
BOOST_DESCRIBE_STRUCT(JobDescription, (PersonEvidence),
                      (role, security_section, duties, filed_in_hr, opened_by_person))

template <>
struct Description<JobDescription> {
  static constexpr RecordDescription record{
      .name = "job_description",
      .plural = "job_descriptions",
      .place = RecordPlace::evidence,
      .documentation = "The written description of somebody's job.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"role", "The role it describes. Absent: not recorded."},
      {"security_section", "Whether it has a section on security."},
      {"duties", "The security duties that section names."},
      {"filed_in_hr", "Whether the signed copy is in the HR file."},
      {"opened_by_person", "Whether its owner ever opened it. Absent: not measured."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_ACKNOWLEDGEMENT_H_
