// What a single field or record type may be, once its names are resolved.

#include <optional>
#include <string>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "absl/strings/str_cat.h"
#include "src/facts/default_value.h"
#include "src/facts/field_kind.h"
#include "src/facts/schema_draft.h"

namespace assay {
namespace {

// Checks one field; the draft, the record and the field's rank are the same for all its checks.
class FieldCheck {
 public:
  FieldCheck(std::size_t record, std::size_t rank, const std::vector<EnumType>& enums,
             SchemaDraft* draft)
      : enums_(enums),
        draft_(draft),
        declared_(draft->records[record].fields[rank]),
        record_(draft->records[record].record),
        field_(record_.fields[rank]),
        rank_(rank),
        subject_(draft->OfField(record, rank)) {}

  void Run() {
    CheckShape();
    CheckTarget();
    CheckKey();
    CheckDefault();
  }

 private:
  void Fault(std::string_view code, std::string_view what, std::string hint = "") {
    draft_->faults.Add(subject_, code,
                       absl::StrCat("`", record_.name, ".", field_.name, "` ", std::string(what)),
                       std::move(hint));
  }

  void CheckShape() {
    const FieldKind kind = field_.kind;
    if (field_.is_list && kind != FieldKind::kText && kind != FieldKind::kEnum &&
        kind != FieldKind::kReference) {
      Fault("schema.bad-field", "is a list of what has no lists",
            "texts, enums and references have lists; other values go into an embedded record");
    }
    if (kind == FieldKind::kEnum && declared_.enumeration.empty()) {
      Fault("schema.bad-field", "does not say which enum it is of");
    }
    if (kind != FieldKind::kEnum && kind != FieldKind::kText && !declared_.enumeration.empty()) {
      Fault("schema.bad-field", "names an enum and is neither an enum nor a text");
    }
    if ((field_.minimum || field_.maximum) && kind != FieldKind::kInt &&
        kind != FieldKind::kDecimal) {
      Fault("schema.bad-field", "has bounds and is no number");
    }
    if (field_.minimum && field_.maximum && *field_.minimum > *field_.maximum) {
      Fault("schema.bad-field", "has a minimum above its maximum");
    }
    if (kind == FieldKind::kChildren &&
        (field_.missing == Missing::kNone || field_.missing == Missing::kUnknown)) {
      Fault("schema.bad-field",
            "is an embedded list, and such a list is empty when absent",
            "where it may not be collected with its parent, make its type a feed");
    }
  }

  void CheckTarget() {
    const bool points = field_.kind == FieldKind::kReference || IsEmbedding(field_.kind);
    if (points == declared_.target.empty()) {
      Fault("schema.bad-field", points ? "does not say which record type it leads to"
                                       : "names a record type and is no reference");
    }
    if (field_.kind != FieldKind::kReference) {
      if (!field_.inverse.empty() || !declared_.scope_field.empty()) {
        Fault("schema.bad-field", "has an inverse or a scope and is no reference");
      }
    }
    if (field_.target == kNoId) return;
    const RecordType& target = draft_->records[field_.target].record;
    if (IsEmbedding(field_.kind) && target.role != RecordRole::kChild) {
      Fault("schema.bad-field",
            absl::StrCat("embeds `", target.name, "`, which is not an embedded type"));
    }
    if (field_.kind == FieldKind::kReference) CheckReference(target);
  }

  void CheckReference(const RecordType& target) {
    if (target.key_field == kNoId) {
      Fault("schema.no-key", absl::StrCat("refers to `", target.name, "`, which has no key"));
    }
    const bool embedded = target.role == RecordRole::kChild;
    if (embedded == declared_.scope_field.empty()) {
      Fault("schema.bad-scope",
            embedded ? absl::StrCat("refers to `", target.name, "` without saying within what")
                     : absl::StrCat("has a scope, but the ids of `", target.name,
                                    "` are unique as they are"),
            embedded ? "name the field that refers to its parent as the scope" : "");
      return;
    }
    if (field_.scope_field == kNoId) return;
    const Field& scope = record_.fields[field_.scope_field];
    if (scope.kind != FieldKind::kReference || scope.is_list || scope.target != target.parent) {
      Fault("schema.bad-scope",
            absl::StrCat("has the scope `", scope.name,
                         "`, which does not refer to one parent of `", target.name, "`"));
    }
  }

