#include "src/ingest/arrow_type.h"

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "assay/base/display.h"
#include "src/base/utf8.h"
#include "src/ingest/json_value.h"

namespace assay {
namespace {

constexpr int kDeepest = 64;
constexpr std::int64_t kMostChildren = 65535;

// Formats of one letter. Types that no field takes are kOther.
bool ReadLetter(char letter, ArrowType* type) {
  const auto number = [type](ArrowKind kind, int width, bool is_signed) {
    type->kind = kind;
    type->width = width;
    type->is_signed = is_signed;
    return true;
  };
  switch (letter) {
    case 'n':
      return number(ArrowKind::kNull, 0, false);
    case 'b':
      return number(ArrowKind::kBool, 0, false);
    case 'c':
      return number(ArrowKind::kInt, 1, true);
    case 'C':
      return number(ArrowKind::kInt, 1, false);
    case 's':
      return number(ArrowKind::kInt, 2, true);
    case 'S':
      return number(ArrowKind::kInt, 2, false);
    case 'i':
      return number(ArrowKind::kInt, 4, true);
    case 'I':
      return number(ArrowKind::kInt, 4, false);
    case 'l':
      return number(ArrowKind::kInt, 8, true);
    case 'L':
      return number(ArrowKind::kInt, 8, false);
    case 'e':
      return number(ArrowKind::kFloat, 2, true);
    case 'f':
      return number(ArrowKind::kFloat, 4, true);
    case 'g':
      return number(ArrowKind::kFloat, 8, true);
    case 'u':
      return number(ArrowKind::kText, 0, false);
    case 'U':
      return number(ArrowKind::kLargeText, 0, false);
    case 'z':
    case 'Z':
      return number(ArrowKind::kOther, 0, false);
    default:
      return false;
  }
}

template <typename Number>
bool TakeNumber(std::string_view text, Number* number) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && stop == text.data() + text.size();
}

// "d:precision,scale" or "d:precision,scale,bits".
bool ReadDecimalFormat(std::string_view text, ArrowType* type) {
  std::vector<int> numbers;
  while (true) {
    const std::size_t comma = text.find(',');
    int number = 0;
    if (!TakeNumber(text.substr(0, comma), &number)) return false;
    numbers.push_back(number);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  if (numbers.size() != 2 && numbers.size() != 3) return false;
  const int bits = numbers.size() == 3 ? numbers[2] : 128;
  if (bits != 32 && bits != 64 && bits != 128 && bits != 256) return false;
  if (numbers[0] < 1 || numbers[0] > 76 || numbers[1] < -76 || numbers[1] > 76) return false;
  type->kind = ArrowKind::kDecimal;
  type->width = bits / 8;
  type->is_signed = true;
  type->scale = numbers[1];
  return true;
}

bool ReadTimestampFormat(std::string_view text, ArrowType* type) {
  if (text.size() < 2 || text[1] != ':') return false;
  switch (text[0]) {
    case 's':
      type->per_second = 1;
      break;
    case 'm':
      type->per_second = 1'000;
      break;
    case 'u':
      type->per_second = 1'000'000;
      break;
    case 'n':
      type->per_second = 1'000'000'000;
      break;
    default:
      return false;
  }
  type->kind = ArrowKind::kTimestamp;
  type->width = 8;
  type->is_signed = true;
  type->has_zone = text.size() > 2;
  return true;
}

bool ReadTimeFormat(std::string_view format, ArrowType* type) {
  if (format == "tdD" || format == "tdm") {
    type->kind = format == "tdD" ? ArrowKind::kDate32 : ArrowKind::kDate64;
    type->width = format == "tdD" ? 4 : 8;
    type->is_signed = true;
    return true;
  }
  if (format.substr(0, 2) == "ts") return ReadTimestampFormat(format.substr(2), type);
  for (const std::string_view other : {"tts", "ttm", "ttu", "ttn", "tDs", "tDm", "tDu", "tDn",
                                       "tiM", "tiD", "tin"}) {
    if (format == other) return true;
  }
  return false;
}

bool ReadNestedFormat(std::string_view format, ArrowType* type) {
  const auto is = [type](ArrowKind kind) {
    type->kind = kind;
    return true;
  };
  if (format == "+s") return is(ArrowKind::kStruct);
  if (format == "+l") return is(ArrowKind::kList);
  if (format == "+L") return is(ArrowKind::kLargeList);
  if (format == "+vl") return is(ArrowKind::kListView);
  if (format == "+vL") return is(ArrowKind::kLargeListView);
  if (format.substr(0, 3) == "+w:") {
    return TakeNumber(format.substr(3), &type->list_size) && type->list_size >= 0 &&
           is(ArrowKind::kFixedList);
  }
  return format == "+m" || format == "+r" || format.substr(0, 4) == "+us:" ||
         format.substr(0, 4) == "+ud:";
}

bool ReadFormat(std::string_view format, ArrowType* type) {
  type->kind = ArrowKind::kOther;
  if (format.size() == 1) return ReadLetter(format[0], type);
  if (format == "vu") {
    type->kind = ArrowKind::kTextView;
    return true;
  }
  if (format == "vz" || format.substr(0, 2) == "w:") return true;
  if (format.substr(0, 2) == "d:") return ReadDecimalFormat(format.substr(2), type);
  if (format.substr(0, 1) == "t") return ReadTimeFormat(format, type);
  return format.substr(0, 1) == "+" && ReadNestedFormat(format, type);
}

// How many children an array of the type has, or nothing where that is not fixed.
std::optional<std::size_t> ChildCount(const ArrowType& type) {
  if (type.kind == ArrowKind::kStruct || type.kind == ArrowKind::kOther) return std::nullopt;
  return IsListKind(type.kind) ? 1 : 0;
}

bool Read(const ArrowSchema& schema, int depth, ArrowType* type, std::string* why) {
  if (schema.release == nullptr) {
    *why = "a schema is released already";
    return false;
  }
  if (schema.format == nullptr) {
    *why = "a schema has no format";
    return false;
  }
  if (schema.name != nullptr) type->name = schema.name;
  if (FindInvalidUtf8(type->name) != std::string_view::npos) {
    *why = absl::StrCat("a column has the name ", Quoted(ValidUtf8(type->name)), ", which is not UTF-8");
    return false;
  }
  type->format = schema.format;
  if (!ReadFormat(type->format, type)) {
    *why = absl::StrCat("there is no format ", Quoted(type->format));
    return false;
  }
  if (depth == kDeepest) {
    *why = absl::StrCat("the schema is nested deeper than ", kDeepest);
    return false;
  }
  if (schema.n_children < 0 || schema.n_children > kMostChildren ||
      (schema.n_children > 0 && schema.children == nullptr)) {
    *why = absl::StrCat(Quoted(type->format), " cannot have ", schema.n_children, " children");
    return false;
  }
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    if (schema.children[i] == nullptr) {
      *why = absl::StrCat("child ", i, " of ", Quoted(type->format), " is a null pointer");
      return false;
    }
    type->children.emplace_back();
    if (!Read(*schema.children[i], depth + 1, &type->children.back(), why)) return false;
  }
  const std::optional<std::size_t> expected = ChildCount(*type);
  if (expected.has_value() && type->children.size() != *expected) {
    *why = absl::StrCat(Quoted(type->format), " cannot have ", type->children.size(), " children");
    return false;
  }
  if (schema.dictionary == nullptr) return true;
  if (type->kind != ArrowKind::kInt) {
    *why = absl::StrCat("the indices of a dictionary cannot be ", Quoted(type->format));
    return false;
  }
  type->dictionary = std::make_unique<ArrowType>();
  return Read(*schema.dictionary, depth + 1, type->dictionary.get(), why);
}

}  // namespace

