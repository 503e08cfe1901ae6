// What packs are loaded with: other packs that they use, functions of the host, and whom to tell.

#ifndef ASSAY_CAPI_LOADER_H_
#define ASSAY_CAPI_LOADER_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/check.h"
#include "assay/expr/native.h"
#include "assay/expr/parse.h"
#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"
#include "capi/assay.h"
#include "capi/log.h"

struct assay_loader {
  // A pack that others may use. Kept as text, since linking reads its library anew and a loader is shared by threads.
  struct Used {
    std::string id;
    std::string version;
    std::string file;
    std::string text;
  };
  std::vector<Used> used;
  assay::NativeLibrary natives;
  // Texts of a pack in another language; kept as text like those.
  struct Texts {
    std::string file;
    std::string text;
  };
  std::vector<Texts> texts;
  std::string tailoring;  // Its text; empty = none.
  std::string tailoring_file;
  assay::PackLimits pack_limits;
  assay::ParseLimits expression_limits;
  std::int64_t pattern_bytes = assay::kUsualPatternBytes;
  assay::capi::Log log;
};

namespace assay::capi {

// Reads, links and compiles a pack with what the loader has. `translations` are those that come with the pack.
assay_error* LoadPack(const assay_loader& loader, std::string_view text, std::string_view file,
                      std::span<const assay::ShippedText> translations, assay_pack** out);
assay_error* LoadShippedPack(const assay_loader& loader, std::string_view name, assay_pack** out);

}  // namespace assay::capi

#endif  // ASSAY_CAPI_LOADER_H_
