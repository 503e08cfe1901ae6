#include "src/ingest/arrow_array.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "src/ingest/json_value.h"

namespace assay {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kWidestCell = 32;

// A view of a text: its length, then either up to 12 bytes of it, or its first 4, the number of the
// buffer it is in, and where there.
constexpr std::int64_t kViewBytes = 16;
constexpr std::int32_t kLongestInline = 12;

template <typename Number>
Number Load(const unsigned char* from) {
  Number number;
  std::memcpy(&number, from, sizeof(Number));
  return number;
}

class Opener {
 public:
  Opener(const ArrowType& type, const ArrowArray& array, ArrowCells* cells, std::string* why)
      : type_(type), array_(array), cells_(cells), why_(why) {}

  // `is_member`: the array is one column of a struct, beside others which may have the buffers.
  bool Open(std::int64_t least, bool is_member = false) {
    cells_->type = &type_;
    if (!CheckNumbers(least)) return false;
    cells_->length = array_.length;
    cells_->offset = array_.offset;
    if (type_.kind == ArrowKind::kOther) return true;
    return OpenBuffers() && OpenChildren() && CheckLists() && OpenDictionary() &&
           (is_member || CheckHasBuffers());
  }

 private:
  bool Refuse(const std::string& what) {
    *why_ = type_.name.empty() ? what : absl::StrCat(Quoted(type_.name), ": ", what);
    return false;
  }

  bool CheckNumbers(std::int64_t least) {
    if (array_.release == nullptr) return Refuse("an array is released already");
    if (array_.length < 0) return Refuse(absl::StrCat("the length is ", array_.length));
    if (array_.offset < 0) return Refuse(absl::StrCat("the offset is ", array_.offset));
    if (array_.offset > kMax / kWidestCell - array_.length - 1) {
      return Refuse(absl::StrCat("no array has ", array_.length, " cells behind ", array_.offset));
    }
    if (array_.length < least) {
      return Refuse(absl::StrCat("there are ", array_.length, " cells where ", least, " are needed"));
    }
    if (array_.null_count < -1 || array_.null_count > array_.length) {
      return Refuse(absl::StrCat(array_.null_count, " of ", array_.length, " cells are null"));
    }
    return true;
  }

  // How many buffers the type has; text views have more, and nulls one in some libraries.
  std::int64_t BufferCount() const {
    switch (type_.kind) {
      case ArrowKind::kNull:
        return 0;
      case ArrowKind::kStruct:
      case ArrowKind::kFixedList:
        return 1;
      case ArrowKind::kText:
      case ArrowKind::kLargeText:
      case ArrowKind::kTextView:
      case ArrowKind::kListView:
      case ArrowKind::kLargeListView:
        return 3;
      default:
        return 2;
    }
  }

  const unsigned char* Buffer(std::int64_t index) const {
    return static_cast<const unsigned char*>(array_.buffers[index]);
  }

  bool OpenBuffers() {
    const std::int64_t expected = BufferCount();
    const bool is_view = type_.kind == ArrowKind::kTextView;
    // What would be their bitmap says nothing of nulls, and is not looked at.
    if (type_.kind == ArrowKind::kNull && array_.n_buffers == 1) return true;
    if (is_view ? array_.n_buffers < expected : array_.n_buffers != expected) {
      return Refuse(absl::StrCat("there are ", array_.n_buffers, " buffers, not ", expected));
    }
    if (expected == 0) return true;
    if (array_.buffers == nullptr) return Refuse("the buffers are a null pointer");
    if (array_.null_count != 0) cells_->validity = Buffer(0);
    if (array_.null_count > 0 && cells_->validity == nullptr) {
      return Refuse("some cells are null, and there is no bitmap of which");
    }
    if (expected == 1) return true;
    cells_->values = Buffer(1);
    if (array_.length == 0) return true;
    if (cells_->values == nullptr) return Refuse("the cells are a null pointer");
    if (is_view) return OpenViews();
    if (expected == 3) cells_->data = Buffer(2);
    if (type_.kind == ArrowKind::kText) return CheckTexts<std::int32_t>();
    if (type_.kind == ArrowKind::kLargeText) return CheckTexts<std::int64_t>();
    if (expected == 3 && cells_->data == nullptr) return Refuse("the sizes are a null pointer");
    return true;
  }

  bool OpenViews() {
    cells_->variadic_count = array_.n_buffers - 3;
    cells_->variadic = array_.buffers + 2;
    cells_->variadic_sizes = Buffer(array_.n_buffers - 1);
    if (cells_->variadic_count > 0 && cells_->variadic_sizes == nullptr) {
      return Refuse("the sizes of the buffers are a null pointer");
    }
    return true;
  }

