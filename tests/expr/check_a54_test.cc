// The rules of the A.5.4 pack, type-checked against the shipped schema: proof that the language is
// enough for them, and that nothing in them deserves a warning.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "assay/expr/check.h"
#include "assay/expr/parse.h"
#include "assay/ingest/shipped_schema.h"

namespace assay {
namespace {

struct Parameter {
  const char* name;
  const char* type;
};
constexpr Parameter kParameters[] = {
    {"annual_months", "int"},
    {"annual_tolerance_days", "int"},
    {"quarter_max_gap_days", "int"},
    {"commencement_due_day", "int"},
    {"onboarding_grace_days", "int"},
    {"long_leave_min_days", "int"},
    {"return_grace_days", "int"},
    {"role_change_ack_grace_days", "int"},
    {"role_training_grace_days", "int"},
    {"reack_grace_days", "int"},
    {"view_min_pct", "int"},
    {"min_graduated_steps", "int"},
    {"ceo_change_grace_days", "int"},
    {"statement_reaffirm_months", "int"},
    {"incident_report_min_days", "int"},
    {"review_min_attendees", "int"},
    {"comm_min_entries", "int"},
    {"comm_min_authors", "int"},
    {"access_review_sla_days", "int"},
    {"role_checklist_sla_days", "int"},
    {"role_change_early_days", "int"},
    {"jd_engagements", "list(engagement)"},
    {"handbook_engagements", "list(engagement)"},
    {"appraisal_engagements", "list(engagement)"},
    {"awareness_engagements", "list(engagement)"},
    {"live_formats", "list(briefing_format)"},
    {"max_reading_wpm", "int"},
    {"min_dwell_floor_seconds", "int"},
    {"bulk_min_people", "int"},
    {"bulk_min_items", "int"},
    {"hollow_ack_share_pct", "int"},
    {"template_min_roles", "int"},
    {"template_share_pct", "int"},
    {"hollow_review_share_pct", "int"},
    {"irrelevant_share_pct", "int"},
    {"case_lookback_months", "int"},
};

// A function as a pack writes it, or a derived field ("record.field"), in an order in which each
// needs only those before it.
struct Definition {
  const char* head;
  const char* body;
};
constexpr Definition kDefinitions[] = {
    {"covers(from date, to date?, day date)", "from <= day && (to == null || day <= to)"},
    {"unexpired(on date?)", "on == null || on >= as_of"},
    {"within_months(on date, months int)", "on <= as_of && as_of <= cal.add_months(on, months)"},
    {"fresh_for(on date, months int)",
     "on <= as_of && as_of <= cal.add_months(on, months) + days(params.annual_tolerance_days)"},
    {"fresh(on date)", "fresh_for(on, params.annual_months)"},
    {"organization.window_start",
     "[cal.add_months(as_of, -params.annual_months), self.isms_start].max()"},
    {"longest_gap(dates list(date))", "cal.longest_gap(dates, org.window_start, as_of)"},
    {"quarterly(dates list(date))", "longest_gap(dates).days <= params.quarter_max_gap_days"},
    {"series_due(dates list(date))",
     "dates.size() > 0 || as_of - org.window_start > params.quarter_max_gap_days"},
    {"person?.role_on(day date)",
     "self != null && covers(self.start, self.end, day)\n"
     "  ? self.assignments.latest(a, covers(a.from, a.to, day), a.from).?role\n"
     "  : optional.none()"},
    {"person?.level_on(day date)", "self.role_on(day).?management_level.orValue('none')"},
    {"person?.manager_on(day date)", "self.level_on(day) != 'none'"},
    {"person?.head_on(day date)", "self.level_on(day) in ['department_head', 'top']"},
    {"person?.top_on(day date)", "self.level_on(day) == 'top'"},
    {"person?.top_executive_on(day date)", "self.role_on(day).?top_executive.orValue(false)"},
    {"leave.long", "self.end == null || self.end - self.start + 1 >= params.long_leave_min_days"},
    {"person.post!", "self.assignments.latest(a, covers(a.from, a.to, as_of), a.from)"},
    {"person.tenure_days", "as_of - self.start"},
    {"person.excused",
     "self.leaves.exists(l, l.long && l.start <= as_of\n"
     "  && (l.end == null || as_of - l.end <= params.return_grace_days))"},
    {"person.recurring_duty(engagements list(engagement))",
     "self.engagement in engagements && self.tenure_days > params.onboarding_grace_days"
     " && !self.excused"},
    {"assignment.previous", "self.person.assignments.latest(a, a.from < self.from, a.from)"},
    {"assignment.age_days", "as_of - self.from"},
    {"person.fits_role(role role, grace_days int)",
     "role == self.post.role\n"
     "|| self.post.age_days <= grace_days && has(self.post.previous)"
     " && role == self.post.previous.role"},
    {"min_dwell(words int)",
     "math.greatest(params.min_dwell_floor_seconds,\n"
     "  (words * 60 + params.max_reading_wpm - 1) / params.max_reading_wpm)"},
    {"share_above(part int, whole int, pct int)", "part * 100 > pct * whole"},
    {"document.current", "self.versions.latest(v, v.effective_from <= as_of, v.effective_from)"},
    {"organization.handbook",
     "self.documents.latest(d, d.kind == 'handbook' && has(d.current), d.current.effective_from)"},
    {"organization.procedure", "self.?handbook.?current.?disciplinary_procedure"},
    {"minutes.approved", "self.status == 'approved'"},
    {"minutes.manager_present", "self.attendees.exists(p, p.manager_on(self.date))"},
    {"minutes.top_present", "self.attendees.exists(p, p.top_on(self.date))"},
    {"minutes.review", "self.kind == 'management_review' && self.approved"},
    {"minutes.decided", "self.decisions.size() > 0 || self.actions.size() > 0"},
    {"minutes.attended",
     "self.attendees.distinct().size() >= params.review_min_attendees && self.manager_present"},
    {"minutes.quarterly_review",
     "self.review && !self.automated && self.attended && self.decided\n"
     "&& sets.contains(self.inputs, ['incident_log', 'audit_results'])"},
    {"minutes.empty_review", "self.automated || !self.attended || !self.decided"},
    {"communication.by_manager", "!self.automated && self.author.manager_on(self.date)"},
    {"communication.by_head", "!self.automated && self.author.head_on(self.date)"},
    {"organization.review_dates", "self.minutes.filter(m, m.quarterly_review).map(m, m.date)"},
    {"organization.manager_message_dates",
     "self.communications.filter(c, c.by_manager).map(c, c.date)"},
    {"organization.head_message_dates",
     "self.communications.filter(c, c.by_head && c.channel == self.primary_channel)"
     ".map(c, c.date)"},
    {"assignment.access_confirmed",
     "self.person.access_reviews.exists(r,\n"
     "  r.to_role == self.role && r.from_function == 'hr' && r.to_function == 'it' && r.completed\n"
     "  && r.date >= self.from - days(params.role_change_early_days))"},
    {"assignment.handed_over",
     "self.person.role_change_checklists.exists(c,\n"
     "  c.to_role == self.role && c.access_updated && c.duties_explained\n"
     "  && c.signed_by != self.person && c.signed_by.manager_on(c.date)\n"
     "  && c.date >= self.from - days(params.role_change_early_days)\n"
     "  && c.date <= self.from + days(params.role_checklist_sla_days))"},
    {"person.latest_jd", "self.job_descriptions.latest(j, true, j.date)"},
    {"person.fresh_topics",
     "self.training_completions.filter(t, t.passed && fresh(t.date)).union(t, t.module.topics)"},
    {"person.training_role",
     "self.post.age_days <= params.role_training_grace_days && has(self.post.previous)\n"
     "  ? self.post.previous.role\n"
     "  : self.post.role"},
    {"role.special_topics", "self.required_topics.filter(t, t != 'awareness')"},
    {"document_version.acceptable",
     "self.effective_from <= as_of && self.document.versions.all(v,\n"
     "  v.effective_from <= self.effective_from || v.effective_from > as_of || !v.material\n"
     "  || v == self.document.current && as_of - v.effective_from <= params.reack_grace_days)"},
    {"acknowledgement.min_dwell_seconds",
     "min_dwell(has(self.word_count) ? self.word_count"
     " : self.?document_version.?word_count.orValue(0))"},
    {"acknowledgement.people_at_same_instant", "0"},
    {"acknowledgement.documents_in_one_burst", "0"},
    {"acknowledgement.hollow",
     "self.method == 'click' && (\n"
     "  has(self.viewed_seconds) && self.viewed_seconds < self.min_dwell_seconds\n"
     "  || self.people_at_same_instant >= params.bulk_min_people\n"
     "  || self.documents_in_one_burst >= params.bulk_min_items)"},
    {"policy_approval.rubber_stamp",
     "fresh(self.date) && self.author.top_executive_on(self.date)\n"
     "&& has(self.viewed_seconds) && self.viewed_seconds <"
     " min_dwell(self.?document_version.?word_count.orValue(0))"},
    {"briefing.held_by_manager", "fresh(self.date) && self.led_by.manager_on(self.date)"},
    {"briefing.thorough",
     "self.held_by_manager && self.mandatory && self.format in params.live_formats\n"
     "&& sets.contains(self.topics, ['consequences', 'rationale']) && self.proof.size() > 0"},
    {"viewing.valid",
     "self.at.date <= as_of\n"
     "&& self.watched_seconds * 100 >= params.view_min_pct * self.briefing.duration_seconds"},
    {"incident_report.yearly",
     "self.period_to - self.period_from + 1 >= params.incident_report_min_days"
     " && self.period_to <= self.date"},
    {"incident_report.signed_off_fresh", "fresh(self.date) && self.signed_off_by.head_on(self.date)"},
    {"budget.in_force", "covers(self.period_from, self.period_to, as_of)"},
};

// An expression of the pack: with `member` bound as the record of a population, if it has one, and
// evaluated only where `given` holds.
struct Rule {
  const char* name;
  const char* member;  // "person person", or "".
  const char* given;   // Or "".
  const char* type;    // "bool" unless it is shown, counted or grouped.
  const char* text;
};
constexpr const char* kMoves = "has(move.previous)";
constexpr Rule kRules[] = {
    {"workforce", "person person", "", "bool",
     "person.in_scope && covers(person.start, person.end, as_of)"},
    {"role_changes", "move assignment", "", "bool",
     "has(move.previous) && within_months(move.from, params.annual_months)\n"
     "&& move.person.in_scope && covers(move.person.start, move.person.end, move.from)"},
    {"clicks", "ack acknowledgement", "", "bool",
     "ack.method == 'click' && ack.person in populations.workforce"},
    {"recent_reviews", "meeting minutes", "", "bool", "meeting.review && fresh(meeting.date)"},

    {"managers_in_post", "person person", "", "bool", "person.manager_on(as_of)"},
    {"new_top_executives", "person person", "", "bool",
     "person.top_executive_on(as_of) && person.post.age_days <= params.ceo_change_grace_days"},
    {"hollow_clicks", "ack acknowledgement", "", "bool", "ack.hollow"},
    {"described_roles", "person person", "has(person.latest_jd)", "role", "person.latest_jd.role"},
    {"roles_on_one_text", "person person", "has(person.latest_jd)", "string?",
     "person.latest_jd.template_digest"},
    {"empty_reviews", "meeting minutes", "", "bool", "meeting.empty_review"},
    {"specialists", "person person", "", "bool",
     "person.recurring_duty(params.awareness_engagements)"
     " && person.training_role.special_topics.size() > 0"},
    {"untrained_specialists", "person person", "", "bool",
     "person.recurring_duty(params.awareness_engagements)"
     " && person.training_role.special_topics.size() > 0\n"
     "&& !sets.intersects(person.fresh_topics, person.training_role.special_topics)"},

    {"I01_due", "person person", "", "bool", "person.tenure_days >= params.commencement_due_day"},
    {"I01_minimum", "person person", "", "bool",
     "person.acknowledgements.exists(a, a.subject == 'security_duties' && !a.hollow\n"
     "  && person.fits_role(a.role, params.role_change_ack_grace_days))"},
    {"I01_full", "person person", "", "bool",
     "satisfies_minimum && (!(person.engagement in params.jd_engagements)\n"
     "  || person.job_descriptions.exists(j, j.security_section && j.filed_in_hr\n"
     "       && sets.contains(j.duties, ['data_handling', 'incident_reporting'])\n"
     "       && person.fits_role(j.role, params.role_change_ack_grace_days)))"},
    {"I02_minimum", "person person", "", "bool",
     "satisfies_full\n"
     "|| person.ndas.exists(n, n.references_security_policy && unexpired(n.expires))"},
    {"I02_full", "person person", "", "bool",
     "person.contracts.exists(c, unexpired(c.expires)\n"
     "  && sets.contains(c.clauses, ['confidentiality', 'isms_adherence']))"},
    {"I03_minimum", "", "", "bool",
     "org.announcements.exists(a, a.audience == 'all_staff' && !a.automated && fresh(a.date)\n"
     "  && sets.contains(a.statements, ['security_priority', 'compliance_mandatory'])\n"
     "  && a.author.top_executive_on(a.date))"},
    {"I03_full", "", "", "bool",
     "org.commitment_statements.exists(s, fresh_for(s.date, params.statement_reaffirm_months)\n"
     "  && s.signed_by.top_executive_on(s.date)\n"
     "  && s.publications.exists(p, covers(p.from, p.to, as_of))\n"
     "  && (s.signed_by.top_executive_on(as_of) || tally.new_top_executives > 0))"},
    {"I03_show", "", "", "optional(date)",
     "org.announcements.latest(a, a.author.top_executive_on(a.date), a.date).?date"},
    {"I04_minimum", "person person", "", "bool",
     "person.briefings_attended.exists(b, b.held_by_manager)\n"
     "|| person.viewings.exists(v, v.valid && v.briefing.held_by_manager)"},
    {"I04_reached", "person person", "", "bool",
     "person.briefings_attended.exists(b, b.thorough)\n"
     "|| person.viewings.exists(v, v.valid && v.briefing.thorough)"},
    {"I05_minimum", "", "", "bool",
     "has(org.handbook) && has(org.handbook.current)"
     " && org.handbook.current.security_misconduct_clause"},
    {"I05_procedure", "", "", "bool",
     "has(org.procedure) && org.procedure.covers_security\n"
     "&& org.procedure.steps.distinct().size() >= params.min_graduated_steps"},
    {"I05_acknowledged", "person person", "", "bool",
     "person.acknowledgements.exists(a, a.subject == 'handbook' && !a.hollow\n"
     "  && a.document == org.handbook && has(a.document_version)"
     " && a.document_version.acceptable)"},
    {"I06_minimum", "", "", "bool",
     "org.minutes.exists(m, m.approved && fresh(m.date) && m.manager_present\n"
     "  && m.allocations.exists(x, x.hours > 0))"},
    {"I06_full", "", "", "bool",
     "org.budgets.exists(b, b.in_force\n"
     "  && ['tools', 'training', 'external_audit'].all(category,\n"
     "       b.lines.exists(l, l.category == category && l.amount > 0))\n"
     "  && org.minutes.exists(m, m.approved && m.top_present\n"
     "       && m.decisions.exists(d, d.kind == 'budget_approved' && d.ref == b.id)))"},
    {"I07_minimum", "", "", "bool",
     "org.minutes.exists(m, m.review && !m.automated && fresh(m.date) && m.manager_present\n"
     "  && m.reports.exists(r, r.signed_off_fresh && r.yearly && r.signed_off_by in m.attendees))"},
    {"I07_full_due", "", "", "bool", "series_due(org.review_dates)"},
    {"I07_full", "", "", "bool", "quarterly(org.review_dates)"},
    {"I07_show_gap", "", "", "gap", "longest_gap(org.review_dates)"},
    {"I07_show_next", "", "", "date", "org.review_dates.max() + days(params.quarter_max_gap_days)"},
    {"I08_variety", "", "", "bool",
     "cel.bind(recent, org.communications.filter(c, c.by_manager && fresh(c.date)),\n"
     "  recent.count_distinct(c, c.digest) >= params.comm_min_entries\n"
     "  && recent.count_distinct(c, c.author)\n"
     "     >= math.least(params.comm_min_authors, tally.managers_in_post))"},
    {"I09_minimum", "person person", "", "bool",
     "person.training_completions.exists(t, t.passed && t.module.basic && fresh(t.date))"},
    {"I09_role_training", "person person", "", "bool",
     "sets.contains(person.fresh_topics, person.training_role.required_topics)"},
    {"I09_appraisals_due", "person person", "", "bool",
     "person.recurring_duty(params.appraisal_engagements) && person.manager != null\n"
     "&& as_of > cal.add_months(person.start, 12)"},
    {"I09_appraisals", "person person", "", "bool",
     "person.appraisals.exists(a, fresh(a.date) && a.security_section && a.training_reviewed\n"
     "  && a.by != person && a.by.manager_on(a.date))"},
    {"I10_minimum_due", "move assignment", kMoves, "bool",
     "move.age_days > params.access_review_sla_days"},
    {"I10_minimum", "move assignment", kMoves, "bool", "satisfies_full || move.access_confirmed"},
    {"I10_full", "move assignment", kMoves, "bool", "move.handed_over"},

    {"T1", "", "", "bool",
     "tally.described_roles >= params.template_min_roles\n"
     "&& share_above(tally.roles_on_one_text, tally.described_roles, params.template_share_pct)"},
    {"T2", "", "", "bool", "org.policy_approvals.exists(a, a.rubber_stamp)"},
    {"T3", "", "", "bool",
     "org.documents.exists(d, d.kind == 'disciplinary_policy' && has(d.current))\n"
     "&& has(org.handbook) && !(has(org.procedure) && org.procedure.covers_security)"},
    {"T4", "", "", "bool",
     "org.documents.exists(d, d.kind == 'resources_policy' && has(d.current))\n"
     "&& !org.budgets.exists(b, b.in_force)\n"
     "&& !org.invoices.exists(i, fresh(i.date))\n"
     "&& !org.minutes.exists(m, m.approved && fresh(m.date)\n"
     "      && (m.allocations.exists(x, x.hours > 0)"
     " || m.decisions.exists(d, d.kind == 'budget_approved')))"},
    {"T5", "", "", "bool",
     "share_above(tally.hollow_clicks, tally.clicks, params.hollow_ack_share_pct)"},
    {"T6", "", "", "bool",
     "tally.reviews > 0"
     " && tally.empty_reviews * 100 >= params.hollow_review_share_pct * tally.reviews"},
    {"T7", "", "", "bool",
     "verdict.I09.minimum == 'satisfied'\n"
     "&& share_above(tally.untrained_specialists, tally.specialists,"
     " params.irrelevant_share_pct)"},
    {"T8", "", "", "bool",
     "cel.bind(recent, org.communications.filter(c, fresh(c.date)),\n"
     "  recent.size() > 0 && !recent.exists(c, c.by_manager))"},
    {"RC2", "", "", "bool",
     "org.minutes.exists(m, m.approved && fresh(m.date)\n"
     "  && m.agenda.exists(g, g.topic == 'security' && g.raised_by.head_on(m.date)))"},
    {"RC3", "", "", "bool",
     "org.disciplinary_cases.exists(c, within_months(c.date, params.case_lookback_months))\n"
     "|| org.no_cases_attestations.exists(n, fresh(n.date))"},
    {"RC4", "", "", "bool",
     "org.budgets.exists(b, b.in_force && has(b.signed_by))"
     " || org.invoices.exists(i, fresh(i.date))"},
    {"RC6", "", "", "bool",
     "org.minutes.exists(m, m.review && fresh(m.date) && m.challenges > 0"
     " && m.actions.size() > 0)"},
    {"RC8", "", "", "bool",
     "org.communications.exists(c, !c.automated && fresh(c.date) && c.author.top_on(c.date))"},
    {"O1", "move assignment", kMoves, "bool",
     "move.access_confirmed && !move.person.access_reviews.exists(r, r.to_role == move.role\n"
     "  && r.completed && r.date <= move.from + days(params.access_review_sla_days))"},
    {"O2", "person person", "", "bool",
     "has(person.latest_jd) && has(person.latest_jd.opened_by_person)"
     " && !person.latest_jd.opened_by_person"},
    {"O3", "meeting minutes", "", "bool",
     "meeting.actions.exists(x, x.due < as_of && x.closed_at == null)"},
    {"waivers", "waiver exception", "", "bool", "waiver.approved_by.head_on(waiver.approved_on)"},
    {"exclusions", "entry soa_entry", "", "bool", "entry.approved_by.top_on(entry.approved_on)"},
    {"nonconformity", "", "", "bool",
     "verdict.filter(item, verdict[item].minimum == 'not_satisfied').size() >= 3\n"
     "|| verdict.I03.minimum == 'not_satisfied' && verdict.I07.minimum == 'not_satisfied'"},
};

// The pack's names, each checked as it is declared.
class Pack {
 public:
  Pack() : schema_(ShippedSchema()), environment_(&schema_) {
    environment_.AddVariable("as_of", MakeType(TypeKind::kDate));
    environment_.AddVariable("org", RecordOf(schema_.organization()));
    environment_.AddVariable("satisfies_minimum", MakeType(TypeKind::kBool));
    environment_.AddVariable("satisfies_full", MakeType(TypeKind::kBool));
    const Type text = MakeType(TypeKind::kString);
    environment_.AddVariable("verdict", MapOf(text, MapOf(text, text)));
    Namespace parameters{.name = "params"};
    for (const Parameter& parameter : kParameters) {
      parameters.members.push_back({parameter.name, TypeOf(parameter.type)});
    }
    environment_.AddNamespace(std::move(parameters));
    Namespace tallies{.name = "tally"};
    for (const char* name : {"managers_in_post", "new_top_executives", "clicks", "hollow_clicks",
                             "described_roles", "roles_on_one_text", "reviews", "empty_reviews",
                             "specialists", "untrained_specialists"}) {
      tallies.members.push_back({name, MakeType(TypeKind::kInt)});
    }
    environment_.AddNamespace(std::move(tallies));
    Type workforce = MakeType(TypeKind::kPopulation);
    workforce.id = schema_.FindRecord("person");
    environment_.AddNamespace({.name = "populations", .members = {{"workforce", workforce}}});
    for (const Definition& definition : kDefinitions) Define(definition);
  }

