#include "src/expr/format_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "assay/expr/evaluate.h"
#include "src/base/utf8.h"
#include "src/expr/budget.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

constexpr std::string_view kVerbs = "sdfexXob";
constexpr int kMostDigits = 1000;      // Of a precision.
constexpr int kMostDoubleDigits = 330;  // Before the point, with room for the sign.

std::string WithBase(std::uint64_t magnitude, bool negative, int base) {
  char buffer[72];
  const auto [end, fault] = std::to_chars(buffer, buffer + sizeof buffer, magnitude, base);
  std::string text = negative ? "-" : "";
  return text.append(buffer, fault == std::errc() ? end : buffer);
}

std::string IntWithBase(std::int64_t value, int base) {
  const auto bits = static_cast<std::uint64_t>(value);
  return WithBase(value < 0 ? 0 - bits : bits, value < 0, base);
}

std::string NotFinite(double value) {
  if (std::isnan(value)) return "NaN";
  return value < 0 ? "-Infinity" : "Infinity";
}

// Rounded half to even, of the exact value of the double.
std::string RoundedDouble(double value, std::chars_format form, int precision) {
  if (!std::isfinite(value)) return NotFinite(value);
  std::string buffer(static_cast<std::size_t>(kMostDoubleDigits + precision), '\0');
  const auto [end, fault] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, form, precision);
  buffer.resize(fault == std::errc() ? static_cast<std::size_t>(end - buffer.data()) : 0);
  return buffer;
}

std::string ShortestDouble(double value) {
  if (!std::isfinite(value)) return NotFinite(value);
  char buffer[2 * kMostDoubleDigits + 40];
  const auto [end, fault] =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return std::string(buffer, fault == std::errc() ? end : buffer);
}

std::string HexOf(std::string_view bytes, bool upper) {
  const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.append(1, digits[byte >> 4]).append(1, digits[byte & 0xF]);
  }
  return text;
}

std::string KindName(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull: return "null_type";
    case ValueKind::kBool: return "bool";
    case ValueKind::kInt: return "int";
    case ValueKind::kUint: return "uint";
    case ValueKind::kDouble: return "double";
    case ValueKind::kString: return "string";
    case ValueKind::kBytes: return "bytes";
    case ValueKind::kList: return "list";
    case ValueKind::kMap: return "map";
    case ValueKind::kOptional: return "optional";
    case ValueKind::kRecord: return "record";
    default: return "value of another type";
  }
}

Value Refusal(std::string_view what, const Value& value) {
  return Value::Error(ErrorCode::kInvalidArgument,
                      absl::StrCat("error during formatting: ", std::string(what), ", was given ",
                                   KindName(value)));
}

// Fills the places of one pattern.
class Formatter {
 public:
  explicit Formatter(const CallContext& context) : facts_(context.facts) {}

  // The text of `value` in a place for `verb`, or an error. `value` is no error.
  Value Show(const FormatPiece& place, const Value& value);

 private:
  Value Text(const Value& value);
  Value ListText(const Value& list);
  Value MapText(const Value& map);
  Value Whole(const Value& value);
  Value Fraction(const Value& value, const FormatPiece& place);
  Value Hex(const Value& value, bool upper);
  Value Octal(const Value& value);
  Value Binary(const Value& value);

  const Facts* facts_;
};

Value Formatter::Show(const FormatPiece& place, const Value& value) {
  switch (place.verb) {
    case 's': return Text(value);
    case 'd': return Whole(value);
    case 'f': case 'e': return Fraction(value, place);
    case 'x': case 'X': return Hex(value, place.verb == 'X');
    case 'o': return Octal(value);
    default: return Binary(value);
  }
}

Value Formatter::Text(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kUnknown: case ValueKind::kError: return value;
    case ValueKind::kNull: return Value::String("null");
    case ValueKind::kDouble: return Value::String(ShortestDouble(value.as_double()));
    case ValueKind::kList: return ListText(value);
    case ValueKind::kMap: return MapText(value);
    case ValueKind::kType:
      return Value::String(TypeName(value.as_type(), facts_ == nullptr ? nullptr : &facts_->schema()));
    default: break;
  }
  std::optional<std::string> text = ToText(value, facts_);
  if (!text.has_value()) return Refusal("string clause cannot show this value", value);
  return Value::String(*std::move(text));
}

