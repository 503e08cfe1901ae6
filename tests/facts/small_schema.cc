#include "tests/facts/small_schema.h"

#include <cstdlib>
#include <iostream>
#include <utility>

namespace assay {
namespace {

void AddEnums(SchemaBuilder* builder) {
  builder->AddEnum({.name = "engagement", .values = {"employee", "contractor"}}, {});
  builder->AddEnum({.name = "document_kind", .values = {"handbook", "policy", "plan"}}, {});
  builder->AddEnum({.name = "attestation", .values = {"asserted", "documented", "observed"}}, {});
  builder->AddEnum({.name = "topic", .values = {"phishing", "passwords", "travel"}}, {});
}

void AddTables(SchemaBuilder* builder) {
  builder->AddRecord(Record("organization", "", RecordRole::kSingle,
                            {KeyField("id"), PlainField("time_zone", FieldKind::kText),
                             PlainField("founded", FieldKind::kDate, Missing::kNone)}));
  builder->AddRecord(Record("role", "roles", RecordRole::kTable,
                            {KeyField("id"), PlainField("title", FieldKind::kText, Missing::kNone),
                             PlainField("privileged", FieldKind::kBool, Missing::kUnknown)}));
  RecordDeclaration person = Record(
      "person", "people", RecordRole::kTable,
      {KeyField("id"), EnumField("engagement", "engagement"), PlainField("start", FieldKind::kDate),
       PlainField("end", FieldKind::kDate, Missing::kNone),
       WithDefault(PlainField("in_scope", FieldKind::kBool), "true"),
       ReferenceField("manager", "person", "reports", Missing::kNone),
       ChildrenField("assignments", "assignment")});
  builder->AddRecord(std::move(person));
  RecordDeclaration assignment =
      Record("assignment", "assignments", RecordRole::kChild,
             {ReferenceField("role", "role", "holders"), PlainField("from", FieldKind::kDate),
              PlainField("to", FieldKind::kDate, Missing::kNone)});
  assignment.record.is_feed = true;
  assignment.record.feed_needs_listing = true;
  builder->AddRecord(std::move(assignment));
  builder->AddRecord(
      Record("module", "modules", RecordRole::kTable,
             {KeyField("id"), ListOf(EnumField("topics", "topic"), Missing::kDefault),
              PlainField("fee", FieldKind::kDecimal, Missing::kNone)}));
  builder->AddRecord(Record("waiver", "waivers", RecordRole::kTable,
                            {PlainField("item", FieldKind::kText),
                             PlainField("cost", FieldKind::kDecimal, Missing::kNone),
                             ReferenceField("approved_by", "person", "", Missing::kNone)}));
}

void AddDocuments(SchemaBuilder* builder) {
  RecordDeclaration document = Record("document", "documents", RecordRole::kTable,
                                      {KeyField("id"), EnumField("kind", "document_kind"),
                                       ChildrenField("versions", "document_version")});
  document.feed_kind_field = "kind";
  builder->AddRecord(std::move(document));
  FieldDeclaration procedure = PlainField("procedure", FieldKind::kChild, Missing::kNone);
  procedure.target = "procedure";
  builder->AddRecord(
      Record("document_version", "document_versions", RecordRole::kChild,
             {KeyField("version"), PlainField("effective_from", FieldKind::kDate),
              WithRange(PlainField("word_count", FieldKind::kInt, Missing::kNone), 0, 1'000'000),
              std::move(procedure)}));
  builder->AddRecord(Record("procedure", "procedures", RecordRole::kChild,
                            {PlainField("covers_security", FieldKind::kBool),
                             ListOf(EnumField("steps", "topic"), Missing::kDefault)}));
}

void AddEvidence(SchemaBuilder* builder) {
  const auto evidence = [&](std::string name, std::vector<FieldDeclaration> fields) {
    std::vector<FieldDeclaration> all = {
        KeyField("id"), PlainField("occurred_at", FieldKind::kWhen),
        WithDefault(EnumField("attestation", "attestation"), "\"documented\""),
        WithDefault(PlainField("source", FieldKind::kText), "\"export\"")};
    for (FieldDeclaration& field : fields) all.push_back(std::move(field));
    std::string plural = name + "s";
    RecordDeclaration record =
        Record(std::move(name), std::move(plural), RecordRole::kEvidence, std::move(all));
    record.occurred_field = "occurred_at";
    builder->AddRecord(std::move(record));
  };
  FieldDeclaration version =
      ReferenceField("document_version", "document_version", "readers", Missing::kNone);
  version.scope_field = "document";
  evidence("acknowledgement",
           {ReferenceField("person", "person", "acknowledgements"), std::move(version),
            ReferenceField("document", "document", "", Missing::kNone),
            PlainField("viewed_seconds", FieldKind::kInt, Missing::kNone)});
  evidence("completion",
           {ReferenceField("person", "person", "completions"),
            ReferenceField("module", "module", "completions", Missing::kUnknown),
            WithRange(PlainField("score", FieldKind::kInt, Missing::kUnknown), 0, 100)});
  evidence("briefing",
           {ReferenceField("led_by", "person", "", Missing::kNone),
            ListOf(ReferenceField("attendees", "person", "briefings_attended"), Missing::kDefault),
            ListOf(PlainField("tags", FieldKind::kText), Missing::kUnknown),
            ListOf(ReferenceField("follows", "completion", ""), Missing::kDefault),
            ChildrenField("viewings", "viewing")});
  builder->AddRecord(
      Record("viewing", "viewings", RecordRole::kChild,
             {ReferenceField("person", "person", "viewings"), PlainField("at", FieldKind::kWhen),
              PlainField("watched_seconds", FieldKind::kInt)}));
}

Schema BuildOrDie(SchemaBuilder builder) {
  Diagnostics problems;
  std::optional<Schema> schema = builder.Build(&problems);
  if (!schema) {
    std::cerr << Render(problems);
    std::abort();
  }
  return *std::move(schema);
}

}  // namespace

FieldDeclaration PlainField(std::string name, FieldKind kind, Missing missing) {
  FieldDeclaration declaration;
  declaration.field.name = std::move(name);
  declaration.field.kind = kind;
  declaration.field.missing = missing;
  return declaration;
}

FieldDeclaration KeyField(std::string name) {
  FieldDeclaration declaration = PlainField(std::move(name), FieldKind::kText);
  declaration.field.is_key = true;
  return declaration;
}

FieldDeclaration EnumField(std::string name, std::string enumeration, Missing missing) {
  FieldDeclaration declaration = PlainField(std::move(name), FieldKind::kEnum, missing);
  declaration.enumeration = std::move(enumeration);
  return declaration;
}

FieldDeclaration ReferenceField(std::string name, std::string target, std::string inverse,
                                Missing missing) {
  FieldDeclaration declaration = PlainField(std::move(name), FieldKind::kReference, missing);
  declaration.target = std::move(target);
  declaration.field.inverse = std::move(inverse);
  return declaration;
}

FieldDeclaration ListOf(FieldDeclaration element, Missing missing) {
  element.field.is_list = true;
  element.field.missing = missing;
  return element;
}

FieldDeclaration WithDefault(FieldDeclaration field, std::string default_text) {
  field.field.missing = Missing::kDefault;
  field.field.default_text = std::move(default_text);
  return field;
}

FieldDeclaration WithRange(FieldDeclaration field, std::int64_t minimum, std::int64_t maximum) {
  field.field.minimum = minimum;
  field.field.maximum = maximum;
  return field;
}

FieldDeclaration ChildrenField(std::string name, std::string target) {
  FieldDeclaration declaration =
      PlainField(std::move(name), FieldKind::kChildren, Missing::kDefault);
  declaration.target = std::move(target);
  return declaration;
}

RecordDeclaration Record(std::string name, std::string plural, RecordRole role,
                         std::vector<FieldDeclaration> fields) {
  RecordDeclaration declaration;
  declaration.record.name = std::move(name);
  declaration.record.plural = std::move(plural);
  declaration.record.role = role;
  declaration.fields = std::move(fields);
  return declaration;
}

SchemaBuilder SmallSchemaBuilder() {
  SchemaBuilder builder;
  AddEnums(&builder);
  AddTables(&builder);
  AddDocuments(&builder);
  AddEvidence(&builder);
  return builder;
}

SmallSchema::SmallSchema() : schema(BuildOrDie(SmallSchemaBuilder())) {}

RecordTypeId SmallSchema::type(std::string_view record) const {
  const RecordTypeId id = schema.FindRecord(record);
  if (id == kNoId) std::abort();
  return id;
}

FieldId SmallSchema::field(std::string_view record, std::string_view field) const {
  const FieldId id = schema.FindField(type(record), field);
  if (id == kNoId) std::abort();
  return id;
}

int SmallSchema::value(std::string_view enumeration, std::string_view value) const {
  const int index = schema.FindEnumValue(schema.FindEnum(enumeration), value);
  if (index < 0) std::abort();
  return index;
}

}  // namespace assay
