// Cells as C++ functions see them: a value, none, or unknown, and no way to the value that does not
// lead past the question which of the three it is.
//
//   assay::Cell<assay::Date> end = person.Get<assay::Date>("end");
//   if (end.is_unknown()) return assay::Value::Unknown();
//   if (end.is_none()) return assay::Value::Bool(true);
//   return assay::Value::Bool(as_of <= end.value());
//
// Whoever reads a value without having asked, or one that is not there, or a field that the record
// does not have, gets an empty value, and the result of the whole call is an error that says so: it
// is never taken for an answer. That holds of a value that happens to be there too, so the mistake
// shows on the first record and not on the first one that is incomplete.
//
// T of a cell: bool, std::int64_t, double, Decimal, std::string_view (texts and words), Date (of a
// `when` its local date), Instant (of a `when` none if only the day is known), RecordCells (a
// record), CellList<T> (a list). Views live as long as the cell or the facts, whichever ends first.
// Everything here is used within one call of a native function (expr/native.h), by one thread.

#ifndef ASSAY_EXPR_CELL_H_
#define ASSAY_EXPR_CELL_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/expr/value.h"
#include "assay/facts/column.h"
#include "assay/facts/schema.h"

namespace assay {

class CallContext;  // expr/evaluate.h

// What the cells of one call share: where records are read, and what was done wrong.
class CellScope {
 public:
  explicit CellScope(const CallContext* context) : context_(context) {}

  const CallContext& context() const { return *context_; }
  // The first fault is kept; it becomes the result of the call.
  void Fail(std::string message) {
    if (fault_.empty()) fault_ = std::move(message);
  }
  const std::string& fault() const { return fault_; }

 private:
  const CallContext* context_;
  std::string fault_;
};

template <typename T>
class Cell;

// A record: its fields by the names they have in rules, its own and embedded ones, its parent, and
// the lists of those that refer to it. Fields that a pack derives are not among them: a pack hands
// them over as arguments. Rejected records are seen here as little as they are by rules.
class RecordCells {
 public:
  // No record: what is given where a cell was read wrongly. Its fields are unknown.
  RecordCells() = default;
  RecordCells(CellScope* scope, RecordTypeId type, Row row)
      : scope_(scope), type_(type), row_(row) {}

  template <typename T>
  Cell<T> Get(std::string_view field) const;

  std::string id() const;  // As reports name it.
  RecordTypeId type() const { return type_; }
  Row row() const { return row_; }
  Value value() const { return Value::Record(type_, row_); }
  bool operator==(const RecordCells& other) const {
    return type_ == other.type_ && row_ == other.row_;
  }

 private:
  Value FieldValue(std::string_view field) const;  // An error if there is no such field.

  CellScope* scope_ = nullptr;
  RecordTypeId type_ = kNoId;
  Row row_ = kNoRow;
};

// How a value of the language is read as a T. `kName` is for messages.
template <typename T>
struct CellType;

// Elements of a list, all of them known.
template <typename T>
class CellList {
 public:
  CellList() = default;
  CellList(CellScope* scope, std::span<const Value> items) : scope_(scope), items_(items) {}

  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  T operator[](std::size_t index) const { return CellType<T>::Read(scope_, items_[index]); }

