// Types and names of the language itself; records are in check_records_test.cc.

#include "assay/expr/check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "src/expr/library.h"
#include "tests/expr/checking.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct TypeCase {
  const char* name;
  const char* text;
  const char* type;
};

constexpr TypeCase kTypes[] = {
    {"literal", "1.5", "double"},
    {"empty_list", "[]", "list(dyn)"},
    {"list", "[1, 2]", "list(int)"},
    {"mixed_list", "[1, 'a']", "list(dyn)"},
    {"nested_empty_lists", "[[], [[]], [[[]]]]", "list(list(list(list(dyn))))"},
    {"map", "{'a': 1}", "map(string, int)"},
    {"mixed_map", "{'a': 1, 2: b'x'}", "map(dyn, dyn)"},
    {"optional_entry", "[?optional.of(1), 2]", "list(int)"},
    {"optional_map_entry", "{?'a': optional.of(1)}", "map(string, int)"},
    {"index", "['a'][0]", "string"},
    {"optional_index", "{'a': 1}[?'b']", "optional(int)"},
    {"index_of_optional", "optional.of([1])[0]", "optional(int)"},
    {"optional_field", "{'a': 1}.?b", "optional(int)"},
    {"field_of_optional", "{'a': {'b': true}}.?a.b", "optional(bool)"},
    {"none_meets_some", "[optional.none(), optional.of(1)]", "list(optional(int))"},
    {"none_or", "optional.none().or(optional.of(1))", "optional(int)"},
    {"or_value", "optional.none().orValue('a')", "string"},
    {"null_beside_optional", "[optional.of(1), null][0]", "optional(int)"},
    {"null_beside_duration", "[duration('1s'), null][0]", "duration"},
    {"null_branch", "true ? null : 1", "int?"},
    {"conditional", "true ? 1 : 2", "int"},
    {"conditional_joins", "true ? [] : [1]", "list(int)"},
    {"conditional_of_dyn", "true ? dyn(1) : 2", "dyn"},
    {"arithmetic", "timestamp('2026-01-01T00:00:00Z') - duration('1h')", "timestamp"},
    {"timestamps", "timestamp('2026-01-02T00:00:00Z') - timestamp('2026-01-01T00:00:00Z')",
     "duration"},
    {"dates", "date('2026-03-31') - date('2026-01-01')", "int"},
    {"date_and_days", "date('2026-03-31') + days(30)", "date"},
    {"date_less_days", "date('2026-03-31') - days(30)", "date"},
    {"month", "cal.add_months(date('2026-03-31'), 1)", "date"},
    {"gap", "cal.longest_gap([], date('2026-01-01'), date('2026-03-31'))", "gap"},
    {"gap_days", "cal.longest_gap([], date('2026-01-01'), date('2026-03-31')).days", "int"},
    {"greatest", "math.greatest(1, 2, 3)", "int"},
    {"comparison_with_dyn", "dyn(1) < 2", "bool"},
    {"several_overloads", "dyn(1) + dyn(2)", "dyn"},
    {"type_of", "type(1)", "type(int)"},
    {"type_name", "int", "type(int)"},
    {"type_name_of_cel", "google.protobuf.Timestamp", "type(timestamp)"},
    {"all", "[1].all(x, x > 0)", "bool"},
    {"map_macro", "[1].map(x, string(x))", "list(string)"},
    {"filter_of_map", "{'a': 1}.filter(k, k != '')", "list(string)"},
    {"two_variables", "['a'].transformList(i, v, i)", "list(int)"},
    {"transform_map", "{'a': 1}.transformMap(k, v, v > 0)", "map(string, bool)"},
    {"transform_list_to_map", "['a'].transformMap(i, v, v)", "map(int, string)"},
    {"transform_entry", "['a'].transformMapEntry(i, v, {v: i})", "map(string, int)"},
    {"sort_by", "['b', 'a'].sortBy(x, x)", "list(string)"},
    {"opt_map", "optional.of(1).optMap(x, string(x))", "optional(string)"},
    {"opt_flat_map", "optional.of(1).optFlatMap(x, optional.of('a'))", "optional(string)"},
    {"latest", "[1, 2].latest(x, true, x)", "optional(int)"},
    {"count_distinct", "['a'].count_distinct(x, x)", "int"},
    {"union", "[1].union(x, ['a'])", "list(string)"},
    {"sum_of", "['a'].sum(x, size(x))", "int"},
    {"bind", "cel.bind(x, 1, [x])", "list(int)"},
    {"shadowing", "[1].map(x, ['a'].map(x, x))", "list(list(string))"},
    {"nothing_known", "([].map(x, x))[0].foo", "dyn"},
    {"format", "'%s %d'.format(['a', 1])", "string"},
};

