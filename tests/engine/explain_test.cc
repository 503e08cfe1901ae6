// How one subject stands under the rules that concern it.

#include "assay/engine/explain.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;

// One rule over people, one over some of them, one over the roles that people take, one over papers.
constexpr const char* kPack = R"yaml(
functions:
  person.signed(since date): self.ndas.exists(n, n.references_security_policy && n.date >= since)
populations:
  staff: {of: person}
  newcomers: {of: staff, where: "person.start > date('2025-12-31')"}
  moves: {of: assignment, as: move, where: "move.from > date('2025-12-31')", label: "{move.person.id} to {move.role.id}"}
  papers: {of: nda}
controls:
  - id: C
    title: Control
    items:
      - id: A
        title: Signed
        levels: {full: {each: staff, require: "person.signed(as_of - days(100))"}}
      - id: B
        title: Newcomers
        levels: {full: {each: newcomers, require: "person.signed(person.start)"}}
      - id: M
        title: Moves
        levels: {full: {each: moves, due: "move.role.id != 'r-top'", require: "move.person.signed(move.from)"}}
      - id: P
        title: Papers
        levels: {full: {each: papers, require: nda.references_security_policy}}
      - id: O
        title: Not about anybody
        levels: {full: {org: "true"}}
)yaml";

class ExplainSubjectTest : public testing::Test {
 protected:
  static SmallFacts Parts() {
    SmallFacts parts;
    parts.people =
        R"([{"id":"p1","engagement":"employee","start":"2020-01-01",
             "assignments":[{"role":"r-dev","from":"2020-01-01"},{"role":"r-top","from":"2026-02-01"},
                            {"role":"r-dev","from":"2026-03-01"}]},)" +
        Employee("p2") + "]";
    parts.evidence = "[" + Evidence("n1", "nda", "2026-01-10", R"("person":"p1","references_security_policy":true)") +
                     "," + Evidence("n2", "nda", "2026-01-11", R"("person":"p1","references_security_policy":false)") +
                     "]";
    parts.collected = R"(["*"])";
    return parts;
  }

  ExplainSubjectTest() : pack_(MakePack(kPack)), facts_(MakeFacts(Parts(), pack_)) {}

  absl::StatusOr<SubjectAccount> Explain(const std::string& id, const AssessOptions& options = {}) {
    return ExplainSubject(pack_, facts_, id, options, &problems_);
  }

  CompiledPack pack_;
  Facts facts_;
  Diagnostics problems_;
};

std::vector<std::string> Lines(const SubjectAccount& account) {
  std::vector<std::string> lines;
  for (const AccountEntry& entry : account.entries) {
    lines.push_back(entry.item + " " + entry.evidence.subject + ": " + std::string(TruthName(entry.is_member)) + ", " +
                    std::string(TruthName(entry.due)) + ", " + std::string(TruthName(entry.met)));
  }
  return lines;
}

TEST_F(ExplainSubjectTest, GoesThroughEveryRuleThatConcernsIt) {
  const absl::StatusOr<SubjectAccount> account = Explain("p1");
  ASSERT_TRUE(account.ok()) << account.status();
  EXPECT_EQ(account->record_type, "person");
  EXPECT_EQ(account->as_of, *Date::FromCivil(2026, 3, 31));
  // A newcomer it is not, and is told so; moves that the rule is not about are not its business.
  EXPECT_THAT(Lines(*account), ElementsAre("A p1: pass, pass, pass", "B p1: fail, fail, pass",
                                           "M p1 to r-top: pass, fail, fail", "M p1 to r-dev: pass, pass, fail",
                                           "P n1: pass, pass, pass", "P n2: pass, pass, fail"));
}

TEST_F(ExplainSubjectTest, SaysWhatItRestsOnAndWhatCameNearest) {
  const SubjectAccount account = *Explain("p1");
  EXPECT_THAT(account.entries.at(0).evidence.used, ElementsAre("n1"));
  const EvidenceOfSubject& move = account.entries.at(3).evidence;
  ASSERT_TRUE(move.nearest.has_value());
  EXPECT_EQ(move.nearest->record, "n1");
  EXPECT_EQ(move.nearest->met, 1);
}

