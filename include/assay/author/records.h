// Described structs as the declarations of a pack: what its section `records` would say of them.

#ifndef ASSAY_AUTHOR_RECORDS_H_
#define ASSAY_AUTHOR_RECORDS_H_

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "assay/base/diagnostic.h"
#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/facts/schema.h"
#include "assay/ingest/described_field.h"

namespace assay::author {

// One record type and the enumerations that its members use.
struct RecordDraft {
  SchemaBuilder::RecordDeclaration record;
  std::vector<EnumType> enums;
};

namespace internal {

struct MemberDraft {
  std::string_view name;
  const domain::MemberDescription* description = nullptr;
  domain::Absence absence = domain::Absence::fault;
  FieldKind kind = FieldKind::kText;
  bool is_list = false;
  std::string_view named_type;  // Of an enumeration or a record.
  std::string default_text;     // As JSON.
};
SchemaBuilder::FieldDeclaration DraftField(const MemberDraft& member);
SchemaBuilder::RecordDeclaration DraftRecord(const domain::RecordDescription& description);

template <typename T>
std::string DefaultText(const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_enum_v<T>) {
    const auto index = static_cast<std::size_t>(DescribedWordIndex(value));
    return '"' + std::string(DescribedWords<T>()[index]) + '"';
  } else if constexpr (std::is_same_v<T, Decimal>) {
    return value.ToString();
  } else {
    static_assert(std::is_same_v<T, std::int64_t>, "no default of this type can be written");
    return std::to_string(value);
  }
}

}  // namespace internal

// The declaration of T. What all evidence has in common is left out: the pack's types get it when
// they join a schema (ExtendSchema).
template <DescribedRecord T>
RecordDraft DraftOf() {
  RecordDraft draft;
  draft.record = internal::DraftRecord(domain::Description<T>::record);
  const auto add = [&](auto field) {
    using Described = decltype(field);
    using Value = typename Described::Value;
    using Element = typename DescribedList<Value>::Element;
    internal::MemberDraft member{.name = Described::name(),
                                 .description = &Described::description(),
                                 .absence = Described::absence,
                                 .kind = DescribedKind<Value>(),
                                 .is_list = DescribedList<Value>::is_list};
    if constexpr (std::is_enum_v<Element>) {
      const domain::EnumDescription& description = domain::kEnumDescription<Element>;
      static_assert(!domain::kEnumDescription<Element>.name.empty(),
                    "a described enumeration needs a kEnumDescription");
      member.named_type = description.name;
      const auto& words = DescribedWords<Element>();
      draft.enums.push_back({std::string(description.name),
                             {words.begin(), words.end()},
                             std::string(description.documentation)});
    } else if constexpr (kIsReference<Element>) {
      using Record = typename DescribedTarget<Element>::Record;
      member.named_type = domain::Description<Record>::record.name;
    } else if constexpr (DescribedRecord<Element>) {
      member.named_type = domain::Description<Element>::record.name;
    }
    if constexpr (Described::absence == domain::Absence::default_value &&
                  !DescribedList<Value>::is_list) {
      member.default_text = internal::DefaultText(Described::Member::Default());
    }
    draft.record.fields.push_back(internal::DraftField(member));
    Field& declared = draft.record.fields.back().field;
    declared.is_key = declared.name == domain::Description<T>::record.key;
  };
  domain::ForEachField<T>([&](auto field) {
    if constexpr (!std::is_base_of_v<domain::Provenance, T>) {
      add(field);
    } else {
      // Members of the provenance are those whose pointer is to it.
      using Pointer = std::remove_const_t<decltype(field.pointer)>;
      if constexpr (!std::is_same_v<Pointer,
                                    typename decltype(field)::Member domain::Provenance::*>) {
        add(field);
      }
    }
  });
  return draft;
}

}  // namespace assay::author

#endif  // ASSAY_AUTHOR_RECORDS_H_