  void CheckKey() {
    if (!field_.is_key) return;
    if (field_.kind != FieldKind::kText || field_.is_list || field_.missing != Missing::kRequired) {
      Fault("schema.bad-key", "is a key and not a single, required text");
    }
    if (record_.key_field != rank_) Fault("schema.bad-key", "is a second key");
  }

  void CheckDefault() {
    if (field_.missing != Missing::kDefault) {
      if (!field_.default_text.empty()) {
        Fault("schema.bad-default", "has a default, but absence means something else");
      }
      return;
    }
    if (field_.kind == FieldKind::kEnum && field_.enumeration == kNoId) return;
    if (!ReadDefault(field_, enums_)) {
      Fault("schema.bad-default",
            absl::StrCat("cannot have the default `", field_.default_text, "`"));
    }
  }

  const std::vector<EnumType>& enums_;
  SchemaDraft* draft_;
  const SchemaBuilder::FieldDeclaration& declared_;
  const RecordType& record_;
  const Field& field_;
  std::size_t rank_;
  SchemaFaults::Subject subject_;
};

// True if following the parents of `id` leads back to it, or never ends.
bool IsWithinItself(const SchemaDraft& draft, std::size_t id) {
  std::size_t steps = 0;
  for (RecordTypeId at = draft.records[id].record.parent; at != kNoId;
       at = draft.records[at].record.parent) {
    if (at == id || ++steps > draft.records.size()) return true;
  }
  return false;
}

void CheckFeed(std::size_t index, SchemaDraft* draft) {
  const RecordType& record = draft->records[index].record;
  if (record.feed_kind_field != kNoId) {
    const Field& kind = record.fields[record.feed_kind_field];
    if (kind.kind != FieldKind::kEnum || kind.is_list) {
      draft->faults.Add(draft->OfRecord(index), "schema.bad-field",
                        absl::StrCat("`", record.name, "` has feeds by `", kind.name,
                                     "`, which is not a single enum"));
    }
  }
  if (record.occurred_field != kNoId) {
    const Field& occurred = record.fields[record.occurred_field];
    if (occurred.kind != FieldKind::kWhen) {
      draft->faults.Add(draft->OfRecord(index), "schema.bad-field",
                        absl::StrCat("`", record.name, "` occurs at `", occurred.name,
                                     "`, which is neither date nor instant"));
    }
  }
  if (record.feed_needs_listing && !record.is_feed) {
    draft->faults.Add(draft->OfRecord(index), "schema.bad-field",
                      absl::StrCat("`", record.name, "` needs to be listed and is no feed"));
  }
}

void CheckEmbedding(std::size_t index, SchemaDraft* draft) {
  const RecordType& record = draft->records[index].record;
  if (record.role != RecordRole::kChild) return;
  if (record.parent == kNoId) {
    draft->faults.Add(draft->OfRecord(index), "schema.bad-parent",
                      absl::StrCat("no record embeds `", record.name, "`"));
  } else if (IsWithinItself(*draft, index)) {
    draft->faults.Add(draft->OfRecord(index), "schema.bad-parent",
                      absl::StrCat("`", record.name, "` is embedded in itself"));
  }
}

// An inverse is read like a field of its target, so it may not share a name with one.
void CheckInverses(SchemaDraft* draft) {
  std::vector<boost::unordered_flat_map<std::string_view, bool>> taken(draft->records.size());
  for (std::size_t i = 0; i < draft->records.size(); ++i) {
    for (const Field& field : draft->records[i].record.fields) taken[i].emplace(field.name, true);
  }
  for (const Inverse& inverse : draft->inverses) {
    if (taken[inverse.target].emplace(inverse.name, true).second) continue;
    draft->faults.Add(draft->OfField(inverse.source, inverse.source_field), "schema.duplicate-name",
                      absl::StrCat("`", draft->records[inverse.target].record.name, "` has `",
                                   inverse.name, "` already"),
                      "name the inverse otherwise");
  }
}

}  // namespace

void CheckMeaning(SchemaDraft* draft) {
  std::vector<EnumType> enums;
  for (const SchemaDraft::Enumeration& enumeration : draft->enums) {
    enums.push_back(enumeration.type);
  }
  for (std::size_t i = 0; i < draft->records.size(); ++i) {
    for (std::size_t k = 0; k < draft->records[i].record.fields.size(); ++k) {
      FieldCheck(i, k, enums, draft).Run();
    }
    CheckFeed(i, draft);
    CheckEmbedding(i, draft);
  }
  CheckInverses(draft);
}

}  // namespace assay
