// Populations and tallies.

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/pack/sections.h"

namespace assay {

void ReadPopulations(const Node& root, PackReader& in, PackDefinition* pack) {
  for (const NodeMember& member : PackReader::Members(root.Find("populations"))) {
    const Node& node = member.value;
    PopulationDefinition population;
    population.name = member.key;
    population.origin = in.KeyOrigin(member);
    population.of = PackReader::Text(node, "of");
    population.as = PackReader::Text(node, "as");
    population.where = in.Rule(node, "where");
    const Node* label = node.Find("label");
    if (label != nullptr && label->is_scalar()) population.label = in.TemplateOf(*label);
    pack->populations.push_back(std::move(population));
  }
  pack->scope = in.Population(root, "scope");
}

void ReadTallies(const Node& root, PackReader& in, PackDefinition* pack) {
  for (const NodeMember& member : PackReader::Members(root.Find("tallies"))) {
    const Node& node = member.value;
    TallyDefinition tally;
    tally.name = member.key;
    tally.origin = in.KeyOrigin(member);
    tally.over = in.Population(node, "over");
    tally.where = in.Rule(node, "where");
    tally.count_distinct = in.Rule(node, "count_distinct");
    tally.group_by = in.Rule(node, "group_by");
    const std::string take = PackReader::Text(node, "take");
    if (take == "max") tally.take = TallyDefinition::Take::kMax;
    if (take == "min") tally.take = TallyDefinition::Take::kMin;
    tally.outside = PackReader::Flag(node, "outside", false);
    const bool has_groups = node.Find("group_by") != nullptr;
    const bool has_take = node.Find("take") != nullptr;
    if (has_groups != has_take) {
      in.faults().Report(
          PackFaults::Key(member), "pack.missing-member",
          absl::StrCat("tally `", tally.name, "` needs `", has_groups ? "take" : "group_by", "`"),
          "of several groups, `take` says whose number it is: max or min");
    } else if (tally.outside && !has_groups) {
      in.faults().Report(PackFaults::Key(member), "pack.missing-member",
                         absl::StrCat("tally `", tally.name, "` needs `group_by`"),
                         "`outside` counts what is outside of each group");
    }
    pack->tallies.push_back(std::move(tally));
  }
}

}  // namespace assay
