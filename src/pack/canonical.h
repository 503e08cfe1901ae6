// The canonical form of a pack: what its digest is taken of.

#ifndef ASSAY_SRC_PACK_CANONICAL_H_
#define ASSAY_SRC_PACK_CANONICAL_H_

#include <string>

#include "assay/pack/pack.h"

namespace assay {

// Equal for packs that mean the same, whether they were written as YAML or JSON, with whatever
// comments and layout, in whatever order where order says nothing: parameters, functions, derived
// fields, populations, tallies, declared types, names under `show`, crosswalks. Order says
// something in lists, in translations (the first is the main language), and among the fields of a
// declared record type. Places do not count. A default that is written out is the same as one that
// is not.
std::string CanonicalForm(const PackDefinition& pack);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_CANONICAL_H_
