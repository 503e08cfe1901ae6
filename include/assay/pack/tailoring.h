// Tailoring: what an organisation changes of a pack that is not its own, and who approved it.
//
//   format: assay.tailoring/1
//   id: acme-2026
//   pack: {id: iso27001-2022-a5.4, version: 1.0.0}
//   approved_by: board
//   approved_on: 2026-01-15
//   rationale: Shift workers are briefed on two days.
//   parameters:
//     briefing_coverage_pct: {value: 95, why: everybody can come on one of two days}
//     return_grace_days: 7
//   leave_out:
//     - {item: I08, why: covered by the control of the group}
//   waivers: {max_days: 180}
//
// The pack's own file stays as its author published it, with its digest; an assessment by the
// tailored pack names the tailoring, its digest and everything that it left out, so that nobody
// takes it for one by the pack alone.

#ifndef ASSAY_PACK_TAILORING_H_
#define ASSAY_PACK_TAILORING_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "assay/base/diagnostic.h"
#include "assay/pack/pack.h"

namespace assay {

// `pack`, which must be linked and not be tailored yet, as the tailoring in `text` (strict YAML, or
// JSON) has it: parameters get other defaults, items that are left out become not applicable with
// the reason, and `waivers` and `exclusions` take the place of the pack's, member by member. `file`
// is what messages call the text.
//
// InvalidArgument, and every fault of the text in `*problems`, in the order of the file:
//
//   yaml.*, json.*             no tree
//   tailoring.format           not format assay.tailoring/1
//   tailoring.unknown-member, tailoring.missing-member, tailoring.wrong-type, tailoring.empty,
//   tailoring.bad-id, tailoring.bad-version, tailoring.folded-comment    as for packs
//   tailoring.bad-date         `approved_on` is no day
//   tailoring.other-pack       it tailors another pack, or another version
//   tailoring.no-such-parameter, tailoring.no-such-item                  the pack has none
//   tailoring.default-type, tailoring.default-range                      a value that cannot be
//   tailoring.duplicate-id     an item left out twice
//   tailoring.nothing-left     every item is left out
//
// What needs the schema (a word of an enumeration, a rule over `waiver`) is found when the tailored
// pack is compiled, at its place in this file.
absl::StatusOr<Pack> TailorPack(Pack pack, std::string_view text, std::string_view file, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_PACK_TAILORING_H_
