#include <charconv>
#include <string>
#include <utility>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/list.hpp>

#include "absl/strings/str_cat.h"
#include "assay/report/arrow.h"
#include "src/report/export_table.h"

namespace assay {
namespace {

using Type = ExportColumn::Type;
using Words = std::vector<std::string>;

// Every word of a described enum, in its order.
template <typename Enum>
Words WordsOf(const char* (*name)(Enum)) {
  constexpr std::size_t kCount =
      boost::mp11::mp_size<boost::describe::describe_enumerators<Enum>>::value;
  Words words;
  for (std::size_t i = 0; i < kCount; ++i) words.emplace_back(name(static_cast<Enum>(i)));
  return words;
}

template <typename Enum>
void AddWord(Enum word, ExportColumn* column) {
  column->AddWord(static_cast<int>(word));
}

// Two decimals, as the JSON has them.
double Rounded(const Fraction& fraction) {
  const std::string text = fraction.ToFixed2();
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// A score as four columns, `<prefix>low`, `<prefix>low_exact`, and the same of high.
class ScoreColumns {
 public:
  ScoreColumns(const std::string& prefix, ExportTable* table)
      : low_(table->Add(prefix + "low", Type::kDouble, true)),
        low_exact_(table->Add(prefix + "low_exact", Type::kText, true)),
        high_(table->Add(prefix + "high", Type::kDouble, true)),
        high_exact_(table->Add(prefix + "high_exact", Type::kText, true)) {}

  void Add(const std::optional<ScoreRange>& score) {
    if (!score) {
      for (ExportColumn* column : {&low_, &low_exact_, &high_, &high_exact_}) column->AddNull();
      return;
    }
    low_.AddDouble(Rounded(score->low));
    low_exact_.AddText(score->low.ToString());
    high_.AddDouble(Rounded(score->high));
    high_exact_.AddText(score->high.ToString());
  }

 private:
  ExportColumn& low_;
  ExportColumn& low_exact_;
  ExportColumn& high_;
  ExportColumn& high_exact_;
};

// The numbers of a tally, a column each.
class TallyColumns {
 public:
  TallyColumns(bool is_nullable, ExportTable* table) {
    for (const auto& [name, count] : kCounts) {
      columns_.push_back(&table->Add(name, Type::kInt, is_nullable));
    }
  }

  // Nulls, unless there is a tally.
  void Add(bool is_there, const Tally& tally) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      columns_[i]->AddIntOrNull(is_there, kCounts[i].second(tally));
    }
  }

 private:
  using Count = std::int64_t (*)(const Tally&);
  static constexpr std::pair<const char*, Count> kCounts[] = {
      {"population_count", [](const Tally& tally) { return tally.population; }},
      {"due", [](const Tally& tally) { return tally.due(); }},
      {"met", [](const Tally& tally) { return tally.met; }},
      {"failed", [](const Tally& tally) { return tally.failed; }},
      {"unknown", [](const Tally& tally) { return tally.unknown; }},
      {"errors", [](const Tally& tally) { return tally.errors; }},
      {"maybe_met", [](const Tally& tally) { return tally.maybe_met; }},
      {"maybe_failed", [](const Tally& tally) { return tally.maybe_failed; }},
      {"maybe_unknown", [](const Tally& tally) { return tally.maybe_unknown; }},
      {"maybe_errors", [](const Tally& tally) { return tally.maybe_errors; }}};

  std::vector<ExportColumn*> columns_;
};

// Calls `visit` with every control and item.
template <typename Visit>
void ForEachItem(const Assessment& assessment, const Visit& visit) {
  for (const ControlResult& control : assessment.controls) {
    for (const ItemResult& item : control.items) visit(control, item);
  }
}

// Calls `visit` with every item, level and part of it.
template <typename Visit>
void ForEachPart(const Assessment& assessment, const Visit& visit) {
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    for (const Level level : {Level::minimum, Level::full}) {
      if (!item.level(level).is_given) continue;
      for (const PartResult& part : item.level(level).parts) visit(item, level, part);
    }
  });
}

