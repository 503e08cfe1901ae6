// What the readers of packs, of their tests and of tailorings have in common: the text may be YAML
// or JSON, it begins with its `format`, and a fault of form is called after the document it is in.

#ifndef ASSAY_SRC_PACK_READ_TREE_H_
#define ASSAY_SRC_PACK_READ_TREE_H_

#include <string_view>

#include "assay/base/diagnostic.h"
#include "src/base/tree.h"
#include "src/pack/check_form.h"
#include "src/pack/pack_faults.h"

namespace assay {

// JSON begins with a brace. So may YAML, whose flow mappings look alike; the one in a million that
// begins with one is told to be JSON.
Notation NotationOf(std::string_view text);

// ReadYaml or ReadJson, by the notation.
bool ReadTree(std::string_view text, std::string_view file, const TreeLimits& limits, Document* document,
              Diagnostics* problems);

// Whether the tree is worth looking at after the faults of reading it, those from `from` on: a
// reader that gave up half-way leaves members out, and to call those missing would be noise.
bool IsWhole(const Diagnostics& problems, std::size_t from);

// Whether `document` is of `format` ("assay.pack/1"), so that its members mean something. Otherwise
// reports pack.wrong-type or pack.format; `what` is how messages call such a document ("a pack").
bool HasFormat(const Document& document, std::string_view format, std::string_view what, PackFaults* faults);

// The forms of all these documents are checked alike, but a fault belongs to the one it is in:
// "pack.empty" becomes "<room>.empty".
void RenameCodes(std::string_view room, Diagnostics* found);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_READ_TREE_H_