Value Formatter::ListText(const Value& list) {
  Doubt doubt;
  for (const MaybeItem& item : list.maybe_items()) doubt.Add(item);
  std::string text = "[";
  for (const Value& item : list.items()) {
    const Value shown = Text(item);
    if (shown.is_error()) return shown;
    if (shown.is_unknown()) {
      doubt.Add(shown);
      continue;
    }
    if (text.size() > 1) text.append(", ");
    text.append(shown.as_string());
  }
  return doubt.exists() ? doubt.ToUnknown() : Value::String(text.append("]"));
}

// By the text of the keys, since a map has no order of its own.
Value Formatter::MapText(const Value& map) {
  Doubt doubt;
  std::vector<std::pair<std::string, std::string>> entries;
  for (const auto& entry : map.entries()) {
    const Value key = Text(entry.first);
    const Value shown = Text(entry.second);
    if (key.is_error()) return key;
    if (shown.is_error()) return shown;
    if (key.is_unknown()) doubt.Add(key);
    if (shown.is_unknown()) doubt.Add(shown);
    if (key.is_unknown() || shown.is_unknown()) continue;
    entries.emplace_back(key.as_string(), shown.as_string());
  }
  if (doubt.exists()) return doubt.ToUnknown();
  std::sort(entries.begin(), entries.end());
  std::string text = "{";
  for (const auto& entry : entries) {
    if (text.size() > 1) text.append(", ");
    text.append(entry.first).append(": ").append(entry.second);
  }
  return Value::String(text.append("}"));
}

Value Formatter::Whole(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kInt: return Value::String(IntWithBase(value.as_int(), 10));
    case ValueKind::kUint: return Value::String(WithBase(value.as_uint(), false, 10));
    case ValueKind::kDouble:
      if (!std::isfinite(value.as_double())) return Value::String(NotFinite(value.as_double()));
      break;
    default: break;
  }
  return Refusal("decimal clause can only be used on integers", value);
}

Value Formatter::Fraction(const Value& value, const FormatPiece& place) {
  const bool fixed = place.verb == 'f';
  double number = 0;
  switch (value.kind()) {
    case ValueKind::kDouble: number = value.as_double(); break;
    case ValueKind::kInt: number = static_cast<double>(value.as_int()); break;
    case ValueKind::kUint: number = static_cast<double>(value.as_uint()); break;
    case ValueKind::kDecimal: number = value.as_decimal().ToDouble(); break;
    default:
      return Refusal(fixed ? "fixed-point clause can only be used on doubles"
                           : "scientific clause can only be used on doubles",
                     value);
  }
  return Value::String(RoundedDouble(
      number, fixed ? std::chars_format::fixed : std::chars_format::scientific, place.precision));
}

Value Formatter::Hex(const Value& value, bool upper) {
  std::string text;
  switch (value.kind()) {
    case ValueKind::kInt: text = IntWithBase(value.as_int(), 16); break;
    case ValueKind::kUint: text = WithBase(value.as_uint(), false, 16); break;
    case ValueKind::kString:
    case ValueKind::kBytes: return Value::String(HexOf(value.as_string(), upper));
    default:
      return Refusal("only integers, byte buffers, and strings can be formatted as hex", value);
  }
  if (upper) {
    for (char& c : text) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return Value::String(std::move(text));
}

Value Formatter::Octal(const Value& value) {
  if (value.kind() == ValueKind::kInt) return Value::String(IntWithBase(value.as_int(), 8));
  if (value.kind() == ValueKind::kUint) return Value::String(WithBase(value.as_uint(), false, 8));
  return Refusal("octal clause can only be used on integers", value);
}

Value Formatter::Binary(const Value& value) {
  if (value.kind() == ValueKind::kInt) return Value::String(IntWithBase(value.as_int(), 2));
  if (value.kind() == ValueKind::kUint) return Value::String(WithBase(value.as_uint(), false, 2));
  if (value.kind() == ValueKind::kBool) return Value::String(value.as_bool() ? "1" : "0");
  return Refusal("only integers and bools can be formatted as binary", value);
}

}  // namespace

