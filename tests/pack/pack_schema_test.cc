// The JSON Schema of the format says what the reader takes, because both come from one description;
// what is left to test is that it is well formed, that it is the one in schemas/, and that the
// shipped pack keeps to it.

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "assay/pack/pack.h"
#include "assay/pack/texts.h"
#include "src/base/tree.h"
#include "src/pack/format.h"

namespace assay {
namespace {

std::string FileText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

Node Schema() {
  Document document;
  Diagnostics problems;
  EXPECT_TRUE(ReadJson(PackJsonSchema(), "", {}, &document, &problems)) << Render(problems);
  return document.root;
}

// As much of JSON Schema as PackJsonSchema writes, except patterns.
class Validator {
 public:
  explicit Validator(const Node& root) : root_(root) {}

  bool Fits(const Node& value, const Node& schema) const {
    if (const Node* reference = schema.Find("$ref")) {
      const std::string name = reference->text.substr(std::string("#/$defs/").size());
      const Node* target = root_.Find("$defs")->Find(name);
      return target != nullptr && Fits(value, *target);
    }
    if (const Node* choices = schema.Find("anyOf")) {
      return std::any_of(choices->items.begin(), choices->items.end(),
                         [&](const Node& choice) { return Fits(value, choice); });
    }
    if (const Node* words = schema.Find("enum")) {
      return std::any_of(words->items.begin(), words->items.end(), [&](const Node& word) {
        return value.is_scalar() && word.text == value.text;
      });
    }
    if (const Node* constant = schema.Find("const"))
      return value.is_scalar() && value.text == constant->text;
    const Node* type = schema.Find("type");
    if (type == nullptr) return false;
    if (type->is_scalar() && type->text == "object") return FitsObject(value, schema);
    if (type->is_scalar() && type->text == "array") {
      const Node& items = *schema.Find("items");
      return value.is_sequence() && (schema.Find("minItems") == nullptr || !value.items.empty()) &&
             std::all_of(value.items.begin(), value.items.end(),
                         [&](const Node& item) { return Fits(item, items); });
    }
    return value.is_scalar();
  }

 private:
  bool FitsObject(const Node& value, const Node& schema) const {
    if (!value.is_mapping()) return false;
    const Node& others = *schema.Find("additionalProperties");
    const Node* properties = schema.Find("properties");
    if (const Node* required = schema.Find("required")) {
      for (const Node& name : required->items) {
        if (value.Find(name.text) == nullptr) return false;
      }
    }
    for (const NodeMember& member : value.members) {
      const Node* known = properties == nullptr ? nullptr : properties->Find(member.key);
      if (known == nullptr && !others.is_mapping()) return false;
      if (!Fits(member.value, known == nullptr ? others : *known)) return false;
    }
    return true;
  }

  const Node& root_;
};

TEST(PackSchema, IsTheOneInTheFile) {
  EXPECT_EQ(FileText(ASSAY_SOURCE_DIR "/schemas/pack.schema.json"), PackJsonSchema())
      << "schemas/pack.schema.json is out of date; assay schema pack > schemas/pack.schema.json";
}

TEST(TextsSchema, IsTheOneInTheFile) {
  EXPECT_EQ(FileText(ASSAY_SOURCE_DIR "/schemas/texts.schema.json"), TextsJsonSchema())
      << "schemas/texts.schema.json is out of date; assay schema texts > schemas/texts.schema.json";
}

TEST(TextsSchema, FitsTheShippedTextsAndNoOthers) {
  Document schema;
  Document texts;
  Diagnostics problems;
  ASSERT_TRUE(ReadJson(TextsJsonSchema(), "", {}, &schema, &problems)) << Render(problems);
  const std::string text = FileText(ASSAY_SOURCE_DIR "/packs/iso27001-2022-a5.4/texts.de.yaml");
  ASSERT_TRUE(ReadYaml(text, "", {}, &texts, &problems)) << Render(problems);
  const Validator validator(schema.root);
  EXPECT_TRUE(validator.Fits(texts.root, schema.root));
  Document other;
  ASSERT_TRUE(ReadYaml(text + "lookup: {}\n", "", {}, &other, &problems)) << Render(problems);
  EXPECT_FALSE(validator.Fits(other.root, schema.root));
}

TEST(PackSchema, FitsTheShippedPack) {
  Document document;
  Diagnostics problems;
  const std::string text = FileText(ASSAY_SOURCE_DIR "/packs/iso27001-2022-a5.4/pack.yaml");
  ASSERT_TRUE(ReadYaml(text, "pack.yaml", {}, &document, &problems)) << Render(problems);
  const Node schema = Schema();
  EXPECT_TRUE(Validator(schema).Fits(document.root, schema));
  // And it can fail: a pack whose first trap has lost its signal does not fit.
  for (NodeMember& member : document.root.members) {
    if (member.key != "traps") continue;
    auto& members = member.value.items[0].members;
    members.erase(std::remove_if(members.begin(), members.end(),
                                 [](const NodeMember& one) { return one.key == "when"; }),
                  members.end());
  }
  EXPECT_FALSE(Validator(schema).Fits(document.root, schema));
}

// Every member of the description is there, with a word on what it is.
void ExpectDescribed(const ObjectForm& object, const Node& definitions);

void ExpectDescribed(const Form& form, const Node& definitions) {
  if (form.items != nullptr) ExpectDescribed(*form.items, definitions);
  if (form.values != nullptr) ExpectDescribed(*form.values, definitions);
  if (form.object != nullptr) ExpectDescribed(*form.object, definitions);
}

void ExpectDescribed(const ObjectForm& object, const Node& definitions) {
  const Node* definition = definitions.Find(object.name);
  ASSERT_NE(definition, nullptr) << object.name;
  ASSERT_EQ(definition->Find("properties")->members.size(), object.members.size()) << object.name;
  for (const MemberForm& member : object.members) {
    EXPECT_NE(definition->Find("properties")->Find(member.name), nullptr)
        << object.name << "." << member.name;
    EXPECT_FALSE(member.documentation.empty()) << object.name << "." << member.name;
    EXPECT_FALSE(member.form->expected.empty()) << object.name << "." << member.name;
    ExpectDescribed(*member.form, definitions);
  }
}

TEST(PackSchema, DescribesEveryMember) {
  const Node schema = Schema();
  ExpectDescribed(PackForm(), *schema.Find("$defs"));
}

}  // namespace
}  // namespace assay
