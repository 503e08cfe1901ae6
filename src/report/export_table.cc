#include "src/report/export_table.h"

#include <cassert>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max();
constexpr char kReplacement[] = "\xEF\xBF\xBD";
// What buffers without bytes point to: null pointers are for absent bitmaps.
constexpr unsigned char kNothing[8] = {};

void AppendBit(bool bit, std::int64_t at, std::vector<unsigned char>* bits) {
  if (at % 8 == 0) bits->push_back(0);
  if (bit) bits->back() = static_cast<unsigned char>(bits->back() | 1 << (at % 8));
}

const void* BufferOf(const void* data, std::size_t size) { return size == 0 ? kNothing : data; }

std::string Repaired(std::string_view text) {
  std::string repaired;
  while (!text.empty()) {
    const CodePoint point = DecodeUtf8(text);
    if (point.valid) {
      repaired.append(text.substr(0, point.bytes));
    } else {
      repaired += kReplacement;
    }
    text.remove_prefix(point.bytes);
  }
  return repaired;
}

}  // namespace

ExportColumn::ExportColumn(std::string name, Type type, bool is_nullable)
    : name_(std::move(name)), type_(type), is_nullable_(is_nullable) {
  const std::int32_t first = 0;
  if (type == Type::kText || type == Type::kTexts) AppendBytes(&first, sizeof first);
  if (type == Type::kTexts) inner_ = std::make_unique<ExportColumn>("item", Type::kText, false);
}

void ExportColumn::AppendBytes(const void* from, std::size_t size) {
  const auto* bytes = static_cast<const unsigned char*>(from);
  values_.insert(values_.end(), bytes, bytes + size);
}

void ExportColumn::AppendState(bool is_value) {
  assert(is_value || is_nullable_);
  AppendBit(is_value, length_, &validity_);
  if (!is_value) ++null_count_;
  ++length_;
}

void ExportColumn::AddNull() {
  static constexpr std::int64_t kZero = 0;
  switch (type_) {
    case Type::kText: {
      const auto end = static_cast<std::int32_t>(bytes_.size());
      AppendBytes(&end, sizeof end);
      break;
    }
    case Type::kTexts: {
      const auto end = static_cast<std::int32_t>(inner_->length());
      AppendBytes(&end, sizeof end);
      break;
    }
    case Type::kWord:
      AppendBytes(&kZero, 1);
      break;
    case Type::kDay:
      AppendBytes(&kZero, 4);
      break;
    case Type::kInt:
    case Type::kDouble:
      AppendBytes(&kZero, 8);
      break;
    case Type::kBool:
      AppendBit(false, length_, &values_);
      break;
  }
  AppendState(false);
}

void ExportColumn::AddText(std::string_view text) {
  if (FindInvalidUtf8(text) != std::string_view::npos) return AddText(Repaired(text));
  if (text.size() > kMostBytes - bytes_.size()) {
    is_too_long_ = true;
    text = {};
  }
  bytes_.append(text);
  AppendNumber(static_cast<std::int32_t>(bytes_.size()));
}

void ExportColumn::AddWord(int index) {
  assert(index >= 0 && index < inner_->length());
  AppendNumber(static_cast<std::int8_t>(index));
}

void ExportColumn::AddBool(bool value) {
  AppendBit(value, length_, &values_);
  AppendState(true);
}

void ExportColumn::AddTexts(const std::vector<std::string>& texts) {
  if (texts.size() > kMostBytes - static_cast<std::size_t>(inner_->length())) {
    is_too_long_ = true;
  } else {
    for (const std::string& text : texts) inner_->AddText(text);
  }
  AppendNumber(static_cast<std::int32_t>(inner_->length()));
}

const char* ExportColumn::format() const {
  switch (type_) {
    case Type::kText:
      return "u";
    case Type::kWord:
      return "c";
    case Type::kInt:
      return "l";
    case Type::kDay:
      return "tdD";
    case Type::kDouble:
      return "g";
    case Type::kBool:
      return "b";
    case Type::kTexts:
      return "+l";
  }
  return "n";
}

ExportColumn& ExportTable::Add(std::string name, ExportColumn::Type type, bool is_nullable) {
  return columns_.emplace_back(std::move(name), type, is_nullable);
}

ExportColumn& ExportTable::AddWords(std::string name, const std::vector<std::string>& words,
                                  bool is_nullable) {
  assert(words.size() <= 127);
  ExportColumn& column = Add(std::move(name), ExportColumn::Type::kWord, is_nullable);
  column.inner_ = std::make_unique<ExportColumn>("", ExportColumn::Type::kText, false);
  for (const std::string& word : words) column.inner_->AddText(word);
  return column;
}

bool ExportTable::is_too_long() const {
  for (const ExportColumn& column : columns_) {
    if (column.is_too_long()) return true;
  }
  return false;
}

// Every struct that is given out, children too, has a holder of its own that keeps the table: the
// specification lets a consumer move a child away and release its parent.
class TableExport {
 public:
  static void Stream(ExportTable table, ArrowArrayStream* out) {
    auto holder = std::make_unique<StreamHolder>();
    holder->table = std::make_shared<const ExportTable>(std::move(table));
    *out = {.get_schema = GetSchema,
            .get_next = GetNext,
            .get_last_error = GetLastError,
            .release = ReleaseStream,
            .private_data = holder.release()};
  }

 private:
  using Table = std::shared_ptr<const ExportTable>;

  struct StreamHolder {
    Table table;
    bool is_given = false;
    const char* error = nullptr;
  };

