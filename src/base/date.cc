#include "assay/base/date.h"

#include <algorithm>
#include <chrono>

namespace assay {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMicrosPerDay = kSecondsPerDay * kMicrosPerSecond;

std::chrono::year_month_day Civil(std::int32_t days) {
  return std::chrono::sys_days(std::chrono::days(days));
}

// A reader of fixed-width text. Once something did not fit, `ok` stays false.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // Exactly `count` decimal digits.
  int Digits(std::size_t count) {
    int value = 0;
    if (rest_.size() < count) return Fail();
    for (std::size_t i = 0; i < count; ++i) {
      const char c = rest_[i];
      if (c < '0' || c > '9') return Fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  // One of the characters of `allowed`; which one, or NUL.
  char OneOf(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_[0]) == std::string_view::npos) {
      Fail();
      return '\0';
    }
    const char c = rest_[0];
    rest_.remove_prefix(1);
    return c;
  }

  bool NextIs(char c) const { return !rest_.empty() && rest_[0] == c; }

  std::size_t LeadingDigits() const {
    return std::min(rest_.find_first_not_of("0123456789"), rest_.size());
  }

  bool ok() const { return ok_; }
  bool ended() const { return ok_ && rest_.empty(); }

 private:
  int Fail() {
    ok_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<Date> ScanDate(Scanner* scanner) {
  const int year = scanner->Digits(4);
  scanner->OneOf("-");
  const int month = scanner->Digits(2);
  scanner->OneOf("-");
  const int day = scanner->Digits(2);
  if (!scanner->ok()) return std::nullopt;
  return Date::FromCivil(year, month, day);
}

// ".5" as 500000; 0 when there is no fraction.
int ScanMicros(Scanner* scanner) {
  if (!scanner->NextIs('.')) return 0;
  scanner->OneOf(".");
  const std::size_t digits = scanner->LeadingDigits();
  // One digit too many is left standing, where the offset should be, and so refused.
  int value = scanner->Digits(std::clamp<std::size_t>(digits, 1, 6));
  for (std::size_t i = digits; i < 6; ++i) value *= 10;
  return value;
}

// `Z`, `+hh:mm` or `-hh:mm` in seconds; nothing if beyond 23:59.
std::optional<int> ScanOffset(Scanner* scanner) {
  const char sign = scanner->OneOf("Zz+-");
  if (sign == 'Z' || sign == 'z') return 0;
  const int hours = scanner->Digits(2);
  scanner->OneOf(":");
  const int minutes = scanner->Digits(2);
  if (!scanner->ok() || hours > 23 || minutes > 59) return std::nullopt;
  const int seconds = hours * 3600 + minutes * 60;
  return sign == '-' ? -seconds : seconds;
}

void AppendPadded(int value, std::size_t width, std::string* out) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out->append(width - digits.size(), '0');
  out->append(digits);
}

}  // namespace

std::optional<Date> Date::FromCivil(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const std::chrono::year_month_day civil(std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day)));
  if (!civil.ok()) return std::nullopt;
  return Date(static_cast<std::int32_t>(std::chrono::sys_days(civil).time_since_epoch().count()));
}

std::optional<Date> Date::Parse(std::string_view text) {
  Scanner scanner(text);
  const std::optional<Date> date = ScanDate(&scanner);
  return scanner.ended() ? date : std::nullopt;
}

int Date::year() const { return static_cast<int>(Civil(days_).year()); }

int Date::month() const { return static_cast<int>(static_cast<unsigned>(Civil(days_).month())); }

int Date::day() const { return static_cast<int>(static_cast<unsigned>(Civil(days_).day())); }

int Date::day_of_week() const {
  const std::chrono::weekday weekday{std::chrono::sys_days(std::chrono::days(days_))};
  return static_cast<int>(weekday.c_encoding());
}

