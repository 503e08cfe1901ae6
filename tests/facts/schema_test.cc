#include "assay/facts/schema.h"

#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/small_schema.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

std::vector<std::string> Codes(const Diagnostics& problems) {
  std::vector<std::string> codes;
  for (const Diagnostic& problem : problems) codes.push_back(problem.code);
  return codes;
}

TEST(Schema, FindsWhatWasDeclared) {
  const SmallSchema small;
  const Schema& schema = small.schema;
  const RecordTypeId person = schema.FindRecord("person");
  ASSERT_NE(person, kNoId);
  EXPECT_EQ(schema.record(person).plural, "people");
  EXPECT_EQ(schema.record(person).member, "people") << "taken from the plural";
  EXPECT_EQ(schema.field(person, schema.FindField(person, "engagement")).enumeration,
            schema.FindEnum("engagement"));
  EXPECT_EQ(schema.record(person).key_field, schema.FindField(person, "id"));
  EXPECT_EQ(schema.FindEnumValue(schema.FindEnum("engagement"), "contractor"), 1);
  EXPECT_EQ(schema.FindEnumValue(schema.FindEnum("engagement"), "intern"), -1);
  EXPECT_EQ(schema.FindRecord("people"), kNoId);
  EXPECT_EQ(schema.FindField(person, "name"), kNoId);
  EXPECT_EQ(schema.FindEnum("person"), kNoId);
  EXPECT_EQ(schema.organization(), schema.FindRecord("organization"));
  EXPECT_EQ(schema.record(schema.organization()).member, "organization");
}

TEST(Schema, KnowsParentsAndScopes) {
  const SmallSchema small;
  const RecordType& version = small.schema.record(small.type("document_version"));
  EXPECT_EQ(version.parent, small.type("document"));
  EXPECT_EQ(version.parent_field, small.field("document", "versions"));
  const Field& reference = small.schema.field(small.type("acknowledgement"),
                                              small.field("acknowledgement", "document_version"));
  EXPECT_EQ(reference.scope_field, small.field("acknowledgement", "document"))
      << "declared after it";
}

TEST(Schema, EvidenceAndKindsAreFeeds) {
  const SmallSchema small;
  EXPECT_TRUE(small.schema.record(small.type("briefing")).is_feed);
  EXPECT_TRUE(small.schema.record(small.type("document")).is_feed);
  EXPECT_FALSE(small.schema.record(small.type("person")).is_feed);
}

TEST(Schema, ListsInversesInOrderOfDeclaration) {
  const SmallSchema small;
  std::vector<std::string> names;
  for (const Inverse& inverse : small.schema.inverses()) names.push_back(inverse.name);
  EXPECT_THAT(names, ElementsAre("reports", "holders", "acknowledgements", "readers", "completions",
                                 "completions", "briefings_attended", "viewings"));
  const auto found = small.schema.FindInverse(small.type("module"), "completions");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(small.schema.inverses()[*found].source_field, small.field("completion", "module"));
  EXPECT_FALSE(small.schema.FindInverse(small.type("person"), "holders").has_value());
}

TEST(Schema, ExtensionKeepsTheIdsOfItsBase) {
  const SmallSchema small;
  SchemaBuilder builder(small.schema);
  builder.ExtendEnum("topic", {"tailgating"}, {});
  builder.ExtendRecord("person", {ReferenceField("mentor", "person", "mentees", Missing::kNone)},
                       {});
  builder.AddRecord(Record("badge", "badges", RecordRole::kEvidence, {KeyField("id")}));
  Diagnostics problems;
  const std::optional<Schema> extended = builder.Build(&problems);
  ASSERT_TRUE(extended.has_value()) << Render(problems);
  for (std::size_t i = 0; i < small.schema.records().size(); ++i) {
    const RecordType& before = small.schema.records()[i];
    const RecordType& after = extended->records()[i];
    EXPECT_EQ(after.name, before.name);
    EXPECT_EQ(after.parent, before.parent);
    EXPECT_EQ(after.occurred_field, before.occurred_field);
    EXPECT_EQ(after.feed_kind_field, before.feed_kind_field);
    for (std::size_t k = 0; k < before.fields.size(); ++k) {
      EXPECT_EQ(after.fields[k].name, before.fields[k].name);
      EXPECT_EQ(after.fields[k].target, before.fields[k].target);
      EXPECT_EQ(after.fields[k].scope_field, before.fields[k].scope_field);
    }
  }
  EXPECT_EQ(extended->FindEnumValue(extended->FindEnum("topic"), "tailgating"), 3);
  EXPECT_TRUE(extended->FindInverse(small.type("person"), "mentees").has_value());
}

