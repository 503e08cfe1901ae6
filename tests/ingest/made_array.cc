#include "tests/ingest/made_array.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace assay {
namespace {

std::atomic<std::int64_t> live_exports = 0;

using Bytes = std::vector<unsigned char>;

template <typename Number>
void Append(Number number, Bytes* bytes) {
  const std::size_t at = bytes->size();
  bytes->resize(at + sizeof number);
  std::memcpy(bytes->data() + at, &number, sizeof number);
}

void AppendInt(std::int64_t number, int width, Bytes* bytes) {
  for (int i = 0; i < width; ++i) {
    bytes->push_back(i < 8 ? static_cast<unsigned char>(number >> (8 * i))
                           : static_cast<unsigned char>(number < 0 ? 0xff : 0));
  }
}

// Bits, of which `bit(i)` says whether they are set; padding is set, so that it looks like a value.
template <typename Bit>
ExactBuffer Bits(std::int64_t pad, std::size_t count, const Bit& bit) {
  Bytes bytes((static_cast<std::size_t>(pad) + count + 7) / 8, 0);
  for (std::size_t i = 0; i < static_cast<std::size_t>(pad) + count; ++i) {
    const bool is_set = i < static_cast<std::size_t>(pad) || bit(i - static_cast<std::size_t>(pad));
    if (is_set) bytes[i / 8] = static_cast<unsigned char>(bytes[i / 8] | 1 << (i % 8));
  }
  return ExactBuffer(bytes);
}

template <typename Cells>
void SetNulls(const Cells& cells, const MadeShape& shape, MadeArray* array) {
  array->length = static_cast<std::int64_t>(cells.size());
  array->offset = shape.pad;
  for (const auto& cell : cells) array->null_count += cell.has_value() ? 0 : 1;
  const bool has_bitmap = array->null_count > 0 || shape.has_bitmap;
  array->buffers.insert(array->buffers.begin(),
                        has_bitmap ? Bits(shape.pad, cells.size(),
                                          [&](std::size_t i) { return cells[i].has_value(); })
                                   : ExactBuffer());
  if (!shape.counts_nulls) array->null_count = -1;
}

struct SchemaHolder {
  MadeArray made;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  std::unique_ptr<ArrowSchema> dictionary;
};

struct ArrayHolder {
  MadeArray made;
  std::vector<const void*> buffers;
  std::vector<std::int64_t> sizes;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::unique_ptr<ArrowArray> dictionary;
};

template <typename Struct, typename Holder>
void Release(Struct* it) {
  if (it->release == nullptr) std::abort();
  auto* holder = static_cast<Holder*>(it->private_data);
  for (Struct& child : holder->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (holder->dictionary != nullptr && holder->dictionary->release != nullptr) {
    holder->dictionary->release(holder->dictionary.get());
  }
  delete holder;
  it->release = nullptr;
  --live_exports;
}

void ExportSchema(const MadeArray& made, ArrowSchema* out) {
  auto* holder = new SchemaHolder{.made = made};
  holder->children.resize(made.children.size());
  for (std::size_t i = 0; i < made.children.size(); ++i) {
    ExportSchema(made.children[i], &holder->children[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  if (made.a_child_is_null && !holder->pointers.empty()) holder->pointers.back() = nullptr;
  if (made.dictionary != nullptr) {
    holder->dictionary = std::make_unique<ArrowSchema>();
    ExportSchema(*made.dictionary, holder->dictionary.get());
  }
  *out = {.format = made.format_is_null ? nullptr : holder->made.format.c_str(),
          .name = made.has_name ? holder->made.name.c_str() : nullptr,
          .metadata = nullptr,
          .flags = ARROW_FLAG_NULLABLE,
          .n_children = made.claimed_schema_children.value_or(
              static_cast<std::int64_t>(made.children.size())),
          .children = made.children_are_null || holder->pointers.empty() ? nullptr
                                                                        : holder->pointers.data(),
          .dictionary = holder->dictionary.get(),
          .release = Release<ArrowSchema, SchemaHolder>,
          .private_data = holder};
  ++live_exports;
}

void ExportArray(const MadeArray& made, ArrowArray* out) {
  auto* holder = new ArrayHolder{.made = made};
  holder->children.resize(made.children.size());
  for (std::size_t i = 0; i < made.children.size(); ++i) {
    ExportArray(made.children[i], &holder->children[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  if (made.a_child_is_null && !holder->pointers.empty()) holder->pointers.back() = nullptr;
  if (made.dictionary != nullptr) {
    holder->dictionary = std::make_unique<ArrowArray>();
    ExportArray(*made.dictionary, holder->dictionary.get());
  }
  for (const ExactBuffer& buffer : holder->made.buffers) holder->buffers.push_back(buffer.data());
  *out = {.length = made.length,
          .null_count = made.null_count,
          .offset = made.offset,
          .n_buffers =
              made.claimed_buffers.value_or(static_cast<std::int64_t>(made.buffers.size())),
          .n_children =
              made.claimed_children.value_or(static_cast<std::int64_t>(made.children.size())),
          .buffers = made.buffers_are_null || holder->buffers.empty() ? nullptr
                                                                     : holder->buffers.data(),
          .children = made.children_are_null || holder->pointers.empty() ? nullptr
                                                                        : holder->pointers.data(),
          .dictionary = holder->dictionary.get(),
          .release = Release<ArrowArray, ArrayHolder>,
          .private_data = holder};
  ++live_exports;
}

struct StreamHolder {
  MadeStream made;
  std::size_t next = 0;
};

StreamHolder& HolderOf(ArrowArrayStream* stream) {
  return *static_cast<StreamHolder*>(stream->private_data);
}

int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  const StreamHolder& holder = HolderOf(stream);
  if (holder.made.schema_fails) return EINVAL;
  ExportSchema(holder.made.batches[0], out);
  return 0;
}

int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  StreamHolder& holder = HolderOf(stream);
  if (holder.next < holder.made.batches.size()) {
    ExportArray(holder.made.batches[holder.next++], out);
    return 0;
  }
  if (holder.made.error.has_value()) return EIO;
  *out = {};
  return 0;
}

const char* GetLastError(ArrowArrayStream* stream) {
  const StreamHolder& holder = HolderOf(stream);
  return holder.made.error.has_value() ? holder.made.error->c_str() : nullptr;
}

void ReleaseStream(ArrowArrayStream* stream) {
  if (stream->release == nullptr) std::abort();
  delete &HolderOf(stream);
  stream->release = nullptr;
  --live_exports;
}

}  // namespace

MadeArray MadeArray::Sliced(std::int64_t cells) const {
  MadeArray sliced = *this;
  sliced.offset += cells;
  sliced.length -= cells;
  if (null_count > 0) sliced.null_count = -1;
  return sliced;
}

MadeArray MakeNulls(std::string name, std::int64_t length) {
  return {.format = "n", .name = std::move(name), .length = length, .null_count = length};
}

MadeArray MakeTexts(std::string name, std::string format, const MadeTexts& texts,
                    const MadeShape& shape) {
  const std::string padding = "something else, and longer than a view";
  MadeTexts all(static_cast<std::size_t>(shape.pad), padding);
  all.insert(all.end(), texts.begin(), texts.end());
  MadeArray array = {.format = format, .name = std::move(name)};
  Bytes cells;
  Bytes data;
  if (format == "vu") {
    for (const std::optional<std::string>& text : all) {
      const std::string bytes = text.value_or("");
      Append(static_cast<std::int32_t>(bytes.size()), &cells);
      Bytes rest(12, 0);
      if (bytes.size() <= 12) {
        std::memcpy(rest.data(), bytes.data(), bytes.size());
      } else {
        const auto at = static_cast<std::int32_t>(data.size());
        std::memcpy(rest.data(), bytes.data(), 4);
        std::memcpy(rest.data() + 8, &at, 4);
        data.insert(data.end(), bytes.begin(), bytes.end());
      }
      cells.insert(cells.end(), rest.begin(), rest.end());
    }
    Bytes sizes;
    Append(static_cast<std::int64_t>(data.size()), &sizes);
    array.buffers = {ExactBuffer(cells), ExactBuffer(data), ExactBuffer(sizes)};
  } else {
    const int width = format == "u" ? 4 : 8;
    AppendInt(0, width, &cells);
    for (const std::optional<std::string>& text : all) {
      if (text.has_value()) data.insert(data.end(), text->begin(), text->end());
      AppendInt(static_cast<std::int64_t>(data.size()), width, &cells);
    }
    array.buffers = {ExactBuffer(cells), ExactBuffer(data)};
  }
  SetNulls(texts, shape, &array);
  return array;
}

MadeArray MakeDictionary(std::string name, std::string index, std::string format,
                         const MadeTexts& texts, const MadeShape& shape) {
  MadeTexts words;
  MadeInts indices;
  for (const std::optional<std::string>& text : texts) {
    if (!text.has_value()) {
      indices.emplace_back();
      continue;
    }
    std::size_t at = 0;
    while (at < words.size() && words[at] != text) ++at;
    if (at == words.size()) words.push_back(text);
    indices.emplace_back(static_cast<std::int64_t>(at));
  }
  const int width = index == "c" || index == "C" ? 1 : index == "s" || index == "S" ? 2
                                                   : index == "i" || index == "I"   ? 4
                                                                                    : 8;
  MadeArray array = MakeInts(std::move(name), std::move(index), width, indices, shape);
  array.dictionary = std::make_shared<MadeArray>(MakeTexts("", std::move(format), words));
  return array;
}

MadeArray MakeBools(std::string name, const MadeInts& bools, const MadeShape& shape) {
  MadeArray array = {.format = "b", .name = std::move(name)};
  array.buffers = {
      Bits(shape.pad, bools.size(), [&](std::size_t i) { return bools[i].value_or(0) != 0; })};
  SetNulls(bools, shape, &array);
  return array;
}

MadeArray MakeInts(std::string name, std::string format, int width, const MadeInts& ints,
                   const MadeShape& shape) {
  MadeArray array = {.format = std::move(format), .name = std::move(name)};
  Bytes cells;
  for (std::int64_t i = 0; i < shape.pad; ++i) AppendInt(0x5a, width, &cells);
  for (const std::optional<std::int64_t>& number : ints) {
    AppendInt(number.value_or(0x5a), width, &cells);
  }
  array.buffers = {ExactBuffer(cells)};
  SetNulls(ints, shape, &array);
  return array;
}

MadeArray MakeDoubles(std::string name, const std::vector<std::optional<double>>& doubles,
                      const MadeShape& shape) {
  MadeArray array = {.format = "g", .name = std::move(name)};
  Bytes cells;
  for (std::int64_t i = 0; i < shape.pad; ++i) Append(0.1, &cells);
  for (const std::optional<double>& number : doubles) Append(number.value_or(0.1), &cells);
  array.buffers = {ExactBuffer(cells)};
  SetNulls(doubles, shape, &array);
  return array;
}

MadeArray MakeList(std::string name, std::string format, const MadeInts& sizes, MadeArray elements,
                   const MadeShape& shape) {
  MadeArray array = {.format = format, .name = std::move(name)};
  const bool is_view = format.substr(0, 2) == "+v";
  const int width = format == "+L" || format == "+vL" ? 8 : 4;
  Bytes offsets;
  Bytes lengths;
  std::int64_t at = 0;
  for (std::int64_t i = 0; i < shape.pad; ++i) {
    AppendInt(0, width, &offsets);
    AppendInt(0, width, &lengths);
  }
  for (const std::optional<std::int64_t>& size : sizes) {
    AppendInt(at, width, &offsets);
    AppendInt(size.value_or(0), width, &lengths);
    at += size.value_or(0);
  }
  if (!is_view) AppendInt(at, width, &offsets);
  if (is_view) {
    array.buffers = {ExactBuffer(offsets), ExactBuffer(lengths)};
  } else if (format.substr(0, 2) != "+w") {
    array.buffers = {ExactBuffer(offsets)};
  }
  array.children.push_back(std::move(elements));
  SetNulls(sizes, shape, &array);
  return array;
}

MadeArray MakeStruct(std::string name, std::int64_t length, std::vector<MadeArray> columns,
                     const std::vector<bool>& is_null) {
  MadeArray array = {.format = "+s", .name = std::move(name), .length = length};
  MadeInts rows(static_cast<std::size_t>(length), 0);
  for (std::size_t i = 0; i < is_null.size(); ++i) {
    if (is_null[i]) rows[i].reset();
  }
  SetNulls(rows, {}, &array);
  array.children = std::move(columns);
  return array;
}

void ExportStream(MadeStream stream, ArrowArrayStream* out) {
  *out = {.get_schema = GetSchema,
          .get_next = GetNext,
          .get_last_error = GetLastError,
          .release = ReleaseStream,
          .private_data = new StreamHolder{.made = std::move(stream)}};
  ++live_exports;
}

std::int64_t LiveExports() { return live_exports; }

}  // namespace assay
