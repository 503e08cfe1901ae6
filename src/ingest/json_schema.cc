#include "assay/ingest/json_schema.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "src/base/json_writer.h"
#include "src/ingest/facts_document.h"

namespace assay {
namespace {

constexpr std::string_view kDatePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view kWhenPattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
    "([Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$";
constexpr std::string_view kDecimalPattern = "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$";

// Writes the schema of one schema; members of the same shape are written by the same function.
class JsonSchemaWriter {
 public:
  JsonSchemaWriter(const Schema& schema, std::string* out)
      : schema_(schema), json_(JsonLayout::kIndented, out) {}

  void Document() {
    json_.BeginObject();
    Text("$schema", "https://json-schema.org/draft/2020-12/schema");
    Text("title", "assay facts");
    Text("description",
         "Everything known about one organisation: its people, documents and evidence. A member "
         "that "
         "is absent and one that is null mean the same.");
    Text("type", "object");
    json_.Key("properties");
    json_.BeginObject();
    DocumentMembers();
    json_.EndObject();
    Names("required", RequiredMembers());
    json_.Key("additionalProperties");
    json_.Bool(false);
    json_.Key("$defs");
    json_.BeginObject();
    for (const RecordType& record : schema_.records()) {
      json_.Key(record.name);
      Record(record);
    }
    json_.EndObject();
    json_.EndObject();
  }

 private:
  void Text(std::string_view key, std::string_view text) {
    json_.Key(key);
    json_.String(text);
  }

  void Names(std::string_view key, const std::vector<std::string_view>& names) {
    json_.Key(key);
    json_.BeginArray();
    for (const std::string_view name : names) json_.String(name);
    json_.EndArray();
  }

  // `"type": "string"`, or `"type": ["string", "null"]` where absence is no fault.
  void Type(std::string_view type, bool nullable) {
    if (!nullable) return Text("type", type);
    Names("type", {type, "null"});
  }

  void ReferenceTo(std::string_view record) { Text("$ref", "#/$defs/" + std::string(record)); }

  // One record, or null where its absence is no fault.
  void ObjectOf(const RecordType& record, bool nullable) {
    if (!nullable) return ReferenceTo(record.name);
    json_.Key("anyOf");
    json_.BeginArray();
    json_.BeginObject();
    ReferenceTo(record.name);
    json_.EndObject();
    json_.BeginObject();
    Text("type", "null");
    json_.EndObject();
    json_.EndArray();
  }

  void ArrayOf(const RecordType& record) {
    Type("array", true);
    json_.Key("items");
    json_.BeginObject();
    ReferenceTo(record.name);
    json_.EndObject();
  }

  std::vector<std::string_view> RequiredMembers() const {
    std::vector<std::string_view> names;
    for (const RecordType& record : schema_.records()) {
      if (record.role == RecordRole::kSingle) names.push_back(record.member);
    }
    names.push_back(kCollectedMember);
    return names;
  }

  void DocumentMembers() {
    json_.Key(kFormatMember);
    json_.BeginObject();
    Text("description", "The format of this document and its version.");
    Names("enum", {kFactsFormat});
    json_.EndObject();

    json_.Key(kAsOfMember);
    json_.BeginObject();
    Text(
        "description",
        "The local day on which the organisation is judged, at its end. An argument overrides it.");
    Type("string", true);
    Text("format", "date");
    Text("pattern", kDatePattern);
    json_.EndObject();

    for (const RecordType& record : schema_.records()) {
      if (record.role != RecordRole::kSingle) continue;
      json_.Key(record.member);
      json_.BeginObject();
      ReferenceTo(record.name);
      json_.EndObject();
    }
    Collected();
    for (const RecordType& record : schema_.records()) {
      if (record.role != RecordRole::kTable) continue;
      json_.Key(record.member);
      json_.BeginObject();
      Text("description", record.documentation);
      ArrayOf(record);
      json_.EndObject();
    }
    Evidence();
  }

  void Collected() {
    json_.Key(kCollectedMember);
    json_.BeginObject();
    Text("description",
         "The feeds that are connected. What no feed delivers is unknown; what a connected feed "
         "does "
         "not deliver does not exist. `*` is all of them.");
    Text("type", "array");
    json_.Key("items");
    json_.BeginObject();
    json_.Key("anyOf");
    json_.BeginArray();
    json_.BeginObject();
    FeedNames();
    json_.EndObject();
    json_.BeginObject();
    CollectedEntry();
    json_.EndObject();
    json_.EndArray();
    json_.EndObject();
    json_.EndObject();
  }

  void FeedNames() { Names("enum", FeedNamesOf(schema_)); }

  void CollectedEntry() {
    Text("type", "object");
    json_.Key("properties");
    json_.BeginObject();
    json_.Key("type");
    json_.BeginObject();
    Text("description", "The feed.");
    FeedNames();
    json_.EndObject();
    CollectedBound("from", "First day from which the feed is complete.");
    CollectedBound("to", "Last day up to which the feed is complete.");
    json_.Key("complete");
    json_.BeginObject();
    Text("description", "Whether the feed delivers everything within these days; true if absent.");
    Type("boolean", true);
    json_.EndObject();
    json_.EndObject();
    Names("required", {"type"});
    json_.Key("additionalProperties");
    json_.Bool(false);
  }

