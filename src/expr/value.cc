// How a value is stored, and how it is made and read.
//
// Scalars live in the value itself. Texts that belong to facts or to a program are pointed to.
// Everything else is one payload on the heap with an atomic count of the values that share it.

#include "assay/expr/value.h"

#include <algorithm>
#include <atomic>
#include <cassert>

namespace assay {
namespace {

struct Counted {
  mutable std::atomic<std::uint32_t> references{1};
};
struct TextPayload : Counted {
  std::string text;
};
// What is known of values that hold values.
struct Holding : Counted {
  std::uint64_t parts = 0;
  std::uint16_t nesting = 1;
};
struct ListPayload : Holding {
  std::vector<Value> items;
  std::vector<MaybeItem> maybe;
};
struct MapPayload : Holding {
  std::vector<std::pair<Value, Value>> entries;
  std::vector<std::uint32_t> order;  // Of entries, by key; empty where a walk is as fast.
};
struct OptionalPayload : Holding {
  Value value;
};
struct TypePayload : Counted {
  Type type;
};
struct CidrPayload : Counted {
  CidrBlock block;
};
struct UnknownPayload : Counted {
  UnknownBounds bounds;
};
struct ErrorPayload : Counted {
  ErrorCode code;
  std::string message;
  ExprId where;
};

template <typename Payload>
const Payload& As(const void* pointer) {
  return *static_cast<const Payload*>(static_cast<const Counted*>(pointer));
}

template <typename Payload>
void Destroy(const void* pointer) {
  delete static_cast<const Payload*>(static_cast<const Counted*>(pointer));
}

const void* Erased(const Counted* payload) { return payload; }

constexpr std::size_t kWalkedEntries = 8;

void AddParts(std::uint64_t more, Holding* holding) {
  const std::uint64_t left = std::numeric_limits<std::uint64_t>::max() - holding->parts;
  holding->parts += std::min(more, left);
}

Value TooDeep() {
  return Value::Error(ErrorCode::kLimit,
                      "a value of more than " + std::to_string(kDeepestValue) + " values in each other");
}

// A total order of map keys in which keys that are Equal are neighbours: bool, numbers, texts.
int KeyClass(const Value& key) {
  if (key.kind() == ValueKind::kBool) return 0;
  return key.kind() == ValueKind::kString ? 2 : 1;
}

bool KeyBefore(const Value& left, const Value& right) {
  const int left_class = KeyClass(left);
  const int right_class = KeyClass(right);
  if (left_class != right_class) return left_class < right_class;
  const std::optional<std::partial_ordering> order = Compare(left, right);
  return order.has_value() && *order == std::partial_ordering::less;
}

bool MayBeKey(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBool:
    case ValueKind::kInt:
    case ValueKind::kUint:
    case ValueKind::kDouble:
    case ValueKind::kDecimal:
    case ValueKind::kString:
      return true;
    default:
      return false;
  }
}

}  // namespace

static_assert(sizeof(Value) == 16);

std::uint64_t Value::SharedParts() const {
  switch (kind_) {
    case ValueKind::kString:
    case ValueKind::kBytes:
      return As<TextPayload>(payload_.pointer).text.size() / 64;
    case ValueKind::kList:
      return As<ListPayload>(payload_.pointer).parts;
    case ValueKind::kMap:
      return As<MapPayload>(payload_.pointer).parts;
    case ValueKind::kOptional:
      return As<OptionalPayload>(payload_.pointer).parts;
    default:
      return 0;
  }
}

std::size_t Value::SharedBytes() const {
  switch (kind_) {
    case ValueKind::kString:
    case ValueKind::kBytes:
      return sizeof(TextPayload) + As<TextPayload>(payload_.pointer).text.size();
    case ValueKind::kList: {
      const auto& list = As<ListPayload>(payload_.pointer);
      return sizeof list + list.items.size() * sizeof(Value) + list.maybe.size() * sizeof(MaybeItem);
    }
    case ValueKind::kMap: {
      const auto& map = As<MapPayload>(payload_.pointer);
      return sizeof map + map.entries.size() * 2 * sizeof(Value) + map.order.size() * sizeof(std::uint32_t);
    }
    case ValueKind::kOptional:
      return sizeof(OptionalPayload);
    default:
      return sizeof(ErrorPayload);
  }
}

