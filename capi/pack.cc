// Packs: read, compiled, and what they say of themselves.

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "assay/base/digest.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/shipped.h"
#include "capi/handle.h"

using namespace assay::capi;

namespace {

// One for all packs, so that facts serve every pack that adds no record types. Whoever uses it holds it, so that it
// outlives the program's own end where a handle does.
std::shared_ptr<const assay::Schema> ShippedBase() {
  static const std::shared_ptr<const assay::Schema> base =
      std::make_shared<const assay::Schema>(assay::ShippedSchema());
  return base;
}

assay_error* Load(std::string_view text, std::string_view file, assay_pack** out) {
  assay::Diagnostics problems;
  absl::StatusOr<assay::Pack> pack = assay::ReadPack(text, file, assay::PackLimits{}, &problems);
  if (pack.ok() && !pack->is_linked()) {
    pack = assay::LinkPack(*std::move(pack), assay::ShippedLibrary(), &problems);
  }
  if (!pack.ok()) return NewError(pack.status(), std::move(problems));
  std::shared_ptr<const assay::Schema> base = ShippedBase();
  absl::StatusOr<assay::CompiledPack> compiled = assay::CompilePack(*std::move(pack), *base, &problems);
  if (!compiled.ok()) return NewError(compiled.status(), std::move(problems));
  std::string digest = absl::StrCat("sha256:", assay::ToHex(compiled->pack().digest()));
  auto loaded = std::make_shared<const LoadedPack>(
      LoadedPack{std::move(base), *std::move(compiled), std::move(problems), std::move(digest)});
  *out = std::make_unique<assay_pack>(assay_pack{std::move(loaded)}).release();
  return nullptr;
}

assay_error* NoShippedPack(std::string_view name) {
  std::string known;
  for (const assay::ShippedPack& pack : assay::ShippedPacks()) {
    absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(pack.name));
  }
  return NewError(ASSAY_ERROR_NOT_FOUND,
                  absl::StrCat("no pack `", std::string(name), "` is shipped; there are: ", known));
}

const assay::PackDefinition* DefinitionOf(const assay_pack* pack) {
  return pack == nullptr ? nullptr : &pack->loaded->compiled.pack().definition();
}

}  // namespace

size_t assay_shipped_pack_count(void) { return assay::ShippedPacks().size(); }
assay_text assay_shipped_pack_name_at(size_t index) {
  const std::span<const assay::ShippedPack> packs = assay::ShippedPacks();
  return index < packs.size() ? View(packs[index].name) : assay_text{};
}

assay_error* assay_pack_shipped(const char* name, size_t name_size, assay_pack** out) {
  return Guarded([&]() -> assay_error* {
    if (out == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "out is NULL");
    if (assay_error* error = CheckText(name, name_size, "the name")) return error;
    const std::string_view wanted(name, name_size);
    const assay::ShippedPack* shipped = assay::FindShippedPack(wanted);
    return shipped == nullptr ? NoShippedPack(wanted) : Load(shipped->text, shipped->file, out);
  });
}

assay_error* assay_pack_load(const char* text, size_t text_size, const char* file, size_t file_size,
                             assay_pack** out) {
  return Guarded([&]() -> assay_error* {
    if (out == nullptr) return NewError(ASSAY_ERROR_INVALID_ARGUMENT, "out is NULL");
    if (assay_error* error = CheckText(text, text_size, "the text")) return error;
    if (assay_error* error = CheckText(file, file_size, "the file name")) return error;
    return Load({text, text_size}, {file, file_size}, out);
  });
}

void assay_pack_delete(assay_pack* pack) { delete pack; }

assay_text assay_pack_id(const assay_pack* pack) {
  return pack == nullptr ? assay_text{} : View(DefinitionOf(pack)->id);
}
assay_text assay_pack_version(const assay_pack* pack) {
  return pack == nullptr ? assay_text{} : View(DefinitionOf(pack)->version);
}
assay_text assay_pack_digest(const assay_pack* pack) {
  return pack == nullptr ? assay_text{} : View(pack->loaded->digest);
}
size_t assay_pack_warning_count(const assay_pack* pack) {
  return pack == nullptr ? 0 : pack->loaded->warnings.size();
}
const assay_diagnostic* assay_pack_warning_at(const assay_pack* pack, size_t index) {
  return pack == nullptr ? nullptr : LendAt<assay_diagnostic>(pack->loaded->warnings, index);
}

size_t assay_pack_parameter_count(const assay_pack* pack) {
  return pack == nullptr ? 0 : DefinitionOf(pack)->parameters.size();
}
const assay_parameter* assay_pack_parameter_at(const assay_pack* pack, size_t index) {
  return pack == nullptr ? nullptr : LendAt<assay_parameter>(DefinitionOf(pack)->parameters, index);
}
assay_text assay_parameter_name(const assay_parameter* parameter) {
  return TextOf(parameter, &assay::Parameter::name);
}
assay_text assay_parameter_type(const assay_parameter* parameter) {
  return TextOf(parameter, &assay::Parameter::type);
}
assay_text assay_parameter_unit(const assay_parameter* parameter) {
  return TextOf(parameter, &assay::Parameter::unit);
}
assay_text assay_parameter_documentation(const assay_parameter* parameter) {
  return TextOf(parameter, &assay::Parameter::documentation);
}