  void CollectedBound(std::string_view name, std::string_view description) {
    json_.Key(name);
    json_.BeginObject();
    Text("description", description);
    Type("string", true);
    Text("format", "date");
    Text("pattern", kDatePattern);
    json_.EndObject();
  }

  void Evidence() {
    json_.Key(kEvidenceMember);
    json_.BeginObject();
    Text("description", "Records of what happened, told apart by their `type`.");
    Type("array", true);
    json_.Key("items");
    json_.BeginObject();
    json_.Key("oneOf");
    json_.BeginArray();
    for (const RecordType& record : schema_.records()) {
      if (record.role != RecordRole::kEvidence) continue;
      json_.BeginObject();
      ReferenceTo(record.name);
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
    json_.EndObject();
  }

  void Record(const RecordType& record) {
    std::vector<std::string_view> required;
    json_.BeginObject();
    Text("description", record.documentation);
    Text("type", "object");
    json_.Key("properties");
    json_.BeginObject();
    if (record.role == RecordRole::kEvidence) {
      required.push_back(kTypeMember);
      json_.Key(kTypeMember);
      json_.BeginObject();
      Text("const", record.name);
      json_.EndObject();
    }
    for (const Field& field : record.fields) {
      if (field.missing == Missing::kRequired) required.push_back(field.name);
      json_.Key(field.name);
      json_.BeginObject();
      Text("description", DescriptionOf(field));
      if (field.is_list) {
        ListOf(field);
      } else {
        Value(field, field.missing != Missing::kRequired);
      }
      if (record.key_field != kNoId && &field == &record.fields[record.key_field]) SomethingIn();
      if (field.missing == Missing::kDefault && !field.default_text.empty()) Default(field);
      json_.EndObject();
    }
    json_.EndObject();
    if (!required.empty()) Names("required", required);
    json_.Key("additionalProperties");
    json_.Bool(false);
    json_.EndObject();
  }

  static std::string DescriptionOf(const Field& field) {
    std::string text = field.documentation;
    if (!field.unit.empty()) text += " Unit: " + field.unit + ".";
    if (field.missing == Missing::kNone) text += " Absent means none.";
    if (field.missing == Missing::kUnknown) text += " Absent means unknown.";
    return text;
  }

  void Default(const Field& field) {
    const std::string_view text = field.default_text;
    json_.Key("default");
    if (text == "true" || text == "false") {
      json_.Bool(text == "true");
    } else if (text.front() == '"') {
      json_.String(text.substr(1, text.size() - 2));
    } else if (text == "[]") {
      json_.BeginArray();
      json_.EndArray();
    } else {
      json_.Number(text);
    }
  }

  void ListOf(const Field& field) {
    Type("array", field.missing != Missing::kRequired);
    json_.Key("items");
    json_.BeginObject();
    Value(field, false);
    json_.EndObject();
  }

  void Value(const Field& field, bool nullable) {
    switch (field.kind) {
      case FieldKind::kBool:
        Type("boolean", nullable);
        return;
      case FieldKind::kInt:
        Type("integer", nullable);
        Bound("minimum", field.minimum);
        Bound("maximum", field.maximum);
        return;
      case FieldKind::kDecimal:
        nullable ? Names("type", {"number", "string", "null"})
                 : Names("type", {"number", "string"});
        Text("pattern", kDecimalPattern);
        Bound("minimum", field.minimum);
        Bound("maximum", field.maximum);
        return;
      case FieldKind::kText:
      case FieldKind::kReference:
        Type("string", nullable);
        if (field.enumeration != kNoId) Words("examples", field, false);
        return;
      case FieldKind::kEnum:
        Words("enum", field, nullable);
        return;
      case FieldKind::kDate:
        Type("string", nullable);
        Text("format", "date");
        Text("pattern", kDatePattern);
        return;
      case FieldKind::kWhen:
        Type("string", nullable);
        Text("pattern", kWhenPattern);
        return;
      case FieldKind::kChild:
        ObjectOf(schema_.record(field.target), nullable);
        return;
      case FieldKind::kChildren:
        ArrayOf(schema_.record(field.target));
        return;
    }
  }

  // An id is a text with something in it.
  void SomethingIn() {
    json_.Key("minLength");
    json_.Integer(1);
    Text("pattern", "\\S");
  }

  void Bound(std::string_view key, const std::optional<std::int64_t>& value) {
    if (!value.has_value()) return;
    json_.Key(key);
    json_.Integer(*value);
  }

  void Words(std::string_view key, const Field& field, bool nullable) {
    json_.Key(key);
    json_.BeginArray();
    for (const std::string& word : schema_.enums()[field.enumeration].values) json_.String(word);
    if (nullable) json_.Null();
    json_.EndArray();
  }

  const Schema& schema_;
  JsonWriter json_;
};

}  // namespace

std::string FactsJsonSchema(const Schema& schema) {
  std::string text;
  JsonSchemaWriter(schema, &text).Document();
  text += '\n';
  return text;
}

}  // namespace assay
