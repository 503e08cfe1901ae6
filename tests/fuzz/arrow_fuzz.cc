// Arrow streams of any shape: built from bytes, with columns that belong to people and to evidence or
// not, in batches whose numbers are consistent or bent wherever a consumer can see it. Buffers are
// allocations of exactly their size. A stream is read or refused; nothing may crash, hang or leak.
//
// What a consumer cannot see is kept true: buffers are as long as the lengths and offsets that pass
// the checks claim.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/base/diagnostic.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"
#include "assay/ingest/arrow.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "tests/ingest/made_array.h"

namespace {

using assay::MadeArray;
using assay::MadeInts;
using assay::MadeShape;
using assay::MadeStream;
using assay::MadeTexts;

void Require(bool holds) {
  if (!holds) std::abort();
}

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  bool is_empty() const { return at_ == size_; }
  unsigned Next() { return is_empty() ? 0 : data_[at_++]; }
  unsigned Below(unsigned limit) { return Next() % limit; }
  std::int64_t Wide() {
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) number = number << 8 | Next();
    return static_cast<std::int64_t>(number);
  }
  template <typename T, std::size_t size>
  T OneOf(const T (&choices)[size]) {
    return choices[Below(size)];
  }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

class Maker {
 public:
  explicit Maker(Bytes* bytes) : bytes_(*bytes) {}

  MadeArray Table(std::size_t rows) {
    static constexpr const char* kNames[] = {
        "id", "person", "start", "occurred_at", "engagement", "manager", "assignments", "leaves",
        "type", "topics", "person_id", "role", "from", "module", "passed", "score_pct", "amount",
        "disciplinary_procedure.steps", "versions", "in_scope", "kind", ""};
    std::vector<MadeArray> columns;
    const unsigned count = bytes_.Below(8);
    for (unsigned i = 0; i < count; ++i) columns.push_back(Array(bytes_.OneOf(kNames), rows, 3));
    std::vector<bool> is_null;
    for (std::size_t i = 0; i < rows && bytes_.Below(8) == 0; ++i) {
      is_null.push_back(bytes_.Below(2) != 0);
    }
    return assay::MakeStruct("", static_cast<std::int64_t>(rows), std::move(columns), is_null);
  }

  // Bends one number somewhere that a consumer can check.
  void Bend(MadeArray* array) {
    while (!array->children.empty() && bytes_.Below(3) != 0) {
      array = &array->children[bytes_.Below(static_cast<unsigned>(array->children.size()))];
    }
    if (array->dictionary != nullptr && bytes_.Below(2) != 0) array = array->dictionary.get();
    const std::int64_t number = Number();
    switch (bytes_.Below(10)) {
      case 0:
        array->length = number < 0 ? number : std::min(number, array->length);
        return;
      case 1:
        if (number < 0) array->offset = number;
        return;
      case 2:
        array->null_count = number < -1 || number > array->length ? number : -1;
        return;
      case 3:
        // Fewer than there are; more would be read as if they were there.
        array->claimed_buffers =
            std::min<std::int64_t>(number, static_cast<std::int64_t>(array->buffers.size()));
        return;
      case 4:
        array->claimed_children =
            std::min<std::int64_t>(number, static_cast<std::int64_t>(array->children.size()));
        return;
      case 5:
        array->buffers_are_null = true;
        return;
      case 6:
        array->children_are_null = true;
        return;
      case 7:
        array->a_child_is_null = true;
        return;
      case 8:
        array->format_is_null = true;
        return;
      default:
        BendBuffer(array);
    }
  }

 private:
  std::int64_t Number() {
    static constexpr std::int64_t kNumbers[] = {0,  1,  2,  3,          -1,        -2,
                                                64, 99, -9, 2147483647, INT64_MAX, INT64_MIN};
    return bytes_.Below(4) == 0 ? bytes_.Wide() : bytes_.OneOf(kNumbers);
  }

  // Any byte of cells, offsets, indices or views. Not so that texts go on behind their buffer, and
  // not the sizes of a view's buffers: for these a producer vouches.
  void BendBuffer(MadeArray* array) {
    if (array->buffers.size() < 2 || array->buffers[1].size() == 0) return;
    assay::ExactBuffer& cells = array->buffers[1];
    unsigned char& byte = cells.data()[(bytes_.Next() << 8 | bytes_.Next()) % cells.size()];
    const unsigned char before = byte;
    byte = static_cast<unsigned char>(bytes_.Next());
    const bool is_large = array->format == "U";
    if (!is_large && array->format != "u") return;
    for (std::size_t at = 0; at < cells.size(); at += is_large ? 8 : 4) {
      std::int64_t large = 0;
      std::int32_t small = 0;
      std::memcpy(is_large ? static_cast<void*>(&large) : &small, cells.data() + at, is_large ? 8 : 4);
      const std::int64_t offset = is_large ? large : small;
      if (offset > static_cast<std::int64_t>(array->buffers[2].size())) byte = before;
    }
  }

  MadeShape Shape() {
    const unsigned bits = bytes_.Next();
    return {.pad = bits & 3, .has_bitmap = (bits & 4) != 0, .counts_nulls = (bits & 8) != 0};
  }