ExportTable AssessmentRow(const Assessment& assessment) {
  ExportTable table;
  table.Add("as_of", Type::kDay).AddDay(assessment.as_of);
  const auto text = [&](const char* name, std::string_view value) {
    table.Add(name, Type::kText).AddText(value);
  };
  text("pack_id", assessment.pack_id);
  text("pack_version", assessment.pack_version);
  text("pack_digest", assessment.pack_digest);
  text("facts_digest", assessment.facts_digest);
  text("engine_version", assessment.engine_version);
  text("language", assessment.language);
  text("tzdata", assessment.tzdata);
  ExportColumn& major = table.Add("major_nonconformity", Type::kBool, true);
  assessment.is_major_nonconformity ? major.AddBool(*assessment.is_major_nonconformity)
                                    : major.AddNull();
  table.Add("assumes", Type::kTexts).AddTexts(assessment.assumed_fields);
  text("score_model", assessment.score.model);
  ScoreColumns("score_", &table).Add(assessment.score.with_waivers);
  ScoreColumns("without_waivers_", &table).Add(assessment.score.without_waivers);
  ExportColumn& known = table.Add("known_pct", Type::kDouble, true);
  if (assessment.score.known_pct) {
    known.AddDouble(Rounded(*assessment.score.known_pct));
  } else {
    known.AddNull();
  }
  return table;
}

ExportTable Controls(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("control", Type::kText);
  ExportColumn& title = table.Add("title", Type::kText);
  ExportColumn& applicable = table.Add("applicable", Type::kBool);
  ExportColumn& exclusion = table.Add("exclusion", Type::kText, true);
  for (const ControlResult& control : assessment.controls) {
    id.AddText(control.id);
    title.AddText(control.title);
    applicable.AddBool(control.applicable);
    control.applicable ? exclusion.AddNull() : exclusion.AddText(control.exclusion);
  }
  return table;
}

ExportTable Items(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& control_id = table.Add("control", Type::kText);
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& title = table.Add("title", Type::kText);
  ExportColumn& asks = table.Add("asks", Type::kText, true);
  ExportColumn& rung = table.AddWords("rung", WordsOf(RungName));
  ExportColumn& operation = table.AddWords("operation", WordsOf(OperationName));
  ExportColumn& maturity = table.Add("maturity", Type::kInt, true);
  ScoreColumns score("score_", &table);
  ExportColumn& since = table.Add("since", Type::kDay, true);
  ExportColumn& lapses_on = table.Add("lapses_on", Type::kDay, true);
  ExportColumn& lapses_to = table.AddWords("lapses_to", WordsOf(RungName), true);
  ExportColumn& lapse_level = table.AddWords("lapse_level", WordsOf(LevelName), true);
  ExportColumn& lapse_record = table.Add("lapse_record", Type::kText, true);
  ExportColumn& lapse_subject = table.Add("lapse_subject", Type::kText, true);
  ExportColumn& lapse_why = table.Add("lapse_why", Type::kText, true);
  ForEachItem(assessment, [&](const ControlResult& control, const ItemResult& item) {
    control_id.AddText(control.id);
    id.AddText(item.id);
    title.AddText(item.title);
    asks.AddTextOrNull(item.asks);
    AddWord(item.rung, &rung);
    AddWord(item.operation, &operation);
    maturity.AddIntOrNull(item.maturity.has_value(), item.maturity.value_or(0));
    score.Add(item.score);
    since.AddDayOrNull(item.since);
    const LapseResult lapse = item.lapse.value_or(LapseResult());
    if (item.lapse) {
      lapses_on.AddDay(lapse.on);
      AddWord(lapse.to, &lapses_to);
    } else {
      lapses_on.AddNull();
      lapses_to.AddNull();
    }
    lapse.level ? AddWord(*lapse.level, &lapse_level) : lapse_level.AddNull();
    lapse_record.AddTextOrNull(lapse.record);
    lapse_subject.AddTextOrNull(lapse.subject);
    lapse_why.AddTextOrNull(lapse.why);
  });
  return table;
}

