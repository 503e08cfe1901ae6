// Packs with what somebody else than their author changed of them.

#include "assay/pack/tailoring.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/pack/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kPack = R"yaml(format: assay.pack/1
id: acme
title: Title
version: 1.2.0
language: assay-cel/1
parameters:
  grace_days: {default: 14, min: 1}
  share_pct: {default: 90}
  kinds: {type: list(string), default: [a]}
populations: {staff: {of: person}}
controls:
  - id: C
    title: C
    items:
      - id: A
        title: A
        each: staff
        levels: {full: {require: "person.in_scope && params.grace_days > 0", coverage_pct: params.share_pct}}
      - id: B
        title: B
        levels: {full: {org: "'a' in params.kinds"}}
      - id: Off
        title: Off
        enabled: false
        levels: {full: {org: "true"}}
waivers: {max_days: 365, approver: "true"}
exclusions: {approver: "true"}
)yaml";

constexpr const char* kHead = R"yaml(format: assay.tailoring/1
id: acme-2026
pack: {id: acme, version: 1.2.0}
approved_by: board
approved_on: 2026-01-15
rationale: We are small.
)yaml";

struct Tailored {
  Diagnostics problems;
  absl::StatusOr<Pack> pack;
};

Tailored TailorWhole(const std::string& text) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(kPack, "pack.yaml", {}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  problems.clear();
  absl::StatusOr<Pack> tailored = TailorPack(*std::move(pack), text, "tailoring.yaml", &problems);
  return {std::move(problems), std::move(tailored)};
}
Tailored Tailor(const std::string& changes) { return TailorWhole(kHead + changes); }

PackDefinition DefinitionOf(const std::string& changes) {
  const Tailored tailored = Tailor(changes);
  EXPECT_TRUE(tailored.pack.ok()) << Render(tailored.problems);
  return tailored.pack->definition();
}

TEST(TailorPack, SaysWhoApprovedWhat) {
  const Tailored tailored = Tailor("parameters: {share_pct: {value: 95, why: all can come}, grace_days: 7}\n");
  ASSERT_TRUE(tailored.pack.ok()) << Render(tailored.problems);
  const Tailoring& tailoring = *tailored.pack->tailoring();
  EXPECT_EQ(tailoring.id, "acme-2026");
  EXPECT_EQ(tailoring.approved_by, "board");
  EXPECT_EQ(tailoring.approved_on, *Date::FromCivil(2026, 1, 15));
  EXPECT_EQ(tailoring.rationale, "We are small.");
  ASSERT_EQ(tailoring.parameters.size(), 2);  // In the pack's order.
  EXPECT_EQ(tailoring.parameters[0].name, "grace_days");
  EXPECT_EQ(tailoring.parameters[0].why, "");
  EXPECT_EQ(tailoring.parameters[1].name, "share_pct");
  EXPECT_EQ(tailoring.parameters[1].why, "all can come");
}

TEST(TailorPack, GivesParametersOtherDefaults) {
  const PackDefinition pack = DefinitionOf("parameters: {grace_days: 7, kinds: {value: [b, c], why: w}}\n");
  EXPECT_EQ(pack.parameters[0].default_value, ParameterValue(std::int64_t{7}));
  EXPECT_EQ(pack.parameters[1].default_value, ParameterValue(std::int64_t{90}));
  EXPECT_EQ(pack.parameters[2].default_value,
            ParameterValue(std::vector<ParameterScalar>{std::string("b"), std::string("c")}));
  EXPECT_EQ(pack.parameters[0].origin.file, "tailoring.yaml");
}

TEST(TailorPack, LeavesItemsOutWithTheReason) {
  const PackDefinition pack = DefinitionOf("leave_out: [{item: B, why: the group does it}]\n");
  EXPECT_EQ(pack.controls[0].items[0].left_out, "");
  EXPECT_EQ(pack.controls[0].items[1].left_out, "the group does it");
}

TEST(TailorPack, TakesTheMembersOfPoliciesThatItNames) {
  const PackDefinition pack = DefinitionOf("waivers: {max_days: 30}\nexclusions: {approver: 'false'}\n");
  EXPECT_EQ(pack.waivers.max_days.text, "30");
  EXPECT_EQ(pack.waivers.approver.text, "true");
  EXPECT_EQ(pack.exclusions.approver.text, "false");
}

