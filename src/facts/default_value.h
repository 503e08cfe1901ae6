// The written default of a field, read from its JSON text.

#ifndef ASSAY_SRC_FACTS_DEFAULT_VALUE_H_
#define ASSAY_SRC_FACTS_DEFAULT_VALUE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "assay/base/decimal.h"
#include "assay/facts/schema.h"

namespace assay {

struct DefaultValue {
  std::int64_t number = 0;  // kBool, kInt, kEnum (index of the value), kDate (days).
  Decimal decimal;          // kDecimal.
  std::string_view text;    // kText; a view of Field::default_text.
};

// Nothing if `field.default_text` is not a value of the field's kind, or lies outside its range.
// The default of a list is the empty list, the only one there is. `field.enumeration` must be
// resolved already. Reads fields whose `missing` is kDefault only.
std::optional<DefaultValue> ReadDefault(const Field& field, std::span<const EnumType> enums);

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_DEFAULT_VALUE_H_
