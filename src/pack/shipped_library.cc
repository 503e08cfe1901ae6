#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"
#include "assay/pack/texts.h"

namespace assay {

absl::StatusOr<Pack> ReadShippedPack(const ShippedPack& shipped, Diagnostics* problems) {
  absl::StatusOr<Pack> pack = ReadPack(shipped.text, shipped.file, PackLimits{}, problems);
  for (const ShippedText& texts : shipped.translations) {
    if (pack.ok()) pack = AddTexts(*std::move(pack), texts.text, texts.file, problems);
  }
  return pack;
}

std::vector<Pack> ShippedLibrary() {
  std::vector<Pack> library;
  for (const ShippedPack& shipped : ShippedPacks()) {
    Diagnostics problems;
    absl::StatusOr<Pack> pack = ReadShippedPack(shipped, &problems);
    assert(pack.ok() && "a test reads every shipped pack");
    if (pack.ok()) library.push_back(*std::move(pack));
  }
  return library;
}

}  // namespace assay
