// Assessments by several threads: what must not change, what a host may rely on, and the threads
// themselves. More organisations are compared in tests/scenarios.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/report/report.h"
#include "src/engine/assess_sharing.h"
#include "src/engine/run.h"
#include "src/engine/workers.h"
#include "tests/engine/small_pack.h"

namespace assay {
namespace {

using testing::HasSubstr;

constexpr std::uint32_t kThreadCounts[] = {1, 2, 3, 7};

// Derived fields over one another, one that makes much text, a grouped one, a tally of groups, an error
// for some, unknowns, a share per group and a level that asks for the other.
constexpr std::string_view kPack = R"yaml(derive:
  person:
    days: int(as_of - self.start) / 86400
    letters: "[self.id, self.id, self.id, self.id].join('/')"
    shown: self.letters.upperAscii() + '!'
  acknowledgement:
    together: {group_by: [self.date], count_distinct: self.person}
populations:
  staff: {of: person}
  seniors: {of: person, where: person.shown.size() > 5 && person.start < date('2020-01-02')}
  clicks: {of: acknowledgement, as: ack, where: ack.together >= 1}
tallies:
  clickers: {over: clicks, count_distinct: ack.person}
  busiest: {over: clicks, where: ack.together > 1, group_by: ack.person, take: max}
controls:
  - id: C
    title: C
    items:
      - id: A
        title: A
        each: staff
        link: minimum_limits_full
        levels:
          minimum: {require: person.shown.startsWith('P') && person in populations.seniors}
          full: {require: "satisfies_minimum && 10 / (person.shown.size() - 16) < 100"}
      - id: B
        title: B
        each: staff
        levels:
          full:
            due: person.engagement == 'employee'
            require: "person.acknowledgements.exists(a, a.together > 2) || tally.clickers > 500"
            coverage_pct: 40
            per: person.engagement
      - id: D
        title: D
        levels: {full: {org: "org.people.exists(p, p.shown == 'x')"}}
)yaml";

Facts ManyFacts(const CompiledPack& pack, int people) {
  SmallFacts facts;
  facts.people = "[";
  facts.evidence = "[";
  for (int k = 0; k < people; ++k) {
    const std::string id = "p" + std::to_string(k);
    if (k > 0) facts.people += ",";
    facts.people += Employee(id);
    if (k % 3 == 0) continue;
    if (facts.evidence.size() > 1) facts.evidence += ",";
    facts.evidence += Evidence("a" + id, "acknowledgement", k % 2 == 0 ? "2026-01-05" : "2026-04-02",
                               R"("subject":"security_duties","method":"click","person":")" + id + "\"");
  }
  facts.people += "]";
  facts.evidence += "]";
  facts.collected = R"([{"type":"acknowledgement","complete":false}])";
  return MakeFacts(facts, pack);
}

// As JSON, or why there is none.
std::string Outcome(const CompiledPack& pack, const Facts& facts, const AssessOptions& options, std::size_t rows) {
  Diagnostics problems;
  const absl::StatusOr<Assessment> assessment = AssessSharing(pack, facts, options, rows, &problems);
  return assessment.ok() ? *Render(*assessment, "json") : std::string(assessment.status().message());
}

// The outcome by any number of threads, which is one.
std::string SameOutcome(const CompiledPack& pack, const Facts& facts, AssessOptions options) {
  options.threads = 1;
  const std::string expected = Outcome(pack, facts, options, 1);
  for (const std::uint32_t threads : kThreadCounts) {
    options.threads = threads;
    EXPECT_EQ(Outcome(pack, facts, options, 1), expected) << threads;
  }
  return expected;
}

TEST(Threads, GiveTheSameBytes) {
  const CompiledPack pack = MakePack(kPack);
  const Facts facts = ManyFacts(pack, 200);
  const std::string outcome = SameOutcome(pack, facts, {});
  EXPECT_EQ(outcome, Outcome(pack, facts, {}, kUsualRowsToShare));  // Value by value.
  EXPECT_THAT(outcome, HasSubstr("\"verdict\": \"error\""));        // Of some, 10 / 0.
  EXPECT_THAT(outcome, HasSubstr("\"p99\""));
}