class CheckTypeTest : public testing::TestWithParam<TypeCase> {};

TEST_P(CheckTypeTest, IsDeduced) {
  const Environment environment(nullptr);
  Diagnostics problems;
  const std::optional<CheckedExpr> checked =
      CheckText(GetParam().text, environment, {.warn = false}, &problems);
  ASSERT_TRUE(checked.has_value()) << Render(problems);
  EXPECT_EQ(TypeName(checked->type, nullptr), GetParam().type);
  EXPECT_THAT(problems, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Check, CheckTypeTest, testing::ValuesIn(kTypes),
                         [](const auto& info) { return std::string(info.param.name); });

// Names.

Environment Qualified() {
  Environment environment(nullptr);
  environment.SetContainer("a.b");
  environment.AddVariable("a.b.x", MakeType(TypeKind::kInt));
  environment.AddVariable("a.x", MakeType(TypeKind::kString));
  environment.AddVariable("x", MakeType(TypeKind::kBool));
  environment.AddVariable("a.y", MapOf(MakeType(TypeKind::kString), MakeType(TypeKind::kBytes)));
  environment.AddVariable("y.z", MakeType(TypeKind::kDouble));
  environment.AddFunction({"a.f", {Declare("a_f", "(int) -> bytes", nullptr)}, ""});
  environment.AddFunction({"f", {Declare("f", "(int) -> string", nullptr)}, ""});
  return environment;
}

constexpr TypeCase kNames[] = {
    {"innermost_container_first", "x", "int"},
    {"root", ".x", "bool"},
    {"qualified_wins_over_field", "y.z", "double"},
    {"field_of_a_variable", "a.y.q", "bytes"},
    {"local_shadows", "[b'']. map(x, x)[0]", "bytes"},
    {"root_is_not_shadowed", "[b''].map(x, .x)[0]", "bool"},
    {"local_is_no_qualifier", "[{'z': 1}].map(y, y.z)[0]", "int"},
    {"function_in_container", "f(1)", "bytes"},
    {"function_of_root", ".f(1)", "string"},
    {"qualified_function", "a.f(1)", "bytes"},
};

class CheckNameTest : public testing::TestWithParam<TypeCase> {};

TEST_P(CheckNameTest, IsResolved) {
  const Environment environment = Qualified();
  Diagnostics problems;
  const std::optional<CheckedExpr> checked = CheckText(GetParam().text, environment, {}, &problems);
  ASSERT_TRUE(checked.has_value()) << Render(problems);
  EXPECT_EQ(TypeName(checked->type, nullptr), GetParam().type);
}

INSTANTIATE_TEST_SUITE_P(Check, CheckNameTest, testing::ValuesIn(kNames),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Check, TurnsQualifiedCallsIntoPlainOnes) {
  const Environment environment(nullptr);
  Diagnostics problems;
  const std::optional<CheckedExpr> checked = CheckText("math.abs(-1)", environment, {}, &problems);
  ASSERT_TRUE(checked.has_value());
  const Expr& call = checked->ast[checked->ast.root];
  EXPECT_EQ(call.name, "math.abs");
  EXPECT_FALSE(call.receiver);
  EXPECT_THAT(call.children, SizeIs(1));
  const NodeMeaning& meaning = checked->nodes[checked->ast.root];
  EXPECT_EQ(meaning.meaning, Meaning::kStandardCall);
  EXPECT_THAT(meaning.overloads, SizeIs(1));
}

TEST(Check, LeavesSeveralOverloadsOnlyToDyn) {
  const Environment environment(nullptr);
  Diagnostics problems;
  const std::optional<CheckedExpr> one = CheckText("1 + 2", environment, {}, &problems);
  ASSERT_TRUE(one.has_value());
  EXPECT_THAT(one->nodes[one->ast.root].overloads, SizeIs(1));
  EXPECT_FALSE(one->has_dyn);
  const std::optional<CheckedExpr> many =
      CheckText("dyn(1) + dyn(2)", environment, {.warn = false}, &problems);
  ASSERT_TRUE(many.has_value());
  EXPECT_GT(many->nodes[many->ast.root].overloads.size(), 1u);
  EXPECT_TRUE(many->has_dyn);
}

TEST(Check, CountsLocalsByTheDeepestStack) {
  const Environment environment(nullptr);
  Diagnostics problems;
  CheckOptions options;
  options.locals.push_back({"p", MakeType(TypeKind::kInt)});
  const std::optional<CheckedExpr> checked =
      CheckText("[1].exists(a, [2].exists(b, a + b > p)) && cel.bind(c, 1, c == p)", environment,
                options, &problems);
  ASSERT_TRUE(checked.has_value()) << Render(problems);
  EXPECT_EQ(checked->local_count, 3);
  for (ExprId id = 0; id < checked->nodes.size(); ++id) {
    const Expr& expr = checked->ast[id];
    if (expr.kind != ExprKind::kIdent) continue;
    EXPECT_EQ(checked->nodes[id].meaning, Meaning::kLocal) << expr.name;
    EXPECT_EQ(checked->nodes[id].a, expr.name == "p" ? 0 : expr.name == "b" ? 2 : 1) << expr.name;
  }
}

TEST(Check, ChecksTheWholeAgainstWhatIsExpected) {
  const Environment environment(nullptr);
  CheckOptions options;
  options.expected = MakeType(TypeKind::kBool);
  Diagnostics problems;
  EXPECT_TRUE(CheckText("1 < 2", environment, options, &problems).has_value());
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_FALSE(CheckText("1 + 2", environment, options, &problems).has_value());
  ASSERT_THAT(CodesOf(problems), ElementsAre("expr.type"));
  EXPECT_EQ(problems[0].message, "expected bool, found int");
}

// What the vectors call "disable_check": whatever is wrong is left to run time.
TEST(CheckNamesOnly, RefusesNothing) {
  const Environment environment(nullptr);
  for (const char* text :
       {"x || true", "f_unknown(17)", "1.0 == 1", "'a' && false", "-(42u)", "{3.3: 1}[1.0]",
        "a.as()", "[1].foo", "true ? 'cows' : 17", "dyn", "Message{}", "1.all(x, x)"}) {
    Diagnostics problems;
    const std::optional<CheckedExpr> checked =
        CheckText(text, environment, {.names_only = true}, &problems);
    EXPECT_THAT(problems, IsEmpty()) << text;
    EXPECT_EQ(checked.has_value() ? checked->type.kind : TypeKind::kError, TypeKind::kDyn) << text;
  }
}

TEST(CheckNamesOnly, OffersEveryOverloadOfTheArity) {
  const Environment environment(nullptr);
  Diagnostics problems;
  const std::optional<CheckedExpr> checked =
      CheckText("'foo' > 1024", environment, {.names_only = true}, &problems);
  ASSERT_TRUE(checked.has_value());
  EXPECT_GT(checked->nodes[checked->ast.root].overloads.size(), 3u);
}

TEST(Check, LeavesLiteralsToRunTimeIfAsked) {
  const Environment environment(nullptr);
  for (const char* text : {"1 / 0", "timestamp('x')", "duration('x')", "'a'.matches('[')"}) {
    Diagnostics problems;
    EXPECT_FALSE(CheckText(text, environment, {}, &problems).has_value()) << text;
    EXPECT_THAT(problems, SizeIs(1)) << text;
    problems.clear();
    EXPECT_TRUE(CheckText(text, environment, {.literals = false}, &problems).has_value()) << text;
    EXPECT_THAT(problems, IsEmpty()) << text;
  }
}

// Each of 40,000 terms is checked once: a guard must not look at the whole chain again per term.
TEST(Check, IsLinearInLongChains) {
  Environment environment(nullptr);
  environment.AddVariable("x", MakeType(TypeKind::kBool));
  std::string text = "x";
  for (int i = 0; i < 20000; ++i) text += "&&x";
  Diagnostics problems;
  const std::optional<CheckedExpr> checked = CheckText(text, environment, {}, &problems);
  ASSERT_TRUE(checked.has_value()) << Render(problems);
  for (const NodeMeaning& node : checked->nodes) {
    ASSERT_EQ(node.type, MakeType(TypeKind::kBool));
  }
}

// Environments.

TEST(Environment, GivesTheLatestOfAName) {
  Environment environment(nullptr);
  EXPECT_EQ(environment.FindVariable("x"), std::nullopt);
  EXPECT_EQ(environment.AddVariable("x", MakeType(TypeKind::kInt)), 0);
  EXPECT_EQ(environment.AddVariable("x", MakeType(TypeKind::kBool)), 1);
  EXPECT_EQ(environment.FindVariable("x"), 1);
  const std::uint16_t space = environment.AddNamespace({"n", {{"m", MakeType(TypeKind::kInt)}}});
  EXPECT_EQ(environment.FindNamespace("n"), space);
  EXPECT_EQ(environment.FindMember(space, "m"), 0);
  EXPECT_EQ(environment.FindMember(space, "k"), std::nullopt);
}

TEST(Environment, CopiesStandOnTheirOwn) {
  Environment original(nullptr);
  original.AddVariable("x", MakeType(TypeKind::kInt));
  original.AddDefinedFunction({"f", std::nullopt, {}, MakeType(TypeKind::kInt)});
  Environment copy(original);
  copy.SetResult(0, MakeType(TypeKind::kBool));
  copy.AddVariable("y", MakeType(TypeKind::kInt));
  EXPECT_EQ(original.defined_functions()[0].result, MakeType(TypeKind::kInt));
  EXPECT_EQ(original.FindVariable("y"), std::nullopt);
  EXPECT_EQ(copy.FindVariable("x"), 0);
  EXPECT_EQ(copy.FindDefinedFunction("f"), 0);
}

TEST(StandardLibrary, IsSortedAndEveryOverloadIsNamedOnce) {
  std::vector<std::string> ids;
  std::string last;
  for (const Function& function : StandardLibrary()) {
    EXPECT_LE(last, function.name);
    EXPECT_FALSE(function.overloads.empty()) << function.name;
    EXPECT_FALSE(function.documentation.empty()) << function.name;
    for (const Overload& overload : function.overloads) {
      EXPECT_NE(overload.implementation, nullptr) << overload.id;
      ids.push_back(overload.id);
    }
    last = function.name;
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(StandardLibrary, IsFoundByName) {
  const Environment environment(nullptr);
  EXPECT_FALSE(environment.FindFunctions("startsWith").empty());
  EXPECT_TRUE(environment.FindFunctions("startswith").empty());
  for (const Function* function : environment.FindFunctions("size")) {
    EXPECT_EQ(function->name, "size");
  }
}

}  // namespace
}  // namespace assay
