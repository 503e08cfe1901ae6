// Controls, items and their rules, written out. What rules inherit is filled in, so each is written
// whole.

#include <string>
#include <utility>
#include <vector>

#include "src/pack/pack_out.h"

namespace assay {
namespace {

void PutPart(const RulePart& part, YamlOut* out) {
  out->PutText("name", part.name);
  if (part.is_organisation) {
    PutRule("org", part.require, out);
    PutRule("due", part.due, out);
    return;
  }
  out->PutText("each", part.population);
  PutRule("due", part.due, out);
  PutRule("require", part.require, out);
  PutRule("coverage_pct", part.coverage_pct, out);
  PutRule("per", part.per, out);
}

void PutLevel(const char* name, const LevelDefinition& level, YamlOut* levels) {
  if (!level.is_given && level.parts.empty()) return;
  if (level.parts.size() == 1 && level.parts[0].name.empty()) {
    PutPart(level.parts[0], &levels->Put(name, At(level.parts[0].origin)));
    return;
  }
  YamlOut& all = levels->Put(name, {}).Put("all", YamlOut::List());
  for (const RulePart& part : level.parts) {
    PutPart(part, &all.items.emplace_back(At(part.origin)));
  }
}

void PutRemediation(const std::vector<Remediation>& remediation, YamlOut* out) {
  if (remediation.empty()) return;
  YamlOut& list = out->Put("remediation", YamlOut::List());
  for (const Remediation& one : remediation) {
    YamlOut& item = list.items.emplace_back();
    PutLocalized("owner", one.owner, &item);
    PutLocalized(one.per_subject ? "per_subject" : "text", one.text, &item);
    if (one.due_in_days) item.Put("due_in_days", YamlOut::Bare(std::to_string(*one.due_in_days)));
  }
}

void PutCrosswalk(const std::vector<CrosswalkEntry>& entries, YamlOut* out) {
  if (entries.empty()) return;
  YamlOut& crosswalk = out->Put("crosswalk", {});
  std::vector<std::string> verified;
  for (const CrosswalkEntry& entry : entries) {
    YamlOut* relation = nullptr;
    for (auto& [name, frameworks] : crosswalk.members) {
      if (name == entry.relation) relation = &frameworks;
    }
    if (relation == nullptr) relation = &crosswalk.Put(entry.relation, {});
    PutTexts(entry.framework, entry.references, relation);
    if (entry.verified) verified.push_back(entry.framework);
  }
  if (!verified.empty()) PutTexts("verified", verified, &crosswalk);
}

const char* LinkWord(LevelLink link) {
  switch (link) {
    case LevelLink::kFullLiftsMinimum:
      return "full_lifts_minimum";
    case LevelLink::kMinimumLimitsFull:
      return "minimum_limits_full";
    case LevelLink::kNone:
      break;
  }
  return "";
}

YamlOut ItemOut(const ItemDefinition& item) {
  YamlOut out = At(item.origin);
  out.PutText("id", item.id);
  PutLocalized("title", item.title, &out);
  PutFlag("enabled", item.enabled, true, &out);
  if (item.weight != Decimal::FromInteger(1)) {
    out.Put("weight", YamlOut::Bare(item.weight.ToString()));
  }
  out.PutText("link", LinkWord(item.link));
  YamlOut& levels = out.Put("levels", {});
  PutLevel("minimum", item.minimum, &levels);
  PutLevel("full", item.full, &levels);
  if (!item.show.empty()) {
    YamlOut& show = out.Put("show", {});
    for (const auto& [name, rule] : item.show) PutRule(name, rule, &show);
  }
  PutLocalized("finding", item.finding, &out);
  PutLocalized("asks", item.asks, &out);
  PutRemediation(item.remediation, &out);
  PutCrosswalk(item.crosswalk, &out);
  return out;
}

}  // namespace

void PutControls(const PackDefinition& pack, YamlOut* root) {
  if (pack.controls.empty()) return;
  YamlOut& controls = root->Put("controls", YamlOut::List());
  for (const ControlDefinition& control : pack.controls) {
    YamlOut& out = controls.items.emplace_back(At(control.origin));
    out.PutText("id", control.id);
    PutLocalized("title", control.title, &out);
    PutLocalized("objective", control.objective, &out);
    YamlOut& items = out.Put("items", YamlOut::List());
    for (const ItemDefinition& item : control.items) items.items.push_back(ItemOut(item));
  }
}

}  // namespace assay
