#include "assay/expr/cell.h"

#include <optional>

#include "assay/expr/evaluate.h"
#include "src/expr/record_field.h"

namespace assay {

std::string RecordCells::id() const {
  if (scope_ == nullptr || type_ == kNoId) return {};
  return scope_->context().facts->RecordName(type_, row_);
}

Value RecordCells::FieldValue(std::string_view field) const {
  if (scope_ == nullptr || type_ == kNoId) return Value::Unknown();
  const CallContext& context = scope_->context();
  const Schema& schema = context.facts->schema();
  const std::optional<NodeMeaning> meaning = FieldByName(schema, type_, field);
  if (!meaning.has_value()) {
    return Value::Error(ErrorCode::kNoSuchField, "`" + std::string(field) + "` is not a field of " +
                                                     schema.record(type_).name);
  }
  return FieldOfRow(context, *meaning, row_);
}

}  // namespace assay
