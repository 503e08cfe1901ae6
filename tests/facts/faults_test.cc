// What sealing refuses, and what it lets pass as unknown or with a flag.

#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_in_words.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "code pointer", for every problem.
std::vector<std::string> Told(const Diagnostics& problems) {
  std::vector<std::string> told;
  for (const Diagnostic& problem : problems) {
    told.push_back(problem.code + " " + problem.place.pointer);
  }
  return told;
}

struct BadFacts {
  const char* name;
  std::vector<WordRecord> more;  // Beyond SmallFacts.
  std::vector<std::string> want;
};

WordRecord Person(std::string id, WordCells cells = {}) {
  WordCells all = {{"id", std::move(id)}, {"engagement", "employee"}, {"start", "2020-01-01"}};
  for (WordCell& cell : cells) all.push_back(std::move(cell));
  return {"person", std::move(all)};
}

WordRecord Evidence(std::string type, std::string id, WordCells cells) {
  WordCells all = {{"id", std::move(id)}, {"occurred_at", "2025-06-01"}};
  for (WordCell& cell : cells) all.push_back(std::move(cell));
  return {std::move(type), std::move(all)};
}

WordRecord DocumentOf(std::vector<WordCells> versions) {
  return {"document",
          {{"id", "d-new"}, {"kind", "plan"}, Children("versions", std::move(versions))}};
}

WordCells Version(std::string version, std::string from) {
  return {{"version", std::move(version)}, {"effective_from", std::move(from)}};
}

class SealRefuses : public testing::TestWithParam<BadFacts> {};

TEST_P(SealRefuses, TellsEveryFaultAndItsPlace) {
  const SmallSchema small;
  WordFacts words = SmallFacts();
  for (const WordRecord& record : GetParam().more) words.records.push_back(record);
  Diagnostics problems;
  const absl::StatusOr<Facts> facts = SealWords(small.schema, words, {}, &problems);
  EXPECT_EQ(facts.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Told(problems), ElementsAreArray(GetParam().want)) << Render(problems);
}

