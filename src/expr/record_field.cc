#include "src/expr/record_field.h"

#include <cassert>

#include "src/expr/element_range.h"
#include "src/expr/time_text.h"

namespace assay {
namespace {

Value InstantCell(const Table& table, FieldId field, Row row, const UnknownCause& cause) {
  const Column& instants = table.instant_column(field);
  switch (instants.state(row)) {
    case CellState::kNone:
      return Value::Null();
    case CellState::kUnknown:
      return Value::Unknown({.cause = cause});
    case CellState::kValue:
      return Value::Timestamp(TimestampOf(Instant::FromMicros(instants.cell(row))));
  }
  return Value::Null();
}

Date DateCell(const Table& table, FieldId field, Row row) {
  return Date::FromDays(static_cast<std::int32_t>(table.date_column(field).cell(row)));
}

Value WhenCell(const Table& table, FieldId field, Row row) {
  const Column& instants = table.instant_column(field);
  const bool has_instant = instants.state(row) == CellState::kValue;
  const Instant instant =
      has_instant ? Instant::FromMicros(instants.cell(row)) : Instant::FromMicros(0);
  return Value::WhenOf(DateCell(table, field, row), has_instant, instant);
}

// A cell that is a value and no list.
Value ScalarCell(const CallContext& context, RecordTypeId type, FieldId field_id, Row row) {
  const Facts& facts = *context.facts;
  const Field& field = facts.schema().field(type, field_id);
  const Table& table = facts.table(type);
  const Column& column = table.column(field_id);
  switch (field.kind) {
    case FieldKind::kBool:
      return Value::Bool(column.cell(row) != 0);
    case FieldKind::kInt:
      return Value::Int(column.cell(row));
    case FieldKind::kDecimal:
      return Value::DecimalOf(facts.decimal(column.cell(row)));
    case FieldKind::kText:
      return Value::BorrowedString(facts.text(static_cast<TextId>(column.cell(row))));
    case FieldKind::kEnum: {
      const EnumType& words = facts.schema().enums()[field.enumeration];
      return Value::BorrowedString(words.values[static_cast<std::size_t>(column.cell(row))]);
    }
    case FieldKind::kDate:
      return Value::DateOf(Date::FromDays(static_cast<std::int32_t>(column.cell(row))));
    case FieldKind::kWhen:
      return WhenCell(table, field_id, row);
    case FieldKind::kReference:
    case FieldKind::kChild:
      return ReferenceTo(context, field.target, static_cast<Row>(column.cell(row)));
    case FieldKind::kChildren:
      break;
  }
  assert(false && "embedded records are a list");
  return Value::Null();
}

Value ListOf(const CallContext& context, ElementRange range) {
  std::vector<Value> items;
  items.reserve(range.size_hint());
  Value item;
  while (range.Next(context, &item)) items.push_back(std::move(item));
  return Value::OpenList(std::move(items), std::move(range.maybe));
}

// Where the bounds of an unknown record are days of its own `field`.
bool IsBoundedField(const RecordType& record, FieldId field) {
  return record.parent == kNoId && record.occurred_field == field;
}

Value UnknownRecord(RecordTypeId type, const UnknownCause& cause) {
  return Value::Unknown({.record = type, .cause = cause});
}

// The record that embeds, or is embedded in, an unknown one: it is of the same record of a feed.
Value UnknownRelative(RecordTypeId type, UnknownBounds bounds) {
  bounds.record = type;
  bounds.is_new = false;  // What embeds it may be known.
  return Value::Unknown(bounds);
}

Value OpenListOf(Value unknown) {
  const UnknownCause cause = unknown.unknown().cause;
  std::vector<MaybeItem> maybe;
  maybe.push_back({std::move(unknown), true, cause});
  return Value::OpenList({}, std::move(maybe));
}

Value UnknownStoredField(const Schema& schema, const NodeMeaning& meaning, const UnknownBounds& bounds) {
  const RecordType& record = schema.record(meaning.a);
  const Field& field = record.fields[meaning.b];
  if (field.kind == FieldKind::kChild) return UnknownRelative(field.target, bounds);
  if (field.kind == FieldKind::kWhen && IsBoundedField(record, meaning.b)) {
    return Value::Unknown(
        {.lowest = bounds.lowest, .highest = bounds.highest, .cause = bounds.cause});
  }
  if (bounds.is_new && record.key_field == meaning.b && record.parent == kNoId) {
    return Value::Unknown({.id_of = meaning.a, .cause = bounds.cause});
  }
  if (record.feed_kind_field == meaning.b && bounds.enumeration == field.enumeration) {
    return Value::Unknown(
        {.words = bounds.words, .enumeration = field.enumeration, .cause = bounds.cause});
  }
  return UnknownCell(schema, meaning.a, meaning.b, bounds.cause);
}

}  // namespace

bool IsAdmitted(const CallContext& context, RecordTypeId type, Row row) {
  if (context.admitted == nullptr) return true;
  while (context.admitted->admits(type, row)) {
    const RecordTypeId parent = context.facts->schema().record(type).parent;
    if (parent == kNoId) return true;
    row = context.facts->table(type).parent(row);
    type = parent;
  }
  return false;
}

Value ReferenceTo(const CallContext& context, RecordTypeId type, Row row) {
  return IsAdmitted(context, type, row) ? Value::Record(type, row) : Value::Null();
}

Value FieldOfRow(const CallContext& context, const NodeMeaning& meaning, Row row) {
  const Facts& facts = *context.facts;
  const Schema& schema = facts.schema();
  switch (meaning.meaning) {
    case Meaning::kParent:
      return ReferenceTo(context, schema.record(meaning.a).parent, facts.table(meaning.a).parent(row));
    case Meaning::kChildren:
    case Meaning::kInverse: {
      ElementRange range;
      OpenListField(context, meaning, row, &range);
      return ListOf(context, std::move(range));
    }
    default:
      break;
  }
  const Table& table = facts.table(meaning.a);
  const UnknownCause cause = {meaning.a, meaning.b, row};
  switch (table.column(meaning.b).state(row)) {
    case CellState::kNone:
      return Value::Null();
    case CellState::kUnknown:
      if (meaning.meaning != Meaning::kStoredField) return Value::Unknown({.cause = cause});
      return UnknownCell(schema, meaning.a, meaning.b, cause);
    case CellState::kValue:
      break;
  }
  if (meaning.meaning == Meaning::kWhenDate) return Value::DateOf(DateCell(table, meaning.b, row));
  if (meaning.meaning == Meaning::kWhenInstant) return InstantCell(table, meaning.b, row, cause);
  if (!schema.field(meaning.a, meaning.b).is_list) return ScalarCell(context, meaning.a, meaning.b, row);
  ElementRange range;
  OpenListField(context, meaning, row, &range);
  return ListOf(context, std::move(range));
}

Value FieldOfUnknown(const CallContext& context, const NodeMeaning& meaning, const Value& unknown) {
  const UnknownBounds& bounds = unknown.unknown();
  if (context.facts == nullptr) return Value::Unknown({.cause = bounds.cause});
  const Schema& schema = context.facts->schema();
  switch (meaning.meaning) {
    case Meaning::kStoredField:
      return UnknownStoredField(schema, meaning, bounds);
    case Meaning::kParent:
      return UnknownRelative(schema.record(meaning.a).parent, bounds);
    case Meaning::kChildren:
      return OpenListOf(UnknownRelative(schema.field(meaning.a, meaning.b).target, bounds));
    case Meaning::kInverse:
      return OpenListOf(UnknownRecord(schema.inverses()[meaning.a].source, bounds.cause));
    case Meaning::kWhenDate:
      if (!IsBoundedField(schema.record(meaning.a), meaning.b)) break;
      return Value::Unknown(
          {.lowest = bounds.lowest, .highest = bounds.highest, .cause = bounds.cause});
    default:
      break;
  }
  return Value::Unknown({.cause = bounds.cause});
}

bool MayBeNone(const Schema& schema, const NodeMeaning& meaning) {
  switch (meaning.meaning) {
    case Meaning::kChildren:
    case Meaning::kInverse:
    case Meaning::kParent:
      return false;
    case Meaning::kStoredField:
    case Meaning::kWhenDate: {
      // A reference is none where its record was rejected, whatever the schema says.
      const Field& field = schema.field(meaning.a, meaning.b);
      return field.missing == Missing::kNone || field.kind == FieldKind::kReference;
    }
    default:
      return true;
  }
}

Value UnknownCell(const Schema& schema, RecordTypeId type, FieldId field_id, UnknownCause cause) {
  const Field& field = schema.field(type, field_id);
  UnknownBounds bounds{.cause = cause};
  if (field.kind == FieldKind::kReference && !field.is_list) bounds.record = field.target;
  if (!field.is_list && field.missing != Missing::kNone) {
    if (field.kind == FieldKind::kEnum) bounds.enumeration = field.enumeration;
    if (field.kind == FieldKind::kInt) {
      bounds.lowest = field.minimum.value_or(bounds.lowest);
      bounds.highest = field.maximum.value_or(bounds.highest);
    }
  }
  return Value::Unknown(bounds);
}

std::optional<NodeMeaning> FieldByName(const Schema& schema, RecordTypeId type, std::string_view name) {
  const RecordType& record = schema.record(type);
  const auto found = [](Meaning meaning, std::uint16_t a, std::uint16_t b) {
    NodeMeaning result;
    result.meaning = meaning;
    result.a = a;
    result.b = b;
    return result;
  };
  const FieldId field = schema.FindField(type, name);
  if (field != kNoId) {
    const bool is_embedded = record.fields[field].kind == FieldKind::kChildren;
    return found(is_embedded ? Meaning::kChildren : Meaning::kStoredField, type, field);
  }
  if (record.parent != kNoId && schema.record(record.parent).name == name) {
    return found(Meaning::kParent, type, kNoId);
  }
  if (const std::optional<std::uint16_t> inverse = schema.FindInverse(type, name)) {
    return found(Meaning::kInverse, *inverse, kNoId);
  }
  if (record.occurred_field != kNoId && name == "date") {
    return found(Meaning::kWhenDate, type, record.occurred_field);
  }
  if (record.occurred_field != kNoId && name == "instant") {
    return found(Meaning::kWhenInstant, type, record.occurred_field);
  }
  return std::nullopt;
}

}  // namespace assay
