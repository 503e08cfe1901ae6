// What a pack defines for its rules, numbered, and what of it each definition names: functions,
// derived fields, populations and tallies. Read from checked expressions. The graph must have no
// circle; its order is the one in which things can be computed.

#ifndef ASSAY_SRC_ENGINE_DEFINITION_GRAPH_H_
#define ASSAY_SRC_ENGINE_DEFINITION_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "src/engine/compiled.h"

namespace assay {

struct Definition {
  CompiledDefinition::Kind kind = CompiledDefinition::Kind::kFunction;
  RecordTypeId record = kNoId;  // As in CompiledDefinition.
  std::uint16_t member = 0;
  std::string path;  // For a circle: "person.post", "fresh()", "tally.clicks".
  std::string name;  // What rules write: "post", "fresh", "clicks".
  const TextOrigin* origin = nullptr;
  std::vector<const Unit*> units;  // Null where none is given.
  std::vector<std::size_t> extra;  // Definitions it uses beyond what its units name.
  std::vector<const Unit*> labels;  // Of a population: they print members and decide nothing.
};

// `rep` must outlive it.
class DefinitionGraph {
 public:
  explicit DefinitionGraph(const CompiledPack::Rep& rep);

  const std::vector<Definition>& definitions() const { return definitions_; }
  // The number of a population, by its index in the pack.
  std::size_t OfPopulation(int population) const {
    return population_start_ + static_cast<std::size_t>(population);
  }

  // What the value of the definition depends on, by number; one may be named more than once.
  std::vector<std::size_t> UsedBy(std::size_t number) const;
  // Appends what `unit` names; nothing for null and for what could not be checked.
  void AppendNamed(const Unit* unit, std::vector<std::size_t>* used) const;

 private:
  static constexpr std::size_t kNothing = static_cast<std::size_t>(-1);

  // The number of the next definition among those of its kind, which begin at `start`.
  std::uint16_t MemberFrom(std::size_t start) const;
  std::size_t TargetOf(const NodeMeaning& node) const;

  const CompiledPack::Rep& rep_;
  std::vector<Definition> definitions_;
  std::vector<std::size_t> derived_start_;  // By record type.
  std::size_t population_start_ = 0;
  std::size_t tally_start_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_DEFINITION_GRAPH_H_
