// Samples: whom a reality check is to ask.

#include "assay/engine/sample.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "assay/domain/audit_plan.h"
#include "assay/ingest/described_json.h"
#include "capi/handle.h"
#include "capi/options.h"

using namespace assay::capi;

static_assert(sizeof(assay_sample_options) == 48 && offsetof(assay_sample_options, as_of) == 8 &&
              offsetof(assay_sample_options, settings) == 24 && offsetof(assay_sample_options, setting_count) == 32 &&
              offsetof(assay_sample_options, size) == 40);

namespace {

assay_error* ReadSampleOptions(const assay_sample_options* pointer, assay::SampleOptions* options) {
  assay_sample_options given{};
  if (assay_error* error = ReadOptions(pointer, &given)) return error;
  if (assay_error* error = ReadDay(given.as_of, &options->as_of)) return error;
  if (assay_error* error = ReadSettings(given.settings, given.setting_count, &options->parameters)) return error;
  if (given.size < 0) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat("size is ", given.size));
  if (given.size != 0) options->size = given.size;
  return nullptr;
}

}  // namespace

assay_error* assay_sample_draw(const assay_pack* pack, const assay_facts* facts, const char* check, size_t check_size,
                               const char* seed, size_t seed_size, const assay_sample_options* options,
                               assay_sample** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NullError("pack");
    if (facts == nullptr) return NullError("facts");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(check, check_size, "the check")) return error;
    if (assay_error* error = CheckText(seed, seed_size, "the seed")) return error;
    assay::SampleOptions sample;
    if (assay_error* error = ReadSampleOptions(options, &sample)) return error;
    sample.check = std::string(check, check_size);
    sample.seed = std::string(seed, seed_size);
    assay::Diagnostics problems;
    absl::StatusOr<assay::domain::AuditPlan> plan =
        assay::DrawSample(pack->loaded->compiled, facts->facts, sample, &problems);
    if (!plan.ok()) return NewError(plan.status(), std::move(problems));
    *out = std::make_unique<assay_sample>(assay_sample{*std::move(plan)}).release();
    return nullptr;
  });
}

void assay_sample_delete(assay_sample* sample) { delete sample; }

assay_text assay_sample_check(const assay_sample* sample) {
  return sample == nullptr ? assay_text{} : View(*sample->plan.check);
}
assay_text assay_sample_seed(const assay_sample* sample) {
  return sample == nullptr ? assay_text{} : View(*sample->plan.seed);
}
assay_text assay_sample_population(const assay_sample* sample) {
  return sample == nullptr ? assay_text{} : View(*sample->plan.population_rule);
}
int64_t assay_sample_tolerable_pct(const assay_sample* sample) {
  return sample == nullptr ? 0 : *sample->plan.tolerable_deviation_pct;
}
int64_t assay_sample_confidence_pct(const assay_sample* sample) {
  return sample == nullptr ? 0 : *sample->plan.confidence_pct;
}
size_t assay_sample_person_count(const assay_sample* sample) {
  return sample == nullptr ? 0 : sample->plan.drawn_ids.size();
}
assay_text assay_sample_person_at(const assay_sample* sample, size_t index) {
  return sample == nullptr ? assay_text{} : TextAt(sample->plan.drawn_ids, index);
}
assay_error* assay_sample_write_json(const assay_sample* sample, assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (sample == nullptr) return NullError("sample");
    if (out == nullptr) return NullError("out");
    GiveText(assay::ToJson(sample->plan) + "\n", out);
    return nullptr;
  });
}
