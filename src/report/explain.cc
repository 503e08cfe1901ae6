#include "assay/report/explain.h"

#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "assay/base/display.h"
#include "src/report/text_layout.h"
#include "src/report/text_page.h"

namespace assay {
namespace {

// A reason of a verdict in words; the ids in it are told of further down.
std::string ReasonText(std::string_view reason, const ReasonSentences& say) {
  const std::size_t colon = reason.find(':');
  const std::string_view kind = reason.substr(0, colon);
  const std::string what(colon == std::string_view::npos ? std::string_view() : reason.substr(colon + 1));
  if (kind == "trap") return absl::Substitute(say.trap, what);
  if (kind == "ineffective") return absl::Substitute(say.refuted, what);
  if (kind == "waiver") return absl::Substitute(say.waiver, what);
  if (kind == "link") return what == "full" ? say.link_full : say.link_minimum;
  if (kind == "left_out") return say.left_out;
  if (kind == "excluded") return say.excluded;
  if (kind == "empty_scope") return say.empty_scope;
  if (kind == "feed") return absl::Substitute(say.feed, what);
  if (kind == "cell") return absl::Substitute(say.cell, what);
  return std::string(reason);
}

// How an item stands to a requirement of another framework.
const char* RelationText(std::string_view relation, const ExplanationSentences& say) {
  if (relation == "equal") return say.equal;
  if (relation == "subset") return say.subset;
  if (relation == "superset") return say.superset;
  return say.intersects;
}

Tone ToneOf(Truth truth) {
  switch (truth) {
    case Truth::kPass: return Tone::kGood;
    case Truth::kUnknown: return Tone::kOpen;
    default: return Tone::kBad;
  }
}

// What an explanation says of evidence, whether of a finding or of a person.
class EvidencePage : protected TextPage {
 protected:
  EvidencePage(const TextOptions& options, std::string_view language)
      : TextPage(options, language), say_(sentences().explanation) {}

  void Names(std::size_t indent, const std::string& lead, const std::vector<std::string>& names) {
    const std::string start = std::string(indent, ' ') + lead;
    Line(start + ListNames(names, width() - ColumnsOf(start), sentences().scorecard.more));
  }

  // What a subject lacks: the conditions that it failed by its own cells, and the nearest record or
  // that there was none; behind the `name` of the subject, if it is not empty.
  void Lacking(std::size_t indent, const std::string& name, const EvidenceOfSubject& evidence) {
    const bool is_near = evidence.nearest || evidence.rejected_count > 0 || evidence.used_count > 0;
    if (evidence.failed.empty()) {
      Nearest(indent, name.empty() ? name : absl::StrCat(name, ": "), evidence);
      return;
    }
    if (!name.empty()) Paragraph(indent, absl::StrCat(name, ":"));
    const std::size_t inside = name.empty() ? indent : indent + 2;
    for (const FailedCondition& failed : evidence.failed) Failed(inside, failed);
    if (is_near) Nearest(inside, "", evidence);
  }

  const ExplanationSentences& say_;

 private:
  // The nearest record and what it lacked, behind `lead`; or that there was none.
  void Nearest(std::size_t indent, const std::string& lead, const EvidenceOfSubject& evidence) {
    if (!evidence.nearest) {
      Paragraph(indent, absl::StrCat(lead, NothingNear(evidence)));
      return;
    }
    const NearestEvidence& nearest = *evidence.nearest;
    Paragraph(indent, lead + absl::Substitute(say_.nearest, nearest.record, Words(nearest.type), nearest.met, nearest.of,
                                              nearest.of == 1 ? say_.condition_one : say_.condition_many,
                                              nearest.met == 1 ? say_.holds_one : say_.holds_many));
    for (const FailedCondition& failed : nearest.failed) Failed(indent + 2, failed);
  }

  template <typename Count>
  const char* Records(Count count) const {
    return count == 1 ? say_.record_one : say_.record_many;
  }

  std::string NothingNear(const EvidenceOfSubject& evidence) const {
    if (evidence.rejected_count > 0) {
      const auto& first = evidence.rejected.front();
      return absl::Substitute(say_.none_admissible, evidence.rejected_count, Records(evidence.rejected_count), first.id,
                              first.why);
    }
    if (evidence.used_count > 0) {
      return absl::Substitute(say_.not_enough, evidence.used_count, Records(evidence.used_count));
    }
    return say_.no_record;
  }

  void Failed(std::size_t indent, const FailedCondition& failed) {
    std::string text = absl::Substitute(sentences().finding.condition, failed.rule, Word(failed.state));
    if (failed.shortfall) {
      const Shortfall& shortfall = *failed.shortfall;
      text += shortfall.unit.empty()
                  ? absl::Substitute(say_.short_by, shortfall.amount.ToString())
                  : absl::Substitute(say_.short_by_unit, shortfall.amount.ToString(), Word(shortfall.unit));
    }
    Paragraph(indent, text);
    std::string values;
    for (const FailedCondition::Reading& reading : failed.values) {
      absl::StrAppend(&values, values.empty() ? "" : ", ", reading.expression, " = ", reading.value);
    }
    if (!values.empty()) Paragraph(indent + 2, values);
  }
};

class Explanation : private EvidencePage {
 public:
  Explanation(const Assessment& assessment, const ExplainedPart& part, const TextOptions& options)
      : EvidencePage(options, assessment.text_language), assessment_(assessment), part_(part) {}

