#include "assay/base/fraction.h"

#include <cassert>

#include "src/base/wide_integer.h"

namespace assay {
namespace {

Int128 Magnitude(Int128 value) { return value < 0 ? -value : value; }

Int128 GreatestCommonDivisor(Int128 left, Int128 right) {
  while (right != 0) {
    const Int128 rest = left % right;
    left = right;
    right = rest;
  }
  return left;
}

struct Parts {
  std::int64_t numerator;
  std::int64_t denominator;
};

Parts LowestTerms(Int128 numerator, Int128 denominator) {
  assert(denominator != 0);
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Int128 divisor = GreatestCommonDivisor(Magnitude(numerator), denominator);
  numerator /= divisor;
  denominator /= divisor;
  assert(FitsInt64(numerator) && FitsInt64(denominator));
  return {static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

Fraction Reduced(Int128 numerator, Int128 denominator) {
  const Parts parts = LowestTerms(numerator, denominator);
  return Fraction(parts.numerator, parts.denominator);
}

}  // namespace

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) {
  const Parts parts = LowestTerms(numerator, denominator);
  numerator_ = parts.numerator;
  denominator_ = parts.denominator;
}

Fraction Fraction::FromDecimal(Decimal decimal) {
  std::int64_t denominator = 1;
  for (int i = 0; i < decimal.scale(); ++i) denominator *= 10;
  return Fraction(decimal.coefficient(), denominator);
}

Fraction Fraction::operator+(Fraction other) const {
  return Reduced(Int128{numerator_} * other.denominator_ + Int128{other.numerator_} * denominator_,
                 Int128{denominator_} * other.denominator_);
}

Fraction Fraction::operator-(Fraction other) const {
  return Reduced(Int128{numerator_} * other.denominator_ - Int128{other.numerator_} * denominator_,
                 Int128{denominator_} * other.denominator_);
}

Fraction Fraction::operator*(Fraction other) const {
  return Reduced(Int128{numerator_} * other.numerator_, Int128{denominator_} * other.denominator_);
}

Fraction Fraction::operator/(Fraction other) const {
  assert(other.numerator_ != 0);
  return Reduced(Int128{numerator_} * other.denominator_, Int128{denominator_} * other.numerator_);
}

std::strong_ordering Fraction::operator<=>(const Fraction& other) const {
  const Int128 left = Int128{numerator_} * other.denominator_;
  const Int128 right = Int128{other.numerator_} * denominator_;
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::string Fraction::ToString() const {
  return std::to_string(numerator_) + "/" + std::to_string(denominator_);
}

std::string Fraction::ToFixed2() const {
  // Rounded on the magnitude, so that both signs round away from zero. Split into whole and rest
  // before scaling: hundred times the numerator need not be printed through 64 bits.
  const Int128 magnitude = Magnitude(numerator_);
  const Int128 hundredths = (magnitude * 200 + denominator_) / (Int128{denominator_} * 2);
  const auto whole = static_cast<std::uint64_t>(hundredths / 100);
  const auto rest = static_cast<int>(hundredths % 100);
  std::string text = numerator_ < 0 && hundredths != 0 ? "-" : "";
  text.append(std::to_string(whole)).push_back('.');
  text.push_back(static_cast<char>('0' + rest / 10));
  text.push_back(static_cast<char>('0' + rest % 10));
  return text;
}

}  // namespace assay
