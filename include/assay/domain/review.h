// Evidence that those who lead look at how security is going: minutes, incident reports, audits.

#ifndef ASSAY_DOMAIN_REVIEW_H_
#define ASSAY_DOMAIN_REVIEW_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

enum class MinutesKind : std::uint8_t { management_review, board, management };
BOOST_DESCRIBE_ENUM(MinutesKind, management_review, board, management)
template <>
inline constexpr EnumDescription kEnumDescription<MinutesKind>{
    "minutes_kind", "What kind of meeting minutes are of."};

enum class MinutesStatus : std::uint8_t { draft, approved };
BOOST_DESCRIBE_ENUM(MinutesStatus, draft, approved)
template <>
inline constexpr EnumDescription kEnumDescription<MinutesStatus>{
    "minutes_status", "Whether those who met agreed to the minutes."};

// What a review may have on the table.
enum class ReviewInput : std::uint8_t {
  incident_log,
  audit_results,
  risk_assessment,
  objectives,
  nonconformities,
  stakeholder_feedback,
  previous_actions
};
BOOST_DESCRIBE_ENUM(ReviewInput, incident_log, audit_results, risk_assessment, objectives,
                    nonconformities, stakeholder_feedback, previous_actions)
template <>
inline constexpr EnumDescription kEnumDescription<ReviewInput>{
    "review_input", "Usual papers that a review has on the table."};

// What a meeting may decide.
enum class DecisionKind : std::uint8_t {
  budget_approved,
  resource_change,
  policy_change,
  risk_accepted,
  improvement
};
BOOST_DESCRIBE_ENUM(DecisionKind, budget_approved, resource_change, policy_change, risk_accepted,
                    improvement)
template <>
inline constexpr EnumDescription kEnumDescription<DecisionKind>{"decision_kind",
                                                                "Usual decisions of a meeting."};

// What a meeting may talk about.
enum class AgendaTopic : std::uint8_t { security, budget, risk, incidents, audit, privacy, staff };
BOOST_DESCRIBE_ENUM(AgendaTopic, security, budget, risk, incidents, audit, privacy, staff)
template <>
inline constexpr EnumDescription kEnumDescription<AgendaTopic>{"agenda_topic",
                                                               "Usual items of an agenda."};

struct AgendaItem {
  Required<Word<AgendaTopic>> topic;
  Reported<Ref<Person>> raised_by;

