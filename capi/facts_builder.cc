// Facts from tables: Arrow streams, and a document for what they do not hold.

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "assay/base/arrow_abi.h"
#include "assay/ingest/arrow.h"
#include "capi/handle.h"
#include "capi/log.h"
#include "capi/options.h"
#include "capi/sealing.h"

using namespace assay::capi;

struct assay_facts_builder {
  std::shared_ptr<const LoadedPack> pack;  // INVARIANT: above `tables`, which points into its schema.
  assay::FactsTables tables;
  Log log;
  bool is_spent = false;  // Sealed, or left in the middle of a stream when memory ran out.
};

namespace {

// A stream that was handed over: whatever happens to it, it is released once.
class TakenStream {
 public:
  explicit TakenStream(ArrowArrayStream* given) : stream_() {
    if (given != nullptr) stream_ = std::exchange(*given, ArrowArrayStream());
  }
  TakenStream(const TakenStream&) = delete;
  TakenStream& operator=(const TakenStream&) = delete;
  ~TakenStream() {
    if (stream_.release != nullptr) stream_.release(&stream_);
  }
  ArrowArrayStream* get() { return &stream_; }

 private:
  ArrowArrayStream stream_;
};

assay_error* CheckBuilder(const assay_facts_builder* builder) {
  if (builder == nullptr) return NullError("builder");
  return builder->is_spent ? NewError(ASSAY_ERROR_INVALID_ARGUMENT, "the builder is spent") : nullptr;
}

}  // namespace

assay_error* assay_facts_builder_new(const assay_pack* pack, const assay_facts_options* options,
                                     assay_facts_builder** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NullError("pack");
    if (out == nullptr) return NullError("out");
    assay_facts_options given{};
    if (assay_error* error = ReadOptions(options, &given)) return error;
    assay::FactsTablesOptions read;
    read.lenient = given.lenient != 0;
    if (given.diagnostics != 0) read.max_diagnostics = given.diagnostics;
    *out = std::make_unique<assay_facts_builder>(
               assay_facts_builder{pack->loaded, assay::FactsTables(pack->loaded->compiled.schema(), read),
                                   Log{given.log, given.user}})
               .release();
    return nullptr;
  });
}

void assay_facts_builder_delete(assay_facts_builder* builder) { delete builder; }

assay_error* assay_facts_builder_set_json(assay_facts_builder* builder, const char* text, size_t text_size,
                                          const char* file, size_t file_size) {
  return Guarded([&]() -> assay_error* {
    if (assay_error* error = CheckBuilder(builder)) return error;
    if (assay_error* error = CheckDocument(text, text_size, "the text")) return error;
    if (assay_error* error = CheckText(file, file_size, "the file name")) return error;
    std::string document(text, text_size);
    builder->tables.SetDocument(std::move(document), std::string(file, file_size));
    return nullptr;
  });
}

assay_error* assay_facts_builder_add_arrow(assay_facts_builder* builder, const char* table, size_t table_size,
                                           const char* name, size_t name_size, ArrowArrayStream* stream) {
  TakenStream taken(stream);
  return Guarded([&]() -> assay_error* {
    if (assay_error* error = CheckBuilder(builder)) return error;
    if (assay_error* error = CheckText(table, table_size, "the table")) return error;
    if (assay_error* error = CheckText(name, name_size, "the name")) return error;
    if (stream == nullptr) return NullError("stream");
    builder->is_spent = true;
    builder->tables.AddStream({table, table_size}, {name, name_size}, taken.get());
    builder->is_spent = false;
    return nullptr;
  });
}

assay_error* assay_facts_builder_set_as_of(assay_facts_builder* builder, const char* day, size_t day_size) {
  return Guarded([&]() -> assay_error* {
    if (assay_error* error = CheckBuilder(builder)) return error;
    std::optional<assay::Date> as_of;
    if (assay_error* error = ReadDay({day, day_size}, &as_of)) return error;
    if (!as_of) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "as_of is empty");
    builder->tables.SetAsOf(*as_of);
    return nullptr;
  });
}

assay_error* assay_facts_builder_seal(assay_facts_builder* builder, assay_facts** out) {
  return Guarded([&]() -> assay_error* {
    if (assay_error* error = CheckBuilder(builder)) return error;
    if (out == nullptr) return NullError("out");
    builder->is_spent = true;
    assay::Diagnostics problems;
    absl::StatusOr<assay::Facts> facts = std::move(builder->tables).Seal(&problems);
    if (!facts.ok()) return NewError(facts.status(), std::move(problems));
    GiveFacts(builder->pack, *std::move(facts), builder->log, out);
    return nullptr;
  });
}
