// Proves that nothing a pack defines depends on itself: functions, derived fields, populations and
// tallies form one acyclic graph, which is what makes evaluation end. A circle is reported once, as
// the path that closes it.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/engine/compiler.h"

namespace assay {
namespace {

struct Definition {
  std::string name;  // For the path: "person.post", "fresh()", "tally.clicks".
  const TextOrigin* origin = nullptr;
  std::vector<const Unit*> units;
  std::vector<std::size_t> extra;  // Definitions it uses beyond what its units name.
};

// Numbers every definition of a pack, and finds which ones a unit names.
class Graph {
 public:
  explicit Graph(const CompiledPack::Rep& rep) : rep_(rep) {
    for (std::size_t k = 0; k < rep.function_bodies.size(); ++k) {
      const FunctionDefinition& function = rep.pack.definition().functions[k];
      definitions_.push_back({absl::StrCat(function.name, "()"), &function.origin,
                              {rep.function_bodies[k]}, {}});
    }
    for (const auto& record : rep.derived) {
      derived_start_.push_back(definitions_.size());
      for (const CompiledDerived& derived : record) {
        Definition definition{absl::StrCat(derived.definition->record, ".", derived.definition->name),
                              &derived.definition->origin,
                              {derived.value, derived.assume, derived.where, derived.window_along, derived.window_seconds},
                              {}};
        for (const Unit* key : derived.group_by) definition.units.push_back(key);
        for (const Unit* operand : derived.operands) definition.units.push_back(operand);
        definitions_.push_back(std::move(definition));
      }
    }
    population_start_ = definitions_.size();
    for (const CompiledPopulation& population : rep.populations) {
      Definition definition{absl::StrCat("populations.", population.definition->name),
                            &population.definition->origin, {population.where}, {}};
      if (population.base >= 0) {
        definition.extra.push_back(population_start_ + static_cast<std::size_t>(population.base));
      }
      definitions_.push_back(std::move(definition));
    }
    tally_start_ = definitions_.size();
    for (const CompiledTally& tally : rep.tallies) {
      definitions_.push_back({absl::StrCat("tally.", tally.definition->name), &tally.definition->origin,
                              {tally.where, tally.count_distinct, tally.group_by},
                              {population_start_ + static_cast<std::size_t>(tally.population)}});
    }
  }

  const std::vector<Definition>& definitions() const { return definitions_; }

  std::vector<std::size_t> UsedBy(std::size_t number) const {
    std::vector<std::size_t> used = definitions_[number].extra;
    for (const Unit* unit : definitions_[number].units) {
      if (unit == nullptr || !unit->checked) continue;
      for (const NodeMeaning& node : unit->checked->nodes) {
        if (const std::size_t target = TargetOf(node); target != kNothing) used.push_back(target);
      }
    }
    return used;
  }

 private:
  static constexpr std::size_t kNothing = static_cast<std::size_t>(-1);

