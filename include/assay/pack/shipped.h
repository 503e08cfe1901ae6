// The packs that come with assay, built into the library: no file has to be found at run time.

#ifndef ASSAY_PACK_SHIPPED_H_
#define ASSAY_PACK_SHIPPED_H_

#include <span>
#include <string_view>

namespace assay {

struct ShippedPack {
  std::string_view name;  // The pack's id, and its folder under packs/.
  std::string_view file;  // What diagnostics call it: "packs/<name>/pack.yaml".
  std::string_view text;  // For ReadPack.
};

// By name, ascending. The texts live as long as the program.
std::span<const ShippedPack> ShippedPacks();

// Null if there is none of the name.
const ShippedPack* FindShippedPack(std::string_view name);

}  // namespace assay

#endif  // ASSAY_PACK_SHIPPED_H_
