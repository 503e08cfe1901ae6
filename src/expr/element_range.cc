#include "src/expr/element_range.h"

#include <algorithm>

#include "src/expr/record_field.h"

namespace assay {
namespace {

bool IsVisible(const CallContext& context, const ElementRange& range, Row row) {
  if (context.admitted == nullptr) return true;
  if (range.is_embedded) return IsAdmitted(context, range.type, row);
  return context.admitted->admits(range.type, row);
}

// A reference into a feed that was not collected: some record, unless hygiene rejects it.
void AddUnknownReferences(UnknownCause cause, ElementRange* range) {
  for (const std::int32_t cell : range->cells) {
    if (static_cast<Row>(cell) != kNoRow) continue;
    range->maybe.push_back({Value::Unknown({.record = range->type, .cause = cause}), false, cause});
  }
}

// A record of `type` in the gap of a feed. `feed` is the type itself or a type that embeds it.
MaybeItem MissingRecord(const Schema& schema, RecordTypeId type, RecordTypeId feed, const Feed& state,
                        DateRange gap) {
  const RecordType& feed_type = schema.record(feed);
  const UnknownCause cause = {feed, kNoId, kNoRow};
  UnknownBounds bounds{.record = type, .is_new = true, .cause = cause};
  if (feed_type.occurred_field != kNoId) {
    bounds.lowest = gap.first;
    bounds.highest = gap.last;
  }
  if (feed_type.feed_kind_field != kNoId && state.open_kinds != 0) {
    bounds.words = state.open_kinds;
    bounds.enumeration = feed_type.fields[feed_type.feed_kind_field].enumeration;
  }
  return {Value::Unknown(bounds), true, cause};
}

// One for each gap of `feed` in which a record may have happened that is evidence on as_of.
void AddMissing(const CallContext& context, RecordTypeId type, RecordTypeId feed, DateRange within,
                std::vector<MaybeItem>* missing) {
  const Schema& schema = context.facts->schema();
  const Feed& state = context.facts->table(feed).feed();
  for (DateRange gap : state.gaps) {
    if (schema.record(feed).occurred_field != kNoId) {
      gap.first = std::max(gap.first, within.first);
      gap.last = std::min({gap.last, within.last, context.as_of.days_since_epoch()});
      if (gap.last < gap.first) continue;
    }
    missing->push_back(MissingRecord(schema, type, feed, state, gap));
  }
}

// Rows that may refer to any record, because what they refer to was not collected, or because they
// name a record that does not exist where all are there: somebody misspelt one. Where records may be
// missing, such a reference is known to be to one of those.
void AddPossibleReferrers(const CallContext& context, const Inverse& inverse, ElementRange* range) {
  const Field& field = context.facts->schema().field(inverse.source, inverse.source_field);
  const Table& table = context.facts->table(inverse.source);
  const Column& column = table.column(inverse.source_field);
  const bool are_all_there = !context.facts->table(inverse.target).feed().is_open();
  if ((field.missing != Missing::kUnknown && !are_all_there) || column.all_values()) return;
  for (Row row = 0; row < table.row_count(); ++row) {
    if (column.state(row) != CellState::kUnknown || !IsVisible(context, *range, row)) continue;
    const UnknownCause cause = {inverse.source, inverse.source_field, row};
    range->maybe.push_back({Value::Record(inverse.source, row), false, cause});
  }
}

}  // namespace

std::size_t ElementRange::size_hint() const {
  switch (source) {
    case Source::kItems: return items.size();
    case Source::kEntries: return entries.size();
    case Source::kRows: return rows.size();
    case Source::kRowRange: return last - first;
    default: return cells.size();
  }
}

bool ElementRange::Next(const CallContext& context, Value* element) {
  switch (source) {
    case Source::kItems:
      if (position == items.size()) return false;
      *element = items[position++];
      return true;
    case Source::kEntries:
      if (position == entries.size()) return false;
      *element = entries[position++].first;
      return true;
    case Source::kRows:
      while (position < rows.size()) {
        const Row row = rows[position++];
        if (!IsVisible(context, *this, row)) continue;
        *element = Value::Record(type, row);
        return true;
      }
      return false;
    case Source::kRowRange:
      while (first < last) {
        const Row row = first++;
        if (!IsVisible(context, *this, row)) continue;
        *element = Value::Record(type, row);
        return true;
      }
      return false;
    case Source::kReferences:
      while (position < cells.size()) {
        const Row row = static_cast<Row>(cells[position++]);
        if (row == kNoRow || !IsVisible(context, *this, row)) continue;
        *element = Value::Record(type, row);
        return true;
      }
      return false;
    case Source::kTexts:
      if (position == cells.size()) return false;
      *element = Value::BorrowedString(context.facts->text(static_cast<TextId>(cells[position++])));
      return true;
    case Source::kWords:
      if (position == cells.size()) return false;
      *element = Value::BorrowedString(words->values[static_cast<std::size_t>(cells[position++])]);
      return true;
  }
  return false;
}

bool ElementRange::NextWithKey(const CallContext& context, Value* key, Value* element) {
  if (source == Source::kEntries) {
    if (position == entries.size()) return false;
    *key = entries[position].first;
    *element = entries[position++].second;
    return true;
  }
  if (!Next(context, element)) return false;
  // What an open list will hold in the end may stand before what it holds now.
  *key = is_open() ? Value::Unknown({.lowest = given, .cause = maybe.front().cause}) : Value::Int(given);
  ++given;
  return true;
}

void OpenValue(Value list, ElementRange* range) {
  range->holder = std::move(list);
  if (range->holder.kind() == ValueKind::kMap) {
    range->source = ElementRange::Source::kEntries;
    range->entries = range->holder.entries();
    return;
  }
  range->source = ElementRange::Source::kItems;
  range->items = range->holder.items();
  const std::span<const MaybeItem> maybe = range->holder.maybe_items();
  range->maybe.assign(maybe.begin(), maybe.end());
}

void OpenListField(const CallContext& context, const NodeMeaning& meaning, Row row, ElementRange* range) {
  const Facts& facts = *context.facts;
  const Schema& schema = facts.schema();
  if (meaning.meaning == Meaning::kInverse) {
    const Inverse& inverse = schema.inverses()[meaning.a];
    range->source = ElementRange::Source::kRows;
    range->type = inverse.source;
    range->is_embedded = schema.record(inverse.source).parent != kNoId;
    range->rows = facts.referrers(meaning.a, row);
    DateRange days;
    if (context.admitted != nullptr) {
      days = context.admitted->DaysOfReferrers(inverse.source, inverse.source_field, row);
    }
    range->maybe = MissingRecords(context, inverse.source, days);
    AddPossibleReferrers(context, inverse, range);
    return;
  }
  const Field& field = schema.field(meaning.a, meaning.b);
  if (meaning.meaning == Meaning::kChildren) {
    const Table::RowRange children = facts.children(meaning.a, meaning.b, row);
    range->source = ElementRange::Source::kRowRange;
    range->type = field.target;
    range->first = children.first;
    range->last = children.last;
    // Of a parent that is here only what it embeds can be missing, not what embeds it.
    if (schema.record(field.target).opens_parents)
      AddMissing(context, field.target, field.target, {}, &range->maybe);
    return;
  }
  range->cells = facts.table(meaning.a).column(meaning.b).list(row);
  switch (field.kind) {
    case FieldKind::kReference:
      range->source = ElementRange::Source::kReferences;
      range->type = field.target;
      range->is_embedded = schema.record(field.target).parent != kNoId;
      AddUnknownReferences({meaning.a, meaning.b, row}, range);
      return;
    case FieldKind::kEnum:
      range->source = ElementRange::Source::kWords;
      range->words = &schema.enums()[field.enumeration];
      return;
    default:
      range->source = ElementRange::Source::kTexts;
      return;
  }
}

void OpenAllRecords(const CallContext& context, RecordTypeId type, ElementRange* range) {
  range->source = ElementRange::Source::kRowRange;
  range->type = type;
  range->is_embedded = context.facts->schema().record(type).parent != kNoId;
  range->last = static_cast<Row>(context.facts->table(type).row_count());
  range->maybe = MissingRecords(context, type);
}

std::vector<MaybeItem> MissingRecords(const CallContext& context, RecordTypeId type, DateRange within) {
  std::vector<MaybeItem> missing;
  const Schema& schema = context.facts->schema();
  for (RecordTypeId feed = type; feed != kNoId; feed = schema.record(feed).parent) {
    AddMissing(context, type, feed, within, &missing);
  }
  return missing;
}

Value AllRecords(const CallContext& context, RecordTypeId type) {
  ElementRange range;
  OpenAllRecords(context, type, &range);
  std::vector<Value> items;
  items.reserve(range.size_hint());
  Value item;
  while (range.Next(context, &item)) items.push_back(std::move(item));
  return Value::OpenList(std::move(items), std::move(range.maybe));
}

}  // namespace assay
