// What a name means when it is selected from a record.

#ifndef ASSAY_SRC_EXPR_FIELD_MEANING_H_
#define ASSAY_SRC_EXPR_FIELD_MEANING_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "assay/expr/check.h"
#include "assay/expr/environment.h"
#include "assay/expr/type.h"

namespace assay {

struct FieldMeaning {
  Meaning meaning = Meaning::kNone;  // kStoredField to kDerivedField.
  std::uint16_t a = kNoId;           // As in NodeMeaning.
  std::uint16_t b = kNoId;
  Type type;                  // `T?` if the cell may be none.
  EnumId vocabulary = kNoId;  // Of a text (or list of texts) with usual words.
};

// The type of the cells of a stored field.
Type CellType(const Field& field);

// Stored fields come first, then evidence's `date` and `instant`, the parent, inverses, derived
// fields, and on the organisation the plural of every record type. Nothing if there is none of
// the name. The environment must have a schema.
std::optional<FieldMeaning> FindFieldMeaning(const Environment& environment, RecordTypeId record,
                                             std::string_view name);

// All names that FindFieldMeaning knows for `record`, in its order.
std::vector<std::string_view> SelectableNames(const Environment& environment, RecordTypeId record);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_FIELD_MEANING_H_
