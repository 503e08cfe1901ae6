// The shared scenarios: small organisations with the verdicts that were worked out for them by hand.
// They do not belong to the repository; where they are absent the tests say so and skip.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "assay/engine/assess.h"
#include "assay/engine/compile.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"
#include "tests/scenarios/thread_independence.h"

namespace assay {
namespace {

namespace json = boost::json;

std::vector<std::string> ScenarioFiles() {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(ASSAY_SHARED_DIR "/scenarios", error)) {
    files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string Text(const json::value& value) { return std::string(value.as_string().c_str()); }

std::multiset<std::string> Texts(const json::value& list) {
  std::multiset<std::string> texts;
  for (const json::value& value : list.as_array()) texts.insert(Text(value));
  return texts;
}

class Scenario : public testing::TestWithParam<std::string> {
 protected:
  // One compiled pack for all scenarios: it is immutable.
  static const CompiledPack& ShippedA54() {
    static const Schema* schema = new Schema(ShippedSchema());
    static const CompiledPack* pack = [] {
      const ShippedPack* shipped = FindShippedPack("iso27001-2022-a5.4");
      Diagnostics problems;
      absl::StatusOr<Pack> read = ReadPack(shipped->text, shipped->file, PackLimits{}, &problems);
      EXPECT_TRUE(read.ok()) << Render(problems);
      absl::StatusOr<CompiledPack> compiled = CompilePack(*std::move(read), *schema, &problems);
      EXPECT_TRUE(compiled.ok()) << Render(problems);
      return new CompiledPack(*std::move(compiled));
    }();
    return *pack;
  }

  void SetUp() override {
    std::ifstream file(GetParam(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    scenario_ = json::parse(text).as_object();
    const std::string facts_text = json::serialize(scenario_.at("facts"));
    Diagnostics problems;
    absl::StatusOr<Facts> facts = ReadFactsJson(facts_text, ShippedA54().schema(), {}, &problems);
    ASSERT_TRUE(facts.ok()) << Render(problems);
    facts_.emplace(*std::move(facts));
    options_ = OptionsOf(scenario_.at("parameters").as_object());
    absl::StatusOr<Assessment> assessment = Assess(ShippedA54(), *facts_, options_, &problems);
    ASSERT_TRUE(assessment.ok()) << assessment.status() << Render(problems);
    assessment_ = *std::move(assessment);
  }

  const json::object& Expected() const { return scenario_.at("expected").as_object(); }

  json::object scenario_;
  std::optional<Facts> facts_;
  AssessOptions options_;
  Assessment assessment_;
};

TEST_P(Scenario, IsTheSameByAnyNumberOfThreads) {
  EXPECT_EQ(DifferenceByThreads(ShippedA54(), *facts_, options_), "");
  options_.history_months = 1;
  const std::string expected = OutcomeOf(ShippedA54(), *facts_, options_, kNeverShare);
  options_.threads = 3;
  EXPECT_EQ(OutcomeOf(ShippedA54(), *facts_, options_, 1), expected);
}

TEST_P(Scenario, RunsOutOfStepsInTheSameRuleByAnyNumberOfThreads) {
  for (std::int64_t steps = 500; steps < 120'000; steps += 5987) {
    ASSERT_EQ(DifferenceInSteps(ShippedA54(), *facts_, options_, steps), "");
  }
}

TEST_P(Scenario, VerdictsMatch) {
  std::map<std::string, const ItemResult*> items;
  for (const ControlResult& control : assessment_.controls) {
    for (const ItemResult& item : control.items) items[item.id] = &item;
  }
  for (const auto& [id, levels] : Expected().at("verdicts").as_object()) {
    const auto item = items.find(std::string(id));
    ASSERT_NE(item, items.end()) << id;
    for (const Level level : {Level::minimum, Level::full}) {
      EXPECT_EQ(VerdictName(item->second->level(level).verdict),
                Text(levels.as_object().at(LevelName(level))))
          << id << " " << LevelName(level);
    }
  }
}

TEST_P(Scenario, TrapsMatch) {
  std::map<TrapState, std::set<std::string>> by_state;
  for (const ControlResult& control : assessment_.controls) {
    for (const ItemResult& item : control.items) {
      for (const TrapResult& trap : item.traps) by_state[trap.state].insert(trap.id);
    }
  }
  for (const auto& [member, state] : {std::pair{"traps_triggered", TrapState::triggered},
                                      std::pair{"traps_cleared", TrapState::cleared}}) {
    const std::multiset<std::string> wanted = Texts(Expected().at(member));
    EXPECT_EQ(std::multiset<std::string>(by_state[state].begin(), by_state[state].end()), wanted) << member;
  }
}

TEST_P(Scenario, RealityChecksMatch) {
  if (!Expected().contains("reality_checks")) return;
  std::map<std::string, std::string> states;
  for (const ControlResult& control : assessment_.controls) {
    for (const ItemResult& item : control.items) {
      for (const CheckResult& check : item.checks) states[check.id] = CheckStateName(check.state);
    }
  }
  for (const auto& [id, state] : Expected().at("reality_checks").as_object()) {
    EXPECT_EQ(states[std::string(id)], Text(state)) << id;
  }
}

TEST_P(Scenario, DataQualityMatches) {
  std::set<std::pair<std::string, std::string>> wanted;
  if (Expected().contains("data_quality")) {
    for (const json::value& flag : Expected().at("data_quality").as_array()) {
      const json::value* record = flag.as_object().if_contains("evidence");
      wanted.emplace(Text(flag.as_object().at("flag")),
                     record == nullptr || record->is_null() ? std::string() : Text(*record));
    }
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const QualityFlag& flag : assessment_.data_quality) seen.emplace(flag.flag, flag.record);
  EXPECT_EQ(seen, wanted);
}

TEST_P(Scenario, ScoreMatchesToTheHundredth) {
  if (!Expected().contains("score")) return;
  const json::array& wanted = Expected().at("score").as_array();
  if (wanted[0].is_null()) {
    EXPECT_FALSE(assessment_.score.with_waivers.has_value());
    return;
  }
  ASSERT_TRUE(assessment_.score.with_waivers.has_value());
  EXPECT_NEAR(std::stod(assessment_.score.with_waivers->low.ToFixed2()), wanted[0].to_number<double>(), 1e-9);
  EXPECT_NEAR(std::stod(assessment_.score.with_waivers->high.ToFixed2()), wanted[1].to_number<double>(), 1e-9);
}

std::string NameOf(const testing::TestParamInfo<std::string>& info) {
  std::string name = std::filesystem::path(info.param).stem().string();
  std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Shared, Scenario, testing::ValuesIn(ScenarioFiles()), NameOf);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Scenario);

TEST(Scenarios, AreThere) {
  if (ScenarioFiles().empty()) GTEST_SKIP() << "the shared scenarios are not here";
  EXPECT_GE(ScenarioFiles().size(), 16u);
}

}  // namespace
}  // namespace assay
