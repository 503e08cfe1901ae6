#include "tests/ingest/arrow_tables.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "src/base/json_writer.h"
#include "src/base/tree.h"

namespace assay {
namespace {

using Nodes = std::vector<const Node*>;  // Null pointers and null nodes are nulls.

bool IsNull(const Node* node) { return node == nullptr || node->is_null(); }

void Write(const Node& node, JsonWriter* json) {
  if (node.is_null()) return json->Null();
  if (node.is_scalar()) {
    if (node.style != ScalarStyle::kPlain) return json->String(node.text);
    if (node.text == "true" || node.text == "false") return json->Bool(node.text == "true");
    return json->Number(node.text);
  }
  if (node.is_sequence()) {
    json->BeginArray();
    for (const Node& item : node.items) Write(item, json);
    return json->EndArray();
  }
  json->BeginObject();
  for (const NodeMember& member : node.members) {
    json->Key(member.key);
    Write(member.value, json);
  }
  json->EndObject();
}

class Maker {
 public:
  Maker(const Schema& schema, std::uint32_t seed) : schema_(schema), random_(seed) {}

  // Tables of `records`, which are of `type`; embedded ones may come as tables of their own.
  void AddTables(RecordTypeId type, std::string name, const Nodes& records,
                 std::vector<ArrowTables::Table>* tables) {
    std::vector<FieldId> apart;
    const RecordType& record = schema_.record(type);
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      if (record.fields[i].kind == FieldKind::kChildren && record.key_field != kNoId &&
          HasKeys(record, records) && Chance()) {
        apart.push_back(static_cast<FieldId>(i));
        AddChildTable(record, record.fields[i], records, tables);
      }
    }
    tables->push_back({std::move(name), Batches(type, records, apart, {})});
  }

 private:
  bool Chance() { return (random_() & 1) != 0; }
  std::size_t Below(std::size_t limit) { return random_() % limit; }
  template <typename T>
  T OneOf(const std::vector<T>& choices) {
    return choices[Below(choices.size())];
  }

  MadeShape Shape() {
    return {.pad = static_cast<std::int64_t>(Below(4)), .has_bitmap = Chance(),
            .counts_nulls = Chance()};
  }

  // Ids that exist and differ, so that embedded records find their parents.
  static bool HasKeys(const RecordType& record, const Nodes& records) {
    std::map<std::string, int> seen;
    for (const Node* node : records) {
      const Node* key = node->Find(record.fields[record.key_field].name);
      if (IsNull(key) || key->style == ScalarStyle::kPlain || seen[key->text]++ > 0) return false;
    }
    return true;
  }

  void AddChildTable(const RecordType& parent, const Field& field, const Nodes& records,
                     std::vector<ArrowTables::Table>* tables) {
    Nodes children;
    MadeTexts parents;
    for (const Node* record : records) {
      const Node* list = record->Find(field.name);
      if (IsNull(list)) continue;
      for (const Node& child : list->items) {
        children.push_back(&child);
        parents.emplace_back(record->Find(parent.fields[parent.key_field].name)->text);
      }
    }
    tables->push_back({schema_.record(field.target).name,
                       Batches(field.target, children, {}, {absl::StrCat(parent.name, "_id"), parents})});
  }

  struct Further {
    std::string name;
    MadeTexts texts;
  };

  // Batches must have one schema: what is chosen by chance is chosen once. So one array is made, and
  // cut by slicing.
  MadeStream Batches(RecordTypeId type, const Nodes& records, const std::vector<FieldId>& apart,
                     const Further& further) {
    MadeArray whole = Struct(type, "", records, apart, further);
    MadeStream stream;
    std::int64_t begin = 0;
    const std::int64_t length = whole.length;
    while (begin < length) {
      const auto size = std::min<std::int64_t>(
          length - begin, static_cast<std::int64_t>(Below(static_cast<std::size_t>(length) + 1)));
      MadeArray batch = whole.Sliced(begin);
      batch.length = size;
      batch.null_count = batch.null_count > 0 ? -1 : batch.null_count;
      stream.batches.push_back(std::move(batch));
      begin += size;
      if (stream.batches.size() > 6) break;
    }
    if (begin < length || stream.batches.empty()) stream.batches.push_back(whole.Sliced(begin));
    return stream;
  }

