#include "assay/base/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "src/base/wide_integer.h"

namespace assay {
namespace {

constexpr std::array<std::int64_t, Decimal::kMaxScale + 1> PowersOfTen() {
  std::array<std::int64_t, Decimal::kMaxScale + 1> powers{};
  std::int64_t power = 1;
  for (std::int64_t& entry : powers) {
    entry = power;
    if (power <= std::numeric_limits<std::int64_t>::max() / 10) power *= 10;
  }
  return powers;
}

constexpr auto kPowersOfTen = PowersOfTen();

Int128 PowerOfTen(int exponent) { return kPowersOfTen[static_cast<std::size_t>(exponent)]; }

// Brings coefficient * 10^-scale to lowest form; nothing when it does not fit then.
std::optional<Decimal> Normalised(Int128 coefficient, int scale) {
  if (coefficient == 0) scale = 0;
  while (scale > 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    --scale;
  }
  if (!FitsInt64(coefficient) || scale > Decimal::kMaxScale) return std::nullopt;
  return Decimal::FromParts(static_cast<std::int64_t>(coefficient), scale);
}

// The pieces of a JSON number: sign, digits without the point, power of ten.
struct NumberText {
  bool negative = false;
  std::string digits;         // Integer and fraction, one after the other.
  std::int64_t exponent = 0;  // value = digits * 10^exponent
};

std::string_view TakeDigits(std::string_view* rest) {
  const std::size_t count = std::min(rest->find_first_not_of("0123456789"), rest->size());
  const std::string_view digits = rest->substr(0, count);
  rest->remove_prefix(count);
  return digits;
}

bool Take(char c, std::string_view* rest) {
  if (rest->empty() || rest->front() != c) return false;
  rest->remove_prefix(1);
  return true;
}

// The number after `e`; nothing if there is none. Exponents beyond a million are held there:
// what they stand for is zero or does not fit, however long they are.
std::optional<std::int64_t> TakeExponent(std::string_view* rest) {
  const bool negative = Take('-', rest);
  if (!negative) Take('+', rest);
  const std::string_view digits = TakeDigits(rest);
  if (digits.empty()) return std::nullopt;
  constexpr std::int64_t kFarEnough = 1'000'000;
  std::int64_t value = 0;
  for (const char c : digits) value = std::min<std::int64_t>(value * 10 + (c - '0'), kFarEnough);
  return negative ? -value : value;
}

std::optional<NumberText> Split(std::string_view text) {
  // Longer than any text that could fit, unless padded to be a nuisance.
  constexpr std::size_t kLongest = 4096;
  if (text.size() > kLongest) return std::nullopt;
  NumberText number;
  number.negative = Take('-', &text);
  const std::string_view whole = TakeDigits(&text);
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  number.digits = whole;
  if (Take('.', &text)) {
    const std::string_view fraction = TakeDigits(&text);
    if (fraction.empty()) return std::nullopt;
    number.digits.append(fraction);
    number.exponent = -static_cast<std::int64_t>(fraction.size());
  }
  if (Take('e', &text) || Take('E', &text)) {
    const std::optional<std::int64_t> exponent = TakeExponent(&text);
    if (!exponent.has_value()) return std::nullopt;
    number.exponent += *exponent;
  }
  if (!text.empty()) return std::nullopt;
  return number;
}

}  // namespace

Decimal Decimal::FromInteger(std::int64_t value) { return Decimal(value, 0); }

std::optional<Decimal> Decimal::FromParts(std::int64_t coefficient, int scale) {
  if (scale < 0 || scale > kMaxScale) return std::nullopt;
  if (coefficient == 0) scale = 0;
  while (scale > 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    --scale;
  }
  return Decimal(coefficient, static_cast<std::int8_t>(scale));
}

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  std::optional<NumberText> number = Split(text);
  if (!number.has_value()) return std::nullopt;
  std::string_view digits = number->digits;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return Decimal();
  const std::size_t significant = digits.find_last_not_of('0') + 1;
  std::int64_t exponent = number->exponent + static_cast<std::int64_t>(digits.size() - significant);
  digits = digits.substr(0, significant);

  constexpr std::int64_t kMostDigits = 18;
  const auto count = static_cast<std::int64_t>(significant);
  if (count > kMostDigits || exponent < -kMaxScale || exponent > kMostDigits - count) {
    return std::nullopt;
  }
  std::int64_t coefficient = 0;
  for (const char c : digits) coefficient = coefficient * 10 + (c - '0');
  for (; exponent > 0; --exponent) coefficient *= 10;
  if (number->negative) coefficient = -coefficient;
  return Decimal(coefficient, static_cast<std::int8_t>(-exponent));
}

std::string Decimal::ToString() const {
  std::string text = std::to_string(coefficient_);
  if (scale_ == 0) return text;
  const std::size_t sign = coefficient_ < 0 ? 1 : 0;
  const auto places = static_cast<std::size_t>(scale_);
  const std::size_t digits = text.size() - sign;
  if (digits <= places) text.insert(sign, places + 1 - digits, '0');
  text.insert(text.size() - places, 1, '.');
  return text;
}

double Decimal::ToDouble() const {
  // Through the text, because from_chars rounds once and a division would round twice.
  const std::string text = ToString();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  // At most 2^63 * 10^18, well inside 128 bits.
  const Int128 left = Int128{coefficient_} * PowerOfTen(other.scale_);
  const Int128 right = Int128{other.coefficient_} * PowerOfTen(scale_);
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::optional<Decimal> Add(Decimal left, Decimal right) {
  const int scale = std::max(left.scale(), right.scale());
  const Int128 sum = Int128{left.coefficient()} * PowerOfTen(scale - left.scale()) +
                     Int128{right.coefficient()} * PowerOfTen(scale - right.scale());
  return Normalised(sum, scale);
}

std::optional<Decimal> Multiply(Decimal left, Decimal right) {
  return Normalised(Int128{left.coefficient()} * right.coefficient(), left.scale() + right.scale());
}

}  // namespace assay
