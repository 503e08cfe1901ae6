// Takes sealed facts, gives their canonical JSON text.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/ingest/facts_json.h"
#include "src/base/json_events.h"
#include "src/base/json_writer.h"
#include "src/ingest/facts_document.h"

namespace assay {
namespace {

// The days that `gaps`, in order and disjoint, leave covered.
std::vector<DateRange> Covered(const std::vector<DateRange>& gaps) {
  std::vector<DateRange> covered;
  std::int32_t next = kFirstDay;
  for (const DateRange& gap : gaps) {
    if (gap.first > next) covered.push_back({next, gap.first - 1});
    next = gap.last + 1;
  }
  if (next <= kLastDay) covered.push_back({next, kLastDay});
  return covered;
}

class FactsWriter {
 public:
  explicit FactsWriter(const Facts& facts) : facts_(facts), schema_(facts.schema()) {}

  std::string Write() {
    out_ = "{";
    BeginMember(kFormatMember);
    AppendJsonString(kFactsFormat, &out_);
    if (facts_.as_of().has_value()) {
      BeginMember(kAsOfMember);
      AppendJsonString(facts_.as_of()->ToString(), &out_);
    }
    for (std::size_t type = 0; type < schema_.records().size(); ++type) {
      if (schema_.records()[type].role == RecordRole::kSingle) {
        Single(static_cast<RecordTypeId>(type));
      }
    }
    Collected();
    for (std::size_t type = 0; type < schema_.records().size(); ++type) {
      const RecordType& record = schema_.records()[type];
      if (record.role != RecordRole::kTable) continue;
      const auto id = static_cast<RecordTypeId>(type);
      if (facts_.table(id).row_count() > 0) BeginList(record.member);
      Records(id);
      EndList();
    }
    Evidence();
    out_ += "\n}\n";
    return std::move(out_);
  }

 private:
  void BeginMember(std::string_view name) {
    out_ += has_members_ ? ",\n" : "\n";
    has_members_ = true;
    AppendJsonString(name, &out_);
    out_ += ": ";
  }

  // A list with one element a line. Nothing is open where there is nothing to list.
  void BeginList(std::string_view name) {
    BeginMember(name);
    out_ += '[';
    in_list_ = true;
    has_elements_ = false;
  }
  void BeginElement() {
    out_ += has_elements_ ? ",\n  " : "\n  ";
    has_elements_ = true;
  }
  void EndList() {
    if (in_list_) out_ += ']';
    in_list_ = false;
  }

  void Single(RecordTypeId type) {
    if (facts_.table(type).row_count() == 0) return;
    BeginMember(schema_.record(type).member);
    JsonWriter json(JsonLayout::kCompact, &out_);
    Record(type, 0, &json);
  }

  void Records(RecordTypeId type) {
    for (Row row = 0; row < facts_.table(type).row_count(); ++row) {
      BeginElement();
      JsonWriter json(JsonLayout::kCompact, &out_);
      Record(type, row, &json);
    }
  }

  void Evidence() {
    for (std::size_t type = 0; type < schema_.records().size(); ++type) {
      const auto id = static_cast<RecordTypeId>(type);
      if (schema_.record(id).role != RecordRole::kEvidence) continue;
      if (facts_.table(id).row_count() > 0 && !in_list_) BeginList(kEvidenceMember);
      Records(id);
    }
    EndList();
  }

  // What was collected, feed by feed and in full: a schema that knows more feeds changes nothing.
  void Collected() {
    BeginList(kCollectedMember);
    for (std::size_t type = 0; type < schema_.records().size(); ++type) {
      const auto id = static_cast<RecordTypeId>(type);
      const RecordType& record = schema_.record(id);
      const Feed& feed = facts_.table(id).feed();
      if (!record.is_feed || !feed.collected) continue;
      const std::string& name = record.role == RecordRole::kEvidence ? record.name : record.plural;
      if (record.feed_kind_field != kNoId && feed.is_open()) {
        CollectedKinds(id, name);
      } else {
        CollectedFeed(name, feed);
      }
    }
    EndList();
  }

  void CollectedFeed(const std::string& name, const Feed& feed) {
    if (!feed.is_open()) return CollectedName(name);
    const std::vector<DateRange> covered = Covered(feed.gaps);
    if (covered.empty()) return IncompleteFeed(name);
    for (const DateRange& range : covered) {
      BeginElement();
      JsonWriter json(JsonLayout::kCompact, &out_);
      json.BeginObject();
      json.Key("type");
      json.String(name);
      Bound("from", range.first, kFirstDay, &json);
      Bound("to", range.last, kLastDay, &json);
      json.EndObject();
    }
  }

