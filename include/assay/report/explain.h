// Explanations in plain words, for a terminal: why an item or a person has its verdict, what came
// nearest, what an auditor would ask, what to do next.

#ifndef ASSAY_REPORT_EXPLAIN_H_
#define ASSAY_REPORT_EXPLAIN_H_

#include <optional>
#include <string>

#include "assay/assessment/account.h"
#include "assay/assessment/assessment.h"
#include "assay/report/report.h"

namespace assay {

// What is to be explained of an assessment.
struct ExplainedPart {
  std::string item;            // Its id; empty = every item that has a finding, worst first.
  std::optional<Level> level;  // Of the item; nothing = both.
};

// Empty where the assessment has no such item.
std::string ExplanationText(const Assessment& assessment, const ExplainedPart& part, const TextOptions& options);

// How one subject stands under every rule that concerns it; with `item`, under those of that item.
std::string AccountText(const SubjectAccount& account, const std::string& item, const TextOptions& options);

}  // namespace assay

#endif  // ASSAY_REPORT_EXPLAIN_H_
