#include "src/ingest/arrow_records.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/json_events.h"
#include "src/base/utf8.h"
#include "src/ingest/arrow_number.h"
#include "src/ingest/json_value.h"

namespace assay {
namespace {

using Route = ArrowColumn::Route;

// Days whose texts are kept: 1950 to 2109. Others are written every time.
constexpr std::int32_t kFirstKept = -7305;
constexpr std::int32_t kKeptDays = 58440;

constexpr char kMark = '\x1e';  // Of placeholders; the reader of the document has another.

constexpr std::string_view kBadArray = "arrow.bad-array";

}  // namespace

ArrowRecords::ArrowRecords(const FactsFormat& format, FactsBuilder* builder, ArrowFaults* faults)
    : format_(format), builder_(builder), faults_(faults), cells_(format, builder, kMark) {}

void ArrowRecords::Read(const ArrowPlan& plan, std::int64_t cell) {
  const std::vector<Field>& fields = format_.schema.record(plan.type).fields;
  for (const FieldId id : plan.absent) {
    cells_.SetPlaceholder(id, fields[id]);
    has_lost_records_ = has_lost_records_ || fields[id].is_key;
  }
  for (const ArrowColumn& column : plan.columns) ReadCell(column, cell);
}

void ArrowRecords::ReadCell(const ArrowColumn& column, std::int64_t cell) {
  switch (column.route) {
    case Route::kText:
      ReadTextCell(column, cell);
      return;
    case Route::kDotted:
      ReadDotted(column, cell);
      return;
    case Route::kFaulty:
      cells_.SetPlaceholder(column.id, *column.field);
      has_lost_records_ = has_lost_records_ || column.field->is_key;
      return;
    default:
      break;
  }
  const ArrowCells* cells = column.cells;
  switch (FollowDictionary(&cells, &cell)) {
    case ArrowState::kValue:
      ReadValue(column, *cells, cell);
      return;
    case ArrowState::kNull:
      AddMissing(column);
      return;
    case ArrowState::kBadIndex:
      Refuse(column, {std::string(kBadArray), "an index is not in its dictionary", ""});
      return;
  }
}

void ArrowRecords::ReadValue(const ArrowColumn& column, const ArrowCells& cells,
                             std::int64_t cell) {
  switch (column.route) {
    case Route::kWord:
      return ReadWord(column, cells, cell);
    case Route::kBool:
      return builder_->SetBool(column.id, cells.BitAt(cell));
    case Route::kInt: {
      const std::optional<std::int64_t> number = WholeNumberAt(cells, cell, &fault_);
      if (!number) return Refuse(column, std::move(fault_));
      return builder_->SetInt(column.id, *number);
    }
    case Route::kDecimal: {
      const std::optional<Decimal> number = DecimalAt(cells, cell, &fault_);
      if (!number) return Refuse(column, std::move(fault_));
      return builder_->SetDecimal(column.id, *number);
    }
    case Route::kDate:
    case Route::kWhen:
      return ReadDay(column, cells, cell);
    case Route::kList:
      return ReadList(column, cells, cell);
    case Route::kChild:
      path_.push_back({column.name, kNoElement});
      builder_->BeginChild(column.id);
      Read(*column.child, cells.offset + cell);
      builder_->EndRecord();
      path_.pop_back();
      return;
    case Route::kChildren:
      return ReadChildren(column, cells, cell);
    default:
      return;
  }
}

// Apart from the others because most cells are texts, and a text of a dictionary is looked up in
// the builder once for all its rows.
void ArrowRecords::ReadTextCell(const ArrowColumn& column, std::int64_t cell) {
  const ArrowCells* cells = column.cells;
  std::uint32_t* kept = nullptr;
  if (cells->dictionary != nullptr && !cells->IsNull(cell)) {
    std::int64_t index = 0;
    const std::vector<std::uint32_t>& interned = cells->dictionary->interned;
    if (IntAt(*cells, cell, &index) && index >= 0 &&
        index < static_cast<std::int64_t>(interned.size())) {
      kept = &cells->dictionary->interned[static_cast<std::size_t>(index)];
      if (*kept != 0) return builder_->SetInterned(column.id, *kept - 1);
    }
  }
  switch (FollowDictionary(&cells, &cell)) {
    case ArrowState::kNull:
      return AddMissing(column);
    case ArrowState::kBadIndex:
      return Refuse(column, {std::string(kBadArray), "an index is not in its dictionary", ""});
    case ArrowState::kValue:
      break;
  }
  std::string_view text;
  if (!CheckedText(*cells, cell, &text)) return Refuse(column, std::move(fault_));
  if (kept != nullptr) {
    const std::uint32_t number = builder_->Intern(text);
    *kept = number + 1;
    builder_->SetInterned(column.id, number);
  } else if (column.field->kind == FieldKind::kText) {
    builder_->SetText(column.id, text);
  } else {
    builder_->SetReference(column.id, text);
  }
}

void ArrowRecords::ReadWord(const ArrowColumn& column, const ArrowCells& cells,
                            std::int64_t cell) {
  std::string_view text;
  if (!CheckedText(cells, cell, &text)) return Refuse(column, std::move(fault_));
  if (cells_.Set(column.id, *column.field, {.kind = JsonKind::kString, .text = text}, &fault_)) {
    return;
  }
  Refuse(column, std::move(fault_));
}

void ArrowRecords::ReadDay(const ArrowColumn& column, const ArrowCells& cells, std::int64_t cell) {
  const std::optional<WhenValue> when = WhenAt(cells, cell, &fault_);
  if (!when) return Refuse(column, std::move(fault_));
  if (column.route == Route::kDate) return builder_->SetDate(column.id, *when->date);
  if (when->date) {
    return builder_->SetInternedWhenDate(column.id, TextOfDay(*when->date), *when->date);
  }
  builder_->SetWhenInstant(column.id, when->instant->ToString(), *when->instant);
}

void ArrowRecords::ReadList(const ArrowColumn& column, const ArrowCells& cells,
                            std::int64_t cell) {
  const ArrowRange range = ListAt(cells, cell);
  cells_.BeginList();
  for (std::int64_t element = range.first; element < range.last; ++element) {
    const ArrowCells* texts = &cells.children[0];
    std::int64_t at = element;
    JsonValue value;
    bool is_sound = true;
    switch (FollowDictionary(&texts, &at)) {
      case ArrowState::kValue:
        value.kind = JsonKind::kString;
        is_sound = CheckedText(*texts, at, &value.text);
        break;
      case ArrowState::kBadIndex:
        fault_ = {std::string(kBadArray), "an index is not in its dictionary", ""};
        is_sound = false;
        break;
      case ArrowState::kNull:
        break;
    }
    if (is_sound && cells_.AddElement(*column.field, value, &fault_)) continue;
    AddFaultAt(column.name, element - range.first, std::move(fault_));
  }
  cells_.EndList(column.id, *column.field);
}

void ArrowRecords::ReadChildren(const ArrowColumn& column, const ArrowCells& cells,
                                std::int64_t cell) {
  const ArrowRange range = ListAt(cells, cell);
  const ArrowCells& records = cells.children[0];
  for (std::int64_t element = range.first; element < range.last; ++element) {
    if (records.IsNull(element)) {
      AddFaultAt(column.name, element - range.first,
                 WrongElement(column.name, "an object", JsonKind::kNull));
      continue;
    }
    path_.push_back({column.name, element - range.first});
    builder_->BeginChild(column.id);
    Read(*column.child, records.offset + element);
    builder_->EndRecord();
    path_.pop_back();
  }
}

void ArrowRecords::ReadDotted(const ArrowColumn& column, std::int64_t cell) {
  const std::vector<ArrowColumn>& members = column.child->columns;
  const bool is_there = std::any_of(members.begin(), members.end(), [&](const ArrowColumn& member) {
    if (member.cells == nullptr) return false;
    const ArrowCells* cells = member.cells;
    std::int64_t at = cell;
    return FollowDictionary(&cells, &at) != ArrowState::kNull;
  });
  if (!is_there) {
    AddMissing(column);
    return;
  }
  path_.push_back({column.name, kNoElement});
  builder_->BeginChild(column.id);
  Read(*column.child, cell);
  builder_->EndRecord();
  path_.pop_back();
}

bool ArrowRecords::ReadText(const ArrowCells& cells, std::int64_t cell, std::string_view column,
                            std::string_view* text) {
  const ArrowCells* values = &cells;
  switch (FollowDictionary(&values, &cell)) {
    case ArrowState::kValue:
      if (CheckedText(*values, cell, text)) return true;
      AddFault(column, std::move(fault_));
      return false;
    case ArrowState::kNull:
      AddFault(column, {"facts.missing-field", absl::StrCat(Quoted(column), " is missing"), ""});
      return false;
    case ArrowState::kBadIndex:
      AddFault(column, {std::string(kBadArray), "an index is not in its dictionary", ""});
      return false;
  }
  return false;
}

bool ArrowRecords::CheckedText(const ArrowCells& cells, std::int64_t cell,
                               std::string_view* text) {
  if (!TextAt(cells, cell, text)) {
    fault_ = {std::string(kBadArray), "a view points outside its buffers", ""};
    return false;
  }
  const std::size_t at = FindInvalidUtf8(*text);
  if (at == std::string_view::npos) return true;
  fault_ = {"arrow.utf8", absl::StrCat("byte ", at, " of a text is not UTF-8"), ""};
  return false;
}

std::uint32_t ArrowRecords::TextOfDay(Date date) {
  const std::int32_t kept = date.days_since_epoch() - kFirstKept;
  if (kept < 0 || kept >= kKeptDays) return builder_->Intern(date.ToString());
  if (day_texts_.empty()) day_texts_.resize(kKeptDays, 0);
  std::uint32_t& number = day_texts_[static_cast<std::size_t>(kept)];
  if (number == 0) number = builder_->Intern(date.ToString()) + 1;
  return number - 1;
}

// Whether an embedded record may be absent, sealing says.
void ArrowRecords::AddMissing(const ArrowColumn& column) {
  if (column.field->missing != Missing::kRequired) return;
  if (column.field->kind == FieldKind::kChild || column.field->kind == FieldKind::kChildren) return;
  AddFaultAt(column.name, kNoElement,
             {"facts.missing-field", absl::StrCat("`", column.field->name, "` is missing"), ""});
  cells_.SetPlaceholder(column.id, *column.field);
}

void ArrowRecords::Refuse(const ArrowColumn& column, ValueFault fault) {
  AddFaultAt(column.name, kNoElement, std::move(fault));
  cells_.SetPlaceholder(column.id, *column.field);
  has_lost_records_ = has_lost_records_ || column.field->is_key;
}

void ArrowRecords::AddFault(std::string_view column, ValueFault fault) {
  AddFaultAt(column, kNoElement, std::move(fault));
}

void ArrowRecords::AddFaultAt(std::string_view column, std::int64_t element, ValueFault fault) {
  ArrowPlace place = {.stream = stream_, .row = row_};
  const auto step = [&](std::string_view name, std::int64_t index) {
    AppendPointerStep(name, &place.column);
    AppendPointerStep(name, &place.steps);
    if (index != kNoElement) absl::StrAppend(&place.steps, "/", index);
  };
  for (const Step& open : path_) step(open.name, open.element);
  if (!column.empty()) step(column, element);
  faults_->Add(std::move(place), std::move(fault));
}

}  // namespace assay
