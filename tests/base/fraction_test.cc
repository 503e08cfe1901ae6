#include "assay/base/fraction.h"

#include <cstdint>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <boost/multiprecision/cpp_int.hpp>

namespace assay {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

cpp_rational Exact(Fraction fraction) {
  return cpp_rational(fraction.numerator(), fraction.denominator());
}

TEST(FractionTest, IsInLowestTermsWithAPositiveDenominator) {
  EXPECT_EQ(Fraction(4, 8), Fraction(1, 2));
  EXPECT_EQ(Fraction(4, -8).numerator(), -1);
  EXPECT_EQ(Fraction(4, -8).denominator(), 2);
  EXPECT_EQ(Fraction(0, -7), Fraction());
  EXPECT_EQ(Fraction(INT64_MIN, INT64_MIN), Fraction(1, 1));
  EXPECT_EQ(Fraction(INT64_MIN, 2).numerator(), INT64_MIN / 2);
}

TEST(FractionTest, TakesDecimals) {
  EXPECT_EQ(Fraction::FromDecimal(*Decimal::Parse("0.125")), Fraction(1, 8));
  EXPECT_EQ(Fraction::FromDecimal(*Decimal::Parse("-12")), Fraction(-12, 1));
}

struct FixedCase {
  const char* name;
  std::int64_t numerator;
  std::int64_t denominator;
  const char* fraction;
  const char* fixed;
};

class FixedTest : public testing::TestWithParam<FixedCase> {};

TEST_P(FixedTest, IsWritten) {
  const Fraction fraction(GetParam().numerator, GetParam().denominator);
  EXPECT_EQ(fraction.ToString(), GetParam().fraction);
  EXPECT_EQ(fraction.ToFixed2(), GetParam().fixed);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, FixedTest,
    testing::Values(
        FixedCase{"Half", 191, 2, "191/2", "95.50"},
        FixedCase{"HalfOfAHundredth", 655, 8, "655/8", "81.88"},
        FixedCase{"NegativeHalfOfAHundredth", -655, 8, "-655/8", "-81.88"},
        FixedCase{"Third", 1, 3, "1/3", "0.33"}, FixedCase{"TwoThirds", 2, 3, "2/3", "0.67"},
        FixedCase{"Zero", 0, 5, "0/1", "0.00"}, FixedCase{"Whole", 100, 1, "100/1", "100.00"},
        FixedCase{"JustBelowHalf", 4999, 1000000, "4999/1000000", "0.00"},
        FixedCase{"ExactlyHalf", 5, 1000, "1/200", "0.01"},
        FixedCase{"NeverMinusZero", -1, 1000, "-1/1000", "0.00"},
        FixedCase{"CarriesOver", 99995, 1000, "19999/200", "100.00"},
        FixedCase{"Largest", INT64_MAX, 1, "9223372036854775807/1", "9223372036854775807.00"}),
    [](const auto& info) { return info.param.name; });

// Small enough that no sum leaves 64 bits, which is the caller's promise.
Fraction RandomFraction(std::mt19937_64* random) {
  const auto numerator = static_cast<std::int64_t>((*random)() % 2'000'001) - 1'000'000;
  return Fraction(numerator, static_cast<std::int64_t>((*random)() % 1'000'000) + 1);
}

std::string RoundedByHand(const cpp_rational& value) {
  cpp_rational magnitude = abs(value) * 100 + cpp_rational(1, 2);
  const cpp_int hundredths = numerator(magnitude) / denominator(magnitude);
  std::string digits = hundredths.str();
  if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
  digits.insert(digits.size() - 2, 1, '.');
  return (value < 0 && hundredths != 0 ? "-" : "") + digits;
}

TEST(FractionTest, ArithmeticOrderAndRoundingAgreeWithRationals) {
  std::mt19937_64 random(27001);
  for (int i = 0; i < 50'000; ++i) {
    const Fraction a = RandomFraction(&random);
    const Fraction b = RandomFraction(&random);
    SCOPED_TRACE(a.ToString() + " and " + b.ToString());
    ASSERT_EQ(Exact(a + b), Exact(a) + Exact(b));
    ASSERT_EQ(Exact(a - b), Exact(a) - Exact(b));
    ASSERT_EQ(Exact(a * b), Exact(a) * Exact(b));
    if (b != Fraction()) {
      ASSERT_EQ(Exact(a / b), Exact(a) / Exact(b));
    }
    ASSERT_EQ(a < b, Exact(a) < Exact(b));
    ASSERT_EQ(a == b, Exact(a) == Exact(b));
    ASSERT_EQ(a.ToFixed2(), RoundedByHand(Exact(a)));
  }
}

TEST(FractionTest, AddingCommutesAndAssociates) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 10'000; ++i) {
    const Fraction a(static_cast<std::int64_t>(random() % 10'000), 10'000);
    const Fraction b(static_cast<std::int64_t>(random() % 10'000), 10'000);
    const Fraction c(static_cast<std::int64_t>(random() % 10'000), 10'000);
    ASSERT_EQ(a + b, b + a);
    ASSERT_EQ((a + b) + c, a + (b + c));
  }
}

}  // namespace
}  // namespace assay
