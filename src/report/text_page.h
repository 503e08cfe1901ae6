// A page of text being written for a terminal: tones, lines and paragraphs, and the words by which
// reports call what the assessment knows by its data's names.

#ifndef ASSAY_SRC_REPORT_TEXT_PAGE_H_
#define ASSAY_SRC_REPORT_TEXT_PAGE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/report/report.h"
#include "src/assessment/sentences.h"

namespace assay {

enum class Tone { kPlain, kGood, kBad, kOpen, kFaint, kStrong };
Tone ToneOf(Verdict verdict);

// What a pack has named, for people: without its underscores.
std::string Words(std::string_view name);
std::string RangeText(const ScoreRange& score, const Sentences& sentences);
// "falls to not satisfied on 2026-06-11: nothing newer than e1391".
std::string LapseText(const LapseResult& lapse, const Sentences& sentences);

// "16", or "3 to 16" where records are unknown.
std::string SignalText(const SignalNumber& number, const Sentences& sentences);

// Worst first: what cannot be judged for a fault, what fails, what is unknown, what is half there.
int Urgency(Rung rung);
std::vector<const ItemResult*> ByUrgency(const Assessment& assessment);

class TextPage {
 public:
  // `options` must outlive the page; `language` is that of its words.
  TextPage(const TextOptions& options, std::string_view language);

  std::string Toned(Tone tone, std::string_view text) const;
  void Line(std::string_view text);
  void Heading(std::string_view text);
  void Paragraph(std::size_t indent, std::string_view text);
  // "owner, by 2026-04-30: what to do", behind an arrow.
  void Remedy(std::size_t indent, const RemediationResult& remedy);

  const Sentences& sentences() const { return sentences_; }
  // The word for what the data calls `name`, in the page's language.
  std::string Word(std::string_view name) const { return WordFor(name, sentences_); }
  std::size_t width() const { return width_; }
  bool unicode() const { return options_.unicode; }
  std::string Take() { return std::move(out_); }

 private:
  const TextOptions& options_;
  const Sentences& sentences_;
  std::size_t width_;
  std::string out_;
};

}  // namespace assay

#endif  // ASSAY_SRC_REPORT_TEXT_PAGE_H_