  Type TypeOf(std::string_view text) {
    std::optional<Type> type = ParseType(text, &schema_);
    EXPECT_TRUE(type.has_value()) << text;
    return type.has_value() ? *type : MakeType(TypeKind::kError);
  }

  // The type of `text`, or kError; `*problems` gets whatever was found, warnings too.
  Type TypeOfExpression(const std::string& text, const CheckOptions& options,
                        Diagnostics* problems) {
    std::optional<Ast> ast = Parse(text, {}, problems);
    if (!ast.has_value()) return MakeType(TypeKind::kError);
    std::optional<CheckedExpr> checked = Check(*std::move(ast), environment_, options, problems);
    return checked.has_value() ? checked->type : MakeType(TypeKind::kError);
  }

  const Diagnostics& problems() const { return problems_; }

 private:
  // "name(argument type, ...)", "record.name(...)", "record?.name(...)", "record.field", and
  // "record.field!" for one whose missing cells are unknown.
  void Define(const Definition& definition) {
    const std::string head = definition.head;
    const std::size_t parenthesis = head.find('(');
    std::string name = head.substr(0, parenthesis);
    CheckOptions options;
    std::optional<Type> receiver;
    if (const std::size_t dot = name.find('.'); dot != std::string::npos) {
      receiver = TypeOf(name.substr(0, dot));
      options.locals.push_back({"self", *receiver});
      name = name.substr(dot + 1);
    }
    if (parenthesis == std::string::npos) {
      const bool is_known = name.back() == '!';
      if (is_known) name.pop_back();
      Type type = TypeOfExpression(definition.body, options, &problems_);
      if (is_known) type = WithoutNone(StoredType(type));
      environment_.AddDerivedField(receiver->id, {name, StoredType(type)});
      return;
    }
    DefinedFunction function{.name = name, .receiver = receiver};
    std::string arguments = head.substr(parenthesis + 1, head.size() - parenthesis - 2);
    while (!arguments.empty()) {
      const std::size_t comma = arguments.find(", ");
      const std::string argument = arguments.substr(0, comma);
      arguments = comma == std::string::npos ? "" : arguments.substr(comma + 2);
      const std::size_t space = argument.find(' ');
      function.parameters.emplace_back(argument.substr(0, space),
                                       TypeOf(argument.substr(space + 1)));
      options.locals.push_back(
          {function.parameters.back().first, function.parameters.back().second});
    }
    function.result = TypeOfExpression(definition.body, options, &problems_);
    environment_.AddDefinedFunction(std::move(function));
  }

