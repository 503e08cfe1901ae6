// Typed cells: what members are read as, and that no value is reached without its state.

#include "assay/author/cells.h"

#include <concepts>

#include <gtest/gtest.h>

#include "tests/author/badge_scan.h"

namespace assay::author {
namespace {

using domain::Person;
using doors::BadgeScan;
using doors::Door;
using doors::DoorKind;

TEST(Cells, AreOfTheMembersType) {
  using Scan = Cells<BadgeScan>;
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::after_hours]), Cell<bool>>);
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::minutes]), Cell<std::int64_t>>);
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::kind]), Cell<DoorKind>>);
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::door]), Cell<Cells<Door>>>);
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::occurred_at]), Cell<Date>>);
  static_assert(
      std::same_as<decltype(Scan()[&BadgeScan::companions]), Cell<CellList<Cells<Person>>>>);
  static_assert(
      std::same_as<decltype(Cells<Door>()[&Door::tags]), Cell<CellList<std::string_view>>>);
  static_assert(std::same_as<decltype(Cells<Person>().Referrers<BadgeScan>(&BadgeScan::person)),
                             Cell<CellList<Cells<BadgeScan>>>>);
}

TEST(Cells, WordsAreEnumerators) {
  CellScope scope(nullptr);
  const Cell<DoorKind> inner(&scope, Value::BorrowedString("inner"), "kind");
  ASSERT_TRUE(inner.is_value());
  EXPECT_EQ(inner.value(), DoorKind::inner);
  const Cell<DoorKind> strange(&scope, Value::BorrowedString("sideways"), "kind");
  EXPECT_TRUE(strange.is_unknown());
  EXPECT_EQ(scope.fault(), "`kind` is read as door_kind, which it is not");
}

TEST(Cells, AnswersAreAValueOrUnknown) {
  EXPECT_EQ(Answer<bool>(false).value(), false);
  EXPECT_EQ(Answer<bool>(kUnknown).value(), std::nullopt);
  static_assert(!std::convertible_to<const char*, Answer<std::int64_t>>);
}

TEST(Cells, TypesAreWrittenAsRulesWriteThem) {
  EXPECT_EQ(internal::TypeText<bool>(), "bool");
  EXPECT_EQ(internal::TypeText<Maybe<Date>>(), "date?");
  EXPECT_EQ(internal::TypeText<List<BadgeScan>>(), "list(badge_scan)");
  EXPECT_EQ(internal::TypeText<DoorKind>(), "door_kind");
}

}  // namespace
}  // namespace assay::author
