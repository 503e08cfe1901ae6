#include "src/base/json_writer.h"

#include <algorithm>
#include <cassert>

#include "src/base/json_events.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

bool IsPlain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

// Takes the digits at the front of `rest`; how many there were.
std::size_t TakeDigits(std::string_view* rest) {
  const std::size_t count = std::min(rest->find_first_not_of("0123456789"), rest->size());
  rest->remove_prefix(count);
  return count;
}

bool TakeOneOf(std::string_view allowed, std::string_view* rest) {
  if (rest->empty() || allowed.find(rest->front()) == std::string_view::npos) return false;
  rest->remove_prefix(1);
  return true;
}

}  // namespace

void AppendJsonString(std::string_view text, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out->push_back('"');
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), IsPlain) - text.begin());
    out->append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    const CodePoint next = DecodeUtf8(text);
    if (!next.valid) {
      out->append("\xEF\xBF\xBD");
    } else if (next.value < 0x20) {
      out->append("\\u00");
      out->push_back(kHex[next.value >> 4]);
      out->push_back(kHex[next.value & 0xF]);
    } else {
      if (next.bytes == 1) out->push_back('\\');
      out->append(text.substr(0, next.bytes));
    }
    text.remove_prefix(next.bytes);
  }
  out->push_back('"');
}

bool IsJsonNumber(std::string_view text) {
  TakeOneOf("-", &text);
  const bool zero = !text.empty() && text.front() == '0';
  const std::size_t whole = TakeDigits(&text);
  if (whole == 0 || (zero && whole > 1)) return false;
  if (TakeOneOf(".", &text) && TakeDigits(&text) == 0) return false;
  if (TakeOneOf("eE", &text)) {
    TakeOneOf("+-", &text);
    if (TakeDigits(&text) == 0) return false;
  }
  return text.empty();
}

void JsonWriter::BreakLine() {
  if (layout_ == JsonLayout::kCompact) return;
  out_->push_back('\n');
  out_->append(open_.size() * 2, ' ');
}

// What stands between the item before and the next one.
void JsonWriter::Separate() {
  if (open_.back().has_items) out_->push_back(',');
  open_.back().has_items = true;
  BreakLine();
}

void JsonWriter::BeforeValue() {
  if (open_.empty()) {
    assert(!has_root_ && "a second value after the first");
    has_root_ = true;
    return;
  }
  if (open_.back().is_array) {
    Separate();
    return;
  }
  assert(open_.back().awaits_value && "a value without a key");
  open_.back().awaits_value = false;
}

void JsonWriter::Open(bool is_array) {
  BeforeValue();
  out_->push_back(is_array ? '[' : '{');
  open_.push_back({is_array, false, false});
}

void JsonWriter::Close(bool is_array) {
  assert(!open_.empty() && open_.back().is_array == is_array && "a bracket that was not opened");
  assert(!open_.back().awaits_value && "a key without a value");
  const bool has_items = open_.back().has_items;
  open_.pop_back();
  if (has_items) BreakLine();
  out_->push_back(is_array ? ']' : '}');
}

void JsonWriter::BeginObject() { Open(false); }
void JsonWriter::EndObject() { Close(false); }
void JsonWriter::BeginArray() { Open(true); }
void JsonWriter::EndArray() { Close(true); }

void JsonWriter::Key(std::string_view key) {
  assert(!open_.empty() && !open_.back().is_array && "a key outside an object");
  assert(!open_.back().awaits_value && "a key without a value");
  Separate();
  AppendJsonString(key, out_);
  out_->append(layout_ == JsonLayout::kCompact ? ":" : ": ");
  open_.back().awaits_value = true;
}

void JsonWriter::String(std::string_view text) {
  BeforeValue();
  AppendJsonString(text, out_);
}

void JsonWriter::Integer(std::int64_t value) {
  BeforeValue();
  out_->append(std::to_string(value));
}

void JsonWriter::Bool(bool value) {
  BeforeValue();
  out_->append(value ? "true" : "false");
}

void JsonWriter::Null() {
  BeforeValue();
  out_->append("null");
}

void JsonWriter::Number(std::string_view text) {
  assert(IsJsonNumber(text));
  BeforeValue();
  out_->append(text);
}

}  // namespace assay
