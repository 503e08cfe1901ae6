#include "src/ingest/cell_writer.h"

#include <optional>

#include "absl/strings/str_cat.h"

namespace assay {

bool CellWriter::Set(FieldId id, const Field& field, const JsonValue& value, ValueFault* fault) {
  if (value.kind == JsonKind::kNull) return true;
  if (field.is_list) {
    *fault = WrongType(field.name, ExpectedValue(field.kind, true), value.kind);
    return false;
  }
  switch (field.kind) {
    case FieldKind::kBool: {
      const std::optional<bool> truth = ReadBool(value, field.name, fault);
      if (truth.has_value()) builder_->SetBool(id, *truth);
      return truth.has_value();
    }
    case FieldKind::kInt: {
      const std::optional<std::int64_t> number = ReadInteger(value, field.name, fault);
      if (number.has_value()) builder_->SetInt(id, *number);
      return number.has_value();
    }
    case FieldKind::kDecimal: {
      const std::optional<Decimal> number = ReadDecimal(value, field.name, fault);
      if (number.has_value()) builder_->SetDecimal(id, *number);
      return number.has_value();
    }
    case FieldKind::kDate: {
      const std::optional<Date> date = ReadDate(value, field.name, fault);
      if (date.has_value()) builder_->SetDate(id, *date);
      return date.has_value();
    }
    case FieldKind::kWhen:
      return SetWhen(id, field, value, fault);
    case FieldKind::kEnum:
      return SetEnum(id, field, value, fault);
    case FieldKind::kText:
    case FieldKind::kReference:
      if (value.kind != JsonKind::kString) break;
      if (field.kind == FieldKind::kText) {
        builder_->SetText(id, value.text);
      } else {
        builder_->SetReference(id, value.text);
      }
      return true;
    case FieldKind::kChild:
    case FieldKind::kChildren:
      break;
  }
  *fault = WrongType(field.name, ExpectedValue(field.kind, false), value.kind);
  return false;
}

bool CellWriter::SetEnum(FieldId id, const Field& field, const JsonValue& value,
                         ValueFault* fault) {
  if (value.kind != JsonKind::kString) {
    *fault = WrongType(field.name, ExpectedValue(field.kind, false), value.kind);
    return false;
  }
  const int word = WordOf(field, value.text, fault);
  if (word < 0) return false;
  builder_->SetEnum(id, word);
  return true;
}

bool CellWriter::SetWhen(FieldId id, const Field& field, const JsonValue& value,
                         ValueFault* fault) {
  const std::optional<WhenValue> when = ReadWhen(value, field.name, fault);
  if (!when.has_value()) return false;
  if (when->instant.has_value()) {
    builder_->SetWhenInstant(id, value.text, *when->instant);
  } else {
    builder_->SetWhenDate(id, value.text, *when->date);
  }
  return true;
}

int CellWriter::WordOf(const Field& field, std::string_view word, ValueFault* fault) const {
  const std::uint16_t position = format_.words[field.enumeration].Find(word);
  if (position != kNoId) return position;
  const EnumType& type = format_.schema.enums()[field.enumeration];
  *fault = UnknownWord(word, type.name, {type.values.begin(), type.values.end()});
  return -1;
}

void CellWriter::SetPlaceholder(FieldId id, const Field& field) {
  if (field.kind == FieldKind::kReference && !field.is_list) {
    builder_->SetReference(id, "");
    return;
  }
  if (field.missing != Missing::kRequired) return;
  if (field.is_list) {
    BeginList();
    EndList(id, field);
    return;
  }
  switch (field.kind) {
    case FieldKind::kBool:
      builder_->SetBool(id, false);
      return;
    case FieldKind::kInt:
      builder_->SetInt(id, field.minimum.value_or(field.maximum.value_or(0)));
      return;
    case FieldKind::kDecimal:
      builder_->SetDecimal(id, Decimal());
      return;
    case FieldKind::kText:
      // No two alike, and none like an id that somebody wrote.
      builder_->SetText(id, absl::StrCat(std::string(1, mark_), ++placeholders_));
      return;
    case FieldKind::kEnum:
      builder_->SetEnum(id, 0);
      return;
    case FieldKind::kDate:
      builder_->SetDate(id, Date());
      return;
    case FieldKind::kWhen:
      builder_->SetWhenDate(id, "1970-01-01", Date());
      return;
    case FieldKind::kReference:
    case FieldKind::kChild:
    case FieldKind::kChildren:
      return;
  }
}

void CellWriter::BeginList() {
  texts_.clear();
  ends_.clear();
  words_.clear();
}

bool CellWriter::AddElement(const Field& field, const JsonValue& value, ValueFault* fault) {
  if (value.kind != JsonKind::kString) {
    *fault = WrongElement(field.name, ExpectedValue(field.kind, false), value.kind);
    return false;
  }
  if (field.kind == FieldKind::kEnum) {
    const int word = WordOf(field, value.text, fault);
    if (word < 0) return false;
    words_.push_back(word);
    return true;
  }
  texts_.append(value.text);
  ends_.push_back(texts_.size());
  return true;
}

void CellWriter::EndList(FieldId id, const Field& field) {
  if (field.kind == FieldKind::kEnum) {
    builder_->SetEnumList(id, words_);
    return;
  }
  views_.clear();
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    views_.push_back(std::string_view(texts_).substr(begin, end - begin));
    begin = end;
  }
  if (field.kind == FieldKind::kReference) {
    builder_->SetReferenceList(id, views_);
  } else {
    builder_->SetTextList(id, views_);
  }
}

}  // namespace assay
