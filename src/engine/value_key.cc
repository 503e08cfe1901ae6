// Keys for grouping and counting distinct values.

#include <cstdint>
#include <string>
#include <string_view>

#include "src/engine/run.h"

namespace assay {
namespace {

void AppendNumber(char tag, std::uint64_t number, std::string* key) {
  key->push_back(tag);
  for (int shift = 56; shift >= 0; shift -= 8) key->push_back(static_cast<char>(number >> shift & 0xff));
}

void AppendText(char tag, std::string_view text, std::string* key) {
  AppendNumber(tag, text.size(), key);
  key->append(text);
}

}  // namespace

void AppendKey(const Value& value, std::string* key) {
  switch (value.kind()) {
    case ValueKind::kNull: key->push_back('0'); return;
    case ValueKind::kBool: AppendNumber('b', value.as_bool() ? 1 : 0, key); return;
    case ValueKind::kInt: AppendNumber('i', static_cast<std::uint64_t>(value.as_int()), key); return;
    case ValueKind::kString: AppendText('s', value.as_string(), key); return;
    case ValueKind::kDate:
      AppendNumber('d', static_cast<std::uint64_t>(value.as_date().days_since_epoch()), key);
      return;
    case ValueKind::kTimestamp:
      AppendNumber('t', static_cast<std::uint64_t>(value.as_timestamp().seconds), key);
      AppendNumber('n', static_cast<std::uint64_t>(value.as_timestamp().nanos), key);
      return;
    case ValueKind::kRecord:
      AppendNumber('r', std::uint64_t{value.record_type()} << 32 | value.row(), key);
      return;
    case ValueKind::kOptional:
      key->push_back('o');
      if (value.has_optional_value()) AppendKey(value.optional_value(), key);
      return;
    case ValueKind::kList:
      AppendNumber('l', value.items().size(), key);
      for (const Value& item : value.items()) AppendKey(item, key);
      return;
    default:
      // Rarer kinds: their printed form is exact as well, only slower to make.
      AppendText('x', DebugString(value, nullptr), key);
      return;
  }
}

}  // namespace assay
