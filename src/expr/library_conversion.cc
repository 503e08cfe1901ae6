// Conversions between types, dyn() and type().
//
// A conversion is exact or an error; only doubles to whole numbers are cut off towards zero.

#include <charconv>
#include <cmath>
#include <string>
#include <system_error>

#include "assay/expr/evaluate.h"
#include "src/base/utf8.h"
#include "src/expr/library.h"
#include "src/expr/time_text.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

Value OutOfRange(std::string_view type) {
  return Value::Error(ErrorCode::kOverflow, "the value is out of the range of " + std::string(type));
}

Value NotA(std::string_view text, std::string_view type) {
  return Value::Error(ErrorCode::kInvalidArgument,
                      "`" + std::string(text) + "` is not a " + std::string(type));
}

Value Itself(const CallContext&, Arguments a) { return a[0]; }

// All of `text` as a number of the type, in decimal.
template <typename Number>
std::optional<Number> NumberFrom(std::string_view text) {
  if (!text.empty() && text.front() == '+' && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  Number number{};
  const std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

Value IntFromUint(const CallContext&, Arguments a) {
  constexpr auto kHighest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (a[0].as_uint() > kHighest) return OutOfRange("int");
  return Value::Int(static_cast<std::int64_t>(a[0].as_uint()));
}

// The ends are refused, too: as doubles they stand for numbers on either side of the range.
Value IntFromDouble(const CallContext&, Arguments a) {
  const double number = a[0].as_double();
  if (!(number > -9223372036854775808.0 && number < 9223372036854775808.0)) return OutOfRange("int");
  return Value::Int(static_cast<std::int64_t>(number));
}

Value IntFromString(const CallContext&, Arguments a) {
  const std::optional<std::int64_t> number = NumberFrom<std::int64_t>(a[0].as_string());
  return number.has_value() ? Value::Int(*number) : NotA(a[0].as_string(), "whole number");
}

Value IntFromTimestamp(const CallContext&, Arguments a) { return Value::Int(a[0].as_timestamp().seconds); }

Value IntFromDecimal(const CallContext&, Arguments a) {
  const Decimal decimal = a[0].as_decimal();
  std::int64_t whole = decimal.coefficient();
  for (int digit = 0; digit < decimal.scale(); ++digit) whole /= 10;
  return Value::Int(whole);
}

Value UintFromInt(const CallContext&, Arguments a) {
  if (a[0].as_int() < 0) return OutOfRange("uint");
  return Value::Uint(static_cast<std::uint64_t>(a[0].as_int()));
}

Value UintFromDouble(const CallContext&, Arguments a) {
  const double number = a[0].as_double();
  if (!(number >= 0 && number < 18446744073709551616.0)) return OutOfRange("uint");
  return Value::Uint(static_cast<std::uint64_t>(number));
}

Value UintFromString(const CallContext&, Arguments a) {
  const std::optional<std::uint64_t> number = NumberFrom<std::uint64_t>(a[0].as_string());
  return number.has_value() ? Value::Uint(*number) : NotA(a[0].as_string(), "whole number from zero");
}

Value DoubleFromInt(const CallContext&, Arguments a) {
  return Value::Double(static_cast<double>(a[0].as_int()));
}
Value DoubleFromUint(const CallContext&, Arguments a) {
  return Value::Double(static_cast<double>(a[0].as_uint()));
}
Value DoubleFromDecimal(const CallContext&, Arguments a) {
  return Value::Double(a[0].as_decimal().ToDouble());
}
Value DoubleFromString(const CallContext&, Arguments a) {
  const std::optional<double> number = NumberFrom<double>(a[0].as_string());
  return number.has_value() ? Value::Double(*number) : NotA(a[0].as_string(), "number");
}

Value StringFromAny(const CallContext& context, Arguments a) {
  std::optional<std::string> text = ToText(a[0], context.facts);
  if (text.has_value()) return Value::String(*std::move(text));
  return Value::Error(ErrorCode::kInvalidArgument, "the bytes are not UTF-8");
}

Value BytesFromString(const CallContext&, Arguments a) {
  return Value::Bytes(std::string(a[0].as_string()));
}

Value BoolFromString(const CallContext&, Arguments a) {
  const std::string_view text = a[0].as_string();
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == yes) return Value::Bool(true);
  }
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == no) return Value::Bool(false);
  }
  return NotA(text, "bool");
}

Value TimestampFromString(const CallContext&, Arguments a) {
  const std::optional<TimestampParts> parts = ParseTimestamp(a[0].as_string());
  return parts.has_value() ? Value::Timestamp(*parts) : NotA(a[0].as_string(), "timestamp");
}

Value TimestampFromInt(const CallContext&, Arguments a) {
  if (a[0].as_int() < kFirstSecond || a[0].as_int() > kLastSecond) return OutOfRange("timestamp");
  return Value::Timestamp({a[0].as_int(), 0});
}

Value DurationFromString(const CallContext&, Arguments a) {
  const std::optional<DurationParts> parts = ParseDuration(a[0].as_string());
  return parts.has_value() ? Value::Duration(*parts) : NotA(a[0].as_string(), "duration");
}

