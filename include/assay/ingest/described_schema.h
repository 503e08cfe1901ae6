// From described structs to a schema: how the shipped record types, and those of a program that
// embeds assay, come to be tables.
//
//   struct BadgeScan : assay::domain::PersonEvidence { ... };  // described as in domain/
//
//   assay::Schema shipped = assay::ShippedSchema();
//   assay::SchemaBuilder builder(shipped);
//   assay::SchemaDescriber describer(&builder, &shipped);
//   describer.Add<BadgeScan>();
//   assay::Diagnostics problems;
//   std::optional<assay::Schema> schema = builder.Build(&problems);

#ifndef ASSAY_INGEST_DESCRIBED_SCHEMA_H_
#define ASSAY_INGEST_DESCRIBED_SCHEMA_H_

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "assay/domain/description.h"
#include "assay/facts/schema.h"
#include "assay/ingest/described_field.h"

namespace assay {

class SchemaDescriber {
 public:
  // `builder` must outlive the describer. `base` is the schema the builder began with, or null: the
  // enumerations it has are not added again.
  SchemaDescriber(SchemaBuilder* builder, const Schema* base) : builder_(builder), base_(base) {}

  // Adds the record type T and the enumerations it uses. Embedded structs and what references
  // lead to are added by calls of their own, in any order.
  //
  // Besides what the description says: every evidence type is a feed bounded by `occurred_at`, and
  // a reference called `person` is listed on the person under the plural of T.
  template <DescribedRecord T>
  void Add() {
    std::vector<Member> members;
    domain::ForEachField<T>([&](auto field) { members.push_back(Describe(field)); });
    AddRecord(domain::Description<T>::record, members);
  }

 private:
  struct Member {
    std::string_view name;
    const domain::MemberDescription* description = nullptr;
    domain::Absence absence = domain::Absence::fault;
    FieldKind kind = FieldKind::kText;
    bool is_list = false;
    std::string_view enumeration;
    std::string_view target;
    std::string default_text;
  };

  template <typename Field>
  Member Describe(Field field) {
    using Value = typename Field::Value;
    using Element = typename DescribedList<Value>::Element;
    Member member{.name = Field::name(),
                  .description = &field.description(),
                  .absence = Field::absence,
                  .kind = DescribedKind<Value>(),
                  .is_list = DescribedList<Value>::is_list};
    if constexpr (std::is_enum_v<Element>) {
      member.enumeration = AddEnum<Element>();
    } else if constexpr (kIsWord<Element>) {
      member.enumeration = AddEnum<typename DescribedVocabulary<Element>::Words>();
    } else if constexpr (kIsReference<Element>) {
      member.target = domain::Description<typename DescribedTarget<Element>::Record>::record.name;
    } else if constexpr (DescribedRecord<Element>) {
      member.target = domain::Description<Element>::record.name;
    }
    if constexpr (Field::absence == domain::Absence::default_value &&
                  !DescribedList<Value>::is_list) {
      member.default_text = DefaultText(Field::Member::Default());
    }
    return member;
  }

  template <typename E>
  std::string_view AddEnum() {
    const domain::EnumDescription& description = domain::kEnumDescription<E>;
    static_assert(!domain::kEnumDescription<E>.name.empty(),
                  "a described enumeration needs a kEnumDescription");
    AddEnum(description, DescribedWords<E>());
    return description.name;
  }

  template <typename T>
  static std::string DefaultText(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      return value ? "true" : "false";
    } else if constexpr (std::is_enum_v<T>) {
      return '"' +
             std::string(DescribedWords<T>()[static_cast<std::size_t>(DescribedWordIndex(value))]) +
             '"';
    } else if constexpr (std::is_same_v<T, Decimal>) {
      return value.ToString();
    } else {
      static_assert(std::is_same_v<T, std::int64_t>, "no default of this type can be written");
      return std::to_string(value);
    }
  }

  void AddEnum(const domain::EnumDescription& description,
               const std::vector<std::string_view>& words);
  void AddRecord(const domain::RecordDescription& description, const std::vector<Member>& members);

  SchemaBuilder* builder_;
  const Schema* base_;
  std::vector<std::string_view> added_enums_;
};

}  // namespace assay

#endif  // ASSAY_INGEST_DESCRIBED_SCHEMA_H_
