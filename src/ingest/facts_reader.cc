#include "src/ingest/facts_reader.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/json_events.h"
#include "src/ingest/facts_document.h"

namespace assay {
namespace {

constexpr std::size_t kWordBits = 64;

// Documents, entries and records are told apart in the same messages as record types.
constexpr std::string_view kDocumentName = "a facts document";
constexpr std::string_view kEntryName = "an entry of `collected`";

}  // namespace

FactsReader::FactsReader(const FactsFormat& format, bool lenient, FactsBuilder* builder,
                         FaultLog* faults)
    : format_(format),
      schema_(format.schema),
      lenient_(lenient),
      builder_(builder),
      faults_(faults),
      cells_(format, builder),
      given_(format.document_names.size(), false) {}

// ---------------------------------------------------------------------------------------------
// Events

bool FactsReader::Begin(JsonKind kind) {
  if (skipped_.is_open()) {
    kind == JsonKind::kArray ? skipped_.BeginArray() : skipped_.BeginObject();
    return true;
  }
  if (frames_.empty()) {
    if (kind == JsonKind::kObject) {
      PushObject(FrameKind::kDocument, kNoId, format_.document_names.size());
      return true;
    }
    faults_->AddAt("", WrongKind(kDocumentName, "an object", kind));
    PassOver(kind);
    return GoOn();
  }
  Frame& top = frames_.back();
  switch (top.kind) {
    case FrameKind::kUntyped:
      return BeginInUntyped(kind);
    case FrameKind::kDocument:
      if (top.member == kNoId) break;
      if (BeginInDocument(top.member, kind)) return true;
      break;
    case FrameKind::kRecord:
      if (top.member == kNoId) break;
      if (BeginInRecord(top, kind)) return true;
      break;
    case FrameKind::kCollectedEntry:
      if (top.member == kNoId) break;
      AddWrongType(MemberName(top), "a single value", kind);
      break;
    case FrameKind::kCollected:
      ++top.count;
      if (kind == JsonKind::kObject) {
        collected_.BeginEntry();
        PushObject(FrameKind::kCollectedEntry, kNoId, format_.entry_names.size());
        return true;
      }
      AddWrongElement(kCollectedMember, "the name of a feed, or an object", kind);
      break;
    case FrameKind::kTable:
      ++top.count;
      if (kind == JsonKind::kObject) {
        BeginRecord(top.type, top.count - 1);
        return true;
      }
      AddWrongElement(schema_.record(top.type).member, "an object", kind);
      break;
    case FrameKind::kEvidence:
      ++top.count;
      if (kind == JsonKind::kObject) {
        untyped_.Clear();
        type_is_next_ = false;
        PushObject(FrameKind::kUntyped, kNoId, 0);
        return true;
      }
      AddWrongElement(kEvidenceMember, "an object", kind);
      break;
    case FrameKind::kChildren:
      ++top.count;
      if (kind == JsonKind::kObject) {
        builder_->BeginChild(top.member);
        PushObject(FrameKind::kRecord, top.type, schema_.record(top.type).fields.size());
        return true;
      }
      AddWrongElement(top.fields[top.member].name, "an object", kind);
      break;
    case FrameKind::kList: {
      ++top.count;
      const Field& field = top.fields[top.member];
      cells_.AddElement(field, {.kind = kind}, &fault_);
      AddFault(std::move(fault_));
      break;
    }
  }
  PassOver(kind);
  return GoOn();
}

bool FactsReader::End(JsonKind kind) {
  if (skipped_.is_open()) {
    skipped_.End();
    return true;
  }
  const Frame top = frames_.back();
  switch (top.kind) {
    case FrameKind::kUntyped:
      return EndInUntyped(kind);
    case FrameKind::kRecord:
      EndRecord();
      return true;
    case FrameKind::kList:
      cells_.EndList(top.member, top.fields[top.member]);
      break;
    case FrameKind::kCollectedEntry: {
      std::string pointer = FramePointer();
      if (!collected_.EndEntry(pointer)) {
        faults_->AddAt(std::move(pointer), {"facts.missing-type", "the entry names no feed",
                                            "say which in `type`, or write its name alone"});
      }
      break;
    }
    case FrameKind::kDocument:
      has_document_ = true;
      break;
    default:
      break;
  }
  PopFrame();
  return GoOn();
}

bool FactsReader::Key(std::string_view key) {
  if (skipped_.is_open()) {
    if (!skipped_.Key(key) && !skips_quietly_) faults_->AddRepeatedKey(ValuePointer(), key);
    return GoOn();
  }
  Frame& top = frames_.back();
  if (top.kind == FrameKind::kUntyped) return KeyInUntyped(key);
  skips_quietly_ = false;
  top.member = MemberOf(top, key);
  return GoOn();
}

bool FactsReader::Value(const JsonValue& value) {
  if (skipped_.is_open()) {
    skipped_.Scalar();
    return true;
  }
  if (frames_.empty()) {
    faults_->AddAt("", WrongKind(kDocumentName, "an object", value.kind));
    return GoOn();
  }
  Frame& top = frames_.back();
  switch (top.kind) {
    case FrameKind::kRecord:
      if (top.member != kNoId) ValueInRecord(top, value);
      return GoOn();
    case FrameKind::kUntyped:
      return ValueInUntyped(value);
    case FrameKind::kList:
      ++top.count;
      if (!cells_.AddElement(top.fields[top.member], value, &fault_)) AddFault(std::move(fault_));
      return GoOn();
    case FrameKind::kDocument:
      if (top.member != kNoId) ValueInDocument(top.member, value);
      return GoOn();
    case FrameKind::kCollected:
      ++top.count;
      if (value.kind == JsonKind::kString) {
        collected_.AddName(value.text, ValuePointer());
      } else {
        AddWrongElement(kCollectedMember, "the name of a feed, or an object", value.kind);
      }
      return GoOn();
    case FrameKind::kCollectedEntry:
      if (top.member == kNoId) return true;
      if (!collected_.Set(static_cast<EntryMember>(top.member), value, &fault_)) {
        AddFault(std::move(fault_));
      }
      return GoOn();
    case FrameKind::kTable:
      ++top.count;
      AddWrongElement(schema_.record(top.type).member, "an object", value.kind);
      return GoOn();
    case FrameKind::kEvidence:
      ++top.count;
      AddWrongElement(kEvidenceMember, "an object", value.kind);
      return GoOn();
    case FrameKind::kChildren:
      ++top.count;
      AddWrongElement(top.fields[top.member].name, "an object", value.kind);
      return GoOn();
  }
  return true;
}

// ---------------------------------------------------------------------------------------------
// Frames

void FactsReader::PushObject(FrameKind kind, RecordTypeId type, std::size_t members) {
  frames_.push_back({.kind = kind,
                     .type = type,
                     .fields = type == kNoId ? nullptr : schema_.record(type).fields.data(),
                     .seen = seen_.size(),
                     .unknown = unknown_keys_.size()});
  seen_.resize(seen_.size() + (members + kWordBits) / kWordBits, 0);
}

void FactsReader::PushArray(FrameKind kind, RecordTypeId type, FieldId field) {
  const Field* fields = frames_.back().fields;
  frames_.push_back({.kind = kind,
                     .type = type,
                     .member = field,
                     .fields = fields,
                     .seen = seen_.size(),
                     .unknown = unknown_keys_.size()});
}

void FactsReader::PopFrame() {
  seen_.resize(frames_.back().seen);
  unknown_keys_.resize(frames_.back().unknown);
  frames_.pop_back();
}

void FactsReader::PassOver(JsonKind kind) {
  kind == JsonKind::kArray ? skipped_.BeginArray() : skipped_.BeginObject();
}

bool FactsReader::BeginInDocument(std::uint16_t member, JsonKind kind) {
  given_[member] = true;
  if (member < static_cast<std::uint16_t>(DocumentMember::kFirstRecord)) {
    const auto which = static_cast<DocumentMember>(member);
    const bool is_array = which == DocumentMember::kCollected || which == DocumentMember::kEvidence;
    if (is_array && kind == JsonKind::kArray) {
      PushArray(which == DocumentMember::kCollected ? FrameKind::kCollected : FrameKind::kEvidence,
                kNoId, kNoId);
      return true;
    }
    AddWrongType(format_.document_names[member], is_array ? "an array" : "a text", kind);
    return false;
  }
  const RecordTypeId type = format_.RecordAt(member);
  const bool is_single = schema_.record(type).role == RecordRole::kSingle;
  if (is_single && kind == JsonKind::kObject) {
    BeginRecord(type, 0);
    return true;
  }
  if (!is_single && kind == JsonKind::kArray) {
    PushArray(FrameKind::kTable, type, kNoId);
    return true;
  }
  AddWrongType(format_.document_names[member], is_single ? "an object" : "an array of objects",
               kind);
  return false;
}

void FactsReader::BeginRecord(RecordTypeId type, std::uint64_t origin) {
  record_id_.clear();
  builder_->BeginRecord(type, origin);
  PushObject(FrameKind::kRecord, type, schema_.record(type).fields.size());
}

bool FactsReader::BeginInRecord(const Frame& record, JsonKind kind) {
  const FieldId id = record.member;
  const Field& field = record.fields[id];
  if (kind == JsonKind::kArray && field.is_list) {
    cells_.BeginList();
    PushArray(FrameKind::kList, kNoId, id);
    return true;
  }
  if (kind == JsonKind::kArray && field.kind == FieldKind::kChildren) {
    PushArray(FrameKind::kChildren, field.target, id);
    return true;
  }
  if (kind == JsonKind::kObject && field.kind == FieldKind::kChild) {
    builder_->BeginChild(id);
    PushObject(FrameKind::kRecord, field.target, schema_.record(field.target).fields.size());
    return true;
  }
  ValueInRecord(record, {.kind = kind});
  return false;
}

void FactsReader::EndRecord() {
  builder_->EndRecord();
  const Frame record = frames_.back();
  PopFrame();
  if (schema_.record(record.type).role == RecordRole::kChild) return;
  for (std::string& member : flagged_) {
    builder_->AddFlag(
        {.flag = "unknown_member", .record = record_id_, .detail = std::move(member)});
  }
  flagged_.clear();
}

// ---------------------------------------------------------------------------------------------
// Values

void FactsReader::ValueInDocument(std::uint16_t member, const JsonValue& value) {
  if (value.kind == JsonKind::kNull) return;
  given_[member] = true;
  const std::string_view name = format_.document_names[member];
  if (member == static_cast<std::uint16_t>(DocumentMember::kAsOf)) {
    const std::optional<Date> as_of = ReadDate(value, name, &fault_);
    if (as_of.has_value()) return builder_->SetAsOf(*as_of);
    return AddFault(std::move(fault_));
  }
  if (member == static_cast<std::uint16_t>(DocumentMember::kFormat)) {
    if (value.kind != JsonKind::kString) return AddWrongType(name, "a text", value.kind);
    if (value.text == kFactsFormat) return;
    return AddFault({"facts.bad-format",
                     absl::StrCat("the format ", Quoted(value.text), " is not known here"),
                     absl::StrCat("this reads `", std::string(kFactsFormat), "`")});
  }
  const bool is_single = member >= static_cast<std::uint16_t>(DocumentMember::kFirstRecord) &&
                         schema_.record(format_.RecordAt(member)).role == RecordRole::kSingle;
  AddWrongType(name, is_single ? "an object" : "an array", value.kind);
}

void FactsReader::ValueInRecord(const Frame& record, const JsonValue& value) {
  const Field& field = record.fields[record.member];
  if (cells_.Set(record.member, field, value, &fault_)) {
    if (lenient_ && field.is_key && value.kind == JsonKind::kString &&
        schema_.record(record.type).role != RecordRole::kChild) {
      record_id_ = value.text;
    }
    return;
  }
  AddFault(std::move(fault_));
  cells_.SetPlaceholder(record.member, field);
  has_lost_records_ = has_lost_records_ || field.is_key;
}

// ---------------------------------------------------------------------------------------------
// Evidence before its type is known

bool FactsReader::KeyInUntyped(std::string_view key) {
  if (untyped_.depth() == 0 && key == kTypeMember) {
    type_is_next_ = true;
  } else {
    untyped_.Key(key);
  }
  return true;
}

bool FactsReader::BeginInUntyped(JsonKind kind) {
  if (!type_is_next_) {
    untyped_.Begin(kind);
    return true;
  }
  faults_->AddAt(absl::StrCat(FramePointer(), "/", std::string(kTypeMember)),
                 WrongType(kTypeMember, ExpectedValue(FieldKind::kText, false), kind));
  return LoseRecord() && Begin(kind);
}

bool FactsReader::EndInUntyped(JsonKind kind) {
  if (untyped_.depth() > 0) {
    untyped_.End(kind);
    return true;
  }
  faults_->AddAt(FramePointer(), {"facts.missing-type", "this piece of evidence has no `type`",
                                  "say what it is evidence of, e.g. `contract`"});
  return LoseRecord() && End(kind);
}

bool FactsReader::ValueInUntyped(const JsonValue& value) {
  if (!type_is_next_) {
    untyped_.Value(value);
    return true;
  }
  type_is_next_ = false;
  if (value.kind == JsonKind::kNull) {  // As good as absent; kept, so that another one is a repeat.
    untyped_.Key(kTypeMember);
    untyped_.Value(value);
    return true;
  }
  const std::string pointer_step = absl::StrCat("/", std::string(kTypeMember));
  if (value.kind != JsonKind::kString) {
    faults_->AddAt(FramePointer() + pointer_step,
                   WrongType(kTypeMember, ExpectedValue(FieldKind::kText, false), value.kind));
    return LoseRecord();
  }
  const std::uint16_t position = format_.evidence_types.Find(value.text);
  if (position == kNoId) {
    faults_->AddAt(
        FramePointer() + pointer_step,
        {"facts.unknown-type", absl::StrCat(Quoted(value.text), " is not a type of evidence"),
         NearestHint(value.text, format_.evidence_names)});
    return LoseRecord();
  }
  const RecordTypeId type = format_.evidence_records[position];
  const std::size_t type_member = schema_.record(type).fields.size();
  PopFrame();
  BeginRecord(type, frames_.back().count - 1);
  seen_[frames_.back().seen + type_member / kWordBits] |= std::uint64_t{1}
                                                          << (type_member % kWordBits);
  return untyped_.Replay(this);
}

// What is known of the record so far, and all that follows, is passed over.
bool FactsReader::LoseRecord() {
  has_lost_records_ = true;
  PopFrame();
  skips_quietly_ = false;
  skipped_.BeginObject();
  const bool go_on = untyped_.Replay(this);
  skipped_.Key(kTypeMember);
  type_is_next_ = false;
  return go_on && GoOn();
}

// ---------------------------------------------------------------------------------------------
// Members

std::uint16_t FactsReader::MemberOf(const Frame& frame, std::string_view key) {
  std::uint16_t member = kNoId;
  switch (frame.kind) {
    case FrameKind::kRecord:
      member = format_.fields[frame.type].Find(key);
      break;
    case FrameKind::kDocument:
      member = format_.document_members.Find(key);
      break;
    default:
      member = format_.entry_members.Find(key);
  }
  if (member == kNoId) {
    AddUnknownMember(frame, key);
    return kNoId;
  }
  if (!IsRepeated(frame, member)) return member;
  std::string pointer = FramePointer();
  AppendPointerStep(key, &pointer);
  faults_->AddRepeatedKey(std::move(pointer), key);
  skips_quietly_ = true;  // Its pointer is that of the first.
  return kNoId;
}

bool FactsReader::IsRepeated(const Frame& frame, std::uint16_t member) {
  std::uint64_t& word = seen_[frame.seen + member / kWordBits];
  const std::uint64_t bit = std::uint64_t{1} << (member % kWordBits);
  const bool repeated = (word & bit) != 0;
  word |= bit;
  return repeated;
}

void FactsReader::AddUnknownMember(const Frame& frame, std::string_view key) {
  std::string pointer = FramePointer();
  AppendPointerStep(key, &pointer);
  const auto first = unknown_keys_.begin() + static_cast<std::ptrdiff_t>(frame.unknown);
  if (std::find(first, unknown_keys_.end(), key) != unknown_keys_.end()) {
    faults_->AddRepeatedKey(std::move(pointer), key);
    skips_quietly_ = true;
    return;
  }
  unknown_keys_.emplace_back(key);
  if (lenient_) {
    if (frame.kind == FrameKind::kRecord) {
      flagged_.push_back(PathInRecord(key));
    } else {
      builder_->AddFlag({.flag = "unknown_member", .detail = pointer.substr(1)});
    }
    return;
  }
  const std::string owner =
      frame.kind == FrameKind::kRecord
          ? absl::StrCat("`", schema_.record(frame.type).name, "`")
          : std::string(frame.kind == FrameKind::kDocument ? kDocumentName : kEntryName);
  faults_->AddAtKey(std::move(pointer), {"facts.unknown-member",
                                         absl::StrCat(Quoted(key), " is not a member of ", owner),
                                         NearestHint(key, NamesOf(frame))});
}

std::vector<std::string_view> FactsReader::NamesOf(const Frame& frame) const {
  if (frame.kind == FrameKind::kDocument) return format_.document_names;
  if (frame.kind == FrameKind::kCollectedEntry) return format_.entry_names;
  std::vector<std::string_view> names;
  for (const Field& field : schema_.record(frame.type).fields) names.push_back(field.name);
  return names;
}

std::string_view FactsReader::MemberName(const Frame& frame) const {
  if (frame.member == kNoId) return unknown_keys_.back();
  if (frame.kind == FrameKind::kDocument) return format_.document_names[frame.member];
  if (frame.kind == FrameKind::kCollectedEntry) return format_.entry_names[frame.member];
  return frame.fields[frame.member].name;
}

std::string FactsReader::PathInRecord(std::string_view key) const {
  const auto record = std::find_if(frames_.begin(), frames_.end(), [](const Frame& frame) {
    return frame.kind == FrameKind::kRecord;
  });
  std::string path =
      Pointer(static_cast<std::size_t>(record - frames_.begin()), frames_.size() - 1);
  AppendPointerStep(key, &path);
  return path.substr(1);
}

std::string FactsReader::Pointer(std::size_t first, std::size_t last) const {
  std::string pointer;
  for (std::size_t i = first; i < last; ++i) {
    const Frame& frame = frames_[i];
    const bool is_object = frame.kind == FrameKind::kDocument || frame.kind == FrameKind::kRecord ||
                           frame.kind == FrameKind::kCollectedEntry;
    AppendPointerStep(is_object ? MemberName(frame) : std::to_string(frame.count - 1), &pointer);
  }
  if (last == frames_.size()) skipped_.AppendSteps(&pointer);
  return pointer;
}

void FactsReader::Finish(RecordTypeId comes_otherwise) {
  builder_->SetCollected(collected_.Take());
  if (!has_document_) return;
  for (std::size_t member = 0; member < given_.size(); ++member) {
    const bool is_collected = member == static_cast<std::size_t>(DocumentMember::kCollected);
    const RecordTypeId type = member >= static_cast<std::size_t>(DocumentMember::kFirstRecord)
                                  ? format_.RecordAt(static_cast<std::uint16_t>(member))
                                  : kNoId;
    const bool is_single = type != kNoId && type != comes_otherwise &&
                           schema_.record(type).role == RecordRole::kSingle;
    if (given_[member] || (!is_collected && !is_single)) continue;
    faults_->AddAt(
        "", {"facts.missing-member",
             absl::StrCat("there is no ", Quoted(format_.document_names[member])),
             is_collected ? "list the feeds that are connected; `[\"*\"]` is all of them" : ""});
  }
}

}  // namespace assay