  // The kinds that are there in full; of the others those that have records, because a record alone
  // would be proof of its kind.
  void CollectedKinds(RecordTypeId type, const std::string& name) {
    const RecordType& record = schema_.record(type);
    const Table& table = facts_.table(type);
    const std::vector<std::string>& kinds =
        schema_.enums()[record.fields[record.feed_kind_field].enumeration].values;
    const Column& column = table.column(record.feed_kind_field);
    std::uint64_t present = 0;
    for (Row row = 0; row < table.row_count(); ++row) {
      if (column.state(row) == CellState::kValue) present |= std::uint64_t{1} << column.cell(row);
    }
    bool has_closed = false;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      const bool is_open = (table.feed().open_kinds >> kind & 1) != 0;
      has_closed = has_closed || !is_open;
      if (!is_open) CollectedName(kinds[kind]);
      if (is_open && (present >> kind & 1) != 0) IncompleteFeed(kinds[kind]);
    }
    if (!has_closed) IncompleteFeed(name);
  }

  void CollectedName(std::string_view name) {
    BeginElement();
    AppendJsonString(name, &out_);
  }

  void IncompleteFeed(std::string_view name) {
    BeginElement();
    JsonWriter json(JsonLayout::kCompact, &out_);
    json.BeginObject();
    json.Key("type");
    json.String(name);
    json.Key("complete");
    json.Bool(false);
    json.EndObject();
  }

  static void Bound(std::string_view name, std::int32_t day, std::int32_t none, JsonWriter* json) {
    if (day == none) return;
    json->Key(name);
    json->String(Date::FromDays(day).ToString());
  }

  void Record(RecordTypeId type, Row row, JsonWriter* json) {
    const RecordType& record = schema_.record(type);
    json->BeginObject();
    if (record.role == RecordRole::kEvidence) {
      json->Key(kTypeMember);
      json->String(record.name);
    }
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      Member(type, static_cast<FieldId>(i), row, json);
    }
    json->EndObject();
  }

  void Member(RecordTypeId type, FieldId id, Row row, JsonWriter* json) {
    const Field& field = schema_.field(type, id);
    if (field.kind == FieldKind::kChild || field.kind == FieldKind::kChildren) {
      return Embedded(type, id, row, json);
    }
    const Column& column = facts_.table(type).column(id);
    if (column.state(row) != CellState::kValue) {
      const std::optional<std::string_view> key = facts_.UnresolvedKey(type, id, row, 0);
      if (!key.has_value()) return;
      json->Key(field.name);
      json->String(*key);
      return;
    }
    if (field.is_list) return List(type, id, row, json);
    if (IsDefault(field, column.cell(row))) return;
    json->Key(field.name);
    Value(field, column.cell(row), json);
  }

  void Embedded(RecordTypeId type, FieldId id, Row row, JsonWriter* json) {
    const Field& field = schema_.field(type, id);
    const Table::RowRange range = facts_.children(type, id, row);
    if (range.first == range.last) return;
    json->Key(field.name);
    if (field.kind == FieldKind::kChild) return Record(field.target, range.first, json);
    json->BeginArray();
    for (Row child = range.first; child < range.last; ++child) Record(field.target, child, json);
    json->EndArray();
  }

  void List(RecordTypeId type, FieldId id, Row row, JsonWriter* json) {
    const Field& field = schema_.field(type, id);
    const auto elements = facts_.table(type).column(id).list(row);
    if (elements.empty() && field.missing == Missing::kDefault) return;
    json->Key(field.name);
    json->BeginArray();
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const auto unresolved = static_cast<Row>(elements[i]) == kNoRow
                                  ? facts_.UnresolvedKey(type, id, row, i)
                                  : std::nullopt;
      if (field.kind == FieldKind::kReference && unresolved.has_value()) {
        json->String(*unresolved);
      } else {
        Value(field, elements[i], json);
      }
    }
    json->EndArray();
  }

  bool IsDefault(const Field& field, std::int64_t cell) const {
    if (field.missing != Missing::kDefault) return false;
    std::string text;
    JsonWriter json(JsonLayout::kCompact, &text);
    Value(field, cell, &json);
    return text == field.default_text;
  }

  void Value(const Field& field, std::int64_t cell, JsonWriter* json) const {
    switch (field.kind) {
      case FieldKind::kBool:
        json->Bool(cell != 0);
        return;
      case FieldKind::kInt:
        json->Integer(cell);
        return;
      case FieldKind::kDecimal:
        json->Number(facts_.decimal(cell).ToString());
        return;
      case FieldKind::kText:
      case FieldKind::kWhen:
        json->String(facts_.text(static_cast<TextId>(cell)));
        return;
      case FieldKind::kEnum:
        json->String(schema_.enums()[field.enumeration].values[static_cast<std::size_t>(cell)]);
        return;
      case FieldKind::kDate:
        json->String(Date::FromDays(static_cast<std::int32_t>(cell)).ToString());
        return;
      case FieldKind::kReference: {
        const FieldId key = schema_.record(field.target).key_field;
        const Column& keys = facts_.table(field.target).column(key);
        json->String(facts_.text(static_cast<TextId>(keys.cell(static_cast<Row>(cell)))));
        return;
      }
      case FieldKind::kChild:
      case FieldKind::kChildren:
        return;
    }
  }

  const Facts& facts_;
  const Schema& schema_;
  std::string out_;
  bool has_members_ = false;
  bool in_list_ = false;
  bool has_elements_ = false;
};

}  // namespace

std::string FactsToJson(const Facts& facts) { return FactsWriter(facts).Write(); }

}  // namespace assay
