// How values are stored, shared, compared and written.

#include "assay/expr/value.h"

#include <cmath>
#include <limits>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace assay {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

Date Day(const char* text) { return *Date::Parse(text); }
Decimal Exact(const char* text) { return *Decimal::Parse(text); }

// One value of every kind, unknown and error apart.
std::vector<Value> OneOfEach() {
  return {
      Value::Null(),
      Value::Bool(true),
      Value::Int(-7),
      Value::Uint(9),
      Value::Double(1.5),
      Value::String("text"),
      Value::Bytes(std::string("\x00\xff", 2)),
      Value::Timestamp({5, 6}),
      Value::Duration({-5, -6}),
      Value::DateOf(Day("2026-03-31")),
      Value::WhenOf(Day("2026-03-31"), true, Instant::FromMicros(17)),
      Value::WhenOf(Day("2026-03-31"), false, Instant()),
      Value::DecimalOf(Exact("-12.34")),
      Value::Ip({false, {127, 0, 0, 1}}),
      Value::Cidr({{false, {10, 0, 0, 0}}, 8}),
      Value::TypeOf(MakeType(TypeKind::kInt)),
      Value::List({Value::Int(1), Value::String("two")}),
      Value::Map({{Value::String("k"), Value::Int(1)}}),
      Value::OptionalOf(Value::Int(3)),
      Value::OptionalNone(),
      Value::Record(3, 77),
  };
}

TEST(Value, IsSixteenBytes) { EXPECT_EQ(sizeof(Value), 16u); }

