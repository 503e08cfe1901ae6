// The example organisation in German: scorecard and explanations as they are kept, to the byte.

#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "assay/engine/assess.h"
#include "assay/engine/compile.h"
#include "assay/engine/explain.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/texts.h"
#include "assay/report/explain.h"
#include "assay/report/report.h"

namespace assay {
namespace {

constexpr const char* kGolden = ASSAY_SOURCE_DIR "/tests/golden/example_german.txt";

std::string FileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class German : public testing::Test {
 protected:
  void SetUp() override {
    Diagnostics problems;
    absl::StatusOr<Pack> pack = ReadShippedPack(*FindShippedPack("iso27001-2022-a5.4"), &problems);
    ASSERT_TRUE(pack.ok()) << Render(problems);
    absl::StatusOr<CompiledPack> compiled = CompilePack(*std::move(pack), schema_, &problems);
    ASSERT_TRUE(compiled.ok()) << Render(problems);
    pack_.emplace(*std::move(compiled));
    absl::StatusOr<Facts> facts =
        ReadFactsJson(FileText(ASSAY_SOURCE_DIR "/examples/organisation/facts.json"), pack_->schema(), {}, &problems);
    ASSERT_TRUE(facts.ok()) << Render(problems);
    facts_.emplace(*std::move(facts));
  }

  Assessment MustAssess(const std::string& language) const {
    AssessOptions options;
    options.language = language;
    options.explained_subjects = 3;
    Diagnostics problems;
    absl::StatusOr<Assessment> assessment = Assess(*pack_, *facts_, options, &problems);
    EXPECT_TRUE(assessment.ok()) << assessment.status();
    return *std::move(assessment);
  }

  // All that can be said of the organisation and of one person.
  std::string Said(const std::string& language) const {
    const Assessment assessment = MustAssess(language);
    AssessOptions options;
    options.language = language;
    Diagnostics problems;
    const absl::StatusOr<SubjectAccount> account = ExplainSubject(*pack_, *facts_, "p044", options, &problems);
    EXPECT_TRUE(account.ok()) << account.status();
    const TextOptions text;
    return AssessmentText(assessment, text) + "\n" + ExplanationText(assessment, {}, text) + "\n" +
           AccountText(*account, "", text);
  }

  const Schema schema_ = ShippedSchema();
  std::optional<CompiledPack> pack_;
  std::optional<Facts> facts_;
};

TEST_F(German, IsTheGoldenOne) {
  const std::string said = Said("de");
  EXPECT_EQ(said, Said("de"));
  if (said != FileText(kGolden)) {
    const std::string written = testing::TempDir() + "/example_german.txt";
    std::ofstream(written, std::ios::binary) << said;
    ADD_FAILURE() << kGolden << " is another; what is said now is in " << written;
  }
}

// A language is a way of saying it: verdicts, counts and names are those of English.
TEST_F(German, SaysTheSame) {
  const Assessment german = MustAssess("de");
  const Assessment english = MustAssess("en");
  ASSERT_EQ(german.controls.size(), english.controls.size());
  for (std::size_t c = 0; c < german.controls.size(); ++c) {
    for (std::size_t k = 0; k < german.controls[c].items.size(); ++k) {
      const ItemResult& one = german.controls[c].items[k];
      const ItemResult& other = english.controls[c].items[k];
      EXPECT_EQ(one.rung, other.rung);
      EXPECT_NE(one.title, other.title);
      ASSERT_EQ(one.findings.size(), other.findings.size());
      for (std::size_t n = 0; n < one.findings.size(); ++n) {
        EXPECT_EQ(one.findings[n].subjects, other.findings[n].subjects);
        EXPECT_NE(one.findings[n].statement, other.findings[n].statement);
      }
      ASSERT_EQ(one.remediation.size(), other.remediation.size());
      for (std::size_t n = 0; n < one.remediation.size(); ++n) {
        EXPECT_NE(one.remediation[n].text, other.remediation[n].text);
        EXPECT_NE(one.remediation[n].owner_role, other.remediation[n].owner_role);
      }
    }
  }
}

TEST_F(German, IsNotWhatALanguageThatNobodyHasGets) {
  EXPECT_EQ(Said("xx"), Said("en"));
  EXPECT_NE(Said("de"), Said("en"));
}

}  // namespace
}  // namespace assay
