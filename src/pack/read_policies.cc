// The policies by which the engine handles what every framework shares.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

constexpr int kPointsDigits = 4;

void ReadHygiene(const Node& node, PackReader& in, HygienePolicy* policy) {
  policy->min_attestation = in.Rule(node, "min_attestation");
  policy->before_engagement_days = in.Rule(node, "before_engagement_days");
  for (const NodeMember& record : PackReader::Members(node.Find("records"))) {
    HygieneRules rules;
    rules.duplicate = PackReader::Flag(record.value, "duplicate", true);
    rules.future_dated = PackReader::Flag(record.value, "future_dated", true);
    rules.revoked = PackReader::Flag(record.value, "revoked", true);
    rules.asserted_only = PackReader::Flag(record.value, "asserted_only", true);
    rules.after_end = PackReader::Flag(record.value, "after_end", true);
    rules.before_engagement = PackReader::Flag(record.value, "before_engagement", true);
    rules.origin = in.KeyOrigin(record);
    policy->records.emplace_back(record.key, std::move(rules));
  }
}

void ReadInterviews(const Node& node, PackReader& in, InterviewPolicy* policy) {
  policy->within_months = in.Rule(node, "within_months");
  policy->tolerance_days = in.Rule(node, "tolerance_days");
  policy->tolerable_pct = in.Rule(node, "tolerable_pct");
  policy->confidence_pct = in.Rule(node, "confidence_pct");
  policy->hypergeometric = PackReader::Text(node, "bound") == "hypergeometric";
}

Decimal ReadPoint(const Node& points, std::string_view rung, PackReader& in) {
  const std::optional<Decimal> value = PackReader::Exact(points, rung);
  if (!value) return Decimal();
  const bool is_sound =
      *value >= Decimal() && *value <= Decimal::FromInteger(1) && value->scale() <= kPointsDigits;
  if (!is_sound) {
    in.faults().Report(in.faults().Value(*points.Find(rung)), "pack.points",
                       absl::StrCat("`", value->ToString(), "` is not a rung's worth"),
                       "0 to 1, with at most four digits after the point");
  }
  return *value;
}

void ReadScoring(const Node& root, PackReader& in, ScoringPolicy* policy) {
  // The ladder of the shipped packs.
  policy->effective = Decimal::FromInteger(1);
  policy->full = *Decimal::FromParts(85, 2);
  policy->minimum = *Decimal::FromParts(5, 1);
  const Node* node = root.Find("scoring");
  if (node == nullptr) return;
  const std::string model = PackReader::Text(*node, "model");
  if (!model.empty()) policy->model = model;
  for (const NodeMember& member : node->members) {
    if (member.key != "points" || !member.value.is_mapping()) continue;
    policy->effective = ReadPoint(member.value, "effective", in);
    policy->full = ReadPoint(member.value, "full", in);
    policy->minimum = ReadPoint(member.value, "minimum", in);
    if (policy->model != "ladder") {
      in.faults().Report(PackFaults::Key(member), "pack.points",
                         absl::StrCat("the model `", policy->model, "` has no points"),
                         "only the ladder has rungs; take the points out");
    } else if (policy->effective < policy->full || policy->full < policy->minimum) {
      in.faults().Report(PackFaults::Key(member), "pack.points",
                         "a higher rung is worth less than a lower one",
                         "effective, full and minimum may not rise in this order");
    }
  }
}

}  // namespace

void ReadPolicies(const Node& root, PackReader& in, PackDefinition* pack) {
  const Node* interviews = root.Find("interviews");
  if (const Node* node = root.Find("hygiene")) ReadHygiene(*node, in, &pack->hygiene);
  if (interviews != nullptr) ReadInterviews(*interviews, in, &pack->interviews);
  if (const Node* node = root.Find("waivers")) {
    pack->waivers.max_days = in.Rule(*node, "max_days");
    pack->waivers.approver = in.Rule(*node, "approver");
  }
  if (const Node* node = root.Find("exclusions"))
    pack->exclusions.approver = in.Rule(*node, "approver");
  if (const Node* node = root.Find("maturity")) {
    pack->maturity.months = in.Rule(*node, "months");
    pack->maturity.when = in.Rule(*node, "when");
  }
  if (const Node* node = root.Find("nonconformity"))
    pack->major_nonconformity = in.Rule(*node, "major");
  ReadScoring(root, in, &pack->scoring);
  for (const Node& check : PackReader::Items(root.Find("reality_checks"))) {
    if (interviews != nullptr || PackReader::Text(check, "kind") != "interview") continue;
    in.faults().Report({check.mark, 1}, "pack.missing-member",
                       "an interview needs the section `interviews`",
                       "it says how many deviations are tolerable, and with what confidence");
    break;
  }
}

}  // namespace assay
