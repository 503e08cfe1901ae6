#include "assay/ingest/shipped_schema.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/domain/records.h"
#include "assay/ingest/described_schema.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Field* FieldOf(const Schema& schema, std::string_view record, std::string_view field) {
  const RecordTypeId type = schema.FindRecord(record);
  if (type == kNoId) return nullptr;
  const FieldId id = schema.FindField(type, field);
  return id == kNoId ? nullptr : &schema.field(type, id);
}

TEST(ShippedSchema, IsBuiltFromTheDescriptionsWithoutAFault) {
  SchemaBuilder builder;
  SchemaDescriber describer(&builder, nullptr);
  boost::mp11::mp_for_each<
      boost::mp11::mp_transform<boost::mp11::mp_identity, domain::FactRecords>>(
      [&](auto tag) { describer.Add<typename decltype(tag)::type>(); });
  Diagnostics problems;
  ASSERT_TRUE(builder.Build(&problems).has_value()) << Render(problems);
  EXPECT_THAT(problems, IsEmpty());
}

TEST(ShippedSchema, HasTheRecordsInTheOrderOfTheList) {
  const Schema schema = ShippedSchema();
  std::vector<std::string> want;
  boost::mp11::mp_for_each<
      boost::mp11::mp_transform<boost::mp11::mp_identity, domain::FactRecords>>([&](auto tag) {
    want.emplace_back(domain::Description<typename decltype(tag)::type>::record.name);
  });
  std::vector<std::string> names;
  for (const RecordType& record : schema.records()) names.push_back(record.name);
  EXPECT_EQ(names, want);
}

TEST(ShippedSchema, DocumentsEverything) {
  const Schema schema = ShippedSchema();
  for (const EnumType& type : schema.enums()) EXPECT_FALSE(type.documentation.empty()) << type.name;
  for (const RecordType& record : schema.records()) {
    EXPECT_FALSE(record.documentation.empty()) << record.name;
    for (const Field& field : record.fields) {
      EXPECT_FALSE(field.documentation.empty()) << record.name << "." << field.name;
    }
  }
}

struct MeaningCase {
  const char* record;
  const char* field;
  FieldKind kind;
  Missing missing;
  const char* default_text;
};

// What the domain specification settles about absence, one row each.
constexpr MeaningCase kMeanings[] = {
    {"organization", "isms_start", FieldKind::kDate, Missing::kRequired, ""},
    {"role", "top_executive", FieldKind::kBool, Missing::kUnknown, ""},
    {"role", "management_level", FieldKind::kEnum, Missing::kRequired, ""},
    {"role", "privileged", FieldKind::kBool, Missing::kNone, ""},
    {"person", "end", FieldKind::kDate, Missing::kNone, ""},
    {"person", "manager", FieldKind::kReference, Missing::kNone, ""},
    {"person", "in_scope", FieldKind::kBool, Missing::kDefault, "true"},
    {"person", "assignments", FieldKind::kChildren, Missing::kDefault, ""},
    {"document_version", "material", FieldKind::kBool, Missing::kDefault, "true"},
    {"document_version", "word_count", FieldKind::kInt, Missing::kNone, ""},
    {"document_version", "disciplinary_procedure", FieldKind::kChild, Missing::kNone, ""},
    {"contract", "attestation", FieldKind::kEnum, Missing::kDefault, "\"documented\""},
    {"contract", "automated", FieldKind::kBool, Missing::kDefault, "false"},
    {"contract", "clauses", FieldKind::kText, Missing::kUnknown, ""},
    {"contract", "expires", FieldKind::kDate, Missing::kNone, ""},
    {"contract", "person", FieldKind::kReference, Missing::kRequired, ""},
    {"acknowledgement", "role", FieldKind::kReference, Missing::kUnknown, ""},
    {"acknowledgement", "viewed_seconds", FieldKind::kInt, Missing::kNone, ""},
    {"job_description", "role", FieldKind::kReference, Missing::kUnknown, ""},
    {"announcement", "author", FieldKind::kReference, Missing::kUnknown, ""},
    {"communication", "author", FieldKind::kReference, Missing::kNone, ""},
    {"briefing", "led_by", FieldKind::kReference, Missing::kUnknown, ""},
    {"minutes", "challenges", FieldKind::kInt, Missing::kUnknown, ""},
    {"minutes", "attendees", FieldKind::kReference, Missing::kDefault, ""},
    {"training_completion", "passed", FieldKind::kBool, Missing::kUnknown, ""},
    {"training_module", "target_roles", FieldKind::kReference, Missing::kNone, ""},
    {"budget_line", "amount", FieldKind::kDecimal, Missing::kRequired, ""},
    {"disciplinary_case", "anonymised", FieldKind::kBool, Missing::kDefault, "true"},
    {"viewing", "at", FieldKind::kWhen, Missing::kRequired, ""},
    {"soa_entry", "approved_on", FieldKind::kDate, Missing::kRequired, ""},
};

