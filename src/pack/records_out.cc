// Declared enumerations, record types and fields, written out.

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/pack/pack_out.h"

namespace assay {
namespace {

using Declaration = SchemaBuilder::FieldDeclaration;

std::string NamedType(const Declaration& declared) {
  switch (declared.field.kind) {
    case FieldKind::kBool:
      return "bool";
    case FieldKind::kInt:
      return "int";
    case FieldKind::kDecimal:
      return "decimal";
    case FieldKind::kText:
      return "text";
    case FieldKind::kDate:
      return "date";
    case FieldKind::kWhen:
      return "when";
    case FieldKind::kEnum:
      return declared.enumeration;
    case FieldKind::kReference:
      return declared.target;
    case FieldKind::kChild:
      return absl::StrCat("child(", declared.target, ")");
    case FieldKind::kChildren:
      return absl::StrCat("children(", declared.target, ")");
  }
  return {};
}

const char* MissingWord(Missing missing) {
  switch (missing) {
    case Missing::kNone:
      return "none";
    case Missing::kUnknown:
      return "unknown";
    default:
      return "required";
  }
}

// Defaults are kept as JSON; those with escapes are refused by the reader.
YamlOut DefaultOut(const std::string& json) {
  if (json.size() < 2 || json.front() != '"') return YamlOut::Bare(json);
  return YamlOut::Scalar(json.substr(1, json.size() - 2));
}

YamlOut FieldOut(const Declaration& declared) {
  const Field& field = declared.field;
  YamlOut out = At(declared.place);
  const std::string type = NamedType(declared);
  out.PutText("type", field.is_list ? absl::StrCat("list(", type, ")") : type);
  const bool is_many = field.is_list || field.kind == FieldKind::kChildren;
  if (field.missing == Missing::kDefault) {
    if (!is_many) out.Put("default", DefaultOut(field.default_text));
  } else if (is_many || field.missing != Missing::kRequired) {
    out.PutText("missing", MissingWord(field.missing));
  }
  PutFlag("key", field.is_key, false, &out);
  out.PutText("inverse", field.inverse);
  out.PutText("scope", declared.scope_field);
  out.PutText("unit", field.unit);
  if (field.minimum) out.Put("min", YamlOut::Bare(std::to_string(*field.minimum)));
  if (field.maximum) out.Put("max", YamlOut::Bare(std::to_string(*field.maximum)));
  out.PutText("doc", field.documentation);
  return out;
}

YamlOut FieldsOut(const std::vector<Declaration>& fields) {
  YamlOut out;
  for (const Declaration& declared : fields) out.Put(declared.field.name, FieldOut(declared));
  return out;
}

YamlOut TypeOut(const SchemaBuilder::RecordDeclaration& type) {
  const RecordType& record = type.record;
  YamlOut out = At(type.place);
  out.PutText("plural", record.plural);
  out.PutText("role", record.role == RecordRole::kEvidence ? "evidence"
                      : record.role == RecordRole::kChild  ? "child"
                                                           : "table");
  out.PutText("doc", record.documentation);
  const bool is_said = record.role == RecordRole::kEvidence || !type.feed_kind_field.empty();
  if (!is_said) PutFlag("feed", record.is_feed, record.role == RecordRole::kTable, &out);
  out.PutText("feed_by", type.feed_kind_field);
  out.PutText("occurred", type.occurred_field);
  out.Put("fields", FieldsOut(type.fields));
  return out;
}

}  // namespace

void PutRecords(const PackDefinition::Extension& records, YamlOut* root) {
  if (!records.enums.empty() || !records.enum_values.empty()) {
    YamlOut& enums = root->Put("enums", {});
    for (const auto& [type, place] : records.enums) {
      YamlOut& out = enums.Put(type.name, At(place));
      PutTexts("values", type.values, &out);
      out.PutText("doc", type.documentation);
    }
    for (const PackDefinition::Extension::EnumValues& further : records.enum_values) {
      PutTexts("add", further.values, &enums.Put(further.name, At(further.place)));
    }
  }
  if (records.records.empty() && records.fields.empty()) return;
  YamlOut& section = root->Put("records", {});
  if (!records.records.empty()) {
    YamlOut& types = section.Put("types", {});
    for (const auto& type : records.records) types.Put(type.record.name, TypeOut(type));
  }
  if (!records.fields.empty()) {
    YamlOut& further = section.Put("fields", {});
    for (const auto& one : records.fields) further.Put(one.record, FieldsOut(one.fields));
  }
}

}  // namespace assay
