#include "src/facts/default_value.h"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "assay/base/date.h"

namespace assay {
namespace {

std::optional<std::int64_t> ReadInteger(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
  return value;
}

// The inside of a JSON text without escapes, which no default needs.
std::optional<std::string_view> ReadQuoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  const std::string_view inside = text.substr(1, text.size() - 2);
  const bool plain = std::none_of(inside.begin(), inside.end(), [](char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
  });
  if (!plain) return std::nullopt;
  return inside;
}

std::optional<DefaultValue> ReadInt(const Field& field) {
  const std::optional<std::int64_t> value = ReadInteger(field.default_text);
  if (!value || (field.minimum && *value < *field.minimum) ||
      (field.maximum && *value > *field.maximum)) {
    return std::nullopt;
  }
  return DefaultValue{.number = *value};
}

std::optional<DefaultValue> ReadEnum(const Field& field, std::span<const EnumType> enums) {
  const std::optional<std::string_view> word = ReadQuoted(field.default_text);
  if (!word || field.enumeration == kNoId) return std::nullopt;
  const std::vector<std::string>& values = enums[field.enumeration].values;
  const auto found = std::find(values.begin(), values.end(), *word);
  if (found == values.end()) return std::nullopt;
  return DefaultValue{.number = found - values.begin()};
}

}  // namespace

std::optional<DefaultValue> ReadDefault(const Field& field, std::span<const EnumType> enums) {
  assert(field.missing == Missing::kDefault);
  const std::string_view text = field.default_text;
  if (field.is_list || field.kind == FieldKind::kChildren) {
    if (text.empty() || text == "[]") return DefaultValue{};
    return std::nullopt;
  }
  switch (field.kind) {
    case FieldKind::kBool:
      if (text != "true" && text != "false") return std::nullopt;
      return DefaultValue{.number = text == "true" ? 1 : 0};
    case FieldKind::kInt:
      return ReadInt(field);
    case FieldKind::kDecimal: {
      const std::optional<Decimal> decimal = Decimal::Parse(text);
      if (!decimal) return std::nullopt;
      return DefaultValue{.decimal = *decimal};
    }
    case FieldKind::kText: {
      const std::optional<std::string_view> inside = ReadQuoted(text);
      if (!inside) return std::nullopt;
      return DefaultValue{.text = *inside};
    }
    case FieldKind::kEnum:
      return ReadEnum(field, enums);
    case FieldKind::kDate: {
      const std::optional<std::string_view> inside = ReadQuoted(text);
      const std::optional<Date> date = inside ? Date::Parse(*inside) : std::nullopt;
      if (!date) return std::nullopt;
      return DefaultValue{.number = date->days_since_epoch()};
    }
    case FieldKind::kWhen:
    case FieldKind::kReference:
    case FieldKind::kChild:
    case FieldKind::kChildren:
      return std::nullopt;  // Events and other records are never assumed.
  }
  return std::nullopt;
}

}  // namespace assay
