#include "src/engine/layered_facts.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

// The one list of a facts document that is not a list of records: it is replaced as a whole.
constexpr std::string_view kCollected = "collected";

const std::string* IdOf(const Node* id) {
  return id != nullptr && id->is_scalar() ? &id->text : nullptr;
}

// The next step of a JSON pointer, unescaped (RFC 6901, section 4); `pointer` is what is left.
std::string NextStep(std::string_view* pointer) {
  pointer->remove_prefix(1);
  const std::size_t end = std::min(pointer->find('/'), pointer->size());
  std::string step;
  for (std::size_t k = 0; k < end; ++k) {
    const char character = (*pointer)[k];
    if (character == '~' && k + 1 < end) {
      step += (*pointer)[++k] == '1' ? '/' : '~';
    } else {
      step += character;
    }
  }
  pointer->remove_prefix(end);
  return step;
}

// Null if `step` is no index of `list`.
template <typename Element>
const Element* ElementAt(const std::vector<Element>& list, const std::string& step) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (error != std::errc() || end != step.data() + step.size() || index >= list.size())
    return nullptr;
  return &list[index];
}

Spot SpotOf(const Document& document, const Node& node, const NodeMember* member, bool wants_key) {
  if (member != nullptr && (wants_key || node.is_null())) return PackFaults::Key(*member);
  return PackFaults(document, 0).Value(node);
}

}  // namespace

LayeredFacts::Value LayeredFacts::Written(const Document& document, const Node& node,
                                          const NodeMember* member) {
  Value value;
  value.document = &document;
  value.node = &node;
  value.member = member;
  return value;
}

LayeredFacts::Value* LayeredFacts::MemberOf(Value* object, std::string_view name) {
  for (Value& value : object->members) {
    if (value.member->key == name) return &value;
  }
  return nullptr;
}

const Node* LayeredFacts::NodeOfMember(const Value& object, std::string_view name) {
  for (const Value& value : object.members) {
    if (value.member->key == name) return value.node;
  }
  return nullptr;
}

void LayeredFacts::SetMembers(const Document& document, const Node& mapping, Value* object) {
  for (const NodeMember& member : mapping.members) {
    Value value = Written(document, member.value, &member);
    if (Value* there = MemberOf(object, member.key)) {
      *there = std::move(value);
    } else {
      object->members.push_back(std::move(value));
    }
  }
}

void LayeredFacts::AddRecords(const Document& document, const Node& list, std::string_view name,
                              Value* table, PackFaults* faults) {
  std::set<std::string_view> ids_here;
  for (const Node& item : list.items) {
    const Node* id_node = item.is_mapping() ? item.Find("id") : nullptr;
    const std::string* id = IdOf(id_node);
    if (id != nullptr && !ids_here.insert(*id).second) {
      faults->Report(
          faults->Value(*id_node), "tests.duplicate-id",
          absl::StrCat("`", *id, "` stands in this list of `", std::string(name), "` already"),
          "give each record an id of its own");
      continue;
    }
    const auto same =
        std::find_if(table->records.begin(), table->records.end(), [&](const Value& record) {
          const std::string* other = IdOf(NodeOfMember(record, "id"));
          return id != nullptr && other != nullptr && *other == *id;
        });
    if (same == table->records.end()) {
      Value record = Written(document, item, nullptr);
      if (item.is_mapping()) {
        record.kind = Kind::kMembers;
        SetMembers(document, item, &record);
      }
      table->records.push_back(std::move(record));
      continue;
    }
    const Node* new_type = item.Find("type");
    const Node* type = NodeOfMember(*same, "type");
    if (new_type != nullptr && type != nullptr && new_type->text != type->text) {
      faults->Report(faults->Value(*new_type), "tests.other-type",
                     absl::StrCat("`", *id, "` of the base is of type `", type->text, "`, not `",
                                  new_type->text, "`"),
                     "give the new record another id, or take the old one away with `without`");
      continue;
    }
    SetMembers(document, item, &*same);
  }
}

