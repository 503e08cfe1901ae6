// Rules as C++ functions over records: typed by member pointers, each cell with the question for
// its state in front of its value (expr/cell.h).
//
//   Each(visitors, [](const Cells<Visit>& visit) -> Answer<bool> {
//     Cell<std::int64_t> minutes = visit[&Visit::minutes];
//     if (!minutes.is_value()) return kUnknown;
//     return minutes.value() < 480;
//   })

#ifndef ASSAY_AUTHOR_CELLS_H_
#define ASSAY_AUTHOR_CELLS_H_

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "assay/author/term.h"
#include "assay/expr/cell.h"
#include "assay/expr/native.h"

namespace assay::author {

template <typename X>
class Cells;

namespace internal {

// The C++ type of the cells of a member's value: words as enumerators, references as the records.
template <typename V>
struct ReadAs {
  using Type = V;
};
template <>
struct ReadAs<std::string> {
  using Type = std::string_view;
};
template <typename E>
struct ReadAs<domain::Word<E>> {
  using Type = std::string_view;
};
template <>
struct ReadAs<When> {
  using Type = Date;  // The local date; Get<Instant> has the instant, where there is one.
};
template <typename T>
struct ReadAs<domain::Ref<T>> {
  using Type = Cells<T>;
};
template <DescribedRecord T>
struct ReadAs<T> {
  using Type = Cells<T>;
};
template <typename T>
struct ReadAs<std::vector<T>> {
  using Type = CellList<typename ReadAs<T>::Type>;
};
template <typename M>
using MemberCell = Cell<typename ReadAs<typename domain::MemberMeaning<M>::Value>::Type>;

}  // namespace internal

// A record of X.
template <typename X>
class Cells {
 public:
  Cells() = default;
  explicit Cells(RecordCells record) : record_(record) {}

  template <typename M, typename B>
  requires(std::is_base_of_v<B, X>) internal::MemberCell<M>
  operator[](M B::*member) const {
    using Type = internal::MemberCell<M>;
    return Get<Type>(internal::NameOf<X>(member));
  }
  // The records of Y that refer to this one by `member`.
  template <typename Y, typename M, typename B>
  requires(std::same_as<internal::Target<M>, X>&& std::is_base_of_v<B, Y>)
      Cell<CellList<Cells<Y>>> Referrers(M B::*member)
  const { return record_.Get<CellList<Cells<Y>>>(internal::InverseOf<Y>(member)); }
  template <typename Y, typename M>
  requires(std::same_as<internal::Target<M>, X>&& DescribedRecord<Y>)
      Cell<CellList<Cells<Y>>> Referrers(M Y::*member)
  const { return Referrers<Y, M, Y>(member); }

  std::string id() const { return record_.id(); }
  const RecordCells& record() const { return record_; }  // For what this class has no words for.
  bool operator==(const Cells&) const = default;

 private:
  template <typename C>
  struct Unwrapped {};
  template <typename T>
  struct Unwrapped<Cell<T>> {
    using Type = T;
  };
  template <typename C>
  C Get(std::string_view field) const {
    return record_.Get<typename Unwrapped<C>::Type>(field);
  }

  RecordCells record_;
};

// What a function says where the facts do not decide.
struct UnknownAnswer {};
inline constexpr UnknownAnswer kUnknown;

// A value, or unknown. Nothing else is ever an answer: an exception is an error.
template <typename T>
class Answer {
 public:
  template <typename U>
  requires(std::convertible_to<U, T>) Answer(U&& value)  // NOLINT: implicit.
      : value_(std::in_place, std::forward<U>(value)) {}
  Answer(UnknownAnswer) {}  // NOLINT

  const std::optional<T>& value() const { return value_; }  // Nothing if unknown.

