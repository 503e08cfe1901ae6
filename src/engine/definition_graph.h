// What a pack defines, numbered, and what each definition names: the graph that must have no circle, and
// whose order is the one in which things can be computed.

#ifndef ASSAY_SRC_ENGINE_DEFINITION_GRAPH_H_
#define ASSAY_SRC_ENGINE_DEFINITION_GRAPH_H_

#include <cstddef>
#include <string>
#include <vector>

#include "src/engine/compiled.h"

namespace assay {

class DefinitionGraph {
 public:
  struct Definition {
    std::string name;  // For a path: "person.post", "fresh()", "tally.clicks".
    const TextOrigin* origin = nullptr;
    std::vector<const Unit*> units;  // Some may be null.
    std::vector<std::size_t> extra;  // Definitions it uses beyond what its units name.
    CompiledDefinition::Kind kind = CompiledDefinition::Kind::kFunction;
    RecordTypeId record = kNoId;   // As in CompiledDefinition.
    std::uint16_t member = 0;
  };

  explicit DefinitionGraph(const CompiledPack::Rep& rep);

  const std::vector<Definition>& definitions() const { return definitions_; }

  // With repetitions.
  std::vector<std::size_t> UsedBy(std::size_t number) const;
  std::vector<std::size_t> NamedBy(const Unit& unit) const;

 private:
  static constexpr std::size_t kNothing = static_cast<std::size_t>(-1);

  std::size_t TargetOf(const NodeMeaning& node) const;

  const CompiledPack::Rep& rep_;
  std::vector<Definition> definitions_;
  std::vector<std::size_t> derived_start_;  // By record type.
  std::size_t population_start_ = 0;
  std::size_t tally_start_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_DEFINITION_GRAPH_H_