  bool operator==(const AgendaItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(AgendaItem, (), (topic, raised_by))

template <>
struct Description<AgendaItem> {
  static constexpr RecordDescription record{.name = "agenda_item",
                                            .plural = "agenda_items",
                                            .place = RecordPlace::embedded,
                                            .documentation = "One item of a meeting's agenda."};
  static constexpr MemberDescription members[] = {
      {"topic", "What was talked about."},
      {"raised_by", "Who put it on the agenda."},
  };
};

struct Decision {
  Required<Word<DecisionKind>> kind;
  std::optional<std::string> ref;
  Reported<std::string> text;

  bool operator==(const Decision&) const = default;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (kind, ref, text))

template <>
struct Description<Decision> {
  static constexpr RecordDescription record{.name = "decision",
                                            .plural = "decisions",
                                            .place = RecordPlace::embedded,
                                            .documentation = "Something a meeting decided."};
  static constexpr MemberDescription members[] = {
      {"kind", "What kind of decision it is."},
      {"ref", "The id of the record it is about, e.g. of a budget. Absent: it names none."},
      {"text", "The decision as minuted."},
  };
};

struct Action {
  Reported<Ref<Person>> owner;
  Reported<Date> due;
  Reported<std::string> text;
  std::optional<When> closed_at;

  bool operator==(const Action&) const = default;
};
BOOST_DESCRIBE_STRUCT(Action, (), (owner, due, text, closed_at))

template <>
struct Description<Action> {
  static constexpr RecordDescription record{
      .name = "action",
      .plural = "actions",
      .place = RecordPlace::embedded,
      .documentation = "Something a meeting asked somebody to do."};
  static constexpr MemberDescription members[] = {
      {"owner", "Who is to do it."},
      {"due", "The day by which it is to be done."},
      {"text", "The action as minuted."},
      {"closed_at", "When it was done: a local date, or an instant. Absent: it is still open."},
  };
};

struct Allocation {
  Reported<Decimal> hours;
  Reported<std::string> purpose;

  bool operator==(const Allocation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Allocation, (), (hours, purpose))

template <>
struct Description<Allocation> {
  static constexpr RecordDescription record{
      .name = "allocation",
      .plural = "allocations",
      .place = RecordPlace::embedded,
      .documentation = "Working time that a meeting set aside."};
  static constexpr MemberDescription members[] = {
      {"hours", "How many hours of work; parts of an hour count.", {.unit = "hours", .minimum = 0}},
      {"purpose", "What the time is for."},
  };
};

struct IncidentReport : OrganizationEvidence {
  Required<Date> period_from;
  Required<Date> period_to;
  Reported<Ref<Person>> signed_off_by;
  Reported<std::int64_t> incident_count;

  bool operator==(const IncidentReport&) const = default;
};
BOOST_DESCRIBE_STRUCT(IncidentReport, (OrganizationEvidence),
                      (period_from, period_to, signed_off_by, incident_count))

template <>
struct Description<IncidentReport> {
  static constexpr RecordDescription record{
      .name = "incident_report",
      .plural = "incident_reports",
      .place = RecordPlace::evidence,
      .documentation = "A report on the incidents of a period. `occurred_at` is its sign-off.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"period_from", "First day of the period it covers."},
      {"period_to", "Last day of the period it covers."},
      {"signed_off_by", "Who signed it off."},
      {"incident_count",
       "How many incidents the period saw; 0 is a report, too.",
       {.unit = "incidents", .minimum = 0}},
  };
};

struct Minutes : OrganizationEvidence {
  Required<MinutesKind> kind;
  Reported<MinutesStatus> status;
  std::vector<Ref<Person>> attendees;
  std::vector<AgendaItem> agenda;
  std::vector<Word<ReviewInput>> inputs;
  std::vector<Ref<IncidentReport>> reports;
  std::vector<Decision> decisions;
  std::vector<Action> actions;
  Reported<std::int64_t> challenges;
  std::vector<Allocation> allocations;

  bool operator==(const Minutes&) const = default;
};
BOOST_DESCRIBE_STRUCT(Minutes, (OrganizationEvidence),
                      (kind, status, attendees, agenda, inputs, reports, decisions, actions,
                       challenges, allocations))

template <>
struct Description<Minutes> {
  static constexpr RecordDescription record{
      .name = "minutes",
      .plural = "minutes",
      .place = RecordPlace::evidence,
      .documentation =
          "The minutes of one meeting of those who lead. `occurred_at` is the meeting.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"kind", "What kind of meeting it was."},
      {"status", "Whether the minutes are approved."},
      {"attendees", "Who was there."},
      {"agenda", "What was talked about."},
      {"inputs", "The papers on the table."},
      {"reports", "The incident reports on the table."},
      {"decisions", "What was decided."},
      {"actions", "What somebody was asked to do."},
      {"challenges",
       "How many dissents or criticisms were recorded.",
       {.unit = "challenges", .minimum = 0}},
      {"allocations", "Working time that was set aside."},
  };
};

struct AuditFinding {
  Required<std::string> severity;
  Reported<std::string> status;

  bool operator==(const AuditFinding&) const = default;
};
BOOST_DESCRIBE_STRUCT(AuditFinding, (), (severity, status))

template <>
struct Description<AuditFinding> {
  static constexpr RecordDescription record{.name = "audit_finding",
                                            .plural = "audit_findings",
                                            .place = RecordPlace::embedded,
                                            .documentation = "Something an audit found amiss."};
  static constexpr MemberDescription members[] = {
      {"severity", "How grave, in the words of the audit."},
      {"status", "Whether it is open or closed, in the words of the audit."},
  };
};

struct AuditResult : OrganizationEvidence {
  Reported<std::string> audit_id;
  Reported<std::string> scope;
  Reported<std::string> grade;
  std::vector<AuditFinding> findings;

  bool operator==(const AuditResult&) const = default;
};
BOOST_DESCRIBE_STRUCT(AuditResult, (OrganizationEvidence), (audit_id, scope, grade, findings))

template <>
struct Description<AuditResult> {
  static constexpr RecordDescription record{.name = "audit_result",
                                            .plural = "audit_results",
                                            .place = RecordPlace::evidence,
                                            .documentation = "The outcome of an audit.",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {
      {"audit_id", "The audit, by the id its auditors gave it."},
      {"scope", "What was audited."},
      {"grade", "The overall grade, in the words of the audit."},
      {"findings", "What was found amiss."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_REVIEW_H_
