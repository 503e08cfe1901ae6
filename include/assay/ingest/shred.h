// From described structs to columns: for programs that hold people and evidence as C++ values.
//
//   assay::Schema schema = assay::ShippedSchema();
//   assay::FactsBuilder builder(schema);
//   assay::Shredder shredder(schema, &builder);
//   shredder.Add(organization);
//   for (const assay::domain::Person& person : people) shredder.Add(person);
//   for (const assay::domain::Contract& contract : contracts) shredder.Add(contract);
//   absl::StatusOr<assay::Facts> facts = std::move(builder).Seal({}, &problems);
//
// A member that must be written and is not (an empty id, a Required without a value) is reported by
// Seal, as facts.missing-field.

#ifndef ASSAY_INGEST_SHRED_H_
#define ASSAY_INGEST_SHRED_H_

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "assay/domain/description.h"
#include "assay/facts/builder.h"
#include "assay/facts/schema.h"
#include "assay/ingest/described_field.h"

namespace assay {

// Used from one thread, like the builder it fills.
class Shredder {
 public:
  // `schema` must be the one `builder` was made with. Both must outlive the shredder.
  Shredder(const Schema& schema, FactsBuilder* builder) : schema_(&schema), builder_(builder) {}

  // Adds one record with everything embedded in it. T must be a record type of the schema that is
  // not embedded (asserted). Faults point to records by the order in which they are added, as if
  // they stood in a facts document: "/people/3" is the fourth person, "/evidence/7" the eighth
  // piece of evidence of any type.
  template <DescribedRecord T>
  void Add(const T& record) {
    Type& type = TypeOf<T>();
    const bool is_evidence = domain::Description<T>::record.place == domain::RecordPlace::evidence;
    builder_->BeginRecord(type.id, is_evidence ? evidence_count_++ : type.count++);
    SetFields(record, type.fields);
    builder_->EndRecord();
  }

 private:
  struct Type {
    const void* description = nullptr;
    RecordTypeId id = kNoId;
    std::uint64_t count = 0;
    std::vector<FieldId> fields;  // In the order of ForEachField.
  };

  template <typename T>
  Type& TypeOf() {
    for (Type& type : types_) {
      if (type.description == &domain::Description<T>::record) return type;
    }
    Type type{.description = &domain::Description<T>::record,
              .id = schema_->FindRecord(domain::Description<T>::record.name)};
    assert(type.id != kNoId);
    domain::ForEachField<T>([&](auto field) {
      type.fields.push_back(schema_->FindField(type.id, field.name()));
      assert(type.fields.back() != kNoId);
    });
    // Embedded types may be met while a reference to an element is held: hence stable addresses.
    types_.push_back(std::move(type));
    return types_.back();
  }

  template <typename T>
  void SetFields(const T& record, const std::vector<FieldId>& ids) {
    std::size_t index = 0;
    domain::ForEachField<T>([&](auto field) { SetMember(ids[index++], record.*field.pointer); });
  }

  template <typename T, domain::Absence meaning>
  void SetMember(FieldId field, const domain::Written<T, meaning>& member) {
    if (member.has_value()) SetValue(field, *member);
  }
  template <typename T>
  void SetMember(FieldId field, const std::optional<T>& member) {
    if (member.has_value()) SetValue(field, *member);
  }
  template <typename T, auto value>
  void SetMember(FieldId field, const domain::Defaulted<T, value>& member) {
    SetValue(field, *member);
  }
  template <typename T>
  void SetMember(FieldId field, const T& member) {
    if constexpr (kIsReference<T>) {
      if (!member.id.empty()) SetValue(field, member);
    } else if constexpr (std::is_same_v<T, std::string>) {
      if (!member.empty()) SetValue(field, member);
    } else {
      SetValue(field, member);
    }
  }

  void SetValue(FieldId field, bool value) { builder_->SetBool(field, value); }
  void SetValue(FieldId field, std::int64_t value) { builder_->SetInt(field, value); }
  void SetValue(FieldId field, Decimal value) { builder_->SetDecimal(field, value); }
  void SetValue(FieldId field, const std::string& value) { builder_->SetText(field, value); }
  void SetValue(FieldId field, Date value) { builder_->SetDate(field, value); }
  void SetValue(FieldId field, const When& value);
  template <typename E>
  void SetValue(FieldId field, const domain::Word<E>& value) {
    builder_->SetText(field, value.text);
  }
  template <typename T>
  void SetValue(FieldId field, const domain::Ref<T>& value) {
    builder_->SetReference(field, value.id);
  }
  template <typename T>
  requires std::is_enum_v<T>
  void SetValue(FieldId field, T value) {
    const int index = DescribedWordIndex(value);
    assert(index >= 0);
    builder_->SetEnum(field, index);
  }
  template <DescribedRecord T>
  void SetValue(FieldId field, const T& value) {
    const Type& type = TypeOf<T>();
    builder_->BeginChild(field);
    SetFields(value, type.fields);
    builder_->EndRecord();
  }
  template <typename T>
  void SetValue(FieldId field, const std::vector<T>& values) {
    if constexpr (DescribedRecord<T>) {
      for (const T& value : values) SetValue(field, value);
    } else if constexpr (std::is_enum_v<T>) {
      words_.clear();
      for (const T value : values) words_.push_back(DescribedWordIndex(value));
      builder_->SetEnumList(field, words_);
    } else {
      texts_.clear();
      for (const T& value : values) texts_.push_back(TextOf(value));
      if constexpr (kIsReference<T>) {
        builder_->SetReferenceList(field, texts_);
      } else {
        builder_->SetTextList(field, texts_);
      }
    }
  }

  static std::string_view TextOf(const std::string& value) { return value; }
  template <typename E>
  static std::string_view TextOf(const domain::Word<E>& value) {
    return value.text;
  }
  template <typename T>
  static std::string_view TextOf(const domain::Ref<T>& value) {
    return value.id;
  }

  const Schema* schema_;
  FactsBuilder* builder_;
  std::deque<Type> types_;
  std::uint64_t evidence_count_ = 0;
  std::vector<std::string_view> texts_;  // Kept to spare an allocation a list.
  std::vector<int> words_;
};

}  // namespace assay

#endif  // ASSAY_INGEST_SHRED_H_
