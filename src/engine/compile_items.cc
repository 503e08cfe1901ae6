// What the engine runs: the rules of populations, tallies, items, traps and checks, each with the
// names it may use.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/engine/compiler.h"

namespace assay {
namespace {

const Type kBoolean = MakeType(TypeKind::kBool);
const Type kInteger = MakeType(TypeKind::kInt);

std::optional<TextPiece> NumberPiece(std::string_view name) {
  if (name == "population") return TextPiece::kPopulation;
  if (name == "due") return TextPiece::kDue;
  if (name == "met") return TextPiece::kMet;
  if (name == "failing") return TextPiece::kFailing;
  if (name == "unknown") return TextPiece::kUnknown;
  if (name == "subjects") return TextPiece::kSubjects;
  if (name == "due_date") return TextPiece::kDueDate;
  return std::nullopt;
}

// What rules over a record see beside it, and in what order (see CompiledLevel).
std::vector<Variable> RuleLocals(std::optional<Variable> member) {
  std::vector<Variable> locals;
  if (member) locals.push_back(*std::move(member));
  locals.push_back({kSatisfiesMinimum, kBoolean});
  locals.push_back({kSatisfiesFull, kBoolean});
  return locals;
}

}  // namespace

void Compiler::AddPopulationRules() {
  for (std::size_t k = 0; k < rep_.populations.size(); ++k) {
    CompiledPopulation& population = rep_.populations[k];
    const std::vector<Variable> member = {Member(static_cast<int>(k))};
    population.where = Add(population.definition->where, member, kBoolean);
    population.label = AddTemplate(population.definition->label, member, {});
  }
  for (const CompiledPopulation& population : rep_.populations) {
    if (population.base >= 0) GuardByPopulation(population.where, population.base);
  }
}

void Compiler::AddTallyRules() {
  for (CompiledTally& tally : rep_.tallies) {
    const std::vector<Variable> member = {Member(tally.population)};
    tally.where = Add(tally.definition->where, member, kBoolean);
    tally.count_distinct = Add(tally.definition->count_distinct, member, std::nullopt);
    tally.group_by = Add(tally.definition->group_by, member, std::nullopt);
    GuardByPopulation(tally.where, tally.population);
    for (const Unit* unit : {tally.count_distinct, tally.group_by}) {
      GuardByPopulation(unit, tally.population);
      Guard(unit, tally.where);
    }
  }
}

CompiledLevel Compiler::AddLevel(const LevelDefinition& level) {
  CompiledLevel compiled;
  compiled.is_given = level.is_given;
  for (const RulePart& part : level.parts) {
    CompiledPart rule;
    rule.definition = &part;
    std::optional<Variable> member;
    if (!part.is_organisation) {
      rule.population = rep_.FindPopulation(part.population);
      member = Member(rule.population);
    }
    const std::vector<Variable> locals = RuleLocals(std::move(member));
    rule.due = Add(part.due, locals, kBoolean);
    rule.require = Add(part.require, locals, kBoolean);
    rule.per = Add(part.per, locals, std::nullopt);
    rule.coverage_pct = Add(part.coverage_pct, {}, kInteger);
    if (!part.is_organisation) {
      for (const Unit* unit : {rule.due, rule.require, rule.per})
        GuardByPopulation(unit, rule.population);
    }
    compiled.parts.push_back(std::move(rule));
  }
  return compiled;
}

// Texts select from what they show, so they are held to its type. What is wrong with the value itself is
// told when everything is checked.
Type Compiler::ShownType(const Unit* unit) const {
  if (unit == nullptr || !unit->ast) return MakeType(TypeKind::kError);
  CheckOptions options = unit->options;
  options.warn = false;
  Diagnostics ignored;
  const std::optional<CheckedExpr> checked = Check(*unit->ast, *rep_.environment, options, &ignored);
  return checked ? checked->type : MakeType(TypeKind::kError);
}

void Compiler::AddItems() {
  for (const ControlDefinition& control : rep_.pack.definition().controls) {
    CompiledControl& compiled_control = rep_.controls.emplace_back();
    compiled_control.definition = &control;
    compiled_control.title = AddText(control.title, {}, {});
    AddText(control.objective, {}, {});  // Not printed, and held to the same rules.
    for (const ItemDefinition& item : control.items) {
      if (!item.enabled) continue;
      CompiledItem compiled;
      compiled.definition = &item;
      compiled.levels = {AddLevel(item.minimum), AddLevel(item.full)};
      std::vector<Variable> shown;
      for (const auto& [name, text] : item.show) {
        if (NumberPiece(name)) {
          Report(text.origin, "pack.name-taken", absl::StrCat("texts know `{", name, "}` already"),
                 "show the value under another name");
        }
        const Unit* unit = Add(text, {}, std::nullopt);
        compiled.show.push_back(unit);
        shown.push_back({name, ShownType(unit)});
      }
      std::vector<std::string> parts;
      std::optional<Variable> subject;
      for (const LevelDefinition* level : {&item.minimum, &item.full}) {
        for (const RulePart& part : level->parts) {
          if (!part.name.empty()) parts.push_back(part.name);
          if (!part.is_organisation && !subject) subject = Member(rep_.FindPopulation(part.population));
        }
      }
      compiled.title = AddText(item.title, {}, {});
      compiled.asks = AddText(item.asks, {}, {});
      compiled.finding = AddText(item.finding, shown, parts);
      for (const Remediation& remediation : item.remediation) {
        std::vector<Variable> locals = shown;
        if (remediation.per_subject && subject) locals.push_back(*subject);
        compiled.remediation.push_back(
            {&remediation, AddText(remediation.owner, shown, parts), AddText(remediation.text, locals, parts)});
      }
      for (std::size_t k = 0; k < rep_.traps.size(); ++k) {
        const auto& named = rep_.traps[k].definition->items;
        if (std::find(named.begin(), named.end(), item.id) != named.end()) {
          compiled.traps.push_back(static_cast<int>(k));
        }
      }
      for (std::size_t k = 0; k < rep_.checks.size(); ++k) {
        if (rep_.checks[k].definition->item == item.id) compiled.checks.push_back(static_cast<int>(k));
      }
      compiled_control.items.push_back(std::move(compiled));
    }
  }
}

void Compiler::AddTrapsAndChecks() {
  const PackDefinition& pack = rep_.pack.definition();
  for (const RealityCheckDefinition& definition : pack.reality_checks) {
    CompiledCheck check;
    check.definition = &definition;
    if (definition.is_interview) {
      check.population = rep_.FindPopulation(definition.population);
      RequirePeople(definition, check.population);
    }
    check.require = Add(definition.require, {}, kBoolean);
    check.asks = AddText(definition.asks, {}, {});
    rep_.checks.push_back(std::move(check));
  }
  for (const TrapDefinition& definition : pack.traps) {
    CompiledTrap trap;
    trap.definition = &definition;
    trap.when = Add(definition.when, {VerdictLocal()}, kBoolean);
    trap.title = AddText(definition.title, {}, {});
    trap.asks = AddText(definition.asks, {}, {});
    trap.clears_with = definition.clears_with.empty() ? -1 : rep_.FindCheck(definition.clears_with);
    rep_.traps.push_back(std::move(trap));
  }
  for (const ObservationDefinition& definition : pack.observations) {
    CompiledObservation observation;
    observation.definition = &definition;
    std::vector<Variable> locals;
    if (!definition.each.empty()) {
      observation.population = rep_.FindPopulation(definition.each);
      locals.push_back(Member(observation.population));
    }
    observation.when = Add(definition.when, locals, kBoolean);
    if (!locals.empty()) GuardByPopulation(observation.when, observation.population);
    observation.text = AddText(definition.text, {}, {});
    rep_.observations.push_back(std::move(observation));
  }
}

// An answer is a person's: a population of anything else would be asked and never answer.
void Compiler::RequirePeople(const RealityCheckDefinition& check, int population) {
  const RecordTypeId interview = rep_.schema->FindRecord("interview");
  if (interview == kNoId || population < 0) return;
  const FieldId person = rep_.schema->FindField(interview, "person");
  const RecordTypeId record = rep_.populations[static_cast<std::size_t>(population)].record;
  if (person == kNoId || record == kNoId || record == rep_.schema->field(interview, person).target) return;
  Report(check.origin, "pack.not-people",
         absl::StrCat("interview `", check.id, "` asks `", check.population, "`, a population of ",
                      rep_.schema->record(record).name),
         "only people have answers: name a population of person");
}

void Compiler::NameSignals() {
  for (CompiledTrap& trap : rep_.traps) {
    for (const NodeMeaning& node : trap.when->checked->nodes) {
      if (node.meaning != Meaning::kNamespaceMember || node.a != rep_.tally_namespace) continue;
      const bool is_new = std::find(trap.tallies.begin(), trap.tallies.end(), node.b) == trap.tallies.end();
      if (is_new) trap.tallies.push_back(node.b);
    }
  }
}

CompiledTemplate Compiler::AddTemplate(const Template& text, const std::vector<Variable>& locals,
                                       const std::vector<std::string>& parts) {
  CompiledTemplate compiled;
  for (const Template::Segment& segment : text.segments) {
    CompiledSegment piece;
    if (segment.expression.is_empty()) {
      piece.literal = segment.literal;
      compiled.segments.push_back(std::move(piece));
      continue;
    }
    std::string_view name = segment.expression.text;
    if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
      const std::string part(name.substr(0, dot));
      if (std::find(parts.begin(), parts.end(), part) != parts.end()) {
        piece.part = part;
        name.remove_prefix(dot + 1);
      }
    }
    if (const std::optional<TextPiece> number = NumberPiece(name)) {
      piece.piece = *number;
    } else {
      piece.piece = TextPiece::kExpression;
      piece.part.clear();
      piece.expression = Add(segment.expression, locals, std::nullopt);
      // What a text shows may well be none or of any type; that is no fault of the author.
      if (piece.expression != nullptr) rep_.units[piece.expression->number].options.warn = false;
    }
    compiled.segments.push_back(std::move(piece));
  }
  return compiled;
}

CompiledText Compiler::AddText(const LocalizedText& text, const std::vector<Variable>& locals,
                               const std::vector<std::string>& parts) {
  CompiledText compiled;
  for (const auto& [language, written] : text.translations) {
    compiled.translations.emplace_back(language, AddTemplate(written, locals, parts));
  }
  return compiled;
}

}  // namespace assay
