// RunPackTest: assesses the facts of a case and compares what comes with what was expected.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/engine/assess.h"
#include "assay/engine/pack_tests.h"

namespace assay {
namespace {

// "ann, bob"; of very many, the first.
std::string Joined(const std::vector<std::string>& names) {
  constexpr std::size_t kMostNames = 8;
  std::string text;
  for (std::size_t k = 0; k < names.size() && k < kMostNames; ++k) {
    absl::StrAppend(&text, k == 0 ? "" : ", ", names[k]);
  }
  if (names.size() > kMostNames)
    absl::StrAppend(&text, " and ", names.size() - kMostNames, " more");
  return text;
}

// The subjects of a list of all parts, each once, ascending.
std::vector<std::string> Subjects(const LevelResult& level,
                                  std::vector<std::string> PartResult::*list) {
  std::set<std::string> subjects;
  for (const PartResult& part : level.parts)
    subjects.insert((part.*list).begin(), (part.*list).end());
  return {subjects.begin(), subjects.end()};
}

void Say(std::string_view what, const std::string& text, std::string* because) {
  if (text.empty()) return;
  absl::StrAppend(because, because->empty() ? "" : "; ", std::string(what), text);
}

std::string Because(const PartResult& part) {
  std::string because;
  Say("failing ", Joined(part.failing), &because);
  Say("not known of ", Joined(part.unknown), &because);
  Say("error: ", part.error, &because);
  return because;
}

std::string Because(const LevelResult& level) {
  std::string because;
  for (const std::string& reason : level.reasons) Say("", reason, &because);
  for (const PartResult& part : level.parts) {
    if (!part.name.empty())
      Say("", absl::StrCat(part.name, " ", VerdictName(part.verdict)), &because);
    Say("", Because(part), &because);
  }
  return because;
}

std::string Because(const TrapResult& trap) {
  std::string because;
  for (const SignalNumber& number : trap.signal) {
    std::string shown = absl::StrCat(number.name, " ", number.low);
    if (number.high_is_open) {
      absl::StrAppend(&shown, " or more");
    } else if (number.high != number.low) {
      absl::StrAppend(&shown, " to ", number.high);
    }
    Say("", shown, &because);
  }
  Say("error: ", trap.error, &because);
  return because;
}

std::string NonconformityWord(const Assessment& assessment) {
  if (!assessment.is_major_nonconformity) return "unknown";
  return *assessment.is_major_nonconformity ? "true" : "false";
}

bool HasRecord(const Facts& facts, const std::string& name) {
  for (std::size_t k = 0; k < facts.schema().records().size(); ++k) {
    const auto type = static_cast<RecordTypeId>(k);
    for (Row row = 0; row < facts.table(type).row_count(); ++row) {
      if (facts.RecordName(type, row) == name) return true;
    }
  }
  return false;
}

// Whether every piece occurs in one of the texts; no pieces: whether there are no texts.
bool Occur(const std::vector<std::string>& pieces, const std::vector<std::string>& texts) {
  if (pieces.empty()) return texts.empty();
  return std::all_of(pieces.begin(), pieces.end(), [&](const std::string& piece) {
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
      return text.find(piece) != std::string::npos;
    });
  });
}

class Comparison {
 public:
  Comparison(const Assessment& assessment, const Facts& facts)
      : assessment_(assessment), facts_(facts) {
    for (const ControlResult& control : assessment.controls) {
      for (const ItemResult& item : control.items) items_.push_back(&item);
    }
    if (assessment.score.with_waivers) {
      const ScoreRange& range = *assessment.score.with_waivers;
      score_ = range.low.ToFixed2();
      if (range.low != range.high) absl::StrAppend(&score_, " to ", range.high.ToFixed2());
    }
  }

  // What there is of what `expectation` speaks of; `got` is empty where there is nothing.
  Mismatch Look(const Expectation& expectation) const {
    switch (expectation.kind) {
      case Expectation::Kind::kScore:
        return {0, {score_}, {}};
      case Expectation::Kind::kNonconformity:
        return {0, {NonconformityWord(assessment_)}, {}};
      case Expectation::Kind::kObservation:
      case Expectation::Kind::kObserved:
        return LookAtObservation(expectation);
      case Expectation::Kind::kQuality:
        return LookAtRecord(expectation);
      default:
        return LookAmongItems(expectation);
    }
  }

 private:
  Mismatch LookAmongItems(const Expectation& expectation) const {
    for (const ItemResult* item : items_) {
      switch (expectation.kind) {
        case Expectation::Kind::kTrap:
          for (const TrapResult& trap : item->traps) {
            if (trap.id == expectation.id) return {0, {TrapStateName(trap.state)}, Because(trap)};
          }
          break;
        case Expectation::Kind::kCheck:
          for (const CheckResult& check : item->checks) {
            if (check.id == expectation.id)
              return {0, {CheckStateName(check.state)}, CheckNumbers(check)};
          }
          break;
        default:
          if (item->id == expectation.id) return LookAtItem(*item, expectation);
      }
    }
    return {};
  }

  Mismatch LookAtObservation(const Expectation& expectation) const {
    const bool is_whether = expectation.kind == Expectation::Kind::kObservation;
    for (const ObservationResult& made : assessment_.observations) {
      if (made.id != expectation.id) continue;
      if (!is_whether) return {0, made.subjects, made.error};
      if (!made.error.empty()) return {0, {"error"}, made.error};
      return {0, {"true"}, Joined(made.subjects)};
    }
    return is_whether ? Mismatch{0, {"false"}, {}} : Mismatch{};
  }

