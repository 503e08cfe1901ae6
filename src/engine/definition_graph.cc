#include "src/engine/definition_graph.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"

namespace assay {

using Kind = CompiledDefinition::Kind;

DefinitionGraph::DefinitionGraph(const CompiledPack::Rep& rep) : rep_(rep) {
  for (std::size_t k = 0; k < rep.function_bodies.size(); ++k) {
    const FunctionDefinition& function = rep.pack.definition().functions[k];
    definitions_.push_back({Kind::kFunction, kNoId, static_cast<std::uint16_t>(k),
                            absl::StrCat(function.name, "()"), function.name, &function.origin, {rep.function_bodies[k]}, {}, {}});
  }
  for (std::size_t record = 0; record < rep.derived.size(); ++record) {
    derived_start_.push_back(definitions_.size());
    for (const CompiledDerived& derived : rep.derived[record]) {
      const DerivedDefinition& field = *derived.definition;
      Definition definition{Kind::kDerived,
                            static_cast<RecordTypeId>(record),
                            MemberFrom(derived_start_.back()),
                            absl::StrCat(field.record, ".", field.name),
                            field.name,
                            &field.origin,
                            {derived.value, derived.assume, derived.where, derived.window_along,
                             derived.window_seconds},
                            {},
                            {}};
      for (const Unit* key : derived.group_by) definition.units.push_back(key);
      for (const Unit* operand : derived.operands) definition.units.push_back(operand);
      definitions_.push_back(std::move(definition));
    }
  }
  population_start_ = definitions_.size();
  for (const CompiledPopulation& population : rep.populations) {
    const std::string& name = population.definition->name;
    Definition definition{Kind::kPopulation, kNoId, MemberFrom(population_start_),
                          absl::StrCat("populations.", name), name,
                          &population.definition->origin, {population.where}, {}, {}};
    if (population.base >= 0) definition.extra.push_back(OfPopulation(population.base));
    for (const CompiledSegment& segment : population.label.segments) {
      definition.labels.push_back(segment.expression);
    }
    definitions_.push_back(std::move(definition));
  }
  tally_start_ = definitions_.size();
  for (const CompiledTally& tally : rep.tallies) {
    const std::string& name = tally.definition->name;
    definitions_.push_back({Kind::kTally, kNoId, MemberFrom(tally_start_), absl::StrCat("tally.", name), name,
                            &tally.definition->origin,
                            {tally.where, tally.count_distinct, tally.group_by},
                            {OfPopulation(tally.population)},
                            {}});
  }
}

std::uint16_t DefinitionGraph::MemberFrom(std::size_t start) const {
  return static_cast<std::uint16_t>(definitions_.size() - start);
}

std::vector<std::size_t> DefinitionGraph::UsedBy(std::size_t number) const {
  std::vector<std::size_t> used = definitions_[number].extra;
  for (const Unit* unit : definitions_[number].units) AppendNamed(unit, &used);
  return used;
}

void DefinitionGraph::AppendNamed(const Unit* unit, std::vector<std::size_t>* used) const {
  if (unit == nullptr || !unit->checked) return;
  for (const NodeMeaning& node : unit->checked->nodes) {
    if (const std::size_t target = TargetOf(node); target != kNothing) used->push_back(target);
  }
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
