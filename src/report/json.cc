// The assessment as JSON, format assay.assessment/1.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "assay/report/report.h"
#include "src/base/json_writer.h"

namespace assay {
namespace {

class JsonReport {
 public:
  explicit JsonReport(std::string* out) : json_(JsonLayout::kIndented, out) {}

  void Write(const Assessment& assessment) {
    json_.BeginObject();
    Text("format", "assay.assessment/1");
    Text("as_of", assessment.as_of.ToString());
    json_.Key("engine");
    json_.BeginObject();
    Text("version", assessment.engine_version);
    Text("language", assessment.language);
    Text("tzdata", assessment.tzdata);
    json_.EndObject();
    json_.Key("pack");
    json_.BeginObject();
    Text("id", assessment.pack_id);
    Text("version", assessment.pack_version);
    Text("digest", assessment.pack_digest);
    if (assessment.tailoring) Tailoring(*assessment.tailoring);
    Natives(assessment.natives);
    if (!assessment.assumed_fields.empty()) Texts("assumes", assessment.assumed_fields);
    json_.EndObject();
    json_.Key("facts");
    json_.BeginObject();
    Text("digest", assessment.facts_digest);
    json_.Key("counts");
    json_.BeginObject();
    for (const auto& [record, count] : assessment.fact_counts) Integer(record, count);
    json_.EndObject();
    json_.EndObject();
    json_.Key("parameters");
    json_.BeginObject();
    for (const ParameterResult& parameter : assessment.parameters) Parameter(parameter);
    json_.EndObject();
    Score(assessment.score);
    json_.Key("major_nonconformity");
    if (assessment.is_major_nonconformity) {
      json_.Bool(*assessment.is_major_nonconformity);
    } else {
      json_.Null();
    }
    Integer("history_months", assessment.history_months);
    json_.Key("controls");
    json_.BeginArray();
    for (const ControlResult& control : assessment.controls) Control(control);
    json_.EndArray();
    json_.Key("observations");
    json_.BeginArray();
    for (const ObservationResult& observation : assessment.observations) Observation(observation);
    json_.EndArray();
    json_.Key("ineffective");
    json_.BeginArray();
    for (const IneffectiveRecord& record : assessment.ineffective) Ineffective(record);
    json_.EndArray();
    json_.Key("data_quality");
    json_.BeginArray();
    for (const QualityFlag& flag : assessment.data_quality) Flag(flag);
    json_.EndArray();
    json_.EndObject();
  }

 private:
  void Tailoring(const TailoringResult& tailoring) {
    json_.Key("tailoring");
    json_.BeginObject();
    Text("id", tailoring.id);
    Text("digest", tailoring.digest);
    Text("approved_by", tailoring.approved_by);
    Text("approved_on", tailoring.approved_on.ToString());
    Text("rationale", tailoring.rationale);
    Changes("parameters", tailoring.parameters);
    Changes("left_out", tailoring.left_out);
    json_.EndObject();
  }

  void Ineffective(const IneffectiveRecord& record) {
    json_.BeginObject();
    Text("type", record.type);
    Text("record", record.record);
    Text("why", record.why);
    json_.EndObject();
  }