Type TypeOfValue(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull: return MakeType(TypeKind::kNull);
    case ValueKind::kBool: return MakeType(TypeKind::kBool);
    case ValueKind::kInt: return MakeType(TypeKind::kInt);
    case ValueKind::kUint: return MakeType(TypeKind::kUint);
    case ValueKind::kDouble: return MakeType(TypeKind::kDouble);
    case ValueKind::kString: return MakeType(TypeKind::kString);
    case ValueKind::kBytes: return MakeType(TypeKind::kBytes);
    case ValueKind::kTimestamp: return MakeType(TypeKind::kTimestamp);
    case ValueKind::kDuration: return MakeType(TypeKind::kDuration);
    case ValueKind::kList: return MakeType(TypeKind::kList);
    case ValueKind::kMap: return MakeType(TypeKind::kMap);
    case ValueKind::kOptional: return MakeType(TypeKind::kOptional);
    case ValueKind::kType: return MakeType(TypeKind::kType);
    case ValueKind::kDate: return MakeType(TypeKind::kDate);
    case ValueKind::kWhen: return MakeType(TypeKind::kWhen);
    case ValueKind::kDecimal: return MakeType(TypeKind::kDecimal);
    case ValueKind::kIp: return MakeType(TypeKind::kIp);
    case ValueKind::kCidr: return MakeType(TypeKind::kCidr);
    case ValueKind::kRecord: return RecordOf(value.record_type());
    case ValueKind::kUnknown:
    case ValueKind::kError: break;
  }
  return MakeType(TypeKind::kDyn);
}

// Lenient: a list is a list whatever it holds.
Value TypeOfArgument(const CallContext&, Arguments a) {
  if (a[0].is_error()) return a[0];
  if (a[0].is_unknown()) return Value::Unknown({.cause = a[0].unknown().cause});
  return Value::TypeOf(TypeOfValue(a[0]));
}

Function StringConversion() {
  Function function{"string", {}, "the value as text"};
  for (const std::string type : {"string", "bool", "int", "uint", "double", "bytes", "timestamp",
                                 "duration", "date", "when", "decimal"}) {
    const std::string id = type == "string" ? "string_to_string" : type + "_to_string";
    function.overloads.push_back(Declare(id, "(" + type + ") -> string", StringFromAny));
  }
  return function;
}

}  // namespace

std::vector<Function> ConversionLibrary() {
  constexpr Strictness kLenient = Strictness::kLenient;
  return {
      {"int",
       {Declare("int64_to_int64", "(int) -> int", Itself, kLenient),
        Declare("uint64_to_int64", "(uint) -> int", IntFromUint),
        Declare("double_to_int64", "(double) -> int", IntFromDouble),
        Declare("string_to_int64", "(string) -> int", IntFromString),
        Declare("timestamp_to_int64", "(timestamp) -> int", IntFromTimestamp),
        Declare("decimal_to_int64", "(decimal) -> int", IntFromDecimal)},
       "as a whole number; of a timestamp the seconds since 1970"},
      {"uint",
       {Declare("uint64_to_uint64", "(uint) -> uint", Itself),
        Declare("int64_to_uint64", "(int) -> uint", UintFromInt),
        Declare("double_to_uint64", "(double) -> uint", UintFromDouble),
        Declare("string_to_uint64", "(string) -> uint", UintFromString)},
       "as a whole number from zero"},
      {"double",
       {Declare("double_to_double", "(double) -> double", Itself),
        Declare("int64_to_double", "(int) -> double", DoubleFromInt),
        Declare("uint64_to_double", "(uint) -> double", DoubleFromUint),
        Declare("string_to_double", "(string) -> double", DoubleFromString),
        Declare("decimal_to_double", "(decimal) -> double", DoubleFromDecimal)},
       "as a number with a fraction"},
      StringConversion(),
      {"bytes",
       {Declare("bytes_to_bytes", "(bytes) -> bytes", Itself),
        Declare("string_to_bytes", "(string) -> bytes", BytesFromString)},
       "the UTF-8 of a text"},
      {"bool",
       {Declare("bool_to_bool", "(bool) -> bool", Itself),
        Declare("string_to_bool", "(string) -> bool", BoolFromString)},
       "as true or false"},
      {"timestamp",
       {Declare("timestamp_to_timestamp", "(timestamp) -> timestamp", Itself),
        Declare("string_to_timestamp", "(string) -> timestamp", TimestampFromString),
        Declare("int64_to_timestamp", "(int) -> timestamp", TimestampFromInt)},
       "a point in time, from RFC 3339 text or seconds since 1970"},
      {"duration",
       {Declare("duration_to_duration", "(duration) -> duration", Itself, kLenient),
        Declare("string_to_duration", "(string) -> duration", DurationFromString)},
       "a span of time: '1h30m', '-1.5s'"},
      Glancing({"dyn", {Declare("to_dyn", "(A) -> dyn", Itself, kLenient)}, "the value, its type not checked"}),
      Glancing({"type", {Declare("type", "(A) -> type(A)", TypeOfArgument, kLenient)}, "the type of the value"}),
  };
}

}  // namespace assay
