// Parts of timestamps, durations and dates.
//
// Timestamps are read in UTC, or in the zone of the argument: a name (Europe/Paris) or an offset
// (+02:00). CEL counts months, days of the month and days of the year from zero, except in getDate.

#include <string>

#include "assay/base/time_zone.h"
#include "assay/expr/evaluate.h"
#include "src/expr/library.h"
#include "src/expr/time_text.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

enum class Part { kYear, kMonth, kDate, kDayOfMonth, kDayOfWeek, kDayOfYear, kHours, kMinutes, kSeconds, kMillis };

std::int64_t PartOfDate(Part part, Date date) {
  switch (part) {
    case Part::kYear: return date.year();
    case Part::kMonth: return date.month() - 1;
    case Part::kDate: return date.day();
    case Part::kDayOfMonth: return date.day() - 1;
    case Part::kDayOfWeek: return date.day_of_week();
    case Part::kDayOfYear: return date.day_of_year() - 1;
    default: return 0;
  }
}

std::int64_t PartOfCivil(Part part, const CivilTime& civil, std::int32_t nanos) {
  switch (part) {
    case Part::kHours: return civil.hour;
    case Part::kMinutes: return civil.minute;
    case Part::kSeconds: return civil.second;
    case Part::kMillis: return nanos / 1'000'000;
    default: return PartOfDate(part, civil.date);
  }
}

CivilTime CivilOf(const Value& timestamp, const TimeZone& zone) {
  const TimestampParts parts = timestamp.as_timestamp();
  return zone.CivilOf(Instant::FromMicros(parts.seconds * 1'000'000 + parts.nanos / 1000));
}

template <Part kPart>
Value OfTimestamp(const CallContext&, Arguments a) {
  return Value::Int(PartOfCivil(kPart, CivilOf(a[0], TimeZone()), a[0].as_timestamp().nanos));
}

template <Part kPart>
Value OfTimestampInZone(const CallContext&, Arguments a) {
  const std::optional<TimeZone> zone = TimeZone::Load(a[1].as_string());
  if (!zone.has_value()) {
    return Value::Error(ErrorCode::kInvalidArgument,
                        "`" + std::string(a[1].as_string()) + "` is not a time zone");
  }
  return Value::Int(PartOfCivil(kPart, CivilOf(a[0], *zone), a[0].as_timestamp().nanos));
}

template <Part kPart>
Value OfDate(const CallContext&, Arguments a) {
  return Value::Int(PartOfDate(kPart, a[0].as_date()));
}

// The whole duration in the unit; of milliseconds only what is left beside the seconds.
template <Part kPart>
Value OfDuration(const CallContext&, Arguments a) {
  const DurationParts duration = a[0].as_duration();
  switch (kPart) {
    case Part::kHours: return Value::Int(duration.seconds / 3600);
    case Part::kMinutes: return Value::Int(duration.seconds / 60);
    case Part::kMillis: return Value::Int(duration.nanos / 1'000'000);
    default: return Value::Int(duration.seconds);
  }
}

template <Part kPart>
std::vector<Overload> OfTimestamps(const std::string& id) {
  return {Declare("timestamp_to_" + id, "timestamp.() -> int", OfTimestamp<kPart>),
          Declare("timestamp_to_" + id + "_with_tz", "timestamp.(string) -> int", OfTimestampInZone<kPart>)};
}

template <Part kPart>
Function DatePart(std::string name, const std::string& id, std::string documentation) {
  Function function{std::move(name), OfTimestamps<kPart>(id), std::move(documentation)};
  function.overloads.push_back(Declare("date_to_" + id, "date.() -> int", OfDate<kPart>));
  return function;
}

template <Part kPart>
Function ClockPart(std::string name, const std::string& id, std::string documentation) {
  Function function{std::move(name), OfTimestamps<kPart>(id), std::move(documentation)};
  function.overloads.push_back(Declare("duration_to_" + id, "duration.() -> int", OfDuration<kPart>));
  return function;
}

}  // namespace

std::vector<Function> TimeLibrary() {
  return {
      DatePart<Part::kYear>("getFullYear", "year", "the year"),
      DatePart<Part::kMonth>("getMonth", "month", "the month, from 0"),
      DatePart<Part::kDate>("getDate", "day_of_month_1_based", "the day of the month, from 1"),
      DatePart<Part::kDayOfMonth>("getDayOfMonth", "day_of_month", "the day of the month, from 0"),
      DatePart<Part::kDayOfWeek>("getDayOfWeek", "day_of_week", "the day of the week, from 0 for Sunday"),
      DatePart<Part::kDayOfYear>("getDayOfYear", "day_of_year", "the day of the year, from 0"),
      ClockPart<Part::kHours>("getHours", "hours", "the hour; of a duration its whole hours"),
      ClockPart<Part::kMinutes>("getMinutes", "minutes", "the minute; of a duration its whole minutes"),
      ClockPart<Part::kSeconds>("getSeconds", "seconds", "the second; of a duration its whole seconds"),
      ClockPart<Part::kMillis>("getMilliseconds", "milliseconds", "the milliseconds beside the seconds"),
  };
}

}  // namespace assay
