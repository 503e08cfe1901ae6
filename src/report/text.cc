// The scorecard for a terminal: the score, a line an item, then what is missing, hollow, untested
// and unknown, worst first.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "assay/report/report.h"
#include "src/report/text_layout.h"
#include "src/report/text_page.h"

namespace assay {
namespace {

class TextReport : private TextPage {
 public:
  TextReport(const Assessment& assessment, const TextOptions& options)
      : TextPage(options, assessment.text_language), assessment_(assessment), say_(sentences().scorecard) {}

  std::string Write() {
    Head();
    for (const ControlResult& control : assessment_.controls) Table(control);
    Lapses();
    ToDo();
    Hollow();
    Unproved();
    Observations();
    Ineffective();
    Quality();
    return Take();
  }

 private:
  // What begins a line of the head.
  static std::string Label(std::string_view text) { return PadRight(text, 10); }

  void Head() {
    Line(Toned(Tone::kStrong, absl::StrCat(assessment_.pack_id, " ", assessment_.pack_version)) +
         "  " + absl::Substitute(say_.as_of, assessment_.as_of.ToString()));
    if (assessment_.tailoring) Tailored(*assessment_.tailoring);
    const ScoreResult& score = assessment_.score;
    if (!score.with_waivers) {
      Line(Label(say_.score) + say_.not_scored);
      return;
    }
    std::string text = absl::StrCat(Label(say_.score), RangeText(*score.with_waivers, sentences()), " %");
    if (score.model != "ladder") absl::StrAppend(&text, " (", score.model, ")");
    if (score.known_pct) absl::StrAppend(&text, "   ", absl::Substitute(say_.known, score.known_pct->ToFixed2()));
    if (score.without_waivers && score.without_waivers != score.with_waivers) {
      const std::string range = RangeText(*score.without_waivers, sentences());
      absl::StrAppend(&text, "   ", absl::Substitute(say_.without_waivers, range));
    }
    Line(text);
    if (!assessment_.is_major_nonconformity) {
      Line(Label(say_.grade) + Toned(Tone::kOpen, say_.maybe_major));
    } else if (*assessment_.is_major_nonconformity) {
      Line(Label(say_.grade) + Toned(Tone::kBad, say_.major));
    }
  }

  void Tailored(const TailoringResult& tailoring) {
    Line(Label(say_.tailored) + absl::Substitute(say_.tailored_by, Printable(tailoring.id),
                                                 Printable(tailoring.approved_by), tailoring.approved_on.ToString()));
    for (const TailoringResult::Change& item : tailoring.left_out) {
      Paragraph(10, absl::Substitute(say_.left_out, item.name, item.why));
    }
    std::string names;
    for (const TailoringResult::Change& parameter : tailoring.parameters) {
      absl::StrAppend(&names, names.empty() ? "" : ", ", parameter.name);
    }
    if (!names.empty()) Paragraph(10, absl::Substitute(say_.own_parameters, names));
  }

  void Table(const ControlResult& control) {
    Heading(absl::StrCat(control.id, "  ", Printable(control.title)));
    if (!control.applicable) Paragraph(2, absl::Substitute(say_.excluded, control.exclusion));
    std::size_t title_columns = 20;
    for (const ItemResult& item : control.items) {
      title_columns = std::max(title_columns, ColumnsOf(item.title));
    }
    title_columns = std::min(title_columns, width() - 56);
    Line(Toned(Tone::kFaint, absl::StrCat("  ", PadRight("", 5), PadRight("", title_columns), "  ",
                                          PadRight(Word("minimum"), 15), PadRight(Word("full"), 15),
                                          PadRight(say_.rung_column, 15), say_.score_column)));
    for (const ItemResult& item : control.items) Row(item, title_columns);
  }

  std::string Cell(const LevelResult& level) const {
    if (!level.is_given) return PadRight("", 15);
    return Toned(ToneOf(level.verdict), PadRight(Word(VerdictName(level.verdict)), 15));
  }

  void Row(const ItemResult& item, std::size_t title_columns) {
    const std::string score = item.score ? RangeText(*item.score, sentences()) : std::string("-");
    Line(absl::StrCat("  ", PadRight(Printable(item.id), 4), " ",
                      PadRight(CutTo(Printable(item.title), title_columns, unicode()), title_columns),
                      "  ", Cell(item.level(Level::minimum)), Cell(item.level(Level::full)),
                      PadRight(Word(RungName(item.rung)), 15), score));
  }

