// Proves that nothing a pack defines depends on itself: functions, derived fields, populations and
// tallies form one acyclic graph, which is what makes evaluation end. A circle is reported once, as
// the path that closes it.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/engine/compiler.h"
#include "src/engine/definition_graph.h"

namespace assay {

void Compiler::RefuseCircles() {
  const DefinitionGraph graph(rep_);
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
          if (inside) absl::StrAppend(&circle, definitions[frame.number].path, " -> ");
        }
        absl::StrAppend(&circle, definitions[used].path);
        Report(*definitions[used].origin, "pack.circle",
               absl::StrCat("`", definitions[used].path, "` depends on itself: ", circle),
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
