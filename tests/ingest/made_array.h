// Arrow arrays made by hand, for tests: every number in them can be bent before they are exported,
// every buffer is an allocation of exactly its size, and whoever releases what, and how often, is
// counted.

#ifndef ASSAY_TESTS_INGEST_MADE_ARRAY_H_
#define ASSAY_TESTS_INGEST_MADE_ARRAY_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/arrow_abi.h"

namespace assay {

// Bytes of which reading one too many is seen by the address sanitizer.
class ExactBuffer {
 public:
  ExactBuffer() = default;
  explicit ExactBuffer(const std::vector<unsigned char>& bytes)
      : bytes_(new unsigned char[bytes.size()]), size_(bytes.size()) {
    if (size_ > 0) std::memcpy(bytes_.get(), bytes.data(), size_);
  }
  const unsigned char* data() const { return bytes_.get(); }
  unsigned char* data() { return bytes_.get(); }
  std::size_t size() const { return size_; }

 private:
  std::shared_ptr<unsigned char[]> bytes_;
  std::size_t size_ = 0;
};

// An array with its type. Copies share their buffers.
struct MadeArray {
  std::string format;
  std::string name;
  bool has_name = true;
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = 0;
  std::vector<ExactBuffer> buffers;
  std::vector<MadeArray> children;
  std::shared_ptr<MadeArray> dictionary;

  // What is claimed instead of the truth, if anything.
  std::optional<std::int64_t> claimed_buffers;
  std::optional<std::int64_t> claimed_children;         // Of the array,
  std::optional<std::int64_t> claimed_schema_children;  // and of its schema.
  bool buffers_are_null = false;
  bool children_are_null = false;
  bool a_child_is_null = false;
  bool format_is_null = false;

  // Without its first `cells` cells.
  MadeArray Sliced(std::int64_t cells) const;
};

// How cells lie: `pad` cells of something else before them, which the offset skips; with a bitmap
// even where no cell is null; with the number of nulls left open.
struct MadeShape {
  std::int64_t pad = 0;
  bool has_bitmap = false;
  bool counts_nulls = true;
};

using MadeTexts = std::vector<std::optional<std::string>>;
using MadeInts = std::vector<std::optional<std::int64_t>>;

MadeArray MakeNulls(std::string name, std::int64_t length);
// `format` is u, U or vu.
MadeArray MakeTexts(std::string name, std::string format, const MadeTexts& texts,
                    const MadeShape& shape = {});
// The same as a dictionary: `index` is the format of the indices.
MadeArray MakeDictionary(std::string name, std::string index, std::string format,
                         const MadeTexts& texts, const MadeShape& shape = {});
MadeArray MakeBools(std::string name, const MadeInts& bools, const MadeShape& shape = {});
// Any fixed width: ints, dates, timestamps, and decimals by their coefficient, of `width` bytes.
MadeArray MakeInts(std::string name, std::string format, int width, const MadeInts& ints,
                   const MadeShape& shape = {});
MadeArray MakeDoubles(std::string name, const std::vector<std::optional<double>>& doubles,
                      const MadeShape& shape = {});
// `sizes` are the numbers of elements; `format` is +l, +L, +vl, +vL, or +w:<n> where all are n.
MadeArray MakeList(std::string name, std::string format, const MadeInts& sizes, MadeArray elements,
                   const MadeShape& shape = {});
// Of `length` rows, some of which may be absent.
MadeArray MakeStruct(std::string name, std::int64_t length, std::vector<MadeArray> columns,
                     const std::vector<bool>& is_null = {});

// A stream that fails when asked for more than it has, if `error` is given.
struct MadeStream {
  std::vector<MadeArray> batches;  // At least one: the schema is the first's.
  bool schema_fails = false;
  std::optional<std::string> error;
};
void ExportStream(MadeStream stream, ArrowArrayStream* out);

// Streams, schemas and arrays that were exported and not released yet.
std::int64_t LiveExports();

}  // namespace assay

#endif  // ASSAY_TESTS_INGEST_MADE_ARRAY_H_
