// What ReadPack refuses: the code and place of every fault, and, for a good part, the wording.

#include <fstream>
#include <sstream>
#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/pack/broken_packs.h"
#include "tests/pack/small_pack.h"

namespace assay {
namespace {

using testing::ElementsAreArray;

class ReadPackRefuses : public testing::TestWithParam<BrokenPack> {};

TEST_P(ReadPackRefuses, WithCodeAndPlace) {
  const ReadResult result = Read(GetParam().text);
  std::vector<std::string> found;
  for (const Diagnostic& problem : result.problems) {
    found.push_back(absl::StrCat(problem.code, "@", problem.place.line, ":", problem.place.column));
    EXPECT_EQ(problem.place.file, "acme/pack.yaml");
    EXPECT_FALSE(problem.source_line.empty());
  }
  EXPECT_THAT(found, ElementsAreArray(GetParam().want)) << Render(result.problems);
  const absl::StatusCode want =
      ErrorCount(result.problems) == 0 ? absl::StatusCode::kOk : absl::StatusCode::kInvalidArgument;
  EXPECT_EQ(result.pack.status().code(), want);
}

INSTANTIATE_TEST_SUITE_P(Pack, ReadPackRefuses, testing::ValuesIn(BrokenPacks()),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(PackDiagnostics, ReadAsInTheGoldenFile) {
  std::string rendered;
  for (const BrokenPack& broken : BrokenPacks()) {
    if (!broken.is_golden) continue;
    absl::StrAppend(&rendered, "-- ", broken.name, "\n", Render(Read(broken.text).problems), "\n");
  }
  const std::string path = ASSAY_SOURCE_DIR "/tests/golden/pack_diagnostics.txt";
  std::ostringstream golden;
  golden << std::ifstream(path).rdbuf();
  // To accept new wording, write what the failure prints to the file and read the difference.
  EXPECT_EQ(rendered, golden.str());
}

TEST(ReadPack, SaysHowManyFaultsThereAre) {
  const ReadResult result = Read(std::string(kHeading) + "a: 1\nb: 2\n");
  EXPECT_EQ(result.pack.status().message(), "pack `acme/pack.yaml` has 2 faults");
}

TEST(ReadPack, TellsAtMostAsManyFaultsAsAllowed) {
  std::string text(kHeading);
  for (int k = 0; k < 30; ++k) absl::StrAppend(&text, "unknown", k, ": 1\n");
  PackLimits limits;
  limits.diagnostics = 10;
  const ReadResult result = Read(text, limits);
  EXPECT_EQ(result.problems.size(), 10u);
  EXPECT_EQ(result.pack.status().message(), "pack `acme/pack.yaml` has 30 faults");
}

TEST(ReadPack, RefusesMoreRulesThanAllowed) {
  std::string text(kHeading);
  absl::StrAppend(&text, "functions:\n  a(): 1\n  b(): 2\n  c(): 3\n");
  PackLimits limits;
  limits.rules = 3;
  EXPECT_TRUE(Read(text, limits).pack.ok());
  limits.rules = 2;
  const ReadResult result = Read(text, limits);
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_EQ(result.problems[0].code, "pack.too-many-rules");
}

TEST(ReadPack, RefusesMoreBytesThanAllowed) {
  PackLimits limits;
  limits.bytes = kHeading.size() - 1;
  const ReadResult result = Read(std::string(kHeading), limits);
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_EQ(result.problems[0].code, "yaml.too-large");
}

TEST(ReadPack, TakesNoLimitAboveItsCeiling) {
  std::string text(kHeading);
  for (int k = 0; k < 10001; ++k) absl::StrAppend(&text, "unknown", k, ": 1\n");
  const std::size_t any = std::numeric_limits<std::size_t>::max();
  const ReadResult result = Read(text, {.bytes = any, .rules = any, .diagnostics = any});
  EXPECT_EQ(result.problems.size(), 10000u);
  EXPECT_EQ(result.pack.status().message(), "pack `acme/pack.yaml` has 10001 faults");
}

TEST(ReadPack, AppendsToWhatIsThere) {
  Diagnostics problems(1);
  problems[0].code = "earlier";
  EXPECT_FALSE(ReadPack("- a", "", {}, &problems).ok());
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].code, "earlier");
}

// Every code that a broken pack shows is promised in the header, and the other way round.
TEST(PackDiagnostics, HaveCodesThatTheHeaderNames) {
  std::ostringstream header;
  header << std::ifstream(ASSAY_SOURCE_DIR "/include/assay/pack/pack.h").rdbuf();
  for (const BrokenPack& broken : BrokenPacks()) {
    for (const std::string& want : broken.want) {
      const std::string code = want.substr(0, want.find('@'));
      if (code.rfind("pack.", 0) != 0) continue;
      EXPECT_NE(header.str().find(code), std::string::npos) << code;
    }
  }
}

}  // namespace
}  // namespace assay