  MadeArray Struct(RecordTypeId type, std::string name, const Nodes& records,
                   const std::vector<FieldId>& apart, const Further& further) {
    const RecordType& record = schema_.record(type);
    const auto length = static_cast<std::int64_t>(records.size());
    std::vector<MadeArray> columns;
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      const Field& field = record.fields[i];
      if (std::find(apart.begin(), apart.end(), i) != apart.end()) continue;
      Nodes cells;
      for (const Node* node : records) cells.push_back(IsNull(node) ? nullptr : node->Find(field.name));
      const bool is_empty = std::all_of(cells.begin(), cells.end(), IsNull);
      if (is_empty && field.missing != Missing::kRequired && Chance()) continue;
      if (is_empty && length > 0 && Chance()) {
        columns.push_back(MakeNulls(field.name, length));
        continue;
      }
      AddColumn(field, cells, &columns);
    }
    if (record.role == RecordRole::kEvidence && Chance()) {
      columns.push_back(Texts("type", MadeTexts(records.size(), record.name)));
    }
    if (!further.name.empty()) columns.push_back(Texts(further.name, further.texts));
    std::shuffle(columns.begin(), columns.end(), random_);
    std::vector<bool> is_null;
    for (const Node* node : records) is_null.push_back(IsNull(node));
    return MakeStruct(std::move(name), length, std::move(columns), is_null);
  }

  MadeArray Texts(const std::string& name, const MadeTexts& texts) {
    const std::string format = OneOf<std::string>({"u", "U", "vu"});
    if (Chance()) return MakeTexts(name, format, texts, Shape());
    return MakeDictionary(name, OneOf<std::string>({"i", "I", "l", "L", "s"}), format, texts, Shape());
  }

  static MadeTexts TextsOf(const Nodes& cells) {
    MadeTexts texts;
    for (const Node* cell : cells) {
      texts.push_back(IsNull(cell) ? std::nullopt : std::optional<std::string>(cell->text));
    }
    return texts;
  }

  void AddColumn(const Field& field, const Nodes& cells, std::vector<MadeArray>* columns) {
    if (field.is_list || field.kind == FieldKind::kChildren) {
      columns->push_back(List(field, cells));
      return;
    }
    switch (field.kind) {
      case FieldKind::kBool: {
        MadeInts bools;
        for (const Node* cell : cells) {
          bools.push_back(IsNull(cell) ? std::nullopt
                                       : std::optional<std::int64_t>(cell->text == "true"));
        }
        columns->push_back(MakeBools(field.name, bools, Shape()));
        return;
      }
      case FieldKind::kInt:
        columns->push_back(Ints(field.name, cells));
        return;
      case FieldKind::kDecimal:
        columns->push_back(Decimals(field.name, cells));
        return;
      case FieldKind::kDate:
      case FieldKind::kWhen:
        columns->push_back(Times(field, cells));
        return;
      case FieldKind::kChild:
        if (Chance() || !AddDotted(field, cells, columns)) {
          columns->push_back(Struct(field.target, field.name, cells, {}, {}));
        }
        return;
      default:
        columns->push_back(Texts(field.name, TextsOf(cells)));
    }
  }

  // Not where one is empty: a record that says nothing cannot be told from none.
  bool AddDotted(const Field& field, const Nodes& cells, std::vector<MadeArray>* columns) {
    for (const Node* cell : cells) {
      if (IsNull(cell)) continue;
      const bool says_something =
          std::any_of(cell->members.begin(), cell->members.end(),
                      [](const NodeMember& member) { return !member.value.is_null(); });
      if (!says_something) return false;
    }
    for (MadeArray& column : Struct(field.target, "", cells, {}, {}).children) {
      column.name = absl::StrCat(field.name, ".", column.name);
      columns->push_back(std::move(column));
    }
    return true;
  }

  MadeArray Ints(const std::string& name, const Nodes& cells) {
    MadeInts ints;
    std::int64_t largest = 0;
    for (const Node* cell : cells) {
      ints.push_back(IsNull(cell) ? std::nullopt
                                  : std::optional<std::int64_t>(std::atoll(cell->text.c_str())));
      largest = std::max(largest, std::abs(ints.back().value_or(0)));
    }
    if (largest < 100 && Chance()) return MakeInts(name, "c", 1, ints, Shape());
    if (largest < 30000 && Chance()) return MakeInts(name, "s", 2, ints, Shape());
    if (largest < 1 << 30 && Chance()) return MakeInts(name, "i", 4, ints, Shape());
    if (largest < 1 << 30 && Chance()) {
      std::vector<std::optional<double>> doubles;
      for (const std::optional<std::int64_t>& number : ints) {
        doubles.push_back(number ? std::optional<double>(static_cast<double>(*number)) : std::nullopt);
      }
      return MakeDoubles(name, doubles, Shape());
    }
    return MakeInts(name, "l", 8, ints, Shape());
  }

