#include "capi/loader.h"

#include <cstddef>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "assay/base/digest.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/shipped.h"
#include "assay/pack/tailoring.h"
#include "assay/pack/texts.h"
#include "capi/handle.h"

static_assert(sizeof(assay_pack_limits) == 64);
static_assert(offsetof(assay_pack_limits, bytes) == 8 && offsetof(assay_pack_limits, rules) == 16 &&
              offsetof(assay_pack_limits, diagnostics) == 24 &&
              offsetof(assay_pack_limits, expression_code_points) == 32 &&
              offsetof(assay_pack_limits, expression_depth) == 40 &&
              offsetof(assay_pack_limits, comprehension_depth) == 48 && offsetof(assay_pack_limits, pattern_bytes) == 56);

namespace assay::capi {
namespace {

// One limit over its usual value; 0 leaves it.
template <typename Limit>
assay_error* ReadLimit(const char* name, std::int64_t given, Limit* limit) {
  if (given < 0) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat(name, " is ", given));
  if (given != 0) *limit = static_cast<Limit>(given);
  return nullptr;
}

// One for all packs, so that facts serve every pack that adds no record types. Whoever uses it holds it, so that it
// outlives the program's own end where a handle does.
std::shared_ptr<const Schema> ShippedBase() {
  static const std::shared_ptr<const Schema> base = std::make_shared<const Schema>(ShippedSchema());
  return base;
}

// The packs that may be used: the loader's, then the shipped ones that it has not replaced.
absl::StatusOr<std::vector<Pack>> LibraryOf(const assay_loader& loader, Diagnostics* problems) {
  std::vector<Pack> library;
  for (const assay_loader::Used& used : loader.used) {
    absl::StatusOr<Pack> pack = ReadPack(used.text, used.file, loader.pack_limits, problems);
    if (!pack.ok()) return pack.status();
    library.push_back(*std::move(pack));
  }
  for (Pack& shipped : ShippedLibrary()) {
    bool is_replaced = false;
    for (const assay_loader::Used& used : loader.used) {
      is_replaced = is_replaced || (used.id == shipped.definition().id && used.version == shipped.definition().version);
    }
    if (!is_replaced) library.push_back(std::move(shipped));
  }
  return library;
}

absl::StatusOr<Pack> ReadAndLink(const assay_loader& loader, std::string_view text, std::string_view file,
                                 std::span<const ShippedText> translations, Diagnostics* problems) {
  absl::StatusOr<Pack> pack = ReadPack(text, file, loader.pack_limits, problems);
  for (const ShippedText& texts : translations) {
    if (pack.ok()) pack = AddTexts(*std::move(pack), texts.text, texts.file, problems);
  }
  for (const assay_loader::Texts& texts : loader.texts) {
    if (pack.ok()) pack = AddTexts(*std::move(pack), texts.text, texts.file, problems);
  }
  if (!pack.ok()) return pack;
  if (!pack->is_linked()) {
    absl::StatusOr<std::vector<Pack>> library = LibraryOf(loader, problems);
    if (!library.ok()) return library.status();
    pack = LinkPack(*std::move(pack), *library, problems);
  }
  if (!pack.ok() || loader.tailoring.empty()) return pack;
  return TailorPack(*std::move(pack), loader.tailoring, loader.tailoring_file, problems);
}

assay_error* NoShippedPack(std::string_view name) {
  std::string known;
  for (const ShippedPack& pack : ShippedPacks()) {
    absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(pack.name));
  }
  return NewError(ASSAY_ERROR_NOT_FOUND,
                  absl::StrCat("no pack `", std::string(name), "` is shipped; there are: ", known));
}

}  // namespace

assay_error* LoadPack(const assay_loader& loader, std::string_view text, std::string_view file,
                      std::span<const ShippedText> translations, assay_pack** out) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadAndLink(loader, text, file, translations, &problems);
  if (!pack.ok()) return NewError(pack.status(), std::move(problems));
  std::shared_ptr<const Schema> base = ShippedBase();
  const CompileOptions options = {
      .natives = loader.natives, .expression = loader.expression_limits, .pattern_bytes = loader.pattern_bytes};
  absl::StatusOr<CompiledPack> compiled = CompilePack(*std::move(pack), *base, options, &problems);
  if (!compiled.ok()) return NewError(compiled.status(), std::move(problems));
  std::string digest = absl::StrCat("sha256:", ToHex(compiled->pack().digest()));
  PackIndex index = IndexOf(compiled->pack().definition());
  auto loaded = std::make_shared<const LoadedPack>(LoadedPack{
      std::move(base), *std::move(compiled), std::move(problems), std::move(digest), std::move(index)});
  auto made = std::make_unique<assay_pack>(assay_pack{std::move(loaded)});
  LogPack(loader.log, *made->loaded);
  *out = made.release();
  return nullptr;
}

assay_error* LoadShippedPack(const assay_loader& loader, std::string_view name, assay_pack** out) {
  const ShippedPack* shipped = FindShippedPack(name);
  if (shipped == nullptr) return NoShippedPack(name);
  return LoadPack(loader, shipped->text, shipped->file, shipped->translations, out);
}

}  // namespace assay::capi

using namespace assay::capi;

assay_error* assay_loader_new(assay_loader** out) {
  return Guarded([&]() -> assay_error* {
    if (out == nullptr) return NullError("out");
    *out = std::make_unique<assay_loader>().release();
    return nullptr;
  });
}

