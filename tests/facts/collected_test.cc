// What `collected` makes of the feeds.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_in_words.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

std::int32_t Day(const char* text) { return Date::Parse(text)->days_since_epoch(); }

CollectedEntry Bare(std::string type) { return {.type = std::move(type)}; }
CollectedEntry Whole(std::string type) {
  return {.type = std::move(type), .complete = true, .is_plain = false};
}
CollectedEntry Partial(std::string type) {
  return {.type = std::move(type), .complete = false, .is_plain = false};
}
CollectedEntry Between(std::string type, const char* from, const char* to) {
  CollectedEntry entry = {.type = std::move(type), .is_plain = false};
  if (*from != '\0') entry.from = Date::Parse(from);
  if (*to != '\0') entry.to = Date::Parse(to);
  return entry;
}

const DateRange kAlways = {kFirstDay, kLastDay};

struct FeedCase {
  const char* name;
  std::vector<CollectedEntry> collected;
  bool with_records;  // SmallFacts, or nothing but the list.
  const char* type;
  Feed want;
};

class FeedOf : public testing::TestWithParam<FeedCase> {};

TEST_P(FeedOf, IsAsListed) {
  const SmallSchema small;
  WordFacts words;
  if (GetParam().with_records) words = SmallFacts();
  words.collected = GetParam().collected;
  const Facts facts = SealWords(small.schema, words);
  const Feed& feed = facts.table(small.type(GetParam().type)).feed();
  EXPECT_EQ(feed.collected, GetParam().want.collected);
  EXPECT_EQ(feed.gaps, GetParam().want.gaps);
  EXPECT_EQ(feed.open_kinds, GetParam().want.open_kinds);
}

const Feed kClosed = {.collected = true};
const Feed kMissing = {.collected = false, .gaps = {kAlways}};
const Feed kOpen = {.collected = true, .gaps = {kAlways}};

Feed WithGaps(std::vector<DateRange> gaps) { return {.collected = true, .gaps = std::move(gaps)}; }
// Handbook, policy and plan are bits 0, 1 and 2.
Feed OpenKinds(bool collected, std::uint64_t kinds) {
  return {.collected = collected, .gaps = {kAlways}, .open_kinds = kinds};
}

std::vector<FeedCase> EvidenceCases() {
  const char* const type = "completion";
  const DateRange before = {kFirstDay, Day("2025-05-31")};
  const DateRange after = {Day("2026-01-01"), kLastDay};
  return {
      {"nothing_listed_no_record", {}, false, type, kMissing},
      {"a_record_is_proof", {}, true, type, kClosed},
      {"listed_without_a_record", {Bare("completion")}, false, type, kClosed},
      {"listed_by_plural", {Bare("completions")}, false, type, kClosed},
      {"star", {Bare("*")}, false, type, kClosed},
      {"others_listed", {Bare("briefing")}, false, type, kMissing},
      {"began_late", {Between(type, "2025-06-01", "")}, true, type, WithGaps({before})},
      {"ended_early", {Between(type, "", "2025-12-31")}, true, type, WithGaps({after})},
      {"between",
       {Between(type, "2025-06-01", "2025-12-31")},
       false,
       type,
       WithGaps({before, after})},
      {"one_day",
       {Between(type, "2025-06-01", "2025-06-01")},
       false,
       type,
       WithGaps({before, {Day("2025-06-02"), kLastDay}})},
      {"all_of_time", {Between(type, "0001-01-01", "9999-12-31")}, false, type, kClosed},
      {"two_spans_apart",
       {Between(type, "2025-06-01", "2025-06-30"), Between(type, "2025-08-01", "2025-12-31")},
       false,
       type,
       WithGaps({before, {Day("2025-07-01"), Day("2025-07-31")}, after})},
      {"two_spans_that_touch",
       {Between(type, "2025-07-01", "2025-12-31"), Between(type, "2025-06-01", "2025-06-30")},
       false,
       type,
       WithGaps({before, after})},
      {"span_within_a_span",
       {Between(type, "2025-06-01", "2025-12-31"), Between(type, "2025-08-01", "2025-08-31")},
       false,
       type,
       WithGaps({before, after})},
      {"object_without_limits", {Whole(type)}, false, type, kClosed},
      {"incomplete", {Partial(type)}, true, type, kOpen},
      {"incomplete_overrides_a_span",
       {Between(type, "2025-06-01", ""), Partial(type)},
       true,
       type,
       kOpen},
      {"object_overrides_star", {Partial(type), Bare("*")}, true, type, kOpen},
      {"object_overrides_bare_name", {Bare(type), Partial(type)}, true, type, kOpen},
      {"object_of_another_type", {Partial("briefing")}, true, type, kClosed},
      {"object_for_all", {Partial("*")}, true, type, kOpen},
      {"own_name_overrides_object_for_all", {Partial("*"), Bare(type)}, true, type, kClosed},
      {"no_feed_at_all", {}, false, "person", kClosed},
      {"no_feed_whatever_is_listed", {Partial("*")}, true, "person", kClosed},
  };
}

