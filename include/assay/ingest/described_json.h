// Single described structs as JSON, to and fro: for programs that keep a record, a control or a
// finding by itself. Whole facts documents are read by facts_json.h.
//
//   std::string text = assay::ToJson(person);
//   assay::Diagnostics problems;
//   absl::StatusOr<assay::domain::Person> again =
//       assay::FromJson<assay::domain::Person>(text, {}, &problems);
//
// The form is that of the facts format: a piece of evidence begins with its `type`; absent members
// and written defaults are left out; reading takes null for absent.

#ifndef ASSAY_INGEST_DESCRIBED_JSON_H_
#define ASSAY_INGEST_DESCRIBED_JSON_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/base/diagnostic.h"
#include "assay/base/time_zone.h"
#include "assay/domain/description.h"
#include "assay/ingest/described_field.h"

namespace assay {

struct Node;  // A value of a parsed document; how it is held is nobody's business here.

struct DescribedJsonOptions {
  std::string file = {};  // What messages call the text; may be empty.
  TimeZone time_zone;     // Where instants have their local date.
  std::size_t max_bytes = 1 << 20;
  std::size_t max_depth = 64;
};

// One line of JSON without a line end. Members that must be written and are not are left out, so
// that reading reports them.
template <DescribedRecord T>
std::string ToJson(const T& value);

// The struct that `text` says, or InvalidArgument and every fault in `*problems`, with place and
// hint. The codes are those of ReadFactsJson, besides facts.missing-field and facts.out-of-range;
// references are not followed.
template <DescribedRecord T>
absl::StatusOr<T> FromJson(std::string_view text, const DescribedJsonOptions& options,
                           Diagnostics* problems);

// -------------------------------------------------------------------------------------------------
// What follows is how; nobody needs to call it.

// Appends JSON, call by call.
class DescribedJsonWriter {
 public:
  DescribedJsonWriter();
  ~DescribedJsonWriter();
  DescribedJsonWriter(const DescribedJsonWriter&) = delete;
  DescribedJsonWriter& operator=(const DescribedJsonWriter&) = delete;

  void BeginObject();
  void EndObject();
  void BeginArray();
  void EndArray();
  void Key(std::string_view key);
  void Value(bool value);
  void Value(std::int64_t value);
  void Value(Decimal value);
  void Value(Date value);
  void Value(const When& value);
  void Value(std::string_view value);
  std::string Take();

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// Walks a parsed document and keeps what is wrong with it.
class DescribedJsonReader {
 public:
  // Appends to `*problems`, which must outlive the reader, as must `options`.
  DescribedJsonReader(std::string_view text, const DescribedJsonOptions& options,
                      Diagnostics* problems);
  ~DescribedJsonReader();
  DescribedJsonReader(const DescribedJsonReader&) = delete;
  DescribedJsonReader& operator=(const DescribedJsonReader&) = delete;

  // Null if the text is not JSON.
  const Node* root() const;
  // OK if no fault was met; otherwise the faults go to where the constructor said. To be called
  // once.
  absl::Status Finish();

  // Enters and leaves a member or an element, for the pointers of faults.
  void Enter(std::string_view step);
  void Leave();

  // False, and a fault, unless `object` is an object. Other faults if its `type` is not `type`
  // (where that is not empty), or if it has members that are not among `names`.
  bool BeginObject(const Node* object, std::string_view record, std::string_view type,
                   const std::vector<std::string_view>& names);
  // Null if the member is absent or null.
  const Node* Find(const Node* object, std::string_view name) const;
  void AddMissing(std::string_view name);
  // The elements of an array, or nothing and a fault.
  std::optional<std::vector<const Node*>> Elements(const Node* array, std::string_view name,
                                                   FieldKind kind);

  // Each stores the value, or keeps a fault.
  bool Read(const Node* node, std::string_view name, bool* value);
  bool Read(const Node* node, std::string_view name, std::int64_t* value);
  bool Read(const Node* node, std::string_view name, Decimal* value);
  bool Read(const Node* node, std::string_view name, Date* value);
  bool Read(const Node* node, std::string_view name, When* value);
  // Of texts and references.
  bool Read(const Node* node, std::string_view name, FieldKind kind, std::string* value);
  bool ReadWord(const Node* node, std::string_view name, std::string_view enumeration,
                const std::vector<std::string_view>& words, int* position);
  void CheckBounds(std::string_view name, const domain::MemberTraits& traits, Decimal value);

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// Writes described structs by their one walk.
class DescribedToJson {
 public:
  template <DescribedRecord T>
  static void Write(const T& record, DescribedJsonWriter* json) {
    const domain::RecordDescription& description = domain::Description<T>::record;
    json->BeginObject();
    if (description.place == domain::RecordPlace::evidence) {
      json->Key("type");
      json->Value(description.name);
    }
    domain::ForEachField<T>(
        [&](auto field) { WriteMember(field.name(), record.*field.pointer, json); });
    json->EndObject();
  }

