// Controls and their items: everything but the rules, which are read_levels.cc.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

constexpr std::string_view kRelations[] = {"equal", "subset", "superset", "intersects"};
constexpr int kWeightDigits = 4;
constexpr std::int64_t kGreatestWeight = 10000;
constexpr std::int64_t kLongestRemediation = 36500;

// A report of one member's value or, where that is odd, of its key.
Spot SpotOf(const Node& object, std::string_view member, PackReader& in) {
  return in.faults().Value(*object.Find(member));
}

class ItemSection {
 public:
  ItemSection(PackReader& in, const PackDefinition& pack) : in_(in), pack_(pack), ids_("item") {}

  ItemDefinition Read(const Node& node) {
    ItemDefinition item;
    item.id = PackReader::Text(node, "id");
    ids_.Add(node, "id", in_);
    item.origin = in_.NodeOrigin(node);
    item.title = in_.Localized(node, "title");
    item.enabled = PackReader::Flag(node, "enabled", true);
    ReadWeight(node, &item);
    ReadLevels(node, in_, &item);
    ReadLink(node, &item);
    for (const NodeMember& shown : PackReader::Members(node.Find("show"))) {
      if (shown.value.is_scalar()) item.show.emplace_back(shown.key, in_.RuleOf(shown.value));
    }
    item.finding = in_.Localized(node, "finding");
    item.asks = in_.Localized(node, "asks");
    if (const Node* remediation = node.Find("remediation")) {
      if (remediation->is_mapping()) item.remediation.push_back(ReadRemediation(*remediation));
      for (const Node& one : remediation->items) item.remediation.push_back(ReadRemediation(one));
    }
    ReadCrosswalk(node.Find("crosswalk"), &item);
    CheckPartNames(item);
    return item;
  }

 private:
  void ReadWeight(const Node& node, ItemDefinition* item) {
    item->weight = Decimal::FromInteger(1);
    const std::optional<Decimal> weight = PackReader::Exact(node, "weight");
    if (!weight) return;
    item->weight = *weight;
    const bool is_sound = *weight > Decimal() && *weight <= Decimal::FromInteger(kGreatestWeight) &&
                          weight->scale() <= kWeightDigits;
    if (is_sound) return;
    in_.faults().Report(SpotOf(node, "weight", in_), "pack.weight",
                        absl::StrCat("`", weight->ToString(), "` is not a weight"),
                        "above 0, at most 10000, with at most four digits after the point");
  }

  void ReadLink(const Node& node, ItemDefinition* item) {
    const std::string link = PackReader::Text(node, "link");
    if (link == "minimum_limits_full") item->link = LevelLink::kMinimumLimitsFull;
    if (link == "full_lifts_minimum") item->link = LevelLink::kFullLiftsMinimum;
    const bool has_both = item->minimum.is_given && item->full.is_given;
    const bool has_none = !item->minimum.is_given && !item->full.is_given;
    const Node* levels = node.Find("levels");
    if (has_none && levels != nullptr && levels->is_mapping()) {
      in_.faults().Report({node.mark, 1}, "pack.no-rules",
                          absl::StrCat("item `", item->id, "` has no rules"),
                          "give it `minimum`, `full` or both under `levels`");
    } else if (has_both && node.Find("link") == nullptr) {
      in_.faults().Report(
          {node.mark, 1}, "pack.missing-member",
          absl::StrCat("item `", item->id, "` has two levels and needs `link`"),
          "minimum_limits_full or full_lifts_minimum: it is how full implies minimum");
    } else if (!has_both && !has_none && !link.empty()) {
      in_.faults().Report(SpotOf(node, "link", in_), "pack.one-level",
                          absl::StrCat("item `", item->id, "` links two levels and has one"),
                          "take `link` out, or give the other level");
    }
  }

  Remediation ReadRemediation(const Node& node) {
    Remediation remediation;
    remediation.owner = in_.Localized(node, "owner");
    const Node* text = node.Find("text");
    const Node* per_subject = node.Find("per_subject");
    remediation.per_subject = per_subject != nullptr;
    remediation.text = in_.Localized(node, remediation.per_subject ? "per_subject" : "text");
    if (text != nullptr && per_subject != nullptr) {
      in_.faults().Report({node.mark, 1}, "pack.two-forms",
                          "a remediation has `text` and `per_subject`",
                          "make two remediations of it");
    } else if (text == nullptr && per_subject == nullptr && node.is_mapping()) {
      in_.faults().Report({node.mark, 1}, "pack.missing-member",
                          "a remediation needs `text` or `per_subject`");
    }
    if (const std::optional<std::int64_t> days = PackReader::Whole(node, "due_in_days")) {
      if (*days < 0 || *days > kLongestRemediation) {
        in_.faults().Report(SpotOf(node, "due_in_days", in_), "pack.days",
                            absl::StrCat("a remediation cannot be due in ", *days, " days"),
                            "0 to 36500");
      } else {
        remediation.due_in_days = static_cast<std::int32_t>(*days);
      }
    }
    return remediation;
  }

