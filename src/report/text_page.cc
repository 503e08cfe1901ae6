#include "src/report/text_page.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "src/report/text_layout.h"

namespace assay {
namespace {

const char* ToneCode(Tone tone) {
  switch (tone) {
    case Tone::kPlain: return "0";
    case Tone::kGood: return "32";
    case Tone::kBad: return "31";
    case Tone::kOpen: return "33";
    case Tone::kFaint: return "2";
    case Tone::kStrong: return "1";
  }
  return "0";
}

}  // namespace

Tone ToneOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::satisfied: return Tone::kGood;
    case Verdict::not_satisfied:
    case Verdict::error: return Tone::kBad;
    case Verdict::unknown: return Tone::kOpen;
    case Verdict::not_applicable:
    case Verdict::waived: return Tone::kFaint;
  }
  return Tone::kPlain;
}

std::string Words(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string RangeText(const ScoreRange& score, const Sentences& sentences) {
  if (score.low == score.high) return score.low.ToFixed2();
  return absl::Substitute(sentences.scorecard.range, score.low.ToFixed2(), score.high.ToFixed2());
}

std::string SignalText(const SignalNumber& number, const Sentences& sentences) {
  if (number.low == number.high) return absl::StrCat(number.low);
  const std::string high = number.high_is_open ? std::string("?") : absl::StrCat(number.high);
  return absl::Substitute(sentences.scorecard.range, number.low, high);
}

int Urgency(Rung rung) {
  switch (rung) {
    case Rung::error: return 0;
    case Rung::not_satisfied: return 1;
    case Rung::unknown: return 2;
    case Rung::minimum: return 3;
    case Rung::full: return 4;
    case Rung::waived: return 5;
    case Rung::effective: return 6;
    case Rung::not_applicable: return 7;
  }
  return 8;
}

std::string LapseText(const LapseResult& lapse, const Sentences& sentences) {
  const LapseSentences& say = sentences.lapse;
  std::string text = absl::Substitute(say.falls, WordFor(RungName(lapse.to), sentences), lapse.on.ToString());
  const std::string of = lapse.subject.empty() ? std::string() : absl::Substitute(say.of_subject, lapse.subject);
  if (lapse.why == "no_longer_counts") {
    text += absl::Substitute(say.no_longer_counts, lapse.record, of);
  } else if (lapse.why == "nothing_newer") {
    text += absl::Substitute(say.nothing_newer, lapse.record, of);
  } else if (lapse.why == "falls_due" && !lapse.subject.empty()) {
    text += absl::Substitute(say.falls_due, lapse.subject);
  } else if (lapse.why == "waiver_ends") {
    text += absl::Substitute(say.waiver_ends, lapse.record);
  } else if (lapse.why == "trap") {
    text += absl::Substitute(say.trap, lapse.record);
  } else if (lapse.why == "check") {
    text += absl::Substitute(say.check, lapse.record);
  }
  return text;
}

std::vector<const ItemResult*> ByUrgency(const Assessment& assessment) {
  std::vector<const ItemResult*> items;
  for (const ControlResult& control : assessment.controls) {
    for (const ItemResult& item : control.items) items.push_back(&item);
  }
  std::stable_sort(items.begin(), items.end(), [](const ItemResult* left, const ItemResult* right) {
    return Urgency(left->rung) < Urgency(right->rung);
  });
  return items;
}

TextPage::TextPage(const TextOptions& options, std::string_view language)
    : options_(options), sentences_(SentencesIn(language)), width_(static_cast<std::size_t>(std::max(options.width, 60))) {}

std::string TextPage::Toned(Tone tone, std::string_view text) const {
  if (!options_.color || tone == Tone::kPlain) return std::string(text);
  return absl::StrCat("\x1b[", ToneCode(tone), "m", std::string(text), "\x1b[0m");
}

void TextPage::Line(std::string_view text) {
  // No line ends in spaces: reports are compared and mailed.
  std::string_view kept = text;
  while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
  absl::StrAppend(&out_, std::string(kept), "\n");
}

void TextPage::Heading(std::string_view text) {
  Line("");
  Line(Toned(Tone::kStrong, text));
}

void TextPage::Paragraph(std::size_t indent, std::string_view text) {
  for (const std::string& line : Wrap(Printable(text), width_ - indent)) Line(std::string(indent, ' ') + line);
}

void TextPage::Remedy(std::size_t indent, const RemediationResult& remedy) {
  const std::string owner = remedy.owner_role.empty() ? std::string(sentences_.scorecard.do_it) : remedy.owner_role;
  const std::string due = remedy.due ? absl::Substitute(sentences_.scorecard.by_date, remedy.due->ToString()) : std::string();
  Paragraph(indent, absl::StrCat(options_.unicode ? "→ " : "-> ", owner, due, ": ", remedy.text));
}

}  // namespace assay