bool ReadArrowType(const ArrowSchema& schema, ArrowType* type, std::string* why) {
  return Read(schema, 0, type, why);
}

const ArrowType& ValueType(const ArrowType& type) {
  const ArrowType* value = &type;
  while (value->dictionary != nullptr) value = value->dictionary.get();
  return *value;
}

std::string NameOf(const ArrowType& type) {
  if (type.dictionary != nullptr) {
    return absl::StrCat("a dictionary of ", NameOf(*type.dictionary));
  }
  switch (type.kind) {
    case ArrowKind::kNull:
      return "null";
    case ArrowKind::kBool:
      return "bool";
    case ArrowKind::kInt:
      return absl::StrCat(type.is_signed ? "int" : "uint", 8 * type.width);
    case ArrowKind::kFloat:
      return absl::StrCat("float", 8 * type.width);
    case ArrowKind::kDecimal:
      return absl::StrCat("decimal", 8 * type.width);
    case ArrowKind::kText:
      return "utf8";
    case ArrowKind::kLargeText:
      return "large utf8";
    case ArrowKind::kTextView:
      return "utf8 view";
    case ArrowKind::kDate32:
      return "date32";
    case ArrowKind::kDate64:
      return "date64";
    case ArrowKind::kTimestamp:
      return type.has_zone ? "timestamp with a zone" : "timestamp without a zone";
    case ArrowKind::kStruct:
      return "struct";
    case ArrowKind::kOther:
      return absl::StrCat("the format ", Quoted(type.format));
    default:
      return absl::StrCat("a list of ", NameOf(type.children[0]));
  }
}

}  // namespace assay