 private:
  template <typename T, domain::Absence meaning>
  static void WriteMember(std::string_view name, const domain::Written<T, meaning>& member,
                          DescribedJsonWriter* json) {
    if (member.has_value()) WriteNamed(name, *member, json);
  }
  template <typename T>
  static void WriteMember(std::string_view name, const std::optional<T>& member,
                          DescribedJsonWriter* json) {
    if (member.has_value()) WriteNamed(name, *member, json);
  }
  template <typename T, auto value>
  static void WriteMember(std::string_view name, const domain::Defaulted<T, value>& member,
                          DescribedJsonWriter* json) {
    if (!(member == domain::Defaulted<T, value>())) WriteNamed(name, *member, json);
  }
  template <typename T>
  static void WriteMember(std::string_view name, const std::vector<T>& member,
                          DescribedJsonWriter* json) {
    if (!member.empty()) WriteNamed(name, member, json);
  }
  template <typename T>
  static void WriteMember(std::string_view name, const T& member, DescribedJsonWriter* json) {
    if (!(member == T())) WriteNamed(name, member, json);  // A text or a reference.
  }

  template <typename T>
  static void WriteNamed(std::string_view name, const T& value, DescribedJsonWriter* json) {
    json->Key(name);
    WriteValue(value, json);
  }

  template <typename T>
  static void WriteValue(const T& value, DescribedJsonWriter* json) {
    if constexpr (DescribedList<T>::is_list) {
      json->BeginArray();
      for (const auto& element : value) WriteValue(element, json);
      json->EndArray();
    } else if constexpr (DescribedRecord<T>) {
      Write(value, json);
    } else if constexpr (std::is_enum_v<T>) {
      json->Value(DescribedWords<T>()[static_cast<std::size_t>(DescribedWordIndex(value))]);
    } else if constexpr (kIsReference<T>) {
      json->Value(std::string_view(value.id));
    } else if constexpr (kIsWord<T>) {
      json->Value(std::string_view(value.text));
    } else if constexpr (std::is_same_v<T, std::string>) {
      json->Value(std::string_view(value));
    } else {
      json->Value(value);
    }
  }
};

// Reads described structs by their one walk.
class DescribedFromJson {
 public:
  template <DescribedRecord T>
  static void Read(const Node* node, DescribedJsonReader* json, T* record) {
    const domain::RecordDescription& description = domain::Description<T>::record;
    const bool is_evidence = description.place == domain::RecordPlace::evidence;
    std::vector<std::string_view> names;
    domain::ForEachField<T>([&](auto field) { names.push_back(field.name()); });
    if (!json->BeginObject(node, description.name, is_evidence ? description.name : "", names)) {
      return;
    }
    domain::ForEachField<T>([&](auto field) {
      const Node* member = json->Find(node, field.name());
      if (member == nullptr) {
        if (field.absence == domain::Absence::fault) json->AddMissing(field.name());
        return;
      }
      typename decltype(field)::Value value{};
      json->Enter(field.name());
      const bool is_read = ReadValue(member, field.name(), json, &value);
      using Value = typename decltype(field)::Value;
      if constexpr (std::is_same_v<Value, std::int64_t>) {
        if (is_read) json->CheckBounds(field.name(), field.description().traits, Decimal::FromInteger(value));
      } else if constexpr (std::is_same_v<Value, Decimal>) {
        if (is_read) json->CheckBounds(field.name(), field.description().traits, value);
      }
      json->Leave();
      if (is_read) record->*field.pointer = std::move(value);
    });
  }

 private:
  template <typename T>
  static bool ReadValue(const Node* node, std::string_view name, DescribedJsonReader* json,
                        T* value) {
    if constexpr (DescribedList<T>::is_list) {
      return ReadList(node, name, json, value);
    } else if constexpr (DescribedRecord<T>) {
      Read(node, json, value);
      return true;
    } else if constexpr (std::is_enum_v<T>) {
      int position = 0;
      const bool is_read = json->ReadWord(node, name, domain::kEnumDescription<T>.name,
                                          DescribedWords<T>(), &position);
      if (is_read) *value = DescribedEnumerator<T>(position);
      return is_read;
    } else if constexpr (kIsReference<T>) {
      return json->Read(node, name, FieldKind::kReference, &value->id);
    } else if constexpr (kIsWord<T>) {
      return json->Read(node, name, FieldKind::kText, &value->text);
    } else if constexpr (std::is_same_v<T, std::string>) {
      return json->Read(node, name, FieldKind::kText, value);
    } else {
      return json->Read(node, name, value);
    }
  }

  template <typename T>
  static bool ReadList(const Node* node, std::string_view name, DescribedJsonReader* json,
                       std::vector<T>* values) {
    const auto elements = json->Elements(node, name, DescribedKind<std::vector<T>>());
    if (!elements.has_value()) return false;
    for (std::size_t i = 0; i < elements->size(); ++i) {
      T value{};
      json->Enter(std::to_string(i));
      if (ReadValue((*elements)[i], name, json, &value)) values->push_back(std::move(value));
      json->Leave();
    }
    return true;
  }
};

template <DescribedRecord T>
std::string ToJson(const T& value) {
  DescribedJsonWriter json;
  DescribedToJson::Write(value, &json);
  return json.Take();
}

template <DescribedRecord T>
absl::StatusOr<T> FromJson(std::string_view text, const DescribedJsonOptions& options,
                           Diagnostics* problems) {
  DescribedJsonReader json(text, options, problems);
  T value;
  if (json.root() != nullptr) DescribedFromJson::Read(json.root(), &json, &value);
  if (absl::Status status = json.Finish(); !status.ok()) return status;
  return value;
}

}  // namespace assay

#endif  // ASSAY_INGEST_DESCRIBED_JSON_H_
