#include "src/expr/native_call.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "assay/expr/native.h"
#include "src/expr/record_field.h"

namespace assay {
namespace {

Value HostError(const Overload& overload, const std::string& what) {
  return Value::Error(ErrorCode::kHost, "`" + overload.native->name + "` " + what);
}

bool IsWord(const Schema* schema, EnumId enumeration, const Value& value) {
  return value.kind() == ValueKind::kString && schema != nullptr &&
         schema->FindEnumValue(enumeration, value.as_string()) >= 0;
}

const Schema* SchemaOf(const CallContext& context) {
  return context.facts == nullptr ? nullptr : &context.facts->schema();
}

bool IsRecord(const CallContext& context, RecordTypeId type, const Value& value) {
  return value.kind() == ValueKind::kRecord && value.record_type() == type &&
         context.facts != nullptr && value.row() < context.facts->table(type).row_count();
}

bool IsOf(const CallContext& context, const Type& type, const Value& value);

bool AreOf(const CallContext& context, const Type& type, std::span<const Value> values) {
  return std::all_of(values.begin(), values.end(),
                     [&](const Value& value) { return IsOf(context, type, value); });
}

bool IsListOf(const CallContext& context, const Type& element, const Value& value) {
  if (value.kind() != ValueKind::kList || !AreOf(context, element, value.items())) return false;
  return std::all_of(value.maybe_items().begin(), value.maybe_items().end(),
                     [&](const MaybeItem& item) { return IsOf(context, element, item.value); });
}

bool IsMapOf(const CallContext& context, const Type& type, const Value& value) {
  if (value.kind() != ValueKind::kMap) return false;
  return std::all_of(value.entries().begin(), value.entries().end(), [&](const auto& entry) {
    return IsOf(context, type.arguments[0], entry.first) &&
           IsOf(context, type.arguments[1], entry.second);
  });
}

// Whether the value is one of the type, or an unknown. What a host gives is taken for nothing else.
bool IsOf(const CallContext& context, const Type& type, const Value& value) {
  if (value.is_unknown()) return true;
  if (value.is_error()) return false;
  if (value.is_null()) {
    return type.maybe_none || type.kind == TypeKind::kNull || type.kind == TypeKind::kDyn;
  }
  const ValueKind kind = value.kind();
  switch (type.kind) {
    case TypeKind::kBool:
      return kind == ValueKind::kBool;
    case TypeKind::kInt:
      return kind == ValueKind::kInt;
    case TypeKind::kUint:
      return kind == ValueKind::kUint;
    case TypeKind::kDouble:
      return kind == ValueKind::kDouble;
    case TypeKind::kString:
      return kind == ValueKind::kString;
    case TypeKind::kBytes:
      return kind == ValueKind::kBytes;
    case TypeKind::kTimestamp:
      return kind == ValueKind::kTimestamp;
    case TypeKind::kDuration:
      return kind == ValueKind::kDuration;
    case TypeKind::kType:
      return kind == ValueKind::kType;
    case TypeKind::kDate:
      return kind == ValueKind::kDate;
    case TypeKind::kWhen:
      return kind == ValueKind::kWhen;
    case TypeKind::kDecimal:
      return kind == ValueKind::kDecimal;
    case TypeKind::kIp:
      return kind == ValueKind::kIp;
    case TypeKind::kCidr:
      return kind == ValueKind::kCidr;
    case TypeKind::kDyn:
      return true;
    case TypeKind::kRecord:
      return IsRecord(context, type.id, value);
    case TypeKind::kEnum:
      return IsWord(SchemaOf(context), type.id, value);
    case TypeKind::kList:
      return IsListOf(context, type.arguments[0], value);
    case TypeKind::kMap:
      return IsMapOf(context, type, value);
    case TypeKind::kOptional:
      return kind == ValueKind::kOptional &&
             (!value.has_optional_value() ||
              IsOf(context, type.arguments[0], value.optional_value()));
    default:
      return kind == ValueKind::kMap;  // The built-in types (`gap`) are maps at run time.
  }
}

// A dyn argument was checked by kind only: what the function was promised is held to here. Errors
// reach lenient functions alone, which expect them.
bool AreAsPromised(const Overload& overload, const CallContext& context,
                   std::span<const std::span<const Value>> arguments, std::size_t row) {
  for (std::size_t k = 0; k < arguments.size(); ++k) {
    const Value& value = arguments[k][row];
    const bool is_mere_kind = overload.parameters[k].kind != TypeKind::kRecord &&
                              overload.parameters[k].kind != TypeKind::kEnum &&
                              overload.parameters[k].arguments.empty();
    if (is_mere_kind || value.is_error()) continue;
    if (!IsOf(context, overload.parameters[k], value)) return false;
  }
  return true;
}

// What is handed on for a result of the host's.
Value Judged(const Overload& overload, const CallContext& context, const CellScope& scope,
             Value result) {
  if (!scope.fault().empty()) return HostError(overload, "failed: " + scope.fault());
  if (result.is_error()) return HostError(overload, std::string(result.error_message()));
  if (IsOf(context, overload.result, result)) return result;
  return HostError(overload, "gave " + DebugString(result, context.facts) + ", which is no " +
                                 overload.native->result);
}

// False if there are several rows and one of them spoils all.
bool CallTogether(const Overload& overload, const CallContext& context,
                  std::span<const std::span<const Value>> arguments, std::span<Value> results) {
  const auto all_are = [&](const Value& error) {
    std::fill(results.begin(), results.end(), error);
    return results.size() == 1;
  };
  const NativeFunction& function = *overload.native;
  if (!function.compute) {
    all_are(HostError(overload, "is declared, but nothing computes it"));
    return true;
  }
  for (std::size_t row = 0; row < results.size(); ++row) {
    if (AreAsPromised(overload, context, arguments, row)) continue;
    return all_are(HostError(overload, "does not take such arguments"));
  }
  std::vector<CellScope> scopes(results.size(), CellScope(&context));
  all_are(Value::Error(ErrorCode::kHost, "gave no result"));
  NativeBatch batch(scopes, arguments, results);
  try {
    function.compute(batch);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& exception) {
    return all_are(HostError(overload, std::string("failed: ") + exception.what()));
  } catch (...) {
    return all_are(HostError(overload, "failed without saying why"));
  }
  for (std::size_t row = 0; row < results.size(); ++row) {
    results[row] = Judged(overload, context, scopes[row], std::move(results[row]));
  }
  return true;
}

}  // namespace

void CallNative(const Overload& overload, const CallContext& context,
                std::span<const std::span<const Value>> arguments, std::span<Value> results) {
  if (CallTogether(overload, context, arguments, results)) return;
  // How calls are put together must show in no result: what spoils one row spoils that row alone.
  for (std::size_t row = 0; row < results.size(); ++row) {
    std::vector<std::span<const Value>> columns;
    columns.reserve(arguments.size());
    for (const std::span<const Value> column : arguments) {
      columns.push_back(column.subspan(row, 1));
    }
    CallTogether(overload, context, columns, results.subspan(row, 1));
  }
}

Value CallNative(const Overload& overload, const CallContext& context,
                 std::span<const Value> arguments) {
  std::vector<std::span<const Value>> columns;
  columns.reserve(arguments.size());
  for (const Value& argument : arguments) columns.emplace_back(&argument, 1);
  Value result;
  CallNative(overload, context, columns, {&result, 1});
  return result;
}

}  // namespace assay
