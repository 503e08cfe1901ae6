// Every shipped pack compiles against the shipped schema without a remark.

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "assay/engine/compile.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"
#include "assay/pack/texts.h"
#include "src/engine/compiled.h"

namespace assay {
namespace {

std::string FileText(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(ShippedPacks, CompileWithoutARemark) {
  const Schema schema = ShippedSchema();
  std::size_t packs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ASSAY_SOURCE_DIR "/packs")) {
    const std::filesystem::path file = entry.path() / "pack.yaml";
    if (!std::filesystem::exists(file)) continue;
    ++packs;
    Diagnostics problems;
    absl::StatusOr<Pack> pack = ReadPack(FileText(file), file.string(), {}, &problems);
    for (const auto& beside : std::filesystem::directory_iterator(entry.path())) {
      if (!IsTextsFile(beside.path().filename().string())) continue;
      ASSERT_TRUE(pack.ok()) << Render(problems);
      pack = AddTexts(*std::move(pack), FileText(beside.path()), beside.path().string(), &problems);
    }
    ASSERT_TRUE(pack.ok()) << Render(problems);
    const absl::StatusOr<CompiledPack> compiled = CompilePack(*std::move(pack), schema, &problems);
    EXPECT_TRUE(compiled.ok());
    EXPECT_TRUE(problems.empty()) << Render(problems);
    if (!compiled.ok()) continue;
    // Every type is known before the facts are: nothing is left to be found out record by record.
    EXPECT_GT(compiled->rep().units.size(), 0u);
    for (const Unit& unit : compiled->rep().units) EXPECT_FALSE(unit.program().has_dyn) << unit.source->text;
  }
  EXPECT_GT(packs, 0u);
}

std::set<std::string> ExpressionsOf(const Template& text) {
  std::set<std::string> expressions;
  for (const Template::Segment& segment : text.segments) {
    if (!segment.expression.is_empty()) expressions.insert(segment.expression.text);
  }
  return expressions;
}

// Every text that a report of the pack may show, with what to call it.
std::vector<std::pair<std::string, const LocalizedText*>> TextsOf(const PackDefinition& pack) {
  std::vector<std::pair<std::string, const LocalizedText*>> texts = {{"pack title", &pack.title}};
  for (const ControlDefinition& control : pack.controls) {
    texts.insert(texts.end(), {{control.id + " title", &control.title}, {control.id + " objective", &control.objective}});
    for (const ItemDefinition& item : control.items) {
      texts.insert(texts.end(),
                   {{item.id + " title", &item.title}, {item.id + " finding", &item.finding}, {item.id + " asks", &item.asks}});
      for (const Remediation& remediation : item.remediation) {
        texts.insert(texts.end(), {{item.id + " owner", &remediation.owner}, {item.id + " remediation", &remediation.text}});
      }
    }
  }
  for (const TrapDefinition& trap : pack.traps) {
    texts.insert(texts.end(), {{trap.id + " title", &trap.title}, {trap.id + " asks", &trap.asks}});
  }
  for (const RealityCheckDefinition& check : pack.reality_checks) texts.emplace_back(check.id + " asks", &check.asks);
  for (const ObservationDefinition& one : pack.observations) texts.emplace_back(one.id + " text", &one.text);
  return texts;
}

TEST(ShippedPacks, AreInGermanThroughout) {
  std::size_t texts = 0;
  for (const ShippedPack& shipped : ShippedPacks()) {
    Diagnostics problems;
    const absl::StatusOr<Pack> pack = ReadShippedPack(shipped, &problems);
    ASSERT_TRUE(pack.ok()) << Render(problems);
    EXPECT_TRUE(problems.empty()) << Render(problems);
    for (const auto& [name, text] : TextsOf(pack->definition())) {
      if (text->is_empty()) continue;
      ++texts;
      ASSERT_EQ(text->translations.size(), 2u) << name;
      EXPECT_EQ(text->translations[0].first, "en") << name;
      EXPECT_EQ(text->translations[1].first, "de") << name;
      EXPECT_EQ(ExpressionsOf(text->translations[0].second), ExpressionsOf(text->translations[1].second)) << name;
    }
  }
  EXPECT_GT(texts, 60u);
}

}  // namespace
}  // namespace assay
