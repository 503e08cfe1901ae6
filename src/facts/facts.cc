#include "assay/facts/facts.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/facts/facts_rep.h"
#include "src/facts/field_kind.h"

namespace assay {

Facts::Facts(std::unique_ptr<const Rep> rep) : rep_(std::move(rep)) {}
Facts::Facts(Facts&&) noexcept = default;
Facts& Facts::operator=(Facts&&) noexcept = default;
Facts::~Facts() = default;

const Schema& Facts::schema() const { return *rep_->schema; }

const Table& Facts::table(RecordTypeId type) const {
  assert(type < rep_->tables.size());
  return rep_->tables[type];
}

std::string_view Facts::text(TextId id) const { return rep_->texts.text(id); }
std::optional<TextId> Facts::FindText(std::string_view text) const {
  return rep_->texts.Find(text);
}
std::size_t Facts::text_count() const { return rep_->texts.size(); }

const Decimal& Facts::decimal(std::int64_t index) const {
  return rep_->decimals[static_cast<std::size_t>(index)];
}

Table::RowRange Facts::children(RecordTypeId parent, FieldId field, Row row) const {
  assert(IsEmbedding(schema().field(parent, field).kind));
  const std::span<const Row> offsets = table(parent).child_offsets(field);
  return {offsets[row], offsets[row + 1]};
}

std::span<const Row> Facts::referrers(std::uint16_t inverse, Row row) const {
  const InverseLists& lists = rep_->inverses[inverse];
  return lists.rows.subspan(lists.offsets[row], lists.offsets[row + 1] - lists.offsets[row]);
}

std::span<const std::uint32_t> Facts::referrer_offsets(std::uint16_t inverse) const {
  return rep_->inverses[inverse].offsets;
}

std::span<const Row> Facts::referrer_rows(std::uint16_t inverse) const {
  return rep_->inverses[inverse].rows;
}

bool Facts::is_contiguous(std::uint16_t inverse) const {
  return rep_->inverses[inverse].is_contiguous;
}

std::string Facts::RecordName(RecordTypeId type, Row row) const {
  const RecordType& record = schema().record(type);
  const auto key = [&] {
    const Column& keys = table(type).column(record.key_field);
    return std::string(text(static_cast<TextId>(keys.cell(row))));
  };
  if (record.role == RecordRole::kChild) {
    const Field& field = schema().field(record.parent, record.parent_field);
    const Row parent = table(type).parent(row);
    std::string name = absl::StrCat(RecordName(record.parent, parent), "/", field.name);
    if (field.kind != FieldKind::kChildren) return name;
    if (record.key_field != kNoId) return absl::StrCat(name, "/", key());
    return absl::StrCat(name, "/",
                        row - children(record.parent, record.parent_field, parent).first);
  }
  return record.key_field == kNoId ? absl::StrCat(record.name, "/", row) : key();
}

Row Facts::FindRow(RecordTypeId type, std::string_view key, Row scope_row) const {
  const RecordType& record = schema().record(type);
  if (record.key_field == kNoId) return kNoRow;
  const std::optional<TextId> id = FindText(key);
  if (!id) return kNoRow;
  const Column& keys = table(type).column(record.key_field);
  if (record.role == RecordRole::kChild) {
    if (scope_row == kNoRow) return kNoRow;
    const Table::RowRange range = children(record.parent, record.parent_field, scope_row);
    for (Row row = range.first; row < range.last; ++row) {
      if (keys.cell(row) == *id) return row;
    }
    return kNoRow;
  }
  const std::vector<Row>& by_key = rep_->by_key[type];
  const auto row_at = [&](std::size_t i) {
    return by_key.empty() ? static_cast<Row>(i) : by_key[i];
  };
  std::size_t first = 0;
  std::size_t last = keys.size();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (keys.cell(row_at(middle)) < *id) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first < keys.size() && keys.cell(row_at(first)) == *id ? row_at(first) : kNoRow;
}

std::optional<std::string_view> Facts::UnresolvedKey(RecordTypeId type, FieldId field, Row row,
                                                     std::size_t element) const {
  const auto where = [](const UnresolvedReference& reference) {
    return std::tuple<RecordTypeId, FieldId, Row, std::size_t>(reference.type, reference.field,
                                                               reference.row, reference.element);
  };
  const auto wanted = std::tuple<RecordTypeId, FieldId, Row, std::size_t>(type, field, row, element);
  const auto found = std::lower_bound(
      rep_->unresolved.begin(), rep_->unresolved.end(), wanted,
      [&](const UnresolvedReference& reference, const auto& key) { return where(reference) < key; });
  if (found == rep_->unresolved.end() || where(*found) != wanted) return std::nullopt;
  return text(found->key);
}

const TimeZone& Facts::time_zone() const { return rep_->time_zone; }
std::optional<Date> Facts::as_of() const { return rep_->as_of; }
const Sha256& Facts::digest() const { return rep_->digest; }
std::span<const Facts::Flag> Facts::flags() const { return rep_->flags; }

}  // namespace assay
