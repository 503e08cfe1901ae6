// The interpreter: what an expression means, one row at a time. The columnar plan must agree with
// it on every input.
//
// Evaluation never throws for what rules or data do, never blocks and terminates: comprehensions
// walk finite lists, functions do not recurse, and every step counts against a budget. No clock is
// read: a deadline is the host's, who is asked now and then whether to go on.

#ifndef ASSAY_EXPR_EVALUATE_H_
#define ASSAY_EXPR_EVALUATE_H_

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "assay/base/date.h"
#include "assay/base/time_zone.h"
#include "assay/base/truth.h"
#include "assay/expr/check.h"
#include "assay/expr/environment.h"
#include "assay/expr/value.h"
#include "assay/facts/facts.h"

namespace assay {

// Which rows of a table rules may see. Rows that hygiene rejected are left out of lists, and
// references to them are none.
class AdmittedRows {
 public:
  AdmittedRows() = default;  // All of every table.
  // One bitmap per record type, bit per row; an empty bitmap admits all.
  explicit AdmittedRows(std::vector<std::vector<std::uint64_t>> rejected) : rejected_(std::move(rejected)) {}

  // When a record is admitted by what it refers to: evidence about somebody, while they are engaged.
  struct ReferrerDays {
    FieldId reference = kNoId;                         // Of the record type; kNoId = no limit.
    std::shared_ptr<const std::vector<DateRange>> by_row;  // By row of the table it refers to.
  };
  void LimitReferrers(RecordTypeId type, ReferrerDays days) {
    if (referrer_days_.size() <= type) referrer_days_.resize(type + std::size_t{1});
    referrer_days_[type] = std::move(days);
  }

  // The days on which a record of `type` whose `reference` is `row` would be admitted, as far as
  // that depends on `row`: what an open feed may still hold about it is of these days.
  DateRange DaysOfReferrers(RecordTypeId type, FieldId reference, Row row) const {
    if (type >= referrer_days_.size() || referrer_days_[type].reference != reference) return {};
    return (*referrer_days_[type].by_row)[row];
  }

  bool admits(RecordTypeId type, Row row) const {
    return type >= rejected_.size() || rejected_[type].empty() ||
           (rejected_[type][row / 64] >> (row % 64) & 1) == 0;
  }

 private:
  std::vector<std::vector<std::uint64_t>> rejected_;
  std::vector<ReferrerDays> referrer_days_;  // By record type.
};

// What lies outside expression and facts. Implemented by the engine, and by tools for one
// expression. Called from as many threads as evaluate at once.
class Host {
 public:
  virtual ~Host() = default;
  // The derived field of an admitted row; memoised by the host if it likes.
  virtual Value Derived(RecordTypeId record, std::uint16_t derived, Row row) = 0;
  // The same for a record of which only bounds are known (an element of an open list).
  virtual Value DerivedOfUnknown(RecordTypeId record, std::uint16_t derived, const Value& unknown) = 0;
  // params.x, tally.x, verdict.x
  virtual Value Member(std::uint16_t name_space, std::uint16_t member) = 0;
  // Whether the record is in the population; kUnknown where that is not known.
  virtual Truth IsMember(std::uint16_t name_space, std::uint16_t member, const Value& record) = 0;
  // The body of a defined function.
  virtual const CheckedExpr* Body(std::uint16_t defined_function) = 0;
};

// What an assessment, or a thread's share of it, may still use up. What is used up ends in errors
// (kLimit), and stays used up.
//
// A step is an expression that is evaluated, or an element, a few of the bytes of a text or whatever
// else a function has to walk. The bytes are those of the texts, lists and maps that evaluation
// makes, about; whoever holds the budget gives back what was made and dropped again.
struct StepBudget {
  std::int64_t steps = 0x7fffffffffffffff;  // Below zero: spent.
  std::int64_t bytes = 0x7fffffffffffffff;
  // What `steps` is filled up from, this much at a time; before each time `is_cancelled` is asked.
  // So the host is asked once in so many steps, which is some ten milliseconds.
  std::int64_t steps_in_reserve = 0;
  static constexpr std::int64_t kStepsBetweenQuestions = 1 << 18;
  bool (*is_cancelled)(const void* host) = nullptr;  // May be null.
  const void* host = nullptr;
  bool was_cancelled = false;

  std::int64_t steps_left() const { return steps + steps_in_reserve; }
  bool is_spent() const { return was_cancelled || bytes < 0 || steps_left() <= 0; }

  // Takes so much, or false where there is not enough left.
  bool TakeSteps(std::uint64_t wanted);
  bool TakeBytes(std::uint64_t wanted);
  // Called when `steps` is below zero. False where nothing is left in reserve.
  bool Refill();
};

// What an evaluation reads. Plain members: fill in what there is. Everything pointed to must
// outlive the evaluation.
class CallContext {
 public:
  const Facts* facts = nullptr;       // Null: no records occur.
  const AdmittedRows* admitted = nullptr;  // Null: all rows.
  Host* host = nullptr;               // Null: no derived fields, namespaces or defined functions.
  std::span<const Value> variables;   // By slot of Environment::variables().
  Date as_of;                         // Bounds what an open feed may still hold: nothing later.
  StepBudget* budget = nullptr;       // Null: unlimited.
  std::int64_t pattern_bytes = kUsualPatternBytes;  // Of a regular expression that is no literal.
};

// The value of `expr`; `locals` are the values of CheckOptions::locals, in order.
Value Evaluate(const CheckedExpr& expr, const CallContext& context, std::span<const Value> locals);

// The value of every node that was evaluated (last time, where a body ran many times), by ExprId;
// nodes that were not reached are nothing. For `eval --explain` and for findings.
struct Trace {
  std::vector<std::optional<Value>> values;
};
Value EvaluateTraced(const CheckedExpr& expr, const CallContext& context,
                     std::span<const Value> locals, Trace* trace);

// A rule's value as truth: true, false, unknown, or error (anything else is an error too).
Truth TruthOf(const Value& value);

// The list of all admitted rows of a type with what its feed may still hold (org.<plural>).
Value AllRecords(const CallContext& context, RecordTypeId type);

// What a gap of the feed of `type` stands for: one unknown record per gap, of the days `within` and
// up to as_of.
std::vector<MaybeItem> MissingRecords(const CallContext& context, RecordTypeId type,
                                      DateRange within = {});

}  // namespace assay

#endif  // ASSAY_EXPR_EVALUATE_H_
