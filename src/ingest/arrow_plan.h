// Which column of a stream fills which field, and how: decided once a stream.

#ifndef ASSAY_SRC_INGEST_ARROW_PLAN_H_
#define ASSAY_SRC_INGEST_ARROW_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assay/facts/builder.h"
#include "assay/facts/schema.h"
#include "src/ingest/arrow_array.h"
#include "src/ingest/arrow_faults.h"
#include "src/ingest/arrow_type.h"

namespace assay {

struct ArrowPlan;

struct ArrowColumn {
  enum class Route : std::uint8_t {
    kText,      // Texts into texts and references: as they are.
    kWord,      // Texts into anything else: read as the strings of JSON are.
    kBool,
    kInt,
    kDecimal,
    kDate,
    kWhen,
    kList,
    kChild,     // A struct.
    kChildren,  // A list of structs.
    kDotted,    // Columns of the record around it.
    kFaulty,    // Told already.
  };

  Route route = Route::kFaulty;
  FieldId id = kNoId;
  const Field* field = nullptr;
  std::size_t index = 0;                    // Among the children of the struct.
  std::string name;                         // Of the column.
  std::unique_ptr<ArrowPlan> child;         // Of embedded records.
  const ArrowCells* cells = nullptr;        // Of the batch that is attached.
};

struct ArrowPlan {
  RecordTypeId type = kNoId;
  std::vector<ArrowColumn> columns;
  std::vector<FieldId> absent;             // Required fields that no column fills; told already.
  std::optional<std::size_t> type_column;  // Of evidence: the index of `type`,
  std::optional<std::size_t> parent_column;  // of embedded records: of the parent's id.
  std::optional<std::size_t> key;          // Which of `columns` is the key, if it can be read.

  bool Fills(FieldId field) const {
    for (const ArrowColumn& column : columns) {
      if (column.id == field) return true;
    }
    return false;
  }
};

// `records` is the type of the batches, a struct. What does not fit is told to `faults` and, where
// lenient, flagged in `builder`.
ArrowPlan PlanArrow(const Schema& schema, RecordTypeId type, const ArrowType& records,
                    std::size_t stream, bool lenient, FactsBuilder* builder, ArrowFaults* faults);

// Points every column of `plan` to its cells in `records`, a struct that was opened by the type of
// the plan. Both must stay where they are until others are attached.
void AttachArrow(const ArrowCells& records, ArrowPlan* plan);

// "person_id": the column by which embedded records of `type` name their parent.
std::string ParentColumn(const Schema& schema, RecordTypeId type);

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_PLAN_H_
