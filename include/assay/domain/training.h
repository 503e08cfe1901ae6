// Training, and evidence that people are competent for the role they hold.

#ifndef ASSAY_DOMAIN_TRAINING_H_
#define ASSAY_DOMAIN_TRAINING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "assay/base/decimal.h"
#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"
#include "assay/domain/role.h"

namespace assay::domain {

struct TrainingModule {
  std::string id;
  Reported<bool> basic;
  std::vector<std::string> topics;
  std::optional<std::vector<Ref<Role>>> target_roles;
  std::optional<std::int64_t> duration_minutes;
  std::optional<std::int64_t> pass_mark_pct;

  bool operator==(const TrainingModule&) const = default;
};
BOOST_DESCRIBE_STRUCT(TrainingModule, (),
                      (id, basic, topics, target_roles, duration_minutes, pass_mark_pct))

template <>
struct Description<TrainingModule> {
  static constexpr RecordDescription record{
      .name = "training_module",
      .plural = "training_modules",
      .place = RecordPlace::table,
      .documentation = "A unit of training that people complete.",
      .member = "training_modules",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "Opaque identifier of the module."},
      {"basic", "Whether it is the awareness training that everybody takes."},
      {"topics", "What it teaches, in the words roles use for what they require."},
      {"target_roles", "The roles it is made for. Absent: for everybody."},
      {"duration_minutes", "How long it takes. Informational.", {.minimum = 0}},
      {"pass_mark_pct",
       "The score from which it is passed. Informational.",
       {.minimum = 0, .maximum = 100}},
  };
};

struct TrainingCompletion : PersonEvidence {
  Ref<TrainingModule> module;
  Reported<bool> passed;
  std::optional<Decimal> score_pct;

  bool operator==(const TrainingCompletion&) const = default;
};
BOOST_DESCRIBE_STRUCT(TrainingCompletion, (PersonEvidence), (module, passed, score_pct))

template <>
struct Description<TrainingCompletion> {
  static constexpr RecordDescription record{
      .name = "training_completion",
      .plural = "training_completions",
      .place = RecordPlace::evidence,
      .documentation = "Somebody's completion of a training module.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"module", "The module that was completed."},
      {"passed", "Whether it was passed."},
      {"score_pct", "The score reached. Absent: it has none.", {.minimum = 0, .maximum = 100}},
  };
};

struct Appraisal : PersonEvidence {
  Reported<Ref<Person>> by;
  Reported<bool> security_section;
  Reported<bool> training_reviewed;

  bool operator==(const Appraisal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Appraisal, (PersonEvidence), (by, security_section, training_reviewed))

template <>
struct Description<Appraisal> {
  static constexpr RecordDescription record{
      .name = "appraisal",
      .plural = "appraisals",
      .place = RecordPlace::evidence,
      .documentation = "A review of somebody's work by another person.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"by", "Who held it."},
      {"security_section", "Whether it has a section on security."},
      {"training_reviewed", "Whether the person's training was looked at."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_TRAINING_H_