  // `Struct` is ArrowSchema or ArrowArray. Whatever is filled in is released with it.
  template <typename Struct>
  struct Holder {
    Table table;
    std::vector<const void*> buffers;
    std::vector<Struct> children;
    std::vector<Struct*> pointers;
    Struct dictionary = {};

    ~Holder() {
      for (Struct& child : children) Release(&child);
      Release(&dictionary);
    }
    void AddChildren(std::size_t count) {
      children.resize(count);
      for (Struct& child : children) pointers.push_back(&child);
    }
    static void Release(Struct* it) {
      if (it->release != nullptr) it->release(it);
    }
  };

  template <typename Struct>
  static void ReleaseHeld(Struct* it) {
    delete static_cast<Holder<Struct>*>(it->private_data);
    it->release = nullptr;
  }

  static StreamHolder& HolderOf(ArrowArrayStream* stream) {
    return *static_cast<StreamHolder*>(stream->private_data);
  }

  // Whoever calls is C, as far as we know: nothing may be thrown through it.
  static int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
    StreamHolder& holder = HolderOf(stream);
    try {
      FillSchema(holder.table, out);
      return 0;
    } catch (const std::bad_alloc&) {
      holder.error = "out of memory";
      return ENOMEM;
    }
  }

  static int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
    StreamHolder& holder = HolderOf(stream);
    if (holder.is_given) {
      *out = {};
      return 0;
    }
    try {
      FillArray(holder.table, out);
      holder.is_given = true;
      return 0;
    } catch (const std::bad_alloc&) {
      holder.error = "out of memory";
      return ENOMEM;
    }
  }

  static const char* GetLastError(ArrowArrayStream* stream) { return HolderOf(stream).error; }

  static void ReleaseStream(ArrowArrayStream* stream) {
    delete &HolderOf(stream);
    stream->release = nullptr;
  }

  static void FillSchema(const Table& table, ArrowSchema* out) {
    auto holder = std::make_unique<Holder<ArrowSchema>>();
    holder->table = table;
    holder->AddChildren(table->columns_.size());
    for (std::size_t i = 0; i < table->columns_.size(); ++i) {
      FillSchema(table, table->columns_[i], &holder->children[i]);
    }
    Give("+s", "", 0, std::move(holder), out);
  }

  static void FillSchema(const Table& table, const ExportColumn& column, ArrowSchema* out) {
    auto holder = std::make_unique<Holder<ArrowSchema>>();
    holder->table = table;
    if (column.type_ == ExportColumn::Type::kTexts) {
      holder->AddChildren(1);
      FillSchema(table, *column.inner_, &holder->children[0]);
    }
    if (column.type_ == ExportColumn::Type::kWord) {
      FillSchema(table, *column.inner_, &holder->dictionary);
    }
    Give(column.format(), column.name_.c_str(), column.is_nullable_ ? ARROW_FLAG_NULLABLE : 0,
         std::move(holder), out);
  }

  static void Give(const char* format, const char* name, std::int64_t flags,
                   std::unique_ptr<Holder<ArrowSchema>> holder, ArrowSchema* out) {
    *out = {.format = format,
            .name = name,
            .metadata = nullptr,
            .flags = flags,
            .n_children = static_cast<std::int64_t>(holder->children.size()),
            .children = holder->pointers.empty() ? nullptr : holder->pointers.data(),
            .dictionary = holder->dictionary.release == nullptr ? nullptr : &holder->dictionary,
            .release = ReleaseHeld<ArrowSchema>,
            .private_data = holder.get()};
    holder.release();
  }

  static void FillArray(const Table& table, ArrowArray* out) {
    auto holder = std::make_unique<Holder<ArrowArray>>();
    holder->table = table;
    holder->buffers = {nullptr};
    holder->AddChildren(table->columns_.size());
    for (std::size_t i = 0; i < table->columns_.size(); ++i) {
      assert(table->columns_[i].length() == table->length());
      FillArray(table, table->columns_[i], &holder->children[i]);
    }
    Give(table->length(), 0, std::move(holder), out);
  }

  static void FillArray(const Table& table, const ExportColumn& column, ArrowArray* out) {
    auto holder = std::make_unique<Holder<ArrowArray>>();
    holder->table = table;
    holder->buffers = {column.null_count_ == 0 ? nullptr : column.validity_.data(),
                       BufferOf(column.values_.data(), column.values_.size())};
    if (column.type_ == ExportColumn::Type::kText) {
      holder->buffers.push_back(BufferOf(column.bytes_.data(), column.bytes_.size()));
    }
    if (column.type_ == ExportColumn::Type::kTexts) {
      holder->AddChildren(1);
      FillArray(table, *column.inner_, &holder->children[0]);
    }
    if (column.type_ == ExportColumn::Type::kWord) {
      FillArray(table, *column.inner_, &holder->dictionary);
    }
    Give(column.length_, column.null_count_, std::move(holder), out);
  }

  static void Give(std::int64_t length, std::int64_t null_count,
                   std::unique_ptr<Holder<ArrowArray>> holder, ArrowArray* out) {
    *out = {.length = length,
            .null_count = null_count,
            .offset = 0,
            .n_buffers = static_cast<std::int64_t>(holder->buffers.size()),
            .n_children = static_cast<std::int64_t>(holder->children.size()),
            .buffers = holder->buffers.data(),
            .children = holder->pointers.empty() ? nullptr : holder->pointers.data(),
            .dictionary = holder->dictionary.release == nullptr ? nullptr : &holder->dictionary,
            .release = ReleaseHeld<ArrowArray>,
            .private_data = holder.get()};
    holder.release();
  }
};

void ExportTable::Export(ExportTable table, ArrowArrayStream* out) {
  TableExport::Stream(std::move(table), out);
}

}  // namespace assay