std::uint16_t Value::nesting() const {
  if ((flags_ & kShared) == 0) return 0;
  switch (kind_) {
    case ValueKind::kList:
      return As<ListPayload>(payload_.pointer).nesting;
    case ValueKind::kMap:
      return As<MapPayload>(payload_.pointer).nesting;
    case ValueKind::kOptional:
      return As<OptionalPayload>(payload_.pointer).nesting;
    default:
      return 0;
  }
}

void Value::Retain() const noexcept {
  static_cast<const Counted*>(payload_.pointer)->references.fetch_add(1, std::memory_order_relaxed);
}

void Value::Release() noexcept {
  const void* pointer = payload_.pointer;
  const auto* counted = static_cast<const Counted*>(pointer);
  if (counted->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  switch (kind_) {
    case ValueKind::kString:
    case ValueKind::kBytes:
      return Destroy<TextPayload>(pointer);
    case ValueKind::kList:
      return Destroy<ListPayload>(pointer);
    case ValueKind::kMap:
      return Destroy<MapPayload>(pointer);
    case ValueKind::kOptional:
      return Destroy<OptionalPayload>(pointer);
    case ValueKind::kType:
      return Destroy<TypePayload>(pointer);
    case ValueKind::kIp:
    case ValueKind::kCidr:
      return Destroy<CidrPayload>(pointer);
    case ValueKind::kUnknown:
      return Destroy<UnknownPayload>(pointer);
    case ValueKind::kError:
      return Destroy<ErrorPayload>(pointer);
    default:
      assert(false && "no other kind is shared");
  }
}

Value Value::Uint(std::uint64_t value) {
  Value result(ValueKind::kUint);
  result.payload_.number = static_cast<std::int64_t>(value);
  return result;
}

Value Value::Double(double value) {
  Value result(ValueKind::kDouble);
  result.payload_.real = value;
  return result;
}

Value Value::String(std::string text) {
  auto* payload = new TextPayload;
  payload->text = std::move(text);
  Value result(ValueKind::kString);
  result.flags_ = kShared;
  result.payload_.pointer = Erased(payload);
  return result;
}

Value Value::BorrowedString(std::string_view text) {
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) return String(std::string(text));
  Value result(ValueKind::kString);
  result.word_ = static_cast<std::uint32_t>(text.size());
  result.payload_.pointer = text.data();
  return result;
}

Value Value::Bytes(std::string bytes) {
  Value result = String(std::move(bytes));
  result.kind_ = ValueKind::kBytes;
  return result;
}

Value Value::Timestamp(TimestampParts parts) {
  Value result(ValueKind::kTimestamp);
  result.word_ = static_cast<std::uint32_t>(parts.nanos);
  result.payload_.number = parts.seconds;
  return result;
}

Value Value::Duration(DurationParts parts) {
  Value result(ValueKind::kDuration);
  result.word_ = static_cast<std::uint32_t>(parts.nanos);
  result.payload_.number = parts.seconds;
  return result;
}

Value Value::WhenOf(Date date, bool has_instant, Instant instant) {
  Value result(ValueKind::kWhen);
  result.word_ = static_cast<std::uint32_t>(date.days_since_epoch());
  if (has_instant) {
    result.flags_ = kHasInstant;
    result.payload_.number = instant.micros_since_epoch();
  }
  return result;
}

Value Value::DecimalOf(Decimal decimal) {
  Value result(ValueKind::kDecimal);
  result.small_ = static_cast<std::uint16_t>(decimal.scale());
  result.payload_.number = decimal.coefficient();
  return result;
}

Value Value::Ip(const IpAddress& address) {
  Value result = Cidr({address, 0});
  result.kind_ = ValueKind::kIp;
  return result;
}

Value Value::Cidr(const CidrBlock& block) {
  auto* payload = new CidrPayload;
  payload->block = block;
  Value result(ValueKind::kCidr);
  result.flags_ = kShared;
  result.payload_.pointer = Erased(payload);
  return result;
}

Value Value::TypeOf(Type type) {
  auto* payload = new TypePayload;
  payload->type = std::move(type);
  Value result(ValueKind::kType);
  result.flags_ = kShared;
  result.payload_.pointer = Erased(payload);
  return result;
}

Value Value::List(std::vector<Value> items) { return OpenList(std::move(items), {}); }

