#include "assay/report/explain.h"

#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/report/text_layout.h"
#include "src/report/text_page.h"

namespace assay {
namespace {

// "Count things", with the thing in the plural unless it is one.
std::string Counted(std::int64_t count, std::string_view thing) {
  return absl::StrCat(count, " ", std::string(thing), count == 1 ? "" : "s");
}

// A reason of a verdict in words; the ids in it are told of further down.
std::string ReasonText(std::string_view reason) {
  const std::size_t colon = reason.find(':');
  const std::string_view kind = reason.substr(0, colon);
  const std::string what(colon == std::string_view::npos ? std::string_view() : reason.substr(colon + 1));
  if (kind == "trap") return absl::StrCat("capped by trap ", what);
  if (kind == "ineffective") return absl::StrCat("capped by reality check ", what, ", which was refuted");
  if (kind == "waiver") return absl::StrCat("waived by ", what);
  if (kind == "link") {
    return what == "full" ? std::string("met because the full level is") : std::string("limited by the minimum level");
  }
  if (kind == "left_out") return "the tailoring leaves it out";
  if (kind == "excluded") return "the control is excluded";
  if (kind == "empty_scope") return "nobody is in scope";
  if (kind == "feed") return absl::StrCat("the records of type `", what, "` were not collected in whole");
  if (kind == "cell") return absl::StrCat("`", what, "` was not collected everywhere");
  return std::string(reason);
}

// How an item stands to a requirement of another framework.
std::string RelationText(std::string_view relation) {
  if (relation == "equal") return "the same";
  if (relation == "subset") return "asks for more";
  if (relation == "superset") return "asks for less";
  return "in part";
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
  explicit EvidencePage(const TextOptions& options) : TextPage(options) {}

  void Names(std::size_t indent, const std::string& lead, const std::vector<std::string>& names) {
    const std::string start = std::string(indent, ' ') + lead;
    Line(start + ListNames(names, width() - ColumnsOf(start)));
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

 private:
  // The nearest record and what it lacked, behind `lead`; or that there was none.
  void Nearest(std::size_t indent, const std::string& lead, const EvidenceOfSubject& evidence) {
    if (!evidence.nearest) {
      Paragraph(indent, absl::StrCat(lead, NothingNear(evidence)));
      return;
    }
    const NearestEvidence& nearest = *evidence.nearest;
    Paragraph(indent, absl::StrCat(lead, "nearest is ", nearest.record, " (", Words(nearest.type), "): ", nearest.met,
                                   " of ", Counted(nearest.of, "condition"), nearest.met == 1 ? " holds" : " hold"));
    for (const FailedCondition& failed : nearest.failed) Failed(indent + 2, failed);
  }

  static std::string NothingNear(const EvidenceOfSubject& evidence) {
    if (evidence.rejected_count > 0) {
      return absl::StrCat(Counted(evidence.rejected_count, "record"), ", none admissible (",
                          evidence.rejected.front().id, ": ", evidence.rejected.front().why, ")");
    }
    if (evidence.used_count > 0) return absl::StrCat(Counted(evidence.used_count, "record"), " found, not enough");
    return "no record of it";
  }

  void Failed(std::size_t indent, const FailedCondition& failed) {
    std::string text = absl::StrCat("`", failed.rule, "` is ", failed.state);
    if (failed.shortfall) {
      absl::StrAppend(&text, ", short by ", failed.shortfall->amount.ToString());
      if (!failed.shortfall->unit.empty()) absl::StrAppend(&text, " ", failed.shortfall->unit);
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
      : EvidencePage(options), assessment_(assessment), part_(part) {}

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
    Line(Toned(Tone::kStrong, absl::StrCat(Printable(item.id), "  ", Printable(item.title))));
    Standing(item);
    for (const Level level : {Level::minimum, Level::full}) {
      if (item.level(level).is_given && (!part_.level || *part_.level == level)) OfLevel(item, level);
    }
    Traps(item);
    Checks(item);
    if (!item.asks.empty()) {
      Line("  An auditor would ask");
      Paragraph(4, item.asks);
    }
    if (!item.remediation.empty()) Line("  What to do next");
    for (const RemediationResult& remedy : item.remediation) Remedy(4, remedy);
    Crosswalks(item);
  }

  void Standing(const ItemResult& item) {
    std::string text = Words(RungName(item.rung));
    if (item.since) absl::StrAppend(&text, " since ", item.since->ToString());
    if (item.score) absl::StrAppend(&text, ", score ", RangeText(*item.score));
    if (item.maturity) absl::StrAppend(&text, ", maturity ", *item.maturity, " of 5");
    Paragraph(2, text);
    if (item.lapse) Paragraph(2, absl::StrCat("if nothing new arrives, ", LapseText(*item.lapse)));
    for (const WaiverResult& waiver : item.waivers) {
      std::string levels;
      for (const Level level : waiver.levels) absl::StrAppend(&levels, levels.empty() ? "" : " and ", LevelName(level));
      Paragraph(2, absl::StrCat("waiver ", waiver.id, " covers ", levels, " until ", waiver.expires_on.ToString()));
    }
  }

  void Crosswalks(const ItemResult& item) {
    if (item.crosswalk.empty()) return;
    Line("  Where other frameworks ask for it");
    for (const CrosswalkResult& crosswalk : item.crosswalk) {
      std::string text = absl::StrCat(crosswalk.framework, " (", RelationText(crosswalk.relation),
                                      crosswalk.is_verified ? "): " : ", not verified): ");
      for (std::size_t k = 0; k < crosswalk.references.size(); ++k) {
        absl::StrAppend(&text, k == 0 ? "" : ", ", crosswalk.references[k]);
      }
      Paragraph(4, text);
    }
  }

  void OfLevel(const ItemResult& item, Level level) {
    const LevelResult& judged = item.level(level);
    Line(absl::StrCat("  ", Toned(Tone::kStrong, LevelName(level)), " ",
                      Toned(assay::ToneOf(judged.verdict), Words(VerdictName(judged.verdict)))));
    for (const std::string& reason : judged.reasons) Paragraph(4, ReasonText(reason));
    const FindingResult* finding = nullptr;
    for (const FindingResult& found : item.findings) {
      if (found.level == level) finding = &found;
    }
    if (finding != nullptr && !finding->statement.empty()) Paragraph(4, finding->statement);
    for (const PartResult& part : judged.parts) OfPart(part, finding);
    if (finding != nullptr && judged.by_rules == Verdict::satisfied && !finding->evidence_used.empty()) {
      Names(4, "evidence: ", finding->evidence_used);
    }
  }

  void OfPart(const PartResult& part, const FindingResult* finding) {
    std::string text = part.name.empty() ? std::string() : absl::StrCat(part.name, ": ");
    if (part.is_organisation) {
      absl::StrAppend(&text, Words(VerdictName(part.verdict)));
    } else {
      absl::StrAppend(&text, part.tally.met, " of ", part.tally.due(), " due met");
      if (part.threshold_pct != 100) absl::StrAppend(&text, ", ", part.threshold_pct, " % needed");
      if (!part.failing.empty()) absl::StrAppend(&text, ", ", part.failing.size(), " missing");
      if (!part.unknown.empty()) absl::StrAppend(&text, ", ", part.unknown.size(), " unknown");
      if (!part.erring.empty()) absl::StrAppend(&text, ", ", part.erring.size(), " in error");
    }
    // A level that is one rule about the organisation has said its verdict already.
    if (!part.is_organisation || !part.name.empty()) Paragraph(4, text);
    for (const GroupResult& group : part.groups) {
      if (group.verdict == Verdict::satisfied || group.verdict == Verdict::not_applicable) continue;
      Paragraph(6, absl::StrCat(group.name, ": ", group.tally.met, " of ", group.tally.due(), " due met, ",
                                Words(VerdictName(group.verdict))));
    }
    if (!part.error.empty()) Paragraph(4, absl::StrCat("error: ", part.error));
    if (!part.evidence_used.empty()) Names(4, "rests on ", part.evidence_used);
    if (finding == nullptr) return;
    std::size_t explained = 0;
    for (const EvidenceOfSubject& evidence : finding->evidence) {
      if (evidence.part != part.name) continue;
      ++explained;
      Lacking(6, evidence.subject, evidence);
    }
    const std::size_t named = part.failing.size() + part.unknown.size() + part.erring.size();
    if (explained > 0 && named > explained) Paragraph(6, absl::StrCat("and ", named - explained, " more"));
  }

  void Traps(const ItemResult& item) {
    for (const TrapResult& trap : item.traps) {
      if (trap.state == TrapState::not_detected) continue;
      std::string text = absl::StrCat("trap ", trap.id, ", ", trap.title, ": ", Words(TrapStateName(trap.state)));
      for (const SignalNumber& number : trap.signal) {
        absl::StrAppend(&text, ", ", Words(number.name), " ", number.low);
        if (number.low == number.high) continue;
        absl::StrAppend(&text, " to ", number.high_is_open ? std::string("?") : absl::StrCat(number.high));
      }
      Paragraph(2, text);
      if (!trap.asks.empty()) Paragraph(4, trap.asks);
    }
  }

  void Checks(const ItemResult& item) {
    for (const CheckResult& check : item.checks) {
      std::string text = absl::StrCat("reality check ", check.id, ": ", Words(CheckStateName(check.state)));
      if (check.is_interview && check.n > 0) {
        absl::StrAppend(&text, ", ", check.deviations, " of ", check.n, " failed, of ", check.population, " people");
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
      : EvidencePage(options), account_(account), item_(item) {}

  std::string Write() {
    Line(Toned(Tone::kStrong, absl::StrCat(Printable(account_.subject), "  ", Words(account_.record_type))) +
         "  as of " + account_.as_of.ToString());
    std::string last_item;
    for (const AccountEntry& entry : account_.entries) {
      if (!item_.empty() && entry.item != item_) continue;
      if (entry.item != last_item) {
        Heading(absl::StrCat(Printable(entry.item), "  ", Printable(entry.title)));
      }
      last_item = entry.item;
      Entry(entry);
    }
    if (last_item.empty()) Paragraph(2, "no rule of this item is about it");
    return Take();
  }

 private:
  void Entry(const AccountEntry& entry) {
    std::string head = LevelName(entry.level);
    if (!entry.evidence.part.empty()) absl::StrAppend(&head, " ", entry.evidence.part);
    if (entry.evidence.subject != account_.subject) absl::StrAppend(&head, " (", entry.evidence.subject, ")");
    Line(absl::StrCat("  ", Printable(head), ": ", State(entry)));
    if (entry.is_member == Truth::kFail || entry.due == Truth::kFail) return;
    if (!entry.error.empty()) Paragraph(4, entry.error);
    if (!entry.cause.empty()) Paragraph(4, ReasonText(entry.cause));
    if (!entry.evidence.used.empty()) Names(4, "evidence: ", entry.evidence.used);
    if (entry.met != Truth::kPass) Lacking(4, "", entry.evidence);
  }

  std::string State(const AccountEntry& entry) const {
    if (entry.is_member == Truth::kFail) return Toned(Tone::kFaint, absl::StrCat("not one of ", Words(entry.population)));
    if (entry.due == Truth::kFail) return Toned(Tone::kFaint, "nothing due");
    std::string text = "met";
    if (entry.met == Truth::kFail) text = "not met";
    if (entry.met == Truth::kUnknown) text = "unknown";
    if (entry.met == Truth::kError) text = "in error";
    if (entry.due != Truth::kPass) absl::StrAppend(&text, ", and whether it is due is ", std::string(TruthName(entry.due)));
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
