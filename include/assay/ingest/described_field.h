// How the members of described structs stand for fields of tables: which C++ type is which kind of
// cell. Everything that turns the one into the other (schema, shredding, JSON) asks here.
//
//   bool · std::int64_t · Decimal · std::string · Word<E> · a described enumeration · Date · When ·
//   Ref<T> · a described struct · std::vector of texts, words, enumerations, references or structs

#ifndef ASSAY_INGEST_DESCRIBED_FIELD_H_
#define ASSAY_INGEST_DESCRIBED_FIELD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/domain/description.h"
#include "assay/domain/member_types.h"
#include "assay/facts/schema.h"

namespace assay {

// A described struct that is a record of its own.
template <typename T>
concept DescribedRecord = requires {
  domain::Description<T>::record;
};

template <typename T>
struct DescribedList {
  static constexpr bool is_list = false;
  using Element = T;
};
template <typename T>
struct DescribedList<std::vector<T>> {
  static constexpr bool is_list = true;
  using Element = T;
};

template <typename T>
struct DescribedTarget {};
template <typename T>
struct DescribedTarget<domain::Ref<T>> {
  using Record = T;
};

template <typename T>
struct DescribedVocabulary {};
template <typename E>
struct DescribedVocabulary<domain::Word<E>> {
  using Words = E;
};

template <typename T>
inline constexpr bool kIsReference = requires {
  typename DescribedTarget<T>::Record;
};
template <typename T>
inline constexpr bool kIsWord = requires {
  typename DescribedVocabulary<T>::Words;
};

// The kind of cell that a value of type `Value` is. `Value` is what DescribedField::Value gives.
template <typename Value>
constexpr FieldKind DescribedKind() {
  using Element = typename DescribedList<Value>::Element;
  if constexpr (std::is_same_v<Element, bool>) {
    return FieldKind::kBool;
  } else if constexpr (std::is_same_v<Element, std::int64_t>) {
    return FieldKind::kInt;
  } else if constexpr (std::is_same_v<Element, Decimal>) {
    return FieldKind::kDecimal;
  } else if constexpr (std::is_same_v<Element, std::string> || kIsWord<Element>) {
    return FieldKind::kText;
  } else if constexpr (std::is_enum_v<Element>) {
    return FieldKind::kEnum;
  } else if constexpr (std::is_same_v<Element, Date>) {
    return FieldKind::kDate;
  } else if constexpr (std::is_same_v<Element, When>) {
    return FieldKind::kWhen;
  } else if constexpr (kIsReference<Element>) {
    return FieldKind::kReference;
  } else {
    static_assert(DescribedRecord<Element>, "a member of this type cannot be a field");
    return DescribedList<Value>::is_list ? FieldKind::kChildren : FieldKind::kChild;
  }
}

// The words of a described enumeration, in order of declaration. Valid for ever.
template <typename E>
const std::vector<std::string_view>& DescribedWords() {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { names.emplace_back(enumerator.name); });
    return names;
  }();
  return words;
}

// The position of `value` in DescribedWords, or -1 for a number that is no enumerator.
template <typename E>
int DescribedWordIndex(E value) {
  int found = -1;
  int index = 0;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
    if (enumerator.value == value) found = index;
    ++index;
  });
  return found;
}

// The enumerator at a position of DescribedWords, which must be one.
template <typename E>
E DescribedEnumerator(int position) {
  E found{};
  int index = 0;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
    if (index++ == position) found = enumerator.value;
  });
  return found;
}

}  // namespace assay

#endif  // ASSAY_INGEST_DESCRIBED_FIELD_H_