  MadeTexts Texts(std::size_t rows) {
    static constexpr const char* kTexts[] = {
        "p1",         "p2",         "r-dev",                "employee", "training_completion",
        "2025-01-01", "2025-02-30", "2025-01-01T00:00:00Z", "12.50",    "parental",
        "\xff",       "",           "longer than a view holds itself"};
    MadeTexts texts;
    for (std::size_t i = 0; i < rows; ++i) {
      const unsigned choice = bytes_.Below(15);
      texts.push_back(choice < std::size(kTexts) ? std::optional<std::string>(kTexts[choice])
                                                 : std::nullopt);
    }
    return texts;
  }
  MadeInts Ints(std::size_t rows) {
    MadeInts ints;
    for (std::size_t i = 0; i < rows; ++i) {
      const bool is_null = bytes_.Below(6) == 0;
      ints.push_back(is_null ? std::nullopt : std::optional<std::int64_t>(Number()));
    }
    return ints;
  }

  MadeArray Array(const std::string& name, std::size_t rows, int depth) {
    static constexpr std::pair<const char*, int> kWidths[] = {
        {"c", 1},        {"C", 1},           {"s", 2},      {"i", 4},       {"l", 8},
        {"L", 8},        {"e", 2},           {"f", 4},      {"g", 8},       {"tdD", 4},
        {"tdm", 8},      {"tss:UTC", 8},     {"tsn:", 8},   {"tsu:X", 8},   {"d:38,4", 16},
        {"d:9,2,32", 4}, {"d:76,-3,256", 32}, {"d:18,18,64", 8}};
    static constexpr const char* kTextFormats[] = {"u", "U", "vu"};
    static constexpr const char* kIndices[] = {"c", "S", "i", "L"};
    static constexpr const char* kLists[] = {"+l", "+L", "+vl", "+vL"};
    const std::string text = std::string(bytes_.OneOf(kTextFormats));
    switch (bytes_.Below(depth > 0 ? 9 : 6)) {
      case 0:
        return assay::MakeNulls(name, static_cast<std::int64_t>(rows));
      case 1:
        return assay::MakeBools(name, Ints(rows), Shape());
      case 2:
      case 3:
        return assay::MakeTexts(name, text, Texts(rows), Shape());
      case 4:
        return assay::MakeDictionary(name, bytes_.OneOf(kIndices), text, Texts(rows), Shape());
      case 5: {
        const auto [format, width] = bytes_.OneOf(kWidths);
        return assay::MakeInts(name, format, width, Ints(rows), Shape());
      }
      case 6:
      case 7: {
        MadeInts sizes;
        std::size_t total = 0;
        for (std::size_t i = 0; i < rows; ++i) {
          const unsigned size = bytes_.Below(5);
          sizes.push_back(size == 4 ? std::nullopt : std::optional<std::int64_t>(size));
          total += size == 4 ? 0 : size;
        }
        return assay::MakeList(name, bytes_.OneOf(kLists), sizes, Array("item", total, depth - 1), Shape());
      }
      default: {
        std::vector<MadeArray> columns;
        for (const char* column : {"role", "from", "kind", "start"}) {
          if (bytes_.Below(3) != 0) columns.push_back(Array(column, rows, depth - 1));
        }
        return assay::MakeStruct(name, static_cast<std::int64_t>(rows), std::move(columns));
      }
    }
  }

  Bytes& bytes_;
};

void Run(Bytes bytes, bool lenient) {
  static const assay::Schema schema = assay::ShippedSchema();
  static constexpr std::string_view kTables[] = {"people", "training_completion", "assignment",
                                                 "documents", "invoice", "briefing"};
  assay::FactsTables tables(schema, {.lenient = lenient, .max_diagnostics = 20});
  tables.SetDocument(
      R"({"organization": {"id": "o", "time_zone": "UTC", "isms_start": "2024-01-01"},
          "collected": ["*"], "roles": [{"id": "r-dev", "management_level": "none"}]})",
      "");
  const unsigned count = 1 + bytes.Below(3);
  for (unsigned i = 0; i < count; ++i) {
    Maker maker(&bytes);
    MadeStream made;
    const std::size_t rows = bytes.Below(6);
    made.batches.push_back(maker.Table(rows));
    for (unsigned bends = bytes.Below(4); bends > 0 && bends < 3; --bends) {
      maker.Bend(&made.batches[0]);
    }
    if (bytes.Below(4) == 0) made.batches.push_back(made.batches[0]);
    if (bytes.Below(8) == 0) made.error = "lost";
    ArrowArrayStream stream;
    assay::ExportStream(std::move(made), &stream);
    tables.AddStream(bytes.OneOf(kTables), "s", &stream);
    Require(stream.release == nullptr);
  }
  assay::Diagnostics problems;
  const absl::StatusOr<assay::Facts> facts = std::move(tables).Seal(&problems);
  if (facts.ok()) {
    Require(problems.empty());
    assay::Diagnostics again;
    const absl::StatusOr<assay::Facts> read = assay::ReadFactsJson(
        assay::FactsToJson(*facts), schema, {.lenient = lenient}, &again);
    Require(read.ok() && read->digest() == facts->digest());
  } else {
    Require(assay::ErrorCount(problems) > 0 && problems.size() <= 21);
    for (const assay::Diagnostic& problem : problems) {
      Require(!problem.code.empty() && !problem.message.empty());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const bool lenient : {false, true}) Run(Bytes(data, size), lenient);
  Require(assay::LiveExports() == 0);
  return 0;
}
