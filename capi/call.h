// Calls of a host's function, as C sees them, over the cells of expr/native.h.

#ifndef ASSAY_CAPI_CALL_H_
#define ASSAY_CAPI_CALL_H_

#include <cstddef>
#include <deque>
#include <string>

#include "assay/expr/native.h"
#include "capi/assay.h"

namespace assay::capi {

// A value of any type: what it is taken for is decided where it is read.
struct AnyValue {
  CellScope* scope = nullptr;
  Value value;
};

}  // namespace assay::capi

template <>
struct assay::CellType<assay::capi::AnyValue> {
  static constexpr std::string_view kName = "a value";
  static bool IsNone(const Value&) { return false; }
  static bool Holds(const Value&) { return true; }
  static capi::AnyValue Read(CellScope* scope, const Value& value) { return {scope, value}; }
};

struct assay_cell {
  assay_call* call;
  std::size_t row;
  std::string name;
  assay::Cell<assay::capi::AnyValue> cell;
  std::string id = {};  // Of a record whose id was asked for.
};

struct assay_call {
  explicit assay_call(assay::NativeBatch* calls) : batch(calls) {}

  assay::NativeBatch* batch;
  std::deque<assay_cell> cells = {};  // That were handed out; none moves.
  bool is_out_of_memory = false;      // Nothing can be thrown through the host's function.
  std::string fault = {};             // Of all rows.
};

#endif  // ASSAY_CAPI_CALL_H_
