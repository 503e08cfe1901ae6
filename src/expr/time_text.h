// Timestamps and durations as CEL writes them, to the nanosecond.

#ifndef ASSAY_SRC_EXPR_TIME_TEXT_H_
#define ASSAY_SRC_EXPR_TIME_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assay/base/date.h"
#include "assay/expr/value.h"

namespace assay {

inline constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr std::int64_t kSecondsPerDay = 86'400;
// 0001-01-01T00:00:00Z and the last second of 9999.
inline constexpr std::int64_t kFirstSecond = std::int64_t{kFirstDay} * kSecondsPerDay;
inline constexpr std::int64_t kLastSecond = (std::int64_t{kLastDay} + 1) * kSecondsPerDay - 1;

// RFC 3339 with an offset and at most nine digits of a fraction. Nothing if it is not that, or not
// within the years 0001 to 9999 (in UTC).
std::optional<TimestampParts> ParseTimestamp(std::string_view text);

// A sign and numbers with units (h, m, s, ms, us, ns): "1h30m", "-1.5s", "0". What is finer than a
// nanosecond is cut off. Nothing if it is not that, or does not fit 64 bits of nanoseconds: CEL
// bounds durations to about 292 years.
std::optional<DurationParts> ParseDuration(std::string_view text);

std::string FormatTimestamp(TimestampParts timestamp);  // "2026-03-31T08:00:00.5Z"
std::string FormatDuration(DurationParts duration);     // "90s", "-1.5s"

// Nothing outside the ranges above.
std::optional<TimestampParts> TimestampFromNanos(__int128 nanos);
std::optional<DurationParts> DurationFromNanos(__int128 nanos);
__int128 NanosOf(TimestampParts timestamp);
__int128 NanosOf(DurationParts duration);

TimestampParts TimestampOf(Instant instant);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_TIME_TEXT_H_
