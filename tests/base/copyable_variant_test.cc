#include "assay/base/copyable_variant.h"

#include <memory>
#include <new>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace assay {
namespace {

bool is_out_of_memory = false;

template <typename T>
struct Scarce {
  using value_type = T;
  T* allocate(std::size_t count) {
    if (is_out_of_memory) throw std::bad_alloc();
    return std::allocator<T>().allocate(count);
  }
  void deallocate(T* at, std::size_t count) { std::allocator<T>().deallocate(at, count); }
  bool operator==(const Scarce&) const { return true; }
};
using Numbers = std::vector<int, Scarce<int>>;
using Choice = CopyableVariant<bool, Numbers>;

TEST(CopyableVariant, IsCopiedWithWhatItHolds) {
  const Choice numbers = Numbers{1, 2, 3};
  const Choice copy = numbers;
  EXPECT_EQ(copy, numbers);
  Choice assigned = true;
  assigned = numbers;
  EXPECT_EQ(std::get<Numbers>(assigned), (Numbers{1, 2, 3}));
  assigned = false;
  EXPECT_FALSE(std::get<bool>(assigned));
}

TEST(CopyableVariant, IsNoneWhereItCannotBeCopied) {
  const Choice numbers = Numbers{1, 2, 3};
  Choice assigned = true;
  is_out_of_memory = true;
  EXPECT_THROW(Choice{numbers}, std::bad_alloc);
  EXPECT_THROW(assigned = numbers, std::bad_alloc);
  is_out_of_memory = false;
  EXPECT_TRUE(std::get<bool>(assigned));
}

}  // namespace
}  // namespace assay
