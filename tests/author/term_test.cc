// Terms print as the rule text that they mean, and that text has the same tree.

#include "assay/author/term.h"

#include <concepts>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "assay/expr/parse.h"
#include "tests/author/badge_scan.h"

namespace assay::author {
namespace {

using domain::Person;
using doors::BadgeScan;
using doors::Door;
using doors::DoorKind;

Term<Person> Somebody() { return Term<Person>(tree::Ident("person")); }
Term<BadgeScan> Scan() { return Term<BadgeScan>(tree::Ident("scan")); }
Term<Door> TheDoor() { return Term<Door>(tree::Ident("door")); }
Term<std::int64_t> Number(std::string name) {
  return Term<std::int64_t>(tree::Ident(std::move(name)));
}
Term<bool> Flag(std::string name) { return Term<bool>(tree::Ident(std::move(name))); }

// Its text, which must be that of its tree.
template <typename T>
std::string Said(const Term<T>& term) {
  Diagnostics problems;
  const std::optional<Ast> ast = Parse(term.cel(), ParseOptions{}, &problems);
  EXPECT_TRUE(ast.has_value()) << term.cel() << "\n" << Render(problems);
  EXPECT_TRUE(ast.has_value() && SameTree(*ast, term.ast())) << term.cel();
  return term.cel();
}

TEST(Term, LiteralsAreThoseOfTheLanguage) {
  EXPECT_EQ(Said(Term<bool>(true)), "true");
  EXPECT_EQ(Said(Term<std::int64_t>(-7)), "-7");
  EXPECT_EQ(Said(Term<double>(0.5)), "0.5");
  EXPECT_EQ(Said(Term<std::string>("it's\n")), "'it\\'s\\n'");
  EXPECT_EQ(Said(Term<Date>(*Date::Parse("2026-03-31"))), "date('2026-03-31')");
  EXPECT_EQ(Said(Term<DoorKind>(DoorKind::inner)), "'inner'");
  EXPECT_EQ(Said(Term<Maybe<Date>>(kNone)), "null");
}

TEST(Term, OperatorsKeepTheirMeaningWithoutNeedlessParentheses) {
  const Term<bool> a = Flag("a"), b = Flag("b"), c = Flag("c");
  EXPECT_EQ(Said(a && b && c), "a && b && c");
  EXPECT_EQ(Said(a && (b || c)), "a && (b || c)");
  EXPECT_EQ(Said((a && b) || c), "a && b || c");
  EXPECT_EQ(Said(!(a && b)), "!(a && b)");
  EXPECT_EQ(Said(a == b || a != c), "a == b || a != c");
  const Term<std::int64_t> x = Number("x"), y = Number("y");
  EXPECT_EQ(Said((x + y) * 2 - -x % 3 / y), "(x + y) * 2 - -x % 3 / y");
  EXPECT_EQ(Said(1 <= x && x < y && y >= 2 && 3 > y), "1 <= x && x < y && y >= 2 && 3 > y");
  EXPECT_EQ(Said(x.In({1, 2, y})), "x in [1, 2, y]");
  EXPECT_EQ(Said(If(a, x, y + 1)), "a ? x : y + 1");
  EXPECT_EQ(Said(AsOf() - Days(x) <= AsOf() + Days(30)), "as_of - days(x) <= as_of + days(30)");
  EXPECT_EQ(Said(AsOf() - Term<Date>(*Date::Parse("2026-01-01")) > 3),
            "as_of - date('2026-01-01') > 3");
}

TEST(Term, MembersAreFields) {
  EXPECT_EQ(Said(Somebody()[&Person::in_scope]), "person.in_scope");
  EXPECT_EQ(Said(Scan()[&BadgeScan::door][&Door::kind] == DoorKind::inner),
            "scan.door.kind == 'inner'");
  EXPECT_EQ(Said(Scan()[&BadgeScan::person] == Somebody()), "scan.person == person");
  EXPECT_EQ(Said(Scan()[&domain::Provenance::attestation] != domain::Attestation::asserted),
            "scan.attestation != 'asserted'");
  EXPECT_EQ(Said(Scan().day() > Somebody()[&Person::start]), "scan.date > person.start");
  EXPECT_EQ(Said(Scan()[&BadgeScan::occurred_at].day()), "scan.occurred_at.date");
  EXPECT_EQ(Said(TheDoor()[&Door::id].StartsWith("out") || TheDoor()[&Door::id].Matches("^a")),
            "door.id.startsWith('out') || door.id.matches('^a')");
  EXPECT_EQ(Said(TheDoor()[&Door::tags].Contains(Term<std::string>("fire"))),
            "'fire' in door.tags");
  EXPECT_EQ(Said(TheDoor()[&Door::tags].size() == 0), "door.tags.size() == 0");
}

TEST(Term, TypesFollowFromTheMembers) {
  static_assert(std::same_as<decltype(Somebody()[&Person::start]), Term<Date>>);
  static_assert(std::same_as<decltype(Somebody()[&Person::end]), Term<Maybe<Date>>>);
  static_assert(std::same_as<decltype(Somebody()[&Person::manager]), Term<Maybe<Person>>>);
  static_assert(std::same_as<decltype(Somebody()[&Person::in_scope]), Term<bool>>);
  static_assert(
      std::same_as<decltype(Somebody()[&Person::assignments]), Term<List<domain::Assignment>>>);
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::after_hours]), Term<bool>>);
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::kind]), Term<DoorKind>>);
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::door]), Term<Door>>);
  static_assert(std::same_as<decltype(Scan()[&BadgeScan::occurred_at]), Term<When>>);
}

