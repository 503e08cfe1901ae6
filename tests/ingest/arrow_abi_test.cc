// That the structs are the specification's, and that a header of somebody else's may have defined
// them first: what stands up to the include is such a header.

#include <cstdint>

extern "C" {
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
#endif
}

#include "assay/base/arrow_abi.h"
#include "assay/ingest/arrow.h"

#include <cstddef>

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(ArrowAbi, ComesBesideOthers) {
  constexpr std::size_t kPointer = sizeof(void*);
  EXPECT_EQ(offsetof(ArrowArrayStream, get_next), kPointer);
  EXPECT_EQ(offsetof(ArrowArrayStream, get_last_error), 2 * kPointer);
  EXPECT_EQ(offsetof(ArrowArrayStream, release), 3 * kPointer);
  EXPECT_EQ(sizeof(ArrowArrayStream), 5 * kPointer);
  ArrowArrayStream released = {};
  const Schema schema = [] {
    Diagnostics problems;
    return *SchemaBuilder().Build(&problems);
  }();
  FactsTables tables(schema, {});
  tables.AddStream("people", "", &released);
  Diagnostics problems;
  EXPECT_FALSE(std::move(tables).Seal(&problems).ok());
}

}  // namespace
}  // namespace assay
