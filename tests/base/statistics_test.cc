#include "src/base/statistics.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include "assay/base/digest.h"
#include "tests/base/shared_vectors.h"

namespace assay {
namespace {

using Real = boost::multiprecision::cpp_bin_float_100;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

// P(X <= k | n, p), term by term.
template <typename Number>
Number Tail(std::int64_t k, std::int64_t n, const Number& p) {
  std::vector<Number> powers = {Number(1)};  // of 1 - p
  for (std::int64_t i = 0; i < n; ++i) powers.push_back(powers.back() * (1 - p));
  Number sum = 0;
  Number choose_and_p = 1;
  for (std::int64_t i = 0; i <= k; ++i) {
    sum += choose_and_p * powers[static_cast<std::size_t>(n - i)];
    choose_and_p = choose_and_p * p * (n - i) / (i + 1);
  }
  return sum;
}

struct BoundCase {
  const char* name;
  std::int64_t deviations;
  std::int64_t n;
  double confidence;
  double upper;
};

class UpperBoundTest : public testing::TestWithParam<BoundCase> {};

TEST_P(UpperBoundTest, AgreesWithThePublishedNumber) {
  const BoundCase& row = GetParam();
  EXPECT_NEAR(ClopperPearsonUpper(row.deviations, row.n, row.confidence), row.upper, 1e-6);
}

INSTANTIATE_TEST_SUITE_P(Cases, UpperBoundTest,
                         testing::Values(BoundCase{"OneOfNone", 0, 1, 0.9, 0.9},
                                         BoundCase{"Eight", 0, 8, 0.9, 0.250106},
                                         BoundCase{"TwentyOne", 0, 21, 0.9, 0.103849},
                                         BoundCase{"TwentyTwo", 0, 22, 0.9, 0.099372},
                                         BoundCase{"OneOf37", 1, 37, 0.9, 0.101106},
                                         BoundCase{"OneOf38", 1, 38, 0.9, 0.098547},
                                         BoundCase{"ThreeOf22", 3, 22, 0.95, 0.315913},
                                         BoundCase{"FiveOf40", 5, 40, 0.95, 0.245031},
                                         BoundCase{"AllDeviate", 22, 22, 0.9, 1.0},
                                         BoundCase{"MoreThanAll", 23, 22, 0.9, 1.0}),
                         [](const auto& info) { return info.param.name; });

// At the bound the tail is 1 - confidence: bracketed with a hundred digits.
TEST(ClopperPearsonTest, IsExactToTwelvePlaces) {
  for (const std::int64_t n : {1, 2, 5, 22, 100, 1000}) {
    for (const std::int64_t deviations : {0, 1, 2, 10, 50, 99, 500, 998}) {
      if (deviations >= n) continue;
      for (const double confidence : {0.01, 0.5, 0.9, 0.95, 0.999}) {
        const double upper = ClopperPearsonUpper(deviations, n, confidence);
        const Real wanted = 1 - Real(confidence);
        EXPECT_GT(Tail(deviations, n, Real(upper) - Real(1e-12)), wanted) << deviations << "/" << n;
        EXPECT_LT(Tail(deviations, n, Real(upper) + Real(1e-12)), wanted) << deviations << "/" << n;
      }
    }
  }
}

TEST(ClopperPearsonTest, LargeSamples) {
  // With no deviations the bound has a closed form.
  for (const std::int64_t n : {10'000, 100'000, 10'000'000}) {
    const double expected = -std::expm1(std::log(0.1) / static_cast<double>(n));
    EXPECT_NEAR(ClopperPearsonUpper(0, n, 0.9) / expected, 1, 1e-9) << n;
  }
  const double upper = ClopperPearsonUpper(5'000, 100'000, 0.9);
  EXPECT_GT(upper, 0.05);
  EXPECT_LT(upper, 0.052);
}

TEST(ClopperPearsonTest, AgreesWithTheSharedVectors) {
  const auto vectors = SharedDomainVectors();
  if (!vectors.has_value()) GTEST_SKIP() << "the shared vectors are not here";
  for (const auto& row : vectors->at("clopper_pearson_upper_one_sided").as_array()) {
    const double upper = ClopperPearsonUpper(
        row.at("deviations").as_int64(), row.at("n").as_int64(), row.at("confidence").as_double());
    EXPECT_NEAR(upper, row.at("upper").to_number<double>(), 1e-6) << row;
  }
}

// The definition in rationals, on every small case.
TEST(BoundAtMostTest, IsTheDefinition) {
  for (std::int64_t n = 1; n <= 24; ++n) {
    for (std::int64_t deviations = 0; deviations < n; ++deviations) {
      for (const int tolerable : {0, 1, 5, 10, 25, 33, 50, 90, 99}) {
        const cpp_rational tail = Tail(deviations, n, cpp_rational(tolerable, 100));
        for (const int confidence : {0, 1, 50, 80, 90, 95, 99, 100}) {
          ASSERT_EQ(BoundAtMost(deviations, n, tolerable, confidence),
                    tail <= cpp_rational(100 - confidence, 100))
              << deviations << "/" << n << " " << tolerable << "% " << confidence << "%";
        }
      }
      ASSERT_TRUE(BoundAtMost(deviations, n, 100, 100));
    }
    ASSERT_FALSE(BoundAtMost(n, n, 99, 0));
    ASSERT_TRUE(BoundAtMost(n, n, 100, 100));
  }
}

TEST(BoundAtMostTest, SaysWhatTheBoundSays) {
  std::mt19937 random(10);
  for (int i = 0; i < 3000; ++i) {
    const std::int64_t n = 1 + random() % 400;
    const std::int64_t deviations = random() % 12;
    const int tolerable = static_cast<int>(random() % 101);
    const int confidence = 1 + static_cast<int>(random() % 99);
    const double upper = ClopperPearsonUpper(deviations, n, confidence / 100.0);
    if (std::abs(upper - tolerable / 100.0) < 1e-9) continue;  // Doubles cannot say.
    ASSERT_EQ(BoundAtMost(deviations, n, tolerable, confidence), upper <= tolerable / 100.0)
        << deviations << "/" << n << " " << tolerable << "% " << confidence << "%";
  }
}

// (1/2)^1 is exactly 1 - 50 %: the border itself confirms, which a double might miss.
TEST(BoundAtMostTest, TheBorderConfirms) {
  EXPECT_TRUE(BoundAtMost(0, 1, 50, 50));
  EXPECT_TRUE(BoundAtMost(0, 2, 50, 75));
  EXPECT_FALSE(BoundAtMost(0, 2, 50, 76));
  EXPECT_TRUE(BoundAtMost(0, 1, 90, 90));
  EXPECT_TRUE(BoundAtMost(0, 22, 10, 90));
  EXPECT_FALSE(BoundAtMost(0, 21, 10, 90));
  EXPECT_TRUE(BoundAtMost(1, 38, 10, 90));
  EXPECT_FALSE(BoundAtMost(1, 37, 10, 90));
}

TEST(BoundAtMostTest, LargeSamples) {
  EXPECT_TRUE(BoundAtMost(900, 10'000, 10, 90));
  EXPECT_FALSE(BoundAtMost(1000, 10'000, 10, 90));
  EXPECT_TRUE(BoundAtMost(0, 100'000, 1, 99));
}

struct SizeCase {
  const char* name;
  int tolerable_pct;
  int confidence_pct;
  std::int64_t n;
};

class BinomialSampleSizeTest : public testing::TestWithParam<SizeCase> {};

TEST_P(BinomialSampleSizeTest, IsTheSmallestThatConfirms) {
  const SizeCase& row = GetParam();
  EXPECT_EQ(BinomialSampleSize(row.tolerable_pct, row.confidence_pct), row.n);
  if (row.n > 0) {
    EXPECT_TRUE(BoundAtMost(0, row.n, row.tolerable_pct, row.confidence_pct));
  }
  if (row.n > 1) {
    EXPECT_FALSE(BoundAtMost(0, row.n - 1, row.tolerable_pct, row.confidence_pct));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BinomialSampleSizeTest,
    testing::Values(SizeCase{"Usual", 10, 90, 22}, SizeCase{"Stricter", 5, 95, 59},
                    SizeCase{"Strictest", 1, 99, 459}, SizeCase{"NothingTolerable", 0, 90, 0},
                    SizeCase{"Certainty", 10, 100, 0}, SizeCase{"EverythingTolerable", 100, 100, 1},
                    SizeCase{"NoConfidence", 10, 0, 1}, SizeCase{"Half", 50, 75, 2}),
    [](const auto& info) { return info.param.name; });

// P(no deviant among n of the population), drawn one by one.
cpp_rational NoneDrawn(std::int64_t n, std::int64_t population, std::int64_t deviants) {
  cpp_rational probability = 1;
  for (std::int64_t i = 0; i < n; ++i) {
    probability *=
        cpp_rational(std::max<std::int64_t>(population - deviants - i, 0), population - i);
  }
  return probability;
}

TEST(HypergeometricSampleSizeTest, IsTheDefinition) {
  for (std::int64_t population = 1; population <= 120; ++population) {
    for (const int tolerable : {0, 1, 5, 10, 33, 50, 99}) {
      for (const int confidence : {0, 50, 90, 95, 100}) {
        const std::int64_t deviants = tolerable * population / 100 + 1;
        std::int64_t expected = 1;
        while (NoneDrawn(expected, population, deviants) > cpp_rational(100 - confidence, 100)) {
          ++expected;
        }
        ASSERT_EQ(HypergeometricSampleSize(population, tolerable, confidence), expected)
            << population << " " << tolerable << "% " << confidence << "%";
      }
    }
  }
}

TEST(HypergeometricSampleSizeTest, KnownSizes) {
  const std::pair<std::int64_t, std::int64_t> rows[] = {{0, 0},   {5, 5},   {8, 8},    {12, 8},
                                                        {20, 11}, {40, 14}, {100, 18}, {1000, 22}};
  for (const auto& [population, n] : rows) {
    EXPECT_EQ(HypergeometricSampleSize(population, 10, 90), n) << population;
  }
  EXPECT_EQ(HypergeometricSampleSize(50, 100, 100), 1);
}

// For ever larger populations it becomes the binomial size, from below; and is quick.
TEST(HypergeometricSampleSizeTest, LargePopulations) {
  EXPECT_EQ(HypergeometricSampleSize(1'000'000'000, 10, 90), BinomialSampleSize(10, 90));
  EXPECT_EQ(HypergeometricSampleSize(1'000'000'000, 0, 90), 900'000'000);
  EXPECT_EQ(HypergeometricSampleSize(1'000'000'000, 1, 100), 990'000'000);
  EXPECT_LE(HypergeometricSampleSize(10'000, 1, 99), BinomialSampleSize(1, 99));
}

TEST(HypergeometricSampleSizeTest, AgreesWithTheSharedVectors) {
  const auto vectors = SharedDomainVectors();
  if (!vectors.has_value()) GTEST_SKIP() << "the shared vectors are not here";
  for (const auto& row : vectors->at("zero_deviation_sample_size").at("cases").as_array()) {
    EXPECT_EQ(HypergeometricSampleSize(row.at("population").as_int64(), 10, 90),
              row.at("n").as_int64())
        << row;
  }
}

TEST(SampleOrderTest, IsTheOrderOfTheDigests) {
  const std::vector<std::string> ids = {"p01", "p02", "p03", "p04", "p05", "p06", "p07", "c01"};
  const std::vector<std::string> expected = {"p03", "p04", "c01", "p01",
                                             "p02", "p07", "p06", "p05"};
  EXPECT_EQ(SampleOrder("2026Q1", ids), expected);
  std::vector<std::string> by_text = ids;
  std::sort(by_text.begin(), by_text.end(), [](const std::string& left, const std::string& right) {
    return ToHex(Sha256Of("2026Q1\n" + left)) < ToHex(Sha256Of("2026Q1\n" + right));
  });
  EXPECT_EQ(by_text, expected);
}

TEST(SampleOrderTest, NeitherOrderNorCompanyMatters) {
  std::vector<std::string> ids;
  for (int i = 0; i < 200; ++i) ids.push_back("p" + std::to_string(i));
  const std::vector<std::string> order = SampleOrder("seed", ids);
  std::mt19937 random(1);
  std::shuffle(ids.begin(), ids.end(), random);
  EXPECT_EQ(SampleOrder("seed", ids), order);
  EXPECT_NE(SampleOrder("other", ids), order);
  // Those who remain when some leave keep their places among each other.
  std::vector<std::string> fewer(ids.begin(), ids.begin() + 120);
  const std::vector<std::string> shorter = SampleOrder("seed", fewer);
  std::vector<std::string> kept;
  std::sort(fewer.begin(), fewer.end());
  std::copy_if(order.begin(), order.end(), std::back_inserter(kept), [&](const std::string& id) {
    return std::binary_search(fewer.begin(), fewer.end(), id);
  });
  EXPECT_EQ(shorter, kept);
  EXPECT_TRUE(SampleOrder("seed", {}).empty());
}

TEST(SampleOrderTest, AgreesWithTheSharedVectors) {
  const auto vectors = SharedDomainVectors();
  if (!vectors.has_value()) GTEST_SKIP() << "the shared vectors are not here";
  const auto& sample = vectors->at("sample_order").as_object();
  std::vector<std::string> ids;
  for (const auto& id : sample.at("ids").as_array()) ids.push_back(Text(id));
  std::vector<std::string> order;
  for (const auto& id : sample.at("order").as_array()) order.push_back(Text(id));
  EXPECT_EQ(SampleOrder(Text(sample.at("seed")), ids), order);
}

// Its definition by brute force: every draw of n of the population, counted.
TEST(HypergeometricBoundAtMostTest, IsTheDefinition) {
  for (int population = 1; population <= 9; ++population) {
    for (const int tolerable : {0, 10, 34, 50, 100}) {
      const int deviants = population * tolerable / 100 + 1;
      for (int n = 1; n <= population; ++n) {
        for (int deviations = 0; deviations <= n; ++deviations) {
          int draws = 0;
          int few = 0;
          for (unsigned drawn = 0; drawn < (1u << population); ++drawn) {
            if (__builtin_popcount(drawn) != n) continue;
            ++draws;
            const unsigned deviant_mask =
                deviants >= population ? (1u << population) - 1 : (1u << deviants) - 1;
            if (__builtin_popcount(drawn & deviant_mask) <= deviations) ++few;
          }
          for (const int confidence : {50, 90, 99}) {
            const bool expected = deviants > population || few * 100 <= (100 - confidence) * draws;
            ASSERT_EQ(HypergeometricBoundAtMost(deviations, n, population, tolerable, confidence),
                      expected)
                << deviations << "/" << n << " of " << population << ", " << tolerable << " % at "
                << confidence;
          }
        }
      }
    }
  }
}

// A sample of the planned size without a deviation is just enough.
TEST(HypergeometricBoundAtMostTest, AgreesWithTheSampleSize) {
  for (const std::int64_t population : {5, 8, 12, 20, 40, 100, 1000}) {
    const std::int64_t n = HypergeometricSampleSize(population, 10, 90);
    EXPECT_TRUE(HypergeometricBoundAtMost(0, n, population, 10, 90)) << population;
    if (n > 1) {
      EXPECT_FALSE(HypergeometricBoundAtMost(0, n - 1, population, 10, 90)) << population;
    }
  }
}

}  // namespace
}  // namespace assay
