#include "src/expr/time_text.h"

#include <cstdio>
#include <limits>

namespace assay {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes exactly `count` digits from the front of `*text`.
std::optional<int> TakeDigits(std::string_view* text, std::size_t count) {
  if (text->size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t index = 0; index < count; ++index) {
    if (!IsDigit((*text)[index])) return std::nullopt;
    value = value * 10 + ((*text)[index] - '0');
  }
  text->remove_prefix(count);
  return value;
}

bool TakeChar(std::string_view* text, char wanted, char also = '\0') {
  if (text->empty()) return false;
  if (text->front() != wanted && (also == '\0' || text->front() != also)) return false;
  text->remove_prefix(1);
  return true;
}

// ".123456789": one to nine digits, as nanoseconds. No point, no nanoseconds.
std::optional<std::int32_t> TakeFraction(std::string_view* text) {
  if (!TakeChar(text, '.')) return 0;
  std::int32_t nanos = 0;
  std::int32_t unit = 100'000'000;
  std::size_t digits = 0;
  while (!text->empty() && IsDigit(text->front())) {
    if (++digits > 9) return std::nullopt;
    nanos += (text->front() - '0') * unit;
    unit /= 10;
    text->remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  return nanos;
}

// "Z" or "+hh:mm", in seconds east; all of `text`.
std::optional<std::int64_t> ParseOffset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const std::int64_t sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const std::optional<int> hours = TakeDigits(&text, 2);
  if (!hours || *hours > 23 || !TakeChar(&text, ':')) return std::nullopt;
  const std::optional<int> minutes = TakeDigits(&text, 2);
  if (!minutes || *minutes > 59 || !text.empty()) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

// Nanoseconds of the unit at the front of `*text`, 0 if there is none.
std::int64_t TakeUnit(std::string_view* text) {
  struct Unit {
    std::string_view name;
    std::int64_t nanos;
  };
  // "ms" before "m", so that the longer name wins.
  static constexpr Unit kUnits[] = {
      {"ns", 1},           {"us", 1'000},           {"\u00b5s", 1'000},
      {"\u03bcs", 1'000},  {"ms", 1'000'000},       {"s", kNanosPerSecond},
      {"m", 60 * kNanosPerSecond}, {"h", 3600 * kNanosPerSecond},
  };
  for (const Unit& unit : kUnits) {
    if (text->substr(0, unit.name.size()) == unit.name) {
      text->remove_prefix(unit.name.size());
      return unit.nanos;
    }
  }
  return 0;
}

constexpr __int128 kTooMany = static_cast<__int128>(std::numeric_limits<std::int64_t>::max()) * 2;

// One number with its unit, in nanoseconds.
std::optional<__int128> TakeDurationPart(std::string_view* text) {
  __int128 whole = 0;
  std::string_view fraction;
  std::size_t digits = 0;
  for (; !text->empty() && IsDigit(text->front()); text->remove_prefix(1), ++digits) {
    whole = whole * 10 + (text->front() - '0');
    if (whole > kTooMany) return std::nullopt;
  }
  if (TakeChar(text, '.')) {
    std::size_t length = 0;
    while (length < text->size() && IsDigit((*text)[length])) ++length;
    fraction = text->substr(0, length);
    text->remove_prefix(length);
  }
  if (digits == 0 && fraction.empty()) return std::nullopt;
  const std::int64_t unit = TakeUnit(text);
  if (unit == 0) return std::nullopt;
  // Thirteen digits cover an hour in nanoseconds; further ones cannot matter.
  __int128 numerator = 0;
  __int128 denominator = 1;
  for (const char digit : fraction.substr(0, 15)) {
    numerator = numerator * 10 + (digit - '0');
    denominator *= 10;
  }
  return whole * unit + numerator * unit / denominator;
}

std::string Fraction(std::int64_t nanos) {
  if (nanos == 0) return "";
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, ".%09lld", static_cast<long long>(nanos));
  std::string text = buffer;
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

}  // namespace

std::optional<TimestampParts> ParseTimestamp(std::string_view text) {
  if (text.size() < 20) return std::nullopt;
  const std::optional<Date> date = Date::Parse(text.substr(0, 10));
  text.remove_prefix(10);
  if (!date || !TakeChar(&text, 'T', 't')) return std::nullopt;
  const std::optional<int> hour = TakeDigits(&text, 2);
  if (!hour || *hour > 23 || !TakeChar(&text, ':')) return std::nullopt;
  const std::optional<int> minute = TakeDigits(&text, 2);
  if (!minute || *minute > 59 || !TakeChar(&text, ':')) return std::nullopt;
  const std::optional<int> second = TakeDigits(&text, 2);
  if (!second || *second > 59) return std::nullopt;
  const std::optional<std::int32_t> nanos = TakeFraction(&text);
  if (!nanos) return std::nullopt;
  const std::optional<std::int64_t> offset = ParseOffset(text);
  if (!offset) return std::nullopt;
  const std::int64_t seconds = std::int64_t{date->days_since_epoch()} * kSecondsPerDay +
                               *hour * 3600 + *minute * 60 + *second - *offset;
  if (seconds < kFirstSecond || seconds > kLastSecond) return std::nullopt;
  return TimestampParts{seconds, *nanos};
}

std::optional<DurationParts> ParseDuration(std::string_view text) {
  bool is_negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text == "0") return DurationParts{};
  if (text.empty()) return std::nullopt;
  __int128 total = 0;
  while (!text.empty()) {
    const std::optional<__int128> part = TakeDurationPart(&text);
    if (!part) return std::nullopt;
    total += *part;
    if (total > kTooMany) return std::nullopt;
  }
  return DurationFromNanos(is_negative ? -total : total);
}

std::string FormatTimestamp(TimestampParts timestamp) {
  std::int64_t days = timestamp.seconds / kSecondsPerDay;
  std::int64_t second = timestamp.seconds % kSecondsPerDay;
  if (second < 0) {
    second += kSecondsPerDay;
    --days;
  }
  char clock[16];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02d", static_cast<int>(second / 3600),
                static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
  return Date::FromDays(static_cast<std::int32_t>(days)).ToString() + clock +
         Fraction(timestamp.nanos) + "Z";
}

std::string FormatDuration(DurationParts duration) {
  const bool is_negative = duration.seconds < 0 || duration.nanos < 0;
  const std::int64_t nanos = duration.nanos < 0 ? -std::int64_t{duration.nanos} : duration.nanos;
  std::string seconds = std::to_string(duration.seconds);
  if (is_negative && duration.seconds == 0) seconds = "-0";
  return seconds + Fraction(nanos) + "s";
}

std::optional<TimestampParts> TimestampFromNanos(__int128 nanos) {
  __int128 seconds = nanos / kNanosPerSecond;
  auto rest = static_cast<std::int32_t>(nanos % kNanosPerSecond);
  if (rest < 0) {
    rest += static_cast<std::int32_t>(kNanosPerSecond);
    --seconds;
  }
  if (seconds < kFirstSecond || seconds > kLastSecond) return std::nullopt;
  return TimestampParts{static_cast<std::int64_t>(seconds), rest};
}

std::optional<DurationParts> DurationFromNanos(__int128 nanos) {
  if (nanos > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  if (nanos < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return DurationParts{static_cast<std::int64_t>(nanos / kNanosPerSecond),
                       static_cast<std::int32_t>(nanos % kNanosPerSecond)};
}

__int128 NanosOf(TimestampParts timestamp) {
  return static_cast<__int128>(timestamp.seconds) * kNanosPerSecond + timestamp.nanos;
}

__int128 NanosOf(DurationParts duration) {
  return static_cast<__int128>(duration.seconds) * kNanosPerSecond + duration.nanos;
}

TimestampParts TimestampOf(Instant instant) {
  std::int64_t seconds = instant.micros_since_epoch() / 1'000'000;
  std::int64_t micros = instant.micros_since_epoch() % 1'000'000;
  if (micros < 0) {
    micros += 1'000'000;
    --seconds;
  }
  return {seconds, static_cast<std::int32_t>(micros * 1000)};
}

}  // namespace assay