// SmallFacts have 3 people, 2 documents, 1 module and 6 pieces of evidence.
std::vector<BadFacts> FaultCases() {
  return {
      {"person_without_engagement",
       {{"person", {{"id", "p4"}, {"start", "2020-01-01"}}}},
       {"facts.missing-field /people/3"}},
      {"record_without_id",
       {{"person", {{"engagement", "employee"}, {"start", "2020-01-01"}}}},
       {"facts.missing-field /people/3"}},
      {"empty_id", {Person("")}, {"facts.empty-id /people/3/id"}},
      {"white_space_as_id",
       {Person(" \t"), Evidence("completion", "\xC2\xA0\xE3\x80\x80", {{"person", "p1"}})},
       {"facts.empty-id /people/3/id", "facts.empty-id /evidence/6/id"}},
      {"empty_id_of_an_embedded_record",
       {DocumentOf({Version("1", "2020-01-01"), Version("", "2021-01-01")})},
       {"facts.empty-id /documents/2/versions/1/version"}},
      {"empty_id_twice", {Person(""), Person("")}, {"facts.empty-id /people/3/id", "facts.empty-id /people/4/id"}},
      {"two_fields_missing",
       {{"person", {{"id", "p4"}}}},
       {"facts.missing-field /people/3", "facts.missing-field /people/3"}},
      {"null_where_required",
       {Evidence("completion", "x", {Null("person")})},
       {"facts.missing-field /evidence/6"}},
      {"embedded_without_role",
       {Person("p4", {Children("assignments", {{{"role", "r-dev"}, {"from", "2020-01-01"}},
                                               {{"from", "2021-01-01"}}})})},
       {"facts.missing-field /people/3/assignments/1"}},
      {"above_the_maximum",
       {Evidence("completion", "x", {{"person", "p1"}, {"score", "101"}})},
       {"facts.out-of-range /evidence/6/score"}},
      {"below_the_minimum",
       {DocumentOf({{{"version", "1"}, {"effective_from", "2020-01-01"}, {"word_count", "-1"}}})},
       {"facts.out-of-range /documents/2/versions/0/word_count"}},
      {"nobody_of_that_id",
       {Evidence("completion", "x", {{"person", "p9"}})},
       {"facts.dangling-reference /evidence/6/person"}},
      {"manager_of_no_id",
       {Person("p4", {{"manager", "p9"}})},
       {"facts.dangling-reference /people/3/manager"}},
      {"role_of_no_id",
       {Person("p4", {Children("assignments", {{{"role", "r-x"}, {"from", "2020-01-01"}}})})},
       {"facts.dangling-reference /people/3/assignments/0/role"}},
      {"attendee_of_no_id",
       {Evidence("briefing", "x", {List("attendees", {"p1", "p9", "p2", "q"})})},
       {"facts.dangling-reference /evidence/6/attendees/1",
        "facts.dangling-reference /evidence/6/attendees/3"}},
      {"viewer_of_no_id",
       {Evidence("briefing", "x",
                 {Children("viewings",
                           {{{"person", "p1"}, {"at", "2025-01-01"}, {"watched_seconds", "1"}},
                            {{"person", "p9"}, {"at", "2025-01-01"}, {"watched_seconds", "1"}}})})},
       {"facts.dangling-reference /evidence/6/viewings/1/person"}},
      {"id_of_another_type",
       {Evidence("completion", "x", {{"person", "d-hb"}})},
       {"facts.dangling-reference /evidence/6/person"}},
      {"version_of_another_document",
       {Evidence("acknowledgement", "x",
                 {{"person", "p1"}, {"document", "d-pol"}, {"document_version", "1"}})},
       {"facts.dangling-reference /evidence/6/document_version"}},
      {"document_of_no_id_is_one_fault",
       {Evidence("acknowledgement", "x",
                 {{"person", "p1"}, {"document", "d-x"}, {"document_version", "1"}})},
       {"facts.dangling-reference /evidence/6/document"}},
      {"person_twice_and_different", {Person("p1")}, {"facts.duplicate-id /people/3/id"}},
      {"difference_is_in_an_embedded_record",
       {{"person",
         {{"id", "p1"},
          {"engagement", "employee"},
          {"start", "2020-01-01"},
          Children("assignments", {{{"role", "r-dev"}, {"from", "2020-01-01"}}})}}},
       {"facts.duplicate-id /people/3/id"}},
      {"one_id_in_two_evidence_types",
       {Evidence("completion", "e1", {{"person", "p1"}})},
       {"facts.duplicate-id /evidence/6/id"}},
      {"version_twice_and_different",
       {DocumentOf(
           {Version("1", "2020-01-01"), Version("2", "2021-01-01"), Version("1", "2022-01-01")})},
       {"facts.duplicate-id /documents/2/versions/2/version"}},
      {"two_organisations",
       {{"organization", {{"id", "other"}, {"time_zone", "UTC"}}}},
       {"facts.duplicate-id /organization"}},
      {"faults_of_all_kinds_in_order",
       {Evidence("completion", "e1", {{"person", "p9"}, {"score", "101"}}),
        Person("p2"),
        {"role", {{"title", "no id"}}}},
       {"facts.missing-field /roles/2", "facts.duplicate-id /people/3/id",
        "facts.duplicate-id /evidence/6/id", "facts.dangling-reference /evidence/6/person",
        "facts.out-of-range /evidence/6/score"}},
  };
}

INSTANTIATE_TEST_SUITE_P(Facts, SealRefuses, testing::ValuesIn(FaultCases()),
                         [](const auto& info) { return std::string(info.param.name); });

class SealTest : public testing::Test {
 protected:
  absl::StatusOr<Facts> Seal(const SealOptions& options = {}) {
    problems_.clear();
    return SealWords(small_.schema, words_, options, &problems_);
  }
  std::string Cell(const Facts& facts, std::string_view record, std::string_view key,
                   std::string_view field) const {
    return Say(facts, small_.type(record), small_.field(record, field),
               facts.FindRow(small_.type(record), key));
  }

  SmallSchema small_;
  WordFacts words_ = SmallFacts();
  Diagnostics problems_;
};

TEST_F(SealTest, UnknownZoneIsAFault) {
  words_.records[0].cells[1].word = "Mars/Olympus";
  EXPECT_FALSE(Seal().ok());
  EXPECT_THAT(Told(problems_), ElementsAre("facts.time-zone /organization/time_zone"));
}

