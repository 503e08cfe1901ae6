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

// Every allocation of `call` in turn; of very many, as many as ASSAY_TEST_ALLOCATIONS says, evenly spread.
template <typename Handle>
void SurvivesEveryFailure(const Call<Handle>& call) {
  Succeed<Handle>(call);  // What is made once for the whole process is made here.
  const long before = allocation_count;
  Succeed<Handle>(call);
  const long total = allocation_count - before;
  ASSERT_GT(total, 0);
  constexpr long kTries = ASSAY_TEST_ALLOCATIONS;
  const long stride = total <= kTries ? 1 : total / kTries + 1;
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
