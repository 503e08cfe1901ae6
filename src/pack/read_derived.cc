// Derived fields: a value, a value with what its absence means, or a number over a group.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

struct AggregateWord {
  std::string_view word;
  Aggregate aggregate;
};
constexpr AggregateWord kAggregates[] = {{"count_distinct", Aggregate::kCountDistinct},
                                         {"count", Aggregate::kCount},
                                         {"sum", Aggregate::kSum},
                                         {"min", Aggregate::kMin},
                                         {"max", Aggregate::kMax}};

bool IsOfPlainForm(std::string_view key) {
  return key == "value" || key == "missing" || key == "assume";
}

class DerivedSection {
 public:
  explicit DerivedSection(PackReader& in) : in_(in) {}

  DerivedDefinition Read(const std::string& record, const NodeMember& member) {
    const Node& node = member.value;
    DerivedDefinition field;
    field.record = record;
    field.name = member.key;
    field.origin = in_.KeyOrigin(member);
    if (node.is_scalar()) field.value = in_.RuleOf(node);
    if (!node.is_mapping()) return field;
    const NodeMember* grouped = FirstGroupedMember(node);
    field.is_grouped = grouped != nullptr;
    if (grouped == nullptr) {
      ReadValue(member, &field);
    } else {
      ReadGrouped(member, &field);
    }
    return field;
  }

 private:
  static const NodeMember* FirstGroupedMember(const Node& node) {
    for (const NodeMember& member : node.members) {
      if (!IsOfPlainForm(member.key)) return &member;
    }
    return nullptr;
  }

  void ReadValue(const NodeMember& member, DerivedDefinition* field) {
    const Node& node = member.value;
    if (node.Find("value") == nullptr) {
      in_.faults().Report(PackFaults::Key(member), "pack.missing-member",
                          absl::StrCat("derived field `", field->name, "` needs `value`"),
                          "or `group_by` and one of count_distinct, count, sum, min, max");
    }
    field->value = in_.Rule(node, "value");
    field->assume = in_.Rule(node, "assume");
    const std::string missing = PackReader::Text(node, "missing");
    if (missing == "none") field->missing = Missing::kNone;
    if (missing == "unknown") field->missing = Missing::kUnknown;
  }

  void ReadGrouped(const NodeMember& member, DerivedDefinition* field) {
    const Node& node = member.value;
    for (const NodeMember& one : node.members) {
      if (!IsOfPlainForm(one.key)) continue;
      in_.faults().Report(PackFaults::Key(one), "pack.two-forms",
                          absl::StrCat("derived field `", field->name, "` has a value and groups"),
                          "a field is computed from its record or over a group, not both");
    }
    if (node.Find("group_by") == nullptr) {
      in_.faults().Report(PackFaults::Key(member), "pack.missing-member",
                          absl::StrCat("derived field `", field->name, "` needs `group_by`"));
    }
    field->where = in_.Rule(node, "where");
    field->group_by = in_.Rules(node, "group_by");
    if (const Node* window = node.Find("window")) {
      field->window_along = in_.Rule(*window, "along");
      field->window_seconds = in_.Rule(*window, "seconds");
    }
    ReadAggregate(member, field);
    RefuseWindowOfValues(node, *field);
  }

  void ReadAggregate(const NodeMember& member, DerivedDefinition* field) {
    const AggregateWord* chosen = nullptr;
    for (const NodeMember& one : member.value.members) {
      for (const AggregateWord& known : kAggregates) {
        if (one.key != known.word) continue;
        if (chosen != nullptr) {
          in_.faults().Report(PackFaults::Key(one), "pack.two-forms",
                              absl::StrCat("derived field `", field->name, "` has `",
                                           std::string(chosen->word), "` already"),
                              "one field, one number: make another field");
          continue;
        }
        chosen = &known;
      }
    }
    if (chosen == nullptr) {
      in_.faults().Report(
          PackFaults::Key(member), "pack.missing-member",
          absl::StrCat("derived field `", field->name, "` does not say what it computes"),
          "one of count_distinct, count, sum, min, max");
      return;
    }
    field->aggregate = chosen->aggregate;
    if (chosen->aggregate != Aggregate::kCount)
      field->operands = in_.Rules(member.value, chosen->word);
  }

  // The best of several windows is the one with most rows; sums and extremes have no such.
  void RefuseWindowOfValues(const Node& node, const DerivedDefinition& field) {
    if (field.aggregate == Aggregate::kCount || field.aggregate == Aggregate::kCountDistinct)
      return;
    for (const NodeMember& one : node.members) {
      if (one.key != "window") continue;
      in_.faults().Report(
          PackFaults::Key(one), "pack.two-forms",
          absl::StrCat("derived field `", field.name, "` has a window and counts nothing"),
          "a window is for count and count_distinct");
    }
  }

  PackReader& in_;
};

}  // namespace

void ReadDerived(const Node& root, PackReader& in, PackDefinition* pack) {
  DerivedSection section(in);
  for (const NodeMember& record : PackReader::Members(root.Find("derive"))) {
    for (const NodeMember& field : PackReader::Members(&record.value)) {
      pack->derived.push_back(section.Read(record.key, field));
    }
  }
}

}  // namespace assay
