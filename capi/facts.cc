// Facts: read from JSON for a pack, and what they say of themselves.

#include "assay/facts/facts.h"

#include <memory>
#include <span>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "assay/base/digest.h"
#include "assay/ingest/facts_json.h"
#include "capi/handle.h"
#include "capi/log.h"
#include "capi/sealing.h"
#include "capi/words.h"

using namespace assay::capi;

static_assert(sizeof(assay_facts_options) == 48 && offsetof(assay_facts_options, lenient) == 8 &&
              offsetof(assay_facts_options, diagnostics) == 12 && offsetof(assay_facts_options, file) == 16 &&
              offsetof(assay_facts_options, log) == 32 && offsetof(assay_facts_options, user) == 40);

void assay::capi::GiveFacts(std::shared_ptr<const LoadedPack> pack, Facts sealed, const Log& log, assay_facts** out) {
  std::string digest = absl::StrCat("sha256:", ToHex(sealed.digest()));
  auto facts = std::make_unique<assay_facts>(assay_facts{std::move(pack), std::move(sealed), std::move(digest)});
  LogFacts(log, facts->facts, facts->digest);
  *out = facts.release();
}

assay_error* assay_facts_read_json(const assay_pack* pack, const char* text, size_t text_size,
                                   const assay_facts_options* options, assay_facts** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NullError("pack");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckDocument(text, text_size, "the text")) return error;
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
    GiveFacts(std::move(loaded), *std::move(facts), {given.log, given.user}, out);
    return nullptr;
  });
}

void assay_facts_delete(assay_facts* facts) { delete facts; }

assay_text assay_facts_digest(const assay_facts* facts) {
  return facts == nullptr ? assay_text{} : View(facts->digest);
}
assay_date assay_facts_as_of(const assay_facts* facts) {
  return facts == nullptr ? assay_date{} : DayOf(facts->facts.as_of());
}
size_t assay_facts_table_count(const assay_facts* facts) {
  return facts == nullptr ? 0 : facts->facts.schema().records().size();
}
assay_text assay_facts_table_name_at(const assay_facts* facts, size_t index) {
  return index < assay_facts_table_count(facts) ? View(facts->facts.schema().records()[index].name) : assay_text{};
}
int64_t assay_facts_table_rows_at(const assay_facts* facts, size_t index) {
  if (index >= assay_facts_table_count(facts)) return 0;
  return static_cast<int64_t>(facts->facts.table(static_cast<assay::RecordTypeId>(index)).row_count());
}
assay_error* assay_facts_write_json(const assay_facts* facts, assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (facts == nullptr) return NullError("facts");
    if (out == nullptr) return NullError("out");
    GiveText(assay::FactsToJson(facts->facts), out);
    return nullptr;
  });
}