void assay_loader_delete(assay_loader* loader) { delete loader; }

assay_error* assay_loader_add_pack(assay_loader* loader, const char* text, size_t text_size, const char* file,
                                   size_t file_size) {
  return Guarded([&]() -> assay_error* {
    if (loader == nullptr) return NullError("loader");
    if (assay_error* error = CheckText(text, text_size, "the text")) return error;
    if (assay_error* error = CheckText(file, file_size, "the file name")) return error;
    assay::Diagnostics problems;
    absl::StatusOr<assay::Pack> pack =
        assay::ReadPack({text, text_size}, {file, file_size}, loader->pack_limits, &problems);
    if (!pack.ok()) return NewError(pack.status(), std::move(problems));
    const assay::PackDefinition& definition = pack->definition();
    for (const assay_loader::Used& used : loader->used) {
      if (used.id != definition.id || used.version != definition.version) continue;
      return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat("the loader has a pack `", definition.id,
                                                                 "` of version ", definition.version, " already"));
    }
    loader->used.push_back(
        {definition.id, definition.version, std::string(file, file_size), std::string(text, text_size)});
    return nullptr;
  });
}

assay_error* assay_loader_add_texts(assay_loader* loader, const char* text, size_t text_size, const char* file,
                                    size_t file_size) {
  return Guarded([&]() -> assay_error* {
    if (loader == nullptr) return NullError("loader");
    if (assay_error* error = CheckText(text, text_size, "the text")) return error;
    if (assay_error* error = CheckText(file, file_size, "the file name")) return error;
    loader->texts.push_back({std::string(file, file_size), std::string(text, text_size)});
    return nullptr;
  });
}

assay_error* assay_loader_set_tailoring(assay_loader* loader, const char* text, size_t text_size, const char* file,
                                        size_t file_size) {
  return Guarded([&]() -> assay_error* {
    if (loader == nullptr) return NullError("loader");
    if (assay_error* error = CheckText(text, text_size, "the text")) return error;
    if (assay_error* error = CheckText(file, file_size, "the file name")) return error;
    std::string tailoring(text, text_size);
    loader->tailoring_file.assign(file, file_size);
    loader->tailoring = std::move(tailoring);
    return nullptr;
  });
}

assay_error* assay_loader_set_limits(assay_loader* loader, const assay_pack_limits* limits) {
  return Guarded([&]() -> assay_error* {
    if (loader == nullptr) return NullError("loader");
    assay_pack_limits given = {};
    if (assay_error* error = ReadOptions(limits, &given)) return error;
    assay::PackLimits pack;
    assay::ParseLimits expression;
    std::int64_t pattern_bytes = assay::kUsualPatternBytes;
    assay_error* error = ReadLimit("bytes", given.bytes, &pack.bytes);
    if (error == nullptr) error = ReadLimit("rules", given.rules, &pack.rules);
    if (error == nullptr) error = ReadLimit("diagnostics", given.diagnostics, &pack.diagnostics);
    if (error == nullptr) {
      error = ReadLimit("expression_code_points", given.expression_code_points, &expression.code_points);
    }
    if (error == nullptr) error = ReadLimit("expression_depth", given.expression_depth, &expression.depth);
    if (error == nullptr) {
      error = ReadLimit("comprehension_depth", given.comprehension_depth, &expression.comprehension_depth);
    }
    if (error == nullptr) error = ReadLimit("pattern_bytes", given.pattern_bytes, &pattern_bytes);
    if (error != nullptr) return error;
    loader->pack_limits = pack;
    loader->expression_limits = expression;
    loader->pattern_bytes = pattern_bytes;
    return nullptr;
  });
}

assay_error* assay_loader_set_log(assay_loader* loader, assay_log log, void* user) {
  return Guarded([&]() -> assay_error* {
    if (loader == nullptr) return NullError("loader");
    loader->log = {log, user};
    return nullptr;
  });
}

assay_error* assay_loader_load(const assay_loader* loader, const char* text, size_t text_size, const char* file,
                               size_t file_size, assay_pack** out) {
  return Guarded([&]() -> assay_error* {
    if (loader == nullptr) return NullError("loader");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(text, text_size, "the text")) return error;
    if (assay_error* error = CheckText(file, file_size, "the file name")) return error;
    return LoadPack(*loader, {text, text_size}, {file, file_size}, {}, out);
  });
}

assay_error* assay_loader_shipped(const assay_loader* loader, const char* name, size_t name_size, assay_pack** out) {
  return Guarded([&]() -> assay_error* {
    if (loader == nullptr) return NullError("loader");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(name, name_size, "the name")) return error;
    return LoadShippedPack(*loader, {name, name_size}, out);
  });
}

assay_error* assay_pack_shipped(const char* name, size_t name_size, assay_pack** out) {
  return Guarded([&]() -> assay_error* {
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(name, name_size, "the name")) return error;
    return LoadShippedPack(assay_loader{}, {name, name_size}, out);
  });
}

assay_error* assay_pack_load(const char* text, size_t text_size, const char* file, size_t file_size,
                             assay_pack** out) {
  return Guarded([&]() -> assay_error* {
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(text, text_size, "the text")) return error;
    if (assay_error* error = CheckText(file, file_size, "the file name")) return error;
    return LoadPack(assay_loader{}, {text, text_size}, {file, file_size}, {}, out);
  });
}
