#include "src/ingest/json_value.h"

#include <charconv>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "assay/base/diagnostic.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::size_t kLongestQuote = 60;  // Bytes.
constexpr std::size_t kMostWordsListed = 12;

constexpr std::string_view kDayForm = "a day is written `YYYY-MM-DD`";
constexpr std::string_view kWhenForm =
    "a day is written `YYYY-MM-DD`, an instant with its offset: `2026-03-31T08:00:00+02:00`";

std::string_view NameOf(JsonKind kind) {
  switch (kind) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBool:
      return "a truth value";
    case JsonKind::kNumber:
      return "a number";
    case JsonKind::kString:
      return "a text";
    case JsonKind::kArray:
      return "an array";
    case JsonKind::kObject:
      return "an object";
  }
  return "";
}

bool IsIntegerText(std::string_view text) {
  return text.find_first_of(".eE") == std::string_view::npos;
}

// An instant, or a day with something after it, where only the day is wanted.
bool BeginsWithDay(std::string_view text) {
  return text.size() > 10 && Date::Parse(text.substr(0, 10)).has_value();
}

// As many digits in the right places as a day has.
bool LooksLikeDay(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 4 || i == 7;
    if (is_dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

std::string DayHint(std::string_view text) {
  if (LooksLikeDay(text)) return "the calendar has no such day";
  if (!BeginsWithDay(text)) return std::string(kDayForm);
  return absl::StrCat("only the day is wanted here: `", std::string(text.substr(0, 10)), "`");
}

std::string WhenHint(std::string_view text) {
  return LooksLikeDay(text) ? "the calendar has no such day" : std::string(kWhenForm);
}

}  // namespace

std::optional<bool> ReadBool(const JsonValue& value, std::string_view name, ValueFault* fault) {
  if (value.kind == JsonKind::kBool) return value.truth;
  *fault = WrongType(name, ExpectedValue(FieldKind::kBool, false), value.kind);
  return std::nullopt;
}

std::optional<std::int64_t> ReadInteger(const JsonValue& value, std::string_view name,
                                        ValueFault* fault) {
  if (value.kind != JsonKind::kNumber) {
    *fault = WrongType(name, ExpectedValue(FieldKind::kInt, false), value.kind);
    return std::nullopt;
  }
  std::int64_t number = 0;
  const char* end = value.text.data() + value.text.size();
  const auto [stop, error] = std::from_chars(value.text.data(), end, number);
  if (error == std::errc() && stop == end) return number;
  // A whole number, however it is written: 120.0 and 1.2e2 are 120, as JSON Schema has it.
  if (const std::optional<Decimal> decimal = Decimal::Parse(value.text); decimal && decimal->scale() == 0) {
    return decimal->coefficient();
  }
  if (IsIntegerText(value.text)) {
    *fault = {"facts.bad-number", absl::StrCat(Quoted(value.text), " is beyond 64 bits"), ""};
  } else {
    *fault = {"facts.bad-number", absl::StrCat(Quoted(value.text), " is not a whole number"),
              "only whole numbers count here"};
  }
  return std::nullopt;
}

std::optional<Decimal> ReadDecimal(const JsonValue& value, std::string_view name,
                                   ValueFault* fault) {
  if (value.kind != JsonKind::kNumber && value.kind != JsonKind::kString) {
    *fault = WrongType(name, ExpectedValue(FieldKind::kDecimal, false), value.kind);
    return std::nullopt;
  }
  std::optional<Decimal> number = Decimal::Parse(value.text);
  if (!number) {
    *fault = {"facts.bad-number", absl::StrCat(Quoted(value.text), " is not an exact number"),
              "at most 18 digits, at most 18 of them after the point"};
  }
  return number;
}

std::optional<Date> ReadDate(const JsonValue& value, std::string_view name, ValueFault* fault) {
  if (value.kind != JsonKind::kString) {
    *fault = WrongType(name, ExpectedValue(FieldKind::kDate, false), value.kind);
    return std::nullopt;
  }
  std::optional<Date> date = Date::Parse(value.text);
  if (!date) {
    *fault = {"facts.bad-date", absl::StrCat(Quoted(value.text), " is not a day"),
              DayHint(value.text)};
  }
  return date;
}

std::optional<WhenValue> ReadWhen(const JsonValue& value, std::string_view name,
                                  ValueFault* fault) {
  if (value.kind != JsonKind::kString) {
    *fault = WrongType(name, ExpectedValue(FieldKind::kWhen, false), value.kind);
    return std::nullopt;
  }
  if (const std::optional<Date> date = Date::Parse(value.text)) return WhenValue{.date = date};
  if (const std::optional<Instant> instant = Instant::Parse(value.text)) {
    return WhenValue{.instant = instant};
  }
  *fault = {"facts.bad-date", absl::StrCat(Quoted(value.text), " is neither a day nor an instant"),
            WhenHint(value.text)};
  return std::nullopt;
}

ValueFault WrongKind(std::string_view subject, std::string_view expected, JsonKind found) {
  return {"facts.wrong-type",
          absl::StrCat(std::string(subject), " must be ", std::string(expected), ", not ",
                       std::string(NameOf(found))),
          ""};
}

ValueFault WrongType(std::string_view name, std::string_view expected, JsonKind found) {
  return WrongKind(Quoted(name), expected, found);
}

ValueFault WrongElement(std::string_view name, std::string_view expected, JsonKind found) {
  return WrongKind(absl::StrCat("an element of ", Quoted(name)), expected, found);
}

ValueFault UnknownWord(std::string_view word, std::string_view enumeration,
                       const std::vector<std::string_view>& words) {
  std::string hint = NearestHint(word, words);
  if (hint.empty()) {
    for (std::size_t i = 0; i < words.size() && i < kMostWordsListed; ++i) {
      absl::StrAppend(&hint, i == 0 ? "one of " : ", ", Quoted(words[i]));
    }
    if (words.size() > kMostWordsListed) hint += ", ...";
  }
  return {"facts.unknown-value",
          absl::StrCat(Quoted(word), " is not a value of `", std::string(enumeration), "`"),
          std::move(hint)};
}

std::string NearestHint(std::string_view wrong, const std::vector<std::string_view>& candidates) {
  const std::string_view nearest = NearestName(wrong, candidates);
  if (nearest.empty()) return "";
  return absl::StrCat("did you mean `", std::string(nearest), "`?");
}

std::string Quoted(std::string_view text) {
  if (text.size() <= kLongestQuote) return absl::StrCat("`", std::string(text), "`");
  std::size_t end = 0;
  while (end < kLongestQuote) end += DecodeUtf8(text.substr(end)).bytes;
  return absl::StrCat("`", std::string(text.substr(0, end)), "...`");
}

std::string_view ExpectedValue(FieldKind kind, bool is_list) {
  switch (kind) {
    case FieldKind::kBool:
      return "true or false";
    case FieldKind::kInt:
      return "a whole number";
    case FieldKind::kDecimal:
      return "a number, or a text that holds one";
    case FieldKind::kText:
      return is_list ? "an array of texts" : "a text";
    case FieldKind::kEnum:
      return is_list ? "an array of words" : "a text, one of its words";
    case FieldKind::kDate:
      return "a day as text";
    case FieldKind::kWhen:
      return "a day or an instant as text";
    case FieldKind::kReference:
      return is_list ? "an array of ids" : "an id, which is a text";
    case FieldKind::kChild:
      return "an object";
    case FieldKind::kChildren:
      return "an array of objects";
  }
  return "";
}

}  // namespace assay
