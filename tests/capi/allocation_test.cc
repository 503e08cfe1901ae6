// Memory runs out at every point in turn: each call that allocates must give the out-of-memory error, leak nothing, leave
// its out parameter alone, and work once there is memory again.
//
// This program replaces operator new, so that the library and all C++ underneath it allocate here. What C libraries
// (libfyaml) take with malloc is not counted, nor is what may be refused anyway (new with nothrow).

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "arrow_rows.h"
#include "assay.h"

namespace {

constexpr long kNever = -1;

std::atomic<long> allocations_left{kNever};  // Until one fails; kNever = none does.
std::atomic<bool> stays_empty{false};        // Whether those after it fail as well.
std::atomic<long> live_blocks{0};
std::atomic<long> allocation_count{0};

bool MustFail() {
  ++allocation_count;
  if (allocations_left == kNever) return false;
  if (allocations_left > 0) {
    --allocations_left;
    return false;
  }
  if (!stays_empty) allocations_left = kNever;
  return true;
}

}  // namespace

void* operator new(std::size_t size) {
  void* block = MustFail() ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  ++live_blocks;
  return block;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  void* block = std::malloc(size == 0 ? 1 : size);
  if (block != nullptr) ++live_blocks;
  return block;
}
void operator delete(void* block) noexcept {
  if (block != nullptr) --live_blocks;
  std::free(block);
}
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { operator delete(block); }

