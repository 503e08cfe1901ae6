// One case of the language's conformance vectors: an expression, what surrounds it, and what must
// come of it. A case is a JSON object on a line of its own:
//
//   {id, expr, container?, type_env?: [{name, kind: ident|function, type | overloads}],
//    bindings?: {name: {value: V}}, disable_check?, check_only?, disable_macros?,
//    expect?: {kind: value, value: V} | {kind: typed, value?: V, type} | {kind: error}}
//
//   V = {t: int|uint, v: "decimal"} | {t: double, v: "1.5|NaN|Infinity|-0.0"} | {t: bytes, v: base64}
//     | {t: list, v: [V]} | {t: map, v: [[V, V]]} | {t: type, v} | {t: timestamp|duration, s, n}
//     | {t: bool|string, v} | {t: null}
//
// and of assay's own: {t: date|decimal, v} | {t: optional, v?: V} | {t: unknown, lowest?, highest?}
// with bounds in decimal, or {t: unknown, first?, last?} with dates. A list may be open:
// {t: list, v, maybe: [{value: V, repeated: bool}]}.

#ifndef ASSAY_TESTS_CONFORMANCE_VECTOR_H_
#define ASSAY_TESTS_CONFORMANCE_VECTOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/expr/environment.h"
#include "assay/expr/type.h"
#include "assay/expr/value.h"

namespace assay {

enum class ExpectKind : std::uint8_t { kValue, kTyped, kError };

struct Vector {
  std::string id;
  std::string expr;
  std::string container;
  std::vector<Variable> variables;
  std::vector<Function> functions;  // Declared only: they cannot be called.
  std::vector<std::pair<std::string, Value>> bindings;
  bool disable_check = false;
  bool check_only = false;
  bool disable_macros = false;
  ExpectKind expect = ExpectKind::kValue;
  std::optional<Value> value;  // Of kValue always; of kTyped perhaps.
  std::optional<Type> type;    // Of kTyped.
};

// Nothing, and why in `*fault`, if the line is no case.
std::optional<Vector> ReadVector(std::string_view line, std::string* fault);

}  // namespace assay

#endif  // ASSAY_TESTS_CONFORMANCE_VECTOR_H_
