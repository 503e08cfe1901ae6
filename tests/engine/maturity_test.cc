// How mature an item is: from the rung, from whether there is evidence, from having been kept up.

#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

// One person; N says whether there is a contract, in full with a clause; RC whether a message.
std::string PackWith(std::string_view maturity) {
  return absl::StrCat(R"yaml(parameters:
  since_months: {default: 12, min: 1, doc: how long an item must have been kept up}
populations: {staff: {of: person}}
controls:
  - id: C
    title: C
    items:
      - id: N
        title: N
        each: staff
        link: minimum_limits_full
        levels:
          minimum: {require: "person.contracts.exists(c, c.date > cal.add_months(as_of, -24))"}
          full: {require: "person.contracts.exists(c, c.date > cal.add_months(as_of, -24) && 'conduct' in c.clauses)"}
reality_checks:
  - {id: RC, item: N, kind: evidence, require: "org.announcements.exists(a, a.date <= as_of)"}
enums: {contract_clause: {add: [conduct]}}
)yaml",
                      std::string(maturity));
}

std::string Contract(std::string_view date, std::string_view clauses) {
  return Evidence("c1", "contract", date, absl::StrCat(R"("person":"p0","clauses":[)", std::string(clauses), "]"));
}

std::string Announcement(std::string_view date) {
  return Evidence("a1", "announcement", date,
                  R"("author":"p0","audience":"all_staff","channel":"chat","statements":["security_priority"])");
}

ItemResult Judge(std::string_view evidence, std::string_view maturity = "", std::string collected = R"(["*"])") {
  const CompiledPack pack = MakePack(PackWith(maturity));
  SmallFacts parts;
  parts.people = absl::StrCat("[", Employee("p0"), "]");
  parts.evidence = absl::StrCat("[", std::string(evidence), "]");
  parts.collected = std::move(collected);
  const Facts facts = MakeFacts(parts, pack);
  return MustAssess(pack, facts).controls.at(0).items.at(0);
}

std::optional<std::int32_t> MaturityIn(std::string_view evidence, std::string_view maturity = "") {
  return Judge(evidence, maturity).maturity;
}

TEST(Maturity, ClimbsWithTheLadder) {
  EXPECT_EQ(MaturityIn(Contract("2026-01-10", "")), 2);
  EXPECT_EQ(MaturityIn(Contract("2026-01-10", "\"conduct\"")), 3);
  EXPECT_EQ(MaturityIn(absl::StrCat(Contract("2026-01-10", "\"conduct\""), ",", Announcement("2026-01-10"))), 4);
}

TEST(Maturity, BelowTheMinimumAsksWhetherThereIsEvidence) {
  EXPECT_EQ(MaturityIn(""), 0);
  EXPECT_EQ(MaturityIn(Contract("2023-01-10", "")), 1);
  // What another item would look at is no evidence for this one.
  EXPECT_EQ(MaturityIn(Announcement("2026-01-10")), 0);
  // Nor is what hygiene left out.
  EXPECT_EQ(MaturityIn(Contract("2026-04-02", "")), 0);
}

TEST(Maturity, OfWhatIsUnknownIsNone) {
  const ItemResult item = Judge("", "", R"(["announcement"])");
  EXPECT_EQ(item.rung, Rung::unknown);
  EXPECT_EQ(item.maturity, 0);
}

TEST(Maturity, IsNotToldOutsideTheLadder) {
  const CompiledPack pack = MakePack(PackWith(""));
  const Facts facts = MakeFacts(SmallFacts{}, pack);  // Nobody.
  const ItemResult item = MustAssess(pack, facts).controls.at(0).items.at(0);
  EXPECT_EQ(item.rung, Rung::not_applicable);
  EXPECT_EQ(item.maturity, std::nullopt);
}

TEST(Maturity, IsHighestWhenTheItemWasKeptUp) {
  const std::string kept_up =
      absl::StrCat(Contract("2025-03-31", "\"conduct\""), ",", Announcement("2025-03-31"));
  const std::string a_day_short =
      absl::StrCat(Contract("2025-03-31", "\"conduct\""), ",", Announcement("2025-04-01"));
  constexpr std::string_view kPolicy = "maturity: {months: params.since_months}\n";
  EXPECT_EQ(MaturityIn(kept_up), 4);  // The pack does not say what it takes.
  EXPECT_EQ(MaturityIn(kept_up, kPolicy), 5);
  EXPECT_EQ(MaturityIn(a_day_short, kPolicy), 4);
  EXPECT_EQ(MaturityIn(a_day_short, "maturity: {months: params.since_months - 1}\n"), 5);
}

TEST(Maturity, AsksForWhatThePackDemandsBesides) {
  const std::string kept_up =
      absl::StrCat(Contract("2025-03-31", "\"conduct\""), ",", Announcement("2025-03-31"));
  EXPECT_EQ(MaturityIn(kept_up, "maturity: {months: 12, when: 'true'}\n"), 5);
  EXPECT_EQ(MaturityIn(kept_up, "maturity: {months: 12, when: 'false'}\n"), 4);
  EXPECT_EQ(MaturityIn(kept_up, "maturity: {months: 12, when: 1 / (as_of - as_of) > 0}\n"), 4);
  EXPECT_EQ(MaturityIn(kept_up, "maturity: {months: as_of - as_of}\n"), 4);
}

TEST(Maturity, RefusesMonthsThatAreNone) {
  const auto faults_of = [](const char* months) {
    return FaultsOf(PackWith(absl::StrCat("maturity: {months: ", months, ", when: params.since_months > 0}\n")));
  };
  EXPECT_EQ(faults_of("0"), (std::vector<std::string>{"pack.days"}));
  EXPECT_EQ(faults_of("\"'12'\""), (std::vector<std::string>{"expr.type"}));
}

TEST(Crosswalk, IsHandedOnAsThePackHasIt) {
  const CompiledPack pack = MakePack(R"yaml(populations: {staff: {of: person}}
controls:
  - id: C
    title: C
    items:
      - id: N
        title: N
        levels: {full: {each: staff, require: 'true'}}
        crosswalk:
          equal: {soc2: [CC1.1]}
          intersects: {nist-800-53-r5: [PS-5, AC-2]}
          verified: [nist-800-53-r5]
)yaml");
  const Facts facts = MakeFacts(SmallFacts{}, pack);
  const std::vector<CrosswalkResult> crosswalk = MustAssess(pack, facts).controls.at(0).items.at(0).crosswalk;
  ASSERT_EQ(crosswalk.size(), 2);
  EXPECT_EQ(crosswalk[0].framework, "soc2");
  EXPECT_EQ(crosswalk[0].relation, "equal");
  EXPECT_FALSE(crosswalk[0].is_verified);
  EXPECT_EQ(crosswalk[1].framework, "nist-800-53-r5");
  EXPECT_EQ(crosswalk[1].relation, "intersects");
  EXPECT_EQ(crosswalk[1].references, (std::vector<std::string>{"PS-5", "AC-2"}));
  EXPECT_TRUE(crosswalk[1].is_verified);
}

}  // namespace
}  // namespace assay
