// Types of the rule language: plain values, compared structurally.
//
// Beyond CEL's own there are records (of a facts schema), enumerations (strings of a closed list),
// civil dates, "when" (a date or an instant), exact decimals, and `T?`: a cell that may be none.

#ifndef ASSAY_EXPR_TYPE_H_
#define ASSAY_EXPR_TYPE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/facts/schema.h"

namespace assay {

enum class TypeKind : std::uint8_t {
  kError,  // A fault was reported already; agrees with everything, so that one fault stays one.
  kDyn,
  kNull,
  kBool,
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kTimestamp,
  kDuration,
  kList,       // arguments[0]
  kMap,        // arguments[0], [1]
  kOptional,   // arguments[0]
  kType,       // arguments[0], if known
  kDate,       // a civil date
  kWhen,       // a date or an instant; fields `date` and `instant`
  kDecimal,    // exact; prints as `money` never, as `decimal`
  kIp,
  kCidr,
  kRecord,     // record
  kEnum,       // enumeration: strings at run time
  kPopulation, // of `record`: only the right side of `in`
  kNamespace,  // index: `params`, `tally`, ...: only selected from
  kParameter,  // name: a type parameter of an overload ("A")
  kOpaque,     // name and arguments: declared by a host (the conformance vectors do), or built in (`gap`)
};

struct Type {
  TypeKind kind = TypeKind::kDyn;
  bool maybe_none = false;  // `T?`
  std::uint16_t id = kNoId;  // kRecord, kPopulation: RecordTypeId; kEnum: EnumId; kNamespace: index.
  std::string name;          // kParameter, kOpaque.
  std::vector<Type> arguments;

  bool operator==(const Type&) const = default;
};

// Short ways to write them.
Type MakeType(TypeKind kind);
Type ListOf(Type element);
Type MapOf(Type key, Type value);
Type OptionalOf(Type value);
Type RecordOf(RecordTypeId id);
Type EnumOf(EnumId id);
Type MaybeNone(Type type);  // Idempotent.
Type WithoutNone(Type type);

// The type of a field that keeps a value of `type`: an optional becomes `T?`.
Type StoredType(Type type);

// What cal.longest_gap gives: a value with the fields `days`, `from` and `to`. At run time a map.
Type GapType();
// The fields of such a built-in type, by name. Nothing if `type` has none of the name.
std::optional<Type> BuiltInField(const Type& type, std::string_view field);

// "list(string)", "date?", "training_completion"; names of records and enums from `schema`, which
// may be null where no such type occurs. CEL's protobuf names for well-known types are accepted by
// ParseType and never printed; its wrappers are `T?`.
std::string TypeName(const Type& type, const Schema* schema);

// The reverse, for declarations in packs: `int`, `list(engagement)`, `date?`, `map(string, int)`,
// `optional(T)` (or `optional_type`), `gap`, record and enum names. Nothing if it is no type.
std::optional<Type> ParseType(std::string_view text, const Schema* schema);

}  // namespace assay

#endif  // ASSAY_EXPR_TYPE_H_
