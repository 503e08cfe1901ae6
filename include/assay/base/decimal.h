// Exact decimals, for money, points and weights. Never a double.

#ifndef ASSAY_BASE_DECIMAL_H_
#define ASSAY_BASE_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

// coefficient * 10^-scale, always in lowest form (no trailing zero after the
// point), so that equal numbers have equal members: 1.50 is {15, 1}.
class Decimal {
 public:
  static constexpr int kMaxScale = 18;

  constexpr Decimal() = default;
  static Decimal FromInteger(std::int64_t value);
  // Nothing if coefficient is beyond 64 bits after normalising or scale is not 0 to 18.
  static std::optional<Decimal> FromParts(std::int64_t coefficient, int scale);

  // The text of a JSON number (`12`, `-0.50`, `1.2e3`): exactly what it says, or
  // nothing when it needs more than 18 digits, or more than 18 after the point.
  static std::optional<Decimal> Parse(std::string_view text);

  constexpr std::int64_t coefficient() const { return coefficient_; }
  constexpr int scale() const { return scale_; }
  std::string ToString() const;  // "-0.5", "1200"; never an exponent
  double ToDouble() const;       // For people's eyes; not for comparison.

  constexpr bool operator==(const Decimal&) const = default;
  std::strong_ordering operator<=>(const Decimal& other) const;

 private:
  constexpr Decimal(std::int64_t coefficient, std::int8_t scale)
      : coefficient_(coefficient), scale_(scale) {}
  std::int64_t coefficient_ = 0;
  std::int8_t scale_ = 0;
};

// Exact, or nothing when the result does not fit.
std::optional<Decimal> Add(Decimal left, Decimal right);
std::optional<Decimal> Multiply(Decimal left, Decimal right);

// An amount of money. Amounts of different currencies are not comparable.
struct Money {
  Decimal amount;
  std::string currency;  // ISO 4217 code, e.g. "EUR".

  bool operator==(const Money&) const = default;
};

}  // namespace assay

#endif  // ASSAY_BASE_DECIMAL_H_
