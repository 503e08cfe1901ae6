#include "assay/facts/builder.h"

#include <cassert>
#include <utility>

#include "src/facts/builder_rep.h"

namespace assay {

FactsBuilder::FactsBuilder(const Schema& schema) : rep_(std::make_unique<Rep>(schema)) {}
FactsBuilder::FactsBuilder(FactsBuilder&&) noexcept = default;
FactsBuilder& FactsBuilder::operator=(FactsBuilder&&) noexcept = default;
FactsBuilder::~FactsBuilder() = default;

void FactsBuilder::SetAsOf(Date as_of) { rep_->data.as_of = as_of; }

void FactsBuilder::SetCollected(std::vector<CollectedEntry> collected) {
  rep_->data.collected = std::move(collected);
}

void FactsBuilder::BeginRecord(RecordTypeId type, std::uint64_t origin) {
  assert(rep_->open.empty() && "a record is ended before the next begins");
  assert(rep_->data.schema->record(type).role != RecordRole::kChild);
  BuildTable& table = rep_->data.tables[type];
  table.origins.push_back(origin);
  rep_->open.push_back({type, table.rows++});
}

void FactsBuilder::BeginChild(FieldId field) {
  const Field& embedding = rep_->field(field);
  assert(IsEmbedding(embedding.kind));
  const std::size_t parent = rep_->open.back().row;
  BuildTable& table = rep_->data.tables[embedding.target];
  assert(embedding.kind == FieldKind::kChildren || table.parents.empty() ||
         table.parents.back() != parent);
  table.parents.push_back(static_cast<Row>(parent));
  rep_->open.push_back({embedding.target, table.rows++});
}

void FactsBuilder::EndRecord() {
  assert(!rep_->open.empty());
  rep_->open.pop_back();
}

void FactsBuilder::SetBool(FieldId field, bool value) {
  assert(rep_->field(field).kind == FieldKind::kBool);
  rep_->AppendNarrow(field, value ? 1 : 0);
}

void FactsBuilder::SetInt(FieldId field, std::int64_t value) {
  assert(rep_->field(field).kind == FieldKind::kInt);
  rep_->Reach(rep_->table().columns, field)->wide.push_back(value);
}

void FactsBuilder::SetDecimal(FieldId field, Decimal value) {
  assert(rep_->field(field).kind == FieldKind::kDecimal);
  rep_->AppendNarrow(field, static_cast<std::int64_t>(rep_->data.decimals.size()));
  rep_->data.decimals.push_back(value);
}

void FactsBuilder::SetText(FieldId field, std::string_view text) {
  assert(rep_->field(field).kind == FieldKind::kText && !rep_->field(field).is_list);
  rep_->AppendNarrow(field, rep_->data.texts.Intern(text));
}

void FactsBuilder::SetEnum(FieldId field, int value_index) {
  assert(rep_->field(field).kind == FieldKind::kEnum && !rep_->field(field).is_list);
  rep_->AppendNarrow(field, value_index);
}

void FactsBuilder::SetDate(FieldId field, Date date) {
  assert(rep_->field(field).kind == FieldKind::kDate);
  rep_->AppendNarrow(field, date.days_since_epoch());
}

void FactsBuilder::SetWhenDate(FieldId field, std::string_view text, Date date) {
  assert(rep_->field(field).kind == FieldKind::kWhen);
  rep_->AppendNarrow(field, rep_->data.texts.Intern(text));
  rep_->Reach(rep_->table().dates, field)->narrow.push_back(date.days_since_epoch());
}

void FactsBuilder::SetWhenInstant(FieldId field, std::string_view text, Instant instant) {
  assert(rep_->field(field).kind == FieldKind::kWhen);
  rep_->AppendNarrow(field, rep_->data.texts.Intern(text));
  // Its day is filled in at sealing, when the zone is known.
  rep_->Reach(rep_->table().dates, field)->narrow.push_back(0);
  rep_->Reach(rep_->table().instants, field)->wide.push_back(instant.micros_since_epoch());
}

void FactsBuilder::SetReference(FieldId field, std::string_view key) {
  assert(rep_->field(field).kind == FieldKind::kReference && !rep_->field(field).is_list);
  rep_->AppendNarrow(field, rep_->data.texts.Intern(key));
}

std::uint32_t FactsBuilder::Intern(std::string_view text) {
  return rep_->data.texts.Intern(text);
}

void FactsBuilder::SetInterned(FieldId field, std::uint32_t text) {
  assert((rep_->field(field).kind == FieldKind::kText ||
          rep_->field(field).kind == FieldKind::kReference) &&
         !rep_->field(field).is_list && text < rep_->data.texts.size());
  rep_->AppendNarrow(field, text);
}

void FactsBuilder::SetInternedWhenDate(FieldId field, std::uint32_t text, Date date) {
  assert(rep_->field(field).kind == FieldKind::kWhen && text < rep_->data.texts.size());
  rep_->AppendNarrow(field, text);
  rep_->Reach(rep_->table().dates, field)->narrow.push_back(date.days_since_epoch());
}

void FactsBuilder::SetMissing([[maybe_unused]] FieldId field) {
  assert(field < rep_->table().columns.size());
}

void FactsBuilder::SetTextList(FieldId field, const std::vector<std::string_view>& elements) {
  assert(rep_->field(field).is_list);
  BuildColumn* column = rep_->Reach(rep_->table().columns, field);
  for (const std::string_view element : elements) {
    column->elements.push_back(static_cast<std::int32_t>(rep_->data.texts.Intern(element)));
  }
  column->ends.push_back(static_cast<std::uint32_t>(column->elements.size()));
}

void FactsBuilder::SetEnumList(FieldId field, const std::vector<int>& elements) {
  assert(rep_->field(field).kind == FieldKind::kEnum && rep_->field(field).is_list);
  BuildColumn* column = rep_->Reach(rep_->table().columns, field);
  column->elements.insert(column->elements.end(), elements.begin(), elements.end());
  column->ends.push_back(static_cast<std::uint32_t>(column->elements.size()));
}

void FactsBuilder::SetReferenceList(FieldId field, const std::vector<std::string_view>& keys) {
  assert(rep_->field(field).kind == FieldKind::kReference);
  SetTextList(field, keys);
}

void FactsBuilder::AddFlag(Facts::Flag flag) { rep_->data.flags.push_back(std::move(flag)); }

std::size_t FactsBuilder::record_count() const {
  std::size_t count = 0;
  for (const BuildTable& table : rep_->data.tables) count += table.origins.size();
  return count;
}

}  // namespace assay
