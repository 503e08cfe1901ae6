// Declared tables and children that were not collected: which lists are open, and that nothing
// definite is said of them that collecting the rest could refute.

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/engine/inspect.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;

// Accounts with grants, which are a feed, and with notes, which are not; rooms, complete by decree.
const CompiledPack& AccountsPack() {
  static const CompiledPack* pack = new CompiledPack(MakePack(R"yaml(
enums:
  grant_level: {values: [low, high], doc: How much one may do.}
records:
  types:
    account:
      plural: accounts
      role: table
      doc: An account.
      fields:
        id: {type: text, key: true, doc: Its name.}
        grants: {type: children(grant), doc: What it may do.}
        notes: {type: children(note), doc: What was noted.}
    grant:
      plural: grants
      role: child
      feed: true
      doc: A right.
      fields:
        right: {type: text, key: true, doc: Its name.}
        level: {type: grant_level, doc: How much.}
        limits: {type: children(limit), doc: Where it ends.}
    limit:
      plural: limits
      role: child
      feed: true
      doc: A limit.
      fields:
        what: {type: text, doc: Of what.}
    note:
      plural: notes
      role: child
      doc: A note.
      fields:
        text: {type: text, doc: What it says.}
    room:
      plural: rooms
      role: table
      feed: false
      doc: A room.
      fields:
        id: {type: text, key: true, doc: Its number.}
populations: {accounts: {of: account}, rooms: {of: room}}
controls:
  - id: C
    title: Control
    items:
      - id: P
        title: Nobody may do much
        each: accounts
        levels: {minimum: {require: "account.grants.all(g, g.level != 'high')"}}
      - id: R
        title: Rooms have numbers
        each: rooms
        levels: {minimum: {require: room.id != ''}}
)yaml"));
  return *pack;
}

Facts FactsOf(std::string_view first, std::string_view second, std::string_view collected) {
  SmallFacts parts;
  parts.collected = std::string(collected);
  parts.more = absl::StrCat(R"(,"accounts":[{"id":"a1","grants":[)", std::string(first),
                            R"(]},{"id":"a2","grants":[)", std::string(second), "]}]");
  return MakeFacts(parts, AccountsPack());
}

std::string ValueOf(const Facts& facts, std::string_view expression) {
  Diagnostics problems;
  const auto values = Inspect(AccountsPack(), facts, expression, {}, &problems);
  EXPECT_TRUE(values.ok()) << expression << Render(problems);
  return values.ok() ? values->front().value : "";
}

constexpr std::string_view kGrantsInPart = R"(["*", {"type":"grant","complete":false}])";
constexpr std::string_view kOwn = R"({"right":"x","level":"low"})";

struct Question {
  std::string_view expression;
  std::string_view open;  // Where a1 has the grant x and grants were collected in part.
};

constexpr Question kQuestions[] = {
    {"org.accounts.all(a, a.grants.all(g, g.level != 'high'))", "unknown"},
    {"org.accounts.exists(a, a.grants.exists(g, g.level == 'high'))", "unknown"},
    {"org.accounts.exists(a, a.grants.size() == 0)", "unknown"},
    {"org.accounts.filter(a, a.grants.size() > 0).size() >= 1", "true"},
    {"org.accounts.filter(a, a.grants.size() > 0).size() == 1", "unknown"},
    {"org.accounts.map(a, a.grants.size()).sum() > 0", "true"},
    {"org.accounts.exists(a, a.grants.exists(g, g.right == 'x' && g.level == 'low'))", "true"},
    {"org.accounts.all(a, a.grants.exists(g, g.right == 'x'))", "unknown"},
    {"org.accounts.exists(a, has(a.grants))", "true"},
    {"org.accounts.all(a, has(a.grants))", "unknown"},
    {"org.accounts.exists(a, a.notes.size() > 0)", "false"},
    {"org.accounts.filter(a, a.grants.filter(g, g.level == 'high').size() > 1).size() <= 2", "true"},
    {"org.accounts.all(a, a.grants.all(g, g.level in ['low', 'high']))", "true"},
    {"org.accounts.exists(a, a.grants.map(g, g.level).distinct().size() > 2)", "unknown"},
    {"org.grants.exists(g, g.level == 'high')", "unknown"},
    {"org.grants.exists(g, g.account.id == 'a1')", "true"},
};

// Every way in which each account may have up to two more grants.
std::vector<std::string> Completions() {
  std::vector<std::string> more = {""};
  const auto grant = [](std::string_view right, std::string_view level) {
    return absl::StrCat(R"(,{"right":")", std::string(right), R"(","level":")", std::string(level),
                        R"("})");
  };
  for (const char* level : {"low", "high"}) {
    more.push_back(grant("y", level));
    for (const char* other : {"low", "high"})
      more.push_back(grant("y", level) + grant("z", other));
  }
  return more;
}

