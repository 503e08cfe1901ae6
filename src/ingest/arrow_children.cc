#include "src/ingest/arrow_children.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/ingest/json_value.h"

namespace assay {

ArrowChildren::ArrowChildren(const Schema& schema, RecordTypeId type, std::size_t stream,
                             std::unique_ptr<ArrowStreamReader> reader, ArrowPlan plan)
    : schema_(schema),
      type_(type),
      stream_(stream),
      reader_(std::move(reader)),
      plan_(std::move(plan)) {}

void ArrowChildren::Load(ArrowRecords* records, ArrowFaults* faults) {
  const std::string column = ParentColumn(schema_, type_);
  ValueFault fault;
  while (std::unique_ptr<ArrowBatch> batch = reader_->Next(&fault)) {
    for (std::int64_t row = 0; row < batch->cells.length; ++row) {
      records->MoveTo(stream_, batch->first_row + row);
      if (batch->cells.IsNull(row)) {
        records->AddFault("", {"arrow.null-row", "the row is null", ""});
        continue;
      }
      if (!plan_.parent_column) continue;  // Told already.
      std::string_view key;
      const ArrowCells& keys = batch->cells.children[*plan_.parent_column];
      if (!records->ReadText(keys, batch->cells.offset + row, column, &key)) continue;
      const auto [at, is_new] =
          numbers_.try_emplace(key, static_cast<std::uint32_t>(parents_.size()));
      if (is_new) parents_.push_back({.key = key});
      parents_[at->second].rows.push_back({static_cast<std::uint32_t>(batches_.size()), row});
    }
    batches_.push_back(std::move(batch));
  }
  if (!fault.code.empty()) faults->Add({.stream = stream_}, std::move(fault));
}

void ArrowChildren::AddTo(std::string_view key, ArrowRecords* records, FactsBuilder* builder) {
  const auto at = numbers_.find(key);
  if (at == numbers_.end()) return;
  Parent& parent = parents_[at->second];
  parent.is_claimed = true;
  const bool is_single = schema_.field(this->parent(), field()).kind == FieldKind::kChild;
  for (std::size_t i = 0; i < parent.rows.size(); ++i) {
    const Place& place = parent.rows[i];
    const ArrowBatch& batch = *batches_[place.batch];
    if (attached_ != place.batch) AttachArrow(batch.cells, &plan_);
    attached_ = place.batch;
    records->MoveTo(stream_, batch.first_row + place.row);
    if (is_single && i > 0) {
      records->AddFault("", {"arrow.not-single",
                             absl::StrCat(Quoted(key), " has more than one `",
                                          schema_.record(type_).name, "`"),
                             ""});
      continue;
    }
    builder->BeginChild(field());
    records->Read(plan_, batch.cells.offset + place.row);
    builder->EndRecord();
  }
}

void ArrowChildren::TellUnclaimed(bool lenient, FactsBuilder* builder, ArrowRecords* records) {
  const std::string& owner = schema_.record(parent()).name;
  for (const Parent& unclaimed : parents_) {
    if (unclaimed.is_claimed) continue;
    for (const Place& place : unclaimed.rows) {
      if (lenient) {
        builder->AddFlag({.flag = "dangling_reference",
                          .detail = absl::StrCat(ParentColumn(schema_, type_), ": ",
                                                 std::string(unclaimed.key))});
        continue;
      }
      records->MoveTo(stream_, batches_[place.batch]->first_row + place.row);
      records->AddFault(ParentColumn(schema_, type_),
                        {"arrow.no-parent",
                         absl::StrCat("no stream has the ", owner, " ", Quoted(unclaimed.key)),
                         "embedded records as a stream go with parents as a stream"});
    }
  }
}

}  // namespace assay
