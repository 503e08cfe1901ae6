// The digest is of meaning: the same for every way to say the same, another for anything else. With
// it the promise behind it: order of arrival changes nothing at all.

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_in_words.h"

namespace assay {
namespace {

// Facts without a fault, drawn from `random`: every optional cell sometimes there, ids in no order,
// some records twice, lists of any length, embedded records within embedded records.
class RandomFacts {
 public:
  explicit RandomFacts(std::uint32_t seed) : random_(seed) {}

  WordFacts Draw() {
    facts_.records.push_back(
        {"organization", {{"id", "org"}, {"time_zone", Any({"+13:00", "UTC", "Europe/Paris"})}}});
    people_ = Ids("p", 1 + Below(8));
    for (const std::string& id : people_) facts_.records.push_back(Person(id));
    documents_ = Ids("d", 1 + Below(4));
    for (const std::string& id : documents_) facts_.records.push_back(Document(id));
    for (const std::string& id : Ids("e", Below(30))) facts_.records.push_back(Evidence(id));
    for (int i = Below(4); i > 0; --i) {
      facts_.records.push_back({"waiver", {{"item", Any({"I1", "I2"})}, {"cost", Number()}}});
    }
    for (int i = Below(4); i > 0; --i) facts_.records.push_back(Any(facts_.records));
    if (Maybe()) facts_.as_of = Date::FromDays(Below(30'000));
    return facts_;
  }

 private:
  int Below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }
  bool Maybe() { return Below(2) == 0; }
  template <typename Item>
  Item Any(const std::vector<Item>& items) {
    return items[random_() % items.size()];
  }
  std::string Any(std::initializer_list<const char*> words) {
    return *(words.begin() + Below(static_cast<int>(words.size())));
  }
  std::string Number() { return std::to_string(Below(50)) + Any({"", ".5", ".25"}); }
  std::string Day() { return Date::FromDays(18'000 + Below(2000)).ToString(); }
  std::string Time() {
    return Maybe() ? Day() : Day() + "T2" + std::to_string(Below(4)) + ":30:00Z";
  }

  std::vector<std::string> Ids(const std::string& prefix, int count) {
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) ids.push_back(prefix + std::to_string(i * 37 % 101));
    std::shuffle(ids.begin(), ids.end(), random_);
    return ids;
  }

  WordRecord Person(const std::string& id) {
    WordCells cells = {
        {"id", id}, {"engagement", Any({"employee", "contractor"})}, {"start", Day()}};
    if (Maybe()) cells.push_back({"end", Day()});
    if (Maybe()) cells.push_back({"in_scope", Any({"true", "false"})});
    if (Maybe()) cells.push_back({"manager", Any(people_)});
    return {"person", cells};
  }

  WordRecord Document(const std::string& id) {
    std::vector<WordCells> versions;
    for (int i = 1 + Below(3); i > 0; --i) {
      WordCells version = {{"version", std::to_string(i)}, {"effective_from", Day()}};
      if (Maybe()) {
        version.push_back(Children(
            "procedure", {{{"covers_security", Any({"true", "false"})}, List("steps", Topics())}}));
      }
      versions.push_back(version);
    }
    return {"document",
            {{"id", id}, {"kind", Any({"handbook", "policy"})}, Children("versions", versions)}};
  }

  std::vector<std::string> Topics() {
    std::vector<std::string> topics;
    for (int i = Below(4); i > 0; --i) topics.push_back(Any({"phishing", "passwords", "travel"}));
    return topics;
  }

  WordRecord Evidence(const std::string& id) {
    WordCells cells = {{"id", id}, {"occurred_at", Time()}};
    if (Maybe()) cells.push_back({"attestation", Any({"documented", "observed"})});
    if (Maybe()) cells.push_back({"source", Any({"export", "portal", "p3"})});
    switch (Below(3)) {
      case 0:
        cells.push_back({"person", Any(people_)});
        cells.push_back({"document", Any(documents_)});
        if (Maybe()) cells.push_back({"document_version", "1"});
        return {"acknowledgement", cells};
      case 1:
        cells.push_back({"person", Any(people_)});
        if (Maybe()) cells.push_back({"score", std::to_string(Below(101))});
        return {"completion", cells};
      default:
        std::vector<std::string> attendees;
        for (int i = Below(5); i > 0; --i) attendees.push_back(Any(people_));
        cells.push_back(List("attendees", attendees));
        if (Maybe()) cells.push_back(List("tags", Topics()));
        std::vector<WordCells> viewings;
        for (int i = Below(4); i > 0; --i) {
          viewings.push_back({{"person", Any(people_)}, {"at", Time()}, {"watched_seconds", "9"}});
        }
        cells.push_back(Children("viewings", viewings));
        return {"briefing", cells};
    }
  }

  std::mt19937 random_;
  WordFacts facts_;
  std::vector<std::string> people_;
  std::vector<std::string> documents_;
};

TEST(Permutation, OfTheRecordsChangesNothing) {
  const SmallSchema small;
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    WordFacts words = RandomFacts(seed).Draw();
    FixOrigins(small.schema, &words.records);
    const Facts facts = SealWords(small.schema, words);
    std::mt19937 random(seed);
    for (int round = 0; round < 3; ++round) {
      std::shuffle(words.records.begin(), words.records.end(), random);
      for (WordRecord& record : words.records) {
        std::shuffle(record.cells.begin(), record.cells.end(), random);
      }
      const Facts again = SealWords(small.schema, words);
      ASSERT_EQ(ToHex(again.digest()), ToHex(facts.digest())) << "seed " << seed;
      ASSERT_EQ(SayAll(again), SayAll(facts)) << "seed " << seed;
      ASSERT_EQ(again.text_count(), facts.text_count()) << "seed " << seed;
    }
  }
}

// Duplicates are told of the later record, so origins do matter there, and only there.
TEST(Permutation, OfTheRecordsChangesNoFault) {
  const SmallSchema small;
  for (std::uint32_t seed = 1; seed <= 50; ++seed) {
    WordFacts words = RandomFacts(seed).Draw();
    words.records.push_back({"person", {{"id", "p0"}, {"manager", "nobody"}}});
    words.records.push_back({"completion", {{"id", "e0"}, {"person", "nobody"}, {"score", "-1"}}});
    FixOrigins(small.schema, &words.records);
    Diagnostics problems;
    EXPECT_FALSE(SealWords(small.schema, words, {.max_diagnostics = 4}, &problems).ok());
    std::mt19937 random(seed);
    std::shuffle(words.records.begin(), words.records.end(), random);
    Diagnostics again;
    EXPECT_FALSE(SealWords(small.schema, words, {.max_diagnostics = 4}, &again).ok());
    ASSERT_EQ(Render(again), Render(problems)) << "seed " << seed;
  }
}

std::string DigestOf(const Schema& schema, const WordFacts& words) {
  return ToHex(SealWords(schema, words).digest());
}

struct Change {
  const char* name;
  std::function<void(WordFacts*)> apply;
};

WordRecord& RecordOf(WordFacts* words, const std::string& id) {
  return *std::find_if(words->records.begin(), words->records.end(),
                       [&](const WordRecord& record) { return record.cells[0].word == id; });
}

WordCell& CellOf(WordFacts* words, const std::string& id, const std::string& field) {
  WordCells& cells = RecordOf(words, id).cells;
  return *std::find_if(cells.begin(), cells.end(),
                       [&](const WordCell& cell) { return cell.field == field; });
}

class SameDigest : public testing::TestWithParam<Change> {};

TEST_P(SameDigest, WhenTheSameIsSaid) {
  const SmallSchema small;
  WordFacts changed = SmallFacts();
  GetParam().apply(&changed);
  EXPECT_EQ(DigestOf(small.schema, changed), DigestOf(small.schema, SmallFacts()));
}

INSTANTIATE_TEST_SUITE_P(
    Facts, SameDigest,
    testing::Values(Change{"null_written",
                           [](WordFacts* w) { RecordOf(w, "p2").cells.push_back(Null("end")); }},
                    Change{"default_written",
                           [](WordFacts* w) {
                             RecordOf(w, "p2").cells.push_back({"in_scope", "true"});
                           }},
                    Change{"default_text_written",
                           [](WordFacts* w) {
                             RecordOf(w, "e4").cells.push_back({"source", "export"});
                           }},
                    Change{"default_text_written_everywhere",
                           [](WordFacts* w) {
                             for (const char* id : {"e4", "e5"}) {
                               RecordOf(w, id).cells.push_back({"source", "export"});
                             }
                           }},
                    Change{"decimal_with_zeros",
                           [](WordFacts* w) { CellOf(w, "m-basic", "fee").word = "12.5"; }},
                    Change{"record_repeated",
                           [](WordFacts* w) { w->records.push_back(RecordOf(w, "e3")); }},
                    Change{"feeds_listed_one_by_one",
                           [](WordFacts* w) {
                             w->collected = Listed({"acknowledgement", "completions", "briefing",
                                                    "assignments", "handbook", "policy", "plan"});
                           }}),
    [](const auto& info) { return std::string(info.param.name); });

class OtherDigest : public testing::TestWithParam<Change> {};

TEST_P(OtherDigest, WhenSomethingElseIsSaid) {
  const SmallSchema small;
  WordFacts changed = SmallFacts();
  GetParam().apply(&changed);
  EXPECT_NE(DigestOf(small.schema, changed), DigestOf(small.schema, SmallFacts()));
}

INSTANTIATE_TEST_SUITE_P(
    Facts, OtherDigest,
    testing::Values(
        Change{"bool", [](WordFacts* w) { CellOf(w, "r-dev", "privileged").word = "true"; }},
        Change{"int", [](WordFacts* w) { CellOf(w, "e4", "score").word = "91"; }},
        Change{"decimal", [](WordFacts* w) { CellOf(w, "m-basic", "fee").word = "12.51"; }},
        Change{"text", [](WordFacts* w) { CellOf(w, "r-dev", "title").word = "Developers"; }},
        Change{"enum", [](WordFacts* w) { CellOf(w, "p3", "engagement").word = "employee"; }},
        Change{"date", [](WordFacts* w) { CellOf(w, "p3", "start").word = "2024-03-01"; }},
        Change{"when_day",
               [](WordFacts* w) { CellOf(w, "e3", "occurred_at").word = "2025-03-02"; }},
        Change{"when_instant",
               [](WordFacts* w) { CellOf(w, "e3", "occurred_at").word = "2025-03-01T00:00:00Z"; }},
        Change{"when_written_otherwise",
               [](WordFacts* w) {
                 CellOf(w, "e1", "occurred_at").word = "2026-04-01T00:30:00+01:00";
               }},
        Change{"reference", [](WordFacts* w) { CellOf(w, "p2", "manager").word = "p3"; }},
        Change{"reference_list",
               [](WordFacts* w) {
                 CellOf(w, "e6", "attendees").list = {"p1", "p3"};
               }},
        Change{"text_list", [](WordFacts* w) { CellOf(w, "e6", "tags").list = {"ba"}; }},
        Change{"enum_list", [](WordFacts* w) { CellOf(w, "m-basic", "topics").list.pop_back(); }},
        Change{"empty_where_absence_is_unknown",
               [](WordFacts* w) { CellOf(w, "e6", "tags").list.clear(); }},
        Change{"cell_dropped", [](WordFacts* w) { RecordOf(w, "e4").cells.pop_back(); }},
        Change{"cell_in_another_field",
               [](WordFacts* w) {
                 CellOf(w, "e3", "viewed_seconds") = {"source", "340"};
               }},
        Change{"id", [](WordFacts* w) { CellOf(w, "e3", "id").word = "e33"; }},
        Change{"another_type",
               [](WordFacts* w) {
                 w->records.back() = {
                     "completion", {{"id", "e6"}, {"occurred_at", "2025-11-12"}, {"person", "p1"}}};
               }},
        Change{"embedded_order",
               [](WordFacts* w) {
                 auto& records = CellOf(w, "e6", "viewings").children;
                 std::swap(records[0], records[1]);
               }},
        Change{"embedded_moved",
               [](WordFacts* w) {
                 auto& from = CellOf(w, "p2", "assignments").children;
                 CellOf(w, "p1", "assignments").children.push_back(from.front());
                 from.erase(from.begin());
               }},
        Change{"record_dropped", [](WordFacts* w) { w->records.pop_back(); }},
        Change{"zone", [](WordFacts* w) { w->records[0].cells[1].word = "UTC"; }},
        Change{"as_of", [](WordFacts* w) { w->as_of = Date::FromDays(20'000); }},
        Change{"collected", [](WordFacts* w) { w->collected = Listed({"acknowledgement"}); }},
        Change{"collected_from",
               [](WordFacts* w) {
                 w->collected.push_back(
                     {.type = "briefing", .from = Date::FromDays(0), .is_plain = false});
               }}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Digest, EmptyListIsAsGoodAsNoneWhereThatIsTheDefault) {
  const SmallSchema small;
  WordFacts absent = SmallFacts();
  absent.records.push_back({"module", {{"id", "m-new"}}});
  WordFacts written = SmallFacts();
  written.records.push_back({"module", {{"id", "m-new"}, List("topics", {})}});
  EXPECT_EQ(DigestOf(small.schema, written), DigestOf(small.schema, absent));
}

TEST(Digest, IsTheSameUnderASchemaExtendedByWhatIsNotUsed) {
  const SmallSchema small;
  WordFacts words = SmallFacts();
  words.collected = Listed({"handbook"});
  SchemaBuilder builder(small.schema);
  builder.ExtendEnum("topic", {"a-new-word"}, {});
  builder.ExtendRecord("person",
                       {WithDefault(PlainField("active", FieldKind::kBool), "true"),
                        PlainField("badge", FieldKind::kText, Missing::kNone)},
                       {});
  builder.AddRecord(Record("asset", "assets", RecordRole::kEvidence, {KeyField("id")}));
  Diagnostics problems;
  const Schema extended = builder.Build(&problems).value();
  EXPECT_EQ(DigestOf(extended, words), DigestOf(small.schema, words));
}

// A digest is kept in reports for years. If this fails, either the form changed by mistake, or its
// version has to change with it.
TEST(Digest, IsWhatItWas) {
  const SmallSchema small;
  EXPECT_EQ(DigestOf(small.schema, SmallFacts()),
            "5ec043ecefcc672d73143d4e25fcddacefce90fb0b8351498e982fa506ba66f3");
}

}  // namespace
}  // namespace assay