  // Where it was looked for: the next items to fall, soonest first.
  void Lapses() {
    std::vector<const ItemResult*> falling;
    for (const ControlResult& control : assessment_.controls) {
      for (const ItemResult& item : control.items) {
        if (item.lapse) falling.push_back(&item);
      }
    }
    if (falling.empty()) return;
    std::stable_sort(falling.begin(), falling.end(), [](const ItemResult* left, const ItemResult* right) {
      return left->lapse->on < right->lapse->on;
    });
    Heading(say_.lapses);
    for (const ItemResult* item : falling) {
      Line(absl::StrCat("  ", PadRight(Printable(item->id), 4), " ", Printable(LapseText(*item->lapse, sentences()))));
    }
  }

  void ToDo() {
    bool has_heading = false;
    for (const ItemResult* item : ByUrgency(assessment_)) {
      if (item->findings.empty()) continue;
      if (!has_heading) Heading(say_.to_do);
      has_heading = true;
      Findings(*item);
    }
  }

  void Findings(const ItemResult& item) {
    std::string last_statement;
    for (const FindingResult& finding : item.findings) {
      const LevelResult& level = item.level(finding.level);
      std::string head = absl::StrCat("  ", PadRight(Printable(item.id), 4), " ", Word(LevelName(finding.level)), " ");
      head += Toned(ToneOf(finding.verdict), Word(VerdictName(finding.verdict)));
      const std::string reasons = Reasons(level);
      if (!reasons.empty()) absl::StrAppend(&head, "  (", reasons, ")");
      Line(head);
      if (finding.statement != last_statement) Paragraph(7, finding.statement);
      last_statement = finding.statement;
      for (const PartResult& part : level.parts) Part(part);
    }
    for (const RemediationResult& remedy : item.remediation) Remedy(7, remedy);
  }

  static std::string Reasons(const LevelResult& level) {
    std::string text;
    for (const std::string& reason : level.reasons) absl::StrAppend(&text, text.empty() ? "" : ", ", reason);
    return text;
  }

  void Part(const PartResult& part) {
    if (part.verdict == Verdict::satisfied || part.verdict == Verdict::not_applicable) return;
    const std::string name = part.name.empty() ? std::string() : absl::StrCat(part.name, ": ");
    if (!part.is_organisation) {
      std::string counts = absl::StrCat(name, absl::Substitute(say_.due_met, part.tally.met, part.tally.due()));
      if (part.threshold_pct != 100) absl::StrAppend(&counts, " (", absl::Substitute(say_.needed, part.threshold_pct), ")");
      if (!part.failing.empty()) absl::StrAppend(&counts, ", ", absl::Substitute(say_.missing_count, part.failing.size()));
      if (!part.unknown.empty()) absl::StrAppend(&counts, ", ", absl::Substitute(say_.unknown_count, part.unknown.size()));
      Paragraph(7, counts);
      for (const GroupResult& group : part.groups) Group(group);
      Names(say_.missing, part.failing);
      Names(sentences().words.unknown, part.unknown);
      Names(sentences().words.in_error, part.erring);
    } else if (!name.empty()) {
      Paragraph(7, absl::StrCat(name, Word(VerdictName(part.verdict))));
    }
    if (!part.error.empty()) Paragraph(7, absl::Substitute(say_.error, part.error));
  }

  // A group that does not meet the rule by itself.
  void Group(const GroupResult& group) {
    if (group.verdict == Verdict::satisfied || group.verdict == Verdict::not_applicable) return;
    std::string text = absl::StrCat(group.name, ": ", absl::Substitute(say_.due_met, group.tally.met, group.tally.due()));
    if (group.verdict != Verdict::not_satisfied) absl::StrAppend(&text, ", ", Word(VerdictName(group.verdict)));
    Paragraph(9, text);
  }

  void Names(std::string_view what, const std::vector<std::string>& names) {
    if (names.empty()) return;
    const std::string lead = absl::StrCat("       ", std::string(what), ": ");
    Line(lead + ListNames(names, width() - ColumnsOf(lead), say_.more));
  }

  // Each trap and check once, with the items it concerns.
  template <typename Result, typename Keep>
  std::vector<std::pair<const Result*, std::string>> Gather(std::vector<Result> ItemResult::*member, Keep keep) const {
    std::vector<std::pair<const Result*, std::string>> found;
    for (const ControlResult& control : assessment_.controls) {
      for (const ItemResult& item : control.items) {
        for (const Result& result : item.*member) {
          if (!keep(result)) continue;
          const auto known = std::find_if(found.begin(), found.end(),
                                          [&](const auto& entry) { return entry.first->id == result.id; });
          if (known == found.end()) {
            found.emplace_back(&result, item.id);
          } else {
            absl::StrAppend(&known->second, ", ", item.id);
          }
        }
      }
    }
    return found;
  }

