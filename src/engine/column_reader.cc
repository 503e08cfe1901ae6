#include "src/engine/column_reader.h"

#include <cassert>
#include <string>
#include <utility>

#include "src/engine/run.h"

namespace assay {
namespace {

// A table of roles or documents, of which each record is looked at from many rows.
constexpr std::size_t kSmallTable = 1024;

// The same value, sharing nothing with `value`.
Value Unshared(const Value& value) {
  if (value.bytes() == 0) return value;  // Nothing is shared.
  switch (value.kind()) {
    case ValueKind::kString: return Value::String(std::string(value.as_string()));
    case ValueKind::kBytes: return Value::Bytes(std::string(value.as_string()));
    case ValueKind::kOptional: return Value::OptionalOf(Unshared(value.optional_value()));
    case ValueKind::kUnknown: return Value::Unknown(value.unknown());
    case ValueKind::kCidr: return Value::Cidr(value.as_cidr());
    case ValueKind::kList: {
      std::vector<Value> items;
      for (const Value& item : value.items()) items.push_back(Unshared(item));
      std::vector<MaybeItem> maybe(value.maybe_items().begin(), value.maybe_items().end());
      for (MaybeItem& item : maybe) item.value = Unshared(item.value);
      return Value::OpenList(std::move(items), std::move(maybe));
    }
    case ValueKind::kMap: {
      std::vector<std::pair<Value, Value>> entries;
      for (const auto& [key, item] : value.entries()) entries.emplace_back(Unshared(key), Unshared(item));
      return Value::Map(std::move(entries));
    }
    case ValueKind::kError:
      return Value::Error(value.error_code(), std::string(value.error_message()), value.error_where());
    default: return value;  // Rare, and right if shared.
  }
}

std::vector<Value> Unshared(const std::vector<Value>& values) {
  std::vector<Value> copies;
  for (const Value& value : values) copies.push_back(Unshared(value));
  return copies;
}

}  // namespace

ColumnReader::ColumnReader(const Run& run)
    : Evaluator(run.pack(), run.facts(), run.as_of(), Unshared(run.parameters()), run.admitted()), run_(run) {
  tallies_.resize(run.pack().tallies.size());
  cells_.resize(run.pack().derived.size());
  for (std::size_t record = 0; record < cells_.size(); ++record) {
    cells_[record].resize(run.pack().derived[record].size());
  }
}

void ColumnReader::Begin(const Allowance& allowance) {
  allowed_ = allowance;
  const bool asks = allowance.is_cancelled != nullptr;
  budget_ = StepBudget{};
  budget_.steps = asks ? 0 : allowance.steps;
  budget_.steps_in_reserve = asks ? allowance.steps : 0;
  budget_.bytes = allowance.bytes;
  budget_.is_cancelled = allowance.is_cancelled;
  budget_.host = allowance.host;
  spent_in_ = nullptr;
  kept_bytes_ = 0;
}

void ColumnReader::Keep(std::size_t bytes) {
  kept_bytes_ += static_cast<std::int64_t>(bytes);
  if (allowed_.kept + kept_bytes_ > allowed_.bytes) budget_.bytes = -1;
}

const Members& ColumnReader::MembersOf(int population) {
  const Members* members = run_.FinishedMembers(population);
  assert(members != nullptr);
  return *members;
}

Value ColumnReader::TallyValue(std::uint16_t tally) {
  std::optional<Value>& value = tallies_[tally];
  if (!value) {
    const Value* finished = run_.FinishedTally(tally);
    assert(finished != nullptr);
    value = Unshared(*finished);
  }
  return *value;
}

Value ColumnReader::Derived(RecordTypeId record, std::uint16_t derived, Row row) {
  const Value* value = run_.FinishedCell(record, derived, row);
  if (value == nullptr) {
    // Of what hygiene rejected nothing is filled, as hardly anybody asks.
    assert(!admitted().admits(record, row));
    return ComputeDerived(pack().derived[record][derived], Value::Record(record, row));
  }
  const std::size_t rows = facts().table(record).row_count();
  if (value->bytes() == 0 || rows > kSmallTable) return *value;
  std::vector<std::optional<Value>>& own = cells_[record][derived];
  if (own.empty()) own.resize(rows);
  if (!own[row]) own[row] = Unshared(*value);
  return *own[row];
}

}  // namespace assay
