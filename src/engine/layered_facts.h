// Facts that are written in layers: a base, and what differs from it. Puts the layers together,
// writes them as a facts document, and finds the place of each of its values again.

#ifndef ASSAY_SRC_ENGINE_LAYERED_FACTS_H_
#define ASSAY_SRC_ENGINE_LAYERED_FACTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/json_writer.h"
#include "src/base/tree.h"
#include "src/pack/pack_faults.h"

namespace assay {

// Cheap enough to copy for every case: it holds views of the documents, which must outlive it.
class LayeredFacts {
 public:
  // Takes away the record whose id is the scalar `id`. Codes: tests.no-such-record,
  // tests.ambiguous-record.
  void Remove(const Node& id, PackFaults* faults);

  // Lays `facts`, a mapping of `document`, over what there is. Codes: tests.duplicate-id,
  // tests.other-type.
  void Add(const Document& document, const Node& facts, PackFaults* faults);

  // As `assay.facts/1`.
  std::string ToJson() const;

  // Where the value of a JSON pointer into that document is written; if `wants_key`, its key. The
  // nearest value around it if it is not written itself; no document if nothing is.
  struct Origin {
    const Document* document = nullptr;
    Spot spot;
  };
  Origin Find(std::string_view pointer, bool wants_key) const;

 private:
  enum class Kind : std::uint8_t {
    kWritten,  // As `node` says.
    kMembers,  // Members from one or more layers.
    kRecords,  // A list of records from one or more layers.
  };
  struct Value {
    Kind kind = Kind::kWritten;
    const Document* document = nullptr;
    const Node* node = nullptr;          // Where it was first written.
    const NodeMember* member = nullptr;  // The member whose value it is; null in a list.
    std::vector<Value> members;          // Their names are those of `member`.
    std::vector<Value> records;
  };

  static Value Written(const Document& document, const Node& node, const NodeMember* member);
  static Value* MemberOf(Value* object, std::string_view name);
  static const Node* NodeOfMember(const Value& object, std::string_view name);
  static void SetMembers(const Document& document, const Node& mapping, Value* object);
  static void AddRecords(const Document& document, const Node& list, std::string_view name,
                         Value* table, PackFaults* faults);
  static void Write(const Value& value, JsonWriter* json);

  Value root_{.kind = Kind::kMembers};
};

// A YAML or JSON value as JSON: plain numbers, truth values and nulls as such, all else as text.
void WriteJson(const Node& node, JsonWriter* json);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_LAYERED_FACTS_H_