ExportTable Levels(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& which = table.AddWords("level", WordsOf(LevelName));
  ExportColumn& verdict = table.AddWords("verdict", WordsOf(VerdictName));
  ExportColumn& by_rules = table.AddWords("by_rules", WordsOf(VerdictName));
  ExportColumn& reasons = table.Add("reasons", Type::kTexts);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    for (const Level level : {Level::minimum, Level::full}) {
      const LevelResult& result = item.level(level);
      if (!result.is_given) continue;
      id.AddText(item.id);
      AddWord(level, &which);
      AddWord(result.verdict, &verdict);
      AddWord(result.by_rules, &by_rules);
      reasons.AddTexts(result.reasons);
    }
  });
  return table;
}

ExportTable Parts(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& which = table.AddWords("level", WordsOf(LevelName));
  ExportColumn& name = table.Add("part", Type::kText);
  ExportColumn& verdict = table.AddWords("verdict", WordsOf(VerdictName));
  ExportColumn& is_organisation = table.Add("is_organisation", Type::kBool);
  ExportColumn& population = table.Add("population", Type::kText, true);
  TallyColumns counts(true, &table);
  ExportColumn& is_open = table.Add("population_is_open", Type::kBool);
  ExportColumn& threshold = table.Add("threshold_pct", Type::kInt, true);
  ExportColumn& evidence = table.Add("evidence_used", Type::kTexts);
  ExportColumn& error = table.Add("error", Type::kText, true);
  ForEachPart(assessment, [&](const ItemResult& item, Level level, const PartResult& part) {
    const bool counted = !part.is_organisation;
    id.AddText(item.id);
    AddWord(level, &which);
    name.AddText(part.name);
    AddWord(part.verdict, &verdict);
    is_organisation.AddBool(part.is_organisation);
    counted ? population.AddText(part.population) : population.AddNull();
    counts.Add(counted, part.tally);
    is_open.AddBool(part.population_is_open);
    threshold.AddIntOrNull(counted, part.threshold_pct);
    evidence.AddTexts(part.evidence_used);
    error.AddTextOrNull(part.error);
  });
  return table;
}

ExportTable Groups(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& which = table.AddWords("level", WordsOf(LevelName));
  ExportColumn& name = table.Add("part", Type::kText);
  ExportColumn& group_name = table.Add("group", Type::kText);
  ExportColumn& verdict = table.AddWords("verdict", WordsOf(VerdictName));
  TallyColumns counts(false, &table);
  ForEachPart(assessment, [&](const ItemResult& item, Level level, const PartResult& part) {
    for (const GroupResult& group : part.groups) {
      id.AddText(item.id);
      AddWord(level, &which);
      name.AddText(part.name);
      group_name.AddText(group.name);
      AddWord(group.verdict, &verdict);
      counts.Add(true, group.tally);
    }
  });
  return table;
}

ExportTable Subjects(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& which = table.AddWords("level", WordsOf(LevelName));
  ExportColumn& name = table.Add("part", Type::kText);
  ExportColumn& population = table.Add("population", Type::kText);
  ExportColumn& subject = table.Add("subject", Type::kText);
  ExportColumn& state = table.AddWords("state", {"failing", "unknown", "erring"});
  ForEachPart(assessment, [&](const ItemResult& item, Level level, const PartResult& part) {
    int word = 0;
    for (const std::vector<std::string>* subjects : {&part.failing, &part.unknown, &part.erring}) {
      for (const std::string& one : *subjects) {
        id.AddText(item.id);
        AddWord(level, &which);
        name.AddText(part.name);
        population.AddText(part.population);
        subject.AddText(one);
        state.AddWord(word);
      }
      ++word;
    }
  });
  return table;
}

