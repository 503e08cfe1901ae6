// Values as text: for people, and as string(x) gives them.

#include <charconv>
#include <cmath>

#include "assay/expr/value.h"
#include "assay/facts/facts.h"
#include "src/base/utf8.h"
#include "src/expr/ip_text.h"
#include "src/expr/time_text.h"

namespace assay {
namespace {

std::string NumberText(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  char buffer[32];
  const std::to_chars_result end = std::to_chars(buffer, buffer + sizeof buffer, number);
  return std::string(buffer, end.ptr);
}

std::string WhenText(const Value& when) {
  return when.when_has_instant() ? when.when_instant().ToString() : when.as_date().ToString();
}

std::string Quoted(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      quoted += "\\x";
      quoted += kHex[static_cast<unsigned char>(c) >> 4];
      quoted += kHex[c & 0xf];
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string BytesText(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string text = "b'";
  for (const char c : bytes) {
    text += "\\x";
    text += kHex[static_cast<unsigned char>(c) >> 4];
    text += kHex[c & 0xf];
  }
  return text + "'";
}

std::string UnknownText(const UnknownBounds& bounds) {
  constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
  if (bounds.lowest == kLowest && bounds.highest == kHighest) return "unknown";
  return "unknown[" + (bounds.lowest == kLowest ? "-inf" : std::to_string(bounds.lowest)) + ", " +
         (bounds.highest == kHighest ? "inf" : std::to_string(bounds.highest)) + "]";
}

std::string MaybeText(const MaybeItem& item, const Facts* facts) {
  const std::string text = DebugString(item.value, facts);
  if (!item.repeated) return text + "?";
  return text == "unknown" ? "..." : text + "...";
}

std::string ListText(const Value& list, const Facts* facts) {
  std::string text = "[";
  for (const Value& item : list.items()) {
    if (text.size() > 1) text += ", ";
    text += DebugString(item, facts);
  }
  for (const MaybeItem& item : list.maybe_items()) {
    if (text.size() > 1) text += ", ";
    text += MaybeText(item, facts);
  }
  return text + "]";
}

std::string MapText(const Value& map, const Facts* facts) {
  std::string text = "{";
  for (const auto& [key, value] : map.entries()) {
    if (text.size() > 1) text += ", ";
    text += DebugString(key, facts) + ": " + DebugString(value, facts);
  }
  return text + "}";
}

std::string RecordText(const Value& record, const Facts* facts) {
  const bool is_there = facts != nullptr &&
                        record.record_type() < facts->schema().records().size() &&
                        record.row() < facts->table(record.record_type()).row_count();
  if (!is_there) {  // A native function may have given anything.
    return "record " + std::to_string(record.record_type()) + "/" + std::to_string(record.row());
  }
  return facts->schema().record(record.record_type()).name + " " +
         facts->RecordName(record.record_type(), record.row());
}

std::string ErrorText(const Value& error) {
  return "error " + std::string(ErrorCodeName(error.error_code())) + ": " +
         std::string(error.error_message());
}

}  // namespace

std::string_view ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNoSuchField: return "no_such_field";
    case ErrorCode::kNoSuchKey: return "no_such_key";
    case ErrorCode::kNoSuchOverload: return "no_such_overload";
    case ErrorCode::kNone: return "none";
    case ErrorCode::kDivideByZero: return "divide_by_zero";
    case ErrorCode::kOverflow: return "overflow";
    case ErrorCode::kIndexOutOfBounds: return "index_out_of_bounds";
    case ErrorCode::kInvalidArgument: return "invalid_argument";
    case ErrorCode::kDuplicateKey: return "duplicate_key";
    case ErrorCode::kNoValue: return "no_value";
    case ErrorCode::kUndeclared: return "undeclared";
    case ErrorCode::kLimit: return "limit";
    case ErrorCode::kHost: return "host";
  }
  return "host";
}

std::string DebugString(const Value& value, const Facts* facts) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return "null";
    case ValueKind::kUint:
      return std::to_string(value.as_uint()) + "u";
    case ValueKind::kDouble: {
      const std::string text = NumberText(value.as_double());
      return text.find_first_not_of("-0123456789") == std::string::npos ? text + ".0" : text;
    }
    case ValueKind::kString:
      return Quoted(value.as_string());
    case ValueKind::kBytes:
      return BytesText(value.as_string());
    case ValueKind::kList:
      return ListText(value, facts);
    case ValueKind::kMap:
      return MapText(value, facts);
    case ValueKind::kOptional:
      if (!value.has_optional_value()) return "optional.none()";
      return "optional.of(" + DebugString(value.optional_value(), facts) + ")";
    case ValueKind::kType:
      return TypeName(value.as_type(), facts == nullptr ? nullptr : &facts->schema());
    case ValueKind::kRecord:
      return RecordText(value, facts);
    case ValueKind::kUnknown:
      return UnknownText(value.unknown());
    case ValueKind::kError:
      return ErrorText(value);
    default:
      return ToText(value, facts).value_or("");
  }
}

std::optional<std::string> ToText(const Value& value, const Facts* facts) {
  switch (value.kind()) {
    case ValueKind::kBool:
      return value.as_bool() ? "true" : "false";
    case ValueKind::kInt:
      return std::to_string(value.as_int());
    case ValueKind::kUint:
      return std::to_string(value.as_uint());
    case ValueKind::kDouble:
      return NumberText(value.as_double());
    case ValueKind::kString:
      return std::string(value.as_string());
    case ValueKind::kBytes:
      if (FindInvalidUtf8(value.as_string()) != std::string_view::npos) return std::nullopt;
      return std::string(value.as_string());
    case ValueKind::kTimestamp:
      return FormatTimestamp(value.as_timestamp());
    case ValueKind::kDuration:
      return FormatDuration(value.as_duration());
    case ValueKind::kDate:
      return value.as_date().ToString();
    case ValueKind::kWhen:
      return WhenText(value);
    case ValueKind::kDecimal:
      return value.as_decimal().ToString();
    case ValueKind::kIp:
      return FormatIp(value.as_ip());
    case ValueKind::kCidr:
      return FormatIp(value.as_cidr().address) + "/" + std::to_string(value.as_cidr().prefix_length);
    case ValueKind::kRecord:
      if (facts == nullptr) return std::nullopt;
      return facts->RecordName(value.record_type(), value.row());
    case ValueKind::kNull:
    case ValueKind::kList:
    case ValueKind::kMap:
    case ValueKind::kOptional:
    case ValueKind::kType:
    case ValueKind::kUnknown:
    case ValueKind::kError:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace assay
