// An assessment as Arrow tables.

#include "assay/report/arrow.h"

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "capi/handle.h"

using namespace assay::capi;

assay_error* assay_assessment_arrow(const assay_assessment* assessment, const char* table, size_t table_size,
                                    ArrowArrayStream* out) {
  return Guarded([&]() -> assay_error* {
    if (assessment == nullptr) return NullError("assessment");
    if (out == nullptr) return NullError("out");
    if (assay_error* error = CheckText(table, table_size, "the table")) return error;
    ArrowArrayStream stream = {};
    const absl::Status status = assay::AssessmentTable(assessment->assessment, {table, table_size}, &stream);
    if (!status.ok()) return NewError(status, {});
    *out = stream;
    return nullptr;
  });
}

namespace {

// The names of the tables, or nullptr if there was no memory to gather them.
const std::vector<std::string_view>* Tables() noexcept {
  try {
    static const std::vector<std::string_view> tables = assay::AssessmentTables();
    return &tables;
  } catch (...) {
    return nullptr;
  }
}

}  // namespace

size_t assay_arrow_table_count(void) { return Tables() == nullptr ? 0 : Tables()->size(); }
assay_text assay_arrow_table_name_at(size_t index) {
  return Tables() == nullptr ? assay_text{} : TextAt(*Tables(), index);
}
