// Reads a stream that assay produced, holding it to the specification: what a consumer may rely on is
// asserted here, cell by cell, independently of what wrote it.

#ifndef ASSAY_TESTS_REPORT_TABLE_READER_H_
#define ASSAY_TESTS_REPORT_TABLE_READER_H_

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "assay/base/arrow_abi.h"
#include "assay/base/date.h"

namespace assay {

// A table as texts: "null", days as written, lists in brackets.
struct ReadTable {
  std::vector<std::string> columns;                      // "name format", dictionaries "name c=u".
  std::map<std::string, std::vector<std::string>> cells;  // By name.
  std::int64_t rows = 0;
};

class TableReader {
 public:
  // Releases the stream, and everything it gave, in an order that the specification allows.
  static ReadTable Read(ArrowArrayStream* stream) {
    ReadTable table;
    ArrowSchema schema;
    EXPECT_EQ(stream->get_schema(stream, &schema), 0);
    ArrowArray batch;
    EXPECT_EQ(stream->get_next(stream, &batch), 0);
    ArrowArray end;
    EXPECT_EQ(stream->get_next(stream, &end), 0);
    EXPECT_EQ(end.release, nullptr) << "one batch";
    EXPECT_EQ(stream->get_last_error(stream), nullptr);
    stream->release(stream);
    EXPECT_EQ(stream->release, nullptr);

    EXPECT_STREQ(schema.format, "+s");
    EXPECT_EQ(schema.n_children, batch.n_children);
    EXPECT_EQ(batch.n_buffers, 1);
    EXPECT_EQ(batch.null_count, 0);
    table.rows = batch.length;
    // Children are moved away, and their parents released, before they are read.
    std::vector<ArrowArray> columns;
    for (std::int64_t i = 0; i < batch.n_children; ++i) {
      columns.push_back(*batch.children[i]);
      batch.children[i]->release = nullptr;
    }
    batch.release(&batch);
    EXPECT_EQ(batch.release, nullptr);
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      const ArrowSchema& type = *schema.children[i];
      ArrowArray& column = columns[static_cast<std::size_t>(i)];
      EXPECT_EQ(column.length, table.rows) << type.name;
      std::string title = std::string(type.name) + " " + type.format;
      if (type.dictionary != nullptr) title += std::string("=") + type.dictionary->format;
      if (std::string_view(type.format) == "+l") title += type.children[0]->format;
      if ((type.flags & ARROW_FLAG_NULLABLE) != 0) title += "?";
      table.columns.push_back(title);
      std::vector<std::string>& cells = table.cells[type.name];
      for (std::int64_t row = 0; row < table.rows; ++row) cells.push_back(Cell(type, column, row));
      column.release(&column);
      EXPECT_EQ(column.release, nullptr);
    }
    schema.release(&schema);
    EXPECT_EQ(schema.release, nullptr);
    return table;
  }

 private:
  template <typename Number>
  static Number At(const void* buffer, std::int64_t index) {
    Number number;
    std::memcpy(&number, static_cast<const char*>(buffer) + index * std::int64_t{sizeof number},
                sizeof number);
    return number;
  }
  static bool Bit(const void* buffer, std::int64_t index) {
    return (static_cast<const unsigned char*>(buffer)[index / 8] >> (index % 8) & 1) != 0;
  }

  static std::string Cell(const ArrowSchema& type, const ArrowArray& array, std::int64_t row) {
    const std::string_view format = type.format;
    EXPECT_EQ(array.offset, 0);
    EXPECT_EQ(array.n_buffers, format == "u" ? 3 : 2) << type.name;
    for (std::int64_t i = 1; i < array.n_buffers; ++i) EXPECT_NE(array.buffers[i], nullptr);
    if (array.buffers[0] == nullptr) {
      EXPECT_EQ(array.null_count, 0);
    } else {
      std::int64_t nulls = 0;
      for (std::int64_t i = 0; i < array.length; ++i) nulls += Bit(array.buffers[0], i) ? 0 : 1;
      EXPECT_EQ(array.null_count, nulls) << type.name;
      if (!Bit(array.buffers[0], row)) {
        EXPECT_NE(type.flags & ARROW_FLAG_NULLABLE, 0) << type.name;
        return "null";
      }
    }
    if (type.dictionary != nullptr) {
      const auto index = At<std::int8_t>(array.buffers[1], row);
      EXPECT_LT(index, array.dictionary->length);
      return Cell(*type.dictionary, *array.dictionary, index);
    }
    if (format == "u") {
      const auto first = At<std::int32_t>(array.buffers[1], row);
      const auto last = At<std::int32_t>(array.buffers[1], row + 1);
      EXPECT_LE(first, last);
      return {static_cast<const char*>(array.buffers[2]) + first, static_cast<std::size_t>(last - first)};
    }
    if (format == "+l") {
      const auto last = At<std::int32_t>(array.buffers[1], row + 1);
      EXPECT_LE(last, array.children[0]->length);
      std::string list = "[";
      for (auto i = At<std::int32_t>(array.buffers[1], row); i < last; ++i) {
        if (list.size() > 1) list += ", ";
        list += Cell(*type.children[0], *array.children[0], i);
      }
      return list + "]";
    }
    if (format == "b") return Bit(array.buffers[1], row) ? "true" : "false";
    if (format == "l") return std::to_string(At<std::int64_t>(array.buffers[1], row));
    if (format == "tdD") return Date::FromDays(At<std::int32_t>(array.buffers[1], row)).ToString();
    if (format == "g") {
      char digits[32];
      std::snprintf(digits, sizeof digits, "%.6g", At<double>(array.buffers[1], row));
      return digits;
    }
    ADD_FAILURE() << "format " << format;
    return "";
  }
};

}  // namespace assay

#endif  // ASSAY_TESTS_REPORT_TABLE_READER_H_
