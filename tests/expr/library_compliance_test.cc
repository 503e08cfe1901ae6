// Civil dates, gaps and attribute sampling.

#include <string>

#include <gtest/gtest.h>

#include "src/expr/longest_gap.h"
#include "tests/expr/evaluating.h"

namespace assay {
namespace {

class Compliance : public testing::TestWithParam<Worth> {};

TEST_P(Compliance, Gives) {
  Evaluating evaluating;
  EXPECT_EQ(evaluating.Say(GetParam().text), GetParam().worth) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Calendar, Compliance,
    testing::Values(
        Worth{"add_months_leap_day", "cal.add_months(date('2024-02-29'), 12)", "2025-02-28"},
        Worth{"add_months_before_leap_day", "cal.add_months(date('2024-02-28'), 12)", "2025-02-28"},
        Worth{"add_months_back", "cal.add_months(date('2025-03-31'), -1)", "2025-02-28"},
        Worth{"add_months_into_leap_year", "cal.add_months(date('2023-08-31'), 6)", "2024-02-29"},
        Worth{"add_months_too_many", "cal.add_months(date('2023-08-31'), 9223372036854775807)",
              "error overflow: the date is out of range"},
        Worth{"add_years", "cal.add_years(date('2024-02-29'), 4)", "2028-02-29"},
        Worth{"add_years_clamped", "cal.add_years(date('2024-02-29'), 1)", "2025-02-28"},
        Worth{"add_years_too_many", "cal.add_years(date('2024-02-29'), -9223372036854775807)",
              "error overflow: the date is out of range"},
        Worth{"start_of_month", "cal.start_of_month(date('2026-03-31'))", "2026-03-01"},
        Worth{"end_of_month", "cal.end_of_month(date('2024-02-01'))", "2024-02-29"},
        Worth{"start_of_quarter", "cal.start_of_quarter(date('2026-06-30'))", "2026-04-01"},
        Worth{"end_of_quarter", "cal.end_of_quarter(date('2026-11-11'))", "2026-12-31"},
        Worth{"start_of_year", "cal.start_of_year(date('2026-11-11'))", "2026-01-01"},
        Worth{"end_of_year", "cal.end_of_year(date('2026-11-11'))", "2026-12-31"},
        Worth{"end_of_last_month", "cal.end_of_month(date('9999-12-01'))", "9999-12-31"},
        Worth{"end_of_last_year", "cal.end_of_year(date('9999-01-01'))", "9999-12-31"},
        Worth{"days_between", "cal.days_between(date('2025-03-31'), date('2026-03-31'))", "365"},
        Worth{"business_days_over_weekend", "cal.add_business_days(date('2026-03-27'), 1, [])", "2026-03-30"},
        Worth{"business_days_from_weekend", "cal.add_business_days(date('2026-03-28'), 1, [])", "2026-03-30"},
        Worth{"business_days_none", "cal.add_business_days(date('2026-03-28'), 0, [])", "2026-03-28"},
        Worth{"business_days_back", "cal.add_business_days(date('2026-03-30'), -1, [])", "2026-03-27"},
        Worth{"business_days_holiday", "cal.add_business_days(date('2026-04-02'), 1, [date('2026-04-06'), date('2026-04-03')])",
              "2026-04-07"},
        Worth{"business_days_beyond_the_calendar", "cal.add_business_days(date('9999-12-01'), 1000, [])",
              "error overflow: the date is out of range"},
        Worth{"days_too_many", "days(9223372036854775807)",
              "error overflow: a duration is at most about 292 years"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Gaps, Compliance,
    testing::Values(
        Worth{"no_dates", "cal.longest_gap([], date('2025-03-31'), date('2026-03-31'))",
              "{'days': 365, 'from': 2025-03-31, 'to': 2026-03-31}"},
        Worth{"anchor_before_the_window",
              "cal.longest_gap([date('2025-01-01'), date('2025-02-01'), date('2025-06-01')], date('2025-03-31'), date('2026-03-31')).from",
              "2025-06-01"},
        Worth{"anchor_lengthens_the_first_gap",
              "cal.longest_gap([date('2024-01-01'), date('2025-06-01')], date('2025-03-31'), date('2026-03-31'))",
              "{'days': 517, 'from': 2024-01-01, 'to': 2025-06-01}"},
        Worth{"date_on_from_is_the_anchor",
              "cal.longest_gap([date('2025-03-31')], date('2025-03-31'), date('2025-04-30')).days", "30"},
        Worth{"first_of_equal_gaps",
              "cal.longest_gap([date('2025-04-10')], date('2025-03-31'), date('2025-04-20')).to", "2025-04-10"},
        Worth{"after_the_window_is_left_out",
              "cal.longest_gap([date('2025-04-10'), date('2026-01-01')], date('2025-03-31'), date('2025-04-30')).days", "20"},
        Worth{"same_date_twice",
              "cal.longest_gap([date('2025-04-10'), date('2025-04-10')], date('2025-03-31'), date('2025-04-20')).days", "10"},
        Worth{"order_does_not_matter",
              "cal.longest_gap([date('2025-04-15'), date('2025-04-05')], date('2025-03-31'), date('2025-04-20')).days", "10"},
        Worth{"window_that_ends_before_it_begins",
              "cal.longest_gap([], date('2025-03-31'), date('2025-03-30')).days",
              "error invalid_argument: from 2025-03-31 is after 2025-03-30"},
        Worth{"window_of_a_day", "cal.longest_gap([], date('2025-03-31'), date('2025-03-31')).days", "0"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Sampling, Compliance,
    testing::Values(
        Worth{"bound_holds", "stats.bound_at_most(0, 22, 10, 90)", "true"},
        Worth{"bound_does_not", "stats.bound_at_most(0, 21, 10, 90)", "false"},
        Worth{"sample_size", "stats.sample_size(10, 90)", "22"},
        Worth{"sample_size_of_population", "stats.sample_size(40, 10, 90)", "14"},
        Worth{"sample_size_of_nobody", "stats.sample_size(0, 10, 90)", "0"},
        Worth{"upper_bound", "stats.clopper_pearson_upper(22, 22, 0.9)", "1.0"},
        Worth{"upper_bound_below", "stats.clopper_pearson_upper(0, 22, 0.9) < 0.0994", "true"},
        Worth{"upper_bound_above", "stats.clopper_pearson_upper(0, 22, 0.9) > 0.0993", "true"},
        Worth{"no_sample", "stats.bound_at_most(0, 0, 10, 90)",
              "error invalid_argument: a sample is of 1 to 100000, with as many deviations at most"},
        Worth{"more_deviations_than_sample", "stats.bound_at_most(3, 2, 10, 90)",
              "error invalid_argument: a sample is of 1 to 100000, with as many deviations at most"},
        Worth{"no_percentage", "stats.bound_at_most(0, 2, 101, 90)",
              "error invalid_argument: a percentage is 0 to 100"},
        Worth{"no_confidence", "stats.clopper_pearson_upper(0, 2, 1.0)",
              "error invalid_argument: a confidence is between 0 and 1"}),
    NameOf);

// Every way to complete a series of a few days: the bounds of an open list hold, and what is said to
// be exact is.
TEST(LongestGap, BoundsHoldUnderEveryCompletion) {
  const auto at = [](std::int64_t day) { return Value::DateOf(Date::FromDays(static_cast<std::int32_t>(day))); };
  const auto gap = [](const Value& dates) {
    return LongestGap(dates, Date::FromDays(10), Date::FromDays(20));
  };
  for (int known = 0; known < 64; ++known) {
    std::vector<Value> items;
    for (int bit = 0; bit < 6; ++bit) {
      if ((known >> bit & 1) != 0) items.push_back(at(7 + 3 * bit));  // 7, 10, 13, 16, 19, 22
    }
    for (std::int64_t lowest = 6; lowest <= 22; ++lowest) {
      for (std::int64_t highest = lowest; highest <= 22; ++highest) {
        for (const bool repeated : {false, true}) {
          const Value unknown = Value::Unknown({.lowest = lowest, .highest = highest});
          const Value open = gap(Value::OpenList(items, {{unknown, repeated, {}}}));
          const Value* days = open.FindEntry(Value::String("days"));
          ASSERT_NE(days, nullptr);
          const std::int64_t least = days->is_unknown() ? days->unknown().lowest : days->as_int();
          const std::int64_t most = days->is_unknown() ? days->unknown().highest : days->as_int();
          const auto check = [&](std::vector<Value> completed) {
            const Value exact = gap(Value::List(std::move(completed)));
            const std::int64_t found = exact.FindEntry(Value::String("days"))->as_int();
            ASSERT_LE(least, found) << DebugString(open, nullptr);
            ASSERT_GE(most, found) << DebugString(open, nullptr);
            if (open.is_definite()) {
              ASSERT_TRUE(Equal(open, exact)) << DebugString(open, nullptr);
            }
          };
          check(items);
          for (std::int64_t day = lowest; day <= highest; ++day) {
            std::vector<Value> completed = items;
            completed.push_back(at(day));
            check(completed);
          }
          if (!repeated) continue;
          std::vector<Value> completed = items;
          for (std::int64_t day = lowest; day <= highest; ++day) completed.push_back(at(day));
          check(completed);
        }
      }
    }
  }
}

}  // namespace
}  // namespace assay
