// Small packs to break: a heading, and what a test puts below it.

#ifndef ASSAY_TESTS_PACK_SMALL_PACK_H_
#define ASSAY_TESTS_PACK_SMALL_PACK_H_

#include <string>
#include <string_view>

#include "assay/pack/pack.h"

namespace assay {

// Six lines; what follows begins on line 7.
inline constexpr std::string_view kHeading =
    "format: assay.pack/1\n"
    "id: acme\n"
    "title: Acme\n"
    "version: 1.0.0\n"
    "language: assay-cel/1\n"
    "populations: {people: {of: person}}\n";

// Below the heading, a control with one item; the item's members follow from line 13, indented
// by 8.
inline constexpr std::string_view kItem =
    "controls:\n"
    "  - id: C1\n"
    "    title: Control\n"
    "    items:\n"
    "      - id: I1\n"
    "        title: Item\n";

// An item that is whole, to stand below kItem.
inline constexpr std::string_view kRule =
    "        levels: {minimum: {each: people, require: 'true'}}\n";

// The pack of `text`; a test that needs one fails with its diagnostics if there is none.
struct ReadResult {
  Diagnostics problems;
  absl::StatusOr<Pack> pack;
};
inline ReadResult Read(const std::string& text, const PackLimits& limits = {}) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(text, "acme/pack.yaml", limits, &problems);
  return {std::move(problems), std::move(pack)};
}

}  // namespace assay

#endif  // ASSAY_TESTS_PACK_SMALL_PACK_H_
