#include "tests/expr/rule_schema.h"

#include <cassert>
#include <string>
#include <utility>
#include <vector>

namespace assay {
namespace {

using FieldDeclaration = SchemaBuilder::FieldDeclaration;

FieldDeclaration Declared(std::string name, FieldKind kind, Missing missing = Missing::kRequired) {
  FieldDeclaration declaration;
  declaration.field.name = std::move(name);
  declaration.field.kind = kind;
  declaration.field.missing = missing;
  declaration.field.documentation = "A field of the test.";
  return declaration;
}

FieldDeclaration Key() {
  FieldDeclaration key = Declared("id", FieldKind::kText);
  key.field.is_key = true;
  return key;
}

FieldDeclaration Words(std::string name, std::string enumeration,
                       Missing missing = Missing::kRequired) {
  FieldDeclaration field = Declared(std::move(name), FieldKind::kEnum, missing);
  field.enumeration = std::move(enumeration);
  return field;
}

// A text with usual words.
FieldDeclaration UsualWords(std::string name, std::string vocabulary) {
  FieldDeclaration field = Declared(std::move(name), FieldKind::kText, Missing::kUnknown);
  field.enumeration = std::move(vocabulary);
  return field;
}

FieldDeclaration Reference(std::string name, std::string target, std::string inverse,
                           Missing missing = Missing::kRequired) {
  FieldDeclaration field = Declared(std::move(name), FieldKind::kReference, missing);
  field.target = std::move(target);
  field.field.inverse = std::move(inverse);
  return field;
}

FieldDeclaration Embedded(std::string name, FieldKind kind, std::string target) {
  const bool is_list = kind == FieldKind::kChildren;
  FieldDeclaration field =
      Declared(std::move(name), kind, is_list ? Missing::kDefault : Missing::kNone);
  field.target = std::move(target);
  return field;
}

FieldDeclaration List(FieldDeclaration field) {
  field.field.is_list = true;
  return field;
}

SchemaBuilder::RecordDeclaration Record(std::string name, std::string plural, RecordRole role,
                                        std::vector<FieldDeclaration> fields) {
  SchemaBuilder::RecordDeclaration record;
  record.record.name = std::move(name);
  record.record.plural = std::move(plural);
  record.record.role = role;
  record.record.documentation = "A record of the test.";
  record.fields = std::move(fields);
  if (role == RecordRole::kEvidence) {
    record.fields.insert(record.fields.begin(), {Key(), Declared("occurred_at", FieldKind::kWhen)});
    record.occurred_field = "occurred_at";
  }
  return record;
}

void AddEnums(SchemaBuilder* builder) {
  const auto add = [&](std::string name, std::vector<std::string> values) {
    builder->AddEnum({std::move(name), std::move(values), "Words of the test."}, {});
  };
  add("engagement", {"employee", "contractor", "intern"});
  add("management_level", {"none", "line_manager", "department_head", "top"});
  add("document_kind", {"handbook", "security_policy"});
  add("method", {"email", "click"});
  add("contact", {"email", "phone"});
  add("step", {"verbal_warning", "written_warning", "termination"});
  add("channel", {"email", "chat", "intranet"});
  add("topic", {"awareness", "consequences", "rationale"});
}

}  // namespace

Schema RuleSchema() {
  SchemaBuilder builder;
  AddEnums(&builder);
  builder.AddRecord(Record(
      "organization", "organizations", RecordRole::kSingle,
      {Key(), Declared("isms_start", FieldKind::kDate), UsualWords("primary_channel", "channel"),
       Words("contact", "contact"),
       Declared("sector", FieldKind::kText, Missing::kNone)}));
  builder.AddRecord(Record("role", "roles", RecordRole::kTable,
                           {Key(), Words("management_level", "management_level"),
                            Declared("top_executive", FieldKind::kBool, Missing::kUnknown),
                            List(UsualWords("required_topics", "topic")),
                            Declared("privileged", FieldKind::kBool, Missing::kNone)}));
  builder.AddRecord(
      Record("person", "people", RecordRole::kTable,
             {Key(), Words("engagement", "engagement"), Declared("start", FieldKind::kDate),
              Declared("end", FieldKind::kDate, Missing::kNone),
              Reference("manager", "person", "reports", Missing::kNone),
              Embedded("assignments", FieldKind::kChildren, "assignment")}));
  builder.AddRecord(Record("assignment", "assignments", RecordRole::kChild,
                           {Reference("role", "role", ""), Declared("from", FieldKind::kDate),
                            Declared("to", FieldKind::kDate, Missing::kNone)}));
  builder.AddRecord(Record("document", "documents", RecordRole::kTable,
                           {Key(), Words("kind", "document_kind"),
                            Embedded("versions", FieldKind::kChildren, "document_version")}));
  builder.AddRecord(Record("document_version", "document_versions", RecordRole::kChild,
                           {Declared("effective_from", FieldKind::kDate),
                            Declared("word_count", FieldKind::kInt, Missing::kNone),
                            Embedded("procedure", FieldKind::kChild, "procedure")}));
  builder.AddRecord(
      Record("procedure", "procedures", RecordRole::kChild,
             {Declared("covers_security", FieldKind::kBool), List(Words("steps", "step"))}));
  builder.AddRecord(
      Record("acknowledgement", "acknowledgements", RecordRole::kEvidence,
             {Reference("person", "person", "acknowledgements"), Words("method", "method"),
              Declared("viewed_seconds", FieldKind::kInt, Missing::kNone),
              Declared("revoked_at", FieldKind::kWhen, Missing::kNone),
              Declared("fee", FieldKind::kDecimal, Missing::kUnknown),
              Reference("document", "document", "", Missing::kNone)}));
  builder.AddRecord(Record("briefing", "briefings", RecordRole::kEvidence,
                           {Reference("led_by", "person", "briefings_led", Missing::kNone),
                            List(Reference("attendees", "person", "briefings_attended")),
                            List(UsualWords("topics", "topic")),
                            Embedded("viewings", FieldKind::kChildren, "viewing")}));
  builder.AddRecord(
      Record("viewing", "viewings", RecordRole::kChild,
             {Reference("person", "person", "viewings"), Declared("at", FieldKind::kWhen),
              Declared("watched_seconds", FieldKind::kInt)}));
  Diagnostics problems;
  std::optional<Schema> schema = builder.Build(&problems);
  assert(schema.has_value() && "the schema of the tests is sound");
  return *std::move(schema);
}

Environment RuleEnvironment(const Schema& schema) {
  const auto type = [&](std::string_view text) {
    std::optional<Type> parsed = ParseType(text, &schema);
    assert(parsed.has_value());
    return *std::move(parsed);
  };
  Environment environment(&schema);
  environment.AddVariable("as_of", type("date"));
  environment.AddVariable("org", type("organization"));
  environment.AddVariable("flag", type("bool"));
  environment.AddNamespace({"params",
                            {{"annual_months", type("int")},
                             {"engagements", type("list(engagement)")},
                             {"channel", type("string")}}});
  environment.AddNamespace({"tally", {{"clicks", type("int")}}});
  Type workforce = MakeType(TypeKind::kPopulation);
  workforce.id = schema.FindRecord("person");
  environment.AddNamespace({"populations", {{"workforce", workforce}}});

  const auto derive = [&](std::string_view record, std::string name, std::string_view text) {
    environment.AddDerivedField(schema.FindRecord(record), {std::move(name), type(text)});
  };
  derive("organization", "handbook", "document?");
  derive("person", "tenure_days", "int");
  derive("acknowledgement", "hollow", "bool");

  environment.AddDefinedFunction(
      {"covers",
       std::nullopt,
       {{"from", type("date")}, {"to", type("date?")}, {"day", type("date")}},
       type("bool")});
  environment.AddDefinedFunction({"fresh", std::nullopt, {{"on", type("date")}}, type("bool")});
  environment.AddDefinedFunction(
      {"manager_on", type("person?"), {{"day", type("date")}}, type("bool")});
  environment.AddDefinedFunction(
      {"duty", type("person"), {{"engagements", type("list(engagement)")}}, type("bool")});
  environment.AddDefinedFunction(
      {"role_on", type("person"), {{"day", type("date")}}, type("optional(role)")});
  return environment;
}

CheckOptions PersonOptions(const Schema& schema) {
  CheckOptions options;
  options.locals.push_back({"person", RecordOf(schema.FindRecord("person"))});
  return options;
}

}  // namespace assay
