#include "capi/call.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/base/display.h"
#include "capi/handle.h"
#include "capi/words.h"
#include "src/base/utf8.h"

namespace assay::capi {
namespace {

// Runs `body`, of which the host waits for no error: what it runs into becomes one of the call.
template <typename Result, typename Body>
Result Within(assay_call* call, Result otherwise, const Body& body) noexcept {
  if (call == nullptr) return otherwise;
  try {
    return body();
  } catch (...) {
    call->is_out_of_memory = true;
    return otherwise;
  }
}

template <typename Body>
void Setting(assay_call* call, std::size_t row, const Body& body) noexcept {
  Within(call, 0, [&] {
    if (row < call->batch->size()) {
      body();
    } else if (call->fault.empty()) {
      call->fault = absl::StrCat("set row ", row, " of ", call->batch->size());
    }
    return 0;
  });
}

const assay_cell* Keep(assay_call* call, std::size_t row, std::string name, Cell<AnyValue> cell) {
  return &call->cells.emplace_back(assay_cell{call, row, std::move(name), std::move(cell)});
}

void Misread(const assay_cell& cell, std::string_view what) {
  cell.call->batch->Fail(cell.row,
                         absl::StrCat("`", cell.name, "` is read as ", std::string(what), ", which it is not"));
}

// The value behind a cell as a T of the cells of C++. Nothing if it is none; the call then fails.
template <typename T>
std::optional<T> ReadAs(const assay_cell* cell) noexcept {
  if (cell == nullptr) return std::nullopt;
  return Within(cell->call, std::optional<T>(), [&]() -> std::optional<T> {
    // It is the row's fault to read before asking, and where there is no value.
    const AnyValue read = cell->cell.value();
    if (read.scope == nullptr) return std::nullopt;
    if (!CellType<T>::Holds(read.value) || CellType<T>::IsNone(read.value)) {
      Misread(*cell, CellType<T>::kName);
      return std::nullopt;
    }
    return CellType<T>::Read(read.scope, read.value);
  });
}

bool IsRecord(const assay_cell& cell) { return cell.cell.raw().kind() == ValueKind::kRecord; }

std::span<const Value> ItemsOf(const assay_cell& cell) {
  return cell.cell.raw().kind() == ValueKind::kList ? cell.cell.raw().items() : std::span<const Value>();
}

}  // namespace
}  // namespace assay::capi

using namespace assay::capi;
using assay::Value;

size_t assay_call_row_count(const assay_call* call) { return call == nullptr ? 0 : call->batch->size(); }
size_t assay_call_argument_count(const assay_call* call) { return call == nullptr ? 0 : call->batch->argument_count(); }
const assay_cell* assay_call_argument(assay_call* call, size_t row, size_t argument) {
  return Within(call, static_cast<const assay_cell*>(nullptr), [&]() -> const assay_cell* {
    if (row >= call->batch->size() || argument >= call->batch->argument_count()) return nullptr;
    return Keep(call, row, absl::StrCat("argument ", argument + 1), call->batch->cell<AnyValue>(row, argument));
  });
}

void assay_call_set_bool(assay_call* call, size_t row, int32_t value) {
  Setting(call, row, [&] { call->batch->Set(row, Value::Bool(value != 0)); });
}
void assay_call_set_int(assay_call* call, size_t row, int64_t value) {
  Setting(call, row, [&] { call->batch->Set(row, Value::Int(value)); });
}
void assay_call_set_double(assay_call* call, size_t row, double value) {
  Setting(call, row, [&] { call->batch->Set(row, Value::Double(value)); });
}
void assay_call_set_decimal(assay_call* call, size_t row, assay_decimal value) {
  Setting(call, row, [&] {
    const std::optional<assay::Decimal> decimal = assay::Decimal::FromParts(value.coefficient, value.scale);
    if (decimal) return call->batch->Set(row, Value::DecimalOf(*decimal));
    call->batch->Fail(row, absl::StrCat("gave a decimal of scale ", value.scale));
  });
}
void assay_call_set_text(assay_call* call, size_t row, const char* text, size_t text_size) {
  Setting(call, row, [&] {
    const bool is_text = (text != nullptr || text_size == 0) && text_size <= PTRDIFF_MAX;
    if (is_text && assay::FindInvalidUtf8({text, text_size}) != std::string_view::npos) {
      return call->batch->Fail(row, "gave a text that is not UTF-8");
    }
    if (is_text) return call->batch->Set(row, Value::String(std::string(text, text_size)));
    call->batch->Fail(row, absl::StrCat("gave a text that is NULL or impossible, of ", text_size, " bytes"));
  });
}
void assay_call_set_date(assay_call* call, size_t row, assay_date value) {
  Setting(call, row, [&] {
    const std::optional<assay::Date> date = assay::Date::FromCivil(value.year, value.month, value.day);
    if (date) return call->batch->Set(row, Value::DateOf(*date));
    call->batch->Fail(row, absl::StrCat("gave ", value.year, "-", value.month, "-", value.day, ", which is no day"));
  });
}
void assay_call_set_none(assay_call* call, size_t row) {
  Setting(call, row, [&] { call->batch->Set(row, Value::Null()); });
}
void assay_call_set_unknown(assay_call* call, size_t row) {
  Setting(call, row, [&] { call->batch->Set(row, Value::Unknown()); });
}
void assay_call_set_error(assay_call* call, size_t row, const char* message, size_t message_size) {
  Setting(call, row, [&] {
    const bool is_text = message != nullptr && message_size != 0 && message_size <= PTRDIFF_MAX;
    call->batch->Fail(row, is_text ? assay::ForDisplay({message, message_size}) : "it does not say why");
  });
}

