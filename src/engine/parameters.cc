#include "src/engine/parameters.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/base/tree.h"

namespace assay {
namespace {

// One override's text as a tree: JSON, or a bare word taken as a string.
Node ReadText(const std::string& text) {
  Document document;
  Diagnostics ignored;
  if (ReadJson(text, "", TreeLimits{}, &document, &ignored)) return document.root;
  Node word;
  word.kind = NodeKind::kScalar;
  word.style = ScalarStyle::kQuoted;
  word.text = text;
  return word;
}

// Turns scalars into values of a type, and values back into JSON.
class ParameterReader {
 public:
  ParameterReader(const Schema& schema, const Parameter& parameter) : schema_(schema), parameter_(parameter) {}

  std::optional<Value> Read(const Node& node, const Type& type) {
    if (type.kind == TypeKind::kList) {
      if (!node.is_sequence()) {
        return Refuse("type", "is not a list",
                      absl::StrCat("write it as ", AsList(node.text, type.arguments[0])));
      }
      std::vector<Value> items;
      for (const Node& item : node.items) {
        std::optional<Value> value = ReadScalar(item, type.arguments[0]);
        if (!value) return std::nullopt;
        items.push_back(*std::move(value));
      }
      return Value::List(std::move(items));
    }
    return ReadScalar(node, type);
  }

  const std::string& fault_code() const { return fault_code_; }
  const std::string& fault() const { return fault_; }
  const std::string& hint() const { return hint_; }

 private:
  std::optional<Value> Refuse(const char* code, std::string fault, std::string hint = {}) {
    fault_code_ = absl::StrCat("assess.parameter-", code);
    fault_ = std::move(fault);
    hint_ = std::move(hint);
    return std::nullopt;
  }

  // `["a", "b"]` of `[a, b]`, `a, b` or `a`: what was meant, as JSON.
  std::string AsList(std::string_view text, const Type& element) const {
    const bool is_bare = element.kind == TypeKind::kBool || element.kind == TypeKind::kInt ||
                         element.kind == TypeKind::kDecimal;
    constexpr std::string_view kAround = " []\"'";
    std::string list;
    while (!text.empty()) {
      const std::string_view piece = text.substr(0, text.find(','));
      text.remove_prefix(std::min(piece.size() + 1, text.size()));
      const std::size_t first = piece.find_first_not_of(kAround);
      if (first == std::string_view::npos) continue;
      const std::string word(
          piece.substr(first, piece.find_last_not_of(kAround) - first + 1));
      absl::StrAppend(&list, list.empty() ? "" : ", ", is_bare ? "" : "\"", word,
                      is_bare ? "" : "\"");
    }
    // An empty list would be taken, and ask nothing of anybody.
    return absl::StrCat("`[", list.empty() ? ExampleOf(element) : list, "]`");
  }

  // Two elements, where nothing that was written can be one.
  std::string ExampleOf(const Type& element) const {
    switch (element.kind) {
      case TypeKind::kBool: return "true, false";
      case TypeKind::kInt: return "1, 2";
      case TypeKind::kDecimal: return "1.5, 2";
      case TypeKind::kDate: return "\"2026-03-31\", \"2026-04-01\"";
      case TypeKind::kEnum: {
        const std::vector<std::string>& words = schema_.enums()[element.id].values;
        const std::string first = absl::StrCat("\"", words.front(), "\"");
        return words.size() == 1 ? first : absl::StrCat(first, ", \"", words[1], "\"");
      }
      default: return "\"one\", \"two\"";
    }
  }

  std::optional<Value> ReadScalar(const Node& node, const Type& type) {
    if (!node.is_scalar()) return Refuse("type", "is not a single value");
    const bool is_text = node.style != ScalarStyle::kPlain;
    switch (type.kind) {
      case TypeKind::kBool:
        if (!is_text && node.text == "true") return Value::Bool(true);
        if (!is_text && node.text == "false") return Value::Bool(false);
        return Refuse("type", "is not true or false");
      case TypeKind::kInt: return ReadInt(node.text, is_text);
      case TypeKind::kDecimal:
        if (const std::optional<Decimal> decimal = Decimal::Parse(node.text)) return Value::DecimalOf(*decimal);
        return Refuse("type", "is not a decimal number");
      case TypeKind::kDate:
        if (const std::optional<Date> date = Date::Parse(node.text)) return Value::DateOf(*date);
        return Refuse("type", "is not a date", "write it as \"2026-03-31\"");
      case TypeKind::kEnum: return ReadWord(node.text, type.id);
      case TypeKind::kString: return Value::String(node.text);
      default: return Refuse("type", "has a type that parameters cannot have");
    }
  }

  std::optional<Value> ReadInt(std::string_view text, bool is_text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (is_text || error != std::errc() || end != text.data() + text.size()) {
      return Refuse("type", "is not a whole number");
    }
    if (parameter_.minimum && number < *parameter_.minimum) {
      return Refuse("range", absl::StrCat("is below ", *parameter_.minimum));
    }
    if (parameter_.maximum && number > *parameter_.maximum) {
      return Refuse("range", absl::StrCat("is above ", *parameter_.maximum));
    }
    return Value::Int(number);
  }

