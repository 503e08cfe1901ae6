// Assessing, and the reports of what came of it.

#include "assay/engine/assess.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "assay/report/report.h"
#include "capi/handle.h"

using namespace assay::capi;

static_assert(sizeof(assay_setting) == 2 * sizeof(assay_text));
static_assert(offsetof(assay_assess_options, as_of) == 8 && offsetof(assay_assess_options, settings) == 24 &&
              offsetof(assay_assess_options, setting_count) == 32 && offsetof(assay_assess_options, language) == 40 &&
              offsetof(assay_assess_options, step_budget) == 56 &&
              offsetof(assay_assess_options, is_cancelled) == 64 && offsetof(assay_assess_options, user) == 72);

namespace {

assay_error* ReadDay(assay_text text, std::optional<assay::Date>* day) {
  if (assay_error* error = CheckText(text, "as_of")) return error;
  if (text.size == 0) return nullptr;
  *day = assay::Date::Parse(ViewOf(text));
  if (day->has_value()) return nullptr;
  return NewError(ASSAY_ERROR_INVALID_ARGUMENT,
                  absl::StrCat("as_of is `", std::string(ViewOf(text)), "`, which is not a day; write it as 2026-03-31"));
}

assay_error* ReadSettings(const assay_assess_options& given, assay::AssessOptions* options) {
  if (given.settings == nullptr && given.setting_count != 0) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT,
                    absl::StrCat("settings is NULL and has ", given.setting_count, " members"));
  }
  for (std::size_t at = 0; at < given.setting_count; ++at) {
    const assay_setting& setting = given.settings[at];
    if (assay_error* error = CheckText(setting.name, "the name of a setting")) return error;
    if (assay_error* error = CheckText(setting.value, "the value of a setting")) return error;
    options->parameters.emplace_back(ViewOf(setting.name), ViewOf(setting.value));
  }
  return nullptr;
}

assay_error* ReadAssessOptions(const assay_assess_options* pointer, assay::AssessOptions* options) {
  assay_assess_options given{};
  if (assay_error* error = ReadOptions(pointer, &given)) return error;
  if (assay_error* error = ReadDay(given.as_of, &options->as_of)) return error;
  if (assay_error* error = ReadSettings(given, options)) return error;
  if (assay_error* error = CheckText(given.language, "language")) return error;
  if (given.language.size != 0) options->language = std::string(ViewOf(given.language));
  if (given.step_budget < 0) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat("step_budget is ", given.step_budget));
  }
  if (given.step_budget != 0) options->step_budget = given.step_budget;
  if (given.is_cancelled != nullptr) {
    options->is_cancelled = [is_cancelled = given.is_cancelled, user = given.user] {
      return is_cancelled(user) != 0;
    };
  }
  return nullptr;
}

}  // namespace

assay_error* assay_assess(const assay_pack* pack, const assay_facts* facts, const assay_assess_options* options,
                          assay_assessment** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "pack is NULL");
    if (facts == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "facts is NULL");
    if (out == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "out is NULL");
    assay::AssessOptions assess;
    if (assay_error* error = ReadAssessOptions(options, &assess)) return error;
    assay::Diagnostics problems;
    absl::StatusOr<assay::Assessment> made =
        assay::Assess(pack->loaded->compiled, facts->facts, assess, &problems);
    if (!made.ok()) return NewError(made.status(), std::move(problems));
    auto assessment = std::make_unique<assay_assessment>();
    assessment->assessment = *std::move(made);
    assessment->as_of = assessment->assessment.as_of.ToString();
    *out = assessment.release();
    return nullptr;
  });
}

void assay_assessment_delete(assay_assessment* assessment) { delete assessment; }

assay_error* assay_assessment_render(const assay_assessment* assessment, const char* format, size_t format_size,
                                     assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (assessment == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "assessment is NULL");
    if (out == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "out is NULL");
    if (assay_error* error = CheckText(format, format_size, "the format")) return error;
    absl::StatusOr<std::string> text = assay::Render(assessment->assessment, {format, format_size});
    if (!text.ok()) return NewError(text.status(), {});
    *out = std::make_unique<assay_string>(assay_string{*std::move(text)}).release();
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
