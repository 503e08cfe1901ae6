// Writes facts in one canonical form and digests it.
//
// The form: as_of; what was collected; every text that a cell holds, in byte order; then each
// record type with any rows, by name, and in it each field with any cell set, by name. Rows are in
// canonical order, so the cells of a field stand for themselves: a bit a row (set or not), then the
// values. A text is written as its rank among the texts, a reference as the text of its key, the
// words of an enum as their rank among those used, which are written first.
//
// A cell that holds its field's default counts as not set. So a schema may be extended, and a
// default be written out or left out, without a change of the digest.
//
// Numbers are little-endian. Everything of variable length is preceded by its length.

#include "src/facts/digest.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace assay {
namespace {

constexpr std::string_view kForm = "assay.facts.digest/1";

// Gathers small pieces, because the hash has a price per call.
class ByteSink {
 public:
  void Byte(std::uint8_t byte) {
    if (used_ == buffer_.size()) Flush();
    buffer_[used_++] = static_cast<char>(byte);
  }
  template <typename Unsigned>
  void Number(Unsigned value) {
    if (buffer_.size() - used_ < sizeof(value)) Flush();
    for (std::size_t i = 0; i < sizeof(value); ++i) {
      buffer_[used_++] = static_cast<char>(value >> (8 * i));
    }
  }
  void Text(std::string_view text) {
    Number(static_cast<std::uint64_t>(text.size()));
    if (text.size() > buffer_.size() - used_) Flush();
    if (text.size() > buffer_.size()) {
      sha256_.Update(text);
      return;
    }
    std::memcpy(buffer_.data() + used_, text.data(), text.size());
    used_ += text.size();
  }
  Sha256 Finish() {
    Flush();
    return sha256_.Finish();
  }

 private:
  void Flush() {
    sha256_.Update({buffer_.data(), used_});
    used_ = 0;
  }

  Sha256Builder sha256_;
  std::array<char, 4096> buffer_;
  std::size_t used_ = 0;
};

// The indexes of `items`, by the names that `name_of` gives.
template <typename Item, typename NameOf>
std::vector<std::size_t> ByName(std::span<const Item> items, const NameOf& name_of) {
  std::vector<std::size_t> order(items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::string_view(name_of(items[a])) < std::string_view(name_of(items[b]));
  });
  return order;
}

std::vector<std::size_t> RecordsByName(std::span<const RecordType> records) {
  return ByName(
      records, [](const RecordType& record) -> const auto& { return record.name; });
}
std::vector<std::size_t> FieldsByName(std::span<const Field> fields) {
  return ByName(
      fields, [](const Field& field) -> const auto& { return field.name; });
}
std::vector<std::size_t> WordsByName(std::span<const std::string> words) {
  return ByName(
      words, [](const std::string& word) -> const auto& { return word; });
}

class CanonicalForm {
 public:
  explicit CanonicalForm(const DigestInput& input) : input_(input), schema_(*input.data.schema) {}

  Sha256 Digest() {
    sink_.Text(kForm);
    sink_.Text(input_.data.as_of ? input_.data.as_of->ToString() : "");
    const std::vector<std::size_t> types = RecordsByName(schema_.records());
    for (const std::size_t type : types) WriteFeed(static_cast<RecordTypeId>(type));
    sink_.Text("");
    WriteTexts();
    for (const std::size_t type : types) WriteTable(static_cast<RecordTypeId>(type));
    sink_.Text("");
    return sink_.Finish();
  }