assay_cell_state_kind assay_cell_state(const assay_cell* cell) {
  if (cell == nullptr) return ASSAY_CELL_UNKNOWN;
  switch (cell->cell.state()) {
    case assay::CellState::kValue: return ASSAY_CELL_VALUE;
    case assay::CellState::kNone: return ASSAY_CELL_NONE;
    case assay::CellState::kUnknown: return ASSAY_CELL_UNKNOWN;
  }
  return ASSAY_CELL_UNKNOWN;
}
assay_cell_kind_of_value assay_cell_kind(const assay_cell* cell) {
  if (cell == nullptr) return ASSAY_CELL_KIND_NONE;
  switch (cell->cell.raw().kind()) {
    case assay::ValueKind::kBool: return ASSAY_CELL_KIND_BOOL;
    case assay::ValueKind::kInt: return ASSAY_CELL_KIND_INT;
    case assay::ValueKind::kDouble: return ASSAY_CELL_KIND_DOUBLE;
    case assay::ValueKind::kDecimal: return ASSAY_CELL_KIND_DECIMAL;
    case assay::ValueKind::kString: return ASSAY_CELL_KIND_TEXT;
    case assay::ValueKind::kDate: return ASSAY_CELL_KIND_DATE;
    case assay::ValueKind::kWhen: return ASSAY_CELL_KIND_WHEN;
    case assay::ValueKind::kRecord: return ASSAY_CELL_KIND_RECORD;
    case assay::ValueKind::kList: return ASSAY_CELL_KIND_LIST;
    default: return ASSAY_CELL_KIND_NONE;
  }
}
int32_t assay_cell_bool(const assay_cell* cell) { return ReadAs<bool>(cell).value_or(false) ? 1 : 0; }
int64_t assay_cell_int(const assay_cell* cell) { return ReadAs<std::int64_t>(cell).value_or(0); }
double assay_cell_double(const assay_cell* cell) { return ReadAs<double>(cell).value_or(0); }
assay_decimal assay_cell_decimal(const assay_cell* cell) { 
  return NumberOf(ReadAs<assay::Decimal>(cell).value_or(assay::Decimal()));
}
assay_text assay_cell_text(const assay_cell* cell) {
  if (cell == nullptr) return {};
  return Within(cell->call, assay_text{}, [&]() -> assay_text {
    if (!IsRecord(*cell)) {
      // Looked at through the cell, where it lives for as long as the call.
      return ReadAs<std::string_view>(cell) ? View(cell->cell.raw().as_string()) : assay_text{};
    }
    // INVARIANT: cells are not const where they are kept; the id is made when it is first asked for.
    std::string& id = const_cast<assay_cell*>(cell)->id;
    const std::optional<assay::RecordCells> record = ReadAs<assay::RecordCells>(cell);
    if (record && id.empty()) id = record->id();
    return View(id);
  });
}
assay_date assay_cell_date(const assay_cell* cell) { return DayOf(ReadAs<assay::Date>(cell)); }
int32_t assay_cell_has_time(const assay_cell* cell) {
  if (cell == nullptr || cell->cell.raw().is_null()) return 0;
  const Value& value = cell->cell.raw();
  return value.is_definite() && assay::CellType<assay::Instant>::Holds(value) &&
                 !assay::CellType<assay::Instant>::IsNone(value)
             ? 1
             : 0;
}
int64_t assay_cell_micros(const assay_cell* cell) {
  const std::optional<assay::Instant> instant = ReadAs<assay::Instant>(cell);
  return instant ? instant->micros_since_epoch() : 0;
}
const assay_cell* assay_cell_field(const assay_cell* cell, const char* name, size_t name_size) {
  if (cell == nullptr || name == nullptr || name_size > PTRDIFF_MAX) return nullptr;
  return Within(cell->call, static_cast<const assay_cell*>(nullptr), [&]() -> const assay_cell* {
    const AnyValue read = cell->cell.value();
    if (read.scope == nullptr) return nullptr;
    if (!IsRecord(*cell)) {
      Misread(*cell, assay::CellType<assay::RecordCells>::kName);
      return nullptr;
    }
    const assay::RecordCells record(read.scope, read.value.record_type(), read.value.row());
    assay::Cell<AnyValue> field = record.Get<AnyValue>(assay::ValidUtf8({name, name_size}));
    if (field.raw().is_error()) return nullptr;  // The row's fault is told already.
    return Keep(cell->call, cell->row, std::string(name, name_size), std::move(field));
  });
}
size_t assay_cell_element_count(const assay_cell* cell) { return cell == nullptr ? 0 : ItemsOf(*cell).size(); }
const assay_cell* assay_cell_element_at(const assay_cell* cell, size_t index) {
  if (cell == nullptr || index >= ItemsOf(*cell).size()) return nullptr;
  return Within(cell->call, static_cast<const assay_cell*>(nullptr), [&]() -> const assay_cell* {
    std::string name = absl::StrCat(cell->name, "[", index, "]");
    assay::Cell<AnyValue> element(cell->cell.scope(), ItemsOf(*cell)[index], name);
    return Keep(cell->call, cell->row, std::move(name), std::move(element));
  });
}
