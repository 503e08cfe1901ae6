// Functions on texts: CEL's own, and those of the string extension. Positions and lengths count code
// points, as everywhere in CEL.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/base/utf8.h"
#include "src/expr/budget.h"
#include "src/expr/format_text.h"
#include "src/expr/library.h"
#include "src/expr/pattern.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

Value OutOfRange(std::int64_t index) {
  return Value::Error(ErrorCode::kIndexOutOfBounds, absl::StrCat("index out of range: ", index));
}

// A text whose code points can be found by number, at no cost where all are ASCII.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text), count_(CountCodePoints(text)) {
    if (count_ == text.size()) return;
    offsets_.reserve(count_ + 1);
    for (std::size_t offset = 0; offset < text.size();) {
      offsets_.push_back(offset);
      offset += DecodeUtf8(text.substr(offset)).bytes;
    }
    offsets_.push_back(text.size());
  }

  std::size_t count() const { return count_; }
  bool holds(std::int64_t index) const {
    return index >= 0 && static_cast<std::uint64_t>(index) <= count_;
  }
  // Where code point `index` starts; the end of the text for `count`.
  std::size_t OffsetOf(std::size_t index) const {
    return offsets_.empty() ? index : offsets_[index];
  }
  // The number of the code point that starts at `offset`.
  std::int64_t IndexOf(std::size_t offset) const {
    if (offsets_.empty()) return static_cast<std::int64_t>(offset);
    return std::lower_bound(offsets_.begin(), offsets_.end(), offset) - offsets_.begin();
  }
  std::string_view Between(std::size_t begin, std::size_t end) const {
    return text_.substr(OffsetOf(begin), OffsetOf(end) - OffsetOf(begin));
  }

 private:
  std::string_view text_;
  std::size_t count_;
  std::vector<std::size_t> offsets_;  // Empty if all are ASCII.
};

Value Contains(const CallContext&, Arguments arguments) {
  return Value::Bool(arguments[0].as_string().find(arguments[1].as_string()) !=
                     std::string_view::npos);
}

Value StartsWith(const CallContext&, Arguments arguments) {
  return Value::Bool(arguments[0].as_string().starts_with(arguments[1].as_string()));
}

Value EndsWith(const CallContext&, Arguments arguments) {
  return Value::Bool(arguments[0].as_string().ends_with(arguments[1].as_string()));
}

Value Matches(const CallContext& context, Arguments arguments) {
  // To compile a pattern is dear, which it is each time unless it is a literal (CheckedExpr).
  constexpr std::uint64_t kStepsAByte = 16;
  constexpr std::uint64_t kStepsAnInstruction = 8;
  if (!TakeSteps(context, kStepsAByte * arguments[1].as_string().size())) {
    return Value::Error(ErrorCode::kLimit, kStepsSpent);
  }
  std::string fault;
  const std::optional<Pattern> pattern = Pattern::Compile(arguments[1].as_string(), context.pattern_bytes, &fault);
  if (!pattern.has_value()) {
    return Value::Error(ErrorCode::kInvalidArgument,
                        absl::StrCat("not a regular expression: ", fault));
  }
  if (!TakeSteps(context, kStepsAnInstruction * pattern->size())) return Value::Error(ErrorCode::kLimit, kStepsSpent);
  return Value::Bool(pattern->IsFoundIn(arguments[0].as_string()));
}

Value CharAt(const CallContext&, Arguments arguments) {
  const CodePoints points(arguments[0].as_string());
  const std::int64_t index = arguments[1].as_int();
  if (!points.holds(index)) return OutOfRange(index);
  const auto at = static_cast<std::size_t>(index);
  return Value::String(std::string(points.Between(at, std::min(at + 1, points.count()))));
}

Value IndexOf(const CallContext&, Arguments arguments) {
  const std::string_view text = arguments[0].as_string();
  const CodePoints points(text);
  const std::int64_t from = arguments.size() > 2 ? arguments[2].as_int() : 0;
  if (!points.holds(from)) return OutOfRange(from);
  const std::size_t offset = points.OffsetOf(static_cast<std::size_t>(from));
  const std::size_t found = text.find(arguments[1].as_string(), offset);
  return Value::Int(found == std::string_view::npos ? -1 : points.IndexOf(found));
}

Value LastIndexOf(const CallContext&, Arguments arguments) {
  const std::string_view text = arguments[0].as_string();
  const CodePoints points(text);
  const std::int64_t from = arguments.size() > 2 ? arguments[2].as_int()
                                                 : static_cast<std::int64_t>(points.count());
  if (!points.holds(from)) return OutOfRange(from);
  const std::size_t offset = points.OffsetOf(static_cast<std::size_t>(from));
  const std::size_t found = text.rfind(arguments[1].as_string(), offset);
  return Value::Int(found == std::string_view::npos ? -1 : points.IndexOf(found));
}