ExportTable Findings(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& number = table.Add("finding", Type::kInt);
  ExportColumn& which = table.AddWords("level", WordsOf(LevelName));
  ExportColumn& verdict = table.AddWords("verdict", WordsOf(VerdictName));
  ExportColumn& statement = table.Add("statement", Type::kText);
  ExportColumn& subjects = table.Add("subjects", Type::kTexts);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    std::int64_t index = 0;
    for (const FindingResult& finding : item.findings) {
      id.AddText(item.id);
      number.AddInt(index++);
      AddWord(finding.level, &which);
      AddWord(finding.verdict, &verdict);
      statement.AddText(finding.statement);
      subjects.AddTexts(finding.subjects);
    }
  });
  return table;
}

ExportTable Evidence(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& number = table.Add("finding", Type::kInt);
  ExportColumn& which = table.AddWords("level", WordsOf(LevelName));
  ExportColumn& part = table.Add("part", Type::kText);
  ExportColumn& subject = table.Add("subject", Type::kText, true);
  ExportColumn& record = table.Add("record", Type::kText);
  ExportColumn& state = table.AddWords("state", {"used", "rejected"});
  ExportColumn& why = table.Add("why", Type::kText, true);
  ExportColumn& is_nearest = table.Add("nearest", Type::kBool);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    std::int64_t index = 0;
    for (const FindingResult& finding : item.findings) {
      for (const EvidenceOfSubject& seen : finding.evidence) {
        const auto row = [&](const std::string& one, int word) {
          id.AddText(item.id);
          number.AddInt(index);
          AddWord(finding.level, &which);
          part.AddText(seen.part);
          subject.AddTextOrNull(seen.subject);
          record.AddText(one);
          state.AddWord(word);
          is_nearest.AddBool(seen.nearest && seen.nearest->record == one);
        };
        for (const std::string& used : seen.used) {
          row(used, 0);
          why.AddNull();
        }
        for (const RejectedEvidence& rejected : seen.rejected) {
          row(rejected.id, 1);
          why.AddText(rejected.why);
        }
      }
      ++index;
    }
  });
  return table;
}

ExportTable Traps(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& trap_id = table.Add("trap", Type::kText);
  ExportColumn& title = table.Add("title", Type::kText, true);
  ExportColumn& asks = table.Add("asks", Type::kText, true);
  ExportColumn& state = table.AddWords("state", WordsOf(TrapStateName));
  ExportColumn& caps_full = table.Add("caps_full", Type::kBool);
  ExportColumn& error = table.Add("error", Type::kText, true);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    for (const TrapResult& trap : item.traps) {
      id.AddText(item.id);
      trap_id.AddText(trap.id);
      title.AddTextOrNull(trap.title);
      asks.AddTextOrNull(trap.asks);
      AddWord(trap.state, &state);
      caps_full.AddBool(trap.caps_full);
      error.AddTextOrNull(trap.error);
    }
  });
  return table;
}

ExportTable TrapSignals(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& trap_id = table.Add("trap", Type::kText);
  ExportColumn& signal = table.Add("signal", Type::kText);
  ExportColumn& low = table.Add("low", Type::kInt);
  ExportColumn& high = table.Add("high", Type::kInt, true);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    for (const TrapResult& trap : item.traps) {
      for (const SignalNumber& number : trap.signal) {
        id.AddText(item.id);
        trap_id.AddText(trap.id);
        signal.AddText(number.name);
        low.AddInt(number.low);
        high.AddIntOrNull(!number.high_is_open, number.high);
      }
    }
  });
  return table;
}

ExportTable RealityChecks(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& check_id = table.Add("check", Type::kText);
  ExportColumn& kind = table.AddWords("kind", {"interview", "evidence"});
  ExportColumn& asks = table.Add("asks", Type::kText, true);
  ExportColumn& state = table.AddWords("state", WordsOf(CheckStateName));
  ExportColumn& population = table.Add("population", Type::kInt, true);
  ExportColumn& n = table.Add("n", Type::kInt, true);
  ExportColumn& deviations = table.Add("deviations", Type::kInt, true);
  ExportColumn& upper_bound = table.Add("upper_bound", Type::kDouble, true);
  ExportColumn& census = table.Add("census", Type::kBool, true);
  ExportColumn& sample = table.Add("sample", Type::kTexts);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    for (const CheckResult& check : item.checks) {
      id.AddText(item.id);
      check_id.AddText(check.id);
      kind.AddWord(check.is_interview ? 0 : 1);
      asks.AddTextOrNull(check.asks);
      AddWord(check.state, &state);
      population.AddIntOrNull(check.is_interview, check.population);
      n.AddIntOrNull(check.is_interview, check.n);
      deviations.AddIntOrNull(check.is_interview, check.deviations);
      check.is_interview && check.upper_bound ? upper_bound.AddDouble(*check.upper_bound)
                                              : upper_bound.AddNull();
      check.is_interview ? census.AddBool(check.is_census) : census.AddNull();
      sample.AddTexts(check.sample);
    }
  });
  return table;
}

