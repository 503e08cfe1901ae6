// Civil dates and instants. No clock is read here: "today" is an argument
// (`as_of`) everywhere in assay.

#ifndef ASSAY_BASE_DATE_H_
#define ASSAY_BASE_DATE_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

// A day of the proleptic Gregorian calendar, without a time zone.
// Years 0001 to 9999; arithmetic that leaves them is refused, not wrapped.
class Date {
 public:
  // 1970-01-01. A default date never stands for "not set": use optional.
  constexpr Date() = default;
  // `days_since_epoch` must be from kFirstDay to kLastDay; whoever reads it from
  // outside refuses the rest.
  static constexpr Date FromDays(std::int32_t days_since_epoch) { return Date(days_since_epoch); }

  // Nothing if there is no such day (2025-02-29) or the year is out of range.
  static std::optional<Date> FromCivil(int year, int month, int day);

  // `YYYY-MM-DD` exactly, nothing around it.
  static std::optional<Date> Parse(std::string_view text);

  constexpr std::int32_t days_since_epoch() const { return days_; }
  int year() const;
  int month() const;             // 1 to 12
  int day() const;               // 1 to 31
  int day_of_week() const;       // 0 = Sunday to 6 = Saturday
  int day_of_year() const;       // 1 to 366
  std::string ToString() const;  // "YYYY-MM-DD"

  constexpr auto operator<=>(const Date&) const = default;

 private:
  explicit constexpr Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

inline constexpr std::int32_t kFirstDay = -719162;  // 0001-01-01
inline constexpr std::int32_t kLastDay = 2932896;   // 9999-12-31

constexpr std::int32_t DaysBetween(Date from, Date to) {
  return to.days_since_epoch() - from.days_since_epoch();
}

// Nothing when the result leaves the years 0001 to 9999.
std::optional<Date> AddDays(Date date, std::int64_t days);

// The same day of a later (or, if negative, earlier) month; the last day of
// that month where it is shorter: 2024-02-29 plus 12 is 2025-02-28.
std::optional<Date> AddMonths(Date date, std::int64_t months);

// A point in time: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
class Instant {
 public:
  constexpr Instant() = default;
  static constexpr Instant FromMicros(std::int64_t micros) { return Instant(micros); }

  // RFC 3339 with an offset (`Z` or `+hh:mm`), at most microseconds; a seventh
  // digit of a fraction is refused rather than rounded. A leap second (`:60`) has
  // no place in this count and is refused, as is a point outside kFirstInstant to
  // kLastInstant.
  static std::optional<Instant> Parse(std::string_view text);

  constexpr std::int64_t micros_since_epoch() const { return micros_; }
  // "2026-03-31T08:00:00Z", "2026-03-31T08:00:00.5Z": a fraction only where it is not
  // zero. Outside kFirstInstant to kLastInstant the bare count, "@253402300800000000us".
  std::string ToString() const;

  constexpr auto operator<=>(const Instant&) const = default;

 private:
  explicit constexpr Instant(std::int64_t micros) : micros_(micros) {}
  std::int64_t micros_ = 0;
};

inline constexpr Instant kFirstInstant =
    Instant::FromMicros(std::int64_t{kFirstDay} * 86'400'000'000);  // 0001-01-01T00:00:00Z
inline constexpr Instant kLastInstant = Instant::FromMicros(
    (std::int64_t{kLastDay} + 1) * 86'400'000'000 - 1);  // 9999-12-31T23:59:59.999999Z

// When something happened, as far as its source says: a day, or an instant.
// The text is kept, because two records are duplicates by what was written.
struct When {
  std::string text;                // As written.
  Date date;                       // Local date; of an instant, in the organisation's zone.
  std::optional<Instant> instant;  // Nothing if only the day is known.

  bool operator==(const When&) const = default;
};

}  // namespace assay

#endif  // ASSAY_BASE_DATE_H_
