#include "assay/facts/schema.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "src/facts/schema_rep.h"

namespace assay {
namespace {

std::uint16_t FindId(const IdsByName& ids, std::string_view name) {
  const auto found = ids.find(name);
  return found == ids.end() ? kNoId : found->second;
}

}  // namespace

Schema::Schema(std::unique_ptr<const Rep> rep) : rep_(std::move(rep)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

std::span<const RecordType> Schema::records() const { return rep_->records; }
std::span<const EnumType> Schema::enums() const { return rep_->enums; }
std::span<const Inverse> Schema::inverses() const { return rep_->inverses; }

const RecordType& Schema::record(RecordTypeId id) const {
  assert(id < rep_->records.size());
  return rep_->records[id];
}

const Field& Schema::field(RecordTypeId record, FieldId field) const {
  assert(field < this->record(record).fields.size());
  return rep_->records[record].fields[field];
}

RecordTypeId Schema::FindRecord(std::string_view name) const {
  return FindId(rep_->record_ids, name);
}

FieldId Schema::FindField(RecordTypeId record, std::string_view name) const {
  assert(record < rep_->field_ids.size());
  return FindId(rep_->field_ids[record], name);
}

EnumId Schema::FindEnum(std::string_view name) const { return FindId(rep_->enum_ids, name); }

int Schema::FindEnumValue(EnumId id, std::string_view value) const {
  assert(id < rep_->enums.size());
  // At most 64 short words, mostly a handful: a scan beats a hash.
  const std::vector<std::string>& values = rep_->enums[id].values;
  const auto found = std::find(values.begin(), values.end(), value);
  return found == values.end() ? -1 : static_cast<int>(found - values.begin());
}

std::optional<std::uint16_t> Schema::FindInverse(RecordTypeId target, std::string_view name) const {
  assert(target < rep_->inverse_ids.size());
  const std::uint16_t id = FindId(rep_->inverse_ids[target], name);
  if (id == kNoId) return std::nullopt;
  return id;
}

RecordTypeId Schema::organization() const { return rep_->organization; }

}  // namespace assay