void LayeredFacts::Add(const Document& document, const Node& facts, PackFaults* faults) {
  for (const NodeMember& member : facts.members) {
    const Node& node = member.value;
    const Kind kind = node.is_mapping()                                ? Kind::kMembers
                      : node.is_sequence() && member.key != kCollected ? Kind::kRecords
                                                                       : Kind::kWritten;
    Value* there = MemberOf(&root_, member.key);
    if (there == nullptr) there = &root_.members.emplace_back(Written(document, node, &member));
    if (kind == Kind::kWritten || there->kind != kind) *there = Written(document, node, &member);
    there->kind = kind;
    if (kind == Kind::kMembers) SetMembers(document, node, there);
    if (kind == Kind::kRecords) AddRecords(document, node, member.key, there, faults);
  }
}

void LayeredFacts::Remove(const Node& id, PackFaults* faults) {
  std::vector<std::string_view> tables;
  std::vector<std::string_view> known;
  for (const Value& table : root_.members) {
    for (const Value& record : table.records) {
      const std::string* other = IdOf(NodeOfMember(record, "id"));
      if (other == nullptr) continue;
      known.push_back(*other);
      if (*other == id.text) tables.push_back(table.member->key);
    }
  }
  if (tables.empty()) {
    faults->Report(faults->Value(id), "tests.no-such-record",
                   absl::StrCat("there is no record `", id.text, "` to take away"),
                   faults->DidYouMean(id.text, known));
    return;
  }
  if (tables.size() > 1) {
    faults->Report(faults->Value(id), "tests.ambiguous-record",
                   absl::StrCat("`", id.text, "` is the id of records in ", Listed(tables)),
                   "give them different ids");
    return;
  }
  std::vector<Value>& records = MemberOf(&root_, tables.front())->records;
  std::erase_if(records, [&](const Value& record) {
    const std::string* other = IdOf(NodeOfMember(record, "id"));
    return other != nullptr && *other == id.text;
  });
}

void WriteJson(const Node& node, JsonWriter* json) {
  switch (node.kind) {
    case NodeKind::kNull:
      return json->Null();
    case NodeKind::kScalar:
      if (node.style != ScalarStyle::kPlain) return json->String(node.text);
      if (node.text == "true" || node.text == "false") return json->Bool(node.text == "true");
      if (IsJsonNumber(node.text)) return json->Number(node.text);
      return json->String(node.text);
    case NodeKind::kSequence:
      json->BeginArray();
      for (const Node& item : node.items) WriteJson(item, json);
      return json->EndArray();
    case NodeKind::kMapping:
      json->BeginObject();
      for (const NodeMember& member : node.members) {
        json->Key(member.key);
        WriteJson(member.value, json);
      }
      return json->EndObject();
  }
}

void LayeredFacts::Write(const Value& value, JsonWriter* json) {
  switch (value.kind) {
    case Kind::kWritten:
      return WriteJson(*value.node, json);
    case Kind::kMembers:
      json->BeginObject();
      for (const Value& member : value.members) {
        json->Key(member.member->key);
        Write(member, json);
      }
      return json->EndObject();
    case Kind::kRecords:
      json->BeginArray();
      for (const Value& record : value.records) Write(record, json);
      return json->EndArray();
  }
}

std::string LayeredFacts::ToJson() const {
  std::string text;
  JsonWriter json(JsonLayout::kCompact, &text);
  Write(root_, &json);
  return text;
}

LayeredFacts::Origin LayeredFacts::Find(std::string_view pointer, bool wants_key) const {
  // Through the layers as far as they were taken apart, then through what was written.
  const Value* value = &root_;
  while (!pointer.empty() && value->kind != Kind::kWritten) {
    std::string_view rest = pointer;
    const std::string step = NextStep(&rest);
    const Value* next = nullptr;
    if (value->kind == Kind::kRecords) {
      next = ElementAt(value->records, step);
    } else {
      for (const Value& member : value->members) {
        if (member.member->key == step) next = &member;
      }
    }
    if (next == nullptr) break;
    value = next;
    pointer = rest;
  }
  if (value->document == nullptr) return {};
  const Node* node = value->node;
  const NodeMember* member = value->member;
  while (!pointer.empty() && value->kind == Kind::kWritten) {
    const std::string step = NextStep(&pointer);
    const Node* next = node->is_sequence() ? ElementAt(node->items, step) : node->Find(step);
    if (next == nullptr) break;
    member = nullptr;
    for (const NodeMember& candidate : node->members) {
      if (&candidate.value == next) member = &candidate;
    }
    node = next;
  }
  return {value->document, SpotOf(*value->document, *node, member, wants_key)};
}

}  // namespace assay
