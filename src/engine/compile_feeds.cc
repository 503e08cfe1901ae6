// Which feeds the rules of an item read: the kinds of records that can be evidence for it.
//
// Takes checked rules, follows the functions, derived fields, populations and tallies that they
// name, and collects the record types that they list. What a listed record refers to does not show
// anything by being there (the document that nobody acknowledged), nor do the records that the rules
// are asked of: a role change does not show that somebody followed it up.

#include <cstdint>
#include <set>
#include <vector>

#include "src/engine/compiler.h"

namespace assay {
namespace {

class FeedWalk {
 public:
  explicit FeedWalk(const CompiledPack::Rep& rep) : rep_(rep) {}

  void Read(const Unit* unit) {
    if (unit != nullptr && seen_.insert(unit->number).second) open_.push_back(unit);
  }

  // Ascending.
  std::vector<RecordTypeId> Feeds() {
    while (!open_.empty()) {
      const Unit* unit = open_.back();
      open_.pop_back();
      for (const NodeMeaning& node : unit->program().nodes) {
        if (node.meaning == Meaning::kInverse || node.meaning == Meaning::kAllRecords) Collect(node.type);
        if (node.meaning == Meaning::kChildren) {
          const RecordTypeId child = rep_.schema->field(node.a, node.b).target;
          if (rep_.schema->record(child).opens_parents) Collect(RecordOf(child));
        }
        Follow(node);
      }
    }
    return {feeds_.begin(), feeds_.end()};
  }

 private:
  // A list of records.
  void Collect(const Type& type) {
    if (type.kind == TypeKind::kRecord && rep_.schema->record(type.id).is_feed) feeds_.insert(type.id);
    for (const Type& argument : type.arguments) Collect(argument);
  }

  void Follow(const NodeMeaning& node) {
    switch (node.meaning) {
      case Meaning::kDefinedCall: Read(rep_.function_bodies[node.a]); return;
      case Meaning::kDerivedField: FollowDerived(rep_.derived[node.a][node.b]); return;
      case Meaning::kMembership: FollowPopulation(node.b); return;
      case Meaning::kNamespaceMember:
        if (node.a == rep_.tally_namespace) FollowTally(rep_.tallies[node.b]);
        if (node.a == rep_.populations_namespace) FollowPopulation(node.b);
        return;
      default: return;
    }
  }

  void FollowDerived(const CompiledDerived& derived) {
    for (const Unit* unit : {derived.value, derived.assume, derived.where}) Read(unit);
    for (const Unit* unit : derived.group_by) Read(unit);
    for (const Unit* unit : derived.operands) Read(unit);
  }

  void FollowPopulation(int number) {
    for (; number >= 0; number = rep_.populations[static_cast<std::size_t>(number)].base) {
      Read(rep_.populations[static_cast<std::size_t>(number)].where);
    }
  }

  void FollowTally(const CompiledTally& tally) {
    FollowPopulation(tally.population);
    Collect(RecordOf(rep_.populations[static_cast<std::size_t>(tally.population)].record));
    for (const Unit* unit : {tally.where, tally.count_distinct, tally.group_by}) Read(unit);
  }

  const CompiledPack::Rep& rep_;
  std::set<std::size_t> seen_;  // Units, by number.
  std::vector<const Unit*> open_;
  std::set<RecordTypeId> feeds_;
};

}  // namespace

void Compiler::FindFeeds() {
  for (CompiledControl& control : rep_.controls) {
    for (CompiledItem& item : control.items) {
      FeedWalk walk(rep_);
      std::set<RecordTypeId> asked;
      for (const CompiledLevel& level : item.levels) {
        for (const CompiledPart& part : level.parts) {
          walk.Read(part.require);
          if (part.population < 0) continue;
          asked.insert(rep_.populations[static_cast<std::size_t>(part.population)].record);
        }
      }
      for (const RecordTypeId feed : walk.Feeds()) {
        if (asked.count(feed) == 0) item.feeds.push_back(feed);
      }
    }
  }
}

}  // namespace assay
