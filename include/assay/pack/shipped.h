// The packs that come with assay, built into the library: no file has to be found at run time.

#ifndef ASSAY_PACK_SHIPPED_H_
#define ASSAY_PACK_SHIPPED_H_

#include <span>
#include <string_view>

namespace assay {

struct ShippedText {
  std::string_view file;  // What diagnostics call it: "packs/<name>/pack.yaml".
  std::string_view text;
};

struct ShippedPack {
  std::string_view name;  // The pack's id, and its folder under packs/.
  std::string_view file;  // As in ShippedText.
  std::string_view text;  // For ReadPack.
  std::span<const ShippedText> translations;  // For AddTexts, by file; ReadShippedPack joins them (texts.h).
};

// By name, ascending. The texts live as long as the program.
std::span<const ShippedPack> ShippedPacks();

// Null if there is none of the name.
const ShippedPack* FindShippedPack(std::string_view name);

}  // namespace assay

#endif  // ASSAY_PACK_SHIPPED_H_
