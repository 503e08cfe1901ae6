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

namespace assay {

enum class Tone { kPlain, kGood, kBad, kOpen, kFaint, kStrong };
Tone ToneOf(Verdict verdict);

// Words for people: the data's words without their underscores.
std::string Words(std::string_view name);
std::string RangeText(const ScoreRange& score);
// "falls to not satisfied on 2026-06-11: nothing newer than e1391".
std::string LapseText(const LapseResult& lapse);

// Worst first: what cannot be judged for a fault, what fails, what is unknown, what is half there.
int Urgency(Rung rung);
std::vector<const ItemResult*> ByUrgency(const Assessment& assessment);

class TextPage {
 public:
  // `options` must outlive the page.
  explicit TextPage(const TextOptions& options);

  std::string Toned(Tone tone, std::string_view text) const;
  void Line(std::string_view text);
  void Heading(std::string_view text);
  void Paragraph(std::size_t indent, std::string_view text);
  // "owner, by 2026-04-30: what to do", behind an arrow.
  void Remedy(std::size_t indent, const RemediationResult& remedy);

  std::size_t width() const { return width_; }
  bool unicode() const { return options_.unicode; }
  std::string Take() { return std::move(out_); }

 private:
  const TextOptions& options_;
  std::size_t width_;
  std::string out_;
};

}  // namespace assay

#endif  // ASSAY_SRC_REPORT_TEXT_PAGE_H_
