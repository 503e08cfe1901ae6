// Report formats by name.

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/report/report.h"

namespace assay {

std::vector<std::string_view> ReportFormats() { return {"text", "json"}; }

absl::StatusOr<std::string> Render(const Assessment& assessment, std::string_view format) {
  if (format == "text") return AssessmentText(assessment, TextOptions{});
  if (format == "json") return AssessmentJson(assessment);
  std::string known;
  for (const std::string_view name : ReportFormats()) {
    absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(name));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("unknown report format `", std::string(format), "`; there are: ", known));
}

}  // namespace assay