namespace {

std::string ReadFile(const std::string& name) {
  std::ifstream file(std::string(ASSAY_TEST_DIR) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Deleter {
  void operator()(assay_error* error) const { assay_error_delete(error); }
  void operator()(assay_string* string) const { assay_string_delete(string); }
  void operator()(assay_pack* pack) const { assay_pack_delete(pack); }
  void operator()(assay_facts* facts) const { assay_facts_delete(facts); }
  void operator()(assay_assessment* assessment) const { assay_assessment_delete(assessment); }
  void operator()(assay_loader* loader) const { assay_loader_delete(loader); }
  void operator()(assay_facts_builder* builder) const { assay_facts_builder_delete(builder); }
  void operator()(assay_account* account) const { assay_account_delete(account); }
  void operator()(assay_sample* sample) const { assay_sample_delete(sample); }
};
template <typename Handle>
using Owned = std::unique_ptr<Handle, Deleter>;

// A call with an out parameter of type Handle*.
template <typename Handle>
using Call = std::function<assay_error*(Handle**)>;

template <typename Handle>
Owned<Handle> Succeed(const Call<Handle>& call) {
  Handle* made = nullptr;
  Owned<assay_error> error(call(&made));
  if (error != nullptr) {
    const assay_text said = assay_error_rendered(error.get());
    ADD_FAILURE() << std::string_view(said.data, said.size);
  }
  return Owned<Handle>(made);
}

// Lets the allocation `at` fail, and if `stays_out` all after it. `call` makes more than that.
template <typename Handle>
void FailAt(const Call<Handle>& call, long at, bool stays_out) {
  const long live_before = live_blocks;
  Handle* made = nullptr;
  stays_empty = stays_out;
  allocations_left = at;
  assay_error* error = call(&made);
  allocations_left = kNever;
  // A success would mean that something was left out because there was no room for it.
  EXPECT_EQ(assay_error_code(error), ASSAY_ERROR_OUT_OF_MEMORY) << "at allocation " << at;
  EXPECT_EQ(made, nullptr) << "at allocation " << at;
  assay_error_delete(error);
  Owned<Handle>(made).reset();
  EXPECT_EQ(live_blocks, live_before) << "leaked at allocation " << at;
}

// Every allocation of `call` in turn; of more than `tries` as many, evenly spread.
template <typename Handle>
void SurvivesEveryFailure(const Call<Handle>& call, long tries = ASSAY_TEST_ALLOCATIONS) {
  Succeed<Handle>(call);  // What is made once for the whole process is made here.
  const long before = allocation_count;
  Succeed<Handle>(call);
  const long total = allocation_count - before;
  ASSERT_GT(total, 0);
  const long stride = total <= tries ? 1 : total / tries + 1;
  testing::Test::RecordProperty("allocations", static_cast<int>(total));
  for (const bool stays_out : {false, true}) {
    // Strides begin at different places, so that both ways of failing meet different allocations.
    for (long at = stays_out ? 0 : stride / 2; at < total; at += stride) {
      FailAt<Handle>(call, at, stays_out);
      if (testing::Test::HasFailure()) return;
    }
  }
  Succeed<Handle>(call);
}

// Fails every allocation of `change`, which alters a handle, in turn until it succeeds; nothing is begun anew between.
void SucceedsInTheEnd(const std::function<assay_error*()>& change) {
  for (long at = 0;; ++at) {
    stays_empty = false;
    allocations_left = at;
    assay_error* error = change();
    allocations_left = kNever;
    if (error == nullptr) return;
    ASSERT_EQ(assay_error_code(error), ASSAY_ERROR_OUT_OF_MEMORY) << "at allocation " << at;
    assay_error_delete(error);
  }
}

// A function of the host that reads every argument, and how often it was ended.
void ReadAndSet(void*, assay_call* call) {
  for (std::size_t row = 0; row < assay_call_row_count(call); ++row) {
    const assay_cell* person = assay_call_argument(call, row, 0);
    if (assay_cell_state(person) != ASSAY_CELL_VALUE) continue;
    const assay_cell* start = assay_cell_field(person, "start", 5);
    const assay_text id = assay_cell_text(person);
    const assay_cell* assignments = assay_cell_field(person, "assignments", 11);
    (void)assay_cell_state(assay_cell_element_at(assignments, 0));
    if (assay_cell_state(start) != ASSAY_CELL_VALUE) continue;
    const std::string_view text = "a text that is too long to be kept in a string itself";
    assay_call_set_text(call, row, id.size == 0 ? id.data : text.data(), id.size == 0 ? id.size : text.size());
  }
}
void CountEnds(void* ends) { ++*static_cast<int*>(ends); }

constexpr std::string_view kNative =
    "format: assay.pack/1\nid: acme\ntitle: Acme\nversion: 1.0.0\nlanguage: assay-cel/1\nnative: [acme.label]\n"
    "populations:\n  all: {of: person}\n"
    "controls:\n  - id: C\n    title: C\n    items:\n      - id: I\n        title: I\n        each: all\n"
    "        levels:\n          minimum:\n            require: acme.label(person) != ''\n";
constexpr std::string_view kBase =
    "format: assay.pack/1\nid: base\ntitle: Base\nversion: 1.0.0\nlanguage: assay-cel/1\n"
    "functions:\n  twice(n int): n + n\n"
    "controls:\n  - id: C\n    title: C\n    items:\n      - id: I\n        title: I\n        levels:\n"
    "          minimum:\n            org: twice(1) == 2\n";
constexpr std::string_view kUser =
    "format: assay.pack/1\nid: user\ntitle: User\nversion: 1.0.0\nlanguage: assay-cel/1\n"
    "uses: [{id: base, version: 1.0.0}]\n"
    "controls:\n  - id: C\n    title: C\n    items:\n      - id: I\n        title: I\n        levels:\n"
    "          minimum:\n            org: twice(2) == 4\n";
void Hear(void*, assay_log_level, assay_text) {}

assay_function Labels(int* ends) {
  assay_function function = {};
  function.struct_size = sizeof function;
  function.signature = {"acme.label(person) -> string", 28};
  function.version = {"a version that is too long to be kept in a string itself", 56};
  function.compute = ReadAndSet;
  function.user = ends;
  function.destroy = CountEnds;
  return function;
}

class Allocation : public testing::Test {
 protected:
  Call<assay_pack> LoadPack() const {
    return [this](assay_pack** out) {
      return assay_pack_load(pack_text_.data(), pack_text_.size(), "small.yaml", 10, out);
    };
  }
  Call<assay_facts> ReadFacts(const assay_pack* pack) const {
    return [this, pack](assay_facts** out) {
      return assay_facts_read_json(pack, facts_text_.data(), facts_text_.size(), nullptr, out);
    };
  }

  std::string pack_text_ = ReadFile("small_pack.yaml");
  std::string facts_text_ = ReadFile("small_facts.json");
};

TEST_F(Allocation, LoadingAPack) { SurvivesEveryFailure<assay_pack>(LoadPack()); }

TEST_F(Allocation, ReadingFacts) {
  const Owned<assay_pack> pack = Succeed<assay_pack>(LoadPack());
  SurvivesEveryFailure<assay_facts>(ReadFacts(pack.get()));
}

TEST_F(Allocation, Assessing) {
  const Owned<assay_pack> pack = Succeed<assay_pack>(LoadPack());
  const Owned<assay_facts> facts = Succeed<assay_facts>(ReadFacts(pack.get()));
  SurvivesEveryFailure<assay_assessment>([&](assay_assessment** out) {
    const assay_setting setting = {{"divisor", 7}, {"1", 1}};
    assay_assess_options options = {};
    options.struct_size = sizeof options;
    options.as_of = {"2026-03-31", 10};
    options.settings = &setting;
    options.setting_count = 1;
    return assay_assess(pack.get(), facts.get(), &options, out);
  });
}

TEST_F(Allocation, Reporting) {
  const Owned<assay_pack> pack = Succeed<assay_pack>(LoadPack());
  const Owned<assay_facts> facts = Succeed<assay_facts>(ReadFacts(pack.get()));
  const Owned<assay_assessment> assessment = Succeed<assay_assessment>(
      [&](assay_assessment** out) { return assay_assess(pack.get(), facts.get(), nullptr, out); });
  for (std::size_t at = 0; at < assay_format_count(); ++at) {
    const assay_text format = assay_format_name_at(at);
    SurvivesEveryFailure<assay_string>([&](assay_string** out) {
      return assay_assessment_render(assessment.get(), format.data, format.size, out);
    });
  }
}

TEST_F(Allocation, Texts) {
  const Owned<assay_pack> pack = Succeed<assay_pack>(LoadPack());
  const Owned<assay_facts> facts = Succeed<assay_facts>(ReadFacts(pack.get()));
  const Owned<assay_assessment> assessment = Succeed<assay_assessment>(
      [&](assay_assessment** out) { return assay_assess(pack.get(), facts.get(), nullptr, out); });
  const Owned<assay_account> account = Succeed<assay_account>(
      [&](assay_account** out) { return assay_explain(pack.get(), facts.get(), "p1", 2, nullptr, out); });
  const Owned<assay_sample> sample = Succeed<assay_sample>([&](assay_sample** out) {
    return assay_sample_draw(pack.get(), facts.get(), "RC1", 3, "x", 1, nullptr, out);
  });
  for (const Call<assay_string>& write : std::initializer_list<Call<assay_string>>{
           [&](assay_string** out) { return assay_fraction_text({191, 2}, out); },
           [&](assay_string** out) { return assay_pack_write(pack.get(), out); },
           [&](assay_string** out) { return assay_pack_json_schema(out); },
           [&](assay_string** out) { return assay_facts_json_schema(pack.get(), out); },
           [&](assay_string** out) { return assay_assessment_json_schema(out); },
           [&](assay_string** out) { return assay_facts_write_json(facts.get(), out); },
           [&](assay_string** out) { return assay_sample_write_json(sample.get(), out); },
           [&](assay_string** out) { return assay_account_text(account.get(), "SIGNED", 6, nullptr, out); },
           [&](assay_string** out) {
             return assay_assessment_explain(assessment.get(), nullptr, 0, ASSAY_LEVEL_ANY, nullptr, out);
           }}) {
    SurvivesEveryFailure<assay_string>(write);
  }
}

TEST_F(Allocation, ExplainingAndSampling) {
  const Owned<assay_pack> pack = Succeed<assay_pack>(LoadPack());
  const Owned<assay_facts> facts = Succeed<assay_facts>(ReadFacts(pack.get()));
  SurvivesEveryFailure<assay_account>(
      [&](assay_account** out) { return assay_explain(pack.get(), facts.get(), "p1", 2, nullptr, out); });
  SurvivesEveryFailure<assay_sample>([&](assay_sample** out) {
    return assay_sample_draw(pack.get(), facts.get(), "RC1", 3, "x", 1, nullptr, out);
  });
}

TEST_F(Allocation, AShippedPack) {
  // Every one of a small pack is in LoadingAPack.
  SurvivesEveryFailure<assay_pack>(
      [](assay_pack** out) { return assay_pack_shipped("iso27001-2022-a5.4", 18, out); }, 100);
}

// A loader is as it was after every failure: what failed can be done again, and what was there still is.
TEST_F(Allocation, Loaders) {
  SurvivesEveryFailure<assay_loader>([](assay_loader** out) { return assay_loader_new(out); });
  const std::string tailoring = ReadFile("small_tailoring.yaml");
  const Owned<assay_loader> loader = Succeed<assay_loader>([](assay_loader** out) { return assay_loader_new(out); });
  const Owned<assay_loader> german = Succeed<assay_loader>([](assay_loader** out) { return assay_loader_new(out); });
  const std::string kGerman = "format: assay.texts/1\npack: small\nlanguage: de\ntitle: Klein\n";
  int ends = 0;
  SucceedsInTheEnd([&] { return assay_loader_add_pack(loader.get(), kBase.data(), kBase.size(), "base.yaml", 9); });
  SucceedsInTheEnd([&] { return assay_loader_set_log(loader.get(), Hear, nullptr); });
  int failures = -1;
  SucceedsInTheEnd([&] {
    ++failures;
    const assay_function function = Labels(&ends);
    return assay_loader_add_function(loader.get(), &function);
  });
  EXPECT_GT(failures, 0);
  EXPECT_EQ(ends, failures);  // Each time it was given back, but for the last.
  SurvivesEveryFailure<assay_pack>([&](assay_pack** out) {
    return assay_loader_load(loader.get(), kUser.data(), kUser.size(), "user.yaml", 9, out);
  }, 200);
  SurvivesEveryFailure<assay_pack>([&](assay_pack** out) {
    return assay_loader_load(loader.get(), kNative.data(), kNative.size(), "acme.yaml", 9, out);
  });
  SucceedsInTheEnd([&] { return assay_loader_add_texts(german.get(), kGerman.data(), kGerman.size(), "de.yaml", 7); });
  SurvivesEveryFailure<assay_pack>([&](assay_pack** out) {
    return assay_loader_load(german.get(), pack_text_.data(), pack_text_.size(), "small.yaml", 10, out);
  }, 400);
  assay_pack_limits limits = {};
  limits.struct_size = sizeof limits;
  limits.rules = 5000;
  SucceedsInTheEnd([&] { return assay_loader_set_limits(loader.get(), &limits); });
  SucceedsInTheEnd([&] {
    return assay_loader_set_tailoring(loader.get(), tailoring.data(), tailoring.size(), "a file with a long name", 23);
  });
  SurvivesEveryFailure<assay_pack>([&](assay_pack** out) {
    return assay_loader_load(loader.get(), pack_text_.data(), pack_text_.size(), "small.yaml", 10, out);
  }, 400);
  Owned<assay_error> error(assay_loader_shipped(loader.get(), "iso27001-2022-a5.4", 18, nullptr));
  EXPECT_EQ(assay_error_code(error.get()), ASSAY_ERROR_INVALID_ARGUMENT);
}

// What fails within a function of the host fails the assessment, and not the host.
TEST_F(Allocation, FunctionsOfTheHost) {
  int ends = 0;
  const Owned<assay_loader> loader = Succeed<assay_loader>([](assay_loader** out) { return assay_loader_new(out); });
  const assay_function function = Labels(&ends);
  ASSERT_EQ(assay_loader_add_function(loader.get(), &function), nullptr);
  const Owned<assay_pack> pack = Succeed<assay_pack>([&](assay_pack** out) {
    return assay_loader_load(loader.get(), kNative.data(), kNative.size(), "acme.yaml", 9, out);
  });
  const Owned<assay_facts> facts = Succeed<assay_facts>(ReadFacts(pack.get()));
  SurvivesEveryFailure<assay_assessment>(
      [&](assay_assessment** out) { return assay_assess(pack.get(), facts.get(), nullptr, out); });
}

// A builder that is sealed is spent, so that each failure has a builder of its own.
TEST_F(Allocation, FactsFromTables) {
  const Owned<assay_pack> pack = Succeed<assay_pack>(LoadPack());
  const std::string document =
      R"({"organization": {"id": "o", "name": "O", "time_zone": "UTC", "isms_start": "2024-01-01",)"
      R"( "primary_channel": "chat"}, "collected": ["*"]})";
  const char* columns[] = {"id", "engagement", "start"};
  const char* rows[] = {"p1", "employee", "2020-01-01", "p2", "employee", "2020-01-01"};
  int streams = 0;
  int releases = 0;
  SurvivesEveryFailure<assay_facts>([&](assay_facts** out) {
    assay_facts_builder* made = nullptr;
    assay_error* error = assay_facts_builder_new(pack.get(), nullptr, &made);
    const Owned<assay_facts_builder> builder(made);
    if (error == nullptr) {
      error = assay_facts_builder_set_json(made, document.data(), document.size(), "a file with a long name", 23);
    }
    if (error == nullptr) error = assay_facts_builder_set_as_of(made, "2026-03-31", 10);
    if (error == nullptr) {
      ArrowArrayStream stream;
      MakeStream(3, columns, 2, rows, &releases, &stream);
      ++streams;
      error = assay_facts_builder_add_arrow(made, "people", 6, "a stream with a long name", 25, &stream);
      EXPECT_EQ(stream.release, nullptr);
    }
    if (error == nullptr) error = assay_facts_builder_seal(made, out);
    return error;
  });
  EXPECT_EQ(releases, streams);
}

TEST_F(Allocation, ArrowTables) {
  const Owned<assay_pack> pack = Succeed<assay_pack>(LoadPack());
  const Owned<assay_facts> facts = Succeed<assay_facts>(ReadFacts(pack.get()));
  const Owned<assay_assessment> assessment = Succeed<assay_assessment>(
      [&](assay_assessment** out) { return assay_assess(pack.get(), facts.get(), nullptr, out); });
  for (std::size_t at = 0; at < assay_arrow_table_count(); ++at) {
    const assay_text table = assay_arrow_table_name_at(at);
    for (long allocation = 0;; ++allocation) {
      const long live_before = live_blocks;
      ArrowArrayStream stream = {};
      stays_empty = allocation % 2 == 1;
      allocations_left = allocation;
      assay_error* error = assay_assessment_arrow(assessment.get(), table.data, table.size, &stream);
      allocations_left = kNever;
      EXPECT_EQ(error == nullptr, stream.release != nullptr);
      if (error == nullptr) {
        stream.release(&stream);
        EXPECT_EQ(live_blocks, live_before);
        break;
      }
      ASSERT_EQ(assay_error_code(error), ASSAY_ERROR_OUT_OF_MEMORY) << "at allocation " << allocation;
      assay_error_delete(error);
      ASSERT_EQ(live_blocks, live_before) << "leaked at allocation " << allocation;
    }
  }
}

// With no memory at all even the error cannot be made: it is the static one, which may be deleted and still be there.
TEST_F(Allocation, TheErrorItselfNeedsNone) {
  for (int round = 0; round < 3; ++round) {
    assay_pack* pack = nullptr;
    stays_empty = true;
    allocations_left = 0;
    assay_error* error = assay_pack_load(nullptr, 1, nullptr, 0, &pack);
    allocations_left = kNever;
    ASSERT_NE(error, nullptr);
    EXPECT_EQ(assay_error_code(error), ASSAY_ERROR_OUT_OF_MEMORY);
    const assay_text message = assay_error_message(error);
    EXPECT_EQ(std::string_view(message.data, message.size), "out of memory");
    const assay_text rendered = assay_error_rendered(error);
    EXPECT_EQ(std::string_view(rendered.data, rendered.size), "out of memory\n");
    EXPECT_EQ(assay_error_diagnostic_count(error), 0u);
    assay_error_delete(error);
  }
}

}  // namespace
