// Evaluates texts, so that tests can say what an expression is worth in one line.

#ifndef ASSAY_TESTS_EXPR_EVALUATING_H_
#define ASSAY_TESTS_EXPR_EVALUATING_H_

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "assay/expr/check.h"
#include "assay/expr/environment.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/value.h"

namespace assay {

// An environment with the values of its variables. Programs are kept, because values borrow texts
// from them.
class Evaluating {
 public:
  // `facts` may be null; then no records occur. They must outlive this.
  explicit Evaluating(const Facts* facts = nullptr);

  // A variable of the type.
  void Bind(std::string name, Type type, Value value);
  // The type as ParseType reads it: "list(int)", "date?".
  void Bind(std::string name, std::string_view type, Value value);

  // The checked text, or null after a fault of parser or checker, which fails the test.
  const CheckedExpr* Program(std::string_view text);
  // Its value; an error after a fault.
  Value Of(std::string_view text);
  // The same as DebugString says it.
  std::string Say(std::string_view text);

  Environment environment;
  CallContext context;     // facts and as_of (2026-03-31) are filled in; variables at each call.
  CheckOptions options;    // Without warnings; wrong literals are left to run time.
  std::vector<Value> locals;

 private:
  std::vector<Value> values_;
  std::deque<CheckedExpr> programs_;
};

// A row of a table of texts and what DebugString says of their values.
struct Worth {
  const char* name;
  const char* text;
  const char* worth;
};
inline std::string NameOf(const testing::TestParamInfo<Worth>& row) { return row.param.name; }

// An unknown within the bounds.
Value UnknownInt(std::int64_t lowest, std::int64_t highest);
Value UnknownDate(std::string_view first, std::string_view last);
Value DateValue(std::string_view text);

}  // namespace assay

#endif  // ASSAY_TESTS_EXPR_EVALUATING_H_