  std::size_t TargetOf(const NodeMeaning& node) const {
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

  const CompiledPack::Rep& rep_;
  std::vector<Definition> definitions_;
  std::vector<std::size_t> derived_start_;  // By record type.
  std::size_t population_start_ = 0;
  std::size_t tally_start_ = 0;
};

}  // namespace

void Compiler::RefuseCircles() {
  const Graph graph(rep_);
  const auto& definitions = graph.definitions();
  enum class Mark : std::uint8_t { kNew, kOpen, kDone };
  std::vector<Mark> marks(definitions.size(), Mark::kNew);
  struct Frame {
    std::size_t number;
    std::vector<std::size_t> used;
    std::size_t next = 0;
  };
  for (std::size_t start = 0; start < definitions.size(); ++start) {
    if (marks[start] != Mark::kNew) continue;
    std::vector<Frame> path;
    path.push_back({start, graph.UsedBy(start)});
    marks[start] = Mark::kOpen;
    while (!path.empty()) {
      Frame& top = path.back();
      if (top.next == top.used.size()) {
        marks[top.number] = Mark::kDone;
        path.pop_back();
        continue;
      }
      const std::size_t used = top.used[top.next++];
      if (marks[used] == Mark::kOpen) {
        std::string circle;
        bool inside = false;
        for (const Frame& frame : path) {
          inside = inside || frame.number == used;
          if (inside) absl::StrAppend(&circle, definitions[frame.number].name, " -> ");
        }
        absl::StrAppend(&circle, definitions[used].name);
        Report(*definitions[used].origin, "pack.circle",
               absl::StrCat("`", definitions[used].name, "` depends on itself: ", circle),
               "a value cannot be computed from itself; break the circle");
        continue;
      }
      if (marks[used] == Mark::kNew) {
        marks[used] = Mark::kOpen;
        path.push_back({used, graph.UsedBy(used)});
      }
    }
  }
}

void Compiler::LinkLevels() {
  const auto reads = [](const Unit& unit, const char* name) {
    const auto& locals = unit.options.locals;
    for (std::size_t k = 0; k < locals.size(); ++k) {
      if (locals[k].name != name) continue;
      for (const NodeMeaning& node : unit.checked->nodes) {
        if (node.meaning == Meaning::kLocal && node.a == k) return true;
      }
    }
    return false;
  };
  for (const CompiledControl& control : rep_.controls) {
    for (const CompiledItem& item : control.items) {
      for (const Level level : {Level::minimum, Level::full}) {
        for (const CompiledPart& part : item.level(level).parts) {
          for (const Unit* rule : {part.due, part.require}) {
            if (rule == nullptr) continue;
            Unit& unit = rep_.units[rule->number];
            unit.asks_minimum = reads(unit, kSatisfiesMinimum);
            unit.asks_full = reads(unit, kSatisfiesFull);
            const bool asks_other = level == Level::minimum ? unit.asks_full : unit.asks_minimum;
            if (!asks_other) continue;
            const CompiledLevel& other = item.level(level == Level::minimum ? Level::full : Level::minimum);
            bool same_subjects = !other.parts.empty();
            for (const CompiledPart& asked : other.parts) {
              same_subjects = same_subjects && asked.population == part.population;
            }
            if (same_subjects) continue;
            Report(unit.source->origin, "pack.other-subjects",
                   absl::StrCat("item `", item.definition->id,
                                "`: the other level is not about the same subjects"),
                   "satisfies_minimum and satisfies_full ask the other level's rules for the same subject");
          }
        }
      }
    }
  }
}

void Compiler::RefuseLevelCircles() {
  const auto asker = [](const CompiledLevel& level, bool Unit::*asks) {
    const Unit* found = nullptr;
    for (const CompiledPart& part : level.parts) {
      for (const Unit* rule : {part.due, part.require}) {
        if (found == nullptr && rule != nullptr && rule->*asks) found = rule;
      }
    }
    return found;
  };
  for (const CompiledControl& control : rep_.controls) {
    for (const CompiledItem& item : control.items) {
      const CompiledLevel& minimum = item.level(Level::minimum);
      const CompiledLevel& full = item.level(Level::full);
      const auto refuse = [&](const Unit* unit, const char* what) {
        if (unit == nullptr) return;
        Report(unit->source->origin, "pack.circle", absl::StrCat("item `", item.definition->id, "`: ", what));
      };
      refuse(asker(minimum, &Unit::asks_minimum), "the minimum rule asks whether it is met itself");
      refuse(asker(full, &Unit::asks_full), "the full rule asks whether it is met itself");
      const Unit* upward = asker(minimum, &Unit::asks_full);
      if (upward != nullptr && asker(full, &Unit::asks_minimum) != nullptr) {
        refuse(upward, "minimum and full each ask whether the other is met");
      }
    }
  }
}

}  // namespace assay
