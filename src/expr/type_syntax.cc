#include "src/expr/type_syntax.h"

#include <string>
#include <utility>
#include <vector>

namespace assay {
namespace {

// Types within types; deeper ones come from no author, only from an attempt on the stack.
constexpr int kDeepest = 32;

struct NamedType {
  std::string_view name;
  TypeKind kind;
  bool maybe_none = false;
};

// Names of types that take no arguments, assay's and CEL's own first.
constexpr NamedType kPlain[] = {
    {"dyn", TypeKind::kDyn},
    {"null_type", TypeKind::kNull},
    {"bool", TypeKind::kBool},
    {"int", TypeKind::kInt},
    {"uint", TypeKind::kUint},
    {"double", TypeKind::kDouble},
    {"string", TypeKind::kString},
    {"bytes", TypeKind::kBytes},
    {"timestamp", TypeKind::kTimestamp},
    {"duration", TypeKind::kDuration},
    {"type", TypeKind::kType},
    {"date", TypeKind::kDate},
    {"when", TypeKind::kWhen},
    {"decimal", TypeKind::kDecimal},
    {"ip", TypeKind::kIp},
    {"cidr", TypeKind::kCidr},
    {"net.IP", TypeKind::kIp},
    {"net.CIDR", TypeKind::kCidr},
    {"google.protobuf.Any", TypeKind::kDyn},
    {"google.protobuf.Value", TypeKind::kDyn},
    {"google.protobuf.NullValue", TypeKind::kNull},
    {"google.protobuf.Timestamp", TypeKind::kTimestamp},
    {"google.protobuf.Duration", TypeKind::kDuration},
    {"google.protobuf.BoolValue", TypeKind::kBool, true},
    {"google.protobuf.Int32Value", TypeKind::kInt, true},
    {"google.protobuf.Int64Value", TypeKind::kInt, true},
    {"google.protobuf.UInt32Value", TypeKind::kUint, true},
    {"google.protobuf.UInt64Value", TypeKind::kUint, true},
    {"google.protobuf.FloatValue", TypeKind::kDouble, true},
    {"google.protobuf.DoubleValue", TypeKind::kDouble, true},
    {"google.protobuf.StringValue", TypeKind::kString, true},
    {"google.protobuf.BytesValue", TypeKind::kBytes, true},
};

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.';
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t position, const TypeSyntax& syntax)
      : text_(text), position_(position), syntax_(syntax) {}

  std::size_t position() const { return position_; }

  std::optional<Type> Read(int depth) {
    if (depth > kDeepest) return std::nullopt;
    if (syntax_.parameters && Accept('<')) {
      const std::string_view name = Name();
      if (name.empty() || !Accept('>')) return std::nullopt;
      return Parameter(name);
    }
    const std::string_view name = Name();
    if (name.empty()) return std::nullopt;
    std::vector<Type> arguments;
    const bool has_arguments = Accept('(');
    if (has_arguments && !Arguments(depth, &arguments)) return std::nullopt;
    std::optional<Type> type = Resolve(name, has_arguments, std::move(arguments));
    // The mark follows at once: `a ? b` is never a type.
    if (type.has_value() && position_ < text_.size() && text_[position_] == '?') {
      ++position_;
      type = MaybeNone(*std::move(type));
    }
    return type;
  }

 private:
  void SkipSpaces() {
    while (position_ < text_.size() && text_[position_] == ' ') ++position_;
  }
  bool Accept(char wanted) {
    const std::size_t before = position_;
    SkipSpaces();
    if (position_ < text_.size() && text_[position_] == wanted) {
      ++position_;
      return true;
    }
    position_ = before;
    return false;
  }
  std::string_view Name() {
    SkipSpaces();
    const std::size_t begin = position_;
    while (position_ < text_.size() && IsNameByte(text_[position_])) ++position_;
    std::string_view name = text_.substr(begin, position_ - begin);
    // A dot at the end belongs to what follows: the receiver form `string.(...)`, `A...`.
    while (!name.empty() && name.back() == '.') {
      name.remove_suffix(1);
      --position_;
    }
    return name;
  }
  bool Arguments(int depth, std::vector<Type>* arguments) {
    do {
      std::optional<Type> argument = Read(depth + 1);
      if (!argument.has_value()) return false;
      arguments->push_back(*std::move(argument));
    } while (Accept(','));
    return Accept(')');
  }

  static Type Parameter(std::string_view name) {
    Type type = MakeType(TypeKind::kParameter);
    type.name = std::string(name);
    return type;
  }

  std::optional<Type> Resolve(std::string_view name, bool has_arguments,
                              std::vector<Type> arguments) const {
    if (has_arguments) return ResolveConstructed(name, std::move(arguments));
    for (const NamedType& named : kPlain) {
      if (named.name != name) continue;
      Type type = MakeType(named.kind);
      type.maybe_none = named.maybe_none;
      return type;
    }
    if (name == "list" || name == "google.protobuf.ListValue")
      return ListOf(MakeType(TypeKind::kDyn));
    if (name == "google.protobuf.Struct")
      return MapOf(MakeType(TypeKind::kString), MakeType(TypeKind::kDyn));
    if (name == "map") return MapOf(MakeType(TypeKind::kDyn), MakeType(TypeKind::kDyn));
    if (name == "gap") return GapType();
    if (syntax_.parameters && name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z')
      return Parameter(name);
    if (syntax_.schema != nullptr) {
      const RecordTypeId record = syntax_.schema->FindRecord(name);
      if (record != kNoId) return RecordOf(record);
      const EnumId enumeration = syntax_.schema->FindEnum(name);
      if (enumeration != kNoId) return EnumOf(enumeration);
    }
    return Opaque(name, {});
  }

  std::optional<Type> ResolveConstructed(std::string_view name, std::vector<Type> arguments) const {
    if (name == "map") {
      if (arguments.size() != 2) return std::nullopt;
      return MapOf(std::move(arguments[0]), std::move(arguments[1]));
    }
    if (arguments.size() == 1) {
      if (name == "list") return ListOf(std::move(arguments[0]));
      if (name == "optional" || name == "optional_type") return OptionalOf(std::move(arguments[0]));
      if (name == "wrapper") return MaybeNone(std::move(arguments[0]));
      if (name == "type") {
        Type type = MakeType(TypeKind::kType);
        type.arguments = std::move(arguments);
        return type;
      }
    }
    return Opaque(name, std::move(arguments));
  }

  std::optional<Type> Opaque(std::string_view name, std::vector<Type> arguments) const {
    if (!syntax_.opaque) return std::nullopt;
    Type type = MakeType(TypeKind::kOpaque);
    type.name = std::string(name);
    type.arguments = std::move(arguments);
    return type;
  }

  std::string_view text_;
  std::size_t position_;
  const TypeSyntax& syntax_;
};

}  // namespace

std::optional<Type> ReadType(std::string_view text, std::size_t* position,
                             const TypeSyntax& syntax) {
  Reader reader(text, *position, syntax);
  std::optional<Type> type = reader.Read(0);
  *position = reader.position();
  return type;
}

std::optional<Type> ReadWholeType(std::string_view text, const TypeSyntax& syntax) {
  std::size_t position = 0;
  std::optional<Type> type = ReadType(text, &position, syntax);
  while (position < text.size() && text[position] == ' ') ++position;
  if (position != text.size()) return std::nullopt;
  return type;
}

std::optional<Type> ParseType(std::string_view text, const Schema* schema) {
  return ReadWholeType(text, {.schema = schema});
}

}  // namespace assay
