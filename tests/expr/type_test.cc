#include "assay/expr/type.h"

#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "src/expr/library.h"
#include "src/expr/type_syntax.h"
#include "tests/expr/rule_schema.h"

namespace assay {
namespace {

using testing::ElementsAre;

const Schema& TestSchema() {
  static const Schema* const schema = new Schema(RuleSchema());
  return *schema;
}

struct NameCase {
  const char* name;
  const char* text;
  const char* printed;  // How it is printed.
};
constexpr NameCase kNames[] = {
    {"int", "int", "int"},
    {"null", "null_type", "null_type"},
    {"list", "list(string)", "list(string)"},
    {"bare_list", "list", "list(dyn)"},
    {"map", "map(string,int)", "map(string, int)"},
    {"bare_map", "map", "map(dyn, dyn)"},
    {"nested", "list(map(string, optional(date?)))", "list(map(string, optional(date?)))"},
    {"optional_of_cel", "optional_type(int)", "optional(int)"},
    {"type", "type(int)", "type(int)"},
    {"record", "person", "person"},
    {"maybe_record", "person?", "person?"},
    {"enumeration", "list(engagement)", "list(engagement)"},
    {"timestamp_of_cel", "google.protobuf.Timestamp", "timestamp"},
    {"wrapper_of_cel", "google.protobuf.Int64Value", "int?"},
    {"any_of_cel", "google.protobuf.Any", "dyn"},
    {"network", "net.IP", "ip"},
    {"gap", "gap", "gap"},
    {"spaces", " list( int ) ", "list(int)"},
};

class TypeNameTest : public testing::TestWithParam<NameCase> {};

TEST_P(TypeNameTest, IsReadAndPrinted) {
  const std::optional<Type> type = ParseType(GetParam().text, &TestSchema());
  ASSERT_TRUE(type.has_value());
  EXPECT_EQ(TypeName(*type, &TestSchema()), GetParam().printed);
  EXPECT_EQ(ParseType(GetParam().printed, &TestSchema()), type);
}

INSTANTIATE_TEST_SUITE_P(Type, TypeNameTest, testing::ValuesIn(kNames),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(ParseType, RefusesWhatIsNoType) {
  for (const char* text : {"", "int int", "list(", "list()", "list(int", "map(int)", "nobody",
                           "nobody(int)", "A", "<T>", "int ?", "?", "(int)", "list(int))"}) {
    EXPECT_EQ(ParseType(text, &TestSchema()), std::nullopt) << text;
  }
  std::string deep = "int";
  for (int i = 0; i < 100; ++i) deep = "list(" + deep + ")";
  EXPECT_EQ(ParseType(deep, nullptr), std::nullopt);
}

TEST(ParseType, KnowsRecordsOnlyWithASchema) {
  EXPECT_EQ(ParseType("person", nullptr), std::nullopt);
  EXPECT_EQ(ParseType("person", &TestSchema()), RecordOf(TestSchema().FindRecord("person")));
}

TEST(StoredType, MakesACellOfAnOptional) {
  const Type date = MakeType(TypeKind::kDate);
  EXPECT_EQ(StoredType(OptionalOf(date)), MaybeNone(date));
  EXPECT_EQ(StoredType(OptionalOf(OptionalOf(date))), MaybeNone(date));
  EXPECT_EQ(StoredType(date), date);
  EXPECT_EQ(StoredType(ListOf(OptionalOf(date))), ListOf(OptionalOf(date)));
}

TEST(MaybeNone, IsIdempotentAndTakenBack) {
  const Type date = MakeType(TypeKind::kDate);
  EXPECT_EQ(MaybeNone(MaybeNone(date)), MaybeNone(date));
  EXPECT_EQ(WithoutNone(MaybeNone(date)), date);
  EXPECT_EQ(MaybeNone(MakeType(TypeKind::kDyn)), MakeType(TypeKind::kDyn));
}

TEST(GapType, HasItsThreeFields) {
  EXPECT_EQ(BuiltInField(GapType(), "days"), MakeType(TypeKind::kInt));
  EXPECT_EQ(BuiltInField(GapType(), "from"), MakeType(TypeKind::kDate));
  EXPECT_EQ(BuiltInField(GapType(), "to"), MakeType(TypeKind::kDate));
  EXPECT_EQ(BuiltInField(GapType(), "until"), std::nullopt);
  EXPECT_EQ(BuiltInField(MakeType(TypeKind::kDate), "days"), std::nullopt);
}

Type Parameter(const char* name) {
  Type type = MakeType(TypeKind::kParameter);
  type.name = name;
  return type;
}

TEST(Declare, ReadsFunctionsReceiversAndRepetition) {
  const Type text = MakeType(TypeKind::kString);
  const Overload plain = Declare("id", "(string, int) -> bool", nullptr);
  EXPECT_EQ(plain.id, "id");
  EXPECT_FALSE(plain.receiver || plain.variadic || plain.lenient);
  EXPECT_THAT(plain.parameters, ElementsAre(text, MakeType(TypeKind::kInt)));
  EXPECT_EQ(plain.result, MakeType(TypeKind::kBool));

  const Overload method = Declare("m", "list(A).(A) -> optional(A)", nullptr, Strictness::kLenient);
  EXPECT_TRUE(method.receiver && method.lenient);
  EXPECT_THAT(method.parameters, ElementsAre(ListOf(Parameter("A")), Parameter("A")));
  EXPECT_EQ(method.result, OptionalOf(Parameter("A")));

  const Overload repeated = Declare("r", "(A, A...) -> A", nullptr);
  EXPECT_TRUE(repeated.variadic);
  EXPECT_EQ(repeated.parameters.size(), 2u);

  const Overload none = Declare("n", "() -> date?", nullptr);
  EXPECT_TRUE(none.parameters.empty());
  EXPECT_EQ(none.result, MaybeNone(MakeType(TypeKind::kDate)));
}

// Hosts name generic and opaque types, as the language's own vectors do.
TEST(ReadWholeType, ReadsOpaqueTypesAndParameters) {
  const std::optional<Type> type =
      ReadWholeType("tuple(<T>, int)", {.parameters = true, .opaque = true});
  ASSERT_TRUE(type.has_value());
  EXPECT_EQ(type->kind, TypeKind::kOpaque);
  EXPECT_EQ(type->name, "tuple");
  EXPECT_THAT(type->arguments, ElementsAre(Parameter("T"), MakeType(TypeKind::kInt)));
}

}  // namespace
}  // namespace assay
