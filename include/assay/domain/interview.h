// Evidence from asking: one question of a reality check, put to one person.

#ifndef ASSAY_DOMAIN_INTERVIEW_H_
#define ASSAY_DOMAIN_INTERVIEW_H_

#include <cstdint>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

enum class InterviewResult : std::uint8_t { pass, fail };
BOOST_DESCRIBE_ENUM(InterviewResult, pass, fail)
template <>
inline constexpr EnumDescription kEnumDescription<InterviewResult>{
    "interview_result", "Whether the answer showed what the check asks for."};

struct Interview : PersonEvidence {
  Required<std::string> check;
  Reported<std::string> asked_by;
  Required<InterviewResult> result;
  Reported<std::string> sample_seed;

  bool operator==(const Interview&) const = default;
};
BOOST_DESCRIBE_STRUCT(Interview, (PersonEvidence), (check, asked_by, result, sample_seed))

template <>
struct Description<Interview> {
  static constexpr RecordDescription record{
      .name = "interview",
      .plural = "interviews",
      .place = RecordPlace::evidence,
      .documentation = "The answer of one person to the question of a reality check.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"check", "The reality check it belongs to, by the id the pack gives it."},
      {"asked_by", "Who asked; auditors need not be among the people."},
      {"result", "Whether the answer showed what the check asks for."},
      {"sample_seed", "The seed by which the person was drawn."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_INTERVIEW_H_
