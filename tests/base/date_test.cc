#include "assay/base/date.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/base/shared_vectors.h"

namespace assay {
namespace {

Date Day(const char* text) {
  const std::optional<Date> date = Date::Parse(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date());
}

// The calendar as it is taught: no formula shared with the code under test.
bool IsLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysOfMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29 : kDays[month - 1];
}

std::string Written(int year, int month, int day) {
  const std::string y = std::to_string(year);
  const std::string m = std::to_string(month);
  const std::string d = std::to_string(day);
  return std::string(4 - y.size(), '0') + y + "-" + std::string(2 - m.size(), '0') + m + "-" +
         std::string(2 - d.size(), '0') + d;
}

// Every day there is, counted one by one from the first.
TEST(DateTest, EveryDayOfTheCalendarRoundTrips) {
  std::int32_t days = kFirstDay;
  int weekday = 1;  // 0001-01-01 was a Monday.
  for (int year = 1; year <= 9999; ++year) {
    int day_of_year = 0;
    for (int month = 1; month <= 12; ++month) {
      const int last = DaysOfMonth(year, month);
      ASSERT_FALSE(Date::FromCivil(year, month, last + 1).has_value());
      ASSERT_FALSE(Date::FromCivil(year, month, 0).has_value());
      for (int day = 1; day <= last; ++day, ++days) {
        const std::optional<Date> date = Date::FromCivil(year, month, day);
        ASSERT_TRUE(date.has_value()) << Written(year, month, day);
        ASSERT_EQ(date->days_since_epoch(), days) << Written(year, month, day);
        ASSERT_EQ(*date, Date::FromDays(days));
        ASSERT_EQ(date->year(), year);
        ASSERT_EQ(date->month(), month);
        ASSERT_EQ(date->day(), day);
        ASSERT_EQ(date->day_of_week(), weekday);
        ASSERT_EQ(date->day_of_year(), ++day_of_year);
        weekday = (weekday + 1) % 7;
      }
    }
  }
  EXPECT_EQ(days, kLastDay + 1);
}

TEST(DateTest, EveryDayFrom1583To2400IsReadAsItIsWritten) {
  for (int year = 1583; year <= 2400; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= DaysOfMonth(year, month); ++day) {
        const std::string text = Written(year, month, day);
        const std::optional<Date> date = Date::Parse(text);
        ASSERT_EQ(date, Date::FromCivil(year, month, day)) << text;
        ASSERT_EQ(date->ToString(), text);
      }
    }
  }
}

struct BadDate {
  const char* name;
  std::string text;
};

class BadDateTest : public testing::TestWithParam<BadDate> {};

TEST_P(BadDateTest, IsRefused) { EXPECT_FALSE(Date::Parse(GetParam().text).has_value()); }

INSTANTIATE_TEST_SUITE_P(
    Texts, BadDateTest,
    testing::Values(BadDate{"Empty", ""}, BadDate{"NoSuchDay", "2025-02-29"},
                    BadDate{"CenturyIsNoLeapYear", "1900-02-29"},
                    BadDate{"MonthThirteen", "2025-13-01"}, BadDate{"MonthZero", "2025-00-01"},
                    BadDate{"DayZero", "2025-01-00"}, BadDate{"YearZero", "0000-01-01"},
                    BadDate{"ShortYear", "25-01-01"}, BadDate{"ShortMonth", "2025-1-01"},
                    BadDate{"FiveDigitYear", "12025-01-01"}, BadDate{"Slashes", "2025/01/01"},
                    BadDate{"Basic", "20250101"}, BadDate{"SpaceBefore", " 2025-01-01"},
                    BadDate{"SpaceAfter", "2025-01-01 "},
                    BadDate{"TimeAfter", "2025-01-01T00:00:00Z"}, BadDate{"Sign", "+025-01-01"},
                    BadDate{"Negative", "-025-01-01"}, BadDate{"Letters", "2025-ja-01"},
                    BadDate{"NulInside", std::string("2025-01-0\0", 10)},
                    BadDate{"ArabicDigits", "٢٠٢٥-01-01"}),
    [](const auto& info) { return info.param.name; });

struct MonthsCase {
  const char* name;
  const char* date;
  std::int64_t months;
  const char* result;  // Null when refused.
};

class AddMonthsTest : public testing::TestWithParam<MonthsCase> {};

