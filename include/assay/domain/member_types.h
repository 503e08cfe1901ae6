// What a member's type says beyond its value: what it means when nothing is written.
//
//   std::string, Ref<T>   must be written; empty stands for "not written"
//   Required<T>           must be written; a default-constructed one is not
//   std::optional<T>      absent means none: known not to exist
//   Reported<T>           absent means unknown: nobody has collected it
//   Defaulted<T, value>   absent takes the written default
//   std::vector<T>        absent means empty
//   std::optional<std::vector<T>>, Reported<std::vector<T>>   a list that may itself be none or
//   unknown
//
// There are no other defaults: a date that was not set is never 1970, a level that was not set is
// never the first of its enumeration. Every reader and writer of described structs goes by these
// types (description.h), so the meaning is written once, here in the struct.

#ifndef ASSAY_DOMAIN_MEMBER_TYPES_H_
#define ASSAY_DOMAIN_MEMBER_TYPES_H_

#include <cassert>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/enum_to_string.hpp>

#include "assay/base/date.h"
#include "assay/base/decimal.h"

namespace assay::domain {

// What an absent member means.
enum class Absence : std::uint8_t { fault, none, unknown, default_value };

// A value that may not have been written, with what its absence means as part of the type. Set it
// by assigning a value; `*` of an absent one is a mistake of the caller (asserted).
template <typename T, Absence meaning>
class Written {
 public:
  constexpr Written() = default;
  template <typename U = T>
  requires(std::is_convertible_v<U, T> &&
           !std::is_same_v<std::remove_cvref_t<U>, Written>) constexpr Written(U&& value)
      : value_(std::in_place, std::forward<U>(value)) {}  // NOLINT: implicit.

  // Of a list: its elements.
  template <typename U = T>
  requires(!std::is_same_v<U, std::string>)
      Written(std::initializer_list<typename U::value_type> elements)  // NOLINT: implicit.
      : value_(std::in_place, elements) {}

  // No conversion to bool: of a written `false` it would say true.
  constexpr bool has_value() const { return value_.has_value(); }
  constexpr const T& operator*() const {
    assert(value_.has_value());
    return *value_;
  }
  constexpr const T* operator->() const { return &**this; }
  constexpr const std::optional<T>& as_optional() const { return value_; }
  constexpr void reset() { value_.reset(); }

  bool operator==(const Written&) const = default;

 private:
  std::optional<T> value_;
};

// Its absence is a fault of the record.
template <typename T>
using Required = Written<T, Absence::fault>;

// Its absence says nothing: a rule that needs it is unknown, never passed.
template <typename T>
using Reported = Written<T, Absence::unknown>;

// Always has a value: the written one, or `value`.
template <typename T, auto default_value>
class Defaulted {
 public:
  constexpr Defaulted() = default;
  constexpr Defaulted(T value) : value_(std::move(value)) {}  // NOLINT: implicit, as above.

  constexpr const T& operator*() const { return value_; }
  constexpr operator const T&() const { return value_; }  // NOLINT: it is never absent.
  static T Default() {
    if constexpr (std::is_same_v<T, Decimal>) {
      return Decimal::FromInteger(default_value);
    } else {
      return default_value;
    }
  }

  bool operator==(const Defaulted&) const = default;

 private:
  T value_ = Default();
};

// Another record, by its id. Whether there is such a record is checked when the facts are sealed.
template <typename T>
struct Ref {
  std::string id;

  Ref() = default;
  Ref(std::string record_id) : id(std::move(record_id)) {}  // NOLINT: an id is a reference.
  Ref(std::string_view record_id) : id(record_id) {}        // NOLINT
  Ref(const char* record_id) : id(record_id) {}             // NOLINT

  bool operator==(const Ref&) const = default;
};

// A short text that is usually one of the words of `Vocabulary` (a described enumeration), but may
// be any other: organisations have their own channels and topics.
template <typename Vocabulary>
struct Word {
  std::string text;

  Word() = default;
  Word(std::string word) : text(std::move(word)) {}  // NOLINT: any text will do.
  Word(std::string_view word) : text(word) {}        // NOLINT
  Word(const char* word) : text(word) {}             // NOLINT
  Word(Vocabulary word) : text(boost::describe::enum_to_string(word, "")) {}  // NOLINT

  bool operator==(const Word&) const = default;
};

// A `When` of which only the day is known.
inline When OnDay(Date day) { return {day.ToString(), day, std::nullopt}; }

// A `When` known to the microsecond. Its local date follows when facts are sealed, from the
// organisation's zone; until then it is the date in UTC.
inline When AtInstant(Instant instant) {
  std::string text = instant.ToString();
  const Date date = Date::Parse(std::string_view(text).substr(0, 10)).value_or(Date());
  return {std::move(text), date, instant};
}

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_MEMBER_TYPES_H_
