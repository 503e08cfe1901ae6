// Takes the definitions of a pack, which depend on nothing but each other and not on themselves, and
// gives them numbers so that each comes after what it uses: filled in this order, none is ever asked for
// before it is there. Also notes which expressions reach a native function.

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "src/engine/compiler.h"
#include "src/engine/definition_graph.h"

namespace assay {
namespace {

bool NamesNative(const Unit& unit) {
  for (const NodeMeaning& node : unit.program().nodes) {
    for (const Overload* overload : node.overloads) {
      if (overload->native != nullptr) return true;
    }
  }
  return false;
}

// The definitions in the order in which a walk leaves them for the last time: what is used comes first.
std::vector<std::size_t> UsedFirst(const DefinitionGraph& graph) {
  struct Frame {
    std::size_t number;
    std::vector<std::size_t> used;
    std::size_t next = 0;
  };
  std::vector<std::size_t> order;
  std::vector<bool> is_seen(graph.definitions().size());
  for (std::size_t start = 0; start < is_seen.size(); ++start) {
    if (is_seen[start]) continue;
    is_seen[start] = true;
    std::vector<Frame> path;
    path.push_back({start, graph.UsedBy(start)});
    while (!path.empty()) {
      Frame& top = path.back();
      if (top.next == top.used.size()) {
        order.push_back(top.number);
        path.pop_back();
        continue;
      }
      const std::size_t used = top.used[top.next++];
      if (is_seen[used]) continue;
      is_seen[used] = true;
      path.push_back({used, graph.UsedBy(used)});
    }
  }
  return order;
}

}  // namespace

void Compiler::OrderDefinitions() {
  const DefinitionGraph graph(rep_);
  const std::vector<std::size_t> order = UsedFirst(graph);
  std::vector<std::size_t> number_of(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) number_of[order[k]] = k;
  const auto renumbered = [&](std::vector<std::size_t> used) {
    for (std::size_t& number : used) number = number_of[number];
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    return used;
  };
  for (Unit& unit : rep_.units) {
    std::vector<std::size_t> named;
    graph.AppendNamed(&unit, &named);
    unit.uses = renumbered(std::move(named));
    unit.calls_native = NamesNative(unit);
  }
  rep_.definition_of_population.resize(rep_.populations.size());
  rep_.definition_of_tally.resize(rep_.tallies.size());
  // Whether evaluating what names the definition may call one. Grouped fields and tallies are filled
  // before they are read; so are other fields and populations, but of records that are only known to be
  // missing those are computed on the spot.
  std::vector<bool> calls_native(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) {
    const Definition& definition = graph.definitions()[order[k]];
    rep_.definitions.push_back(
        {definition.kind, definition.record, definition.member, renumbered(graph.UsedBy(order[k]))});
    if (definition.kind == CompiledDefinition::Kind::kPopulation) rep_.definition_of_population[definition.member] = k;
    if (definition.kind == CompiledDefinition::Kind::kTally) rep_.definition_of_tally[definition.member] = k;
    const bool is_read_only = definition.kind == CompiledDefinition::Kind::kTally ||
                              (definition.kind == CompiledDefinition::Kind::kDerived &&
                               rep_.derived[definition.record][definition.member].definition->is_grouped);
    if (is_read_only) continue;
    const std::vector<std::size_t>& uses = rep_.definitions.back().uses;
    calls_native[k] = std::any_of(definition.units.begin(), definition.units.end(),
                                  [](const Unit* unit) { return unit != nullptr && unit->calls_native; }) ||
                      std::any_of(uses.begin(), uses.end(), [&](std::size_t used) { return calls_native[used]; });
  }
  for (Unit& unit : rep_.units) {
    unit.calls_native = unit.calls_native || std::any_of(unit.uses.begin(), unit.uses.end(),
                                                         [&](std::size_t used) { return calls_native[used]; });
  }
}

}  // namespace assay
