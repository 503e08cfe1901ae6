// What an auditor plans and writes down: whom to ask, and what came of a requirement.

#ifndef ASSAY_DOMAIN_AUDIT_PLAN_H_
#define ASSAY_DOMAIN_AUDIT_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/domain/description.h"
#include "assay/domain/exception.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

struct AuditPlan {
  std::string id;
  Required<std::string> check;
  Required<std::string> population_rule;
  Required<std::string> seed;
  Required<std::int64_t> tolerable_deviation_pct;
  Required<std::int64_t> confidence_pct;
  Required<std::int64_t> n;
  std::vector<std::string> drawn_ids;
  Reported<std::string> assessor;

  bool operator==(const AuditPlan&) const = default;
};
BOOST_DESCRIBE_STRUCT(AuditPlan, (),
                      (id, check, population_rule, seed, tolerable_deviation_pct, confidence_pct, n,
                       drawn_ids, assessor))

template <>
struct Description<AuditPlan> {
  static constexpr RecordDescription record{
      .name = "audit_plan",
      .plural = "audit_plans",
      .place = RecordPlace::outside,
      .documentation = "A sample of people to ask, drawn so that anybody can draw it again.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"id", "Opaque identifier of the plan."},
      {"check", "The reality check it is for, by the id the pack gives it."},
      {"population_rule", "Who may be drawn, in the rule language."},
      {"seed", "The text that decides the order of drawing."},
      {"tolerable_deviation_pct",
       "The highest share of wrong answers that still confirms.",
       {.minimum = 0, .maximum = 100}},
      {"confidence_pct",
       "How sure the bound on that share must be.",
       {.minimum = 0, .maximum = 100}},
      {"n", "How many people are drawn.", {.unit = "people", .minimum = 0}},
      {"drawn_ids", "The people drawn, in the order of drawing."},
      {"assessor", "Who asks; auditors need not be among the people."},
  };
};

enum class FindingVerdict : std::uint8_t {
  satisfied,
  not_satisfied,
  unknown,
  not_applicable,
  waived
};
BOOST_DESCRIBE_ENUM(FindingVerdict, satisfied, not_satisfied, unknown, not_applicable, waived)
template <>
inline constexpr EnumDescription kEnumDescription<FindingVerdict>{
    "finding_verdict", "What was concluded about a requirement at one level."};

struct RejectedEvidence {
  std::string id;
  Required<std::string> reason;

  bool operator==(const RejectedEvidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(RejectedEvidence, (), (id, reason))

template <>
struct Description<RejectedEvidence> {
  static constexpr RecordDescription record{
      .name = "rejected_evidence",
      .plural = "rejected_evidence",
      .place = RecordPlace::outside,
      .documentation = "A record that was looked at and did not count."};
  static constexpr MemberDescription members[] = {
      {"id", "The record's id."},
      {"reason", "Why it did not count, as a flag of hygiene or admissibility."},
  };
};

struct ParameterValue {
  Required<std::string> name;
  Required<std::string> value;

  bool operator==(const ParameterValue&) const = default;
};
BOOST_DESCRIBE_STRUCT(ParameterValue, (), (name, value))

template <>
struct Description<ParameterValue> {
  static constexpr RecordDescription record{
      .name = "parameter_value",
      .plural = "parameter_values",
      .place = RecordPlace::outside,
      .documentation = "A parameter of the pack as it was when something was concluded."};
  static constexpr MemberDescription members[] = {
      {"name", "The parameter, with its unit in its name."},
      {"value", "Its value as JSON text."},
  };
};

struct Finding {
  Required<std::string> item;
  Required<Level> level;
  Required<FindingVerdict> verdict;
  std::vector<std::string> reasons;
  std::vector<std::string> evidence_used;
  std::vector<RejectedEvidence> evidence_rejected;
  std::vector<ParameterValue> parameters;

  bool operator==(const Finding&) const = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (),
                      (item, level, verdict, reasons, evidence_used, evidence_rejected, parameters))

template <>
struct Description<Finding> {
  static constexpr RecordDescription record{
      .name = "finding",
      .plural = "findings",
      .place = RecordPlace::outside,
      .documentation = "What was concluded about one requirement at one level, and from what."};
  static constexpr MemberDescription members[] = {
      {"item", "The requirement, by the id the pack gives it."},
      {"level", "The level that was judged."},
      {"verdict", "The conclusion."},
      {"reasons", "Why, in words and codes."},
      {"evidence_used", "Ids of the records that counted."},
      {"evidence_rejected", "Records that did not count, each with its reason."},
      {"parameters", "The parameters the conclusion depends on."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_AUDIT_PLAN_H_
