// Reports: an assessment as bytes. The same assessment gives the same bytes, on every machine.

#ifndef ASSAY_REPORT_REPORT_H_
#define ASSAY_REPORT_REPORT_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/assessment/assessment.h"

namespace assay {

// The whole assessment as JSON, format `assay.assessment/1` (schemas/assessment.schema.json):
// indented, in a fixed order, with a line end at its end. Scores have two decimals, rounded half
// up, each with its exact fraction beside it.
std::string AssessmentJson(const Assessment& assessment);

// The JSON Schema (2020-12) of that, for validators and code generators.
std::string AssessmentJsonSchema();

struct TextOptions {
  bool color = false;  // ANSI colours; never where the output is not a terminal.
  bool unicode = true;  // Boxes and marks beyond ASCII.
  int width = 100;     // Columns; lists are cut to it, never numbers. At least 60.
};

// A scorecard that a person reads at a glance: score, a line per item with both levels, who is
// missing what, what is hollow, what is unknown, what to do next.
std::string AssessmentText(const Assessment& assessment, const TextOptions& options);

// The formats by name, as `--format` and the C interface take them: "text", "json".
// InvalidArgument for any other, naming those that exist.
absl::StatusOr<std::string> Render(const Assessment& assessment, std::string_view format);
std::vector<std::string_view> ReportFormats();

}  // namespace assay

#endif  // ASSAY_REPORT_REPORT_H_