  MadeArray Decimals(const std::string& name, const Nodes& cells) {
    constexpr int kScale = 6;
    MadeInts coefficients;
    for (const Node* cell : cells) {
      const std::optional<Decimal> number = IsNull(cell) ? std::nullopt : Decimal::Parse(cell->text);
      if (!IsNull(cell) && (!number || number->scale() > kScale)) return Texts(name, TextsOf(cells));
      if (!number) {
        coefficients.emplace_back();
        continue;
      }
      std::int64_t coefficient = number->coefficient();
      for (int i = number->scale(); i < kScale; ++i) coefficient *= 10;
      coefficients.emplace_back(coefficient);
    }
    switch (Below(4)) {
      case 0:
        return MakeInts(name, "d:38,6", 16, coefficients, Shape());
      case 1:
        return MakeInts(name, "d:76,6,256", 32, coefficients, Shape());
      case 2:
        return MakeInts(name, "d:18,6,64", 8, coefficients, Shape());
      default:
        return Texts(name, TextsOf(cells));
    }
  }

  // As days or instants where all are, and their text follows from them; else as texts.
  MadeArray Times(const Field& field, const Nodes& cells) {
    MadeInts days;
    MadeInts instants;
    bool are_days = true;
    bool are_instants = field.kind == FieldKind::kWhen;
    for (const Node* cell : cells) {
      days.emplace_back();
      instants.emplace_back();
      if (IsNull(cell)) continue;
      const std::optional<Date> date = Date::Parse(cell->text);
      const std::optional<Instant> instant = Instant::Parse(cell->text);
      are_days = are_days && date.has_value();
      are_instants = are_instants && instant.has_value() && instant->ToString() == cell->text;
      if (date) days.back() = date->days_since_epoch();
      if (instant) instants.back() = instant->micros_since_epoch();
    }
    if (are_days) {
      switch (Below(4)) {
        case 0:
          return MakeInts(field.name, "tdD", 4, days, Shape());
        case 1:
          return MakeInts(field.name, "tdm", 8, Times(days, 86'400'000), Shape());
        case 2:
          return MakeInts(field.name, "tsu:", 8, Times(days, 86'400'000'000), Shape());
        default:
          break;
      }
    } else if (are_instants && Chance()) {
      return MakeInts(field.name, "tsu:Europe/Paris", 8, instants, Shape());
    }
    return Texts(field.name, TextsOf(cells));
  }
  static MadeInts Times(MadeInts numbers, std::int64_t factor) {
    for (std::optional<std::int64_t>& number : numbers) {
      if (number) *number *= factor;
    }
    return numbers;
  }

  MadeArray List(const Field& field, const Nodes& cells) {
    Nodes elements;
    MadeInts sizes;
    for (const Node* cell : cells) {
      if (IsNull(cell)) {
        sizes.emplace_back();
        continue;
      }
      sizes.emplace_back(static_cast<std::int64_t>(cell->items.size()));
      for (const Node& item : cell->items) elements.push_back(&item);
    }
    MadeArray inner = field.is_list ? Texts("item", TextsOf(elements))
                                    : Struct(field.target, "item", elements, {}, {});
    return MakeList(field.name, OneOf<std::string>({"+l", "+L", "+vl", "+vL"}), sizes,
                    std::move(inner), Shape());
  }

  const Schema& schema_;
  std::mt19937 random_;
};

}  // namespace

ArrowTables TablesOf(std::string_view facts, const Schema& schema, std::uint32_t seed) {
  Document document;
  Diagnostics problems;
  if (!ReadJson(facts, "", {.bytes = std::size_t{1} << 30}, &document, &problems)) std::abort();
  ArrowTables result;
  Maker maker(schema, seed);
  JsonWriter json(JsonLayout::kCompact, &result.document);
  json.BeginObject();
  for (const NodeMember& member : document.root.members) {
    if (member.key == "evidence") {
      std::map<std::string, Nodes> by_type;
      for (const Node& record : member.value.items) {
        by_type[record.Find("type")->text].push_back(&record);
      }
      for (const auto& [type, records] : by_type) {
        maker.AddTables(schema.FindRecord(type), type, records, &result.tables);
      }
      continue;
    }
    const auto at = std::find_if(schema.records().begin(), schema.records().end(),
                                 [&](const RecordType& record) { return record.member == member.key; });
    const bool stays = at == schema.records().end() || at->role != RecordRole::kTable ||
                       (seed % 3 == 0 && member.key == "roles");
    if (stays) {
      json.Key(member.key);
      Write(member.value, &json);
      continue;
    }
    Nodes records;
    for (const Node& record : member.value.items) records.push_back(&record);
    maker.AddTables(static_cast<RecordTypeId>(at - schema.records().begin()), member.key, records,
                    &result.tables);
  }
  json.EndObject();
  return result;
}

}  // namespace assay