Value Substring(const CallContext&, Arguments arguments) {
  const CodePoints points(arguments[0].as_string());
  const std::int64_t begin = arguments[1].as_int();
  const std::int64_t end = arguments.size() > 2 ? arguments[2].as_int()
                                                : static_cast<std::int64_t>(points.count());
  if (!points.holds(begin)) return OutOfRange(begin);
  if (!points.holds(end)) return OutOfRange(end);
  if (begin > end) {
    return Value::Error(
        ErrorCode::kInvalidArgument,
        absl::StrCat("invalid substring range. start: ", begin, ", end: ", end));
  }
  return Value::String(std::string(
      points.Between(static_cast<std::size_t>(begin), static_cast<std::size_t>(end))));
}

Value LowerAscii(const CallContext&, Arguments arguments) {
  std::string text(arguments[0].as_string());
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return Value::String(std::move(text));
}

Value UpperAscii(const CallContext&, Arguments arguments) {
  std::string text(arguments[0].as_string());
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return Value::String(std::move(text));
}

// The third argument bounds how many are replaced; below zero, or absent: all.
Value Replace(const CallContext& context, Arguments arguments) {
  const std::string_view text = arguments[0].as_string();
  const std::string_view wanted = arguments[1].as_string();
  const std::string_view replacement = arguments[2].as_string();
  std::int64_t left = arguments.size() > 3 ? arguments[3].as_int() : -1;
  const std::size_t room = RoomOf(context);
  std::string result;
  std::size_t at = 0;
  while (left != 0) {
    if (result.size() > room) return OutOfRoom(context);
    const std::size_t found = text.find(wanted, at);
    if (found == std::string_view::npos) break;
    result.append(text.substr(at, found - at)).append(replacement);
    at = found + wanted.size();
    --left;
    if (!wanted.empty()) continue;
    // The empty text stands before every code point and behind the last.
    if (at >= text.size()) break;
    const std::size_t bytes = DecodeUtf8(text.substr(at)).bytes;
    result.append(text.substr(at, bytes));
    at += bytes;
  }
  result.append(text.substr(std::min(at, text.size())));
  return Value::String(std::move(result));
}

// The second argument bounds how many pieces there are; below zero, or absent: all.
Value Split(const CallContext&, Arguments arguments) {
  std::string_view rest = arguments[0].as_string();
  const std::string_view separator = arguments[1].as_string();
  const std::int64_t limit = arguments.size() > 2 ? arguments[2].as_int() : -1;
  std::vector<Value> pieces;
  if (limit == 0 || (separator.empty() && rest.empty())) return Value::List(std::move(pieces));
  while (limit < 0 || static_cast<std::int64_t>(pieces.size()) + 1 < limit) {
    const std::size_t end =
        separator.empty() ? DecodeUtf8(rest).bytes : rest.find(separator);
    if (end == std::string_view::npos || (separator.empty() && end >= rest.size())) break;
    pieces.push_back(Value::String(std::string(rest.substr(0, end))));
    rest.remove_prefix(end + separator.size());
  }
  pieces.push_back(Value::String(std::string(rest)));
  return Value::List(std::move(pieces));
}

// What Unicode calls white space.
bool IsWhiteSpace(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

Value Trim(const CallContext&, Arguments arguments) {
  const std::string_view text = arguments[0].as_string();
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text.substr(at));
    if (!IsWhiteSpace(point.value)) {
      begin = std::min(begin, at);
      end = at + point.bytes;
    }
    at += point.bytes;
  }
  return Value::String(std::string(begin < end ? text.substr(begin, end - begin) : ""));
}

// Lenient: the elements of a list may be unknown, or there may be more of them.
Value Join(const CallContext& context, Arguments arguments) {
  if (std::optional<Value> answer = StrictAnswerButParts(arguments)) return *std::move(answer);
  Doubt doubt;
  for (const MaybeItem& item : arguments[0].maybe_items()) doubt.Add(item);
  const std::size_t room = RoomOf(context);
  std::string result;
  for (const Value& item : arguments[0].items()) {
    if (item.is_error()) return item;
    if (result.size() > room) return OutOfRoom(context);
    if (item.is_unknown()) {
      doubt.Add(item);
    } else if (item.kind() != ValueKind::kString) {
      return Value::Error(ErrorCode::kNoSuchOverload, "`join` takes a list of texts");
    } else {
      if (&item != arguments[0].items().data() && arguments.size() > 1) {
        result.append(arguments[1].as_string());
      }
      result.append(item.as_string());
    }
  }
  return doubt.exists() ? doubt.ToUnknown() : Value::String(std::move(result));
}