ExportTable Remediation(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& owner_role = table.Add("owner_role", Type::kText);
  ExportColumn& text = table.Add("text", Type::kText);
  ExportColumn& subjects = table.Add("subjects", Type::kTexts);
  ExportColumn& due = table.Add("due", Type::kDay, true);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    for (const RemediationResult& remedy : item.remediation) {
      id.AddText(item.id);
      owner_role.AddText(remedy.owner_role);
      text.AddText(remedy.text);
      subjects.AddTexts(remedy.subjects);
      due.AddDayOrNull(remedy.due);
    }
  });
  return table;
}

ExportTable Waivers(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& waiver_id = table.Add("waiver", Type::kText);
  ExportColumn& levels = table.Add("levels", Type::kTexts);
  ExportColumn& expires_on = table.Add("expires_on", Type::kDay);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    for (const WaiverResult& waiver : item.waivers) {
      Words names;
      for (const Level level : waiver.levels) names.emplace_back(LevelName(level));
      id.AddText(item.id);
      waiver_id.AddText(waiver.id);
      levels.AddTexts(names);
      expires_on.AddDay(waiver.expires_on);
    }
  });
  return table;
}

ExportTable Crosswalk(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("item", Type::kText);
  ExportColumn& framework = table.Add("framework", Type::kText);
  ExportColumn& relation = table.Add("relation", Type::kText);
  ExportColumn& references = table.Add("references", Type::kTexts);
  ExportColumn& verified = table.Add("verified", Type::kBool);
  ForEachItem(assessment, [&](const ControlResult&, const ItemResult& item) {
    for (const CrosswalkResult& crosswalk : item.crosswalk) {
      id.AddText(item.id);
      framework.AddText(crosswalk.framework);
      relation.AddText(crosswalk.relation);
      references.AddTexts(crosswalk.references);
      verified.AddBool(crosswalk.is_verified);
    }
  });
  return table;
}

ExportTable Observations(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("observation", Type::kText);
  ExportColumn& item = table.Add("item", Type::kText);
  ExportColumn& text = table.Add("text", Type::kText);
  ExportColumn& subjects = table.Add("subjects", Type::kTexts);
  ExportColumn& error = table.Add("error", Type::kText, true);
  for (const ObservationResult& observation : assessment.observations) {
    id.AddText(observation.id);
    item.AddText(observation.item);
    text.AddText(observation.text);
    subjects.AddTexts(observation.subjects);
    error.AddTextOrNull(observation.error);
  }
  return table;
}

ExportTable DataQuality(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& name = table.Add("flag", Type::kText);
  ExportColumn& record = table.Add("record", Type::kText, true);
  ExportColumn& detail = table.Add("detail", Type::kText, true);
  for (const QualityFlag& flag : assessment.data_quality) {
    name.AddText(flag.flag);
    record.AddTextOrNull(flag.record);
    detail.AddTextOrNull(flag.detail);
  }
  return table;
}

ExportTable Parameters(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& name = table.Add("parameter", Type::kText);
  ExportColumn& is_list = table.Add("is_list", Type::kBool);
  ExportColumn& index = table.Add("index", Type::kInt);
  ExportColumn& kind = table.AddWords("kind", {"bool", "number", "text"});
  ExportColumn& value = table.Add("value", Type::kText);
  for (const ParameterResult& parameter : assessment.parameters) {
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
      name.AddText(parameter.name);
      is_list.AddBool(parameter.is_list);
      index.AddInt(static_cast<std::int64_t>(i));
      AddWord(parameter.values[i].kind, &kind);
      value.AddText(parameter.values[i].text);
    }
  }
  return table;
}