TEST_F(SealTest, NamesTheNearestId) {
  words_.records.push_back(
      Evidence("acknowledgement", "x", {{"person", "p22"}, {"document", "d-plo"}}));
  words_.records.push_back(
      Evidence("acknowledgement", "y", {{"person", "p1"}, {"document", "zzzz"}}));
  EXPECT_FALSE(Seal().ok());
  ASSERT_EQ(problems_.size(), 3u);
  EXPECT_EQ(problems_[0].hint, "did you mean `p2`?");
  EXPECT_EQ(problems_[1].hint, "did you mean `d-pol`?");
  EXPECT_EQ(problems_[2].hint, "");
  EXPECT_EQ(problems_[2].message, "there is no document `zzzz`");
}

TEST_F(SealTest, NamesTheNearestVersionWithinItsDocument) {
  WordCells versions[] = {Version("10.1", "2024-01-01"), Version("9.1", "2023-01-01")};
  words_.records.push_back(DocumentOf({versions[0], versions[1]}));
  words_.records.push_back(
      Evidence("acknowledgement", "x",
               {{"person", "p1"}, {"document", "d-new"}, {"document_version", "10.2"}}));
  EXPECT_FALSE(Seal().ok());
  ASSERT_EQ(problems_.size(), 1u);
  EXPECT_EQ(problems_[0].hint, "did you mean `10.1`?");
}

TEST_F(SealTest, DuplicateNamesBothPlaces) {
  WordRecord late = Person("p1");
  late.origin = 900;
  WordRecord early = Evidence("completion", "e6", {{"person", "p1"}});
  early.origin = 0;
  words_.records.push_back(late);
  words_.records.push_back(early);
  FixOrigins(small_.schema, &words_.records);
  for (WordRecord& record : words_.records) {
    if (record.type == "briefing") record.origin = 77;
  }
  EXPECT_FALSE(Seal().ok());
  ASSERT_EQ(problems_.size(), 2u);
  EXPECT_EQ(problems_[0].place.pointer, "/people/900/id");
  EXPECT_THAT(problems_[0].hint, HasSubstr("/people/1"));
  EXPECT_EQ(problems_[1].place.pointer, "/evidence/77/id") << "the later of the two";
  EXPECT_THAT(problems_[1].hint, HasSubstr("/evidence/0"));
}

TEST_F(SealTest, EqualRecordsAreOneWithAFlagEach) {
  const std::vector<WordRecord> once = words_.records;
  words_.records.insert(words_.records.end(), once.begin(), once.end());
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  EXPECT_EQ(facts->table(small_.type("person")).row_count(), 3u);
  EXPECT_EQ(facts->table(small_.type("assignment")).row_count(), 3u);
  std::vector<std::string> duplicates;
  for (const Facts::Flag& flag : facts->flags()) {
    EXPECT_EQ(flag.flag, "duplicate");
    duplicates.push_back(flag.record);
  }
  EXPECT_THAT(duplicates, ElementsAre("d-hb", "d-pol", "e1", "e2", "e3", "e4", "e5", "e6",
                                      "m-basic", "org", "p1", "p2", "p3", "r-cto", "r-dev"));
  EXPECT_EQ(facts->digest(), SealWords(small_.schema, SmallFacts()).digest());
}

TEST_F(SealTest, DefaultWrittenAndLeftOutAreEqual) {
  WordRecord written = Person("p9", {{"in_scope", "true"}, Null("end")});
  words_.records.push_back(Person("p9"));
  words_.records.push_back(written);
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  EXPECT_THAT(facts->flags(), ElementsAre(Facts::Flag{.flag = "duplicate", .record = "p9"}));
}

TEST_F(SealTest, EqualEmbeddedRecordsWithOneIdAreOne) {
  words_.records.push_back(DocumentOf({Version("1", "2020-01-01"), Version("2", "2021-01-01"),
                                       Version("1", "2020-01-01"), Version("3", "2022-01-01")}));
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  EXPECT_THAT(facts->flags(),
              ElementsAre(Facts::Flag{.flag = "duplicate", .record = "d-new/versions/1"}));
  const RecordTypeId version = small_.type("document_version");
  const Row document = facts->FindRow(small_.type("document"), "d-new");
  EXPECT_EQ(facts->RecordName(version, facts->FindRow(version, "3", document)), "d-new/versions/3");
}

