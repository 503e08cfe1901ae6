#include "assay/base/time_zone.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace assay {
namespace {

Instant At(const char* text) {
  const std::optional<Instant> instant = Instant::Parse(text);
  EXPECT_TRUE(instant.has_value()) << text;
  return instant.value_or(Instant());
}

std::string LocalText(const TimeZone& zone, Instant instant) {
  const CivilTime civil = zone.CivilOf(instant);
  char text[64];
  std::snprintf(text, sizeof text, "%s %02d:%02d:%02d.%06d", civil.date.ToString().c_str(),
                civil.hour, civil.minute, civil.second, civil.microsecond);
  return text;
}

struct ZoneCase {
  const char* name;
  const char* zone;
  const char* instant;
  const char* local;
};

class ZoneTest : public testing::TestWithParam<ZoneCase> {};

TEST_P(ZoneTest, TurnsAnInstantIntoALocalTime) {
  const std::optional<TimeZone> zone = TimeZone::Load(GetParam().zone);
  ASSERT_TRUE(zone.has_value());
  EXPECT_EQ(zone->name(), GetParam().zone);
  const Instant instant = At(GetParam().instant);
  EXPECT_EQ(LocalText(*zone, instant), GetParam().local);
  EXPECT_EQ(zone->DateOf(instant), zone->CivilOf(instant).date);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ZoneTest,
    testing::Values(
        ZoneCase{"Utc", "UTC", "2026-03-31T23:59:59.999999Z", "2026-03-31 23:59:59.999999"},
        ZoneCase{"Zulu", "Z", "2026-03-31T23:59:59Z", "2026-03-31 23:59:59.000000"},
        ZoneCase{"East", "+13:00", "2026-03-31T11:00:00Z", "2026-04-01 00:00:00.000000"},
        ZoneCase{"JustBeforeMidnightEast", "+13:00", "2026-03-31T10:59:59.999999Z",
                 "2026-03-31 23:59:59.999999"},
        ZoneCase{"West", "-05:30", "2026-03-31T05:29:59Z", "2026-03-30 23:59:59.000000"},
        ZoneCase{"NoSign", "02:00", "2026-03-31T22:00:00Z", "2026-04-01 00:00:00.000000"},
        ZoneCase{"Furthest", "-23:59", "2026-03-31T23:58:00Z", "2026-03-30 23:59:00.000000"},
        ZoneCase{"BeforeTheEpoch", "-00:01", "1970-01-01T00:00:30.5Z",
                 "1969-12-31 23:59:30.500000"},
        ZoneCase{"ParisWinter", "Europe/Paris", "2026-03-29T00:59:59Z",
                 "2026-03-29 01:59:59.000000"},
        ZoneCase{"ParisSummer", "Europe/Paris", "2026-03-29T01:00:00Z",
                 "2026-03-29 03:00:00.000000"},
        ZoneCase{"ParisNextDay", "Europe/Paris", "2026-06-30T22:00:00Z",
                 "2026-07-01 00:00:00.000000"},
        ZoneCase{"HalfHour", "Asia/Kolkata", "2026-01-01T18:30:00Z", "2026-01-02 00:00:00.000000"},
        ZoneCase{"SkippedDay", "Pacific/Apia", "2011-12-30T10:00:00Z",
                 "2011-12-31 00:00:00.000000"},
        ZoneCase{"ThreeSegments", "America/Argentina/Buenos_Aires", "2026-01-01T02:59:00Z",
                 "2025-12-31 23:59:00.000000"},
        ZoneCase{"NameWithSign", "Etc/GMT+5", "2026-01-01T04:59:00Z", "2025-12-31 23:59:00.000000"},
        ZoneCase{"FarFuture", "Europe/Paris", "9999-12-31T22:59:59Z",
                 "9999-12-31 23:59:59.000000"}),
    [](const auto& info) { return info.param.name; });

struct NoZone {
  const char* name;
  std::string zone;
};

class NoZoneTest : public testing::TestWithParam<NoZone> {};

TEST_P(NoZoneTest, IsRefused) { EXPECT_FALSE(TimeZone::Load(GetParam().zone).has_value()); }

INSTANTIATE_TEST_SUITE_P(
    Names, NoZoneTest,
    testing::Values(
        NoZone{"Empty", ""}, NoZone{"Mars", "Mars/Olympus"}, NoZone{"LowerCaseUtc", "utc "},
        NoZone{"Folder", "Europe"}, NoZone{"FolderSlash", "Europe/"},
        NoZone{"Absolute", "/usr/share/zoneinfo/UTC"}, NoZone{"FileScheme", "file:Europe/Paris"},
        NoZone{"Up", "Europe/../Europe/Paris"}, NoZone{"Dot", "./UTC"},
        NoZone{"DoubleSlash", "Europe//Paris"}, NoZone{"Nul", std::string("Europe/Paris\0", 13)},
        NoZone{"Table", "tzdata.zi"}, NoZone{"NotAZoneFile", "leapseconds"},
        NoZone{"ThisMachine", "localtime"}, NoZone{"RulesOfThisMachine", "posixrules"},
        NoZone{"LeapSecondCopy", "right/Europe/Paris"}, NoZone{"PosixCopy", "posix/Europe/Paris"},
        NoZone{"TooFar", "+24:00"}, NoZone{"Minutes", "+12:60"}, NoZone{"ShortOffset", "+1:00"},
        NoZone{"OffsetWithoutColon", "+0100"}, NoZone{"OffsetSeconds", "+01:00:00"},
        NoZone{"TwoSigns", "+-01:00"}, NoZone{"Long", std::string(100'000, 'A')}),
    [](const auto& info) { return info.param.name; });

// Sets a variable of the environment for one test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    const char* old = std::getenv(name);
    if (old != nullptr) old_ = old;
    setenv(name, value, 1);
  }
  ~Variable() {
    if (old_.has_value()) {
      setenv(name_, old_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

// A folder in which every zone is Tokyo: whoever looks there is nine hours off.
class FalseZoneFolder {
 public:
  FalseZoneFolder() : path_(std::filesystem::temp_directory_path() / "assay_false_zones") {
    std::filesystem::create_directories(path_ / "Europe");
    std::filesystem::create_directories(path_ / "Mars");
    for (const char* name : {"Europe/Berlin", "Mars/Olympus", "UTC"}) {
      std::filesystem::copy_file("/usr/share/zoneinfo/Asia/Tokyo", path_ / name,
                                 std::filesystem::copy_options::overwrite_existing);
    }
  }
  ~FalseZoneFolder() { std::filesystem::remove_all(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(TimeZoneTest, TheEnvironmentChangesNothing) {
  const FalseZoneFolder folder;
  const Variable zone_folder("TZDIR", folder.path().c_str());
  const Variable zone_name("TZ", "Asia/Tokyo");
  const Instant instant = At("2026-01-01T00:00:00Z");
  // Berlin occurs in no other test of this program: it is loaded here for the first time.
  const std::optional<TimeZone> berlin = TimeZone::Load("Europe/Berlin");
  ASSERT_TRUE(berlin.has_value());
  EXPECT_EQ(LocalText(*berlin, instant), "2026-01-01 01:00:00.000000");
  EXPECT_EQ(LocalText(*TimeZone::Load("UTC"), instant), "2026-01-01 00:00:00.000000");
  EXPECT_EQ(LocalText(TimeZone(), instant), "2026-01-01 00:00:00.000000");
  EXPECT_FALSE(TimeZone::Load("Mars/Olympus").has_value());
}

TEST(TimeZoneTest, DefaultIsUtcAndCopiesAreEqual) {
  EXPECT_EQ(TimeZone().name(), "UTC");
  TimeZone zone = *TimeZone::Load("+05:00");
  const TimeZone copy = zone;
  TimeZone moved = std::move(zone);
  zone = moved;
  EXPECT_EQ(copy.name(), "+05:00");
  EXPECT_EQ(zone.name(), "+05:00");
  EXPECT_EQ(moved.DateOf(At("2026-01-01T19:00:00Z")), copy.DateOf(At("2026-01-01T19:00:00Z")));
}

TEST(TimeZoneTest, InstantsOutsideTheCalendarAreClamped) {
  for (const char* name : {"UTC", "-12:00", "+14:00", "America/New_York", "Asia/Tokyo"}) {
    const TimeZone zone = *TimeZone::Load(name);
    EXPECT_EQ(zone.DateOf(Instant::FromMicros(INT64_MIN)), Date::FromDays(kFirstDay)) << name;
    EXPECT_GE(zone.DateOf(Instant::FromMicros(INT64_MAX)), Date::FromDays(kLastDay - 1)) << name;
    EXPECT_EQ(zone.CivilOf(Instant::FromMicros(INT64_MIN)).date, Date::FromDays(kFirstDay)) << name;
  }
}

TEST(TimeZoneTest, DataVersionIsTheDatabasesOwn) {
  std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
  if (!file) GTEST_SKIP() << "this machine's zone data carries no version";
  std::string line;
  std::getline(file, line);
  EXPECT_EQ("# version " + TimeZoneDataVersion(), line);
}

}  // namespace
}  // namespace assay
