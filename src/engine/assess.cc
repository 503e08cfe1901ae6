// Takes a compiled pack, facts, a day and parameters, gives an assessment. The order is the
// domain's: hygiene, rules, level links, traps and checks, caps, waivers, applicability, scores.

#include "assay/engine/assess.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "assay/base/time_zone.h"
#include "assay/score/score.h"
#include "assay/base/version.h"
#include "src/engine/assess_sharing.h"
#include "src/engine/checks.h"
#include "src/engine/compiled.h"
#include "src/engine/deviations.h"
#include "src/engine/evidence.h"
#include "src/engine/history.h"
#include "src/engine/hygiene.h"
#include "src/engine/levels.h"
#include "src/engine/limits.h"
#include "src/engine/maturity.h"
#include "src/engine/observations.h"
#include "src/engine/parameters.h"
#include "src/engine/run.h"
#include "src/engine/texts.h"
#include "src/engine/workers.h"
#include "src/engine/xccdf_results.h"

namespace assay {
namespace {

class Assessor {
 public:
  Assessor(Run& run, const AssessOptions& options, Assessment* assessment)
      : run_(run), options_(options), assessment_(*assessment) {}

  absl::Status Assess() {
    if (absl::Status status = Judge(); !status.ok()) return status;
    WriteTexts();
    Explain();
    assessment_.observations = Observe(run_, options_.language);
    if (run_.pack().policies.major != nullptr) {
      const Value verdicts = VerdictMap(assessment_.controls, true);
      const Truth major = run_.Judge(run_.pack().policies.major, {&verdicts, 1}, Truth::kFail);
      assessment_.is_major_nonconformity.reset();
      if (major == Truth::kPass || major == Truth::kFail) {
        assessment_.is_major_nonconformity = major == Truth::kPass;
      }
    }
    return StillAllowed();
  }

  // Verdicts and rungs of some items, without a word of text.
  absl::Status AssessOnly(const ItemSet& items) {
    only_ = &items;
    if (absl::Status status = Judge(); !status.ok()) return status;
    return StillAllowed();
  }

 private:
  absl::Status Judge() {
    const absl::Status admitted = JudgeHygiene(run_, &assessment_.data_quality);
    if (absl::Status status = StillAllowed(); !status.ok()) return status;
    if (!admitted.ok()) return admitted;
    hygiene_flags_ = assessment_.data_quality.size();
    scope_is_empty_ = ScopeIsEmpty();
    FlagHeadcount();
    if (absl::Status status = StillAllowed(); !status.ok()) return status;
    if (!scope_is_empty_) {
      if (absl::Status status = RefuseHopeless(); !status.ok()) return status;
    }
    for (const CompiledControl& control : run_.pack().controls) {
      if (absl::Status status = JudgeControl(control); !status.ok()) return status;
    }
    JudgeChecks();
    if (!scope_is_empty_) JudgeTraps();
    Decide();
    return absl::OkStatus();
  }

  absl::Status StillAllowed() const { return assay::StillAllowed(run_, options_); }

  // A text that speaks of the whole, or nothing.
  std::string InWords(const CompiledText& text) {
    const bool is_silent = text.is_empty() || only_ != nullptr;
    return is_silent ? std::string() : RenderText(run_, text.In(options_.language), TextFrame{});
  }

  // Nobody in scope: nothing can be said of anybody. Uncertain members are somebody.
  bool ScopeIsEmpty() {
    if (run_.pack().scope < 0) return false;
    const Members& members = run_.MembersOf(run_.pack().scope);
    return members.sure.empty() && members.maybe.empty() && !members.is_open;
  }

  // Before rules are run: whether the steps that are left can suffice for them at all.
  absl::Status RefuseHopeless() {
    LeastSteps least(run_);
    std::size_t item_number = 0;
    for (const CompiledControl& control : run_.pack().controls) {
      for (const CompiledItem& item : control.items) {
        if (!Wants(item_number++)) continue;
        least.Add(item);
        if (absl::Status status = StillAllowed(); !status.ok()) return status;
        if (least.steps() > run_.steps_left()) return CannotSuffice(least, options_);
      }
    }
    return absl::OkStatus();
  }

