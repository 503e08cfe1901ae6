#include "capi/options.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "capi/handle.h"

static_assert(sizeof(assay_setting) == 2 * sizeof(assay_text));
static_assert(sizeof(assay_assess_options) == 136);
static_assert(offsetof(assay_assess_options, as_of) == 8 && offsetof(assay_assess_options, settings) == 24 &&
              offsetof(assay_assess_options, setting_count) == 32 && offsetof(assay_assess_options, language) == 40 &&
              offsetof(assay_assess_options, step_budget) == 56 &&
              offsetof(assay_assess_options, is_cancelled) == 64 && offsetof(assay_assess_options, user) == 72 &&
              offsetof(assay_assess_options, history_months) == 80 && offsetof(assay_assess_options, threads) == 84 &&
              offsetof(assay_assess_options, history_items) == 88 &&
              offsetof(assay_assess_options, history_item_count) == 96 &&
              offsetof(assay_assess_options, explained_subjects) == 104 &&
              offsetof(assay_assess_options, progress) == 112 && offsetof(assay_assess_options, log) == 120 &&
              offsetof(assay_assess_options, memory_limit_bytes) == 128);

namespace assay::capi {
namespace {

// A list that has members has to be somewhere.
assay_error* CheckList(const void* list, std::size_t count, std::size_t element_size, const char* what) {
  if (list == nullptr && count != 0) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat(what, " is NULL and has ", count, " members"));
  }
  if (count > PTRDIFF_MAX / element_size) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat(what, " has an impossible size: ", count, " members"));
  }
  return nullptr;
}

assay_error* ReadHistory(const assay_assess_options& given, AssessOptions* options) {
  options->history_months = given.history_months;
  if (assay_error* error = CheckList(given.history_items, given.history_item_count, sizeof(assay_text),
                                     "history_items")) {
    return error;
  }
  for (std::size_t at = 0; at < given.history_item_count; ++at) {
    const assay_text item = given.history_items[at];
    if (assay_error* error = CheckText(item, "one of history_items")) return error;
    options->history_items.emplace_back(ViewOf(item));
  }
  return nullptr;
}

assay_error* ReadLimits(const assay_assess_options& given, AssessOptions* options) {
  if (given.step_budget < 0) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat("step_budget is ", given.step_budget));
  }
  if (given.step_budget != 0) options->step_budget = given.step_budget;
  if (given.memory_limit_bytes < 0) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat("memory_limit_bytes is ", given.memory_limit_bytes));
  }
  if (given.memory_limit_bytes != 0) options->memory_limit_bytes = given.memory_limit_bytes;
  if (given.explained_subjects != 0) {
    options->explained_subjects =
        given.explained_subjects < 0 ? 0 : static_cast<std::size_t>(given.explained_subjects);
  }
  return nullptr;
}

void ReadCallbacks(const assay_assess_options& given, AssessOptions* options) {
  if (given.is_cancelled != nullptr) {
    options->is_cancelled = [is_cancelled = given.is_cancelled, user = given.user] {
      return is_cancelled(user) != 0;
    };
  }
  if (given.progress != nullptr) {
    options->progress = [progress = given.progress, user = given.user](std::size_t done, std::size_t total) {
      progress(user, done, total);
    };
  }
}

}  // namespace

assay_error* ReadDay(assay_text text, std::optional<Date>* day) {
  if (assay_error* error = CheckText(text, "as_of")) return error;
  if (text.size == 0) return nullptr;
  *day = Date::Parse(ViewOf(text));
  if (day->has_value()) return nullptr;
  return NewError(ASSAY_ERROR_INVALID_ARGUMENT,
                  absl::StrCat("as_of is `", std::string(ViewOf(text)), "`, which is not a day; write it as 2026-03-31"));
}

assay_error* ReadSettings(const assay_setting* settings, std::size_t count,
                          std::vector<std::pair<std::string, std::string>>* parameters) {
  if (assay_error* error = CheckList(settings, count, sizeof(assay_setting), "settings")) return error;
  for (std::size_t at = 0; at < count; ++at) {
    if (assay_error* error = CheckText(settings[at].name, "the name of a setting")) return error;
    if (assay_error* error = CheckText(settings[at].value, "the value of a setting")) return error;
    parameters->emplace_back(ViewOf(settings[at].name), ViewOf(settings[at].value));
  }
  return nullptr;
}

assay_error* ReadAssessOptions(const assay_assess_options* pointer, assay_assess_options* given,
                               AssessOptions* options) {
  *given = {};
  if (assay_error* error = ReadOptions(pointer, given)) return error;
  if (assay_error* error = ReadDay(given->as_of, &options->as_of)) return error;
  if (assay_error* error = ReadSettings(given->settings, given->setting_count, &options->parameters)) return error;
  if (assay_error* error = CheckText(given->language, "language")) return error;
  if (given->language.size != 0) options->language = std::string(ViewOf(given->language));
  if (given->threads > kMostThreads) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT,
                    absl::StrCat("threads is ", given->threads, ", not from 0 to ", kMostThreads));
  }
  options->threads = given->threads;
  if (assay_error* error = ReadHistory(*given, options)) return error;
  if (assay_error* error = ReadLimits(*given, options)) return error;
  ReadCallbacks(*given, options);
  return nullptr;
}

}  // namespace assay::capi
