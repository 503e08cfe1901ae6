// The four scoring models of XCCDF 1.2.
// Source: NIST IR 7275 revision 4, section 7.3.

#include <optional>

#include "assay/score/score.h"

namespace assay {
namespace {

// A waived rule is a fail that was overridden to "informational", which is not counted.
bool IsCounted(const XccdfRule& rule) {
  if (rule.verdict == Verdict::waived) return false;
  return rule.verdict != Verdict::not_applicable && !(rule.verdict == Verdict::unknown && rule.not_checked);
}

// Recursive: a rule is worth 100 or 0, a group the weighted mean of what counts in it.
std::optional<Fraction> GroupScore(const XccdfGroup& group) {
  Fraction weight;
  Fraction sum;
  const auto add = [&](Fraction share, Fraction score) {
    weight = weight + share;
    sum = sum + share * score;
  };
  for (const XccdfRule& rule : group.rules) {
    if (!IsCounted(rule)) continue;
    add(rule.weight, rule.verdict == Verdict::satisfied ? Fraction(100, 1) : Fraction());
  }
  for (const XccdfGroup& child : group.groups) {
    if (const std::optional<Fraction> score = GroupScore(child)) add(child.weight, *score);
  }
  if (weight == Fraction()) return std::nullopt;
  return sum / weight;
}

void AddFlat(const XccdfGroup& group, bool is_weighted, XccdfScore* total) {
  for (const XccdfRule& rule : group.rules) {
    if (!IsCounted(rule)) continue;
    const Fraction weight = is_weighted ? rule.weight : Fraction(1, 1);
    total->maximum = total->maximum + weight;
    if (rule.verdict == Verdict::satisfied) total->score = total->score + weight;
  }
  for (const XccdfGroup& child : group.groups) AddFlat(child, is_weighted, total);
}

}  // namespace

std::optional<XccdfScore> XccdfScoreOf(const XccdfGroup& root, XccdfModel model) {
  if (model == XccdfModel::kDefault) {
    const std::optional<Fraction> score = GroupScore(root);
    if (!score) return std::nullopt;
    return XccdfScore{*score, Fraction(100, 1)};
  }
  XccdfScore total;
  AddFlat(root, model != XccdfModel::kFlatUnweighted, &total);
  if (total.maximum == Fraction()) return std::nullopt;
  if (model == XccdfModel::kAbsolute) {
    return XccdfScore{total.score == total.maximum ? Fraction(1, 1) : Fraction(), Fraction(1, 1)};
  }
  return total;
}

}  // namespace assay