// In double quotes, with escapes for what could not be read back otherwise.
Value Quote(const CallContext&, Arguments arguments) {
  constexpr std::string_view kEscaped = "\a\b\f\n\r\t\v\\\"";
  constexpr std::string_view kLetters = "abfnrtv\\\"";
  std::string result = "\"";
  for (std::string_view rest = arguments[0].as_string(); !rest.empty();) {
    const CodePoint point = DecodeUtf8(rest);
    const std::size_t at = point.value < 0x80 ? kEscaped.find(static_cast<char>(point.value))
                                              : std::string_view::npos;
    if (!point.valid) {
      result.append("\xEF\xBF\xBD");  // The replacement character.
    } else if (at != std::string_view::npos) {
      result.append(1, '\\').append(1, kLetters[at]);
    } else {
      result.append(rest.substr(0, point.bytes));
    }
    rest.remove_prefix(point.bytes);
  }
  result.push_back('"');
  return Value::String(std::move(result));
}

Value Reverse(const CallContext&, Arguments arguments) {
  const std::string_view text = arguments[0].as_string();
  std::string result(text.size(), '\0');
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = DecodeUtf8(text.substr(at)).bytes;
    text.copy(result.data() + (text.size() - at - bytes), bytes, at);
    at += bytes;
  }
  return Value::String(std::move(result));
}

// Lenient, as the list may hold unknowns.
Value Format(const CallContext& context, Arguments arguments) {
  if (std::optional<Value> answer = StrictAnswerButParts(arguments)) return *std::move(answer);
  return FormatText(arguments[0].as_string(), arguments[1], context);
}

}  // namespace

std::vector<Function> StringLibrary() {
  return {
      {"contains", {Declare("string_contains", "string.(string) -> bool", Contains)},
       "text.contains(part): whether the part occurs in the text"},
      {"startsWith", {Declare("string_starts_with", "string.(string) -> bool", StartsWith)},
       "text.startsWith(start): whether the text begins so"},
      {"endsWith", {Declare("string_ends_with", "string.(string) -> bool", EndsWith)},
       "text.endsWith(end): whether the text ends so"},
      {"matches",
       {Declare("string_matches", "string.(string) -> bool", Matches),
        Declare("matches", "(string, string) -> bool", Matches)},
       "text.matches(pattern): whether the regular expression (RE2) is found in the text"},
      {"charAt", {Declare("string_char_at", "string.(int) -> string", CharAt)},
       "text.charAt(index): that character; '' right behind the last"},
      {"indexOf",
       {Declare("string_index_of", "string.(string) -> int", IndexOf),
        Declare("string_index_of_from", "string.(string, int) -> int", IndexOf)},
       "text.indexOf(part, from): where the part first occurs; -1 if it does not"},
      {"lastIndexOf",
       {Declare("string_last_index_of", "string.(string) -> int", LastIndexOf),
        Declare("string_last_index_of_from", "string.(string, int) -> int", LastIndexOf)},
       "text.lastIndexOf(part, from): where the part last occurs, not behind `from`"},
      {"lowerAscii", {Declare("string_lower_ascii", "string.() -> string", LowerAscii)},
       "text.lowerAscii(): A to Z in lower case"},
      {"upperAscii", {Declare("string_upper_ascii", "string.() -> string", UpperAscii)},
       "text.upperAscii(): a to z in upper case"},
      {"replace",
       {Declare("string_replace", "string.(string, string) -> string", Replace),
        Declare("string_replace_some", "string.(string, string, int) -> string", Replace)},
       "text.replace(old, new, count): with the first `count`, or all, replaced"},
      {"split",
       {Declare("string_split", "string.(string) -> list(string)", Split),
        Declare("string_split_some", "string.(string, int) -> list(string)", Split)},
       "text.split(separator, limit): its pieces, `limit` at most"},
      {"substring",
       {Declare("string_substring", "string.(int) -> string", Substring),
        Declare("string_substring_to", "string.(int, int) -> string", Substring)},
       "text.substring(begin, end): the part from `begin` up to before `end`"},
      {"trim", {Declare("string_trim", "string.() -> string", Trim)},
       "text.trim(): without white space around it"},
      {"join",
       {Declare("list_join", "list(string).() -> string", Join, Strictness::kLenient),
        Declare("list_join_with", "list(string).(string) -> string", Join, Strictness::kLenient)},
       "texts.join(separator): all of them as one"},
      {"strings.quote", {Declare("strings_quote", "(string) -> string", Quote)},
       "strings.quote(text): in double quotes, with escapes"},
      {"reverse", {Declare("string_reverse", "string.() -> string", Reverse)},
       "text.reverse(): from its end to its start"},
      {"format",
       {Declare("string_format", "string.(list(dyn)) -> string", Format, Strictness::kLenient)},
       "pattern.format(values): %s text, %d whole, %f fixed, %e scientific, %x %o %b other bases"},
  };
}

}  // namespace assay