  // Of what is not there no flags would be expected in vain.
  Mismatch LookAtRecord(const Expectation& expectation) const {
    Mismatch seen;
    for (const QualityFlag& flag : assessment_.data_quality) {
      if (flag.record == expectation.id) seen.got.push_back(flag.flag);
    }
    std::sort(seen.got.begin(), seen.got.end());
    if (seen.got.empty() && !HasRecord(facts_, expectation.id)) seen.got = {"no such record"};
    return seen;
  }

  static Mismatch LookAtItem(const ItemResult& item, const Expectation& expectation) {
    const LevelResult& level = item.level(expectation.level);
    switch (expectation.kind) {
      case Expectation::Kind::kFailing:
        return {0, Subjects(level, &PartResult::failing), Because(level)};
      case Expectation::Kind::kUnknown:
        return {0, Subjects(level, &PartResult::unknown), Because(level)};
      case Expectation::Kind::kReasons: {
        Mismatch seen{0, level.reasons, {}};
        std::sort(seen.got.begin(), seen.got.end());
        return seen;
      }
      case Expectation::Kind::kPart:
        for (const PartResult& part : level.parts) {
          if (part.name == expectation.part)
            return {0, {VerdictName(part.verdict)}, Because(part)};
        }
        return {};
      case Expectation::Kind::kFinding: {
        Mismatch seen;
        for (const FindingResult& finding : item.findings) {
          if (finding.level == expectation.level) seen.got.push_back(finding.statement);
        }
        return seen;
      }
      case Expectation::Kind::kRemediation: {
        Mismatch seen;
        for (const RemediationResult& cure : item.remediation) seen.got.push_back(cure.text);
        return seen;
      }
      case Expectation::Kind::kRung:
        return {0,
                {RungName(item.rung)},
                absl::StrCat("minimum ", VerdictName(item.level(Level::minimum).verdict), ", full ",
                             VerdictName(item.level(Level::full).verdict), ", operation ",
                             OperationName(item.operation))};
      default:
        return {0, {VerdictName(level.verdict)}, Because(level)};
    }
  }

  static std::string CheckNumbers(const CheckResult& check) {
    if (!check.is_interview) return {};
    return absl::StrCat(check.n, " of ", check.population, " asked, ", check.deviations,
                        " deviations");
  }

  const Assessment& assessment_;
  const Facts& facts_;
  std::vector<const ItemResult*> items_;
  std::string score_ = "none";
};

}  // namespace

std::string ExpectationName(const Expectation& expectation) {
  const std::string level = absl::StrCat(expectation.id, " ", LevelName(expectation.level));
  switch (expectation.kind) {
    case Expectation::Kind::kVerdict:
      return level;
    case Expectation::Kind::kFailing:
      return level + ", failing";
    case Expectation::Kind::kUnknown:
      return level + ", unknown";
    case Expectation::Kind::kReasons:
      return level + ", reasons";
    case Expectation::Kind::kPart:
      return absl::StrCat(level, " ", expectation.part);
    case Expectation::Kind::kFinding:
      return level + ", finding";
    case Expectation::Kind::kRemediation:
      return expectation.id + " remediation";
    case Expectation::Kind::kRung:
      return expectation.id + " rung";
    case Expectation::Kind::kTrap:
      return "trap " + expectation.id;
    case Expectation::Kind::kCheck:
      return "check " + expectation.id;
    case Expectation::Kind::kObservation:
      return "observation " + expectation.id;
    case Expectation::Kind::kObserved:
      return absl::StrCat("observation ", expectation.id, ", subjects");
    case Expectation::Kind::kNonconformity:
      return "nonconformity";
    case Expectation::Kind::kQuality:
      return "data quality of " + expectation.id;
    case Expectation::Kind::kScore:
      return "score";
  }
  return {};
}

absl::StatusOr<PackTestResult> RunPackTest(const CompiledPack& pack, const PackTests& tests,
                                           const PackTestCase& test, const Facts& facts,
                                           Diagnostics* problems) {
  if (!test.as_of && !facts.as_of()) {
    Diagnostic& fault = problems->emplace_back();
    fault.code = "tests.no-day";
    fault.message = "there is no day to judge";
    fault.hint = "give the base, or the case, an `as_of`";
    tests.PlaceAt(test.place, &fault);
    return absl::InvalidArgumentError(fault.message);
  }
  AssessOptions options;
  options.as_of = test.as_of;
  options.parameters = test.parameters;
  const std::size_t before = problems->size();
  const absl::StatusOr<Assessment> assessment = Assess(pack, facts, options, problems);
  for (std::size_t k = before; k < problems->size(); ++k) {
    Diagnostic& fault = (*problems)[k];
    const bool is_of_parameters = fault.code.rfind("assess.parameter", 0) == 0;
    tests.PlaceAt(is_of_parameters ? test.parameters_place : test.place, &fault);
  }
  if (!assessment.ok()) return assessment.status();
  const Comparison comparison(*assessment, facts);
  PackTestResult result;
  for (std::size_t k = 0; k < test.expectations.size(); ++k) {
    const Expectation& expectation = test.expectations[k];
    Mismatch seen = comparison.Look(expectation);
    const bool is_of_texts = expectation.kind == Expectation::Kind::kFinding ||
                             expectation.kind == Expectation::Kind::kRemediation;
    if (is_of_texts ? Occur(expectation.want, seen.got) : seen.got == expectation.want) continue;
    seen.expectation = k;
    result.mismatches.push_back(std::move(seen));
  }
  return result;
}

}  // namespace assay
