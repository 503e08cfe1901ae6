#include "src/expr/literal.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::uint64_t kSmallestIntMagnitude = std::uint64_t{1} << 63;

// Whether a number that no double holds is too small for one (and so is zero) rather than too
// large: whether its first digit that is not 0 stands behind the point, all told.
bool IsTooSmall(std::string_view digits) {
  const std::size_t exponent_mark = digits.find_first_of("eE");
  std::int64_t exponent = 0;
  if (exponent_mark != std::string_view::npos) {
    std::string_view written = digits.substr(exponent_mark + 1);
    if (written[0] == '-') return true;  // So many digits that this is wrong are beyond any limit.
    if (written[0] == '+') written.remove_prefix(1);
    std::from_chars(written.data(), written.data() + written.size(), exponent);
    if (exponent == 0 && written.find_first_not_of('0') != std::string_view::npos) return false;
  }
  const std::string_view number = digits.substr(0, exponent_mark);
  const std::size_t first = number.find_first_of("123456789");
  const std::size_t point = std::min(number.find('.'), number.size());
  return static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + exponent <= 0;
}

std::optional<Constant> DoubleConstant(std::string_view digits, bool negative) {
  double value = 0;
  const auto [rest, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault == std::errc::result_out_of_range) {
    if (!IsTooSmall(digits)) return std::nullopt;
    value = 0;
  } else if (fault != std::errc() || rest != digits.data() + digits.size()) {
    return std::nullopt;
  }
  return Constant(negative ? -value : value);
}

// Nothing if it does not fit.
std::optional<Constant> WholeConstant(std::string_view digits, bool is_unsigned, bool negative) {
  const bool is_hex = digits.substr(0, 2) == "0x";
  if (is_hex) digits.remove_prefix(2);
  std::uint64_t value = 0;
  const auto [rest, fault] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, is_hex ? 16 : 10);
  if (fault != std::errc() || rest != digits.data() + digits.size()) return std::nullopt;
  if (is_unsigned) return negative ? std::nullopt : std::optional<Constant>(value);
  if (value > kSmallestIntMagnitude - (negative ? 0 : 1)) return std::nullopt;
  // Negated as unsigned, where the smallest int is no special case.
  return Constant(static_cast<std::int64_t>(negative ? 0 - value : value));
}

// Reads the escapes of one literal.
class Unescaper {
 public:
  Unescaper(std::string_view text, std::size_t begin, std::size_t end, bool is_bytes,
            SyntaxFaults* faults)
      : text_(text), at_(begin), end_(end), is_bytes_(is_bytes), faults_(faults) {}

  std::optional<std::string> Run() {
    std::string result;
    while (at_ < end_) {
      if (text_[at_] == '\\') {
        Escape(&result);
      } else {
        result.push_back(text_[at_++]);
      }
    }
    if (is_faulty_) return std::nullopt;
    return result;
  }

 private:
  void Escape(std::string* out);
  void Number(std::size_t begin, std::size_t digits, int base, std::string* out);
  void Fault(std::size_t begin, std::string message, std::string hint);

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  bool is_bytes_;
  bool is_faulty_ = false;
  SyntaxFaults* faults_;
};

void Unescaper::Escape(std::string* out) {
  const std::size_t begin = at_;
  const char c = at_ + 1 < end_ ? text_[at_ + 1] : '\0';
  at_ += 2;
  switch (c) {
    case 'a': out->push_back('\a'); return;
    case 'b': out->push_back('\b'); return;
    case 'f': out->push_back('\f'); return;
    case 'n': out->push_back('\n'); return;
    case 'r': out->push_back('\r'); return;
    case 't': out->push_back('\t'); return;
    case 'v': out->push_back('\v'); return;
    case '\\': case '?': case '"': case '\'': case '`': out->push_back(c); return;
    case 'x': case 'X': Number(begin, 2, 16, out); return;
    case '0': case '1': case '2': case '3':
      --at_;  // The digit is the first of the number.
      Number(begin, 3, 8, out);
      return;
    case 'u': case 'U':
      if (is_bytes_) {
        Fault(begin, absl::StrCat("`\\", std::string(1, c), "` has no meaning in bytes"),
              "write each byte of its UTF-8 as \\x and two digits");
        return;
      }
      Number(begin, c == 'u' ? 4 : 8, 16, out);
      return;
    default: break;
  }
  at_ = begin + 1;
  if (at_ < end_) at_ += DecodeUtf8(text_.substr(at_)).bytes;
  Fault(begin, absl::StrCat("`", std::string(text_.substr(begin, at_ - begin)), "` is no escape"),
        "for a backslash write `\\\\`, or a raw text: r'\\d'");
}

