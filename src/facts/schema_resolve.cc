// Names of a draft: that they are names, that none is given twice, and what they lead to.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "absl/strings/str_cat.h"
#include "src/facts/field_kind.h"
#include "src/facts/schema_draft.h"

namespace assay {
namespace {

constexpr std::size_t kMaxEnumValues = 64;
constexpr std::size_t kMaxDeclarations = kNoId - 1;

using Subject = SchemaFaults::Subject;

bool IsIdentifier(std::string_view name) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  if (name.empty() || !letter(name.front())) return false;
  for (const char c : name) {
    if (!letter(c) && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

// Names that must differ from each other, such as the fields of one record.
class NameSpace {
 public:
  NameSpace(std::string_view what, SchemaFaults* faults) : what_(what), faults_(faults) {}

  void Add(std::string_view name, const Subject& subject) {
    if (!IsIdentifier(name)) {
      faults_->Add(subject, "schema.bad-name",
                   absl::StrCat("`", std::string(name), "` cannot be the name of ", what_),
                   "a name is letters, digits and underscores, and begins with no digit");
      return;
    }
    if (!names_.emplace(name, true).second) {
      faults_->Add(subject, "schema.duplicate-name",
                   absl::StrCat("there is already ", what_, " `", std::string(name), "`"));
    }
  }

 private:
  std::string what_;
  SchemaFaults* faults_;
  boost::unordered_flat_map<std::string_view, bool> names_;
};

void CheckEnumValues(const EnumType& type, const Subject& subject, SchemaFaults* faults) {
  if (type.values.size() > kMaxEnumValues) {
    faults->Add(subject, "schema.too-many",
                absl::StrCat("enum `", type.name, "` has ", type.values.size(),
                             " values, more than ", kMaxEnumValues),
                "a longer list of words is a text field");
  }
  boost::unordered_flat_map<std::string_view, bool> seen;
  for (const std::string& value : type.values) {
    if (value.empty()) {
      faults->Add(subject, "schema.bad-name",
                  absl::StrCat("enum `", type.name, "` has an empty value"));
    } else if (!seen.emplace(value, true).second) {
      faults->Add(subject, "schema.duplicate-name",
                  absl::StrCat("enum `", type.name, "` has the value `", value, "` twice"));
    }
  }
}

// Ids by name, and the names to choose from when one leads nowhere.
class Directory {
 public:
  void Add(std::string_view name, std::uint16_t id) {
    if (ids_.emplace(name, id).second) names_.push_back(name);
  }

  // kNoId and a fault if `name` is not listed; kNoId alone if it is empty.
  std::uint16_t Find(std::string_view name, std::string_view what, const Subject& subject,
                     SchemaFaults* faults) const {
    if (name.empty()) return kNoId;
    const auto found = ids_.find(name);
    if (found != ids_.end()) return found->second;
    const std::string_view near = NearestName(name, names_);
    faults->Add(subject, "schema.unknown-name",
                absl::StrCat("there is no ", std::string(what), " `", std::string(name), "`"),
                near.empty() ? "" : absl::StrCat("did you mean `", std::string(near), "`?"));
    return kNoId;
  }

 private:
  boost::unordered_flat_map<std::string_view, std::uint16_t> ids_;
  std::vector<std::string_view> names_;
};

void ResolveFields(std::size_t index, const Directory& enums, const Directory& records,
                   SchemaDraft* draft) {
  SchemaBuilder::RecordDeclaration& declaration = draft->records[index];
  Directory fields;
  for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
    fields.Add(declaration.fields[i].field.name, static_cast<FieldId>(i));
  }
  RecordType& record = declaration.record;
  const Subject subject = draft->OfRecord(index);
  record.fields.clear();
  record.key_field = kNoId;
  for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
    const SchemaBuilder::FieldDeclaration& declared = declaration.fields[i];
    const Subject of_field = draft->OfField(index, i);
    Field field = declared.field;
    field.enumeration = enums.Find(declared.enumeration, "enum", of_field, &draft->faults);
    field.target = records.Find(declared.target, "record type", of_field, &draft->faults);
    field.scope_field = fields.Find(declared.scope_field, "field", of_field, &draft->faults);
    if (field.is_key && record.key_field == kNoId) record.key_field = static_cast<FieldId>(i);
    record.fields.push_back(std::move(field));
  }
  record.feed_kind_field =
      fields.Find(declaration.feed_kind_field, "field", subject, &draft->faults);
  record.occurred_field = fields.Find(declaration.occurred_field, "field", subject, &draft->faults);
  if (record.role == RecordRole::kEvidence || record.feed_kind_field != kNoId) {
    record.is_feed = true;
  }
  record.parent = kNoId;
  record.parent_field = kNoId;
}

// An embedded type learns who embeds it; a second parent is a fault.
void ResolveParents(SchemaDraft* draft) {
  for (std::size_t i = 0; i < draft->records.size(); ++i) {
    const std::vector<Field>& fields = draft->records[i].record.fields;
    for (std::size_t k = 0; k < fields.size(); ++k) {
      if (!IsEmbedding(fields[k].kind) || fields[k].target == kNoId) continue;
      RecordType& child = draft->records[fields[k].target].record;
      if (child.parent != kNoId) {
        draft->faults.Add(draft->OfField(i, k), "schema.bad-parent",
                          absl::StrCat("`", child.name, "` is embedded already, in `",
                                       draft->records[child.parent].record.name, "`"),
                          "declare one type for each place");
        continue;
      }
      child.parent = static_cast<RecordTypeId>(i);
      child.parent_field = static_cast<FieldId>(k);
    }
  }
}

void CollectInverses(SchemaDraft* draft) {
  for (std::size_t i = 0; i < draft->records.size(); ++i) {
    const std::vector<Field>& fields = draft->records[i].record.fields;
    for (std::size_t k = 0; k < fields.size(); ++k) {
      if (fields[k].inverse.empty() || fields[k].target == kNoId) continue;
      draft->inverses.push_back({.name = fields[k].inverse,
                                 .target = fields[k].target,
                                 .source = static_cast<RecordTypeId>(i),
                                 .source_field = static_cast<FieldId>(k)});
    }
  }
}

void FindOrganization(SchemaDraft* draft) {
  for (std::size_t i = 0; i < draft->records.size(); ++i) {
    if (draft->records[i].record.role != RecordRole::kSingle) continue;
    if (draft->organization != kNoId) {
      draft->faults.Add(draft->OfRecord(i), "schema.two-singles",
                        absl::StrCat("`", draft->records[draft->organization].record.name,
                                     "` is the single record already"));
      continue;
    }
    draft->organization = static_cast<RecordTypeId>(i);
  }
}

}  // namespace

void CheckNames(SchemaDraft* draft) {
  // Enums and record types share the names of types in the rule language.
  NameSpace types("a type", &draft->faults);
  for (std::size_t i = 0; i < draft->enums.size(); ++i) {
    types.Add(draft->enums[i].type.name, draft->OfEnum(i));
    CheckEnumValues(draft->enums[i].type, draft->OfEnum(i), &draft->faults);
  }
  NameSpace plurals("a plural", &draft->faults);
  NameSpace members("a member of the facts document", &draft->faults);
  for (std::size_t i = 0; i < draft->records.size(); ++i) {
    RecordType& record = draft->records[i].record;
    const Subject subject = draft->OfRecord(i);
    types.Add(record.name, subject);
    if (!record.plural.empty()) plurals.Add(record.plural, subject);
    if (record.role == RecordRole::kSingle || record.role == RecordRole::kTable) {
      if (record.member.empty()) {
        record.member = record.role == RecordRole::kSingle ? record.name : record.plural;
      }
      members.Add(record.member, subject);
    }
    NameSpace fields("a field", &draft->faults);
    for (std::size_t k = 0; k < draft->records[i].fields.size(); ++k) {
      const Field& field = draft->records[i].fields[k].field;
      fields.Add(field.name, draft->OfField(i, k));
      if (!field.inverse.empty() && !IsIdentifier(field.inverse)) {
        draft->faults.Add(draft->OfField(i, k), "schema.bad-name",
                          absl::StrCat("`", field.inverse, "` cannot be the name of an inverse"));
      }
    }
    if (draft->records[i].fields.size() > kMaxDeclarations) {
      draft->faults.Add(subject, "schema.too-many",
                        absl::StrCat("`", record.name, "` has too many fields"));
    }
  }
  if (draft->records.size() > kMaxDeclarations || draft->enums.size() > kMaxDeclarations) {
    draft->faults.Add({}, "schema.too-many", "too many record types or enums");
  }
}

void ResolveNames(SchemaDraft* draft) {
  Directory enums;
  for (std::size_t i = 0; i < draft->enums.size(); ++i) {
    enums.Add(draft->enums[i].type.name, static_cast<EnumId>(i));
  }
  Directory records;
  for (std::size_t i = 0; i < draft->records.size(); ++i) {
    records.Add(draft->records[i].record.name, static_cast<RecordTypeId>(i));
  }
  for (std::size_t i = 0; i < draft->records.size(); ++i) {
    ResolveFields(i, enums, records, draft);
  }
  ResolveParents(draft);
  CollectInverses(draft);
  FindOrganization(draft);
}

}  // namespace assay
