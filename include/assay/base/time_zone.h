// Time zones: a fixed offset (`+13:00`, `UTC`) or a name of the IANA database
// (`Europe/Paris`).
//
// Zone data is read from the system's database (/usr/share/zoneinfo) and from
// nowhere else: `TZ` and `TZDIR` are not consulted, and a name that is not
// found is an error, never silently UTC.

#ifndef ASSAY_BASE_TIME_ZONE_H_
#define ASSAY_BASE_TIME_ZONE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "assay/base/date.h"

namespace assay {

// The fields of a clock on the wall.
struct CivilTime {
  Date date;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
};

// A value: cheap to copy, safe to share between threads.
class TimeZone {
 public:
  TimeZone();  // UTC
  TimeZone(const TimeZone&);
  TimeZone(TimeZone&&) noexcept;
  TimeZone& operator=(const TimeZone&);
  TimeZone& operator=(TimeZone&&) noexcept;
  ~TimeZone();

  // `UTC`, `Z`, `+hh:mm`, `-hh:mm` (also without a sign, as CEL has it) up to
  // 23:59, or an IANA name. Nothing when it is none of these.
  static std::optional<TimeZone> Load(std::string_view name);

  const std::string& name() const;
  // Days outside the years 0001 to 9999 are clamped to them.
  Date DateOf(Instant instant) const;
  CivilTime CivilOf(Instant instant) const;

 private:
  struct Rep;
  explicit TimeZone(std::shared_ptr<const Rep> rep);
  std::shared_ptr<const Rep> rep_;
};

// The version of the system's zone data, e.g. "2024a", or "unknown". It is part
// of an assessment, because two versions may give two dates.
std::string TimeZoneDataVersion();

}  // namespace assay

#endif  // ASSAY_BASE_TIME_ZONE_H_