  void Hollow() {
    const auto found =
        Gather(&ItemResult::traps, [](const TrapResult& trap) { return trap.state != TrapState::not_detected; });
    if (found.empty()) return;
    Heading(say_.traps);
    std::size_t state_columns = 16;
    for (const auto& [trap, items] : found) {
      state_columns = std::max(state_columns, ColumnsOf(Word(TrapStateName(trap->state))) + 1);
    }
    for (const auto& [trap, items] : found) {
      std::string signal;
      for (const SignalNumber& number : trap->signal) {
        absl::StrAppend(&signal, signal.empty() ? "  " : ", ", Words(number.name), " ", SignalText(number, sentences()));
      }
      const Tone tone = trap->state == TrapState::triggered ? Tone::kBad : Tone::kOpen;
      Line(absl::StrCat("  ", PadRight(Printable(trap->id), 4), " ",
                        Toned(tone, PadRight(Word(TrapStateName(trap->state)), state_columns)), PadRight(items, 10), signal));
    }
  }

  void Unproved() {
    const auto found = Gather(&ItemResult::checks, [](const CheckResult&) { return true; });
    if (found.empty()) return;
    Heading(say_.checks);
    std::size_t state_columns = 16;
    for (const auto& [check, items] : found) {
      state_columns = std::max(state_columns, ColumnsOf(Word(CheckStateName(check->state))) + 1);
    }
    for (const auto& [check, items] : found) {
      std::string detail;
      if (check->is_interview && check->n > 0) {
        detail = "  " + absl::Substitute(say_.interviewed, check->deviations, check->n, check->population);
      }
      Tone tone = Tone::kOpen;
      if (check->state == CheckState::confirmed) tone = Tone::kGood;
      if (check->state == CheckState::refuted) tone = Tone::kBad;
      Line(absl::StrCat("  ", PadRight(Printable(check->id), 4), " ",
                        Toned(tone, PadRight(Word(CheckStateName(check->state)), state_columns)), PadRight(items, 10), detail));
    }
  }

  void Observations() {
    if (assessment_.observations.empty()) return;
    Heading(say_.observations);
    for (const ObservationResult& observation : assessment_.observations) {
      const std::string said =
          observation.error.empty() ? observation.text : absl::Substitute(say_.error, observation.error);
      Line(absl::StrCat("  ", PadRight(Printable(observation.id), 4), " ",
                        CutTo(Printable(said), width() - 7, unicode())));
    }
  }

  void Ineffective() {
    if (assessment_.ineffective.empty()) return;
    Heading(say_.ineffective);
    for (const IneffectiveRecord& record : assessment_.ineffective) {
      const char* sentence = record.type == "exception" ? say_.waiver : say_.exclusion;
      Paragraph(2, absl::Substitute(sentence, record.record, record.why));
    }
  }

  void Quality() {
    if (assessment_.data_quality.empty()) return;
    Heading(say_.quality);
    std::size_t flag_columns = 20;
    std::vector<std::pair<std::string, std::vector<std::string>>> by_flag;
    for (const QualityFlag& flag : assessment_.data_quality) {
      auto known = std::find_if(by_flag.begin(), by_flag.end(),
                                [&](const auto& entry) { return entry.first == flag.flag; });
      if (known == by_flag.end()) known = by_flag.insert(by_flag.end(), {flag.flag, {}});
      known->second.push_back(flag.record.empty() ? flag.detail : flag.record);
    }
    std::sort(by_flag.begin(), by_flag.end());
    for (const auto& [flag, records] : by_flag) flag_columns = std::max(flag_columns, ColumnsOf(Word(flag)) + 1);
    for (const auto& [flag, records] : by_flag) {
      const std::string lead = absl::StrCat("  ", PadRight(Word(flag), flag_columns), " ", records.size(), "  ");
      Line(lead + ListNames(records, width() - ColumnsOf(lead), say_.more));
    }
  }

  const Assessment& assessment_;
  const ScorecardSentences& say_;
};

}  // namespace

std::string AssessmentText(const Assessment& assessment, const TextOptions& options) {
  return TextReport(assessment, options).Write();
}

}  // namespace assay