  // A head count that was declared and differs from the one that is recorded.
  void FlagHeadcount() {
    const Schema& schema = *run_.pack().schema;
    const RecordTypeId organization = schema.organization();
    if (organization == kNoId || run_.pack().scope < 0) return;
    const FieldId declared = schema.FindField(organization, "headcount_declared");
    if (declared == kNoId || run_.facts().table(organization).row_count() == 0) return;
    const Column& column = run_.facts().table(organization).column(declared);
    if (column.state(0) != CellState::kValue) return;
    const auto counted = static_cast<std::int64_t>(run_.MembersOf(run_.pack().scope).sure.size());
    if (column.cell(0) == counted) return;
    assessment_.data_quality.push_back(
        {"headcount_mismatch", "", absl::Substitute(run_.sentences().finding.headcount, column.cell(0), counted)});
  }

  absl::Status JudgeControl(const CompiledControl& control) {
    ControlResult result;
    result.id = control.definition->id;
    result.title = InWords(control.title);
    for (const CompiledItem& item : control.items) {
      if (absl::Status status = StillAllowed(); !status.ok()) return status;
      ItemResult judged;
      if (only_ == nullptr) AddCrosswalk(*item.definition, &judged);
      const bool is_wanted = Wants(item_count_++);
      judged.id = item.definition->id;
      if (scope_is_empty_) {
        for (const Level level : {Level::minimum, Level::full}) {
          LevelResult& empty = judged.levels[static_cast<std::size_t>(level)];
          empty.is_given = item.level(level).is_given;
          empty.reasons = {"empty_scope"};
        }
      } else if (!item.definition->left_out.empty()) {
        LeaveOut(item, &judged);
        if (only_ == nullptr) named_.emplace_back();
      } else if (only_ == nullptr) {
        JudgeLevels(run_, item, options_.explained_subjects, &judged, &named_.emplace_back());
      } else if (is_wanted) {
        JudgeLevels(run_, item, 0, &judged, nullptr);
      }
      result.items.push_back(std::move(judged));
      if (only_ == nullptr && options_.progress) options_.progress(item_count_, TotalItems());
    }
    assessment_.controls.push_back(std::move(result));
    return absl::OkStatus();
  }

  std::size_t TotalItems() const {
    std::size_t total = 0;
    for (const CompiledControl& control : run_.pack().controls) total += control.items.size();
    return total;
  }

  // What a tailoring leaves out is named, and nothing more is said of it.
  static void LeaveOut(const CompiledItem& item, ItemResult* result) {
    for (const Level level : {Level::minimum, Level::full}) {
      LevelResult& out = result->levels[static_cast<std::size_t>(level)];
      out.is_given = item.level(level).is_given;
      out.verdict = out.by_rules = Verdict::not_applicable;
      out.reasons = {"left_out"};
    }
  }

  static void AddCrosswalk(const ItemDefinition& item, ItemResult* result) {
    for (const CrosswalkEntry& entry : item.crosswalk) {
      result->crosswalk.push_back({entry.framework, entry.relation, entry.references, entry.verified});
    }
  }

  bool Wants(std::size_t item) const { return only_ == nullptr || (*only_)[item]; }

  // Whether a wanted item looks at the trap or check of that number.
  bool WantsAny(std::vector<int> CompiledItem::*member, std::size_t number) const {
    std::size_t item = 0;
    for (const CompiledControl& control : run_.pack().controls) {
      for (const CompiledItem& rules : control.items) {
        const std::vector<int>& named = rules.*member;
        const bool is_named = std::find(named.begin(), named.end(), static_cast<int>(number)) != named.end();
        if (Wants(item++) && is_named) return true;
      }
    }
    return false;
  }

  bool WantsCheck(std::size_t number) const {
    if (only_ == nullptr || WantsAny(&CompiledItem::checks, number)) return true;
    const std::vector<CompiledTrap>& traps = run_.pack().traps;
    for (std::size_t k = 0; k < traps.size(); ++k) {
      if (traps[k].clears_with == static_cast<int>(number) && WantsAny(&CompiledItem::traps, k)) return true;
    }
    return false;
  }

