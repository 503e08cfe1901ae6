// Packs that call functions of the host program: what CompilePack refuses, and what an assessment
// makes of what they give.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/report/report.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

void AddTo(NativeLibrary* library, std::string_view signature, NativeCallback compute,
           std::string version = "") {
  std::optional<NativeFunction> function = ReadNativeSignature(signature);
  ASSERT_TRUE(function.has_value()) << signature;
  function->compute = std::move(compute);
  function->version = std::move(version);
  ASSERT_TRUE(library->Add(*std::move(function)).ok());
}

// "line code: message | hint" of everything that keeps the pack from compiling.
std::vector<std::string> FaultsWith(const NativeLibrary& natives, std::string_view body) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack =
      ReadPack(PackHead() + std::string(body), "small.yaml", PackLimits{}, &problems);
  if (pack.ok()) {
    EXPECT_FALSE(CompilePack(*std::move(pack), BaseSchema(), {.natives = natives}, &problems).ok());
  }
  std::vector<std::string> faults;
  for (const Diagnostic& problem : problems) {
    faults.push_back(absl::StrCat(problem.place.line, ":", problem.place.column, " ", problem.code,
                                  ": ", problem.message, " | ", problem.hint));
    EXPECT_FALSE(problem.source_line.empty());
  }
  return faults;
}

constexpr std::string_view kPack = R"yaml(native: [acme.risk]
populations: {workforce: {of: person}}
controls:
  - id: C1
    title: Risk
    items:
      - id: R1
        title: Low risk
        each: workforce
        levels: {minimum: {require: 'acme.risk(person, as_of) < 50'}}
)yaml";

CompiledPack Compiled(const NativeLibrary& natives, std::string_view body = kPack) {
  Diagnostics problems;
  absl::StatusOr<Pack> pack =
      ReadPack(PackHead() + std::string(body), "small.yaml", PackLimits{}, &problems);
  EXPECT_TRUE(pack.ok()) << Render(problems);
  absl::StatusOr<CompiledPack> compiled =
      CompilePack(*std::move(pack), BaseSchema(), {.natives = natives}, &problems);
  EXPECT_TRUE(compiled.ok()) << Render(problems);
  return *std::move(compiled);
}

TEST(PackNatives, AreRefusedWhereTheyAreMissing) {
  EXPECT_THAT(
      FaultsWith({}, kPack),
      ElementsAre("6:10 pack.no-such-native: there is no native function `acme.risk` | the program "
                  "that runs the pack must register it; it registers none"));
  NativeLibrary natives;
  AddTo(&natives, "acme.risks(person, date) -> int", nullptr);
  EXPECT_THAT(
      FaultsWith(natives, kPack),
      ElementsAre(
          "6:10 pack.no-such-native: there is no native function `acme.risk` | did you mean "
          "`acme.risks`?"));
  NativeLibrary others;
  AddTo(&others, "other.trade(int) -> int", nullptr);
  AddTo(&others, "other.craft(int) -> int", nullptr);
  EXPECT_THAT(
      FaultsWith(others, kPack),
      ElementsAre(
          "6:10 pack.no-such-native: there is no native function `acme.risk` | the program "
          "that runs the pack must register it; it registers `other.trade`, `other.craft`"));
}

TEST(PackNatives, AreRefusedWhereTheyDoNotFit) {
  NativeLibrary natives;
  AddTo(&natives, "acme.risk(robot, date) -> int", nullptr);
  EXPECT_THAT(
      FaultsWith(natives, kPack),
      ElementsAre("6:10 pack.native-type: native function `acme.risk` is registered with the type "
                  "`robot`, which the pack does not have | declare the record type or "
                  "enumeration under `records` or `enums`"));
  NativeLibrary of_text;
  AddTo(&of_text, "acme.risk(string, date) -> int", nullptr);
  EXPECT_THAT(FaultsWith(of_text, kPack),
              ElementsAre(HasSubstr(
                  "15:38 expr.no-such-overload: `acme.risk` does not take (person, date)")));
}

TEST(PackNatives, MustBeListedByThePack) {
  NativeLibrary natives;
  AddTo(&natives, "acme.risk(person, date) -> int", nullptr);
  EXPECT_THAT(
      FaultsWith(natives, kPack.substr(kPack.find('\n') + 1)),
      ElementsAre(
          "14:38 expr.no-such-name: there is no name `acme` | the program that runs the pack "
          "has it: list it, `native: [acme.risk]`"));
}

