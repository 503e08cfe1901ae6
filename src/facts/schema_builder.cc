#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "assay/facts/schema.h"
#include "src/facts/schema_draft.h"
#include "src/facts/schema_rep.h"

namespace assay {

struct SchemaBuilder::Rep {
  struct EnumExtension {
    std::string name;
    std::vector<std::string> values;
    Place place;
  };
  struct RecordExtension {
    std::string name;
    std::vector<FieldDeclaration> fields;
    Place place;
  };

  SchemaDraft draft;
  std::vector<EnumExtension> enum_extensions;
  std::vector<RecordExtension> record_extensions;
};

namespace {

std::string NameOf(std::span<const EnumType> enums, EnumId id) {
  return id == kNoId ? std::string() : enums[id].name;
}

// Back from ids to names, so that a base and what extends it are resolved as one.
SchemaBuilder::FieldDeclaration DeclareAgain(const Schema& base, const RecordType& record,
                                             const Field& field) {
  SchemaBuilder::FieldDeclaration declaration{.field = field};
  declaration.enumeration = NameOf(base.enums(), field.enumeration);
  if (field.target != kNoId) declaration.target = base.record(field.target).name;
  if (field.scope_field != kNoId) declaration.scope_field = record.fields[field.scope_field].name;
  return declaration;
}

SchemaBuilder::RecordDeclaration DeclareAgain(const Schema& base, const RecordType& record) {
  SchemaBuilder::RecordDeclaration declaration{.record = record};
  for (const Field& field : record.fields) {
    declaration.fields.push_back(DeclareAgain(base, record, field));
  }
  const auto field_name = [&](FieldId id) {
    return id == kNoId ? std::string() : record.fields[id].name;
  };
  declaration.feed_kind_field = field_name(record.feed_kind_field);
  declaration.occurred_field = field_name(record.occurred_field);
  return declaration;
}

void ApplyExtensions(std::vector<SchemaBuilder::FieldDeclaration> fields,
                     SchemaBuilder::RecordDeclaration* record) {
  for (SchemaBuilder::FieldDeclaration& field : fields) {
    record->fields.push_back(std::move(field));
  }
}

// An extension stands after everything declared, so its own faults are listed last.
SchemaFaults::Subject Last(const Place& place) {
  return {.index = static_cast<std::size_t>(-1), .place = place};
}

template <typename Declarations, typename NameOfDeclaration>
auto FindDeclaration(Declarations& declarations, std::string_view name, NameOfDeclaration name_of) {
  return std::find_if(declarations.begin(), declarations.end(),
                      [&](const auto& declaration) { return name_of(declaration) == name; });
}

}  // namespace

SchemaBuilder::SchemaBuilder() : rep_(std::make_unique<Rep>()) {}
SchemaBuilder::SchemaBuilder(SchemaBuilder&&) noexcept = default;
SchemaBuilder& SchemaBuilder::operator=(SchemaBuilder&&) noexcept = default;
SchemaBuilder::~SchemaBuilder() = default;

SchemaBuilder::SchemaBuilder(const Schema& base) : SchemaBuilder() {
  for (const EnumType& type : base.enums()) AddEnum(type, {});
  for (const RecordType& record : base.records()) AddRecord(DeclareAgain(base, record));
}

void SchemaBuilder::AddEnum(EnumType type, Place place) {
  rep_->draft.enums.push_back({std::move(type), std::move(place)});
}

void SchemaBuilder::ExtendEnum(std::string_view name, std::vector<std::string> values,
                               Place place) {
  rep_->enum_extensions.push_back({std::string(name), std::move(values), std::move(place)});
}

void SchemaBuilder::AddRecord(RecordDeclaration declaration) {
  rep_->draft.records.push_back(std::move(declaration));
}

void SchemaBuilder::ExtendRecord(std::string_view name, std::vector<FieldDeclaration> fields,
                                 Place place) {
  rep_->record_extensions.push_back({std::string(name), std::move(fields), std::move(place)});
}

std::optional<Schema> SchemaBuilder::Build(Diagnostics* problems) {
  assert(rep_ != nullptr && problems != nullptr);
  SchemaDraft& draft = rep_->draft;
  for (Rep::EnumExtension& extension : rep_->enum_extensions) {
    const auto found = FindDeclaration(
        draft.enums, extension.name, [](const auto& e) -> const auto& { return e.type.name; });
    if (found == draft.enums.end()) {
      draft.faults.Add(Last(extension.place), "schema.unknown-name",
                       absl::StrCat("there is no enum `", extension.name, "` to extend"));
      continue;
    }
    std::vector<std::string>& values = found->type.values;
    std::move(extension.values.begin(), extension.values.end(), std::back_inserter(values));
  }
  for (Rep::RecordExtension& extension : rep_->record_extensions) {
    const auto found = FindDeclaration(
        draft.records, extension.name, [](const auto& r) -> const auto& { return r.record.name; });
    if (found == draft.records.end()) {
      draft.faults.Add(Last(extension.place), "schema.unknown-name",
                       absl::StrCat("there is no record type `", extension.name, "` to extend"));
      continue;
    }
    ApplyExtensions(std::move(extension.fields), &*found);
  }

  CheckNames(&draft);
  ResolveNames(&draft);
  CheckMeaning(&draft);
  if (!draft.faults.empty()) {
    draft.faults.MoveTo(problems);
    rep_.reset();
    return std::nullopt;
  }

  auto schema = std::make_unique<Schema::Rep>();
  for (SchemaDraft::Enumeration& enumeration : draft.enums) {
    schema->enums.push_back(std::move(enumeration.type));
  }
  for (RecordDeclaration& declaration : draft.records) {
    schema->records.push_back(std::move(declaration.record));
  }
  schema->inverses = std::move(draft.inverses);
  schema->organization = draft.organization;
  rep_.reset();

  const auto id = [](std::size_t index) { return static_cast<std::uint16_t>(index); };
  for (std::size_t i = 0; i < schema->enums.size(); ++i) {
    schema->enum_ids.emplace(schema->enums[i].name, id(i));
  }
  schema->field_ids.resize(schema->records.size());
  schema->inverse_ids.resize(schema->records.size());
  for (std::size_t i = 0; i < schema->records.size(); ++i) {
    schema->record_ids.emplace(schema->records[i].name, id(i));
    const std::vector<Field>& fields = schema->records[i].fields;
    for (std::size_t k = 0; k < fields.size(); ++k) {
      schema->field_ids[i].emplace(fields[k].name, id(k));
    }
  }
  for (std::size_t i = 0; i < schema->inverses.size(); ++i) {
    const Inverse& inverse = schema->inverses[i];
    schema->inverse_ids[inverse.target].emplace(inverse.name, id(i));
  }
  return Schema(std::move(schema));
}

}  // namespace assay