TEST(Value, GivesBackWhatItWasMadeOf) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_FALSE(Value::Bool(false).as_bool());
  EXPECT_EQ(Value::Int(kLeast).as_int(), kLeast);
  EXPECT_EQ(Value::Uint(~std::uint64_t{0}).as_uint(), ~std::uint64_t{0});
  EXPECT_EQ(Value::Double(-0.5).as_double(), -0.5);
  EXPECT_EQ(Value::Bytes(std::string("a\0b", 3)).as_string(), std::string_view("a\0b", 3));
  EXPECT_EQ(Value::Timestamp({-9, 999'999'999}).as_timestamp(), (TimestampParts{-9, 999'999'999}));
  EXPECT_EQ(Value::Duration({0, -1}).as_duration(), (DurationParts{0, -1}));
  EXPECT_EQ(Value::DateOf(Day("0001-01-01")).as_date(), Day("0001-01-01"));
  EXPECT_EQ(Value::DecimalOf(Exact("-0.000000000000000001")).as_decimal(), Exact("-0.000000000000000001"));
  EXPECT_EQ(Value::Record(65534, 4'000'000'000u).record_type(), 65534);
  EXPECT_EQ(Value::Record(65534, 4'000'000'000u).row(), 4'000'000'000u);
  EXPECT_EQ(Value::Cidr({{true, {1, 2}}, 64}).as_cidr().prefix_length, 64);
  EXPECT_EQ(Value::TypeOf(ListOf(MakeType(TypeKind::kInt))).as_type(), ListOf(MakeType(TypeKind::kInt)));
}

TEST(Value, KnowsWhetherAWhenHasAnInstant) {
  const Value instant = Value::WhenOf(Day("1969-12-31"), true, Instant::FromMicros(-1));
  EXPECT_TRUE(instant.when_has_instant());
  EXPECT_EQ(instant.when_instant().micros_since_epoch(), -1);
  EXPECT_EQ(instant.as_date(), Day("1969-12-31"));
  EXPECT_FALSE(Value::WhenOf(Day("1969-12-31"), false, Instant()).when_has_instant());
}

TEST(Value, BorrowsTextsWithoutACopy) {
  const std::string text = "as long as you like it to be, and longer";
  const Value value = Value::BorrowedString(text);
  EXPECT_EQ(value.as_string().data(), text.data());
  EXPECT_EQ(value.as_string(), text);
  EXPECT_TRUE(Equal(value, Value::String(text)));
}

TEST(Value, SurvivesCopiesMovesAndAssignments) {
  for (const Value& value : OneOfEach()) {
    Value copy = value;
    Value moved = std::move(copy);
    Value assigned = Value::String("replaced");
    assigned = moved;
    Value& alias = assigned;
    assigned = alias;
    moved = Value::List({assigned, assigned});
    EXPECT_TRUE(Equal(assigned, value)) << DebugString(value, nullptr);
    EXPECT_TRUE(Equal(moved.items()[1], value)) << DebugString(value, nullptr);
  }
}

TEST(Value, MayBeCopiedByManyThreads) {
  const Value shared = Value::List({Value::String("one"), Value::Map({{Value::Int(1), Value::String("two")}})});
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&shared] {
      for (int round = 0; round < 10'000; ++round) {
        const Value copy = shared;
        const Value item = copy.items()[1];
        ASSERT_EQ(item.entries().size(), 1u);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(shared.items().size(), 2u);
}

TEST(Value, SaysWhatIsDefinite) {
  const Value unknown = Value::Unknown();
  EXPECT_FALSE(unknown.is_definite());
  EXPECT_FALSE(Value::List({Value::Int(1), unknown}).is_definite());
  EXPECT_FALSE(Value::List({Value::List({unknown})}).is_definite());
  EXPECT_FALSE(Value::OpenList({}, {{Value::Int(1), false, {}}}).is_definite());
  EXPECT_FALSE(Value::Map({{Value::Int(1), unknown}}).is_definite());
  EXPECT_FALSE(Value::OptionalOf(unknown).is_definite());
  for (const Value& value : OneOfEach()) EXPECT_TRUE(value.is_definite()) << DebugString(value, nullptr);
}

TEST(Value, KeepsBoundsOfUnknowns) {
  EXPECT_EQ(Value::Unknown().unknown(), UnknownBounds());
  const UnknownBounds bounds{.record = 2, .lowest = 5, .highest = 9, .cause = {1, 2, 3}};
  const Value unknown = Value::Unknown(bounds);
  const Value copy = unknown;
  EXPECT_EQ(copy.unknown(), bounds);
}

TEST(Value, KeepsErrors) {
  const Value error = Value::Error(ErrorCode::kDivideByZero, "division by zero", 12);
  EXPECT_TRUE(error.is_error());
  EXPECT_EQ(error.error_code(), ErrorCode::kDivideByZero);
  EXPECT_EQ(error.error_message(), "division by zero");
  EXPECT_EQ(error.error_where(), 12u);
  EXPECT_EQ(ErrorCodeName(error.error_code()), "divide_by_zero");
}

TEST(ValueEqual, HoldsOfEachKindWithItselfAlone) {
  const std::vector<Value> values = OneOfEach();
  for (std::size_t left = 0; left < values.size(); ++left) {
    for (std::size_t right = 0; right < values.size(); ++right) {
      EXPECT_EQ(Equal(values[left], values[right]), left == right)
          << DebugString(values[left], nullptr) << " and " << DebugString(values[right], nullptr);
    }
  }
}

// Numbers of all kinds in ascending order; neighbours in one row are equal.
std::vector<std::vector<Value>> NumbersInOrder() {
  return {
      {Value::Double(-std::numeric_limits<double>::infinity())},
      {Value::Double(-9223372036854777856.0)},
      {Value::Int(kLeast), Value::Double(-9223372036854775808.0)},
      {Value::Int(-2)},
      {Value::Double(-1.5), Value::DecimalOf(Exact("-1.5"))},
      {Value::Int(-1), Value::Double(-1), Value::DecimalOf(Exact("-1"))},
      {Value::Int(0), Value::Uint(0), Value::Double(0), Value::Double(-0.0), Value::DecimalOf(Exact("0"))},
      {Value::Double(0.1), Value::DecimalOf(Exact("0.1"))},
      {Value::Int(1), Value::Uint(1), Value::Double(1), Value::DecimalOf(Exact("1"))},
      {Value::Double(1.5), Value::DecimalOf(Exact("1.5"))},
      {Value::Int(9007199254740991), Value::Double(9007199254740991.0)},
      {Value::Int(kGreatest - 1), Value::Uint(9223372036854775806u)},
      {Value::Int(kGreatest), Value::Uint(9223372036854775807u)},
      {Value::Uint(9223372036854775808u)},
      {Value::Uint(~std::uint64_t{0})},
      {Value::Double(36893488147419103232.0)},
      {Value::Double(std::numeric_limits<double>::infinity())},
  };
}

TEST(ValueCompare, OrdersNumbersExactlyAcrossKinds) {
  const std::vector<std::vector<Value>> rows = NumbersInOrder();
  for (std::size_t low = 0; low < rows.size(); ++low) {
    for (std::size_t high = 0; high < rows.size(); ++high) {
      for (const Value& left : rows[low]) {
        for (const Value& right : rows[high]) {
          const std::partial_ordering expected = low <=> high;
          EXPECT_EQ(Compare(left, right), expected)
              << DebugString(left, nullptr) << " and " << DebugString(right, nullptr);
          EXPECT_EQ(Equal(left, right), low == high);
        }
      }
    }
  }
}

// CEL compares with doubles as doubles, so large whole numbers lose their last digits on the way.
TEST(ValueCompare, MeetsDoublesAsDoubles) {
  EXPECT_EQ(Compare(Value::Int(kGreatest), Value::Double(9223372036854775808.0)),
            std::partial_ordering::equivalent);
  EXPECT_EQ(Compare(Value::Int(kGreatest - 1), Value::Double(9223372036854775808.0)),
            std::partial_ordering::equivalent);
  EXPECT_EQ(Compare(Value::Int(kGreatest - 1024), Value::Double(9223372036854775808.0)),
            std::partial_ordering::less);
  EXPECT_EQ(Compare(Value::Double(9007199254740992.0), Value::Int(9007199254740993)),
            std::partial_ordering::equivalent);
  EXPECT_EQ(Compare(Value::Uint(~std::uint64_t{0}), Value::Double(18446744073709551616.0)),
            std::partial_ordering::equivalent);
}

TEST(ValueCompare, HasNoOrderForNan) {
  EXPECT_EQ(Compare(Value::Double(kNan), Value::Int(1)), std::partial_ordering::unordered);
  EXPECT_EQ(Compare(Value::Uint(1), Value::Double(kNan)), std::partial_ordering::unordered);
  EXPECT_FALSE(Equal(Value::Double(kNan), Value::Double(kNan)));
}

TEST(ValueCompare, HasNoneBetweenWhatCannotBeCompared) {
  EXPECT_EQ(Compare(Value::Int(1), Value::String("1")), std::nullopt);
  EXPECT_EQ(Compare(Value::Null(), Value::Null()), std::nullopt);
  EXPECT_EQ(Compare(Value::List({}), Value::List({})), std::nullopt);
  EXPECT_EQ(Compare(Value::Record(1, 1), Value::Record(1, 2)), std::nullopt);
  const Value day = Value::WhenOf(Day("2026-03-31"), false, Instant());
  EXPECT_EQ(Compare(day, day), std::nullopt);
}

TEST(ValueCompare, OrdersTextsByBytes) {
  EXPECT_EQ(Compare(Value::String("a"), Value::String("b")), std::partial_ordering::less);
  EXPECT_EQ(Compare(Value::String("\xc3\xa9"), Value::String("z")), std::partial_ordering::greater);
}

TEST(ValueEqual, ComparesContainersElementByElement) {
  EXPECT_TRUE(Equal(Value::List({Value::Int(1), Value::Double(2)}), Value::List({Value::Uint(1), Value::Int(2)})));
  EXPECT_FALSE(Equal(Value::List({Value::Int(1)}), Value::List({Value::Int(1), Value::Int(1)})));
  const Value left = Value::Map({{Value::Int(1), Value::Int(2)}, {Value::String("k"), Value::Null()}});
  const Value right = Value::Map({{Value::String("k"), Value::Null()}, {Value::Uint(1), Value::Double(2)}});
  EXPECT_TRUE(Equal(left, right));
  EXPECT_FALSE(Equal(Value::OptionalOf(Value::Null()), Value::OptionalNone()));
}

TEST(ValueMap, FindsKeysAcrossKindsOfNumbers) {
  for (const std::int64_t size : {3, 8, 9, 100}) {
    std::vector<std::pair<Value, Value>> entries;
    for (std::int64_t key = size; key > 0; --key) entries.emplace_back(Value::Int(key), Value::Int(-key));
    entries.emplace_back(Value::Bool(true), Value::Int(1000));
    entries.emplace_back(Value::String("text"), Value::Int(2000));
    const Value map = Value::Map(std::move(entries));
    for (std::int64_t key = 1; key <= size; ++key) {
      ASSERT_NE(map.FindEntry(Value::Uint(static_cast<std::uint64_t>(key))), nullptr);
      EXPECT_EQ(map.FindEntry(Value::Double(static_cast<double>(key)))->as_int(), -key);
    }
    EXPECT_EQ(map.FindEntry(Value::Bool(true))->as_int(), 1000);
    EXPECT_EQ(map.FindEntry(Value::String("text"))->as_int(), 2000);
    EXPECT_EQ(map.FindEntry(Value::Bool(false)), nullptr);
    EXPECT_EQ(map.FindEntry(Value::Int(size + 1)), nullptr);
    EXPECT_EQ(map.FindEntry(Value::Null()), nullptr);
    EXPECT_EQ(map.entries().front().first.as_int(), size) << "the order of entries is kept";
  }
}

struct Written {
  const char* name;
  Value value;
  const char* debug;
  const char* text;  // Null: there is none.
};

class ValueText : public testing::TestWithParam<Written> {};

TEST_P(ValueText, IsAsWritten) {
  EXPECT_EQ(DebugString(GetParam().value, nullptr), GetParam().debug);
  const std::optional<std::string> text = ToText(GetParam().value, nullptr);
  if (GetParam().text == nullptr) {
    EXPECT_EQ(text, std::nullopt);
  } else {
    EXPECT_EQ(text, GetParam().text);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ValueText,
    testing::Values(
        Written{"null", Value(), "null", nullptr}, Written{"boolean", Value::Bool(true), "true", "true"},
        Written{"integer", Value::Int(-7), "-7", "-7"}, Written{"unsigned_integer", Value::Uint(7), "7u", "7"},
        Written{"whole_double", Value::Double(2), "2.0", "2"},
        Written{"double_with_fraction", Value::Double(-0.1), "-0.1", "-0.1"},
        Written{"nan", Value::Double(kNan), "NaN", "NaN"},
        Written{"infinity", Value::Double(-HUGE_VAL), "-Infinity", "-Infinity"},
        Written{"string", Value::String("it's\n"), "'it\\'s\\x0a'", "it's\n"},
        Written{"bytes", Value::Bytes("\xff"), "b'\\xff'", nullptr},
        Written{"utf8_bytes", Value::Bytes("a"), "b'\\x61'", "a"},
        Written{"timestamp", Value::Timestamp({0, 500'000'000}), "1970-01-01T00:00:00.5Z", "1970-01-01T00:00:00.5Z"},
        Written{"early_timestamp", Value::Timestamp({-1, 1}), "1969-12-31T23:59:59.000000001Z",
                "1969-12-31T23:59:59.000000001Z"},
        Written{"duration", Value::Duration({-1, -500'000'000}), "-1.5s", "-1.5s"},
        Written{"short_duration", Value::Duration({0, -1}), "-0.000000001s", "-0.000000001s"},
        Written{"date", Value::DateOf(Day("2026-03-31")), "2026-03-31", "2026-03-31"},
        Written{"when_day", Value::WhenOf(Day("2026-03-31"), false, Instant()), "2026-03-31", "2026-03-31"},
        Written{"when_instant", Value::WhenOf(Day("1970-01-01"), true, Instant::FromMicros(0)),
                "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
        Written{"decimal", Value::DecimalOf(Exact("1.50")), "1.5", "1.5"},
        Written{"ip4", Value::Ip({false, {192, 168, 0, 1}}), "192.168.0.1", "192.168.0.1"},
        Written{"ip6", Value::Ip({true, {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}), "2001:db8::1",
                "2001:db8::1"},
        Written{"ip6_zero", Value::Ip({true, {}}), "::", "::"},
        Written{"ip6_single_zero_group", Value::Ip({true, {0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}}),
                "1:0:1:1:1:1:1:1", "1:0:1:1:1:1:1:1"},
        Written{"cidr", Value::Cidr({{false, {10, 0, 0, 0}}, 8}), "10.0.0.0/8", "10.0.0.0/8"},
        Written{"list", Value::List({Value::Int(1), Value::Unknown()}), "[1, unknown]", nullptr},
        Written{"open_list",
                Value::OpenList({Value::Int(1)}, {{Value::Int(2), false, {}}, {Value::Unknown(), true, {}}}),
                "[1, 2?, ...]", nullptr},
        Written{"bounded_open_list",
                Value::OpenList({}, {{Value::Unknown({.lowest = 5, .highest = 9}), true, {}}}),
                "[unknown[5, 9]...]", nullptr},
        Written{"map", Value::Map({{Value::String("k"), Value::Int(1)}}), "{'k': 1}", nullptr},
        Written{"optional", Value::OptionalOf(Value::Int(1)), "optional.of(1)", nullptr},
        Written{"no_optional", Value::OptionalNone(), "optional.none()", nullptr},
        Written{"half_bounded", Value::Unknown({.lowest = 5}), "unknown[5, inf]", nullptr},
        Written{"error", Value::Error(ErrorCode::kNone, "`f` of none"), "error none: `f` of none", nullptr}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace assay