template <typename L, typename R>
concept CanBeCompared = requires(L left, R right) {
  left == right;
};
template <typename L, typename R>
concept CanBeOrdered = requires(L left, R right) {
  left < right;
};
template <typename X, typename M>
concept HasMember = requires(Term<X> record, M member) {
  record[member];
};

// What the C++ compiler refuses, before any pack is compiled.
TEST(Term, TheCompilerChecksFieldsAndTypes) {
  static_assert(CanBeCompared<Term<DoorKind>, DoorKind>);
  static_assert(!CanBeCompared<Term<DoorKind>, domain::Attestation>);
  static_assert(!CanBeCompared<Term<DoorKind>, const char*>);
  static_assert(!CanBeCompared<Term<Date>, int>);
  static_assert(!CanBeCompared<Term<bool>, const char*>);
  static_assert(CanBeOrdered<Term<Date>, Term<Date>>);
  static_assert(!CanBeOrdered<Term<Date>, Term<Maybe<Date>>>);
  static_assert(!CanBeOrdered<Term<DoorKind>, Term<DoorKind>>);
  static_assert(!CanBeOrdered<Term<Person>, Term<Person>>);
  static_assert(HasMember<BadgeScan, decltype(&BadgeScan::door)>);
  static_assert(!HasMember<Person, decltype(&BadgeScan::door)>);
  static_assert(CanBeCompared<Term<Maybe<Date>>, Term<Date>>);
  static_assert(CanBeCompared<Term<Maybe<Date>>, None>);
  static_assert(!CanBeCompared<Term<Date>, None>);
}

TEST(Term, NoneIsAskedFor) {
  const Term<Maybe<Date>> end = Somebody()[&Person::end];
  EXPECT_EQ(Said(end == kNone || AsOf() <= end.value()),
            "person.end == null || as_of <= person.end");
  EXPECT_EQ(Said(Has(end)), "has(person.end)");
  EXPECT_EQ(Said(end.Or(AsOf()) >= AsOf()), "person.?end.orValue(as_of) >= as_of");
  EXPECT_EQ(Said(Somebody()[&Person::manager].value()[&Person::start]), "person.manager.start");
}

