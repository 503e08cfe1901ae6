// Holds a tree to the pack format: takes what was written, gives every member that is unknown,
// missing or of the wrong kind. What members mean is left to the readers (sections.h).

#ifndef ASSAY_SRC_PACK_CHECK_FORM_H_
#define ASSAY_SRC_PACK_CHECK_FORM_H_

#include "src/base/tree.h"
#include "src/pack/format.h"
#include "src/pack/pack_faults.h"

namespace assay {

enum class Notation : std::uint8_t { kYaml, kJson };

// Checks `root` against `form` and reports to `faults`: pack.unknown-member, pack.missing-member,
// pack.wrong-type, pack.empty, pack.bad-word (or the form's own code), pack.bad-id,
// pack.bad-version, pack.bad-language-tag, pack.folded-comment. Linear in the size of the tree.
void CheckForm(const Node& root, const ObjectForm& form, Notation notation, PackFaults* faults);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_CHECK_FORM_H_