Value Value::OpenList(std::vector<Value> items, std::vector<MaybeItem> maybe) {
  const bool is_partial =
      !maybe.empty() ||
      std::any_of(items.begin(), items.end(), [](const Value& item) { return !item.is_definite(); });
  // Before the value says that it has a payload: the allocation may fail.
  auto* payload = new ListPayload;
  payload->items = std::move(items);
  payload->maybe = std::move(maybe);
  payload->parts = payload->items.size() + payload->maybe.size();
  std::uint16_t deepest = 0;
  for (const Value& item : payload->items) {
    AddParts(item.parts(), payload);
    deepest = std::max(deepest, item.nesting());
  }
  for (const MaybeItem& item : payload->maybe) {
    AddParts(item.value.parts(), payload);
    deepest = std::max(deepest, item.value.nesting());
  }
  payload->nesting = static_cast<std::uint16_t>(deepest + 1);
  Value result(ValueKind::kList);
  result.flags_ = is_partial ? kShared | kPartial : kShared;
  result.payload_.pointer = Erased(payload);
  if (deepest >= kDeepestValue) return TooDeep();
  return result;
}

Value Value::Map(std::vector<std::pair<Value, Value>> entries) {
  auto* payload = new MapPayload;
  payload->entries = std::move(entries);
  Value result(ValueKind::kMap);
  result.flags_ = kShared;
  result.payload_.pointer = Erased(payload);
  const auto& kept = payload->entries;
  payload->parts = kept.size();
  std::uint16_t deepest = 0;
  for (const auto& [key, value] : kept) {
    assert(MayBeKey(key));
    if (!value.is_definite()) result.flags_ |= kPartial;
    AddParts(key.parts(), payload);
    AddParts(value.parts(), payload);
    deepest = std::max(deepest, value.nesting());
  }
  payload->nesting = static_cast<std::uint16_t>(deepest + 1);
  if (deepest >= kDeepestValue) return TooDeep();
  if (kept.size() > kWalkedEntries) {
    payload->order.resize(kept.size());
    for (std::uint32_t index = 0; index < kept.size(); ++index) payload->order[index] = index;
    std::sort(payload->order.begin(), payload->order.end(),
              [&kept](std::uint32_t left, std::uint32_t right) {
                return KeyBefore(kept[left].first, kept[right].first);
              });
  }
  return result;
}

Value Value::OptionalOf(Value value) {
  const bool is_partial = !value.is_definite();
  const std::uint16_t deepest = value.nesting();
  auto* payload = new OptionalPayload;
  payload->parts = 1;
  AddParts(value.parts(), payload);
  payload->nesting = static_cast<std::uint16_t>(deepest + 1);
  payload->value = std::move(value);
  Value result(ValueKind::kOptional);
  result.flags_ = is_partial ? kShared | kPartial : kShared;
  result.payload_.pointer = Erased(payload);
  if (deepest >= kDeepestValue) return TooDeep();
  return result;
}

Value Value::OptionalNone() { return Value(ValueKind::kOptional); }

Value Value::Unknown(UnknownBounds bounds) {
  Value result(ValueKind::kUnknown);
  if (bounds == UnknownBounds()) return result;
  auto* payload = new UnknownPayload;
  payload->bounds = bounds;
  result.flags_ = kShared;
  result.payload_.pointer = Erased(payload);
  return result;
}

Value Value::Error(ErrorCode code, std::string message, ExprId where) {
  auto* payload = new ErrorPayload;
  payload->code = code;
  payload->message = std::move(message);
  payload->where = where;
  Value result(ValueKind::kError);
  result.flags_ = kShared;
  result.payload_.pointer = Erased(payload);
  return result;
}

bool Value::as_bool() const {
  assert(kind_ == ValueKind::kBool);
  return payload_.number != 0;
}

std::int64_t Value::as_int() const {
  assert(kind_ == ValueKind::kInt);
  return payload_.number;
}

std::uint64_t Value::as_uint() const {
  assert(kind_ == ValueKind::kUint);
  return static_cast<std::uint64_t>(payload_.number);
}

double Value::as_double() const {
  assert(kind_ == ValueKind::kDouble);
  return payload_.real;
}

