// Facts: read from JSON for a pack.

#include "assay/ingest/facts_json.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "assay/base/digest.h"
#include "capi/handle.h"

using namespace assay::capi;

static_assert(offsetof(assay_facts_options, lenient) == 8 && offsetof(assay_facts_options, diagnostics) == 12 &&
              offsetof(assay_facts_options, file) == 16);

assay_error* assay_facts_read_json(const assay_pack* pack, const char* text, size_t text_size,
                                   const assay_facts_options* options, assay_facts** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "pack is NULL");
    if (out == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "out is NULL");
    if (assay_error* error = CheckText(text, text_size, "the text")) return error;
    assay_facts_options given{};
    if (assay_error* error = ReadOptions(options, &given)) return error;
    if (assay_error* error = CheckText(given.file, "the file name")) return error;

    assay::FactsJsonOptions read;
    read.file = std::string(ViewOf(given.file));
    read.lenient = given.lenient != 0;
    if (given.diagnostics != 0) read.max_diagnostics = given.diagnostics;
    std::shared_ptr<const LoadedPack> loaded = pack->loaded;
    assay::Diagnostics problems;
    absl::StatusOr<assay::Facts> facts =
        assay::ReadFactsJson({text, text_size}, loaded->compiled.schema(), read, &problems);
    if (!facts.ok()) return NewError(facts.status(), std::move(problems));
    std::string digest = absl::StrCat("sha256:", assay::ToHex(facts->digest()));
    *out = std::make_unique<assay_facts>(assay_facts{std::move(loaded), *std::move(facts), std::move(digest)})
               .release();
    return nullptr;
  });
}

void assay_facts_delete(assay_facts* facts) { delete facts; }

assay_text assay_facts_digest(const assay_facts* facts) {
  return facts == nullptr ? assay_text{} : View(facts->digest);
}
