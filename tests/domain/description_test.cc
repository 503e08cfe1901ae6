#include "assay/domain/description.h"

#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/domain/records.h"

namespace assay::domain {
namespace {

using ::testing::ElementsAre;

bool IsSnakeCase(std::string_view name) {
  if (name.empty() || std::islower(static_cast<unsigned char>(name.front())) == 0) return false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::islower(byte) == 0 && std::isdigit(byte) == 0 && c != '_') return false;
  }
  return true;
}

// A text for people: a sentence of our own, not the name again.
bool IsSentence(std::string_view text) { return text.size() > 9 && text.back() == '.'; }

template <typename T>
struct IsRef : std::false_type {};
template <typename T>
struct IsRef<Ref<T>> : std::true_type {};
template <typename T>
struct IsRef<std::vector<Ref<T>>> : std::true_type {};

template <typename Member>
constexpr bool IsBare() {
  return std::is_arithmetic_v<Member> || std::is_enum_v<Member> || std::is_same_v<Member, Date> ||
         std::is_same_v<Member, When> || std::is_same_v<Member, Decimal>;
}

// What the descriptions say, as plain values: a test over them is compiled once and not once for
// every member of every record.
struct FieldRow {
  std::string_view name;
  const MemberDescription* description;
  bool is_number;   // Whole.
  bool is_decimal;
  bool is_ref;
  bool is_bare;
};
struct RecordRow {
  const RecordDescription* description;
  std::vector<FieldRow> fields;
  bool is_equal_to_its_copy;
};

template <typename Record>
RecordRow RowOf() {
  const Record record;
  const Record copy = record;
  RecordRow row = {&Description<Record>::record, {}, copy == record};
  ForEachField<Record>([&](auto field) {
    using Field = decltype(field);
    row.fields.push_back({field.name(), &field.description(),
                          std::is_same_v<typename Field::Value, std::int64_t>,
                          std::is_same_v<typename Field::Value, Decimal>,
                          IsRef<typename Field::Value>::value, IsBare<typename Field::Member>()});
  });
  return row;
}

template <typename Records>
const std::vector<RecordRow>& RowsOf() {
  static const std::vector<RecordRow> rows = [] {
    std::vector<RecordRow> made;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Records>>(
        [&](auto tag) { made.push_back(RowOf<typename decltype(tag)::type>()); });
    return made;
  }();
  return rows;
}

const std::vector<RecordRow>& AllRows() {
  return RowsOf<boost::mp11::mp_append<FactRecords, OtherRecords>>();
}

std::string PathOf(const RecordRow& record, const FieldRow& field) {
  return std::string(record.description->name) + "." + std::string(field.name);
}

TEST(Description, EveryRecordAndMemberHasItsText) {
  std::size_t members = 0;
  for (const RecordRow& record : AllRows()) {
    EXPECT_TRUE(IsSnakeCase(record.description->name)) << record.description->name;
    EXPECT_TRUE(IsSnakeCase(record.description->plural)) << record.description->name;
    EXPECT_TRUE(IsSentence(record.description->documentation)) << record.description->name;
    for (const FieldRow& field : record.fields) {
      ++members;
      EXPECT_TRUE(IsSentence(field.description->documentation)) << PathOf(record, field);
    }
  }
  EXPECT_GT(members, 300u);
}

TEST(Description, NamesAreUnique) {
  std::set<std::string_view> names, plurals;
  for (const RecordRow& record : AllRows()) {
    EXPECT_TRUE(names.insert(record.description->name).second) << record.description->name;
    EXPECT_TRUE(plurals.insert(record.description->plural).second) << record.description->plural;
  }
}

TEST(Description, NoMemberIsNamedTwice) {
  for (const RecordRow& record : AllRows()) {
    std::set<std::string_view> names;
    for (const FieldRow& field : record.fields) {
      EXPECT_TRUE(names.insert(field.name).second) << PathOf(record, field);
    }
  }
}

TEST(Description, PlacesAgreeWithTheLists) {
  for (const RecordRow& row : RowsOf<MasterRecords>()) {
    const RecordDescription& record = *row.description;
    EXPECT_TRUE(record.place == RecordPlace::single || record.place == RecordPlace::table);
    EXPECT_FALSE(record.member.empty()) << record.name;
  }
  for (const RecordRow& row : RowsOf<EvidenceRecords>()) {
    EXPECT_EQ(row.description->place, RecordPlace::evidence) << row.description->name;
    EXPECT_EQ(row.description->key, "id") << row.description->name;
  }
  for (const RecordRow& row : RowsOf<EmbeddedRecords>()) {
    EXPECT_EQ(row.description->place, RecordPlace::embedded) << row.description->name;
    EXPECT_TRUE(row.description->member.empty()) << row.description->name;
  }
}