TEST(TailorPack, KeepsThePacksDigestAndHasOneOfItsOwn) {
  Diagnostics problems;
  const Sha256 untouched = ReadPack(kPack, "pack.yaml", {}, &problems)->digest();
  const Tailored one = Tailor("parameters: {grace_days: 7}\n");
  const Tailored same = Tailor("# a remark\nparameters:\n  grace_days: 7\n");
  const Tailored other = Tailor("parameters: {grace_days: 8}\n");
  const Tailored reason = Tailor("parameters: {grace_days: {value: 7, why: because}}\n");
  EXPECT_EQ(one.pack->digest(), untouched);
  EXPECT_EQ(one.pack->tailoring()->digest, same.pack->tailoring()->digest);
  EXPECT_NE(one.pack->tailoring()->digest, other.pack->tailoring()->digest);
  EXPECT_NE(one.pack->tailoring()->digest, reason.pack->tailoring()->digest);
}

TEST(TailorPack, KeepsItsTextForMessages) {
  const Tailored tailored = Tailor("waivers: {max_days: 30}\n");
  EXPECT_THAT(std::string(tailored.pack->SourceOf("tailoring.yaml")), HasSubstr("max_days: 30"));
  EXPECT_EQ(tailored.pack->file(), "pack.yaml");
}

TEST(TailorPack, MayBeJson) {
  EXPECT_TRUE(TailorWhole(R"({"format":"assay.tailoring/1","id":"t","pack":{"id":"acme","version":"1.2.0"},
      "approved_by":"b","approved_on":"2026-01-15","rationale":"r","parameters":{"grace_days":7}})")
                  .pack.ok());
}

struct Fault {
  const char* name;
  const char* text;
  std::vector<std::string> codes;
};

class TailorPackRefuses : public testing::TestWithParam<Fault> {};

TEST_P(TailorPackRefuses, EveryFault) {
  const Tailored tailored = Tailor(GetParam().text);
  EXPECT_EQ(tailored.pack.status().code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> codes;
  for (const Diagnostic& problem : tailored.problems) {
    codes.push_back(problem.code);
    EXPECT_EQ(problem.place.file, "tailoring.yaml");
    EXPECT_GT(problem.place.line, 0u);
  }
  EXPECT_THAT(codes, ElementsAreArray(GetParam().codes)) << Render(tailored.problems);
}

INSTANTIATE_TEST_SUITE_P(
    Tailorings, TailorPackRefuses,
    testing::Values(
        Fault{"no_tree", "parameters: [", {"yaml.syntax"}},
        Fault{"unknown_member", "paramters: {grace_days: 7}\n", {"tailoring.unknown-member"}},
        Fault{"no_such_parameter", "parameters: {grace_day: 7}\n", {"tailoring.no-such-parameter"}},
        Fault{"value_of_another_type", "parameters: {grace_days: soon}\n", {"tailoring.default-type"}},
        Fault{"value_out_of_bounds", "parameters: {share_pct: 101, grace_days: 0}\n",
              {"tailoring.default-range", "tailoring.default-range"}},
        Fault{"no_value", "parameters: {grace_days: {why: because}}\n", {"tailoring.missing-member"}},
        Fault{"no_such_item", "leave_out: [{item: Z, why: w}]\n", {"tailoring.no-such-item"}},
        Fault{"item_that_is_off", "leave_out: [{item: 'Off', why: w}]\n", {"tailoring.no-such-item"}},
        Fault{"no_reason", "leave_out: [{item: A}]\n", {"tailoring.missing-member"}},
        Fault{"item_twice", "leave_out: [{item: A, why: w}, {item: A, why: w}]\n", {"tailoring.duplicate-id"}},
        Fault{"nothing_left", "leave_out: [{item: A, why: w}, {item: B, why: w}]\n", {"tailoring.nothing-left"}},
        Fault{"exclusions_of_nothing", "exclusions: {}\n", {"tailoring.missing-member"}},
        Fault{"nothing_in_a_list", "leave_out: []\n", {"tailoring.empty"}},
        Fault{"all_at_once", "parameters: {grace_day: 7, share_pct: x}\nleave_out: [{item: Z, why: w}]\n",
              {"tailoring.no-such-parameter", "tailoring.default-type", "tailoring.no-such-item"}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(TailorPack, RefusesWhatIsForAnotherPack) {
  const Tailored tailored = TailorWhole(R"yaml(format: assay.tailoring/1
id: t
pack: {id: acme2, version: 1.3.0}
approved_by: b
approved_on: soon
rationale: r
)yaml");
  std::vector<std::string> codes;
  for (const Diagnostic& problem : tailored.problems) codes.push_back(problem.code);
  EXPECT_THAT(codes, ElementsAre("tailoring.other-pack", "tailoring.other-pack", "tailoring.bad-date"));
}

TEST(TailorPack, RefusesOtherFormats) {
  const Tailored pack = TailorWhole(kPack);
  ASSERT_EQ(pack.problems.size(), 1);
  EXPECT_EQ(pack.problems[0].code, "tailoring.format");
  EXPECT_EQ(TailorWhole("[]").problems.at(0).code, "tailoring.wrong-type");
}

}  // namespace
}  // namespace assay
