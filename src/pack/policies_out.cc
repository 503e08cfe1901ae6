// Traps, reality checks, observations and policies, written out.

#include <string>
#include <utility>

#include "src/pack/pack_out.h"

namespace assay {
namespace {

void PutTraps(const PackDefinition& pack, YamlOut* root) {
  if (pack.traps.empty()) return;
  YamlOut& traps = root->Put("traps", YamlOut::List());
  for (const TrapDefinition& trap : pack.traps) {
    YamlOut& out = traps.items.emplace_back(At(trap.origin));
    out.PutText("id", trap.id);
    PutLocalized("title", trap.title, &out);
    PutTexts("items", trap.items, &out);
    out.PutText("caps", trap.caps_full ? "full" : "none");
    out.PutText("clears_with", trap.clears_with);
    PutRule("when", trap.when, &out);
    PutLocalized("asks", trap.asks, &out);
  }
}

void PutChecks(const PackDefinition& pack, YamlOut* root) {
  if (!pack.reality_checks.empty()) {
    YamlOut& checks = root->Put("reality_checks", YamlOut::List());
    for (const RealityCheckDefinition& check : pack.reality_checks) {
      YamlOut& out = checks.items.emplace_back(At(check.origin));
      out.PutText("id", check.id);
      out.PutText("item", check.item);
      out.PutText("kind", check.is_interview ? "interview" : "evidence");
      out.PutText("population", check.population);
      PutLocalized("asks", check.asks, &out);
      PutRule("require", check.require, &out);
    }
  }
  if (pack.observations.empty()) return;
  YamlOut& observations = root->Put("observations", YamlOut::List());
  for (const ObservationDefinition& observation : pack.observations) {
    YamlOut& out = observations.items.emplace_back(At(observation.origin));
    out.PutText("id", observation.id);
    out.PutText("item", observation.item);
    out.PutText("each", observation.each);
    PutRule("when", observation.when, &out);
    PutLocalized("text", observation.text, &out);
  }
}

YamlOut HygieneOut(const HygienePolicy& hygiene) {
  YamlOut out;
  PutRule("min_attestation", hygiene.min_attestation, &out);
  PutRule("before_engagement_days", hygiene.before_engagement_days, &out);
  if (hygiene.records.empty()) return out;
  YamlOut& records = out.Put("records", {});
  for (const auto& [record, rules] : hygiene.records) {
    YamlOut& flags = records.Put(record, At(rules.origin));
    PutFlag("duplicate", rules.duplicate, true, &flags);
    PutFlag("future_dated", rules.future_dated, true, &flags);
    PutFlag("revoked", rules.revoked, true, &flags);
    PutFlag("asserted_only", rules.asserted_only, true, &flags);
    PutFlag("after_end", rules.after_end, true, &flags);
    PutFlag("before_engagement", rules.before_engagement, true, &flags);
    // All as usual is not worth a line, but a mapping needs a member.
    if (flags.members.empty()) flags.Put("duplicate", YamlOut::Bare("true"));
  }
  return out;
}

YamlOut InterviewsOut(const InterviewPolicy& interviews) {
  YamlOut out;
  PutRule("within_months", interviews.within_months, &out);
  PutRule("tolerance_days", interviews.tolerance_days, &out);
  PutRule("tolerable_pct", interviews.tolerable_pct, &out);
  PutRule("confidence_pct", interviews.confidence_pct, &out);
  if (interviews.hypergeometric) out.PutText("bound", "hypergeometric");
  return out;
}

YamlOut ScoringOut(const ScoringPolicy& scoring) {
  YamlOut out;
  const bool is_usual = scoring.effective == Decimal::FromInteger(1) &&
                        scoring.full == *Decimal::FromParts(85, 2) &&
                        scoring.minimum == *Decimal::FromParts(5, 1);
  if (scoring.model == "ladder" && is_usual) return out;  // As it is where nothing is said.
  out.PutText("model", scoring.model);
  const bool has_points =
      scoring.effective != Decimal() || scoring.full != Decimal() || scoring.minimum != Decimal();
  if (scoring.model != "ladder" || !has_points) return out;
  YamlOut& points = out.Put("points", {});
  points.Put("effective", YamlOut::Bare(scoring.effective.ToString()));
  points.Put("full", YamlOut::Bare(scoring.full.ToString()));
  points.Put("minimum", YamlOut::Bare(scoring.minimum.ToString()));
  return out;
}

void PutSection(std::string key, YamlOut section, YamlOut* root) {
  if (!section.members.empty()) root->Put(std::move(key), std::move(section));
}

}  // namespace

void PutPolicies(const PackDefinition& pack, YamlOut* root) {
  PutTraps(pack, root);
  PutChecks(pack, root);
  PutSection("hygiene", HygieneOut(pack.hygiene), root);
  PutSection("interviews", InterviewsOut(pack.interviews), root);
  YamlOut waivers;
  PutRule("max_days", pack.waivers.max_days, &waivers);
  PutRule("approver", pack.waivers.approver, &waivers);
  PutSection("waivers", std::move(waivers), root);
  YamlOut exclusions;
  PutRule("approver", pack.exclusions.approver, &exclusions);
  PutSection("exclusions", std::move(exclusions), root);
  PutSection("scoring", ScoringOut(pack.scoring), root);
  YamlOut maturity;
  PutRule("months", pack.maturity.months, &maturity);
  PutRule("when", pack.maturity.when, &maturity);
  PutSection("maturity", std::move(maturity), root);
  YamlOut nonconformity;
  PutRule("major", pack.major_nonconformity, &nonconformity);
  PutSection("nonconformity", std::move(nonconformity), root);
}

}  // namespace assay