  template <typename Offset>
  bool CheckTexts() {
    if (!CheckOffsets<Offset>(kMax)) return false;
    const bool is_empty = cells_->At<Offset>(0) == cells_->At<Offset>(array_.length);
    if (!is_empty && cells_->data == nullptr) return Refuse("the texts are a null pointer");
    return true;
  }

  // That offsets never go back, nor beyond `limit`.
  template <typename Offset>
  bool CheckOffsets(std::int64_t limit) {
    Offset before = cells_->At<Offset>(0);
    bool is_in_order = before >= 0;
    for (std::int64_t i = 1; i <= array_.length; ++i) {
      const Offset next = cells_->At<Offset>(i);
      is_in_order &= next >= before;
      before = next;
    }
    if (!is_in_order) return Refuse("the offsets go backwards");
    if (before > limit) {
      return Refuse(absl::StrCat("the offsets go to ", before, " of ", limit, " elements"));
    }
    return true;
  }

  bool OpenChildren() {
    if (array_.n_children != static_cast<std::int64_t>(type_.children.size())) {
      return Refuse(absl::StrCat("there are ", array_.n_children, " children, not ",
                                 type_.children.size()));
    }
    if (array_.n_children > 0 && array_.children == nullptr) {
      return Refuse("the children are a null pointer");
    }
    std::int64_t least = 0;
    if (type_.kind == ArrowKind::kStruct) least = array_.offset + array_.length;
    if (type_.kind == ArrowKind::kFixedList) {
      const std::int64_t cells = array_.offset + array_.length;
      if (type_.list_size > 0 && cells > kMax / type_.list_size) {
        return Refuse(absl::StrCat("no array has ", cells, " times ", type_.list_size, " elements"));
      }
      least = cells * type_.list_size;
    }
    cells_->children.resize(type_.children.size());
    for (std::size_t i = 0; i < type_.children.size(); ++i) {
      if (array_.children[i] == nullptr) return Refuse("a child is a null pointer");
      Opener child(type_.children[i], *array_.children[i], &cells_->children[i], why_);
      if (!child.Open(least, type_.kind == ArrowKind::kStruct)) return false;
    }
    return true;
  }

  bool CheckLists() {
    if (array_.length == 0) return true;
    switch (type_.kind) {
      case ArrowKind::kList:
        return CheckOffsets<std::int32_t>(cells_->children[0].length);
      case ArrowKind::kLargeList:
        return CheckOffsets<std::int64_t>(cells_->children[0].length);
      case ArrowKind::kListView:
        return CheckListViews<std::int32_t>();
      case ArrowKind::kLargeListView:
        return CheckListViews<std::int64_t>();
      default:
        return true;
    }
  }

  // Views may share elements; all of them together may not be longer than the elements are, or a
  // few bytes could stand for any number of records.
  template <typename Offset>
  bool CheckListViews() {
    const std::int64_t limit = cells_->children[0].length;
    std::int64_t total = 0;
    for (std::int64_t i = 0; i < array_.length; ++i) {
      if (cells_->IsNull(i)) continue;
      const ArrowRange range = ListAt(*cells_, i);
      if (range.first < 0 || range.last > limit) {
        return Refuse(absl::StrCat("list ", i, " lies outside its elements"));
      }
      total += range.last - range.first;
      if (total > limit) return Refuse("the lists overlap");
    }
    return true;
  }

  bool OpenDictionary() {
    if ((type_.dictionary == nullptr) != (array_.dictionary == nullptr)) {
      return Refuse(type_.dictionary == nullptr ? "there is a dictionary that the schema lacks"
                                                : "the dictionary is missing");
    }
    if (type_.dictionary == nullptr) return true;
    cells_->dictionary = std::make_unique<ArrowCells>();
    Opener dictionary(*type_.dictionary, *array_.dictionary, cells_->dictionary.get(), why_);
    if (!dictionary.Open(0)) return false;
    // Beyond the number of cells a longer table could not pay for itself.
    const std::int64_t worth = std::min(cells_->dictionary->length, array_.length);
    if (IsTextKind(type_.dictionary->kind)) {
      cells_->dictionary->interned.resize(
          static_cast<std::size_t>(std::min<std::int64_t>(worth, std::int64_t{1} << 24)), 0);
    }
    return true;
  }

  static bool HasBuffers(const ArrowCells& cells) {
    return cells.validity != nullptr || cells.values != nullptr ||
           std::any_of(cells.children.begin(), cells.children.end(), HasBuffers);
  }
  bool CheckHasBuffers() {
    if (array_.length <= kMostWithoutBuffers || HasBuffers(*cells_)) return true;
    return Refuse(absl::StrCat("there are ", array_.length, " cells, and no buffer holds any"));
  }