std::vector<FeedCase> AssignmentCases() {
  const char* const type = "assignment";
  return {
      {"record_is_no_proof", {}, true, type, kMissing},
      {"listed", {Bare("assignment")}, true, type, kClosed},
      {"listed_as_the_member", {Bare("assignments")}, true, type, kClosed},
      {"star", {Bare("*")}, true, type, kClosed},
      {"in_part",
       {Between("assignments", "2020-01-01", "")},
       true,
       type,
       WithGaps({{kFirstDay, Day("2019-12-31")}})},
      {"version_is_no_feed", {}, true, "document_version", kClosed},
  };
}

std::vector<FeedCase> KindCases() {
  const char* const type = "document";
  return {
      {"nothing", {}, false, type, OpenKinds(false, 0b111)},
      {"kinds_with_records", {}, true, type, OpenKinds(true, 0b100)},
      {"kind_listed", {Bare("plan")}, true, type, kClosed},
      {"one_kind_listed", {Bare("plan")}, false, type, OpenKinds(true, 0b011)},
      {"star", {Bare("*")}, false, type, kClosed},
      {"table_listed", {Bare("documents")}, false, type, kClosed},
      {"kind_from_a_day_is_open",
       {Bare("*"), Between("handbook", "2025-01-01", "")},
       true,
       type,
       OpenKinds(true, 0b001)},
      {"kind_incomplete", {Bare("*"), Partial("policy")}, true, type, OpenKinds(true, 0b010)},
      {"table_incomplete", {Partial("document")}, true, type, OpenKinds(true, 0b111)},
      {"kind_before_table",
       {Partial("document"), Bare("policy")},
       true,
       type,
       OpenKinds(true, 0b101)},
      {"kind_whole_by_object", {Whole("handbook")}, false, type, OpenKinds(true, 0b110)},
  };
}

const auto kCaseName = [](const auto& info) { return std::string(info.param.name); };
INSTANTIATE_TEST_SUITE_P(Evidence, FeedOf, testing::ValuesIn(EvidenceCases()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Assignments, FeedOf, testing::ValuesIn(AssignmentCases()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Kinds, FeedOf, testing::ValuesIn(KindCases()), kCaseName);

TEST(Collected, RefusesWhatIsNoFeed) {
  const SmallSchema small;
  WordFacts words;
  words.collected = Listed({"handbok", "people", "*", "completion", "document_version"});
  words.collected.push_back(Between("briefing", "2025-02-01", "2025-01-31"));
  words.collected.back().pointer = "/collected/5";
  Diagnostics problems;
  EXPECT_FALSE(SealWords(small.schema, words, {}, &problems).ok());
  std::vector<std::string> told;
  for (const Diagnostic& problem : problems) told.push_back(problem.code + problem.place.pointer);
  EXPECT_THAT(told, ElementsAre("facts.unknown-feed/collected/0", "facts.unknown-feed/collected/1",
                                "facts.unknown-feed/collected/4", "facts.bad-range/collected/5"));
  EXPECT_EQ(problems[0].hint, "did you mean `handbook`?");
}

}  // namespace
}  // namespace assay
