// Packs written out and read back: the same definition and digest, whatever stands in them.

#include "assay/pack/write.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/pack/shipped.h"
#include "src/base/tree.h"
#include "src/pack/canonical.h"
#include "src/pack/yaml_out.h"

namespace assay {
namespace {

using testing::HasSubstr;

std::string FileText(const std::string& path) {
  std::ifstream file(std::string(ASSAY_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Pack Read(std::string_view text) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(text, "pack.yaml", {}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems) << "\n" << text;
  return *std::move(pack);
}

// Writing and reading give the same pack; whatever the canonical form does not look at (the order
// of what has none, the layout of rules) comes back too, or the second text would differ.
void ExpectSurvives(const Pack& pack) {
  const std::string text = WritePack(pack);
  const Pack again = Read(text);
  EXPECT_EQ(CanonicalForm(again.definition()), CanonicalForm(pack.definition())) << text;
  EXPECT_EQ(again.digest(), pack.digest());
  EXPECT_EQ(WritePack(again), text);
  Diagnostics problems;
  const absl::StatusOr<Pack> made = MakePack(pack.definition(), "made", {}, &problems);
  ASSERT_TRUE(made.ok()) << Render(problems);
  EXPECT_EQ(made->digest(), pack.digest());
}

TEST(WritePack, KeepsTheShippedPacks) {
  for (const ShippedPack& shipped : ShippedPacks()) ExpectSurvives(Read(shipped.text));
}

TEST(WritePack, KeepsTheExamples) {
  ExpectSurvives(Read(FileText("examples/custom_pack/pack.yaml")));
  ExpectSurvives(Read(FileText("examples/joiners-leavers/pack.yaml")));
  ExpectSurvives(Read(FileText("tests/capi/small_pack.yaml")));
}

constexpr std::string_view kEverything = R"yaml(format: assay.pack/1
id: all
title: {en: 'Everything: "all" of it', de: 'Alles {{und}} {params.least_pct}'}
version: 1.2.3-rc.1
language: assay-cel/1
sources: [{document: Our law, edition: "2", clause: "§ 1: a", note: '#1'}]
native: [acme.risk, acme.size]
scope: workforce
parameters:
  least_pct: {default: 95, max: 99, doc: "least # share"}
  from_day: {type: date, default: 2026-01-31}
  rate: {type: decimal, default: 0.50}
  on: {type: bool, default: true}
  name: {type: string, default: "null", unit: letters}
  words: {type: list(string), default: [yes, "a, b", '']}
  nothing: {type: list(int), default: []}
  kind: {type: engagement, default: employee}
functions:
  covers(from date, to date?): from <= as_of && (to == null || as_of <= to)
  person.old(): |
    // how old
    as_of - self.start > params.least_pct   // days
    && params.name != "a: b" && params.on && params.rate > 0.1 && params.words.size() > 0
    && params.nothing.size() == 0 && params.kind == 'employee' && params.from_day <= as_of
  person?.gone(): self == null
enums:
  result: {values: [failed, complete], doc: How much came back.}
  engagement: {add: [volunteer]}
records:
  types:
    system:
      plural: systems
      role: table
      doc: A service.
      feed: false
      occurred: since
      fields:
        id: {type: text, key: true, doc: Its name.}
        since: {type: when, missing: none, doc: Since when.}
        owners: {type: list(person), missing: unknown, inverse: owned, doc: Who answers.}
        parts: {type: children(part), doc: Its parts.}
    part:
      plural: parts
      role: child
      feed: true
      doc: A part.
      fields: {id: {type: text, key: true, doc: Its name.}}
    restore:
      plural: restores
      role: evidence
      doc: A test.
      fields:
        system: {type: system, inverse: restores, doc: Which.}
        part: {type: part, scope: system, missing: none, inverse: tests, doc: Which part.}
        result: {type: result, default: failed, doc: How much.}
        tries: {type: int, default: 1, min: 1, max: 9, unit: tries, doc: How often.}
        label: {type: text, default: "yes: no", doc: A label.}
        whole: {type: bool, default: false, doc: Whether all.}
    doc:
      plural: docs
      role: table
      doc: Of kinds.
      feed_by: kind
      fields: {kind: {type: result, doc: Which.}}
  fields:
    person: {desk: {type: text, missing: required, doc: Where., key: true}}
derive:
  person:
    age: as_of - self.start
    boss: {value: self.?manager, missing: unknown, assume: self}
  restore:
    near: {where: self.whole, group_by: [self.system, self.result], window: {along: self.instant, seconds: '60'}, count_distinct: [self.tries, self.label]}
    many: {group_by: [self.system], count: true}
    most: {group_by: [self.system], max: self.tries}
    least: {group_by: [self.system], min: self.tries}
    sum: {group_by: [self.system], sum: self.tries}
populations:
  workforce: {of: person, where: "person.in_scope && {'a': 1}['a'] == 1"}
  old: {of: workforce, as: p, where: p.age > 1000, label: "{p.id} since {p.start} {{x}}"}
tallies:
  most: {over: old, where: p.age > 1, count_distinct: p.manager, group_by: p.start, take: max}
  least: {over: old, group_by: p.start, take: min}
controls:
  - id: C-1(2)
    title: One
    objective: What it is for.
    items:
      - id: I01
        title: Both
        weight: 2.5
        link: minimum_limits_full
        each: old
        due: p.age > 2
        coverage_pct: params.least_pct
        per: p.start
        levels:
          minimum: {require: p.age > 3}
          full:
            all:
              - {name: a, require: satisfies_minimum}
              - {name: b, org: tally.most > 1, due: tally.least > 0}
              - {name: c, each: workforce, due: 'true', require: person.in_scope, coverage_pct: 50, per: person.id}
        show: {n: tally.most, first: "'x'"}
        finding: "{a.failing} of {due} {n} {first}\nnext line  \n"
        asks: {de: Wie?, en: "How?"}
        remediation:
          - {owner: boss, per_subject: "ask {p.id}", due_in_days: 3}
          - {owner: 'no', text: "\tdo: it\x07"}
        crosswalk: {intersects: {nist: [PS-5, "AC 2"], x: [a]}, equal: {y: [b]}, verified: [nist]}
      - {id: I02, title: Off, enabled: false, link: full_lifts_minimum, levels: {minimum: {org: 'true'}, full: {org: tally.least > 1}}}
traps:
  - {id: T1, title: Trap, items: [I01, I02], caps: full, clears_with: RC1, when: "verdict.I01.minimum == 'satisfied'", asks: Why?}
  - {id: T2, title: Trap, items: [I01], caps: none, when: tally.most > 3}
reality_checks:
  - {id: RC1, item: I01, kind: interview, population: workforce, asks: What?}
  - {id: RC2, item: I01, kind: evidence, require: tally.most > 1}
observations:
  - {id: O1, item: I01, each: old, when: p.age > 4, text: "{p.id}"}
  - {id: O2, item: I02, when: tally.most > 1, text: Well.}
hygiene:
  min_attestation: "'observed'"
  before_engagement_days: 30
  records: {restore: {duplicate: false, future_dated: false, revoked: false, asserted_only: false, after_end: false, before_engagement: false}}
interviews: {within_months: 6, tolerance_days: 3, tolerable_pct: 10, confidence_pct: 90, bound: hypergeometric}
waivers: {max_days: 90, approver: waiver.approved_by.in_scope}
exclusions: {approver: entry.approved_by.in_scope}
scoring: {model: ladder, points: {effective: 1, full: 0.9, minimum: 0.25}}
maturity: {months: 6, when: tally.most > 0}
nonconformity: {major: "verdict.exists(i, verdict[i].minimum == 'not_satisfied')"}
)yaml";

TEST(WritePack, KeepsEverythingThatTheFormatHas) { ExpectSurvives(Read(kEverything)); }

TEST(WritePack, KeepsOtherModels) {
  const std::string_view text = kEverything;
  const std::size_t scoring = text.find("scoring: ");
  const std::size_t end = text.find('\n', scoring);
  ExpectSurvives(Read(std::string(text.substr(0, scoring)) + "scoring: {model: flat}" +
                      std::string(text.substr(end))));
}

TEST(WritePack, WritesLinkedPacksAsOne) {
  std::vector<Pack> library;
  const std::string head =
      "format: assay.pack/1\ntitle: A\nversion: 1.0.0\nlanguage: assay-cel/1\n";
  library.push_back(Read(head + "id: base\npopulations: {workforce: {of: person}}\n"));
  Diagnostics problems;
  const absl::StatusOr<Pack> linked =
      LinkPack(Read(head + "id: top\nuses: [{id: base, version: 1.0.0}]\nfunctions: {f(): "
                           "'1'}\ntallies: {t: {over: workforce}}\n"),
               library, &problems);
  ASSERT_TRUE(linked.ok()) << Render(problems);
  const Pack whole = Read(WritePack(*linked));
  EXPECT_TRUE(whole.is_linked());
  EXPECT_EQ(whole.definition().populations.size(), 1u);
  // Apart, it still uses the other.
  ExpectSurvives(Read(head + "id: top\nuses: [{id: base, version: 1.0.0}]\nfunctions: {f(): "
                             "'1'}\ntallies: {t: {over: workforce}}\n"));
}

// Texts of all sorts, as values and as keys' neighbours.
TEST(YamlOut, ScalarsReadBackAsTheyAre) {
  std::vector<std::string> texts = {"null",
                                    "~",
                                    "true",
                                    "no",
                                    "- a",
                                    "-",
                                    "?",
                                    ": ",
                                    "a: b",
                                    "a #b",
                                    "#",
                                    "'",
                                    "''",
                                    "\"",
                                    "\\",
                                    "a'b",
                                    "[a]",
                                    "{a}",
                                    "a, b",
                                    "*a",
                                    "&a",
                                    "!a",
                                    "%a",
                                    "@a",
                                    "`a`",
                                    "|",
                                    ">",
                                    " a",
                                    "a ",
                                    "\ta",
                                    "a\t",
                                    "a\nb",
                                    "a\nb\n",
                                    "a\nb\n\n",
                                    "\na",
                                    " a\nb",
                                    "a\n \nb",
                                    "a\n\n\nb",
                                    "a\n  b\n",
                                    "a \nb ",
                                    "a\n\tb\n",
                                    "a\r\nb",
                                    "\x01\x1f\x7f",
                                    "\xC2\x85",
                                    "\xE2\x80\xA8",
                                    "\xEF\xBB\xBF",
                                    "\xC3\xA9t\xC3\xA9",
                                    "\xF0\x9F\x98\x80",
                                    "---",
                                    "...",
                                    "a\n---\nb",
                                    "a\n# c\nb",
                                    "\n",
                                    "\n\n",
                                    std::string(200, '\n') + "a",
                                    "0x1F",
                                    "1e3",
                                    "1_000",
                                    "2026-03-31",
                                    "=",
                                    "<<",
                                    "a:",
                                    "a: ",
                                    ":a",
                                    "a:b",
                                    "(a)",
                                    "_",
                                    "/",
                                    "a\\nb"};
  std::mt19937_64 random(20260331);
  constexpr std::string_view kLetters = "ab01 :#-?,[]{}&*!|>'\"%@`\\\n\t~=<.()_";
  for (int k = 0; k < 3000; ++k) {
    std::string& text = texts.emplace_back();
    for (std::uint64_t size = 1 + random() % 12; size > 0; --size) {
      text += kLetters[random() % kLetters.size()];
    }
  }
  YamlOut root;
  YamlOut mapping;
  YamlOut list = YamlOut::List();
  YamlOut nested = YamlOut::List();
  for (std::size_t k = 0; k < texts.size(); ++k) {
    mapping.Put("k" + std::to_string(k), YamlOut::Scalar(texts[k]));
    list.items.push_back(YamlOut::Scalar(texts[k]));
    YamlOut& inner = nested.items.emplace_back();
    inner.Put("a", YamlOut::Scalar(texts[k]));
    YamlOut& few = inner.Put("few", YamlOut::List());
    few.items = {YamlOut::Scalar("a"), YamlOut::Scalar(texts[k])};
  }
  root.Put("mapping", std::move(mapping));
  root.Put("list", std::move(list));
  root.Put("nested", std::move(nested));
  const std::string text = WriteYaml(root, nullptr);
  Document document;
  Diagnostics problems;
  TreeLimits limits;
  limits.bytes = text.size();
  ASSERT_TRUE(ReadYaml(text, "out.yaml", limits, &document, &problems)) << Render(problems);
  const auto expect = [&](const Node& node, const std::string& wanted) {
    EXPECT_TRUE(node.is_scalar()) << wanted;
    EXPECT_EQ(node.text, wanted);
  };
  for (std::size_t k = 0; k < texts.size(); ++k) {
    expect(document.root.Find("mapping")->members[k].value, texts[k]);
    expect(document.root.Find("list")->items[k], texts[k]);
    expect(*document.root.Find("nested")->items[k].Find("a"), texts[k]);
    expect(document.root.Find("nested")->items[k].Find("few")->items[1], texts[k]);
  }
}

TEST(YamlOut, IsPlainWhereItCanBe) {
  YamlOut root;
  root.Put("rule", YamlOut::Scalar("person.end == null || as_of <= person.end"));
  root.Put("quoted", YamlOut::Scalar("'a' in ['b']"));
  root.Put("lines", YamlOut::Scalar("a\n  && b\n"));
  root.Put("open", YamlOut::Scalar("a\nb"));
  YamlOut& list = root.Put("words", YamlOut::List());
  list.items = {YamlOut::Scalar("PS-5"), YamlOut::Scalar("b")};
  YamlOut& items = root.Put("items", YamlOut::List());
  items.items.emplace_back().Put("id", YamlOut::Scalar("a"));
  items.items.back().Put("on", YamlOut::Bare("true"));
  EXPECT_EQ(WriteYaml(root, nullptr),
            "rule: person.end == null || as_of <= person.end\n"
            "quoted: '''a'' in [''b'']'\n"
            "lines: |\n  a\n    && b\n"
            "open: |-\n  a\n  b\n"
            "words: [PS-5, b]\n"
            "items:\n  - id: a\n    on: true\n");
}

// Definitions made by programs.

TextOrigin In(std::string file, std::uint32_t line) {
  TextOrigin origin;
  origin.file = std::move(file);
  origin.lines = {{.line = line, .column = 0, .offset = 0}};
  return origin;
}

PackDefinition Small() {
  PackDefinition pack;
  pack.id = "made";
  pack.version = "1.0.0";
  pack.title.translations = {{"en", {{{.literal = "Made"}}}}};
  Parameter parameter;
  parameter.name = "least_pct";
  parameter.type = "int";
  parameter.default_value = std::int64_t{90};
  parameter.origin = In("rules.cc", 10);
  pack.parameters.push_back(parameter);
  PopulationDefinition population;
  population.name = "workforce";
  population.of = "person";
  population.origin = In("rules.cc", 20);
  population.where = {"person.in_scope && params.least_pct > 0", In("rules.cc", 21)};
  pack.populations.push_back(population);
  TallyDefinition tally;
  tally.name = "t";
  tally.over = "workforce";
  tally.origin = In("other.cc", 30);
  pack.tallies.push_back(tally);
  return pack;
}

TEST(MakePack, FillsInWhatNamesImply) {
  Diagnostics problems;
  const absl::StatusOr<Pack> pack = MakePack(Small(), "made", {}, &problems);
  ASSERT_TRUE(pack.ok()) << Render(problems);
  const Parameter& parameter = pack->definition().parameters[0];
  EXPECT_EQ(parameter.unit, "percent");
  EXPECT_EQ(parameter.maximum, 100);
  EXPECT_EQ(pack->definition().language, "assay-cel/1");
  EXPECT_EQ(pack->definition().scoring.full, *Decimal::Parse("0.85"));
  EXPECT_EQ(pack->file(), "made");
  EXPECT_EQ(Read(WritePack(*pack)).digest(), pack->digest());
}

TEST(MakePack, KeepsWhereThingsComeFrom) {
  Diagnostics problems;
  const absl::StatusOr<Pack> pack = MakePack(Small(), "made", {}, &problems);
  ASSERT_TRUE(pack.ok());
  const RuleText& where = pack->definition().populations[0].where;
  EXPECT_EQ(where.origin.file, "rules.cc");
  EXPECT_EQ(where.origin.lines[0].line, 21u);
  EXPECT_EQ(pack->definition().tallies[0].origin.file, "other.cc");
  Diagnostic fault;
  fault.code = "expr.no-such-field";
  fault.message = "`in_scope` is not a field";
  fault.place = {.line = 1, .column = 8, .length = 8};
  MoveIntoFile(where, pack->SourceOf(where.origin.file), &fault);
  EXPECT_EQ(Render(fault),
            "rules.cc:21: error[expr.no-such-field] `in_scope` is not a field\n"
            "   21 | person.in_scope && params.least_pct > 0\n");
}

TEST(MakePack, RefusesWhatReadPackRefusesThere) {
  PackDefinition pack = Small();
  pack.tallies[0].over = "workfrce";
  pack.parameters[0].default_value = std::int64_t{900};
  pack.populations[0].name = "work force";
  Diagnostics problems;
  EXPECT_FALSE(MakePack(pack, "made", {}, &problems).ok());
  EXPECT_EQ(Render(problems),
            "rules.cc:10: error[pack.default-range] the default of `least_pct` is above 100\n"
            "   10 | default: 900\n"
            "      | change it, or the bound\n"
            "rules.cc:20: error[pack.bad-id] `work force` is not a name\n"
            "   20 | work force:\n"
            "      | letters, digits and `_`, beginning with a letter\n"
            "other.cc:30: error[pack.no-such-population] there is no population `workfrce`\n"
            "   30 | over: workfrce\n"
            "      | did you mean `work force`?\n"
            "3 errors\n");
}

}  // namespace
}  // namespace assay