ExportTable Tailoring(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& id = table.Add("tailoring", Type::kText);
  ExportColumn& digest = table.Add("digest", Type::kText);
  ExportColumn& approved_by = table.Add("approved_by", Type::kText);
  ExportColumn& approved_on = table.Add("approved_on", Type::kDay);
  ExportColumn& change = table.AddWords("change", {"parameter", "left_out"});
  ExportColumn& name = table.Add("name", Type::kText);
  ExportColumn& why = table.Add("why", Type::kText, true);
  if (!assessment.tailoring) return table;
  const TailoringResult& tailoring = *assessment.tailoring;
  int word = 0;
  for (const auto* changes : {&tailoring.parameters, &tailoring.left_out}) {
    for (const TailoringResult::Change& one : *changes) {
      id.AddText(tailoring.id);
      digest.AddText(tailoring.digest);
      approved_by.AddText(tailoring.approved_by);
      approved_on.AddDay(tailoring.approved_on);
      change.AddWord(word);
      name.AddText(one.name);
      why.AddTextOrNull(one.why);
    }
    ++word;
  }
  return table;
}

ExportTable Ineffective(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& type = table.Add("record_type", Type::kText);
  ExportColumn& id = table.Add("record", Type::kText);
  ExportColumn& why = table.Add("why", Type::kText);
  for (const IneffectiveRecord& record : assessment.ineffective) {
    type.AddText(record.type);
    id.AddText(record.record);
    why.AddText(record.why);
  }
  return table;
}

ExportTable Natives(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& name = table.Add("native", Type::kText);
  ExportColumn& version = table.Add("version", Type::kText, true);
  for (const NativeResult& native : assessment.natives) {
    name.AddText(native.name);
    version.AddTextOrNull(native.version);
  }
  return table;
}

ExportTable FactCounts(const Assessment& assessment) {
  ExportTable table;
  ExportColumn& type = table.Add("record_type", Type::kText);
  ExportColumn& rows = table.Add("rows", Type::kInt);
  for (const auto& [record, count] : assessment.fact_counts) {
    type.AddText(record);
    rows.AddInt(count);
  }
  return table;
}

struct NamedTable {
  std::string_view name;
  ExportTable (*make)(const Assessment&);
};
constexpr NamedTable kTables[] = {
    {"assessment", AssessmentRow},
    {"controls", Controls},
    {"items", Items},
    {"levels", Levels},
    {"parts", Parts},
    {"groups", Groups},
    {"subjects", Subjects},
    {"findings", Findings},
    {"evidence", Evidence},
    {"traps", Traps},
    {"trap_signals", TrapSignals},
    {"reality_checks", RealityChecks},
    {"remediation", Remediation},
    {"waivers", Waivers},
    {"ineffective", Ineffective},
    {"crosswalk", Crosswalk},
    {"observations", Observations},
    {"data_quality", DataQuality},
    {"parameters", Parameters},
    {"tailoring", Tailoring},
    {"natives", Natives},
    {"fact_counts", FactCounts},
};

}  // namespace

std::vector<std::string_view> AssessmentTables() {
  std::vector<std::string_view> names;
  for (const NamedTable& table : kTables) names.push_back(table.name);
  return names;
}

absl::Status AssessmentTable(const Assessment& assessment, std::string_view table,
                             ArrowArrayStream* out) {
  *out = {};
  std::string known;
  for (const NamedTable& named : kTables) {
    absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(named.name));
    if (named.name != table) continue;
    ExportTable made = named.make(assessment);
    if (made.is_too_long()) {
      return absl::ResourceExhaustedError(
          absl::StrCat("a column of the table `", std::string(table), "` is longer than 2^31 bytes"));
    }
    ExportTable::Export(std::move(made), out);
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("unknown table `", std::string(table), "`; there are: ", known));
}

}  // namespace assay
