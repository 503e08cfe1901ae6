#include "src/ingest/arrow_stream.h"

#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/utf8.h"

namespace assay {
namespace {

// Rows travel in 32-bit signed cells.
constexpr std::int64_t kMostRows = 0x7fffffff;
constexpr std::size_t kLongestError = 500;  // Bytes of a producer's own words.

// One line of UTF-8, cut where it is long.
std::string OneLine(const char* words) {
  std::string_view rest(words, strnlen(words, kLongestError));
  std::string line;
  while (!rest.empty()) {
    const CodePoint point = DecodeUtf8(rest);
    if (!point.valid) {
      line.push_back('?');
    } else if (point.value <= 0x20) {
      if (!line.empty() && line.back() != ' ') line.push_back(' ');
    } else {
      line.append(rest.substr(0, point.bytes));
    }
    rest.remove_prefix(point.bytes);
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

bool ArrowStreamReader::Open(ValueFault* fault) {
  if (stream_.is_released()) {
    *fault = {"arrow.stream", "the stream is released already", ""};
    return false;
  }
  ArrowArrayStream* stream = stream_.get();
  if (stream->get_schema == nullptr || stream->get_next == nullptr) {
    *fault = {"arrow.stream", "the stream has no callbacks", ""};
    return false;
  }
  ArrowOwned<ArrowSchema> schema;
  if (const int code = stream->get_schema(stream, schema.get()); code != 0) {
    schema.get()->release = nullptr;  // What a failed call leaves is not ours.
    *fault = Failure(code, "giving its schema");
    return false;
  }
  std::string why;
  if (!ReadArrowType(*schema, &type_, &why)) {
    *fault = {"arrow.bad-schema", std::move(why), ""};
    return false;
  }
  if (type_.kind != ArrowKind::kStruct) {
    *fault = {"arrow.bad-schema",
              absl::StrCat("a stream of record batches is wanted, not of ", NameOf(type_)),
              "wrap the column in a table"};
    return false;
  }
  // Of the batches as a whole there is nothing to call by a name.
  type_.name.clear();
  return true;
}

std::unique_ptr<ArrowBatch> ArrowStreamReader::Next(ValueFault* fault) {
  fault->code.clear();
  auto batch = std::make_unique<ArrowBatch>();
  ArrowArrayStream* stream = stream_.get();
  if (const int code = stream->get_next(stream, batch->array.get()); code != 0) {
    batch->array.get()->release = nullptr;
    *fault = Failure(code, "giving its next batch");
    return nullptr;
  }
  if (batch->array.is_released()) return nullptr;
  std::string why;
  if (!OpenArray(type_, *batch->array, 0, &batch->cells, &why)) {
    *fault = {"arrow.bad-array", std::move(why), ""};
    return nullptr;
  }
  if (batch->cells.length > kMostRows - rows_) {
    *fault = {"arrow.too-large", absl::StrCat("there are more than ", kMostRows, " rows"), ""};
    return nullptr;
  }
  batch->first_row = rows_;
  rows_ += batch->cells.length;
  return batch;
}

ValueFault ArrowStreamReader::Failure(int code, const char* doing) {
  std::string message = absl::StrCat("the stream failed in ", doing, " (error ", code, ")");
  ArrowArrayStream* stream = stream_.get();
  const char* words = stream->get_last_error == nullptr ? nullptr : stream->get_last_error(stream);
  if (words != nullptr && *words != '\0') absl::StrAppend(&message, ": ", OneLine(words));
  return {"arrow.stream", std::move(message), ""};
}

}  // namespace assay
