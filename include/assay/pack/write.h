// Packs as text, and packs made by programs instead of read from text.

#ifndef ASSAY_PACK_WRITE_H_
#define ASSAY_PACK_WRITE_H_

#include <string>

#include "absl/status/statusor.h"
#include "assay/base/diagnostic.h"
#include "assay/pack/pack.h"

namespace assay {

// `pack` as YAML that ReadPack takes: it gives a pack of the same definition and digest. Comments
// and layout of the text that `pack` was read from are not kept; those within rules are. A linked
// pack (LinkPack) is written as one that uses none and brings all that it needs, whose digest is
// that of what is written. A tailored pack (tailoring.h) is written with the parameters that are in
// force and with every item; what its tailoring says beyond that is not part of a pack's text.
std::string WritePack(const Pack& pack);

// A pack from a definition that a program has put together (author/builder.h does), after all that
// ReadPack checks, with the same codes. What the format lets authors leave out may be left out in
// the definition too: the unit, type and bounds that the ending of a parameter's name implies, the
// points of the ladder (if all three are zero).
//
// `file` is how messages call the pack where they have no better place: a fault has the file and
// line of the origin (TextOrigin: `file` and the first of `lines`) of what it lies in, else of what
// is around that. The pack's source() is
// its YAML.
absl::StatusOr<Pack> MakePack(const PackDefinition& definition, std::string file,
                              const PackLimits& limits, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_PACK_WRITE_H_
