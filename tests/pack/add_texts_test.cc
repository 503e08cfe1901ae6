// A pack's texts in another language, from a file of their own.

#include "assay/pack/texts.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "assay/pack/write.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;

// `{0}` stands for the German texts that the pack has itself.
std::string PackText(bool is_bilingual) {
  const auto text = [&](const char* key, const char* english, const char* german) {
    return is_bilingual ? absl::StrCat(key, ": {en: \"", english, "\", de: \"", german, "\"}\n")
                        : absl::StrCat(key, ": \"", english, "\"\n");
  };
  return absl::StrCat(
      "format: assay.pack/1\nid: acme\nversion: 1.2.0\nlanguage: assay-cel/1\n", text("title", "Acme", "Akme"),
      "populations: {staff: {of: person}}\ncontrols:\n  - id: C\n    ", text("title", "Control", "Maßnahme"), "    ",
      text("objective", "Why", "Warum"), "    items:\n      - id: A\n        ", text("title", "Bound", "Gebunden"),
      "        each: staff\n        levels: {full: {require: person.in_scope}}\n        ",
      text("finding", "{failing} of {due}: {subjects}", "{failing} von {due}: {subjects}"), "        ",
      text("asks", "Who?", "Wer?"), "        remediation:\n          - ", text("owner", "HR", "Personal"), "            ",
      text("text", "Ask {subjects}", "Fragen: {subjects}"), "          - ", text("owner", "IT", "EDV"), "            ",
      text("per_subject", "See {person.id}", "Siehe {person.id}"),
      "      - id: Off\n        title: Nobody reads it\n        enabled: false\n        levels: {full: {org: 'true'}}\n",
      "traps:\n  - id: T\n    items: [A]\n    caps: full\n    when: 'false'\n    ", text("title", "Trap", "Falle"), "    ",
      text("asks", "How?", "Wie?"), "reality_checks:\n  - id: R\n    item: A\n    kind: evidence\n    require: 'true'\n    ",
      text("asks", "Really?", "Wirklich?"), "observations:\n  - id: O\n    item: A\n    each: staff\n    when: person.in_scope\n    ",
      text("text", "See {subjects}", "Siehe {subjects}"));
}

constexpr const char* kHead = "format: assay.texts/1\npack: acme\nlanguage: de\n";
constexpr const char* kWhole = R"yaml(title: Akme
controls: {C: {title: Maßnahme, objective: Warum}}
items:
  A:
    title: Gebunden
    finding: "{failing} von {due}: {subjects}"
    asks: Wer?
    remediation:
      - {owner: Personal, text: "Fragen: {subjects}"}
      - {owner: EDV, text: "Siehe {person.id}"}
traps: {T: {title: Falle, asks: Wie?}}
reality_checks: {R: {asks: Wirklich?}}
observations: {O: {text: "Siehe {subjects}"}}
)yaml";

Pack MustRead(const std::string& text) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(text, "pack.yaml", {}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  return *std::move(pack);
}

struct Joined {
  absl::StatusOr<Pack> pack;
  Diagnostics problems;
  std::vector<std::string> codes;
};
Joined Join(Pack pack, const std::string& texts, const std::string& file = "texts.de.yaml") {
  Diagnostics problems;
  absl::StatusOr<Pack> joined = AddTexts(std::move(pack), texts, file, &problems);
  std::vector<std::string> codes;
  for (const Diagnostic& problem : problems) codes.push_back(problem.code);
  return {std::move(joined), std::move(problems), std::move(codes)};
}
Joined JoinTo(const std::string& texts) { return Join(MustRead(PackText(false)), texts); }

TEST(AddTexts, MakeThePackThatHasThemItself) {
  const Joined joined = JoinTo(absl::StrCat(kHead, kWhole));
  ASSERT_TRUE(joined.pack.ok()) << Render(joined.problems);
  EXPECT_THAT(joined.codes, IsEmpty()) << Render(joined.problems);
  const Pack itself = MustRead(PackText(true));
  EXPECT_EQ(ToHex(joined.pack->digest()), ToHex(itself.digest()));
  EXPECT_EQ(WritePack(*joined.pack), WritePack(itself));
  EXPECT_NE(ToHex(joined.pack->digest()), ToHex(MustRead(PackText(false)).digest()));
  EXPECT_TRUE(joined.pack->is_linked());
  EXPECT_THAT(std::string(joined.pack->SourceOf("texts.de.yaml")), HasSubstr("Gebunden"));
}

TEST(AddTexts, ReadJson) {
  EXPECT_THAT(JoinTo(R"({"format":"assay.texts/1","pack":"acme","language":"de","title":"Akme"})").pack.ok(), true);
}

TEST(AddTexts, KeepThePlaceOfWhatStandsInBraces) {
  const Joined joined = JoinTo(absl::StrCat(kHead, kWhole));
  const ItemDefinition& item = joined.pack->definition().controls[0].items[0];
  const TextOrigin& origin = item.finding.In("de").segments[0].expression.origin;
  EXPECT_EQ(origin.file, "texts.de.yaml");
  EXPECT_EQ(origin.lines.front().line, 9u);
  EXPECT_EQ(origin.lines.front().column, 16u);
}

// In whatever order files are read, the pack is the same.
TEST(AddTexts, OfSeveralLanguagesStandByTheirTags) {
  const std::string german = absl::StrCat(kHead, "title: Akme\n");
  const std::string danish = "format: assay.texts/1\npack: acme\nlanguage: da\ntitle: Akma\n";
  const Joined one = Join(*Join(MustRead(PackText(false)), german).pack, danish, "texts.da.yaml");
  const Joined other = Join(*Join(MustRead(PackText(false)), danish, "texts.da.yaml").pack, german);
  EXPECT_EQ(ToHex(one.pack->digest()), ToHex(other.pack->digest()));
  std::vector<std::string> tags;
  for (const auto& [tag, text] : one.pack->definition().title.translations) tags.push_back(tag);
  EXPECT_THAT(tags, ElementsAre("en", "da", "de"));
}