class MeaningTest : public testing::TestWithParam<MeaningCase> {};

TEST_P(MeaningTest, IsAsSpecified) {
  const Schema schema = ShippedSchema();
  const Field* field = FieldOf(schema, GetParam().record, GetParam().field);
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->kind, GetParam().kind);
  EXPECT_EQ(field->missing, GetParam().missing);
  EXPECT_EQ(field->default_text, GetParam().default_text);
}

INSTANTIATE_TEST_SUITE_P(Schema, MeaningTest, testing::ValuesIn(kMeanings), [](const auto& info) {
  return std::string(info.param.record) + "_" + info.param.field;
});

TEST(ShippedSchema, ListsAPersonsRecordsOnThePerson) {
  const Schema schema = ShippedSchema();
  const RecordTypeId person = schema.FindRecord("person");
  std::vector<std::string> names;
  for (const Inverse& inverse : schema.inverses()) {
    if (inverse.target == person) names.push_back(inverse.name);
  }
  for (const char* name :
       {"acknowledgements", "job_descriptions", "contracts", "ndas", "training_completions",
        "appraisals", "access_reviews", "role_change_checklists", "interviews", "viewings",
        "briefings_attended"}) {
    EXPECT_THAT(names, Contains(name));
  }
}

TEST(ShippedSchema, EmbedsChildrenUnderTheirParents) {
  const Schema schema = ShippedSchema();
  const auto parent = [&](std::string_view child) {
    return schema.record(schema.record(schema.FindRecord(child)).parent).name;
  };
  EXPECT_EQ(parent("assignment"), "person");
  EXPECT_EQ(parent("viewing"), "briefing");
  EXPECT_EQ(parent("document_version"), "document");
  EXPECT_EQ(parent("disciplinary_procedure"), "document_version");
}

TEST(ShippedSchema, KnowsItsFeeds) {
  const Schema schema = ShippedSchema();
  std::vector<std::string> feeds;
  for (const RecordType& record : schema.records()) {
    if (record.is_feed && record.role != RecordRole::kEvidence) feeds.push_back(record.name);
    if (record.role != RecordRole::kEvidence) continue;
    EXPECT_TRUE(record.is_feed) << record.name;
    EXPECT_EQ(record.fields[record.occurred_field].name, "occurred_at") << record.name;
  }
  EXPECT_THAT(feeds, ElementsAre("document", "assignment"));
  EXPECT_TRUE(schema.record(schema.FindRecord("assignment")).feed_needs_listing);
  const RecordType& document = schema.record(schema.FindRecord("document"));
  EXPECT_EQ(document.fields[document.feed_kind_field].name, "kind");
}

TEST(ShippedSchema, ScopesVersionsByTheirDocument) {
  const Schema schema = ShippedSchema();
  for (const char* record : {"acknowledgement", "policy_approval"}) {
    const Field* version = FieldOf(schema, record, "document_version");
    ASSERT_NE(version, nullptr);
    const RecordTypeId type = schema.FindRecord(record);
    EXPECT_EQ(schema.field(type, version->scope_field).name, "document");
  }
}

TEST(ShippedSchema, KeepsGradesInOrder) {
  const Schema schema = ShippedSchema();
  EXPECT_THAT(schema.enums()[schema.FindEnum("attestation")].values,
              ElementsAre("asserted", "documented", "observed", "tested"));
  EXPECT_THAT(schema.enums()[schema.FindEnum("management_level")].values,
              ElementsAre("none", "line_manager", "department_head", "top"));
}

TEST(ShippedSchema, NamesAVocabularyForFreeTexts) {
  const Schema schema = ShippedSchema();
  const Field* clauses = FieldOf(schema, "contract", "clauses");
  ASSERT_NE(clauses, nullptr);
  EXPECT_TRUE(clauses->is_list);
  ASSERT_NE(clauses->enumeration, kNoId);
  EXPECT_EQ(schema.enums()[clauses->enumeration].name, "contract_clause");
}

// Disciplinary cases are anonymous by construction.
TEST(ShippedSchema, LetsADisciplinaryCaseNameNobody) {
  const Schema schema = ShippedSchema();
  EXPECT_EQ(FieldOf(schema, "disciplinary_case", "person"), nullptr);
  EXPECT_NE(FieldOf(schema, "communication", "person"), nullptr);
}

}  // namespace
}  // namespace assay
