#include "tests/conformance/vector.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "absl/strings/escaping.h"
#include "src/base/tree.h"
#include "src/expr/type_syntax.h"

namespace assay {
namespace {

// Reads one case; the first thing that is not as described is kept in `fault`.
class VectorReader {
 public:
  explicit VectorReader(std::string* fault) : fault_(fault) {}

  std::optional<Vector> Run(const Node& root) {
    Vector result;
    result.id = Text(root, "id");
    result.expr = Text(root, "expr");
    if (const Node* container = root.Find("container")) result.container = container->text;
    result.disable_check = Flag(root, "disable_check");
    result.check_only = Flag(root, "check_only");
    result.disable_macros = Flag(root, "disable_macros");
    if (const Node* declarations = root.Find("type_env")) {
      for (const Node& declaration : declarations->items) Declaration(declaration, &result);
    }
    if (const Node* bindings = root.Find("bindings")) {
      for (const NodeMember& member : bindings->members) {
        const Node* value = member.value.Find("value");
        if (value == nullptr) Fail("a binding has no value");
        result.bindings.emplace_back(member.key, value == nullptr ? Value() : OneValue(*value));
      }
    }
    Expectation(root.Find("expect"), &result);
    if (!fault_->empty()) return std::nullopt;
    return result;
  }

 private:
  void Fail(std::string_view fault) {
    if (fault_->empty()) *fault_ = fault;
  }

  std::string Text(const Node& node, std::string_view key) {
    const Node* member = node.Find(key);
    if (member == nullptr || !member->is_scalar()) {
      Fail("no text `" + std::string(key) + "`");
      return {};
    }
    return member->text;
  }

  static bool Flag(const Node& node, std::string_view key) {
    const Node* member = node.Find(key);
    return member != nullptr && member->text == "true";
  }

  Type OneType(const std::string& text) {
    std::optional<Type> type = ReadWholeType(text, {.parameters = true, .opaque = true});
    if (!type.has_value()) Fail("`" + text + "` is not a type");
    return std::move(type).value_or(Type());
  }

  template <typename Number>
  Number OneNumber(const Node& node, std::string_view key) {
    const std::string text = Text(node, key);
    Number number = 0;
    const auto [rest, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || rest != text.data() + text.size()) {
      Fail("`" + text + "` is not a number");
    }
    return number;
  }

  double OneDouble(const Node& node) {
    const std::string text = Text(node, "v");
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity") return std::numeric_limits<double>::infinity();
    if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
    return OneNumber<double>(node, "v");
  }

  Value OneValue(const Node& node);
  Value OneUnknown(const Node& node);
  Value OneOptional(const Node& node);
  std::vector<MaybeItem> MaybeItems(const Node& node);
  Date OneDate(const std::string& text);
  void Declaration(const Node& node, Vector* result);
  void Expectation(const Node* node, Vector* result);

