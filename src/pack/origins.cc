#include "src/pack/origins.h"

#include <vector>

namespace assay {
namespace {

class OriginWalk {
 public:
  explicit OriginWalk(const std::function<void(TextOrigin*)>& visit) : visit_(visit) {}

  void Visit(PackDefinition* pack) {
    Visit(&pack->title);
    for (PackImport& import : pack->uses) visit_(&import.origin);
    for (NativeReference& native : pack->native_functions) visit_(&native.origin);
    for (Parameter& parameter : pack->parameters) visit_(&parameter.origin);
    for (FunctionDefinition& function : pack->functions) {
      visit_(&function.origin);
      Visit(&function.body);
    }
    for (DerivedDefinition& field : pack->derived) Visit(&field);
    for (PopulationDefinition& population : pack->populations) {
      visit_(&population.origin);
      Visit(&population.where);
      Visit(&population.label);
    }
    for (TallyDefinition& tally : pack->tallies) {
      visit_(&tally.origin);
      for (RuleText* rule : {&tally.where, &tally.count_distinct, &tally.group_by}) Visit(rule);
    }
    for (ControlDefinition& control : pack->controls) {
      visit_(&control.origin);
      Visit(&control.title);
      Visit(&control.objective);
      for (ItemDefinition& item : control.items) Visit(&item);
    }
    VisitChecks(pack);
    VisitPolicies(pack);
  }

 private:
  void Visit(RuleText* rule) { visit_(&rule->origin); }
  void Visit(std::vector<RuleText>* rules) {
    for (RuleText& rule : *rules) Visit(&rule);
  }
  void Visit(Template* text) {
    for (Template::Segment& segment : text->segments) Visit(&segment.expression);
  }
  void Visit(LocalizedText* text) {
    for (auto& [language, translation] : text->translations) Visit(&translation);
  }

  void Visit(DerivedDefinition* field) {
    visit_(&field->origin);
    for (RuleText* rule : {&field->value, &field->assume, &field->where, &field->window_along,
                           &field->window_seconds}) {
      Visit(rule);
    }
    Visit(&field->group_by);
    Visit(&field->operands);
  }

  void Visit(ItemDefinition* item) {
    visit_(&item->origin);
    for (LocalizedText* text : {&item->title, &item->finding, &item->asks}) Visit(text);
    for (LevelDefinition* level : {&item->minimum, &item->full}) {
      for (RulePart& part : level->parts) {
        visit_(&part.origin);
        for (RuleText* rule : {&part.due, &part.require, &part.coverage_pct, &part.per}) {
          Visit(rule);
        }
      }
    }
    for (auto& [name, rule] : item->show) Visit(&rule);
    for (Remediation& remediation : item->remediation) {
      Visit(&remediation.owner);
      Visit(&remediation.text);
    }
  }

  void VisitChecks(PackDefinition* pack) {
    for (TrapDefinition& trap : pack->traps) {
      visit_(&trap.origin);
      Visit(&trap.title);
      Visit(&trap.when);
      Visit(&trap.asks);
    }
    for (RealityCheckDefinition& check : pack->reality_checks) {
      visit_(&check.origin);
      Visit(&check.asks);
      Visit(&check.require);
    }
    for (ObservationDefinition& observation : pack->observations) {
      visit_(&observation.origin);
      Visit(&observation.when);
      Visit(&observation.text);
    }
  }

  void VisitPolicies(PackDefinition* pack) {
    for (auto& [record, rules] : pack->hygiene.records) visit_(&rules.origin);
    for (RuleText* rule :
         {&pack->hygiene.min_attestation, &pack->hygiene.before_engagement_days,
          &pack->interviews.within_months, &pack->interviews.tolerance_days,
          &pack->interviews.tolerable_pct, &pack->interviews.confidence_pct,
          &pack->waivers.max_days, &pack->waivers.approver, &pack->exclusions.approver,
          &pack->maturity.months, &pack->maturity.when, &pack->major_nonconformity}) {
      Visit(rule);
    }
  }

  const std::function<void(TextOrigin*)>& visit_;
};

}  // namespace

void ForEachOrigin(PackDefinition* pack, const std::function<void(TextOrigin*)>& visit) {
  OriginWalk(visit).Visit(pack);
}

void ForEachPlace(PackDefinition* pack, const std::function<void(Place*)>& visit) {
  PackDefinition::Extension& records = pack->records;
  for (auto& [type, place] : records.enums) visit(&place);
  for (PackDefinition::Extension::EnumValues& values : records.enum_values) visit(&values.place);
  for (SchemaBuilder::RecordDeclaration& type : records.records) {
    visit(&type.place);
    for (SchemaBuilder::FieldDeclaration& field : type.fields) visit(&field.place);
  }
  for (PackDefinition::Extension::RecordFields& further : records.fields) {
    visit(&further.place);
    for (SchemaBuilder::FieldDeclaration& field : further.fields) visit(&field.place);
  }
}

}  // namespace assay
