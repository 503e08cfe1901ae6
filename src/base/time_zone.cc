#include "assay/base/time_zone.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace assay {
namespace {

constexpr std::string_view kZoneFolder = "/usr/share/zoneinfo/";
constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

std::int64_t FloorDivide(std::int64_t value, std::int64_t divisor) {
  const std::int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

Date ClampedDate(std::int64_t days) {
  return Date::FromDays(
      static_cast<std::int32_t>(std::clamp<std::int64_t>(days, kFirstDay, kLastDay)));
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// `+hh:mm`, `-hh:mm` or `hh:mm` in seconds; nothing if it is none of these.
std::optional<std::int64_t> FixedOffset(std::string_view name) {
  const bool negative = !name.empty() && name.front() == '-';
  if (negative || (!name.empty() && name.front() == '+')) name.remove_prefix(1);
  const bool shaped = name.size() == 5 && IsDigit(name[0]) && IsDigit(name[1]) && name[2] == ':' &&
                      IsDigit(name[3]) && IsDigit(name[4]);
  if (!shaped) return std::nullopt;
  const int hours = (name[0] - '0') * 10 + (name[1] - '0');
  const int minutes = (name[3] - '0') * 10 + (name[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  const int seconds = hours * 3600 + minutes * 60;
  return negative ? -seconds : seconds;
}

bool IsNameCharacter(char c) {
  return IsDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '+' ||
         c == '-';
}

// Whether `name` is shaped like a zone of the database: segments of letters, digits, `_`, `+` and
// `-` between single slashes. So it can neither leave the folder nor name one of its tables.
bool IsZoneName(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  if (name.empty() || name.size() > kLongest || name.front() == '/' || name.back() == '/') {
    return false;
  }
  if (name.find("//") != std::string_view::npos) return false;
  const bool clean =
      std::all_of(name.begin(), name.end(), [](char c) { return c == '/' || IsNameCharacter(c); });
  // Not zones but files about this machine (`localtime`, `posixrules`), and second copies of the
  // database, one of which counts leap seconds where instants here do not.
  const std::string_view first = name.substr(0, name.find('/'));
  return clean && first != "localtime" && first != "posixrules" && first != "posix" &&
         first != "right";
}

std::optional<absl::TimeZone> LoadNamed(std::string_view name) {
  if (!IsZoneName(name)) return std::nullopt;
  // An absolute path, because a bare name would be looked for where TZDIR says.
  const std::string path = std::string(kZoneFolder).append(name);
  // Abseil remembers every name it was ever asked for, so it is only asked for what exists.
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error) || error) return std::nullopt;
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(path, &zone)) return std::nullopt;
  return zone;
}

}  // namespace

struct TimeZone::Rep {
  std::string name;
  std::optional<std::int64_t> offset_seconds;  // Of a fixed zone; `zone` is not used then.
  absl::TimeZone zone;
};

// Shared and never changed, so that a default zone allocates nothing after the first.
TimeZone::TimeZone() {
  static const std::shared_ptr<const Rep> utc = std::make_shared<const Rep>(Rep{"UTC", 0, {}});
  rep_ = utc;
}

TimeZone::TimeZone(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}
TimeZone::TimeZone(const TimeZone&) = default;
TimeZone& TimeZone::operator=(const TimeZone&) = default;
// A zone that was moved from stays a zone: moving shares.
TimeZone::TimeZone(TimeZone&& other) noexcept : rep_(other.rep_) {}
TimeZone& TimeZone::operator=(TimeZone&& other) noexcept {
  rep_ = other.rep_;
  return *this;
}
TimeZone::~TimeZone() = default;

std::optional<TimeZone> TimeZone::Load(std::string_view name) {
  if (name == "UTC") return TimeZone();
  Rep rep{std::string(name), std::nullopt, {}};
  rep.offset_seconds = name == "Z" ? FixedOffset("+00:00") : FixedOffset(name);
  if (!rep.offset_seconds.has_value()) {
    const std::optional<absl::TimeZone> zone = LoadNamed(name);
    if (!zone.has_value()) return std::nullopt;
    rep.zone = *zone;
  }
  return TimeZone(std::make_shared<const Rep>(std::move(rep)));
}

const std::string& TimeZone::name() const { return rep_->name; }

Date TimeZone::DateOf(Instant instant) const {
  // Kept inside the calendar first, so that the offset cannot overflow the count.
  const Instant held = std::clamp(instant, kFirstInstant, kLastInstant);
  if (rep_->offset_seconds.has_value()) {
    const std::int64_t local = held.micros_since_epoch() + *rep_->offset_seconds * kMicrosPerSecond;
    return ClampedDate(FloorDivide(local, kMicrosPerDay));
  }
  const absl::Time time = absl::FromUnixMicros(held.micros_since_epoch());
  const absl::CivilDay day = absl::ToCivilDay(time, rep_->zone);
  return ClampedDate(day - absl::CivilDay(1970, 1, 1));
}

CivilTime TimeZone::CivilOf(Instant instant) const {
  const Instant held = std::clamp(instant, kFirstInstant, kLastInstant);
  const std::int64_t micros = held.micros_since_epoch();
  std::int64_t offset = rep_->offset_seconds.value_or(0);
  if (!rep_->offset_seconds.has_value()) {
    offset = rep_->zone.At(absl::FromUnixMicros(micros)).offset;
  }
  const std::int64_t local = micros + offset * kMicrosPerSecond;
  const std::int64_t days = FloorDivide(local, kMicrosPerDay);
  const std::int64_t within = local - days * kMicrosPerDay;
  const auto seconds = static_cast<int>(within / kMicrosPerSecond);
  CivilTime civil;
  civil.date = ClampedDate(days);
  civil.hour = seconds / 3600;
  civil.minute = seconds / 60 % 60;
  civil.second = seconds % 60;
  civil.microsecond = static_cast<int>(within % kMicrosPerSecond);
  return civil;
}

std::string TimeZoneDataVersion() {
  constexpr std::string_view kPrefix = "# version ";
  std::ifstream file(std::string(kZoneFolder) + "tzdata.zi");
  std::string line;
  if (std::getline(file, line) && line.compare(0, kPrefix.size(), kPrefix) == 0) {
    return line.substr(kPrefix.size());
  }
  std::ifstream version(std::string(kZoneFolder) + "+VERSION");
  if (std::getline(version, line) && !line.empty()) return line;
  return "unknown";
}

}  // namespace assay
