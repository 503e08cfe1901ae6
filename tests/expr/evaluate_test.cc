// What expressions without records are worth: logic, bindings, literals, macros, calls and errors.

#include "assay/expr/evaluate.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/expr/evaluating.h"

namespace assay {
namespace {

class EvaluateWorth : public testing::TestWithParam<Worth> {};

// The values that the texts below name.
void BindAll(Evaluating* evaluating) {
  evaluating->Bind("u", "int", Value::Unknown());
  evaluating->Bind("ub", "bool", Value::Unknown());
  evaluating->Bind("none", "int?", Value::Null());
  evaluating->Bind("ul", "list(int)", Value::Unknown());
  evaluating->Bind("u59", "int", UnknownInt(5, 9));
  evaluating->Bind("open", "list(int)",
                   Value::OpenList({Value::Int(1), Value::Int(2)}, {{Value::Unknown(), true, {}}}));
  evaluating->Bind("perhaps3", "list(int)",
                   Value::OpenList({Value::Int(1), Value::Int(2)}, {{Value::Int(3), false, {}}}));
  evaluating->Bind("m", "map(string, int)", Value::Map({{Value::String("k"), Value::Unknown()}}));
  evaluating->Bind("uo", "optional(int)", Value::Unknown());
}

TEST_P(EvaluateWorth, Is) {
  Evaluating evaluating;
  BindAll(&evaluating);
  EXPECT_EQ(evaluating.Say(GetParam().text), GetParam().worth) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Logic, EvaluateWorth,
    testing::Values(
        Worth{"false_decides_and", "ub && false", "false"}, Worth{"true_decides_or", "1 / 0 > 0 || true", "true"},
        Worth{"unknown_outranks_error", "1 / 0 > 0 && ub", "unknown"},
        Worth{"unknown_outranks_error_in_or", "ub || 1 / 0 > 0", "unknown"},
        Worth{"not_of_unknown", "!ub", "unknown"},
        Worth{"strict_error_outranks_unknown", "u + 1 / 0", "error divide_by_zero: division by zero"},
        Worth{"condition_unknown_same_branches", "ub ? 7 : 7", "7"},
        Worth{"condition_unknown_joins_bounds", "ub ? 7 : 9", "unknown[7, 9]"},
        Worth{"condition_unknown_error_branch", "ub ? 1 / 0 : 9", "unknown"},
        Worth{"condition_unknown_errors_alone", "ub ? 1 / 0 : 2 / 0", "error divide_by_zero: division by zero"},
        Worth{"condition_lazy", "true ? 1 : 1 / 0", "1"},
        Worth{"condition_none", "none == null ? 1 : 2", "1"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    None, EvaluateWorth,
    testing::Values(Worth{"equals_null", "none == null", "true"}, Worth{"differs", "none != 1", "true"},
                    Worth{"has_no_order", "none < 1", "error none: `_<_` of none"},
                    Worth{"has_no_order_with_unknown", "none < u", "error none: `_<_` of none"},
                    Worth{"has_no_sum", "none + 1", "error none: `_+_` of none"},
                    Worth{"unknown_is_not_null", "u == null", "unknown"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Bindings, EvaluateWorth,
    testing::Values(Worth{"bind", "cel.bind(x, 2, x * x)", "4"},
                    Worth{"bind_error_unused", "cel.bind(x, 1 / 0, 5)", "5"},
                    Worth{"bind_unknown", "cel.bind(x, u59, x > 3)", "true"},
                    Worth{"nested", "cel.bind(x, 1, cel.bind(y, x + 1, [x, y].map(z, z + y)))", "[3, 4]"},
                    Worth{"shadowing", "[1].map(x, [2].map(x, x))", "[[2]]"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Literals, EvaluateWorth,
    testing::Values(Worth{"list_holds_unknown", "[1, u]", "[1, unknown]"},
                    Worth{"list_is_strict_on_errors", "[u, 1 / 0]", "error divide_by_zero: division by zero"},
                    Worth{"optional_element", "[1, ?optional.none(), ?optional.of(2)]", "[1, 2]"},
                    Worth{"optional_element_unknown", "[1, ?uo]", "[1, unknown?]"},
                    Worth{"map_holds_unknown", "{'a': u}", "{'a': unknown}"},
                    Worth{"map_key_unknown", "{u: 1}", "unknown"},
                    Worth{"map_key_twice", "{1: 1, 1: 2}", "error duplicate_key: the key 1 occurs twice in a map"},
                    Worth{"map_select", "{'a': 1}.a", "1"},
                    Worth{"map_select_unknown", "m.k", "unknown"},
                    Worth{"map_absent", "m.z", "error no_such_key: the map has no key `z`"},
                    Worth{"map_has", "[has(m.k), has(m.z)]", "[true, false]"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Quantifiers, EvaluateWorth,
    testing::Values(
        Worth{"exists_decides_over_error", "[0, 1].exists(x, 1 / x == 1)", "true"},
        Worth{"exists_error", "[0, 2].exists(x, 1 / x == 1)", "error divide_by_zero: division by zero"},
        Worth{"exists_unknown_over_error", "[0, u].exists(x, 1 / x == 1)", "unknown"},
        Worth{"all_decides_over_error", "[0, 2].all(x, 1 / x == 1)", "false"},
        Worth{"exists_open_true", "open.exists(x, x == 2)", "true"},
        Worth{"exists_open_unknown", "open.exists(x, x == 3)", "unknown"},
        Worth{"exists_open_hopeless", "open.exists(x, false)", "false"},
        Worth{"exists_open_certain_of_all", "open.exists(x, true)", "true"},
        Worth{"all_open_false", "open.all(x, x > 1)", "false"},
        Worth{"all_open_unknown", "open.all(x, x > 0)", "unknown"},
        Worth{"all_open_always", "open.all(x, true)", "true"},
        Worth{"all_perhaps_fits", "perhaps3.all(x, x < 4)", "true"},
        Worth{"all_perhaps_does_not", "perhaps3.all(x, x < 3)", "unknown"},
        Worth{"exists_perhaps", "perhaps3.exists(x, x == 3)", "unknown"},
        Worth{"exists_unknown_list", "ul.exists(x, x == 3)", "unknown"},
        Worth{"one_open", "open.exists_one(x, x == 1)", "unknown"},
        Worth{"one_open_two", "open.exists_one(x, x > 0)", "false"},
        Worth{"one_perhaps_irrelevant", "perhaps3.exists_one(x, x == 1)", "true"},
        Worth{"one_strict", "[1, 0].exists_one(x, 1 / x == 1)", "error divide_by_zero: division by zero"},
        Worth{"one_error_over_unknown", "[u, 0].exists_one(x, 1 / x == 1)",
              "error divide_by_zero: division by zero"},
        Worth{"over_map", "{'a': 1, 'b': 2}.all(k, k in ['a', 'b'])", "true"},
        Worth{"two_variables", "[5, 6].all(i, v, v == i + 5)", "true"},
        Worth{"two_variables_open", "open.exists(i, v, i == 0)", "unknown"},
        Worth{"two_variables_map", "{'a': 1}.exists(k, v, k == 'a' && v == 1)", "true"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Lists, EvaluateWorth,
    testing::Values(
        Worth{"filter_open", "open.filter(x, x > 1)", "[2, ...]"},
        Worth{"filter_open_hopeless", "open.filter(x, false)", "[]"},
        Worth{"filter_unknown_predicate", "[1, u].filter(x, x > 0)", "[1, unknown?]"},
        Worth{"filter_strict", "[1, 0].filter(x, 1 / x > 0)", "error divide_by_zero: division by zero"},
        Worth{"filter_unknown_list", "ul.filter(x, x > 0)", "unknown"},
        Worth{"map_open", "open.map(x, x * 2)", "[2, 4, ...]"},
        Worth{"map_perhaps", "perhaps3.map(x, x * 2)", "[2, 4, 6?]"},
        Worth{"map_filter", "perhaps3.map(x, x > 1, x * 2)", "[4, 6?]"},
        Worth{"transform_list", "[5, 6].transformList(i, v, v - i)", "[5, 5]"},
        Worth{"transform_map", "{'a': 1}.transformMap(k, v, v + 1)", "{'a': 2}"},
        Worth{"transform_map_entry", "{'a': 'x'}.transformMapEntry(k, v, {v: k})", "{'x': 'a'}"},
        Worth{"transform_map_entry_twice", "{'a': 'x', 'b': 'x'}.transformMapEntry(k, v, {v: k})",
              "error duplicate_key: the key 'x' occurs twice in a map"},
        Worth{"transform_map_open", "open.transformMap(i, v, v)", "unknown"},
        Worth{"filter_then_exists", "open.filter(x, x > 0).exists(x, x == 2)", "true"},
        Worth{"union", "[[1, 2], [2, 3]].union(x, x)", "[1, 2, 3]"},
        Worth{"union_open", "open.union(x, [x, 1])", "[1, 2, ...]"},
        Worth{"count_distinct", "[1, 2, 1].count_distinct(x, x)", "2"},
        Worth{"count_distinct_open", "open.count_distinct(x, x)", "unknown[2, inf]"},
        Worth{"count_distinct_perhaps", "perhaps3.count_distinct(x, x)", "unknown[2, 3]"},
        Worth{"count_distinct_perhaps_same", "perhaps3.count_distinct(x, x / 4)", "1"},
        Worth{"count_distinct_none", "[1, 2].count_distinct(x, x == 1 ? none : none)", "0"},
        Worth{"sum_of", "[1, 2].sum(x, x * 10)", "30"},
        Worth{"sum_of_perhaps", "perhaps3.sum(x, x)", "unknown[3, 6]"},
        Worth{"sort_by", "['bb', 'a', 'c'].sortBy(x, x.size())", "['a', 'c', 'bb']"},
        Worth{"sort_by_open", "open.sortBy(x, x)", "unknown"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Latest, EvaluateWorth,
    testing::Values(
        Worth{"greatest_key", "[3, 1, 2].latest(x, x < 3, x)", "optional.of(2)"},
        Worth{"nothing", "[3].latest(x, x > 3, x)", "optional.none()"},
        Worth{"tie_of_values_last", "[1.0, 1.0].latest(x, true, x)", "optional.of(1.0)"},
        Worth{"open", "open.latest(x, true, x)", "unknown"},
        Worth{"open_but_filtered", "open.latest(x, x == 2 && false, x)", "optional.none()"},
        Worth{"perhaps_later", "perhaps3.latest(x, true, x)", "unknown"},
        Worth{"perhaps_earlier", "perhaps3.latest(x, true, -x)", "optional.of(1)"},
        Worth{"unknown_key_alone", "[7].latest(x, true, u)", "optional.of(7)"},
        Worth{"unknown_key_bounded_out", "[1, 100].latest(x, true, x == 1 ? u59 : 50)", "optional.of(100)"},
        Worth{"unknown_key_may_win", "[1, 100].latest(x, true, x == 1 ? u59 : 7)", "unknown"},
        Worth{"unknown_predicate_loses", "[1, 2].latest(x, x == 2 || ub, x)", "optional.of(2)"},
        Worth{"error_in_key", "[0].latest(x, true, 1 / x)", "error divide_by_zero: division by zero"},
        Worth{"key_none", "[0].latest(x, true, none)", "error none: a key of `latest` is none"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Optionals, EvaluateWorth,
    testing::Values(Worth{"map_macro", "optional.of(2).optMap(x, x + 1)", "optional.of(3)"},
                    Worth{"map_macro_none", "optional.none().optMap(x, x + 1)", "optional.none()"},
                    Worth{"map_macro_unknown", "uo.optMap(x, x + 1)", "unknown"},
                    Worth{"flat_map", "optional.of(2).optFlatMap(x, optional.none())", "optional.none()"},
                    Worth{"optional_select", "{'a': {'b': 1}}.?a.b", "optional.of(1)"},
                    Worth{"optional_select_absent", "{'a': {'b': 1}}.?z.b", "optional.none()"},
                    Worth{"optional_index", "[1][?0]", "optional.of(1)"},
                    Worth{"optional_index_absent", "[1][?5]", "optional.none()"}),
    NameOf);

TEST(EvaluateTruth, TablesAreExhausted) {
  Evaluating evaluating;
  const std::vector<std::pair<std::string, Truth>> sides = {
      {"false", Truth::kFail}, {"true", Truth::kPass}, {"ub", Truth::kUnknown}, {"1 / 0 > 0", Truth::kError}};
  evaluating.Bind("ub", "bool", Value::Unknown());
  for (const auto& [left, left_truth] : sides) {
    EXPECT_EQ(TruthOf(evaluating.Of("!(" + left + ")")), Not(left_truth)) << left;
    for (const auto& [right, right_truth] : sides) {
      const std::string both = "(" + left + ") && (" + right + ")";
      const std::string either = "(" + left + ") || (" + right + ")";
      EXPECT_EQ(TruthOf(evaluating.Of(both)), And(left_truth, right_truth)) << both;
      EXPECT_EQ(TruthOf(evaluating.Of(either)), Or(left_truth, right_truth)) << either;
      const std::string exists = "[1, 2].exists(x, x == 1 ? (" + left + ") : (" + right + "))";
      const std::string all = "[1, 2].all(x, x == 1 ? (" + left + ") : (" + right + "))";
      EXPECT_EQ(TruthOf(evaluating.Of(exists)), Or(left_truth, right_truth)) << exists;
      EXPECT_EQ(TruthOf(evaluating.Of(all)), And(left_truth, right_truth)) << all;
    }
  }
}

// Where the error of `text` stands in it.
std::string PlaceOfError(Evaluating* evaluating, const std::string& text) {
  const CheckedExpr* program = evaluating->Program(text);
  if (program == nullptr) return "no program";
  const Value value = Evaluate(*program, evaluating->context, {});
  if (!value.is_error()) return "no error";
  const Span span = program->ast[value.error_where()].span;
  return text.substr(span.begin, span.end - span.begin);
}

TEST(EvaluateErrors, TheLeftmostIsReported) {
  Evaluating evaluating;
  EXPECT_EQ(PlaceOfError(&evaluating, "1 / 0 + 5 % 0"), "1 / 0");
  EXPECT_EQ(PlaceOfError(&evaluating, "5 % 0 + 1 / 0"), "5 % 0");
  EXPECT_EQ(PlaceOfError(&evaluating, "[5 % 0, 1 / 0]"), "5 % 0");
  EXPECT_EQ(PlaceOfError(&evaluating, "{1 / 0: 5 % 0}"), "1 / 0");
  EXPECT_EQ(PlaceOfError(&evaluating, "5 % 0 > 0 && 1 / 0 > 0"), "5 % 0");
  EXPECT_EQ(PlaceOfError(&evaluating, "[2, 1].exists(x, x == 1 ? 1 / 0 > 0 : 5 % 0 > 0)"), "1 / 0");
  EXPECT_EQ(PlaceOfError(&evaluating, "[2, 1].map(x, x == 1 ? 1 / 0 : 5 % 0)"), "1 / 0");
  EXPECT_EQ(PlaceOfError(&evaluating, "math.greatest(5 % 0, 1 / 0)"), "5 % 0");
}

TEST(EvaluateErrors, FromOutsideHaveThePlaceOfTheirName) {
  Evaluating evaluating;
  evaluating.Bind("broken", "int", Value::Error(ErrorCode::kHost, "broken"));
  const Value error = evaluating.Of("1 + broken");
  ASSERT_TRUE(error.is_error());
  EXPECT_EQ(error.error_code(), ErrorCode::kHost);
  EXPECT_EQ(error.error_where(), 1u) << "the operands stand before the operator";
}

TEST(EvaluateSteps, AreCountedAndLimited) {
  Evaluating evaluating;
  StepBudget budget{1000};
  evaluating.context.budget = &budget;
  EXPECT_EQ(evaluating.Say("1 + 2"), "3");
  EXPECT_EQ(budget.steps, 997);
  budget.steps = 1000;
  const Value stopped = evaluating.Of("lists.range(500).all(x, x >= 0)");
  ASSERT_TRUE(stopped.is_error());
  EXPECT_EQ(stopped.error_code(), ErrorCode::kLimit);
  EXPECT_GT(budget.steps, -10) << "evaluation stops soon after the budget is spent";
}

TEST(EvaluateSteps, LimitTheLengthOfARange) {
  Evaluating evaluating;
  StepBudget budget{1000};
  evaluating.context.budget = &budget;
  EXPECT_EQ(evaluating.Of("lists.range(100000).size()").error_code(), ErrorCode::kLimit);
}

TEST(EvaluateTraced, KeepsTheValuesOfWhatWasEvaluated) {
  Evaluating evaluating;
  const CheckedExpr* program = evaluating.Program("1 + 2 == 3 || 4 == 5");
  ASSERT_NE(program, nullptr);
  Trace trace;
  EXPECT_TRUE(EvaluateTraced(*program, evaluating.context, {}, &trace).as_bool());
  ASSERT_EQ(trace.values.size(), program->ast.nodes.size());
  for (ExprId id = 0; id < trace.values.size(); ++id) {
    const Expr& node = program->ast[id];
    if (node.name == "_+_") {
      EXPECT_EQ(DebugString(trace.values[id].value(), nullptr), "3");
    }
    const bool is_reached = program->ast.text.substr(node.span.begin).rfind("4", 0) != 0 &&
                            program->ast.text.substr(node.span.begin) != "5";
    EXPECT_EQ(trace.values[id].has_value(), is_reached) << "node " << id;
  }
}

}  // namespace
}  // namespace assay