TEST(Description, KeysScopesAndKindsNameMembers) {
  for (const RecordRow& record : AllRows()) {
    std::set<std::string_view> names = {""};
    for (const FieldRow& field : record.fields) names.insert(field.name);
    EXPECT_EQ(names.count(record.description->key), 1u) << record.description->name;
    EXPECT_EQ(names.count(record.description->feed_kind), 1u) << record.description->name;
    for (const FieldRow& field : record.fields) {
      const MemberTraits& traits = field.description->traits;
      EXPECT_EQ(names.count(traits.scope), 1u) << PathOf(record, field);
      EXPECT_TRUE(field.is_number || field.is_decimal || !traits.minimum) << PathOf(record, field);
      EXPECT_TRUE(field.is_number || field.is_decimal || traits.unit.empty()) << PathOf(record, field);
      EXPECT_TRUE(field.is_ref || (traits.scope.empty() && traits.inverse.empty()))
          << PathOf(record, field);
    }
  }
}

// A bare number means nothing: its unit is written, or its name ends in it.
TEST(Description, EveryNumberHasAUnit) {
  for (const RecordRow& record : AllRows()) {
    for (const FieldRow& field : record.fields) {
      if (!field.is_number) continue;
      const bool says_it = field.name.ends_with("_seconds") || field.name.ends_with("_minutes") ||
                           field.name.ends_with("_days") || field.name.ends_with("_pct");
      EXPECT_NE(says_it, !field.description->traits.unit.empty()) << PathOf(record, field);
    }
  }
}

// Dates, truths, numbers and levels have no natural value for "not written": bare ones would turn
// what nobody said into 1970, false, 0 or the first of the list.
TEST(Description, NoBareMemberHidesItsAbsence) {
  for (const RecordRow& record : AllRows()) {
    for (const FieldRow& field : record.fields) {
      EXPECT_FALSE(field.is_bare) << PathOf(record, field);
    }
  }
}

std::vector<std::string> FieldsOf(auto absence, auto tag) {
  std::vector<std::string> names;
  ForEachField<typename decltype(tag)::type>([&](auto field) {
    if (field.absence == absence) names.emplace_back(field.name());
  });
  return names;
}

TEST(ForEachField, VisitsBasesFirstThenMembersInOrder) {
  std::vector<std::string> names;
  ForEachField<Nda>([&](auto field) { names.emplace_back(field.name()); });
  EXPECT_THAT(names, ElementsAre("id", "occurred_at", "collected_at", "source", "approver",
                                 "sha256", "attestation", "automated", "viewed_seconds",
                                 "template_digest", "revoked_at", "supersedes", "person", "author",
                                 "references_security_policy", "expires"));
}

TEST(ForEachField, TellsWhatAbsenceMeans) {
  const boost::mp11::mp_identity<Person> person;
  EXPECT_THAT(FieldsOf(Absence::fault, person), ElementsAre("id", "engagement", "start"));
  EXPECT_THAT(FieldsOf(Absence::none, person), ElementsAre("end", "manager"));
  EXPECT_THAT(FieldsOf(Absence::unknown, person), ElementsAre());
  EXPECT_THAT(FieldsOf(Absence::default_value, person),
              ElementsAre("in_scope", "leaves", "assignments"));
  EXPECT_THAT(FieldsOf(Absence::unknown, boost::mp11::mp_identity<Contract>()),
              ElementsAre("source", "clauses"));
}

TEST(ForEachField, ReachesTheValues) {
  Contract contract;
  contract.id = "e1";
  contract.person = "p01";
  std::vector<std::string> ids;
  ForEachField<Contract>([&](auto field) {
    if constexpr (std::is_same_v<typename decltype(field)::Member, std::string>) {
      ids.push_back(contract.*field.pointer);
    }
    if constexpr (std::is_same_v<typename decltype(field)::Member, Ref<Person>>) {
      ids.push_back((contract.*field.pointer).id);
    }
  });
  EXPECT_THAT(ids, ElementsAre("e1", "p01"));
}

TEST(Records, AreValues) {
  for (const RecordRow& record : AllRows()) {
    EXPECT_TRUE(record.is_equal_to_its_copy) << record.description->name;
  }
  Person person;
  person.id = "p01";
  EXPECT_FALSE(person == Person());
}

}  // namespace
}  // namespace assay::domain