TEST(Schema, FaultsComeInOrderOfDeclarationWithPlaceAndHint) {
  SchemaBuilder builder = SmallSchemaBuilder();
  FieldDeclaration wrong = ReferenceField("owner", "persn", "");
  wrong.place = {.file = "acme.yaml", .line = 7};
  builder.AddRecord(Record("bad name", "x", RecordRole::kTable, {KeyField("id")}));
  builder.AddRecord(
      Record("asset", "assets", RecordRole::kTable, {wrong, EnumField("colour", "engagment")}));
  Diagnostics problems;
  EXPECT_FALSE(builder.Build(&problems).has_value());
  ASSERT_THAT(Codes(problems),
              ElementsAre("schema.bad-name", "schema.unknown-name", "schema.unknown-name"));
  EXPECT_EQ(problems[1].place, wrong.place);
  EXPECT_EQ(problems[1].hint, "did you mean `person`?");
  EXPECT_EQ(problems[2].hint, "did you mean `engagement`?");
}

struct BadSchema {
  const char* name;
  std::function<void(SchemaBuilder*)> declare;
  std::vector<std::string> want_codes;
};

// One more evidence type with the field alone is what most faults need.
std::function<void(SchemaBuilder*)> WithField(FieldDeclaration field) {
  return [field](SchemaBuilder* builder) {
    builder->AddRecord(Record("thing", "things", RecordRole::kEvidence, {KeyField("id"), field}));
  };
}

std::function<void(SchemaBuilder*)> WithRecord(RecordDeclaration record) {
  return [record](SchemaBuilder* builder) { builder->AddRecord(record); };
}

FieldDeclaration Changed(FieldDeclaration field,
                         const std::function<void(FieldDeclaration*)>& how) {
  how(&field);
  return field;
}

class SchemaRejects : public testing::TestWithParam<BadSchema> {};

TEST_P(SchemaRejects, ReportsEveryFault) {
  SchemaBuilder builder = SmallSchemaBuilder();
  GetParam().declare(&builder);
  Diagnostics problems;
  EXPECT_FALSE(builder.Build(&problems).has_value());
  EXPECT_THAT(Codes(problems), ElementsAreArray(GetParam().want_codes)) << Render(problems);
}