std::string_view Value::as_string() const {
  assert(kind_ == ValueKind::kString || kind_ == ValueKind::kBytes);
  if ((flags_ & kShared) != 0) return As<TextPayload>(payload_.pointer).text;
  return {static_cast<const char*>(payload_.pointer), word_};
}

TimestampParts Value::as_timestamp() const {
  assert(kind_ == ValueKind::kTimestamp);
  return {payload_.number, static_cast<std::int32_t>(word_)};
}

DurationParts Value::as_duration() const {
  assert(kind_ == ValueKind::kDuration);
  return {payload_.number, static_cast<std::int32_t>(word_)};
}

Date Value::as_date() const {
  assert(kind_ == ValueKind::kDate || kind_ == ValueKind::kWhen);
  if (kind_ == ValueKind::kWhen) return Date::FromDays(static_cast<std::int32_t>(word_));
  return Date::FromDays(static_cast<std::int32_t>(payload_.number));
}

bool Value::when_has_instant() const {
  assert(kind_ == ValueKind::kWhen);
  return (flags_ & kHasInstant) != 0;
}

Instant Value::when_instant() const {
  assert(when_has_instant());
  return Instant::FromMicros(payload_.number);
}

Decimal Value::as_decimal() const {
  assert(kind_ == ValueKind::kDecimal);
  return *Decimal::FromParts(payload_.number, small_);
}

const IpAddress& Value::as_ip() const {
  assert(kind_ == ValueKind::kIp);
  return As<CidrPayload>(payload_.pointer).block.address;
}

const CidrBlock& Value::as_cidr() const {
  assert(kind_ == ValueKind::kCidr);
  return As<CidrPayload>(payload_.pointer).block;
}

const Type& Value::as_type() const {
  assert(kind_ == ValueKind::kType);
  return As<TypePayload>(payload_.pointer).type;
}

std::span<const Value> Value::items() const {
  assert(kind_ == ValueKind::kList);
  return As<ListPayload>(payload_.pointer).items;
}

std::span<const MaybeItem> Value::maybe_items() const {
  assert(kind_ == ValueKind::kList);
  return As<ListPayload>(payload_.pointer).maybe;
}

std::span<const std::pair<Value, Value>> Value::entries() const {
  assert(kind_ == ValueKind::kMap);
  return As<MapPayload>(payload_.pointer).entries;
}

bool Value::has_optional_value() const {
  assert(kind_ == ValueKind::kOptional);
  return (flags_ & kShared) != 0;
}

const Value& Value::optional_value() const {
  assert(has_optional_value());
  return As<OptionalPayload>(payload_.pointer).value;
}

RecordTypeId Value::record_type() const {
  assert(kind_ == ValueKind::kRecord);
  return small_;
}

Row Value::row() const {
  assert(kind_ == ValueKind::kRecord);
  return word_;
}

const UnknownBounds& Value::unknown() const {
  assert(kind_ == ValueKind::kUnknown);
  static const UnknownBounds kUnbounded;
  return (flags_ & kShared) != 0 ? As<UnknownPayload>(payload_.pointer).bounds : kUnbounded;
}

ErrorCode Value::error_code() const {
  assert(kind_ == ValueKind::kError);
  return As<ErrorPayload>(payload_.pointer).code;
}

std::string_view Value::error_message() const {
  assert(kind_ == ValueKind::kError);
  return As<ErrorPayload>(payload_.pointer).message;
}

ExprId Value::error_where() const {
  assert(kind_ == ValueKind::kError);
  return As<ErrorPayload>(payload_.pointer).where;
}

const Value* Value::FindEntry(const Value& key) const {
  assert(kind_ == ValueKind::kMap);
  if (!MayBeKey(key)) return nullptr;
  const std::span<const std::pair<Value, Value>> entries = As<MapPayload>(payload_.pointer).entries;
  if (entries.size() <= kWalkedEntries) {
    for (const auto& entry : entries) {
      if (Equal(entry.first, key)) return &entry.second;
    }
    return nullptr;
  }
  const std::vector<std::uint32_t>& order = As<MapPayload>(payload_.pointer).order;
  const auto found = std::lower_bound(
      order.begin(), order.end(), key,
      [&entries](std::uint32_t index, const Value& wanted) { return KeyBefore(entries[index].first, wanted); });
  if (found == order.end() || !Equal(entries[*found].first, key)) return nullptr;
  return &entries[*found].second;
}

}  // namespace assay