  std::string Write() {
    for (const ItemResult* item : ByUrgency(assessment_)) {
      const bool is_named = part_.item.empty() ? !item->findings.empty() : item->id == part_.item;
      if (is_named) Item(*item);
    }
    return Take();
  }

 private:
  void Item(const ItemResult& item) {
    if (has_item_) Line("");
    has_item_ = true;
    Line(Toned(Tone::kStrong, absl::StrCat(ForDisplay(item.id), "  ", ForDisplay(item.title))));
    Standing(item);
    for (const Level level : {Level::minimum, Level::full}) {
      if (item.level(level).is_given && (!part_.level || *part_.level == level)) OfLevel(item, level);
    }
    Traps(item);
    Checks(item);
    if (!item.asks.empty()) {
      Line(absl::StrCat("  ", say_.asked));
      Paragraph(4, item.asks);
    }
    if (!item.remediation.empty()) Line(absl::StrCat("  ", say_.next));
    for (const RemediationResult& remedy : item.remediation) Remedy(4, remedy);
    Crosswalks(item);
  }

  void Standing(const ItemResult& item) {
    std::string text = Word(RungName(item.rung));
    if (item.since) absl::StrAppend(&text, " ", absl::Substitute(say_.since, item.since->ToString()));
    if (item.score) absl::StrAppend(&text, ", ", absl::Substitute(say_.score, RangeText(*item.score, sentences())));
    if (item.maturity) absl::StrAppend(&text, ", ", absl::Substitute(say_.maturity, *item.maturity));
    Paragraph(2, text);
    if (item.lapse) Paragraph(2, absl::Substitute(say_.lapse, LapseText(*item.lapse, sentences())));
    for (const WaiverResult& waiver : item.waivers) {
      std::string levels;
      for (const Level level : waiver.levels) {
        absl::StrAppend(&levels, levels.empty() ? "" : say_.and_, Word(LevelName(level)));
      }
      Paragraph(2, absl::Substitute(say_.waiver, waiver.id, levels, waiver.expires_on.ToString()));
    }
  }

  void Crosswalks(const ItemResult& item) {
    if (item.crosswalk.empty()) return;
    Line(absl::StrCat("  ", say_.crosswalk));
    for (const CrosswalkResult& crosswalk : item.crosswalk) {
      std::string text = absl::StrCat(crosswalk.framework, " (", RelationText(crosswalk.relation, say_));
      if (!crosswalk.is_verified) absl::StrAppend(&text, ", ", say_.not_verified);
      text += "): ";
      for (std::size_t k = 0; k < crosswalk.references.size(); ++k) {
        absl::StrAppend(&text, k == 0 ? "" : ", ", crosswalk.references[k]);
      }
      Paragraph(4, text);
    }
  }

  void OfLevel(const ItemResult& item, Level level) {
    const LevelResult& judged = item.level(level);
    Line(absl::StrCat("  ", Toned(Tone::kStrong, Word(LevelName(level))), " ",
                      Toned(assay::ToneOf(judged.verdict), Word(VerdictName(judged.verdict)))));
    for (const std::string& reason : judged.reasons) Paragraph(4, ReasonText(reason, sentences().reason));
    const FindingResult* finding = nullptr;
    for (const FindingResult& found : item.findings) {
      if (found.level == level) finding = &found;
    }
    if (finding != nullptr && !finding->statement.empty()) Paragraph(4, finding->statement);
    for (const PartResult& part : judged.parts) OfPart(part, finding);
    if (finding != nullptr && judged.by_rules == Verdict::satisfied && !finding->evidence_used.empty()) {
      Names(4, say_.evidence, finding->evidence_used);
    }
  }

  void OfPart(const PartResult& part, const FindingResult* finding) {
    std::string text = part.name.empty() ? std::string() : absl::StrCat(part.name, ": ");
    if (part.is_organisation) {
      text += Word(VerdictName(part.verdict));
    } else {
      const ScorecardSentences& say = sentences().scorecard;
      const auto append = [&](const char* sentence, auto number) {
        absl::StrAppend(&text, ", ", absl::Substitute(sentence, number));
      };
      text += absl::Substitute(say.due_met, part.tally.met, part.tally.due());
      if (part.threshold_pct != 100) append(say.needed, part.threshold_pct);
      if (!part.failing.empty()) append(say.missing_count, part.failing.size());
      if (!part.unknown.empty()) append(say.unknown_count, part.unknown.size());
      if (!part.erring.empty()) append(say.error_count, part.erring.size());
    }
    // A level that is one rule about the organisation has said its verdict already.
    if (!part.is_organisation || !part.name.empty()) Paragraph(4, text);
    for (const GroupResult& group : part.groups) {
      if (group.verdict == Verdict::satisfied || group.verdict == Verdict::not_applicable) continue;
      Paragraph(6, absl::StrCat(group.name, ": ",
                                absl::Substitute(sentences().scorecard.due_met, group.tally.met, group.tally.due()), ", ",
                                Word(VerdictName(group.verdict))));
    }
    if (!part.error.empty()) Paragraph(4, absl::Substitute(sentences().scorecard.error, part.error));
    if (!part.evidence_used.empty()) Names(4, say_.rests_on, part.evidence_used);
    if (finding == nullptr) return;
    std::size_t explained = 0;
    for (const EvidenceOfSubject& evidence : finding->evidence) {
      if (evidence.part != part.name) continue;
      ++explained;
      Lacking(6, evidence.subject, evidence);
    }
    const std::size_t named = part.failing.size() + part.unknown.size() + part.erring.size();
    if (explained > 0 && named > explained) Paragraph(6, absl::Substitute(sentences().scorecard.more, named - explained));
  }