  void JudgeChecks() {
    const InterviewRules rules = ReadInterviewRules(run_);
    for (const CompiledCheck& check : run_.pack().checks) {
      CheckResult result;
      if (scope_is_empty_ || !WantsCheck(checks_.size())) {
        result.id = check.definition->id;
        result.is_interview = check.definition->is_interview;
      } else {
        result = JudgeCheck(run_, check, rules);
      }
      result.asks = InWords(check.asks);
      checks_.push_back(std::move(result));
    }
  }

  void JudgeTraps() {
    const Value verdicts = VerdictMap(assessment_.controls, false);
    for (const CompiledTrap& trap : run_.pack().traps) {
      if (only_ != nullptr && !WantsAny(&CompiledItem::traps, traps_.size())) {
        traps_.emplace_back();
        continue;
      }
      TrapResult& result = traps_.emplace_back(JudgeTrap(run_, trap, verdicts, checks_));
      result.title = InWords(trap.title);
      result.asks = InWords(trap.asks);
    }
  }

  void Decide() {
    std::vector<IneffectiveRecord>* ineffective = only_ == nullptr ? &assessment_.ineffective : nullptr;
    const std::vector<Waiver> waivers = ValidWaivers(run_, ineffective);
    const LadderPoints points = Points();
    std::vector<WeightedScore> with_waivers;
    std::vector<WeightedScore> without_waivers;
    XccdfResults results(assessment_.controls.size());
    XccdfResults unwaived_results(assessment_.controls.size());
    for (std::size_t c = 0; c < assessment_.controls.size(); ++c) {
      ControlResult& control = assessment_.controls[c];
      const CompiledControl& rules = run_.pack().controls[c];
      const std::optional<std::string> exclusion = ExclusionOf(run_, control.id, ineffective);
      for (std::size_t k = 0; k < control.items.size(); ++k) {
        ItemResult& item = control.items[k];
        AttachTrapsAndChecks(rules.items[k], &item);
        ApplyCaps(&item);
        const std::array<LevelResult, 2> unwaived = item.levels;
        ApplyWaivers(waivers, &item);
        const Fraction weight = Fraction::FromDecimal(rules.items[k].definition->weight);
        if (exclusion) continue;
        without_waivers.push_back({weight, ScoreOf(unwaived, item, points)});
        unwaived_results.Add(c, weight, unwaived);
      }
      if (exclusion) ApplyExclusion(&control, *exclusion);
      for (std::size_t k = 0; k < control.items.size(); ++k) {
        ItemResult& item = control.items[k];
        item.operation = OperationOf(StatesOf(item));
        const BothLevels verdicts = VerdictsOf(item.levels, item);
        item.rung = RungOf(verdicts.minimum, verdicts.full, item.operation);
        if (only_ == nullptr) item.maturity = MaturityOf(run_, rules.items[k], item.rung);
        item.score = ScoreOf(item.levels, item, points);
        const Fraction weight = Fraction::FromDecimal(rules.items[k].definition->weight);
        with_waivers.push_back({weight, item.score});
        results.Add(c, weight, item.levels);
      }
    }
    ScoreResult& score = assessment_.score;
    score.model = run_.pack().pack.definition().scoring.model;
    score.xccdf = results.Scores();
    score.with_waivers = results.Percent(score.model).value_or(Mean(with_waivers));
    score.without_waivers = unwaived_results.Percent(score.model).value_or(Mean(without_waivers));
    score.known_pct = KnownShare(with_waivers);
  }

  void WriteTexts() {
    for (std::size_t c = 0; c < assessment_.controls.size(); ++c) {
      ControlResult& control = assessment_.controls[c];
      for (std::size_t k = 0; k < control.items.size(); ++k) {
        assay::WriteTexts(run_, run_.pack().controls[c].items[k], options_.language, &control.items[k]);
      }
    }
  }

  // What the findings rest on. `named_` is empty where nobody was judged.
  void Explain() {
    if (options_.explained_subjects == 0 || named_.empty()) return;
    const Value verdicts = VerdictMap(assessment_.controls, false);
    const std::span<const QualityFlag> flags(assessment_.data_quality.data(), hygiene_flags_);
    auto named = named_.begin();
    for (std::size_t c = 0; c < assessment_.controls.size(); ++c) {
      ControlResult& control = assessment_.controls[c];
      for (std::size_t k = 0; k < control.items.size(); ++k) {
        AddEvidence(run_, run_.pack().controls[c].items[k], *named++, verdicts, flags, &control.items[k]);
      }
    }
  }

