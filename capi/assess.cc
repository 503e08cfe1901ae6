// Assessing, and the assessment as text.

#include "assay/engine/assess.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "assay/report/report.h"
#include "capi/handle.h"
#include "capi/log.h"
#include "capi/options.h"

using namespace assay::capi;

namespace {

// An item to look for that the pack does not have is a slip that would go unseen.
assay_error* CheckHistoryItems(const LoadedPack& pack, const std::vector<std::string>& items) {
  for (const std::string& id : items) {
    bool is_known = false;
    for (const ControlEntry& control : pack.index.controls) {
      for (const ItemEntry& item : control.items) is_known = is_known || item.definition->id == id;
    }
    if (is_known) continue;
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat("history_items has `", id, "`, which is no item"));
  }
  return nullptr;
}

}  // namespace

assay_error* assay_assess(const assay_pack* pack, const assay_facts* facts, const assay_assess_options* options,
                          assay_assessment** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NullError("pack");
    if (facts == nullptr) return NullError("facts");
    if (out == nullptr) return NullError("out");
    assay_assess_options given;
    assay::AssessOptions assess;
    if (assay_error* error = ReadAssessOptions(options, &given, &assess)) return error;
    if (assay_error* error = CheckHistoryItems(*pack->loaded, assess.history_items)) return error;
    assay::Diagnostics problems;
    absl::StatusOr<assay::Assessment> made =
        assay::Assess(pack->loaded->compiled, facts->facts, assess, &problems);
    if (!made.ok()) return NewError(made.status(), std::move(problems));
    auto assessment = std::make_unique<assay_assessment>();
    assessment->assessment = *std::move(made);
    assessment->as_of = assessment->assessment.as_of.ToString();
    LogAssessment({given.log, given.user}, assessment->assessment);
    *out = assessment.release();
    return nullptr;
  });
}

void assay_assessment_delete(assay_assessment* assessment) { delete assessment; }

assay_error* assay_assessment_render(const assay_assessment* assessment, const char* format, size_t format_size,
                                     assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (assessment == nullptr) return NullError("assessment");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(format, format_size, "the format")) return error;
    absl::StatusOr<std::string> text = assay::Render(assessment->assessment, {format, format_size});
    if (!text.ok()) return NewError(text.status(), {});
    GiveText(*std::move(text), out);
    return nullptr;
  });
}

namespace {

// The names of the formats, or nullptr if there was no memory to gather them.
const std::vector<std::string_view>* Formats() noexcept {
  try {
    static const std::vector<std::string_view> formats = assay::ReportFormats();
    return &formats;
  } catch (...) {
    return nullptr;
  }
}

}  // namespace

size_t assay_format_count(void) { return Formats() == nullptr ? 0 : Formats()->size(); }
assay_text assay_format_name_at(size_t index) {
  return Formats() == nullptr ? assay_text{} : TextAt(*Formats(), index);
}

assay_error* assay_assessment_json_schema(assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (out == nullptr) return NullError("out");
    GiveText(assay::AssessmentJsonSchema(), out);
    return nullptr;
  });
}