TEST_P(AddMonthsTest, ClampsToTheEndOfTheMonth) {
  const std::optional<Date> result = AddMonths(Day(GetParam().date), GetParam().months);
  if (GetParam().result == nullptr) {
    EXPECT_FALSE(result.has_value());
  } else {
    EXPECT_EQ(result, Day(GetParam().result));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, AddMonthsTest,
    testing::Values(
        MonthsCase{"LeapDayPlusAYear", "2024-02-29", 12, "2025-02-28"},
        MonthsCase{"DayBeforeLeapDayPlusAYear", "2024-02-28", 12, "2025-02-28"},
        MonthsCase{"PlainYear", "2025-03-31", 12, "2026-03-31"},
        MonthsCase{"BackIntoAShortMonth", "2025-03-31", -1, "2025-02-28"},
        MonthsCase{"IntoALeapFebruary", "2023-08-31", 6, "2024-02-29"},
        MonthsCase{"LeapDayToLeapDay", "2024-02-29", 48, "2028-02-29"},
        MonthsCase{"OverTheYear", "2025-12-31", 2, "2026-02-28"},
        MonthsCase{"BackOverTheYear", "2025-01-31", -2, "2024-11-30"},
        MonthsCase{"Nothing", "2025-05-31", 0, "2025-05-31"},
        MonthsCase{"ToTheFirstMonth", "9999-01-15", -9998 * 12, "0001-01-15"},
        MonthsCase{"ToTheLastMonth", "0001-12-31", 9998 * 12, "9999-12-31"},
        MonthsCase{"BeforeTheFirst", "0001-01-01", -1, nullptr},
        MonthsCase{"AfterTheLast", "9999-12-01", 1, nullptr},
        MonthsCase{"FarAfter", "2025-01-01", std::numeric_limits<std::int64_t>::max(), nullptr},
        MonthsCase{"FarBefore", "2025-01-01", std::numeric_limits<std::int64_t>::min(), nullptr}),
    [](const auto& info) { return info.param.name; });

// Against the definition: move the month, then step back until there is such a day.
TEST(DateTest, AddMonthsAgreesWithItsDefinition) {
  std::mt19937 random(20260331);
  for (int i = 0; i < 200'000; ++i) {
    const Date from = Date::FromDays(
        kFirstDay + static_cast<std::int32_t>(random() % (kLastDay - kFirstDay + 1)));
    const int months = static_cast<int>(random() % 4801) - 2400;
    const int index = from.year() * 12 + from.month() - 1 + months;
    std::optional<Date> expected;
    if (index >= 12 && index < 10'000 * 12) {
      for (int day = from.day(); !expected.has_value(); --day) {
        expected = Date::FromCivil(index / 12, index % 12 + 1, day);
      }
    }
    ASSERT_EQ(AddMonths(from, months), expected) << from.ToString() << " + " << months;
  }
}

TEST(DateTest, AddMonthsAgreesWithTheSharedVectors) {
  const auto vectors = SharedDomainVectors();
  if (!vectors.has_value()) GTEST_SKIP() << "the shared vectors are not here";
  for (const auto& row : vectors->at("add_months").as_array()) {
    const std::optional<Date> result =
        AddMonths(Day(Text(row.at("date")).c_str()), row.at("months").as_int64());
    EXPECT_EQ(result, Day(Text(row.at("result")).c_str())) << row;
  }
}

TEST(DateTest, AddDaysRefusesToLeaveTheCalendar) {
  EXPECT_EQ(AddDays(Day("2024-02-28"), 1), Day("2024-02-29"));
  EXPECT_EQ(AddDays(Day("2024-03-01"), -1), Day("2024-02-29"));
  EXPECT_EQ(AddDays(Day("0001-01-01"), kLastDay - kFirstDay), Day("9999-12-31"));
  EXPECT_FALSE(AddDays(Day("9999-12-31"), 1).has_value());
  EXPECT_FALSE(AddDays(Day("0001-01-01"), -1).has_value());
  EXPECT_FALSE(AddDays(Date(), std::numeric_limits<std::int64_t>::max()).has_value());
  EXPECT_FALSE(AddDays(Date(), std::numeric_limits<std::int64_t>::min()).has_value());
}

TEST(DateTest, DaysBetweenCountsForwards) {
  EXPECT_EQ(DaysBetween(Day("2024-02-28"), Day("2024-03-01")), 2);
  EXPECT_EQ(DaysBetween(Day("2025-02-28"), Day("2025-03-01")), 1);
  EXPECT_EQ(DaysBetween(Day("2025-03-01"), Day("2025-02-28")), -1);
  EXPECT_LT(Day("2024-12-31"), Day("2025-01-01"));
}

constexpr std::int64_t kSecond = 1'000'000;

struct InstantCase {
  const char* name;
  const char* text;
  std::int64_t micros;
  const char* written;
};

class InstantTest : public testing::TestWithParam<InstantCase> {};

TEST_P(InstantTest, IsReadAndWritten) {
  const std::optional<Instant> instant = Instant::Parse(GetParam().text);
  ASSERT_TRUE(instant.has_value());
  EXPECT_EQ(instant->micros_since_epoch(), GetParam().micros);
  EXPECT_EQ(instant->ToString(), GetParam().written);
  EXPECT_EQ(Instant::Parse(instant->ToString()), instant);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, InstantTest,
    testing::Values(
        InstantCase{"Epoch", "1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"},
        InstantCase{"Whole", "2026-03-31T08:00:00Z", 1774944000 * kSecond, "2026-03-31T08:00:00Z"},
        InstantCase{"East", "2026-03-31T10:00:00+02:00", 1774944000 * kSecond,
                    "2026-03-31T08:00:00Z"},
        InstantCase{"West", "2026-03-30T20:30:00-11:30", 1774944000 * kSecond,
                    "2026-03-31T08:00:00Z"},
        InstantCase{"UnknownOffset", "1970-01-01T00:00:00-00:00", 0, "1970-01-01T00:00:00Z"},
        InstantCase{"LowerCase", "1970-01-01t00:00:01z", kSecond, "1970-01-01T00:00:01Z"},
        InstantCase{"Tenths", "1970-01-01T00:00:00.5Z", 500'000, "1970-01-01T00:00:00.5Z"},
        InstantCase{"Micros", "1970-01-01T00:00:00.000001Z", 1, "1970-01-01T00:00:00.000001Z"},
        InstantCase{"TrailingZeros", "1970-01-01T00:00:00.120000Z", 120'000,
                    "1970-01-01T00:00:00.12Z"},
        InstantCase{"BeforeEpoch", "1969-12-31T23:59:59.25Z", -750'000, "1969-12-31T23:59:59.25Z"},
        InstantCase{"First", "0001-01-01T00:00:00Z", kFirstInstant.micros_since_epoch(),
                    "0001-01-01T00:00:00Z"},
        InstantCase{"Last", "9999-12-31T23:59:59.999999Z", kLastInstant.micros_since_epoch(),
                    "9999-12-31T23:59:59.999999Z"}),
    [](const auto& info) { return info.param.name; });

class BadInstantTest : public testing::TestWithParam<BadDate> {};

TEST_P(BadInstantTest, IsRefused) { EXPECT_FALSE(Instant::Parse(GetParam().text).has_value()); }

INSTANTIATE_TEST_SUITE_P(Texts, BadInstantTest,
                         testing::Values(BadDate{"Empty", ""}, BadDate{"DateOnly", "2026-03-31"},
                                         BadDate{"NoOffset", "2026-03-31T08:00:00"},
                                         BadDate{"NoSeconds", "2026-03-31T08:00Z"},
                                         BadDate{"NoSuchDay", "2025-02-29T08:00:00Z"},
                                         BadDate{"Hour24", "2026-03-31T24:00:00Z"},
                                         BadDate{"Minute60", "2026-03-31T08:60:00Z"},
                                         BadDate{"LeapSecond", "2016-12-31T23:59:60Z"},
                                         BadDate{"SeventhDigit", "2026-03-31T08:00:00.0000000Z"},
                                         BadDate{"EmptyFraction", "2026-03-31T08:00:00.Z"},
                                         BadDate{"Comma", "2026-03-31T08:00:00,5Z"},
                                         BadDate{"Space", "2026-03-31 08:00:00Z"},
                                         BadDate{"OffsetWithoutColon", "2026-03-31T08:00:00+0200"},
                                         BadDate{"OffsetHour24", "2026-03-31T08:00:00+24:00"},
                                         BadDate{"OffsetMinute60", "2026-03-31T08:00:00+02:60"},
                                         BadDate{"After", "2026-03-31T08:00:00Z "},
                                         BadDate{"BeforeTheCalendar", "0001-01-01T00:00:00+00:01"},
                                         BadDate{"AfterTheCalendar", "9999-12-31T23:59:59-00:01"}),
                         [](const auto& info) { return info.param.name; });

TEST(InstantTest, RoundTripsEverywhereInTheCalendar) {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<std::int64_t> micros(kFirstInstant.micros_since_epoch(),
                                                     kLastInstant.micros_since_epoch());
  for (int i = 0; i < 100'000; ++i) {
    const Instant instant = Instant::FromMicros(micros(random));
    ASSERT_EQ(Instant::Parse(instant.ToString()), instant) << instant.micros_since_epoch();
  }
}

TEST(InstantTest, OutsideTheCalendarIsWrittenAsACount) {
  EXPECT_EQ(Instant::FromMicros(std::numeric_limits<std::int64_t>::min()).ToString(),
            "@-9223372036854775808us");
  EXPECT_EQ(Instant::FromMicros(kLastInstant.micros_since_epoch() + 1).ToString(),
            "@253402300800000000us");
}

}  // namespace
}  // namespace assay
