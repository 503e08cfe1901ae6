// Types as values: how they are made, named, stored and taken apart.

#include "assay/expr/type.h"

#include <string>
#include <utility>

namespace assay {
namespace {

// The words of kinds that need nothing but their kind. Empty for the others.
std::string_view PlainName(TypeKind kind) {
  switch (kind) {
    case TypeKind::kError:
      return "error";
    case TypeKind::kDyn:
      return "dyn";
    case TypeKind::kNull:
      return "null_type";
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kInt:
      return "int";
    case TypeKind::kUint:
      return "uint";
    case TypeKind::kDouble:
      return "double";
    case TypeKind::kString:
      return "string";
    case TypeKind::kBytes:
      return "bytes";
    case TypeKind::kTimestamp:
      return "timestamp";
    case TypeKind::kDuration:
      return "duration";
    case TypeKind::kList:
      return "list";
    case TypeKind::kMap:
      return "map";
    case TypeKind::kOptional:
      return "optional";
    case TypeKind::kType:
      return "type";
    case TypeKind::kDate:
      return "date";
    case TypeKind::kWhen:
      return "when";
    case TypeKind::kDecimal:
      return "decimal";
    case TypeKind::kIp:
      return "ip";
    case TypeKind::kCidr:
      return "cidr";
    case TypeKind::kPopulation:
      return "population";
    case TypeKind::kNamespace:
      return "namespace";
    case TypeKind::kRecord:
    case TypeKind::kEnum:
    case TypeKind::kParameter:
    case TypeKind::kOpaque:
      return {};
  }
  return {};
}

// The name before any arguments.
std::string HeadName(const Type& type, const Schema* schema) {
  switch (type.kind) {
    case TypeKind::kRecord:
      if (schema != nullptr) return schema->record(type.id).name;
      return "record";
    case TypeKind::kEnum:
      if (schema != nullptr) return schema->enums()[type.id].name;
      return "enum";
    case TypeKind::kPopulation:
      if (schema != nullptr) return "population of " + schema->record(type.id).name;
      return "population";
    case TypeKind::kParameter:
    case TypeKind::kOpaque:
      return type.name;
    default:
      return std::string(PlainName(type.kind));
  }
}

}  // namespace

Type MakeType(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type ListOf(Type element) {
  Type type = MakeType(TypeKind::kList);
  type.arguments.push_back(std::move(element));
  return type;
}

Type MapOf(Type key, Type value) {
  Type type = MakeType(TypeKind::kMap);
  type.arguments.push_back(std::move(key));
  type.arguments.push_back(std::move(value));
  return type;
}

Type OptionalOf(Type value) {
  Type type = MakeType(TypeKind::kOptional);
  type.arguments.push_back(std::move(value));
  return type;
}

Type RecordOf(RecordTypeId id) {
  Type type = MakeType(TypeKind::kRecord);
  type.id = id;
  return type;
}

Type EnumOf(EnumId id) {
  Type type = MakeType(TypeKind::kEnum);
  type.id = id;
  return type;
}

Type MaybeNone(Type type) {
  // A dyn, a null and a fault may be none as they are.
  if (type.kind != TypeKind::kDyn && type.kind != TypeKind::kNull &&
      type.kind != TypeKind::kError) {
    type.maybe_none = true;
  }
  return type;
}

Type WithoutNone(Type type) {
  type.maybe_none = false;
  return type;
}

Type StoredType(Type type) {
  if (type.kind != TypeKind::kOptional) return type;
  Type value = std::move(type.arguments[0]);
  return MaybeNone(StoredType(std::move(value)));
}

Type GapType() {
  Type type = MakeType(TypeKind::kOpaque);
  type.name = "gap";
  return type;
}

std::optional<Type> BuiltInField(const Type& type, std::string_view field) {
  if (type.kind != TypeKind::kOpaque || type.name != "gap") return std::nullopt;
  if (field == "days") return MakeType(TypeKind::kInt);
  if (field == "from" || field == "to") return MakeType(TypeKind::kDate);
  return std::nullopt;
}

std::string TypeName(const Type& type, const Schema* schema) {
  std::string name = HeadName(type, schema);
  if (!type.arguments.empty()) {
    name += '(';
    for (std::size_t i = 0; i < type.arguments.size(); ++i) {
      if (i > 0) name += ", ";
      name += TypeName(type.arguments[i], schema);
    }
    name += ')';
  }
  if (type.maybe_none) name += '?';
  return name;
}

}  // namespace assay
