// TailorPack: the tailoring's text to a tree, the tree held to its form, then change after change
// made to a copy of the pack's definition.

#include "assay/pack/tailoring.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "src/pack/canonical.h"
#include "src/pack/read_tree.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

constexpr Form kText{.expected = "text", .scalar = ScalarForm::kText};
constexpr Form kId{.expected = "an id", .scalar = ScalarForm::kId};
constexpr Form kVersion{.expected = "a version", .scalar = ScalarForm::kVersion};
constexpr Form kExpression{.expected = "an expression", .scalar = ScalarForm::kExpression};
constexpr Form kDay{.expected = "a day", .scalar = ScalarForm::kText};
constexpr Form kScalar{.expected = "a single value", .scalar = ScalarForm::kAny};
constexpr Form kValue{.expected = "a value or a list of values", .scalar = ScalarForm::kAny, .items = &kScalar};

constexpr MemberForm kPackMembers[] = {
    {"id", &kId, true, "The pack that is tailored."},
    {"version", &kVersion, true, "Its version: what was approved for one may not fit another."},
};
constexpr ObjectForm kPackObject{"tailored_pack", "`pack`", kPackMembers};
constexpr Form kPack{.expected = "a pack by id and version", .object = &kPackObject};

constexpr MemberForm kSettingMembers[] = {
    {"value", &kValue, true, "The value in place of the pack's."},
    {"why", &kText, false, "Why it differs."},
};
constexpr ObjectForm kSettingObject{"setting", "a setting", kSettingMembers};
constexpr Form kSetting{.expected = "a value, or a value with the reason",
                        .scalar = ScalarForm::kAny,
                        .items = &kScalar,
                        .object = &kSettingObject};
constexpr Form kSettings{.expected = "values by parameter", .values = &kSetting, .needs_one = true};

constexpr MemberForm kLeftOutMembers[] = {
    {"item", &kId, true, "The item that is left out."},
    {"why", &kText, true, "Why it does not apply here."},
};
constexpr ObjectForm kLeftOutObject{"left_out", "what is left out", kLeftOutMembers};
constexpr Form kLeftOutItem{.expected = "an item with the reason", .object = &kLeftOutObject};
constexpr Form kLeftOut{.expected = "a list of items", .items = &kLeftOutItem, .needs_one = true};

constexpr MemberForm kExclusionsMembers[] = {
    {"approver", &kExpression, true, "Over `entry`: whether whoever approved the exclusion may."},
};
constexpr ObjectForm kExclusionsObject{"exclusions", "`exclusions`", kExclusionsMembers};
constexpr Form kExclusions{.expected = "an exclusion policy", .object = &kExclusionsObject};

const MemberForm kMembers[] = {
    {"format", &kText, true, "assay.tailoring/1."},
    {"id", &kId, true, "What reports call the tailoring."},
    {"pack", &kPack, true, "What is tailored."},
    {"approved_by", &kText, true, "Who approved it: a person's id or a body."},
    {"approved_on", &kDay, true, "When. An earlier day cannot be assessed with it."},
    {"rationale", &kText, true, "Why the pack does not fit as it is."},
    {"parameters", &kSettings, false, "Values that take the place of the pack's."},
    {"leave_out", &kLeftOut, false, "Items that do not apply here."},
    {"waivers", &WaiversForm(), false, "In place of the pack's, member by member."},
    {"exclusions", &kExclusions, false, "In place of the pack's."},
};
const ObjectForm kTailoring{"tailoring", "a tailoring", kMembers};

class TailoringReader {
 public:
  TailoringReader(PackReader& in, PackDefinition* pack) : in_(in), root_(in.document().root), pack_(*pack) {}

  Tailoring Read() {
    CheckPack();
    tailoring_.id = PackReader::Text(root_, "id");
    tailoring_.approved_by = PackReader::Text(root_, "approved_by");
    tailoring_.rationale = PackReader::Text(root_, "rationale");
    ReadDay();
    ReadSettings();
    LeaveOut();
    if (const Node* waivers = root_.Find("waivers")) {
      TakeRule(*waivers, "max_days", &pack_.waivers.max_days);
      TakeRule(*waivers, "approver", &pack_.waivers.approver);
    }
    if (const Node* exclusions = root_.Find("exclusions")) {
      TakeRule(*exclusions, "approver", &pack_.exclusions.approver);
    }
    return std::move(tailoring_);
  }

 private:
  void CheckPack() {
    const Node* pack = root_.Find("pack");
    if (pack == nullptr || !pack->is_mapping()) return;
    const auto check = [&](const char* member, const std::string& wanted, const char* hint) {
      const Node* node = pack->Find(member);
      if (node == nullptr || !node->is_scalar() || node->text == wanted) return;
      in_.faults().Report(in_.faults().Value(*node), "tailoring.other-pack",
                          absl::StrCat("this tailors `", node->text, "`, the pack is `", wanted, "`"), hint);
    };
    check("id", pack_.id, "use it with the pack that it was written for");
    check("version", pack_.version, "see whether what was approved still fits, and have it approved anew");
  }

  void ReadDay() {
    const Node* node = root_.Find("approved_on");
    if (node == nullptr || !node->is_scalar()) return;
    const std::optional<Date> day = Date::Parse(node->text);
    if (day) {
      tailoring_.approved_on = *day;
      return;
    }
    in_.faults().Report(in_.faults().Value(*node), "tailoring.bad-date",
                        absl::StrCat("`", node->text, "` is no day"), "write it as 2026-03-31");
  }

