// Controls and their requirements, as plain values: what a framework asks for. A pack holds the
// rules that test them.

#ifndef ASSAY_DOMAIN_CONTROL_H_
#define ASSAY_DOMAIN_CONTROL_H_

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "assay/base/decimal.h"
#include "assay/domain/description.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

struct Control {
  std::string id;
  Required<std::string> framework;
  Required<std::string> title;
  Reported<std::string> objective_paraphrase;
  std::vector<std::string> items;

  bool operator==(const Control&) const = default;
};
BOOST_DESCRIBE_STRUCT(Control, (), (id, framework, title, objective_paraphrase, items))

template <>
struct Description<Control> {
  static constexpr RecordDescription record{.name = "control",
                                            .plural = "controls",
                                            .place = RecordPlace::outside,
                                            .documentation = "One control of a framework.",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "The control's number in its framework, e.g. `A.5.4`."},
      {"framework", "The framework and its edition."},
      {"title", "The control's short title."},
      {"objective_paraphrase", "What it is for, in our own words."},
      {"items", "The ids of its requirements."},
  };
};

struct Remediation {
  Required<std::string> owner_role;
  Required<std::string> text;

  bool operator==(const Remediation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Remediation, (), (owner_role, text))

template <>
struct Description<Remediation> {
  static constexpr RecordDescription record{
      .name = "remediation",
      .plural = "remediations",
      .place = RecordPlace::outside,
      .documentation = "What to do when a requirement is not met."};
  static constexpr MemberDescription members[] = {
      {"owner_role", "Who is to do it."},
      {"text", "What is to be done; names in braces are filled in from the assessment."},
  };
};

struct Requirement {
  std::string id;
  Required<std::string> minimum;
  Required<std::string> full;
  Defaulted<Decimal, 1> weight;
  std::vector<std::string> traps;
  std::vector<std::string> reality_checks;
  std::optional<Remediation> remediation;

  bool operator==(const Requirement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Requirement, (),
                      (id, minimum, full, weight, traps, reality_checks, remediation))

template <>
struct Description<Requirement> {
  static constexpr RecordDescription record{
      .name = "requirement",
      .plural = "requirements",
      .place = RecordPlace::outside,
      .documentation = "One thing a control asks for, at two levels.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "The requirement's id in its pack, e.g. `I01`."},
      {"minimum", "The rule of the level that is barely enough, in the rule language."},
      {"full", "The rule of the level that is meant, in the rule language."},
      {"weight", "Its share in the score, without a unit; above zero."},
      {"traps", "The ids of the traps that cap it."},
      {"reality_checks", "The ids of the checks that confirm it."},
      {"remediation", "What to do when it is not met."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_CONTROL_H_
