#include "assay/ingest/described_schema.h"

#include <algorithm>
#include <utility>

namespace assay {
namespace {

using domain::Absence;
using domain::RecordPlace;

Missing MissingOf(Absence absence) {
  switch (absence) {
    case Absence::fault:
      return Missing::kRequired;
    case Absence::none:
      return Missing::kNone;
    case Absence::unknown:
      return Missing::kUnknown;
    case Absence::default_value:
      return Missing::kDefault;
  }
  return Missing::kRequired;
}

RecordRole RoleOf(RecordPlace place) {
  switch (place) {
    case RecordPlace::single:
      return RecordRole::kSingle;
    case RecordPlace::table:
      return RecordRole::kTable;
    case RecordPlace::evidence:
      return RecordRole::kEvidence;
    case RecordPlace::embedded:
    case RecordPlace::outside:
      return RecordRole::kChild;  // Nothing embeds it: Build refuses it.
  }
  return RecordRole::kTable;
}

}  // namespace

void SchemaDescriber::AddEnum(const domain::EnumDescription& description,
                              const std::vector<std::string_view>& words) {
  if (base_ != nullptr && base_->FindEnum(description.name) != kNoId) return;
  if (std::find(added_enums_.begin(), added_enums_.end(), description.name) != added_enums_.end()) {
    return;
  }
  added_enums_.push_back(description.name);
  builder_->AddEnum({.name = std::string(description.name),
                     .values = {words.begin(), words.end()},
                     .documentation = std::string(description.documentation)},
                    {});
}

void SchemaDescriber::AddRecord(const domain::RecordDescription& description,
                                const std::vector<Member>& members) {
  const bool is_evidence = description.place == RecordPlace::evidence;
  SchemaBuilder::RecordDeclaration declaration;
  declaration.record.name = description.name;
  declaration.record.plural = description.plural;
  declaration.record.role = RoleOf(description.place);
  declaration.record.member = description.member;
  declaration.record.is_feed =
      is_evidence || !description.feed_kind.empty() || description.feed_needs_listing;
  declaration.record.feed_needs_listing = description.feed_needs_listing;
  declaration.record.documentation = description.documentation;
  declaration.feed_kind_field = description.feed_kind;
  if (is_evidence) declaration.occurred_field = "occurred_at";

  for (const Member& member : members) {
    const domain::MemberTraits& traits = member.description->traits;
    SchemaBuilder::FieldDeclaration field;
    field.field.name = member.name;
    field.field.kind = member.kind;
    field.field.is_list = member.is_list && member.kind != FieldKind::kChildren;
    field.field.missing = MissingOf(member.absence);
    field.field.default_text = member.default_text;
    field.field.is_key = member.name == description.key;
    field.field.unit = traits.unit;
    field.field.minimum = traits.minimum;
    field.field.maximum = traits.maximum;
    field.field.documentation = member.description->documentation;
    field.field.inverse = traits.inverse;
    if (member.kind == FieldKind::kReference && member.name == "person" && traits.inverse.empty()) {
      field.field.inverse = description.plural;
    }
    field.enumeration = member.enumeration;
    field.target = member.target;
    field.scope_field = traits.scope;
    declaration.fields.push_back(std::move(field));
  }
  builder_->AddRecord(std::move(declaration));
}

}  // namespace assay