std::vector<BadSchema> NameCases() {
  return {
      {"record_twice",
       WithRecord(Record("person", "humans", RecordRole::kTable, {})),
       {"schema.duplicate-name"}},
      {"record_named_like_an_enum",
       WithRecord(Record("topic", "topics", RecordRole::kTable, {})),
       {"schema.duplicate-name"}},
      {"plural_and_member_twice",
       WithRecord(Record("human", "people", RecordRole::kTable, {})),
       {"schema.duplicate-name", "schema.duplicate-name"}},
      {"field_twice", WithField(KeyField("id")), {"schema.duplicate-name", "schema.bad-key"}},
      {"enum_value_twice",
       [](SchemaBuilder* b) { b->ExtendEnum("topic", {"travel"}, {}); },
       {"schema.duplicate-name"}},
      {"enum_value_empty",
       [](SchemaBuilder* b) { b->ExtendEnum("topic", {""}, {}); },
       {"schema.bad-name"}},
      {"enum_of_65",
       [](SchemaBuilder* b) {
         EnumType wide{.name = "wide"};
         for (int i = 0; i < 65; ++i) wide.values.push_back("w" + std::to_string(i));
         b->AddEnum(wide, {});
       },
       {"schema.too-many"}},
      {"extends_nothing",
       [](SchemaBuilder* b) {
         b->ExtendEnum("topics", {"x"}, {});
         b->ExtendRecord("people", {}, {});
       },
       {"schema.unknown-name", "schema.unknown-name"}},
      {"inverse_like_a_field",
       WithField(ReferenceField("person", "person", "manager")),
       {"schema.duplicate-name"}},
      {"inverse_twice",
       WithField(ReferenceField("person", "person", "reports")),
       {"schema.duplicate-name"}},
      {"inverse_is_no_name",
       WithField(ReferenceField("person", "person", "my things")),
       {"schema.bad-name"}},
      {"second_single",
       WithRecord(Record("group", "", RecordRole::kSingle, {})),
       {"schema.two-singles"}},
  };
}

std::vector<BadSchema> FieldCases() {
  const FieldDeclaration count = PlainField("count", FieldKind::kInt);
  return {
      {"list_of_dates",
       WithField(ListOf(PlainField("days", FieldKind::kDate), Missing::kNone)),
       {"schema.bad-field"}},
      {"enum_of_nothing", WithField(PlainField("kind", FieldKind::kEnum)), {"schema.bad-field"}},
      {"enum_on_an_integer",
       WithField(Changed(count, [](FieldDeclaration* f) { f->enumeration = "topic"; })),
       {"schema.bad-field"}},
      {"bounds_on_a_text",
       WithField(WithRange(PlainField("t", FieldKind::kText), 0, 1)),
       {"schema.bad-field"}},
      {"bounds_crossed", WithField(WithRange(count, 2, 1)), {"schema.bad-field"}},
      {"children_unknown_when_absent",
       WithRecord(
           Record("group", "groups", RecordRole::kTable,
                  {Changed(ChildrenField("members", "member"),
                           [](FieldDeclaration* f) { f->field.missing = Missing::kNone; })})),
       {"schema.unknown-name", "schema.bad-field"}},
      {"reference_to_nowhere",
       WithField(PlainField("owner", FieldKind::kReference)),
       {"schema.bad-field"}},
      {"target_on_an_integer",
       WithField(Changed(count, [](FieldDeclaration* f) { f->target = "person"; })),
       {"schema.bad-field"}},
      {"inverse_on_an_integer",
       WithField(Changed(count, [](FieldDeclaration* f) { f->field.inverse = "counts"; })),
       {"schema.bad-field"}},
      {"key_that_may_be_absent",
       WithRecord(
           Record("asset", "assets", RecordRole::kTable,
                  {Changed(KeyField("id"),
                           [](FieldDeclaration* f) { f->field.missing = Missing::kNone; })})),
       {"schema.bad-key"}},
      {"second_key", WithField(KeyField("code")), {"schema.bad-key"}},
      {"target_without_key", WithField(ReferenceField("waiver", "waiver", "")), {"schema.no-key"}},
      {"embedded_target_without_scope",
       WithField(ReferenceField("version", "document_version", "")),
       {"schema.bad-scope"}},
      {"scope_without_embedded_target",
       WithField(Changed(ReferenceField("person", "person", ""),
                         [](FieldDeclaration* f) { f->scope_field = "id"; })),
       {"schema.bad-scope"}},
      {"scope_is_no_reference_to_the_parent",
       WithField(Changed(ReferenceField("version", "document_version", ""),
                         [](FieldDeclaration* f) { f->scope_field = "id"; })),
       {"schema.bad-scope"}},
  };
}