void Unescaper::Number(std::size_t begin, std::size_t digits, int base, std::string* out) {
  std::uint32_t value = 0;
  const char* first = text_.data() + at_;
  const char* last = text_.data() + std::min(at_ + digits, end_);
  const auto [rest, fault] = std::from_chars(first, last, value, base);
  const bool is_complete =
      fault == std::errc() && static_cast<std::size_t>(rest - first) == digits;
  at_ += fault == std::errc() ? static_cast<std::size_t>(rest - first) : 0;
  const std::string written(text_.substr(begin, at_ - begin));
  if (!is_complete) {
    Fault(begin, absl::StrCat("`", written, "` is not a complete escape"),
          absl::StrCat("it takes ", digits, base == 8 ? " octal digits" : " hexadecimal digits"));
    return;
  }
  if (is_bytes_) {
    out->push_back(static_cast<char>(value));  // Two hexadecimal or three octal digits: below 256.
    return;
  }
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (is_surrogate || value > 0x10FFFF) {
    Fault(begin, absl::StrCat("`", written, "` is not a character"),
          is_surrogate ? "write the character itself, or \\U and its eight digits"
                       : "the last character is \\U0010FFFF");
    return;
  }
  AppendUtf8(value, out);
}

void Unescaper::Fault(std::size_t begin, std::string message, std::string hint) {
  is_faulty_ = true;
  faults_->Error({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)},
                 "expr.string", std::move(message), std::move(hint));
}

}  // namespace

std::optional<Constant> NumberConstant(std::string_view digits, bool negative, Span place,
                                       SyntaxFaults* faults) {
  const std::string written = (negative ? "-" : "") + std::string(digits);
  const bool is_unsigned = digits.back() == 'u' || digits.back() == 'U';
  if (is_unsigned) digits.remove_suffix(1);
  const bool is_hex = digits.substr(0, 2) == "0x";
  const bool is_double = !is_hex && digits.find_first_of(".eE") != std::string_view::npos;
  if (is_double && is_unsigned) {
    faults->Error(place, "expr.number", absl::StrCat("`", written, "` is not a number"),
                  "an unsigned number is whole");
    return std::nullopt;
  }
  if (is_unsigned && negative) {
    faults->Error(place, "expr.number", absl::StrCat("`", written, "` is below zero"),
                  "an unsigned number is not; leave out the `u`");
    return std::nullopt;
  }
  std::optional<Constant> value = is_double ? DoubleConstant(digits, negative)
                                            : WholeConstant(digits, is_unsigned, negative);
  if (!value.has_value()) {
    const char* range = is_double     ? "the largest double is 1.797693134862315708e308"
                        : is_unsigned ? "the largest uint is 18446744073709551615u"
                                      : "an int lies between -9223372036854775808 and "
                                        "9223372036854775807";
    faults->Error(place, "expr.number", absl::StrCat("`", written, "` is out of range"), range);
  }
  return value;
}

std::optional<Constant> StringConstant(std::string_view text, Span span, SyntaxFaults* faults) {
  bool is_bytes = false;
  bool is_raw = false;
  std::size_t begin = span.begin;
  for (; text[begin] != '\'' && text[begin] != '"'; ++begin) {
    is_bytes = is_bytes || text[begin] == 'b' || text[begin] == 'B';
    is_raw = is_raw || text[begin] == 'r' || text[begin] == 'R';
  }
  const char quote = text[begin];
  const bool triple = span.end - begin >= 6 && text[begin + 1] == quote && text[begin + 2] == quote;
  const std::size_t quotes = triple ? 3 : 1;
  begin += quotes;
  const std::size_t end = span.end - quotes;
  std::string value(text.substr(begin, end - begin));
  if (!is_raw) {
    std::optional<std::string> unescaped =
        Unescaper(text, begin, end, is_bytes, faults).Run();
    if (!unescaped.has_value()) return std::nullopt;
    value = *std::move(unescaped);
  }
  if (is_bytes) return Constant(BytesConstant{std::move(value)});
  return Constant(std::move(value));
}

}  // namespace assay
