#include "src/engine/definition_graph.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"

namespace assay {

using Kind = CompiledDefinition::Kind;

DefinitionGraph::DefinitionGraph(const CompiledPack::Rep& rep) : rep_(rep) {
  for (std::size_t k = 0; k < rep.function_bodies.size(); ++k) {
    const FunctionDefinition& function = rep.pack.definition().functions[k];
    definitions_.push_back({absl::StrCat(function.name, "()"), &function.origin, {rep.function_bodies[k]}, {},
                            Kind::kFunction, kNoId, static_cast<std::uint16_t>(k)});
  }
  for (std::size_t record = 0; record < rep.derived.size(); ++record) {
    derived_start_.push_back(definitions_.size());
    for (const CompiledDerived& derived : rep.derived[record]) {
      Definition definition{
          absl::StrCat(derived.definition->record, ".", derived.definition->name), &derived.definition->origin,
          {derived.value, derived.assume, derived.where, derived.window_along, derived.window_seconds}, {},
          Kind::kDerived, static_cast<RecordTypeId>(record),
          static_cast<std::uint16_t>(definitions_.size() - derived_start_.back())};
      for (const Unit* key : derived.group_by) definition.units.push_back(key);
      for (const Unit* operand : derived.operands) definition.units.push_back(operand);
      definitions_.push_back(std::move(definition));
    }
  }
  population_start_ = definitions_.size();
  for (const CompiledPopulation& population : rep.populations) {
    Definition definition{absl::StrCat("populations.", population.definition->name),
                          &population.definition->origin, {population.where}, {}, Kind::kPopulation, kNoId,
                          static_cast<std::uint16_t>(definitions_.size() - population_start_)};
    if (population.base >= 0) {
      definition.extra.push_back(population_start_ + static_cast<std::size_t>(population.base));
    }
    definitions_.push_back(std::move(definition));
  }
  tally_start_ = definitions_.size();
  for (const CompiledTally& tally : rep.tallies) {
    definitions_.push_back({absl::StrCat("tally.", tally.definition->name), &tally.definition->origin,
                            {tally.where, tally.count_distinct, tally.group_by},
                            {population_start_ + static_cast<std::size_t>(tally.population)}, Kind::kTally, kNoId,
                            static_cast<std::uint16_t>(definitions_.size() - tally_start_)});
  }
}

std::vector<std::size_t> DefinitionGraph::UsedBy(std::size_t number) const {
  std::vector<std::size_t> used = definitions_[number].extra;
  for (const Unit* unit : definitions_[number].units) {
    if (unit == nullptr) continue;
    const std::vector<std::size_t> named = NamedBy(*unit);
    used.insert(used.end(), named.begin(), named.end());
  }
  return used;
}

std::vector<std::size_t> DefinitionGraph::NamedBy(const Unit& unit) const {
  std::vector<std::size_t> named;
  if (!unit.checked) return named;
  for (const NodeMeaning& node : unit.checked->nodes) {
    if (const std::size_t target = TargetOf(node); target != kNothing) named.push_back(target);
  }
  return named;
}

std::size_t DefinitionGraph::TargetOf(const NodeMeaning& node) const {
  switch (node.meaning) {
    case Meaning::kDefinedCall: return node.a;
    case Meaning::kDerivedField: return derived_start_[node.a] + node.b;
    case Meaning::kMembership: return population_start_ + node.b;
    case Meaning::kNamespaceMember:
      if (node.a == rep_.tally_namespace) return tally_start_ + node.b;
      if (node.a == rep_.populations_namespace) return population_start_ + node.b;
      return kNothing;
    default: return kNothing;
  }
}

}  // namespace assay
