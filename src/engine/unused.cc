// Warns of what a pack defines and nothing needs: a rule that forgot its population or its tally
// looks like this.
//
// Takes checked rules without circles. Needed is what the engine runs of itself (rules, traps,
// checks, observations, policies, the scope) and texts name, and what that needs in turn. What
// another pack brought is that pack's, and a pack without controls defines for others.

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/engine/compiler.h"
#include "src/engine/definition_graph.h"
#include "src/pack/rule_scan.h"

namespace assay {
namespace {

// The names in an item that is not enabled. Its rules are not compiled; what they name waits for
// the day when it is.
class WaitingNames {
 public:
  explicit WaitingNames(const PackDefinition& pack) {
    for (const ControlDefinition& control : pack.controls) {
      for (const ItemDefinition& item : control.items) {
        if (!item.enabled) AddItem(item);
      }
    }
  }

  bool Has(const std::string& name) const { return names_.count(name) > 0; }

 private:
  void AddItem(const ItemDefinition& item) {
    for (const LevelDefinition* level : {&item.minimum, &item.full}) {
      for (const RulePart& part : level->parts) {
        names_.insert(part.population);
        for (const RuleText* rule : {&part.due, &part.require, &part.coverage_pct, &part.per})
          AddRule(rule->text);
      }
    }
    for (const auto& [name, rule] : item.show) AddRule(rule.text);
    AddText(item.finding);
    for (const Remediation& remediation : item.remediation) AddText(remediation.text);
  }

  void AddText(const LocalizedText& text) {
    for (const auto& [language, written] : text.translations) {
      for (const Template::Segment& segment : written.segments) AddRule(segment.expression.text);
    }
  }

  void AddRule(std::string_view rule) {
    for (std::size_t at = 0; at < rule.size();) {
      const RulePiece piece = NextRulePiece(rule, at);
      at = piece.end;
      if (piece.kind == RulePieceKind::kName)
        names_.emplace(rule.substr(piece.begin, piece.end - piece.begin));
    }
  }

  std::set<std::string> names_;
};

// Which definitions something asks for that is not a definition itself.
std::vector<std::size_t> RootsOf(const CompiledPack::Rep& rep, const DefinitionGraph& graph) {
  std::vector<std::size_t> roots;
  std::vector<bool> is_of_definition(rep.units.size(), false);
  const WaitingNames waiting(rep.pack.definition());
  for (std::size_t k = 0; k < graph.definitions().size(); ++k) {
    const Definition& definition = graph.definitions()[k];
    for (const std::vector<const Unit*>* units : {&definition.units, &definition.labels}) {
      for (const Unit* unit : *units) {
        if (unit != nullptr) is_of_definition[unit->number] = true;
      }
    }
    if (waiting.Has(definition.name)) roots.push_back(k);
  }
  for (const Unit& unit : rep.units) {
    if (!is_of_definition[unit.number]) graph.AppendNamed(&unit, &roots);
  }
  const auto add = [&](int population) {
    if (population >= 0) roots.push_back(graph.OfPopulation(population));
  };
  add(rep.scope);
  for (const CompiledControl& control : rep.controls) {
    for (const CompiledItem& item : control.items) {
      for (const CompiledLevel& level : item.levels) {
        for (const CompiledPart& part : level.parts) add(part.population);
      }
    }
  }
  for (const CompiledCheck& check : rep.checks) add(check.population);
  for (const CompiledObservation& observation : rep.observations) add(observation.population);
  return roots;
}

// What a definition needs, its labels included.
std::vector<std::size_t> NeededBy(const DefinitionGraph& graph, std::size_t number) {
  std::vector<std::size_t> needed = graph.UsedBy(number);
  for (const Unit* unit : graph.definitions()[number].labels) graph.AppendNamed(unit, &needed);
  return needed;
}

struct UnusedWords {
  const char* code;
  const char* what;  // Before the name.
  const char* verb;
};

UnusedWords WordsOf(CompiledDefinition::Kind kind) {
  switch (kind) {
    case CompiledDefinition::Kind::kFunction: return {"pack.unused-function", "", "calls"};
    case CompiledDefinition::Kind::kDerived: return {"pack.unused-field", "", "reads"};
    case CompiledDefinition::Kind::kPopulation: return {"pack.unused-population", "population ", "names"};
    case CompiledDefinition::Kind::kTally: return {"pack.unused-tally", "", "reads"};
  }
  return {};
}

}  // namespace

void Compiler::WarnOfUnused() {
  if (rep_.pack.definition().controls.empty()) return;
  const DefinitionGraph graph(rep_);
  const std::vector<Definition>& definitions = graph.definitions();
  std::vector<std::size_t> open = RootsOf(rep_, graph);
  std::vector<bool> is_needed(definitions.size(), false);
  while (!open.empty()) {
    const std::size_t number = open.back();
    open.pop_back();
    if (is_needed[number]) continue;
    is_needed[number] = true;
    for (const std::size_t needed : NeededBy(graph, number)) open.push_back(needed);
  }
  // Who names it all the same, itself unneeded: without being told the author would look in vain.
  std::vector<const Definition*> users(definitions.size(), nullptr);
  for (std::size_t k = 0; k < definitions.size(); ++k) {
    if (is_needed[k]) continue;
    for (const std::size_t needed : NeededBy(graph, k)) {
      if (users[needed] == nullptr) users[needed] = &definitions[k];
    }
  }
  for (std::size_t k = 0; k < definitions.size(); ++k) {
    if (is_needed[k] || IsBrought(*definitions[k].origin)) continue;
    const UnusedWords words = WordsOf(definitions[k].kind);
    const std::string& name = definitions[k].kind == CompiledDefinition::Kind::kPopulation
                                  ? definitions[k].name
                                  : definitions[k].path;
    const std::string named = absl::StrCat(words.verb, " ", words.what, "`", name, "`");
    Report(*definitions[k].origin, words.code,
           users[k] == nullptr
               ? absl::StrCat("no rule or text ", named)
               : absl::StrCat("only `", users[k]->path, "` ", named, ", and nothing needs that"),
           "a rule that forgot it looks like this; use it or take it out");
    problems_.back().severity = DiagnosticSeverity::kWarning;
  }
}

bool Compiler::IsBrought(const TextOrigin& origin) const {
  const std::span<const Pack::Source> sources = rep_.pack.sources();
  return origin.file != sources.front().file &&
         std::any_of(sources.begin() + 1, sources.end(),
                     [&](const Pack::Source& source) { return source.file == origin.file; });
}

}  // namespace assay