TEST_F(SealTest, ReferenceIntoAnOpenFeedIsUnknown) {
  // Documents of one kind only are collected, so there may be others.
  words_.collected = Listed({"handbook", "acknowledgement", "briefing"});
  words_.records.push_back(Evidence(
      "acknowledgement", "x", {{"person", "p1"}, {"document", "d-x"}, {"document_version", "1"}}));
  words_.collected.push_back({.type = "completion", .complete = false, .is_plain = false});
  words_.records.push_back(Evidence("briefing", "y", {List("follows", {"e4", "nowhere", "e5"})}));
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  EXPECT_EQ(Cell(*facts, "acknowledgement", "x", "document"), "<unknown>");
  EXPECT_EQ(Cell(*facts, "acknowledgement", "x", "document_version"), "<unknown>")
      << "its scope is unknown";
  EXPECT_EQ(Cell(*facts, "acknowledgement", "e3", "document_version"), "d-hb/versions/2");
  EXPECT_EQ(Cell(*facts, "briefing", "y", "follows"), "[e4 <unknown> e5]");
  const Column& follows =
      facts->table(small_.type("briefing")).column(small_.field("briefing", "follows"));
  EXPECT_EQ(static_cast<Row>(follows.list(facts->FindRow(small_.type("briefing"), "y"))[1]),
            kNoRow);
  EXPECT_THAT(facts->flags(), IsEmpty());
}

TEST_F(SealTest, VersionOfADocumentIsUnknownOnlyIfItsKindIsOpen) {
  words_.collected = Listed({"handbook"});
  words_.collected.push_back({.type = "policy", .complete = false, .is_plain = false});
  words_.records.push_back(
      Evidence("acknowledgement", "x",
               {{"person", "p1"}, {"document", "d-pol"}, {"document_version", "7"}}));
  const absl::StatusOr<Facts> facts = Seal();
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  EXPECT_EQ(Cell(*facts, "acknowledgement", "x", "document"), "d-pol");
  EXPECT_EQ(Cell(*facts, "acknowledgement", "x", "document_version"), "<unknown>");

  words_.records.back().cells[3].word = "d-hb";
  EXPECT_FALSE(Seal().ok()) << "the handbook is whole";
  EXPECT_THAT(Told(problems_),
              ElementsAre("facts.dangling-reference /evidence/6/document_version"));
}

TEST_F(SealTest, TablesThatAreNoFeedsAreNeverOpen) {
  words_.collected.clear();
  words_.records.push_back(Evidence("completion", "x", {{"person", "p9"}}));
  EXPECT_FALSE(Seal().ok());
  EXPECT_THAT(Told(problems_), ElementsAre("facts.dangling-reference /evidence/6/person"));
}

TEST_F(SealTest, LenientMakesFlagsOfDanglingReferences) {
  words_.records.push_back(Evidence("completion", "x", {{"person", "p9"}, {"module", "m-x"}}));
  words_.records.push_back(Evidence("briefing", "y", {List("attendees", {"p1", "p9"})}));
  words_.records.push_back(Evidence(
      "acknowledgement", "z", {{"person", "p1"}, {"document", "d-x"}, {"document_version", "1"}}));
  const absl::StatusOr<Facts> facts = Seal({.lenient = true});
  ASSERT_TRUE(facts.ok()) << Render(problems_);
  EXPECT_THAT(facts->flags(), ElementsAre(Facts::Flag{"dangling_reference", "x", "module: m-x"},
                                          Facts::Flag{"dangling_reference", "x", "person: p9"},
                                          Facts::Flag{"dangling_reference", "y", "attendees: p9"},
                                          Facts::Flag{"dangling_reference", "z", "document: d-x"}));
  EXPECT_EQ(Cell(*facts, "completion", "x", "person"), "<unknown>");
  EXPECT_EQ(Cell(*facts, "briefing", "y", "attendees"), "[p1 <unknown>]");
  EXPECT_EQ(Cell(*facts, "acknowledgement", "z", "document_version"), "<unknown>");
  const RecordTypeId completion = small_.type("completion");
  EXPECT_EQ(facts->FindRow(completion, "x"), facts->table(completion).row_count() - 1)
      << "about nobody that is known: last";
}