ParsedFormat ParseFormat(std::string_view pattern) {
  ParsedFormat result;
  FormatPiece piece;
  std::size_t at = 0;
  const auto fail = [&](std::string message) {
    result.fault = std::move(message);
    return result;
  };
  while (at < pattern.size()) {
    const std::size_t begin = at;
    if (pattern[at++] != '%') {
      piece.text.push_back(pattern[begin]);
      continue;
    }
    if (at < pattern.size() && pattern[at] == '%') {
      piece.text.push_back(pattern[at++]);
      continue;
    }
    const bool has_precision = at < pattern.size() && pattern[at] == '.';
    if (has_precision) {
      const char* first = pattern.data() + at + 1;
      const char* last = pattern.data() + pattern.size();
      const auto [rest, fault] = std::from_chars(first, last, piece.precision);
      if (fault != std::errc() || piece.precision < 0 || piece.precision > kMostDigits) {
        return fail(absl::StrCat("a precision is a number from 0 to ", kMostDigits));
      }
      at += 1 + static_cast<std::size_t>(rest - first);
    }
    if (at >= pattern.size()) {
      return fail("a `%` stands at the end; a percent sign is written `%%`");
    }
    const std::size_t bytes = DecodeUtf8(pattern.substr(at)).bytes;
    const std::string verb(pattern.substr(at, bytes));
    if (bytes != 1 || kVerbs.find(verb[0]) == std::string_view::npos) {
      return fail(absl::StrCat("there is no clause `%", verb, "`"));
    }
    if (has_precision && verb != "f" && verb != "e") {
      return fail("only `%f` and `%e` have a precision");
    }
    at += bytes;
    piece.verb = verb[0];
    result.pieces.push_back(std::move(piece));
    piece = FormatPiece();
    ++result.places;
  }
  result.pieces.push_back(std::move(piece));
  return result;
}

bool FormatAccepts(char verb, TypeKind kind) {
  if (kind == TypeKind::kDyn || kind == TypeKind::kError || kind == TypeKind::kParameter) return true;
  const bool is_whole = kind == TypeKind::kInt || kind == TypeKind::kUint;
  switch (verb) {
    case 'd': return is_whole || kind == TypeKind::kDouble;  // NaN and the infinities.
    case 'f': case 'e': return is_whole || kind == TypeKind::kDouble || kind == TypeKind::kDecimal;
    case 'x': case 'X':
      return is_whole || kind == TypeKind::kString || kind == TypeKind::kBytes ||
             kind == TypeKind::kEnum;
    case 'o': return is_whole;
    case 'b': return is_whole || kind == TypeKind::kBool;
    default: return kind != TypeKind::kOptional && kind != TypeKind::kPopulation;
  }
}

Value FormatText(std::string_view pattern, const Value& list, const CallContext& context) {
  const ParsedFormat format = ParseFormat(pattern);
  if (!format.fault.empty()) return Value::Error(ErrorCode::kInvalidArgument, format.fault);
  const std::span<const Value> values = list.items();
  Doubt doubt;
  for (const MaybeItem& item : list.maybe_items()) doubt.Add(item);
  Formatter formatter(context);
  constexpr std::size_t kBytesAPart = 32;
  const std::size_t room = RoomOf(context);
  std::string text;
  std::size_t next = 0;
  for (const FormatPiece& piece : format.pieces) {
    text.append(piece.text);
    if (piece.verb == '\0') break;
    if (next >= values.size()) {
      // An open list may yet hold it.
      if (doubt.exists()) return doubt.ToUnknown();
      return Value::Error(ErrorCode::kInvalidArgument, absl::StrCat("index ", next, " out of range"));
    }
    const Value& value = values[next++];
    // What a list of few values shows may be long: its elements may be one list many times.
    if (text.size() > room || (context.budget != nullptr && value.parts() > room / kBytesAPart)) return OutOfRoom(context);
    const Value shown = value.is_unknown() ? value : formatter.Show(piece, value);
    if (shown.is_error()) return shown;
    if (shown.is_unknown()) {
      doubt.Add(shown);
    } else {
      text.append(shown.as_string());
    }
  }
  return doubt.exists() ? doubt.ToUnknown() : Value::String(std::move(text));
}

}  // namespace assay
