// What the kinds of fields have in common.

#ifndef ASSAY_SRC_FACTS_FIELD_KIND_H_
#define ASSAY_SRC_FACTS_FIELD_KIND_H_

#include "assay/facts/schema.h"

namespace assay {

constexpr bool IsEmbedding(FieldKind kind) {
  return kind == FieldKind::kChild || kind == FieldKind::kChildren;
}

// Whether a cell, until references are resolved, is the number of a text.
constexpr bool HoldsText(FieldKind kind) {
  return kind == FieldKind::kText || kind == FieldKind::kWhen || kind == FieldKind::kReference;
}

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_FIELD_KIND_H_
