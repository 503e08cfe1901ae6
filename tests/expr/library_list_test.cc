// Lists and sets of definite values; tests/unknowns has the others.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "src/expr/distinct.h"
#include "tests/expr/evaluating.h"

namespace assay {
namespace {

class Lists : public testing::TestWithParam<Worth> {};

TEST_P(Lists, Give) {
  Evaluating evaluating;
  const Value price = Value::DecimalOf(*Decimal::Parse("0.10"));
  evaluating.Bind("prices", "list(decimal)", Value::List({price, price, price}));
  evaluating.Bind("no_prices", "list(decimal)", Value::List({}));
  EXPECT_EQ(evaluating.Say(GetParam().text), GetParam().worth) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Parts, Lists,
    testing::Values(
        Worth{"size", "[1, 2].size() + size([3])", "3"}, Worth{"size_of_text", "'\u00e9\u270c'.size()", "2"},
        Worth{"size_of_bytes", "b'\u00e9'.size()", "2"}, Worth{"size_of_map", "{'a': 1}.size()", "1"},
        Worth{"slice", "[1, 2, 3, 4].slice(1, 3)", "[2, 3]"}, Worth{"slice_empty", "[1, 2].slice(2, 2)", "[]"},
        Worth{"slice_beyond", "[1, 2].slice(1, 3)",
              "error invalid_argument: no slice from 1 to 3 of a list of 2"},
        Worth{"slice_backwards", "[1, 2].slice(2, 1)",
              "error invalid_argument: no slice from 2 to 1 of a list of 2"},
        Worth{"slice_negative", "[1, 2].slice(-1, 1)",
              "error invalid_argument: no slice from -1 to 1 of a list of 2"},
        Worth{"flatten", "[[1], [2, 3], []].flatten()", "[1, 2, 3]"},
        Worth{"flatten_one_level", "[[[1]], [[2]]].flatten()", "[[1], [2]]"},
        Worth{"flatten_deep", "[dyn(1), dyn([2, [3]])].flatten(2)", "[1, 2, 3]"},
        Worth{"flatten_negative", "[dyn(1)].flatten(-1)", "error invalid_argument: a depth is not negative"},
        Worth{"range", "lists.range(3)", "[0, 1, 2]"}, Worth{"range_of_none", "lists.range(0)", "[]"},
        Worth{"range_negative", "lists.range(-1)",
              "error invalid_argument: lists.range takes 0 to 10000000"},
        Worth{"reverse", "[1, 2, 3].reverse()", "[3, 2, 1]"}, Worth{"first", "[1, 2].first()", "optional.of(1)"},
        Worth{"last", "[1, 2].last()", "optional.of(2)"}, Worth{"first_of_none", "[].first()", "optional.none()"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Folds, Lists,
    testing::Values(
        Worth{"sort", "[3, 1, 2].sort()", "[1, 2, 3]"}, Worth{"sort_texts", "['b', 'a'].sort()", "['a', 'b']"},
        Worth{"sort_dates", "[date('2026-03-31'), date('2025-03-31')].sort()", "[2025-03-31, 2026-03-31]"},
        Worth{"sort_by_is_stable", "['bb', 'aa', 'c'].sortBy(x, size(x))", "['c', 'bb', 'aa']"},
        Worth{"distinct", "[1, 2, 1, 3, 2].distinct()", "[1, 2, 3]"},
        Worth{"distinct_across_kinds", "[dyn(1), dyn(1u), dyn(1.0), dyn('1')].distinct()", "[1, '1']"},
        Worth{"sum", "[1, 2, 3].sum()", "6"}, Worth{"sum_of_none", "[1].filter(x, x > 1).sum()", "0"},
        Worth{"sum_doubles", "[0.5, 0.25].sum()", "0.75"}, Worth{"sum_uints", "[1u, 2u].sum()", "3u"},
        Worth{"sum_durations", "[days(1), hours(12)].sum()", "129600s"},
        Worth{"sum_decimals_exactly", "prices.sum()", "0.3"}, Worth{"sum_no_decimals", "no_prices.sum()", "0"},
        Worth{"sum_overflow", "[9223372036854775807, 1].sum()", "error overflow: the sum is too large"},
        Worth{"max", "[1, 3, 2].max()", "3"}, Worth{"min_dates", "[date('2026-03-31'), date('2025-03-31')].min()", "2025-03-31"},
        Worth{"max_texts", "['a', 'b'].max()", "'b'"},
        Worth{"max_of_none", "[1].filter(x, x > 1).max()",
              "error invalid_argument: an empty list has no least and no greatest element"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Sets, Lists,
    testing::Values(Worth{"contains", "sets.contains([1, 2, 3], [3, 1])", "true"},
                    Worth{"contains_not", "sets.contains([1, 2], [3])", "false"},
                    Worth{"contains_nothing", "sets.contains([], [])", "true"},
                    Worth{"contains_across_kinds", "sets.contains([dyn(1), dyn(2u)], [dyn(1.0), dyn(2)])", "true"},
                    Worth{"intersects", "sets.intersects([1, 2], [2, 3])", "true"},
                    Worth{"intersects_not", "sets.intersects([1], [])", "false"},
                    Worth{"equivalent", "sets.equivalent([1, 1, 2], [2, 1])", "true"},
                    Worth{"equivalent_not", "sets.equivalent([1, 2], [1])", "false"}),
    NameOf);

// Enough values that the set hashes; every one is inserted twice, in another kind of number.
TEST(DistinctValues, AgreeWithEqualityBeyondAWalk) {
  DistinctValues values;
  for (std::int64_t number = 0; number < 1000; ++number) {
    EXPECT_TRUE(values.Insert(Value::Int(number)));
    EXPECT_TRUE(values.Insert(Value::String(std::to_string(number))));
    EXPECT_FALSE(values.Insert(Value::Uint(static_cast<std::uint64_t>(number))));
    EXPECT_FALSE(values.Insert(Value::Double(static_cast<double>(number))));
    EXPECT_FALSE(values.Insert(Value::DecimalOf(Decimal::FromInteger(number))));
  }
  EXPECT_EQ(values.values().size(), 2000u);
  EXPECT_EQ(values.values()[0].as_int(), 0) << "the order of arrival is kept";
}

// Whether an element is known in full does not move it: of its kind, the first place counts.
TEST(DistinctList, KeepsTheOrderOfArrival) {
  const Value half_known = Value::List({UnknownInt(1, 2)});
  DistinctList list(nullptr);
  for (const Value& item : {Value::Int(3), half_known, Value::Int(1), Value::Int(3)}) list.Add(item);
  const Value distinct = list.Finish();
  ASSERT_EQ(distinct.items().size(), 3u);
  EXPECT_EQ(distinct.items()[0].as_int(), 3);
  EXPECT_FALSE(distinct.items()[1].is_definite());
  EXPECT_EQ(distinct.items()[2].as_int(), 1);
}

TEST(DistinctValues, HashMapsInAnyOrderAlike) {
  const Value left = Value::Map({{Value::Int(1), Value::Int(2)}, {Value::String("k"), Value::Null()}});
  const Value right = Value::Map({{Value::String("k"), Value::Null()}, {Value::Uint(1), Value::Double(2)}});
  EXPECT_EQ(HashOf(left), HashOf(right));
  EXPECT_EQ(HashOf(Value::Double(-0.0)), HashOf(Value::Int(0)));
}

}  // namespace
}  // namespace assay