  void AttachTrapsAndChecks(const CompiledItem& rules, ItemResult* item) {
    if (!rules.definition->left_out.empty()) return;
    for (const int check : rules.checks) item->checks.push_back(checks_[static_cast<std::size_t>(check)]);
    if (traps_.empty()) return;
    for (const int trap : rules.traps) item->traps.push_back(traps_[static_cast<std::size_t>(trap)]);
  }

  static std::vector<CheckState> StatesOf(const ItemResult& item) {
    std::vector<CheckState> states;
    for (const CheckResult& check : item.checks) states.push_back(check.state);
    return states;
  }

  // An item with rules at one level asks nothing more: that level stands for both, unless something
  // keeps the item from full.
  struct BothLevels {
    Verdict minimum;
    Verdict full;
  };
  static BothLevels VerdictsOf(const std::array<LevelResult, 2>& levels, const ItemResult& item) {
    if (levels[0].is_given && levels[1].is_given) return {levels[0].verdict, levels[1].verdict};
    const Verdict only = levels[levels[0].is_given ? 0 : 1].verdict;
    const bool is_capped = only == Verdict::satisfied && !CapsOf(item).empty();
    return {only, is_capped ? Verdict::not_satisfied : only};
  }

  static std::optional<ScoreRange> ScoreOf(const std::array<LevelResult, 2>& levels, const ItemResult& item,
                                           const LadderPoints& points) {
    const BothLevels verdicts = VerdictsOf(levels, item);
    return LadderScore(verdicts.minimum, verdicts.full, OperationOf(StatesOf(item)), !item.checks.empty(), points);
  }

  LadderPoints Points() const {
    const ScoringPolicy& scoring = run_.pack().pack.definition().scoring;
    return {Fraction::FromDecimal(scoring.effective), Fraction::FromDecimal(scoring.full),
            Fraction::FromDecimal(scoring.minimum)};
  }