  void ReadSettings() {
    const std::vector<NodeMember>& settings = PackReader::Members(root_.Find("parameters"));
    std::vector<std::string_view> names;
    for (const Parameter& parameter : pack_.parameters) names.push_back(parameter.name);
    for (const NodeMember& setting : settings) {
      if (std::find(names.begin(), names.end(), setting.key) != names.end()) continue;
      in_.faults().Report(PackFaults::Key(setting), "tailoring.no-such-parameter",
                          absl::StrCat("pack `", pack_.id, "` has no parameter `", setting.key, "`"),
                          in_.faults().Suggestion(setting.key, names));
    }
    for (Parameter& parameter : pack_.parameters) {
      const auto setting = std::find_if(settings.begin(), settings.end(),
                                        [&](const NodeMember& one) { return one.key == parameter.name; });
      if (setting == settings.end()) continue;
      const bool has_reason = setting->value.is_mapping();
      const Node* value = has_reason ? setting->value.Find("value") : &setting->value;
      if (value == nullptr) continue;  // Reported as missing.
      parameter.origin = in_.KeyOrigin(*setting);
      ReadParameterValue(*value, in_, &parameter);
      tailoring_.parameters.push_back(
          {parameter.name, has_reason ? PackReader::Text(setting->value, "why") : std::string()});
    }
  }

  ItemDefinition* Find(const std::string& id) {
    for (ControlDefinition& control : pack_.controls) {
      for (ItemDefinition& item : control.items) {
        if (item.id == id && item.enabled) return &item;
      }
    }
    return nullptr;
  }

  void LeaveOut() {
    for (const Node& entry : PackReader::Items(root_.Find("leave_out"))) {
      const Node* id = entry.Find("item");
      if (id == nullptr || !id->is_scalar()) continue;
      ItemDefinition* item = Find(id->text);
      if (item == nullptr) {
        std::vector<std::string_view> ids;
        for (const ControlDefinition& control : pack_.controls) {
          for (const ItemDefinition& one : control.items) ids.push_back(one.id);
        }
        in_.faults().Report(in_.faults().Value(*id), "tailoring.no-such-item",
                            absl::StrCat("pack `", pack_.id, "` has no item `", id->text, "`"),
                            in_.faults().Suggestion(id->text, ids));
      } else if (!item->left_out.empty()) {
        in_.faults().Report(in_.faults().Value(*id), "tailoring.duplicate-id",
                            absl::StrCat("`", id->text, "` is left out already"), "take one of the two out");
      } else {
        item->left_out = PackReader::Text(entry, "why");
      }
    }
    bool is_anything_left = false;
    for (const ControlDefinition& control : pack_.controls) {
      for (const ItemDefinition& item : control.items) {
        is_anything_left = is_anything_left || (item.enabled && item.left_out.empty());
      }
    }
    if (is_anything_left || root_.Find("leave_out") == nullptr) return;
    in_.faults().Report(in_.faults().Value(*root_.Find("leave_out")), "tailoring.nothing-left",
                        "every item is left out", "an assessment of nothing would show nothing");
  }

  void TakeRule(const Node& object, std::string_view member, RuleText* rule) {
    if (object.Find(member) != nullptr) *rule = in_.Rule(object, member);
  }

  PackReader& in_;
  const Node& root_;
  PackDefinition& pack_;
  Tailoring tailoring_;
};

Sha256 DigestOf(const Tailoring& tailoring, const PackDefinition& tailored) {
  Sha256Builder digest;
  for (const std::string& field : {tailoring.id, tailoring.approved_by, tailoring.approved_on.ToString(),
                                   tailoring.rationale, CanonicalForm(tailored)}) {
    digest.UpdateField(field);
  }
  for (const Tailoring::Setting& setting : tailoring.parameters) {
    digest.UpdateField(setting.name);
    digest.UpdateField(setting.why);
  }
  return digest.Finish();
}

}  // namespace

absl::StatusOr<Pack> TailorPack(Pack pack, std::string_view text, std::string_view file, Diagnostics* problems) {
  assert(pack.is_linked() && !pack.tailoring());
  const std::size_t before = problems->size();
  const auto refused = [&](std::size_t faults) {
    return absl::InvalidArgumentError(
        absl::StrCat("tailoring `", std::string(file), "` has ", faults, faults == 1 ? " fault" : " faults"));
  };
  Document document;
  const bool is_sound = ReadTree(text, file, TreeLimits{}, &document, problems);
  const std::size_t tree_faults = problems->size() - before;
  if (!is_sound && !IsWhole(*problems, before)) return refused(tree_faults);

  PackFaults faults(document, PackLimits{}.diagnostics);
  PackDefinition definition = pack.definition();
  Tailoring tailoring;
  if (HasFormat(document, "assay.tailoring/1", "a tailoring", &faults)) {
    const Notation notation = NotationOf(text);
    CheckForm(document.root, kTailoring, notation, &faults);
    PackReader in(document, notation, &faults);
    tailoring = TailoringReader(in, &definition).Read();
  }
  Diagnostics found = faults.Take();
  RenameCodes("tailoring", &found);
  problems->insert(problems->end(), found.begin(), found.end());
  if (const std::size_t errors = tree_faults + faults.error_count(); errors > 0) return refused(errors);
  tailoring.digest = DigestOf(tailoring, definition);
  std::vector<Pack::Source> sources(pack.sources().begin(), pack.sources().end());
  sources.push_back({std::string(file), std::move(document.text)});
  return Pack(std::move(definition), std::move(sources), pack.digest(), std::move(tailoring));
}

}  // namespace assay