  Schema schema_;
  Environment environment_;
  Diagnostics problems_;
};

Pack& SharedPack() {
  static Pack* const pack = new Pack;
  return *pack;
}

TEST(A54Definitions, AreFreeOfFaultsAndWarnings) { EXPECT_EQ(Render(SharedPack().problems()), ""); }

class A54RuleTest : public testing::TestWithParam<Rule> {};

TEST_P(A54RuleTest, IsFreeOfFaultsAndWarnings) {
  Pack& pack = SharedPack();
  CheckOptions options;
  const std::string member = GetParam().member;
  if (!member.empty()) {
    const std::size_t space = member.find(' ');
    options.locals.push_back({member.substr(0, space), pack.TypeOf(member.substr(space + 1))});
  }
  Diagnostics problems;
  std::optional<Ast> given;
  if (GetParam().given[0] != '\0') {
    given = Parse(GetParam().given, {}, &problems);
    ASSERT_TRUE(given.has_value());
    options.given.push_back(&*given);
  }
  if (std::string_view(GetParam().type) == "bool") options.expected = MakeType(TypeKind::kBool);
  EXPECT_EQ(pack.TypeOfExpression(GetParam().text, options, &problems),
            pack.TypeOf(GetParam().type));
  EXPECT_EQ(Render(problems), "");
}

INSTANTIATE_TEST_SUITE_P(A54, A54RuleTest, testing::ValuesIn(kRules),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace assay
