#include "src/facts/faults.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

// The members of a facts document in the order in which it is usually written: the organisation,
// `collected`, tables as the schema has them, evidence. Text input is sorted by line afterwards.
constexpr std::uint64_t kCollectedGroup = 1;
constexpr std::uint64_t kTableGroup = 2;
constexpr std::uint64_t kEvidenceGroup = kTableGroup + kNoId;

std::uint64_t GroupOf(const RecordType& record, RecordTypeId type) {
  switch (record.role) {
    case RecordRole::kSingle:
      return 0;
    case RecordRole::kEvidence:
      return kEvidenceGroup;
    default:
      return kTableGroup + type;
  }
}

// The position of an embedded row among its parent's: rows of one parent lie together.
std::size_t PositionOf(const BuildTable& table, std::size_t row) {
  const auto at = table.parents.begin() + static_cast<std::ptrdiff_t>(row);
  return static_cast<std::size_t>(at - std::lower_bound(table.parents.begin(), at, *at));
}

std::string RecordPointer(const BuildData& data, RecordTypeId type, std::size_t row) {
  const RecordType& record = data.schema->record(type);
  const BuildTable& table = data.tables[type];
  switch (record.role) {
    case RecordRole::kSingle:
      return absl::StrCat("/", record.member);
    case RecordRole::kTable:
      return absl::StrCat("/", record.member, "/", table.origins[row]);
    case RecordRole::kEvidence:
      return absl::StrCat("/evidence/", table.origins[row]);
    case RecordRole::kChild:
      break;
  }
  const Field& field = data.schema->field(record.parent, record.parent_field);
  std::string pointer =
      absl::StrCat(RecordPointer(data, record.parent, table.parents[row]), "/", field.name);
  if (field.kind == FieldKind::kChildren) absl::StrAppend(&pointer, "/", PositionOf(table, row));
  return pointer;
}

void AppendRecordPath(const BuildData& data, RecordTypeId type, std::size_t row,
                      std::vector<std::uint64_t>* path) {
  const RecordType& record = data.schema->record(type);
  const BuildTable& table = data.tables[type];
  if (record.role != RecordRole::kChild) {
    path->push_back(GroupOf(record, type));
    path->push_back(table.origins[row]);
    return;
  }
  AppendRecordPath(data, record.parent, table.parents[row], path);
  path->push_back(record.parent_field);
  path->push_back(PositionOf(table, row));
}

// The line first, where there is one: the members of a document may come in any order.
bool ComesBefore(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.place.file, a.place.line, a.place.column) <
         std::tie(b.place.file, b.place.line, b.place.column);
}

}  // namespace

std::string PointerOf(const BuildData& data, const FaultPlace& place) {
  std::string pointer = RecordPointer(data, place.type, place.row);
  if (place.field == kNoId) return pointer;
  absl::StrAppend(&pointer, "/", data.schema->field(place.type, place.field).name);
  if (place.element != FaultPlace::kNoElement) absl::StrAppend(&pointer, "/", place.element);
  return pointer;
}

void FaultList::AddOfCollected(std::size_t index, Told told) {
  Path path = {kCollectedGroup, index};
  if (!IsWanted(path)) return;
  Keep(std::move(path), data_.collected[index].pointer, std::move(told));
}

FaultList::Path FaultList::PathOf(const FaultPlace& place) const {
  Path path;
  AppendRecordPath(data_, place.type, place.row, &path);
  if (place.field != kNoId) path.push_back(place.field);
  if (place.element != FaultPlace::kNoElement) path.push_back(place.element);
  return path;
}

bool FaultList::IsWanted(const Path& path) {
  ++count_;
  return kept_.size() < limit_ || (limit_ > 0 && path < kept_.front().path);
}

void FaultList::Keep(Path path, std::string pointer, Told told) {
  if (kept_.size() == limit_) {
    std::pop_heap(kept_.begin(), kept_.end());
    kept_.pop_back();
  }
  kept_.push_back({std::move(path), count_, std::move(pointer), std::move(told)});
  std::push_heap(kept_.begin(), kept_.end());
}

void FaultList::MoveTo(const std::function<std::string(const MissingId&)>& nearest,
                       const SealOptions& options, Diagnostics* problems) {
  std::sort_heap(kept_.begin(), kept_.end());
  Diagnostics told;
  std::vector<std::string> pointers;
  for (Kept& kept : kept_) {
    if (kept.told.missing.target != kNoId) kept.told.hint = nearest(kept.told.missing);
    told.push_back({.code = std::string(kept.told.code),
                    .message = std::move(kept.told.message),
                    .place = {.pointer = kept.pointer},
                    .hint = std::move(kept.told.hint)});
    pointers.push_back(std::move(kept.pointer));
  }
  if (options.places && !told.empty()) {
    std::vector<Place> places = options.places(pointers);
    assert(places.size() == told.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
      told[i].place = std::move(places[i]);
      told[i].place.pointer = std::move(pointers[i]);
    }
    std::stable_sort(told.begin(), told.end(), ComesBefore);
  }
  const std::size_t untold = count_ - told.size();
  std::move(told.begin(), told.end(), std::back_inserter(*problems));
  if (untold > 0) {
    problems->push_back({.code = "facts.too-many",
                         .message = absl::StrCat("faults that are not shown: ", untold),
                         .hint = "mend those above, or raise the limit",
                         .severity = DiagnosticSeverity::kWarning});
  }
  kept_.clear();
}

}  // namespace assay
