// Described structs with random contents, for properties that hold of all of them.

#ifndef ASSAY_TESTS_INGEST_RANDOM_RECORDS_H_
#define ASSAY_TESTS_INGEST_RANDOM_RECORDS_H_

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

#include "assay/domain/description.h"
#include "assay/ingest/described_field.h"

namespace assay {

// Members that may be absent are so half of the time; the others never.
class RandomRecords {
 public:
  explicit RandomRecords(std::uint32_t seed) : random_(seed) {}

  template <DescribedRecord T>
  T Make() {
    T record;
    domain::ForEachField<T>([&](auto field) {
      using Value = typename decltype(field)::Value;
      if (field.absence != domain::Absence::fault && Chance()) return;
      Value value = MakeValue<Value>();
      if constexpr (std::is_same_v<Value, std::int64_t>) {
        const domain::MemberTraits& traits = field.description().traits;
        value = Between(traits.minimum.value_or(-1000), traits.maximum.value_or(1000));
      }
      record.*field.pointer = std::move(value);
    });
    return record;
  }

 private:
  bool Chance() { return (random_() & 1) != 0; }
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
  }

  std::string Text() {
    static constexpr const char* kTexts[] = {
        "a",         "p01", "q\"uo\\te", "l\nine", "\xc3\xa9t\xc3\xa9",
        "all_staff", "*",   "1",         "null",   "\x01"};
    return kTexts[random_() % std::size(kTexts)];
  }

  template <typename T>
  T MakeValue() {
    if constexpr (DescribedList<T>::is_list) {
      T list;
      // A list that is absent and one that is empty are the same where that is its default.
      const std::int64_t size = Between(0, 3);
      for (std::int64_t i = 0; i < size; ++i) {
        list.push_back(MakeValue<typename DescribedList<T>::Element>());
      }
      return list;
    } else if constexpr (DescribedRecord<T>) {
      return Make<T>();
    } else if constexpr (std::is_enum_v<T>) {
      return DescribedEnumerator<T>(static_cast<int>(random_() % DescribedWords<T>().size()));
    } else if constexpr (std::is_same_v<T, bool>) {
      return Chance();
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      return Between(0, 100);
    } else if constexpr (std::is_same_v<T, Decimal>) {
      // Within the bounds of every member that has some.
      return *Decimal::FromParts(Between(0, 1000000), static_cast<int>(Between(4, 6)));
    } else if constexpr (std::is_same_v<T, Date>) {
      return Date::FromDays(static_cast<std::int32_t>(Between(kFirstDay, kLastDay)));
    } else if constexpr (std::is_same_v<T, When>) {
      if (Chance()) return domain::OnDay(MakeValue<Date>());
      return domain::AtInstant(Instant::FromMicros(Between(-1000000000000000, 4000000000000000)));
    } else {
      return T(Text());
    }
  }

  std::mt19937 random_;
};

}  // namespace assay

#endif  // ASSAY_TESTS_INGEST_RANDOM_RECORDS_H_
