// Fields of records as values: cells of a row, and what is known of the fields of an unknown
// record.

#ifndef ASSAY_SRC_EXPR_RECORD_FIELD_H_
#define ASSAY_SRC_EXPR_RECORD_FIELD_H_

#include <optional>
#include <string_view>

#include "assay/expr/check.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/value.h"

namespace assay {

// Whether rules may see the row: neither it nor a record that embeds it was rejected.
bool IsAdmitted(const CallContext& context, RecordTypeId type, Row row);

// A reference to the row: none if the row was rejected.
Value ReferenceTo(const CallContext& context, RecordTypeId type, Row row);

// The field that `meaning` (kStoredField to kInverse) names, of a row that rules may see. Lists are
// built; a comprehension walks them where they are instead (element_range.h).
Value FieldOfRow(const CallContext& context, const NodeMeaning& meaning, Row row);

// The same of a record of which only bounds are known.
Value FieldOfUnknown(const CallContext& context, const NodeMeaning& meaning, const Value& unknown);

// Whether the field may be none where it is not known.
bool MayBeNone(const Schema& schema, const NodeMeaning& meaning);

// A cell of a field that is not known.
Value UnknownCell(const Schema& schema, RecordTypeId type, FieldId field, UnknownCause cause);

// What `name` means for records of `type`: for operands of which the checker knew no more than dyn.
// Derived fields are not among it.
std::optional<NodeMeaning> FieldByName(const Schema& schema, RecordTypeId type,
                                       std::string_view name);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_RECORD_FIELD_H_
