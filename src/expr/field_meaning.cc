#include "src/expr/field_meaning.h"

#include <utility>

namespace assay {
namespace {

Type ElementType(const Field& field) {
  switch (field.kind) {
    case FieldKind::kBool:
      return MakeType(TypeKind::kBool);
    case FieldKind::kInt:
      return MakeType(TypeKind::kInt);
    case FieldKind::kDecimal:
      return MakeType(TypeKind::kDecimal);
    case FieldKind::kText:
      return MakeType(TypeKind::kString);
    case FieldKind::kEnum:
      return EnumOf(field.enumeration);
    case FieldKind::kDate:
      return MakeType(TypeKind::kDate);
    case FieldKind::kWhen:
      return MakeType(TypeKind::kWhen);
    case FieldKind::kReference:
    case FieldKind::kChild:
      return RecordOf(field.target);
    case FieldKind::kChildren:
      return ListOf(RecordOf(field.target));
  }
  return MakeType(TypeKind::kDyn);
}

// Looks one name up, one kind of meaning after the other.
class Finder {
 public:
  Finder(const Environment& environment, RecordTypeId record, std::string_view name)
      : environment_(environment),
        schema_(*environment.schema()),
        id_(record),
        record_(schema_.record(record)),
        name_(name) {}

  std::optional<FieldMeaning> Find() const {
    if (auto found = Stored()) return found;
    if (auto found = Occurred()) return found;
    if (auto found = Parent()) return found;
    if (auto found = InverseList()) return found;
    if (auto found = Derived()) return found;
    return AllRecords();
  }

 private:
  std::optional<FieldMeaning> Stored() const {
    const FieldId id = schema_.FindField(id_, name_);
    if (id == kNoId) return std::nullopt;
    const Field& field = schema_.field(id_, id);
    const bool is_children = field.kind == FieldKind::kChildren;
    return FieldMeaning{
        .meaning = is_children ? Meaning::kChildren : Meaning::kStoredField,
        .a = id_,
        .b = id,
        .type = CellType(field),
        .vocabulary = field.kind == FieldKind::kText ? field.enumeration : EnumId{kNoId}};
  }

  std::optional<FieldMeaning> Occurred() const {
    if (record_.occurred_field == kNoId) return std::nullopt;
    FieldMeaning found{.a = id_, .b = record_.occurred_field};
    if (name_ == "date") {
      found.meaning = Meaning::kWhenDate;
      found.type = MakeType(TypeKind::kDate);
      const Field& field = schema_.field(id_, record_.occurred_field);
      if (field.missing == Missing::kNone) found.type = MaybeNone(std::move(found.type));
      return found;
    }
    if (name_ != "instant") return std::nullopt;
    found.meaning = Meaning::kWhenInstant;
    found.type = MaybeNone(MakeType(TypeKind::kTimestamp));
    return found;
  }

  std::optional<FieldMeaning> Parent() const {
    if (record_.parent == kNoId || schema_.record(record_.parent).name != name_) {
      return std::nullopt;
    }
    return FieldMeaning{.meaning = Meaning::kParent, .a = id_, .type = RecordOf(record_.parent)};
  }

  std::optional<FieldMeaning> InverseList() const {
    const std::optional<std::uint16_t> index = schema_.FindInverse(id_, name_);
    if (!index.has_value()) return std::nullopt;
    return FieldMeaning{.meaning = Meaning::kInverse,
                        .a = *index,
                        .type = ListOf(RecordOf(schema_.inverses()[*index].source))};
  }

  std::optional<FieldMeaning> Derived() const {
    const std::optional<std::uint16_t> index = environment_.FindDerivedField(id_, name_);
    if (!index.has_value()) return std::nullopt;
    return FieldMeaning{.meaning = Meaning::kDerivedField,
                        .a = id_,
                        .b = *index,
                        .type = StoredType(environment_.derived_fields(id_)[*index].type)};
  }

  std::optional<FieldMeaning> AllRecords() const {
    if (id_ != schema_.organization()) return std::nullopt;
    for (std::size_t i = 0; i < schema_.records().size(); ++i) {
      const RecordType& record = schema_.records()[i];
      if (record.role == RecordRole::kSingle || record.plural != name_) continue;
      const auto id = static_cast<RecordTypeId>(i);
      return FieldMeaning{.meaning = Meaning::kAllRecords, .a = id, .type = ListOf(RecordOf(id))};
    }
    return std::nullopt;
  }

  const Environment& environment_;
  const Schema& schema_;
  const RecordTypeId id_;
  const RecordType& record_;
  const std::string_view name_;
};

}  // namespace

Type CellType(const Field& field) {
  Type type = ElementType(field);
  if (field.is_list) type = ListOf(std::move(type));
  return field.missing == Missing::kNone ? MaybeNone(std::move(type)) : type;
}

std::optional<FieldMeaning> FindFieldMeaning(const Environment& environment, RecordTypeId record,
                                             std::string_view name) {
  return Finder(environment, record, name).Find();
}

std::vector<std::string_view> SelectableNames(const Environment& environment, RecordTypeId record) {
  const Schema& schema = *environment.schema();
  const RecordType& type = schema.record(record);
  std::vector<std::string_view> names;
  for (const Field& field : type.fields) names.push_back(field.name);
  if (type.occurred_field != kNoId) names.insert(names.end(), {"date", "instant"});
  if (type.parent != kNoId) names.push_back(schema.record(type.parent).name);
  for (const Inverse& inverse : schema.inverses()) {
    if (inverse.target == record) names.push_back(inverse.name);
  }
  for (const DerivedField& field : environment.derived_fields(record)) names.push_back(field.name);
  if (record == schema.organization()) {
    for (const RecordType& other : schema.records()) {
      if (other.role != RecordRole::kSingle) names.push_back(other.plural);
    }
  }
  return names;
}

}  // namespace assay