TEST(Threads, RunOutOfStepsInTheSameRule) {
  const CompiledPack pack = MakePack(kPack);
  const Facts facts = ManyFacts(pack, 60);
  std::set<std::string> places;
  bool suffices = false;
  for (std::int64_t steps = 100; !suffices; steps += 97) {
    AssessOptions options;
    options.step_budget = steps;
    const std::string outcome = SameOutcome(pack, facts, options);
    suffices = outcome.front() == '{';
    if (suffices) break;
    EXPECT_THAT(outcome, HasSubstr("the step budget of"));
    // Texts have no place.
    const std::size_t place = outcome.find(" in the rule at ");
    if (place != std::string::npos) places.insert(outcome.substr(place));
  }
  EXPECT_GE(places.size(), 8u);  // In columns, populations, tallies and rules.
}

TEST(Threads, RunOutOfMemoryInTheSameRule) {
  const CompiledPack pack = MakePack(kPack);
  const Facts facts = ManyFacts(pack, 60);
  std::set<std::string> outcomes;
  bool suffices = false;
  for (std::int64_t bytes = 50; !suffices; bytes += 173) {
    AssessOptions options;
    options.memory_limit_bytes = bytes;
    const std::string outcome = SameOutcome(pack, facts, options);
    suffices = outcome.front() == '{';
    if (suffices) break;
    EXPECT_THAT(outcome, HasSubstr("the memory limit of"));
    outcomes.insert(outcome.substr(outcome.find(" used up")));
  }
  EXPECT_GE(outcomes.size(), 3u);
}

TEST(Threads, LetTheHostBeAskedAndToldByTheCallingThreadAlone) {
  const CompiledPack pack = MakePack(kPack);
  const Facts facts = ManyFacts(pack, 3000);
  const std::thread::id caller = std::this_thread::get_id();
  for (const std::uint32_t threads : kThreadCounts) {
    AssessOptions options;
    options.threads = threads;
    std::atomic<int> asked = 0;
    std::atomic<int> elsewhere = 0;
    options.is_cancelled = [&] {
      ++asked;
      if (std::this_thread::get_id() != caller) ++elsewhere;
      return false;
    };
    options.progress = [&](std::size_t, std::size_t) {
      if (std::this_thread::get_id() != caller) ++elsewhere;
    };
    EXPECT_EQ(Outcome(pack, facts, options, 1).front(), '{');
    EXPECT_EQ(elsewhere, 0);
    // How often it is asked depends on how fast the threads are, but before each item it is.
    EXPECT_GE(asked, 5);
    for (int enough = 1; enough <= 5; ++enough) {
      asked = 0;
      options.is_cancelled = [&] { return ++asked >= enough; };
      EXPECT_EQ(Outcome(pack, facts, options, 1), "cancelled") << threads << " " << enough;
    }
  }
}

// A long rule: only from within can it be stopped, and the threads that run it do not ask themselves.
TEST(Threads, AreStoppedWithinARule) {
  const CompiledPack pack = MakePack(R"yaml(populations: {staff: {of: person}}
controls:
  - id: C
    title: C
    items:
      - id: A
        title: A
        each: staff
        levels: {full: {require: "org.people.all(a, org.people.all(b, a.start <= b.start || a.id != b.id))"}}
)yaml");
  const Facts facts = ManyFacts(pack, 1500);
  AssessOptions options;
  options.threads = 3;
  int asked = 0;
  options.is_cancelled = [&] { return ++asked > 40; };
  EXPECT_EQ(Outcome(pack, facts, options, 1), "cancelled");
  EXPECT_GT(asked, 40);
  EXPECT_LT(asked, 60);
}

std::size_t ThreadsOfTheProcess() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("Threads:", 0) == 0) return std::stoul(line.substr(8));
  }
  return 0;
}

// The system may show a thread for a little longer than it takes to join it.
std::size_t LastingThreads() {
  std::size_t least = ThreadsOfTheProcess();
  for (int sample = 0; sample < 200; ++sample) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    least = std::min(least, ThreadsOfTheProcess());
  }
  return least;
}

TEST(Threads, AreNotCreatedBeforeTheyAreNeeded) {
  const CompiledPack pack = MakePack(kPack);
  const Facts facts = ManyFacts(pack, 100);
  const std::size_t before = LastingThreads();
  if (before == 0) GTEST_SKIP() << "no /proc to look at";
  AssessOptions options;
  options.threads = 5;
  std::size_t most = 0;
  options.is_cancelled = [&most] {
    most = std::max(most, ThreadsOfTheProcess());
    return false;
  };
  EXPECT_EQ(Outcome(pack, facts, options, kUsualRowsToShare).front(), '{');
  EXPECT_EQ(most, before);
  EXPECT_EQ(Outcome(pack, facts, options, 1).front(), '{');
  EXPECT_EQ(most, before + 4);
  EXPECT_EQ(LastingThreads(), before);
}

