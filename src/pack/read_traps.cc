// Traps, reality checks and observations.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

std::string ItemOf(const Node& node, PackReader& in) {
  return in.Reference(node, "item", in.names().items, "pack.no-such-item", "item");
}

// A member that only the other kind of check has.
void Refuse(const Node& node, std::string_view member, const std::string& kind, PackReader& in) {
  for (const NodeMember& other : node.members) {
    if (other.key != member) continue;
    in.faults().Report(PackFaults::Key(other), "pack.two-forms",
                       absl::StrCat("a check of the kind `", kind, "` has no `", other.key, "`"),
                       "an interview has `population`, an evidence check `require`");
  }
}

void Need(const Node& node, std::string_view member, const std::string& kind, PackReader& in) {
  if (node.Find(member) != nullptr) return;
  in.faults().Report(
      {node.mark, 1}, "pack.missing-member",
      absl::StrCat("a check of the kind `", kind, "` needs `", std::string(member), "`"));
}

// Reports and explanations call both by their ids alone.
void RefuseIdOfTrap(const Node& node, const std::string& id, const PackDefinition& pack,
                    PackReader& in) {
  for (const TrapDefinition& trap : pack.traps) {
    if (id.empty() || trap.id != id) continue;
    in.faults().Report(in.faults().Value(*node.Find("id")), "pack.duplicate-id",
                       absl::StrCat("a trap has the id `", id, "` already"),
                       "reports call both by their ids: give one another");
  }
}

// A check tells of its own item: what it confirms says little of the others.
void WarnOfOtherItem(const Node& node, const TrapDefinition& trap, const PackDefinition& pack,
                     PackReader& in) {
  for (const RealityCheckDefinition& check : pack.reality_checks) {
    if (trap.clears_with.empty() || check.id != trap.clears_with || check.item.empty()) continue;
    if (std::find(trap.items.begin(), trap.items.end(), check.item) != trap.items.end()) continue;
    in.faults().Warn(in.faults().Value(*node.Find("clears_with")), "pack.other-item",
                     absl::StrCat("`", check.id, "` is a check of item `", check.item,
                                  "`, of which this trap does not speak"),
                     "clear it with a check of its own item, or add that item to `items`");
  }
}

}  // namespace

void ReadTraps(const Node& root, PackReader& in, PackDefinition* pack) {
  SeenIds ids("trap");
  for (const Node& node : PackReader::Items(root.Find("traps"))) {
    TrapDefinition trap;
    trap.id = PackReader::Text(node, "id");
    ids.Add(node, "id", in);
    trap.origin = in.NodeOrigin(node);
    trap.title = in.Localized(node, "title");
    trap.items = PackReader::Texts(node, "items");
    for (const Node& item : PackReader::Items(node.Find("items"))) {
      if (!item.is_scalar() || in.names().items.count(item.text) > 0) continue;
      in.faults().Report(in.faults().Value(item), "pack.no-such-item",
                         absl::StrCat("there is no item `", item.text, "`"),
                         in.faults().Suggestion(item.text, in.names().items));
    }
    trap.caps_full = PackReader::Text(node, "caps") == "full";
    trap.clears_with =
        in.Reference(node, "clears_with", in.names().checks, "pack.no-such-check", "reality check");
    trap.when = in.Rule(node, "when");
    trap.asks = in.Localized(node, "asks");
    pack->traps.push_back(std::move(trap));
  }
}

void ReadRealityChecks(const Node& root, PackReader& in, PackDefinition* pack) {
  SeenIds ids("reality check");
  for (const Node& node : PackReader::Items(root.Find("reality_checks"))) {
    RealityCheckDefinition check;
    check.id = PackReader::Text(node, "id");
    ids.Add(node, "id", in);
    RefuseIdOfTrap(node, check.id, *pack, in);
    check.origin = in.NodeOrigin(node);
    check.item = ItemOf(node, in);
    const std::string kind = PackReader::Text(node, "kind");
    check.is_interview = kind == "interview";
    check.population = in.Population(node, "population");
    check.asks = in.Localized(node, "asks");
    check.require = in.Rule(node, "require");
    if (kind == "interview") {
      Need(node, "population", kind, in);
      Need(node, "asks", kind, in);
      Refuse(node, "require", kind, in);
    } else if (kind == "evidence") {
      Need(node, "require", kind, in);
      Refuse(node, "population", kind, in);
    }
    pack->reality_checks.push_back(std::move(check));
  }
  std::size_t trap = 0;
  for (const Node& node : PackReader::Items(root.Find("traps"))) {
    WarnOfOtherItem(node, pack->traps[trap++], *pack, in);
  }
}

void ReadObservations(const Node& root, PackReader& in, PackDefinition* pack) {
  SeenIds ids("observation");
  for (const Node& node : PackReader::Items(root.Find("observations"))) {
    ObservationDefinition observation;
    observation.id = PackReader::Text(node, "id");
    ids.Add(node, "id", in);
    observation.origin = in.NodeOrigin(node);
    observation.item = ItemOf(node, in);
    observation.each = in.Population(node, "each");
    observation.when = in.Rule(node, "when");
    observation.text = in.Localized(node, "text");
    pack->observations.push_back(std::move(observation));
  }
}

}  // namespace assay
