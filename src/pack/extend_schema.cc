// What a pack declares, joined to the schema that it extends.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/pack/pack.h"
#include "src/base/source_text.h"

namespace assay {
namespace {

using FieldDeclaration = SchemaBuilder::FieldDeclaration;

// A field of a built schema as it would be declared.
FieldDeclaration DeclarationOf(const Schema& schema, const RecordType& record, const Field& field) {
  FieldDeclaration declaration;
  declaration.field = field;
  if (field.enumeration != kNoId) declaration.enumeration = schema.enums()[field.enumeration].name;
  if (field.target != kNoId) declaration.target = schema.record(field.target).name;
  if (field.scope_field != kNoId) declaration.scope_field = record.fields[field.scope_field].name;
  declaration.field.enumeration = kNoId;
  declaration.field.target = kNoId;
  declaration.field.scope_field = kNoId;
  return declaration;
}

// Whether two record types say the same by a field; what they tell people about it may differ.
bool IsDeclaredAlike(const Field& left, const Field& right) {
  return left.name == right.name && left.kind == right.kind && left.is_list == right.is_list &&
         left.missing == right.missing && left.default_text == right.default_text &&
         left.enumeration == right.enumeration && left.target == right.target &&
         left.scope_field == kNoId && right.scope_field == kNoId && left.inverse == right.inverse &&
         left.is_key == right.is_key && left.minimum == right.minimum &&
         left.maximum == right.maximum;
}

class Extender {
 public:
  Extender(const PackDefinition::Extension& extension, const Schema& base)
      : extension_(extension), base_(base), builder_(base) {
    for (const auto& [type, place] : extension.enums) enums_.insert(type.name);
    FindProvenance();
  }

  std::optional<Schema> Run(Diagnostics* problems) {
    const std::size_t before = problems->size();
    for (const auto& [type, place] : extension_.enums) builder_.AddEnum(type, place);
    for (const auto& more : extension_.enum_values)
      builder_.ExtendEnum(more.name, NewWords(more, problems), more.place);
    for (const auto& declared : extension_.records) builder_.AddRecord(Completed(declared));
    for (const auto& more : extension_.fields) {
      const RecordTypeId id = base_.FindRecord(more.record);
      const std::string plural = id == kNoId ? std::string() : base_.record(id).plural;
      builder_.ExtendRecord(more.record, Resolved(more.fields, plural), more.place);
    }
    std::optional<Schema> schema = builder_.Build(problems);
    return problems->size() == before ? std::move(schema) : std::nullopt;
  }

 private:
  // The words to add without those that are there already, each of which is a fault at its place.
  std::vector<std::string> NewWords(const PackDefinition::Extension::EnumValues& more,
                                    Diagnostics* problems) const {
    const EnumId known = base_.FindEnum(more.name);
    std::vector<std::string> words;
    for (const std::string& word : more.values) {
      const bool is_known = known != kNoId && base_.FindEnumValue(known, word) >= 0;
      const bool is_twice = std::find(words.begin(), words.end(), word) != words.end();
      if (!is_known && !is_twice) {
        words.push_back(word);
        continue;
      }
      Diagnostic diagnostic;
      diagnostic.code = "schema.duplicate-name";
      diagnostic.message = "enumeration `" + more.name + "` has the word `" + word + "` already";
      diagnostic.hint = "take it out";
      diagnostic.place = more.place;
      problems->push_back(std::move(diagnostic));
    }
    return words;
  }

  // The fields that all evidence types of the base have alike.
  void FindProvenance() {
    const RecordType* first = nullptr;
    for (const RecordType& record : base_.records()) {
      if (record.role != RecordRole::kEvidence) continue;
      if (first == nullptr) {
        first = &record;
        for (const Field& field : record.fields)
          provenance_.push_back(DeclarationOf(base_, record, field));
        if (record.occurred_field != kNoId) occurred_ = record.fields[record.occurred_field].name;
        continue;
      }
      const auto has_it_not = [&](const FieldDeclaration& candidate) {
        const FieldId mine = base_.FindField(base_.FindRecord(first->name), candidate.field.name);
        const FieldId theirs = base_.FindField(base_.FindRecord(record.name), candidate.field.name);
        return theirs == kNoId || !IsDeclaredAlike(first->fields[mine], record.fields[theirs]);
      };
      provenance_.erase(std::remove_if(provenance_.begin(), provenance_.end(), has_it_not),
                        provenance_.end());
    }
  }

  SchemaBuilder::RecordDeclaration Completed(SchemaBuilder::RecordDeclaration declared) const {
    declared.fields = Resolved(std::move(declared.fields), declared.record.plural);
    if (declared.record.role != RecordRole::kEvidence) return declared;
    std::vector<FieldDeclaration> fields = provenance_;
    for (FieldDeclaration& field : fields) field.place = declared.place;
    fields.insert(fields.end(), declared.fields.begin(), declared.fields.end());
    declared.fields = std::move(fields);
    declared.record.is_feed = true;
    if (declared.occurred_field.empty()) declared.occurred_field = occurred_;
    return declared;
  }

  std::vector<FieldDeclaration> Resolved(std::vector<FieldDeclaration> fields,
                                         const std::string& plural) const {
    for (FieldDeclaration& declared : fields) {
      if (declared.field.kind != FieldKind::kReference) continue;
      const bool is_open = !declared.enumeration.empty() && declared.enumeration == declared.target;
      const bool is_enum =
          enums_.count(declared.enumeration) > 0 || base_.FindEnum(declared.enumeration) != kNoId;
      if (is_open && is_enum) {
        declared.field.kind = FieldKind::kEnum;
        declared.target.clear();
        continue;
      }
      if (is_open) declared.enumeration.clear();
      const bool is_listed = declared.field.name == "person" && !declared.field.is_list;
      if (is_listed && declared.field.inverse.empty()) declared.field.inverse = plural;
    }
    return fields;
  }

  const PackDefinition::Extension& extension_;
  const Schema& base_;
  SchemaBuilder builder_;
  std::set<std::string_view> enums_;
  std::vector<FieldDeclaration> provenance_;
  std::string occurred_;
};

}  // namespace

std::optional<Schema> ExtendSchema(const Pack& pack, const Schema& base, Diagnostics* problems) {
  const std::size_t before = problems->size();
  std::optional<Schema> schema = Extender(pack.definition().records, base).Run(problems);
  for (std::size_t k = before; k < problems->size(); ++k) {
    Diagnostic& diagnostic = (*problems)[k];
    const bool is_placed = diagnostic.place.line != 0 && diagnostic.place.file == pack.file();
    if (is_placed) QuoteLine(LineOf(pack.source(), diagnostic.place.line), &diagnostic);
  }
  return schema;
}

}  // namespace assay
