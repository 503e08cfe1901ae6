// Exact fractions, for scores: computed once from integers, printed once.

#ifndef ASSAY_BASE_FRACTION_H_
#define ASSAY_BASE_FRACTION_H_

#include <compare>
#include <cstdint>
#include <string>

#include "assay/base/decimal.h"

namespace assay {

// A rational in lowest terms with a positive denominator. Arithmetic is exact;
// a result beyond 64 bits is a fault of the caller, who must bound his inputs
// (packs do: weights and points have at most four digits after the point).
class Fraction {
 public:
  constexpr Fraction() = default;  // 0/1
  // `denominator` must not be zero.
  Fraction(std::int64_t numerator, std::int64_t denominator);
  static Fraction FromDecimal(Decimal decimal);

  constexpr std::int64_t numerator() const { return numerator_; }
  constexpr std::int64_t denominator() const { return denominator_; }

  Fraction operator+(Fraction other) const;
  Fraction operator-(Fraction other) const;
  Fraction operator*(Fraction other) const;
  Fraction operator/(Fraction other) const;  // `other` must not be zero

  constexpr bool operator==(const Fraction&) const = default;
  std::strong_ordering operator<=>(const Fraction& other) const;

  std::string ToString() const;  // "191/2"; "0/1" for zero
  // With two decimals, halves away from zero: 191/2 is "95.50", 655/8 is "81.88".
  std::string ToFixed2() const;

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

}  // namespace assay

#endif  // ASSAY_BASE_FRACTION_H_