  Run& run_;
  const AssessOptions& options_;
  Assessment& assessment_;
  bool scope_is_empty_ = false;
  std::vector<CheckResult> checks_;
  std::vector<TrapResult> traps_;
  std::vector<NamedSubjects> named_;  // By item, controls after one another.
  const ItemSet* only_ = nullptr;     // Null: all items, and every text.
  std::size_t item_count_ = 0;        // Items that JudgeControl came to.
  std::size_t hygiene_flags_ = 0;     // How many of data_quality are hygiene's, by record.
};

TailoringResult Describe(const Tailoring& tailoring, const PackDefinition& pack) {
  TailoringResult result;
  result.id = tailoring.id;
  result.digest = absl::StrCat("sha256:", ToHex(tailoring.digest));
  result.approved_by = tailoring.approved_by;
  result.approved_on = tailoring.approved_on;
  result.rationale = tailoring.rationale;
  for (const Tailoring::Setting& setting : tailoring.parameters) {
    result.parameters.push_back({setting.name, setting.why});
  }
  for (const ControlDefinition& control : pack.controls) {
    for (const ItemDefinition& item : control.items) {
      if (!item.left_out.empty()) result.left_out.push_back({item.id, item.left_out});
    }
  }
  return result;
}

void DescribeInputs(const CompiledPack::Rep& pack, const Facts& facts, Date as_of,
                    EffectiveParameters&& parameters, Assessment* assessment) {
  assessment->as_of = as_of;
  assessment->engine_version = kVersion;
  assessment->language = pack.pack.definition().language;
  assessment->tzdata = TimeZoneDataVersion();
  assessment->pack_id = pack.pack.definition().id;
  assessment->pack_version = pack.pack.definition().version;
  assessment->pack_digest = absl::StrCat("sha256:", ToHex(pack.pack.digest()));
  if (pack.pack.tailoring()) assessment->tailoring = Describe(*pack.pack.tailoring(), pack.pack.definition());
  for (const DerivedDefinition& derived : pack.pack.definition().derived) {
    if (derived.assume.is_empty()) continue;
    assessment->assumed_fields.push_back(absl::StrCat(derived.record, ".", derived.name));
  }
  for (const auto& native : pack.natives) {
    assessment->natives.push_back({native->name, native->version});
  }
  assessment->facts_digest = absl::StrCat("sha256:", ToHex(facts.digest()));
  for (std::size_t k = 0; k < pack.schema->records().size(); ++k) {
    const std::size_t rows = facts.table(static_cast<RecordTypeId>(k)).row_count();
    if (rows == 0) continue;
    assessment->fact_counts.emplace_back(pack.schema->records()[k].name, static_cast<std::int64_t>(rows));
  }
  assessment->parameters = std::move(parameters.reported);
}

}  // namespace

absl::StatusOr<Assessment> Assess(const CompiledPack& pack, const Facts& facts,
                                  const AssessOptions& options, Diagnostics* problems) {
  return AssessSharing(pack, facts, options, kUsualRowsToShare, problems);
}

absl::StatusOr<Assessment> AssessSharing(const CompiledPack& pack, const Facts& facts, const AssessOptions& options,
                                         std::size_t rows_to_share, Diagnostics* problems) {
  const CompiledPack::Rep& rep = pack.rep();
  if (&facts.schema() != rep.schema) {
    return absl::InvalidArgumentError(
        "the facts were read with another schema; read them with the compiled pack's schema()");
  }
  const std::optional<Date> as_of = options.as_of ? options.as_of : facts.as_of();
  if (const std::optional<Tailoring>& tailoring = rep.pack.tailoring();
      as_of && tailoring && tailoring->approved_on > *as_of) {
    return absl::InvalidArgumentError(absl::StrCat("tailoring `", tailoring->id, "` was approved on ",
                                                   tailoring->approved_on.ToString(), ", after the day that is judged, ",
                                                   as_of->ToString()));
  }
  if (options.history_months < 0 || options.history_months > kMostHistoryMonths) {
    return absl::InvalidArgumentError(
        absl::StrCat("history_months is ", options.history_months, ", not from 0 to ", kMostHistoryMonths));
  }
  if (options.threads > kMostThreads) {
    return absl::InvalidArgumentError(absl::StrCat("threads is ", options.threads, ", not from 0 to ", kMostThreads));
  }
  if (!as_of) {
    return absl::InvalidArgumentError("no day to judge: neither an as_of option nor one in the facts");
  }
  std::optional<EffectiveParameters> parameters = ReadParameters(rep, options.parameters, problems);
  if (!parameters) return absl::InvalidArgumentError("parameters are at fault");
  Assessment assessment;
  Workers workers(options.threads);
  RunLimits limits = LimitsOf(options);
  limits.workers = &workers;
  limits.rows_to_share = rows_to_share;
  const Sentences& sentences = SentencesIn(options.language);
  Run run(rep, facts, *as_of, parameters->values, limits, sentences);
  const std::vector<Value> values = parameters->values;
  DescribeInputs(rep, facts, *as_of, std::move(*parameters), &assessment);
  assessment.text_language = options.language;
  if (absl::Status status = Assessor(run, options, &assessment).Assess(); !status.ok()) return status;
  // One budget for all days.
  limits.steps = run.steps_left();
  const JudgeDay judge = [&](Date day, const ItemSet& items) -> absl::StatusOr<std::vector<ControlResult>> {
    Assessment then;
    Run day_run(rep, facts, day, values, limits, sentences);
    absl::Status status = Assessor(day_run, options, &then).AssessOnly(items);
    limits.steps = day_run.steps_left();
    if (!status.ok()) return status;
    return std::move(then.controls);
  };
  if (absl::Status status = RaiseMaturity(run, judge, &assessment); !status.ok()) return status;
  if (options.history_months == 0) return assessment;
  const RunOn run_on = [&](Date day) {
    auto day_run = std::make_unique<Run>(rep, facts, day, values, limits, sentences);
    std::vector<QualityFlag> flags;
    JudgeHygiene(*day_run, &flags).IgnoreError();  // None: the day was judged before.
    return day_run;
  };
  absl::Status status = AddHistory(rep, judge, run_on, options.history_months, options.history_items, &assessment);
  if (!status.ok()) return status;
  return assessment;
}

}  // namespace assay
