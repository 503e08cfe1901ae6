#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"

namespace assay {

std::vector<Pack> ShippedLibrary() {
  std::vector<Pack> library;
  for (const ShippedPack& shipped : ShippedPacks()) {
    Diagnostics problems;
    absl::StatusOr<Pack> pack = ReadPack(shipped.text, std::string(shipped.file), PackLimits{}, &problems);
    assert(pack.ok() && "a test reads every shipped pack");
    if (pack.ok()) library.push_back(*std::move(pack));
  }
  return library;
}

}  // namespace assay
