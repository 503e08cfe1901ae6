// What a case of a pack's tests expects: the `expect` of `assay.tests/1`, held to the names of the
// pack and to the words of verdicts, rungs and states.

#ifndef ASSAY_SRC_ENGINE_READ_EXPECTATIONS_H_
#define ASSAY_SRC_ENGINE_READ_EXPECTATIONS_H_

#include <string_view>
#include <vector>

#include "assay/engine/pack_tests.h"
#include "assay/pack/pack.h"
#include "src/base/tree.h"
#include "src/pack/pack_faults.h"

namespace assay {

// What cases may speak of: the names of the pack, less what it does not assess.
struct TestedNames {
  // `definition` must outlive the names.
  explicit TestedNames(const PackDefinition& definition);

  const PackDefinition& pack;
  std::vector<const ItemDefinition*> items;
  std::vector<std::string_view> item_ids;  // Of `items`, in their order.
  std::vector<std::string_view> traps;
  std::vector<std::string_view> checks;
  std::vector<std::string_view> observations;
  std::vector<std::string_view> parameters;
};

// Whether the member's name is one of `known`; otherwise reported as `code`: "the pack `what`
// `name`".
bool IsKnown(const NodeMember& member, const std::vector<std::string_view>& known, const char* code,
             const char* what, PackFaults* faults);

// Reads the mapping `expect` of `document`. Whatever is not of the form is left out: that was
// reported when the form was checked.
std::vector<Expectation> ReadExpectations(const Node& expect, const Document& document,
                                          const TestedNames& names, PackFaults* faults);

// The place that `spot` is in the document.
Place PlaceOf(const Document& document, Spot spot);

// A member of an object if it is of the kind, else null.
const Node* MemberOfKind(const Node& object, std::string_view member, NodeKind kind);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_READ_EXPECTATIONS_H_