TEST(AddTexts, WarnOfEveryTextThatIsLacking) {
  const Joined joined = JoinTo(absl::StrCat(kHead, "title: Akme\nitems:\n  A:\n    title: Gebunden\n"));
  EXPECT_TRUE(joined.pack.ok());
  std::vector<std::string> said;
  for (const Diagnostic& problem : joined.problems) {
    EXPECT_EQ(problem.code, "texts.missing");
    EXPECT_EQ(problem.severity, DiagnosticSeverity::kWarning);
    said.push_back(problem.message);
  }
  EXPECT_THAT(said, testing::UnorderedElementsAre(
                        "`A` has no `finding` in `de`", "`A` has no `asks` in `de`", "`A` has no `remediation` in `de`",
                        "`A` has no `remediation` in `de`", "`C` has no texts in `de`", "`T` has no texts in `de`",
                        "`R` has no texts in `de`", "`O` has no texts in `de`"));
}

TEST(AddTexts, WarnOfBracesThatAreLeftOut) {
  std::string texts = absl::StrCat(kHead, kWhole);
  texts.replace(texts.find("{failing} von "), 14, "");
  const Joined joined = JoinTo(texts);
  EXPECT_TRUE(joined.pack.ok());
  ASSERT_THAT(joined.codes, ElementsAre("texts.braces-left-out"));
  EXPECT_EQ(joined.problems[0].message, "`{failing}` of the pack's text is not in it");
}

TEST(AddTexts, ReportEveryFaultAtOnce) {
  const Joined joined = JoinTo(
      "format: assay.texts/1\npack: other\nlanguage: de\ntitle: Akme\ncontrols: {X: {title: a}}\n"
      "items: {A: {finding: \"{subject}\"}, B: {title: b}}\ntraps: {T: {when: c}}\n");
  EXPECT_FALSE(joined.pack.ok());
  EXPECT_EQ(joined.pack.status().code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> errors;
  for (const Diagnostic& problem : joined.problems) {
    EXPECT_EQ(problem.place.file, "texts.de.yaml");
    if (problem.severity == DiagnosticSeverity::kError) errors.push_back(problem.code);
  }
  EXPECT_THAT(errors, ElementsAre("texts.other-pack", "texts.no-such-id", "texts.other-braces", "texts.no-such-id",
                                  "texts.unknown-member"));
}

struct Fault {
  const char* name;
  std::string texts;
  std::vector<std::string> errors;
};

class TextsFault : public testing::TestWithParam<Fault> {};

TEST_P(TextsFault, HasItsCode) {
  const Joined joined = JoinTo(GetParam().texts);
  EXPECT_FALSE(joined.pack.ok());
  std::vector<std::string> errors;
  for (const Diagnostic& problem : joined.problems) {
    if (problem.severity == DiagnosticSeverity::kError) errors.push_back(problem.code);
  }
  EXPECT_THAT(errors, ElementsAreArray(GetParam().errors)) << Render(joined.problems);
}

INSTANTIATE_TEST_SUITE_P(
    AddTexts, TextsFault,
    testing::Values(
        Fault{"no_tree", "format: [", {"yaml.syntax"}}, Fault{"list", "[a]", {"texts.wrong-type"}},
        Fault{"other_format", "format: assay.pack/1\npack: acme\nlanguage: de\n", {"texts.format"}},
        Fault{"no_language", "format: assay.texts/1\npack: acme\ntitle: a\n", {"texts.missing-member"}},
        Fault{"no_pack", "format: assay.texts/1\nlanguage: de\ntitle: a\n", {"texts.missing-member"}},
        Fault{"bad_language", "format: assay.texts/1\npack: acme\nlanguage: german\n", {"texts.bad-language-tag"}},
        Fault{"main_language", "format: assay.texts/1\npack: acme\nlanguage: en\ntitle: a\n", {"texts.duplicate-language"}},
        Fault{"empty", absl::StrCat(kHead, "title: ''\n"), {"texts.empty"}},
        Fault{"list_for_a_text", absl::StrCat(kHead, "title: [a]\n"), {"texts.wrong-type"}},
        Fault{"no_such_check", absl::StrCat(kHead, "reality_checks: {RC: {asks: a}}\n"), {"texts.no-such-id"}},
        Fault{"no_such_text", absl::StrCat(kHead, "items: {Off: {asks: a}}\n"), {"texts.no-such-text"}},
        Fault{"remediations", absl::StrCat(kHead, "items: {A: {remediation: [{owner: a}, {owner: b}, {owner: c}]}}\n"),
              {"texts.no-such-text"}},
        Fault{"open_brace", absl::StrCat(kHead, "title: 'a {'\n"), {"texts.text-braces"}},
        Fault{"braces_where_there_are_none", absl::StrCat(kHead, "title: '{as_of}'\n"), {"texts.other-braces"}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(IsTextsFile, KnowsTheLanguageInTheMiddle) {
  for (const char* name : {"texts.de.yaml", "texts.pt-BR.yaml"}) EXPECT_TRUE(IsTextsFile(name)) << name;
  for (const char* name : {"texts.yaml", "texts..yaml", "texts.german.yaml", "pack.yaml", "texts.de.yml", "xtexts.de.yaml"}) {
    EXPECT_FALSE(IsTextsFile(name)) << name;
  }
}

}  // namespace
}  // namespace assay