  void ReadCrosswalk(const Node* node, ItemDefinition* item) {
    if (node == nullptr) return;
    const std::vector<std::string> verified = PackReader::Texts(*node, "verified");
    std::set<std::string_view> named;
    for (const NodeMember& relation : node->members) {
      const bool is_relation = std::find(std::begin(kRelations), std::end(kRelations),
                                         relation.key) != std::end(kRelations);
      if (!is_relation) continue;
      for (const NodeMember& framework : relation.value.members) {
        CrosswalkEntry entry{relation.key, framework.key,
                             PackReader::Texts(relation.value, framework.key), false};
        entry.verified =
            std::find(verified.begin(), verified.end(), framework.key) != verified.end();
        item->crosswalk.push_back(std::move(entry));
        named.insert(framework.key);
      }
    }
    for (const Node& framework : PackReader::Items(node->Find("verified"))) {
      if (!framework.is_scalar() || named.count(framework.text) > 0) continue;
      in_.faults().Report(in_.faults().Value(framework), "pack.no-such-framework",
                          absl::StrCat("the crosswalk has no references to `", framework.text, "`"),
                          in_.faults().Suggestion(framework.text, named));
    }
  }

  // Texts may take the numbers of a named rule: {reached.subjects}.
  void CheckPartNames(const ItemDefinition& item) {
    std::set<std::string_view> parts;
    for (const LevelDefinition* level : {&item.minimum, &item.full}) {
      for (const RulePart& part : level->parts) {
        if (!part.name.empty()) parts.insert(part.name);
      }
    }
    std::set<std::string_view> others = {"params", "tally", "populations", "org", "verdict"};
    for (const auto& [name, rule] : item.show) others.insert(name);
    for (const PopulationDefinition& population : pack_.populations) {
      others.insert(population.as.empty() ? population.of : population.as);
    }
    CheckPartNames(item.finding, parts, others);
    for (const Remediation& remediation : item.remediation) {
      CheckPartNames(remediation.owner, parts, others);
      CheckPartNames(remediation.text, parts, others);
    }
  }

  void CheckPartNames(const LocalizedText& text, const std::set<std::string_view>& parts,
                      const std::set<std::string_view>& others) {
    static constexpr std::string_view kNumbers[] = {"population", "due",     "met",
                                                    "failing",    "unknown", "subjects"};
    for (const auto& [language, translation] : text.translations) {
      for (const Template::Segment& segment : translation.segments) {
        const std::string_view written = segment.expression.text;
        const std::size_t dot = written.find('.');
        if (dot == std::string_view::npos) continue;
        const std::string_view name = written.substr(0, dot);
        const bool is_number = std::find(std::begin(kNumbers), std::end(kNumbers),
                                         written.substr(dot + 1)) != std::end(kNumbers);
        if (!is_number || parts.count(name) > 0 || others.count(name) > 0) continue;
        const TextOrigin::Line& at = segment.expression.origin.lines.front();
        in_.faults().Report({{at.line, at.column}, static_cast<std::uint32_t>(name.size())},
                            "pack.no-such-part",
                            absl::StrCat("the item has no rule named `", std::string(name), "`"),
                            parts.empty() ? "only rules under `all:` have names"
                                          : in_.faults().Suggestion(name, parts));
      }
    }
  }

  PackReader& in_;
  const PackDefinition& pack_;
  SeenIds ids_;
};

}  // namespace

void SeenIds::Add(const Node& object, std::string_view member, PackReader& in) {
  const Node* node = object.Find(member);
  if (node == nullptr || !node->is_scalar()) return;
  const auto [first, is_new] = ids_.emplace(node->text, node->mark);
  if (is_new) return;
  in.faults().Report(in.faults().Value(*node), "pack.duplicate-id",
                     absl::StrCat("a second ", std::string(what_), " `", node->text, "`"),
                     absl::StrCat("the first one is on line ", first->second.line));
}

void ReadControls(const Node& root, PackReader& in, PackDefinition* pack) {
  SeenIds ids("control");
  ItemSection items(in, *pack);
  for (const Node& node : PackReader::Items(root.Find("controls"))) {
    ControlDefinition control;
    control.id = PackReader::Text(node, "id");
    ids.Add(node, "id", in);
    control.origin = in.NodeOrigin(node);
    control.title = in.Localized(node, "title");
    control.objective = in.Localized(node, "objective");
    for (const Node& item : PackReader::Items(node.Find("items")))
      control.items.push_back(items.Read(item));
    pack->controls.push_back(std::move(control));
  }
}

}  // namespace assay