 private:
  // Nothing is written of feeds that are missing altogether: a schema that knows of more of them
  // makes no difference.
  void WriteFeed(RecordTypeId type) {
    const RecordType& record = schema_.record(type);
    const Feed& feed = input_.feeds[type];
    if (!record.is_feed || !feed.collected) return;
    sink_.Text(record.name);
    if (record.feed_kind_field != kNoId) {
      const std::vector<std::string>& kinds =
          schema_.enums()[record.fields[record.feed_kind_field].enumeration].values;
      for (const std::size_t kind : WordsByName(kinds)) {
        if ((feed.open_kinds >> kind & 1) == 0) sink_.Text(kinds[kind]);
      }
      sink_.Text("");
      return;
    }
    sink_.Number(static_cast<std::uint64_t>(feed.gaps.size()));
    for (const DateRange& gap : feed.gaps) {
      sink_.Number(static_cast<std::uint32_t>(gap.first));
      sink_.Number(static_cast<std::uint32_t>(gap.last));
    }
  }

  void WriteTexts() {
    std::vector<bool> used(input_.texts.size(), false);
    for (std::size_t type = 0; type < input_.data.tables.size(); ++type) {
      const std::vector<Field>& fields = schema_.records()[type].fields;
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!HoldsText(fields[i].kind)) continue;
        MarkTexts(fields[i], input_.data.tables[type].columns[i], input_.order.rows[type], &used);
      }
    }
    text_ranks_.resize(used.size());
    std::uint32_t rank = 0;
    for (std::size_t id = 0; id < used.size(); ++id) {
      text_ranks_[id] = rank;
      if (used[id]) ++rank;
    }
    sink_.Number(static_cast<std::uint64_t>(rank));
    for (std::size_t id = 0; id < used.size(); ++id) {
      if (used[id]) sink_.Text(input_.texts.text(static_cast<TextId>(id)));
    }
  }

  static void MarkTexts(const Field& field, const BuildColumn& column, const std::vector<Row>& rows,
                        std::vector<bool>* used) {
    if (column.size == 0) return;
    for (const Row row : rows) {
      if (!IsSet(field, column, row)) continue;
      if (field.is_list) {
        for (const std::int32_t id : column.list(row)) (*used)[static_cast<std::size_t>(id)] = true;
      } else {
        (*used)[static_cast<std::size_t>(column.cell(row))] = true;
      }
    }
  }

  static bool IsSet(const Field& field, const BuildColumn& column, Row row) {
    if (row >= column.size || column.state(row) != CellState::kValue) return false;
    if (field.missing != Missing::kDefault) return true;
    return field.is_list ? !column.list(row).empty() : column.cell(row) != column.missing_cell;
  }

  void WriteTable(RecordTypeId type) {
    const RecordType& record = schema_.record(type);
    const std::vector<Row>& rows = input_.order.rows[type];
    if (rows.empty()) return;
    sink_.Text(record.name);
    sink_.Number(static_cast<std::uint64_t>(rows.size()));
    if (record.role == RecordRole::kChild) WriteCounts(type);
    for (const std::size_t field : FieldsByName(record.fields)) {
      if (!IsEmbedding(record.fields[field].kind)) {
        WriteColumn(type, static_cast<FieldId>(field), rows);
      }
    }
    sink_.Text("");
  }

  // How many of the rows each parent has, in the parents' order.
  void WriteCounts(RecordTypeId type) {
    const std::vector<bool>& dropped = input_.order.dropped[type];
    for (const Row parent : input_.order.rows[schema_.record(type).parent]) {
      const ChildRanges::Range range = input_.ranges.Of(type, parent);
      std::uint32_t count = range.last - range.first;
      if (!dropped.empty()) {
        for (Row row = range.first; row < range.last; ++row) count -= dropped[row] ? 1 : 0;
      }
      sink_.Number(count);
    }
  }

  void WriteColumn(RecordTypeId type, FieldId id, const std::vector<Row>& rows) {
    const Field& field = schema_.field(type, id);
    const BuildColumn& column = input_.data.tables[type].columns[id];
    if (std::none_of(rows.begin(), rows.end(),
                     [&](Row row) { return IsSet(field, column, row); })) {
      return;
    }
    sink_.Text(field.name);
    sink_.Byte(static_cast<std::uint8_t>(field.kind));
    sink_.Byte(field.is_list ? 1 : 0);
    WriteBits(field, column, rows);
    if (field.kind == FieldKind::kEnum) WriteWords(field, column, rows);
    for (const Row row : rows) {
      if (!IsSet(field, column, row)) continue;
      if (field.is_list) {
        const std::span<const std::int32_t> elements = column.list(row);
        sink_.Number(static_cast<std::uint32_t>(elements.size()));
        for (const std::int32_t element : elements) WriteCell(field, element);
      } else {
        WriteCell(field, column.cell(row));
        if (field.kind == FieldKind::kWhen) WriteTime(input_.data.tables[type], id, row);
      }
    }
  }

  void WriteBits(const Field& field, const BuildColumn& column, const std::vector<Row>& rows) {
    for (std::size_t first = 0; first < rows.size(); first += 8) {
      std::uint8_t bits = 0;
      for (std::size_t i = 0; i < 8 && first + i < rows.size(); ++i) {
        if (IsSet(field, column, rows[first + i])) bits |= static_cast<std::uint8_t>(1 << i);
      }
      sink_.Byte(bits);
    }
  }

  // The words that occur, and in word_ranks_ the rank of each.
  void WriteWords(const Field& field, const BuildColumn& column, const std::vector<Row>& rows) {
    std::uint64_t used = 0;
    for (const Row row : rows) {
      if (!IsSet(field, column, row)) continue;
      if (field.is_list) {
        for (const std::int32_t word : column.list(row)) used |= std::uint64_t{1} << word;
      } else {
        used |= std::uint64_t{1} << column.cell(row);
      }
    }
    const std::vector<std::string>& words = schema_.enums()[field.enumeration].values;
    std::uint8_t rank = 0;
    for (const std::size_t word : WordsByName(words)) {
      if ((used >> word & 1) == 0) continue;
      word_ranks_[word] = rank++;
      sink_.Text(words[word]);
    }
    sink_.Text("");
  }

  void WriteCell(const Field& field, std::int64_t cell) {
    switch (field.kind) {
      case FieldKind::kBool:
        sink_.Byte(static_cast<std::uint8_t>(cell));
        return;
      case FieldKind::kInt:
        sink_.Number(static_cast<std::uint64_t>(cell));
        return;
      case FieldKind::kDecimal: {
        const Decimal& decimal = input_.decimals[static_cast<std::size_t>(cell)];
        sink_.Number(static_cast<std::uint64_t>(decimal.coefficient()));
        sink_.Byte(static_cast<std::uint8_t>(decimal.scale()));
        return;
      }
      case FieldKind::kEnum:
        sink_.Byte(word_ranks_[static_cast<std::size_t>(cell)]);
        return;
      case FieldKind::kDate:
        sink_.Number(static_cast<std::uint32_t>(cell));
        return;
      case FieldKind::kText:
      case FieldKind::kWhen:
      case FieldKind::kReference:
        sink_.Number(text_ranks_[static_cast<std::size_t>(cell)]);
        return;
      case FieldKind::kChild:
      case FieldKind::kChildren:
        return;  // Their rows are a table of their own.
    }
  }

  // The day or the instant that was given; the day of an instant follows from the zone.
  void WriteTime(const BuildTable& table, FieldId id, Row row) {
    const BuildColumn& instants = table.instants[id];
    const bool has_instant = instants.state(row) == CellState::kValue;
    sink_.Byte(has_instant ? 1 : 0);
    if (has_instant) {
      sink_.Number(static_cast<std::uint64_t>(instants.cell(row)));
    } else {
      sink_.Number(static_cast<std::uint32_t>(table.dates[id].cell(row)));
    }
  }

  const DigestInput& input_;
  const Schema& schema_;
  ByteSink sink_;
  std::vector<std::uint32_t> text_ranks_;
  std::array<std::uint8_t, 64> word_ranks_ = {};
};

}  // namespace

Sha256 DigestFacts(const DigestInput& input) { return CanonicalForm(input).Digest(); }

}  // namespace assay
