#include "assay/engine/sample.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "src/base/statistics.h"
#include "src/engine/checks.h"
#include "src/engine/compiled.h"
#include "src/engine/hygiene.h"
#include "src/engine/limits.h"
#include "src/engine/parameters.h"
#include "src/engine/run.h"

namespace assay {
namespace {

absl::StatusOr<const CompiledCheck*> FindInterview(const CompiledPack::Rep& rep, const std::string& id) {
  std::string known;
  for (const CompiledCheck& check : rep.checks) {
    if (!check.definition->is_interview) continue;
    if (check.definition->id == id) return &check;
    absl::StrAppend(&known, known.empty() ? "" : ", ", check.definition->id);
  }
  return absl::NotFoundError(absl::StrCat("`", id, "` is no interview of the pack; it has ",
                                          known.empty() ? "none" : known));
}

// Zero deviations among so many confirm.
std::int64_t PlannedSize(std::int64_t population, const InterviewRules& rules) {
  const std::int64_t enough =
      rules.hypergeometric ? HypergeometricSampleSize(population, rules.tolerable_pct, rules.confidence_pct)
                           : BinomialSampleSize(rules.tolerable_pct, rules.confidence_pct);
  // 0 stands for "no number is enough but all of them".
  return enough == 0 ? population : std::min(enough, population);
}

std::string PopulationRule(const CompiledPopulation& population) {
  const PopulationDefinition& definition = *population.definition;
  std::string rule = definition.where.text;
  while (!rule.empty() && rule.back() == '\n') rule.pop_back();
  return rule.empty() ? definition.name : absl::StrCat(definition.name, ": ", rule);
}

}  // namespace

absl::StatusOr<domain::AuditPlan> DrawSample(const CompiledPack& pack, const Facts& facts,
                                             const SampleOptions& options, Diagnostics* problems) {
  const CompiledPack::Rep& rep = pack.rep();
  if (&facts.schema() != rep.schema) {
    return absl::InvalidArgumentError(
        "the facts were read with another schema; read them with the compiled pack's schema()");
  }
  if (options.seed.empty()) return absl::InvalidArgumentError("a sample needs a seed, so that it can be drawn again");
  if (options.size && *options.size < 1) return absl::InvalidArgumentError("the size of a sample must be positive");
  const std::optional<Date> as_of = options.as_of ? options.as_of : facts.as_of();
  if (!as_of) {
    return absl::InvalidArgumentError("no day to judge: neither an as_of option nor one in the facts");
  }
  absl::StatusOr<const CompiledCheck*> check = FindInterview(rep, options.check);
  if (!check.ok()) return check.status();
  std::optional<EffectiveParameters> parameters = ReadParameters(rep, options.parameters, problems);
  if (!parameters) return absl::InvalidArgumentError("parameters are at fault");

  Run run(rep, facts, *as_of, parameters->values, LimitsOf({}));
  std::vector<QualityFlag> flags;
  if (absl::Status status = JudgeHygiene(run, &flags); !status.ok()) return status;
  const InterviewRules rules = ReadInterviewRules(run);
  if (!rules.is_definite || rules.confidence_pct < 1 || rules.confidence_pct > 99 || rules.tolerable_pct < 0 || rules.tolerable_pct > 100) {
    return absl::InvalidArgumentError("the pack's tolerable_pct or confidence_pct is no share that anything can confirm");
  }
  const int population = (*check)->population;
  std::vector<std::string> ids;
  for (const Row row : run.MembersOf(population).sure) ids.push_back(run.NameOf(population, row));
  ids = SampleOrder(options.seed, std::move(ids));
  const auto members = static_cast<std::int64_t>(ids.size());
  ids.resize(static_cast<std::size_t>(std::min(options.size.value_or(PlannedSize(members, rules)), members)));

  domain::AuditPlan plan;
  plan.id = absl::StrCat(options.check, "-", as_of->ToString());
  plan.check = options.check;
  plan.population_rule = PopulationRule(rep.populations[static_cast<std::size_t>(population)]);
  plan.seed = options.seed;
  plan.tolerable_deviation_pct = rules.tolerable_pct;
  plan.confidence_pct = rules.confidence_pct;
  plan.n = static_cast<std::int64_t>(ids.size());
  plan.drawn_ids = std::move(ids);
  return plan;
}

}  // namespace assay