  void Changes(std::string_view key, const std::vector<TailoringResult::Change>& changes) {
    json_.Key(key);
    json_.BeginArray();
    for (const TailoringResult::Change& change : changes) {
      json_.BeginObject();
      Text("name", change.name);
      if (!change.why.empty()) Text("why", change.why);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void Natives(const std::vector<NativeResult>& natives) {
    if (natives.empty()) return;
    json_.Key("native");
    json_.BeginArray();
    for (const NativeResult& native : natives) {
      json_.BeginObject();
      Text("name", native.name);
      if (!native.version.empty()) Text("version", native.version);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void Text(std::string_view key, std::string_view value) {
    json_.Key(key);
    json_.String(value);
  }
  void Integer(std::string_view key, std::int64_t value) {
    json_.Key(key);
    json_.Integer(value);
  }
  void Bool(std::string_view key, bool value) {
    json_.Key(key);
    json_.Bool(value);
  }
  void Null(std::string_view key) {
    json_.Key(key);
    json_.Null();
  }
  void Texts(std::string_view key, const std::vector<std::string>& values) {
    json_.Key(key);
    json_.BeginArray();
    for (const std::string& value : values) json_.String(value);
    json_.EndArray();
  }
  void Parameter(const ParameterResult& parameter) {
    json_.Key(parameter.name);
    if (parameter.is_list) json_.BeginArray();
    for (const ParameterResult::Scalar& value : parameter.values) {
      switch (value.kind) {
        case ParameterResult::Scalar::Kind::kBool: json_.Bool(value.text == "true"); break;
        case ParameterResult::Scalar::Kind::kNumber: json_.Number(value.text); break;
        case ParameterResult::Scalar::Kind::kText: json_.String(value.text); break;
      }
    }
    if (parameter.is_list) json_.EndArray();
  }

  void Range(const std::optional<ScoreRange>& score) {
    if (!score) {
      json_.Null();
      return;
    }
    json_.BeginObject();
    RangeMembers(*score);
    json_.EndObject();
  }
  void RangeMembers(const ScoreRange& score) {
    json_.Key("low");
    json_.Number(score.low.ToFixed2());
    json_.Key("high");
    json_.Number(score.high.ToFixed2());
    json_.Key("exact");
    json_.BeginObject();
    Text("low", score.low.ToString());
    Text("high", score.high.ToString());
    json_.EndObject();
  }

  void Score(const ScoreResult& score) {
    json_.Key("score");
    json_.BeginObject();
    if (score.with_waivers) {
      RangeMembers(*score.with_waivers);
    } else {
      Null("low");
      Null("high");
      Null("exact");
    }
    json_.Key("without_waivers");
    Range(score.without_waivers);
    if (score.known_pct) {
      json_.Key("known_pct");
      json_.Number(score.known_pct->ToFixed2());
    } else {
      Null("known_pct");
    }
    Text("model", score.model);
    json_.Key("xccdf");
    json_.BeginArray();
    for (const ModelScore& model : score.xccdf) {
      json_.BeginObject();
      Text("model", model.model);
      RangeMembers({model.low, model.high});
      json_.Key("maximum");
      json_.Number(model.maximum.ToFixed2());
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
  }

  void Control(const ControlResult& control) {
    json_.BeginObject();
    Text("id", control.id);
    Text("title", control.title);
    Bool("applicable", control.applicable);
    if (!control.applicable) Text("exclusion", control.exclusion);
    json_.Key("items");
    json_.BeginArray();
    for (const ItemResult& item : control.items) Item(item);
    json_.EndArray();
    json_.EndObject();
  }

  void Item(const ItemResult& item) {
    json_.BeginObject();
    Text("id", item.id);
    Text("title", item.title);
    if (!item.asks.empty()) Text("asks", item.asks);
    Text("rung", RungName(item.rung));
    Day("since", item.since);
    Day("lapses_on", item.lapse ? std::optional<Date>(item.lapse->on) : std::nullopt);
    if (item.lapse) Lapse(*item.lapse);
    Text("operation", OperationName(item.operation));
    json_.Key("maturity");
    if (item.maturity) {
      json_.Integer(*item.maturity);
    } else {
      json_.Null();
    }
    json_.Key("score");
    Range(item.score);
    json_.Key("levels");
    json_.BeginObject();
    for (const Level level : {Level::minimum, Level::full}) {
      if (!item.level(level).is_given) continue;
      json_.Key(LevelName(level));
      LevelBody(item.level(level));
    }
    json_.EndObject();
    json_.Key("traps");
    json_.BeginArray();
    for (const TrapResult& trap : item.traps) Trap(trap);
    json_.EndArray();
    json_.Key("reality_checks");
    json_.BeginArray();
    for (const CheckResult& check : item.checks) Check(check);
    json_.EndArray();
    json_.Key("findings");
    json_.BeginArray();
    for (const FindingResult& finding : item.findings) Finding(finding);
    json_.EndArray();
    json_.Key("remediation");
    json_.BeginArray();
    for (const RemediationResult& remedy : item.remediation) Remedy(remedy);
    json_.EndArray();
    json_.Key("waivers");
    json_.BeginArray();
    for (const WaiverResult& waiver : item.waivers) Waiver(waiver);
    json_.EndArray();
    json_.Key("crosswalk");
    json_.BeginArray();
    for (const CrosswalkResult& crosswalk : item.crosswalk) Crosswalk(crosswalk);
    json_.EndArray();
    json_.EndObject();
  }

  void Crosswalk(const CrosswalkResult& crosswalk) {
    json_.BeginObject();
    Text("framework", crosswalk.framework);
    Text("relation", crosswalk.relation);
    Texts("references", crosswalk.references);
    Bool("verified", crosswalk.is_verified);
    json_.EndObject();
  }

  // A level's counts are those of its one rule over subjects; with several, each part has its own.
  void LevelBody(const LevelResult& level) {
    json_.BeginObject();
    Text("verdict", VerdictName(level.verdict));
    Text("by_rules", VerdictName(level.by_rules));
    if (level.parts.size() == 1 && !level.parts[0].is_organisation) Counts(level.parts[0]);
    Texts("reasons", level.reasons);
    json_.Key("parts");
    json_.BeginArray();
    for (const PartResult& part : level.parts) {
      json_.BeginObject();
      Text("name", part.name);
      Text("verdict", VerdictName(part.verdict));
      if (!part.is_organisation) {
        Text("of", part.population);
        Counts(part);
        Texts("failing", part.failing);
        Texts("unknown_subjects", part.unknown);
        Texts("erring", part.erring);
      }
      if (part.is_organisation) Texts("evidence_used", part.evidence_used);
      if (!part.error.empty()) Text("error", part.error);
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
  }

  void Counts(const PartResult& part) {
    Numbers(part.tally);
    if (part.population_is_open) Bool("population_is_open", true);
    if (!part.groups.empty()) Groups(part.groups);
    Integer("threshold", part.threshold_pct);
  }

  void Numbers(const Tally& tally) {
    Integer("population", tally.population);
    Integer("due", tally.due());
    Integer("met", tally.met);
    Integer("failed", tally.failed);
    Integer("unknown", tally.unknown);
    Integer("errors", tally.errors);
    if (!tally.dueness_is_known()) {
      json_.Key("dueness_unknown");
      json_.BeginObject();
      Integer("met", tally.maybe_met);
      Integer("failed", tally.maybe_failed);
      Integer("unknown", tally.maybe_unknown);
      Integer("errors", tally.maybe_errors);
      json_.EndObject();
    }
  }

  void Groups(const std::vector<GroupResult>& groups) {
    json_.Key("groups");
    json_.BeginArray();
    for (const GroupResult& group : groups) {
      json_.BeginObject();
      Text("name", group.name);
      Text("verdict", VerdictName(group.verdict));
      Numbers(group.tally);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void Trap(const TrapResult& trap) {
    json_.BeginObject();
    Text("id", trap.id);
    if (!trap.title.empty()) Text("title", trap.title);
    if (!trap.asks.empty()) Text("asks", trap.asks);
    Text("state", TrapStateName(trap.state));
    json_.Key("signal");
    json_.BeginObject();
    for (const SignalNumber& number : trap.signal) {
      json_.Key(number.name);
      if (number.low == number.high) {
        json_.Integer(number.low);
        continue;
      }
      json_.BeginObject();
      Integer("low", number.low);
      if (number.high_is_open) {
        Null("high");
      } else {
        Integer("high", number.high);
      }
      json_.EndObject();
    }
    json_.EndObject();
    if (!trap.error.empty()) Text("error", trap.error);
    json_.EndObject();
  }

  void Check(const CheckResult& check) {
    json_.BeginObject();
    Text("id", check.id);
    Text("kind", check.is_interview ? "interview" : "evidence");
    if (!check.asks.empty()) Text("asks", check.asks);
    Text("state", CheckStateName(check.state));
    if (check.is_interview) {
      Integer("population", check.population);
      Integer("n", check.n);
      Integer("deviations", check.deviations);
      if (check.upper_bound) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.6f", *check.upper_bound);
        json_.Key("upper_bound");
        json_.Number(digits);
      } else {
        Null("upper_bound");
      }
      Bool("census", check.is_census);
      Texts("sample", check.sample);
    }
    json_.EndObject();
  }

  void Finding(const FindingResult& finding) {
    json_.BeginObject();
    Text("level", LevelName(finding.level));
    Text("verdict", VerdictName(finding.verdict));
    Text("statement", finding.statement);
    Texts("subjects", finding.subjects);
    Texts("evidence_used", finding.evidence_used);
    json_.Key("evidence_rejected");
    json_.BeginArray();
    for (const RejectedEvidence& record : finding.evidence_rejected) {
      json_.BeginObject();
      Text("id", record.id);
      Text("why", record.why);
      json_.EndObject();
    }
    json_.EndArray();
    json_.Key("nearest");
    if (finding.nearest) {
      Nearest(finding.evidence[*finding.nearest]);
    } else {
      json_.Null();
    }
    json_.Key("evidence");
    json_.BeginArray();
    for (const EvidenceOfSubject& evidence : finding.evidence) Evidence(evidence);
    json_.EndArray();
    json_.EndObject();
  }

  // What a rule saw of one subject; null stands for the organisation. Why records were rejected is
  // said once, of the finding.
  void Evidence(const EvidenceOfSubject& evidence) {
    json_.BeginObject();
    SubjectAndPart(evidence);
    Integer("used_count", evidence.used_count);
    Texts("used", evidence.used);
    Integer("rejected_count", evidence.rejected_count);
    json_.Key("nearest");
    if (evidence.nearest) {
      Nearest(evidence);
    } else {
      json_.Null();
    }
    json_.Key("failed");
    json_.BeginArray();
    for (const FailedCondition& failed : evidence.failed) Failed(failed);
    json_.EndArray();
    json_.EndObject();
  }
  void SubjectAndPart(const EvidenceOfSubject& evidence) {
    if (evidence.subject.empty()) {
      Null("subject");
    } else {
      Text("subject", evidence.subject);
    }
    Text("part", evidence.part);
  }
  void Nearest(const EvidenceOfSubject& evidence) {
    const NearestEvidence& nearest = *evidence.nearest;
    json_.BeginObject();
    Text("id", nearest.record);
    Text("type", nearest.type);
    SubjectAndPart(evidence);
    Integer("conditions_met", nearest.met);
    Integer("conditions", nearest.of);
    json_.Key("failed");
    json_.BeginArray();
    for (const FailedCondition& failed : nearest.failed) Failed(failed);
    json_.EndArray();
    json_.EndObject();
  }
  void Failed(const FailedCondition& failed) {
    json_.BeginObject();
    Text("rule", failed.rule);
    Text("state", failed.state);
    Texts("because", failed.because);
    json_.Key("values");
    json_.BeginArray();
    for (const FailedCondition::Reading& reading : failed.values) {
      json_.BeginObject();
      Text("expression", reading.expression);
      Text("value", reading.value);
      json_.EndObject();
    }
    json_.EndArray();
    json_.Key("shortfall");
    if (failed.shortfall) {
      json_.BeginObject();
      json_.Key("amount");
      json_.Number(failed.shortfall->amount.ToString());
      Text("unit", failed.shortfall->unit);
      json_.EndObject();
    } else {
      json_.Null();
    }
    json_.EndObject();
  }

  void Remedy(const RemediationResult& remedy) {
    json_.BeginObject();
    Text("owner_role", remedy.owner_role);
    Text("text", remedy.text);
    Texts("subjects", remedy.subjects);
    if (remedy.due) {
      Text("due", remedy.due->ToString());
    } else {
      Null("due");
    }
    json_.EndObject();
  }

  void Day(std::string_view key, const std::optional<Date>& day) {
    if (day) {
      Text(key, day->ToString());
    } else {
      Null(key);
    }
  }
  // What is empty concerns nothing in particular.
  void TextOrNull(std::string_view key, std::string_view value) {
    if (value.empty()) {
      Null(key);
    } else {
      Text(key, value);
    }
  }
  void Lapse(const LapseResult& lapse) {
    json_.Key("lapse");
    json_.BeginObject();
    Text("to", RungName(lapse.to));
    TextOrNull("level", lapse.level ? LevelName(*lapse.level) : "");
    TextOrNull("record", lapse.record);
    TextOrNull("subject", lapse.subject);
    TextOrNull("why", lapse.why);
    json_.EndObject();
  }

  void Waiver(const WaiverResult& waiver) {
    json_.BeginObject();
    Text("id", waiver.id);
    json_.Key("levels");
    json_.BeginArray();
    for (const Level level : waiver.levels) json_.String(LevelName(level));
    json_.EndArray();
    Text("expires_on", waiver.expires_on.ToString());
    json_.EndObject();
  }

  void Observation(const ObservationResult& observation) {
    json_.BeginObject();
    Text("id", observation.id);
    Text("item", observation.item);
    Text("text", observation.text);
    Texts("subjects", observation.subjects);
    if (!observation.error.empty()) Text("error", observation.error);
    json_.EndObject();
  }

  void Flag(const QualityFlag& flag) {
    json_.BeginObject();
    Text("flag", flag.flag);
    if (flag.record.empty()) {
      Null("record");
    } else {
      Text("record", flag.record);
    }
    if (!flag.detail.empty()) Text("detail", flag.detail);
    json_.EndObject();
  }

  JsonWriter json_;
};

}  // namespace

std::string AssessmentJson(const Assessment& assessment) {
  std::string out;
  JsonReport(&out).Write(assessment);
  out.push_back('\n');
  return out;
}

}  // namespace assay
