// Equality and order of definite values.

#include <cassert>

#include "assay/expr/value.h"

namespace assay {
namespace {

using Order = std::partial_ordering;

bool IsNumber(ValueKind kind) {
  return kind == ValueKind::kInt || kind == ValueKind::kUint || kind == ValueKind::kDouble ||
         kind == ValueKind::kDecimal;
}

Order CompareIntUint(std::int64_t left, std::uint64_t right) {
  if (left < 0) return Order::less;
  return static_cast<std::uint64_t>(left) <=> right;
}

// A whole number meets a double as the nearest double, as CEL has it.
Order CompareIntDouble(std::int64_t left, double right) { return static_cast<double>(left) <=> right; }

Order CompareUintDouble(std::uint64_t left, double right) { return static_cast<double>(left) <=> right; }

Order CompareDecimal(const Decimal& left, const Value& right) {
  switch (right.kind()) {
    case ValueKind::kDecimal:
      return left <=> right.as_decimal();
    case ValueKind::kInt:
      return left <=> Decimal::FromInteger(right.as_int());
    case ValueKind::kUint:
      if (right.as_uint() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return Order::less;
      }
      return left <=> Decimal::FromInteger(static_cast<std::int64_t>(right.as_uint()));
    default:
      return left.ToDouble() <=> right.as_double();
  }
}

Order Reversed(Order order) {
  if (order == Order::less) return Order::greater;
  if (order == Order::greater) return Order::less;
  return order;
}

Order CompareNumbers(const Value& left, const Value& right) {
  if (left.kind() == ValueKind::kDecimal) return CompareDecimal(left.as_decimal(), right);
  if (right.kind() == ValueKind::kDecimal) return Reversed(CompareDecimal(right.as_decimal(), left));
  if (left.kind() == ValueKind::kInt) {
    if (right.kind() == ValueKind::kInt) return left.as_int() <=> right.as_int();
    if (right.kind() == ValueKind::kUint) return CompareIntUint(left.as_int(), right.as_uint());
    return CompareIntDouble(left.as_int(), right.as_double());
  }
  if (left.kind() == ValueKind::kUint) {
    if (right.kind() == ValueKind::kUint) return left.as_uint() <=> right.as_uint();
    if (right.kind() == ValueKind::kInt) return Reversed(CompareIntUint(right.as_int(), left.as_uint()));
    return CompareUintDouble(left.as_uint(), right.as_double());
  }
  if (right.kind() == ValueKind::kDouble) return left.as_double() <=> right.as_double();
  if (right.kind() == ValueKind::kInt) return Reversed(CompareIntDouble(right.as_int(), left.as_double()));
  return Reversed(CompareUintDouble(right.as_uint(), left.as_double()));
}

bool EqualLists(const Value& left, const Value& right) {
  const std::span<const Value> left_items = left.items();
  const std::span<const Value> right_items = right.items();
  if (left_items.size() != right_items.size()) return false;
  for (std::size_t index = 0; index < left_items.size(); ++index) {
    if (!Equal(left_items[index], right_items[index])) return false;
  }
  return true;
}

bool EqualMaps(const Value& left, const Value& right) {
  if (left.entries().size() != right.entries().size()) return false;
  for (const auto& entry : left.entries()) {
    const Value* other = right.FindEntry(entry.first);
    if (other == nullptr || !Equal(entry.second, *other)) return false;
  }
  return true;
}

bool EqualWhens(const Value& left, const Value& right) {
  if (left.when_has_instant() != right.when_has_instant()) return false;
  if (left.when_has_instant()) return left.when_instant() == right.when_instant();
  return left.as_date() == right.as_date();
}

bool EqualOptionals(const Value& left, const Value& right) {
  if (left.has_optional_value() != right.has_optional_value()) return false;
  return !left.has_optional_value() || Equal(left.optional_value(), right.optional_value());
}

// Types are equal by what they are called: a list is a list, whatever it lists.
bool EqualTypes(const Type& left, const Type& right) {
  return left.kind == right.kind && left.id == right.id && left.name == right.name;
}

}  // namespace

bool Equal(const Value& left, const Value& right) {
  assert(!left.is_unknown() && !right.is_unknown());
  const ValueKind kind = left.kind();
  if (kind != right.kind()) {
    return IsNumber(kind) && IsNumber(right.kind()) && CompareNumbers(left, right) == Order::equivalent;
  }
  switch (kind) {
    case ValueKind::kNull:
      return true;
    case ValueKind::kBool:
      return left.as_bool() == right.as_bool();
    case ValueKind::kInt:
      return left.as_int() == right.as_int();
    case ValueKind::kUint:
      return left.as_uint() == right.as_uint();
    case ValueKind::kDouble:
      return left.as_double() == right.as_double();
    case ValueKind::kString:
    case ValueKind::kBytes:
      return left.as_string() == right.as_string();
    case ValueKind::kTimestamp:
      return left.as_timestamp() == right.as_timestamp();
    case ValueKind::kDuration:
      return left.as_duration() == right.as_duration();
    case ValueKind::kList:
      return EqualLists(left, right);
    case ValueKind::kMap:
      return EqualMaps(left, right);
    case ValueKind::kOptional:
      return EqualOptionals(left, right);
    case ValueKind::kType:
      return EqualTypes(left.as_type(), right.as_type());
    case ValueKind::kDate:
      return left.as_date() == right.as_date();
    case ValueKind::kWhen:
      return EqualWhens(left, right);
    case ValueKind::kDecimal:
      return left.as_decimal() == right.as_decimal();
    case ValueKind::kIp:
      return left.as_ip() == right.as_ip();
    case ValueKind::kCidr:
      return left.as_cidr() == right.as_cidr();
    case ValueKind::kRecord:
      return left.record_type() == right.record_type() && left.row() == right.row();
    case ValueKind::kUnknown:
    case ValueKind::kError:
      return false;
  }
  return false;
}

std::optional<Order> Compare(const Value& left, const Value& right) {
  const ValueKind kind = left.kind();
  if (kind != right.kind()) {
    if (!IsNumber(kind) || !IsNumber(right.kind())) return std::nullopt;
    return CompareNumbers(left, right);
  }
  switch (kind) {
    case ValueKind::kBool:
      return left.as_bool() <=> right.as_bool();
    case ValueKind::kInt:
      return left.as_int() <=> right.as_int();
    case ValueKind::kUint:
    case ValueKind::kDouble:
    case ValueKind::kDecimal:
      return CompareNumbers(left, right);
    case ValueKind::kString:
    case ValueKind::kBytes:
      return left.as_string() <=> right.as_string();
    case ValueKind::kTimestamp:
      return left.as_timestamp() <=> right.as_timestamp();
    case ValueKind::kDuration:
      return left.as_duration() <=> right.as_duration();
    case ValueKind::kDate:
      return left.as_date() <=> right.as_date();
    case ValueKind::kWhen:
      if (!left.when_has_instant() || !right.when_has_instant()) return std::nullopt;
      return left.when_instant() <=> right.when_instant();
    default:
      return std::nullopt;
  }
}

}  // namespace assay
