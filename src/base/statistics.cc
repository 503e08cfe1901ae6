#include "src/base/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

#include "assay/base/digest.h"

namespace assay {
namespace {

using boost::multiprecision::cpp_int;

[[maybe_unused]] bool IsPercentage(int percent) { return percent >= 0 && percent <= 100; }

// The logarithm of "n choose k". Not from lgamma, which writes a global.
double LogChoose(std::int64_t n, std::int64_t k) {
  double log = 0;
  for (std::int64_t i = 0; i < k; ++i) {
    log += std::log(static_cast<double>(n - i) / static_cast<double>(k - i));
  }
  return log;
}

// "n choose k", exactly.
cpp_int Choose(std::int64_t n, std::int64_t k) {
  cpp_int ways = 1;
  k = std::min(k, n - k);
  for (std::int64_t i = 1; i <= k; ++i) ways = ways * (n - k + i) / i;
  return ways;
}

// The continued fraction of the incomplete beta function, by Lentz's method.
//
// Source: NIST Digital Library of Mathematical Functions, 8.17.22.
double BetaFraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;
  constexpr int kMostSteps = 100'000;
  const auto nonzero = [](double value) { return std::fabs(value) < kTiny ? kTiny : value; };
  double c = 1;
  double d = 1 / nonzero(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int step = 1; step <= kMostSteps; ++step) {
    const double m = step;
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonzero(1 + even * d);
    c = nonzero(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonzero(1 + odd * d);
    c = nonzero(1 + odd / c);
    fraction *= d * c;
    if (std::fabs(d * c - 1) < std::numeric_limits<double>::epsilon()) break;
  }
  return fraction;
}

// P(X <= k) of n draws that each deviate with probability p: the regularised incomplete beta
// function I_q(n - k, k + 1).
double BinomialTail(double log_choose, std::int64_t k, std::int64_t n, double p) {
  const double a = static_cast<double>(n - k);
  const double b = static_cast<double>(k + 1);
  const double q = 1 - p;
  const double front = std::exp(log_choose + a * std::log1p(-p) + b * std::log(p));
  // The fraction converges fast on its own side of the mean only.
  if (q < (a + 1) / (a + b + 2)) return front * BetaFraction(a, b, q);
  return 1 - front * a / b * BetaFraction(b, a, p);
}

// Whether n draws of a population with `deviants` find none with a probability of at most
// 1 - confidence.
bool DrawsSuffice(std::int64_t n, std::int64_t population, std::int64_t deviants,
                  int confidence_pct) {
  // Which n are drawn and which `deviants` deviate are alike: the shorter product says the same.
  const std::int64_t steps = std::min(n, deviants);
  const std::int64_t others = population - std::max(n, deviants);
  cpp_int numerator = 100;
  cpp_int denominator = 100 - confidence_pct;
  for (std::int64_t i = 0; i < steps; ++i) {
    numerator *= std::max<std::int64_t>(others - i, 0);
    denominator *= population - i;
  }
  return numerator <= denominator;
}

}  // namespace

double ClopperPearsonUpper(std::int64_t deviations, std::int64_t n, double confidence) {
  assert(n > 0 && deviations >= 0 && confidence > 0 && confidence < 1);
  if (deviations >= n) return 1;
  const double log_choose = LogChoose(n, deviations);
  const double wanted = 1 - confidence;
  double low = 0;
  double high = 1;
  for (int step = 0; step < 100; ++step) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    if (BinomialTail(log_choose, deviations, n, middle) > wanted) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

bool BoundAtMost(std::int64_t deviations, std::int64_t n, int tolerable_pct, int confidence_pct) {
  assert(n > 0 && deviations >= 0);
  assert(IsPercentage(tolerable_pct) && IsPercentage(confidence_pct));
  if (tolerable_pct == 100) return true;
  if (deviations >= n) return false;
  // With tolerable = t / h in lowest terms: 100 * sum of C(n, k) t^k (h - t)^(n - k) for k up to
  // `deviations`, against (100 - confidence) * h^n.
  const int divisor = std::gcd(tolerable_pct, 100);
  const int t = tolerable_pct / divisor;
  const int h = 100 / divisor;
  const cpp_int limit =
      boost::multiprecision::pow(cpp_int(h), static_cast<unsigned>(n)) * (100 - confidence_pct);
  cpp_int term = boost::multiprecision::pow(cpp_int(h - t), static_cast<unsigned>(n)) * 100;
  cpp_int sum = term;
  for (std::int64_t k = 0; k < deviations && sum <= limit; ++k) {
    // Divisible: what remains is the next term, an integer.
    term *= (n - k) * t;
    term /= (k + 1) * (h - t);
    sum += term;
  }
  return sum <= limit;
}

std::int64_t BinomialSampleSize(int tolerable_pct, int confidence_pct) {
  assert(IsPercentage(tolerable_pct) && IsPercentage(confidence_pct));
  if (tolerable_pct == 100) return 1;
  if (tolerable_pct == 0 || confidence_pct == 100) return 0;
  cpp_int none_found = 100;              // 100 * (100 - tolerable)^n
  cpp_int limit = 100 - confidence_pct;  // (100 - confidence) * 100^n
  std::int64_t n = 0;
  do {
    none_found *= 100 - tolerable_pct;
    limit *= 100;
    ++n;
  } while (none_found > limit);
  return n;
}

std::int64_t HypergeometricSampleSize(std::int64_t population, int tolerable_pct,
                                      int confidence_pct) {
  assert(population >= 0 && IsPercentage(tolerable_pct) && IsPercentage(confidence_pct));
  if (population == 0) return 0;
  if (tolerable_pct == 100) return 1;
  const std::int64_t deviants =
      population / 100 * tolerable_pct + population % 100 * tolerable_pct / 100 + 1;
  // So many draws leave no room for the deviants. Only that is certainty; short of it, drawing
  // without replacement never needs more than drawing with it.
  std::int64_t most = population - deviants + 1;
  if (confidence_pct == 100) return most;
  const std::int64_t binomial = BinomialSampleSize(tolerable_pct, confidence_pct);
  if (binomial > 0) most = std::min(most, binomial);
  std::int64_t least = 1;
  while (least < most) {
    const std::int64_t middle = least + (most - least) / 2;
    if (DrawsSuffice(middle, population, deviants, confidence_pct)) {
      most = middle;
    } else {
      least = middle + 1;
    }
  }
  return least;
}

bool HypergeometricBoundAtMost(std::int64_t deviations, std::int64_t n, std::int64_t population,
                               int tolerable_pct, int confidence_pct) {
  assert(n > 0 && n <= population && IsPercentage(tolerable_pct) && IsPercentage(confidence_pct));
  const std::int64_t deviants =
      population / 100 * tolerable_pct + population % 100 * tolerable_pct / 100 + 1;
  if (deviants > population) return true;  // More than everybody may deviate.
  // The ways to draw k deviants and n - k others, from the fewest k there can be upwards.
  const std::int64_t others = population - deviants;
  const std::int64_t fewest = std::max<std::int64_t>(0, n - others);
  const std::int64_t most = std::min(deviations, std::min(n, deviants));
  cpp_int ways = 0;
  cpp_int few = 1;
  for (std::int64_t k = fewest; k <= most; ++k) {
    if (k == fewest) {
      few = Choose(deviants, k) * Choose(others, n - k);
    } else {
      few = few * (deviants - k + 1) * (n - k + 1) / (cpp_int(k) * (others - n + k));
    }
    ways += few;
  }
  return ways * 100 <= cpp_int(100 - confidence_pct) * Choose(population, n);
}

std::vector<std::string> SampleOrder(const std::string& seed, std::vector<std::string> ids) {
  std::vector<std::pair<Sha256, std::string>> drawn;
  drawn.reserve(ids.size());
  for (std::string& id : ids) {
    const Sha256 digest = Sha256Of(seed + "\n" + id);
    drawn.emplace_back(digest, std::move(id));
  }
  std::sort(drawn.begin(), drawn.end());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = std::move(drawn[i].second);
  return ids;
}

}  // namespace assay