TEST(Threads, AreBounded) {
  const CompiledPack pack = MakePack(kPack);
  const Facts facts = ManyFacts(pack, 3);
  AssessOptions options;
  options.threads = kMostThreads + 1;
  Diagnostics problems;
  const absl::Status status = Assess(pack, facts, options, &problems).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "threads is 257, not from 0 to 256");
  options.threads = kMostThreads;
  EXPECT_TRUE(Assess(pack, facts, options, &problems).ok());
  options.threads = 0;
  EXPECT_TRUE(Assess(pack, facts, options, &problems).ok());
}

// Functions of the host, in a derived field, a population, a tally and a rule.
constexpr std::string_view kNativePack = R"yaml(native: [acme.risk]
derive:
  person:
    risk: acme.risk(self)
populations:
  staff: {of: person}
  risky: {of: person, where: acme.risk(person) > 20}
tallies:
  odd: {over: staff, where: acme.risk(person) % 2 == 1}
controls:
  - id: C
    title: C
    items:
      - id: A
        title: A
        each: staff
        link: minimum_limits_full
        levels:
          minimum: {require: person.risk < 30 && person.start < as_of}
          full: {require: acme.risk(person) < 10 && tally.odd > 1 && !(person in populations.risky)}
)yaml";

TEST(Threads, CallNoFunctionOfTheHosts) {
  const std::thread::id caller = std::this_thread::get_id();
  std::atomic<int> calls = 0;
  std::atomic<int> elsewhere = 0;
  NativeFunction function = *ReadNativeSignature("acme.risk(person) -> int");
  function.compute = RowByRow([&](const NativeRow& row) {
    ++calls;
    if (std::this_thread::get_id() != caller) ++elsewhere;
    return Value::Int(row.argument(0).row() % 37);
  });
  NativeLibrary natives;
  ASSERT_TRUE(natives.Add(function).ok());
  Diagnostics problems;
  absl::StatusOr<Pack> read = ReadPack(PackHead() + std::string(kNativePack), "small.yaml", PackLimits{}, &problems);
  ASSERT_TRUE(read.ok()) << Render(problems);
  const absl::StatusOr<CompiledPack> pack =
      CompilePack(*std::move(read), BaseSchema(), {.natives = natives}, &problems);
  ASSERT_TRUE(pack.ok()) << Render(problems);
  const Facts facts = ManyFacts(*pack, 150);
  const std::string outcome = SameOutcome(*pack, facts, {});
  EXPECT_EQ(outcome, Outcome(*pack, facts, {}, kUsualRowsToShare));
  EXPECT_GT(calls, 150);
  EXPECT_EQ(elsewhere, 0);
  for (std::int64_t steps = 500; steps < 8000; steps += 301) {
    AssessOptions options;
    options.step_budget = steps;
    SameOutcome(*pack, facts, options);
  }
}

TEST(Workers, DoEachTaskOnceAndOnlyTheCallerIsAsked) {
  Workers workers(4);
  EXPECT_EQ(workers.count(), 4u);
  const std::thread::id caller = std::this_thread::get_id();
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> calls[4] = {};
    int asked = 0;
    workers.Run(
        [&](std::size_t number) {
          ++calls[number];
          EXPECT_EQ(number == 0, std::this_thread::get_id() == caller);
          if (number == 0) return;
          workers.Ask();
        },
        [&] {
          EXPECT_EQ(std::this_thread::get_id(), caller);
          ++asked;
        });
    for (const std::atomic<int>& count : calls) EXPECT_EQ(count, 1);
    EXPECT_LE(asked, 3);
  }
}

TEST(Workers, HandOnWhatATaskThrows) {
  Workers workers(3);
  for (const std::size_t thrower : {0, 1, 2}) {
    EXPECT_THROW(workers.Run(
                     [&](std::size_t number) {
                       if (number == thrower) throw std::bad_alloc();
                     },
                     [] {}),
                 std::bad_alloc);
  }
  std::atomic<bool> is_asked = false;
  EXPECT_THROW(workers.Run(
                   [&](std::size_t number) {
                     if (number == 1) workers.Ask();
                     while (number == 1 && !is_asked) std::this_thread::yield();
                   },
                   [&] {
                     is_asked = true;
                     throw std::runtime_error("asked");
                   }),
               std::runtime_error);
  std::atomic<int> calls = 0;
  workers.Run([&](std::size_t) { ++calls; }, [] {});
  EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace assay