 private:
  std::optional<T> value_;
};

namespace internal {

inline Value ToValue(bool value) { return Value::Bool(value); }
inline Value ToValue(std::int64_t value) { return Value::Int(value); }
inline Value ToValue(double value) { return Value::Double(value); }
inline Value ToValue(const Decimal& value) { return Value::DecimalOf(value); }
inline Value ToValue(std::string value) { return Value::String(std::move(value)); }
inline Value ToValue(Date value) { return Value::DateOf(value); }
template <typename E>
requires std::is_enum_v<E> Value ToValue(E word) {
  const int index = DescribedWordIndex(word);
  if (index < 0) return Value::Error(ErrorCode::kHost, "gave a number that is no word");
  return Value::String(std::string(DescribedWords<E>()[static_cast<std::size_t>(index)]));
}
template <typename X>
Value ToValue(const Cells<X>& record) {
  return record.record().value();
}
template <typename T>
Value ToValue(const Answer<T>& answer) {
  return answer.value().has_value() ? ToValue(*answer.value()) : Value::Unknown();
}

// How rules write the type.
template <typename T>
std::string TypeText() {
  if constexpr (std::same_as<T, bool>) {
    return "bool";
  } else if constexpr (std::same_as<T, std::int64_t>) {
    return "int";
  } else if constexpr (std::same_as<T, double>) {
    return "double";
  } else if constexpr (std::same_as<T, Decimal>) {
    return "decimal";
  } else if constexpr (std::same_as<T, std::string>) {
    return "string";
  } else if constexpr (std::same_as<T, Date>) {
    return "date";
  } else if constexpr (std::same_as<T, When>) {
    return "when";
  } else if constexpr (std::is_enum_v<T>) {
    return std::string(domain::kEnumDescription<T>.name);
  } else if constexpr (IsMaybe<T>::value) {
    return TypeText<typename T::Value>() + "?";
  } else if constexpr (IsList<T>::value) {
    return "list(" + TypeText<typename T::Element>() + ")";
  } else {
    static_assert(DescribedRecord<T>, "rules have no such type");
    return std::string(domain::Description<T>::record.name);
  }
}

// What a C++ function is handed for a parameter of type T of the language.
template <typename T>
struct Handed {
  using Type = T;
};
template <>
struct Handed<std::string> {
  using Type = std::string_view;
};
template <DescribedRecord T>
struct Handed<T> {
  using Type = Cells<T>;
};
template <typename T>
struct Handed<List<T>> {
  using Type = CellList<typename Handed<T>::Type>;
};

template <typename T>
struct Handed<Maybe<T>> {
  using Type = std::optional<typename Handed<T>::Type>;
};

template <typename T>
typename Handed<T>::Type Argument(const NativeRow& row, std::size_t parameter) {
  if constexpr (IsMaybe<T>::value) {
    if (row.argument(parameter).is_null()) return std::nullopt;
    return Argument<typename T::Value>(row, parameter);
  } else {
    const auto cell = row.cell<typename Handed<T>::Type>(parameter);
    // A strict function is called with definite values alone; if not, value() says so.
    [[maybe_unused]] const bool is_value = cell.is_value();
    return cell.value();
  }
}

// `function` as a callback of the signature Result(Parameters...).
template <typename... Parameters, typename Function>
NativeCallback CallbackOf(Function function) {
  return RowByRow([function = std::move(function)](const NativeRow& row) {
    return [&]<std::size_t... k>(std::index_sequence<k...>) {
      return ToValue(function(Argument<Parameters>(row, k)...));
    }
    (std::index_sequence_for<Parameters...>());
  });
}

}  // namespace internal
}  // namespace assay::author

namespace assay {

template <typename X>
struct CellType<author::Cells<X>> {
  static constexpr std::string_view kName = domain::Description<X>::record.name;
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) { return value.kind() == ValueKind::kRecord; }
  static author::Cells<X> Read(CellScope* scope, const Value& value) {
    return author::Cells<X>(RecordCells(scope, value.record_type(), value.row()));
  }
};

// Words of an enumeration. One that the enumeration does not have (a pack may add some) is no value
// of it.
template <typename E>
requires std::is_enum_v<E>
struct CellType<E> {
  static constexpr std::string_view kName = domain::kEnumDescription<E>.name;
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) {
    return value.kind() == ValueKind::kString && IndexOf(value) >= 0;
  }
  static E Read(CellScope*, const Value& value) { return DescribedEnumerator<E>(IndexOf(value)); }

 private:
  static int IndexOf(const Value& value) {
    const auto& words = DescribedWords<E>();
    for (std::size_t k = 0; k < words.size(); ++k) {
      if (words[k] == value.as_string()) return static_cast<int>(k);
    }
    return -1;
  }
};

}  // namespace assay

#endif  // ASSAY_AUTHOR_CELLS_H_