  std::optional<Value> ReadWord(const std::string& text, EnumId words) {
    if (schema_.FindEnumValue(words, text) >= 0) return Value::String(text);
    std::string known;
    for (const std::string& word : schema_.enums()[words].values) {
      absl::StrAppend(&known, known.empty() ? "" : ", ", word);
    }
    return Refuse("type", absl::StrCat("is not a word of ", schema_.enums()[words].name),
                  absl::StrCat("one of: ", known));
  }

  const Schema& schema_;
  const Parameter& parameter_;
  std::string fault_code_;
  std::string fault_;
  std::string hint_;
};

Value ScalarValue(const ParameterScalar& scalar) {
  struct Visitor {
    Value operator()(bool value) const { return Value::Bool(value); }
    Value operator()(std::int64_t value) const { return Value::Int(value); }
    Value operator()(const Decimal& value) const { return Value::DecimalOf(value); }
    Value operator()(const std::string& value) const { return Value::String(value); }
    Value operator()(const Date& value) const { return Value::DateOf(value); }
  };
  return std::visit(Visitor{}, scalar);
}

Value DefaultValue(const ParameterValue& value) {
  if (const auto* list = std::get_if<std::vector<ParameterScalar>>(&value)) {
    std::vector<Value> items;
    for (const ParameterScalar& scalar : *list) items.push_back(ScalarValue(scalar));
    return Value::List(std::move(items));
  }
  struct Visitor {
    Value operator()(bool one) const { return Value::Bool(one); }
    Value operator()(std::int64_t one) const { return Value::Int(one); }
    Value operator()(const Decimal& one) const { return Value::DecimalOf(one); }
    Value operator()(const std::string& one) const { return Value::String(one); }
    Value operator()(const Date& one) const { return Value::DateOf(one); }
    Value operator()(const std::vector<ParameterScalar>&) const { return Value::Null(); }
  };
  return std::visit(Visitor{}, value);
}

ParameterResult::Scalar ReportScalar(const Value& value) {
  using Kind = ParameterResult::Scalar::Kind;
  switch (value.kind()) {
    case ValueKind::kBool: return {Kind::kBool, value.as_bool() ? "true" : "false"};
    case ValueKind::kInt: return {Kind::kNumber, absl::StrCat(value.as_int())};
    case ValueKind::kDecimal: return {Kind::kNumber, value.as_decimal().ToString()};
    case ValueKind::kDate: return {Kind::kText, value.as_date().ToString()};
    default: return {Kind::kText, std::string(value.as_string())};
  }
}

ParameterResult Reported(const std::string& name, const Value& value) {
  ParameterResult result;
  result.name = name;
  result.is_list = value.kind() == ValueKind::kList;
  if (!result.is_list) {
    result.values.push_back(ReportScalar(value));
    return result;
  }
  for (const Value& item : value.items()) result.values.push_back(ReportScalar(item));
  return result;
}

}  // namespace

std::optional<EffectiveParameters> ReadParameters(
    const CompiledPack::Rep& pack, const std::vector<std::pair<std::string, std::string>>& overrides,
    Diagnostics* problems) {
  const std::vector<Parameter>& parameters = pack.pack.definition().parameters;
  EffectiveParameters effective;
  for (const Parameter& parameter : parameters) effective.values.push_back(DefaultValue(parameter.default_value));
  std::vector<bool> is_set(parameters.size(), false);
  const std::size_t before = problems->size();
  const auto report = [&](std::string code, std::string message, std::string hint) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    problems->push_back(std::move(diagnostic));
  };
  for (const auto& [name, text] : overrides) {
    std::size_t index = 0;
    while (index < parameters.size() && parameters[index].name != name) ++index;
    if (index == parameters.size()) {
      std::vector<std::string_view> names;
      for (const Parameter& parameter : parameters) names.push_back(parameter.name);
      const std::string_view near = NearestName(name, names);
      report("assess.no-such-parameter", absl::StrCat("the pack has no parameter `", name, "`"),
             near.empty() ? std::string() : absl::StrCat("did you mean `", std::string(near), "`?"));
      continue;
    }
    if (is_set[index]) {
      report("assess.parameter-twice", absl::StrCat("parameter `", name, "` is given twice"), "");
      continue;
    }
    is_set[index] = true;
    ParameterReader reader(*pack.schema, parameters[index]);
    std::optional<Value> value = reader.Read(ReadText(text), pack.parameter_types[index]);
    if (!value) {
      report(reader.fault_code(), absl::StrCat("parameter `", name, "`: `", text, "` ", reader.fault()),
             reader.hint());
      continue;
    }
    effective.values[index] = *std::move(value);
  }
  if (problems->size() != before) return std::nullopt;
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    effective.reported.push_back(Reported(parameters[k].name, effective.values[k]));
  }
  return effective;
}

}  // namespace assay
