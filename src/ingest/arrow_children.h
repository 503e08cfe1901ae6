// Embedded records that come as a stream of their own, kept until their parents are read.

#ifndef ASSAY_SRC_INGEST_ARROW_CHILDREN_H_
#define ASSAY_SRC_INGEST_ARROW_CHILDREN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "assay/facts/builder.h"
#include "assay/facts/schema.h"
#include "src/ingest/arrow_plan.h"
#include "src/ingest/arrow_records.h"
#include "src/ingest/arrow_stream.h"

namespace assay {

class ArrowChildren {
 public:
  // Of `type`, which is embedded. `reader` is open.
  ArrowChildren(const Schema& schema, RecordTypeId type, std::size_t stream,
                std::unique_ptr<ArrowStreamReader> reader, ArrowPlan plan);

  RecordTypeId parent() const { return schema_.record(type_).parent; }
  FieldId field() const { return schema_.record(type_).parent_field; }

  // Reads all batches and sorts their rows by parent.
  void Load(ArrowRecords* records, ArrowFaults* faults);

  // Adds the records of the parent `key`, whose record is open in `builder`.
  void AddTo(std::string_view key, ArrowRecords* records, FactsBuilder* builder);

  // Once all parents are read: tells the rows whose parent was not among them.
  void TellUnclaimed(bool lenient, FactsBuilder* builder, ArrowRecords* records);

 private:
  struct Place {
    std::uint32_t batch = 0;
    std::int64_t row = 0;  // Within the batch.
  };
  struct Parent {
    std::string_view key;
    std::vector<Place> rows;
    bool is_claimed = false;
  };

  const Schema& schema_;
  RecordTypeId type_;
  std::size_t stream_;
  std::unique_ptr<ArrowStreamReader> reader_;
  ArrowPlan plan_;
  std::vector<std::unique_ptr<ArrowBatch>> batches_;
  std::size_t attached_ = static_cast<std::size_t>(-1);
  boost::unordered_flat_map<std::string_view, std::uint32_t> numbers_;  // Into parents_, by id.
  std::vector<Parent> parents_;                                         // As they were met.
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_CHILDREN_H_