TEST_F(ExplainSubjectTest, MayBeAnyRecordThatRulesAreAbout) {
  const SubjectAccount account = *Explain("n2");
  EXPECT_EQ(account.record_type, "nda");
  EXPECT_THAT(Lines(account), ElementsAre("P n2: pass, pass, fail"));
}

// What somebody holds, and the parts of it, are told under him; what he signed for others is not.
TEST(ExplainSubject, GoesOnToWhatIsTheSubjectsOwn) {
  const CompiledPack pack = MakePack(R"yaml(
records:
  types:
    account:
      plural: accounts
      role: table
      doc: An account.
      fields:
        id: {type: text, key: true, doc: Its name.}
        holder: {type: person, missing: none, doc: Who logs in.}
        deputies: {type: list(person), doc: Who else may.}
        grants: {type: children(grant), doc: What it may do.}
    grant:
      plural: grants
      role: child
      doc: A right.
      fields:
        right: {type: text, key: true, doc: What it is called.}
        approved_by: {type: person, missing: none, doc: Who said yes.}
    review:
      plural: reviews
      role: evidence
      doc: Somebody looked at an account.
      fields:
        account: {type: account, doc: Which.}
        author: {type: person, doc: Who looked.}
populations:
  accounts: {of: account}
  grants: {of: grant, label: "{grant.account.id}/{grant.right}"}
  reviews: {of: review}
controls:
  - id: C
    title: Control
    items:
      - {id: A, title: Accounts, levels: {full: {each: accounts, require: "account.id != ''"}}}
      - {id: G, title: Grants, levels: {full: {each: grants, require: "grant.right != 'all'"}}}
      - {id: R, title: Reviews, levels: {full: {each: reviews, require: review.date <= as_of}}}
)yaml");
  SmallFacts parts;
  parts.people = "[" + Employee("p1") + "," + Employee("p2") + "," + Employee("p3") + "]";
  parts.evidence = "[" + Evidence("e1", "review", "2026-01-10", R"("account":"a1","author":"p2")") + "]";
  parts.more = R"(,"accounts":[
      {"id":"a1","holder":"p1","grants":[{"right":"all","approved_by":"p2"},{"right":"read"}]},
      {"id":"a2","holder":"p2","deputies":["p1"]}])";
  const Facts facts = MakeFacts(parts, pack);
  Diagnostics problems;
  const auto lines = [&](const char* id) {
    const absl::StatusOr<SubjectAccount> account = ExplainSubject(pack, facts, id, {}, &problems);
    EXPECT_TRUE(account.ok()) << account.status();
    if (!account.ok()) return std::vector<std::string>();
    EXPECT_EQ(account->record_type, id[0] == 'p' ? "person" : "account");
    return Lines(*account);
  };
  EXPECT_THAT(lines("p1"),
              ElementsAre("A a1: pass, pass, pass", "A a2: pass, pass, pass",
                          "G a1/all: pass, pass, fail", "G a1/read: pass, pass, pass"));
  EXPECT_THAT(lines("p2"), ElementsAre("A a2: pass, pass, pass"));
  EXPECT_THAT(lines("a1"), ElementsAre("A a1: pass, pass, pass", "G a1/all: pass, pass, fail",
                                       "G a1/read: pass, pass, pass", "R e1: pass, pass, pass"));
}

TEST_F(ExplainSubjectTest, RefusesWhatNoRuleIsAbout) {
  EXPECT_EQ(Explain("nobody").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Explain("r-dev").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Explain("").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ExplainSubjectTest, RefusesWhatAssessRefuses) {
  AssessOptions options;
  options.parameters = {{"no_such", "1"}};
  EXPECT_EQ(Explain("p1", options).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(problems_.size(), 1u);
  options = {};
  options.step_budget = 3;
  EXPECT_EQ(Explain("p1", options).status().code(), absl::StatusCode::kResourceExhausted);
  const CompiledPack other = MakePack("enums: {contract_clause: {add: [conduct]}}\n" + std::string(kPack));
  EXPECT_EQ(ExplainSubject(other, facts_, "p1", {}, &problems_).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace assay