// A version of no document names nothing. The record says the rest all the same.
TEST_F(SealTest, VersionWithoutItsDocumentIsNoneAndFlagged) {
  words_.records.push_back(
      Evidence("acknowledgement", "x", {{"person", "p1"}, {"document_version", "1"}}));
  for (const bool lenient : {false, true}) {
    const absl::StatusOr<Facts> facts = Seal({.lenient = lenient});
    ASSERT_TRUE(facts.ok()) << Render(problems_);
    EXPECT_EQ(Cell(*facts, "acknowledgement", "x", "document_version"), "<none>");
    EXPECT_EQ(Cell(*facts, "acknowledgement", "x", "person"), "p1");
    EXPECT_THAT(facts->flags(),
                ElementsAre(Facts::Flag{"unscoped_reference", "x", "document_version: 1"}));
  }
}

TEST_F(SealTest, LenientDoesNotForgiveOtherFaults) {
  words_.records.push_back(Evidence("completion", "x", {}));
  EXPECT_FALSE(Seal({.lenient = true}).ok());
  EXPECT_THAT(Told(problems_), ElementsAre("facts.missing-field /evidence/6"));
}

TEST_F(SealTest, FlagsOfTheReaderComeOutInOrder) {
  FactsBuilder builder(small_.schema);
  Fill(small_.schema, words_, &builder);
  builder.AddFlag({"unknown_member", "p2", "shoe_size"});
  builder.AddFlag({"unknown_member", "p1", "shoe_size"});
  const absl::StatusOr<Facts> facts = std::move(builder).Seal({}, &problems_);
  ASSERT_TRUE(facts.ok());
  EXPECT_THAT(facts->flags(), ElementsAre(Facts::Flag{"unknown_member", "p1", "shoe_size"},
                                          Facts::Flag{"unknown_member", "p2", "shoe_size"}));
}

TEST_F(SealTest, TellsTheFirstFaultsOfTheDocumentAndHowManyMore) {
  // They arrive backwards, so that the first in the document are met last.
  for (std::uint64_t i = 50; i-- > 0;) {
    WordRecord record = Evidence("completion", "x" + std::to_string(i), {{"person", "p9"}});
    record.origin = 100 + i;
    words_.records.push_back(std::move(record));
  }
  const absl::Status status = Seal({.max_diagnostics = 3}).status();
  EXPECT_EQ(status.message(), "facts have 50 faults");
  EXPECT_THAT(Told(problems_),
              ElementsAre("facts.dangling-reference /evidence/100/person",
                          "facts.dangling-reference /evidence/101/person",
                          "facts.dangling-reference /evidence/102/person", "facts.too-many "));
  EXPECT_THAT(problems_.back().message, HasSubstr("47"));
  EXPECT_EQ(ErrorCount(problems_), 3u);

  EXPECT_FALSE(Seal({.max_diagnostics = 0}).ok());
  EXPECT_THAT(Told(problems_), ElementsAre("facts.too-many "));
}

TEST_F(SealTest, AsksForAllPlacesAtOnceAndSortsByThem) {
  words_.records.push_back(Evidence("completion", "x", {{"person", "p9"}}));
  words_.records.push_back(Person("p4", {{"manager", "p9"}}));
  int calls = 0;
  SealOptions options;
  options.places = [&](const std::vector<std::string>& pointers) {
    ++calls;
    EXPECT_THAT(pointers, ElementsAre("/people/3/manager", "/evidence/6/person"));
    // A document may well begin with its evidence.
    return std::vector<Place>{{.file = "f.json", .line = 90, .column = 2},
                              {.file = "f.json", .line = 4, .column = 8}};
  };
  EXPECT_FALSE(Seal(options).ok());
  EXPECT_EQ(calls, 1);
  EXPECT_THAT(Told(problems_), ElementsAre("facts.dangling-reference /evidence/6/person",
                                           "facts.dangling-reference /people/3/manager"));
  EXPECT_EQ(problems_[0].place.line, 4u);
  EXPECT_EQ(problems_[0].place.file, "f.json");
}

TEST_F(SealTest, ProblemsThatWereThereStay) {
  problems_.push_back({.code = "json.unknown-member"});
  words_.records.push_back(Person("p4", {{"manager", "p9"}}));
  EXPECT_FALSE(SealWords(small_.schema, words_, {}, &problems_).ok());
  EXPECT_THAT(Told(problems_),
              ElementsAre("json.unknown-member ", "facts.dangling-reference /people/3/manager"));
}

}  // namespace
}  // namespace assay
