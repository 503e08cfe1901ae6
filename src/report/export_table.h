// Arrow tables in the making: columns that are filled cell by cell, then exported as a stream of one
// record batch.

#ifndef ASSAY_SRC_REPORT_EXPORT_TABLE_H_
#define ASSAY_SRC_REPORT_EXPORT_TABLE_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/arrow_abi.h"
#include "assay/base/date.h"

namespace assay {

// A column. Only the functions of its own type may be called, besides AddNull of one that may be
// null.
class ExportColumn {
 public:
  enum class Type : std::uint8_t { kText, kWord, kInt, kDay, kDouble, kBool, kTexts };

  ExportColumn(std::string name, Type type, bool is_nullable);

  void AddNull();
  void AddText(std::string_view text);  // What is not UTF-8 becomes U+FFFD.
  void AddWord(int index);
  void AddInt(std::int64_t number) { AppendNumber(number); }
  void AddDay(Date day) { AppendNumber(day.days_since_epoch()); }
  void AddDouble(double number) { AppendNumber(number); }
  void AddBool(bool value);
  void AddTexts(const std::vector<std::string>& texts);

  // Null where there is nothing to say.
  void AddTextOrNull(std::string_view text) { text.empty() ? AddNull() : AddText(text); }
  void AddIntOrNull(bool is_there, std::int64_t number) { is_there ? AddInt(number) : AddNull(); }
  void AddDayOrNull(const std::optional<Date>& day) { day ? AddDay(*day) : AddNull(); }

  std::int64_t length() const { return length_; }
  // Whether texts came to more than offsets of 32 bits can tell.
  bool is_too_long() const { return is_too_long_ || (inner_ && inner_->is_too_long()); }

 private:
  friend class ExportTable;
  friend class TableExport;

  template <typename Number>
  void AppendNumber(Number number) {
    AppendBytes(&number, sizeof number);
    AppendState(true);
  }
  void AppendBytes(const void* from, std::size_t size);
  void AppendState(bool is_value);
  const char* format() const;

  std::string name_;
  Type type_;
  bool is_nullable_;
  std::int64_t length_ = 0;
  std::int64_t null_count_ = 0;
  bool is_too_long_ = false;
  std::vector<unsigned char> validity_;
  std::vector<unsigned char> values_;  // Numbers, bits or offsets.
  std::string bytes_;                  // Of texts.
  std::unique_ptr<ExportColumn> inner_;  // The words, or the elements of lists.
};

// Columns in the order in which they are asked for; references to them stay valid.
class ExportTable {
 public:
  ExportColumn& Add(std::string name, ExportColumn::Type type, bool is_nullable = false);
  // A column of the words `words`, by index.
  ExportColumn& AddWords(std::string name, const std::vector<std::string>& words,
                        bool is_nullable = false);

  // All columns must have the same length.
  std::int64_t length() const { return columns_.empty() ? 0 : columns_.front().length(); }
  bool is_too_long() const;

  // Writes `table` to `*out` as a stream.
  static void Export(ExportTable table, ArrowArrayStream* out);

 private:
  friend class TableExport;
  std::deque<ExportColumn> columns_;
};

}  // namespace assay

#endif  // ASSAY_SRC_REPORT_EXPORT_TABLE_H_