TEST(ChildFeeds, AreOpenInTheirParentsToo) {
  const Facts open = FactsOf(kOwn, "", kGrantsInPart);
  for (const Question& question : kQuestions)
    EXPECT_EQ(ValueOf(open, question.expression), question.open) << question.expression;
}

TEST(ChildFeeds, SayNothingDefiniteThatTheRestCouldRefute) {
  for (const std::string& first : Completions()) {
    for (const std::string& second : Completions()) {
      const std::string_view rest = second.empty() ? "" : std::string_view(second).substr(1);
      const Facts whole = FactsOf(absl::StrCat(std::string(kOwn), first), rest, R"(["*"])");
      for (const Question& question : kQuestions) {
        const std::string closed = ValueOf(whole, question.expression);
        EXPECT_TRUE(closed == "true" || closed == "false") << question.expression << closed;
        if (question.open == "unknown") continue;
        EXPECT_EQ(closed, question.open) << question.expression << first << second;
      }
    }
  }
}

// A list within a list: that of a record which is here is open by its own feed alone.
TEST(ChildFeeds, OpenWhatIsEmbeddedTwiceByItsOwnFeed) {
  const Facts grants_lack = FactsOf(kOwn, "", R"(["limit", {"type":"grant","complete":false}])");
  EXPECT_EQ(ValueOf(grants_lack, "org.grants.exists(g, g.limits.size() > 0)"), "unknown");
  EXPECT_EQ(ValueOf(grants_lack, "org.accounts.map(a, a.grants.filter(g, g.right == 'x'"
                                 " && g.limits.size() == 0).size() > 0)"),
            "[true, unknown]");
  const Facts limits_lack = FactsOf(kOwn, "", R"(["grant"])");
  EXPECT_EQ(ValueOf(limits_lack, "org.accounts.map(a, a.grants.exists(g, g.limits.size() > 0))"),
            "[unknown, false]");
}

TEST(ChildFeeds, AreClosedOnceTheyWereCollected) {
  // One grant is proof that grants were collected.
  const Facts proven = FactsOf(kOwn, "", R"([])");
  EXPECT_EQ(ValueOf(proven, "org.accounts.map(a, a.grants.size())"), "[1, 0]");
  const Facts listed = FactsOf("", "", R"(["grant"])");
  EXPECT_EQ(ValueOf(listed, "org.accounts.map(a, a.grants.size())"), "[0, 0]");
  const Facts neither = FactsOf("", "", R"([])");
  EXPECT_EQ(ValueOf(neither, "org.accounts.map(a, a.grants.size())"),
            "[unknown[0, inf], unknown[0, inf]]");
}

TEST(ChildFeeds, LeaveARuleUnknownAndNameTheFeed) {
  const Assessment assessment = MustAssess(AccountsPack(), FactsOf("", "", R"(["account"])"));
  const LevelResult& level = assessment.controls[0].items[0].level(Level::minimum);
  EXPECT_EQ(level.verdict, Verdict::unknown);
  EXPECT_THAT(level.reasons, ElementsAre("feed:grant"));
}

// Shipped assignments: their openness concerns the list of all of them only.
TEST(ChildFeeds, LeaveShippedAssignmentsAsTheyAre) {
  SmallFacts parts;
  parts.collected = "[]";
  parts.people = R"([{"id":"ann","engagement":"employee","start":"2020-01-01"}])";
  const Facts facts = MakeFacts(parts, AccountsPack());
  EXPECT_EQ(ValueOf(facts, "org.people.map(p, p.assignments.size())"), "[0]");
  EXPECT_EQ(ValueOf(facts, "org.assignments.size()"), "unknown[0, inf]");
}

TEST(DeclaredTables, AreFeedsUnlessTheyAreCompleteByDecree) {
  SmallFacts parts;
  parts.collected = "[]";
  const Facts nothing = MakeFacts(parts, AccountsPack());
  EXPECT_EQ(ValueOf(nothing, "org.accounts.size()"), "unknown[0, inf]");
  EXPECT_EQ(ValueOf(nothing, "org.rooms.size()"), "0");
  const Assessment assessment = MustAssess(AccountsPack(), nothing);
  EXPECT_EQ(assessment.controls[0].items[0].level(Level::minimum).verdict, Verdict::unknown);
  EXPECT_EQ(assessment.controls[0].items[1].level(Level::minimum).verdict, Verdict::not_applicable);

  Diagnostics problems;
  const std::string listed =
      R"({"format":"assay.facts/1","organization":{"id":"o"},"collected":["account","room"]})";
  EXPECT_FALSE(ReadFactsJson(listed, AccountsPack().schema(), {}, &problems).ok());
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.back().code, "facts.unknown-feed");
  EXPECT_NE(problems.back().message.find("`room`"), std::string::npos) << Render(problems);
}

}  // namespace
}  // namespace assay
