#include "assay/author/records.h"

namespace assay::author::internal {
namespace {

Missing MissingOf(domain::Absence absence) {
  switch (absence) {
    case domain::Absence::fault:
      return Missing::kRequired;
    case domain::Absence::none:
      return Missing::kNone;
    case domain::Absence::unknown:
      return Missing::kUnknown;
    case domain::Absence::default_value:
      return Missing::kDefault;
  }
  return Missing::kRequired;
}

}  // namespace

SchemaBuilder::FieldDeclaration DraftField(const MemberDraft& member) {
  SchemaBuilder::FieldDeclaration declared;
  Field& field = declared.field;
  field.name = member.name;
  field.kind = member.kind;
  field.is_list = member.is_list && member.kind != FieldKind::kChildren;
  field.missing = MissingOf(member.absence);
  field.default_text = member.default_text;
  const domain::MemberTraits& traits = member.description->traits;
  field.inverse = traits.inverse;
  field.unit = traits.unit;
  field.minimum = traits.minimum;
  field.maximum = traits.maximum;
  field.documentation = member.description->documentation;
  declared.target = member.named_type;
  declared.enumeration = member.named_type;
  declared.scope_field = traits.scope;
  return declared;
}

SchemaBuilder::RecordDeclaration DraftRecord(const domain::RecordDescription& description) {
  SchemaBuilder::RecordDeclaration declared;
  RecordType& record = declared.record;
  record.name = description.name;
  record.plural = description.plural;
  record.documentation = description.documentation;
  switch (description.place) {
    case domain::RecordPlace::evidence:
      record.role = RecordRole::kEvidence;
      break;
    case domain::RecordPlace::embedded:
      record.role = RecordRole::kChild;
      break;
    case domain::RecordPlace::single:
      record.role = RecordRole::kSingle;
      break;
    default:
      record.role = RecordRole::kTable;
      break;
  }
  declared.feed_kind_field = description.feed_kind;
  // As in a pack's file: what nobody collected is not known to be none.
  const bool is_child = record.role == RecordRole::kChild;
  const bool by_decree = record.role == RecordRole::kTable && description.is_complete &&
                         description.feed_kind.empty();
  record.opens_parents = is_child && description.opens_parents;
  record.is_feed = is_child ? record.opens_parents || description.feed_needs_listing : !by_decree;
  return declared;
}

}  // namespace assay::author::internal
