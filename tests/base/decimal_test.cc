#include "assay/base/decimal.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <boost/multiprecision/cpp_int.hpp>

namespace assay {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

cpp_int TenTo(int exponent) {
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

cpp_rational Exact(Decimal decimal) {
  return cpp_rational(cpp_int(decimal.coefficient()), TenTo(decimal.scale()));
}

struct ParseCase {
  const char* name;
  const char* text;
  std::int64_t coefficient;
  int scale;
  const char* written;
};

class DecimalParseTest : public testing::TestWithParam<ParseCase> {};

TEST_P(DecimalParseTest, SaysExactlyWhatIsWritten) {
  const std::optional<Decimal> decimal = Decimal::Parse(GetParam().text);
  ASSERT_TRUE(decimal.has_value());
  EXPECT_EQ(decimal->coefficient(), GetParam().coefficient);
  EXPECT_EQ(decimal->scale(), GetParam().scale);
  EXPECT_EQ(decimal->ToString(), GetParam().written);
  EXPECT_EQ(Decimal::Parse(decimal->ToString()), decimal);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DecimalParseTest,
    testing::Values(
        ParseCase{"Integer", "12", 12, 0, "12"}, ParseCase{"TrailingZeros", "1.50", 15, 1, "1.5"},
        ParseCase{"Negative", "-0.50", -5, 1, "-0.5"},
        ParseCase{"Exponent", "1.2e3", 1200, 0, "1200"},
        ParseCase{"ExponentSigns", "12E-1", 12, 1, "1.2"},
        ParseCase{"ExponentPlus", "12e+1", 120, 0, "120"}, ParseCase{"Zero", "0", 0, 0, "0"},
        ParseCase{"NegativeZero", "-0.00", 0, 0, "0"},
        ParseCase{"ZeroToAnyPower", "0e999999999999", 0, 0, "0"},
        ParseCase{"Tenth", "0.1", 1, 1, "0.1"},
        ParseCase{"SmallestStep", "0.000000000000000001", 1, 18, "0.000000000000000001"},
        ParseCase{"EighteenDigits", "999999999999999999", 999999999999999999, 0,
                  "999999999999999999"},
        ParseCase{"ZerosBehindDoNotCount", "1.0000000000000000000000000", 1, 0, "1"},
        ParseCase{"ZerosMovedByTheExponent", "100000000000000000000e-20", 1, 0, "1"},
        ParseCase{"PointMoved", "123.456e2", 123456, 1, "12345.6"}),
    [](const auto& info) { return info.param.name; });

struct BadNumber {
  const char* name;
  std::string text;
};

class BadDecimalTest : public testing::TestWithParam<BadNumber> {};

TEST_P(BadDecimalTest, IsRefused) { EXPECT_FALSE(Decimal::Parse(GetParam().text).has_value()); }

INSTANTIATE_TEST_SUITE_P(
    Cases, BadDecimalTest,
    testing::Values(BadNumber{"Empty", ""}, BadNumber{"Minus", "-"}, BadNumber{"Plus", "+1"},
                    BadNumber{"LeadingZero", "01"}, BadNumber{"NoWhole", ".5"},
                    BadNumber{"NoFraction", "5."}, BadNumber{"NoExponent", "5e"},
                    BadNumber{"NoExponentDigits", "5e+"}, BadNumber{"SpaceBefore", " 5"},
                    BadNumber{"SpaceAfter", "5 "}, BadNumber{"Hex", "0x10"},
                    BadNumber{"Nan", "NaN"}, BadNumber{"Infinity", "Infinity"},
                    BadNumber{"DecimalComma", "1,5"}, BadNumber{"Thousands", "1'000"},
                    BadNumber{"NineteenDigits", "1000000000000000001"},
                    BadNumber{"NineteenPlaces", "0.0000000000000000001"},
                    BadNumber{"TooLarge", "1e18"},
                    BadNumber{"FarTooLarge", "1e99999999999999999999"},
                    BadNumber{"FarTooSmall", "1e-99999999999999999999"},
                    BadNumber{"Padded", "1." + std::string(5000, '0')}),
    [](const auto& info) { return info.param.name; });

TEST(DecimalTest, FromPartsNormalises) {
  EXPECT_EQ(Decimal::FromParts(1500, 3), Decimal::Parse("1.5"));
  EXPECT_EQ(Decimal::FromParts(0, 18), Decimal());
  EXPECT_EQ(Decimal::FromParts(120, 0)->coefficient(), 120);
  EXPECT_FALSE(Decimal::FromParts(1, 19).has_value());
  EXPECT_FALSE(Decimal::FromParts(1, -1).has_value());
  EXPECT_EQ(Decimal::FromInteger(std::numeric_limits<std::int64_t>::min()).ToString(),
            "-9223372036854775808");
  EXPECT_EQ(Decimal::FromParts(std::numeric_limits<std::int64_t>::min(), 18)->ToString(),
            "-9.223372036854775808");
}

Decimal RandomDecimal(std::mt19937_64* random) {
  const int bits = static_cast<int>((*random)() % 64);
  auto coefficient = static_cast<std::int64_t>((*random)() >> bits);
  if ((*random)() % 2 == 0) coefficient = -coefficient;
  return *Decimal::FromParts(coefficient, static_cast<int>((*random)() % 19));
}

// The same number in lowest form, if it fits; written without a look at the code under test.
std::optional<Decimal> Fitted(cpp_rational value) {
  for (int scale = 0; scale <= Decimal::kMaxScale; ++scale) {
    const cpp_rational scaled = value * TenTo(scale);
    if (denominator(scaled) != 1) continue;
    const cpp_int coefficient = numerator(scaled);
    if (coefficient > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    if (coefficient < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    return Decimal::FromParts(coefficient.convert_to<std::int64_t>(), scale);
  }
  return std::nullopt;
}

TEST(DecimalTest, ArithmeticAndOrderAgreeWithRationals) {
  std::mt19937_64 random(54);
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = RandomDecimal(&random);
    const Decimal b = RandomDecimal(&random);
    SCOPED_TRACE(a.ToString() + " and " + b.ToString());
    ASSERT_EQ(Add(a, b), Fitted(Exact(a) + Exact(b)));
    ASSERT_EQ(Multiply(a, b), Fitted(Exact(a) * Exact(b)));
    ASSERT_EQ(a < b, Exact(a) < Exact(b));
    ASSERT_EQ(a == b, Exact(a) == Exact(b));
    ASSERT_EQ(a <=> b == 0, a == b);
  }
}

TEST(DecimalTest, ToDoubleRoundsOnce) {
  EXPECT_EQ(Decimal::Parse("0.1")->ToDouble(), 0.1);
  EXPECT_EQ(Decimal::Parse("-1234.5678")->ToDouble(), -1234.5678);
  EXPECT_EQ(Decimal::FromInteger(1).ToDouble(), 1.0);
}

TEST(MoneyTest, CurrencyIsPartOfTheAmount) {
  const Money euros{*Decimal::Parse("1.50"), "EUR"};
  EXPECT_EQ(euros, (Money{*Decimal::Parse("1.5"), "EUR"}));
  EXPECT_NE(euros, (Money{*Decimal::Parse("1.5"), "USD"}));
}

}  // namespace
}  // namespace assay