  class Iterator {
   public:
    Iterator(const CellList* list, std::size_t index) : list_(list), index_(index) {}
    T operator*() const { return (*list_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const CellList* list_;
    std::size_t index_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  CellScope* scope_ = nullptr;
  std::span<const Value> items_;
};

template <typename T>
class Cell {
 public:
  // `value` as a cell; one that can be no T is a fault of the call, named by `name`. `scope` must
  // outlive the cell.
  Cell(CellScope* scope, Value value, std::string_view name)
      : scope_(scope), value_(std::move(value)), name_(name) {
    if (value_.is_error()) {
      Refuse(std::string(value_.error_message()));
    } else if (value_.is_null() || CellType<T>::IsNone(value_)) {
      state_ = CellState::kNone;
    } else if (value_.is_unknown() || !IsWhole()) {
      state_ = CellState::kUnknown;
    } else if (!CellType<T>::Holds(value_)) {
      Refuse("`" + name_ + "` is read as " + std::string(CellType<T>::kName) + ", which it is not");
    }
  }

  CellState state() const {
    is_asked_ = true;
    return state_;
  }
  bool is_value() const { return state() == CellState::kValue; }
  bool is_none() const { return state() == CellState::kNone; }
  // Not collected; of a list also: there may be more, or an element is not known.
  bool is_unknown() const { return state() == CellState::kUnknown; }

  // Only after the state was asked for, and of a value.
  T value() const {
    if (is_asked_ && state_ == CellState::kValue) return CellType<T>::Read(scope_, value_);
    Fail("the value of `" + name_ + "` was read " +
         (is_asked_ ? "where it has none" : "before its state was asked for"));
    return T();
  }

  // The value if it is one, else what each of the other states means to the caller.
  T value_or(T if_none, T if_unknown) const {
    if (state_ == CellState::kValue) return CellType<T>::Read(scope_, value_);
    return state_ == CellState::kNone ? std::move(if_none) : std::move(if_unknown);
  }

  // Of a list: the elements that are sure to be in it, whether there may be more or not. One of
  // them can prove that something exists; that something does not, only a list that is a value can.
  auto known() const requires requires { typename CellType<T>::Element; }
  {
    std::vector<typename CellType<T>::Element> elements;
    if (value_.kind() != ValueKind::kList) return elements;
    for (const Value& item : value_.items()) {
      using Type = CellType<typename CellType<T>::Element>;
      if (Type::Holds(item) && item.is_definite()) elements.push_back(Type::Read(scope_, item));
    }
    return elements;
  }

  const Value& raw() const { return value_; }  // As rules see it.
  CellScope* scope() const { return scope_; }

 private:
  bool IsWhole() const {
    return value_.is_definite() &&
           (value_.kind() != ValueKind::kList || value_.maybe_items().empty());
  }
  // Without a scope it is a field of no record, whose fault is told already.
  void Fail(std::string fault) const {
    if (scope_ != nullptr) scope_->Fail(std::move(fault));
  }
  void Refuse(std::string fault) {
    Fail(std::move(fault));
    state_ = CellState::kUnknown;
  }

  CellScope* scope_;
  Value value_;
  std::string name_;
  CellState state_ = CellState::kValue;
  mutable bool is_asked_ = false;
};

template <typename T>
Cell<T> RecordCells::Get(std::string_view field) const {
  return Cell<T>(scope_, FieldValue(field), field);
}

template <>
struct CellType<bool> {
  static constexpr std::string_view kName = "a bool";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) { return value.kind() == ValueKind::kBool; }
  static bool Read(CellScope*, const Value& value) { return value.as_bool(); }
};
template <>
struct CellType<std::int64_t> {
  static constexpr std::string_view kName = "an int";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) { return value.kind() == ValueKind::kInt; }
  static std::int64_t Read(CellScope*, const Value& value) { return value.as_int(); }
};
template <>
struct CellType<double> {
  static constexpr std::string_view kName = "a double";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) { return value.kind() == ValueKind::kDouble; }
  static double Read(CellScope*, const Value& value) { return value.as_double(); }
};
template <>
struct CellType<Decimal> {
  static constexpr std::string_view kName = "a decimal";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) { return value.kind() == ValueKind::kDecimal; }
  static Decimal Read(CellScope*, const Value& value) { return value.as_decimal(); }
};
template <>
struct CellType<std::string_view> {
  static constexpr std::string_view kName = "a text";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) { return value.kind() == ValueKind::kString; }
  static std::string_view Read(CellScope*, const Value& value) { return value.as_string(); }
};
template <>
struct CellType<Date> {
  static constexpr std::string_view kName = "a date";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) {
    return value.kind() == ValueKind::kDate || value.kind() == ValueKind::kWhen;
  }
  static Date Read(CellScope*, const Value& value) { return value.as_date(); }
};
template <>
struct CellType<Instant> {
  static constexpr std::string_view kName = "an instant";
  static bool IsNone(const Value& value) {
    return value.kind() == ValueKind::kWhen && !value.when_has_instant();
  }
  static bool Holds(const Value& value) {
    return value.kind() == ValueKind::kWhen || value.kind() == ValueKind::kTimestamp;
  }
  static Instant Read(CellScope*, const Value& value) {
    if (value.kind() == ValueKind::kWhen) return value.when_instant();
    const TimestampParts parts = value.as_timestamp();
    return Instant::FromMicros(parts.seconds * 1'000'000 + parts.nanos / 1000);
  }
};
template <>
struct CellType<RecordCells> {
  static constexpr std::string_view kName = "a record";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) { return value.kind() == ValueKind::kRecord; }
  static RecordCells Read(CellScope* scope, const Value& value) {
    return {scope, value.record_type(), value.row()};
  }
};
template <typename T>
struct CellType<CellList<T>> {
  using Element = T;
  static constexpr std::string_view kName = "a list of that kind";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value& value) {
    if (value.kind() != ValueKind::kList) return false;
    for (const Value& item : value.items()) {
      if (!CellType<T>::Holds(item)) return false;
    }
    return true;
  }
  static CellList<T> Read(CellScope* scope, const Value& value) { return {scope, value.items()}; }
};

}  // namespace assay

#endif  // ASSAY_EXPR_CELL_H_