std::vector<BadSchema> DefaultCases() {
  const auto defaulted = [](FieldKind kind, std::string text) {
    return WithField(WithDefault(PlainField("value", kind), std::move(text)));
  };
  const std::vector<std::string> bad = {"schema.bad-default"};
  return {
      {"bool_yes", defaulted(FieldKind::kBool, "yes"), bad},
      {"bool_nothing", defaulted(FieldKind::kBool, ""), bad},
      {"int_1_5", defaulted(FieldKind::kInt, "1.5"), bad},
      {"int_beyond_range",
       WithField(WithDefault(WithRange(PlainField("v", FieldKind::kInt), 0, 9), "10")), bad},
      {"text_without_quotes", defaulted(FieldKind::kText, "word"), bad},
      {"text_with_an_escape", defaulted(FieldKind::kText, "\"a\\n\""), bad},
      {"decimal_word", defaulted(FieldKind::kDecimal, "\"1\""), bad},
      {"date_that_is_none", defaulted(FieldKind::kDate, "\"2025-02-29\""), bad},
      {"when", defaulted(FieldKind::kWhen, "\"2025-02-28\""), bad},
      {"enum_value_unknown", WithField(WithDefault(EnumField("t", "topic"), "\"fishing\"")), bad},
      {"list_with_elements",
       WithField(WithDefault(ListOf(EnumField("t", "topic"), Missing::kDefault), "[\"travel\"]")),
       bad},
      {"default_where_absence_is_none",
       WithField(Changed(WithDefault(PlainField("v", FieldKind::kBool), "true"),
                         [](FieldDeclaration* f) { f->field.missing = Missing::kNone; })),
       bad},
  };
}

std::vector<BadSchema> ParentCases() {
  const auto record = [](std::string name, RecordRole role, std::vector<FieldDeclaration> fields) {
    std::string plural = name + "s";
    return Record(std::move(name), std::move(plural), role, std::move(fields));
  };
  return {
      {"embedded_nowhere",
       WithRecord(record("leaf", RecordRole::kChild, {})),
       {"schema.bad-parent"}},
      {"embedded_twice", WithField(ChildrenField("views", "viewing")), {"schema.bad-parent"}},
      {"embeds_a_table", WithField(ChildrenField("people", "person")), {"schema.bad-field"}},
      {"within_itself",
       WithRecord(record("doll", RecordRole::kChild, {ChildrenField("inner", "doll")})),
       {"schema.bad-parent"}},
      {"feeds_by_a_text",
       WithRecord([&] {
         RecordDeclaration r = record("asset", RecordRole::kTable, {KeyField("id")});
         r.feed_kind_field = "id";
         return r;
       }()),
       {"schema.bad-field"}},
      {"occurs_at_a_text",
       WithRecord([&] {
         RecordDeclaration r = record("asset", RecordRole::kEvidence, {KeyField("id")});
         r.occurred_field = "id";
         return r;
       }()),
       {"schema.bad-field"}},
      {"listed_but_no_feed",
       WithRecord([&] {
         RecordDeclaration r = record("asset", RecordRole::kTable, {KeyField("id")});
         r.record.feed_needs_listing = true;
         return r;
       }()),
       {"schema.bad-field"}},
      {"kind_field_unknown",
       WithRecord([&] {
         RecordDeclaration r = record("asset", RecordRole::kTable, {KeyField("id")});
         r.feed_kind_field = "kind";
         r.occurred_field = "at";
         return r;
       }()),
       {"schema.unknown-name", "schema.unknown-name"}},
  };
}

const auto kCaseName = [](const auto& info) { return std::string(info.param.name); };
INSTANTIATE_TEST_SUITE_P(Names, SchemaRejects, testing::ValuesIn(NameCases()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Fields, SchemaRejects, testing::ValuesIn(FieldCases()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Defaults, SchemaRejects, testing::ValuesIn(DefaultCases()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Parents, SchemaRejects, testing::ValuesIn(ParentCases()), kCaseName);

}  // namespace
}  // namespace assay
