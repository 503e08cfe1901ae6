// In which language an assessment speaks: the pack's texts where the pack has them, and the engine's own sentences.

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/pack/texts.h"
#include "assay/report/report.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::HasSubstr;

constexpr const char* kPack = R"yaml(
populations: {staff: {of: person}}
controls:
  - id: C
    title: Control
    items:
      - id: A
        title: Scope
        each: staff
        levels: {full: {require: person.in_scope}}
        show: {manager: "org.announcements.latest(a, true, a.date)", nobody: "org.announcements.map(a, a.id)"}
        finding: "{failing} of {due} ({subjects}), {manager}, {nobody}"
        remediation: {owner: "HR of {due}", text: "Ask {subjects} by {due_date}."}
waivers: {max_days: 30}
)yaml";

constexpr const char* kGerman = R"yaml(format: assay.texts/1
pack: small
language: de
controls: {C: {title: Maßnahme}}
items:
  A:
    title: Geltungsbereich
    finding: "{failing} von {due} ({subjects}), {manager}, {nobody}"
    remediation: {owner: "Personalabteilung von {due}", text: "Fragen: {subjects}, bis {due_date}."}
)yaml";

Assessment AssessIn(const std::string& language, const std::string& texts) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack = ReadPack(PackHead() + kPack, "small.yaml", PackLimits{}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  if (!texts.empty()) pack = AddTexts(*std::move(pack), texts, "texts.de.yaml", &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  absl::StatusOr<CompiledPack> compiled = CompilePack(*std::move(pack), BaseSchema(), &problems);
  EXPECT_TRUE(compiled.ok()) << Render(problems);
  SmallFacts facts;
  facts.people = "[" + Employee("p1", R"(,"in_scope":false)") + "," + Employee("p2") + "]";
  facts.more = R"(,"exceptions":[{"id":"w1","item":"A","levels":["full"],"expires_on":"2026-12-31",
      "requested_by":"p1","approved_by":"p2","approved_on":"2026-01-01"}])";
  AssessOptions options;
  options.language = language;
  return MustAssess(*compiled, MakeFacts(facts, *compiled), options);
}

TEST(Language, IsThatOfTheTextsAndOfWhatTheEngineSays) {
  const Assessment assessment = AssessIn("de", kGerman);
  const ItemResult& item = assessment.controls.at(0).items.at(0);
  EXPECT_EQ(assessment.text_language, "de");
  EXPECT_EQ(assessment.controls[0].title, "Maßnahme");
  EXPECT_EQ(item.title, "Geltungsbereich");
  EXPECT_EQ(item.findings.at(0).statement, "1 von 2 (p1), nicht vorhanden, niemand");
  EXPECT_EQ(item.remediation.at(0).owner_role, "Personalabteilung von 2");
  EXPECT_EQ(item.remediation[0].text, "Fragen: p1, bis kein fester Termin.");
  ASSERT_EQ(assessment.ineffective.size(), 1u);
  EXPECT_EQ(assessment.ineffective[0].why, "Geltungsdauer in Tagen: 364, zulässig: 30");
  EXPECT_THAT(AssessmentText(assessment, {}), HasSubstr("Entscheidungen, die nicht gelten"));
}

// Each falls back by itself: a pack without German is shown in its own words, with German around it.
TEST(Language, OfAPackThatLacksItIsItsOwn) {
  const Assessment assessment = AssessIn("de", "");
  const ItemResult& item = assessment.controls.at(0).items.at(0);
  EXPECT_EQ(item.title, "Scope");
  EXPECT_EQ(item.findings.at(0).statement, "1 of 2 (p1), nicht vorhanden, niemand");
  EXPECT_EQ(item.remediation.at(0).owner_role, "HR of 2");
}

TEST(Language, ThatNobodyHasIsEnglish) {
  for (const char* language : {"en", "xx", "DE", ""}) {
    const Assessment assessment = AssessIn(language, kGerman);
    const ItemResult& item = assessment.controls.at(0).items.at(0);
    EXPECT_EQ(item.findings.at(0).statement, "1 of 2 (p1), none, nobody") << language;
    EXPECT_EQ(item.remediation.at(0).text, "Ask p1 by no fixed date.") << language;
    EXPECT_EQ(assessment.ineffective.at(0).why, "it holds for 364 days, longer than 30") << language;
    EXPECT_THAT(AssessmentText(assessment, {}), HasSubstr("Decisions that do not hold")) << language;
  }
}

}  // namespace
}  // namespace assay