  const ArrowType& type_;
  const ArrowArray& array_;
  ArrowCells* cells_;
  std::string* why_;
};

}  // namespace

bool OpenArray(const ArrowType& type, const ArrowArray& array, std::int64_t least,
               ArrowCells* cells, std::string* why) {
  return Opener(type, array, cells, why).Open(least);
}

bool IntAt(const ArrowCells& cells, std::int64_t cell, std::int64_t* number) {
  const bool is_signed = cells.type->is_signed;
  switch (cells.type->width) {
    case 1:
      *number = is_signed ? cells.At<std::int8_t>(cell) : cells.At<std::uint8_t>(cell);
      return true;
    case 2:
      *number = is_signed ? cells.At<std::int16_t>(cell) : cells.At<std::uint16_t>(cell);
      return true;
    case 4:
      *number = is_signed ? std::int64_t{cells.At<std::int32_t>(cell)}
                          : std::int64_t{cells.At<std::uint32_t>(cell)};
      return true;
    default:
      *number = cells.At<std::int64_t>(cell);
      return is_signed || *number >= 0;
  }
}

bool TextAt(const ArrowCells& cells, std::int64_t cell, std::string_view* text) {
  // Where there are no bytes there may be no buffer either; a text has a pointer nevertheless.
  const auto view = [text](const unsigned char* buffer, std::int64_t first, std::int64_t last) {
    *text = "";
    if (last > first) {
      *text = {reinterpret_cast<const char*>(buffer + first), static_cast<std::size_t>(last - first)};
    }
    return true;
  };
  if (cells.type->kind == ArrowKind::kText) {
    return view(cells.data, cells.At<std::int32_t>(cell), cells.At<std::int32_t>(cell + 1));
  }
  if (cells.type->kind == ArrowKind::kLargeText) {
    return view(cells.data, cells.At<std::int64_t>(cell), cells.At<std::int64_t>(cell + 1));
  }
  const unsigned char* at = cells.values + (cells.offset + cell) * kViewBytes;
  const auto size = Load<std::int32_t>(at);
  if (size < 0) return false;
  if (size <= kLongestInline) return view(at + 4, 0, size);
  const auto buffer = Load<std::int32_t>(at + 8);
  const auto first = Load<std::int32_t>(at + 12);
  if (buffer < 0 || buffer >= cells.variadic_count || first < 0) return false;
  const auto bytes = Load<std::int64_t>(cells.variadic_sizes + buffer * std::int64_t{8});
  const auto* from = static_cast<const unsigned char*>(cells.variadic[buffer]);
  if (from == nullptr || bytes < size || first > bytes - size) return false;
  return view(from, first, std::int64_t{first} + size);
}

ArrowRange ListAt(const ArrowCells& cells, std::int64_t cell) {
  const auto sized = [&](std::int64_t first, std::int64_t size) {
    // What is refused anyway must not overflow before it is.
    if (first < 0 || size < 0 || size > kMax - first) return ArrowRange{-1, -1};
    return ArrowRange{first, first + size};
  };
  switch (cells.type->kind) {
    case ArrowKind::kList:
      return {cells.At<std::int32_t>(cell), cells.At<std::int32_t>(cell + 1)};
    case ArrowKind::kLargeList:
      return {cells.At<std::int64_t>(cell), cells.At<std::int64_t>(cell + 1)};
    case ArrowKind::kListView:
      return sized(cells.At<std::int32_t>(cell),
                   Load<std::int32_t>(cells.data + (cells.offset + cell) * 4));
    case ArrowKind::kLargeListView:
      return sized(cells.At<std::int64_t>(cell),
                   Load<std::int64_t>(cells.data + (cells.offset + cell) * 8));
    default: {
      const std::int64_t first = (cells.offset + cell) * cells.type->list_size;
      return {first, first + cells.type->list_size};
    }
  }
}

ArrowState FollowDictionary(const ArrowCells** cells, std::int64_t* cell) {
  while (true) {
    if ((*cells)->IsNull(*cell)) return ArrowState::kNull;
    const ArrowCells* dictionary = (*cells)->dictionary.get();
    if (dictionary == nullptr) return ArrowState::kValue;
    std::int64_t index = 0;
    if (!IntAt(**cells, *cell, &index) || index < 0 || index >= dictionary->length) {
      return ArrowState::kBadIndex;
    }
    *cells = dictionary;
    *cell = index;
  }
}

}  // namespace assay
