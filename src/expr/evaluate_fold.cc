// Macros that fold a list into one answer: latest, sums, counts, unions and orders.

#include "src/expr/distinct.h"
#include "src/expr/interpreter.h"
#include "src/expr/list_fold.h"
#include "src/expr/uncertain.h"

namespace assay {
namespace {

// By what an embedded record without an id is told apart from its siblings: the id of the first
// record it refers to (an assignment's role). Negative where there is none.
std::int64_t ReferredKey(const Facts& facts, RecordTypeId type, Row row) {
  const std::vector<Field>& fields = facts.schema().record(type).fields;
  for (std::size_t k = 0; k < fields.size(); ++k) {
    const Field& field = fields[k];
    if (field.kind != FieldKind::kReference || field.is_list) continue;
    const Column& references = facts.table(type).column(static_cast<FieldId>(k));
    const FieldId key = facts.schema().record(field.target).key_field;
    if (key == kNoId || references.state(row) != CellState::kValue) return -1;
    return facts.table(field.target).column(key).cell(static_cast<Row>(references.cell(row)));
  }
  return -1;
}

// Between elements of one key: the record with the greatest id, or the later element.
bool WinsTie(const Facts* facts, const Value& later, const Value& earlier) {
  if (facts == nullptr || later.kind() != ValueKind::kRecord || earlier.kind() != ValueKind::kRecord ||
      later.record_type() != earlier.record_type()) {
    return true;
  }
  const FieldId key = facts->schema().record(later.record_type()).key_field;
  if (key == kNoId) {
    const std::int64_t later_key = ReferredKey(*facts, later.record_type(), later.row());
    const std::int64_t earlier_key = ReferredKey(*facts, earlier.record_type(), earlier.row());
    return later_key != earlier_key ? later_key > earlier_key : later.row() > earlier.row();
  }
  const Column& keys = facts->table(later.record_type()).column(key);
  if (keys.state(later.row()) != CellState::kValue) return false;
  if (keys.state(earlier.row()) != CellState::kValue) return true;
  return keys.cell(later.row()) > keys.cell(earlier.row());
}

// The latest of what is certain, and what else may be the latest.
class LatestElement {
 public:
  explicit LatestElement(const Facts* facts) : facts_(facts) {}

  // False if the keys have no order.
  bool AddCertain(const Value& element, Value key) {
    ++certain_count_;
    if (!key.is_definite()) {
      uncertain_.push_back({element, std::move(key), UnknownCause()});
      return true;
    }
    if (has_best_) {
      const std::optional<std::partial_ordering> order = Compare(key, best_.key);
      if (!order.has_value()) return false;
      if (*order == std::partial_ordering::less) return true;
      if (*order == std::partial_ordering::equivalent && !WinsTie(facts_, element, best_.element)) return true;
    }
    best_ = {element, std::move(key), UnknownCause()};
    has_best_ = true;
    return true;
  }

  void AddPossible(const Value& element, Value key, UnknownCause cause) {
    uncertain_.push_back({element, std::move(key), cause});
  }

  Value Finish() const {
    Doubt doubt;
    const bool is_only_one = certain_count_ == 1 && uncertain_.size() == 1 && !has_best_;
    if (is_only_one) return Value::OptionalOf(uncertain_[0].element);
    for (const Candidate& candidate : uncertain_) {
      if (!CanWin(candidate)) continue;
      doubt.Add(MaybeItem{candidate.key, false, candidate.cause});
      if (!candidate.element.is_definite()) doubt.Add(candidate.element);
    }
    if (doubt.exists()) return doubt.ToUnknown();
    return has_best_ ? Value::OptionalOf(best_.element) : Value::OptionalNone();
  }

 private:
  struct Candidate {
    Value element;
    Value key;
    UnknownCause cause;
  };

  bool CanWin(const Candidate& candidate) const {
    if (!has_best_) return true;
    if (!candidate.key.is_definite()) {
      const std::optional<Interval> key = IntervalOf(candidate.key);
      const std::optional<Interval> best = IntervalOf(best_.key);
      return !key || !best || key->highest >= best->lowest;
    }
    const std::optional<std::partial_ordering> order = Compare(candidate.key, best_.key);
    if (!order.has_value()) return true;
    if (*order != std::partial_ordering::equivalent) return *order == std::partial_ordering::greater;
    const bool are_records = candidate.element.kind() == ValueKind::kRecord;
    return !are_records || WinsTie(facts_, candidate.element, best_.element);
  }

