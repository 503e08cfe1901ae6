// The texts of a pack in another language, in a file of their own beside it, so that the rules stay
// readable and a translator need not touch them.
//
//   format: assay.texts/1
//   pack: acme-backups
//   language: de
//   title: Sicherungen
//   controls:
//     BK-1: {title: Daten lassen sich wiederherstellen}
//   items:
//     B01:
//       title: Jedes System wird gesichert
//       finding: "ohne Sicherung: {subjects}"
//       remediation: {owner: Betrieb, text: "{subjects} sichern."}
//
// Every text that the pack has in its main language may stand here under the id of what it belongs
// to: title and objective of controls; title, finding, asks and remediation of items, the last in the
// order of the pack; title and asks of traps, asks of reality checks, text of observations.

#ifndef ASSAY_PACK_TEXTS_H_
#define ASSAY_PACK_TEXTS_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "assay/base/diagnostic.h"
#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"

namespace assay {

// `pack`, as ReadPack gave it and not linked to others yet, with the texts in `text` (strict YAML, or
// JSON) joined to its own. It is the pack that ReadPack would give if they stood in the pack's own
// file; its digest covers them. `file` is what messages call the text.
//
// InvalidArgument, and every fault of the text in `*problems`, in the order of the file:
//
//   yaml.*, json.*           no tree
//   texts.format             not format assay.texts/1
//   texts.unknown-member, texts.missing-member, texts.wrong-type, texts.empty, texts.bad-id,
//   texts.bad-language-tag, texts.text-braces                as for packs
//   texts.other-pack         they are those of another pack
//   texts.no-such-id         the pack has no control, item, trap, ... of the id
//   texts.no-such-text       what has the id has no such text
//   texts.duplicate-language the pack has the text in this language already
//   texts.other-braces       an expression in braces that the text of the main language has not
//
// Warnings may be appended on success too:
//
//   texts.missing            a text of the pack that is not translated
//   texts.braces-left-out    an expression in braces that the translation does not show
absl::StatusOr<Pack> AddTexts(Pack pack, std::string_view text, std::string_view file, Diagnostics* problems);

// Whether a file of this name, beside a pack.yaml, holds texts of the pack: "texts.de.yaml".
bool IsTextsFile(std::string_view name);

// A shipped pack with all its texts.
absl::StatusOr<Pack> ReadShippedPack(const ShippedPack& shipped, Diagnostics* problems);

// The JSON Schema (2020-12) of the format, for editors.
std::string TextsJsonSchema();

}  // namespace assay

#endif  // ASSAY_PACK_TEXTS_H_