TEST(Term, ListsAreLoopedOver) {
  const auto scans = Somebody().Referrers(&BadgeScan::companions);
  static_assert(std::same_as<decltype(scans), const Term<List<BadgeScan>>>);
  EXPECT_EQ(Said(scans), "person.scans_accompanied");
  EXPECT_EQ(Said(TheDoor().Referrers(&BadgeScan::door)), "door.scans");
  EXPECT_EQ(Said(Somebody().Referrers<BadgeScan>(&BadgeScan::person)), "person.badge_scans");
  EXPECT_EQ(Said(scans.Exists([](auto scan) { return !scan[&BadgeScan::after_hours]; })),
            "person.scans_accompanied.exists(b, !b.after_hours)");
  EXPECT_EQ(
      Said(scans.Filter([](Term<BadgeScan> scan) { return scan.day() == AsOf(); }).size() > 2),
      "person.scans_accompanied.filter(b, b.date == as_of).size() > 2");
  EXPECT_EQ(Said(scans.Map([](Term<BadgeScan> scan) { return scan[&BadgeScan::door]; })),
            "person.scans_accompanied.map(b, b.door)");
  EXPECT_EQ(Said(scans.CountDistinct([](Term<BadgeScan> scan) { return scan[&BadgeScan::door]; })),
            "person.scans_accompanied.count_distinct(b, b.door)");
  EXPECT_EQ(Said(scans
                     .Latest([](Term<BadgeScan>) { return Term<bool>(true); },
                             [](Term<BadgeScan> scan) { return scan.day(); })
                     .HasValue()),
            "person.scans_accompanied.latest(b, true, b.date).hasValue()");
  EXPECT_EQ(Said(scans.All([](auto scan) {
              return scan[&BadgeScan::kind].In({DoorKind::inner});
            }) && scans.ExistsOne([](auto scan) { return scan[&BadgeScan::after_hours]; })),
            "person.scans_accompanied.all(b, b.kind in ['inner']) && "
            "person.scans_accompanied.exists_one(b, b.after_hours)");
}

TEST(Term, LoopsWithinLoopsBindNamesOfTheirOwn) {
  const auto scans = Somebody().Referrers<BadgeScan>(&BadgeScan::person);
  const Term<bool> twice = scans.Exists([&](auto scan) {
    return scan[&BadgeScan::door].Referrers(&BadgeScan::door).Exists([&](auto other) {
      return other[&BadgeScan::person] != scan[&BadgeScan::person] && scans.All([&](auto third) {
        return third.day() >= scan.day() && third.day() >= other.day();
      });
    });
  });
  EXPECT_EQ(Said(twice),
            "person.badge_scans.exists(b3, b3.door.scans.exists(b2, b2.person != b3.person && "
            "person.badge_scans.all(b, b.date >= b3.date && b.date >= b2.date)))");
  // A member that is called like the loop would call its variable.
  const Term<Person> b(tree::Ident("b"));
  EXPECT_EQ(Said(scans.Exists([&](auto scan) { return scan[&BadgeScan::person] == b; })),
            "person.badge_scans.exists(b2, b2.person == b)");
}

TEST(Term, TheLanguagesOwnWordsAreAtHand) {
  EXPECT_EQ(Said(Call<Date>("cal.add_months", AsOf(), Term<std::int64_t>(-3)) <= AsOf()),
            "cal.add_months(as_of, -3) <= as_of");
  EXPECT_EQ(Said(Call<std::int64_t>("size", Somebody()[&Person::id])), "size(person.id)");
  EXPECT_EQ(Said(Cel<bool>("1 + 1 == 2  // sure") && Flag("a")), "1 + 1 == 2 && a");
  EXPECT_EQ(Cel<bool>("1 +").cel(), "1 +");  // Is at fault where it is compiled.
}

}  // namespace
}  // namespace assay::author
