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

template <typename Records, typename Visitor>
void ForEachRecord(Visitor visitor) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Records>>(visitor);
}
using AllRecords = boost::mp11::mp_append<FactRecords, OtherRecords>;

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

TEST(Description, EveryRecordAndMemberHasItsText) {
  std::size_t members = 0;
  ForEachRecord<AllRecords>([&](auto tag) {
    using Record = typename decltype(tag)::type;
    const RecordDescription& record = Description<Record>::record;
    EXPECT_TRUE(IsSnakeCase(record.name)) << record.name;
    EXPECT_TRUE(IsSnakeCase(record.plural)) << record.name;
    EXPECT_TRUE(IsSentence(record.documentation)) << record.name;
    ForEachField<Record>([&](auto field) {
      ++members;
      EXPECT_TRUE(IsSentence(field.description().documentation))
          << record.name << "." << field.name();
    });
  });
  EXPECT_GT(members, 300u);
}

TEST(Description, NamesAreUnique) {
  std::set<std::string_view> names, plurals;
  ForEachRecord<AllRecords>([&](auto tag) {
    const RecordDescription& record = Description<typename decltype(tag)::type>::record;
    EXPECT_TRUE(names.insert(record.name).second) << record.name;
    EXPECT_TRUE(plurals.insert(record.plural).second) << record.plural;
  });
}

TEST(Description, NoMemberIsNamedTwice) {
  ForEachRecord<AllRecords>([&](auto tag) {
    using Record = typename decltype(tag)::type;
    std::set<std::string_view> names;
    ForEachField<Record>([&](auto field) {
      EXPECT_TRUE(names.insert(field.name()).second)
          << Description<Record>::record.name << "." << field.name();
    });
  });
}

TEST(Description, PlacesAgreeWithTheLists) {
  ForEachRecord<MasterRecords>([](auto tag) {
    const RecordDescription& record = Description<typename decltype(tag)::type>::record;
    EXPECT_TRUE(record.place == RecordPlace::single || record.place == RecordPlace::table);
    EXPECT_FALSE(record.member.empty()) << record.name;
  });
  ForEachRecord<EvidenceRecords>([](auto tag) {
    const RecordDescription& record = Description<typename decltype(tag)::type>::record;
    EXPECT_EQ(record.place, RecordPlace::evidence) << record.name;
    EXPECT_EQ(record.key, "id") << record.name;
  });
  ForEachRecord<EmbeddedRecords>([](auto tag) {
    const RecordDescription& record = Description<typename decltype(tag)::type>::record;
    EXPECT_EQ(record.place, RecordPlace::embedded) << record.name;
    EXPECT_TRUE(record.member.empty()) << record.name;
  });
}

TEST(Description, KeysScopesAndKindsNameMembers) {
  ForEachRecord<AllRecords>([](auto tag) {
    using Record = typename decltype(tag)::type;
    const RecordDescription& record = Description<Record>::record;
    std::set<std::string_view> names = {""};
    ForEachField<Record>([&](auto field) { names.insert(field.name()); });
    EXPECT_EQ(names.count(record.key), 1u) << record.name;
    EXPECT_EQ(names.count(record.feed_kind), 1u) << record.name;
    ForEachField<Record>([&](auto field) {
      using Value = typename decltype(field)::Value;
      const MemberTraits& traits = field.description().traits;
      EXPECT_EQ(names.count(traits.scope), 1u) << record.name << "." << field.name();
      const bool is_number = std::is_same_v<Value, std::int64_t>;
      EXPECT_TRUE(is_number || !traits.minimum) << record.name << "." << field.name();
      EXPECT_TRUE(is_number || traits.unit.empty()) << record.name << "." << field.name();
      EXPECT_TRUE(IsRef<Value>::value || (traits.scope.empty() && traits.inverse.empty()))
          << record.name << "." << field.name();
    });
  });
}

// A bare number means nothing: its unit is written, or its name ends in it.
TEST(Description, EveryNumberHasAUnit) {
  ForEachRecord<AllRecords>([](auto tag) {
    using Record = typename decltype(tag)::type;
    ForEachField<Record>([&](auto field) {
      if constexpr (std::is_same_v<typename decltype(field)::Value, std::int64_t>) {
        const std::string_view name = field.name();
        const bool says_it = name.ends_with("_seconds") || name.ends_with("_minutes") ||
                             name.ends_with("_days") || name.ends_with("_pct");
        EXPECT_NE(says_it, !field.description().traits.unit.empty())
            << Description<Record>::record.name << "." << name;
      }
    });
  });
}

// Dates, truths, numbers and levels have no natural value for "not written": bare ones would turn
// what nobody said into 1970, false, 0 or the first of the list.
TEST(Description, NoBareMemberHidesItsAbsence) {
  ForEachRecord<AllRecords>([](auto tag) {
    using Record = typename decltype(tag)::type;
    ForEachField<Record>([&](auto field) {
      using Member = typename decltype(field)::Member;
      EXPECT_FALSE(std::is_arithmetic_v<Member> || std::is_enum_v<Member> ||
                   (std::is_same_v<Member, Date>) || (std::is_same_v<Member, When>) ||
                   (std::is_same_v<Member, Decimal>))
          << Description<Record>::record.name << "." << field.name();
    });
  });
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
  ForEachRecord<AllRecords>([](auto tag) {
    using Record = typename decltype(tag)::type;
    const Record record;
    Record copy = record;
    EXPECT_TRUE(copy == record) << Description<Record>::record.name;
  });
  Person person;
  person.id = "p01";
  EXPECT_FALSE(person == Person());
}

}  // namespace
}  // namespace assay::domain
