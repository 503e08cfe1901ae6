// Record types, fields and enum values that a pack declares, joined to the shipped schema.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/ingest/shipped_schema.h"
#include "tests/pack/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;

struct Extended {
  Diagnostics problems;
  std::optional<Schema> schema;
};

Extended Extend(const std::string& declarations, const Schema& base) {
  ReadResult result = Read(std::string(kHeading) + declarations);
  EXPECT_TRUE(result.pack.ok()) << Render(result.problems);
  Extended extended;
  if (result.pack.ok()) extended.schema = ExtendSchema(*result.pack, base, &extended.problems);
  return extended;
}

constexpr const char* kExit =
    "enums:\n"
    "  exit_reason: {values: [resigned, dismissed], doc: Why somebody left.}\n"
    "  document_kind: {add: [exit_policy]}\n"
    "records:\n"
    "  types:\n"
    "    exit_checklist:\n"
    "      plural: exit_checklists\n"
    "      role: evidence\n"
    "      doc: What was done when somebody left.\n"
    "      fields:\n"
    "        person: {type: person, doc: Who left.}\n"
    "        reason: {type: exit_reason, missing: unknown, doc: Why.}\n"
    "        kinds: {type: list(document_kind), doc: Papers that were handed over.}\n"
    "        accounts_closed: {type: bool, default: false, doc: Whether access was taken away.}\n"
    "        witnesses: {type: list(person), inverse: exits_witnessed, doc: Who was there.}\n"
    "        keys: {type: children(returned_key), doc: Keys that came back.}\n"
    "    returned_key:\n"
    "      plural: returned_keys\n"
    "      role: child\n"
    "      doc: A key that came back.\n"
    "      fields:\n"
    "        label: {type: text, doc: What is on it.}\n"
    "        returned: {type: when, missing: none, doc: When it came back.}\n"
    "  fields:\n"
    "    person:\n"
    "      badge_count: {type: int, missing: none, min: 0, max: 9, doc: How many badges.}\n";

TEST(ExtendSchema, AddsWhatIsDeclared) {
  const Schema base = ShippedSchema();
  const Extended extended = Extend(kExit, base);
  ASSERT_TRUE(extended.schema.has_value()) << Render(extended.problems);
  const Schema& schema = *extended.schema;
  const RecordTypeId exit = schema.FindRecord("exit_checklist");
  const RecordTypeId person = schema.FindRecord("person");
  ASSERT_NE(exit, kNoId);

  const Field& reason = schema.field(exit, schema.FindField(exit, "reason"));
  EXPECT_EQ(reason.kind, FieldKind::kEnum);
  EXPECT_EQ(reason.missing, Missing::kUnknown);
  EXPECT_THAT(schema.enums()[reason.enumeration].values, ElementsAre("resigned", "dismissed"));

  const Field& who = schema.field(exit, schema.FindField(exit, "person"));
  EXPECT_EQ(who.kind, FieldKind::kReference);
  EXPECT_EQ(who.target, person);
  EXPECT_TRUE(schema.FindInverse(person, "exit_checklists").has_value());
  EXPECT_TRUE(schema.FindInverse(person, "exits_witnessed").has_value());

  const Field& kinds = schema.field(exit, schema.FindField(exit, "kinds"));
  EXPECT_TRUE(kinds.is_list);
  EXPECT_EQ(kinds.kind, FieldKind::kEnum);
  EXPECT_EQ(kinds.missing, Missing::kDefault);
  EXPECT_GE(schema.FindEnumValue(kinds.enumeration, "exit_policy"), 0);

  const Field& keys = schema.field(exit, schema.FindField(exit, "keys"));
  EXPECT_EQ(keys.kind, FieldKind::kChildren);
  EXPECT_EQ(schema.record(keys.target).parent, exit);

  const Field& badges = schema.field(person, schema.FindField(person, "badge_count"));
  EXPECT_EQ(badges.maximum, 9);
}

TEST(ExtendSchema, GivesEvidenceItsProvenance) {
  const Schema base = ShippedSchema();
  const Extended extended = Extend(kExit, base);
  ASSERT_TRUE(extended.schema.has_value()) << Render(extended.problems);
  const RecordTypeId id = extended.schema->FindRecord("exit_checklist");
  const RecordType& exit = extended.schema->record(id);
  for (const char* name :
       {"id", "occurred_at", "collected_at", "source", "approver", "sha256", "attestation",
        "automated", "viewed_seconds", "template_digest", "revoked_at", "supersedes"}) {
    EXPECT_NE(extended.schema->FindField(id, name), kNoId) << name;
  }
  EXPECT_TRUE(exit.is_feed);
  EXPECT_EQ(exit.key_field, extended.schema->FindField(id, "id"));
  EXPECT_EQ(exit.occurred_field, extended.schema->FindField(id, "occurred_at"));
  // Embedded records have none.
  EXPECT_EQ(extended.schema->FindField(extended.schema->FindRecord("returned_key"), "occurred_at"),
            kNoId);
}

TEST(ExtendSchema, PlacesFaultsInTheFile) {
  const Schema base = ShippedSchema();
  const Extended extended = Extend(
      "records:\n"
      "  fields:\n"
      "    person:\n"
      "      badge: {type: badgee, doc: Which badge.}\n",
      base);
  EXPECT_FALSE(extended.schema.has_value());
  ASSERT_EQ(extended.problems.size(), 1u) << Render(extended.problems);
  EXPECT_EQ(extended.problems[0].code, "schema.unknown-name");
  EXPECT_EQ(extended.problems[0].place.line, 10u);
  EXPECT_EQ(extended.problems[0].place.column, 7u);
  EXPECT_EQ(extended.problems[0].source_line, "      badge: {type: badgee, doc: Which badge.}");
}

}  // namespace
}  // namespace assay
