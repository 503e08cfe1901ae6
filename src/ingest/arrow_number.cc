#include "src/ingest/arrow_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "src/base/wide_integer.h"

namespace assay {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMillisPerDay = 86'400'000;
constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kEighteenNines = 999'999'999'999'999'999;  // As many digits as JSON may have.

// IEEE 754 binary16.
double HalfAt(const ArrowCells& cells, std::int64_t cell) {
  const auto bits = cells.At<std::uint16_t>(cell);
  const int exponent = bits >> 10 & 0x1f;
  const int fraction = bits & 0x3ff;
  double value = 0;
  if (exponent == 0x1f) {
    value = fraction == 0 ? HUGE_VAL : std::nan("");
  } else if (exponent == 0) {
    value = std::ldexp(fraction, -24);
  } else {
    value = std::ldexp(fraction + 0x400, exponent - 25);
  }
  return (bits & 0x8000) != 0 ? -value : value;
}

double FloatAt(const ArrowCells& cells, std::int64_t cell) {
  if (cells.type->width == 2) return HalfAt(cells, cell);
  if (cells.type->width == 4) return cells.At<float>(cell);
  return cells.At<double>(cell);
}

std::string TextOf(double value) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  return {digits, end};
}

// The coefficient of a decimal as it is, for messages: up to 256 bits of two's complement.
std::string DigitsAt(const ArrowCells& cells, std::int64_t cell) {
  const std::int64_t width = cells.type->width;
  const unsigned char* at = cells.values + (cells.offset + cell) * width;
  const bool is_negative = (at[width - 1] & 0x80) != 0;
  std::array<std::uint32_t, 8> limbs;  // The lowest first.
  limbs.fill(is_negative ? ~std::uint32_t{0} : 0);
  std::memcpy(limbs.data(), at, static_cast<std::size_t>(width));
  if (is_negative) {
    std::uint64_t carry = 1;
    for (std::uint32_t& limb : limbs) {
      carry += static_cast<std::uint32_t>(~limb);
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  std::string digits;
  const auto is_zero = [](std::uint32_t limb) { return limb == 0; };
  do {
    std::uint64_t rest = 0;
    for (auto limb = limbs.rbegin(); limb != limbs.rend(); ++limb) {
      rest = rest << 32 | *limb;
      *limb = static_cast<std::uint32_t>(rest / 10);
      rest %= 10;
    }
    digits.push_back(static_cast<char>('0' + rest));
  } while (!std::all_of(limbs.begin(), limbs.end(), is_zero));
  if (is_negative) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

// The coefficient of a decimal; false if it is beyond 128 bits.
bool CoefficientAt(const ArrowCells& cells, std::int64_t cell, Int128* coefficient) {
  const auto low_high = [&](const unsigned char* from) {
    std::uint64_t low = 0;
    std::int64_t high = 0;
    std::memcpy(&low, from, 8);
    std::memcpy(&high, from + 8, 8);
    return static_cast<Int128>(high) * (Int128{1} << 64) + static_cast<Int128>(low);
  };
  switch (cells.type->width) {
    case 4:
      *coefficient = cells.At<std::int32_t>(cell);
      return true;
    case 8:
      *coefficient = cells.At<std::int64_t>(cell);
      return true;
    default: {
      const unsigned char* at =
          cells.values + (cells.offset + cell) * std::int64_t{cells.type->width};
      *coefficient = low_high(at);
      if (cells.type->width == 16) return true;
      const Int128 upper = low_high(at + 16);
      return *coefficient < 0 ? upper == -1 : upper == 0;
    }
  }
}

ValueFault BadNumber(const std::string& number, std::string_view what, std::string_view hint) {
  return {"facts.bad-number", absl::StrCat("`", number, "` ", std::string(what)), std::string(hint)};
}

ValueFault NotExact(const std::string& number) {
  return BadNumber(number, "is not an exact number",
                   "at most 18 digits, at most 18 of them after the point");
}

// coefficient * 10^-scale in lowest form, within what a decimal may have.
std::optional<Decimal> ExactDecimal(Int128 coefficient, int scale) {
  if (coefficient == 0) return Decimal();
  while (scale > 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    --scale;
  }
  for (; scale < 0; ++scale) {
    if (coefficient > kEighteenNines || coefficient < -kEighteenNines) return std::nullopt;
    coefficient *= 10;
  }
  if (coefficient > kEighteenNines || coefficient < -kEighteenNines) return std::nullopt;
  return Decimal::FromParts(static_cast<std::int64_t>(coefficient), scale);
}

// A double is m * 2^-k, which is m * 5^k / 10^k.
std::optional<Decimal> ExactDecimal(double value) {
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  auto mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  int scale = 53 - exponent;
  while (scale > 0 && mantissa % 2 == 0 && mantissa != 0) {
    mantissa /= 2;
    --scale;
  }
  if (mantissa == 0) return Decimal();
  if (scale > Decimal::kMaxScale || scale < -63) return std::nullopt;
  Int128 coefficient = mantissa;
  for (int i = 0; i < scale; ++i) coefficient *= 5;
  if (scale < 0) {
    coefficient = static_cast<Int128>(mantissa) * (Int128{1} << -scale);
    scale = 0;
  }
  return ExactDecimal(coefficient, scale);
}

std::optional<ValueFault> NotFinite(double value) {
  if (std::isfinite(value)) return std::nullopt;
  return BadNumber(TextOf(value), "is not a number", "leave out what is not known: null");
}

// The quotient, rounded down.
std::int64_t FloorDivide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

std::optional<WhenValue> DayOf(std::int64_t days, ValueFault* fault) {
  if (days < kFirstDay || days > kLastDay) {
    *fault = {"facts.bad-date", absl::StrCat("day ", days, " since 1970 is not of the years 1 to 9999"),
              ""};
    return std::nullopt;
  }
  return WhenValue{.date = Date::FromDays(static_cast<std::int32_t>(days))};
}

std::optional<WhenValue> InstantOf(std::int64_t ticks, std::int64_t per_second, ValueFault* fault) {
  Int128 micros = ticks;
  if (per_second > kMicrosPerSecond) {
    const std::int64_t per_micro = per_second / kMicrosPerSecond;
    if (ticks % per_micro != 0) {
      *fault = {"facts.bad-date", absl::StrCat("instant ", ticks, " ns is finer than a microsecond"),
                "round it to microseconds"};
      return std::nullopt;
    }
    micros /= per_micro;
  } else {
    micros *= kMicrosPerSecond / per_second;
  }
  if (micros < kFirstInstant.micros_since_epoch() || micros > kLastInstant.micros_since_epoch()) {
    *fault = {"facts.bad-date", absl::StrCat("instant ", ticks, " is not of the years 1 to 9999"), ""};
    return std::nullopt;
  }
  return WhenValue{.instant = Instant::FromMicros(static_cast<std::int64_t>(micros))};
}

// A clock on a wall: a day if it shows midnight.
std::optional<WhenValue> WallTimeOf(std::int64_t ticks, std::int64_t per_second,
                                    ValueFault* fault) {
  const std::int64_t per_day = per_second * kSecondsPerDay;
  const std::int64_t days = FloorDivide(ticks, per_day);
  if (ticks % per_day == 0) return DayOf(days, fault);
  *fault = {"arrow.no-zone", "a timestamp without a zone says neither a day nor an instant",
            "give the column its zone, or cast it to date32"};
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> WholeNumberAt(const ArrowCells& cells, std::int64_t cell,
                                          ValueFault* fault) {
  std::int64_t number = 0;
  if (cells.type->kind == ArrowKind::kInt) {
    if (IntAt(cells, cell, &number)) return number;
    *fault = BadNumber(std::to_string(cells.At<std::uint64_t>(cell)), "is beyond 64 bits", "");
    return std::nullopt;
  }
  if (cells.type->kind == ArrowKind::kFloat) {
    const double value = FloatAt(cells, cell);
    if (std::optional<ValueFault> not_finite = NotFinite(value)) {
      *fault = *std::move(not_finite);
    } else if (value != std::trunc(value)) {
      *fault = BadNumber(TextOf(value), "is not a whole number", "");
    } else if (value < -0x1p63 || value >= 0x1p63) {
      *fault = BadNumber(TextOf(value), "is beyond 64 bits", "");
    } else {
      return static_cast<std::int64_t>(value);
    }
    return std::nullopt;
  }
  Int128 coefficient = 0;
  int scale = cells.type->scale;
  bool fits = CoefficientAt(cells, cell, &coefficient);
  for (; fits && scale > 0 && coefficient % 10 == 0 && coefficient != 0; --scale) coefficient /= 10;
  if (coefficient == 0) scale = 0;
  for (; fits && scale < 0; ++scale) {
    fits = FitsInt64(coefficient);
    if (fits) coefficient *= 10;
  }
  if (!fits || !FitsInt64(coefficient)) {
    *fault = {"facts.bad-number", "the number is beyond 64 bits", ""};
  } else if (scale > 0) {
    *fault = {"facts.bad-number",
              absl::StrCat("`", static_cast<std::int64_t>(coefficient), "` with ", scale,
                           " digits behind the point is not a whole number"),
              ""};
  } else {
    return static_cast<std::int64_t>(coefficient);
  }
  return std::nullopt;
}

std::optional<Decimal> DecimalAt(const ArrowCells& cells, std::int64_t cell, ValueFault* fault) {
  std::optional<Decimal> number;
  if (cells.type->kind == ArrowKind::kInt) {
    std::int64_t whole = 0;
    if (IntAt(cells, cell, &whole)) number = ExactDecimal(Int128{whole}, 0);
    if (!number) {
      *fault = NotExact(cells.type->is_signed ? std::to_string(cells.At<std::int64_t>(cell))
                                              : std::to_string(cells.At<std::uint64_t>(cell)));
    }
    return number;
  }
  if (cells.type->kind == ArrowKind::kFloat) {
    const double value = FloatAt(cells, cell);
    if (std::optional<ValueFault> not_finite = NotFinite(value)) {
      *fault = *std::move(not_finite);
      return std::nullopt;
    }
    number = ExactDecimal(value);
    if (!number) {
      *fault = BadNumber(TextOf(value), "as a binary float is no decimal of 18 digits",
                         "send it as decimal128, or as text");
    }
    return number;
  }
  Int128 coefficient = 0;
  if (CoefficientAt(cells, cell, &coefficient)) {
    number = ExactDecimal(coefficient, cells.type->scale);
  }
  if (!number) {
    const int scale = cells.type->scale;
    *fault = NotExact(DigitsAt(cells, cell) + (scale == 0 ? "" : absl::StrCat("e", -scale)));
  }
  return number;
}

std::optional<WhenValue> WhenAt(const ArrowCells& cells, std::int64_t cell, ValueFault* fault) {
  if (cells.type->kind == ArrowKind::kDate32) return DayOf(cells.At<std::int32_t>(cell), fault);
  const auto ticks = cells.At<std::int64_t>(cell);
  if (cells.type->kind == ArrowKind::kTimestamp) {
    return cells.type->has_zone ? InstantOf(ticks, cells.type->per_second, fault)
                                : WallTimeOf(ticks, cells.type->per_second, fault);
  }
  if (ticks % kMillisPerDay == 0) return DayOf(ticks / kMillisPerDay, fault);
  *fault = {"facts.bad-date", absl::StrCat("date64 ", ticks, " is not a whole day"), ""};
  return std::nullopt;
}

}  // namespace assay
