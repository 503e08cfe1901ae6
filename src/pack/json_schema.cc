// The formats of packs and of their texts as JSON Schemas, from the descriptions in format.cc and
// texts_format.cc.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assay/pack/pack.h"
#include "assay/pack/texts.h"
#include "src/base/json_writer.h"
#include "src/pack/format.h"

namespace assay {
namespace {

constexpr std::string_view kNamePattern = "^[A-Za-z_][A-Za-z0-9_]*$";
constexpr std::string_view kDottedNamePattern = "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+$";
constexpr std::string_view kIdPattern = "^[A-Za-z0-9][A-Za-z0-9._()/:-]*$";
constexpr std::string_view kLanguagePattern = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";
constexpr std::string_view kVersionPattern =
    "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
    "(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$";
constexpr std::string_view kSignaturePattern =
    "^([A-Za-z_][A-Za-z0-9_]*\\??\\.)?[A-Za-z_][A-Za-z0-9_]*\\(.*\\)$";

std::string_view PatternOf(ScalarForm form) {
  switch (form) {
    case ScalarForm::kName:
      return kNamePattern;
    case ScalarForm::kDottedName:
      return kDottedNamePattern;
    case ScalarForm::kId:
      return kIdPattern;
    case ScalarForm::kLanguage:
      return kLanguagePattern;
    case ScalarForm::kVersion:
      return kVersionPattern;
    case ScalarForm::kSignature:
      return kSignaturePattern;
    default:
      return {};
  }
}

class SchemaWriter {
 public:
  explicit SchemaWriter(std::string* out) : json_(JsonLayout::kIndented, out) {}

  void Write(const ObjectForm& root, std::string_view title) {
    json_.BeginObject();
    Member("$schema", "https://json-schema.org/draft/2020-12/schema");
    Member("title", title);
    Reference(root);
    json_.Key("$defs");
    json_.BeginObject();
    Collect(root);
    for (const ObjectForm* object : objects_) {
      json_.Key(object->name);
      Object(*object);
    }
    json_.EndObject();
    json_.EndObject();
  }

 private:
  void Member(std::string_view key, std::string_view text) {
    json_.Key(key);
    json_.String(text);
  }

  // Every object within `object`, outermost first.
  void Collect(const ObjectForm& object) {
    if (!seen_.insert(&object).second) return;
    objects_.push_back(&object);
    for (const MemberForm& member : object.members) Collect(*member.form);
  }

  void Collect(const Form& form) {
    if (form.items != nullptr) Collect(*form.items);
    if (form.values != nullptr) Collect(*form.values);
    if (form.object != nullptr) Collect(*form.object);
  }

  void Reference(const ObjectForm& object) {
    Member("$ref", "#/$defs/" + std::string(object.name));
  }

  void Object(const ObjectForm& object) {
    json_.BeginObject();
    Member("type", "object");
    json_.Key("additionalProperties");
    json_.Bool(false);
    json_.Key("required");
    json_.BeginArray();
    for (const MemberForm& member : object.members) {
      if (member.is_required) json_.String(member.name);
    }
    json_.EndArray();
    json_.Key("properties");
    json_.BeginObject();
    for (const MemberForm& member : object.members) {
      json_.Key(member.name);
      json_.BeginObject();
      Member("description", member.documentation);
      Alternatives(*member.form);
      json_.EndObject();
    }
    json_.EndObject();
    json_.EndObject();
  }

  // The members of a schema for `form`, into the object that is open.
  void Alternatives(const Form& form) {
    const int count = (form.scalar != ScalarForm::kNone) + (form.items != nullptr) +
                      (form.values != nullptr) + (form.object != nullptr);
    if (count > 1) {
      json_.Key("anyOf");
      json_.BeginArray();
    }
    const auto alternative = [&](auto body) {
      if (count > 1) json_.BeginObject();
      body();
      if (count > 1) json_.EndObject();
    };
    if (form.scalar != ScalarForm::kNone) alternative([&] { Scalar(form.scalar, form); });
    if (form.items != nullptr) alternative([&] { List(form); });
    if (form.values != nullptr) alternative([&] { FreeMapping(form); });
    if (form.object != nullptr) alternative([&] { Reference(*form.object); });
    if (count > 1) json_.EndArray();
  }

  void Nested(std::string_view key, const Form& form) {
    json_.Key(key);
    json_.BeginObject();
    Alternatives(form);
    json_.EndObject();
  }

  void List(const Form& form) {
    Member("type", "array");
    if (form.needs_one) Count("minItems");
    Nested("items", *form.items);
  }

  void FreeMapping(const Form& form) {
    Member("type", "object");
    if (form.needs_one) Count("minProperties");
    json_.Key("propertyNames");
    json_.BeginObject();
    Member("pattern", PatternOf(form.keys));
    json_.EndObject();
    Nested("additionalProperties", *form.values);
  }

  void Count(std::string_view key) {
    json_.Key(key);
    json_.Integer(1);
  }

  void Types(const std::vector<std::string_view>& types) {
    json_.Key("type");
    json_.BeginArray();
    for (const std::string_view type : types) json_.String(type);
    json_.EndArray();
  }

  void Scalar(ScalarForm scalar, const Form& form) {
    switch (scalar) {
      case ScalarForm::kWord:
        json_.Key("enum");
        json_.BeginArray();
        for (const std::string_view word : form.words) json_.String(word);
        json_.EndArray();
        return;
      case ScalarForm::kTrue:
        json_.Key("const");
        json_.Bool(true);
        return;
      case ScalarForm::kBool:
        return Member("type", "boolean");
      case ScalarForm::kInt:
        return Member("type", "integer");
      case ScalarForm::kDecimal:
        return Member("type", "number");
      case ScalarForm::kExpression:
      case ScalarForm::kAny:
        return Types({"string", "number", "boolean"});
      default:
        break;
    }
    Member("type", "string");
    const std::string_view pattern = PatternOf(scalar);
    if (!pattern.empty()) {
      Member("pattern", pattern);
    } else {
      Count("minLength");
    }
  }

  JsonWriter json_;
  std::set<const ObjectForm*> seen_;
  std::vector<const ObjectForm*> objects_;
};

}  // namespace

std::string PackJsonSchema() {
  std::string text;
  SchemaWriter(&text).Write(PackForm(), "assay rule pack");
  text += '\n';
  return text;
}

std::string TextsJsonSchema() {
  std::string text;
  SchemaWriter(&text).Write(TextsForm(), "texts of an assay rule pack");
  text += '\n';
  return text;
}

}  // namespace assay
