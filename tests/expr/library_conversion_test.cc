// Conversions, parts of times, optionals: what the language's own vectors leave open.

#include <string>

#include <gtest/gtest.h>

#include "src/expr/time_text.h"
#include "tests/expr/evaluating.h"

namespace assay {
namespace {

class Conversions : public testing::TestWithParam<Worth> {};

TEST_P(Conversions, Give) {
  Evaluating evaluating;
  evaluating.Bind("price", "decimal", Value::DecimalOf(*Decimal::Parse("-19.90")));
  evaluating.Bind("day", "when", Value::WhenOf(*Date::Parse("2026-03-31"), false, Instant()));
  EXPECT_EQ(evaluating.Say(GetParam().text), GetParam().worth) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, Conversions,
    testing::Values(
        Worth{"int_with_sign", "int('+5')", "5"},
        Worth{"int_of_nothing", "int('')", "error invalid_argument: `` is not a whole number"},
        Worth{"int_with_rest", "int('5x')", "error invalid_argument: `5x` is not a whole number"},
        Worth{"int_with_two_signs", "int('+-5')", "error invalid_argument: `+-5` is not a whole number"},
        Worth{"int_too_long", "int('9223372036854775808')",
              "error invalid_argument: `9223372036854775808` is not a whole number"},
        Worth{"int_of_least_double", "int(-9223372036854775808.0)",
              "error overflow: the value is out of the range of int"},
        Worth{"int_of_nan", "int(0.0 / 0.0)", "error overflow: the value is out of the range of int"},
        Worth{"int_of_decimal", "int(price)", "-19"},
        Worth{"uint_of_negative_double", "uint(-0.5)", "error overflow: the value is out of the range of uint"},
        Worth{"double_of_decimal", "double(price)", "-19.9"}, Worth{"double_of_nan", "double('NaN')", "NaN"},
        Worth{"double_of_text", "double('x')", "error invalid_argument: `x` is not a number"},
        Worth{"string_of_decimal", "string(price)", "'-19.9'"}, Worth{"string_of_when", "string(day)", "'2026-03-31'"},
        Worth{"string_of_date", "string(date('2026-03-31'))", "'2026-03-31'"},
        Worth{"string_of_double", "string(1.5)", "'1.5'"}, Worth{"type_of_date", "type(date('2026-03-31'))", "date"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Times, Conversions,
    testing::Values(
        Worth{"date_of_week", "date('2026-03-31').getDayOfWeek()", "2"},
        Worth{"date_of_year", "date('2024-12-31').getDayOfYear()", "365"},
        Worth{"date_month", "date('2026-03-31').getMonth()", "2"},
        Worth{"zone_unknown", "timestamp(0).getHours('Mars/Olympus')",
              "error invalid_argument: `Mars/Olympus` is not a time zone"},
        Worth{"date_in_zone", "timestamp('2026-03-31T23:30:00Z').date('+13:00')", "2026-04-01"},
        Worth{"date_in_utc", "timestamp('2026-03-31T23:30:00Z').date()", "2026-03-31"},
        Worth{"date_in_named_zone", "timestamp('2026-03-31T23:30:00Z').date('America/New_York')", "2026-03-31"},
        Worth{"duration_hours", "duration('-5400s').getHours()", "-1"},
        Worth{"no_such_date", "date('2025-02-29')", "error invalid_argument: `2025-02-29` is not a date (YYYY-MM-DD)"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Optionals, Conversions,
    testing::Values(Worth{"zero_of_decimal", "optional.ofNonZeroValue(price - price)", "optional.none()"},
                    Worth{"zero_duration", "optional.ofNonZeroValue(duration('0s'))", "optional.none()"},
                    Worth{"value_of_none", "optional.none().value()",
                          "error no_value: the optional has no value"},
                    Worth{"or_does_not_need_the_other", "optional.of(1).or(optional.of(1 / 0)).value()", "1"},
                    Worth{"unwrap", "[optional.of(1), optional.none()].unwrapOpt()", "[1]"},
                    Worth{"holds_null", "optional.of(null).hasValue()", "true"}),
    NameOf);

struct DurationText {
  const char* name;
  const char* text;
  const char* written;  // Null: it is not a duration.
};

class Durations : public testing::TestWithParam<DurationText> {};

TEST_P(Durations, AreReadToTheNanosecond) {
  const std::optional<DurationParts> parts = ParseDuration(GetParam().text);
  ASSERT_EQ(parts.has_value(), GetParam().written != nullptr);
  if (parts.has_value()) {
    EXPECT_EQ(FormatDuration(*parts), GetParam().written);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Durations,
    testing::Values(DurationText{"zero", "0", "0s"}, DurationText{"units", "1h30m5s", "5405s"},
                    DurationText{"fraction", "-1.5s", "-1.5s"}, DurationText{"fraction_of_an_hour", "0.25h", "900s"},
                    DurationText{"millis", "250ms", "0.25s"}, DurationText{"micros", "1us", "0.000001s"},
                    DurationText{"micro_sign", "1\u00b5s", "0.000001s"},
                    DurationText{"finer_than_a_nano", "1.9ns", "0.000000001s"},
                    DurationText{"point_first", ".5s", "0.5s"}, DurationText{"plus", "+2s", "2s"},
                    DurationText{"longest", "9223372036.854775807s", "9223372036.854775807s"},
                    DurationText{"too_long", "9223372036.854775808s", nullptr},
                    DurationText{"far_too_long", "99999999999999999999999999999999999999999999h", nullptr},
                    DurationText{"no_unit", "5", nullptr}, DurationText{"no_number", "s", nullptr},
                    DurationText{"nothing", "", nullptr}, DurationText{"sign_alone", "-", nullptr},
                    DurationText{"unknown_unit", "5d", nullptr}, DurationText{"space", "5 s", nullptr}),
    [](const auto& row) { return std::string(row.param.name); });

struct TimestampText {
  const char* name;
  const char* text;
  const char* written;
};

class Timestamps : public testing::TestWithParam<TimestampText> {};

TEST_P(Timestamps, AreReadToTheNanosecond) {
  const std::optional<TimestampParts> parts = ParseTimestamp(GetParam().text);
  ASSERT_EQ(parts.has_value(), GetParam().written != nullptr);
  if (parts.has_value()) {
    EXPECT_EQ(FormatTimestamp(*parts), GetParam().written);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Timestamps,
    testing::Values(TimestampText{"plain", "2026-03-31T08:00:00Z", "2026-03-31T08:00:00Z"},
                    TimestampText{"offset", "2026-03-31T08:00:00+13:00", "2026-03-30T19:00:00Z"},
                    TimestampText{"nanos", "2026-03-31T08:00:00.123456789Z", "2026-03-31T08:00:00.123456789Z"},
                    TimestampText{"first", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
                    TimestampText{"last", "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"},
                    TimestampText{"too_early_in_utc", "0001-01-01T00:00:00+00:01", nullptr},
                    TimestampText{"too_late_in_utc", "9999-12-31T23:59:59-00:01", nullptr},
                    TimestampText{"ten_digits", "2026-03-31T08:00:00.1234567890Z", nullptr},
                    TimestampText{"no_offset", "2026-03-31T08:00:00", nullptr},
                    TimestampText{"no_such_hour", "2026-03-31T24:00:00Z", nullptr},
                    TimestampText{"no_such_day", "2026-02-29T08:00:00Z", nullptr},
                    TimestampText{"point_without_digits", "2026-03-31T08:00:00.Z", nullptr},
                    TimestampText{"rest", "2026-03-31T08:00:00Zx", nullptr}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace assay