TEST(PackNatives, MustBeListedBesideOthersToo) {
  NativeLibrary natives;
  AddTo(&natives, "acme.risk(person, date) -> int", nullptr);
  AddTo(&natives, "acme.size(person) -> int", nullptr);
  EXPECT_THAT(
      FaultsWith(natives, "native: [acme.size]\nfunctions: {f(p person): 'acme.risk(p, as_of)'}\n"),
      ElementsAre("7:27 expr.no-such-function: there is no function `acme.risk` | the program that "
                  "runs the pack has it: list it, `native: [acme.risk]`"));
}

TEST(PackNatives, TakeNoNameThatRulesKnow) {
  NativeLibrary natives;
  AddTo(&natives, "params.risk(person, date) -> int", nullptr);
  AddTo(&natives, "acme.risk(person, date) -> int", nullptr);
  EXPECT_THAT(
      FaultsWith(natives, "native: [params.risk]\nfunctions: {f(): '1'}\n"),
      ElementsAre(HasSubstr("6:10 pack.name-taken: native function `params.risk` cannot begin with "
                            "`params`")));
  EXPECT_THAT(
      FaultsWith(natives, "native: [acme.risk]\npopulations: {p: {of: person, as: acme}}\n"),
      ElementsAre(HasSubstr("pack.name-taken: a member of `p` cannot be called `acme`")));
  EXPECT_THAT(
      FaultsWith(natives, "native: [risk]\nfunctions: {f(): '1'}\n"),
      ElementsAre(HasSubstr("6:10 pack.bad-id: `risk` is not the name of a native function")));
}

// Low for `ann`, unknown for `bob`, high for `cid`, an error for `dan`.
NativeLibrary Risks() {
  NativeLibrary natives;
  AddTo(&natives, "acme.risk(person, date) -> int", RowByRow([](const NativeRow& row) {
    const Cell<RecordCells> person = row.cell<RecordCells>(0);
    if (!person.is_value()) return Value::Unknown();
    const std::string id = person.value().id();
    if (id == "dan") throw std::runtime_error("no score for dan");
    if (id == "bob") return Value::Unknown();
    return Value::Int(id == "ann" ? 10 : 90);
  }),
        "2.1");
  return natives;
}

TEST(PackNatives, DecideVerdictsSubjectBySubject) {
  const CompiledPack pack = Compiled(Risks());
  const Facts facts =
      MakeFacts({.people = absl::StrCat("[", Employee("ann"), ",", Employee("bob"), ",",
                                        Employee("cid"), ",", Employee("dan"), "]")},
                pack);
  const Assessment assessment = MustAssess(pack, facts);
  const LevelResult& level = assessment.controls[0].items[0].level(Level::minimum);
  ASSERT_EQ(level.parts.size(), 1u);
  EXPECT_EQ(level.verdict, Verdict::not_satisfied);
  EXPECT_THAT(level.parts[0].failing, ElementsAre("cid"));
  EXPECT_THAT(level.parts[0].unknown, ElementsAre("bob"));
  EXPECT_THAT(assessment.natives, ElementsAre(NativeResult{"acme.risk", "2.1"}));
  const std::string report = AssessmentJson(assessment);
  EXPECT_THAT(report, HasSubstr("\"native\": [\n      {\n        \"name\": \"acme.risk\",\n        "
                                "\"version\": \"2.1\"\n      }\n    ]"));
  EXPECT_THAT(report, HasSubstr("no score for dan"));
}

TEST(PackNatives, AreKeptAliveByThePack) {
  std::optional<CompiledPack> pack;
  {
    const NativeLibrary natives = Risks();
    pack = Compiled(natives);
  }
  const Facts facts = MakeFacts({.people = absl::StrCat("[", Employee("ann"), "]")}, *pack);
  EXPECT_EQ(MustAssess(*pack, facts).controls[0].items[0].level(Level::minimum).verdict,
            Verdict::satisfied);
}

TEST(PackNatives, ThatAreOnlyDeclaredMakeErrors) {
  NativeLibrary natives;
  AddTo(&natives, "acme.risk(person, date) -> int", nullptr);
  const CompiledPack pack = Compiled(natives);
  const Facts facts = MakeFacts({.people = absl::StrCat("[", Employee("ann"), "]")}, pack);
  EXPECT_EQ(MustAssess(pack, facts).controls[0].items[0].level(Level::minimum).verdict,
            Verdict::error);
}

}  // namespace
}  // namespace assay
