// Native functions: what the host program computes for rules that call it by name.
//
//   assay::NativeLibrary natives;
//   absl::Status status = natives.Add({
//       .name = "acme.days_between_visits",
//       .parameters = {"person", "date"},
//       .result = "int?",
//       .version = "2.1",
//       .compute = assay::RowByRow([](const assay::NativeRow& row) {
//         assay::Cell<assay::RecordCells> person = row.cell<assay::RecordCells>(0);
//         ...
//         return assay::Value::Int(days);
//       })});
//   assay::CompilePack(std::move(pack), schema, {.natives = natives}, &problems);
//
// A pack lists the functions that it needs under `native:` and calls them like any other:
// `acme.days_between_visits(person, as_of) < 30`. Arguments and result are checked when the pack is
// compiled.
//
// A function must be pure: the same arguments and the same records give the same result, whenever,
// in whatever order, how often and on however many threads it is called. It may not read a clock,
// a file or a global that changes. Assessments are reproducible only as far as their functions are.

#ifndef ASSAY_EXPR_NATIVE_H_
#define ASSAY_EXPR_NATIVE_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "assay/expr/cell.h"
#include "assay/expr/environment.h"
#include "assay/expr/value.h"

namespace assay {

// Calls of one function that are computed together. Valid during the callback.
class NativeBatch {
 public:
  // One scope and one result a row; every column has one value a row.
  NativeBatch(std::span<CellScope> scopes, std::span<const std::span<const Value>> arguments,
              std::span<Value> results)
      : scopes_(scopes), arguments_(arguments), results_(results) {}

  std::size_t size() const { return results_.size(); }  // Rows: at least one.
  std::size_t argument_count() const { return arguments_.size(); }

  // The values of a parameter, by row, not copied. Each is a definite value of the parameter's
  // type, or null where that is a `T?`; records are handles, whose fields may still be none or
  // unknown. Only of a lenient function also unknowns, errors and open lists.
  std::span<const Value> argument(std::size_t parameter) const { return arguments_[parameter]; }

  // The same as a cell: how records are looked into.
  template <typename T>
  Cell<T> cell(std::size_t row, std::size_t parameter) const {
    return Cell<T>(&scopes_[row], arguments_[parameter][row],
                   "argument " + std::to_string(parameter + 1));
  }

  // The result of a row: a value of the result's type, null where that is a `T?`, or
  // Value::Unknown(). Anything else, or no result at all, makes the call an error. Texts must be
  // owned (Value::String) unless they are those of an argument or of the facts.
  void Set(std::size_t row, Value result) { results_[row] = std::move(result); }
  // The call is an error that says `message`: lower case, no full stop.
  void Fail(std::size_t row, std::string message) { scopes_[row].Fail(std::move(message)); }

 private:
  std::span<CellScope> scopes_;
  std::span<const std::span<const Value>> arguments_;
  std::span<Value> results_;
};

// Fills in all rows. Called from the thread that called Assess, whatever AssessOptions::threads: an
// assessment's own threads call none. Hosts that assess from several threads at once are called back
// from all of them, so what it captures must be immutable or guarded. An exception that leaves it becomes an error with its text (rows that stood
// in a batch with others are then computed one by one, so that each has what is its own); but
// std::bad_alloc is passed on, as a failed allocation of the assessment itself is.
using NativeCallback = std::function<void(NativeBatch& batch)>;

struct NativeFunction {
  // Words joined by dots, at least two, the first for whoever provides the function:
  // "acme.risk_score". It may not be a namespace of the language (`cal`, `math`, ...), nor the last
  // a macro (`exists`).
  std::string name;
  // Types as packs write them: "int", "person", "list(date)", "date?"; see ParseType. Those of
  // records and enumerations are looked up in the schema of each pack that needs the function.
  std::vector<std::string> parameters;
  std::string result;
  // What assessments say was used; to be raised with every change of what the function computes.
  // May be empty.
  std::string version;
  // Also called with arguments that are unknown, errors or open lists; otherwise the call is then
  // unknown or an error without it. Its result must be right whatever the unknowns turn out to be.
  bool lenient = false;
  // Empty: the function is only declared, so that packs can be checked; calls of it are errors.
  NativeCallback compute;
};

// "acme.risk_score(person, date?) -> int" as a declaration. Nothing if it has not that form; the
// name and types are looked at where it is added and used.
std::optional<NativeFunction> ReadNativeSignature(std::string_view text);

// The functions that a host offers. A value: copies share the functions, which live until the last
// library and the last compiled pack that has them is gone; none needs to outlive another.
class NativeLibrary {
 public:
  // Returns InvalidArgument if the name is not of the form above, or a parameter or the result is
  // empty, AlreadyExists if there is a function of the name.
  absl::Status Add(NativeFunction function);

  // In the order in which they were added.
  std::span<const std::shared_ptr<const NativeFunction>> functions() const { return functions_; }
  // Null if there is none.
  std::shared_ptr<const NativeFunction> Find(std::string_view name) const;

 private:
  std::vector<std::shared_ptr<const NativeFunction>> functions_;
};

// `function` for Environment::AddFunction, its types read with `schema`. Nothing if one of them is
// no type there; `*bad_type` then names it.
std::optional<Function> DeclareNative(std::shared_ptr<const NativeFunction> function,
                                      const Schema* schema, std::string* bad_type);

// One row of a batch, for functions that have nothing to gain from seeing several.
class NativeRow {
 public:
  NativeRow(NativeBatch* batch, std::size_t row) : batch_(batch), row_(row) {}

  const Value& argument(std::size_t parameter) const { return batch_->argument(parameter)[row_]; }
  template <typename T>
  Cell<T> cell(std::size_t parameter) const {
    return batch_->cell<T>(row_, parameter);
  }
  // The result of a call that fails with `message`.
  Value Fail(std::string message) const {
    batch_->Fail(row_, std::move(message));
    return Value::Null();
  }

 private:
  NativeBatch* batch_;
  std::size_t row_;
};

// A callback that asks `compute` for one row after another.
template <typename Compute>
NativeCallback RowByRow(Compute compute) {
  return [compute = std::move(compute)](NativeBatch& batch) {
    for (std::size_t row = 0; row < batch.size(); ++row) {
      batch.Set(row, compute(NativeRow(&batch, row)));
    }
  };
}

}  // namespace assay

#endif  // ASSAY_EXPR_NATIVE_H_
