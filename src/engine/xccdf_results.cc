#include "src/engine/xccdf_results.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace assay {
namespace {

constexpr std::pair<std::string_view, XccdfModel> kModels[] = {
    {"default", XccdfModel::kDefault},
    {"flat", XccdfModel::kFlat},
    {"flat_unweighted", XccdfModel::kFlatUnweighted},
    {"absolute", XccdfModel::kAbsolute},
};

bool LacksAFeed(const LevelResult& level) {
  return std::any_of(level.reasons.begin(), level.reasons.end(),
                     [](const std::string& reason) { return reason.starts_with("feed:"); });
}

}  // namespace

XccdfResults::XccdfResults(std::size_t controls) {
  low_.groups.resize(controls);
  high_.groups.resize(controls);
}

void XccdfResults::Add(std::size_t control, Fraction weight, const std::array<LevelResult, 2>& levels) {
  XccdfGroup low{.weight = weight, .rules = {}, .groups = {}};
  XccdfGroup high = low;
  for (const LevelResult& level : levels) {
    if (!level.is_given) continue;
    XccdfRule rule{.verdict = level.verdict, .weight = weight, .not_checked = LacksAFeed(level)};
    low.rules.push_back(rule);
    if (rule.verdict == Verdict::unknown && !rule.not_checked) rule.verdict = Verdict::satisfied;
    high.rules.push_back(rule);
  }
  low_.groups[control].groups.push_back(std::move(low));
  high_.groups[control].groups.push_back(std::move(high));
}

std::vector<ModelScore> XccdfResults::Scores() const {
  std::vector<ModelScore> scores;
  for (const auto& [name, model] : kModels) {
    const std::optional<XccdfScore> low = XccdfScoreOf(low_, model);
    const std::optional<XccdfScore> high = XccdfScoreOf(high_, model);
    if (low && high) scores.push_back({std::string(name), low->score, high->score, low->maximum});
  }
  return scores;
}

std::optional<std::optional<ScoreRange>> XccdfResults::Percent(const std::string& model) const {
  const auto is_named = [&](const auto& one) { return one.first == model; };
  if (std::none_of(std::begin(kModels), std::end(kModels), is_named)) return std::nullopt;
  for (const ModelScore& score : Scores()) {
    if (score.model != model) continue;
    const Fraction percent = Fraction(100, 1) / score.maximum;
    return ScoreRange{score.low * percent, score.high * percent};
  }
  return std::optional<ScoreRange>();
}

}  // namespace assay
