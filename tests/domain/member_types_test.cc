#include "assay/domain/member_types.h"

#include <string>
#include <type_traits>

#include <gtest/gtest.h>

#include "assay/domain/acknowledgement.h"
#include "assay/domain/control.h"
#include "assay/domain/person.h"

namespace assay::domain {
namespace {

TEST(Written, IsAbsentUntilItIsWritten) {
  Reported<bool> passed;
  EXPECT_FALSE(passed.has_value());
  passed = false;
  ASSERT_TRUE(passed.has_value());
  EXPECT_FALSE(*passed);
  passed.reset();
  EXPECT_EQ(passed, Reported<bool>());
}

// `if (completion.passed)` must not compile: it would be true of a written `false`.
TEST(Written, IsNoCondition) {
  EXPECT_FALSE((std::is_constructible_v<bool, Reported<bool>>));
  EXPECT_FALSE((std::is_constructible_v<bool, Required<std::string>>));
}

// What is absent for different reasons must not be assigned from one to the other by accident.
TEST(Written, KeepsItsMeaningApart) {
  EXPECT_FALSE((std::is_assignable_v<Required<bool>&, Reported<bool>>));
  EXPECT_FALSE((std::is_assignable_v<Reported<bool>&, Required<bool>>));
}

TEST(Written, TakesWhatItsValueTakes) {
  Reported<std::string> title = "Chief executive";
  EXPECT_EQ(*title, "Chief executive");
  EXPECT_EQ(title->size(), 15u);
  Reported<Ref<Role>> role = "r-dev";
  EXPECT_EQ(role->id, "r-dev");
  Reported<Word<SecurityDuty>> duty = SecurityDuty::data_handling;
  EXPECT_EQ(duty->text, "data_handling");
}

TEST(Defaulted, IsItsDefaultUntilItIsWritten) {
  Person person;
  EXPECT_TRUE(*person.in_scope);
  person.in_scope = false;
  EXPECT_FALSE(*person.in_scope);
  EXPECT_EQ(*Acknowledgement().attestation, Attestation::documented);
  EXPECT_EQ(*Requirement().weight, Decimal::FromInteger(1));
}

TEST(Word, TakesWordsAndAnyOtherText) {
  EXPECT_EQ(Word<SecurityDuty>(SecurityDuty::incident_reporting).text, "incident_reporting");
  EXPECT_EQ(Word<SecurityDuty>("feed the cat").text, "feed the cat");
}

TEST(When, OfADayHasNoInstant) {
  const When when = OnDay(*Date::FromCivil(2026, 3, 31));
  EXPECT_EQ(when.text, "2026-03-31");
  EXPECT_FALSE(when.instant.has_value());
}

TEST(When, OfAnInstantHasItsDateInUtc) {
  const When when = AtInstant(*Instant::Parse("2026-03-31T23:30:00-02:00"));
  EXPECT_EQ(when.text, "2026-04-01T01:30:00Z");
  EXPECT_EQ(when.date, *Date::FromCivil(2026, 4, 1));
  EXPECT_EQ(when.instant, Instant::Parse("2026-04-01T01:30:00Z"));
}

}  // namespace
}  // namespace assay::domain