  const Facts* facts_;
  bool has_best_ = false;
  std::size_t certain_count_ = 0;
  Candidate best_;
  std::vector<Candidate> uncertain_;
};

}  // namespace

// list.latest(x, predicate, key)
Value Interpreter::Latest(ExprId id, ElementRange* range) {
  const Expr& node = expr_.ast[id];
  const ExprId predicate = node.children[1];
  const ExprId key_body = node.children[2];
  const std::size_t element = locals_.size() - 1;
  LatestElement latest(context_.facts);
  Value error;
  while (NextElement(node, range)) {
    const Value held = Predicate(predicate);
    if (IsLimitError(held)) return held;
    if (held.is_error()) KeepLeastError(held, &error);
    if (held.is_error() || (held.kind() == ValueKind::kBool && !held.as_bool())) continue;
    Value key = Evaluate(key_body);
    if (IsLimitError(key)) return key;
    if (key.is_null()) key = ErrorAt(key_body, ErrorCode::kNone, "a key of `latest` is none");
    if (held.is_unknown()) {
      if (key.is_error()) key = Value::Unknown({.cause = held.unknown().cause});
      latest.AddPossible(locals_[element], std::move(key), held.unknown().cause);
    } else if (key.is_error()) {
      KeepLeastError(std::move(key), &error);
    } else if (!latest.AddCertain(locals_[element], std::move(key))) {
      KeepLeastError(ErrorAt(key_body, ErrorCode::kNoSuchOverload, "the keys of `latest` have no order"), &error);
    }
  }
  if (error.is_error()) return error;
  for (const MaybeItem& item : range->maybe) {
    BindMaybe(node, item);
    const Value held = Predicate(predicate);
    if (held.kind() == ValueKind::kBool && !held.as_bool()) continue;
    Value key = Evaluate(key_body);
    if (key.is_error() || key.is_null()) key = Value::Unknown({.cause = item.cause});
    latest.AddPossible(item.value, std::move(key), item.cause);
  }
  return latest.Finish();
}

// list.count_distinct(x, expression). None is not counted: nobody is not one more author.
Value Interpreter::CountDistinct(const Expr& node, ElementRange* range) {
  const ExprId body = node.children[1];
  DistinctList distinct(context_.facts == nullptr ? nullptr : &context_.facts->schema());
  Value error;
  while (NextElement(node, range)) {
    Value value = Weighed(body);
    if (IsLimitError(value)) return value;
    if (value.is_error()) {
      KeepLeastError(std::move(value), &error);
    } else if (value.is_unknown()) {
      // It may turn out to be none.
      const UnknownCause cause = value.unknown().cause;
      distinct.Add(MaybeItem{std::move(value), false, cause});
    } else if (!value.is_null()) {
      distinct.Add(std::move(value));
    }
  }
  if (error.is_error()) return error;
  for (const MaybeItem& item : range->maybe) {
    BindMaybe(node, item);
    Value value = Weighed(body);
    if (value.is_null()) continue;
    if (value.is_error()) value = Value::Unknown({.cause = item.cause});
    distinct.Add(MaybeItem{std::move(value), item.repeated, item.cause});
  }
  return distinct.Count();
}

// list.union(x, list expression): the distinct elements of all those lists.
Value Interpreter::Union(ExprId id, ElementRange* range) {
  const Expr& node = expr_.ast[id];
  const ExprId body = node.children[1];
  DistinctList distinct(context_.facts == nullptr ? nullptr : &context_.facts->schema());
  Value error;
  while (NextElement(node, range)) {
    Value list = Weighed(body);
    if (IsLimitError(list)) return list;
    if (list.is_null()) list = ErrorAt(body, ErrorCode::kNone, "a list of `union` is none");
    if (list.is_error()) {
      KeepLeastError(std::move(list), &error);
    } else if (list.is_unknown()) {
      const UnknownCause cause = list.unknown().cause;
      distinct.Add(MaybeItem{Value::Unknown({.cause = cause}), true, cause});
    } else if (list.kind() == ValueKind::kList) {
      distinct.AddAll(list);
    } else {
      KeepLeastError(ErrorAt(body, ErrorCode::kNoSuchOverload, "`union` wants a list per element"), &error);
    }
  }
  if (error.is_error()) return error;
  for (const MaybeItem& item : range->maybe) {
    BindMaybe(node, item);
    const Value list = Weighed(body);
    if (list.kind() != ValueKind::kList) {
      distinct.Add(MaybeItem{Value::Unknown({.cause = item.cause}), true, item.cause});
      continue;
    }
    for (const Value& value : list.items()) distinct.Add(MaybeItem{value, item.repeated, item.cause});
    for (const MaybeItem& value : list.maybe_items()) distinct.Add(value);
  }
  return distinct.Finish();
}

// list.sum(x, expression)
Value Interpreter::SumOf(ExprId id, ElementRange* range) {
  const Expr& node = expr_.ast[id];
  const Value terms = Map(node, range, kNoExpr, node.children[1]);
  if (terms.is_error()) return terms;
  for (const Value& term : terms.items()) {
    if (term.is_null()) return ErrorAt(node.children[1], ErrorCode::kNone, "a term of a sum is none");
  }
  return Placed(SumOfList(terms, expr_.nodes[id].type.kind), id);
}

// list.sortBy(x, key)
Value Interpreter::SortBy(ExprId id, ElementRange* range) {
  const Expr& node = expr_.ast[id];
  const std::size_t element = locals_.size() - 1;
  std::vector<Value> items;
  std::vector<Value> keys;
  Doubt doubt;
  Value error;
  for (const MaybeItem& item : range->maybe) doubt.Add(item);
  while (NextElement(node, range)) {
    Value key = Evaluate(node.children[1]);
    if (IsLimitError(key)) return key;
    if (!key.is_definite()) doubt.Add(key);
    if (key.is_error()) {
      KeepLeastError(std::move(key), &error);
    } else {
      items.push_back(locals_[element]);
      keys.push_back(std::move(key));
    }
  }
  if (error.is_error()) return error;
  if (doubt.exists()) return doubt.ToUnknown();
  return Placed(SortedBy(std::move(items), keys), id);
}

}  // namespace assay