  std::string* fault_;
};

Date VectorReader::OneDate(const std::string& text) {
  const std::optional<Date> date = Date::Parse(text);
  if (!date.has_value()) Fail("`" + text + "` is not a date");
  return date.value_or(Date());
}

Value VectorReader::OneUnknown(const Node& node) {
  UnknownBounds bounds;
  if (node.Find("lowest") != nullptr) bounds.lowest = OneNumber<std::int64_t>(node, "lowest");
  if (node.Find("highest") != nullptr) bounds.highest = OneNumber<std::int64_t>(node, "highest");
  if (node.Find("first") != nullptr) bounds.lowest = OneDate(Text(node, "first")).days_since_epoch();
  if (node.Find("last") != nullptr) bounds.highest = OneDate(Text(node, "last")).days_since_epoch();
  return Value::Unknown(bounds);
}

Value VectorReader::OneOptional(const Node& node) {
  const Node* held = node.Find("v");
  return held == nullptr ? Value::OptionalNone() : Value::OptionalOf(OneValue(*held));
}

// What an open list may hold besides its elements.
std::vector<MaybeItem> VectorReader::MaybeItems(const Node& node) {
  std::vector<MaybeItem> items;
  const Node* maybe = node.Find("maybe");
  if (maybe == nullptr) return items;
  for (const Node& item : maybe->items) {
    const Node* value = item.Find("value");
    if (value == nullptr) Fail("an element that may be missing has no value");
    items.push_back({value == nullptr ? Value() : OneValue(*value), Flag(item, "repeated"), {}});
  }
  return items;
}

Value VectorReader::OneValue(const Node& node) {
  const std::string kind = Text(node, "t");
  const Node* content = node.Find("v");
  if (kind == "null") return Value::Null();
  if (kind == "bool") return Value::Bool(Flag(node, "v"));
  if (kind == "int") return Value::Int(OneNumber<std::int64_t>(node, "v"));
  if (kind == "uint") return Value::Uint(OneNumber<std::uint64_t>(node, "v"));
  if (kind == "double") return Value::Double(OneDouble(node));
  if (kind == "string") return Value::String(Text(node, "v"));
  if (kind == "type") return Value::TypeOf(OneType(Text(node, "v")));
  if (kind == "unknown") return OneUnknown(node);
  if (kind == "optional") return OneOptional(node);
  if (kind == "date") return Value::DateOf(OneDate(Text(node, "v")));
  if (kind == "decimal") {
    const std::optional<Decimal> decimal = Decimal::Parse(Text(node, "v"));
    if (!decimal.has_value()) Fail("`" + Text(node, "v") + "` is not a decimal");
    return Value::DecimalOf(decimal.value_or(Decimal()));
  }
  if (kind == "timestamp") {
    return Value::Timestamp({OneNumber<std::int64_t>(node, "s"), OneNumber<std::int32_t>(node, "n")});
  }
  if (kind == "duration") {
    return Value::Duration({OneNumber<std::int64_t>(node, "s"), OneNumber<std::int32_t>(node, "n")});
  }
  if (kind == "bytes") {
    std::string bytes;
    if (!absl::Base64Unescape(Text(node, "v"), &bytes)) Fail("bytes are not base64");
    return Value::Bytes(std::move(bytes));
  }
  if (content == nullptr || !content->is_sequence()) {
    Fail("a value of the kind `" + kind + "` cannot be read");
    return {};
  }
  std::vector<Value> items;
  std::vector<std::pair<Value, Value>> entries;
  for (const Node& item : content->items) {
    if (kind == "list") {
      items.push_back(OneValue(item));
    } else if (kind == "map" && item.items.size() == 2) {
      entries.emplace_back(OneValue(item.items[0]), OneValue(item.items[1]));
    } else {
      Fail("a value of the kind `" + kind + "` cannot be read");
    }
  }
  if (kind == "list") return Value::OpenList(std::move(items), MaybeItems(node));
  return Value::Map(std::move(entries));
}

void VectorReader::Declaration(const Node& node, Vector* result) {
  const std::string name = Text(node, "name");
  if (Text(node, "kind") == "ident") {
    result->variables.push_back({name, OneType(Text(node, "type"))});
    return;
  }
  Function function;
  function.name = name;
  const Node* overloads = node.Find("overloads");
  if (overloads == nullptr) return Fail("a function has no overloads");
  for (const Node& declared : overloads->items) {
    Overload overload;
    overload.id = Text(declared, "id");
    overload.receiver = Flag(declared, "receiver");
    overload.result = OneType(Text(declared, "result"));
    if (const Node* parameters = declared.Find("params")) {
      for (const Node& parameter : parameters->items) {
        overload.parameters.push_back(OneType(parameter.text));
      }
    }
    function.overloads.push_back(std::move(overload));
  }
  result->functions.push_back(std::move(function));
}

// Without one the expression must be true.
void VectorReader::Expectation(const Node* node, Vector* result) {
  result->value = Value::Bool(true);
  if (node == nullptr) return;
  const std::string kind = Text(*node, "kind");
  const Node* value = node->Find("value");
  if (value != nullptr) {
    result->value = OneValue(*value);
  } else if (kind != "value") {
    result->value.reset();
  }
  if (kind == "error") result->expect = ExpectKind::kError;
  if (kind == "typed") {
    result->expect = ExpectKind::kTyped;
    result->type = OneType(Text(*node, "type"));
  }
}

}  // namespace

std::optional<Vector> ReadVector(std::string_view line, std::string* fault) {
  Document document;
  Diagnostics problems;
  if (!ReadJson(line, "", {}, &document, &problems)) {
    *fault = problems.empty() ? "not JSON" : problems[0].message;
    return std::nullopt;
  }
  fault->clear();
  return VectorReader(fault).Run(document.root);
}

}  // namespace assay
