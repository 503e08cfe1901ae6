// The batches of an Arrow stream, one after the other, each fit to be read.

#ifndef ASSAY_SRC_INGEST_ARROW_STREAM_H_
#define ASSAY_SRC_INGEST_ARROW_STREAM_H_

#include <cstdint>
#include <memory>

#include "assay/base/arrow_abi.h"
#include "src/ingest/arrow_array.h"
#include "src/ingest/arrow_owned.h"
#include "src/ingest/arrow_type.h"
#include "src/ingest/json_value.h"

namespace assay {

// A batch and the view of it, which holds pointers into it.
struct ArrowBatch {
  ArrowOwned<ArrowArray> array;
  ArrowCells cells;
  std::int64_t first_row = 0;  // Within the stream.
};

class ArrowStreamReader {
 public:
  explicit ArrowStreamReader(ArrowOwned<ArrowArrayStream> stream) : stream_(std::move(stream)) {}

  // Reads the schema. False, and `*fault`, if that fails or is not of record batches.
  bool Open(ValueFault* fault);
  // The type of the batches, once open; it must outlive them.
  const ArrowType& type() const { return type_; }

  // Reads the next batch. Null at the end, and if there is a fault: then `*fault` has a code.
  std::unique_ptr<ArrowBatch> Next(ValueFault* fault);

 private:
  ValueFault Failure(int code, const char* doing);

  ArrowOwned<ArrowArrayStream> stream_;
  ArrowType type_;
  std::int64_t rows_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_ARROW_STREAM_H_