  void Traps(const ItemResult& item) {
    for (const TrapResult& trap : item.traps) {
      if (trap.state == TrapState::not_detected) continue;
      std::string text = absl::Substitute(say_.trap, trap.id, trap.title, Word(TrapStateName(trap.state)));
      for (const SignalNumber& number : trap.signal) {
        absl::StrAppend(&text, ", ", Words(number.name), " ", SignalText(number, sentences()));
      }
      Paragraph(2, text);
      if (!trap.asks.empty()) Paragraph(4, trap.asks);
    }
  }

  void Checks(const ItemResult& item) {
    for (const CheckResult& check : item.checks) {
      std::string text = absl::Substitute(say_.check, check.id, Word(CheckStateName(check.state)));
      if (check.is_interview && check.n > 0) {
        absl::StrAppend(&text, ", ", absl::Substitute(sentences().scorecard.interviewed, check.deviations, check.n,
                                                      check.population));
      }
      Paragraph(2, text);
      if (!check.asks.empty()) Paragraph(4, check.asks);
    }
  }

  const Assessment& assessment_;
  const ExplainedPart& part_;
  bool has_item_ = false;
};

class AccountPage : private EvidencePage {
 public:
  AccountPage(const SubjectAccount& account, const std::string& item, const TextOptions& options)
      : EvidencePage(options, account.text_language), account_(account), item_(item) {}

  std::string Write() {
    Line(Toned(Tone::kStrong, absl::StrCat(ForDisplay(account_.subject), "  ", Words(account_.record_type))) +
         "  " + absl::Substitute(sentences().scorecard.as_of, account_.as_of.ToString()));
    std::string last_item;
    for (const AccountEntry& entry : account_.entries) {
      if (!item_.empty() && entry.item != item_) continue;
      if (entry.item != last_item) {
        Heading(absl::StrCat(ForDisplay(entry.item), "  ", ForDisplay(entry.title)));
      }
      last_item = entry.item;
      Entry(entry);
    }
    if (last_item.empty()) Paragraph(2, sentences().account.no_rule);
    return Take();
  }

 private:
  void Entry(const AccountEntry& entry) {
    std::string head = Word(LevelName(entry.level));
    if (!entry.evidence.part.empty()) absl::StrAppend(&head, " ", entry.evidence.part);
    if (entry.evidence.subject != account_.subject) absl::StrAppend(&head, " (", entry.evidence.subject, ")");
    Line(absl::StrCat("  ", ForDisplay(head), ": ", State(entry)));
    if (entry.is_member == Truth::kFail || entry.due == Truth::kFail) return;
    if (!entry.error.empty()) Paragraph(4, entry.error);
    if (!entry.cause.empty()) Paragraph(4, ReasonText(entry.cause, sentences().reason));
    if (!entry.evidence.used.empty()) Names(4, say_.evidence, entry.evidence.used);
    if (entry.met != Truth::kPass) Lacking(4, "", entry.evidence);
  }

  std::string State(const AccountEntry& entry) const {
    const AccountSentences& say = sentences().account;
    if (entry.is_member == Truth::kFail) return Toned(Tone::kFaint, absl::Substitute(say.not_one_of, Words(entry.population)));
    if (entry.due == Truth::kFail) return Toned(Tone::kFaint, say.nothing_due);
    std::string text = say.met;
    if (entry.met == Truth::kFail) text = say.not_met;
    if (entry.met == Truth::kUnknown) text = sentences().words.unknown;
    if (entry.met == Truth::kError) text = sentences().words.in_error;
    if (entry.due != Truth::kPass) text += absl::Substitute(say.due_unknown, Word(TruthName(entry.due)));
    return Toned(ToneOf(entry.met), text);
  }

  const SubjectAccount& account_;
  const std::string& item_;
};

}  // namespace

std::string ExplanationText(const Assessment& assessment, const ExplainedPart& part, const TextOptions& options) {
  return Explanation(assessment, part, options).Write();
}

std::string AccountText(const SubjectAccount& account, const std::string& item, const TextOptions& options) {
  return AccountPage(account, item, options).Write();
}

}  // namespace assay
