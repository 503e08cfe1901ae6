// The rules of an item: two levels, each one rule or several, with what they inherit filled in.

#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

// What rules take over from the level and the item around them.
struct RuleFrame {
  bool has_each = false;
  std::string population;
  RuleText due;
  bool due_is_of_members = false;  // It was written where a population was in force.
  RuleText coverage_pct;
  RuleText per;
};

class LevelSection {
 public:
  LevelSection(PackReader& in, const std::string& item) : in_(in), item_(item), names_("rule") {}

  RuleFrame Narrowed(const Node& node, RuleFrame frame) {
    if (node.Find("each") != nullptr) {
      frame.has_each = true;
      frame.population = in_.Population(node, "each");
    }
    if (node.Find("due") != nullptr) {
      frame.due = in_.Rule(node, "due");
      frame.due_is_of_members = frame.has_each;
    }
    if (node.Find("coverage_pct") != nullptr) frame.coverage_pct = in_.Rule(node, "coverage_pct");
    if (node.Find("per") != nullptr) frame.per = in_.Rule(node, "per");
    return frame;
  }

  void ReadLevel(const NodeMember& member, const RuleFrame& item, LevelDefinition* level) {
    const Node& node = member.value;
    level->is_given = true;
    const Node* all = node.Find("all");
    if (all == nullptr) {
      ReadRule(node, PackFaults::Key(member), absl::StrCat("`", member.key, "`"), item, level);
      return;
    }
    for (const NodeMember& other : node.members) {
      if (other.key != "org" && other.key != "require") continue;
      in_.faults().Report(PackFaults::Key(other), "pack.two-forms",
                          absl::StrCat("`", member.key, "` has `all` and `", other.key, "`"),
                          "move the rule under `all`, with a name");
    }
    const RuleFrame frame = Narrowed(node, item);
    for (const Node& rule : all->items) {
      names_.Add(rule, "name", in_);
      const std::string name = PackReader::Text(rule, "name");
      ReadRule(rule, {rule.mark, 1}, absl::StrCat("rule `", name, "`"), frame, level);
    }
  }

 private:
  void ReadRule(const Node& node, Spot spot, const std::string& called, const RuleFrame& outer,
                LevelDefinition* level) {
    RulePart part;
    part.name = PackReader::Text(node, "name");
    part.origin = in_.NodeOrigin(node);
    part.is_organisation = node.Find("org") != nullptr;
    if (part.is_organisation) {
      ReadOrganisationRule(node, called, outer, &part);
    } else {
      ReadMemberRule(node, spot, called, outer, &part);
    }
    level->parts.push_back(std::move(part));
  }

  void ReadOrganisationRule(const Node& node, const std::string& called, const RuleFrame& outer,
                            RulePart* part) {
    for (const NodeMember& other : node.members) {
      const bool is_of_members = other.key == "each" || other.key == "require" ||
                                 other.key == "coverage_pct" || other.key == "per";
      if (!is_of_members) continue;
      in_.faults().Report(
          PackFaults::Key(other), "pack.two-forms",
          absl::StrCat(called, " has `org` and `", other.key, "`"),
          "a rule is over the organisation (`org`) or over members (`each`, `require`)");
    }
    part->require = in_.Rule(node, "org");
    if (node.Find("due") != nullptr) {
      part->due = in_.Rule(node, "due");
    } else if (!outer.due_is_of_members) {
      part->due = outer.due;
    }
  }

  void ReadMemberRule(const Node& node, Spot spot, const std::string& called,
                      const RuleFrame& outer, RulePart* part) {
    RuleFrame frame = Narrowed(node, outer);
    if (node.is_mapping() && node.Find("require") == nullptr) {
      in_.faults().Report(spot, "pack.no-rules",
                          absl::StrCat(called, " of item `", item_, "` has no rule"),
                          "write `require` with `each`, `org`, or `all` with several rules");
    } else if (node.is_mapping() && !frame.has_each) {
      in_.faults().Report(spot, "pack.missing-member",
                          absl::StrCat(called, " of item `", item_, "` needs `each`"),
                          "name the population, or write `org` for a rule over the organisation");
    }
    part->population = std::move(frame.population);
    part->due = std::move(frame.due);
    part->require = in_.Rule(node, "require");
    part->coverage_pct = std::move(frame.coverage_pct);
    part->per = std::move(frame.per);
  }

  PackReader& in_;
  std::string item_;
  SeenIds names_;
};

}  // namespace

void ReadLevels(const Node& item, PackReader& in, ItemDefinition* definition) {
  LevelSection section(in, definition->id);
  const RuleFrame frame = section.Narrowed(item, {});
  for (const NodeMember& level : PackReader::Members(item.Find("levels"))) {
    if (level.key == "minimum") section.ReadLevel(level, frame, &definition->minimum);
    if (level.key == "full") section.ReadLevel(level, frame, &definition->full);
  }
}

}  // namespace assay