int Date::day_of_year() const {
  const auto january_first = Civil(days_).year() / std::chrono::January / 1;
  const auto since =
      std::chrono::days(days_) - std::chrono::sys_days(january_first).time_since_epoch();
  return static_cast<int>(since.count()) + 1;
}

std::string Date::ToString() const {
  const std::chrono::year_month_day civil = Civil(days_);
  std::string text;
  AppendPadded(static_cast<int>(civil.year()), 4, &text);
  text.push_back('-');
  AppendPadded(static_cast<int>(static_cast<unsigned>(civil.month())), 2, &text);
  text.push_back('-');
  AppendPadded(static_cast<int>(static_cast<unsigned>(civil.day())), 2, &text);
  return text;
}

std::optional<Date> AddDays(Date date, std::int64_t days) {
  const std::int64_t from = date.days_since_epoch();
  if (days < kFirstDay - from || days > kLastDay - from) return std::nullopt;
  return Date::FromDays(static_cast<std::int32_t>(from + days));
}

std::optional<Date> AddMonths(Date date, std::int64_t months) {
  constexpr std::int64_t kMostMonths = 9999 * 12;
  if (months < -kMostMonths || months > kMostMonths) return std::nullopt;
  const std::chrono::year_month_day from = Civil(date.days_since_epoch());
  const std::int64_t month_index = static_cast<int>(from.year()) * std::int64_t{12} +
                                   static_cast<unsigned>(from.month()) - 1 + months;
  const std::int64_t year = month_index / 12;
  if (month_index < 12 || year > 9999) return std::nullopt;
  const auto month = std::chrono::year(static_cast<int>(year)) /
                     std::chrono::month(static_cast<unsigned>(month_index % 12 + 1));
  const std::chrono::day last = (month / std::chrono::last).day();
  const std::chrono::year_month_day result = month / std::min(from.day(), last);
  return Date::FromDays(
      static_cast<std::int32_t>(std::chrono::sys_days(result).time_since_epoch().count()));
}

std::optional<Instant> Instant::Parse(std::string_view text) {
  Scanner scanner(text);
  const std::optional<Date> date = ScanDate(&scanner);
  scanner.OneOf("Tt");
  const int hour = scanner.Digits(2);
  scanner.OneOf(":");
  const int minute = scanner.Digits(2);
  scanner.OneOf(":");
  const int second = scanner.Digits(2);
  const int micros = ScanMicros(&scanner);
  const std::optional<int> offset = ScanOffset(&scanner);
  if (!scanner.ended() || !date.has_value() || !offset.has_value()) return std::nullopt;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::int64_t seconds =
      date->days_since_epoch() * kSecondsPerDay + hour * 3600 + minute * 60 + second - *offset;
  const Instant instant(seconds * kMicrosPerSecond + micros);
  // An offset can carry the first or the last day of the calendar out of it.
  if (instant < kFirstInstant || instant > kLastInstant) return std::nullopt;
  return instant;
}

std::string Instant::ToString() const {
  if (*this < kFirstInstant || *this > kLastInstant) {
    return "@" + std::to_string(micros_) + "us";
  }
  std::int64_t day = micros_ / kMicrosPerDay;
  if (micros_ % kMicrosPerDay < 0) --day;
  const std::int64_t within = micros_ - day * kMicrosPerDay;
  const int seconds = static_cast<int>(within / kMicrosPerSecond);
  std::string text = Date::FromDays(static_cast<std::int32_t>(day)).ToString();
  text.push_back('T');
  AppendPadded(seconds / 3600, 2, &text);
  text.push_back(':');
  AppendPadded(seconds / 60 % 60, 2, &text);
  text.push_back(':');
  AppendPadded(seconds % 60, 2, &text);
  const int micros = static_cast<int>(within % kMicrosPerSecond);
  if (micros != 0) {
    text.push_back('.');
    AppendPadded(micros, 6, &text);
    while (text.back() == '0') text.pop_back();
  }
  text.push_back('Z');
  return text;
}

}  // namespace assay
