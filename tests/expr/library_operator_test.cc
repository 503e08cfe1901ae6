// Operators on definite values; tests/unknowns has the others.

#include <string>

#include <gtest/gtest.h>

#include "tests/expr/evaluating.h"

namespace assay {
namespace {

class Operators : public testing::TestWithParam<Worth> {};

TEST_P(Operators, Give) {
  Evaluating evaluating;
  evaluating.Bind("price", "decimal", Value::DecimalOf(*Decimal::Parse("19.90")));
  evaluating.Bind("least", "int", Value::Int(std::numeric_limits<std::int64_t>::min()));
  evaluating.Bind("most", "int", Value::Int(std::numeric_limits<std::int64_t>::max()));
  EXPECT_EQ(evaluating.Say(GetParam().text), GetParam().worth) << GetParam().text;
}

constexpr const char* kOutOfRange = "error overflow: the result is out of range";
constexpr const char* kDivision = "error divide_by_zero: division by zero";

INSTANTIATE_TEST_SUITE_P(
    Numbers, Operators,
    testing::Values(
        Worth{"add", "2 + 3", "5"}, Worth{"add_overflow", "most + 1", kOutOfRange},
        Worth{"subtract_overflow", "least - 1", kOutOfRange}, Worth{"multiply_overflow", "most * 2", kOutOfRange},
        Worth{"negate_overflow", "-least", kOutOfRange}, Worth{"divide_overflow", "least / -1", kOutOfRange},
        Worth{"remainder_of_least", "least % -1", "0"}, Worth{"remainder_sign", "-7 % 3", "-1"},
        Worth{"divide_towards_zero", "-7 / 2", "-3"}, Worth{"divide_by_zero", "1 / 0", kDivision},
        Worth{"remainder_by_zero", "1 % 0", kDivision}, Worth{"uint_add", "2u + 3u", "5u"},
        Worth{"uint_below_zero", "2u - 3u", kOutOfRange}, Worth{"uint_by_zero", "2u / 0u", kDivision},
        Worth{"double_by_zero", "1.0 / 0.0", "Infinity"}, Worth{"mixed_order", "1 < 1.5", "true"},
        Worth{"mixed_order_uint", "-1 < 0u", "true"}, Worth{"nan_order", "0.0 / 0.0 < 1.0", "false"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Decimals, Operators,
    testing::Values(Worth{"add", "price + price", "39.8"}, Worth{"add_int", "price + 1", "20.9"},
                    Worth{"subtract_from_int", "20 - price", "0.1"}, Worth{"multiply", "price * 3", "59.7"},
                    Worth{"negate", "-price", "-19.9"}, Worth{"compares_with_int", "price < 20", "true"},
                    Worth{"compares_with_double", "price == dyn(19.9)", "true"},
                    Worth{"too_many_digits", "price * price * price * price * price * price * price * price * "
                          "price * price * price * price * price * price * price", kOutOfRange}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Times, Operators,
    testing::Values(
        Worth{"date_difference", "date('2026-03-31') - date('2025-03-31')", "365"},
        Worth{"date_difference_leap", "date('2024-03-01') - date('2024-02-28')", "2"},
        Worth{"date_plus_days", "date('2024-02-28') + days(2)", "2024-03-01"},
        Worth{"days_plus_date", "days(2) + date('2024-02-28')", "2024-03-01"},
        Worth{"date_minus_days", "date('2024-03-01') - days(1)", "2024-02-29"},
        Worth{"date_plus_hours", "date('2024-03-01') + hours(48)", "2024-03-03"},
        Worth{"date_plus_part_of_a_day", "date('2024-03-01') + hours(1)",
              "error invalid_argument: a date moves by whole days"},
        Worth{"date_out_of_range", "date('9999-12-31') + days(1)", kOutOfRange},
        Worth{"date_order", "date('2024-02-29') < date('2024-03-01')", "true"},
        Worth{"duration_sum", "duration('90m') + duration('30m') == hours(2)", "true"},
        Worth{"duration_too_long", "duration('2562047h') + duration('2562047h')", kOutOfRange},
        Worth{"timestamp_plus", "timestamp('2026-03-31T23:00:00Z') + duration('90m')", "2026-04-01T00:30:00Z"},
        Worth{"duration_plus_timestamp", "duration('-1s') + timestamp(0)", "1969-12-31T23:59:59Z"},
        Worth{"timestamp_minus_duration", "timestamp(0) - duration('1ns')", "1969-12-31T23:59:59.999999999Z"},
        Worth{"timestamp_difference", "timestamp(90) - timestamp(0)", "90s"},
        Worth{"timestamp_out_of_range", "timestamp('9999-12-31T23:59:59Z') + duration('1s')", kOutOfRange}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Containers, Operators,
    testing::Values(Worth{"concatenate_texts", "'a' + 'b'", "'ab'"}, Worth{"concatenate_bytes", "b'a' + b'b'", "b'\\x61\\x62'"},
                    Worth{"concatenate_lists", "[1] + [2]", "[1, 2]"}, Worth{"index", "[5, 6][1]", "6"},
                    Worth{"index_beyond", "[5][1]", "error index_out_of_bounds: index 1 of a list of 1"},
                    Worth{"index_negative", "[5][-1]", "error index_out_of_bounds: index -1 of a list of 1"},
                    Worth{"index_not_whole", "[5][dyn(0.5)]", "error invalid_argument: an index is a whole number"},
                    Worth{"index_of_no_kind", "[5][dyn('a')]",
                          "error no_such_overload: `_[_]` does not take such arguments"},
                    Worth{"key", "{'a': 1}['a']", "1"}, Worth{"key_absent", "{'a': 1}['b']",
                          "error no_such_key: the map has no key 'b'"},
                    Worth{"key_of_other_kind", "{1: 'a'}[dyn(1.0)]", "'a'"}, Worth{"in_list", "2 in [1, 2]", "true"},
                    Worth{"in_map", "'a' in {'a': 1}", "true"}, Worth{"not_in_map", "'b' in {'a': 1}", "false"},
                    Worth{"list_order", "dyn([1]) < dyn([2])",
                          "error no_such_overload: `_<_` does not take such arguments"},
                    Worth{"equal_of_other_kinds", "dyn('1') == dyn(1)", "false"},
                    Worth{"equal_lists", "[1, 2] == [1, 2]", "true"}, Worth{"not", "!false", "true"}),
    NameOf);

}  // namespace
}  // namespace assay
