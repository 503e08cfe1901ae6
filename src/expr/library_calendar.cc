// Civil dates: constructors, months and quarters, working days, gaps.
//
// What keeps the order of dates gives bounds for dates of which only bounds are known.

#include "src/expr/library_calendar.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "assay/base/time_zone.h"
#include "assay/expr/evaluate.h"
#include "src/expr/bounded_call.h"
#include "src/expr/budget.h"
#include "src/expr/library.h"
#include "src/expr/longest_gap.h"
#include "src/expr/time_text.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

Value NoSuchDay() { return Value::Error(ErrorCode::kOverflow, "the date is out of range"); }

Value DateOr(const std::optional<Date>& date) {
  return date.has_value() ? Value::DateOf(*date) : NoSuchDay();
}

// ------------------------------------------------------------------------------------------------
// Durations of a unit.

template <std::int64_t kSeconds>
Value DurationOfUnits(const CallContext&, Arguments a) {
  const std::optional<DurationParts> parts =
      DurationFromNanos(static_cast<__int128>(a[0].as_int()) * kSeconds * kNanosPerSecond);
  if (parts.has_value()) return Value::Duration(*parts);
  return Value::Error(ErrorCode::kOverflow, "a duration is at most about 292 years");
}

template <std::int64_t kSeconds>
Interval BoundsOfUnits(Interval count) {
  return Product(count, {kSeconds, kSeconds});
}

// ------------------------------------------------------------------------------------------------
// Dates out of texts and instants.

Value DateFromString(const CallContext&, Arguments a) {
  const std::optional<Date> date = Date::Parse(a[0].as_string());
  if (date.has_value()) return Value::DateOf(*date);
  return Value::Error(ErrorCode::kInvalidArgument,
                      "`" + std::string(a[0].as_string()) + "` is not a date (YYYY-MM-DD)");
}

Value DateInZone(const Value& timestamp, const TimeZone& zone) {
  const TimestampParts parts = timestamp.as_timestamp();
  return Value::DateOf(zone.DateOf(Instant::FromMicros(parts.seconds * 1'000'000 + parts.nanos / 1000)));
}

// In the zone of the organisation.
Value LocalDate(const CallContext& context, Arguments a) {
  return DateInZone(a[0], context.facts == nullptr ? TimeZone() : context.facts->time_zone());
}

Value DateInNamedZone(const CallContext&, Arguments a) {
  const std::optional<TimeZone> zone = TimeZone::Load(a[1].as_string());
  if (zone.has_value()) return DateInZone(a[0], *zone);
  return Value::Error(ErrorCode::kInvalidArgument,
                      "`" + std::string(a[1].as_string()) + "` is not a time zone");
}

// ------------------------------------------------------------------------------------------------
// Months, quarters and years.

using DateRule = std::optional<Date> (*)(Date);

std::optional<Date> StartOfMonth(Date date) { return Date::FromCivil(date.year(), date.month(), 1); }

std::optional<Date> StartOfQuarter(Date date) {
  return Date::FromCivil(date.year(), (date.month() - 1) / 3 * 3 + 1, 1);
}

std::optional<Date> StartOfYear(Date date) { return Date::FromCivil(date.year(), 1, 1); }

// The day before the same day `months` later; in December of 9999 there is no later day to count from.
std::optional<Date> LastDayBefore(std::optional<Date> start, int months) {
  const std::optional<Date> next = AddMonths(*start, months);
  return next.has_value() ? AddDays(*next, -1) : Date::FromDays(kLastDay);
}

std::optional<Date> EndOfMonth(Date date) { return LastDayBefore(StartOfMonth(date), 1); }
std::optional<Date> EndOfQuarter(Date date) { return LastDayBefore(StartOfQuarter(date), 3); }
std::optional<Date> EndOfYear(Date date) { return LastDayBefore(StartOfYear(date), 12); }

template <DateRule kRule>
Value Moved(const CallContext&, Arguments a) {
  return DateOr(kRule(a[0].as_date()));
}

bool IsDay(std::int64_t day) { return day >= kFirstDay && day <= kLastDay; }

// The rule applied to both ends, which is right for every rule that keeps the order of dates.
template <DateRule kRule>
Interval MovedBounds(Interval days) {
  const auto move = [](std::int64_t end, std::int64_t none) -> std::int64_t {
    if (!IsDay(end)) return none;
    const std::optional<Date> moved = kRule(Date::FromDays(static_cast<std::int32_t>(end)));
    return moved.has_value() ? moved->days_since_epoch() : none;
  };
  return {move(days.lowest, Interval::kNoLowest), move(days.highest, Interval::kNoHighest)};
}

template <DateRule kRule>
Function DateMove(const std::string& name, std::string documentation) {
  return {"cal." + name,
          {Declare("cal_" + name, "(date) -> date", Bounded<Moved<kRule>, MovedBounds<kRule>>,
                   Strictness::kLenient)},
          std::move(documentation)};
}

constexpr std::int64_t kManyMonths = 12 * 10'000;

// Years are clamped before they are turned into months, so that they cannot overflow on the way.
template <int kMonths>
std::optional<Date> MonthsLater(Date date, std::int64_t count) {
  if (count > kManyMonths || count < -kManyMonths) return std::nullopt;
  return AddMonths(date, count * kMonths);
}

template <int kMonths>
Value AddedMonths(const CallContext&, Arguments a) {
  return DateOr(MonthsLater<kMonths>(a[0].as_date(), a[1].as_int()));
}

