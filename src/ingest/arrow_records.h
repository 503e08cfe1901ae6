// From the rows of Arrow batches to records in a FactsBuilder.

#ifndef ASSAY_SRC_INGEST_ARROW_RECORDS_H_
#define ASSAY_SRC_INGEST_ARROW_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/facts/builder.h"
#include "src/ingest/arrow_array.h"
#include "src/ingest/arrow_faults.h"
#include "src/ingest/arrow_plan.h"
#include "src/ingest/cell_writer.h"
#include "src/ingest/facts_format.h"

namespace assay {

// Everything given must outlive it.
class ArrowRecords {
 public:
  ArrowRecords(const FactsFormat& format, FactsBuilder* builder, ArrowFaults* faults);

  // Which row is read, for faults: `row` of `stream`.
  void MoveTo(std::size_t stream, std::int64_t row) {
    stream_ = stream;
    row_ = row;
  }

  // Sets the fields of the record that is open, with all embedded records, from the cells at `cell`
  // of the columns that are attached to `plan`.
  void Read(const ArrowPlan& plan, std::int64_t cell);

  // The text at `cell`, or nothing and a fault of `column`; null is a fault too where `is_required`.
  bool ReadText(const ArrowCells& cells, std::int64_t cell, std::string_view column,
                std::string_view* text);

  // Of the row that is read.
  void AddFault(std::string_view column, ValueFault fault);

  bool has_lost_records() const { return has_lost_records_; }
  void LoseRecords() { has_lost_records_ = true; }

 private:
  static constexpr std::int64_t kNoElement = -1;
  struct Step {
    std::string_view name;
    std::int64_t element;
  };

  void ReadCell(const ArrowColumn& column, std::int64_t cell);
  void ReadTextCell(const ArrowColumn& column, std::int64_t cell);
  void ReadValue(const ArrowColumn& column, const ArrowCells& cells, std::int64_t cell);
  void ReadWord(const ArrowColumn& column, const ArrowCells& cells, std::int64_t cell);
  void ReadDay(const ArrowColumn& column, const ArrowCells& cells, std::int64_t cell);
  void ReadList(const ArrowColumn& column, const ArrowCells& cells, std::int64_t cell);
  void ReadChildren(const ArrowColumn& column, const ArrowCells& cells, std::int64_t cell);
  void ReadDotted(const ArrowColumn& column, std::int64_t cell);

  // A text that is whole and UTF-8; otherwise `fault_`.
  bool CheckedText(const ArrowCells& cells, std::int64_t cell, std::string_view* text);
  std::uint32_t TextOfDay(Date date);
  void AddMissing(const ArrowColumn& column);
  // Tells `fault` of the cell and fills its place.
  void Refuse(const ArrowColumn& column, ValueFault fault);
  void AddFaultAt(std::string_view column, std::int64_t element, ValueFault fault);

  const FactsFormat& format_;
  FactsBuilder* builder_;
  ArrowFaults* faults_;
  CellWriter cells_;
  ValueFault fault_;
  std::size_t stream_ = 0;
  std::int64_t row_ = 0;
  std::vector<Step> path_;  // Of the embedded records that are open.
  bool has_lost_records_ = false;
  std::vector<std::uint32_t> day_texts_;  // Numbers of written days, plus one; zero = not met yet.
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_RECORDS_H_