template <int kMonths>
Interval AddedMonthsBounds(Interval days, Interval count) {
  const auto move = [](std::int64_t day, std::int64_t months, std::int64_t none) -> std::int64_t {
    if (!IsDay(day)) return none;
    const std::optional<Date> moved =
        MonthsLater<kMonths>(Date::FromDays(static_cast<std::int32_t>(day)), months);
    return moved.has_value() ? moved->days_since_epoch() : none;
  };
  return {move(days.lowest, count.lowest, Interval::kNoLowest),
          move(days.highest, count.highest, Interval::kNoHighest)};
}

Value DaysBetweenDates(const CallContext&, Arguments a) {
  return Value::Int(DaysBetween(a[0].as_date(), a[1].as_date()));
}

Interval DaysBetweenBounds(Interval from, Interval to) { return Difference(to, from); }

// ------------------------------------------------------------------------------------------------
// Working days.

bool IsWorkingDay(Date date, const std::vector<Date>& holidays) {
  const int weekday = date.day_of_week();
  if (weekday == 0 || weekday == 6) return false;
  return !std::binary_search(holidays.begin(), holidays.end(), date);
}

// cal.add_business_days(d, n, holidays): n working days later, or earlier; with n = 0 the day itself.
Value AddBusinessDays(const CallContext& context, Arguments a) {
  std::vector<Date> holidays;
  for (const Value& holiday : a[2].items()) {
    if (holiday.is_null()) return Value::Error(ErrorCode::kNone, "a holiday is none");
    holidays.push_back(holiday.as_date());
  }
  std::sort(holidays.begin(), holidays.end());
  std::optional<Date> date = a[0].as_date();
  const int step = a[1].as_int() < 0 ? -1 : 1;
  constexpr std::int64_t kMostDays = kLastDay - kFirstDay;
  const std::int64_t walked = std::clamp(a[1].as_int(), -kMostDays, kMostDays);
  if (!TakeSteps(context, static_cast<std::uint64_t>(walked < 0 ? -walked : walked))) {
    return Value::Error(ErrorCode::kLimit, kStepsSpent);
  }
  for (std::int64_t left = a[1].as_int(); left != 0 && date.has_value();) {
    date = AddDays(*date, step);
    if (date.has_value() && IsWorkingDay(*date, holidays)) left -= step;
  }
  return DateOr(date);
}

Value LongestGapOf(const CallContext&, Arguments a) {
  const Value* error = LeastError(a);
  if (error != nullptr) return *error;
  if (a[1].is_unknown() || a[2].is_unknown()) return *StrictAnswer(a);
  const Date from = a[1].as_date();
  const Date to = a[2].as_date();
  // A stretch of less than no days would keep within every limit.
  if (to < from) {
    return Value::Error(ErrorCode::kInvalidArgument,
                        absl::StrCat("from ", from.ToString(), " is after ", to.ToString()));
  }
  return LongestGap(a[0], from, to);
}

}  // namespace

std::vector<Function> CalendarFunctions() {
  constexpr Strictness kLenient = Strictness::kLenient;
  constexpr std::int64_t kHour = 3600;
  return {
      {"days",
       {Declare("days", "(int) -> duration",
                Bounded<DurationOfUnits<kSecondsPerDay>, BoundsOfUnits<kSecondsPerDay>>, kLenient)},
       "a duration of so many days"},
      {"hours",
       {Declare("hours", "(int) -> duration", Bounded<DurationOfUnits<kHour>, BoundsOfUnits<kHour>>, kLenient)},
       "a duration of so many hours"},
      {"date",
       {Declare("date", "(string) -> date", DateFromString),
        Declare("timestamp_date", "timestamp.() -> date", LocalDate),
        Declare("timestamp_date_with_tz", "timestamp.(string) -> date", DateInNamedZone)},
       "a civil date; of a timestamp its day in a time zone"},
      {"cal.add_months",
       {Declare("cal_add_months", "(date, int) -> date", Bounded<AddedMonths<1>, AddedMonthsBounds<1>>, kLenient)},
       "the same day so many months later, or the last of a shorter month"},
      {"cal.add_years",
       {Declare("cal_add_years", "(date, int) -> date", Bounded<AddedMonths<12>, AddedMonthsBounds<12>>, kLenient)},
       "the same day so many years later; the 29th of February becomes the 28th"},
      DateMove<StartOfMonth>("start_of_month", "the first day of the month"),
      DateMove<StartOfQuarter>("start_of_quarter", "the first day of the quarter"),
      DateMove<StartOfYear>("start_of_year", "the first day of the year"),
      DateMove<EndOfMonth>("end_of_month", "the last day of the month"),
      DateMove<EndOfQuarter>("end_of_quarter", "the last day of the quarter"),
      DateMove<EndOfYear>("end_of_year", "the last day of the year"),
      {"cal.days_between",
       {Declare("cal_days_between", "(date, date) -> int", Bounded<DaysBetweenDates, DaysBetweenBounds>, kLenient)},
       "the days from the first date to the second"},
      {"cal.add_business_days",
       {Declare("cal_add_business_days", "(date, int, list(date)) -> date", AddBusinessDays)},
       "so many working days later: Monday to Friday, holidays left out"},
      {"cal.longest_gap",
       {Declare("cal_longest_gap", "(list(date), date, date) -> gap", LongestGapOf, kLenient)},
       "the longest stretch without one of the dates: its days, from and to"},
  };
}

}  // namespace assay
